// Help on the screens of a working day: today, people, one person, companies, orders.

import { type HelpEntry, said } from "../entry"

export const daily: Record<string, HelpEntry> = {
  "/today": {
    title: said("今天", "今天", "Today"),
    purpose: said(
      "早上先看这里：这一周和今天要做什么，昨天以来有什么变化，目标走到哪里，什么停下来了。带人的，先看团队的数字。",
      "早上先看這裡：這一週和今天要做什麼，昨天以來有什麼變化，目標走到哪裡，什麼停下來了。帶人的，先看團隊的數字。",
      "Look here first: what this week and today hold, what changed since yesterday, how far goals have come, what stands still. Whoever leads sees the figures of the team first.",
    ),
    deeds: [
      { what: said("点一个名字，打开这位客户", "點一個名字，打開這位客戶", "Click a name to open that person") },
      {
        what: said("点一天，打开那天的日历", "點一天，打開那天的日曆", "Click a day to open the calendar there"),
        leads: "/calendar",
      },
      {
        what: said(
          "点一个数字，看它背后的名单",
          "點一個數字，看它背後的名單",
          "Click a figure to see the list behind it",
        ),
      },
      {
        what: said(
          "找任何人或任何事：写姓名、电话或订单号，名字写错一两个字也行；还没写时，列出最近打开的",
          "找任何人或任何事：寫姓名、電話或訂單編號，名字寫錯一兩個字也行；還沒寫時，列出最近打開的",
          "Find anybody or anything by name, phone or order number, also where a letter of a name is wrong; before you write, what you opened last is listed",
        ),
        keys: "mod K",
        leads: "find",
      },
      { what: said("新建一位客户", "新增一位客戶", "Make a new person"), keys: "C", leads: "create" },
    ],
    words: ["person", "owner"],
    troubles: [
      {
        sign: said("名单里不是我的客户", "名單裡不是我的客戶", "The lists are not of my people"),
        remedy: said(
          "你还没有负责的客户时，这里是你看得到的所有人。请主管把客户交给你，或在客户页把负责人改成你。",
          "你還沒有負責的客戶時，這裡是你看得到的所有人。請主管把客戶交給你，或在客戶頁把負責人改成你。",
          "While you look after nobody, they are of everybody you see. Ask your lead to hand people over, or make yourself the owner on a person's page.",
        ),
      },
      {
        sign: said("一个数字好像不对", "一個數字好像不對", "A figure seems wrong"),
        remedy: said(
          "点开它，名单上方就是数它用的条件。",
          "點開它，名單上方就是數它用的條件。",
          "Click it: the filter above the list is what was counted.",
        ),
      },
    ],
  },
  "/people": {
    title: said("客户名单", "客戶名單", "The list of people"),
    purpose: said(
      "你看得到的所有客户。在这里找人、挑人，一次改许多人。",
      "你看得到的所有客戶。在這裡找人、挑人，一次改許多人。",
      "Everybody you may see. Find people, pick some, and change many at once.",
    ),
    deeds: [
      {
        what: said(
          "查找：姓名、拼音首字母、电话末几位都行",
          "尋找：姓名、拼音首字母、電話末幾碼都行",
          "Search by name, pinyin initials or the last digits of a phone",
        ),
        keys: "/",
      },
      {
        what: said(
          "上下移动，在侧边打开，或打开整页",
          "上下移動，在側邊打開，或打開整頁",
          "Move, open beside the list, or open the page",
        ),
        keys: "J K · Enter · Shift Enter",
      },
      {
        what: said(
          "选中几位，再加标签、换负责人、改字段、删除",
          "選取幾位，再加標籤、換負責人、改欄位、刪除",
          "Select some, then tag them, give them an owner, set a field or delete",
        ),
        keys: "X",
      },
      {
        what: said(
          "按条件筛选；从表头的箭头排序、冻结、移动、隐藏一列；连同筛选存成视图，钉在左边。手机上点“…”",
          "按條件篩選；從表頭的箭頭排序、凍結、移動、隱藏一欄；連同篩選存成檢視，釘在左邊。手機上點「…」",
          "Filter; sort, freeze, move or hide a column from the arrow at its head; keep all that as a view and pin it to the left. On a phone, touch “…”",
        ),
      },
      {
        what: said(
          "双击一格，当场修改；按 Esc 还原",
          "雙擊一格，當場修改；按 Esc 還原",
          "Double-click a cell to change it there; Esc restores it",
        ),
      },
      {
        what: said(
          "换成看板，把客户拖到另一列（键盘按 Alt 加左右箭头）；换成地图，看谁在附近",
          "換成看板，把客戶拖到另一欄（鍵盤按 Alt 加左右方向鍵）；換成地圖，看誰在附近",
          "Show them as a board and drag people to another column (Alt with an arrow), or on a map to see who is near",
        ),
      },
    ],
    words: ["person", "owner", "tag", "field", "filter", "view", "merge"],
    troubles: [
      {
        sign: said("找不到一位肯定存在的客户", "找不到一位肯定存在的客戶", "Somebody who surely exists is not found"),
        remedy: said(
          "先清掉筛选。还没有，可能不在你的权限之内，请负责人共享给你；也可能已并入另一条，换电话再找。",
          "先清掉篩選。還沒有，可能不在你的權限之內，請負責人共享給你；也可能已併入另一筆，換電話再找。",
          "Clear the filter first. If that is not it, your role may not reach them: ask their owner to share. Or they were merged: try the phone.",
        ),
      },
      {
        sign: said("改错了很多人", "改錯了很多人", "Many people were changed by mistake"),
        remedy: said(
          "点提示里的“撤销”，一次全部还原；过后也可以在客户的时间线“变更”里撤销。",
          "點提示裡的「復原」，一次全部還原；過後也可以在客戶的時間軸「變更」裡復原。",
          "Click Undo in the message, and all go back at once; later, undo under Changes in a person's timeline.",
        ),
      },
      {
        sign: said("没有网，筛选不起作用", "沒有網路，篩選不起作用", "Without a connection the filter does nothing"),
        remedy: said(
          "这时列出的只是这台设备上存着的客户，名单上方会写明。可以按姓名、电话查找；连上后筛选自己生效。",
          "這時列出的只是這台裝置上存著的客戶，名單上方會寫明。可以按姓名、電話尋找；連上後篩選自己生效。",
          "Then only the people kept on this device are listed, and a line above says so. You can search by name and phone; the filter works again once there is a connection.",
        ),
      },
      {
        sign: said("地图上少了一些客户", "地圖上少了一些客戶", "Some people are missing on the map"),
        remedy: said(
          "地图旁“没有位置”列出没填地址和认不出地址的，点“去补全”。只知道省份的放在省的中间。",
          "地圖旁「沒有位置」列出沒填地址和認不出地址的，點「去補全」。只知道省份的放在省的中間。",
          "“Not on the map” beside it counts who has no address or one that is not known; Fill in opens them. Where only the province is known, they stand in its middle.",
        ),
      },
      {
        sign: said("没有“导出”", "沒有「匯出」", "There is no Export"),
        remedy: said(
          "你的角色不能导出。请管理员在角色里打开。",
          "你的角色不能匯出。請管理員在角色裡打開。",
          "Your role may not export. An administrator can allow it in the role.",
        ),
        leads: "/settings/roles",
      },
    ],
  },
  "/portfolio": {
    title: said("客户盘点", "客戶盤點", "Portfolio"),
    purpose: said(
      "每位同事的客户怎么样：买了多少、联系得勤不勤、谁沉默了、往后值多少、可能需要什么。只算你看得到的客户。",
      "每位同事的客戶怎麼樣：買了多少、聯繫得勤不勤、誰沉默了、往後值多少、可能需要什麼。只算你看得到的客戶。",
      "How each colleague's customers stand: what they bought, how often they were contacted, who is silent, what they will bring and may need. Only customers whom you see are counted.",
    ),
    deeds: [
      {
        what: said(
          "选看多久：30 天、90 天、180 天或一年",
          "選看多久：30 天、90 天、180 天或一年",
          "Choose the period: 30, 90 or 180 days, or a year",
        ),
      },
      {
        what: said(
          "点一个数字，看它背后的名单",
          "點一個數字，看它背後的名單",
          "Click a figure to see the list behind it",
        ),
      },
      {
        what: said(
          "点一列的名字，按它排；再点一次，倒过来",
          "點一欄的名字，按它排；再點一次，倒過來",
          "Click a heading to sort by it, and again to turn it round",
        ),
      },
      {
        what: said(
          "在“需求”里，按种类和负责人看客户可能需要什么",
          "在「需求」裡，按種類和負責人看客戶可能需要什麼",
          "Under Needs, see what customers may need, by kind and by owner",
        ),
      },
      {
        what: said(
          "点“不需要”，把猜错的去掉；可以撤销",
          "點「不需要」，把猜錯的去掉；可以復原",
          "Put a wrong guess away with Not needed; it can be undone",
        ),
      },
    ],
    words: ["owner", "worth", "need"],
    troubles: [
      {
        sign: said("预期价值都是空的", "預期價值都是空的", "Nothing is expected of anybody"),
        remedy: said(
          "可能没有打开计算，或者订单还太少。请管理员看“客户价值”。",
          "可能沒有打開計算，或者訂單還太少。請管理員看「客戶價值」。",
          "Reckoning may be switched off, or there are too few orders. Ask an administrator to look at Customer worth.",
        ),
        leads: "/settings/worth",
      },
      {
        sign: said("订单多，金额却小", "訂單多，金額卻小", "Many orders, but a small amount"),
        remedy: said(
          "金额只加工作区的币种；其他币种的订单算进单数，不算进金额。",
          "金額只加工作區的幣別；其他幣別的訂單算進單數，不算進金額。",
          "Amounts add up the workspace's currency only; orders in others are counted without their amount.",
        ),
      },
    ],
  },
  "/people/$id": {
    title: said("一位客户", "一位客戶", "One person"),
    purpose: said(
      "关于这个人的一切：是谁，发生过什么，现在要紧的是什么。",
      "關於這個人的一切：是誰，發生過什麼，現在要緊的是什麼。",
      "All about this person: who they are, what happened, and what matters now.",
    ),
    deeds: [
      {
        what: said(
          "写一条备注、电话或到店，可以附文件；同事之间的话在“讨论”里说，写 @ 通知同事",
          "寫一則備註、電話或到店，可以附檔案；同事之間的話在「討論」裡說，寫 @ 通知同事",
          "Write a note, a call or a visit, with files if you like; talk among colleagues under Discussion, and write @ to tell one",
        ),
        keys: "N · mod Enter",
      },
      {
        what: said(
          "点画像里的值，当场修改；改姓名",
          "點畫像裡的值，當場修改；改姓名",
          "Click a value of the portrait to change it; change the name",
        ),
        keys: "E",
      },
      {
        what: said(
          "在时间线里查找，或只看一类",
          "在時間軸裡尋找，或只看一類",
          "Find in the timeline, or show one kind",
        ),
        keys: "/",
      },
      {
        what: said(
          "写错的备注，点它右边的“划掉”；要找回来，打开时间线上方的“划掉的”，点“恢复”",
          "寫錯的備註，點它右邊的「劃掉」；要找回來，打開時間軸上方的「劃掉的」，點「恢復」",
          "Strike out a note written by mistake, beside its time; Struck out, above the timeline, brings it back",
        ),
      },
      {
        what: said(
          "手机上点“签到”：记下来过，并看附近的客户",
          "手機上點「打卡」：記下來過，並看附近的客戶",
          "Check in: it records your visit with the place, and shows customers nearby",
        ),
      },
      {
        what: said(
          "点“谁看得到”，看为什么看得到，或共享给同事",
          "點「誰看得到」，看為什麼看得到，或共享給同事",
          "Open Who sees this to learn why you do, or to share with a colleague",
        ),
      },
    ],
    words: ["portrait", "identity", "timeline", "consent", "basis", "merge", "audience", "interaction"],
    troubles: [
      {
        sign: said("两个人混成了一个", "兩個人混成了一個", "Two humans are mixed up in one page"),
        remedy: said(
          "在“身份”里找到那条记录，点“拆开”。两边都会变回原样。",
          "在「身分」裡找到那筆記錄，點「拆開」。兩邊都會變回原樣。",
          "Find the other record under Identity and click Split. Both go back to what they were.",
        ),
      },
      {
        sign: said("一个值是错的", "一個值是錯的", "A value is wrong"),
        remedy: said(
          "停在上面看是谁写的，点一下改掉。同事写的比程序和文件写的优先，不会再被覆盖。",
          "停在上面看是誰寫的，點一下改掉。同事寫的比程式和檔案寫的優先，不會再被覆蓋。",
          "Rest on it to see who wrote it, then click to change it. What staff write stands above programs and files.",
        ),
      },
      {
        sign: said(
          "电话或邮箱说“已属于某人”",
          "電話或信箱說「已屬於某人」",
          "A phone or mail “already belongs to” somebody",
        ),
        remedy: said(
          "多半是同一个人有两条记录。打开那一位，确认后合并。",
          "多半是同一個人有兩筆記錄。打開那一位，確認後合併。",
          "It is likely one human with two records. Open the other, make sure, and merge.",
        ),
        leads: "/duplicates",
      },
      {
        sign: said("值不能点，改不了", "值不能點，改不了", "Values cannot be clicked"),
        remedy: said(
          "你的角色只能看这位客户，或者这一项由订单等数据算出。",
          "你的角色只能看這位客戶，或者這一項由訂單等資料算出。",
          "Your role may only read this person, or the value follows from orders and the like.",
        ),
      },
    ],
  },
  "/waiting": {
    title: said("待发送", "待傳送", "To be sent"),
    purpose: said(
      "没有网时做的改动，先在这里等。连上后按先后送出，每条只算一次。",
      "沒有網路時做的更動，先在這裡等。連上後按先後送出，每筆只算一次。",
      "What you changed without a connection waits here. It is sent in order once there is one, and each counts once.",
    ),
    deeds: [
      { what: said("看每一条现在怎样", "看每一筆現在怎樣", "See how each of them stands") },
      {
        what: said(
          "有冲突的：对比三边，逐项挑我的或别人的",
          "有衝突的：對比三邊，逐項挑我的或別人的",
          "Conflicts: compare the three sides and choose mine or theirs, value by value",
        ),
      },
      {
        what: said(
          "没收下的：看原因，再送一次，或不要了",
          "沒收下的：看原因，再送一次，或不要了",
          "Not taken: see why, send again, or discard",
        ),
      },
      { what: said("现在就送", "現在就送", "Send now") },
    ],
    words: ["waiting", "conflict", "kept"],
    troubles: [
      {
        sign: said("连上了，还是不动", "連上了，還是不動", "There is a connection and nothing moves"),
        remedy: said(
          "看上面是不是说有新版本：先更新。登录过期了也要先登录。",
          "看上面是不是說有新版本：先更新。登入過期了也要先登入。",
          "See whether a new version is ready: update first. If you were signed out, sign in.",
        ),
      },
      {
        sign: said("写着“不确定”", "寫著「不確定」", "It says “unsure”"),
        remedy: said(
          "送出过，没等到回答。到客户页看时间线里有没有，有就不要了，没有就再送。",
          "送出過，沒等到回答。到客戶頁看時間軸裡有沒有，有就不要了，沒有就再送。",
          "It was sent and no answer came. Look in the person's timeline: discard it if it is there, send again if not.",
        ),
      },
    ],
  },
  "/people/$id/household": {
    title: said("一个家", "一個家", "One household"),
    purpose: said(
      "住在一起的客户：谁在里面、各是什么身份、一共买了什么、近来往来。",
      "住在一起的客戶：誰在裡面、各是什麼身分、一共買了什麼、近來往來。",
      "Customers who live together: who they are to each other, what they bought, and what they did lately.",
    ),
    deeds: [
      {
        what: said(
          "点加号，把同住的客户加进来",
          "點加號，把同住的客戶加進來",
          "Press the plus to add somebody who lives there",
        ),
      },
      {
        what: said(
          "点身份，写上母亲、儿子，或任何说法",
          "點身分，寫上母親、兒子，或任何說法",
          "Click a role and write mother, son, or whatever you say",
        ),
      },
      {
        what: said(
          "点一个名字，在侧边看这位客户",
          "點一個名字，在側邊看這位客戶",
          "Click a name to see that person beside the page",
        ),
      },
      {
        what: said(
          "移出一位；其余的人仍在一起，随时可撤销",
          "移出一位；其餘的人仍在一起，隨時可撤銷",
          "Take somebody out; the others stay together, and it can be undone",
        ),
      },
      {
        what: said(
          "查找任何一位的名字，也会找到这个家",
          "尋找任何一位的名字，也會找到這個家",
          "Search anybody's name, and the household is found too",
        ),
        keys: "mod K",
        leads: "find",
      },
    ],
    words: ["person", "timeline"],
    troubles: [
      {
        sign: said("少了一位家里人", "少了一位家裡人", "Somebody is missing"),
        remedy: said(
          "你看不到的客户不在这里，也不算进金额。看得到的，点加号加进来。",
          "你看不到的客戶不在這裡，也不算進金額。看得到的，點加號加進來。",
          "People you may not see are left out, of the sums too. Add whom you see with the plus.",
        ),
      },
      {
        sign: said("这个家换了名字", "這個家換了名字", "The household has another name now"),
        remedy: said(
          "家以联系最多的那一位命名；成员变了，名字可能跟着变。",
          "家以聯繫最多的那一位命名；成員變了，名字可能跟著變。",
          "It is called after whoever most of its ties lead to, so it may change with its people.",
        ),
      },
    ],
  },
  "/companies": {
    title: said("企业名单", "企業名單", "The list of companies"),
    purpose: said(
      "客户工作的企业。谁在那里上班、最近有什么往来，都从这里进。",
      "客戶工作的企業。誰在那裡上班、最近有什麼往來，都從這裡進。",
      "The companies people work at, and the way to who works there and what happened lately.",
    ),
    deeds: [
      {
        what: said(
          "按名称、域名查找，打开一家企业",
          "按名稱、網域尋找，打開一家企業",
          "Search by name or domain, and open a company",
        ),
        keys: "/ · J K · Enter",
      },
      {
        what: said(
          "双击一格，当场修改；选中一片格子，可以复制、粘贴到表格软件，也可以从那里贴回来",
          "雙擊一格，當場修改；選取一片格子，可以複製、貼到試算表軟體，也可以從那裡貼回來",
          "Double-click a cell to change it there; select cells to copy them to a spreadsheet, or paste from one",
        ),
        keys: "Enter · mod C · mod V",
      },
      {
        what: said(
          "选中几家，一起加标签、改字段、换负责人或删除；一次撤销全部还原",
          "選取幾家，一起加標籤、改欄位、換負責人或刪除；復原一次全部還原",
          "Select some and tag them, set a field, give them an owner or delete them; one undo brings all back",
        ),
        keys: "X",
      },
      {
        what: said(
          "选中两家，合并成一家；不同的项逐项挑，空着的由另一家补上",
          "選取兩家，合併成一家；不同的項逐項挑，空著的由另一家補上",
          "Select two and merge them; choose where they differ, and what is empty is filled from the other",
        ),
      },
      {
        what: said(
          "新建企业；已有同名的会先给你看",
          "新增企業；已有同名的會先給你看",
          "Make a company; one of the same name is shown to you first",
        ),
      },
      {
        what: said(
          "筛选，选列、冻结列，排成日历、地图或分组；存成视图，或导出为文件",
          "篩選，選欄、凍結欄，排成日曆、地圖或分組；存成檢視，或匯出為檔案",
          "Filter, choose and freeze columns, lay them out by day, on a map or in groups; keep it as a view, or export it as a file",
        ),
      },
    ],
    words: ["company", "filter", "view"],
    troubles: [
      {
        sign: said("同一家企业有两条", "同一家企業有兩筆", "One company is there twice"),
        remedy: said(
          "选中这两家，点“合并”，挑好保留哪一家。点提示里的“撤销”，或日后在它的页面上点“拆开”，两家照原样回来。",
          "選取這兩家，點「合併」，挑好保留哪一家。點提示裡的「復原」，或日後在它的頁面上點「拆開」，兩家照原樣回來。",
          "Select the two, click Merge and say which one stays. Undo in the message, or later Take apart on its page, brings both back as they were.",
        ),
      },
      {
        sign: said("程序要一次写许多企业", "程式要一次寫許多企業", "A program has many companies to write"),
        remedy: said(
          "接口一次收一千家，每一家各有回答，一家不对不影响别的。密钥在“设置 → 程序密钥”。",
          "介面一次收一千家，每一家各有回答，一家不對不影響別的。金鑰在「設定 → 程式金鑰」。",
          "The API takes a thousand in one call and answers for each; one that is wrong holds up no other. Keys are under Settings → API keys.",
        ),
        leads: "/settings/keys",
      },
      {
        sign: said("企业里没有人", "企業裡沒有人", "A company has no people"),
        remedy: said(
          "打开企业，用“添加联系人”把客户连过来。",
          "打開企業，用「新增聯絡人」把客戶連過來。",
          "Open it and tie people to it with Add a person.",
        ),
      },
    ],
  },
  "/companies/$id": {
    title: said("一家企业", "一家企業", "One company"),
    purpose: said(
      "这家企业的资料、在这里工作的客户，以及他们最近的往来。",
      "這家企業的資料、在這裡工作的客戶，以及他們最近的往來。",
      "What is known of the company, who works there, and what they did lately.",
    ),
    deeds: [
      { what: said("点一个值，当场修改", "點一個值，當場修改", "Click a value to change it there") },
      {
        what: said(
          "添加在这里工作的人，或说明谁已离开",
          "新增在這裡工作的人，或說明誰已離開",
          "Add who works here, or say who has left",
        ),
      },
      { what: said("把文件拖进“文件”卡片", "把檔案拖進「檔案」卡片", "Drop a file on the card Files") },
      { what: said("在名单里看这家企业的所有人", "在名單裡看這家企業的所有人", "See all its people in the list") },
      {
        what: said(
          "在“变更记录”里撤销一次改动",
          "在「變更記錄」裡復原一次更動",
          "Undo a change under What was changed",
        ),
      },
      {
        what: said(
          "从“更多”里与另一家合并；并进来的列在资料下面，可以“拆开”",
          "從「更多」裡與另一家合併；併進來的列在資料下面，可以「拆開」",
          "Merge it with another company, under More; those merged into it are listed below the facts, with Take apart",
        ),
      },
    ],
    words: ["company", "person", "timeline"],
    troubles: [
      {
        sign: said("少了一个人", "少了一個人", "Somebody is missing"),
        remedy: said(
          "你看不到的客户不会列出来；也可能还没连到这家企业。",
          "你看不到的客戶不會列出來；也可能還沒連到這家企業。",
          "People you may not see are left out; or they are not tied to the company yet.",
        ),
      },
      {
        sign: said("误删了企业", "誤刪了企業", "The company was deleted by mistake"),
        remedy: said(
          "点提示里的“撤销”，人和企业的联系一起回来。",
          "點提示裡的「復原」，人和企業的聯繫一起回來。",
          "Click Undo in the message; its people come back with it.",
        ),
      },
    ],
  },
  "/orders": {
    title: said("订单", "訂單", "Orders"),
    purpose: said(
      "所有渠道的订单，连着下单的客户。",
      "所有渠道的訂單，連著下單的客戶。",
      "The orders of all channels, each with who placed it.",
    ),
    deeds: [
      { what: said("按订单号或客户查找", "按訂單編號或客戶尋找", "Search by number or person"), keys: "/" },
      {
        what: said(
          "在侧边打开订单，发货、收款、退货",
          "在側邊打開訂單，出貨、收款、退貨",
          "Open an order beside the list to send it, record payments and returns",
        ),
        keys: "J K · Enter",
      },
      {
        what: said(
          "接下电话里或柜台上的订单",
          "接下電話裡或櫃台上的訂單",
          "Take an order by telephone or at the counter",
        ),
        keys: "C",
      },
      {
        what: said(
          "在表格里改自己加的字段；选中多行一起改",
          "在表格裡改自己加的欄位；選取多列一起改",
          "Edit fields of your own in the table, or select rows and set one for all of them",
        ),
        keys: "Enter · X",
      },
      {
        what: said(
          "按状态筛选，排成看板、日历或分组；金额按币种分开合计",
          "按狀態篩選，排成看板、日曆或分組；金額按幣別分開合計",
          "Filter by status; lay them out as a board, a calendar or groups, added up by currency",
        ),
      },
      {
        what: said(
          "把常看的存成视图，把名单导出为文件",
          "把常看的存成檢視，把名單匯出為檔案",
          "Keep what you look at often as a view, or export the list as a file",
        ),
      },
    ],
    words: ["interaction", "source", "filter", "view"],
    troubles: [
      {
        sign: said("一笔订单没有进来", "一筆訂單沒有進來", "An order did not arrive"),
        remedy: said(
          "在“接入”里看它是不是被拒收，原因写在旁边。",
          "在「接入」裡看它是不是被拒收，原因寫在旁邊。",
          "See under Ingest whether it was refused; the reason stands beside it.",
        ),
        leads: "/ingest",
      },
      {
        sign: said("订单挂在另一个人名下", "訂單掛在另一個人名下", "An order hangs on the wrong person"),
        remedy: said(
          "订单按电话、邮箱、会员号找人。先看那位客户的身份里，是不是有别人的号码。",
          "訂單按電話、信箱、會員號找人。先看那位客戶的身分裡，是不是有別人的號碼。",
          "Orders find people by phone, mail and member number. Look whether that person has somebody else's number among their identities.",
        ),
      },
    ],
  },
  "/interactions": {
    title: said("互动", "互動", "Interactions"),
    purpose: said(
      "所有客户在所有渠道发生的事，新的在上。",
      "所有客戶在所有渠道發生的事，新的在上。",
      "What happened with everybody on all channels, newest first.",
    ),
    deeds: [
      {
        what: said("在写过、说过的话里查找", "在寫過、說過的話裡尋找", "Search what was written or said"),
        keys: "/",
      },
      { what: said("按种类、渠道、时间筛选", "按種類、渠道、時間篩選", "Filter by kind, channel or time") },
      {
        what: said("在侧边打开那位客户", "在側邊打開那位客戶", "Open the person beside the list"),
        keys: "J K · Enter",
      },
      {
        what: said(
          "在自己加的字段里做记号，例如“要跟进”；发生过的事本身不会改",
          "在自己加的欄位裡做記號，例如「要跟進」；發生過的事本身不會改",
          "Note something in fields of your own, such as “to follow up”; what happened itself never changes",
        ),
        keys: "Enter · X",
      },
      {
        what: said(
          "按字段分组，排成看板，或排成日历按天看",
          "按欄位分組，排成看板，或排成日曆按天看",
          "Group by a field, lay out as a board, or look at them day by day in a calendar",
        ),
      },
    ],
    words: ["interaction", "source", "filter", "view"],
    troubles: [
      {
        sign: said("没有可以改的列", "沒有可以改的欄", "There is no column to edit"),
        remedy: said(
          "在“设置 → 字段”里给互动加一个字段，再把它显示成列。",
          "在「設定 → 欄位」裡給互動加一個欄位，再把它顯示成欄。",
          "Add a field to interactions under Settings → Fields, then show it as a column.",
        ),
        leads: "/settings/fields",
      },
      {
        sign: said("一件事没有进来", "一件事沒有進來", "Something did not arrive"),
        remedy: said(
          "在“接入”里看它是不是被拒收，原因写在旁边。",
          "在「接入」裡看它是不是被拒收，原因寫在旁邊。",
          "See under Ingest whether it was refused; the reason stands beside it.",
        ),
        leads: "/ingest",
      },
    ],
  },
}

// Help on the settings: one's own, and what administrators set up for everybody.

import { type HelpEntry, said } from "../entry"

export const setup: Record<string, HelpEntry> = {
  "/settings": {
    title: said("我的设置", "我的設定", "My settings"),
    purpose: said(
      "你的名字、语言、外观、密码、通知，这台设备上留着什么，以及你在哪些设备上登录着。",
      "你的名字、語言、外觀、密碼、通知，這台裝置上留著什麼，以及你在哪些裝置上登入著。",
      "Your name, language, appearance, password and notices, what this device keeps, and where you are signed in.",
    ),
    deeds: [
      { what: said("换语言和深浅外观", "換語言和深淺外觀", "Choose the language and a light or dark appearance") },
      { what: said("改密码", "改密碼", "Change the password") },
      {
        what: said(
          "选择收到哪些通知：在这里、邮件里，还是推送到设备",
          "選擇收到哪些通知：在這裡、郵件裡，還是推送到裝置",
          "Choose what you are told of, and whether here, by mail or on your devices",
        ),
      },
      {
        what: said(
          "定这台设备留多少客户、留几天，或立即清除",
          "定這台裝置留多少客戶、留幾天，或立即清除",
          "Say how many people this device keeps and for how long, or clear it now",
        ),
      },
      {
        what: said(
          "把客户放进手机通讯录、把日历放进手机日历，用一把能单独撤销的密钥",
          "把客戶放進手機通訊錄、把日曆放進手機行事曆，用一把能單獨撤銷的密鑰",
          "Put customers into the phone's address book and your calendar into its own, with a key that can be revoked alone",
        ),
      },
      { what: said("结束别的设备上的登录", "結束別的裝置上的登入", "End sessions on other devices") },
    ],
    words: ["kept", "waiting"],
    troubles: [
      {
        sign: said("手机丢了", "手機丟了", "Your phone is lost"),
        remedy: said(
          "在这里结束那台设备的登录；它下次连上时，上面的客户会清掉。通讯录的密钥也要撤销。再改密码。",
          "在這裡結束那台裝置的登入；它下次連上時，上面的客戶會清掉。通訊錄的密鑰也要撤銷。再改密碼。",
          "End its session here; the people on it are cleared when it next connects. Revoke the key of its address book too, then change your password.",
        ),
      },
      {
        sign: said("没有收到通知", "沒有收到通知", "Notices do not come"),
        remedy: said(
          "看上面的通知是不是关了。手机上没有响：在用着关系时不推送；浏览器若已拒绝，要在它自己的网站设置里改；iPhone 要先添加到主屏幕。",
          "看上面的通知是不是關了。手機上沒有響：在用著關係時不推送；瀏覽器若已拒絕，要在它自己的網站設定裡改；iPhone 要先加入主畫面。",
          "See above whether that kind is switched off. If your phone stays silent: nothing is pushed while you work in the app; a browser that was told no changes its mind only in its own site settings; an iPhone needs the app on its home screen.",
        ),
      },
    ],
  },
  "/settings/staff": {
    title: said("同事与团队", "同事與團隊", "Colleagues and teams"),
    purpose: said(
      "谁可以登录，是什么角色，在哪个团队。",
      "誰可以登入，是什麼角色，在哪個團隊。",
      "Who may sign in, in which role and team.",
    ),
    deeds: [
      {
        what: said("邀请同事，把链接发给对方", "邀請同事，把連結發給對方", "Invite a colleague and send them the link"),
      },
      { what: said("换角色、换团队", "換角色、換團隊", "Change a role or a team") },
      {
        what: said(
          "有人离职：交接客户，再停用账号",
          "有人離職：交接客戶，再停用帳號",
          "Somebody leaves: hand over their people, then close the account",
        ),
      },
      {
        what: said(
          "以同事的眼光看，确认看得到什么",
          "以同事的眼光看，確認看得到什麼",
          "See as a colleague, to make sure what they see",
        ),
      },
      { what: said("建团队，定上下级", "建團隊，定上下級", "Make teams and say which is above which") },
    ],
    words: ["role", "team", "reach", "owner"],
    troubles: [
      {
        sign: said("邀请链接打不开", "邀請連結打不開", "The invitation does not open"),
        remedy: said(
          "七天有效，只能用一次。在那位同事的“更多”里发新的登录链接。",
          "七天有效，只能用一次。在那位同事的「更多」裡發新的登入連結。",
          "It holds for seven days and works once. Make a new sign-in link under More.",
        ),
      },
      {
        sign: said("同事忘了密码", "同事忘了密碼", "A colleague forgot the password"),
        remedy: said(
          "发一个新的登录链接，对方自己重设。",
          "發一個新的登入連結，對方自己重設。",
          "Make a new sign-in link; they choose a new one.",
        ),
      },
      {
        sign: said("同事看不到该看的客户", "同事看不到該看的客戶", "A colleague does not see the right people"),
        remedy: said(
          "先以对方的眼光看；再看角色的“查看”到哪里，团队对不对。",
          "先以對方的眼光看；再看角色的「檢視」到哪裡，團隊對不對。",
          "See as them first; then check how far “See” reaches in the role, and the team.",
        ),
        leads: "/settings/roles",
      },
    ],
  },
  "/settings/roles": {
    title: said("角色", "角色", "Roles"),
    purpose: said(
      "每个角色看得到谁，能做什么，哪些字段看不到。",
      "每個角色看得到誰，能做什麼，哪些欄位看不到。",
      "Whom each role sees, what it may do, and which fields it does not see.",
    ),
    deeds: [
      {
        what: said(
          "选一个角色，定每件事能做到多远",
          "選一個角色，定每件事能做到多遠",
          "Choose a role and say how far each act reaches",
        ),
      },
      {
        what: said(
          "把客户、企业、订单、互动、商机、线索的字段设为只看或看不到",
          "把客戶、企業、訂單、互動、商機、線索的欄位設為唯讀或看不到",
          "Make fields of people, companies, orders, interactions, deals and leads read-only or hidden",
        ),
      },
      { what: said("新建角色", "新增角色", "Make a role") },
    ],
    words: ["role", "reach", "team", "field"],
    troubles: [
      {
        sign: said("改了之后有人做不了事", "改了之後有人做不了事", "Somebody cannot work after a change"),
        remedy: said(
          "改回来就行，下一次点击就生效。谁改的、何时改的，在审计里。",
          "改回來就行，下一次點擊就生效。誰改的、何時改的，在稽核裡。",
          "Change it back; it holds from the next click. Who changed it is in the audit log.",
        ),
        leads: "/settings/audit",
      },
      {
        sign: said("角色删不掉", "角色刪不掉", "A role cannot be deleted"),
        remedy: said(
          "还有人用着。先给他们换角色。",
          "還有人用著。先給他們換角色。",
          "Somebody still has it. Give them another one first.",
        ),
        leads: "/settings/staff",
      },
    ],
  },
  "/settings/territories": {
    title: said("辖区", "轄區", "Territories"),
    purpose: said(
      "按地区、行业或别的资料划分客户；角色里选了“辖区”的同事，看得到自己辖区里的客户，不管归谁负责。",
      "按地區、行業或別的資料劃分客戶；角色裡選了「轄區」的同事，看得到自己轄區裡的客戶，不管歸誰負責。",
      "Parts people by place, trade or any other value. Colleagues whose role reaches territories see everybody in theirs, whoever looks after them.",
    ),
    deeds: [
      {
        what: said(
          "新建：起名，写谁在里面，选谁照看",
          "新增：取名，寫誰在裡面，選誰照看",
          "Make one: a name, who lies in it, who looks after it",
        ),
      },
      {
        what: said(
          "放进另一个辖区里；下级只从上级的客户里划",
          "放進另一個轄區裡；下級只從上級的客戶裡劃",
          "Put it into another: it takes only from those who lie in that",
        ),
      },
      {
        what: said(
          "调整先后：同一级里，客户归最先符合的那个",
          "調整先後：同一級裡，客戶歸最先符合的那個",
          "Move it up or down: at one level a person lies in the first that fits",
        ),
      },
    ],
    words: ["reach", "owner"],
    troubles: [
      {
        sign: said("人数没有马上变", "人數沒有馬上變", "The numbers do not change at once"),
        remedy: said(
          "改了划分，要把全部客户重新看一遍；上面写着进行到哪里。",
          "改了劃分，要把全部客戶重新看一遍；上面寫著進行到哪裡。",
          "After a change everybody is looked at anew; the line above says how far it is.",
        ),
      },
      {
        sign: said("条件不让用", "條件不讓用", "A condition is refused"),
        remedy: said(
          "只能用客户资料本身的值。日期会过、互动会变，不能拿来划分辖区。",
          "只能用客戶資料本身的值。日期會過、互動會變，不能拿來劃分轄區。",
          "Only values of the person serve. Days pass and interactions come, so they cannot draw a territory.",
        ),
      },
    ],
  },
  "/settings/privacy": {
    title: said("个人信息", "個人資料", "Privacy"),
    purpose: said(
      "客户就自己的资料提出的请求、删除、保留期限和处理清单（GDPR、CCPA、个人信息保护法）。",
      "客戶就自己的資料提出的請求、刪除、保留期限和處理清單（GDPR、CCPA、個人資料保護法）。",
      "What people ask about their own data, erasure, retention and the register (GDPR, CCPA, PIPL).",
    ),
    deeds: [
      {
        what: said(
          "登记请求，到期前三天会提醒",
          "登記請求，到期前三天會提醒",
          "Take a request in; you are reminded three days before its day",
        ),
      },
      {
        what: said(
          "在客户的“更多”里打开个人信息：下载全部资料、加标记、看会删什么",
          "在客戶的「更多」裡打開個人資料：下載全部資料、加標記、看會刪什麼",
          "On a person, More, Privacy: download everything, mark, see what an erasure would do",
        ),
      },
      {
        what: said(
          "定各种数据留多久，先算会清理多少",
          "定各種資料留多久，先算會清理多少",
          "Say how long what is kept, and count first what would go",
        ),
      },
      {
        what: said(
          "打印处理清单，写上每个字段的性质和用途",
          "列印處理清單，寫上每個欄位的性質和用途",
          "Print the register; say what each field is and what it is for",
        ),
      },
    ],
    words: ["role"],
    troubles: [
      {
        sign: said("删不掉", "刪不掉", "An erasure is refused"),
        remedy: said(
          "这位客户打了“依法保留”。事情了结后去掉标记再删。",
          "這位客戶打了「依法保留」。事情了結後去掉標記再刪。",
          "The person is on legal hold. Lift the mark when the matter is settled.",
        ),
      },
      {
        sign: said("删除后订单还在", "刪除後訂單還在", "Orders are still there afterwards"),
        remedy: said(
          "为记账留着，已经看不出是谁的；在“规则”里可以改。",
          "為記帳留著，已經看不出是誰的；在「規則」裡可以改。",
          "They are kept for the books and name nobody; Rules can change that.",
        ),
      },
    ],
  },
  "/settings/members": {
    title: said("会员", "會員", "Members"),
    purpose: said(
      "会员号怎么编，等级怎么定。",
      "會員號怎麼編，等級怎麼定。",
      "How member numbers are made, and what makes a tier.",
    ),
    deeds: [
      {
        what: said(
          "定会员号的前缀、位数，要不要校验位",
          "定會員號的前綴、位數，要不要校驗位",
          "Choose the prefix, the digits and whether a check digit follows",
        ),
      },
      {
        what: said(
          "定等级和各级的线，选看多久的订单",
          "定等級和各級的線，選看多久的訂單",
          "Name the tiers, from how much each begins, and which orders count",
        ),
      },
      {
        what: said(
          "打开自动重算；存好就算一遍，以后每天夜里再算",
          "打開自動重算；存好就算一遍，以後每天夜裡再算",
          "Let them be drawn: once on saving, then every night",
        ),
      },
      {
        what: said(
          "在客户的“更多”里办理入会，得到下一个号",
          "在客戶的「更多」裡辦理入會，得到下一個號",
          "On a person, More, Make a member: they get the next number",
        ),
      },
    ],
    words: [],
    troubles: [
      {
        sign: said("等级没有变", "等級沒有變", "A tier does not change"),
        remedy: said(
          "同事手工定过的等级不会自动改；清掉手工的值，下次重算就会变。",
          "同事手動定過的等級不會自動改；清掉手動的值，下次重算就會變。",
          "A tier that a colleague set stays. Clear it, and the next drawing decides.",
        ),
      },
    ],
  },
  "/settings/worth": {
    title: said("客户价值", "客戶價值", "Customer worth"),
    purpose: said(
      "要不要算客户往后值多少、可能需要什么，怎么算，算得准不准。",
      "要不要算客戶往後值多少、可能需要什麼，怎麼算，算得準不準。",
      "Whether and how it is reckoned what customers will bring and may need, and how well that did.",
    ),
    deeds: [
      {
        what: said(
          "打开或关掉；存好就算一遍，以后每天夜里再算",
          "打開或關掉；存好就算一遍，以後每天夜裡再算",
          "Switch it on or off: it runs once on saving, then every night",
        ),
      },
      {
        what: said(
          "定往后几个月、毛利率和折现率",
          "定往後幾個月、毛利率和折現率",
          "Set the months ahead, the margin and the discount",
        ),
      },
      {
        what: said("点一个等级，看里面的客户", "點一個等級，看裡面的客戶", "Click a class to see the customers in it"),
      },
      {
        what: said(
          "看它对没见过的订单说得准不准",
          "看它對沒見過的訂單說得準不準",
          "See how well it told orders that it had not seen",
        ),
      },
    ],
    words: ["worth", "worthClass", "need"],
    troubles: [
      {
        sign: said("一位客户没有预期价值", "一位客戶沒有預期價值", "A customer has no expected worth"),
        remedy: said(
          "没有订单，或者不希望被分析。客户页上写着是哪一种。",
          "沒有訂單，或者不希望被分析。客戶頁上寫著是哪一種。",
          "They have no orders or want no profile; their page says which.",
        ),
      },
      {
        sign: said("说的和真的差得多", "說的和真的差得多", "What it tells is far from what happens"),
        remedy: said(
          "看“准不准”：如果不比照以前的样子猜更好，就先关掉，等订单多些再开。",
          "看「準不準」：如果不比照以前的樣子猜更好，就先關掉，等訂單多些再開。",
          "Look at How well it does: if it is no better than going on as before, switch it off until there are more orders.",
        ),
      },
    ],
  },
  "/settings/reviews": {
    title: said("档案核对", "檔案核對", "File reviews"),
    purpose: said(
      "客户档案多久核对一遍。到了日子，负责人在“今天”里看得到。",
      "客戶檔案多久核對一遍。到了日子，負責人在「今天」裡看得到。",
      "How often somebody goes through a customer's file. When one is due, its owner sees it under Today.",
    ),
    deeds: [
      {
        what: said(
          "加一个周期：哪些客户，每几个月",
          "加一個週期：哪些客戶，每幾個月",
          "Add a cycle: which customers, every how many months",
        ),
      },
      {
        what: said(
          "把周期上移、下移；第一个符合的算数",
          "把週期上移、下移；第一個符合的算數",
          "Move cycles up and down; the first that fits holds",
        ),
      },
      {
        what: said(
          "打开；存好就定一遍日期，以后每天夜里再定",
          "打開；存好就定一遍日期，以後每天夜裡再定",
          "Switch it on: dates are set once on saving, then every night",
        ),
      },
      {
        what: said(
          "核对完，在客户页或名单里点“标为已核对”",
          "核對完，在客戶頁或名單裡點「標為已核對」",
          "When it is done, choose Mark as reviewed on the person's page or in the list",
        ),
        leads: "/people",
      },
    ],
    words: ["review", "owner", "filter"],
    troubles: [
      {
        sign: said("一位客户的日期没有跟着变", "一位客戶的日期沒有跟著變", "The date of one customer does not follow"),
        remedy: said(
          "同事手工定过。清掉“下次核对”，或者核对一次，就又按周期来。",
          "同事手動定過。清掉「下次核對」，或者核對一次，就又按週期來。",
          "A colleague set it. Clear Next review, or review the file once, and the cycles decide again.",
        ),
      },
      {
        sign: said("一位客户没有日期", "一位客戶沒有日期", "A customer has no date"),
        remedy: said(
          "没有一个周期符合。在最下面加一个给所有客户的。",
          "沒有一個週期符合。在最下面加一個給所有客戶的。",
          "No cycle fits. Add one for everybody at the foot.",
        ),
      },
    ],
  },
  "/settings/fields": {
    title: said("字段", "欄位", "Fields"),
    purpose: said(
      "内建的不够用时，加自己的字段。一建好，列表、筛选、导入、导出里都有。",
      "內建的不夠用時，加自己的欄位。一建好，列表、篩選、匯入、匯出裡都有。",
      "Add what the built-in fields leave out. A field is at once in lists, filters, imports and exports.",
    ),
    deeds: [
      { what: said("新建字段，选类型", "新增欄位，選類型", "Make a field and choose its type") },
      { what: said("改名、改选项、调顺序", "改名、改選項、調順序", "Rename it, change its options, move it") },
      { what: said("收起不用的，值都留着", "收起不用的，值都留著", "Put away what is not used; its values are kept") },
      { what: said("把收起的放回来", "把收起的放回來", "Bring back what was put away") },
      {
        what: said(
          "定文件有哪些分类，排好顺序",
          "定檔案有哪些分類，排好順序",
          "Name what files can be, in their order",
        ),
      },
    ],
    words: ["field", "role"],
    troubles: [
      {
        sign: said("类型选错了", "類型選錯了", "The type is wrong"),
        remedy: said(
          "类型不能改。新建一个，把值导入进去，再收起旧的。",
          "類型不能改。新增一個，把值匯入進去，再收起舊的。",
          "A type stays. Make a new field, import the values into it, and put the old one away.",
        ),
      },
      {
        sign: said("同事看不到这个字段", "同事看不到這個欄位", "A colleague does not see the field"),
        remedy: said(
          "看角色里是不是设成了看不到。",
          "看角色裡是不是設成了看不到。",
          "See whether their role hides it.",
        ),
        leads: "/settings/roles",
      },
    ],
  },
  "/settings/keys": {
    title: said("程序密钥", "程式金鑰", "API keys"),
    purpose: said(
      "让别的程序替你读写客户。密钥能做的，不超过你和你勾选的范围。",
      "讓別的程式替你讀寫客戶。金鑰能做的，不超過你和你勾選的範圍。",
      "Let other programs read and write people for you. A key may do no more than you, and no more than you tick.",
    ),
    deeds: [
      {
        what: said(
          "新建密钥，勾选范围，定期限",
          "新增金鑰，勾選範圍，定期限",
          "Make a key, tick its scopes, say how long it holds",
        ),
      },
      { what: said("看上次什么时候用过", "看上次什麼時候用過", "See when it was last used") },
      { what: said("作废不用的", "作廢不用的", "Revoke what is not used") },
    ],
    words: ["key", "scope"],
    troubles: [
      {
        sign: said("程序说没有权限", "程式說沒有權限", "A program is told it may not"),
        remedy: said(
          "密钥没有那个范围，或你自己的角色不能。范围不能后加，请新建一把。",
          "金鑰沒有那個範圍，或你自己的角色不能。範圍不能後加，請新增一把。",
          "The key lacks that scope, or your role may not. Scopes are not added later: make another key.",
        ),
      },
      {
        sign: said("密钥泄露了", "金鑰外洩了", "A key leaked"),
        remedy: said("立刻作废，再新建。", "立刻作廢，再新增。", "Revoke it at once and make another."),
      },
    ],
  },
  "/settings/audit": {
    title: said("审计", "稽核", "Audit"),
    purpose: said(
      "谁在什么时候登录、导出、改了权限。",
      "誰在什麼時候登入、匯出、改了權限。",
      "Who signed in, exported or changed rights, and when.",
    ),
    deeds: [
      { what: said("按同事或种类筛选", "按同事或種類篩選", "Filter by colleague or kind") },
      {
        what: said(
          "选从哪天到哪天，首尾两天都算",
          "選從哪天到哪天，首尾兩天都算",
          "Choose the days, the first and the last counted in",
        ),
      },
      {
        what: said("按同样的筛选下载 CSV", "按同樣的篩選下載 CSV", "Download it as CSV, narrowed in the same way"),
      },
    ],
    words: ["audit", "role"],
    troubles: [
      {
        sign: said("有一次导出说不清", "有一次匯出說不清", "An export looks strange"),
        remedy: said(
          "看是谁、用什么条件导的；需要时停用账号，再问。",
          "看是誰、用什麼條件匯的；需要時停用帳號，再問。",
          "See who made it and with which filter; close the account if need be, then ask.",
        ),
        leads: "/settings/staff",
      },
      {
        sign: said("找不到对一个值的修改", "找不到對一個值的修改", "The change of a value is not here"),
        remedy: said(
          "值的改动在客户的时间线“变更”里，有前有后，可以撤销。",
          "值的更動在客戶的時間軸「變更」裡，有前有後，可以復原。",
          "Changes of values are in the person's timeline under Changes, with before and after, and can be undone.",
        ),
      },
    ],
  },
  "/sign-in": {
    title: said("登录", "登入", "Signing in"),
    purpose: said("用账号和密码进来。", "用帳號和密碼進來。", "Enter with your account and password."),
    deeds: [
      { what: said("写账号和密码", "寫帳號和密碼", "Write account and password") },
      { what: said("在下面换语言", "在下面換語言", "Choose the language at the foot") },
      {
        what: said(
          "装到手机桌面：浏览器菜单里的“添加到主屏幕”",
          "裝到手機桌面：瀏覽器選單裡的「加入主畫面」",
          "Install it on a phone: Add to home screen in the browser's menu",
        ),
      },
    ],
    words: ["role", "kept"],
    troubles: [
      {
        sign: said("忘了密码", "忘了密碼", "The password is forgotten"),
        remedy: said(
          "点“忘了密码”，用邮件里的链接重设；没有这一项的，请管理员发一个登录链接。",
          "點「忘了密碼」，用郵件裡的連結重設；沒有這一項的，請管理員發一個登入連結。",
          "Use “Forgot your password?”; where that is not offered, ask an administrator for a sign-in link.",
        ),
        leads: "/settings/staff",
      },
      {
        sign: said("说“试得太多了”", "說「試得太多了」", "It says “too many tries”"),
        remedy: said("等几分钟再来。", "等幾分鐘再來。", "Wait some minutes."),
      },
    ],
  },
  "/invite": {
    title: said("接受邀请", "接受邀請", "An invitation"),
    purpose: said(
      "第一次进来，自己设密码。",
      "第一次進來，自己設密碼。",
      "Enter for the first time and choose a password.",
    ),
    deeds: [
      {
        what: said(
          "设一个至少 8 个字符的密码",
          "設一個至少 8 個字元的密碼",
          "Choose a password of 8 characters or more",
        ),
      },
      { what: said("再写一次，进去", "再寫一次，進去", "Write it once more and enter") },
      {
        what: said(
          "在“我的设置”里换语言和通知",
          "在「我的設定」裡換語言和通知",
          "Choose language and notices in My settings",
        ),
        leads: "/settings",
      },
    ],
    words: ["role", "team"],
    troubles: [
      {
        sign: said("链接说已失效", "連結說已失效", "The link has expired"),
        remedy: said("请发链接的人再发一个。", "請發連結的人再發一個。", "Ask whoever sent it for another."),
      },
      {
        sign: said("进去后看不到该看的客户", "進去後看不到該看的客戶", "You do not see the right people afterwards"),
        remedy: said(
          "请管理员看你的角色和团队。",
          "請管理員看你的角色和團隊。",
          "Ask an administrator to check your role and team.",
        ),
      },
    ],
  },
  "/$": {
    title: said("没有这一页", "沒有這一頁", "No such page"),
    purpose: said(
      "地址不对，或者页面已经移走。",
      "網址不對，或者頁面已經移走。",
      "The address is wrong, or the page has moved.",
    ),
    deeds: [
      { what: said("回到客户名单", "回到客戶名單", "Go back to the list of people"), leads: "/people" },
      { what: said("直接找要看的", "直接找要看的", "Find what you were looking for"), keys: "mod K", leads: "find" },
      { what: said("看今天", "看今天", "See today"), leads: "/today" },
    ],
    words: ["person"],
    troubles: [
      {
        sign: said("同事发来的链接打不开", "同事發來的連結打不開", "A colleague's link does not open"),
        remedy: said(
          "请对方用“复制链接”再发一次；也可能那位客户你看不到。",
          "請對方用「複製連結」再發一次；也可能那位客戶你看不到。",
          "Ask them to send it again with Copy link; or you may not see that person.",
        ),
      },
    ],
  },
}

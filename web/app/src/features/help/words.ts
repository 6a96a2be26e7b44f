// What the words on the screens mean, each told once.

import { type Said, said } from "./entry"

interface Word {
  word: Said
  means: Said
}

const word = (name: Said, means: Said): Word => ({ word: name, means })

export const HELP_WORDS = {
  activity: word(
    said("待办", "待辦", "Activity"),
    said(
      "要做的一件事：任务、电话、会面或拜访，有负责人、有时间，可以关于客户、企业、商机、线索或订单。",
      "要做的一件事：任務、電話、會面或拜訪，有負責人、有時間，可以關於客戶、企業、商機、線索或訂單。",
      "Something to be done: a task, a call, a meeting or a visit, with an owner and a time, about a person, company, deal, lead or order.",
    ),
  ),
  series: word(
    said("重复的安排", "重複的安排", "Series"),
    said(
      "按规则一次次出现的待办。每一次可以单独改、单独完成，别的照旧。",
      "按規則一次次出現的待辦。每一次可以單獨改、單獨完成，別的照舊。",
      "An activity that comes again by a rule. Each turn can be changed and done by itself; the others stay.",
    ),
  ),
  product: word(
    said("产品", "產品", "Product"),
    said(
      "卖的东西：商品、服务或订阅。有规格的产品，每种规格各有编码和价格。",
      "賣的東西：商品、服務或訂閱。有規格的產品，每種規格各有料號和價格。",
      "What is sold: goods, a service, a subscription. Where there is a choice, each variant has its own code and price.",
    ),
  ),
  priceList: word(
    said("价格表", "價目表", "Price list"),
    said(
      "给一部分客户、在一段日子里的价格。从上到下第一张管得着的算数，都管不着就按目录价。",
      "給一部分客戶、在一段日子裡的價格。從上到下第一張管得著的算數，都管不著就照目錄價。",
      "Prices for some customers on some days. From the top, the first that applies says the price; else the catalogue does.",
    ),
  ),
  quote: word(
    said("报价", "報價", "Quote"),
    said(
      "给客户的一份价目和条件，发出后不再改；要改就出下一版，客户总看到最新的。",
      "給客戶的一份價目和條件，送出後不再改；要改就出下一版，客戶總看到最新的。",
      "What a customer is offered. Once sent it does not change: a change is the next version, and the customer sees the latest.",
    ),
  ),
  person: word(
    said("客户", "客戶", "Person"),
    said(
      "一个真实的人。不管用过几个电话、邮箱、微信，都只有一页。",
      "一個真實的人。不管用過幾個電話、信箱、微信，都只有一頁。",
      "One human being. However many phones, mail addresses and accounts they use, they have one page.",
    ),
  ),
  company: word(
    said("企业", "企業", "Company"),
    said(
      "客户工作的地方。人和企业各有一页，用“在此任职”连起来。",
      "客戶工作的地方。人和企業各有一頁，用「在此任職」連起來。",
      "Where people work. Person and company each have a page, tied by “works at”.",
    ),
  ),
  deal: word(
    said("商机", "商機", "Deal"),
    said(
      "一笔正在谈的生意：和谁、值多少、到了哪个阶段。",
      "一筆正在談的生意：和誰、值多少、到了哪個階段。",
      "A sale being talked about: with whom, for how much, and how far it has come.",
    ),
  ),
  agreement: word(
    said("合约", "合約", "Agreement"),
    said(
      "按月按年一直做下去的生意：订阅，或者服务合约。有期限，可以续。",
      "按月按年一直做下去的生意：訂閱，或者服務合約。有期限，可以續。",
      "Business that goes on by the month or the year: a subscription or a service contract. It ends on a day and can be renewed.",
    ),
  ),
  asset: word(
    said("物品", "物品", "Thing"),
    said(
      "客户拥有、由我们照看的东西：茶器、设备、车、房。",
      "客戶擁有、由我們照看的東西：茶器、設備、車、房。",
      "What a customer owns and we look after: tea ware, a device, a car, a flat.",
    ),
  ),
  order: word(
    said("订单", "訂單", "Order"),
    said(
      "客户买下的东西。网店和门店的自己进来，电话里和柜台上的由同事接下。",
      "客戶買下的東西。網店和門市的自己進來，電話裡和櫃台上的由同事接下。",
      "What a customer has bought. Those of shops arrive by themselves; those by telephone and at the counter are taken by colleagues.",
    ),
  ),
  lead: word(
    said("线索", "線索", "Lead"),
    said(
      "有人表示了兴趣，还没有谈成生意。谈得成就转化成客户和商机。",
      "有人表示了興趣，還沒有談成生意。談得成就轉化成客戶和商機。",
      "An interest that is no sale yet. What can be sold is converted into a customer and a deal.",
    ),
  ),
  pool: word(
    said("公海", "公海", "Pool"),
    said(
      "没有人负责的线索放在这里，大家按规矩领：每天几条、手上几条，退回后隔几天。",
      "沒有人負責的線索放在這裡，大家按規矩領：每天幾條、手上幾條，退回後隔幾天。",
      "Where leads without an owner wait to be claimed, within limits: so many a day, so many at once, and a pause after giving back.",
    ),
  ),
  registration: word(
    said("报备", "報備", "Registration"),
    said(
      "先声明正要去谈谁。有效期内同事不能另建同一位客户的线索。",
      "先聲明正要去談誰。有效期內同事不能另建同一位客戶的線索。",
      "A word that you are about to win somebody. While it holds, no colleague enters them as a lead.",
    ),
  ),
  dispute: word(
    said("争议", "爭議", "Dispute"),
    said(
      "两位同事都认为线索该归自己。程序把双方的证据并排放好，由一个人写明理由来裁定。",
      "兩位同事都認為線索該歸自己。程式把雙方的證據並排放好，由一個人寫明理由來裁定。",
      "Two colleagues hold a lead to be theirs. The program lays out the evidence of both, and somebody decides and says why.",
    ),
  ),
  pipeline: word(
    said("销售流程", "銷售流程", "Pipeline"),
    said(
      "商机依次走过的阶段，每个阶段有自己的赢率、停留上限和必填的资料。",
      "商機依次走過的階段，每個階段有自己的贏率、停留上限和必填的資料。",
      "The stages that deals go through, each with its chance of winning, its limit of days and what it needs.",
    ),
  ),
  weighted: word(
    said("加权", "加權", "Weighted"),
    said(
      "金额乘以赢率。十万元、赢率一半的商机，加权是五万。",
      "金額乘以贏率。十萬元、贏率一半的商機，加權是五萬。",
      "The amount times the chance of winning: a deal of 100,000 with a chance of half counts 50,000.",
    ),
  ),
  identity: word(
    said("身份", "身分", "Identity"),
    said(
      "认出这个人的一个号码或地址：电话、邮箱、会员号、微信的编号。新消息靠它找到人。",
      "認出這個人的一個號碼或地址：電話、信箱、會員號、微信的編號。新訊息靠它找到人。",
      "One number or address a person is recognised by: phone, mail, member number, WeChat id. What arrives finds its person by it.",
    ),
  ),
  merge: word(
    said("合并", "合併", "Merge"),
    said(
      "两条记录其实是同一个人，就并成一页。什么都不会丢，随时可以原样拆开。",
      "兩筆記錄其實是同一個人，就併成一頁。什麼都不會丟，隨時可以原樣拆開。",
      "Two records of one human become one page. Nothing is lost, and they can be taken apart again exactly.",
    ),
  ),
  portrait: word(
    said("画像", "畫像", "Portrait"),
    said(
      "知道的每一项：姓名、城市、偏好。停在一项上，能看到是谁、什么时候说的。",
      "知道的每一項：姓名、城市、偏好。停在一項上，能看到是誰、什麼時候說的。",
      "Every value we know of a person. Rest on one to see who stated it and when.",
    ),
  ),
  timeline: word(
    said("时间线", "時間軸", "Timeline"),
    said(
      "发生过的事，各个渠道排在一起，最新的在最下面。",
      "發生過的事，各個渠道排在一起，最新的在最下面。",
      "What happened, over all channels in one order, the newest at the foot.",
    ),
  ),
  interaction: word(
    said("互动", "互動", "Interaction"),
    said(
      "发生过的一件事：一条消息、一笔订单、一次到店。写下就不再改。",
      "發生過的一件事：一則訊息、一筆訂單、一次到店。寫下就不再改。",
      "One thing that happened: a message, an order, a visit. Once kept it never changes.",
    ),
  ),
  consent: word(
    said("同意", "同意", "Consent"),
    said(
      "客户允许我们用哪个渠道、为了什么联系。没问过不等于同意。",
      "客戶允許我們用哪個渠道、為了什麼聯絡。沒問過不等於同意。",
      "On which channel and for what a person lets us contact them. Not asked is not a yes.",
    ),
  ),
  basis: word(
    said("合法依据", "合法依據", "Lawful basis"),
    said(
      "凭什么可以联系：处理对方的订单和问题，凭的是服务本身；推广要凭对方的同意。",
      "憑什麼可以聯絡：處理對方的訂單和問題，憑的是服務本身；推廣要憑對方的同意。",
      "What allows a contact: seeing to their order or question rests on the service itself; advertising rests on their consent.",
    ),
  ),
  reach: word(
    said("能做到多远", "能做到多遠", "Reach"),
    said(
      "角色里每件事的范围：自己的、团队的、没人负责的、辖区里的、全部。看不到的客户，对你就像不存在。",
      "角色裡每件事的範圍：自己的、團隊的、沒人負責的、轄區裡的、全部。看不到的客戶，對你就像不存在。",
      "How far each act of a role goes: one's own, the team's, nobody's, a territory's, all. Whom you may not see does not exist for you.",
    ),
  ),
  audience: word(
    said("触达", "觸及", "Reach of a post"),
    said("大约有多少人看过一篇帖子。", "大約有多少人看過一篇貼文。", "About how many people saw a post."),
  ),
  owner: word(
    said("负责人", "負責人", "Owner"),
    said(
      "照看这位客户的同事。没有负责人的，谁都可以接。",
      "照看這位客戶的同事。沒有負責人的，誰都可以接。",
      "The colleague who looks after this person. Without one, anybody may take them on.",
    ),
  ),
  tag: word(
    said("标签", "標籤", "Tag"),
    said(
      "随手贴的词，用来筛选。长期要填的东西，请管理员建成字段。",
      "隨手貼的詞，用來篩選。長期要填的東西，請管理員建成欄位。",
      "A word put on a person to filter by. What everyone should fill in is better a field.",
    ),
  ),
  field: word(
    said("字段", "欄位", "Field"),
    said(
      "每位客户都可以填的一项，比如城市、肤质。",
      "每位客戶都可以填的一項，比如城市、膚質。",
      "One thing that can be known of every person, such as city or skin type.",
    ),
  ),
  filter: word(
    said("筛选", "篩選", "Filter"),
    said(
      "只留下符合条件的。条件写在地址里，把链接发给同事，对方看到同一份名单。",
      "只留下符合條件的。條件寫在網址裡，把連結發給同事，對方看到同一份名單。",
      "Leaves who fits the conditions. They are part of the address, so a link shows a colleague the same list.",
    ),
  ),
  view: word(
    said("视图", "檢視", "View"),
    said(
      "存下来的筛选、排序和列，可以钉在左边。",
      "存下來的篩選、排序和欄，可以釘在左邊。",
      "A kept filter with its order and columns; it can be pinned to the left.",
    ),
  ),
  probability: word(
    said("同一人的可能", "同一人的可能", "Probability"),
    said(
      "两条记录是同一人的把握，从名字、电话、地址的像与不像算出来。",
      "兩筆記錄是同一人的把握，從名字、電話、地址的像與不像算出來。",
      "How sure it is that two records are one person, reckoned from what is alike and what is not.",
    ),
  ),
  source: word(
    said("来源", "來源", "Source"),
    said(
      "数据从哪里来：网店、小程序、收银机、导入的文件、同事手写。",
      "資料從哪裡來：網店、小程式、收銀機、匯入的檔案、同事手寫。",
      "Where data comes from: web shop, mini program, till, a file, a colleague's hand.",
    ),
  ),
  refused: word(
    said("拒收", "拒收", "Refused"),
    said(
      "没有收下的数据，每条都写着原因，原文还在，改好可以再送。",
      "沒有收下的資料，每筆都寫著原因，原文還在，改好可以再送。",
      "Data that was not taken in. Each has its reason and its text, to be mended and sent again.",
    ),
  ),
  revert: word(
    said("撤回导入", "撤回匯入", "Revert"),
    said(
      "把这次导入写下的全部拿走。之后被人改过的会列出来，由你决定。",
      "把這次匯入寫下的全部拿走。之後被人改過的會列出來，由你決定。",
      "Takes away all that an import wrote. What somebody changed since is listed for you to decide.",
    ),
  ),
  key: word(
    said("密钥", "金鑰", "Key"),
    said(
      "程序登录用的一串字，只显示一次。泄露了就吊销，换一把。",
      "程式登入用的一串字，只顯示一次。外洩了就撤銷，換一把。",
      "What a program signs in with, shown once. If it leaks, revoke it and make another.",
    ),
  ),
  scope: word(
    said("范围", "範圍", "Scope"),
    said(
      "一把密钥能做的事：读、写、删除、导出。永远不超过发它的人。",
      "一把金鑰能做的事：讀、寫、刪除、匯出。永遠不超過發它的人。",
      "What a key may do: read, write, delete, export. Never more than whoever made it.",
    ),
  ),
  role: word(
    said("角色", "角色", "Role"),
    said(
      "看得到谁、能做什么、哪些字段看不到。改了，下一次点击就生效。",
      "看得到誰、能做什麼、哪些欄位看不到。改了，下一次點擊就生效。",
      "Whom one sees, what one may do, which fields are hidden. A change holds from the next click.",
    ),
  ),
  team: word(
    said("团队", "團隊", "Team"),
    said(
      "主管看得到自己团队和下级团队负责的客户。",
      "主管看得到自己團隊和下級團隊負責的客戶。",
      "A lead sees the people that the team and the teams below look after.",
    ),
  ),
  audit: word(
    said("审计", "稽核", "Audit"),
    said(
      "谁在什么时候登录、导出、改了权限。只能看，不能改。",
      "誰在什麼時候登入、匯出、改了權限。只能看，不能改。",
      "Who signed in, exported or changed rights, and when. It can be read and never changed.",
    ),
  ),
  worth: word(
    said("预期价值", "預期價值", "Expected worth"),
    said(
      "这位客户往后几个月大约会带来多少，按毛利和折现算过。是从订单里算出的可能，不是承诺。",
      "這位客戶往後幾個月大約會帶來多少，按毛利和折現算過。是從訂單裡算出的可能，不是承諾。",
      "What a customer will bring within the months ahead, margin and discount applied. A chance worked out from orders, not a promise.",
    ),
  ),
  worthClass: word(
    said("价值等级", "價值等級", "Worth class"),
    said(
      "一年内合起来买了八成的客户是 A，接下来的一成半是 B，其余是 C。",
      "一年內合起來買了八成的客戶是 A，接下來的一成半是 B，其餘是 C。",
      "A are the customers who together bought 80% within a year, B the next 15%, C the rest.",
    ),
  ),
  need: word(
    said("可能的需求", "可能的需求", "Possible need"),
    said(
      "程序的推测：到了该再买的时候，问起过还没买，或者买同样东西的人常也买。每条都写着根据。",
      "程式的推測：到了該再買的時候，問起過還沒買，或者買同樣東西的人常也買。每條都寫著根據。",
      "A guess of the program: it is time to buy again, they asked and have not bought, or others who bought the same bought this too. Each says why.",
    ),
  ),
  review: word(
    said("档案核对", "檔案核對", "Review"),
    said(
      "有人把一位客户的档案看过一遍，说里面写的还对。多久一次，由管理员按周期定。",
      "有人把一位客戶的檔案看過一遍，說裡面寫的還對。多久一次，由管理員按週期定。",
      "Somebody went through a customer's file and says that it still holds. How often is set by the cycles of the settings.",
    ),
  ),
  kept: word(
    said("这台设备上的", "這台裝置上的", "Kept on this device"),
    said(
      "没有网也能看的客户：你打开过的、你负责的。数量和天数有上限，退出登录就清掉。",
      "沒有網路也能看的客戶：你開過的、你負責的。數量和天數有上限，登出就清掉。",
      "People you can read without a connection: whom you opened and whom you look after. Bounded in number and days, and gone when you sign out.",
    ),
  ),
  waiting: word(
    said("待发送", "待傳送", "Waiting to be sent"),
    said(
      "没网时做的改动，先记在这台设备上，连上后按先后送出，每条只算一次。",
      "沒有網路時做的更動，先記在這台裝置上，連上後按先後送出，每筆只算一次。",
      "What you changed without a connection. It is kept on the device and sent in order once there is one; each counts once.",
    ),
  ),
  conflict: word(
    said("冲突", "衝突", "Conflict"),
    said(
      "你离线改的那一项，别人也改了。两边都给你看，由你逐项挑。",
      "你離線改的那一項，別人也改了。兩邊都給你看，由你逐項挑。",
      "Somebody else changed the same value meanwhile. You see both and choose, value by value.",
    ),
  ),
} satisfies Record<string, Word>

export type WordKey = keyof typeof HELP_WORDS

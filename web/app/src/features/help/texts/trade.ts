// Help on what is sold: the catalogue, price lists, quotes and their rules.

import { type HelpEntry, said } from "../entry"

export const trade: Record<string, HelpEntry> = {
  "/products": {
    title: said("产品目录", "產品目錄", "The catalogue"),
    purpose: said(
      "公司卖的每一样东西：叫什么、编码、规格、目录价。报价和订单从这里取。",
      "公司賣的每一樣東西：叫什麼、料號、規格、目錄價。報價和訂單從這裡取。",
      "Everything the company sells: its name, codes, variants and price. Quotes and orders take it from here.",
    ),
    deeds: [
      {
        what: said(
          "新建产品，有名称、编码和价格就行",
          "新增產品，有名稱、料號和價格就行",
          "Make a product; a name, a code and a price will do",
        ),
        keys: "c",
      },
      {
        what: said(
          "点左边的分类，只看这一类和它下面的",
          "點左邊的分類，只看這一類和它下面的",
          "Click a category to see what lies in it and below",
        ),
      },
      {
        what: said(
          "按编码、名称、规格查找，其他语言的名称也行",
          "按料號、名稱、規格尋找，其他語言的名稱也行",
          "Find by code, name or variant, also by a name in another language",
        ),
        keys: "/",
      },
      {
        what: said(
          "打开一个产品，在侧边改它的价格和规格",
          "打開一個產品，在側邊改它的價格和規格",
          "Open a product beside the list and change its prices there",
        ),
        keys: "Enter",
      },
      {
        what: said(
          "用铅笔整理分类：改名、换位置、合进上一层",
          "用鉛筆整理分類：改名、換位置、併進上一層",
          "Tidy the categories with the pencil: rename, move, take away",
        ),
      },
    ],
    words: ["product", "priceList", "role"],
    troubles: [
      {
        sign: said("找不到一个产品", "找不到一個產品", "A product is not there"),
        remedy: said(
          "它可能停售了。把“在售”换成“停售”再看。",
          "它可能停售了。把「販售中」換成「停售」再看。",
          "It may be discontinued. Choose “Discontinued” in place of “On sale”.",
        ),
      },
      {
        sign: said("什么都改不了", "什麼都改不了", "Nothing can be changed"),
        remedy: said(
          "你的角色没有产品目录的权限。请管理员在设置的角色里打开。",
          "你的角色沒有產品目錄的權限。找管理員在設定的角色裡開啟。",
          "Your role lacks the right to the catalogue. An administrator can add it under Roles in the settings.",
        ),
        leads: "/settings/roles",
      },
    ],
  },
  "/products/$product": {
    title: said("一个产品", "一個產品", "One product"),
    purpose: said(
      "它的名称、规格、编码和价格。改了以后，新的报价就用新价；已经发出的报价不变。",
      "它的名稱、規格、料號和價格。改了以後，新的報價就用新價；已經送出的報價不變。",
      "Its names, variants, codes and prices. New quotes take the new price; quotes that were sent stay as they are.",
    ),
    deeds: [
      {
        what: said(
          "点一个格子改编码、价格或成本，回车到下一行",
          "點一個格子改料號、價格或成本，Enter 到下一行",
          "Click a cell to change a code, a price or a cost; Enter goes on to the next line",
        ),
        keys: "Enter",
      },
      {
        what: said(
          "从电子表格复制几行，粘贴到第一个格子上",
          "從試算表複製幾行，貼到第一個格子上",
          "Copy lines from a spreadsheet and paste them onto the first cell",
        ),
      },
      {
        what: said(
          "分规格，例如颜色和容量；每种搭配各有编码和价格",
          "分規格，例如顏色和容量；每種搭配各有料號和價格",
          "Add choices such as size or colour; each combination has its own code and price",
        ),
      },
      {
        what: said(
          "停售一种规格，或者整个产品",
          "停售一種規格，或者整個產品",
          "Discontinue one variant, or the whole product",
        ),
      },
      {
        what: said(
          "写下其他语言的名称，客户看到自己语言的",
          "寫下其他語言的名稱，客戶看到自己語言的",
          "Write its name in other languages; customers read their own",
        ),
      },
    ],
    words: ["product", "priceList"],
    troubles: [
      {
        sign: said("编码存不进去", "料號存不進去", "A code is not taken"),
        remedy: said(
          "同样的编码已经用在别的产品上，提示里写着是哪一个。",
          "同樣的料號已經用在別的產品上，提示裡寫著是哪一個。",
          "Another product has it already; the message says which.",
        ),
      },
    ],
  },
  "/products/prices": {
    title: said("价格表", "價目表", "Price lists"),
    purpose: said(
      "给一部分客户另定的价格，例如会员价、企业价、节日价。报价时自动用上。",
      "給一部分客戶另定的價格，例如會員價、企業價、節日價。報價時自動用上。",
      "Other prices for some customers: members, companies, a season. Quotes use them by themselves.",
    ),
    deeds: [
      {
        what: said(
          "拖动左边的点排先后；第一张管得着的算数",
          "拖動左邊的點排先後；第一張管得著的算數",
          "Drag a list by its dots to order them; the first that applies says the price",
        ),
        keys: "↑ ↓",
      },
      {
        what: said(
          "用条件定给谁，会写出现在有多少客户",
          "用條件定給誰，會寫出現在有多少客戶",
          "Say who it is for by conditions; how many people that is stands beside them",
        ),
      },
      {
        what: said("加产品，按起订量分几档", "加產品，按起訂量分幾檔", "Add products, with several steps by quantity"),
      },
      {
        what: said(
          "从电子表格粘贴编码和价格，不行的行会逐行写明",
          "從試算表貼上料號和價格，不行的行會逐行寫明",
          "Paste codes and prices from a spreadsheet; each line that is wrong says why",
        ),
      },
      {
        what: said(
          "在格子里直接改价格和起订量，可以撤销",
          "在格子裡直接改價格和起訂量，可以復原",
          "Change prices and quantities in their cells, and take it back",
        ),
        keys: "Enter",
      },
    ],
    words: ["priceList", "product", "filter"],
    troubles: [
      {
        sign: said("客户没有用上这个价格", "客戶沒有用上這個價格", "A customer does not get the price"),
        remedy: said(
          "看它是不是生效中、币种对不对，上面有没有别的表先管着；还要看数量够不够起订量。",
          "看它是不是生效中、幣別對不對，上面有沒有別的表先管著；還要看數量夠不夠起訂量。",
          "See whether the list is in force and of the right currency, whether a list above it applies first, and whether the quantity reaches the step.",
        ),
      },
    ],
  },
  "/settings/quotes": {
    title: said("报价规则", "報價規則", "Rules of quotes"),
    purpose: said(
      "谁能让多少折扣、报价有效多久、税怎么算、纸上印什么；客户接受以后商机算不算赢。",
      "誰能讓多少折扣、報價有效多久、稅怎麼算、紙上印什麼；客戶接受以後商機算不算贏。",
      "Who may give how much, how long a quote holds, tax, what the paper says, and whether an acceptance wins the deal.",
    ),
    deeds: [
      {
        what: said(
          "给每个角色定一个折扣上限；空着就是不限",
          "給每個角色定一個折扣上限；空著就是不限",
          "Give each role a limit of discount; left empty, there is none",
        ),
      },
      {
        what: said("定新报价有效几天", "定新報價有效幾天", "Say how many days a new quote holds"),
      },
      {
        what: said(
          "定税率，写明价格含不含税",
          "定稅率，寫明價格含不含稅",
          "Set the tax, and whether prices contain it",
        ),
      },
      {
        what: said(
          "写卖方的几行和三种语言的条款，旁边看印出来的样子",
          "寫賣方的幾行和三種語言的條款，旁邊看印出來的樣子",
          "Write the seller's lines and the terms in three languages; the paper stands beside them",
        ),
      },
    ],
    words: ["quote", "role", "deal"],
    troubles: [
      {
        sign: said("同事发不出报价", "同事送不出報價", "A colleague cannot send a quote"),
        remedy: said(
          "折扣超过了他的角色的上限。请有权的同事审批，或者在这里放宽。",
          "折扣超過了他的角色的上限。找有權的同事簽核，或者在這裡放寬。",
          "The discount is above the limit of their role. Somebody who may has to approve it, or the limit is raised here.",
        ),
      },
    ],
  },
  "/quotes": {
    title: said("报价", "報價", "Quotes"),
    purpose: said(
      "给客户的报价，先列出要处理的：客户在等回答的、等审批的、你没写完的。",
      "給客戶的報價，先列出要處理的：客戶在等回答的、等簽核的、你沒寫完的。",
      "What customers were offered; first what is to be done: questions, approvals, drafts of yours.",
    ),
    deeds: [
      {
        what: said(
          "打开一份报价，回答客户的问题",
          "打開一份報價，回答客戶的問題",
          "Open a quote and answer the customer",
        ),
        keys: "Enter",
      },
      {
        what: said(
          "按状态看：草稿、已发出、已接受、没成",
          "依狀態看：草稿、已送出、已接受、沒成",
          "Look at them by state: drafts, sent, accepted, not taken",
        ),
      },
      {
        what: said("新的报价从商机里写起", "新的報價從商機裡寫起", "Begin a new quote from its deal"),
        leads: "/sales",
      },
      {
        what: said(
          "按单号、客户或商机查找，只看自己的",
          "依單號、客戶或商機尋找，只看自己的",
          "Find by number, customer or deal; look at your own only",
        ),
        keys: "/",
      },
    ],
    words: ["quote", "deal"],
    troubles: [
      {
        sign: said("找不到一份报价", "找不到一份報價", "A quote is not there"),
        remedy: said(
          "它可能已有新的一版，或者过期了。看“没成”，或看全部。",
          "它可能已有新的一版，或者過期了。看「沒成」，或看全部。",
          "It may have been replaced by a newer version, or have run out. Look under “Not taken”, or at all.",
        ),
      },
    ],
  },
  "/quotes/$quote": {
    title: said("一份报价", "一份報價", "One quote"),
    purpose: said(
      "在纸上直接写，写的就是客户看到的。边写边存；发出以后不再改，要改就出下一版。",
      "在紙上直接寫，寫的就是客戶看到的。邊寫邊存；送出以後不再改，要改就出下一版。",
      "Written on the paper as the customer will see it, and saved as you write. Once sent it stands; a change is the next version.",
    ),
    deeds: [
      {
        what: said(
          "在最下面一格输入产品，回车选中，接着写数量、单价、折扣",
          "在最下面一格輸入產品，Enter 選中，接著寫數量、單價、折扣",
          "Type a product into the last box; Enter picks it and goes on to quantity, price, discount",
        ),
        keys: "Enter",
      },
      {
        what: said(
          "拖动左边的点排先后，也可以用上下键",
          "拖動左邊的點排先後，也可以用上下鍵",
          "Drag a line by its dots, or move it by the arrow keys",
        ),
        keys: "↑ ↓",
      },
      {
        what: said(
          "折扣超过你能让的，先请人审批",
          "折扣超過你能讓的，先找人簽核",
          "Ask for approval where the discount is more than you may give",
        ),
      },
      {
        what: said(
          "发邮件，或生成链接自己发；之后看客户几时打开",
          "寄郵件，或產生連結自己傳；之後看客戶幾時打開",
          "Send it by mail, or pass on the link yourself; then see when the customer opens it",
        ),
      },
      {
        what: said(
          "客户在纸上或电话里答应了，记为已接受",
          "客戶在紙上或電話裡答應了，記為已接受",
          "Note that a customer accepted on paper or by telephone",
        ),
      },
      {
        what: said("下载三种语言的 PDF", "下載三種語言的 PDF", "Take it as a PDF in three languages"),
      },
    ],
    words: ["quote", "priceList", "product"],
    troubles: [
      {
        sign: said("写着“还没存”", "寫著「還沒存」", "It says “Not saved”"),
        remedy: said(
          "后面写着缺什么，例如哪一行没有单价。补上就会存。",
          "後面寫著缺什麼，例如哪一行沒有單價。補上就會存。",
          "It says what is missing, such as a line without a price. It is saved once that is there.",
        ),
      },
      {
        sign: said("说别人刚改过", "說別人剛改過", "It says that somebody has changed it"),
        remedy: said(
          "两个人同时在写。看最新的会放弃你没存的；用你的会盖掉对方刚写的。",
          "兩個人同時在寫。看最新的會放棄你沒存的；用你的會蓋掉對方剛寫的。",
          "Two people write at once. Loading theirs drops what you have not saved; using yours writes over what they just wrote.",
        ),
      },
    ],
  },
}

// Help for the ways in (second steps, links by mail, the company's own sign-in) and the ways out to other programs.

import { type HelpEntry, said } from "../entry"

const CONNECTORS: HelpEntry = {
  title: said("连接", "連接", "Connectors"),
  purpose: said(
    "按时从 ERP、SCM 取客户、企业、订单，或把这里的变化送过去，每次都对账。",
    "按時從 ERP、SCM 取客戶、企業、訂單，或把這裡的變化送過去，每次都對帳。",
    "Fetches people, companies and orders from ERP and SCM on a schedule, or sends what changes here, and balances both each time.",
  ),
  deeds: [
    {
      what: said(
        "新建：对方在哪里、取什么、每个名字对应什么，先看前 50 条会怎样",
        "新增：對方在哪裡、取什麼、每個名字對應什麼，先看前 50 筆會怎樣",
        "Make one: where the other system is and what its names mean, with the first 50 records looked at before",
      ),
    },
    {
      what: said(
        "选冲突时听谁的：对方、这里改过的，或只补空的",
        "選衝突時聽誰的：對方、這裡改過的，或只補空的",
        "Choose whose value stands: theirs, ours where a person changed it, or only fill what is empty",
      ),
    },
    {
      what: said(
        "只对账不写入，看两边各有多少、差在哪里",
        "只對帳不寫入，看兩邊各有多少、差在哪裡",
        "Compare without writing: how many are on each side, and where they differ",
      ),
    },
    {
      what: said(
        "打开一次运行看账目，导出成表，或撤回它写的",
        "打開一次執行看帳目，匯出成表，或撤回它寫的",
        "Open a run for its ledger, take it out as a table, or revert what it wrote",
      ),
      leads: "/imports",
    },
  ],
  words: ["key"],
  troubles: [
    {
      sign: said("连续失败，自己停了", "連續失敗，自己停了", "It failed again and again and stopped"),
      remedy: said(
        "打开它看最近一次为什么失败，改好后点“继续”。",
        "打開它看最近一次為什麼失敗，改好後點「繼續」。",
        "Open it to read why the last run failed, mend that, and let it go on.",
      ),
    },
    {
      sign: said("服务器密钥变了", "伺服器金鑰變了", "The server’s key has changed"),
      remedy: said(
        "先问对方是否换过密钥；确认后在设置里忘掉旧的，再看一次。",
        "先問對方是否換過金鑰；確認後在設定裡忘掉舊的，再看一次。",
        "Ask its operator first; if they changed it, forget the old key in the form and look again.",
      ),
    },
    {
      sign: said("地址不让用", "位址不讓用", "The address is refused"),
      remedy: said(
        "内网地址要运维在 outbound_allow 里放行。",
        "內網位址要維運在 outbound_allow 裡放行。",
        "The operator has to allow addresses inside with outbound_allow.",
      ),
    },
  ],
}

export const doors: Record<string, HelpEntry> = {
  "/settings/connectors": CONNECTORS,
  "/settings/connectors/$id": CONNECTORS,
  "/settings/hooks": {
    title: said("Webhook", "Webhook", "Webhooks"),
    purpose: said(
      "客户、企业、订单一有变化，就告诉别的程序。",
      "客戶、企業、訂單一有變化，就告訴別的程式。",
      "Tells other programs the moment a person, company or order changes.",
    ),
    deeds: [
      {
        what: said(
          "新建：写地址，勾选要告诉的变化，把密钥抄给接收方",
          "新增：寫位址，勾選要告訴的變化，把金鑰抄給接收方",
          "Make one: its address, what to tell, and the secret for the receiver",
        ),
      },
      { what: said("发一条测试，看送到没有", "發一則測試，看送到沒有", "Send a test and see whether it arrives") },
      {
        what: said(
          "在送达记录里看送了什么、对方怎么答，再送一次",
          "在送達紀錄裡看送了什麼、對方怎麼答，再送一次",
          "Read in the log what was sent and answered, and send it again",
        ),
      },
      {
        what: said("暂停；停着时的变化会留着", "暫停；停著時的變化會留著", "Pause it; what changes meanwhile is kept"),
      },
    ],
    words: ["key"],
    troubles: [
      {
        sign: said("一直没送到", "一直沒送到", "Nothing arrives"),
        remedy: said(
          "看记录里的状态：连不上是网络，401 或 403 是对方不认。修好后再送一次；连续五天没送到会自动暂停。",
          "看紀錄裡的狀態：連不上是網路，401 或 403 是對方不認。修好後再送一次；連續五天沒送到會自動暫停。",
          "Look at the log: no connection is the network, 401 or 403 the receiver. Mend it and send again; after five days it pauses by itself.",
        ),
      },
      {
        sign: said("地址不让用", "位址不讓用", "The address is refused"),
        remedy: said(
          "内网地址要运维在 outbound_allow 里放行。",
          "內網位址要維運在 outbound_allow 裡放行。",
          "Addresses inside your network are for the operator to allow in outbound_allow.",
        ),
      },
    ],
  },
  "/settings/sign-in": {
    title: said("登录方式", "登入方式", "Ways to sign in"),
    purpose: said(
      "邮件怎么发、要不要两步验证、公司的统一登录。",
      "郵件怎麼發、要不要兩步驗證、公司的統一登入。",
      "How mail is sent, whether everybody needs a second factor, and your company's own sign-in.",
    ),
    deeds: [
      {
        what: said(
          "填邮件服务器，给自己发一封测试",
          "填郵件伺服器，給自己發一封測試",
          "Set the mail server and send yourself a test",
        ),
      },
      { what: said("要求所有人用两步验证", "要求所有人用兩步驗證", "Demand a second factor of everybody") },
      {
        what: said(
          "接上公司的统一登录，先测试再用",
          "接上公司的統一登入，先測試再用",
          "Connect your company's sign-in; test it first",
        ),
      },
    ],
    words: ["role"],
    troubles: [
      {
        sign: said("邮件发不出去", "郵件發不出去", "Mail does not leave"),
        remedy: said(
          "发一封测试，看它说服务器怎么答；常见的是端口或加密方式不对。",
          "發一封測試，看它說伺服器怎麼答；常見的是連接埠或加密方式不對。",
          "Send a test and read what the server answers; mostly port or encryption is wrong.",
        ),
      },
      {
        sign: said("有人丢了手机", "有人掉了手機", "Somebody lost their phone"),
        remedy: said(
          "在“同事”里重设他的两步验证。",
          "在「同事」裡重設他的兩步驗證。",
          "Reset their second factor among the colleagues.",
        ),
        leads: "/settings/staff",
      },
    ],
  },
  "/second-factor": {
    title: said("两步验证", "兩步驗證", "The second factor"),
    purpose: said(
      "除了密码，再用手机上的验证码证明是你。",
      "除了密碼，再用手機上的驗證碼證明是你。",
      "Beside the password, a code from your phone proves that it is you.",
    ),
    deeds: [
      {
        what: said(
          "用验证器扫二维码，填六位码",
          "用驗證器掃 QR 碼，填六位碼",
          "Scan the code with an authenticator and type its six digits",
        ),
      },
      { what: said("把恢复码抄下来收好", "把復原碼抄下來收好", "Write the recovery codes down and keep them safe") },
      {
        what: said(
          "手机不在时用一个恢复码",
          "手機不在時用一個復原碼",
          "Without the phone, use one of the recovery codes",
        ),
      },
    ],
    words: ["role"],
    troubles: [
      {
        sign: said("验证码总是不对", "驗證碼總是不對", "The code is never right"),
        remedy: said(
          "把手机的时间设成自动；每个码只能用一次，等下一个。",
          "把手機的時間設成自動；每個碼只能用一次，等下一個。",
          "Set the phone's time to automatic; a code counts once, so wait for the next.",
        ),
      },
    ],
  },
  "/forgotten": {
    title: said("忘了密码", "忘了密碼", "A forgotten password"),
    purpose: said("用邮件里的链接重设密码。", "用郵件裡的連結重設密碼。", "Choose a new password by a link in a mail."),
    deeds: [
      { what: said("写登录名，发送", "寫登入名，送出", "Write your login and send") },
      {
        what: said(
          "打开邮件里的链接，一小时内有效",
          "打開郵件裡的連結，一小時內有效",
          "Open the link in the mail within an hour",
        ),
      },
      {
        what: said(
          "设新密码；别处的登录都会结束",
          "設新密碼；別處的登入都會結束",
          "Choose a new password; sessions elsewhere end",
        ),
      },
    ],
    words: ["role"],
    troubles: [
      {
        sign: said("没收到邮件", "沒收到郵件", "No mail comes"),
        remedy: said(
          "看看垃圾箱；登录名不是邮箱的，请管理员发登录链接。",
          "看看垃圾桶；登入名不是信箱的，請管理員發登入連結。",
          "Look among the junk; if your login is no mail address, ask an administrator for a sign-in link.",
        ),
      },
    ],
  },
  "/reset": {
    title: said("重设密码", "重設密碼", "A new password"),
    purpose: said("设一个新密码，直接进来。", "設一個新密碼，直接進來。", "Choose a new password and enter."),
    deeds: [
      { what: said("写一个至少 8 个字符的密码", "寫一個至少 8 個字元的密碼", "Write one of 8 characters or more") },
      { what: said("再写一次", "再寫一次", "Write it once more") },
      {
        what: said(
          "进来；开了两步验证的还要验证码",
          "進來；開了兩步驗證的還要驗證碼",
          "Enter, with a code where a second factor is on",
        ),
      },
    ],
    words: ["role"],
    troubles: [
      {
        sign: said("链接说已失效", "連結說已失效", "The link has expired"),
        remedy: said(
          "链接只能用一次，一小时内有效；回登录页再要一个。",
          "連結只能用一次，一小時內有效；回登入頁再要一個。",
          "A link counts once and within an hour; ask for another on the sign-in page.",
        ),
      },
    ],
  },
}

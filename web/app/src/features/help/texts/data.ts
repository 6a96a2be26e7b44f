// Help on the screens where data comes in and is kept clean: duplicates, quality, imports, ingest, sources.

import { type HelpEntry, said } from "../entry"

export const data: Record<string, HelpEntry> = {
  "/duplicates": {
    title: said("重复", "重複", "Duplicates"),
    purpose: said(
      "很像同一个人的两条记录，并排给你看，由你来定。",
      "很像同一個人的兩筆記錄，並排給你看，由你來定。",
      "Pairs of records that look like one human, side by side, for you to decide.",
    ),
    deeds: [
      { what: said("同一人，合并", "同一人，合併", "Same person: merge"), keys: "S" },
      {
        what: said("不是同一人，以后不再问", "不是同一人，以後不再問", "Different people: never asked again"),
        keys: "D",
      },
      { what: said("拿不准，稍后再看", "拿不準，稍後再看", "Not sure: later"), keys: "L" },
      {
        what: said(
          "选留下哪一条；看上一对、下一对",
          "選留下哪一筆；看上一對、下一對",
          "Choose whom to keep; move between pairs",
        ),
        keys: "← → · J K",
      },
      { what: said("开始扫描，找出新的", "開始掃描，找出新的", "Start a scan to find more") },
    ],
    words: ["merge", "probability", "identity"],
    troubles: [
      {
        sign: said("合并错了", "合併錯了", "Two were merged by mistake"),
        remedy: said(
          "到“已合并”里点“撤销合并”，或在客户页点“拆开”。之后到的消息也会各归各位。",
          "到「已合併」裡點「撤銷合併」，或在客戶頁點「拆開」。之後到的訊息也會各歸各位。",
          "Under Merged click Undo merge, or Split on the person's page. Also what arrived since goes to the right side.",
        ),
      },
      {
        sign: said("明明重复，这里没有", "明明重複，這裡沒有", "Plain duplicates are not here"),
        remedy: said(
          "点“开始扫描”；或在客户名单里选中这两位，直接合并。",
          "點「開始掃描」；或在客戶名單裡選取這兩位，直接合併。",
          "Start a scan; or select the two in the list of people and merge them.",
        ),
        leads: "/people",
      },
    ],
  },
  "/quality": {
    title: said("数据质量", "資料品質", "Data quality"),
    purpose: said(
      "客户资料缺什么、旧不旧、谁联系不上。先补最要紧的。",
      "客戶資料缺什麼、舊不舊、誰聯絡不上。先補最要緊的。",
      "What is missing or old in the customer file, and who is out of reach. Mend what matters first.",
    ),
    deeds: [
      {
        what: said(
          "点一个数字，打开要补的名单",
          "點一個數字，打開要補的名單",
          "Click a figure to open the list to mend",
        ),
      },
      { what: said("重新数一遍", "重新數一遍", "Count again") },
      {
        what: said(
          "看每位同事、每个来源的客户补得怎样，点进去就是名单",
          "看每位同事、每個來源的客戶補得怎樣，點進去就是名單",
          "See how complete the people of each colleague and of each source are; each opens its list",
        ),
      },
    ],
    words: ["field", "owner", "identity"],
    troubles: [
      {
        sign: said("补完了，数字没变", "補完了，數字沒變", "The figure did not change after mending"),
        remedy: said(
          "数字是某一刻数的，点“重新数”。",
          "數字是某一刻數的，點「重新數」。",
          "Figures are of a moment; click Count again.",
        ),
      },
      {
        sign: said("总数比同事看到的少", "總數比同事看到的少", "Totals are lower than a colleague's"),
        remedy: said("只数你看得到的客户。", "只數你看得到的客戶。", "Only the people you may see are counted."),
      },
    ],
  },
  "/imports": {
    title: said("导入", "匯入", "Import"),
    purpose: said(
      "把表格里的客户、订单、互动放进来。先看会怎样，再开始；不满意可以撤回。",
      "把表格裡的客戶、訂單、互動放進來。先看會怎樣，再開始；不滿意可以撤回。",
      "Bring people, orders and interactions in from a file. See what would happen first; take it all back if it was wrong.",
    ),
    deeds: [
      {
        what: said(
          "拖一个文件进来，或点“选择文件”",
          "拖一個檔案進來，或點「選擇檔案」",
          "Drop a file here, or choose one",
        ),
      },
      {
        what: said(
          "打开以前的导入，看结果或撤回",
          "打開以前的匯入，看結果或撤回",
          "Open a past import to see its result or revert it",
        ),
      },
      { what: said("丢掉还没开始的", "丟掉還沒開始的", "Discard one that was not started") },
    ],
    words: ["source", "refused", "revert"],
    troubles: [
      {
        sign: said("文件读出来是乱码", "檔案讀出來是亂碼", "The file reads as garbage"),
        remedy: said(
          "用表格软件另存为 XLSX 或 UTF-8 的 CSV，再拖一次。",
          "用試算表軟體另存為 XLSX 或 UTF-8 的 CSV，再拖一次。",
          "Save it as XLSX or UTF-8 CSV in your spreadsheet program and drop it again.",
        ),
      },
      {
        sign: said("看不到“导入”", "看不到「匯入」", "There is no Import for a colleague"),
        remedy: said(
          "对方的角色没有“导入文件”。请管理员打开。",
          "對方的角色沒有「匯入檔案」。請管理員打開。",
          "Their role lacks “Import files”; an administrator can add it.",
        ),
        leads: "/settings/roles",
      },
    ],
  },
  "/imports/$id": {
    title: said("一次导入", "一次匯入", "One import"),
    purpose: said(
      "说清每一列是什么，预览前几十行会怎样，然后开始。",
      "說清每一欄是什麼，預覽前幾十列會怎樣，然後開始。",
      "Say what each column is, see what would happen to the first rows, then start.",
    ),
    deeds: [
      {
        what: said(
          "列名和字段的名字一样，自己就对上；不对的改一下去处，或留空不要",
          "欄名和欄位的名字一樣，自己就對上；不對的改一下去處，或略過不要",
          "A column called as a field is goes to it by itself; change what another becomes, or leave it out",
        ),
      },
      {
        what: said(
          "选“怎样认出同一人”，和已有的值听谁的",
          "選「怎樣認出同一人」，和已有的值聽誰的",
          "Choose how the same person is known, and whose values win",
        ),
      },
      {
        what: said(
          "看预览里的“拒收”和原因",
          "看預覽裡的「拒收」和原因",
          "Look at the refused rows in the preview and why",
        ),
      },
      {
        what: said(
          "有一列写的是文件名：选放文件的字段，再把那些文件传上来",
          "有一欄寫的是檔名：選放檔案的欄位，再把那些檔案傳上來",
          "Where a column names files, choose the field that holds them, then send those files along",
        ),
      },
      { what: said("开始导入；可以离开这一页", "開始匯入；可以離開這一頁", "Start; you may leave the page meanwhile") },
      {
        what: said(
          "下载拒收的行，改好再导一次",
          "下載拒收的列，改好再匯一次",
          "Download refused rows, correct them and import again",
        ),
      },
    ],
    words: ["identity", "field", "refused", "revert", "probability"],
    troubles: [
      {
        sign: said(
          "全都成了新客户，其实早就有",
          "全都成了新客戶，其實早就有",
          "All became new people although they were known",
        ),
        remedy: said(
          "没有一列当作电话、邮箱或会员号。撤回，把那一列认对，再导一次。",
          "沒有一欄當作電話、信箱或會員號。撤回，把那一欄認對，再匯一次。",
          "No column was taken as phone, mail or member number. Revert, set that column right, and import again.",
        ),
      },
      {
        sign: said("导错了", "匯錯了", "It was the wrong file"),
        remedy: said(
          "点“撤回导入”。别人后来改过的会先列出来。",
          "點「撤回匯入」。別人後來改過的會先列出來。",
          "Click Revert the import. What others changed since is listed first.",
        ),
      },
      {
        sign: said("进度停了", "進度停了", "The progress stands still"),
        remedy: said(
          "等一分钟；服务重启后会从停下的地方接着做，不会重复。",
          "等一分鐘；服務重新啟動後會從停下的地方接著做，不會重複。",
          "Give it a minute: after a restart it goes on where it stood and doubles nothing.",
        ),
      },
    ],
  },
  "/ingest": {
    title: said("接入", "接入", "Ingest"),
    purpose: said(
      "各个来源正在送来什么：收下多少，拒收多少，为什么。",
      "各個來源正在送來什麼：收下多少，拒收多少，為什麼。",
      "What the sources are sending now: how much was taken in, what was refused and why.",
    ),
    deeds: [
      { what: said("看每分钟的收、重、拒", "看每分鐘的收、重、拒", "See accepted, repeated and refused per minute") },
      {
        what: said(
          "打开一条拒收的，看原文和原因",
          "打開一筆拒收的，看原文和原因",
          "Open a refused input to see its text and reason",
        ),
      },
      { what: said("看哪个来源安静了", "看哪個來源安靜了", "See which source has gone quiet") },
    ],
    words: ["source", "interaction", "refused", "key"],
    troubles: [
      {
        sign: said("一小时里什么都没到", "一小時裡什麼都沒到", "Nothing arrived within the hour"),
        remedy: said(
          "看来源是否暂停、密钥是否吊销；再请对方的技术人员看他们的日志。",
          "看來源是否暫停、金鑰是否撤銷；再請對方的技術人員看他們的日誌。",
          "See whether the source is paused or its key revoked; then ask the sender's engineers for their log.",
        ),
        leads: "/sources",
      },
      {
        sign: said("很多“密钥不对”", "很多「金鑰不對」", "Many say “wrong key”"),
        remedy: said(
          "发新的密钥，换到对方的程序里，再吊销旧的。",
          "發新的金鑰，換到對方的程式裡，再撤銷舊的。",
          "Make a new key, put it into their program, then revoke the old one.",
        ),
        leads: "/sources",
      },
      {
        sign: said("队列一直满", "佇列一直滿", "The queue stays full"),
        remedy: said(
          "来的比写得下的多，对方会被告知稍后再送，不会丢。请管理服务器的人看磁盘和处理器。",
          "來的比寫得下的多，對方會被告知稍後再送，不會丟。請管理伺服器的人看磁碟和處理器。",
          "More comes than can be written; senders are told to come later and nothing is lost. Have whoever runs the server look at disk and processor.",
        ),
      },
    ],
  },
  "/sources": {
    title: said("来源与密钥", "來源與金鑰", "Sources and keys"),
    purpose: said(
      "允许哪些网站和程序送数据进来，以及它们用的密钥。",
      "允許哪些網站和程式送資料進來，以及它們用的金鑰。",
      "Which sites and programs may send data, and the keys they use.",
    ),
    deeds: [
      { what: said("新建来源，拿到密钥", "新增來源，拿到金鑰", "Make a source and get its key") },
      {
        what: said(
          "复制接入代码：网页、程序、命令行",
          "複製接入程式碼：網頁、程式、命令列",
          "Copy the code to connect a page, a program or a shell",
        ),
      },
      { what: said("暂停、恢复、改名", "暫停、恢復、改名", "Pause, resume, rename") },
      { what: said("吊销泄露的密钥", "撤銷外洩的金鑰", "Revoke a key that leaked") },
    ],
    words: ["source", "key"],
    troubles: [
      {
        sign: said("密钥忘了抄", "金鑰忘了抄", "The key was not written down"),
        remedy: said(
          "它只显示一次。再发一把，旧的吊销。",
          "它只顯示一次。再發一把，舊的撤銷。",
          "It is shown once. Make another and revoke the old one.",
        ),
      },
      {
        sign: said("接好了，没有数据", "接好了，沒有資料", "It is connected and nothing comes"),
        remedy: said("到“接入”看拒收和原因。", "到「接入」看拒收和原因。", "Look under Ingest for what was refused."),
        leads: "/ingest",
      },
    ],
  },
}

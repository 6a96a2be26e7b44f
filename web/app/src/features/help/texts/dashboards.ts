// Help on dashboards, goals, and reports by mail.

import { type HelpEntry, said } from "../entry"

export const dashboards: Record<string, HelpEntry> = {
  "/dashboards": {
    title: said("仪表盘", "儀表板", "Dashboards"),
    purpose: said(
      "把几份报表放在一页上，每天一眼看完。最上面的是给你的角色准备的。",
      "把幾份報表放在一頁上，每天一眼看完。最上面的是給你的角色準備的。",
      "A few reports on one page, seen at a glance every day. The first is meant for your role.",
    ),
    deeds: [
      { what: said("打开一个仪表盘", "打開一個儀表板", "Open a dashboard"), leads: "/dashboards" },
      {
        what: said("新建一个，再往上放图表", "新增一個，再往上放圖表", "Make a new one, then put charts on it"),
        keys: "C",
      },
      {
        what: said(
          "从右边的菜单复制一份来改，或者删除；删错了马上可以撤销",
          "從右邊的選單複製一份來改，或者刪除；刪錯了馬上可以復原",
          "Copy one to change it, or delete it, from its menu; a deletion can be undone at once",
        ),
      },
    ],
    words: ["filter", "owner"],
    troubles: [
      {
        sign: said("找不到同事说的那一个", "找不到同事說的那一個", "A colleague’s dashboard is not there"),
        remedy: said(
          "请对方打开编辑，共享给所有同事。",
          "請對方打開編輯，共享給所有同事。",
          "Ask them to share it with all colleagues while editing it.",
        ),
      },
    ],
  },
  "/dashboards/$id": {
    title: said("一个仪表盘", "一個儀表板", "One dashboard"),
    purpose: said(
      "一页图表。上面选的时间对每个有时间的图表都算数，写进网址，发给同事也一样。",
      "一頁圖表。上面選的時間對每個有時間的圖表都算數，寫進網址，發給同事也一樣。",
      "A page of charts. The period above holds for all charts that have one, and is part of the link.",
    ),
    deeds: [
      {
        what: said(
          "点任何一个数，右边列出它是哪些记录加出来的",
          "點任何一個數，右邊列出它是哪些記錄加出來的",
          "Click any figure to see the records behind it",
        ),
      },
      {
        what: said("换时间，所有图表一起换", "換時間，所有圖表一起換", "Choose another period for all charts at once"),
      },
      {
        what: said(
          "编辑时拖动左上角的点换位置，也可以按方向键",
          "編輯時拖動左上角的點換位置，也可以按方向鍵",
          "While editing, drag a chart by its dots, or move it with the arrow keys",
        ),
        keys: "→",
      },
      {
        what: said(
          "编辑时加宽、加高、改标题、移走，点“完成”一次保存",
          "編輯時加寬、加高、改標題、移走，點「完成」一次儲存",
          "Widen, heighten, rename and take out charts; Done saves all of it at once",
        ),
      },
      {
        what: said(
          "共享给所有同事，并选哪些角色先看到它",
          "共享給所有同事，並選哪些角色先看到它",
          "Share it, and choose for which roles it comes first",
        ),
      },
      { what: said("打印成一页给会上用", "列印成一頁給會上用", "Print it for a meeting") },
    ],
    words: ["filter", "owner"],
    troubles: [
      {
        sign: said("图表上写着“报表不在了”", "圖表上寫著「報表不在了」", "A chart says that its report is gone"),
        remedy: said(
          "报表被删除，或者没有共享给你。能编辑的人可以移走它。",
          "報表被刪除，或者沒有共享給你。能編輯的人可以移走它。",
          "The report was deleted or is not shared with you. Whoever may edit the dashboard can take it out.",
        ),
      },
      {
        sign: said("数字和同事的不一样", "數字和同事的不一樣", "A colleague sees other figures"),
        remedy: said(
          "每个人只算自己有权看的记录。再比一比上面的时间。",
          "每個人只算自己有權看的記錄。再比一比上面的時間。",
          "Everybody counts only the records that they may see. Compare the period above, too.",
        ),
      },
    ],
  },
  "/goals": {
    title: said("目标", "目標", "Goals"),
    purpose: said(
      "每个目标到了多少，和匀速相比是领先还是落后，过去六期做到多少。",
      "每個目標到了多少，和勻速相比是領先還是落後，過去六期做到多少。",
      "How far each goal is, whether it is ahead of an even pace, and what the six periods before came to.",
    ),
    deeds: [
      {
        what: said(
          "看条上的竖线：匀速的话，今天该到那里",
          "看條上的豎線：勻速的話，今天該到那裡",
          "The mark on the bar is where an even pace would be today",
        ),
      },
      {
        what: said(
          "给自己定目标；能共享视图的角色也可以给同事、团队、所有人定",
          "給自己定目標；能共享檢視的角色也可以給同事、團隊、所有人定",
          "Set a goal for yourself; roles that share views set them for colleagues, teams and everybody",
        ),
        keys: "C",
      },
      {
        what: said(
          "从菜单修改或删除；删错了马上可以撤销",
          "從選單修改或刪除；刪錯了馬上可以復原",
          "Change or delete from the menu; a deletion can be undone at once",
        ),
      },
    ],
    words: ["deal", "filter"],
    troubles: [
      {
        sign: said("同事的目标看不到", "同事的目標看不到", "A colleague’s goal is not there"),
        remedy: said(
          "要看得到它算进去的全部记录，才看得到这个目标，否则数字会不对。",
          "要看得到它算進去的全部記錄，才看得到這個目標，否則數字會不對。",
          "A goal is shown to whoever sees all records that it counts; a part of them would be a wrong figure.",
        ),
      },
    ],
  },
  "/report-mails": {
    title: said("报表邮件", "報表郵件", "Report mails"),
    purpose: said(
      "到点把报表或仪表盘发到同事邮箱，每个人收到的只含自己看得到的数。",
      "到點把報表或儀表板寄到同事信箱，每個人收到的只含自己看得到的數字。",
      "Reports and dashboards by mail, on time; everybody is sent only what they may see themselves.",
    ),
    deeds: [
      {
        what: said(
          "定好发什么、多久一次、几点、发给谁",
          "定好寄什麼、多久一次、幾點、寄給誰",
          "Set what is sent, how often, when and to whom",
        ),
        keys: "C",
      },
      { what: said("点“现在发”马上发一次", "點「現在寄」馬上寄一次", "Send it once, now") },
      { what: said("附上 CSV 或 Excel", "附上 CSV 或 Excel", "Enclose the figures as CSV or Excel") },
      { what: said("从菜单修改或删除", "從選單修改或刪除", "Change or delete it from its menu") },
    ],
    words: ["filter"],
    troubles: [
      {
        sign: said("上次没发出", "上次沒寄出", "The last one was not sent"),
        remedy: said(
          "那一行写着原因。没有邮件服务器的话，请管理员在登录与安全里设置。",
          "那一行寫著原因。沒有郵件伺服器的話，請管理員在登入與安全裡設定。",
          "Its row says why. Without a mail server, an administrator sets one up under sign-in and security.",
        ),
      },
    ],
  },
}

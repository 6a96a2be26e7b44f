// Help on what is to be done: the calendar, the list, one of them, revisits by rule.

import { type HelpEntry, said } from "../entry"

export const activities: Record<string, HelpEntry> = {
  "/calendar": {
    title: said("日历", "日曆", "Calendar"),
    purpose: said(
      "你的任务、电话、会面和拜访，按日、周、月或清单看；也能和同事的并排看，别人的私密安排只显示忙碌。",
      "你的任務、電話、會面和拜訪，按日、週、月或清單看；也能和同事的並排看，別人的私密安排只顯示忙碌。",
      "Your tasks, calls, meetings and visits by day, week, month or as an agenda, and those of colleagues beside them. What is private of others shows as busy.",
    ),
    deeds: [
      {
        what: said(
          "安排一件事，或在空白处拖出一段时间",
          "安排一件事，或在空白處拖出一段時間",
          "Plan something, or drag over an empty stretch",
        ),
        keys: "C",
        leads: "/calendar",
      },
      {
        what: said(
          "拖动改时间，拖下边改时长；手机上按住片刻再拖",
          "拖動改時間，拖下邊改時長；手機上按住片刻再拖",
          "Drag to move, drag the lower edge for the length; on a phone hold a moment first",
        ),
      },
      {
        what: said(
          "用键盘移动：空格拿起，方向键移动，回车放下",
          "用鍵盤移動：空白鍵拿起，方向鍵移動，Enter 放下",
          "Move by keyboard: Space picks it up, arrows move it, Enter puts it down",
        ),
        keys: "Space",
      },
      {
        what: said(
          "选几位同事或全组；日视图里各占一列，拖到别人那列就是交给对方",
          "選幾位同事或全組；日檢視裡各佔一欄，拖到別人那欄就是交給對方",
          "Choose colleagues or the team; by day each has a column, and dragging into one gives it to them",
        ),
      },
      {
        what: said(
          "看“路线”：当天的拜访在地图上，可以签到、换个更近的顺序",
          "看「路線」：當天的拜訪在地圖上，可以簽到、換個更近的順序",
          "See “Route”: the day's visits on the map, with check-ins and a shorter order",
        ),
        keys: "R",
      },
    ],
    words: ["activity", "series", "owner"],
    troubles: [
      {
        sign: said("时间和我手表上的不一样", "時間和我手錶上的不一樣", "The times differ from my watch"),
        remedy: said(
          "日历按工作区的时区显示。时区不同时，上面会多一个按钮，可以换成这台设备的时间。",
          "日曆按工作區的時區顯示。時區不同時，上面會多一個按鈕，可以換成這台裝置的時間。",
          "The calendar keeps the time of the workspace. Where yours is another, a button above changes to the time of this device.",
        ),
      },
      {
        sign: said("放下后提示刚被改过", "放下後提示剛被改過", "It says that it was just changed"),
        remedy: said(
          "同事在你拖动的时候也移动了它。两个时间都写在提示里，选一个就行，什么都没丢。",
          "同事在你拖動的時候也移動了它。兩個時間都寫在提示裡，選一個就行，什麼都沒丟。",
          "A colleague moved it while you did. Both times are named; choose one, nothing is lost.",
        ),
      },
    ],
  },
  "/activities": {
    title: said("待办清单", "待辦清單", "Activities"),
    purpose: said(
      "所有要做的事的清单：我的、逾期的、今天的、七天内的，或者全部。",
      "所有要做的事的清單：我的、逾期的、今天的、七天內的，或者全部。",
      "All that is to be done as a list: mine, what is overdue, today's, the next seven days', or all.",
    ),
    deeds: [
      { what: said("安排一件事", "安排一件事", "Plan something"), keys: "C", leads: "/activities" },
      { what: said("点圆圈，做完一件", "點圓圈，做完一件", "Press the circle to mark one as done") },
      {
        what: said(
          "选中几件，一起完成、交给同事、推后几天或删除",
          "選取幾件，一起完成、交給同事、延後幾天或刪除",
          "Select several to finish, give to a colleague, put to a later day or delete together",
        ),
        keys: "X",
      },
      {
        what: said(
          "筛选后存成视图，下次一点就到",
          "篩選後存成檢視，下次一點就到",
          "Filter and save it as a view, to have it again with one click",
        ),
      },
    ],
    words: ["activity", "filter", "view"],
    troubles: [
      {
        sign: said("同事的一件看不到", "同事的一件看不到", "I do not see one of a colleague's"),
        remedy: said(
          "私密的只有负责人和参加的人看得到；关于你看不到的客户的，也不显示。",
          "私密的只有負責人和參加的人看得到；關於你看不到的客戶的，也不顯示。",
          "What is private is seen by its owner and those who come; what is about customers you do not see is not shown either.",
        ),
      },
    ],
  },
  "/activities/$id": {
    title: said("一件待办", "一件待辦", "An activity"),
    purpose: said(
      "要做什么、什么时候、关于谁、有谁参加；做完后结果如何。",
      "要做什麼、什麼時候、關於誰、有誰參加；做完後結果如何。",
      "What is to be done, when, about whom and with whom; and what came of it.",
    ),
    deeds: [
      {
        what: said(
          "做完时写下结果，顺手安排下一步",
          "做完時寫下結果，順手安排下一步",
          "When it is done, say what came of it and plan the next step in the same go",
        ),
      },
      {
        what: said(
          "修改时间、重复和参加的人",
          "修改時間、重複和參加的人",
          "Change its time, how it repeats, who comes",
        ),
        keys: "E",
      },
      {
        what: said(
          "拜访时签到：记下你在哪里，离约定地点多远",
          "拜訪時簽到：記下你在哪裡，離約定地點多遠",
          "Check in at a visit: where you are is written down, and how far that is from the place",
        ),
      },
      {
        what: said(
          "有人请你参加时，答复参加、待定或不参加",
          "有人請你參加時，答覆參加、待定或不參加",
          "Say whether you come, where somebody asked you to",
        ),
      },
    ],
    words: ["activity", "series"],
    troubles: [
      {
        sign: said("只想改这一次，却怕全改了", "只想改這一次，卻怕全改了", "Only this one should change, not all"),
        remedy: said(
          "重复的安排保存前会问：只这一次、这一次和以后的、还是所有的。改错了就撤销。",
          "重複的安排儲存前會問：只這一次、這一次和以後的、還是所有的。改錯了就復原。",
          "What repeats asks before it is saved: this one, this and those that follow, or all. Undo takes a wrong one back.",
        ),
      },
      {
        sign: said("不能签到", "不能簽到", "The check-in does not work"),
        remedy: said(
          "浏览器要允许这个网址看位置，而且网址要加密（https）。室内定位不准，到窗边再试。",
          "瀏覽器要允許這個網址看位置，而且網址要加密（https）。室內定位不準，到窗邊再試。",
          "The browser must allow this address to know the place, and the address must be encrypted (https). Inside, try at a window.",
        ),
      },
    ],
  },
  "/settings/revisits": {
    title: said("回访规则", "回訪規則", "Revisits"),
    purpose: said(
      "让老客户按时有人联系：符合条件、到了时候、最近又没人联系的，每天早上自动排给负责人。",
      "讓老客戶按時有人聯絡：符合條件、到了時候、最近又沒人聯絡的，每天早上自動排給負責人。",
      "Have customers come back to in time: those who fit, are due and were not in touch lately are given to their owner each morning.",
    ),
    deeds: [
      {
        what: said(
          "新建规则：选客户、做什么、隔多久",
          "新增規則：選客戶、做什麼、隔多久",
          "Make a rule: whom, what, how often",
        ),
        leads: "/settings/revisits",
      },
      {
        what: said(
          "保存前先看预览：现在会排给谁、排到哪天",
          "儲存前先看預覽：現在會排給誰、排到哪天",
          "Look at the preview before you save: who would get whom, and for when",
        ),
      },
      {
        what: said(
          "定每人每天的上限，忙的人不会被排满",
          "定每人每天的上限，忙的人不會被排滿",
          "Set how many a colleague gets a day, so that nobody is swamped",
        ),
      },
      {
        what: said(
          "停用一条规则；已经排好的照旧",
          "停用一條規則；已經排好的照舊",
          "Turn a rule off; what is planned stays",
        ),
      },
    ],
    words: ["activity", "filter", "owner"],
    troubles: [
      {
        sign: said("该回访的客户没有排", "該回訪的客戶沒有排", "A customer who is due was not planned"),
        remedy: said(
          "看三处：是否符合条件；最近有没有联系过；有没有负责人。没有负责人的要选一位同事来接。",
          "看三處：是否符合條件；最近有沒有聯絡過；有沒有負責人。沒有負責人的要選一位同事來接。",
          "Check three things: whether they fit, were in touch lately, and have an owner. For those without one, choose who gets them.",
        ),
      },
    ],
  },
}

// Help on who gets leads: the rules, what colleagues can take, pools, what makes leads, and whether it is fair.

import { type HelpEntry, said } from "../entry"

export const assignment: Record<string, HelpEntry> = {
  "/settings/leads": {
    title: said("线索分配的规则", "線索分配的規則", "Rules of lead assignment"),
    purpose: said(
      "新线索从上往下问每一条规则，第一条找得到人的说了算。右边试算：最近的线索按这些规则会给谁、为什么。",
      "新線索從上往下問每一條規則，第一條找得到人的說了算。右邊試算：最近的線索按這些規則會給誰、為什麼。",
      "A new lead asks each rule from the top; the first that finds somebody gives it. The trial at the right tells who would get the last leads, and why.",
    ),
    deeds: [
      {
        what: said(
          "点一条规则改它：哪些线索、给谁、什么时候生效",
          "點一條規則改它：哪些線索、給誰、什麼時候生效",
          "Click a rule to change it: which leads, to whom, when it holds",
        ),
      },
      {
        what: said(
          "拖动左边的小点换次序，键盘用上下箭头",
          "拖動左邊的小點換次序，鍵盤用上下方向鍵",
          "Drag a rule by its dots, or press up and down on them",
        ),
        keys: "↑ ↓",
      },
      {
        what: said(
          "看试算：每个人会多得还是少得，没保存的改动也算进去",
          "看試算：每個人會多得還是少得，沒儲存的改動也算進去",
          "Watch the trial: who would get more or less, unsaved changes included",
        ),
      },
      {
        what: said(
          "点开一条线索，一条一条规则看为什么",
          "點開一條線索，一條一條規則看為什麼",
          "Open a lead in it to see why, rule by rule",
        ),
      },
      {
        what: said(
          "在最下面定，其余的线索去哪里",
          "在最下面定，其餘的線索去哪裡",
          "Set at the foot where whatever is left goes",
        ),
        leads: "/settings/leads/pools",
      },
    ],
    words: ["lead", "filter", "pool"],
    troubles: [
      {
        sign: said("试算里有人一条也没有", "試算裡有人一條也沒有", "Somebody gets none in the trial"),
        remedy: said(
          "点开一条线索看：多半是满了、请假，或者不在班。到“同事”里改。",
          "點開一條線索看：多半是滿了、請假，或者不在班。到「同事」裡改。",
          "Open a lead and read why: they are full, away or not at work. Change that under Colleagues.",
        ),
        leads: "/settings/leads/seats",
      },
      {
        sign: said("改了规则没有用", "改了規則沒有用", "A changed rule does nothing"),
        remedy: said(
          "看页面底下，改动要保存才生效，而且只管以后来的线索。",
          "看頁面底下，改動要儲存才生效，而且只管以後來的線索。",
          "See the foot of the page: changes hold once saved, and only for leads that come after.",
        ),
      },
    ],
  },
  "/settings/leads/seats": {
    title: said("同事能接多少", "同事能接多少", "What colleagues can take"),
    purpose: said(
      "每位同事手上最多几条、一个月最多接几条、会说什么语言、什么时候上班、请假到哪天。",
      "每位同事手上最多幾條、一個月最多接幾條、會說什麼語言、什麼時候上班、請假到哪天。",
      "How many leads each colleague holds at most and takes in a month, which languages they speak, when they work, and until when they are away.",
    ),
    deeds: [
      {
        what: said(
          "点一根条改上限，回车保存，空着就是不限",
          "點一根條改上限，Enter 儲存，空著就是不限",
          "Click a bar to change its limit; Enter saves, nothing is no limit",
        ),
      },
      { what: said("点语言，加上或去掉", "點語言，加上或去掉", "Click the languages to add or remove one") },
      {
        what: said("点工作时间，选星期和钟点", "點工作時間，選星期和鐘點", "Click the hours to choose days and times"),
      },
      {
        what: said("点“在岗”，写下哪天回来", "點「在崗」，寫下哪天回來", "Click Here to say when somebody is back"),
      },
    ],
    words: ["lead", "owner"],
    troubles: [
      {
        sign: said("条是红的", "條是紅的", "A bar is red"),
        remedy: said(
          "已经满了，规则会跳过这位同事。调高上限，或者等他了结一些。",
          "已經滿了，規則會跳過這位同事。調高上限，或者等他了結一些。",
          "They are full, and rules pass over them. Raise the limit, or wait until some leads are settled.",
        ),
      },
    ],
  },
  "/settings/leads/pools": {
    title: said("设置公海", "設定公海", "Setting up pools"),
    purpose: said(
      "没有人跟的线索在公海里等。谁能领、能领多少、多久不动就收回，都在这里定。",
      "沒有人跟的線索在公海裡等。誰能領、能領多少、多久不動就收回，都在這裡定。",
      "Leads that nobody has wait in pools. Who may claim, how many, and when a lead goes back by itself are set here.",
    ),
    deeds: [
      {
        what: said(
          "选出谁能领；一个都不选，就是所有同事",
          "選出誰能領；一個都不選，就是所有同事",
          "Choose who may claim; nobody chosen is everybody",
        ),
      },
      {
        what: said(
          "定一天最多领几条、手上最多几条",
          "定一天最多領幾條、手上最多幾條",
          "Set how many may be claimed a day and held at once",
        ),
      },
      {
        what: said(
          "定多久没有动静就收回，提前几天提醒",
          "定多久沒有動靜就收回，提前幾天提醒",
          "Set after how much silence it goes back, and when to remind",
        ),
      },
      {
        what: said(
          "让沉默的老客户也进来",
          "讓沉默的老客戶也進來",
          "Let customers whose owner has gone silent come in too",
        ),
      },
    ],
    words: ["pool", "lead", "filter"],
    troubles: [
      {
        sign: said("一个公海删不掉", "一個公海刪不掉", "A pool cannot be deleted"),
        remedy: said(
          "里面还有线索在等。先把它们分掉或移到别的公海。",
          "裡面還有線索在等。先把它們分掉或移到別的公海。",
          "Leads still wait in it. Assign them or move them to another pool first.",
        ),
      },
    ],
  },
  "/settings/leads/capture": {
    title: said("自动生成线索", "自動產生線索", "What makes leads"),
    purpose: said(
      "什么样的互动一来就成为线索，记成什么来源；还有放弃和退回线索时可选的原因。",
      "什麼樣的互動一來就成為線索，記成什麼來源；還有放棄和退回線索時可選的原因。",
      "Which interactions become leads at once and of which source; also the reasons for dropping a lead or giving it back.",
    ),
    deeds: [
      {
        what: said(
          "加一条：什么样的互动，记成什么来源",
          "加一條：什麼樣的互動，記成什麼來源",
          "Add one: which interactions, of which source",
        ),
      },
      {
        what: said(
          "拖动换次序；第一条符合的算数",
          "拖動換次序；第一條符合的算數",
          "Drag to reorder; the first that fits counts",
        ),
        keys: "↑ ↓",
      },
      { what: said("暂时停用一条", "暫時停用一條", "Switch one off for a while") },
      { what: said("写下放弃和退回的原因", "寫下放棄和退回的原因", "Word the reasons") },
    ],
    words: ["lead", "filter"],
    troubles: [
      {
        sign: said(
          "有人提交了表单，却没有线索",
          "有人送出了表單，卻沒有線索",
          "Somebody sent a form, but there is no lead",
        ),
        remedy: said(
          "看他是不是已有没了结的线索：新的来访会记在那一条里。再看条件和开关。",
          "看他是不是已有沒了結的線索：新的來訪會記在那一條裡。再看條件和開關。",
          "They may have an open lead: the form is a new touch of that. Then look at the conditions and the switch.",
        ),
      },
    ],
  },
  "/leads/fairness": {
    title: said("分配公平", "分配公平", "Fairness"),
    purpose: said(
      "线索分得均不均匀：按条数，也按它们能带来多少。每位同事怎么得到、多快回应、结果怎样。",
      "線索分得均不均勻：按條數，也按它們能帶來多少。每位同事怎麼得到、多快回應、結果怎樣。",
      "Whether leads are shared evenly, by number and by what they could bring; how each colleague got theirs, how soon they answered, and what came of it.",
    ),
    deeds: [
      { what: said("选一段时间", "選一段時間", "Choose a period") },
      {
        what: said(
          "点一个数字，看它由哪些线索得来",
          "點一個數字，看它由哪些線索得來",
          "Click a figure to see the leads behind it",
        ),
      },
      {
        what: said("停在一根条上，看怎么来的", "停在一根條上，看怎麼來的", "Rest on a bar to see how they came"),
      },
      { what: said("打印成一页纸", "列印成一頁紙", "Print it on a page"), keys: "mod P" },
    ],
    words: ["lead", "owner"],
    troubles: [
      {
        sign: said("条数均匀，价值不均匀", "條數均勻，價值不均勻", "Even by number, not by worth"),
        remedy: said(
          "好来源的线索集中在少数人手里。看规则里是谁在接那些来源，改成轮流。",
          "好來源的線索集中在少數人手裡。看規則裡是誰在接那些來源，改成輪流。",
          "Leads of good sources go to a few. See which rule gives those, and let it give them in turn.",
        ),
        leads: "/settings/leads",
      },
    ],
  },
}

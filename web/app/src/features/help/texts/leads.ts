// Help on leads: the lists and pools, one lead, registrations, disputes.

import { type HelpEntry, said } from "../entry"

export const leads: Record<string, HelpEntry> = {
  "/leads": {
    title: said("线索与公海", "線索與公海", "Leads and pools"),
    purpose: said(
      "有人表示了兴趣，还没有谈成生意：手上的、公海里等人领的、你看得到的全部。",
      "有人表示了興趣，還沒有談成生意：手上的、公海裡等人領的、你看得到的全部。",
      "Interests that are no sale yet: those you have, those that wait in pools, and all that you see.",
    ),
    deeds: [
      {
        what: said(
          "在公海里点“领取”；用 X 选中几条，一起领",
          "在公海裡點「領取」；用 X 選取幾條，一起領",
          "Claim from a pool with one click; select several with X and claim them together",
        ),
        keys: "X",
        leads: "/leads",
      },
      { what: said("新建一条线索", "新增一條線索", "Enter a lead"), keys: "C" },
      {
        what: said(
          "选一个公海，看今天还能领几条、手上还能放几条",
          "選一個公海，看今天還能領幾條、手上還能放幾條",
          "Choose a pool to see how many you may still claim today, and still hold",
        ),
      },
      {
        what: said(
          "选中后分给同事、放进公海，或者按规则分",
          "選取後分給同事、放進公海，或者按規則分",
          "Select and give to a colleague, into a pool, or by the rules",
        ),
      },
      {
        what: said(
          "看“自动回收”一列：快回公海的会变成黄色和红色，跟进一次就从头算",
          "看「自動回收」一欄：快回公海的會變成黃色和紅色，跟進一次就從頭算",
          "Watch the column “Goes back”: amber and red are near; any work on it starts the days anew",
        ),
      },
    ],
    words: ["lead", "pool", "filter", "owner"],
    troubles: [
      {
        sign: said("领不到", "領不到", "A claim is refused"),
        remedy: said(
          "提示里写着原因：被同事先领了、今天领满了、手上满了，或者你退回过它，要等到那一天。",
          "提示裡寫著原因：被同事先領了、今天領滿了、手上滿了，或者你退回過它，要等到那一天。",
          "The message says why: a colleague was quicker, your day or your hands are full, or you gave it back and have to wait.",
        ),
      },
      {
        sign: said("不能分给同事", "不能分給同事", "Colleagues are not offered"),
        remedy: said(
          "要有“分配线索、裁定争议”的权利，在“设置 · 角色”里给。手上的线索可以打开后转给别人。",
          "要有「分配線索、裁定爭議」的權利，在「設定 · 角色」裡給。手上的線索可以打開後轉給別人。",
          "That takes the right to share out leads, given under Settings, Roles. A lead of your own can be handed on from its page.",
        ),
      },
      {
        sign: said("我的线索不见了", "我的線索不見了", "A lead of mine is gone"),
        remedy: said(
          "太久没有跟进，自动回到了公海。打开它，“怎么转到这里”写着时间和原因。",
          "太久沒有跟進，自動回到了公海。打開它，「怎麼轉到這裡」寫著時間和原因。",
          "Nothing was done for too long, so it went back to its pool. Open it: “From hand to hand” says when and why.",
        ),
      },
    ],
  },
  "/leads/$id": {
    title: said("一条线索", "一條線索", "One lead"),
    purpose: said(
      "他想要什么、第一次从哪里来、经过谁的手、每个人做过什么。",
      "他想要什麼、第一次從哪裡來、經過誰的手、每個人做過什麼。",
      "What they want, how they first came, through whose hands it went, and what each has done.",
    ),
    deeds: [
      {
        what: said(
          "谈得成就转化：认出是不是老客户，选企业，建商机，一步完成",
          "談得成就轉化：認出是不是老客戶，選企業，建商機，一步完成",
          "Convert what can be sold: whether they are on file, their company and a deal, in one step",
        ),
      },
      {
        what: said(
          "接不了就退回公海，说明原因",
          "接不了就退回公海，說明原因",
          "Give back what you cannot take, and say why",
        ),
      },
      {
        what: said(
          "点“为什么”看每条规则说了什么",
          "點「為什麼」看每條規則說了什麼",
          "Open “Why” to read what each rule said",
        ),
      },
      {
        what: said(
          "觉得应该归你，就提出争议",
          "覺得應該歸你，就提出爭議",
          "Dispute it where you think it should be yours",
        ),
        leads: "/disputes",
      },
      { what: said("走到上一条或下一条", "走到上一條或下一條", "Go to the previous or the next one"), keys: "[ ]" },
    ],
    words: ["lead", "pool", "dispute"],
    troubles: [
      {
        sign: said("不能转手，也不会回收", "不能轉手，也不會回收", "It changes no hands and does not go back"),
        remedy: said(
          "它被锁定了。能保护和锁定的人可以在“更多”里解开。",
          "它被鎖定了。能保護和鎖定的人可以在「更多」裡解開。",
          "It is locked. Whoever may protect and lock can undo that under “More”.",
        ),
      },
    ],
  },
  "/registrations": {
    title: said("报备", "報備", "Registrations"),
    purpose: said(
      "还没有进系统、正要去谈的客户，先说一声，免得和同事撞上。",
      "還沒有進系統、正要去談的客戶，先說一聲，免得和同事撞上。",
      "Customers you are about to win and who are not on file: say so first, and no colleague gets in your way.",
    ),
    deeds: [
      { what: said("报备一位客户", "報備一位客戶", "Register a customer"), keys: "C", leads: "/registrations" },
      {
        what: said(
          "看有效到哪一天；线用完就过期",
          "看有效到哪一天；線用完就過期",
          "See until when each holds; the line runs out with it",
        ),
      },
      { what: said("不谈了就撤回", "不談了就撤回", "Withdraw one you do not pursue any more") },
    ],
    words: ["registration", "lead", "dispute"],
    troubles: [
      {
        sign: said("报备不了", "報備不了", "A registration is refused"),
        remedy: said(
          "同事的报备还有效，或者这位客户已经有线索。提示里写着是谁、到哪一天。",
          "同事的報備還有效，或者這位客戶已經有線索。提示裡寫著是誰、到哪一天。",
          "A colleague's holds still, or the customer has a lead. The message says whose, and until when.",
        ),
      },
    ],
  },
  "/disputes": {
    title: said("争议", "爭議", "Disputes"),
    purpose: said(
      "两位同事都认为一条线索该归自己时，在这里按证据裁定。",
      "兩位同事都認為一條線索該歸自己時，在這裡按證據裁定。",
      "Where two colleagues both hold a lead to be theirs, it is decided here by the evidence.",
    ),
    deeds: [
      {
        what: said("在线索上提出争议", "在線索上提出爭議", "Open a dispute from the lead"),
        leads: "/leads",
      },
      {
        what: said(
          "看待裁定的、已裁定的，或者全部",
          "看待裁定的、已裁定的，或者全部",
          "Look at those open, those decided, or all",
        ),
      },
      { what: said("打开一件，读双方的证据", "打開一件，讀雙方的證據", "Open one to read the evidence of both sides") },
    ],
    words: ["dispute", "lead", "registration"],
    troubles: [
      {
        sign: said("看不到某件争议", "看不到某件爭議", "A dispute is missing"),
        remedy: said(
          "只有双方和能裁定的人看得到。",
          "只有雙方和能裁定的人看得到。",
          "Only both sides and those who may decide see it.",
        ),
      },
    ],
  },
  "/disputes/$id": {
    title: said("一件争议", "一件爭議", "One dispute"),
    purpose: said(
      "双方的证据并排放着，由程序收集；双方说的话，和写明理由的裁定。双方看到的完全一样。",
      "雙方的證據並排放著，由程式收集；雙方的話，和寫明理由的裁定。雙方看到的完全一樣。",
      "The evidence of both sides beside each other, gathered by the program; what both said; the decision with its reasons. Both read the same.",
    ),
    deeds: [
      { what: said("补充事实", "補充事實", "Add facts") },
      {
        what: said(
          "裁定：维持、改归，或者按比例共享；理由必写",
          "裁定：維持、改歸，或者按比例共享；理由必寫",
          "Decide: it stays, it goes over, or both share; the reasons are required",
        ),
      },
      {
        what: said(
          "不服就申诉一次，由上一级终裁",
          "不服就申訴一次，由上一級終裁",
          "Appeal once; the next level up decides for good",
        ),
      },
      { what: said("想通了就撤回", "想通了就撤回", "Withdraw it") },
    ],
    words: ["dispute", "registration", "lead"],
    troubles: [
      {
        sign: said("我做过的事没有算进去", "我做過的事沒有算進去", "What I did is not counted"),
        remedy: said(
          "只算记在客户时间线里的电话、拜访、消息、备注。没有记的，在下面补充说明。",
          "只算記在客戶時間軸裡的電話、拜訪、訊息、備註。沒有記的，在下面補充說明。",
          "Only calls, visits, messages and notes in the customer's timeline count. Write below what was not recorded.",
        ),
      },
    ],
  },
}

// Help on selling: the pipeline, one deal, and how pipelines are set up.

import { type HelpEntry, said } from "../entry"

export const sales: Record<string, HelpEntry> = {
  "/sales": {
    title: said("销售流程", "銷售流程", "The pipeline"),
    purpose: said(
      "正在谈的每一笔生意：在哪个阶段、值多少、下一步什么时候。上面是这段期间离目标还有多远。",
      "正在談的每一筆生意：在哪個階段、值多少、下一步什麼時候。上面是這段期間離目標還有多遠。",
      "Every sale being talked about: its stage, its amount, its next step. Above it, how far the period is from its target.",
    ),
    deeds: [
      {
        what: said(
          "拖动卡片换阶段；阶段要的资料当场问",
          "拖動卡片換階段；階段要的資料當場問",
          "Drag a card to another stage; what the stage needs is asked at once",
        ),
      },
      {
        what: said(
          "用键盘换阶段：先走到卡片，再按 Alt 加左右方向键",
          "用鍵盤換階段：先走到卡片，再按 Alt 加左右方向鍵",
          "Move a card by keyboard: go to it, then Alt and the left or right arrow",
        ),
        keys: "Alt →",
      },
      {
        what: said(
          "在看板、列表、预测之间切换，筛选不变",
          "在看板、清單、預測之間切換，篩選不變",
          "Switch between board, list and forecast; the filter stays",
        ),
        leads: "/sales",
      },
      {
        what: said(
          "点一个数字，看它由哪些商机得来",
          "點一個數字，看它由哪些商機得來",
          "Click a figure to see the deals behind it",
        ),
      },
      {
        what: said(
          "卡片下面的细线是停留时间，变红就是超过了阶段的上限",
          "卡片下面的細線是停留時間，變紅就是超過了階段的上限",
          "The thin line on a card is its time in the stage; red means over the limit",
        ),
      },
      {
        what: said(
          "看板、列表连同筛选存成视图，钉到左边",
          "看板、清單連同篩選存成檢視，釘到左邊",
          "Save a board or list with its filter as a view, and pin it to the left",
        ),
      },
    ],
    words: ["deal", "pipeline", "weighted", "filter"],
    troubles: [
      {
        sign: said("合计比卡片加起来少", "合計比卡片加起來少", "A total is less than its cards add up to"),
        remedy: said(
          "有的币种没有汇率，那些金额没有计入。管理员在设置的销售流程里填上。",
          "有的幣別沒有匯率，那些金額沒有計入。管理員在設定的銷售流程裡填上。",
          "A currency has no rate, so its amounts are left out. An administrator sets it under Pipelines in the settings.",
        ),
        leads: "/settings/pipelines",
      },
      {
        sign: said("卡片移过去又回来了", "卡片移過去又回來了", "A card went back where it was"),
        remedy: said(
          "有人先移动了它，提示里写着是谁、移到哪里；或者你的角色不能移到那个阶段。",
          "有人先移動了它，提示裡寫著是誰、移到哪裡；或者你的角色不能移到那個階段。",
          "Somebody moved it first, and the message says who and where; or your role may not move deals there.",
        ),
      },
    ],
  },
  "/stale": {
    title: said("停滞与沉默", "停滯與沉默", "Stale and silent"),
    purpose: said(
      "哪些商机停住了、哪些线索没人跟、哪些买过的客户没了音讯；每一行都写着为什么、多久了。",
      "哪些商機停住了、哪些線索沒人跟、哪些買過的客戶沒了音訊；每一列都寫著為什麼、多久了。",
      "Which deals stand still, which leads nobody works on, of which customers nothing is heard; each with why and for how long.",
    ),
    deeds: [
      {
        what: said(
          "点行尾的日历，当场安排一件事；安排好了，它就从名单里走了",
          "點列尾的日曆，當場安排一件事；安排好了，它就從名單裡走了",
          "Press the calendar at the end of a row to plan something; once planned, it leaves the list",
        ),
      },
      {
        what: said(
          "上下走，在侧边打开，或打开整页",
          "上下走，在側邊打開，或打開整頁",
          "Move, open beside the list, or open the page",
        ),
        keys: "J K · Enter · Shift Enter",
      },
      {
        what: said(
          "在我的、团队、全部之间换；看不到别人的，没有这个开关",
          "在我的、團隊、全部之間換；看不到別人的，沒有這個開關",
          "Switch between mine, the team's and all; who sees only their own has no switch",
        ),
      },
      {
        what: said(
          "点“怎么算”，看每个原因的意思；管理员在那里改天数",
          "點「怎麼算」，看每個原因的意思；管理員在那裡改天數",
          "Press “How it is reckoned” to see what each reason means; administrators change the days there",
        ),
      },
    ],
    words: ["deal", "lead", "owner"],
    troubles: [
      {
        sign: said(
          "一个商机明明有安排，还在名单里",
          "一筆商機明明有安排，還在名單裡",
          "A deal has a plan and is still listed",
        ),
        remedy: said(
          "看它的原因：它在一个阶段里停得比上限久。换阶段，或请管理员改这个阶段的上限。",
          "看它的原因：它在一個階段裡停得比上限久。換階段，或請管理員改這個階段的上限。",
          "Look at its reason: it has been in its stage for longer than that allows. Move it, or ask an administrator to change what the stage allows.",
        ),
        leads: "/settings/pipelines",
      },
    ],
  },
  "/performance": {
    title: said("绩效", "績效", "Performance"),
    purpose: said(
      "每位同事、每个团队这一期做得怎样，比之前多还是少，以及为什么。",
      "每位同事、每個團隊這一期做得怎樣，比之前多還是少，以及為什麼。",
      "How each colleague and each team does in a period, whether that is more or less than before, and why.",
    ),
    deeds: [
      {
        what: said(
          "选一期，再选和上一期比还是和去年同期比",
          "選一期，再選和上一期比還是和去年同期比",
          "Choose a period, and whether it is compared with the span before or a year before",
        ),
      },
      {
        what: said(
          "点一个数字，看它背后的名单",
          "點一個數字，看它背後的名單",
          "Click a figure to see the rows behind it",
        ),
      },
      {
        what: said(
          "点列头排序；右上角选列",
          "點欄頭排序；右上角選欄",
          "Click a head to sort; choose columns at the right",
        ),
      },
      {
        what: said(
          "点“为什么”：金额的变化拆成结束的商机数、赢单率、每单金额，再看它从哪里来、为什么输单",
          "點「為什麼」：金額的變化拆成結束的商機數、贏單率、每單金額，再看它從哪裡來、為什麼輸單",
          "Press “Why”: the change is parted into how many deals were closed, the share won and their size; then where it comes from, and why deals were lost",
        ),
      },
    ],
    words: ["deal", "lead", "pipeline"],
    troubles: [
      {
        sign: said("少了一位同事", "少了一位同事", "A colleague is missing"),
        remedy: said(
          "只列你看得到的同事。请管理员在角色里放宽你能看的范围。",
          "只列你看得到的同事。請管理員在角色裡放寬你能看的範圍。",
          "Only colleagues whose rows you may see are listed. An administrator can widen that in your role.",
        ),
        leads: "/settings/roles",
      },
      {
        sign: said("目标达成那一列是空的", "目標達成那一欄是空的", "The share of the target is empty"),
        remedy: said(
          "这一期还没给他定目标。在销售流程的预测里定。",
          "這一期還沒給他訂目標。在銷售流程的預測裡訂。",
          "No target is set for this period. Set it in the forecast of the pipeline.",
        ),
        leads: "/sales",
      },
    ],
  },
  "/sales/$id": {
    title: said("一笔商机", "一筆商機", "One deal"),
    purpose: said(
      "它走过哪些阶段、还要什么才能往前、谁拍板、卖的是什么。",
      "它走過哪些階段、還要什麼才能往前、誰拍板、賣的是什麼。",
      "Which stages it went through, what it needs to go on, who decides, and what is sold.",
    ),
    deeds: [
      {
        what: said(
          "用按钮进入下一阶段、赢单或输单；还缺的就在按钮下面填",
          "用按鈕進入下一階段、贏單或輸單；還缺的就在按鈕下面填",
          "Go on, win or lose it by the buttons; fill what is missing right below them",
        ),
      },
      {
        what: said(
          "点一个值就地修改，回车保存，Esc 还原",
          "點一個值就地修改，Enter 儲存，Esc 還原",
          "Click a value to change it in place; Enter saves, Esc restores",
        ),
      },
      {
        what: said("给每个人定一个角色", "給每個人定一個角色", "Give each person a role"),
      },
      {
        what: said(
          "列出项目，金额由数量、单价、折扣算出",
          "列出項目，金額由數量、單價、折扣算出",
          "List what is sold; quantity, price and discount make the amount",
        ),
      },
      {
        what: said("走到上一个或下一个商机", "走到上一個或下一個商機", "Go to the previous or the next deal"),
        keys: "[ ]",
      },
    ],
    words: ["deal", "weighted", "owner"],
    troubles: [
      {
        sign: said("金额改了又变回去", "金額改了又變回去", "The amount changes back"),
        remedy: said(
          "列了项目以后，金额由项目算出。改项目，或者把项目全部去掉。",
          "列了項目以後，金額由項目算出。改項目，或者把項目全部去掉。",
          "Once there are lines the amount follows from them. Change the lines, or remove them all.",
        ),
      },
      {
        sign: said("按钮是灰的", "按鈕是灰的", "A button is grey"),
        remedy: said(
          "你的角色不能把商机移到那个阶段。请主管来移，或请管理员改流程。",
          "你的角色不能把商機移到那個階段。請主管來移，或請管理員改流程。",
          "Your role may not move deals into that stage. Ask your lead to do it, or an administrator to change the pipeline.",
        ),
      },
    ],
  },
  "/settings/pipelines": {
    title: said("设置销售流程", "設定銷售流程", "Setting up pipelines"),
    purpose: said(
      "商机要走的阶段、每个阶段要填什么、谁能移进去；还有输单原因和汇率。",
      "商機要走的階段、每個階段要填什麼、誰能移進去；還有輸單原因和匯率。",
      "The stages deals go through, what each needs, and who may move deals into it; also why deals are lost, and rates.",
    ),
    deeds: [
      {
        what: said("新建一个流程，或改它的阶段", "新增一個流程，或改它的階段", "Make a pipeline, or change its stages"),
      },
      {
        what: said(
          "给阶段定赢率和停留上限",
          "給階段定贏率和停留上限",
          "Give a stage its chance of winning and its limit of days",
        ),
      },
      {
        what: said(
          "选出进入阶段前必填的字段",
          "選出進入階段前必填的欄位",
          "Choose the fields that must be filled before a deal enters",
        ),
        leads: "/settings/fields",
      },
      {
        what: said("写下输单原因，输单时从中选", "寫下輸單原因，輸單時從中選", "Word the reasons for losing a deal"),
      },
      {
        what: said(
          "填汇率，别的币种的金额才能计入合计",
          "填匯率，別的幣別的金額才能計入合計",
          "Set rates, so that amounts in other currencies count in totals",
        ),
      },
    ],
    words: ["pipeline", "role", "field"],
    troubles: [
      {
        sign: said("一个阶段去不掉", "一個階段去不掉", "A stage cannot be removed"),
        remedy: said(
          "里面还有商机。先在看板上把它们移走，再去掉阶段。",
          "裡面還有商機。先在看板上把它們移走，再去掉階段。",
          "Deals still stand in it. Move them on the board first, then remove the stage.",
        ),
        leads: "/sales",
      },
    ],
  },
}

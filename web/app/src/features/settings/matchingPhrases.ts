import { definePhrases } from "@ui/phrases"

export const matchingPhrases = definePhrases(
  {
    title: "查重与合并",
    alone: "最有把握的自动合并",
    aloneText: "关上时，每一对疑似重复都由人来定。",
    above: "把握达到多少才合并",
    aboveText: "越高，自动合并得越少，也越少出错；达不到的照旧进入待核对。",
    never: "两个各有账号或会员编号的客户，程序绝不合并；有人判定不同或拆开过的也不再碰。每次自动合并都可以撤销。",
    merged: "看已合并的客户",
    isOn: "把握达到 {share} 的，将自动合并",
    isOff: "不再自动合并",
  },
  {
    "zh-TW": {
      title: "查重與合併",
      alone: "最有把握的自動合併",
      aloneText: "關上時，每一對疑似重複都由人來定。",
      above: "把握達到多少才合併",
      aboveText: "越高，自動合併得越少，也越少出錯；達不到的照舊進入待核對。",
      never: "兩個各有帳號或會員編號的客戶，程式絕不合併；有人判定不同或拆開過的也不再碰。每次自動合併都可以復原。",
      merged: "看已合併的客戶",
      isOn: "把握達到 {share} 的，將自動合併",
      isOff: "不再自動合併",
    },
    en: {
      title: "Duplicates",
      alone: "Merge the surest by itself",
      aloneText: "While this is off, people decide on every pair.",
      above: "From which certainty on",
      aboveText: "Higher merges less and errs less; what does not reach it waits for review as before.",
      never:
        "Two people with an account or a member number each are never merged by the program, and what somebody called different or took apart is left alone. Every automatic merge can be undone.",
      merged: "See what was merged",
      isOn: "Pairs from {share} certainty on are merged by themselves",
      isOff: "Nothing is merged by itself any more",
    },
  },
)

import { definePhrases } from "@ui/phrases"

export const offerPhrases = definePhrases(
  {
    title: "可以一起推荐",
    add: "加上",
    addOf: "加上 {name}",
    instead: "换成它",
    insteadOf: "换成它：{name}",
    taken: "已写上“{name}”",
    more: "还有 {n} 项",
    larger: "“{name}”的大一号",
    better: "买过“{bought}”、后来也买它的人里，{share} 是先买前者再换成它",
  },
  {
    "zh-TW": {
      title: "可以一起推薦",
      add: "加上",
      addOf: "加上 {name}",
      instead: "換成它",
      insteadOf: "換成它：{name}",
      taken: "已寫上「{name}」",
      more: "還有 {n} 項",
      larger: "「{name}」的大一號",
      better: "買過「{bought}」、後來也買它的人裡，{share} 是先買前者再換成它",
    },
    en: {
      title: "Also worth offering",
      add: "Add",
      addOf: "Add {name}",
      instead: "Instead",
      insteadOf: "Instead: {name}",
      taken: "“{name}” is on the quote",
      more: "{n} more",
      larger: "The next size of {name}",
      better: "Of those who bought {bought} and this, {share} went on from the one to the other",
    },
  },
)

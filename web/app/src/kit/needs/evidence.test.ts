import type { Need } from "@api/contract"
import { makeFormat } from "@ui/format"
import { translator } from "@ui/phrases"
import { describe, expect, it } from "vitest"
import { findFor, orderEvidence, titleOf } from "./evidence"
import { needPhrases } from "./phrases"

const NOW = new Date("2026-11-30T04:00:00Z")
const say = (locale: "zh-CN" | "en", need: Partial<Need>) =>
  orderEvidence(
    { kind: "due", what: "秋茶", score: 0.9, evidence: {}, ...need } as Need,
    translator(needPhrases, locale),
    makeFormat(locale, "Asia/Shanghai", () => NOW),
  )

describe("the sentence of a need", () => {
  const due = { times: 6, every_days: 30.4, last_at: "2026-10-16T02:00:00Z", rhythm: "own" as const }

  it("says how often, in which rhythm and how long ago, by its own rhythm or that of others", () => {
    expect(say("en", { evidence: due })).toBe("Bought 6 times, about every 30 days, last 45 days ago")
    expect(say("zh-CN", { evidence: due })).toBe("买过 6 次，约每 30 天一次，上次在 45 天前")
    expect(say("en", { evidence: { ...due, times: 1, rhythm: "others" } })).toBe(
      "Bought 1 time; its buyers come back about every 30 days. Last 45 days ago",
    )
  })

  it("says who bought both, how many of them, and how much more than by chance", () => {
    const evidence = { bought: "精华油", both: 41, share: 0.337, lift: 3.14 }
    expect(say("en", { kind: "together", evidence })).toBe(
      "34% of those who bought 精华油 bought it too, 3.1× as often as by chance; 41 customers",
    )
    expect(say("zh-CN", { kind: "together", evidence })).toBe(
      "买了“精华油”的人里有 34% 也买了它，是偶然的 3.1 倍，共 41 位",
    )
  })

  it("is none where the server told too little, and where words speak for the need", () => {
    expect(say("en", { evidence: { times: 6 } })).toBeNull()
    expect(say("en", { kind: "together", evidence: { bought: "精华油" } })).toBeNull()
    expect(say("en", { kind: "asked", evidence: { text: "有货吗" } })).toBeNull()
  })
})

describe("what to look for on the timeline", () => {
  it("is what they want if they named it, else how they began", () => {
    expect(findFor("护手霜", { text: "上次买的护手霜很好用，再来两支" })).toBe("护手霜")
    expect(findFor("安瓿面膜 5 片", { text: "那个面膜还有吗？急用" })).toBe("那个面膜还有吗")
    expect(findFor("Serum", { text: "Do you still have the oil that my mother liked so much" })).toBe("Do you still")
  })

  it("is how they began where the whole sentence is all that is known", () => {
    const text = "想买点东西送人，你们有什么推荐的，最好是春茶"
    expect(findFor(text, { text })).toBe("想买点东西送人")
    const t = translator(needPhrases, "zh-CN")
    expect(titleOf({ kind: "asked", what: text, evidence: { text } } as Need, t)).toBe("问起过")
    expect(titleOf({ kind: "asked", what: "春茶", evidence: { text } } as Need, t)).toBe("春茶")
  })

  it("is nothing where nothing was said", () => {
    expect(findFor("护手霜", {})).toBeUndefined()
    expect(findFor("护手霜", { text: "  " })).toBeUndefined()
  })
})

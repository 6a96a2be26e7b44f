import type { Notice } from "@api/contract"
import { cleanup, render } from "@testing-library/react"
import { LocaleProvider } from "@ui/phrases"
import { afterEach, expect, test } from "vitest"
import { useNoticeWords } from "./Notices"

afterEach(cleanup)

const MAYA = { id: "usr_5", name: "Maya" }
const about = (more: Partial<Notice>): Notice => ({
  id: "ntc_1",
  at: "2026-11-30T01:00:00Z",
  kind: "lead",
  by: null,
  object: "lead",
  row: null,
  detail: null,
  read: false,
  ...more,
})

function Words({ of }: { of: Notice }) {
  return useNoticeWords()(of)
}

function told(locale: "zh-CN" | "zh-TW" | "en", notice: Notice): string | null {
  const { container, unmount } = render(
    <LocaleProvider locale={locale}>
      <Words of={notice} />
    </LocaleProvider>,
  )
  const text = container.textContent
  unmount()
  return text
}

test("several leads are told at once, by number", () => {
  const n = 12
  expect(told("zh-CN", about({ detail: { did: "given", n } }))).toBe("分配规则把 12 条线索给了你")
  expect(told("zh-CN", about({ by: MAYA, detail: { did: "given", n } }))).toBe("Maya 把 12 条线索交给你")
  expect(told("zh-TW", about({ detail: { did: "returned", n } }))).toBe("12 條線索太久沒有跟進，回了公海")
  expect(told("en", about({ by: MAYA, detail: { did: "taken", n } }))).toBe("12 leads of yours went to a colleague")
})

test("one lead is named, and not where the reader does not see it any more", () => {
  const row = { id: "lea_1", name: "林晓梅" }
  expect(told("zh-CN", about({ row, detail: { did: "given", n: 1 } }))).toBe("分配规则把线索 林晓梅 给了你")
  expect(told("zh-CN", about({ detail: { did: "taken" } }))).toBe("一条你看不到的线索有变动")
})

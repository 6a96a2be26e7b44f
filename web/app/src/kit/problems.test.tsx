import { Failure } from "@api/client"
import { cleanup, render } from "@testing-library/react"
import { LocaleProvider } from "@ui/phrases"
import { afterEach, expect, test } from "vitest"
import { ProblemWords } from "./problems"

afterEach(cleanup)

const told = (locale: "zh-CN" | "zh-TW" | "en", problem: Partial<Failure["problem"]>): string => {
  const { unmount } = render(
    <LocaleProvider locale={locale}>
      <ProblemWords />
    </LocaleProvider>,
  )
  unmount()
  return new Failure({ status: 400, code: "x", message: "the server's words", ...problem }).message
}

test("a known problem is told in the reader's language, an unknown one in the server's words", () => {
  expect(told("zh-CN", { code: "already_undone" })).toBe("已经撤销过了")
  expect(told("en", { code: "already_undone" })).toBe("This was already taken back")
  expect(told("zh-TW", { code: "never_heard_of" })).toBe("the server's words")
})

test("a rule is told in words, the workspace's own where it has some", () => {
  const rule = (code: string) => ({ code: "invalid", fields: [{ field: "x_卡号", code, message: "如 AB-0001" }] })
  expect(told("zh-CN", rule("required"))).toBe("卡号必填")
  expect(told("zh-CN", rule("not_unique"))).toBe("别的记录已有同样的卡号")
  expect(told("en", rule("says"))).toBe("如 AB-0001")
})

test("a field at fault is named as the page names it", () => {
  const wrong = { field: "birth_date", code: "in_the_future", message: "" }
  expect(told("zh-CN", { code: "invalid", fields: [wrong] })).toBe("生日不能在将来")
  expect(told("en", { code: "invalid", fields: [wrong, { ...wrong, code: "no_word_for_this" }] })).toBe(
    "the server's words",
  )
})

test("what is wrong in one of several lines is told with the number of the line", () => {
  const wrong = { field: "variants.2.price", code: "not_an_amount", message: "" }
  expect(told("zh-CN", { code: "invalid", fields: [wrong] })).toBe("第 3 行：价格要填金额，如 12.50")
  expect(told("en", { code: "invalid", fields: [{ ...wrong, field: "lines.0.discount", code: "out_of_range" }] })).toBe(
    "Line 1: Discount is out of range",
  )
})

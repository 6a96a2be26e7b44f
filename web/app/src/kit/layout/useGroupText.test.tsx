import type { Field, FieldType } from "@api/contract"
import { QueryClientProvider } from "@tanstack/react-query"
import { cleanup, renderHook } from "@testing-library/react"
import { afterEach, expect, it, vi } from "vitest"
import { fakePages } from "../../../fake/page"
import { queryClient } from "../queries"
import { useGroupText } from "./useGroupText"

// Colleagues are read from the fake company.
fakePages()
afterEach(cleanup)

const field = (type: FieldType): Field => ({ key: "x_it", type, custom: true, editable: true, sortable: true })
const texts = (labelOf?: (value: string) => string) =>
  renderHook(() => useGroupText(labelOf), {
    wrapper: ({ children }) => <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>,
  }).result.current

it("calls records and colleagues by the name that the server gives, without waiting for rows", () => {
  const labelOf = vi.fn((value: string) => value)
  const said = texts(labelOf)
  expect(said(field("link"), { value: "com_1", label: "木禾" })).toBe("木禾")
  expect(said(field("user"), { value: "usr_gone", label: "离职的同事" })).toBe("离职的同事")
  expect(labelOf).not.toHaveBeenCalled()
})

it("never shows the id of a record that the reader may not see", () => {
  expect(texts()(field("link"), { value: "com_1" })).toBe("你看不到的记录")
})

it("says words as the list calls them, everything else as the field does, and that there is no value", () => {
  const said = texts((value) => `“${value}”`)
  expect(said(field("text"), { value: "web" })).toBe("“web”")
  expect(said(field("percent"), { value: "20" })).toBe("20%")
  expect(said(field("link"), { value: null })).toBe("未填")
})

import type { QuoteRow } from "@api/contract"
import { expect, it } from "vitest"
import { byNumber } from "./DealQuotes"

const row = (number: string, version: number): QuoteRow => ({
  id: `${number}v${version}`,
  number,
  version,
  deal: { id: "del_1", name: "年节礼盒" },
  person: null,
  company: null,
  owner: null,
  state: "sent",
  currency: "CNY",
  total: "1.00",
  valid_until: null,
  sent_at: null,
  seen_at: null,
  closed_at: null,
  asked: false,
  updated_at: "2026-11-30T01:54:00Z",
})

it("quotes of a deal stand by their newest version, the older ones below it", () => {
  const groups = byNumber([row("QT-2", 1), row("QT-1", 1), row("QT-1", 3), row("QT-1", 2)])
  expect(groups.map((versions) => versions.map(({ id }) => id))).toEqual([["QT-2v1"], ["QT-1v3", "QT-1v2", "QT-1v1"]])
})

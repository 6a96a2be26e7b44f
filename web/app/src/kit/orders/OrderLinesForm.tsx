// The lines of an order that is written: found in the catalogue or free, with what they come to so far.

import "./orders.css"
import type { PriceFound } from "@api/contract"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { FindVariant } from "../FindVariant"
import { foundOf, freeLine, isWrong, type LineDraft, pickedLine, totalOf } from "./drafts"
import { takePhrases } from "./phrases"

interface OrderLinesFormProps {
  lines: LineDraft[]
  person: string | null
  currency: string
  found: PriceFound[] | undefined
  /** Whether what is wrong is marked. */
  tried: boolean
  onLines: (change: (now: LineDraft[]) => LineDraft[]) => void
}

const nextKey = (lines: LineDraft[]) => Math.max(-1, ...lines.map(({ key }) => key)) + 1

export function OrderLinesForm({ lines, person, currency, found, tried, onLines }: OrderLinesFormProps) {
  const t = usePhrases(takePhrases)
  const format = useFormat()
  const change = (key: number, part: Partial<LineDraft>) =>
    onLines((now) => now.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const { total, whole } = totalOf(lines, found)
  const input = (line: LineDraft, key: "name" | "quantity" | "price" | "discount", placeholder?: string) => (
    <input
      className={key === "name" ? "input" : "input figure"}
      aria-label={t(key === "name" ? "item" : key)}
      title={t(key === "name" ? "item" : key)}
      inputMode={key === "name" ? "text" : "decimal"}
      maxLength={200}
      autoComplete="off"
      placeholder={placeholder ?? t(key === "name" ? "item" : key)}
      value={line[key]}
      aria-invalid={(tried && key === "name" && isWrong(line, found)) || undefined}
      onFocus={(event) => key !== "name" && event.target.select()}
      onChange={(event) => change(line.key, { [key]: event.target.value })}
    />
  )
  return (
    <fieldset className="take-lines">
      <legend className="hidden-visually">{t("lines")}</legend>
      {lines.length > 0 && (
        <div className="take-line is-head small quiet" aria-hidden="true">
          <span>{t("item")}</span>
          <span>{t("quantity")}</span>
          <span>{t("price")}</span>
          <span>{t("discount")}</span>
        </div>
      )}
      {lines.map((line, at) => {
        const price = foundOf(line, found)
        return (
          <div key={line.key} className="take-line">
            {input(line, "name")}
            {input(line, "quantity")}
            {input(line, "price", price?.price ?? undefined)}
            {input(line, "discount", "0")}
            <IconButton
              icon="close"
              small
              label={t("dropLine", { n: at + 1 })}
              onClick={() => onLines((now) => now.filter((one) => one.key !== line.key))}
            />
            {price?.list && line.price === "" && (
              <span className="small quiet take-list">{t("byList", { list: price.list.name })}</span>
            )}
          </div>
        )
      })}
      <FindVariant
        label={t("addLine")}
        labelled
        currency={currency}
        person={person}
        there={new Set(lines.flatMap(({ variant }) => variant ?? []))}
        onPick={(picked) => onLines((now) => [...now, pickedLine(nextKey(now), picked)])}
        onFree={(text) => onLines((now) => [...now, freeLine(nextKey(now), text)])}
      />
      {lines.length > 0 && (
        <p className="strong take-total">
          {t(whole ? "total" : "totalSome")} {format.money(total, currency)}
        </p>
      )}
    </fieldset>
  )
}

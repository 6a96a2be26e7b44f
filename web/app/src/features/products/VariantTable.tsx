// The variants of a product, each written cell by cell where it stands: code, price, cost, sold still or not.
// Enter and the arrows go on to the next line; cells copied from a spreadsheet fill those below.

import type { Product, ProductVariant, ProductVariantWish } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from "react"
import { readTable } from "../../kit/cells/table"
import { typedAmount } from "../../kit/decimal"
import { choiceOf } from "../../kit/products"
import { productPhrases } from "./productPhrases"

type Column = "code" | "price" | "cost"

interface Cell {
  at: number
  column: Column
  text: string
}

interface VariantTableProps {
  product: Product
  onVariants: (variants: ProductVariantWish[], text: string) => Promise<boolean>
}

export function VariantTable({ product, onVariants }: VariantTableProps) {
  const t = usePhrases(productPhrases)
  const format = useFormat()
  const list = useRef<HTMLUListElement>(null)
  const [fault, setFault] = useState<Cell | null>(null)
  const { variants, may_edit: mayEdit, row } = product
  const several = variants.length > 1 || product.choices.length > 0
  const columns: Column[] = mayEdit ? ["code", "price", "cost"] : ["code", "price"]
  const nameOf = (one: ProductVariant) => choiceOf(one) || one.code

  /** The variants with some cells written anew, or what is wrong with one of them. */
  const written = (cells: Cell[]): { next?: ProductVariantWish[]; fault?: Cell } => {
    const next: ProductVariantWish[] = variants.map((one) => ({ ...one }))
    for (const cell of cells) {
      const line = next[cell.at]
      const wrong = (text: string) => ({ fault: { at: cell.at, column: cell.column, text } })
      if (!line) continue
      if (cell.column === "code") {
        const code = cell.text.trim()
        if (code === "") return wrong(t("needCode"))
        line.code = code
        if (next.some((one, at) => at !== cell.at && one.code.toLowerCase() === code.toLowerCase()))
          return wrong(t("twice", { code }))
      } else {
        const text = typedAmount(cell.text)
        if (text === null) return wrong(t("wrongAmount"))
        line[cell.column] = text === "" ? null : text
      }
    }
    return { next }
  }
  const said = (cell: { at: number; column: Column }, next: ProductVariantWish[]): string => {
    const line = next[cell.at]
    const code = line?.code ?? ""
    if (cell.column === "code") return t("codeSet", { code })
    const amount = line?.[cell.column]
    if (amount === null || amount === undefined) return t(cell.column === "price" ? "priceGone" : "costGone", { code })
    return t(cell.column === "price" ? "priceSet" : "costSet", { code, price: format.money(amount, row.currency) })
  }
  const save = async (cells: Cell[]): Promise<boolean> => {
    const done = written(cells)
    setFault(done.fault ?? null)
    const [first] = cells
    if (!done.next || !first) return false
    return onVariants(done.next, cells.length === 1 ? said(first, done.next) : t("pasted", { n: cells.length }))
  }
  const leave = async (input: HTMLInputElement, at: number, column: Column, held: string) => {
    if (input.value.trim() === held) return setFault(null)
    const sound = await save([{ at, column, text: input.value }])
    // What is wrong stays to be put right; what the server did not take goes back to what stands.
    if (!sound && written([{ at, column, text: input.value }]).next) input.value = held
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>, at: number, column: Column, held: string) => {
    if (event.nativeEvent.isComposing) return
    const input = event.currentTarget
    const go = (to: number) => list.current?.querySelector<HTMLInputElement>(`[data-cell="${to} ${column}"]`)
    if (event.key === "Escape" && input.value !== held) {
      event.stopPropagation()
      input.value = held
      setFault(null)
    } else if (event.key === "Enter" || event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      const next = go(event.key === "ArrowUp" ? at - 1 : at + 1)
      if (next) next.focus()
      else if (event.key === "Enter") input.blur()
    }
  }
  const onPaste = (event: ClipboardEvent<HTMLInputElement>, at: number, column: Column) => {
    const text = event.clipboardData.getData("text/plain")
    if (!/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    const table = readTable(text, event.clipboardData.getData("text/html"))
    const from = columns.indexOf(column)
    const cells = table.flatMap((line, down) =>
      line.flatMap((cell, along) => {
        const under = columns[from + along]
        return under && at + down < variants.length ? [{ at: at + down, column: under, text: cell }] : []
      }),
    )
    void save(cells)
  }
  return (
    <>
      <ul
        ref={list}
        className={["variant-list", several && "is-several", mayEdit && "has-cost"].filter(Boolean).join(" ")}
      >
        <li className="variant-row is-head small quiet" aria-hidden="true">
          {several && <span>{t("variant")}</span>}
          {columns.map((column) => (
            <span key={column} className={column === "code" ? undefined : "figure"}>
              {t(column)}
            </span>
          ))}
          {several && <span className="figure">{t("live")}</span>}
        </li>
        {variants.map((one, at) => (
          <li key={one.id} className={one.live ? "variant-row" : "variant-row is-off"}>
            {several && (
              <span className="cut variant-name" title={nameOf(one)}>
                {nameOf(one)}
              </span>
            )}
            {columns.map((column) => {
              const held = one[column] ?? ""
              const money = column !== "code"
              if (!mayEdit)
                return (
                  <span key={column} className={money ? "figure" : "product-code cut"}>
                    {!money ? one.code : one.price === null ? t("onRequest") : format.money(one.price, row.currency)}
                  </span>
                )
              return (
                <input
                  key={`${column}${held}`}
                  data-cell={`${at} ${column}`}
                  className={money ? "input figure" : "input product-code"}
                  aria-label={t("cellOf", { variant: nameOf(one), column: t(column) })}
                  aria-invalid={(fault?.at === at && fault.column === column) || undefined}
                  inputMode={money ? "decimal" : undefined}
                  placeholder={column === "price" ? t("onRequest") : money ? "—" : undefined}
                  maxLength={60}
                  autoComplete="off"
                  spellCheck={false}
                  defaultValue={held}
                  onFocus={(event) => event.target.select()}
                  onBlur={(event) => void leave(event.currentTarget, at, column, held)}
                  onKeyDown={(event) => onKey(event, at, column, held)}
                  onPaste={(event) => onPaste(event, at, column)}
                />
              )
            })}
            {several &&
              (mayEdit ? (
                <label className="variant-live">
                  <input
                    type="checkbox"
                    className="tick"
                    aria-label={t("cellOf", { variant: nameOf(one), column: t("live") })}
                    checked={one.live}
                    onChange={(event) => {
                      const live = event.target.checked
                      void onVariants(
                        variants.map((other) => (other.id === one.id ? { ...other, live } : other)),
                        t(live ? "variantOn" : "variantOff", { code: one.code }),
                      )
                    }}
                  />
                </label>
              ) : (
                <span className="small quiet figure">{!one.live && t("off")}</span>
              ))}
          </li>
        ))}
      </ul>
      {fault && (
        <p className="field-problem" role="alert">
          {fault.text}
        </p>
      )}
    </>
  )
}

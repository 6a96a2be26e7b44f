// What is sold, line by line; the amount of the deal follows from them.

import type { Deal, DealLineWish } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useState } from "react"
import { lineAmount, sumOf } from "../../kit/decimal"
import { FormProblem } from "../../kit/FormProblem"
import { dealPhrases } from "./dealPhrases"
import type { DealActions } from "./useDealActions"

interface DealLinesProps {
  deal: Deal
  actions: DealActions
}

export function DealLines({ deal, actions }: DealLinesProps) {
  const t = usePhrases(dealPhrases)
  const [editing, setEditing] = useState(false)
  const { lines, may_edit: mayEdit } = deal
  if (lines.length === 0 && !mayEdit) return null
  return (
    <section className="deal-part" aria-label={t("lines")}>
      <h2 className="section-head">
        {t("lines")}
        {mayEdit && !editing && (
          <button type="button" className="link small end" onClick={() => setEditing(true)}>
            {t(lines.length === 0 ? "addLines" : "editLines")}
          </button>
        )}
      </h2>
      {editing ? (
        <LinesForm deal={deal} actions={actions} onDone={() => setEditing(false)} />
      ) : lines.length === 0 ? (
        <p className="small quiet">{t("lineHint")}</p>
      ) : (
        <LinesTable deal={deal} />
      )}
    </section>
  )
}

function LinesTable({ deal: { lines, row } }: { deal: Deal }) {
  const t = usePhrases(dealPhrases)
  const format = useFormat()
  const money = (amount: string) => format.money(amount, row.currency)
  const cut = lines.some((line) => Number(line.discount) !== 0)
  return (
    <table className="plain-table deal-lines">
      <thead>
        <tr>
          <th>{t("line")}</th>
          <th className="figure">{t("quantity")}</th>
          <th className="figure">{t("price")}</th>
          {cut && <th className="figure">{t("discount")}</th>}
          <th className="figure">{t("lineAmount")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, at) => (
          <tr key={`${at}${line.name}`}>
            <td>{line.name}</td>
            <td className="figure">{format.decimal(line.quantity)}</td>
            <td className="figure">{money(line.price)}</td>
            {cut && <td className="figure">{Number(line.discount) !== 0 && format.decimal(line.discount)}</td>}
            <td className="figure">{money(line.amount)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={cut ? 4 : 3}>{t("total")}</td>
          <td className="figure">{money(sumOf(lines.map((line) => line.amount)))}</td>
        </tr>
      </tfoot>
    </table>
  )
}

/** Rows that are written in place keep their identity while others come and go. */
type Draft = DealLineWish & { key: number }
const EMPTY: DealLineWish = { name: "", quantity: "1", price: "", discount: "0" }
const isEmpty = (line: DealLineWish) => line.name.trim() === "" && line.price.trim() === ""

interface LinesFormProps extends DealLinesProps {
  onDone: () => void
}

function LinesForm({ deal: { lines, row }, actions, onDone }: LinesFormProps) {
  const t = usePhrases(dealPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const [drafts, setDrafts] = useState<Draft[]>(() =>
    (lines.length > 0 ? lines : [EMPTY]).map(({ name, quantity, price, discount }, key) => ({
      name,
      quantity,
      price,
      discount,
      key,
    })),
  )
  const [wrong, setWrong] = useState(false)
  const save = useMutation({ mutationFn: (wish: DealLineWish[]) => actions.onLines(wish), onSuccess: onDone })
  const change = (key: number, part: Partial<DealLineWish>) =>
    setDrafts((now) => now.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const filled = drafts.filter((line) => !isEmpty(line))
  const bad = (line: DealLineWish) =>
    line.name.trim() === "" || lineAmount(line) === null || !(Number(line.quantity) > 0)
  const figure = (line: Draft, key: "quantity" | "price" | "discount") => (
    <input
      className="input figure"
      aria-label={t(key)}
      title={t(key)}
      inputMode="decimal"
      autoComplete="off"
      value={line[key]}
      aria-invalid={(wrong && !isEmpty(line) && Number.isNaN(Number(line[key] || "x"))) || undefined}
      onFocus={(event) => event.target.select()}
      onChange={(event) => change(line.key, { [key]: event.target.value })}
    />
  )
  return (
    <form
      className="lines-form"
      onSubmit={(event) => {
        event.preventDefault()
        const refused = filled.some(bad)
        setWrong(refused)
        if (refused) return
        save.mutate(
          filled.map(({ name, quantity, price, discount }) => ({
            name: name.trim(),
            quantity: quantity.trim(),
            price: price.trim(),
            discount: discount.trim() || "0",
          })),
        )
      }}
    >
      <div className="line-row is-head small quiet" aria-hidden="true">
        <span>{t("line")}</span>
        <span>{t("quantity")}</span>
        <span>{t("price")}</span>
        <span>{t("discount")}</span>
      </div>
      {drafts.map((line, at) => (
        <div key={line.key} className="line-row">
          <input
            className="input"
            aria-label={t("line")}
            placeholder={t("line")}
            maxLength={200}
            autoComplete="off"
            value={line.name}
            aria-invalid={(wrong && !isEmpty(line) && line.name.trim() === "") || undefined}
            onChange={(event) => change(line.key, { name: event.target.value })}
          />
          {figure(line, "quantity")}
          {figure(line, "price")}
          {figure(line, "discount")}
          <IconButton
            icon="close"
            small
            label={t("dropLine", { n: at + 1 })}
            onClick={() => setDrafts((now) => now.filter((one) => one.key !== line.key))}
          />
        </div>
      ))}
      <div className="row">
        <Button
          small
          look="plain"
          icon="plus"
          onClick={() =>
            setDrafts((now) => [...now, { ...EMPTY, key: Math.max(-1, ...now.map((one) => one.key)) + 1 }])
          }
        >
          {t("addLine")}
        </Button>
        <span className="end strong">
          {t("total")} {format.money(sumOf(filled.map((line) => lineAmount(line) ?? "0")), row.currency)}
        </span>
      </div>
      {wrong && (
        <p className="field-problem" role="alert">
          {t("linesWrong")}
        </p>
      )}
      <FormProblem error={save.error} />
      <div className="row lines-foot">
        <Button small onClick={onDone}>
          {state("cancel")}
        </Button>
        <Button small look="primary" type="submit" disabled={save.isPending}>
          {t("saveLines")}
        </Button>
      </div>
    </form>
  )
}

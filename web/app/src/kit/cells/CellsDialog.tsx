// Before a paste: what will change, what cannot be written and why, what a colleague changed meanwhile. After one: what was left.

import type { Cell, ObjectKind } from "@api/contract"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { type ReactNode, useState } from "react"
import { useFieldText } from "../fieldText"
import { fieldLabel, sourceLabel, useWords } from "../words"
import { cellPhrases } from "./phrases"
import type { Asked } from "./useCellWrites"
import { type Answered, inState, toWrite, type Wish } from "./writing"

/** Lines shown of each part; the rest is a figure. */
const SHOWN = 100

interface CellsDialogProps<Row> {
  /** Whose fields they are. */
  object: ObjectKind
  asked: Asked<Row>
  nameOf: (row: Row) => string
  onWrite: (wishes: Wish<Row>[]) => void
  onClose: () => void
}

export function CellsDialog<Row>({ object, asked, nameOf, onWrite, onClose }: CellsDialogProps<Row>) {
  const t = usePhrases(cellPhrases)
  const state = usePhrases(statePhrases)
  const words = useWords()
  const textOf = useFieldText()
  const [taken, setTaken] = useState<ReadonlySet<Cell>>(new Set())
  const { cells, faults, over } = asked
  const [changed, same, clashes] = [inState(cells, "changed"), inState(cells, "same"), inState(cells, "clash")]
  const why = (code: string, message: string) => t.maybe(`why.${code}`) ?? message
  const refused = [
    ...faults.map((fault) => ({
      row: fault.row,
      label: fault.label,
      typed: fault.typed,
      why: fault.options ? t("why.options", { options: fault.options.join(" · ") }) : why(fault.code, fault.code),
    })),
    ...inState(cells, "refused").map(({ wish, problem }) => ({
      row: wish.row,
      label: fieldLabel(words, wish.field, object),
      typed: wish.typed ?? "",
      why: optionsText(wish, problem?.code, t) ?? why(problem?.code ?? "", problem?.message ?? ""),
    })),
  ]
  const wishes = toWrite(cells, taken)
  const shown = (cell: Answered<Row>, value: unknown) =>
    isEmpty(value) ? <span className="quiet">{t("empty")}</span> : textOf(cell.wish.field, value)
  const only = clashes.length > 0 && changed.length + refused.length === 0
  const title = only ? "clashTitle" : asked.kind === "preview" ? "previewTitle" : "resultTitle"
  const take = (cell: Cell) => {
    const next = new Set(taken)
    if (!next.delete(cell)) next.add(cell)
    setTaken(next)
  }
  return (
    <Dialog
      title={t(title)}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>
            {state(asked.kind === "preview" || clashes.length > 0 ? "cancel" : "close")}
          </Button>
          {(asked.kind === "preview" || clashes.length > 0) && (
            <Button look="primary" disabled={wishes.length === 0} onClick={() => onWrite(wishes)}>
              {wishes.length === 0 ? t("writeNothing") : t("write", { n: wishes.length })}
            </Button>
          )}
        </>
      }
    >
      <p className="cells-sums">
        {changed.length > 0 && <strong>{t("willChange", { n: changed.length })}</strong>}
        {clashes.length > 0 && <span className="cells-warn">{t("willClash", { n: clashes.length })}</span>}
        {refused.length > 0 && <span className="bad">{t("willRefuse", { n: refused.length })}</span>}
        {same.length > 0 && <span className="quiet">{t("willSame", { n: same.length })}</span>}
        {over > 0 && <span className="quiet">{t("willHang", { n: over })}</span>}
      </p>
      <Part title={t("clashes")} count={clashes.length}>
        {clashes.slice(0, SHOWN).map((cell) => (
          <Line key={keyOf(cell)} name={nameOf(cell.wish.row)} label={fieldLabel(words, cell.wish.field, object)}>
            <NowBy cell={cell} value={shown(cell, cell.before)} />
            <label className="row cells-take">
              <input type="checkbox" checked={taken.has(cell)} onChange={() => take(cell)} />
              <span>{t.rich("takeMine", { value: shown(cell, cell.after) })}</span>
            </label>
          </Line>
        ))}
      </Part>
      <Part title={t("refused")} count={refused.length}>
        {refused.slice(0, SHOWN).map((fault, at) => (
          <Line key={`${at}${fault.label}`} name={nameOf(fault.row)} label={fault.label}>
            <span className="bad">{fault.why}</span>
            {fault.typed !== "" && (
              <span className="quiet small">{t("typed", { text: fault.typed.slice(0, 60) })}</span>
            )}
          </Line>
        ))}
      </Part>
      <Part title={t("changes")} count={changed.length}>
        {changed.slice(0, SHOWN).map((cell) => (
          <Line key={keyOf(cell)} name={nameOf(cell.wish.row)} label={fieldLabel(words, cell.wish.field, object)}>
            <span>
              {isEmpty(cell.before) ? (
                shown(cell, cell.before)
              ) : (
                <del className="quiet">{shown(cell, cell.before)}</del>
              )}{" "}
              <span className="quiet">→</span> <span className="hidden-visually">{t("becomes")}</span>
              <strong className="medium">{shown(cell, cell.after)}</strong>
            </span>
          </Line>
        ))}
      </Part>
    </Dialog>
  )
}

const isEmpty = (value: unknown) => value === null || value === "" || (Array.isArray(value) && value.length === 0)
const keyOf = (cell: Cell) => `${cell.row} ${cell.field}`

/** The options of a field of one's own, where a value is none of them. */
function optionsText(
  wish: Wish<unknown>,
  code: string | undefined,
  t: (key: "why.options", slots: { options: string }) => string,
): string | undefined {
  const offered = wish.field.options?.filter((option) => !option.retired).slice(0, 12)
  if (code !== "not_an_option" || !offered?.length) return undefined
  return t("why.options", { options: offered.map((option) => option.label).join(" · ") })
}

function NowBy({ cell, value }: { cell: Cell; value: ReactNode }) {
  const t = usePhrases(cellPhrases)
  const words = useWords()
  const format = useFormat()
  if (!cell.by || !cell.at) return <span>{t.rich("nowUnknown", { value })}</span>
  return <span>{t.rich("nowBy", { name: sourceLabel(words, cell.by), ago: format.ago(cell.at), value })}</span>
}

function Part({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  const t = usePhrases(cellPhrases)
  if (count === 0) return null
  return (
    <section className="cells-part">
      <h3 className="section-head">{title}</h3>
      <ul>{children}</ul>
      {count > SHOWN && <p className="small quiet">{t("more", { n: count - SHOWN })}</p>}
    </section>
  )
}

function Line({ name, label, children }: { name: string; label: string; children: ReactNode }) {
  return (
    <li className="cells-line">
      <span className="medium cut">{name}</span>
      <span className="quiet cut">{label}</span>
      <span className="stack">{children}</span>
    </li>
  )
}

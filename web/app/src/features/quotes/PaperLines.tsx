// The lines of the paper: written where they stand, put in order by hand or keys, added from the catalogue or freely.

import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useRef } from "react"
import { FindVariant, type FoundVariant } from "../../kit/FindVariant"
import { moved } from "../../kit/lines"
import { dragClass, useReorder } from "../../kit/useReorder"
import { foundLine, freeLine, isBlank, type LineDraft, nextKey } from "./draft"
import { PaperLine } from "./PaperLine"
import { quotePhrases } from "./quotePhrases"
import { type PaperProps, usePaper } from "./usePaper"

export function PaperLines(props: PaperProps) {
  const { quote, writing, writes } = props
  const t = usePhrases(quotePhrases)
  const state = usePhrases(statePhrases)
  const { p } = usePaper(props)
  const { draft, edit, fault } = writing
  const { lines } = draft
  const find = useRef<HTMLInputElement>(null)
  const set = (next: LineDraft[]) => edit({ lines: next })
  const move = (from: number, by: number) => set(moved(lines, from, by))
  const { list, drag, grip } = useReorder<HTMLOListElement>(move)
  const focusOn = (key: number, part: string) =>
    requestAnimationFrame(() => {
      const field = list.current?.querySelector<HTMLInputElement>(`[data-field="${key} ${part}"]`)
      field?.focus()
      field?.select()
    })
  const add = (line: Omit<LineDraft, "key">, part: string) => {
    const key = nextKey(lines)
    set([...lines, { ...line, key }])
    focusOn(key, part)
  }
  const pick = (found: FoundVariant) => add(foundLine(found, draft.language), "quantity")
  const change = (key: number, part: Partial<LineDraft>) =>
    set(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const remove = (line: LineDraft) => {
    set(lines.filter(({ key }) => key !== line.key))
    if (isBlank(line)) return
    toast({
      text: t("removed", { name: line.name }),
      action: { label: state("undo"), run: () => edit({ lines }) },
    })
  }
  const cut = writes || lines.some((line) => Number(line.discount) !== 0)
  return (
    <section className={cut ? "paper-lines has-discount" : "paper-lines"} aria-label={p("item")}>
      <div className="paper-line is-head" aria-hidden="true">
        {writes && <span />}
        <span>{p("item")}</span>
        <span className="figure">{p("quantity")}</span>
        <span className="figure">{p("price")}</span>
        {cut && <span className="figure">{p("discount")}</span>}
        <span className="figure">{p("amount")}</span>
        {writes && <span />}
      </div>
      {lines.length === 0 && <p className="paper-empty quiet">{t("noLines")}</p>}
      <ol ref={list} className={drag ? "is-moving" : undefined}>
        {lines.map((line, at) => (
          <PaperLine
            key={line.key}
            line={line}
            at={at}
            count={lines.length}
            look={dragClass(drag, at, lines.length)}
            grip={grip(at)}
            answered={quote.lines[at]}
            fault={fault && "line" in fault && fault.line === at ? fault.fault : null}
            cut={cut}
            writes={writes}
            paper={props}
            onChange={(part) => change(line.key, part)}
            onMove={(by) => move(at, by)}
            onRemove={() => remove(line)}
            onDone={() => find.current?.focus()}
          />
        ))}
      </ol>
      {writes && (
        <div className="paper-add">
          <FindVariant
            handle={find}
            label={t("addLine")}
            placeholder={t("addHint")}
            currency={draft.currency}
            person={draft.person?.id ?? null}
            onPick={pick}
            onFree={(text) => add(freeLine(0, text), "quantity")}
          />
        </div>
      )}
    </section>
  )
}

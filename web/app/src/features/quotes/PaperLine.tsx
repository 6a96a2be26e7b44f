// One line of the paper: what, how much of it, at which price, less what. Enter goes on to the next figure, and from the
// last one to the box that adds another line.

import type { QuoteLine } from "@api/contract"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { type KeyboardEvent, useId } from "react"
import { lineAmount, sameAmount, typedAmount } from "../../kit/decimal"
import { GrowingText } from "../../kit/GrowingText"
import type { Reorder } from "../../kit/useReorder"
import type { LineDraft, LineFault } from "./draft"
import { quotePhrases } from "./quotePhrases"
import { type PaperProps, usePaper } from "./usePaper"

interface PaperLineProps {
  line: LineDraft
  at: number
  count: number
  /** While lines are dragged. */
  look: string
  grip: ReturnType<Reorder<HTMLOListElement>["grip"]>
  /** The line in its place as the server has it. */
  answered: QuoteLine | undefined
  fault: LineFault | null
  /** Whether there is a column of discounts. */
  cut: boolean
  writes: boolean
  paper: PaperProps
  onChange: (part: Partial<LineDraft>) => void
  onMove: (by: number) => void
  onRemove: () => void
  /** Enter in the last figure. */
  onDone: () => void
}

const ORDER = ["name", "quantity", "price", "discount"] as const

export function PaperLine(props: PaperLineProps) {
  const { line, at, look, grip, fault, cut, writes, paper, onChange, onDone } = props
  const t = usePhrases(quotePhrases)
  const { on } = usePaper(paper)
  const { currency } = paper.writing.draft
  const money = (amount: string) => on.money(amount, currency)
  const n = at + 1
  const onKey = (event: KeyboardEvent<HTMLElement>, part: (typeof ORDER)[number]) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    const next = ORDER[ORDER.indexOf(part) + 1]
    if (!next) return onDone()
    const field = event.currentTarget
      .closest("li")
      ?.querySelector<HTMLInputElement>(`[data-field="${line.key} ${next}"]`)
    field?.focus()
    field?.select()
  }
  const figure = (part: "quantity" | "price" | "discount", value: string, more: object = {}) => (
    <input
      className="paper-field figure"
      data-field={`${line.key} ${part}`}
      aria-label={t(part, { n })}
      aria-invalid={fault === part || undefined}
      inputMode="decimal"
      autoComplete="off"
      maxLength={20}
      value={value}
      onFocus={(event) => event.target.select()}
      onKeyDown={(event) => onKey(event, part)}
      onChange={(event) => onChange({ [part]: event.target.value })}
      {...more}
    />
  )
  const amount = lineAmount({
    quantity: typedAmount(line.quantity) ?? "",
    price: typedAmount(line.price) ?? "",
    discount: typedAmount(line.discount) ?? "",
  })
  const changed = line.listPrice !== null && !line.follows && !sameAmount(typedAmount(line.price), line.listPrice)
  const off = Number(line.discount) !== 0
  return (
    <li className={`paper-line${look}${fault ? " is-wrong" : ""}`}>
      {writes && (
        <button type="button" className="paper-grip" aria-label={t("grip", { n })} {...grip}>
          <Icon name="grip" size={14} />
        </button>
      )}
      <div className="paper-item">
        {writes ? (
          <GrowingText
            className="paper-field paper-item-name"
            data-field={`${line.key} name`}
            aria-label={t("name", { n })}
            aria-invalid={fault === "name" || undefined}
            placeholder={t("namePlaceholder")}
            maxLength={200}
            value={line.name}
            onChange={(event) => onChange({ name: event.target.value.replaceAll("\n", " ") })}
            onKeyDown={(event) => onKey(event, "name")}
          />
        ) : (
          <span className="paper-item-name">{line.name}</span>
        )}
        {line.description !== "" && <p className="paper-about">{line.description}</p>}
        {writes && line.variant !== null && (
          <p className="paper-source" lang="">
            <span className="paper-code">{line.code}</span>
            {line.listPrice !== null && <span>{line.list?.name ?? t("byCatalogue")}</span>}
          </p>
        )}
      </div>
      <div className="paper-quantity figure">
        {writes ? figure("quantity", line.quantity) : on.decimal(line.quantity)}
        {(writes || line.unit !== "") && <span className="paper-unit">{line.unit}</span>}
      </div>
      <div className="paper-price figure">
        {writes
          ? figure("price", line.price, {
              onChange: (event: { target: HTMLInputElement }) =>
                onChange({ price: event.target.value, follows: false }),
            })
          : money(line.price)}
        {writes && changed && line.listPrice !== null && (
          <button
            type="button"
            className="paper-listed"
            title={t("follow", { price: money(line.listPrice) })}
            onClick={() => onChange({ price: line.listPrice ?? "", follows: true })}
          >
            <s>{money(line.listPrice)}</s>
            <Icon name="undo" size={12} />
          </button>
        )}
      </div>
      {cut && (
        <div className="paper-discount figure">
          {writes ? figure("discount", line.discount, { placeholder: "0" }) : off && on.decimal(line.discount)}
          {(writes || off) && <span className="paper-unit">%</span>}
        </div>
      )}
      <div className="paper-amount figure">{amount !== null && money(amount)}</div>
      {writes && <LineMenu {...props} />}
    </li>
  )
}

/** What is seldom changed in a line: description, unit, tax, its place, itself. */
function LineMenu({ line, at, count, answered, onChange, onMove, onRemove }: PaperLineProps) {
  const t = usePhrases(quotePhrases)
  const format = useFormat()
  const id = useId()
  return (
    <Popover
      label={t("lineN", { n: at + 1 })}
      trigger={(props) => <IconButton icon="more" small label={t("moreOf", { n: at + 1 })} {...props} />}
    >
      {(close) => (
        <div className="paper-menu">
          <div className="field">
            <label htmlFor={`${id}about`}>{t("description")}</label>
            <textarea
              id={`${id}about`}
              className="input"
              rows={3}
              maxLength={1000}
              value={line.description}
              onChange={(event) => onChange({ description: event.target.value })}
            />
          </div>
          <div className="paper-menu-pair">
            <div className="field">
              <label htmlFor={`${id}unit`}>{t("unit")}</label>
              <input
                id={`${id}unit`}
                className="input"
                maxLength={20}
                autoComplete="off"
                value={line.unit}
                onChange={(event) => onChange({ unit: event.target.value })}
              />
            </div>
            <div className="field">
              <label htmlFor={`${id}tax`}>{t("tax")} %</label>
              <input
                id={`${id}tax`}
                className="input figure"
                inputMode="decimal"
                autoComplete="off"
                maxLength={8}
                placeholder={answered ? format.decimal(answered.tax) : t("taxHint")}
                value={line.tax}
                onChange={(event) => onChange({ tax: event.target.value })}
              />
            </div>
          </div>
          <div className="row">
            <Button small icon="up" disabled={at === 0} onClick={() => onMove(-1)}>
              {t("up")}
            </Button>
            <Button small icon="down" disabled={at === count - 1} onClick={() => onMove(1)}>
              {t("down")}
            </Button>
            <Button
              small
              look="danger"
              icon="trash"
              className="end"
              onClick={() => {
                close()
                onRemove()
              }}
            >
              {t("remove")}
            </Button>
          </div>
        </div>
      )}
    </Popover>
  )
}

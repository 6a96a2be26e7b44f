// What a selection holds: how many cells, and of figures their sum and average. It says so quietly.

import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { Figures } from "./figures"
import { cellPhrases } from "./phrases"

interface CellsFootProps {
  count: number
  /** The figures among the selected cells, by column and currency. */
  figures: Figures[]
}

/** Sums of decimals without the dust that binary arithmetic leaves. */
const tidy = (value: number) => String(Math.round(value * 100) / 100)

/** Beyond this many columns of figures their sums are a table of their own, which nobody reads at a foot. */
const MOST = 4

const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0)

export function CellsFoot({ count, figures }: CellsFootProps) {
  const t = usePhrases(cellPhrases)
  const format = useFormat()
  const filled = figures.filter(({ values }) => values.length > 0)
  const [only] = filled
  const shown = (value: number, currency: string | undefined) =>
    currency ? format.money(tidy(value), currency) : format.decimal(tidy(value))
  return (
    <div className="cells-foot" role="status">
      <span>{t("cells", { n: count })}</span>
      {filled.length === 1 && only && only.values.length > 1 && (
        <>
          <span>{t("sum", { value: shown(total(only.values), only.currency) })}</span>
          <span>{t("average", { value: shown(total(only.values) / only.values.length, only.currency) })}</span>
        </>
      )}
      {/* Figures of different columns are not added to one another, nor amounts of different currencies. */}
      {filled.length > 1 &&
        filled.length <= MOST &&
        filled.map(({ label, currency, values }) => (
          <span key={`${label} ${currency}`}>{`${label} ${shown(total(values), currency)}`}</span>
        ))}
    </div>
  )
}

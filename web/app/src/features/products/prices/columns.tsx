// The columns of the prices of a list; the quantity and the price are written where they stand.

import type { Field, ListPrice } from "@api/contract"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { GridColumn } from "../../../kit/DataGrid"
import { percentOff } from "../../../kit/decimal"
import { pricePhrases } from "./phrases"

export const keyOf = (row: ListPrice) => `${row.variant} ${row.from}`

const field = (key: string, type: Field["type"]): Field => ({
  key,
  type,
  custom: false,
  editable: true,
  sortable: false,
})
const FROM = field("from", "text")
const PRICE = field("price", "money")

interface PriceColumns {
  rows: ListPrice[]
  currency: string
  mayChange: boolean
  onStep: (row: ListPrice) => void
}

export function usePriceColumns({ rows, currency, mayChange, onStep }: PriceColumns): GridColumn<ListPrice>[] {
  const t = usePhrases(pricePhrases)
  const format = useFormat()
  const first = new Set(rows.filter((row, at) => rows[at - 1]?.variant !== row.variant).map(keyOf))
  const isFirst = (row: ListPrice) => first.has(keyOf(row))
  const off = ({ price, base }: ListPrice) => {
    const percent = base === null ? null : percentOff(price, base)
    if (percent === null || percent === "0") return null
    return percent.startsWith("-")
      ? { text: t("offMore", { n: percent.slice(1) }), look: "waiting" }
      : { text: t("offLess", { n: percent }), look: "good" }
  }
  const steps: GridColumn<ListPrice> = {
    key: "step",
    label: t("add"),
    quiet: true,
    width: "40px",
    cell: (row) =>
      isFirst(row) && (
        <IconButton icon="plus" small label={t("addStep", { name: row.name })} onClick={() => onStep(row)} />
      ),
  }
  return [
    {
      key: "code",
      label: t("code"),
      width: "minmax(96px, .8fr)",
      text: (row) => row.code,
      cell: (row) => isFirst(row) && <span className="product-code">{row.code}</span>,
    },
    {
      key: "name",
      label: t("product"),
      width: "minmax(140px, 1.8fr)",
      text: (row) => row.name,
      cell: (row) =>
        isFirst(row) ? (
          <span className="medium price-product" title={row.name}>
            {row.name}
          </span>
        ) : (
          <span className="quiet price-again">{row.name}</span>
        ),
    },
    {
      key: "unit",
      label: t("unit"),
      width: "minmax(36px, .3fr)",
      text: (row) => row.unit,
      cell: (row) => isFirst(row) && row.unit,
    },
    {
      key: "from",
      label: t("from"),
      width: "minmax(96px, .5fr)",
      figure: true,
      field: FROM,
      value: (row) => row.from,
      editable: mayChange,
      cell: (row) => <span className={Number(row.from) === 1 ? "quiet" : undefined}>{format.decimal(row.from)}</span>,
    },
    {
      key: "price",
      label: t("price"),
      width: "minmax(88px, .7fr)",
      figure: true,
      field: PRICE,
      value: (row) => row.price,
      editable: mayChange,
      cell: (row) => <span className="medium price-amount">{format.money(row.price, currency)}</span>,
    },
    {
      key: "base",
      label: t("base"),
      width: "minmax(80px, .6fr)",
      figure: true,
      text: (row) => row.base ?? "",
      cell: (row) => row.base !== null && <span className="quiet">{format.money(row.base, currency)}</span>,
    },
    {
      key: "off",
      label: t("off"),
      width: "minmax(72px, .5fr)",
      text: (row) => off(row)?.text ?? "",
      cell: (row) => {
        const told = off(row)
        return told && <span className={`small ${told.look}`}>{told.text}</span>
      },
    },
    ...(mayChange ? [steps] : []),
  ]
}

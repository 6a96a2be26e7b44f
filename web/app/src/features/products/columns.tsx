// The columns of the catalogue: what each shows and copies.

import type { ProductRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import type { GridColumn } from "../../kit/DataGrid"
import { productsPhrases } from "./phrases"
import { usePriceText } from "./usePriceText"

export function useProductColumns(): GridColumn<ProductRow>[] {
  const t = usePhrases(productsPhrases)
  const format = useFormat()
  const priceOf = usePriceText()
  return useMemo(
    () => [
      {
        key: "name",
        label: t("name"),
        width: "minmax(180px, 2fr)",
        opens: true,
        text: (row) => row.name,
        cell: (row) => (
          <Link to="." search={(now) => ({ ...now, panel: row.id })} className="name" title={row.name}>
            <span className="cut">{row.name}</span>
            {!row.live && <span className="tag">{t("live.off")}</span>}
          </Link>
        ),
      },
      {
        key: "code",
        label: t("code"),
        width: "minmax(112px, 1fr)",
        text: (row) => row.code,
        cell: (row) => <span className="product-code">{row.code}</span>,
      },
      {
        key: "price",
        label: t("price"),
        width: "minmax(96px, .8fr)",
        figure: true,
        text: (row) => row.price_from ?? "",
        cell: (row) =>
          row.price_from === null ? (
            <span className="quiet">{t("onRequest")}</span>
          ) : (
            <span className="medium">{priceOf(row)}</span>
          ),
      },
      {
        key: "unit",
        label: t("unit"),
        width: "minmax(40px, .3fr)",
        text: (row) => row.unit,
        cell: (row) => row.unit,
      },
      {
        key: "variants",
        label: t("variants"),
        width: "minmax(60px, .4fr)",
        figure: true,
        text: (row) => String(row.variants),
        cell: (row) => row.variants > 1 && format.number(row.variants),
      },
      {
        key: "kind",
        label: t("kind"),
        width: "minmax(88px, .5fr)",
        text: (row) => t(`kind.${row.kind}`),
        cell: (row) => t(`kind.${row.kind}`),
      },
      {
        key: "category",
        label: t("category"),
        width: "minmax(88px, .7fr)",
        text: (row) => row.category?.name ?? "",
        cell: (row) => row.category?.name,
      },
      {
        key: "updated",
        label: t("updated"),
        width: "minmax(72px, .5fr)",
        text: (row) => format.date(row.updated_at),
        cell: (row) => <time title={format.moment(row.updated_at)}>{format.shortDate(row.updated_at)}</time>,
      },
    ],
    [t, format, priceOf],
  )
}

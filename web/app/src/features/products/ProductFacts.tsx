// The values of a product, each changed where it stands.

import type { Field, FieldType, Locale, Product, ProductWish } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { LOCALES } from "@ui/locales"
import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { EditableValue } from "../../kit/portrait/EditableValue"
import { categoriesQuery, KINDS } from "../../kit/products"
import { inTree, pathTo } from "../../kit/tree"
import { productsPhrases } from "./phrases"
import { productPhrases } from "./productPhrases"
import type { ProductActions } from "./useProductActions"

interface ProductPartProps {
  product: Product
  actions: ProductActions
}

const NOBODY: never[] = []

export function ProductFacts({ product, actions }: ProductPartProps) {
  const t = usePhrases(productPhrases)
  const list = usePhrases(productsPhrases)
  const categories = useQuery(categoriesQuery).data ?? []
  const { row, names, tax, months, description, may_edit: mayEdit } = product
  const textOf = (value: unknown) => String(value ?? "").trim()
  const set = (key: keyof ProductWish, label: string, value: unknown, said = textOf(value)) =>
    void actions.onSet(
      { [key]: value },
      said === "" ? t("cleared", { field: label }) : t("changed", { field: label, value: said }),
    )
  const line = (
    key: string,
    label: string,
    how: { type?: FieldType; options?: { id: string; label: string }[]; value: unknown; shown: ReactNode },
    onSave: (value: unknown) => void,
  ) => {
    const field: Field = {
      key,
      type: how.type ?? "text",
      custom: false,
      editable: mayEdit,
      sortable: false,
      ...(how.options && { options: how.options.map((one) => ({ ...one, color: "plain" })) }),
    }
    return (
      <div key={key} className="product-fact">
        <dt title={label}>{label}</dt>
        <dd>
          <EditableValue field={field} label={label} value={how.value} users={NOBODY} onSave={onSave}>
            {how.shown || <span className="quiet">—</span>}
          </EditableValue>
        </dd>
      </div>
    )
  }
  const kinds = KINDS.map((id) => ({ id, label: list(`kind.${id}`) }))
  const placed = inTree(categories).map(({ node, depth }) => ({
    id: node.id,
    label: `${"\u2003".repeat(depth)}${node.name}`,
  }))
  const path = pathTo(categories, row.category?.id ?? null)
  return (
    <section className="product-part" aria-label={t("facts")}>
      <dl>
        {line(
          "product_kind",
          t("kind"),
          { type: "choice", options: kinds, value: row.kind, shown: list(`kind.${row.kind}`) },
          (value) => {
            const kind = KINDS.find((one) => one === value)
            if (!kind) return
            const runs = kind === "subscription" ? { months: months ?? 1 } : { months: null }
            void actions.onSet({ kind, ...runs }, t("changed", { field: t("kind"), value: list(`kind.${kind}`) }))
          },
        )}
        {row.kind === "subscription" &&
          line(
            "product_months",
            t("months"),
            { type: "integer", value: months, shown: months === null ? t("once") : t("monthsN", { n: months }) },
            (value) =>
              set("months", t("months"), value, typeof value === "number" ? t("monthsN", { n: value }) : t("once")),
          )}
        {line(
          "product_category",
          t("category"),
          {
            type: "choice",
            options: placed,
            value: row.category?.id,
            shown: path.map(({ name }) => name).join(" / ") || row.category?.name,
          },
          (value) => set("category", t("category"), value, categories.find(({ id }) => id === value)?.name ?? ""),
        )}
        {line("product_unit", t("unit"), { value: row.unit, shown: row.unit }, (value) =>
          set("unit", t("unit"), value ?? ""),
        )}
        {line("product_currency", t("currency"), { value: row.currency, shown: row.currency }, (value) => {
          const currency = textOf(value).toUpperCase()
          if (currency !== "") set("currency", t("currency"), currency)
        })}
        {line(
          "product_tax",
          t("tax"),
          {
            type: "money",
            value: tax,
            shown: tax === null ? <span className="quiet">{t("taxCommon")}</span> : t("taxOwn", { tax }),
          },
          (value) => set("tax", t("tax"), value, value === null ? t("taxCommon") : t("taxOwn", { tax: textOf(value) })),
        )}
        {line(
          "product_description",
          t("description"),
          {
            type: "long_text",
            value: description,
            shown: description ? (
              <span className="product-text">{description}</span>
            ) : (
              <span className="quiet">{t("noDescription")}</span>
            ),
          },
          (value) => set("description", t("description"), value ?? ""),
        )}
      </dl>
      <h3 className="product-sub small quiet">{t("names")}</h3>
      <dl>
        {LOCALES.map(({ id, name }) =>
          line(
            `product_name_${id}`,
            name,
            { value: names[id], shown: names[id] ?? <span className="quiet">{t("sameName")}</span> },
            (value) => set("names", name, withName(names, id, textOf(value)), textOf(value)),
          ),
        )}
      </dl>
    </section>
  )
}

/** The names with the one of a language set, or taken out where it is empty. */
function withName(names: Product["names"], locale: Locale, name: string): Product["names"] {
  const { [locale]: _, ...rest } = names
  return name === "" ? rest : { ...rest, [locale]: name }
}

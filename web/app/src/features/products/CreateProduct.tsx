// A new product: a name, a code and a price are enough. Where the code is taken, the product that has it is shown.

import { Failure } from "@api/client"
import type { Named, ProductKind, ProductWish } from "@api/contract"
import { products } from "@api/trade"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { typedAmount } from "../../kit/decimal"
import { FormProblem } from "../../kit/FormProblem"
import { useFaults } from "../../kit/problems"
import { categoriesQuery, KINDS, kindOf, PRODUCT_CATEGORIES, PRODUCTS, productQuery } from "../../kit/products"
import { useSession } from "../../kit/session"
import { inTree } from "../../kit/tree"
import { usePhone } from "../../kit/usePhone"
import { useUndo } from "../../kit/useUndo"
import { productsPhrases } from "./phrases"

/** Whose the code is, if that is why the server refused. */
export function takenBy(error: unknown): Named | null {
  if (!(error instanceof Failure) || error.problem.code !== "code_taken") return null
  const product = error.problem.detail?.product
  if (typeof product !== "object" || product === null || !("id" in product) || !("name" in product)) return null
  return { id: String(product.id), name: String(product.name) }
}

interface CreateProductProps {
  /** The category that is being looked at. */
  category: string | undefined
  onClose: () => void
}

export function CreateProduct({ category, onClose }: CreateProductProps) {
  const t = usePhrases(productsPhrases)
  const state = usePhrases(statePhrases)
  const { workspace } = useSession()
  const navigate = useNavigate()
  const phone = usePhone()
  const cache = useQueryClient()
  const told = useUndo()
  const form = useId()
  const categories = useQuery(categoriesQuery).data ?? []
  const [kind, setKind] = useState<ProductKind>("goods")
  const [wrong, setWrong] = useState<{ name?: boolean; code?: boolean; price?: boolean }>({})
  const create = useMutation({
    mutationFn: (wish: ProductWish) => products.create(wish),
    onSuccess: async ({ data, batch }) => {
      told(t("made", { name: data.row.name }), batch)
      cache.setQueryData(productQuery(data.row.id).queryKey, data)
      void cache.invalidateQueries({ queryKey: PRODUCTS })
      void cache.invalidateQueries({ queryKey: PRODUCT_CATEGORIES })
      onClose()
      if (phone) await navigate({ to: "/products/$product", params: { product: data.row.id } })
      else await navigate({ to: ".", search: (now) => ({ ...now, panel: data.row.id }), replace: true })
    },
  })
  const faults = useFaults(create.error)
  const other = takenBy(create.error)
  const places = { name: "name", code: "variants.0.code", price: "variants.0.price" } as const
  const own = { name: t("needName"), code: t("needCode"), price: t("wrongPrice") }
  const faultOf = (key: "name" | "code" | "price") => (wrong[key] ? own[key] : faults(places[key], t(key)))
  const said = (["name", "code", "price"] as const).some((key) => faults(places[key], t(key)))
  const input = (key: "name" | "code" | "price", more: object = {}) => {
    const fault = faultOf(key)
    return (
      <div className="field">
        <label htmlFor={form + key}>{key === "price" ? `${t("price")} (${workspace.currency})` : t(key)}</label>
        <input
          id={form + key}
          name={key}
          className="input"
          autoComplete="off"
          maxLength={key === "name" ? 200 : 60}
          aria-invalid={fault !== undefined || (key === "code" && other !== null) || undefined}
          {...more}
        />
        {fault && (
          <p className="field-problem" role="alert">
            {fault}
          </p>
        )}
        {key === "code" && other && (
          <p className="field-problem" role="alert">
            {t.rich("taken", {
              name: (
                <Link
                  key="name"
                  to="/products/$product"
                  params={{ product: other.id }}
                  className="link is-said"
                  onClick={onClose}
                >
                  {other.name}
                </Link>
              ),
            })}
          </p>
        )}
      </div>
    )
  }
  return (
    <Dialog
      title={t("create")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={create.isPending}>
            {t("create")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="stack"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          const data = new FormData(event.currentTarget)
          const read = (key: string) => String(data.get(key) ?? "").trim()
          const [name, code, price] = [read("name"), read("code"), typedAmount(read("price"))]
          const lack = { name: name === "", code: code === "", price: price === null }
          setWrong(lack)
          if (lack.name || lack.code || lack.price) return
          create.mutate({
            name,
            kind,
            category: read("category") || null,
            unit: read("unit"),
            currency: workspace.currency,
            // What is subscribed to runs a month at a time until somebody says otherwise.
            months: kind === "subscription" ? 1 : null,
            variants: [{ code, choice: {}, price: price || null, live: true }],
          })
        }}
      >
        {input("name")}
        <div className="product-thirds">
          {input("code", { spellCheck: false, className: "input product-code" })}
          {input("price", { inputMode: "decimal", placeholder: t("priceHint") })}
          <div className="field">
            <label htmlFor={`${form}unit`}>{t("unit")}</label>
            <input id={`${form}unit`} name="unit" className="input" maxLength={20} autoComplete="off" />
          </div>
        </div>
        <div className="product-halves">
          <div className="field">
            <label htmlFor={`${form}kind`}>{t("kind")}</label>
            <select
              id={`${form}kind`}
              className="input"
              value={kind}
              onChange={(event) => setKind(kindOf(event.target.value) ?? "goods")}
            >
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {t(`kind.${one}`)}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor={`${form}category`}>{t("category")}</label>
            <select id={`${form}category`} name="category" className="input" defaultValue={category ?? ""}>
              <option value="">{t("noCategory")}</option>
              {inTree(categories).map(({ node, depth }) => (
                <option key={node.id} value={node.id}>
                  {"\u2003".repeat(depth)}
                  {node.name}
                </option>
              ))}
            </select>
          </div>
        </div>
      </form>
      {!said && !other && <FormProblem error={create.error} />}
    </Dialog>
  )
}

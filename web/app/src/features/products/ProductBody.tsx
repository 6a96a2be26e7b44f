// One product, in the panel and on its page: what it is called and costs, its variants, what else can be done.

import type { Product } from "@api/contract"
import { IconButton } from "@ui/Button"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { lazy, Suspense, startTransition, useId, useState } from "react"
import { EditableValue } from "../../kit/portrait/EditableValue"
import { Switch } from "../../kit/Switch"
import { productsPhrases } from "./phrases"
import { productPhrases } from "./productPhrases"
import { usePriceText } from "./usePriceText"
import type { ProductActions } from "./useProductActions"
import { VariantTable } from "./VariantTable"

const ChoicesDialog = lazy(async () => ({ default: (await import("./ChoicesDialog")).ChoicesDialog }))

interface ProductPartProps {
  product: Product
  actions: ProductActions
}

export function ProductHead({ product, actions }: ProductPartProps) {
  const t = usePhrases(productPhrases)
  const list = usePhrases(productsPhrases)
  const priceOf = usePriceText()
  const sold = useId()
  const { row, may_edit: mayEdit } = product
  return (
    <header className="product-top">
      <h1 className="product-name">
        <EditableValue
          field={{ key: "name", type: "text", custom: false, editable: mayEdit, sortable: false }}
          label={t("name")}
          value={row.name}
          users={[]}
          onSave={(value) => {
            const name = String(value ?? "").trim()
            if (name !== "") void actions.onSet({ name }, t("changed", { field: t("name"), value: name }))
          }}
        >
          {row.name}
        </EditableValue>
      </h1>
      <div className="row product-worth">
        <span className="product-sum">{priceOf(row)}</span>
        {row.unit !== "" && <span className="quiet">/ {row.unit}</span>}
        <span className="tag">{list(`kind.${row.kind}`)}</span>
        {mayEdit ? (
          <span className="row end product-sold">
            <span id={sold} className={row.live ? "small" : "small quiet"}>
              {row.live ? t("sold") : list("live.off")}
            </span>
            <Switch
              on={row.live}
              labelledBy={sold}
              disabled={false}
              onTurn={(live) =>
                void actions.onSet({ live }, t(live ? "soldOn" : "soldOff", { name: row.name }), {
                  row: { ...row, live },
                })
              }
            />
          </span>
        ) : (
          !row.live && <span className="tag is-waiting">{list("live.off")}</span>
        )}
      </div>
    </header>
  )
}

export function ProductVariants({ product, actions }: ProductPartProps) {
  const t = usePhrases(productPhrases)
  const [editing, setEditing] = useState(false)
  const several = product.variants.length > 1 || product.choices.length > 0
  return (
    <section className="product-part" aria-label={t("variants")}>
      <h2 className="section-head">
        {t(several ? "variants" : "plain")}
        {product.may_edit && (
          <button type="button" className="link small end" onClick={() => startTransition(() => setEditing(true))}>
            {t(several ? "edit" : "addChoices")}
          </button>
        )}
      </h2>
      <VariantTable product={product} onVariants={(variants, text) => actions.onSet({ variants }, text)} />
      <Suspense>
        {editing && (
          <ChoicesDialog
            product={product}
            onSave={(wish) => actions.onSet(wish, t("variantsSaved"))}
            onClose={() => setEditing(false)}
          />
        )}
      </Suspense>
    </section>
  )
}

interface ProductMenuProps extends ProductPartProps {
  /** What is left when the product is gone. */
  from: "panel" | "page"
}

export function ProductMenu({ product: { row, may_edit: mayEdit }, actions, from }: ProductMenuProps) {
  const t = usePhrases(productPhrases)
  return (
    <Popover kind="menu" label={t("more")} trigger={(props) => <IconButton icon="more" label={t("more")} {...props} />}>
      {(close) => (
        <>
          <MenuItem
            icon="link"
            onSelect={() => {
              close()
              void navigator.clipboard?.writeText(`${window.location.origin}/products/${row.id}`)
              toast({ text: t("copied") })
            }}
          >
            {t("copyLink")}
          </MenuItem>
          {mayEdit && (
            <MenuItem
              icon="trash"
              onSelect={() => {
                close()
                void actions.onDelete(row.name, from)
              }}
            >
              {t("delete")}
            </MenuItem>
          )}
        </>
      )}
    </Popover>
  )
}

// A product beside the catalogue or whatever is on screen. The list stays; up and down walk along it.

import "../../kit/sidePanel.css"
import "../../kit/portrait/portrait.css"
import "./products.css"
import { useQuery } from "@tanstack/react-query"
import { Link, useLocation, useNavigate, useSearch } from "@tanstack/react-router"
import { IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { ListSteps } from "../../kit/ListSteps"
import { kindOf, productQuery, productsQuery } from "../../kit/products"
import { ProductHead, ProductMenu, ProductVariants } from "./ProductBody"
import { ProductFacts } from "./ProductFacts"
import { productPhrases } from "./productPhrases"
import { useProductActions } from "./useProductActions"

export function ProductPanel({ id }: { id: string }) {
  const t = usePhrases(productPhrases)
  const navigate = useNavigate()
  const product = useQuery(productQuery(id))
  const actions = useProductActions(id)
  const open = (panel: string | undefined) =>
    void navigate({ to: ".", search: (now) => ({ ...now, panel }), replace: true })
  useKeys({ Escape: () => open(undefined) })
  const { pathname } = useLocation()
  const { q, category, kind, live } = useSearch({ strict: false })
  const ofList = { q, category, kind: kindOf(kind), live }
  return (
    <aside className="side-panel product-panel" aria-label={product.data?.row.name ?? t("product")}>
      <div className="product-bar row">
        <Icon name="box" />
        <span className="quiet">{t("product")}</span>
        <span className="small quiet cut product-code">{product.data?.row.code}</span>
        <span className="end" />
        {pathname === "/products" && (
          <ListSteps
            options={productsQuery(ofList)}
            wanted={false}
            idOf={(row) => row.id}
            id={id}
            onStep={(row) => open(row.id)}
          />
        )}
        {product.data && <ProductMenu product={product.data} actions={actions} from="panel" />}
        <Link
          to="/products/$product"
          params={{ product: id }}
          className="icon-button"
          aria-label={t("fullPage")}
          title={t("fullPage")}
        >
          <Icon name="out" />
        </Link>
        <IconButton icon="close" label={t("close")} onClick={() => open(undefined)} />
      </div>
      {product.isPending ? (
        <SkeletonRows rows={8} />
      ) : product.isError ? (
        <Failed error={product.error} retry={() => void product.refetch()} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <div className="side-body scroll" tabIndex={0}>
          <ProductHead product={product.data} actions={actions} />
          <ProductVariants product={product.data} actions={actions} />
          <ProductFacts product={product.data} actions={actions} />
        </div>
      )}
    </aside>
  )
}

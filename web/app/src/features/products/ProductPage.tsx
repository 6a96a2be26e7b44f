// A product as a page.

import "../../kit/portrait/portrait.css"
import "./products.css"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { PageHead } from "../../kit/PageHead"
import { productQuery } from "../../kit/products"
import { ProductHead, ProductMenu, ProductVariants } from "./ProductBody"
import { ProductFacts } from "./ProductFacts"
import { productsPhrases } from "./phrases"
import { productPhrases } from "./productPhrases"
import { useProductActions } from "./useProductActions"

const route = getRouteApi("/frame/products/$product")

export function ProductPage() {
  const t = usePhrases(productPhrases)
  const list = usePhrases(productsPhrases)
  const { product: id } = route.useParams()
  const product = useQuery(productQuery(id))
  const actions = useProductActions(id)
  const row = product.data?.row
  return (
    <div className="pane">
      <PageHead title={row?.name ?? t("product")}>
        <nav className="crumbs">
          <Link to="/products" search={{}}>
            {list("title")}
          </Link>
          {row?.category && (
            <>
              <span className="not-phone">
                <Icon name="right" size={14} />
              </span>
              <Link to="/products" search={{ category: row.category.id }} className="cut not-phone">
                {row.category.name}
              </Link>
            </>
          )}
          <Icon name="right" size={14} />
          <span className="strong cut">{row?.name}</span>
        </nav>
        {product.data && (
          <span className="end">
            <ProductMenu product={product.data} actions={actions} from="page" />
          </span>
        )}
      </PageHead>
      {product.isPending ? (
        <SkeletonRows rows={8} />
      ) : product.isError ? (
        <Failed error={product.error} retry={() => void product.refetch()} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <div className="product-page scroll" tabIndex={0}>
          <div className="product-main">
            <ProductHead product={product.data} actions={actions} />
            <ProductVariants product={product.data} actions={actions} />
          </div>
          <div className="product-aside">
            <ProductFacts product={product.data} actions={actions} />
          </div>
        </div>
      )}
    </div>
  )
}

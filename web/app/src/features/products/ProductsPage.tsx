// The catalogue: categories at the side, what is sold in the middle, a product beside it. In: the URL. Out: pages of rows.

import "../../kit/grid.css"
import "./products.css"
import type { ProductRow } from "@api/contract"
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { lazy, Suspense, startTransition, useCallback, useMemo, useRef, useState } from "react"
import { DataGrid, type GridHandle } from "../../kit/DataGrid"
import { ListAnswer } from "../../kit/list/ListAnswer"
import { PageHead } from "../../kit/PageHead"
import { categoriesQuery, KINDS, type ProductsSearch, productsQuery } from "../../kit/products"
import { SearchBox } from "../../kit/SearchBox"
import { useCan } from "../../kit/session"
import { useListKeys } from "../../kit/useListKeys"
import { usePhone } from "../../kit/usePhone"
import { CategoryPicker, CategoryTree } from "./CategoryTree"
import { useProductColumns } from "./columns"
import { productsPhrases } from "./phrases"
import { TradeTabs } from "./TradeTabs"
import { usePriceText } from "./usePriceText"

const CreateProduct = lazy(async () => ({ default: (await import("./CreateProduct")).CreateProduct }))
const CategoriesDialog = lazy(async () => ({ default: (await import("./CategoriesDialog")).CategoriesDialog }))
const route = getRouteApi("/frame/products")
const idOf = (row: ProductRow) => row.id
const never = () => undefined

export function ProductsPage() {
  const t = usePhrases(productsPhrases)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const phone = usePhone()
  const mayChange = useCan("catalogue")
  const { q, category, kind, live } = search
  const change = useCallback(
    (set: Partial<ProductsSearch>) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((text: string | undefined) => change({ q: text }), [change])
  const [dialog, setDialog] = useState<"create" | "categories" | null>(null)
  const show = (what: "create" | "categories") => startTransition(() => setDialog(what))
  const categories = useQuery(categoriesQuery)
  const list = useInfiniteQuery({
    ...productsQuery({ q, category, kind, live }),
    placeholderData: keepPreviousData,
  })
  const all = useInfiniteQuery({ ...productsQuery({}), staleTime: 60_000 }).data?.pages[0]?.total
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const columns = useProductColumns()
  const grid = useRef<GridHandle>(null)
  const open = (id: string | undefined) => void navigate({ search: (now) => ({ ...now, panel: id }), replace: true })
  const { current, setCurrent } = useListKeys({
    rows,
    grid,
    onOpen: (row) => open(row.id),
    onMove: (row) => search.panel && open(row.id),
    onFull: (row) => void navigate({ to: "/products/$product", params: { product: row.id }, search: {} }),
  })
  useKeys(
    {
      c: (event) => {
        event.preventDefault()
        show("create")
      },
    },
    mayChange,
    true,
  )
  const { fetchNextPage } = list
  const onEnd = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const card = useCallback((row: ProductRow) => <ProductCard row={row} />, [])
  const narrowed = Boolean(q || category || kind)
  const create = mayChange && (
    <Button look="primary" small icon="plus" title={`${t("create")} (C)`} onClick={() => show("create")}>
      {t("create")}
    </Button>
  )
  const ofCategories = {
    categories: categories.data,
    total: all,
    now: category,
    onPick: (picked: string | undefined) => change({ category: picked }),
    onEdit: mayChange ? () => show("categories") : undefined,
  }
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        <span className="small quiet">{list.data?.pages[0] && t("count", { n: list.data.pages[0].total })}</span>
        {mayChange && <span className="end">{create}</span>}
      </PageHead>
      <div className="bar trade-bar">
        <TradeTabs />
        <CategoryPicker {...ofCategories} />
        <Pick
          label={t("kind")}
          now={kind ?? ""}
          choices={["", ...KINDS]}
          nameOf={(one) => (one === "" ? t("anyKind") : t(`kind.${one}`))}
          onPick={(one) => change({ kind: one === "" ? undefined : one })}
        />
        <Pick
          label={t("live")}
          now={live ?? ""}
          choices={["", "off", "all"]}
          nameOf={(one) => t(`live.${one === "" ? "on" : one}`)}
          onPick={(one) => change({ live: one === "" ? undefined : one })}
        />
        <span className="end not-phone" />
        <SearchBox value={q ?? ""} label={t("search")} onSearch={onSearch} />
      </div>
      <div className="catalogue">
        <CategoryTree {...ofCategories} />
        <div className="catalogue-list">
          <ListAnswer
            asked={[list]}
            onDropFilter={never}
            empty={
              rows.length === 0 &&
              (narrowed ? (
                <Empty title={t("nothingTitle")} text={t("nothingText")} drawing="search">
                  <Button onClick={() => change({ q: undefined, category: undefined, kind: undefined })}>
                    {t("showAll")}
                  </Button>
                </Empty>
              ) : live === "off" ? (
                <Empty title={t("nothingTitle")} drawing="paper" />
              ) : (
                <Empty title={t("emptyTitle")} text={t("emptyText")} drawing="paper">
                  {create}
                </Empty>
              ))
            }
          >
            <DataGrid
              handle={grid}
              current={current}
              onCurrent={setCurrent}
              openKey={search.panel}
              label={t("title")}
              rows={rows}
              rowKey={idOf}
              columns={columns}
              pinned={1}
              phone={phone}
              total={list.data?.pages[0]?.total ?? rows.length}
              more={list.hasNextPage}
              sort={undefined}
              onSort={never}
              onEnd={onEnd}
              card={card}
            />
          </ListAnswer>
        </div>
      </div>
      <Suspense>
        {dialog === "create" && <CreateProduct category={category} onClose={() => setDialog(null)} />}
        {dialog === "categories" && categories.data && (
          <CategoriesDialog categories={categories.data} onClose={() => setDialog(null)} />
        )}
      </Suspense>
    </div>
  )
}

interface PickProps<Choice extends string> {
  label: string
  now: Choice
  /** The first is what stands without a choice. */
  choices: readonly Choice[]
  nameOf: (choice: Choice) => string
  onPick: (choice: Choice) => void
}

/** A chip that is chosen from a menu. */
function Pick<Choice extends string>({ label, now, choices, nameOf, onPick }: PickProps<Choice>) {
  return (
    <Popover
      kind="menu"
      label={label}
      trigger={(props) => (
        <button
          type="button"
          className={now === choices[0] ? "chip" : "chip is-on"}
          aria-label={`${label} ${nameOf(now)}`}
          {...props}
        >
          {nameOf(now)}
          <Icon name="down" size={14} />
        </button>
      )}
    >
      {(close) =>
        choices.map((one) => (
          <MenuItem
            key={one}
            checked={one === now}
            onSelect={() => {
              close()
              onPick(one)
            }}
          >
            {nameOf(one)}
          </MenuItem>
        ))
      }
    </Popover>
  )
}

/** A product on a phone; the whole card opens it. */
function ProductCard({ row }: { row: ProductRow }) {
  const t = usePhrases(productsPhrases)
  const priceOf = usePriceText()
  return (
    <Link to="/products/$product" params={{ product: row.id }} className="row-card">
      <span className="stack grow">
        <span className="row" style={{ gap: 6 }}>
          <span className="row-card-name cut">{row.name}</span>
          {!row.live && <span className="tag">{t("live.off")}</span>}
        </span>
        <span className="small cut">
          {[row.code, row.variants > 1 ? t("variantsN", { n: row.variants }) : null, row.category?.name]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
      <span className="row-card-end small">
        <span className={row.price_from === null ? "quiet" : "medium product-price"}>{priceOf(row)}</span>
        {row.unit}
      </span>
    </Link>
  )
}

// Price lists: those there are in their order at the left, the one that is open at the right; on a phone one after the other.

import "../../../kit/grid.css"
import "../../../kit/portrait/portrait.css"
import "../products.css"
import "./prices.css"
import type { PriceList } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { lazy, Suspense, startTransition, useState } from "react"
import { moved } from "../../../kit/lines"
import { FilterSaid } from "../../../kit/list/FilterSaid"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { usePhone } from "../../../kit/usePhone"
import { dragClass, useReorder } from "../../../kit/useReorder"
import { TradeTabs } from "../TradeTabs"
import { ListHead } from "./ListHead"
import { PriceTable } from "./PriceTable"
import { pricePhrases } from "./phrases"
import { Standing } from "./Standing"
import { type PriceActions, priceListsQuery, usePriceLists } from "./usePriceLists"

const CreateList = lazy(async () => ({ default: (await import("./CreateList")).CreateList }))
const route = getRouteApi("/frame/products/prices")

export function PricesPage() {
  const t = usePhrases(pricePhrases)
  const lists = useQuery(priceListsQuery)
  const mayChange = useCan("catalogue")
  const [creating, setCreating] = useState(false)
  const navigate = route.useNavigate()
  const openCreate = () => startTransition(() => setCreating(true))
  const create = mayChange && (
    <Button look="primary" small icon="plus" onClick={openCreate}>
      {t("create")}
    </Button>
  )
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        {mayChange && <span className="end">{create}</span>}
      </PageHead>
      <div className="bar trade-bar">
        <TradeTabs />
        <span className="small quiet not-phone cut">{t("order")}</span>
      </div>
      {lists.isPending ? (
        <SkeletonRows rows={6} height={60} />
      ) : lists.isError ? (
        <Failed error={lists.error} retry={() => void lists.refetch()} />
      ) : lists.data.length === 0 ? (
        <Empty title={t("noneTitle")} text={t("noneText")} drawing="paper">
          {create}
        </Empty>
      ) : (
        <Lists lists={lists.data} mayChange={mayChange} />
      )}
      <Suspense>
        {creating && (
          <CreateList onClose={() => setCreating(false)} onMade={(list) => void navigate({ search: { list } })} />
        )}
      </Suspense>
    </div>
  )
}

function Lists({ lists, mayChange }: { lists: PriceList[]; mayChange: boolean }) {
  const t = usePhrases(pricePhrases)
  const phone = usePhone()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const actions = usePriceLists()
  const show = (list: string | undefined) => void navigate({ search: { list }, replace: !phone })
  const open = lists.find(({ id }) => id === search.list) ?? (phone ? undefined : lists[0])
  return (
    <div className="prices">
      <div className="prices-lists scroll" hidden={phone && open !== undefined}>
        {phone && <p className="small quiet prices-order">{t("order")}</p>}
        <Order lists={lists} open={open} mayChange={mayChange} actions={actions} onOpen={show} />
      </div>
      {open && (
        <div className="prices-one">
          {phone && (
            <Button icon="left" className="prices-back" onClick={() => show(undefined)}>
              {t("back")}
            </Button>
          )}
          <ListHead
            key={`head${open.id}`}
            list={open}
            mayChange={mayChange}
            actions={actions}
            onGone={() => show(undefined)}
          />
          <PriceTable key={open.id} list={open} mayChange={mayChange} actions={actions} />
        </div>
      )}
    </div>
  )
}

interface OrderProps {
  lists: PriceList[]
  open: PriceList | undefined
  mayChange: boolean
  actions: PriceActions
  onOpen: (list: string) => void
}

function Order({ lists, open, mayChange, actions, onOpen }: OrderProps) {
  const t = usePhrases(pricePhrases)
  const move = (from: number, by: number) => {
    const list = lists[from]
    const next = moved(lists, from, by)
    if (!list || next === lists) return
    const at = next.indexOf(list)
    void actions.onChange(list, { before: next[at + 1]?.id ?? "" }, t("moved", { name: list.name, n: at + 1 }), next)
  }
  const { list: box, drag, grip } = useReorder<HTMLOListElement>(move)
  return (
    <ol ref={box} className={drag ? "price-lists is-moving" : "price-lists"}>
      {lists.map((list, at) => (
        <li
          key={list.id}
          className={`price-list${list === open ? " is-open" : ""}${list.standing === "now" ? "" : " is-off"}${dragClass(drag, at, lists.length)}`}
        >
          {mayChange ? (
            <button
              type="button"
              className="price-grip"
              aria-label={t("grip", { name: list.name, n: at + 1 })}
              {...grip(at)}
            >
              <Icon name="grip" size={14} />
            </button>
          ) : (
            <span className="price-grip small quiet">{at + 1}</span>
          )}
          <button
            type="button"
            className="price-open"
            aria-current={list === open ? "true" : undefined}
            onClick={() => onOpen(list.id)}
          >
            <span className="row">
              <span className="medium cut">{list.name}</span>
              <Standing of={list} />
              <span className="small quiet end nowrap">{list.currency}</span>
            </span>
            <span className="row small quiet">
              <span className="cut">
                {list.filter === "" ? t("everybody") : <FilterSaid object="person" filter={list.filter} />}
              </span>
              <span className="end nowrap">{t("pricesN", { n: list.prices })}</span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}

// The prices of a list as a grid: cells are walked, written and pasted; several steps of a product stand below each other.

import type { Field, ListPrice, ListPriceWish, PriceList } from "@api/contract"
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { lazy, Suspense, startTransition, useCallback, useMemo, useState } from "react"
import type { CellWrites } from "../../../kit/cells/useCellWrites"
import { DataGrid } from "../../../kit/DataGrid"
import { typedAmount } from "../../../kit/decimal"
import { ListAnswer } from "../../../kit/list/ListAnswer"
import { SearchBox } from "../../../kit/SearchBox"
import { usePhone } from "../../../kit/usePhone"
import { keyOf, usePriceColumns } from "./columns"
import { type PriceDraft, PriceForm } from "./PriceForm"
import { pricePhrases } from "./phrases"
import { type PriceActions, pricesQuery } from "./usePriceLists"

const PastePrices = lazy(async () => ({ default: (await import("./PastePrices")).PastePrices }))

interface PriceTableProps {
  list: PriceList
  mayChange: boolean
  actions: PriceActions
}

const never = () => undefined
const NOBODY: never[] = []

export function PriceTable({ list, mayChange, actions }: PriceTableProps) {
  const t = usePhrases(pricePhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const phone = usePhone()
  const [q, setQ] = useState<string | undefined>()
  const onSearch = useCallback((text: string | undefined) => setQ(text), [])
  const [pasting, setPasting] = useState(false)
  /** A step that is begun, or on a phone a price that is looked at; "new" asks for a product first. */
  const [form, setForm] = useState<{ draft: PriceDraft | null; of: ListPrice | null } | null>(null)
  const prices = useInfiniteQuery({ ...pricesQuery(list.id, q), placeholderData: keepPreviousData })
  const rows = useMemo(() => prices.data?.pages.flatMap((page) => page.rows) ?? [], [prices.data])
  const there = useMemo(() => new Set(rows.map(({ variant }) => variant)), [rows])
  const money = (amount: string) => format.money(amount, list.currency)
  const held = (variant: string, from: string) =>
    rows.find((one) => one.variant === variant && Number(one.from) === Number(from))
  /** What stands now where wishes are about to write. */
  const back = (wishes: ListPriceWish[]): ListPriceWish[] =>
    wishes.map(({ variant, from }) => ({ variant, from, price: held(variant, from)?.price ?? null }))
  const write = (wishes: ListPriceWish[], text: string) => actions.onPrices(list.id, wishes, back(wishes), text)
  const step = (row: ListPrice, from: string, price: string) => {
    const other = Number(from) === Number(row.from) ? undefined : held(row.variant, from)
    if (other) {
      toast({ text: t("stepThere", { name: row.name, n: format.decimal(from) }), tone: "bad" })
      return Promise.resolve(false)
    }
    const moved = Number(from) !== Number(row.from)
    const wishes = [
      ...(moved ? [{ variant: row.variant, from: row.from, price: null }] : []),
      { variant: row.variant, from, price },
    ]
    return write(
      wishes,
      moved
        ? t("fromSet", { name: row.name, n: format.decimal(from) })
        : t("priceSet", { name: row.name, price: money(price) }),
    )
  }
  const takeAway = (some: ListPrice[]) =>
    void write(
      some.map(({ variant, from }) => ({ variant, from, price: null })),
      some.length === 1 ? t("taken", { name: some[0]?.name ?? "" }) : t("takenN", { n: some.length }),
    )
  const add = async (draft: PriceDraft) => {
    if (held(draft.variant, draft.from)) {
      toast({ text: t("stepThere", { name: draft.name, n: format.decimal(draft.from) }), tone: "bad" })
      return false
    }
    const { variant, from, price, name } = draft
    const taken = await write([{ variant, from, price }], t("added", { name }))
    if (taken) setForm(null)
    return taken
  }
  const typed = (field: Field, text: string): string | null => {
    const amount = typedAmount(text)
    const sound = amount && (field.key === "price" || Number(amount) > 0)
    if (!sound) toast({ text: t(field.key === "price" ? "wrongAmount" : "wrongFrom"), tone: "bad" })
    return sound ? amount : null
  }
  const cells: CellWrites<ListPrice> = {
    users: NOBODY,
    set: (row, field, value) => {
      if (value === null) return takeAway([row])
      const amount = typed(field, String(value))
      if (amount === null) return
      if (field.key === "price") void step(row, row.from, amount)
      else void step(row, amount, row.price)
    },
    paste: (some, columns, table) => {
      const wishes = some.flatMap((row, down): ListPriceWish[] => {
        const cell = (key: string) => {
          const along = columns.findIndex((column) => column.key === key)
          return along < 0 ? undefined : table[down]?.[along]
        }
        const amount = typedAmount(cell("price") ?? "")
        return amount ? [{ variant: row.variant, from: row.from, price: amount }] : []
      })
      if (wishes.length === 0) return toast({ text: t("wrongAmount"), tone: "bad" })
      void write(wishes, t("setN", { n: wishes.length }))
    },
    clear: takeAway,
    dialog: null,
  }
  const columns = usePriceColumns({
    rows,
    currency: list.currency,
    mayChange,
    onStep: (row) => setForm({ of: null, draft: { variant: row.variant, name: row.name, from: "", price: row.price } }),
  })
  const card = (row: ListPrice) => (
    <PriceCard
      row={row}
      currency={list.currency}
      onOpen={
        mayChange
          ? () =>
              setForm({ of: row, draft: { variant: row.variant, name: row.name, from: row.from, price: row.price } })
          : undefined
      }
    />
  )
  const { fetchNextPage } = prices
  const onEnd = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  return (
    <section className="price-table" aria-label={list.name}>
      <div className="price-bar">
        {mayChange && !phone && (
          <PriceForm
            key={form ? `${form.draft?.variant}${form.draft?.from}` : "new"}
            list={list}
            there={there}
            draft={form?.draft ?? null}
            act={t("add")}
            onSave={add}
          />
        )}
        <span className="row end price-bar-end">
          <SearchBox value={q ?? ""} label={t("search")} onSearch={onSearch} />
          {mayChange && (
            <Button icon="clip" onClick={() => startTransition(() => setPasting(true))}>
              {t("paste")}
            </Button>
          )}
          {mayChange && phone && (
            <Button icon="plus" look="primary" onClick={() => setForm({ draft: null, of: null })}>
              {t("addProduct")}
            </Button>
          )}
        </span>
      </div>
      <ListAnswer
        asked={[prices]}
        onDropFilter={never}
        empty={
          rows.length === 0 &&
          (q ? (
            <Empty title={t("nothingTitle")} drawing="search">
              <Button onClick={() => setQ(undefined)}>{t("showAll")}</Button>
            </Empty>
          ) : (
            <Empty title={t("emptyTitle")} text={mayChange ? t("emptyText") : undefined} drawing="paper" />
          ))
        }
      >
        <DataGrid
          label={list.name}
          rows={rows}
          rowKey={keyOf}
          columns={columns}
          write={mayChange ? cells : undefined}
          phone={phone}
          total={prices.data?.pages[0]?.total ?? rows.length}
          more={prices.hasNextPage}
          sort={undefined}
          onSort={never}
          onEnd={onEnd}
          card={card}
        />
      </ListAnswer>
      {phone && form && (
        <Dialog
          title={t(form.of ? "edit" : "addProduct")}
          closeLabel={state("close")}
          still={form.of !== null}
          onClose={() => setForm(null)}
        >
          <PriceForm
            list={list}
            there={there}
            draft={form.draft}
            fixed={form.of !== null}
            act={t(form.of ? "save" : "add")}
            onSave={async (draft) => {
              const { of } = form
              if (!of) return add(draft)
              const moved = Number(draft.from) !== Number(of.from)
              const taken = await step(of, moved ? draft.from : of.from, draft.price)
              if (taken) setForm(null)
              return taken
            }}
          />
          {form.of && (
            <Button
              look="danger"
              icon="trash"
              onClick={() => {
                if (form.of) takeAway([form.of])
                setForm(null)
              }}
            >
              {t("remove")}
            </Button>
          )}
        </Dialog>
      )}
      <Suspense>
        {pasting && (
          <PastePrices
            currency={list.currency}
            known={rows}
            onWrite={(wishes) => write(wishes, t("pasted", { n: wishes.length }))}
            onClose={() => setPasting(false)}
          />
        )}
      </Suspense>
    </section>
  )
}

interface PriceCardProps {
  row: ListPrice
  currency: string
  onOpen: (() => void) | undefined
}

function PriceCard({ row, currency, onOpen }: PriceCardProps) {
  const t = usePhrases(pricePhrases)
  const format = useFormat()
  const body = (
    <>
      <span className="stack grow">
        <span className="row-card-name cut">{row.name}</span>
        <span className="small cut">
          {[row.code, Number(row.from) === 1 ? null : t("fromN", { n: format.decimal(row.from) })]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
      <span className="row-card-end small">
        <span className="medium product-price">{format.money(row.price, currency)}</span>
        {row.base !== null && <s>{format.money(row.base, currency)}</s>}
      </span>
    </>
  )
  if (!onOpen) return <span className="row-card">{body}</span>
  return (
    <button type="button" className="row-card price-card" onClick={onOpen}>
      {body}
    </button>
  )
}

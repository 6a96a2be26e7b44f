// The quotes of a deal: how each stands and what it comes to; a new one begins with the deal's lines.

import type { Deal, QuoteRow } from "@api/contract"
import { quotes } from "@api/trade"
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Skeleton } from "@ui/States"
import { useState } from "react"
import { QuoteState } from "../../kit/QuoteState"
import { QUOTES, quoteQuery, quotesQuery } from "../../kit/quotes"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { dealPhrases } from "./dealPhrases"

/** The versions of each quote, the newest first; the quotes in the order of their newest. */
export function byNumber(rows: QuoteRow[]): QuoteRow[][] {
  const groups = new Map<string, QuoteRow[]>()
  for (const row of rows) groups.set(row.number, [...(groups.get(row.number) ?? []), row])
  return [...groups.values()].map((versions) => [...versions].sort((a, b) => b.version - a.version))
}

export function DealQuotes({ deal }: { deal: Deal }) {
  const t = usePhrases(dealPhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const told = useUndo()
  const { id } = deal.row
  const list = useInfiniteQuery(quotesQuery({ deal: id }))
  const groups = byNumber(list.data?.pages.flatMap((page) => page.rows) ?? [])
  const create = useMutation({
    mutationFn: () => quotes.create(id),
    onSuccess: async ({ data, batch }) => {
      cache.setQueryData(quoteQuery(data.row.id).queryKey, data)
      await navigate({ to: "/quotes/$quote", params: { quote: data.row.id } })
      told(t("quoteMade", { number: data.row.number }), batch)
      void cache.invalidateQueries({ queryKey: QUOTES })
    },
    onError: toastFailure,
  })
  if (list.isSuccess && groups.length === 0 && !deal.may_edit) return null
  return (
    <section className="deal-part" aria-label={t("quotes")}>
      <h2 className="section-head">
        {t("quotes")}
        {deal.may_edit && (
          <button type="button" className="link small end" disabled={create.isPending} onClick={() => create.mutate()}>
            {t("newQuote")}
          </button>
        )}
      </h2>
      {list.isPending ? (
        <Skeleton height={32} />
      ) : list.isError ? (
        <p className="row small">
          <span className="bad">{list.error.message}</span>
          <Button small onClick={() => void list.refetch()}>
            {t("again")}
          </Button>
        </p>
      ) : groups.length === 0 ? (
        <p className="small quiet">{t("quoteHint")}</p>
      ) : (
        <ul className="deal-quotes">
          {groups.map((versions) => (
            <OneQuote key={versions[0]?.number} versions={versions} />
          ))}
        </ul>
      )}
    </section>
  )
}

function OneQuote({ versions: [newest, ...older] }: { versions: QuoteRow[] }) {
  const t = usePhrases(dealPhrases)
  const [open, setOpen] = useState(false)
  if (!newest) return null
  return (
    <li>
      <Version row={newest} />
      {older.length > 0 && (
        <button type="button" className="link small deal-older" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t("fewerVersions") : t("olderVersions", { n: older.length })}
        </button>
      )}
      {open && older.map((row) => <Version key={row.id} row={row} />)}
    </li>
  )
}

function Version({ row }: { row: QuoteRow }) {
  const t = usePhrases(dealPhrases)
  const format = useFormat()
  return (
    <Link to="/quotes/$quote" params={{ quote: row.id }} className="deal-quote">
      <span className="medium nowrap">{row.number}</span>
      {row.version > 1 && <span className="small quiet nowrap">{t("versionN", { n: row.version })}</span>}
      <QuoteState of={row} />
      <span className="end nowrap">{format.money(row.total, row.currency)}</span>
    </Link>
  )
}

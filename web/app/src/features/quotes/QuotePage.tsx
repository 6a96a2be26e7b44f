// A quote as a page: the paper at the left, written as it will look; at the right how it stands and what is to be done.

import "./quotes.css"
import "./paper.css"
import type { Quote } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { lazy, Suspense, startTransition, useState } from "react"
import { useOpened } from "../../kit/device/recent"
import { PageHead } from "../../kit/PageHead"
import { QuoteState } from "../../kit/QuoteState"
import { quoteQuery } from "../../kit/quotes"
import { Actions } from "./Actions"
import { Approval } from "./Approval"
import { Offers } from "./Offers"
import { Paper } from "./Paper"
import type { Asked } from "./QuoteDialogs"
import { quotePhrases } from "./quotePhrases"
import { SaveState, SaveTrouble } from "./SaveState"
import { About, Log, Versions } from "./Side"
import { Talk } from "./Talk"
import { useQuoteActions } from "./useQuoteActions"
import { useQuoteDraft } from "./useQuoteDraft"

const QuoteDialogs = lazy(async () => ({ default: (await import("./QuoteDialogs")).QuoteDialogs }))
const route = getRouteApi("/frame/quotes/$quote")
/** In milliseconds: whoever has sent a quote sees it opened, asked about, accepted without reading the page anew. */
const LOOK = 20_000

export function QuotePage() {
  const t = usePhrases(quotePhrases)
  const { quote: id } = route.useParams()
  const quote = useQuery({
    ...quoteQuery(id),
    refetchInterval: ({ state }) => (state.data?.row.state === "sent" ? LOOK : false),
  })
  const row = quote.data?.row
  const whose = row?.company?.name ?? row?.person?.name
  useOpened("quote", id, row?.number, whose ?? "", quote.error)
  return (
    <div className="pane quote-pane">
      {quote.isPending ? (
        <>
          <PageHead title={t("quote")} />
          <SkeletonRows rows={8} />
        </>
      ) : quote.isError ? (
        <>
          <PageHead title={t("quote")} />
          <Failed error={quote.error} retry={() => void quote.refetch()}>
            <Link to="/quotes" search={{}} className="button">
              {t("back")}
            </Link>
          </Failed>
        </>
      ) : (
        <Loaded key={id} quote={quote.data} />
      )}
    </div>
  )
}

function Loaded({ quote }: { quote: Quote }) {
  const t = usePhrases(quotePhrases)
  const { row } = quote
  const writing = useQuoteDraft(quote)
  const actions = useQuoteActions(quote, writing)
  const [asked, setAsked] = useState<Asked | null>(null)
  // What waits for an approval is read until its author takes it up again.
  const [takenUp, setTakenUp] = useState(false)
  const waiting = row.state === "waiting"
  const writes = quote.may_edit && (row.state === "draft" || (waiting && takenUp))
  const ask = (what: Asked) => startTransition(() => setAsked(what))
  const standing = (
    <section className="quote-part quote-standing">
      <Standing quote={quote} />
      <Actions quote={quote} actions={actions} onAsk={ask} />
      {waiting && quote.may_edit && !quote.may_decide && !takenUp && (
        <p className="small quiet">
          <button type="button" className="link" onClick={() => setTakenUp(true)}>
            {t("writeOn")}
          </button>{" "}
          {t("writeOnText")}
        </p>
      )}
    </section>
  )
  return (
    <>
      <PageHead title={row.number}>
        <nav className="crumbs">
          <Link to="/quotes" search={{}}>
            {t("back")}
          </Link>
          <Icon name="right" size={14} />
          <h1 className="strong cut">
            {row.number}
            {row.version > 1 && <span className="quiet"> v{row.version}</span>}
          </h1>
        </nav>
        <span className="not-phone">
          <QuoteState of={row} />
        </span>
        <span className="end" />
        {writes && <SaveState writing={writing} actions={actions} />}
      </PageHead>
      <div className="quote-page">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
        <div className="quote-desk scroll" tabIndex={0}>
          {writes && <SaveTrouble writing={writing} />}
          <Paper quote={quote} writing={writing} writes={writes} />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
        <aside className="quote-side scroll" tabIndex={0} aria-label={t("about")}>
          {standing}
          <Approval quote={quote} actions={actions} />
          <Talk quote={quote} actions={actions} />
          {writes && <Offers writing={writing} />}
          <About quote={quote} writing={writing} writes={writes} />
          <Versions quote={quote} />
          <Log quote={quote} />
        </aside>
      </div>
      <Suspense>
        {asked && (
          <QuoteDialogs asked={asked} quote={quote} actions={actions} onAsk={ask} onClose={() => setAsked(null)} />
        )}
      </Suspense>
    </>
  )
}

/** How it stands, in a sentence, with its sum. */
function Standing({ quote: { row, approval, totals } }: { quote: Quote }) {
  const t = usePhrases(quotePhrases)
  // What needs an approval is told there.
  const given = row.state === "draft" && !approval && Number(totals.discount ?? "0") > 0 ? totals.discount : null
  const format = useFormat()
  const on = (at: string | null) => (at ? format.shortDate(at) : "")
  const said = () => {
    switch (row.state) {
      case "sent":
        return row.seen_at
          ? t("says.seen", { date: on(row.sent_at), seen: on(row.seen_at) })
          : t("says.sent", { date: on(row.sent_at) })
      case "accepted":
        return t("says.accepted", { date: on(row.closed_at) })
      case "declined":
        return t("says.declined", { date: on(row.closed_at) })
      case "withdrawn":
        return t("says.withdrawn", { date: on(row.closed_at) })
      case "expired":
        return t("says.expired", { date: row.valid_until ? format.calendarDay(row.valid_until) : "" })
      default:
        return t(`says.${row.state}`)
    }
  }
  return (
    <div className="quote-says">
      <p className="row">
        <span className="quote-sum">{format.money(row.total, row.currency)}</span>
        <span className="end only-phone">
          <QuoteState of={row} />
        </span>
      </p>
      <p className="small quiet">{said()}</p>
      {given && <p className="small quiet">{t("givenFree", { n: given })}</p>}
    </div>
  )
}

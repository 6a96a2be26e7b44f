// Quotes: what is to be done about them first, then by state. In: the URL. Out: pages of rows, each opening its quote.

import "../../kit/grid.css"
import "./quotes.css"
import { getRouteApi } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { Forbidden } from "@ui/States"
import { useCallback, useEffect, useRef } from "react"
import { PageHead } from "../../kit/PageHead"
import { LOST_QUOTES, QUOTE_TABS, type QuotesSearch, stateOf } from "../../kit/quoteTabs"
import { SearchBox } from "../../kit/SearchBox"
import { useCan } from "../../kit/session"
import { useSoldNews } from "../../kit/useSoldNews"
import { quotesPhrases } from "./phrases"
import { QuoteList } from "./QuoteList"
import { QuoteTasks } from "./QuoteTasks"

const route = getRouteApi("/frame/quotes")
/** An accepted quote moves its deal, which is told; the lists are read anew with it. */
const NEWS = [["quotes"]]

export function QuotesPage() {
  useSoldNews("deal", NEWS)
  const t = usePhrases(quotesPhrases)
  const may = useCan("person.see")
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const tabs = useRef<HTMLFieldSetElement>(null)
  const { tab = "todo", q } = search
  const mine = search.mine === "yes"
  const change = useCallback(
    (set: Partial<QuotesSearch>) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((text: string | undefined) => change({ q: text }), [change])
  // On a phone the tabs scroll; the one that is open must be among those in sight.
  useEffect(() => {
    tabs.current?.querySelector("[aria-pressed=true]")?.scrollIntoView({ inline: "center", block: "nearest" })
  }, [])
  if (!may) return <Forbidden permission="person.see" />
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
      </PageHead>
      <div className="bar quotes-bar">
        <fieldset ref={tabs} className="quotes-tabs" aria-label={t("tabs")}>
          {QUOTE_TABS.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === tab}
              onClick={() => change({ tab: one === "todo" ? undefined : one, lost: undefined })}
            >
              {t(one)}
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          className="chip"
          aria-pressed={mine}
          onClick={() => change({ mine: mine ? undefined : "yes" })}
        >
          {t("mine")}
        </button>
        <span className="end not-phone" />
        <SearchBox value={q ?? ""} label={t("search")} onSearch={onSearch} />
      </div>
      {tab === "lost" && (
        <fieldset className="quotes-lost" aria-label={t("lostWhich")}>
          {LOST_QUOTES.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={one === (search.lost ?? "declined")}
              onClick={() => change({ lost: one === "declined" ? undefined : one })}
            >
              {t(`lost.${one}`)}
            </button>
          ))}
        </fieldset>
      )}
      {tab === "todo" ? (
        <QuoteTasks mine={mine} q={q} onShowAll={() => change({ tab: "all", mine: undefined, q: undefined })} />
      ) : (
        <QuoteList
          asked={{ state: stateOf(search), mine, q }}
          openDeal={search.panel}
          onShowAll={() => change({ tab: "all", mine: undefined, q: undefined })}
        />
      )}
    </div>
  )
}

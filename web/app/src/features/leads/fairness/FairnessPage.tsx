// Whether leads are shared fairly: how even by number and by worth, each colleague, each source, disputes.
// In: the URL (from, to). Out: the rows behind the figures; a sheet to print.

import "../../../kit/segments.css"
import "../leads.css"
import "./fairness.css"
import { api } from "@api/client"
import type { Fairness } from "@api/contract"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Skeleton, SkeletonRows } from "@ui/States"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { Unrated } from "../../../kit/Unrated"
import { LeadTabs } from "../LeadTabs"
import { Colleagues } from "./Colleagues"
import { fairnessPhrases } from "./phrases"
import { Sources } from "./Sources"
import { PRESETS, presetOf, readSpan, type Span, spanOf } from "./spans"
import { How, Top } from "./Top"

const route = getRouteApi("/frame/leads/fairness")

export function FairnessPage() {
  const t = usePhrases(fairnessPhrases)
  const format = useFormat()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const today = format.today()
  const span = readSpan(search.from, search.to, today)
  const show = (next: Span) => void navigate({ search: next, replace: true })
  const held = useQuery({
    queryKey: ["leads", "fairness", span.from, span.to],
    queryFn: ({ signal }) => api.leads.fairness(span, signal),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <div className="bar lead-bar">
        <LeadTabs />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="fairness scroll" tabIndex={0} aria-busy={held.isPlaceholderData}>
        <div className="row fairness-when">
          <fieldset className="segments" aria-label={t("period")}>
            {PRESETS.map((one) => (
              <button
                key={one}
                type="button"
                className="segment"
                aria-pressed={presetOf(span, today) === one}
                onClick={() => show(spanOf(one, today))}
              >
                {t(`preset.${one}`)}
              </button>
            ))}
          </fieldset>
          <span className="row fairness-days">
            <input
              type="date"
              className="input"
              aria-label={t("from")}
              max={span.to}
              value={span.from}
              onChange={(event) => event.target.value && show({ ...span, from: event.target.value })}
            />
            <span className="small quiet">{t("to")}</span>
            <input
              type="date"
              className="input"
              aria-label={t("to")}
              min={span.from}
              max={today}
              value={span.to}
              onChange={(event) => event.target.value && show({ ...span, to: event.target.value })}
            />
          </span>
          <How />
          <IconButton icon="print" label={t("print")} className="not-phone" onClick={() => window.print()} />
        </div>
        {held.isPending ? (
          <Waiting />
        ) : held.isError ? (
          <Failed error={held.error} retry={() => void held.refetch()} />
        ) : held.data.parts.length === 0 ? (
          <Nothing />
        ) : (
          <Report of={held.data} />
        )}
      </div>
    </div>
  )
}

function Report({ of }: { of: Fairness }) {
  const t = usePhrases(fairnessPhrases)
  const format = useFormat()
  return (
    <>
      <h1 className="fairness-sheet">
        {t("title")}
        <small>{t("span", { from: format.calendarDay(of.from), to: format.calendarDay(of.to) })}</small>
      </h1>
      <Top of={of} />
      {of.unrated.length > 0 && <Unrated currencies={of.unrated} />}
      <Colleagues of={of} />
      <Sources of={of} />
    </>
  )
}

function Nothing() {
  const t = usePhrases(fairnessPhrases)
  const setsUp = useCan("users")
  return (
    <Empty title={t("none")} text={t("noneText")} drawing="people">
      {setsUp && (
        <Link to="/settings/leads" className="button">
          {t("toRules")}
        </Link>
      )}
    </Empty>
  )
}

function Waiting() {
  return (
    <>
      <Skeleton width="52%" height={24} />
      <div className="fairness-top">
        {[1, 2, 3].map((one) => (
          <div key={one} className="fairness-even">
            <Skeleton width={88} />
            <Skeleton width={120} height={36} />
            <Skeleton height={48} />
          </div>
        ))}
      </div>
      <SkeletonRows rows={8} height={52} />
    </>
  )
}

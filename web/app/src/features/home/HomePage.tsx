// Today: what is to be done, by day and in its order; what changed, what has gone stale, how far goals have come; whose
// birthday comes, who has gone quiet. In: the URL (whose). Out: the lists behind all of it.

import "./home.css"
import { api } from "@api/client"
import type { Whose } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useOnline } from "../../kit/device/connection"
import { PageHead } from "../../kit/PageHead"
import { objectsQuery } from "../../kit/queries"
import { useCan, useSession } from "../../kit/session"
import { spentText } from "../../kit/spent"
import { useWhose } from "../../kit/whose/useWhose"
import { WhoseSwitch } from "../../kit/whose/WhoseSwitch"
import { isLeading } from "../../kit/whose/whose"
import { Agenda } from "./Agenda"
import { type Block, blocksOf } from "./blocks"
import { Closing } from "./Closing"
import { Goals } from "./Goals"
import { useKeptHeight } from "./heights"
import { Kept } from "./Kept"
import { MayNeed } from "./MayNeed"
import { News, StaleCard } from "./News"
import { Birthdays, People } from "./People"
import { homePhrases } from "./phrases"
import { Start } from "./Start"
import { ToReview } from "./ToReview"
import { useHomeNews } from "./useHomeNews"
import { Waiting } from "./Waiting"
import { WeekStrip } from "./WeekStrip"

const route = getRouteApi("/frame/today")
const QUIET = "order_count > 0 and last_seen_at before today - 60 days"
const BIRTHDAY = "birthday in the next 7 days"

export function HomePage() {
  useHomeNews()
  const t = usePhrases(homePhrases)
  const format = useFormat()
  const session = useSession()
  const live = useOnline()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const sees = useCan("person.see")
  const { whose, offered, today } = useWhose(search.whose)
  const hour = Number(format.time(new Date().toISOString()).slice(0, 2))
  const greeting = hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening"
  const leading = isLeading(session)
  const { first, second } = blocksOf({ leading, sees })
  const block = (one: Block) => <HomeBlock key={one} block={one} whose={whose} today={today} />
  const { ref, style } = useKeptHeight<HTMLElement>("head", !sees || whose !== undefined)
  const onPick = (picked: Whose) => void navigate({ search: (now) => ({ ...now, whose: picked }), replace: true })
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="home scroll" tabIndex={0}>
        <header ref={ref} style={style} className="home-head">
          <div className="grow">
            <h2>{t(greeting, { name: session.user.name })}</h2>
            <p className="quiet">
              {format.date(new Date().toISOString())} {format.weekday(new Date().toISOString())}
            </p>
          </div>
          {live && sees && whose && <WhoseSwitch now={whose} offered={offered} onPick={onPick} />}
        </header>
        {live && <Start />}
        {live && (
          <div className="home-columns">
            <div className="home-column">{first.map(block)}</div>
            <div className="home-column">{second.map(block)}</div>
          </div>
        )}
        {sees && <Rest live={live} />}
      </div>
    </div>
  )
}

interface BlockProps {
  block: Block
  whose: Whose | undefined
  today: ReturnType<typeof useWhose>["today"]
}

function HomeBlock({ block, whose, today }: BlockProps) {
  const merges = useCan("person.merge")
  if (block === "week") return <WeekStrip />
  if (block === "agenda") return <Agenda />
  if (block === "waiting") return <Waiting merges={merges} />
  if (block === "news") return <News today={today} />
  if (block === "stale") return <StaleCard today={today} whose={whose} />
  // Where it is not known whose, because that failed, one's own goals are told all the same.
  const known = whose ?? (today.isError ? "me" : undefined)
  return block === "goals" ? <Goals whose={known} /> : <Closing whose={known} />
}

/** Lists of people below what is to be done: those that come late push nothing that is read already. */
function Rest({ live }: { live: boolean }) {
  const t = usePhrases(homePhrases)
  const format = useFormat()
  const { user } = useSession()
  // Who looks after people begins with their own; everybody else with all they see.
  const mine = useQuery({
    queryKey: ["people", { count: ["owner = me", ""] }],
    queryFn: ({ signal }) => api.people.list({ filter: "owner = me", limit: 1 }, signal),
    staleTime: 300_000,
  })
  const own = (mine.data?.total ?? 0) > 0
  // What the role hides is neither asked for nor sorted by.
  const fields = useQuery(objectsQuery).data?.find((one) => one.object === "person")?.fields
  const shows = (key: string) => fields?.some((field) => field.key === key) ?? false
  const mostSpent = shows("order_total") ? "-order_total" : undefined
  const of = (filter: string) => (own ? ["owner = me", filter].filter(Boolean).join(" and ") : filter)
  return (
    <div className="home-rest">
      {!live && <Kept />}
      {live && own && shows("review_on") && <ToReview />}
      {mine.isSuccess && fields && (
        <>
          <People
            title={t(own ? "recentMine" : "recent")}
            filter={of("")}
            sort="-last_seen_at"
            end={(row) => row.last_seen_at && format.ago(row.last_seen_at)}
          />
          {shows("order_count") && (
            <People
              title={t(own ? "quietMine" : "quiet")}
              filter={of(QUIET)}
              sort={mostSpent}
              end={(row) => spentText(row, format)}
            />
          )}
          {live && own && <MayNeed owner={user.id} />}
          <Birthdays title={t(own ? "birthdaysMine" : "birthdays")} filter={of(BIRTHDAY)} sort={mostSpent} />
        </>
      )}
    </div>
  )
}

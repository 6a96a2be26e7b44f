// What changed since the last working day, each figure with its list; and what has gone stale or silent.

import type { HomeFigure, HomeToday, StaleOf, Whose } from "@api/contract"
import { type UseQueryResult, useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon, type IconName } from "@ui/Icon"
import { useLocale, usePhrases } from "@ui/phrases"
import { Failed, Skeleton } from "@ui/States"
import { ListLink } from "../../kit/ListLink"
import { useSums } from "../../kit/useSums"
import { Card } from "./Card"
import { dayPhrases } from "./dayPhrases"
import { countQuery } from "./queries"

interface TodayProps {
  today: UseQueryResult<HomeToday>
}

const PLACES = [1, 2, 3, 4, 5, 6]

export function News({ today }: TodayProps) {
  const t = usePhrases(dayPhrases)
  const format = useFormat()
  const locale = useLocale()
  const { data } = today
  const long = (instant: string) =>
    new Intl.DateTimeFormat(locale, { weekday: locale === "en" ? "long" : "short", timeZone: "UTC" }).format(
      Date.parse(`${format.day(instant)}T00:00Z`),
    )
  const since =
    !data || format.daysAgo(data.since) <= 1 ? t("newsYesterday") : t("newsSince", { day: long(data.since) })
  const none = data?.news.every(({ count }) => count === 0)
  return (
    <Card block="news" title={since} label={since} ready={!today.isPending}>
      {today.isError ? (
        <Failed error={today.error} retry={() => void today.refetch()} />
      ) : none ? (
        <p className="quiet home-line">{t("newsNone", { since })}</p>
      ) : (
        <ul className="home-news">
          {data
            ? data.news.map((figure) => (
                <li key={figure.of}>
                  <Figure figure={figure} />
                </li>
              ))
            : PLACES.map((one) => (
                <li key={one} className="home-figure">
                  <Skeleton width={56} />
                  <Skeleton width={32} height={24} />
                </li>
              ))}
        </ul>
      )}
    </Card>
  )
}

function Figure({ figure: { of, count, amount, object, filter } }: { figure: HomeFigure }) {
  const t = usePhrases(dayPhrases)
  const format = useFormat()
  const sums = useSums()
  const inside = (
    <>
      <span className="small quiet">{t(`news.${of}`)}</span>
      <span className="home-figure-count">
        <b>{format.number(count)}</b>
        {count > 0 && amount && Number(amount.total) > 0 && <span className="small soft">{sums([amount], true)}</span>}
      </span>
    </>
  )
  // Nothing has no list worth opening.
  if (count === 0) return <span className="home-figure is-none">{inside}</span>
  return (
    <ListLink object={object} filter={filter} className="home-figure">
      {inside}
    </ListLink>
  )
}

const ICONS: Record<StaleOf, IconName> = { deals: "deal", leads: "sprout", people: "person" }
const KINDS = ["deals", "leads", "people"] as const

interface StaleProps extends TodayProps {
  whose: Whose | undefined
}

export function StaleCard({ today, whose }: StaleProps) {
  const t = usePhrases(dayPhrases)
  const format = useFormat()
  const unowned = useQuery(countQuery("owner is empty", whose !== undefined && whose !== "me")).data
  const search = { whose: whose === "me" ? undefined : whose }
  const figure = (of: StaleOf) => today.data?.stale.find((one) => one.of === of)
  const shown = today.data ? KINDS.filter((of) => figure(of)) : KINDS
  return (
    <Card
      block="stale"
      title={t("stale")}
      label={t("stale")}
      ready={!today.isPending}
      end={
        <Link to="/stale" search={search} className="link small">
          {t("staleAll")}
        </Link>
      }
    >
      {today.isError ? (
        <Failed error={today.error} retry={() => void today.refetch()} />
      ) : (
        <ul>
          {shown.map((of) => {
            const { count = 0, more = false } = figure(of) ?? {}
            return (
              <li key={of}>
                <Link to="/stale" search={{ ...search, of: of === "deals" ? undefined : of }} className="home-line">
                  <Icon name={ICONS[of]} size={16} />
                  <span className="grow">{t(`stale.${of}`)}</span>
                  {today.data ? (
                    <b className={count === 0 ? "quiet" : "home-count"}>
                      {format.number(count)}
                      {more && "+"}
                    </b>
                  ) : (
                    <Skeleton width={24} height={16} />
                  )}
                </Link>
              </li>
            )
          })}
          {whose !== undefined && whose !== "me" && (
            <li>
              <Link to="/people" search={{ filter: "owner is empty" }} className="home-line">
                <Icon name="help" size={16} />
                <span className="grow">{t("unowned")}</span>
                {unowned ? (
                  <b className="home-count">
                    {format.number(unowned.total)}
                    {unowned.total_at_least && "+"}
                  </b>
                ) : (
                  <Skeleton width={24} height={16} />
                )}
              </Link>
            </li>
          )}
        </ul>
      )}
    </Card>
  )
}

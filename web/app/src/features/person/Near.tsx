// Who is near a place, the nearest first.

import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { readNearby } from "../../kit/device/reading"
import { type Place, placeText } from "../../kit/distance"
import { checkInPhrases } from "./checkInPhrases"

const SHOWN = 8

/** "80 m" or "1.2 km". */
export function useDistance(): (metres: number) => string {
  const t = usePhrases(checkInPhrases)
  const format = useFormat()
  return (metres) =>
    metres < 1000
      ? t("metres", { n: Math.round(metres / 10) * 10 })
      : t("kilometres", { n: format.decimal((metres / 1000).toFixed(metres < 10_000 ? 1 : 0)) })
}

interface NearProps {
  here: Place
  /** Who is visited already. */
  except: string
  onGo: () => void
}

export function Near({ here, except, onGo }: NearProps) {
  const t = usePhrases(checkInPhrases)
  const distance = useDistance()
  const asked = useQuery({
    queryKey: ["nearby", placeText(here)],
    queryFn: ({ signal }) => readNearby(here, signal),
    staleTime: 60_000,
    retry: false,
  })
  const people = (asked.data?.people ?? []).filter(({ person }) => person.id !== except).slice(0, SHOWN)
  return (
    <section className="near" aria-label={t("nearby")}>
      <h3 className="section-head">
        {t("nearby")}
        {asked.data?.onDevice && <small>{t("onDevice")}</small>}
      </h3>
      {asked.isPending ? (
        <SkeletonRows rows={3} height={44} />
      ) : asked.isError ? (
        <Failed error={asked.error} retry={() => void asked.refetch()} />
      ) : (
        <>
          <ul>
            {people.map(({ person, metres }) => (
              <li key={person.id}>
                <Link to="/people/$id" params={{ id: person.id }} className="near-line" onClick={onGo}>
                  <Avatar id={person.id} initial={person.initial} size={28} />
                  <span className="medium cut grow">{person.name}</span>
                  <span className="small quiet nowrap">{distance(metres)}</span>
                </Link>
              </li>
            ))}
          </ul>
          {people.length === 0 && (
            <p className="small quiet">{t(asked.data.fields.length === 0 ? "noField" : "nobody")}</p>
          )}
          {asked.data.more && <p className="small quiet">{t("more")}</p>}
        </>
      )}
    </section>
  )
}

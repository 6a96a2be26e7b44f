// Who is near a place, the nearest first, on a map and in a list; from here one goes to them and checks in.

import "./near.css"
import { useQuery } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { lazy, Suspense } from "react"
import { readNearby } from "../device/reading"
import { type Place, placeText } from "../distance"
import { useCan } from "../session"
import { nearbyPhrases } from "./phrases"

const NearMap = lazy(async () => ({ default: (await import("./NearMap")).NearMap }))
const SHOWN = 8

/** "80 m" or "1.2 km". */
export function useDistance(): (metres: number) => string {
  const t = usePhrases(nearbyPhrases)
  const format = useFormat()
  return (metres) =>
    metres < 1000
      ? t("metres", { n: Math.round(metres / 10) * 10 })
      : t("kilometres", { n: format.decimal((metres / 1000).toFixed(metres < 10_000 ? 1 : 0)) })
}

interface NearProps {
  here: Place
  /** Who is visited already. */
  except?: string
  /** Without a map of its own, where it stands beside one. */
  plain?: boolean
  onGo: () => void
}

export function Near({ here, except, plain, onGo }: NearProps) {
  const t = usePhrases(nearbyPhrases)
  const distance = useDistance()
  const navigate = useNavigate()
  const mayEdit = useCan("person.edit")
  const asked = useQuery({
    queryKey: ["nearby", placeText(here)],
    queryFn: ({ signal }) => readNearby(here, signal),
    staleTime: 60_000,
    // Where somebody is is not kept longer than it is shown.
    gcTime: 0,
    retry: false,
  })
  const near = (asked.data?.people ?? []).filter(({ person }) => person.id !== except).slice(0, SHOWN)
  return (
    <section className="near" aria-label={t("nearby")}>
      <h3 className="section-head">
        {t("nearby")}
        {asked.data?.onDevice && <small>{t("onDevice")}</small>}
      </h3>
      {!plain && near.length > 0 && (
        <Suspense fallback={<div className="near-map" />}>
          <NearMap
            here={here}
            near={near}
            onOpen={(id) => {
              onGo()
              void navigate({ to: "/people/$id", params: { id } })
            }}
          />
        </Suspense>
      )}
      {asked.isPending ? (
        <SkeletonRows rows={3} height={44} />
      ) : asked.isError ? (
        <Failed error={asked.error} retry={() => void asked.refetch()} />
      ) : (
        <>
          <ul>
            {near.map(({ person, metres }) => (
              <li key={person.id} className="row near-row">
                <Link to="/people/$id" params={{ id: person.id }} className="near-line grow" onClick={onGo}>
                  <Avatar id={person.id} initial={person.initial} size={28} />
                  <span className="medium cut grow">{person.name}</span>
                  <span className="small quiet nowrap">{distance(metres)}</span>
                </Link>
                {mayEdit && (
                  <Link
                    to="/people/$id"
                    params={{ id: person.id }}
                    search={{ act: "check-in" }}
                    className="icon-button near-visit"
                    aria-label={`${t("visit")} · ${person.name}`}
                    title={t("visit")}
                    onClick={onGo}
                  >
                    <Icon name="pin" />
                  </Link>
                )}
              </li>
            ))}
          </ul>
          {near.length === 0 && (
            <p className="small quiet">{t(asked.data.fields.length === 0 ? "noField" : "nobody")}</p>
          )}
          {asked.data.more && <p className="small quiet">{t("more")}</p>}
        </>
      )}
    </section>
  )
}

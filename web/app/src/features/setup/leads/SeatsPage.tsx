// What each colleague can take: open leads and new ones in a month against their limits, languages, hours, absence.
// Every cell is changed where it stands and saved at once.

import "./seats.css"
import { api } from "@api/client"
import type { Seat } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useCan } from "../../../kit/session"
import { toastFailure } from "../../../kit/useUndo"
import { LeadSetup } from "./LeadSetup"
import { seatsQuery } from "./queries"
import { SeatRow } from "./SeatRow"
import { seatPhrases } from "./seatPhrases"
import { roomOf, wishOf } from "./seats"

export function SeatsPage() {
  const t = usePhrases(seatPhrases)
  const may = useCan("users")
  const seats = useQuery({ ...seatsQuery, enabled: may })
  return (
    <LeadSetup>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="seats scroll" tabIndex={0}>
        {seats.isPending ? (
          <SkeletonRows rows={7} height={56} />
        ) : seats.isError ? (
          <Failed error={seats.error} retry={() => void seats.refetch()} />
        ) : seats.data.length === 0 ? (
          <Empty title={t("none")} text={t("noneText")} drawing="people">
            <Link to="/settings/staff" className="button">
              {t("toStaff")}
            </Link>
          </Empty>
        ) : (
          <Seats seats={seats.data} />
        )}
      </div>
    </LeadSetup>
  )
}

function Seats({ seats }: { seats: Seat[] }) {
  const t = usePhrases(seatPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const save = useMutation({
    mutationFn: ({ next }: { next: Seat; before: Seat }) => api.assignment.setSeats([wishOf(next)]),
    onMutate: ({ next }) => {
      cache.setQueryData<Seat[]>(seatsQuery.queryKey, (now) =>
        now?.map((seat) => (seat.who.id === next.who.id ? next : seat)),
      )
    },
    onSuccess: (now, { next, before }) => {
      cache.setQueryData(seatsQuery.queryKey, now)
      // Rules tried before asked who could take leads before.
      void cache.invalidateQueries({ queryKey: ["assignment", "trial"] })
      const run = () => save.mutate({ next: before, before: next })
      toast({ text: t("saved", { name: next.who.name }), action: { label: state("undo"), run } })
    },
    onError: (error) => {
      toastFailure(error)
      void cache.invalidateQueries({ queryKey: seatsQuery.queryKey })
    },
  })
  return (
    <>
      <Room seats={seats} />
      <table className="plain-table seat-table">
        <thead>
          <tr>
            {(["who", "open", "month", "languages", "hours", "away"] as const).map((one) => (
              <th key={one} scope="col">
                {t(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seats.map((seat) => (
            <SeatRow
              key={seat.who.id}
              seat={seat}
              onChange={(part) => save.mutate({ next: { ...seat, ...part }, before: seat })}
            />
          ))}
        </tbody>
      </table>
    </>
  )
}

/** How much the whole floor can still take. */
function Room({ seats }: { seats: Seat[] }) {
  const t = usePhrases(seatPhrases)
  const now = new Date()
  const rooms = seats.map((seat) => roomOf(seat, now))
  const limited = rooms.filter(Number.isFinite).reduce((sum, room) => sum + room, 0)
  const endless = rooms.filter((room) => !Number.isFinite(room)).length
  return (
    <div className="seats-head">
      <p className="quiet seats-about">{t("text")}</p>
      <p>
        <b className="seats-able">{t("able", { n: rooms.filter((room) => room > 0).length })}</b>{" "}
        <span className="quiet">
          {t("ofAll", { n: seats.length })} · {t("room", { n: limited })}
          {endless > 0 && ` · ${t("roomless", { n: endless })}`}
        </span>
      </p>
    </div>
  )
}

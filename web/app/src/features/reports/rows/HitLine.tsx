// One row behind a figure: what it is, its state, whose it is, what it is worth, when; a click opens it.

import type { ReportHit } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { activityPhrases } from "../../../kit/activities/phrases"
import { RecordLink } from "../../../kit/RecordLink"
import { useWords, wordOf } from "../../../kit/words"

/** What opens beside the page; whatever else has a page of its own. */
const BESIDE = ["person", "deal", "lead", "activity", "order"]

export function HitLine({ hit }: { hit: ReportHit }) {
  const format = useFormat()
  const words = useWords()
  const activity = usePhrases(activityPhrases)
  const { object, state, state_label: label } = hit
  const said =
    state === null
      ? null
      : (label ??
        (object === "activity"
          ? activity.maybe(`state.${state}`)
          : object === "order"
            ? wordOf(words, "order", state)
            : object === "interaction"
              ? words.maybe(`kind.${state}`)
              : object === "person"
                ? wordOf(words, "lifecycle", state)
                : words.maybe(`state.${state}`)) ??
        state)
  const name =
    object === "interaction" && hit.person ? (
      <Link to="." search={(now) => ({ ...now, panel: hit.person?.id })} className="link cut">
        {hit.name}
      </Link>
    ) : BESIDE.includes(object) ? (
      <Link to="." search={(now) => ({ ...now, panel: hit.id })} className="link cut">
        {hit.name}
      </Link>
    ) : (
      <RecordLink page="/companies" id={hit.id}>
        {hit.name}
      </RecordLink>
    )
  const about = [hit.person && object !== "interaction" ? hit.person.name : null, hit.owner?.name].filter(Boolean)
  return (
    <li className="hit-line">
      <span className="row">
        <span className="grow cut">{name}</span>
        {hit.amount && <span className="figure">{format.money(hit.amount.total, hit.amount.currency, true)}</span>}
      </span>
      <span className="row small quiet">
        {said && <span className="nowrap">{said}</span>}
        <span className="grow cut">{about.join(" · ")}</span>
        {hit.at && (
          <span className="nowrap">{hit.at.includes("T") ? format.shortDate(hit.at) : format.calendarDay(hit.at)}</span>
        )}
      </span>
    </li>
  )
}

// One row behind a figure: what it is called, how it stands, whose it is, what it comes to, when it was.

import type { ObjectKind, ReportHit } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { PersonLink } from "../PersonLink"
import { RecordLink } from "../RecordLink"
import { rowsPhrases } from "./rowsPhrases"
import { useAnswerWords } from "./words"

const PAGES: Partial<Record<ObjectKind, string>> = {
  company: "/companies",
  order: "/orders",
  deal: "/sales",
  lead: "/leads",
  activity: "/activities",
}

export function RowsLine({ row }: { row: ReportHit }) {
  const t = usePhrases(rowsPhrases)
  const format = useFormat()
  const words = useAnswerWords()
  const name = row.name.trim() || t("noName")
  const state = row.state === null ? "" : words.state(row.object, row.state, row.state_label)
  const page = PAGES[row.object]
  return (
    <li className="rows-line">
      <div className="row">
        <span className="grow cut rows-name">
          {row.object === "person" ? (
            <PersonLink person={{ id: row.id, name }} className="link cut" />
          ) : page ? (
            <RecordLink page={page} id={row.id}>
              {name}
            </RecordLink>
          ) : (
            <span>{row.name.trim() || state}</span>
          )}
        </span>
        {row.amount && (
          <span className="figure medium">
            {format.money(row.amount.total, row.amount.currency, whole(row.amount.total))}
          </span>
        )}
      </div>
      <div className="row small quiet rows-facts">
        {state && <span className="tag">{state}</span>}
        {row.person && row.person.id !== row.id && row.person.name !== name && (
          <PersonLink person={row.person} className="link cut" />
        )}
        {row.owner && <span className="cut">{row.owner.name}</span>}
        {row.at && (
          <time
            className="end nowrap"
            dateTime={row.at}
            title={row.at.includes("T") ? format.moment(row.at) : undefined}
          >
            {row.at.includes("T") ? format.date(row.at) : format.calendarDay(row.at)}
          </time>
        )}
      </div>
    </li>
  )
}

const whole = (total: string) => Number.isInteger(Number(total))

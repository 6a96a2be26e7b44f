// Open deals that are expected to close within two weeks, the soonest first.

import type { DealRow, Whose } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { useWhen } from "../../kit/activities/useWhen"
import { ListLink } from "../../kit/ListLink"
import { usePhone } from "../../kit/usePhone"
import { Card } from "./Card"
import { dayPhrases } from "./dayPhrases"
import { CLOSING_SHOWN, closingFilter, closingQuery } from "./queries"

export function Closing({ whose }: { whose: Whose | undefined }) {
  const t = usePhrases(dayPhrases)
  const list = useQuery({ ...closingQuery(whose ?? "me"), enabled: whose !== undefined })
  const { data } = list
  return (
    <Card
      block="closing"
      title={t("closing")}
      label={t("closing")}
      ready={!list.isPending}
      end={
        data &&
        data.total > CLOSING_SHOWN && (
          <ListLink object="deal" filter={closingFilter(whose ?? "me")} className="link small">
            {t("closingAll", { n: data.total })}
          </ListLink>
        )
      }
    >
      {list.isPending ? (
        <SkeletonRows rows={CLOSING_SHOWN} height={44} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.data.rows.length === 0 ? (
        <p className="quiet home-line">{t("closingNone")}</p>
      ) : (
        <ul>
          {list.data.rows.map((row) => (
            <li key={row.id}>
              <ClosingLine row={row} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function ClosingLine({ row }: { row: DealRow }) {
  const t = usePhrases(dayPhrases)
  const format = useFormat()
  const when = useWhen()
  const phone = usePhone()
  const about = [row.company?.name ?? row.person?.name, row.stage.name].filter(Boolean).join(" · ")
  const inside = (
    <>
      <span className="stack grow">
        <span className="medium cut">{row.name}</span>
        <span className="small quiet cut">{about}</span>
      </span>
      <span className="stack home-line-end">
        {row.amount !== null && <span>{format.money(row.amount, row.currency, true)}</span>}
        {row.expected_on && <span className="small quiet">{t("expected", { day: when.day(row.expected_on) })}</span>}
      </span>
    </>
  )
  return phone ? (
    <Link to="/sales/$id" params={{ id: row.id }} search={{}} className="home-line">
      {inside}
    </Link>
  ) : (
    <Link to="." search={(now) => ({ ...now, panel: row.id })} className="home-line">
      {inside}
    </Link>
  )
}

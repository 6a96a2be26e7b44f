// One part of a dashboard: its answer, or why there is none.

import type { DashboardTile } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, Skeleton } from "@ui/States"
import type { ReactNode } from "react"
import { AnswerView } from "../../kit/charts/AnswerView"
import type { Opened } from "../../kit/charts/opened"
import { answerQuery } from "../../kit/reports/queries"
import { write } from "../reports/coding"
import { dashboardPhrases } from "./phrases"
import { drawingOf, over } from "./tiles"

interface Props {
  tile: DashboardTile
  range: string | undefined
  onOpen: (opened: Opened) => void
  /** What stands in the head while the dashboard is changed. */
  tools?: ReactNode
}

export function Tile({ tile, range, onOpen, tools }: Props) {
  const t = usePhrases(dashboardPhrases)
  const { question, look } = tile
  return (
    <section className={`tile-card is-w${tile.width} is-h${tile.height}`} aria-label={tile.title}>
      <header className="row tile-head">
        <h2 className="small strong cut">{tile.title}</h2>
        <span className="end" />
        {tools ??
          (question && look && (
            <Link
              to={tile.report ? "/reports/$id" : "/reports/new"}
              params={tile.report ? { id: tile.report } : {}}
              search={tile.report ? {} : { q: write({ question, look }) }}
              className="icon-button is-small tile-out"
              aria-label={`${t("openReport")} ${tile.title ?? ""}`}
              title={t("openReport")}
            >
              <Icon name="out" size={14} />
            </Link>
          ))}
      </header>
      {question && look ? (
        <Drawn tile={{ ...tile, question: over(question, range) }} onOpen={onOpen} />
      ) : (
        <p className="quiet small">{t("gone")}</p>
      )}
    </section>
  )
}

function Drawn({ tile, onOpen }: { tile: DashboardTile; onOpen: (opened: Opened) => void }) {
  const { question, look } = tile
  const answer = useQuery({
    ...answerQuery(question ?? { object: "deal", measures: [] }),
    enabled: Boolean(question),
    retry: false,
  })
  const height = drawingOf(tile.height)
  if (!question || !look) return null
  if (answer.isError) return <Failed error={answer.error} level={2} retry={() => void answer.refetch()} />
  if (!answer.data) return <Skeleton height={height} />
  return (
    <div className={`tile-body ${answer.isPlaceholderData ? "is-stale" : ""}`}>
      <AnswerView question={question} answer={answer.data} look={look} height={height} onOpen={onOpen} />
    </div>
  )
}

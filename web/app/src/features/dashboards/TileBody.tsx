// What a part of a dashboard shows: its answer, or why there is none.

import { Failure } from "@api/client"
import type { Answer, DashboardTile, Question } from "@api/contract"
import type { UseQueryResult } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Skeleton, statePhrases } from "@ui/States"
import type { ReactNode } from "react"
import { AnswerView } from "../../kit/charts/AnswerView"
import type { Opened } from "../../kit/charts/opened"
import { boardPhrases } from "./boardPhrases"
import { troubleOf } from "./trouble"

/** Charts have a line below that shows their figures as a table. */
const BELOW = 32
const CHARTS = ["bar", "column", "line", "area", "pie", "funnel"]

interface TileBodyProps {
  tile: DashboardTile
  question: Question | undefined
  result: UseQueryResult<Answer>
  height: number
  /** Goes where what is wrong can be changed; none where the reader may not. */
  onMend: (() => void) | undefined
  onOpen?: ((opened: Opened) => void) | undefined
}

export function TileBody({ tile, question, result, height, onMend, onOpen }: TileBodyProps) {
  const t = usePhrases(boardPhrases)
  const state = usePhrases(statePhrases)
  const { look } = tile
  if (!question || !look)
    return (
      <Said title={t("goneTitle")} text={t("goneText")}>
        {onMend && (
          <Button small onClick={onMend}>
            {t("takeOut")}
          </Button>
        )}
      </Said>
    )
  if (result.isError) return <Wrong error={result.error} onMend={onMend} retry={() => void result.refetch()} />
  if (!result.data)
    return (
      <div className="board-tile-wait" role="status" aria-label={state("loading")}>
        {look.as === "number" || look.as === "gauge" ? (
          <Skeleton width="55%" height={32} />
        ) : (
          [92, 64, 78, 48].map((width) => <Skeleton key={width} width={`${width}%`} height={12} />)
        )}
      </div>
    )
  return (
    <div className={result.isPlaceholderData ? "board-tile-answer is-old" : "board-tile-answer"}>
      <AnswerView
        question={question}
        answer={result.data}
        look={look}
        height={CHARTS.includes(look.as) ? height - BELOW : height}
        {...(onOpen ? { onOpen } : {})}
      />
    </div>
  )
}

function Wrong({ error, onMend, retry }: { error: unknown; onMend: (() => void) | undefined; retry: () => void }) {
  const t = usePhrases(boardPhrases)
  const trouble = troubleOf(error)
  if (trouble.of === "forbidden") return <Said title={t("forbidden")} />
  if (trouble.of === "field")
    return (
      <Said title={t("failed")} text={t("lostField", { field: trouble.field })}>
        {onMend && (
          <Button small icon="edit" onClick={onMend}>
            {t("mend")}
          </Button>
        )}
      </Said>
    )
  const request = error instanceof Failure ? error.problem.request_id : undefined
  return (
    <Said title={t("failed")} text={error instanceof Error ? error.message : String(error)}>
      {request && <p className="tiny quiet">{t("request", { id: request })}</p>}
      <Button small icon="undo" onClick={retry}>
        {t("again")}
      </Button>
    </Said>
  )
}

/** Something to tell in the place of an answer. */
function Said({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className="board-tile-said" role="status">
      <p className="row">
        <Icon name="warn" size={14} />
        <span className="medium">{title}</span>
      </p>
      {text && <p className="small">{text}</p>}
      {children}
    </div>
  )
}

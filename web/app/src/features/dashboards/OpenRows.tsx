// The rows behind the figure that is open, beside the dashboard.

import type { DashboardTile, Question } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { answerQuery } from "../../kit/reports/queries"
import { RowsPanel } from "../../kit/reports/RowsPanel"
import { readOpened } from "./opened"
import { within } from "./ranges"

interface OpenRowsProps {
  tiles: readonly DashboardTile[]
  /** As the address holds it. */
  rows: string | undefined
  range: string | undefined
  onClose: () => void
}

export function OpenRows({ tiles, rows, range, onClose }: OpenRowsProps) {
  const open = readOpened(rows)
  const question = tiles.find(({ id }) => id === open?.tile)?.question
  if (!open || !question) return null
  return <Rows question={within(question, range)} opened={open.opened} onClose={onClose} />
}

interface RowsProps {
  question: Question
  opened: NonNullable<ReturnType<typeof readOpened>>["opened"]
  onClose: () => void
}

function Rows({ question, opened, onClose }: RowsProps) {
  const answer = useQuery(answerQuery(question)).data
  // A link to a figure that the answer no longer has opens nothing.
  const stands =
    answer &&
    opened.at.length === answer.axes.length &&
    opened.at.every((place, axis) => place === null || answer.axes[axis]?.keys[place]) &&
    answer.measures[opened.measure]
  if (!answer || !stands) return null
  return <RowsPanel question={question} answer={answer} opened={opened} onClose={onClose} />
}

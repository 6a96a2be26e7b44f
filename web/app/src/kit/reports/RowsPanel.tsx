// The rows behind a figure, beside what it is a figure of.

import type { Answer, Question } from "@api/contract"
import type { Opened } from "../charts/opened"

export interface RowsPanelProps {
  question: Question
  answer: Answer
  opened: Opened
  onClose: () => void
}

export function RowsPanel({ opened, onClose }: RowsPanelProps) {
  return (
    <aside>
      <button type="button" onClick={onClose}>
        {opened.at.join(" ")}
      </button>
    </aside>
  )
}

// An answer, drawn as its look says.

import type { Answer, Question, ReportLook } from "@api/contract"
import type { Opened } from "./opened"

export interface AnswerViewProps {
  question: Question
  answer: Answer
  look: ReportLook
  /** Pixels; none is as high as it needs. */
  height?: number
  /** What a figure opens; none where figures do not open. */
  onOpen?: (opened: Opened) => void
}

export function AnswerView({ answer, onOpen }: AnswerViewProps) {
  return (
    <table>
      <tbody>
        {answer.cells.map((cell) => (
          <tr key={cell.at.join(",")}>
            <td>
              {cell.at.map((place, axis) => String(answer.axes[axis]?.keys[place ?? -1]?.label ?? place)).join(" ")}
            </td>
            {cell.values.map((value, measure) => (
              <td key={`${answer.measures[measure]?.of} ${measure}`}>
                <button type="button" onClick={() => onOpen?.({ at: cell.at, measure })}>
                  {value}
                </button>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

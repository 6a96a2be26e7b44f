// Short texts in an order of their own, each written, moved and taken away in its line.

import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { type Keyed, moved } from "../../kit/lines"
import { setupPhrases } from "./phrases"

export type TextLine = Keyed & { text: string }

interface TextLinesProps {
  lines: TextLine[]
  onLines: (lines: TextLine[]) => void
}

export function TextLines({ lines, onLines }: TextLinesProps) {
  const t = usePhrases(setupPhrases)
  return (
    <ol className="text-lines">
      {lines.map((line, at) => (
        <li key={line.key} className="row">
          <input
            className="input grow"
            aria-label={t("line.n", { n: at + 1 })}
            maxLength={80}
            autoComplete="off"
            value={line.text}
            onChange={(event) =>
              onLines(lines.map((one) => (one.key === line.key ? { ...one, text: event.target.value } : one)))
            }
          />
          <IconButton
            icon="up"
            small
            label={t("line.up", { text: line.text })}
            disabled={at === 0}
            onClick={() => onLines(moved(lines, at, -1))}
          />
          <IconButton
            icon="down"
            small
            label={t("line.down", { text: line.text })}
            disabled={at === lines.length - 1}
            onClick={() => onLines(moved(lines, at, 1))}
          />
          <IconButton
            icon="close"
            small
            label={t("line.remove", { text: line.text })}
            onClick={() => onLines(lines.filter((one) => one.key !== line.key))}
          />
        </li>
      ))}
    </ol>
  )
}

// How much of each line, in a form: all of it at a touch, or a figure.

import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { handPhrases } from "./phrases"
import { allOf, faultOf, type Quantified, type Written } from "./quantities"

interface QuantitiesProps {
  lines: Quantified[]
  written: Written
  /** Said of how much there is. */
  mostText: "leftN" | "sentN"
  /** What the server said of a line, by its place in the wish. */
  refused: (line: number) => string | undefined
  onWritten: (written: Written) => void
}

export function Quantities({ lines, written, mostText, refused, onWritten }: QuantitiesProps) {
  const t = usePhrases(handPhrases)
  const format = useFormat()
  const id = useId()
  return (
    <fieldset className="hand-quantities">
      <legend className="row">
        <span className="small quiet">{t("line")}</span>
        <span className="end row">
          <Button small look="plain" onClick={() => onWritten(allOf(lines))}>
            {t("all")}
          </Button>
          <Button small look="plain" onClick={() => onWritten({})}>
            {t("none")}
          </Button>
        </span>
      </legend>
      {lines.map(({ line, most }) => {
        const text = written[line.line] ?? ""
        const fault = faultOf(text, most)
        const said =
          fault === "most"
            ? t("atMost", { n: format.number(most) })
            : fault === "number"
              ? t("notAmount")
              : refused(line.line)
        return (
          <div key={line.line} className="hand-quantity">
            <label htmlFor={`${id}${line.line}`} className="grow">
              {line.name}{" "}
              <span className={said ? "small bad" : "small quiet"} role={said ? "alert" : undefined}>
                {said ?? t(mostText, { n: `${format.number(most)} ${line.unit}`.trim() })}
              </span>
            </label>
            <input
              id={`${id}${line.line}`}
              className="input figure"
              inputMode="decimal"
              autoComplete="off"
              value={text}
              placeholder="0"
              aria-invalid={said !== undefined || undefined}
              onFocus={(event) => event.target.select()}
              onChange={(event) => onWritten({ ...written, [line.line]: event.target.value })}
            />
          </div>
        )
      })}
    </fieldset>
  )
}

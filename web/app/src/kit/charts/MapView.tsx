// The provinces of China as tiles, tinted by a figure; what lies elsewhere is listed beside them.

import { useLocale, usePhrases } from "@ui/phrases"
import type { CSSProperties } from "react"
import { reportWords } from "../reports/phrases"
import { useAnswerWords } from "../reports/words"
import type { AnswerViewProps } from "./AnswerView"
import { cellsOf, tint } from "./cells"
import { FigureButton } from "./FigureButton"
import { TILES, tileOf } from "./provinces"

export function MapView({ answer, onOpen }: AnswerViewProps) {
  const t = usePhrases(reportWords)
  const locale = useLocale()
  const words = useAnswerWords()
  const cells = cellsOf(answer)
  const [axis] = answer.axes
  const [measure] = answer.measures
  if (!axis || !measure) return null
  const rest = answer.axes.slice(1).map(() => null)
  const keys = axis.keys.map((key, n) => {
    const at = [n, ...rest]
    return { key, at, tile: typeof key.value === "string" ? tileOf(key.value) : undefined, value: cells.number(at, 0) }
  })
  const most = Math.max(0, ...keys.map((one) => one.value ?? 0))
  const outside = keys.filter((one) => !one.tile && one.value !== undefined)
  const open = (at: (number | null)[]) => onOpen && (() => onOpen({ at, measure: 0 }))
  return (
    <div className="tile-map">
      <ul className="tiles">
        {TILES.map((tile) => {
          const one = keys.find((held) => held.tile === tile)
          const name = locale === "en" ? tile.en : tile.name
          const figure = one?.value === undefined ? "" : words.value(answer, measure, String(one.value))
          const style = {
            gridColumn: tile.column + 1,
            gridRow: tile.row + 1,
            "--tint": `${Math.round(Math.sqrt(tint(one?.value, most)) * 70)}%`,
          } as CSSProperties
          const content = (
            <>
              <span className="tile-name">{locale === "en" ? tile.code : name}</span>
              <span className="tile-value">{figure}</span>
            </>
          )
          return (
            <li key={tile.name} className="tile shade" style={style} title={`${name} ${figure}`}>
              {one && onOpen ? (
                <button type="button" onClick={open(one.at)} aria-label={`${name} ${figure}`}>
                  {content}
                </button>
              ) : (
                content
              )}
            </li>
          )
        })}
      </ul>
      {outside.length > 0 && (
        <p className="xs quiet tile-outside">
          {t("outside")}:{" "}
          {outside.slice(0, 8).map((one) => (
            <FigureButton key={String(one.key.value)} onOpen={open(one.at)}>
              {words.key(axis, one.key)} {words.value(answer, measure, String(one.value))}
            </FigureButton>
          ))}
        </p>
      )}
    </div>
  )
}

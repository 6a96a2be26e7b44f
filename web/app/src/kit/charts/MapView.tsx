// A figure by place: the provinces of China as tiles of one size, so that small ones are seen too; or countries.

import { useFormat } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { lazy, Suspense, useState } from "react"
import { ChartBoundary } from "./ChartBoundary"
import { tintOf } from "./cube"
import { describe } from "./describe"
import { Figure } from "./Figure"
import { Figures } from "./Figures"
import { Elsewhere, Key } from "./MapNotes"
import { chartPhrases } from "./phrases"
import { byProvince, sumOf } from "./places"
import { PROVINCES, provinceName } from "./provincesOfChina"
import { TableView } from "./TableView"
import { type Told, useAnswer, type ViewProps } from "./useAnswer"

const WorldMap = lazy(async () => ({ default: (await import("./WorldMap")).WorldMap }))

export function MapView(props: ViewProps) {
  return props.answer.axes.length === 0 ? <TableView {...props} /> : <Places {...props} />
}

function Places({ question, answer, look, height, onOpen }: ViewProps) {
  const t = usePhrases(chartPhrases)
  const told = useAnswer({ question, answer, look })
  const [shown, setShown] = useState(false)
  const map = look.map ?? (answer.axes[0]?.field.endsWith("country") ? "world" : "china")
  return (
    <div className="answer-chart">
      <div
        className="chart-frame scroll"
        style={{ maxHeight: height }}
        role="group"
        aria-label={describe(told, look, t)}
      >
        {map === "china" ? (
          <Tiles told={told} onOpen={onOpen} />
        ) : (
          <ChartBoundary instead={<p className="small quiet">{t("failed")}</p>}>
            <Suspense
              fallback={
                <span className="skeleton" role="status" aria-label={t("loading")} style={{ height: height ?? 300 }} />
              }
            >
              <WorldMap told={told} height={height} onOpen={onOpen} />
            </Suspense>
          </ChartBoundary>
        )}
      </div>
      <Figures question={question} answer={answer} look={look} onOpen={onOpen} shown={shown} onShow={setShown} />
    </div>
  )
}

interface TilesProps extends Pick<ViewProps, "onOpen"> {
  told: Told
}

function Tiles({ told, onOpen }: TilesProps) {
  const t = usePhrases(chartPhrases)
  const locale = useLocale()
  const format = useFormat()
  const { cube } = told
  const { at, elsewhere } = byProvince(cube)
  const most = Math.max(0, ...[...at.values()].map((all) => sumOf(cube, all) ?? 0))
  return (
    <div className="tiles-frame">
      <ul className="tiles">
        {PROVINCES.map((one) => {
          const all = at.get(one)
          const sum = sumOf(cube, all)
          const name = provinceName(one, locale)
          const shape = { gridColumn: one.column + 1, gridRow: one.row + 1 }
          // Two spellings of one place are added up; it opens the larger.
          const [largest] = all ?? []
          return (
            <li key={one.names[0]} style={shape} className={`tile tint-${tintOf(sum, most)}`} title={name}>
              {largest ? (
                <Figure
                  told={told}
                  at={largest}
                  measure={0}
                  onOpen={onOpen}
                  said={`${name} ${format.compact(sum ?? 0)}`}
                >
                  <span className="tile-name">{name}</span>{" "}
                  <span className="tile-value">{format.compact(sum ?? 0)}</span>
                </Figure>
              ) : (
                <span className="fig">
                  <span className="tile-name">{name}</span>
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <Key most={told.asValue(0, String(most))} />
      <Elsewhere told={told} all={elsewhere} onOpen={onOpen} />
      <span className="hidden-visually">{t("china")}</span>
    </div>
  )
}

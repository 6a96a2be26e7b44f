// Figures on the provinces of China or on countries: the darker, the more; the largest are named. What is on no map
// stands beneath it.

import type { Answer, ReportLook } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { Skeleton } from "@ui/States"
import { type RefObject, useEffect, useMemo, useRef } from "react"
import { useSize } from "../useSize"
import { areaOf } from "./areas"
import { useInks } from "./Canvas"
import { placed } from "./mapLabels"
import { fitted, readGround } from "./mapShapes"
import { CellButton, type LookProps } from "./parts"
import { chartPhrases } from "./phrases"
import type { Picture } from "./picture"
import { type At, alone, cellsOf, numberIn } from "./shape"
import { mixed } from "./theme"

interface AnswerMapProps extends LookProps {
  answer: Answer
  look: ReportLook
  label: string
  picture?: RefObject<Picture | null> | undefined
}

export function AnswerMap({ answer, look, words, label, onFigure, picture }: AnswerMapProps) {
  const t = usePhrases(chartPhrases)
  const inks = useInks()
  const [axis] = answer.axes
  const map = look.map ?? (axis?.field.endsWith("country") ? "world" : "china")
  const ground = useQuery({
    queryKey: ["ground", map],
    queryFn: () => readGround(map),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [box, size] = useSize<HTMLDivElement>()
  const drawing = useRef<SVGSVGElement>(null)
  const areas = useMemo(
    () => (ground.data && size ? fitted(map, ground.data, size.width, size.height) : []),
    [ground.data, size, map],
  )
  useEffect(() => {
    if (!picture || !size) return
    picture.current = async () => {
      const svg = drawing.current
      if (!svg) throw new Error("nothing is drawn")
      const text = new XMLSerializer().serializeToString(svg)
      return { image: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`, ...size }
    }
    return () => {
      picture.current = null
    }
  }, [picture, size])
  const [measure] = answer.measures
  if (!axis || !measure) return null
  const cells = cellsOf(answer)
  const held = new Map<string, { at: At; value: number; name: string; text: string }>()
  const elsewhere: { at: At; name: string; text: string }[] = []
  axis.keys.forEach((key, n) => {
    const at = alone(answer, 0, n)
    const cell = cells(at)
    const value = numberIn(cell, 0)
    if (value === null) return
    const one = { at, value, name: words.key(axis, n), text: words.value(measure, cell?.values[0]) }
    const area = key.value === null ? null : areaOf(map, String(key.value))
    if (area && !held.has(area)) held.set(area, one)
    else elsewhere.push(one)
  })
  const most = Math.max(1, ...[...held.values()].map(({ value }) => value))
  const jade = inks.series[0] ?? inks.ink
  // The root of the share: one great city must not leave all others the colour of paper.
  const shade = (value: number) => mixed(inks.raised, jade, Math.sqrt(value / most) * 0.92 + 0.06)
  const names = placed(
    areas.flatMap(({ area, middle }) => {
      const one = held.get(area)
      return one
        ? [
            {
              area,
              x: middle[0],
              y: middle[1],
              name: one.name,
              value: one.value,
              text: words.brief(measure, one.value),
            },
          ]
        : []
    }),
    size?.width ?? 0,
  )
  return (
    <div className="chart-map">
      <div ref={box} className="chart-map-box">
        {ground.isPending || !size ? (
          <Skeleton height={240} />
        ) : ground.isError ? null : (
          <svg
            ref={drawing}
            xmlns="http://www.w3.org/2000/svg"
            width={size.width}
            height={size.height}
            viewBox={`0 0 ${size.width} ${size.height}`}
            role="group"
            aria-label={label}
            fontFamily={inks.font}
          >
            {areas.map(({ area, path }) => {
              const one = held.get(area)
              const fill = one ? shade(one.value) : inks.raised
              const shape = { d: path, fill, stroke: inks.paper, strokeWidth: 0.8, strokeLinejoin: "round" as const }
              if (!one || !onFigure) return <path key={area + path.length} {...shape} />
              const open = () => onFigure({ at: one.at, measure: 0 })
              return (
                <path
                  key={area + path.length}
                  {...shape}
                  className="chart-area"
                  role="button"
                  tabIndex={0}
                  aria-label={t("open", { name: one.name, value: one.text })}
                  onClick={open}
                  onKeyDown={(event) => {
                    if (event.key !== "Enter" && event.key !== " ") return
                    event.preventDefault()
                    open()
                  }}
                >
                  <title>{`${one.name} ${one.text}`}</title>
                </path>
              )
            })}
            {names.map(({ area, x, y, name, text, value }) => {
              const dark = Math.sqrt(value / most) > 0.6
              return (
                <g key={area} pointerEvents="none" textAnchor="middle" fontSize={11}>
                  <text
                    x={x}
                    y={y}
                    fill={dark ? inks.paper : inks.ink}
                    stroke={dark ? jade : inks.paper}
                    strokeWidth={dark ? 1.5 : 2.5}
                    paintOrder="stroke"
                  >
                    {name}
                    <tspan x={x} dy={13} fontWeight={600}>
                      {text}
                    </tspan>
                  </text>
                </g>
              )
            })}
          </svg>
        )}
      </div>
      <div className="row small quiet chart-map-foot">
        <span className="row chart-ramp" aria-hidden="true">
          {t("low")}
          <i style={{ background: `linear-gradient(90deg, ${shade(0)}, ${shade(most)})` }} />
          {t("high")}
        </span>
        {elsewhere.length > 0 && (
          <span className="row is-wrap">
            {t("elsewhere")}
            {elsewhere.slice(0, 6).map(({ at, name, text }) => (
              <span key={at.join()} className="nowrap">
                {name} <CellButton figure={{ at, measure: 0 }} name={name} value={text} onFigure={onFigure} />
              </span>
            ))}
          </span>
        )}
      </div>
    </div>
  )
}

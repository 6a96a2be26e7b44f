// Sixty minutes as stacked bars, drawn by hand: a table of 60 rows needs no chart library.

import type { IngestHealth } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { useWidth } from "../../kit/useWidth"
import { ingestPhrases } from "./phrases"
import { axisTop } from "./scale"

type Minute = IngestHealth["per_minute"][number]

const HEIGHT = 176
const LEFT = 44
const PARTS = 4
/** Half of what the words at the peak take, so that they stay inside. */
const HALF_PEAK = 56
const PARTS_OF = ["accepted", "duplicate", "refused"] as const

export function MinuteChart({ minutes }: { minutes: Minute[] }) {
  const t = usePhrases(ingestPhrases)
  const format = useFormat()
  // Drawn for the width it is shown at, so that its figures stay readable.
  const [figure, width] = useWidth<HTMLElement>(960)
  const every = width < 520 ? 20 : 10
  const [over, setOver] = useState<number | null>(null)
  const sum = (minute: Minute) => minute.accepted + minute.duplicate + minute.refused
  const peak = Math.max(0, ...minutes.map(sum))
  const top = axisTop(peak, PARTS)
  const y = (value: number) => HEIGHT - (value / top) * HEIGHT
  const slot = (width - LEFT) / Math.max(1, minutes.length)
  const say = (minute: Minute) =>
    t("minute", {
      time: format.time(minute.at),
      accepted: minute.accepted,
      duplicate: minute.duplicate,
      refused: minute.refused,
    })
  const told = over === null ? undefined : minutes[over]
  const busiest = minutes.findIndex((minute) => peak > 0 && sum(minute) === peak)
  const busy = minutes[busiest]
  const peakAt = LEFT + busiest * slot + slot / 2
  return (
    <figure ref={figure} className="minutes">
      <figcaption className="row small">
        <span className="soft">{t("lastHour")}</span>
        {PARTS_OF.filter((part) => minutes.some((minute) => minute[part] > 0)).map((part) => (
          <span key={part} className={`key is-${part}`}>
            {t(part)}
          </span>
        ))}
        <span className="end quiet" aria-live="off">
          {told ? say(told) : peak === 0 ? t("quietHour") : ""}
        </span>
      </figcaption>
      <svg
        width={width}
        height={HEIGHT + 24}
        viewBox={`0 0 ${width} ${HEIGHT + 24}`}
        role="img"
        aria-label={t("chart")}
      >
        {Array.from({ length: PARTS + 1 }, (_, part) => (top / PARTS) * part).map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={width} y1={y(value)} y2={y(value)} className={value === 0 ? "is-zero" : undefined} />
            <text x={LEFT - 8} y={y(value) + 4} textAnchor="end">
              {format.compact(value)}
            </text>
          </g>
        ))}
        {minutes.map((minute, at) => {
          const x = LEFT + at * slot
          const bar = (from: number, amount: number, name: string) =>
            amount > 0 && (
              <rect
                x={x + slot * 0.1}
                width={slot * 0.8}
                y={Math.min(y(from + amount), HEIGHT - 1)}
                height={Math.max(1, y(from) - y(from + amount))}
                className={name}
              />
            )
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the figure is also said in the table below; hovering only repeats it.
            <g key={minute.at} onMouseEnter={() => setOver(at)} onMouseLeave={() => setOver(null)}>
              <rect x={x} y={0} width={slot} height={HEIGHT} className={over === at ? "slot is-over" : "slot"} />
              {bar(0, minute.accepted, "is-accepted")}
              {bar(minute.accepted, minute.duplicate, "is-duplicate")}
              {bar(minute.accepted + minute.duplicate, minute.refused, "is-refused")}
              {at % every === 0 && (
                <text x={x} y={HEIGHT + 18} textAnchor="start">
                  {format.time(minute.at)}
                </text>
              )}
            </g>
          )
        })}
        {busy && (
          <text
            className="is-peak"
            x={Math.min(peakAt, width - 4)}
            y={Math.max(12, y(peak) - 6)}
            textAnchor={peakAt + HALF_PEAK > width ? "end" : peakAt - HALF_PEAK < LEFT ? "start" : "middle"}
          >
            {`${format.time(busy.at)} · ${format.number(peak)}`}
          </text>
        )}
      </svg>
      <ul className="hidden-visually" aria-label={t("chartTable")}>
        {minutes
          .filter((minute) => sum(minute) > 0)
          .map((minute) => (
            <li key={minute.at}>{say(minute)}</li>
          ))}
      </ul>
    </figure>
  )
}

// Pie, funnel and gauge.

import { alone, cellsOf, numberIn, overAll, slicesOf } from "../shape"
import { mixed } from "../theme"
import { clipped } from "./cartesian"
import { box, type Drawing, type DrawTools, type Figure, ground, tip } from "./drawn"

const nothing: Drawing = { option: {}, figure: () => null }

export function pie(tools: DrawTools): Drawing {
  const { answer, words, inks, width, height, say, percent } = tools
  const [axis] = answer.axes
  const [measure] = answer.measures
  if (!axis || !measure) return nothing
  const { slices, others, total } = slicesOf(answer)
  const parts = slices.map(({ at, key, value }): { name: string; value: number; figure: Figure | null } => ({
    name: words.key(axis, key),
    value,
    figure: { at, measure: 0 },
  }))
  if (others > total * 1e-9) parts.push({ name: say("others"), value: others, figure: null })
  const narrow = width < 420
  return {
    option: {
      ...ground(tools),
      tooltip: {
        ...tip(inks),
        formatter: (given) => {
          const one = Array.isArray(given) ? given[0] : given
          const value = Number(one?.value ?? 0)
          return box(one?.name ?? "", [
            {
              colour: typeof one?.color === "string" ? one.color : undefined,
              name: percent(value, total),
              value: words.value(measure, String(value)),
            },
          ])
        },
      },
      series: [
        {
          type: "pie",
          radius: narrow ? ["34%", "54%"] : ["44%", "70%"],
          center: ["50%", "50%"],
          startAngle: 90,
          minAngle: 2,
          itemStyle: { borderColor: inks.paper, borderWidth: 2 },
          data: parts.map(({ name, value, figure }, at) => ({
            name,
            value,
            cursor: figure ? "pointer" : "default",
            itemStyle: { color: figure ? (inks.series[at % inks.series.length] ?? inks.base) : inks.base },
          })),
          label: {
            color: inks.ink,
            fontSize: 12,
            lineHeight: 16,
            formatter: ({ name, value }) =>
              `${clipped(name, narrow ? 7 : 14)}\n{quiet|${words.brief(measure, Number(value))} · ${percent(Number(value), total)}}`,
            rich: { quiet: { color: inks.quiet, fontSize: 11, lineHeight: 14 } },
          },
          labelLine: { length: narrow ? 6 : 12, length2: narrow ? 4 : 10, lineStyle: { color: inks.strong } },
          labelLayout: { hideOverlap: height < 200 },
          emphasis: { scaleSize: 4 },
        },
      ],
    },
    figure: (_, mark) => parts[mark]?.figure ?? null,
  }
}

export function funnel(tools: DrawTools): Drawing {
  const { answer, words, inks, width, percent } = tools
  const [axis] = answer.axes
  const [measure] = answer.measures
  if (!axis || !measure) return nothing
  const cells = cellsOf(answer)
  const steps = axis.keys.map((_, key) => {
    const at = alone(answer, 0, key)
    return { at, name: words.key(axis, key), value: numberIn(cells(at), 0) ?? 0 }
  })
  const most = Math.max(...steps.map(({ value }) => value), 1)
  const narrow = width < 520
  return {
    option: {
      ...ground(tools),
      tooltip: {
        ...tip(inks),
        formatter: (given) => {
          const one = Array.isArray(given) ? given[0] : given
          const at = one?.dataIndex ?? 0
          const value = steps[at]?.value ?? 0
          const was = steps[at - 1]?.value
          return box(one?.name ?? "", [
            { name: was ? percent(value, was) : "", value: words.value(measure, String(value)) },
          ])
        },
      },
      series: [
        {
          type: "funnel",
          sort: "none",
          orient: "vertical",
          left: 8,
          right: narrow ? "46%" : "38%",
          top: 8,
          bottom: 8,
          min: 0,
          max: most,
          minSize: "2%",
          gap: 3,
          cursor: "pointer",
          data: steps.map(({ name, value }, at) => ({
            name,
            value,
            itemStyle: {
              color: mixed(
                inks.series[0] ?? inks.ink,
                inks.paper,
                Math.min(0.62, (at / Math.max(1, steps.length - 1)) * 0.62),
              ),
              borderWidth: 0,
            },
          })),
          label: {
            position: "right",
            color: inks.ink,
            fontSize: 12,
            lineHeight: 16,
            formatter: ({ name, dataIndex }) => {
              const step = steps[dataIndex]
              const was = steps[dataIndex - 1]?.value
              const rate = was ? ` · ${percent(step?.value ?? 0, was)}` : ""
              return `${clipped(name, narrow ? 8 : 16)}  {figure|${words.brief(measure, step?.value ?? 0)}}{quiet|${rate}}`
            },
            rich: {
              figure: { color: inks.ink, fontWeight: 600, fontSize: 12 },
              quiet: { color: inks.quiet, fontSize: 11 },
            },
          },
          labelLine: { length: 8, lineStyle: { color: inks.strong } },
        },
      ],
    },
    figure: (_, mark) => {
      const step = steps[mark]
      return step ? { at: step.at, measure: 0 } : null
    },
  }
}

export function gauge(tools: DrawTools): Drawing {
  const { answer, look, words, inks, height, width } = tools
  const [measure] = answer.measures
  if (!measure) return nothing
  const value = numberIn(cellsOf(answer)(overAll(answer)), 0) ?? 0
  const given = Number(look.full ?? "")
  const full = given > 0 ? given : measure.type === "percent" ? 100 : niceAbove(value)
  const size = Math.min(height, width / 1.5)
  const thick = Math.max(10, Math.round(size * 0.08))
  return {
    option: {
      ...ground(tools),
      series: [
        {
          type: "gauge",
          startAngle: 200,
          endAngle: -20,
          min: 0,
          max: full,
          radius: "100%",
          center: ["50%", "64%"],
          progress: { show: true, width: thick, roundCap: true, itemStyle: { color: inks.series[0] ?? inks.ink } },
          axisLine: { lineStyle: { width: thick, color: [[1, inks.raised]] }, roundCap: true },
          axisTick: { show: false },
          splitLine: { show: false },
          splitNumber: 1,
          axisLabel: {
            color: inks.quiet,
            fontSize: 11,
            distance: -thick - 14,
            formatter: (at: number) => words.brief(measure, at),
          },
          pointer: { show: false },
          anchor: { show: false },
          cursor: "pointer",
          detail: {
            offsetCenter: [0, "-8%"],
            color: inks.ink,
            fontSize: Math.max(20, Math.round(size * 0.16)),
            fontWeight: 600,
            fontFamily: inks.font,
            formatter: (now: number) => words.brief(measure, now),
          },
          title: { offsetCenter: [0, "22%"], color: inks.quiet, fontSize: 12, fontFamily: inks.font },
          data: [{ value, name: words.measure(measure) }],
        },
      ],
    },
    figure: () => ({ at: overAll(answer), measure: 0 }),
  }
}

/** A round figure above a value: 1, 2, 5 and ten times those. */
export function niceAbove(value: number): number {
  if (value <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power
}

// Two groups as a field of tinted squares.

import { cellsOf, numberIn } from "../shape"
import { mixed } from "../theme"
import { box, type Drawing, type DrawTools, type Figure, ground, tip } from "./drawn"

export function heat(tools: DrawTools): Drawing {
  const { answer, words, inks, width } = tools
  const [down, across] = answer.axes
  const [measure] = answer.measures
  if (!down || !across || !measure) return { option: {}, figure: () => null }
  const cells = cellsOf(answer)
  const figures: Figure[] = []
  const data: [number, number, number][] = []
  down.keys.forEach((_, row) => {
    across.keys.forEach((_, column) => {
      const at = [row, column, ...answer.axes.slice(2).map(() => null)]
      const value = numberIn(cells(at), 0)
      if (value === null) return
      figures.push({ at, measure: 0 })
      data.push([column, row, value])
    })
  })
  const most = Math.max(1, ...data.map(([, , value]) => value))
  const room = (width - 100) / Math.max(1, across.keys.length)
  const jade = inks.series[0] ?? inks.ink
  return {
    option: {
      ...ground(tools),
      grid: { left: 4, right: 8, top: 8, bottom: 4, containLabel: true },
      visualMap: {
        show: false,
        min: 0,
        max: most,
        inRange: { color: [mixed(jade, inks.paper, 0.92), mixed(jade, inks.paper, 0.5), jade] },
      },
      tooltip: {
        ...tip(inks),
        formatter: (given) => {
          const one = Array.isArray(given) ? given[0] : given
          const [column = 0, row = 0, value = 0] = data[one?.dataIndex ?? 0] ?? []
          return box(`${words.key(down, row)} · ${words.key(across, column)}`, [
            { name: words.measure(measure), value: words.value(measure, String(value)) },
          ])
        },
      },
      xAxis: {
        type: "category",
        data: across.keys.map((_, at) => words.short(across, at)),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: inks.quiet, fontSize: 11, hideOverlap: true },
      },
      yAxis: {
        type: "category",
        inverse: true,
        data: down.keys.map((_, at) => words.short(down, at)),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: inks.quiet, fontSize: 11, width: 110, overflow: "truncate" },
      },
      series: [
        {
          type: "heatmap",
          data,
          cursor: "pointer",
          itemStyle: { borderColor: inks.paper, borderWidth: 2, borderRadius: 3 },
          label: {
            show: room >= 26,
            fontSize: 11,
            formatter: ({ dataIndex }) => {
              const value = data[dataIndex]?.[2] ?? 0
              const ink = value / most > 0.55 ? "on" : "ink"
              return `{${ink}|${words.brief(measure, value)}}`
            },
            rich: { on: { color: inks.paper, fontSize: 11 }, ink: { color: inks.ink, fontSize: 11 } },
          },
          emphasis: { itemStyle: { borderColor: inks.ink, borderWidth: 1 } },
        },
      ],
    },
    figure: (_, mark) => figures[mark] ?? null,
  }
}

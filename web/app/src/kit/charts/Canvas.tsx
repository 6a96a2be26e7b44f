// One drawing of ECharts: it follows its box and the theme, and its marks are pressed to see the rows behind them.

import type { ECharts } from "echarts/core"
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react"
import { init } from "./echarts"
import type { Drawing, Figure } from "./options/drawn"
import type { Picture } from "./picture"
import { type Inks, readInks } from "./theme"

interface CanvasProps {
  draw: (inks: Inks, width: number, height: number) => Drawing
  /** What it shows, for those who do not see it. */
  label: string
  onFigure?: ((figure: Figure) => void) | undefined
  picture?: RefObject<Picture | null> | undefined
}

/** The inks of the page, read anew when its theme changes. */
export function useInks(): Inks {
  const [inks, setInks] = useState(readInks)
  useEffect(() => {
    const watcher = new MutationObserver(() => setInks(readInks()))
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "lang"] })
    return () => watcher.disconnect()
  }, [])
  return inks
}

export function Canvas({ draw, label, onFigure, picture }: CanvasProps) {
  const element = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  const inks = useInks()
  const drawing = useRef<Drawing | null>(null)
  const pick = useRef(onFigure)
  useEffect(() => {
    pick.current = onFigure
  })

  useLayoutEffect(() => {
    const box = element.current
    if (!box) return
    const measure = () => {
      const { clientWidth, clientHeight } = box
      if (clientWidth === 0 || clientHeight === 0) return
      setSize((now) =>
        now?.width === clientWidth && now.height === clientHeight ? now : { width: clientWidth, height: clientHeight },
      )
    }
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(box)
    return () => watcher.disconnect()
  }, [])

  useEffect(() => {
    const box = element.current
    if (!box || !size) return
    if (!chart.current) {
      chart.current = init(box, null, { renderer: "canvas" })
      chart.current.on("click", (event) => {
        const figure = drawing.current?.figure(event.seriesIndex ?? 0, event.dataIndex)
        if (figure) pick.current?.(figure)
      })
    } else chart.current.resize({ width: size.width, height: size.height })
    drawing.current = draw(inks, size.width, size.height)
    chart.current.setOption(drawing.current.option, { notMerge: true })
    if (picture)
      picture.current = async () => {
        const shown = chart.current
        if (!shown) throw new Error("nothing is drawn")
        return { image: shown.getDataURL({ pixelRatio: 2, backgroundColor: inks.paper }), ...size }
      }
  }, [draw, inks, size, picture])

  useEffect(
    () => () => {
      chart.current?.dispose()
      chart.current = null
      if (picture) picture.current = null
    },
    [picture],
  )

  return <div ref={element} className="chart-canvas" role="img" aria-label={label} />
}

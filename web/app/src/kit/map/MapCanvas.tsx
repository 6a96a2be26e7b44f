// The map itself: ground, circles, my own place; pushed by a finger, zoomed by wheel, pinch and keys.
// In: a view and what stands on it. Out: another view, and what was touched. It knows no records and asks no server but
// for outlines. What it shows by circles stands in a list beside it too, which is what a screen reader is given.

import "./map.css"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef } from "react"
import type { Place } from "../distance"
import { Ground } from "./Ground"
import { type Circle, named } from "./labels"
import { MapTools } from "./MapTools"
import { mapPhrases } from "./phrases"
import { panned, placeIn, type Size, scaleBar, type View, worldWidth, zoomed } from "./projection"

export interface Mark {
  key: string
  lat: number
  lng: number
  radius: number
  /** What stands in the circle. */
  text: string
  /** What stands below it where there is room. */
  name: string
  /** What is said on hovering. */
  title: string
  chosen: boolean
}

interface MapCanvasProps {
  label: string
  view: View
  size: Size
  onView: (view: View) => void
  marks: Mark[]
  onMark: (key: string) => void
  /** How dark each area is, from 0 to 5; without it, all are plain. */
  shade?: ((area: string) => number) | undefined
  onArea?: ((area: string, edges: readonly [number, number, number, number]) => void) | undefined
  here?: Place | null
  /** A way from place to place, drawn as a line beneath the circles. */
  way?: readonly Place[]
  /** More buttons beside those that zoom. */
  tools?: ReactNode
  busy?: boolean
}

/** Pixels that an arrow key pushes the map by. */
const STEP = 96
/** A finger that moved less than this has touched, not pushed. */
const STILL = 5

export function MapCanvas(props: MapCanvasProps) {
  const { label, view, size, onView, marks, shade, onArea, here, way, busy } = props
  const t = usePhrases(mapPhrases)
  const format = useFormat()
  const frame = useRef<HTMLDivElement>(null)
  // Fingers on the map, by their pointer, and how far the first has gone.
  const fingers = useRef(new Map<number, { x: number; y: number }>())
  const gone = useRef(0)
  // Several events come between two drawings: each goes on from the last, not from what is drawn.
  const now = useRef(view)
  now.current = view
  const look = (next: View) => {
    now.current = next
    onView(next)
  }
  const pointAt = (x: number, y: number) => {
    const edge = frame.current?.getBoundingClientRect()
    return { left: x - (edge?.left ?? 0), top: y - (edge?.top ?? 0) }
  }

  // React listens to the wheel passively, so that it could not keep the page still.
  const wheel = useRef<(event: WheelEvent) => void>(() => undefined)
  wheel.current = (event) => {
    event.preventDefault()
    const { left, top } = pointAt(event.clientX, event.clientY)
    const by = -event.deltaY * (event.deltaMode === 1 ? 0.06 : event.ctrlKey ? 0.01 : 0.0025)
    look(zoomed(now.current, size, Math.max(-1, Math.min(1, by)), left, top))
  }
  useEffect(() => {
    const element = frame.current
    const onWheel = (event: WheelEvent) => wheel.current(event)
    element?.addEventListener("wheel", onWheel, { passive: false })
    return () => element?.removeEventListener("wheel", onWheel)
  }, [])

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    gone.current = 0
  }
  const onPointerMove = (event: PointerEvent) => {
    const before = fingers.current.get(event.pointerId)
    if (!before) return
    // The button was let go elsewhere.
    if (event.buttons === 0) return void fingers.current.delete(event.pointerId)
    const after = { x: event.clientX, y: event.clientY }
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1]
    fingers.current.set(event.pointerId, after)
    gone.current += Math.hypot(after.x - before.x, after.y - before.y)
    if (gone.current < STILL) return
    // From here on it is a push, wherever the finger goes; a click on a circle is none any more.
    frame.current?.setPointerCapture(event.pointerId)
    if (!other) return look(panned(now.current, size, after.x - before.x, after.y - before.y))
    const apart = (one: { x: number; y: number }) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y))
    const middle = pointAt((after.x + other.x) / 2, (after.y + other.y) / 2)
    const closer = zoomed(now.current, size, Math.log2(apart(after) / apart(before)), middle.left, middle.top)
    look(panned(closer, size, (after.x - before.x) / 2, (after.y - before.y) / 2))
  }
  const onPointerUp = (event: PointerEvent) => fingers.current.delete(event.pointerId)
  /** What follows a push is no click. */
  const touched = () => gone.current < STILL

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const push: Record<string, [number, number]> = {
      ArrowLeft: [STEP, 0],
      ArrowRight: [-STEP, 0],
      ArrowUp: [0, STEP],
      ArrowDown: [0, -STEP],
    }
    const by = push[event.key]
    const zoom = event.key === "+" || event.key === "=" ? 1 : event.key === "-" || event.key === "_" ? -1 : 0
    if (by) look(panned(now.current, size, ...by))
    else if (zoom) look(zoomed(now.current, size, zoom))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const drawn = marks.flatMap((mark) => {
    const { left, top } = placeIn(view, size, mark.lng, mark.lat)
    const near = left > -60 && top > -60 && left < size.width + 60 && top < size.height + 60
    return near ? [{ ...mark, left, top }] : []
  })
  const names = named(drawn satisfies Circle[], size)
  const bar = scaleBar(view)
  const length =
    bar.metres < 1000 ? t("metres", { n: bar.metres }) : t("kilometres", { n: format.number(bar.metres / 1000) })
  const me = here && placeIn(view, size, here.lng, here.lat)
  return (
    <>
      <div
        ref={frame}
        className="map-frame"
        role="application"
        aria-label={label}
        aria-roledescription={t("map")}
        aria-busy={busy}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a map is pushed and zoomed by keys.
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onDoubleClick={(event) => {
          const { left, top } = pointAt(event.clientX, event.clientY)
          look(zoomed(now.current, size, 1, left, top))
        }}
      >
        <Ground
          view={view}
          size={size}
          shade={shade}
          onArea={onArea && ((area, edges) => touched() && onArea(area, edges))}
        />
        {way && way.length > 1 && (
          <svg className="map-way" aria-hidden="true">
            <polyline
              points={way
                .map(({ lat, lng }) => placeIn(view, size, lng, lat))
                .map(({ left, top }) => `${left},${top}`)
                .join(" ")}
            />
          </svg>
        )}
        <div className="map-marks" aria-hidden="true">
          {drawn.map((mark) => (
            <button
              key={mark.key}
              type="button"
              tabIndex={-1}
              className={mark.chosen ? "map-mark is-chosen" : mark.text ? "map-mark" : "map-mark is-one"}
              title={mark.title}
              style={{ left: mark.left, top: mark.top, width: mark.radius * 2, height: mark.radius * 2 }}
              onClick={() => touched() && props.onMark(mark.key)}
            >
              {mark.text}
              {names.has(mark.key) && <span className="map-name">{mark.name}</span>}
            </button>
          ))}
          {me && <span className="map-here" style={{ left: me.left, top: me.top }} />}
        </div>
      </div>
      <MapTools
        out={worldWidth(view.zoom) > worldWidth(zoomed(view, size, -1).zoom) + 1}
        onZoom={(by) => look(zoomed(now.current, size, by))}
      >
        {props.tools}
      </MapTools>
      <div className="map-scale" aria-hidden="true">
        <span style={{ width: bar.pixels }} />
        {length}
      </div>
    </>
  )
}

// What a mark says under the pointer, built of elements: names come from imports and the web and must stay text.

import type { Drawing } from "./option"

interface Mark {
  name: string
  seriesName?: string
  seriesType?: string
  value: unknown
  color?: unknown
  data?: { measure?: number }
}

const piece = (tag: "div" | "b" | "span" | "i", text: string, className = "") => {
  const out = document.createElement(tag)
  out.className = className
  out.textContent = text
  return out
}

/** The lines of a tooltip, as an element. */
export function tooltipElement({ full }: Pick<Drawing, "full">, marks: readonly Mark[]): HTMLElement {
  const out = piece("div", "", "chart-tip")
  out.append(piece("b", marks[0]?.name ?? ""))
  for (const mark of marks) {
    if (typeof mark.value !== "number") continue
    const line = piece("div", "", "row")
    const dot = piece("i", "")
    if (typeof mark.color === "string") dot.style.background = mark.color
    const drawn = mark.seriesType === "bar" || mark.seriesType === "line"
    const name = drawn ? (mark.seriesName ?? "") : ""
    line.append(dot, piece("span", name), piece("b", full(mark.data?.measure ?? 0, mark.value), "end"))
    out.append(line)
  }
  return out
}

export function tooltipOf(drawing: Drawing, across: boolean) {
  const { theme, still } = drawing
  return {
    trigger: across ? ("axis" as const) : ("item" as const),
    confine: true,
    transitionDuration: still ? 0 : 0.12,
    axisPointer: { type: "shadow" as const, shadowStyle: { color: theme.quiet, opacity: 0.08 } },
    backgroundColor: theme.paper,
    borderColor: theme.line,
    padding: [8, 12],
    textStyle: { fontFamily: theme.font, fontSize: 12, color: theme.ink },
    formatter: (marks: Mark | Mark[]) => tooltipElement(drawing, Array.isArray(marks) ? marks : [marks]),
  }
}

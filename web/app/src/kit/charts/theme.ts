// The colours and the type of charts: those of the page, read from its tokens, so that light and dark need no second table.

export interface ChartTheme {
  ink: string
  soft: string
  quiet: string
  line: string
  paper: string
  jade: string
  rest: string
  palette: string[]
  font: string
}

/** Neighbours that differ in hue and in lightness. */
const PALETTE = ["--c-1", "--c-5", "--c-3", "--c-4", "--c-2", "--c-neg", "--c-pos", "--ink-3"]

export function chartTheme(from: Element = document.documentElement): ChartTheme {
  const style = getComputedStyle(from)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    ink: token("--ink-1"),
    soft: token("--ink-2"),
    quiet: token("--ink-3"),
    line: token("--line"),
    paper: token("--paper-0"),
    jade: token("--c-1"),
    rest: token("--c-base"),
    palette: PALETTE.map(token),
    font: getComputedStyle(document.body).fontFamily,
  }
}

/** A colour as it looks in part over the paper: what is lighter stays opaque, and its label keeps its own ink. */
export function over(paper: string, color: string, part: number): string {
  const read = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  const [below, above] = [read(paper), read(color)]
  const mixed = above.map((one, at) => Math.round(one * part + (below[at] ?? one) * (1 - part)))
  return mixed.some(Number.isNaN) ? color : `rgb(${mixed.join(", ")})`
}

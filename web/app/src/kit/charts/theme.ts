// The colours and the type of charts, read from the tokens that all else stands on.

export interface Inks {
  paper: string
  raised: string
  line: string
  strong: string
  ink: string
  soft: string
  quiet: string
  faint: string
  base: string
  series: string[]
  jadeTint: string
  font: string
}

/** What a token is worth on the page now. */
export function readInks(root: HTMLElement = document.documentElement): Inks {
  const style = getComputedStyle(root)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    paper: token("paper-0"),
    raised: token("paper-2"),
    line: token("line"),
    strong: token("line-strong"),
    ink: token("ink-1"),
    soft: token("ink-2"),
    quiet: token("ink-3"),
    faint: token("ink-4"),
    base: token("c-base"),
    // Ten that are told apart: the five of charts, then a lighter turn of them.
    series: ["c-1", "c-3", "c-2", "c-5", "c-4", "c-pos", "amber", "indigo", "c-neg", "c-base"].map(token),
    jadeTint: token("jade-tint"),
    font: getComputedStyle(document.body).fontFamily,
  }
}

/** A colour with so much of the paper in it: 0 is the colour, 1 the paper. Hex only, as the tokens are. */
export function mixed(colour: string, paper: string, share: number): string {
  const parts = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  const [a, b] = [parts(colour), parts(paper)]
  if ([...a, ...b].some(Number.isNaN)) return colour
  return `#${a
    .map((one, at) => Math.round(one + ((b[at] ?? one) - one) * share))
    .map((one) => one.toString(16).padStart(2, "0"))
    .join("")}`
}

export const still = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches

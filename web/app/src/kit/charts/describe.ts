// A chart in a sentence, for whoever does not see it.

import type { ReportLook } from "@api/contract"
import type { Translate } from "@ui/phrases"
import type { chartPhrases } from "./phrases"
import type { Told } from "./useAnswer"

export type ChartPhrases = Translate<NonNullable<(typeof chartPhrases)["source"]>>

export function describe(told: Told, { as }: ReportLook, t: ChartPhrases): string {
  const { cube } = told
  const { axes } = cube.answer
  const kind = t.maybe(`kind.${as}`) ?? ""
  const by = axes.map((_, axis) => told.axis(axis)).join(" / ")
  const what = by ? t("of", { measure: told.measure(0), by }) : told.measure(0)
  const rest = axes.slice(1).map(() => null)
  const held = cube.keys(0).filter((key) => cube.number([key, ...rest], 0) !== null)
  const [first, ...others] = held
  if (first === undefined) return t("chartOf", { kind, what })
  const size = (key: number) => cube.number([key, ...rest], 0) ?? 0
  const top = others.reduce((best, key) => (size(key) > size(best) ? key : best), first)
  return t("chart", { kind, what, n: held.length, top: told.key(0, top), value: told.value(0, [top, ...rest]) })
}

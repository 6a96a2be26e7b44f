// How much a figure changed, in words and with a sign, never by colour alone.

import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { reportWords } from "../reports/phrases"
import { changeOf } from "./cells"

export function Change({ value, before }: { value: number; before: number }) {
  const t = usePhrases(reportWords)
  const format = useFormat()
  const change = changeOf(value, before)
  if (value === before) return <span className="change">{t("same")}</span>
  const size =
    change === null
      ? format.number(Math.abs(value - before))
      : `${format.number(Math.round(Math.abs(change) * 1000) / 10)}%`
  const up = value > before
  return (
    <span className={`change ${up ? "is-up" : "is-down"}`}>
      <span aria-hidden="true">{up ? "▲" : "▼"} </span>
      {t(up ? "up" : "down", { change: size })}
    </span>
  )
}

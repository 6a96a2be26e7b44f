// The span of days for the whole dashboard, instead of what its parts ask about.

import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { useId, useState } from "react"
import { boardPhrases } from "./boardPhrases"
import { isNamed, RANGES, readDays } from "./ranges"

interface PeriodMenuProps {
  range: string | undefined
  onRange: (range: string | undefined) => void
}

export function useRangeWords(): (range: string) => string {
  const t = usePhrases(boardPhrases)
  const format = useFormat()
  return (range) => {
    if (isNamed(range)) return t(`range.${range}`)
    const days = readDays(range)
    return days ? t("days", { from: format.calendarDay(days.from), to: format.calendarDay(days.to) }) : range
  }
}

export function PeriodMenu({ range, onRange }: PeriodMenuProps) {
  const t = usePhrases(boardPhrases)
  const words = useRangeWords()
  return (
    <Popover
      label={t("period")}
      trigger={(props) => (
        <button type="button" className={range ? "chip is-on" : "chip"} {...props}>
          <Icon name="calendar" size={14} />
          <span className="cut">{range ? words(range) : t("periodOwn")}</span>
          <Icon name="down" size={14} />
        </button>
      )}
    >
      {(close) => {
        const choose = (next: string | undefined) => {
          close()
          onRange(next)
        }
        return (
          <div className="period-menu">
            <MenuItem checked={range === undefined} onSelect={() => choose(undefined)}>
              {t("periodOwn")}
            </MenuItem>
            <div className="period-ranges">
              {RANGES.flat().map((one) => (
                <button
                  key={one}
                  type="button"
                  className="chip"
                  aria-pressed={one === range}
                  onClick={() => choose(one)}
                >
                  {t(`range.${one}`)}
                </button>
              ))}
            </div>
            <Days range={range} onDays={choose} />
          </div>
        )
      }}
    </Popover>
  )
}

function Days({ range, onDays }: { range: string | undefined; onDays: (range: string) => void }) {
  const t = usePhrases(boardPhrases)
  const id = useId()
  const held = range === undefined ? null : readDays(range)
  const [from, setFrom] = useState(held?.from ?? "")
  const [to, setTo] = useState(held?.to ?? "")
  const days = readDays(`${from}..${to}`)
  return (
    <form
      className="period-days"
      aria-label={t("periodPick")}
      onSubmit={(event) => {
        event.preventDefault()
        if (days) onDays(`${days.from}..${days.to}`)
      }}
    >
      <div className="field">
        <label htmlFor={`${id}from`}>{t("from")}</label>
        <input
          id={`${id}from`}
          type="date"
          className="input"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}to`}>{t("to")}</label>
        <input
          id={`${id}to`}
          type="date"
          className="input"
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      </div>
      <Button type="submit" disabled={!days}>
        {t("apply")}
      </Button>
    </form>
  )
}

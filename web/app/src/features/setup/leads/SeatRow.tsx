// One colleague: two bars that fill towards their limits, and what else decides whether a lead comes to them.

import type { Seat } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { useId, useState } from "react"
import { useWords } from "../../../kit/words"
import { HoursField } from "./HoursField"
import { LimitCell } from "./LimitCell"
import { leadSetupPhrases } from "./phrases"
import { seatPhrases } from "./seatPhrases"
import { isAway, spoken } from "./seats"
import { useWeekWords } from "./useWeekWords"
import { isSound, WORKDAYS } from "./week"

interface SeatRowProps {
  seat: Seat
  onChange: (part: Partial<Seat>) => void
}

export function SeatRow({ seat, onChange }: SeatRowProps) {
  const t = usePhrases(seatPhrases)
  const { who, team } = seat
  const away = isAway(seat, new Date())
  return (
    <tr className={away ? "is-away" : undefined}>
      <th scope="row">
        <span className="row">
          <Avatar id={who.id} initial={who.initial ?? who.name.slice(0, 1)} size={28} />
          <span className="stack">
            <span className="medium cut">{who.name}</span>
            {team && <span className="small quiet cut">{team}</span>}
          </span>
        </span>
      </th>
      <td data-label={t("open")}>
        <LimitCell
          used={seat.open}
          limit={seat.capacity}
          label={t("capacityOf", { name: who.name })}
          onChange={(capacity) => onChange({ capacity })}
        />
      </td>
      <td data-label={t("month")}>
        <LimitCell
          used={seat.month}
          limit={seat.monthly}
          label={t("monthlyOf", { name: who.name })}
          onChange={(monthly) => onChange({ monthly })}
        />
      </td>
      <td data-label={t("languages")}>
        <Languages seat={seat} onChange={onChange} />
      </td>
      <td data-label={t("hours")}>
        <Hours seat={seat} onChange={onChange} />
      </td>
      <td data-label={t("away")}>
        <Away seat={seat} away={away} onChange={onChange} />
      </td>
    </tr>
  )
}

function Languages({ seat: { who, languages }, onChange }: SeatRowProps) {
  const t = usePhrases(seatPhrases)
  const format = useFormat()
  const { regions } = useWords()
  const nameOf = (tag: string) => regions.language(spoken(tag))
  const label = t("languagesOf", { name: who.name })
  const rest = [...new Set(regions.languages().map(({ id }) => spoken(id)))].filter(
    (tag) => !languages.some((one) => spoken(one) === tag),
  )
  return (
    <Popover
      label={label}
      trigger={(props) => (
        <button type="button" className="seat-cell" {...props}>
          <span className="hidden-visually">{label}</span>
          {languages.length > 0 ? format.list(languages.map(nameOf)) : <span className="quiet">{t("noLanguage")}</span>}
        </button>
      )}
    >
      {() => (
        <div className="seat-sheet">
          <ul>
            {languages.map((id) => (
              <li key={id} className="row seat-language">
                <span className="grow">{nameOf(id)}</span>
                <IconButton
                  icon="close"
                  small
                  label={t("takeOff", { name: nameOf(id) })}
                  onClick={() => onChange({ languages: languages.filter((one) => one !== id) })}
                />
              </li>
            ))}
          </ul>
          <select
            className="input"
            aria-label={t("addLanguage")}
            value=""
            onChange={(event) =>
              event.target.value !== "" && onChange({ languages: [...languages, event.target.value] })
            }
          >
            <option value="">{t("addLanguage")}</option>
            {rest.map((id) => (
              <option key={id} value={id}>
                {nameOf(id)}
              </option>
            ))}
          </select>
        </div>
      )}
    </Popover>
  )
}

function Hours({ seat: { who, hours }, onChange }: SeatRowProps) {
  const t = usePhrases(seatPhrases)
  const rules = usePhrases(leadSetupPhrases)
  const week = useWeekWords()
  const [draft, setDraft] = useState(hours)
  const label = t("hoursOf", { name: who.name })
  return (
    <Popover
      label={label}
      trigger={(props) => (
        <button
          type="button"
          className="seat-cell"
          {...props}
          onClick={() => {
            setDraft(hours)
            props.onClick()
          }}
        >
          <span className="hidden-visually">{label}</span>
          {hours ? week(hours) : <span className="quiet">{t("anyTime")}</span>}
        </button>
      )}
    >
      {(close) => (
        <div className="seat-sheet">
          <span className="looks rule-looks">
            <button type="button" aria-pressed={draft === null} onClick={() => setDraft(null)}>
              {t("anyTime")}
            </button>
            <button type="button" aria-pressed={draft !== null} onClick={() => setDraft(draft ?? WORKDAYS)}>
              {rules("sometimes")}
            </button>
          </span>
          {draft && <HoursField hours={draft} onChange={setDraft} />}
          {!isSound(draft) && <span className="field-problem">{rules("fault.when")}</span>}
          <Button
            look="primary"
            disabled={!isSound(draft)}
            onClick={() => {
              close()
              if (JSON.stringify(draft) !== JSON.stringify(hours)) onChange({ hours: draft })
            }}
          >
            {t("apply")}
          </Button>
        </div>
      )}
    </Popover>
  )
}

function Away({ seat: { who, away_until }, away, onChange }: SeatRowProps & { away: boolean }) {
  const t = usePhrases(seatPhrases)
  const format = useFormat()
  const id = useId()
  const label = t("awayOf", { name: who.name })
  return (
    <Popover
      label={label}
      trigger={(props) => (
        <button type="button" className="seat-cell" {...props}>
          <span className="hidden-visually">{label}</span>
          {away && away_until ? (
            <span className="tag is-amber">{t("awayUntil", { date: format.shortDate(away_until) })}</span>
          ) : (
            <span className="quiet">{t("here")}</span>
          )}
        </button>
      )}
    >
      {(close) => (
        <form
          className="seat-sheet"
          onSubmit={(event) => {
            event.preventDefault()
            const day = String(new FormData(event.currentTarget).get("day") ?? "")
            close()
            // The morning of that day, by the reader's own clock.
            if (day !== "") onChange({ away_until: new Date(`${day}T00:00`).toISOString() })
          }}
        >
          <div className="field">
            <label htmlFor={id}>{t("backOn")}</label>
            <input
              id={id}
              name="day"
              type="date"
              className="input"
              required
              min={format.today()}
              defaultValue={away && away_until ? format.day(away_until) : ""}
            />
          </div>
          <div className="row">
            <Button look="primary" type="submit">
              {t("goAway")}
            </Button>
            {away && (
              <Button
                onClick={() => {
                  close()
                  onChange({ away_until: null })
                }}
              >
                {t("isBack")}
              </Button>
            )}
          </div>
        </form>
      )}
    </Popover>
  )
}

// What is looked at: which days and how, whose, of which kinds, by whose clock.

import type { Named } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { Button, IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { KIND_ICONS, KINDS } from "../../kit/activities/kinds"
import { activityPhrases } from "../../kit/activities/phrases"
import type { CalendarLook } from "../../kit/activities/search"
import { calendarPagePhrases } from "./phrases"

export interface ZoneChoice {
  home: string
  here: string
  shown: string
  differs: boolean
  onZone: (zone: string) => void
}

interface CalendarBarProps {
  look: CalendarLook
  title: string
  isNow: boolean
  phone: boolean
  colleagues: readonly Named[]
  /** Ids of those looked at. */
  who: readonly string[]
  me: string
  kinds: readonly string[]
  zone: ZoneChoice
  onLook: (look: CalendarLook) => void
  onStep: (way: number) => void
  onToday: () => void
  onWho: (who: readonly string[] | "team") => void
  onKinds: (kinds: readonly string[]) => void
}

const LOOKS: readonly CalendarLook[] = ["day", "workweek", "week", "month", "agenda", "route"]
const PHONE_LOOKS: readonly CalendarLook[] = ["day", "agenda", "month", "route"]

export function CalendarBar(props: CalendarBarProps) {
  const { look, title, isNow, phone, colleagues, who, me, kinds, zone } = props
  const t = usePhrases(calendarPagePhrases)
  const word = usePhrases(activityPhrases)
  const turned = (all: readonly string[], one: string) =>
    all.includes(one) ? all.filter((other) => other !== one) : [...all, one]
  const onlyMine = who.length === 1 && who[0] === me
  const [only] = who
  const named = onlyMine
    ? t("mine")
    : who.length === 1
      ? (colleagues.find(({ id }) => id === only)?.name ?? t("mine"))
      : colleagues.length > 1 && who.length === colleagues.length
        ? t("team")
        : t("whoN", { n: who.length })
  return (
    <div className="bar cal-bar">
      <span className="row cal-days">
        <IconButton icon="left" label={t("previous")} onClick={() => props.onStep(-1)} />
        <IconButton icon="right" label={t("next")} onClick={() => props.onStep(1)} />
        <h2 className="cal-title" aria-live="polite">
          {title}
        </h2>
        <Button small look="plain" disabled={isNow} onClick={props.onToday}>
          {t("today")}
        </Button>
      </span>
      <span className="end" />
      {zone.differs && (
        <Popover
          kind="menu"
          label={t("zone")}
          trigger={(trigger) => (
            <button type="button" className="chip" title={t("zoneDiffers")} {...trigger}>
              <Icon name="globe" size={14} />
              {zone.shown}
            </button>
          )}
        >
          {(close) =>
            ([zone.home, zone.here] as const).map((one) => (
              <MenuItem
                key={one}
                checked={zone.shown === one}
                onSelect={() => {
                  zone.onZone(one)
                  close()
                }}
              >
                {t(one === zone.home ? "zoneHome" : "zoneHere", { zone: one })}
              </MenuItem>
            ))
          }
        </Popover>
      )}
      {look !== "route" && colleagues.length > 1 && (
        <Popover
          kind="menu"
          label={t("who")}
          trigger={(trigger) => (
            <button type="button" className={onlyMine ? "chip" : "chip is-on"} {...trigger}>
              <Icon name={onlyMine ? "person" : "group"} size={14} />
              {named}
              <Icon name="down" size={12} />
            </button>
          )}
        >
          {(close) => (
            <>
              <MenuItem
                icon="person"
                onSelect={() => {
                  props.onWho([me])
                  close()
                }}
              >
                {t("onlyMine")}
              </MenuItem>
              <MenuItem
                icon="group"
                onSelect={() => {
                  props.onWho("team")
                  close()
                }}
              >
                {t("team")}
              </MenuItem>
              <div className="menu-label">{t("who")}</div>
              {colleagues.map(({ id, name, initial }) => (
                <MenuItem
                  key={id}
                  checked={who.includes(id)}
                  onSelect={() => {
                    const next = turned(who, id)
                    props.onWho(next.length === 0 ? [me] : next)
                  }}
                >
                  <span className="row">
                    <Avatar id={id} initial={initial ?? name.slice(0, 1)} size={20} />
                    <span className="cut">{name}</span>
                  </span>
                </MenuItem>
              ))}
            </>
          )}
        </Popover>
      )}
      {look !== "route" && (
        <Popover
          kind="menu"
          label={t("kinds")}
          trigger={(trigger) => (
            <button
              type="button"
              className={kinds.length === 0 ? "chip" : "chip is-on"}
              aria-label={kinds.length === 0 ? t("allKinds") : t("kindsN", { n: kinds.length })}
              {...trigger}
            >
              <Icon name="filter" size={14} />
              {phone ? null : kinds.length === 0 ? t("kinds") : t("kindsN", { n: kinds.length })}
            </button>
          )}
        >
          {() =>
            KINDS.map((kind) => (
              <MenuItem
                key={kind}
                icon={KIND_ICONS[kind]}
                checked={kinds.length === 0 || kinds.includes(kind)}
                onSelect={() => {
                  const next = turned(kinds.length === 0 ? KINDS : kinds, kind)
                  props.onKinds(next.length === KINDS.length ? [] : next)
                }}
              >
                {word(`kind.${kind}`)}
              </MenuItem>
            ))
          }
        </Popover>
      )}
      <fieldset className="segments" aria-label={t("look")}>
        {(phone ? PHONE_LOOKS : LOOKS).map((one) => (
          <button
            key={one}
            type="button"
            className="segment"
            aria-pressed={one === look}
            onClick={() => props.onLook(one)}
          >
            {t(`look.${one}`)}
          </button>
        ))}
      </fieldset>
    </div>
  )
}

// What a column fills: a list with a search, fields, ids, custom ones, a new one.

import type { ObjectKind } from "@api/contract"
import { Icon } from "@ui/Icon"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { type KeyboardEvent, useState } from "react"
import { newField, type TargetGroup } from "./mapping"
import { mappingPhrases } from "./phrases"
import { useTargetWords } from "./useTargetWords"

interface TargetPickerProps {
  label: string
  object: ObjectKind
  groups: TargetGroup[]
  target: string | null
  header: string
  /** Whether the target is the server's own guess, whose new field is named by the header. */
  guessed: boolean
  onPick: (target: string | null) => void
}

export function TargetPicker({ label, object, groups, target, header, guessed, onPick }: TargetPickerProps) {
  const t = usePhrases(mappingPhrases)
  const say = useTargetWords(object)
  const own = target?.startsWith("new:") && (guessed || target === newField(header))
  const shown = target === null ? t("skip") : own ? t("newFieldOf", { name: header }) : say(target)
  return (
    <Popover
      label={label}
      trigger={(props) => (
        <button type="button" className="input target" aria-label={`${label} ${shown}`} {...props}>
          <span className={target === null ? "grow cut quiet" : "grow cut"}>{shown}</span>
          <Icon name="down" size={12} />
        </button>
      )}
    >
      {(close) => (
        <Choices
          {...{ object, groups, target, header }}
          onPick={(next) => {
            onPick(next)
            close()
          }}
        />
      )}
    </Popover>
  )
}

function Choices({ object, groups, target, header, onPick }: Omit<TargetPickerProps, "label" | "guessed">) {
  const t = usePhrases(mappingPhrases)
  const say = useTargetWords(object)
  const [text, setText] = useState("")
  const wanted = text.trim().toLowerCase()
  const shown = groups
    .map((one) => ({
      ...one,
      targets: one.targets.filter((key) => `${say(key)} ${key}`.toLowerCase().includes(wanted)),
    }))
    .filter((one) => one.targets.length > 0)
  const first = wanted === "" ? undefined : shown[0]?.targets[0]
  const made = text.trim() === "" ? header : text.trim()
  // Arrows walk from the search through the list and back.
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
    event.preventDefault()
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("input, button")]
    const now = document.activeElement instanceof HTMLElement ? stops.indexOf(document.activeElement) : 0
    stops[(now + (event.key === "ArrowDown" ? 1 : -1) + stops.length) % stops.length]?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the controls inside.
    <div className="target-list" onKeyDown={onKeyDown}>
      <input
        className="input"
        type="search"
        value={text}
        placeholder={t("findTarget")}
        aria-label={t("findTarget")}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return
          event.preventDefault()
          onPick(first ?? newField(made))
        }}
      />
      {wanted === "" && (
        <MenuButton on={target === null} onSelect={() => onPick(null)}>
          {t("skip")}
        </MenuButton>
      )}
      {shown.map(({ group, targets }) => (
        <div key={group}>
          <div className="menu-label">{t(`group.${group}`)}</div>
          {targets.map((key) => (
            <MenuButton key={key} on={key === target} onSelect={() => onPick(key)}>
              {say(key)}
            </MenuButton>
          ))}
        </div>
      ))}
      <MenuButton icon="plus" on={false} onSelect={() => onPick(newField(made))}>
        {t("makeField", { name: made })}
      </MenuButton>
    </div>
  )
}

/** A menu item's look outside a menu: the list has a search box, so it is a dialog. */
function MenuButton(props: { icon?: "plus"; on: boolean; onSelect: () => void; children: string }) {
  return (
    <button type="button" className="menu-item" aria-pressed={props.on} onClick={props.onSelect}>
      {props.icon && <Icon name={props.icon} size={14} />}
      <span className="grow cut">{props.children}</span>
      {props.on && <Icon name="check" size={14} />}
    </button>
  )
}

// The left column: who this is. Every value with its source, changed where it stands.

import type { Field, Named, Person, PortraitValue } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { TierTag } from "../../kit/TierTag"
import { fieldLabel, useWords, valueLabel } from "../../kit/words"
import { ContactWays } from "./ContactWays"
import { EditableValue } from "./EditableValue"
import { MergedFrom } from "./MergedFrom"
import { personPhrases } from "./phrases"
import { Sourced } from "./Sourced"
import { Tags } from "./Tags"

export interface PersonEdits {
  mayEdit: boolean
  onSet: (fields: Record<string, unknown>, display: string, text: string) => void
  onAddIdentity: (kind: string, value: string) => void
  onRemoveIdentity: (identity: string, what: string) => void
  onSplit: (merge: string, name: string) => void
}

interface PortraitProps extends PersonEdits {
  person: Person
  fields: Field[]
  users: Named[]
  editName: boolean
  onEditName: (open: boolean) => void
  onWrite: (kind: "note" | "call" | "visit") => void
  onDelete: () => void
}

// Shown at the head, as tags or among the contact ways instead of in the list of values.
const SHOWN_FIRST = 9
const ELSEWHERE = new Set(["name", "given_name", "family_name", "tags", "email", "phone"])

export function Portrait(props: PortraitProps) {
  const { person, fields } = props
  const t = usePhrases(personPhrases)
  const [all, setAll] = useState(false)
  const values = person.portrait.filter((value) => !ELSEWHERE.has(value.key))
  const shown = all || values.length <= SHOWN_FIRST + 1 ? values : values.slice(0, SHOWN_FIRST)
  return (
    <>
      <Head {...props} />
      <ContactWays {...props} />
      <section className="portrait-section">
        <h2 className="section-head">
          {t("portrait")}
          <small>{t("portraitCount", { n: values.length })}</small>
        </h2>
        <dl className="values">
          {shown.map((value) => (
            <ValueRow
              key={value.key}
              {...props}
              value={value}
              field={fields.find((field) => field.key === value.key)}
            />
          ))}
        </dl>
        <div className="row value-foot">
          {props.mayEdit && <AddValue {...props} />}
          {values.length > SHOWN_FIRST + 1 && (
            <button type="button" className="why end" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t("fewerValues") : t("moreValues", { n: values.length - SHOWN_FIRST })}
            </button>
          )}
        </div>
      </section>
      <Tags {...props} />
      <MergedFrom person={person} onSplit={props.onSplit} mayEdit={props.mayEdit} />
    </>
  )
}

/** "3 年 8 个月" since the first contact. */
export function useSpan(): (from: string) => string {
  const t = usePhrases(personPhrases)
  const format = useFormat()
  return (from) => {
    const days = format.daysAgo(from)
    const [years, months] = [Math.floor(days / 365.25), Math.floor((days % 365.25) / 30.44)]
    const parts = [years > 0 && t("years", { n: years }), months > 0 && t("months", { n: months })].filter(Boolean)
    return parts.length > 0 ? parts.join(" ") : t("days", { n: Math.max(days, 1) })
  }
}

function Head({ person, fields, users, mayEdit, editName, onEditName, onSet, onWrite, onDelete }: PortraitProps) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const span = useSpan()
  const { row } = person
  const district = person.portrait.find((value) => value.key === "district")?.display
  const phone = person.identities.find((identity) => identity.kind === "phone")?.value
  const nameField = fields.find((field) => field.key === "name") ?? {
    key: "name",
    type: "text",
    custom: false,
    editable: mayEdit,
    sortable: true,
  }
  const nameValue = person.portrait.find((value) => value.key === "name")
  const label = words("field.name")
  return (
    <header className="portrait-head">
      <div className="row" style={{ gap: 12 }}>
        <Avatar id={person.id} initial={person.initial} size={56} />
        <div className="stack grow">
          <Sourced source={nameValue?.source ?? null} at={nameValue?.at ?? null} others={nameValue?.others}>
            <h1 className="portrait-name">
              <EditableValue
                key={String(editName)}
                field={{ ...nameField, editable: nameField.editable && mayEdit }}
                label={label}
                value={person.name}
                users={users}
                open={editName}
                onCancel={() => onEditName(false)}
                onSave={(value) => {
                  onEditName(false)
                  const name = String(value ?? "")
                  onSet({ name }, name, t("changed", { field: label, value: name }))
                }}
              >
                {person.name || "—"}
              </EditableValue>
            </h1>
          </Sourced>
          <span className="quiet small cut">
            {[row.city, district, row.first_seen_at && t("since", { span: span(row.first_seen_at) })]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </div>
      </div>
      <PersonMarks person={person} />
      <div className="portrait-acts">
        {phone ? (
          <a className="button is-small is-primary" href={`tel:${phone}`} onClick={() => onWrite("call")}>
            <Icon name="phone" size={14} />
            {t("call")}
          </a>
        ) : (
          <Button small icon="phone" onClick={() => onWrite("call")}>
            {t("call")}
          </Button>
        )}
        <Button small icon="note" onClick={() => onWrite("note")}>
          {t("record")}
        </Button>
        <Button small icon="shop" onClick={() => onWrite("visit")}>
          {t("visit")}
        </Button>
        <PersonMenu mayEdit={mayEdit} onDelete={onDelete} />
      </div>
    </header>
  )
}

/** Tier and lifecycle, where known. */
export function PersonMarks({ person }: { person: Person }) {
  const words = useWords()
  const { tier, lifecycle } = person.row
  const job = person.companies[0]?.title
  if (!tier && !lifecycle && !job) return null
  return (
    <div className="row is-wrap" style={{ marginTop: 12 }}>
      {tier && <TierTag tier={tier} star />}
      {lifecycle && <span className="tag is-good">{valueLabel(words, "lifecycle", lifecycle)}</span>}
      {job && <span className="tag cut">{job}</span>}
    </div>
  )
}

export function PersonMenu({ mayEdit, onDelete }: { mayEdit: boolean; onDelete: () => void }) {
  const t = usePhrases(personPhrases)
  return (
    <Popover
      kind="menu"
      label={t("more")}
      trigger={(props) => <IconButton icon="more" size={14} label={t("more")} className="portrait-more" {...props} />}
    >
      {(close) => (
        <>
          <MenuItem
            icon="link"
            onSelect={() => {
              close()
              void navigator.clipboard?.writeText(window.location.href)
            }}
          >
            {t("copyLink")}
          </MenuItem>
          {mayEdit && (
            <MenuItem
              icon="trash"
              onSelect={() => {
                close()
                onDelete()
              }}
            >
              {t("delete")}
            </MenuItem>
          )}
        </>
      )}
    </Popover>
  )
}

interface ValueRowProps extends PortraitProps {
  value: PortraitValue
  field: Field | undefined
}

function useShown() {
  const words = useWords()
  const format = useFormat()
  return (value: PortraitValue): string => {
    if (value.type === "date" && typeof value.value === "string") return format.calendarDate(value.value)
    if (value.type === "date_time" && typeof value.value === "string") return format.date(value.value)
    if (value.type === "money") return format.decimal(String(value.value))
    const worded = valueLabel(words, value.key, value.value)
    return worded === String(value.value) ? value.display : worded
  }
}

function ValueRow({ value, field, users, mayEdit, onSet }: ValueRowProps) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const shown = useShown()(value)
  const label = fieldLabel(words, { key: value.key, label: value.label ?? field?.label })
  const known: Field = field ?? {
    key: value.key,
    type: value.type,
    custom: value.custom,
    editable: false,
    sortable: false,
  }
  return (
    <div className="value-row">
      <dt title={label}>{label}</dt>
      <dd>
        <Sourced source={value.source} at={value.at} others={value.others} focusable={!(known.editable && mayEdit)}>
          <EditableValue
            field={{ ...known, editable: known.editable && mayEdit }}
            label={label}
            value={value.value}
            users={users}
            onSave={(next) => {
              const display = displayOf(known, next, users, words)
              onSet(
                { [value.key]: next },
                display,
                next === null ? t("cleared", { field: label }) : t("changed", { field: label, value: display }),
              )
            }}
          >
            {value.type === "user" && <Avatar id={String(value.value)} initial={value.display.slice(0, 1)} size={20} />}
            <span className={value.type === "long_text" ? undefined : "cut"}>{shown}</span>
          </EditableValue>
        </Sourced>
      </dd>
    </div>
  )
}

function displayOf(field: Field, value: unknown, users: Named[], words: ReturnType<typeof useWords>): string {
  if (field.type === "user") return users.find((user) => user.id === value)?.name ?? "—"
  const option = field.options?.find((one) => one.id === value)
  return option?.label ?? valueLabel(words, field.key, value)
}

/** A field nobody has filled yet: chosen from the list, then written in place. */
function AddValue({ person, fields, users, onSet }: PortraitProps) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const [adding, setAdding] = useState<Field | null>(null)
  const filled = new Set(person.portrait.map((value) => value.key))
  const open = fields.filter(
    (field) => field.editable && !filled.has(field.key) && !ELSEWHERE.has(field.key) && field.type !== "multi_choice",
  )
  if (adding) {
    const label = fieldLabel(words, adding)
    return (
      <div className="value-row grow">
        <span className="value-adding">{label}</span>
        <EditableValue
          field={adding}
          label={label}
          value={null}
          users={users}
          open
          onCancel={() => setAdding(null)}
          onSave={(next) => {
            setAdding(null)
            const display = displayOf(adding, next, users, words)
            if (next !== null) onSet({ [adding.key]: next }, display, t("changed", { field: label, value: display }))
          }}
        >
          —
        </EditableValue>
      </div>
    )
  }
  if (open.length === 0) return null
  return (
    <Popover
      kind="menu"
      label={t("addValue")}
      trigger={(props) => (
        <button type="button" className="quiet add-value" {...props}>
          <Icon name="plus" size={12} />
          {t("addValue")}
        </button>
      )}
    >
      {(close) =>
        open.map((field) => (
          <MenuItem
            key={field.key}
            onSelect={() => {
              close()
              setAdding(field)
            }}
          >
            {fieldLabel(words, field)}
          </MenuItem>
        ))
      }
    </Popover>
  )
}

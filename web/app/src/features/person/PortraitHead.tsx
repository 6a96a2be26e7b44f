// The head of a portrait: name, marks, how long we know each other, the nearest actions.

import { api } from "@api/client"
import type { Field, Named, Person } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { lazy, Suspense, useState } from "react"
import { isIdName } from "../../kit/personName"
import { EditableValue } from "../../kit/portrait/EditableValue"
import { portraitPhrases } from "../../kit/portrait/phrases"
import { Sourced } from "../../kit/portrait/Sourced"
import { reviewPhrases } from "../../kit/review/phrases"
import { useCan } from "../../kit/session"
import { TierTag } from "../../kit/TierTag"
import { useWords, valueLabel } from "../../kit/words"
import { checkInPhrases } from "./checkInPhrases"
import { personPhrases } from "./phrases"
import { privacyPersonPhrases } from "./privacyPhrases"
import { useFollow } from "./useFollow"
import { usePersonChange } from "./usePersonChange"
import { useReview } from "./useReview"

const PersonPrivacy = lazy(async () => ({ default: (await import("./PersonPrivacy")).PersonPrivacy }))
const WhoSees = lazy(async () => ({ default: (await import("./WhoSees")).WhoSees }))

interface PortraitHeadProps {
  person: Person
  fields: Field[]
  users: Named[]
  mayEdit: boolean
  editName: boolean
  onEditName: (open: boolean) => void
  onSet: (fields: Record<string, unknown>, display: string, text: string) => void
  onWrite: (kind: "note" | "call" | "visit") => void
  onCheckIn: () => void
  onDelete: () => void
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

export function PortraitHead(props: PortraitHeadProps) {
  const { person, fields, users, mayEdit, editName, onEditName, onSet, onWrite, onCheckIn, onDelete } = props
  const t = usePhrases(personPhrases)
  const shared = usePhrases(portraitPhrases)
  const words = useWords()
  const span = useSpan()
  const { row } = person
  const district = person.portrait.find((value) => value.key === "district")?.display
  const known = knownSince(person)
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
                  onSet({ name }, name, shared("changed", { field: label, value: name }))
                }}
              >
                {person.name === "" || isIdName(person.name) ? (
                  <span className="quiet cut" title={person.name}>
                    {t("nameless")} {person.name}
                  </span>
                ) : (
                  person.name
                )}
              </EditableValue>
            </h1>
          </Sourced>
          <span className="quiet small cut">
            {[row.city, district, known && t("since", { span: span(known) })].filter(Boolean).join(" · ")}
          </span>
        </div>
      </div>
      <PersonMarks person={person} />
      <div className="portrait-acts">
        {phone ? (
          <a
            className={mayEdit ? "button is-small is-primary" : "button is-small"}
            href={`tel:${phone}`}
            onClick={mayEdit ? () => onWrite("call") : undefined}
          >
            <Icon name="phone" size={14} />
            {t("call")}
          </a>
        ) : (
          mayEdit && (
            <Button small icon="phone" onClick={() => onWrite("call")}>
              {t("call")}
            </Button>
          )
        )}
        {/* Who may not write here is not offered to. */}
        {mayEdit && (
          <>
            <Button small icon="note" onClick={() => onWrite("note")}>
              {t("record")}
            </Button>
            <Button small icon="shop" onClick={() => onWrite("visit")}>
              {t("visit")}
            </Button>
          </>
        )}
        <PersonMenu person={person} mayEdit={mayEdit} onCheckIn={onCheckIn} onDelete={onDelete} />
      </div>
    </header>
  )
}

/** The earliest trace of a person: a record may be older than the first interaction, or younger. */
export function knownSince({ row }: Person): string | null {
  const { first_seen_at: seen, created_at: made } = row
  return seen && seen < made ? seen : made
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

interface PersonMenuProps {
  person: Person
  mayEdit: boolean
  onCheckIn: () => void
  onDelete: () => void
}

export function PersonMenu({ person, mayEdit, onCheckIn, onDelete }: PersonMenuProps) {
  const t = usePhrases(personPhrases)
  const checkIn = usePhrases(checkInPhrases)
  const mayDelete = useCan("delete")
  const { run } = usePersonChange(person.id)
  const { followed, follow } = useFollow(person)
  const review = useReview(person, mayEdit)
  const reviewing = usePhrases(reviewPhrases)
  const mayGuard = useCan("privacy")
  const privacy = usePhrases(privacyPersonPhrases)
  const [asking, setAsking] = useState(false)
  const [guarding, setGuarding] = useState(false)
  return (
    <>
      <Popover
        kind="menu"
        label={t("more")}
        trigger={(props) => <IconButton icon="more" size={14} label={t("more")} className="portrait-more" {...props} />}
      >
        {(close) => (
          <>
            {mayEdit && (
              <MenuItem
                icon="pin"
                onSelect={() => {
                  close()
                  onCheckIn()
                }}
              >
                {checkIn("checkIn")}
              </MenuItem>
            )}
            {mayEdit && !person.row.member_no && (
              <MenuItem
                icon="star"
                onSelect={() => {
                  close()
                  void run(api.membership.join(person.id), t("joined"))
                }}
              >
                {t("joinMembers")}
              </MenuItem>
            )}
            {review.may && (
              <MenuItem
                icon="check"
                onSelect={() => {
                  close()
                  review.done()
                }}
              >
                {reviewing("mark")}
              </MenuItem>
            )}
            <MenuItem
              icon="bell"
              onSelect={() => {
                close()
                follow.mutate(!followed)
              }}
            >
              {t(followed ? "unfollow" : "follow")}
            </MenuItem>
            <MenuItem
              icon="link"
              onSelect={() => {
                close()
                void navigator.clipboard?.writeText(window.location.href)
                toast({ text: t("copied") })
              }}
            >
              {t("copyLink")}
            </MenuItem>
            <MenuItem
              icon="eye"
              onSelect={() => {
                close()
                setAsking(true)
              }}
            >
              {t("whoSees")}
            </MenuItem>
            {mayGuard && (
              <MenuItem
                icon="lock"
                onSelect={() => {
                  close()
                  setGuarding(true)
                }}
              >
                {privacy("menu")}
              </MenuItem>
            )}
            {mayEdit && mayDelete && (
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
      {asking && (
        <Suspense>
          <WhoSees id={person.id} onClose={() => setAsking(false)} />
        </Suspense>
      )}
      {guarding && (
        <Suspense>
          <PersonPrivacy person={{ id: person.id, name: person.name }} onClose={() => setGuarding(false)} />
        </Suspense>
      )}
    </>
  )
}

// "I am here": writes a visit with the place of this device, and shows who else is near.
// In: a person and, if the user allows it, a position. Out: a visit. It must never need the position.

import type { Field, Person } from "@api/contract"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { metresBetween, placeText, readPlace } from "../../kit/distance"
import { Near, useDistance } from "../../kit/nearby/Near"
import { usePosition } from "../../kit/nearby/usePosition"
import { fieldLabel, useWords } from "../../kit/words"
import { checkInPhrases } from "./checkInPhrases"

export interface Visit {
  text: string
  props: Record<string, unknown>
  /** The field that is to hold the place from now on, with the place. */
  keep: { field: Field; place: string } | null
}

interface CheckInProps {
  person: Person
  fields: Field[]
  /** Resolves to whether it was kept. */
  onVisit: (visit: Visit) => Promise<boolean>
  onClose: () => void
}

export function CheckIn({ person, fields, onVisit, onClose }: CheckInProps) {
  const t = usePhrases(checkInPhrases)
  const state = usePhrases(statePhrases)
  const words = useWords()
  const distance = useDistance()
  const textId = useId()
  const position = usePosition(true)
  const [text, setText] = useState("")
  const [keep, setKeep] = useState(false)
  const [saving, setSaving] = useState(false)
  const name = person.name || "—"
  const places = fields.filter(({ type }) => type === "geo")
  const held = places.flatMap((field) => {
    const place = readPlace(person.portrait.find(({ key }) => key === field.key)?.value)
    return place ? [{ field, place }] : []
  })
  const here = position.state === "known" ? position.place : null
  const free = held.length === 0 ? places.find(({ editable }) => editable) : undefined
  const save = async () => {
    setSaving(true)
    const place = position.state === "known" && { place: placeText(position.place), accuracy: position.accuracy }
    const props = { check_in: true, direction: "out", ...place }
    const kept = keep && free && here ? { field: free, place: placeText(here) } : null
    const done = await onVisit({ text: text.trim(), props, keep: kept })
    setSaving(false)
    if (done) onClose()
  }
  return (
    <Dialog
      title={t("title", { name })}
      closeLabel={state("close")}
      onClose={onClose}
      still
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" icon="pin" disabled={saving} onClick={() => void save()}>
            {t("here")}
          </Button>
        </>
      }
    >
      <p className="row" role="status">
        <Icon name="pin" />
        <span>
          {position.state === "known" ? t("known", { n: position.accuracy }) : t(position.state)}
          {here &&
            held.map(({ field, place }) => (
              <span key={field.key} className="quiet">
                {" · "}
                {t("away", { field: fieldLabel(words, field), distance: distance(metresBetween(here, place)) })}
              </span>
            ))}
        </span>
      </p>
      {here && free && (
        <label className="row check-in-keep">
          <input type="checkbox" className="tick" checked={keep} onChange={(event) => setKeep(event.target.checked)} />
          <span>{t("keep", { name, field: fieldLabel(words, free) })}</span>
        </label>
      )}
      <div className="field">
        <label htmlFor={textId}>{t("text")}</label>
        <textarea
          id={textId}
          className="input"
          rows={2}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {here && <Near here={here} except={person.id} onGo={onClose} />}
    </Dialog>
  )
}

// An address: one line to read, its parts to change.

import type { Field, PortraitValue } from "@api/contract"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { ADDRESS_KEYS, addressLine } from "../../kit/address"
import { Sourced } from "../../kit/portrait/Sourced"
import { type ValueEdits, ValueRow } from "../../kit/portrait/ValueRow"
import { useSession } from "../../kit/session"
import { useWords } from "../../kit/words"
import { personPhrases } from "./phrases"

interface AddressRowProps extends ValueEdits {
  /** The known parts, the finest first. */
  values: PortraitValue[]
  fields: Field[]
}

export function AddressRow({ values, fields, ...edits }: AddressRowProps) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const home = useSession().workspace.country
  const [open, setOpen] = useState(false)
  const [finest] = values
  const part = (key: string) => String(values.find((value) => value.key === key)?.value ?? "")
  const country = part("country")
  const line = addressLine({
    country: country === home ? "" : words.regions.country(country),
    region: part("region"),
    city: part("city"),
    district: part("district"),
    address: part("address"),
    postcode: part("postcode"),
  })
  return (
    <>
      <div className="value-row">
        <dt title={words("field.address")}>{words("field.address")}</dt>
        <dd>
          <Sourced source={finest?.source ?? null} at={finest?.at ?? null} others={finest?.others}>
            <button
              type="button"
              className="value address"
              aria-expanded={open}
              title={t(open ? "fewerValues" : "addressParts")}
              onClick={() => setOpen(!open)}
            >
              <span className="address-line">{line}</span>
              <Icon name={open ? "up" : "down"} size={14} />
            </button>
          </Sourced>
        </dd>
      </div>
      {open &&
        ADDRESS_KEYS.flatMap((key) => values.find((value) => value.key === key) ?? []).map((value) => (
          <ValueRow
            key={value.key}
            {...edits}
            part
            value={value}
            field={fields.find((field) => field.key === value.key)}
          />
        ))}
    </>
  )
}

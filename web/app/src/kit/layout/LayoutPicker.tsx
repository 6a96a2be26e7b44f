// Chooses how a list is laid out, and by which field. One control, so that it fits beside the title on a phone.

import "./layout.css"
import type { Field } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { fieldLabel, useWords } from "../words"
import { groupable, type Layout, type LayoutKind, MAP_LOOKS, mapLook, onBoard, onCalendar } from "./layout"
import { layoutPhrases } from "./phrases"

interface LayoutPickerProps {
  fields: Field[]
  now: Layout | null
  kinds: LayoutKind[]
  onLayout: (layout: Layout | null) => void
}

export function LayoutPicker({ fields, now, kinds, onLayout }: LayoutPickerProps) {
  const t = usePhrases(layoutPhrases)
  const words = useWords()
  const able: Record<Exclude<LayoutKind, "map">, (field: Field) => boolean> = {
    board: onBoard,
    calendar: onCalendar,
    groups: groupable,
  }
  return (
    <select
      className="input layout-by"
      aria-label={t("layout")}
      value={now ? `${now.kind} ${now.field}` : ""}
      onChange={(event) => {
        const [kind, field] = event.target.value.split(" ")
        const chosen = kinds.find((one) => one === kind)
        onLayout(chosen && field ? { kind: chosen, field: chosen === "map" ? mapLook(field) : field } : null)
      }}
    >
      <option value="">{t("list")}</option>
      {kinds.map((kind) => (
        <optgroup key={kind} label={t(`kind.${kind}`)}>
          {kind === "map" &&
            MAP_LOOKS.map((look) => (
              <option key={look} value={`map ${look}`}>
                {`${t("kind.map")} · ${t(`map.${look}`)}`}
              </option>
            ))}
          {fields.filter(kind === "map" ? () => false : able[kind]).map((field) => (
            <option key={field.key} value={`${kind} ${field.key}`}>
              {`${t(`kind.${kind}`)} · ${t("by", { field: fieldLabel(words, field) })}`}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}

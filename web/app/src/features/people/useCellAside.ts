// An edit of a cell that cannot be sent now is put aside on the device, where it waits with the other changes.

import type { Field, PersonRow } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { devicePhrases } from "../../kit/device/phrases"
import { sendOrWait } from "../../kit/device/sender"
import { useFieldText } from "../../kit/fieldText"
import { cellAct } from "./cellAct"

export function useCellAside(): (row: PersonRow, field: Field, value: unknown) => Promise<boolean> {
  const t = usePhrases(devicePhrases)
  const textOf = useFieldText()
  return async (row, field, value) => {
    const act = cellAct(row, field, value, (one) => textOf(field, one))
    // With a connection the list writes the cell itself, with its own look for what a colleague changed.
    const done = await sendOrWait({ person: row.id, name: row.name, act }, async () => "now" as const)
    if (done !== "waits") return false
    toast({ text: t("waits") })
    return true
  }
}

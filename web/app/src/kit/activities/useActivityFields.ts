// The fields of an activity; kinds, states and priorities are chosen by their names wherever a form asks for one.

import type { Field } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import { objectsQuery } from "../queries"
import { KINDS } from "./kinds"
import { activityPhrases } from "./phrases"

export function useActivityFields(): Field[] {
  const t = usePhrases(activityPhrases)
  const objects = useQuery(objectsQuery).data
  return useMemo(() => {
    const fields = objects?.find((one) => one.object === "activity")?.fields ?? []
    const option = (id: string, label: string) => ({ id, label, color: "plain" })
    const options: Record<string, Field["options"]> = {
      kind: KINDS.map((id) => option(id, t(`kind.${id}`))),
      state: (["open", "done", "cancelled"] as const).map((id) => option(id, t(`state.${id}`))),
      priority: (["normal", "high"] as const).map((id) => option(id, t(`priority.${id}`))),
    }
    return fields.map(
      (field): Field => (options[field.key] ? { ...field, type: "choice", options: options[field.key] } : field),
    )
  }, [objects, t])
}

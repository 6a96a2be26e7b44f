// Targets of a mapping in words.

import type { ObjectKind } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { useCallback } from "react"
import { objectsQuery } from "../queries"
import { fieldLabel, identityLabel, useWords } from "../words"
import { mappingPhrases } from "./phrases"

export function useTargetWords(object: ObjectKind): (target: string) => string {
  const t = usePhrases(mappingPhrases)
  const words = useWords()
  const objects = useQuery(objectsQuery).data
  return useCallback(
    (target) => {
      const say = (key: string): string => {
        if (key.startsWith("new:")) return t("newFieldOf", { name: key.slice(4).replaceAll("_", " ") })
        if (key.startsWith("external:")) return t("externalOf", { ns: key.slice(9) })
        if (key === "company") return t("companyName")
        const identity = words.maybe(`identity.${key}`) && identityLabel(words, key)
        const field = objects?.find((one) => one.object === object)?.fields.find((one) => one.key === key)
        return words.maybe(`field.${key}`) ?? identity ?? fieldLabel(words, { key, label: field?.label })
      }
      return target.startsWith("person.") ? t("ofPerson", { what: say(target.slice(7)) }) : say(target)
    },
    [t, words, objects, object],
  )
}

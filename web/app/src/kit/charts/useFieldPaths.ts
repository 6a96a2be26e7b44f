// The names of fields that lie up to one step away: "城市", "客户 · 城市", "负责人 · 团队".

import type { Field, ObjectKind } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import { objectsQuery } from "../queries"
import { fieldLabel, useWords } from "../words"
import { chartPhrases } from "./phrases"

export interface FieldPaths {
  label: (object: ObjectKind, path: string) => string
  /** The field itself, where the app knows it. */
  field: (object: ObjectKind, path: string) => Field | undefined
}

const LEADS: Partial<Record<string, ObjectKind | "staff">> = {
  person: "person",
  who: "person",
  company: "company",
  deal: "deal",
  lead: "lead",
  order: "order",
  owner: "staff",
}

export function useFieldPaths(): FieldPaths {
  const t = usePhrases(chartPhrases)
  const words = useWords()
  const objects = useQuery(objectsQuery).data
  return useMemo(() => {
    const of = (object: ObjectKind, key: string) =>
      objects?.find((one) => one.object === object)?.fields.find((field) => field.key === key)
    const targetOf = (object: ObjectKind, key: string) => LEADS[key] ?? of(object, key)?.target
    const plain = (object: ObjectKind | "staff", key: string) =>
      t.maybe(`field.${key}`) && (object === "staff" || !of(object, key)?.custom)
        ? (t.maybe(`field.${key}`) ?? key)
        : object === "staff"
          ? key
          : fieldLabel(words, { key, label: of(object, key)?.label }, object)
    return {
      label: (object, path) => {
        const [first = "", second] = path.split(".")
        if (second === undefined) return plain(object, first)
        const target = targetOf(object, first)
        return t("path", { of: plain(object, first), field: target ? plain(target, second) : second })
      },
      field: (object, path) => {
        const [first = "", second] = path.split(".")
        if (second === undefined) return of(object, first)
        const target = targetOf(object, first)
        return target && target !== "staff" ? of(target, second) : undefined
      },
    }
  }, [t, words, objects])
}

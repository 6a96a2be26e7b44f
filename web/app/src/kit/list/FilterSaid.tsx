// A filter as part of a sentence: "source is 官网 and city is 杭州". What words cannot say stands there as its text.

import type { ObjectKind } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { definePhrases, useLocale, usePhrases } from "@ui/phrases"
import { Fragment } from "react"
import { readSaid } from "../filterText"
import { objectsQuery } from "../queries"
import { useConditionWords } from "./conditionWords"
import "./filterSaid.css"

const saidPhrases = definePhrases(
  { and: "且", ofPerson: "客户的{field}" },
  {
    "zh-TW": { and: "且", ofPerson: "客戶的{field}" },
    en: { and: "and", ofPerson: "person's {field}" },
  },
)

export function FilterSaid({ object, filter }: { object: ObjectKind; filter: string }) {
  const t = usePhrases(saidPhrases)
  const say = useConditionWords()
  const english = useLocale() === "en"
  // Within an English sentence a field is no heading; what is written in capitals stays.
  const inside = (label: string) =>
    english && !/^\p{Lu}{2}/u.test(label) ? label.slice(0, 1).toLowerCase() + label.slice(1) : label
  const objects = useQuery(objectsQuery).data ?? []
  const fieldsOf = (one: ObjectKind) => objects.find((known) => known.object === one)?.fields ?? []
  return readSaid(filter).map((part, at) => {
    const joined = at > 0 && <span className="said-and"> {t("and")} </span>
    if ("text" in part) {
      return (
        <Fragment key={part.text}>
          {joined}
          <code className="said-text">{part.text}</code>
        </Fragment>
      )
    }
    const of = part.of === "person" ? "person" : object
    const { label, operator, value } = say(part.condition, fieldsOf(of), of)
    return (
      <Fragment key={`${label}${operator}${value}`}>
        {joined}
        <span className="said">
          {part.of === "person" && object !== "person" ? t("ofPerson", { field: inside(label) }) : inside(label)}{" "}
          {operator}
          {value !== "" && <b> {value}</b>}
        </span>
      </Fragment>
    )
  })
}

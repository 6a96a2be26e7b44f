// Which fields a role may change, only see, or not see: those of people, and of every other object that has any.

import type { Field, Grants, ObjectKind } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { fieldLabel, useWords } from "../../../kit/words"
import { rolePhrases } from "./phrases"

/** A role names a field of these with the object before its key. */
const THINGS = ["company", "order", "interaction", "deal", "lead", "activity"] as const
/** As the server has it: the built-in fields that may be hidden or locked. `lines` and `text` are in no list of fields. */
export const HIDEABLE: Record<(typeof THINGS)[number], readonly string[]> = {
  company: ["domain", "industry", "country", "region", "city", "address", "postcode", "phone", "size", "owner", "tags"],
  order: ["amount", "quantity", "lines"],
  interaction: ["title", "text", "amount"],
  deal: ["owner", "amount", "next_step", "lost_reason", "source", "competitors"],
  lead: ["amount", "next_step", "interest", "source"],
  activity: ["place", "outcome"],
}
/** What hides the same money in two places. */
const [AMOUNT, TOTAL] = ["order.amount", "order_total"]
const RIGHTS = ["open", "locked", "hidden"] as const

interface FieldRightsProps {
  grants: Pick<Grants, "hidden" | "locked">
  fieldsOf: (object: ObjectKind) => Field[]
  onSet: (change: Pick<Grants, "hidden" | "locked">) => void
}

export function FieldRights({ grants, fieldsOf, onSet }: FieldRightsProps) {
  const t = usePhrases(rolePhrases)
  const words = useWords()
  const people = fieldsOf("person")
    .filter(
      (field) => field.key !== "id" && (field.editable || ["email", "phone", "member_no", TOTAL].includes(field.key)),
    )
    .map((field) => ({ key: field.key, label: fieldLabel(words, field) }))
  const groups = [
    { object: "person" as const, fields: people },
    ...THINGS.map((object) => ({
      object,
      fields: [
        ...HIDEABLE[object].map((key) => fieldsOf(object).find((field) => field.key === key) ?? { key }),
        ...fieldsOf(object).filter((field) => field.custom),
      ].map((field) => ({ key: `${object}.${field.key}`, label: fieldLabel(words, field, object) })),
    })),
  ]
  const rightOf = (key: string) =>
    grants.hidden.includes(key) ? "hidden" : grants.locked.includes(key) ? "locked" : "open"
  const setRight = (key: string, right: string) =>
    onSet({
      hidden: [...grants.hidden.filter((one) => one !== key), ...(right === "hidden" ? [key] : [])],
      locked: [...grants.locked.filter((one) => one !== key), ...(right === "locked" ? [key] : [])],
    })
  return (
    <fieldset>
      <legend>{t("fieldRights")}</legend>
      <p className="small quiet setup-text">{t("fieldRightsText")}</p>
      {groups.map(({ object, fields }) => (
        <section key={object} className="role-object" aria-label={t(`list.${object}`)}>
          <p className="small quiet strong">{t(`list.${object}`)}</p>
          <div className="role-fields">
            {fields.map((field) => (
              <div key={field.key}>
                <label>
                  <span className="cut" title={field.label}>
                    {field.label}
                  </span>
                  <select
                    className={rightOf(field.key) === "open" ? "input" : "input is-narrowed"}
                    value={rightOf(field.key)}
                    onChange={(event) => setRight(field.key, event.target.value)}
                  >
                    {RIGHTS.filter((right) => right !== "hidden" || field.key !== "name").map((right) => (
                      <option key={right} value={right}>
                        {t(`fieldRight.${right}`)}
                      </option>
                    ))}
                  </select>
                </label>
                {field.key === AMOUNT && rightOf(AMOUNT) === "hidden" && rightOf(TOTAL) !== "hidden" && (
                  <p className="small role-both" role="status">
                    {t("amountToo", { total: words("field.order_total") })}{" "}
                    <button type="button" className="link" onClick={() => setRight(TOTAL, "hidden")}>
                      {t("hideBoth")}
                    </button>
                  </p>
                )}
              </div>
            ))}
          </div>
        </section>
      ))}
    </fieldset>
  )
}

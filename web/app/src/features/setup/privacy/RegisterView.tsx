// The register of processing: read from the settings, printable, with what each field is kept for.

import type { ObjectKind, PrivacyClass, Register, RegisterField, RegisterParty, RetentionRules } from "@api/contract"
import { privacy } from "@api/privacy"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { useWords } from "../../../kit/words"
import { privacyPhrases } from "./phrases"

const REGISTER = ["privacy", "register"]
const CLASSES: readonly PrivacyClass[] = ["none", "personal", "sensitive"]
const TONES = { none: "tag", personal: "tag is-amber", sensitive: "tag is-cinnabar" }

export function RegisterView() {
  const t = usePhrases(privacyPhrases)
  const format = useFormat()
  const register = useQuery({ queryKey: REGISTER, queryFn: privacy.register })
  const [changing, setChanging] = useState<{ object: ObjectKind; field: RegisterField } | null>(null)
  if (register.isPending) return <SkeletonRows rows={8} height={40} />
  if (register.isError) return <Failed error={register.error} retry={() => void register.refetch()} />
  const all = register.data
  return (
    <article className="register">
      <div className="row setup-lead no-print">
        <p className="small quiet grow">{t("registerText")}</p>
        <Button icon="print" onClick={() => window.print()}>
          {t("print")}
        </Button>
      </div>
      <p className="small quiet">
        {t("madeOn", { workspace: all.workspace, date: format.moment(all.made_at) })}
        {all.contact && ` · ${all.contact}`}
      </p>
      <h2 className="section-head">{t("whatHeld")}</h2>
      {all.objects.map(({ object, rows, fields }) => (
        <section key={object}>
          <h3>
            {t(`object.${object}`)}
            <span className="small quiet">{t("rowsN", { n: rows })}</span>
          </h3>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("field")}</th>
                <th scope="col" className="register-class">
                  {t("class")}
                </th>
                <th scope="col">{t("purpose")}</th>
                <td className="register-act" />
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <FieldLine
                  key={field.key}
                  object={object}
                  field={field}
                  onChange={() => setChanging({ object, field })}
                />
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <Parties title={t("whence")} list={all.sources} />
      <Parties title={t("whoSees")} list={all.roles} />
      <Parties title={t("whither")} list={all.recipients} />
      <HowLong of={all} />
      {changing && <FieldForm object={changing.object} field={changing.field} onClose={() => setChanging(null)} />}
    </article>
  )
}

function useLabel(): (object: ObjectKind, field: RegisterField) => string {
  const words = useWords()
  return (object, field) =>
    field.label ??
    (object === "person" ? undefined : words.maybe(`field.${object}.${field.key}`)) ??
    words.maybe(`field.${field.key}`) ??
    field.key
}

interface FieldLineProps {
  object: ObjectKind
  field: RegisterField
  onChange: () => void
}

function FieldLine({ object, field, onChange }: FieldLineProps) {
  const t = usePhrases(privacyPhrases)
  const format = useFormat()
  const label = useLabel()(object, field)
  return (
    <tr>
      <td>{label}</td>
      <td className="register-class">
        <span className={TONES[field.class]}>{t(`class.${field.class}`)}</span>
      </td>
      <td>
        {field.purpose ?? <span className="quiet">—</span>}
        {field.hidden_from.length > 0 && (
          <span className="small quiet"> {t("hiddenFrom", { names: format.list(field.hidden_from) })}</span>
        )}
      </td>
      <td className="register-act">
        <IconButton small icon="edit" label={t("changeField", { name: label })} onClick={onChange} />
      </td>
    </tr>
  )
}

function FieldForm({ object, field, onClose }: { object: ObjectKind; field: RegisterField; onClose: () => void }) {
  const t = usePhrases(privacyPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const id = useId()
  const label = useLabel()(object, field)
  const [kind, setKind] = useState<PrivacyClass>(field.class)
  const [purpose, setPurpose] = useState(field.purpose ?? "")
  const save = useMutation({
    mutationFn: () => privacy.setField(object, field.key, { class: kind, purpose: purpose.trim() }),
    onSuccess: (now) => {
      cache.setQueryData<Register>(REGISTER, now)
      onClose()
    },
  })
  return (
    <Dialog
      title={t("changeField", { name: label })}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={id} disabled={save.isPending}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="stack"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <div className="field">
          <label htmlFor={`${id}class`}>{t("class")}</label>
          <select
            id={`${id}class`}
            className="input"
            value={kind}
            onChange={(event) => setKind(CLASSES.find((one) => one === event.target.value) ?? "none")}
          >
            {CLASSES.map((one) => (
              <option key={one} value={one}>
                {t(`class.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}purpose`}>{t("purpose")}</label>
          <input
            id={`${id}purpose`}
            className="input"
            maxLength={300}
            autoComplete="off"
            placeholder={t("purposeHint")}
            value={purpose}
            onChange={(event) => setPurpose(event.target.value)}
          />
        </div>
        <FormProblem error={save.error} />
      </form>
    </Dialog>
  )
}

function Parties({ title, list }: { title: string; list: RegisterParty[] }) {
  const t = usePhrases(privacyPhrases)
  const about = useAbout()
  return (
    <section>
      <h2 className="section-head">{title}</h2>
      {list.length === 0 ? (
        <p className="small quiet">{t("nothing")}</p>
      ) : (
        <table>
          <tbody>
            {list.map((one) => {
              const kind = one.kind === "role" ? null : t(`party.${one.kind}`)
              return (
                <tr key={`${one.kind} ${one.name}`}>
                  <td>{one.name || kind}</td>
                  <td className="small quiet">{[one.name && kind, ...about(one)].filter(Boolean).join(" · ")}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** What there is to say of a source, a role or a recipient. */
function useAbout(): (party: RegisterParty) => string[] {
  const t = usePhrases(privacyPhrases)
  const format = useFormat()
  return ({ detail }) => {
    if (!detail) return []
    const { see, people, hidden, scopes, by, to, from, object, events, count } = detail
    return [
      see && t.maybe(`reach.${see}`),
      people !== undefined && t("peopleN", { n: people }),
      detail.export && detail.export !== "none" && t("mayExport"),
      detail.privacy && t("mayPrivacy"),
      hidden !== undefined && hidden > 0 && t("hiddenN", { n: hidden }),
      to ?? from,
      object && t(`object.${object}`),
      events && format.list(events),
      by && t("keyOf", { name: by }),
      scopes && format.list(scopes),
      count !== undefined && t("filesN", { n: count }),
      detail.paused && t("pausedNow"),
    ].filter((part): part is string => typeof part === "string" && part !== "")
  }
}

const SPANS: readonly { key: Exclude<keyof RetentionRules, "interaction_kinds">; unit: "days" | "months" }[] = [
  { key: "raw_days", unit: "days" },
  { key: "refused_days", unit: "days" },
  { key: "import_days", unit: "days" },
  { key: "interaction_months", unit: "months" },
  { key: "silent_months", unit: "months" },
  { key: "audit_months", unit: "months" },
  { key: "request_months", unit: "months" },
]

function HowLong({ of: { rules, order_years } }: { of: Register }) {
  const t = usePhrases(privacyPhrases)
  const words = useWords()
  const format = useFormat()
  return (
    <section>
      <h2 className="section-head">{t("howLong")}</h2>
      <table>
        <tbody>
          {SPANS.map(({ key, unit }) => {
            const n = rules[key]
            const kinds = key === "interaction_months" && n !== null ? rules.interaction_kinds : []
            return (
              <tr key={key}>
                <td>{t(`rule.${key}`)}</td>
                <td>
                  {n === null ? t("forEver") : unit === "days" ? t("forDays", { n }) : t("forMonths", { n })}
                  {kinds.length > 0 && (
                    <span className="small quiet">
                      {" "}
                      {format.list(kinds.map((kind) => words.maybe(`kind.${kind}`) ?? kind))}
                    </span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="small quiet">{order_years === null ? t("noOrders") : t("orderYears", { n: order_years })}</p>
    </section>
  )
}

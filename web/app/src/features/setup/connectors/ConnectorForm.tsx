// A connector described in steps: where, what, mapping with a preview, when, and whose value stands.

import { Failure } from "@api/client"
import type { Connector, ConnectorLook, ObjectKind } from "@api/contract"
import { connectors } from "@api/outward"
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { Mapping } from "../../../kit/mapping/Mapping"
import { withObject, withOptions } from "../../../kit/mapping/mapping"
import { Preview } from "../../../kit/mapping/Preview"
import { useTargetWords } from "../../../kit/mapping/useTargetWords"
import { objectsQuery } from "../../../kit/queries"
import { useSettled } from "../../../kit/useSettled"
import { type Draft, draftOf, mappedOf, OBJECTS, wishOf, withKey, withLook } from "./draft"
import { connectorPhrases } from "./phrases"
import { CONNECTORS } from "./state"
import { Choice, Text, Where } from "./Where"

const PULL = ["where", "what", "mapping", "when", "rule"] as const
const PUSH = ["where", "send", "when"] as const
type Step = (typeof PULL)[number] | (typeof PUSH)[number]

export function ConnectorForm({ of: held }: { of?: Connector }) {
  const t = usePhrases(connectorPhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [draft, setDraft] = useState<Draft>(() => draftOf(held))
  const [step, setStep] = useState<Step>("where")
  const [seen, setSeen] = useState<ConnectorLook | null>(null)
  const steps: readonly Step[] = draft.direction === "push" ? PUSH : PULL
  const at = steps.indexOf(step)
  const look = useMutation({
    mutationFn: () => {
      const base = held ? { place: draft.place, connector: held.id } : { place: draft.place }
      const wish = draft.secret === "" ? base : { ...base, secret: draft.secret }
      return connectors.look(held ? { ...wish, object: held.object } : wish)
    },
    onSuccess: (found) => {
      setSeen(found)
      setDraft((now) => withLook(now, found))
    },
  })
  const save = useMutation({
    mutationFn: () => (held ? connectors.change(held.id, wishOf(draft)) : connectors.create(wishOf(draft))),
    onSuccess: async (made) => {
      toast({ text: t("saved", { name: made.name }) })
      await cache.invalidateQueries({ queryKey: CONNECTORS })
      cache.setQueryData(["connector", made.id], made)
      void navigate({ to: "/settings/connectors/$id", params: { id: made.id }, search: {}, replace: true })
    },
  })
  const next = steps[at + 1]
  const before = steps[at - 1]
  const ready = draft.name.trim() !== "" && draft.key !== ""
  const shared = { draft, onDraft: setDraft }
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="setup scroll" tabIndex={0}>
        <nav className="connector-steps" aria-label={t("change")}>
          {steps.map((one, i) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={one === step}
              onClick={() => setStep(one)}
            >{`${i + 1} ${t(`step.${one}`)}`}</button>
          ))}
        </nav>
        <div className={step === "mapping" ? "connector-form is-wide" : "connector-form"}>
          {step === "where" && (
            <>
              <Where of={held} {...shared} />
              {draft.direction === "pull" && (
                <div className="row is-wrap">
                  <Button icon="search" disabled={look.isPending} onClick={() => look.mutate()}>
                    {t(look.isPending ? "looking" : "look")}
                  </Button>
                  {seen && !look.isPending && !look.isError && (
                    <span className="small quiet" role="status">
                      {t("looked", { n: seen.rows.length, columns: seen.columns.length })}
                    </span>
                  )}
                </div>
              )}
              <Trouble error={look.error} />
            </>
          )}
          {step === "what" && <What {...shared} />}
          {step === "mapping" && <Mapped seen={seen} {...shared} />}
          {step === "send" && <Send {...shared} />}
          {step === "when" && <When {...shared} />}
          {step === "rule" && <Conflict {...shared} />}
          <Trouble error={save.error} />
        </div>
      </div>
      <div className="connector-foot">
        {before && <Button onClick={() => setStep(before)}>{t("back")}</Button>}
        {next && (
          <Button look={held ? "plain" : "primary"} onClick={() => setStep(next)}>
            {t("forward")}
          </Button>
        )}
        {(held || !next) && (
          <Button look="primary" disabled={!ready || save.isPending} onClick={() => save.mutate()}>
            {t("save")}
          </Button>
        )}
        {draft.name.trim() === "" && !next && <span className="small quiet">{t("needName")}</span>}
      </div>
    </>
  )
}

/** What went wrong, and the other system's own words for it. */
function Trouble({ error }: { error: Error | null }) {
  const said = error instanceof Failure ? error.problem?.message : undefined
  return (
    <>
      <FormProblem error={error} />
      {said && said !== error?.message && <p className="small quiet">{said}</p>}
    </>
  )
}

interface StepProps {
  draft: Draft
  onDraft: (draft: Draft) => void
}

function What({ draft, onDraft }: StepProps) {
  const t = usePhrases(connectorPhrases)
  const objects = useQuery(objectsQuery).data
  const { plan } = draft
  if (draft.columns.length === 0) return <p className="quiet">{t("lookFirst")}</p>
  // What the records are decides which targets fit; without the fields, all of them would be dropped.
  if (!objects) return <SkeletonRows rows={4} />
  return (
    <>
      <Choice
        label={t("rowsAre")}
        value={plan.object}
        of={OBJECTS}
        word={(one) => t.maybe(`object.${one}`) ?? one}
        onPick={(object) => onDraft(withKey({ ...draft, plan: withObject(plan, object, objects) }, draft.key))}
      />
      <div className="connector-pair">
        <div>
          <Choice
            label={t("key")}
            value={draft.key}
            of={["", ...draft.columns.map((one) => one.header)]}
            word={(one) => (one === "" ? t("keyNone") : one)}
            onPick={(key) => onDraft(withKey(draft, key))}
          />
          <span className="small quiet">{t("keyHint")}</span>
        </div>
        <Text
          label={t("ns")}
          hint={t("nsHint")}
          value={plan.options.external_ns}
          mono
          max={40}
          onText={(ns) =>
            onDraft({
              ...draft,
              plan: withOptions(plan, { external_ns: ns.toLowerCase().replace(/[^a-z0-9_.-]/g, "") }),
            })
          }
        />
      </div>
      <div className="connector-pair">
        <Text
          label={t("country")}
          value={plan.options.country}
          max={2}
          onText={(country) => onDraft({ ...draft, plan: withOptions(plan, { country: country.toUpperCase() }) })}
        />
        <Text
          label={t("currency")}
          value={plan.options.currency}
          max={3}
          onText={(currency) => onDraft({ ...draft, plan: withOptions(plan, { currency: currency.toUpperCase() }) })}
        />
      </div>
      {plan.object === "person" && (
        <Choice
          label={t("match")}
          value={plan.options.match}
          of={["ids", "ids_and_likeness"] as const}
          word={(one) => t(`match.${one}`)}
          onPick={(match) => onDraft({ ...draft, plan: withOptions(plan, { match }) })}
        />
      )}
    </>
  )
}

function Mapped({ draft, seen, onDraft }: StepProps & { seen: ConnectorLook | null }) {
  const t = usePhrases(connectorPhrases)
  const objects = useQuery(objectsQuery).data ?? []
  const [first] = useState(draft.plan)
  const settled = useSettled(draft, 400)
  const preview = useQuery({
    queryKey: ["connector-preview", settled.key, settled.plan, seen],
    queryFn: () =>
      connectors.preview({
        object: settled.plan.object,
        key: settled.key,
        mapping: mappedOf(settled),
        options: {
          country: settled.plan.options.country,
          currency: settled.plan.options.currency,
          day_first: settled.plan.options.day_first,
          match: settled.plan.options.match,
        },
        columns: seen?.columns.map((one) => one.header) ?? [],
        rows: seen?.rows ?? [],
      }),
    enabled: seen !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (draft.columns.length === 0) return <p className="quiet">{t("lookFirst")}</p>
  const stale = settled !== draft || preview.isFetching
  return (
    <>
      <section>
        <h2 className="section-head">
          {t("step.mapping")}
          <small>{t("mappingHint")}</small>
        </h2>
        <Mapping
          columns={draft.columns}
          plan={draft.plan}
          first={first}
          objects={objects}
          onPlan={(plan) => onDraft({ ...draft, plan })}
        />
      </section>
      <section aria-busy={stale}>
        <h2 className="section-head">
          {t("preview")}
          {seen && stale && <small>{t("previewing")}</small>}
        </h2>
        {seen === null ? (
          <p className="quiet">{t("previewNone")}</p>
        ) : preview.isError ? (
          <Trouble error={preview.error} />
        ) : (
          <Preview preview={preview.data} columns={draft.columns} plan={settled.plan} stale={stale} />
        )}
      </section>
    </>
  )
}

const SENT: Partial<Record<ObjectKind, string[]>> = {
  person: [
    "id",
    "name",
    "email",
    "phone",
    "member_no",
    "city",
    "region",
    "tier",
    "lifecycle",
    "owner",
    "tags",
    "created_at",
    "gone",
  ],
  company: ["id", "name", "domain", "industry", "city", "region", "phone", "size", "owner", "created_at", "gone"],
  order: ["id", "number", "person.id", "person.name", "status", "channel", "amount", "currency", "placed_at", "gone"],
}

function Send({ draft, onDraft }: StepProps) {
  const t = usePhrases(connectorPhrases)
  const objects = useQuery(objectsQuery).data ?? []
  const { plan } = draft
  const target = useTargetWords(plan.object)
  const own = objects.find((one) => one.object === plan.object)?.fields.filter((one) => one.custom) ?? []
  const number = plan.object === "order" ? [] : [`external:${plan.options.external_ns}`]
  const all = [...(SENT[plan.object] ?? []), ...number, ...own.map((one) => one.key)]
  const word = (one: string) => (one === "id" || one === "gone" ? t(`target.${one}`) : target(one))
  const rows = draft.columns.map(({ header }, i) => ({ header, target: plan.mapping[i]?.target ?? "id" }))
  const put = (next: typeof rows, key = draft.key) =>
    onDraft({
      ...draft,
      key,
      columns: next.map(({ header }, index) => ({ index, header, samples: [], because: "", confidence: 0 })),
      plan: { ...plan, mapping: next.map((one, column) => ({ column, target: one.target })) },
    })
  const free = all.find((one) => !rows.some((row) => row.target === one)) ?? "id"
  const named = (one: string) => one.replace(/^.*[:.]/, "").replace(/^x_/, "")
  return (
    <>
      <Choice
        label={t("rowsAre")}
        value={plan.object}
        of={OBJECTS}
        word={(one) => t.maybe(`object.${one}`) ?? one}
        onPick={(object) => onDraft({ ...draft, key: "", columns: [], plan: { ...plan, object, mapping: [] } })}
      />
      <div className="stack" style={{ gap: 8 }}>
        {rows.map((row, i) => (
          <div key={i} className="connector-send">
            <select
              className="input"
              aria-label={t("ourField")}
              value={row.target}
              onChange={(event) => put(rows.map((one, j) => (i === j ? { ...one, target: event.target.value } : one)))}
            >
              {all.map((one) => (
                <option key={one} value={one}>
                  {word(one)}
                </option>
              ))}
            </select>
            <span aria-hidden="true">→</span>
            <input
              className="input mono"
              aria-label={t("theirName")}
              maxLength={200}
              spellCheck={false}
              value={row.header}
              onChange={(event) => {
                const header = event.target.value
                put(
                  rows.map((one, j) => (i === j ? { ...one, header } : one)),
                  draft.key === row.header ? header : draft.key,
                )
              }}
            />
            <IconButton icon="close" label={t("takeOut")} onClick={() => put(rows.filter((_, j) => i !== j))} />
          </div>
        ))}
      </div>
      <div>
        <Button
          icon="plus"
          onClick={() =>
            put([...rows, { header: named(free), target: free }], rows.length === 0 ? named(free) : draft.key)
          }
        >
          {t("addField")}
        </Button>
      </div>
      {rows.length > 0 && (
        <div>
          <Choice
            label={t("key")}
            value={draft.key}
            of={["", ...rows.map((one) => one.header).filter((one, i, list) => one !== "" && list.indexOf(one) === i)]}
            word={(one) => (one === "" ? t("keyNone") : one)}
            onPick={(key) => put(rows, key)}
          />
          <span className="small quiet">{t("keyHint")}</span>
        </div>
      )}
    </>
  )
}

const TIMES = ["0", "15", "60", "360", "1440", "10080"] as const

function When({ draft, onDraft }: StepProps) {
  const t = usePhrases(connectorPhrases)
  const now = String(draft.every ?? 0)
  const of: readonly string[] = TIMES.some((one) => one === now) ? TIMES : [...TIMES, now]
  return (
    <>
      <Choice
        label={t("every")}
        value={now}
        of={of}
        word={(one) => t.maybe(`every.${one}`) ?? t("every1", { n: one })}
        onPick={(one) => onDraft({ ...draft, every: one === "0" ? null : Number(one) })}
      />
      <p className="small quiet">{t("whenText")}</p>
    </>
  )
}

function Conflict({ draft, onDraft }: StepProps) {
  const t = usePhrases(connectorPhrases)
  return (
    <fieldset className="connector-choice">
      <legend className="quiet">{t("ruleText")}</legend>
      {(["ours", "theirs", "fill"] as const).map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="rule"
            checked={draft.rule === one}
            onChange={() => onDraft({ ...draft, rule: one })}
          />
          <span className="stack">
            <span className="medium">{t(`rule.${one}`)}</span>
            <span className="small quiet">{t(`ruleText.${one}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

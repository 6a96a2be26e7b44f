// A goal set or changed: what counts, how it is reckoned, how much of it within which period, and whose it is.

import type { Goal } from "@api/contract"
import { goals } from "@api/reports"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { FilterField } from "../../../kit/list/FilterField"
import { useFaults } from "../../../kit/problems"
import { useSession } from "../../../kit/session"
import { GOALS } from "../queries"
import { draftOf, EVERY, firstOf, type GoalDraft, missing, OBJECTS, wishOf } from "./draft"
import { GoalMeasure } from "./GoalMeasure"
import { GoalWhose } from "./GoalWhose"
import { Labelled, Select } from "./parts"
import { goalPhrases } from "./phrases"

interface GoalDialogProps {
  /** None where a new one is set. */
  goal: Goal | null
  /** Those there are, for the teams that they name. */
  others: readonly Goal[]
  onClose: () => void
}

/** By which name the server tells of what is wrong with a field of the form. */
const NAMES: Partial<Record<keyof GoalDraft, string[]>> = {
  name: ["name"],
  measured: ["measures.0.field", "measure", "measures.0", "measures.0.of"],
  until: ["measures.0.until"],
  share: ["measures.0.filter"],
  filter: ["filter"],
  field: ["period.field", "field"],
  every: ["every", "period.range"],
  target: ["target"],
  user: ["user"],
  team: ["team"],
}

export function GoalDialog({ goal, others, onClose }: GoalDialogProps) {
  const t = usePhrases(goalPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const { user: me } = useSession()
  const form = useId()
  const [draft, setDraft] = useState(() => draftOf(goal))
  const [tried, setTried] = useState(false)
  const save = useMutation({
    mutationFn: () => {
      const wish = wishOf(draft, me.id)
      return goal ? goals.change(goal.id, wish) : goals.create(wish)
    },
    onSuccess: (made) => {
      toast({ text: t(goal ? "saved" : "made", { name: made.name }) })
      void cache.invalidateQueries({ queryKey: GOALS })
      onClose()
    },
  })
  const faults = useFaults(save.error)
  const lacks = missing(draft)
  const fault = (key: keyof GoalDraft): string | undefined => {
    if (tried && lacks.includes(key)) return t(key === "target" ? "targetHint" : "required")
    const label = t.maybe(key) ?? key
    return NAMES[key]
      ?.map((name) => faults(name, label, (code) => (code === "no_number" ? t("noNumber") : undefined)))
      .find((text) => text !== undefined)
  }
  const told = (Object.keys(NAMES) as (keyof GoalDraft)[]).some((key) => fault(key) !== undefined)
  const set = (part: Partial<GoalDraft>) => {
    save.reset()
    setDraft((now) => ({ ...now, ...part }))
  }
  return (
    <Dialog
      title={t(goal ? "change" : "create")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={save.isPending}>
            {t(goal ? "save" : "make")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="goal-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (lacks.length === 0) save.mutate()
        }}
      >
        <Labelled label={t("name")} fault={fault("name")}>
          {(props) => (
            <input
              {...props}
              className="input"
              maxLength={80}
              autoComplete="off"
              placeholder={t("nameHint")}
              value={draft.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Labelled>
        <GoalWhose draft={draft} goal={goal} others={others} fault={fault} onChange={set} />
        <div className="goal-pair">
          <Select
            label={t("every")}
            value={draft.every}
            options={EVERY.map((id) => ({ id, label: t(`every.${id}`) }))}
            fault={fault("every")}
            onChange={(id) => set({ every: EVERY.find((one) => one === id) ?? "month" })}
          />
          <Labelled label={t("target")} fault={fault("target")}>
            {(props) => (
              <input
                {...props}
                className="input"
                inputMode="decimal"
                autoComplete="off"
                value={draft.target}
                onChange={(event) => set({ target: event.target.value })}
              />
            )}
          </Labelled>
        </div>
        <Select
          label={t("object")}
          value={draft.object}
          options={OBJECTS.map((id) => ({ id, label: t(`object.${id}`) }))}
          fault={undefined}
          onChange={(id) => {
            const object = OBJECTS.find((one) => one === id)
            if (object) set(firstOf(object))
          }}
        />
        <FilterField
          key={draft.object}
          object={draft.object}
          label={t("filter")}
          filter={draft.filter}
          none={t("filterNone")}
          found={(n) => t("found", { n: format.number(n) })}
          fault={fault("filter")}
          onChange={(filter) => set({ filter })}
        />
        <GoalMeasure draft={draft} fault={fault} onChange={set} />
      </form>
      {!told && <FormProblem error={save.error} />}
    </Dialog>
  )
}

// A goal set or changed.

import { api } from "@api/client"
import type { Goal, GoalWish, ObjectKind } from "@api/contract"
import { goals } from "@api/reports"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { type ReactNode, useId, useState } from "react"
import { FormField } from "../../kit/FormField"
import { FormProblem } from "../../kit/FormProblem"
import { GOALS } from "../../kit/goals/queries"
import { FilterField } from "../../kit/list/FilterField"
import { useFaults } from "../../kit/problems"
import { usersQuery } from "../../kit/queries"
import { aboutQuery } from "../../kit/reports/queries"
import { useAnswerWords } from "../../kit/reports/words"
import { useCan, useSession } from "../../kit/session"
import { OBJECTS } from "../reports/coding"
import { reportPhrases } from "../reports/phrases"
import { goalPhrases } from "./phrases"

const USUAL: Record<ObjectKind, string> = {
  deal: "closed_at",
  lead: "created_at",
  activity: "done_at",
  order: "placed_at",
  person: "created_at",
  company: "created_at",
  interaction: "occurred_at",
}

export function GoalDialog({ goal, onClose }: { goal?: Goal; onClose: () => void }) {
  const t = usePhrases(goalPhrases)
  const r = usePhrases(reportPhrases)
  const words = useAnswerWords()
  const format = useFormat()
  const client = useQueryClient()
  const me = useSession().user.id
  const may = useCan("views")
  const id = useId()
  const [wish, setWish] = useState<GoalWish>(() =>
    goal
      ? {
          name: goal.name,
          object: goal.object,
          filter: goal.filter ?? "",
          measure: goal.measure,
          field: goal.field,
          every: goal.every,
          target: goal.target,
          ...(goal.user ? { user: goal.user.id } : {}),
          ...(goal.team ? { team: goal.team.id } : {}),
        }
      : {
          name: "",
          object: "deal",
          filter: "state = won",
          measure: { of: "sum", field: "amount" },
          field: "closed_at",
          every: "quarter",
          target: "",
          user: me,
        },
  )
  const set = (change: Partial<GoalWish>) => setWish((now) => ({ ...now, ...change }))
  const about = useQuery(aboutQuery(wish.object)).data?.fields ?? []
  const users = useQuery({ ...usersQuery, enabled: may }).data ?? []
  const teams = useQuery({ queryKey: ["teams"], queryFn: api.teams.list, enabled: may }).data ?? []
  const save = useMutation({
    mutationFn: () =>
      goal ? goals.change(goal.id, { ...wish, user: wish.user ?? null, team: wish.team ?? null }) : goals.create(wish),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: GOALS })
      onClose()
    },
  })
  const faults = useFaults(save.error)
  const kinds = (["count", "sum", "average", "distinct"] as const).filter(
    (kind) => kind === "count" || about.some((field) => field.measures.includes(kind)),
  )
  const able = about.filter((field) => field.measures.includes(wish.measure.of))
  const whose = wish.team ?? wish.user ?? ""
  const field = (key: string, label: string, control: ReactNode) => (
    <FormField id={`${id}${key}`} label={label} fault={faults(key, label)}>
      {control}
    </FormField>
  )
  return (
    <Dialog
      title={goal ? goal.name : t("createGoal")}
      closeLabel={t("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" type="submit" form={id} disabled={save.isPending}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="goal-form"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        {field(
          "name",
          t("name"),
          <input
            id={`${id}name`}
            className="input"
            value={wish.name}
            onChange={(e) => set({ name: e.target.value })}
          />,
        )}
        {field(
          "object",
          t("object"),
          <select
            id={`${id}object`}
            className="input"
            value={wish.object}
            onChange={(e) => {
              const object = e.target.value as ObjectKind
              set({ object, filter: "", measure: { of: "count" }, field: USUAL[object] })
            }}
          >
            {OBJECTS.map((object) => (
              <option key={object} value={object}>
                {r(`object.${object}`)}
              </option>
            ))}
          </select>,
        )}
        <FilterField
          key={wish.object}
          object={wish.object}
          label={t("filter")}
          filter={wish.filter ?? ""}
          none={t("filterNone")}
          found={(n) => t("filterFound", { n: format.number(n) })}
          fault={faults("filter", t("filter"))}
          onChange={(filter) => set({ filter })}
        />
        <div className="goal-pair">
          {field(
            "measure",
            t("measure"),
            <select
              id={`${id}measure`}
              className="input"
              value={wish.measure.of}
              onChange={(e) => {
                const of = e.target.value as (typeof kinds)[number]
                const first = about.find((one) => one.measures.includes(of))?.key
                set({ measure: of === "count" || !first ? { of: "count" } : { of, field: first } })
              }}
            >
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {r(`kind.${kind}`)}
                </option>
              ))}
            </select>,
          )}
          {wish.measure.of !== "count" &&
            field(
              "measures.0.field",
              t("ofField"),
              <select
                id={`${id}measures.0.field`}
                className="input"
                value={wish.measure.field}
                onChange={(e) => set({ measure: { ...wish.measure, field: e.target.value } })}
              >
                {able.map((one) => (
                  <option key={one.key} value={one.key}>
                    {words.field(wish.object, one.key)}
                  </option>
                ))}
              </select>,
            )}
        </div>
        <div className="goal-pair">
          {field(
            "field",
            t("field"),
            <select
              id={`${id}field`}
              className="input"
              value={wish.field}
              onChange={(e) => set({ field: e.target.value })}
            >
              {about
                .filter((one) => one.period)
                .map((one) => (
                  <option key={one.key} value={one.key}>
                    {words.field(wish.object, one.key)}
                  </option>
                ))}
            </select>,
          )}
          {field(
            "every",
            t("every"),
            <select
              id={`${id}every`}
              className="input"
              value={wish.every}
              onChange={(e) => set({ every: e.target.value as GoalWish["every"] })}
            >
              {(["week", "month", "quarter", "year"] as const).map((every) => (
                <option key={every} value={every}>
                  {t(`every.${every}`)}
                </option>
              ))}
            </select>,
          )}
        </div>
        <div className="goal-pair">
          {field(
            "target",
            t("target"),
            <input
              id={`${id}target`}
              className="input"
              inputMode="decimal"
              value={wish.target}
              onChange={(e) => set({ target: e.target.value })}
            />,
          )}
          {may &&
            field(
              "user",
              t("whose"),
              <select
                id={`${id}user`}
                className="input"
                value={whose}
                onChange={(e) => {
                  const { user: _, team: __, ...rest } = wish
                  const to = e.target.value
                  setWish(to === "" ? rest : to.startsWith("tea_") ? { ...rest, team: to } : { ...rest, user: to })
                }}
              >
                <option value={me}>{t("whoseMe")}</option>
                <option value="">{t("whoseAll")}</option>
                {teams.map((team) => (
                  <option key={team.id} value={team.id}>
                    {team.name}
                  </option>
                ))}
                {users
                  .filter((user) => user.id !== me)
                  .map((user) => (
                    <option key={user.id} value={user.id}>
                      {user.name}
                    </option>
                  ))}
              </select>,
            )}
        </div>
        <FormProblem error={save.error} />
      </form>
    </Dialog>
  )
}

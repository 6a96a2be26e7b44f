// Goals: one's own, those of teams and colleagues, everybody's.

import "../reports/reports.css"
import "./goals.css"
import type { Goal } from "@api/contract"
import { goals } from "@api/reports"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { GOALS, goalsQuery } from "../../kit/goals/queries"
import { PageHead } from "../../kit/PageHead"
import { toastFailure } from "../../kit/useUndo"
import { ReportTabs } from "../reports/ReportTabs"
import { GoalCard } from "./GoalCard"
import { GoalDialog } from "./GoalDialog"
import { goalPhrases } from "./phrases"

const GROUPS = [
  ["mine", (goal: Goal) => goal.mine],
  ["teams", (goal: Goal) => !goal.mine && Boolean(goal.user ?? goal.team)],
  ["everybody", (goal: Goal) => !goal.user && !goal.team],
] as const

export function GoalsPage() {
  const t = usePhrases(goalPhrases)
  const client = useQueryClient()
  const list = useQuery(goalsQuery)
  const [open, setOpen] = useState<Goal | "new">()
  const fresh = () => client.invalidateQueries({ queryKey: GOALS })
  const restore = useMutation({ mutationFn: goals.restore, onSuccess: fresh, onError: toastFailure })
  const remove = useMutation({
    mutationFn: (goal: Goal) => goals.remove(goal.id),
    onSuccess: (_, goal) => {
      void fresh()
      toast({
        text: t("removed", { name: goal.name }),
        action: { label: t("undo"), run: () => restore.mutate(goal.id) },
      })
    },
    onError: toastFailure,
  })
  return (
    <div className="pane">
      <PageHead title={t("goals")} />
      <div className="bar row report-bar">
        <ReportTabs />
        <span className="end" />
        <Button small look="primary" icon="plus" onClick={() => setOpen("new")}>
          {t("createGoal")}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="scroll reports" tabIndex={0}>
        {list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : !list.data ? (
          <SkeletonRows rows={4} height={120} />
        ) : list.data.length === 0 ? (
          <Empty title={t("noGoals")} text={t("noGoalsText")} />
        ) : (
          GROUPS.map(([name, belongs]) => {
            const some = list.data.filter(belongs)
            return (
              some.length > 0 && (
                <section key={name}>
                  <h2 className="small strong goals-head">{t(name)}</h2>
                  <ul className="goals">
                    {some.map((goal) => (
                      <GoalCard
                        key={goal.id}
                        goal={goal}
                        onEdit={() => setOpen(goal)}
                        onRemove={() => remove.mutate(goal)}
                      />
                    ))}
                  </ul>
                </section>
              )
            )
          })
        )}
      </div>
      {open && <GoalDialog {...(open === "new" ? {} : { goal: open })} onClose={() => setOpen(undefined)} />}
    </div>
  )
}

// Goals as cards: one's own first, then those of teams, of colleagues, of everybody.

import "./goals.css"
import type { Goal } from "@api/contract"
import { goals } from "@api/reports"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { toastFailure } from "../../../kit/useUndo"
import { GOALS, goalsQuery } from "../queries"
import { Tabs } from "../Tabs"
import { GoalCard } from "./GoalCard"
import { GoalDialog } from "./GoalDialog"
import { grouped } from "./pace"
import { goalPhrases } from "./phrases"

const route = getRouteApi("/frame/goals")
const NEW = "create"

export function GoalsPage() {
  const t = usePhrases(goalPhrases)
  const may = useCan("person.see")
  const cache = useQueryClient()
  const { act } = route.useSearch()
  const navigate = route.useNavigate()
  const show = (next: string | undefined) => void navigate({ search: { act: next }, replace: next === undefined })
  const all = useQuery({ ...goalsQuery, enabled: may })
  const again = () => cache.invalidateQueries({ queryKey: GOALS })
  const restore = useMutation({
    mutationFn: ({ id }: Goal) => goals.restore(id),
    onSuccess: (_, { name }) => {
      toast({ text: t("back", { name }) })
      return again()
    },
    onError: toastFailure,
  })
  const remove = useMutation({
    mutationFn: ({ id }: Goal) => goals.remove(id),
    onSuccess: (_, goal) => {
      const action = { label: t("undo"), run: () => restore.mutate(goal) }
      toast({ text: t("removed", { name: goal.name }), action })
      return again()
    },
    onError: toastFailure,
  })
  useKeys(
    {
      c: (event) => {
        event.preventDefault()
        show(NEW)
      },
    },
    may,
    true,
  )
  if (!may) return <Forbidden permission="person.see" />
  const groups = Object.entries(grouped(all.data ?? []))
  const open = all.data?.find(({ id, editable }) => id === act && editable)
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <div className="bar board-bar">
        <Tabs />
        <Button look="primary" icon="plus" className="end" title={`${t("create")} (C)`} onClick={() => show(NEW)}>
          {t("create")}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="goals scroll" tabIndex={0}>
        {all.isPending ? (
          <SkeletonRows rows={4} height={96} />
        ) : all.isError ? (
          <Failed error={all.error} retry={() => void all.refetch()} />
        ) : all.data.length === 0 ? (
          <Empty title={t("emptyTitle")} text={t("emptyText")}>
            <Button look="primary" icon="plus" onClick={() => show(NEW)}>
              {t("create")}
            </Button>
          </Empty>
        ) : (
          groups.map(
            ([group, list]) =>
              list.length > 0 && (
                <section key={group}>
                  <h2 className="section-head">
                    {t.maybe(`group.${group}`)} <small>{list.length}</small>
                  </h2>
                  <div className="goals-cards">
                    {list.map((goal) => (
                      <GoalCard
                        key={goal.id}
                        goal={goal}
                        onEdit={() => show(goal.id)}
                        onRemove={() => remove.mutate(goal)}
                      />
                    ))}
                  </div>
                </section>
              ),
          )
        )}
      </div>
      {(act === NEW || open) && (
        <GoalDialog goal={open ?? null} others={all.data ?? []} onClose={() => show(undefined)} />
      )}
    </div>
  )
}

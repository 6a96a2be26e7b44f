// What an activity is and when; what can be done with it: done with what is next, changed, checked in, answered, deleted.

import type { Activity } from "@api/contract"
import { Button, IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { lazy, Suspense, startTransition, useState } from "react"
import { KIND_ICONS } from "../../kit/activities/kinds"
import { activityPhrases } from "../../kit/activities/phrases"
import { ScopeDialog } from "../../kit/activities/ScopeDialog"
import type { ActivityActions } from "../../kit/activities/useActivityActions"
import { useWhen } from "../../kit/activities/useWhen"
import { activitiesPhrases } from "./phrases"

const PlanDialog = lazy(async () => ({ default: (await import("../../kit/activities/PlanDialog")).PlanDialog }))
const DoneDialog = lazy(async () => ({ default: (await import("../../kit/activities/DoneDialog")).DoneDialog }))
const CheckInDialog = lazy(async () => ({
  default: (await import("../../kit/activities/CheckInDialog")).CheckInDialog,
}))

interface ActivityHeadProps {
  activity: Activity
  actions: ActivityActions
  /** Leaves the activity once it is gone. */
  onGone: () => void
}

const ANSWERS = ["yes", "maybe", "no"] as const

export function ActivityHead({ activity, actions, onGone }: ActivityHeadProps) {
  const t = usePhrases(activitiesPhrases)
  const word = usePhrases(activityPhrases)
  const when = useWhen()
  const [open, setOpen] = useState<"edit" | "done" | "check" | "delete" | null>(null)
  const show = (what: typeof open) => startTransition(() => setOpen(what))
  const { row, turn, may_edit: mayEdit, may_delete: mayDelete } = activity
  const which = { id: row.id, turn, title: row.title }
  const isOpen = row.state === "open"
  const late = isOpen && row.clock === "overdue"
  useKeys({ e: () => show("edit") }, mayEdit, true)
  const remove = async (scope?: Parameters<ActivityActions["onDelete"]>[1]) => {
    setOpen(null)
    if (await actions.onDelete(which, scope)) onGone()
  }
  return (
    <header className="act-top">
      <p className="row is-wrap act-marks">
        <span className="tag act-kind">
          <Icon name={KIND_ICONS[row.kind]} size={14} />
          {word(`kind.${row.kind}`)}
        </span>
        {!isOpen && <span className={row.state === "done" ? "tag is-good" : "tag"}>{word(`state.${row.state}`)}</span>}
        {late && <span className="tag is-bad">{word("late")}</span>}
        {row.priority === "high" && <span className="tag is-waiting">{word("high")}</span>}
        {row.repeats !== null && (
          <span className="tag">
            <Icon name="repeat" size={12} />
            {word("series")}
          </span>
        )}
        {row.private && (
          <span className="tag">
            <Icon name="lock" size={12} />
            {word("private")}
          </span>
        )}
      </p>
      <h1 className="act-title">{row.title}</h1>
      <p className={late ? "act-when bad" : "act-when"}>{when.full(row)}</p>
      <div className="row is-wrap act-buttons">
        {isOpen && mayEdit && (
          <Button look="primary" icon="check" onClick={() => show("done")}>
            {t("finish")}
          </Button>
        )}
        {row.state === "done" && mayEdit && <Button onClick={() => void actions.onReopen(which)}>{t("reopen")}</Button>}
        {row.kind === "visit" && isOpen && (
          <Button icon="pin" onClick={() => show("check")}>
            {t("checkIn")}
          </Button>
        )}
        {mayEdit && (
          <Button icon="edit" title={`${t("edit")} (E)`} onClick={() => show("edit")}>
            {t("edit")}
          </Button>
        )}
        <Popover
          kind="menu"
          label={t("more")}
          trigger={(trigger) => <IconButton icon="more" label={t("more")} {...trigger} />}
        >
          {(close) => (
            <>
              <MenuItem
                icon="link"
                onSelect={() => {
                  close()
                  const path = `/activities/${row.id}${turn ? `?turn=${encodeURIComponent(turn)}` : ""}`
                  void navigator.clipboard?.writeText(window.location.origin + path)
                  toast({ text: t("copied") })
                }}
              >
                {t("copyLink")}
              </MenuItem>
              {mayDelete && (
                <MenuItem
                  icon="trash"
                  onSelect={() => {
                    close()
                    if (turn) show("delete")
                    else void remove()
                  }}
                >
                  {t("delete")}
                </MenuItem>
              )}
            </>
          )}
        </Popover>
      </div>
      {activity.answer !== null && isOpen && (
        <fieldset className="act-answer">
          <legend className="small quiet">{t("you")}</legend>
          <div className="segments">
            {ANSWERS.map((answer) => (
              <button
                key={answer}
                type="button"
                className="segment"
                aria-pressed={activity.answer === answer}
                onClick={() => void actions.onAnswer(which, answer)}
              >
                {word(`answer.${answer}`)}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      <Suspense>
        {open === "edit" && <PlanDialog of={activity} onClose={() => setOpen(null)} />}
        {open === "done" && <DoneDialog of={activity} onClose={() => setOpen(null)} />}
        {open === "check" && <CheckInDialog of={activity} onClose={() => setOpen(null)} />}
        {open === "delete" && (
          <ScopeDialog removes onChoose={(scope) => void remove(scope)} onClose={() => setOpen(null)} />
        )}
      </Suspense>
    </header>
  )
}

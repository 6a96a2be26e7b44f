// The rules in their order, the step that is always last, and what is not saved of them.

import { api } from "@api/client"
import type { Assignment, AssignRuleWish, Simulation } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Empty, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { added, moved } from "../../../kit/lines"
import { useFaults } from "../../../kit/problems"
import { dragClass, useReorder } from "../../../kit/useReorder"
import { toastFailure } from "../../../kit/useUndo"
import { setupPhrases } from "../phrases"
import { SaveBar } from "../SaveBar"
import type { Writing } from "../useKept"
import { changedLines, type Draft, draftOf, faultOf, newRule, wishesOf } from "./draft"
import { leadSetupPhrases } from "./phrases"
import { assignmentQuery, usePools } from "./queries"
import { RuleLine } from "./RuleLine"

const MOST = 50
/** Where the server finds fault with a rule, and what that is called here. */
const PLACES = [
  ["filter", "who"],
  ["name", "name"],
  ["to", "target"],
  ["to.users", "target"],
  ["to.teams", "target"],
  ["to.pool", "target"],
  ["when.days", "schedule"],
  ["when.from", "schedule"],
  ["when.to", "schedule"],
] as const

interface RuleListProps {
  held: Assignment
  writing: Writing<Draft>
  changes: number
  trial: Simulation | undefined
  /** Why the rules could not be tried. */
  refused: Error | null
}

export function RuleList({ held, writing: { draft, stale, write, settle }, changes, trial, refused }: RuleListProps) {
  const t = usePhrases(leadSetupPhrases)
  const setup = usePhrases(setupPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const [open, setOpen] = useState<number | null>(null)
  const arrived = (now: Assignment) => {
    cache.setQueryData(assignmentQuery.queryKey, now)
    settle(draftOf(now))
  }
  const save = useMutation({
    mutationFn: () => api.assignment.put(wishesOf(draft), draft.fallback),
    onSuccess: (now) => {
      arrived(now)
      const run = async () => {
        try {
          const before = draftOf(held)
          arrived(await api.assignment.put(wishesOf(before), before.fallback))
        } catch (error) {
          toastFailure(error)
        }
      }
      toast({ text: t("saved"), action: { label: state("undo"), run: () => void run() } })
    },
  })
  // The trial is refused for the same reasons, and sooner.
  const faults = useFaults(save.error ?? refused)
  const faultAt = (at: number) =>
    PLACES.map(([key, label]) => faults(`rules.${at}.${key}`, t(label))).find((one) => one !== undefined)
  const { lines, fallback } = draft
  const set = (next: Partial<Draft>) => {
    // What was wrong is named by its place, which a change may move.
    save.reset()
    write({ ...draft, ...next })
  }
  const change = (key: number, part: Partial<AssignRuleWish>) =>
    set({ lines: lines.map((line) => (line.key === key ? { ...line, ...part } : line)) })
  const move = (from: number, by: number) => set({ lines: moved(lines, from, by) })
  const { list, drag, grip } = useReorder<HTMLOListElement>(move)
  const changed = changedLines(draft, held)
  const counts = new Map<string, number>()
  for (const one of trial?.leads ?? []) if (one.rule) counts.set(one.rule, (counts.get(one.rule) ?? 0) + 1)
  const remove = (key: number, name: string) => {
    const before = draft
    set({ lines: lines.filter((line) => line.key !== key) })
    toast({ text: t("removed", { name }), action: { label: state("undo"), run: () => write(before) } })
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section className="assign-rules scroll" tabIndex={0} aria-label={t("rules")}>
      <div className="row assign-head">
        <p className="quiet grow">{t("rulesText")}</p>
        <Button
          icon="plus"
          disabled={lines.length >= MOST}
          onClick={() => {
            const next = added(lines, newRule(""))
            set({ lines: next })
            setOpen(next.at(-1)?.key ?? null)
          }}
        >
          {t("addRule")}
        </Button>
      </div>
      {lines.length === 0 && <Empty title={t("none")} text={t("noneText")} drawing="road" />}
      <ol ref={list} className={drag ? "rule-list is-moving" : "rule-list"}>
        {lines.map((line, at) => (
          <RuleLine
            key={line.key}
            rule={line}
            held={held.rules.find((one) => one.id === line.id)}
            at={at}
            look={dragClass(drag, at, lines.length)}
            open={open === line.key}
            changed={changed.has(line.key)}
            fault={faultOf(line)}
            filterFault={faultAt(at)}
            takes={trial ? { n: counts.get(line.name.trim()) ?? 0, total: trial.leads.length } : null}
            grip={grip(at)}
            onOpen={(shown) => setOpen(shown ? line.key : null)}
            onChange={(part) => change(line.key, part)}
            onRemove={() => remove(line.key, line.name)}
          />
        ))}
      </ol>
      <LastStep fallback={fallback} trial={trial} onChange={(pool) => set({ fallback: pool })} />
      <SaveBar
        changes={changes}
        stale={stale}
        wrong={lines.some((line) => faultOf(line) !== null)}
        busy={save.isPending}
        error={save.error}
        saveWord={t("save")}
        onSave={() => save.mutate()}
        onDiscard={() => {
          const before = draft
          save.reset()
          settle(draftOf(held))
          toast({ text: setup("discarded"), action: { label: state("undo"), run: () => write(before) } })
        }}
      />
    </section>
  )
}

interface LastStepProps {
  fallback: string | null
  trial: Simulation | undefined
  onChange: (pool: string | null) => void
}

/** Where whatever is left goes: it has no number, cannot be moved and is always there. */
function LastStep({ fallback, trial, onChange }: LastStepProps) {
  const t = usePhrases(leadSetupPhrases)
  const pools = usePools()
  const left = trial?.leads.filter((one) => one.rule === null).length
  return (
    <div className="rule-line rule-last">
      <span className="rule-node" aria-hidden="true" />
      <span className="rule-open">
        <span className="medium">{t("last")}</span>
        <span className="rule-says row is-wrap">
          {t("lastText")}
          <span aria-hidden="true">→</span>
          <select
            className="input rule-fallback"
            aria-label={t("last")}
            value={fallback ?? ""}
            onChange={(event) => onChange(event.target.value || null)}
          >
            <option value="">{t("fallbackNobody")}</option>
            {pools.map((one) => (
              <option key={one.id} value={one.id}>
                {t("fallbackPool")} {one.name}
              </option>
            ))}
          </select>
        </span>
      </span>
      <span className="rule-takes">
        {trial && left !== undefined && (
          <span className="rule-took">
            <span className="rule-share" aria-hidden="true">
              <i className="is-left" style={{ width: `${(left / Math.max(1, trial.leads.length)) * 100}%` }} />
            </span>
            <b>{t("takes", { n: left })}</b>
          </span>
        )}
      </span>
    </div>
  )
}

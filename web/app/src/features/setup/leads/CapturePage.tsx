// What makes leads by itself, in the order in which it is asked; and why leads are closed or given back.

import "./capture.css"
import { api } from "@api/client"
import type { LeadCaptures } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { added, moved } from "../../../kit/lines"
import { useFaults } from "../../../kit/problems"
import { useCan } from "../../../kit/session"
import { dragClass, useReorder } from "../../../kit/useReorder"
import { toastFailure } from "../../../kit/useUndo"
import { SaveBar } from "../SaveBar"
import { useKept } from "../useKept"
import { CaptureRow } from "./CaptureRow"
import { type CaptureLine, captureChanges, captureFault, captureWishes, linesOf } from "./captureDraft"
import { capturePhrases } from "./capturePhrases"
import { LeadReasonLists } from "./LeadReasonLists"
import { LeadSetup } from "./LeadSetup"
import { capturesQuery } from "./queries"

export function CapturePage() {
  const may = useCan("users")
  const held = useQuery({ ...capturesQuery, enabled: may })
  return (
    <LeadSetup>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="captures scroll" tabIndex={0}>
        {held.isPending ? (
          <SkeletonRows rows={4} height={64} />
        ) : held.isError ? (
          <Failed error={held.error} retry={() => void held.refetch()} />
        ) : (
          <Captures held={held.data} />
        )}
        <LeadReasonLists />
      </div>
    </LeadSetup>
  )
}

const MOST = 50

function Captures({ held }: { held: LeadCaptures }) {
  const t = usePhrases(capturePhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const { draft: lines, stale, write, settle } = useKept("captures", linesOf(held))
  const [open, setOpen] = useState<number | null>(null)
  const arrived = (now: LeadCaptures) => {
    cache.setQueryData(capturesQuery.queryKey, now)
    settle(linesOf(now))
  }
  const save = useMutation({
    mutationFn: () => api.leads.setCaptures({ captures: captureWishes(lines) }),
    onSuccess: (now) => {
      arrived(now)
      const run = async () => {
        try {
          arrived(await api.leads.setCaptures({ captures: captureWishes(linesOf(held)) }))
        } catch (error) {
          toastFailure(error)
        }
      }
      toast({ text: t("saved"), action: { label: state("undo"), run: () => void run() } })
    },
  })
  const faults = useFaults(save.error)
  const set = (next: CaptureLine[]) => {
    // What was wrong is named by its place, which a change may move.
    save.reset()
    write(next)
  }
  const { list, drag, grip } = useReorder<HTMLOListElement>((from, by) => set(moved(lines, from, by)))
  const { changed, count } = captureChanges(lines, held)
  return (
    <section className="captures-part" aria-labelledby="captures-title">
      <div className="row assign-head">
        <div className="grow">
          <h2 id="captures-title">{t("title")}</h2>
          <p className="quiet">{t("text")}</p>
        </div>
        <Button
          icon="plus"
          disabled={lines.length >= MOST}
          onClick={() => {
            const next = added(lines, { name: "", filter: "", source: "", on: true })
            set(next)
            setOpen(next.at(-1)?.key ?? null)
          }}
        >
          {t("add")}
        </Button>
      </div>
      {lines.length === 0 && <Empty title={t("none")} text={t("noneText")} drawing="paper" />}
      <ol ref={list} className={drag ? "rule-list is-moving" : "rule-list"}>
        {lines.map((line, at) => (
          <CaptureRow
            key={line.key}
            line={line}
            held={held.captures.find((one) => one.id === line.id)}
            at={at}
            look={dragClass(drag, at, lines.length)}
            open={open === line.key}
            changed={changed.has(line.key)}
            filterFault={faults(`captures.${at}.filter`, t("filter"))}
            grip={grip(at)}
            onOpen={(shown) => setOpen(shown ? line.key : null)}
            onChange={(part) => set(lines.map((one) => (one.key === line.key ? { ...one, ...part } : one)))}
            onRemove={() => {
              set(lines.filter((one) => one.key !== line.key))
              const text = t("removed", { name: line.name || t("newOne") })
              toast({ text, action: { label: state("undo"), run: () => write(lines) } })
            }}
          />
        ))}
      </ol>
      <SaveBar
        changes={count}
        stale={stale}
        wrong={lines.some((line) => captureFault(line) !== null)}
        busy={save.isPending}
        error={save.error}
        saveWord={t("save")}
        onSave={() => save.mutate()}
        onDiscard={() => {
          save.reset()
          settle(linesOf(held))
        }}
      />
    </section>
  )
}

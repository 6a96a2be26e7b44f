// What can be done to the selected activities at once: done, given to a colleague, put to a later day, deleted. What
// could not be is told by name and with its reason.

import { activities } from "@api/activities"
import type { ActivitiesBulk, ActivitiesBulkDone } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { readAnew } from "../../kit/activities/queries"
import { listPhrases } from "../../kit/list/phrases"
import { useCodeWords } from "../../kit/problems"
import { usersQuery } from "../../kit/queries"
import { toastFailure, useUndo } from "../../kit/useUndo"
import type { ListedActivity } from "./columns"
import { activitiesPhrases } from "./phrases"

interface Refusals {
  rows: ListedActivity[]
  of: ActivitiesBulkDone["refused"]
}

export function useActivityBulk(onDone: () => void) {
  const t = usePhrases(activitiesPhrases)
  const cache = useQueryClient()
  const told = useUndo()
  const codeWords = useCodeWords()
  const [refused, setRefused] = useState<Refusals | null>(null)
  const ask = useMutation({
    mutationFn: ({
      rows,
      what,
    }: {
      rows: ListedActivity[]
      what: Omit<ActivitiesBulk, "ids">
      said: (n: number) => string
    }) => activities.bulk({ ids: rows.map(({ id }) => id), ...what }),
    onMutate: () => setRefused(null),
    onSuccess: ({ done, refused: not, batch }, { rows, said }) => {
      const rest = not.length > 0 ? ` · ${t("refusedN", { n: not.length })}` : ""
      if (done > 0) told(said(done) + rest, batch ?? undefined)
      if (not.length > 0) setRefused({ rows, of: not })
      onDone()
      readAnew(cache)
    },
    onError: toastFailure,
  })
  const refusals = refused && (
    <section className="panel act-refused" role="status" aria-label={t("refusedTitle")}>
      <h2 className="row medium">
        <span className="waiting">
          <Icon name="warn" size={14} />
        </span>
        <span className="grow">{t("refusedTitle")}</span>
        <IconButton icon="close" small label={t("close")} onClick={() => setRefused(null)} />
      </h2>
      <ul>
        {refused.of.map(({ id, code, message }) => (
          <li key={id} className="row">
            <span className="medium cut">{refused.rows.find((row) => row.id === id)?.title ?? id}</span>
            <span className="soft end">{codeWords(code) ?? message}</span>
          </li>
        ))}
      </ul>
    </section>
  )
  return { busy: ask.isPending, ask: ask.mutate, refusals }
}

interface ActivityBulkProps {
  rows: ListedActivity[]
  acts: ReturnType<typeof useActivityBulk>
  onClear: () => void
}

const LATER = [1, 2, 3, 7]

export function ActivityBulk({ rows, acts, onClear }: ActivityBulkProps) {
  const t = usePhrases(activitiesPhrases)
  const inList = usePhrases(listPhrases)
  const users = useQuery(usersQuery).data ?? []
  const open = rows.filter(({ state }) => state === "open")
  return (
    <div className="panel bulk" role="status">
      <span>{inList(acts.busy ? "bulkBusy" : "selected", { n: rows.length })}</span>
      {open.length > 0 && (
        <Button
          look="primary"
          small
          icon="check"
          disabled={acts.busy}
          onClick={() => acts.ask({ rows: open, what: { done: true }, said: (n) => t("bulkDone", { n }) })}
        >
          {t("doneN")}
        </Button>
      )}
      <Popover
        kind="menu"
        label={t("giveTo")}
        trigger={(trigger) => (
          <Button small icon="share" disabled={acts.busy} {...trigger}>
            {t("give")}
          </Button>
        )}
      >
        {(close) =>
          users.map(({ id, name }) => (
            <MenuItem
              key={id}
              icon="person"
              onSelect={() => {
                close()
                acts.ask({ rows, what: { owner: id }, said: (n) => t("bulkGiven", { n, who: name }) })
              }}
            >
              {name}
            </MenuItem>
          ))
        }
      </Popover>
      <Popover
        kind="menu"
        label={t("laterHow")}
        trigger={(trigger) => (
          <Button small icon="clock" disabled={acts.busy} {...trigger}>
            {t("later")}
          </Button>
        )}
      >
        {(close) =>
          [...LATER, -1].map((days) => (
            <MenuItem
              key={days}
              icon={days < 0 ? "left" : "right"}
              onSelect={() => {
                close()
                acts.ask({ rows, what: { days }, said: (n) => t("bulkLater", { n }) })
              }}
            >
              {days === 7 ? t("laterWeek") : days < 0 ? t("earlierDay") : t("laterDays", { n: days })}
            </MenuItem>
          ))
        }
      </Popover>
      <Button
        small
        look="danger"
        icon="trash"
        disabled={acts.busy}
        onClick={() => acts.ask({ rows, what: { delete: true }, said: (n) => t("bulkDeleted", { n }) })}
      >
        {t("delete")}
      </Button>
      <IconButton icon="close" small label={inList("unselect")} onClick={onClear} />
    </div>
  )
}

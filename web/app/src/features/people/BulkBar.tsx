// What can be done to the selected people at once: tag them, give them to a colleague, merge two. One undo takes all of it back.

import { api } from "@api/client"
import type { Named, PersonRow } from "@api/contract"
import { useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { toastFailure } from "../../kit/useUndo"
import { peoplePhrases } from "./phrases"

interface BulkBarProps {
  rows: PersonRow[]
  users: Named[]
  mayEdit: boolean
  mayMerge: boolean
  onMerge: () => void
  onClear: () => void
}

export function BulkBar({ rows, users, mayEdit, mayMerge, onMerge, onClear }: BulkBarProps) {
  const t = usePhrases(peoplePhrases)
  const { done, change } = useBulkChange()
  const busy = done !== null
  return (
    <div className="panel bulk" role="status">
      <span>{busy ? t("bulkProgress", { n: done, total: rows.length }) : t("selected", { n: rows.length })}</span>
      {mayEdit && (
        <>
          <Popover
            label={t("bulkTag")}
            trigger={(props) => (
              <Button small icon="tag" disabled={busy} {...props}>
                {t("bulkTag")}
              </Button>
            )}
          >
            {(close) => (
              <TagForm
                onTag={(tag) => {
                  close()
                  const fields = ({ tags }: PersonRow) => (tags.includes(tag) ? null : { tags: [...tags, tag] })
                  void change(rows, fields, (n) => t("bulkTagged", { n, tag }))
                }}
              />
            )}
          </Popover>
          <Popover
            kind="menu"
            label={t("bulkOwner")}
            trigger={(props) => (
              <Button small icon="person" disabled={busy} {...props}>
                {t("bulkOwner")}
              </Button>
            )}
          >
            {(close) =>
              users.map((user) => (
                <MenuItem
                  key={user.id}
                  onSelect={() => {
                    close()
                    const fields = ({ owner }: PersonRow) => (owner?.id === user.id ? null : { owner: user.id })
                    void change(rows, fields, (n) => t("bulkOwned", { n, name: user.name }))
                  }}
                >
                  {user.name}
                </MenuItem>
              ))
            }
          </Popover>
        </>
      )}
      {mayMerge && (
        <Button small icon="merge" disabled={busy || rows.length !== 2} title={t("mergeHint")} onClick={onMerge}>
          {t("merge")}
        </Button>
      )}
      <IconButton icon="close" small label={t("unselect")} onClick={onClear} />
    </div>
  )
}

function TagForm({ onTag }: { onTag: (tag: string) => void }) {
  const t = usePhrases(peoplePhrases)
  const id = useId()
  return (
    <form
      className="condition-form"
      onSubmit={(event) => {
        event.preventDefault()
        const tag = String(new FormData(event.currentTarget).get("tag") ?? "").trim()
        if (tag !== "") onTag(tag)
      }}
    >
      <div className="field">
        <label htmlFor={id}>{t("tagName")}</label>
        <input id={id} name="tag" className="input" maxLength={40} autoComplete="off" required />
      </div>
      <Button look="primary" type="submit">
        {t("apply")}
      </Button>
    </form>
  )
}

/** One person after the other, so that a refusal stops at its person; `done` counts while it runs. */
function useBulkChange() {
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const [done, setDone] = useState<number | null>(null)
  const undo = async (batches: string[]) => {
    try {
      for (const batch of batches.toReversed()) await api.undo(batch)
      toast({ text: state("undone") })
    } catch (error) {
      toastFailure(error)
    }
    await cache.invalidateQueries()
  }
  const change = async (
    rows: PersonRow[],
    fieldsOf: (row: PersonRow) => Record<string, unknown> | null,
    text: (n: number) => string,
  ) => {
    const batches: string[] = []
    setDone(0)
    try {
      for (const row of rows) {
        const fields = fieldsOf(row)
        if (fields) batches.push((await api.people.set(row.id, fields)).batch)
        setDone((now) => (now ?? 0) + 1)
      }
    } catch (error) {
      toastFailure(error)
    }
    setDone(null)
    await cache.invalidateQueries({ queryKey: ["people"] })
    const action = { label: state("undo"), run: () => void undo(batches) }
    toast(batches.length > 0 ? { text: text(batches.length), action } : { text: text(0) })
  }
  return { done, change }
}

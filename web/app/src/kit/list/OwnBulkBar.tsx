// What can be done to the selected orders, interactions or companies at once: set a field; of companies also give to a
// colleague and take away. The server does it in one step, so that one undo takes all of it back, of two or of twenty
// thousand.

import type { BulkDone, BulkWho, Field, Named } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useState } from "react"
import { useFieldText } from "../fieldText"
import { toastFailure, useUndo } from "../useUndo"
import { fieldLabel, useWords } from "../words"
import { FieldForm } from "./FieldForm"
import { listPhrases } from "./phrases"

interface OwnBulkBarProps {
  /** Under which the list is kept. */
  queryKey: string
  /** How many are selected. */
  count: number
  who: BulkWho
  /** All that the list holds, when all that are read are selected and there are more. */
  all: number | null
  onAll: () => void
  bulk: (who: BulkWho, set: Record<string, unknown>) => Promise<BulkDone>
  fields: Field[]
  users: Named[]
  mayEdit: boolean
  /** Takes them away, where they can be and the caller may. */
  remove?: (who: BulkWho) => Promise<BulkDone>
  onClear: () => void
}

export function OwnBulkBar(props: OwnBulkBarProps) {
  const { queryKey, count, who, all, onAll, bulk, fields, users, mayEdit, remove, onClear } = props
  const t = usePhrases(listPhrases)
  const words = useWords()
  const textOf = useFieldText()
  const cache = useQueryClient()
  const told = useUndo()
  const state = usePhrases(statePhrases)
  const [deleting, setDeleting] = useState(false)
  const owner = fields.find((field) => field.key === "owner" && field.editable)
  const able = fields.filter(
    (field) => field.editable && !["name", "owner"].includes(field.key) && !["link", "file"].includes(field.type),
  )
  const refused = (done: BulkDone) => (done.refused > 0 ? ` ${t("bulkRefused", { n: done.refused })}` : "")
  const again = () => cache.invalidateQueries({ queryKey: [queryKey] })
  const change = useMutation({
    mutationFn: ({ field, value }: { field: Field; value: unknown }) => bulk(who, { [field.key]: value }),
    onSuccess: async (done, { field, value }) => {
      const about = { n: done.changed, field: fieldLabel(words, field) }
      const given = field.key === "owner" && users.find((user) => user.id === value)
      if (given) {
        told(t("bulkOwned", { n: done.changed, name: given.name }) + refused(done), done.batch ?? undefined)
        return again()
      }
      const text = value === null ? t("bulkCleared", about) : t("bulkSet", { ...about, value: textOf(field, value) })
      told(text + refused(done), done.batch ?? undefined)
      return again()
    },
    onError: toastFailure,
  })
  const take = useMutation({
    mutationFn: (act: (who: BulkWho) => Promise<BulkDone>) => act(who),
    onSuccess: (done) => {
      told(t("bulkDeleted", { n: done.changed }) + refused(done), done.batch ?? undefined)
      setDeleting(false)
      onClear()
      return again()
    },
    onError: toastFailure,
  })
  const busy = change.isPending || take.isPending
  return (
    <div className="panel bulk" role="status">
      <span>{t(busy ? "bulkBusy" : "selected", { n: count })}</span>
      {all !== null && (
        <button type="button" className="link small" onClick={onAll}>
          {t("selectEverything", { n: all })}
        </button>
      )}
      {mayEdit && owner && (
        <Popover
          kind="menu"
          label={t("bulkOwner")}
          trigger={(trigger) => (
            <Button small icon="person" disabled={busy} {...trigger}>
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
                  change.mutate({ field: owner, value: user.id })
                }}
              >
                {user.name}
              </MenuItem>
            ))
          }
        </Popover>
      )}
      {mayEdit && able.length > 0 && (
        <Popover
          label={t("bulkField")}
          trigger={(trigger) => (
            <Button small icon="edit" disabled={busy} {...trigger}>
              {t("bulkField")}
            </Button>
          )}
        >
          {(close) => (
            <FieldForm
              fields={able}
              users={users}
              onSet={(field, value) => {
                close()
                change.mutate({ field, value })
              }}
            />
          )}
        </Popover>
      )}
      {remove && (
        <Button small icon="trash" disabled={busy} onClick={() => setDeleting(true)}>
          {t("bulkDelete")}
        </Button>
      )}
      <IconButton icon="close" small label={t("unselect")} onClick={onClear} />
      {deleting && remove && (
        <Dialog
          title={t("bulkDeleteTitle", { n: count })}
          closeLabel={state("close")}
          onClose={() => setDeleting(false)}
          foot={
            <>
              <Button onClick={() => setDeleting(false)}>{state("cancel")}</Button>
              <Button look="danger" icon="trash" disabled={busy} onClick={() => take.mutate(remove)}>
                {t("bulkDelete")}
              </Button>
            </>
          }
        >
          <p>{t("bulkDeleteText")}</p>
        </Dialog>
      )}
    </div>
  )
}

// What can be done to the selected orders, interactions or companies at once: set a field; of companies also tag, give
// to a colleague, merge two and take away. The server does it in one step, so that one undo takes all of it back, of two
// or of twenty thousand.

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
import { BulkTag } from "./BulkTag"
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
  /** Puts a tag on them or takes it off, where they have tags. */
  tag?: (who: BulkWho, what: { add_tags?: string[]; remove_tags?: string[] }) => Promise<BulkDone>
  /** Makes the selected two one, where they can be and the caller may. */
  onMerge?: () => void
  /** Takes them away, where they can be and the caller may. */
  remove?: (who: BulkWho) => Promise<BulkDone>
  onClear: () => void
}

interface Act {
  run: (who: BulkWho) => Promise<BulkDone>
  /** What is said of so many that were changed. */
  text: (n: number) => string
  /** Whether they are no longer there afterwards. */
  gone?: boolean
}

export function OwnBulkBar(props: OwnBulkBarProps) {
  const { queryKey, count, who, all, onAll, bulk, fields, users, mayEdit, tag, onMerge, remove, onClear } = props
  const t = usePhrases(listPhrases)
  const words = useWords()
  const textOf = useFieldText()
  const cache = useQueryClient()
  const told = useUndo()
  const state = usePhrases(statePhrases)
  const [deleting, setDeleting] = useState(false)
  const settable = (key: string) => fields.find((field) => field.key === key && field.editable)
  const owner = settable("owner")
  const able = fields.filter(
    (field) =>
      field.editable && !["name", "owner", "tags"].includes(field.key) && !["link", "file"].includes(field.type),
  )
  const change = useMutation({
    mutationFn: ({ run }: Act) => run(who),
    onSuccess: (done, { text, gone }) => {
      const rest = done.refused > 0 ? ` ${t("bulkRefused", { n: done.refused })}` : ""
      told(text(done.changed) + rest, done.batch ?? undefined)
      if (gone) {
        setDeleting(false)
        onClear()
      }
      return cache.invalidateQueries({ queryKey: [queryKey] })
    },
    onError: toastFailure,
  })
  const set = ({ key }: Field, value: unknown, text: Act["text"]) =>
    change.mutate({ run: (some) => bulk(some, { [key]: value }), text })
  const busy = change.isPending
  return (
    <div className="panel bulk" role="status">
      <span>{t(busy ? "bulkBusy" : "selected", { n: count })}</span>
      {all !== null && (
        <button type="button" className="link small" onClick={onAll}>
          {t("selectEverything", { n: all })}
        </button>
      )}
      {mayEdit && tag && settable("tags") && (
        <BulkTag
          busy={busy}
          onTag={(one) =>
            change.mutate({
              run: (some) => tag(some, { add_tags: [one] }),
              text: (n) => t("bulkTagged", { n, tag: one }),
            })
          }
          onUntag={(one) =>
            change.mutate({
              run: (some) => tag(some, { remove_tags: [one] }),
              text: (n) => t("bulkUntagged", { n, tag: one }),
            })
          }
        />
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
                  set(owner, user.id, (n) => t("bulkOwned", { n, name: user.name }))
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
                const label = fieldLabel(words, field)
                set(field, value, (n) =>
                  value === null
                    ? t("bulkCleared", { n, field: label })
                    : t("bulkSet", { n, field: label, value: textOf(field, value) }),
                )
              }}
            />
          )}
        </Popover>
      )}
      {onMerge && (
        <Button small icon="merge" disabled={busy} onClick={onMerge}>
          {t("bulkMerge")}
        </Button>
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
              <Button
                look="danger"
                icon="trash"
                disabled={busy}
                onClick={() => change.mutate({ run: remove, text: (n) => t("bulkDeleted", { n }), gone: true })}
              >
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

// What can be done to the selected people at once: tag, give to a colleague, set any field, say their files
// were gone through, merge two, take away.
// The server does it in one step, so that one undo takes all of it back, of two or of twenty thousand.

import { api } from "@api/client"
import type { BulkDone, BulkWhat, BulkWho, Field, Named } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useState } from "react"
import { useFieldText } from "../../kit/fieldText"
import { BulkTag } from "../../kit/list/BulkTag"
import { FieldForm } from "../../kit/list/FieldForm"
import { reviewPhrases } from "../../kit/review/phrases"
import { useMayReview } from "../../kit/review/useMayReview"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { fieldLabel, useWords } from "../../kit/words"
import { peoplePhrases } from "./phrases"

interface BulkBarProps {
  /** How many are selected. */
  count: number
  who: BulkWho
  /** Everybody the list holds, when all that are read are selected and there are more. */
  all: number | null
  onAll: () => void
  users: Named[]
  fields: Field[]
  mayEdit: boolean
  mayMerge: boolean
  mayDelete: boolean
  onMerge: () => void
  onClear: () => void
}

export function BulkBar(props: BulkBarProps) {
  const { count, who, all, onAll, users, fields, mayEdit, mayMerge, mayDelete, onMerge, onClear } = props
  const t = usePhrases(peoplePhrases)
  const review = usePhrases(reviewPhrases)
  const mayReview = useMayReview(mayEdit)
  const words = useWords()
  const textOf = useFieldText()
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const told = useUndo()
  const [deleting, setDeleting] = useState(false)
  const bulk = useMutation({
    mutationFn: ({ what }: { what: BulkWhat; text: (n: number) => string }) => api.people.bulk(who, what),
    onSuccess: async (done: BulkDone, { what, text }) => {
      const rest = done.refused > 0 ? ` ${t("bulkRefused", { n: done.refused })}` : ""
      told(text(done.changed) + rest, done.batch ?? undefined)
      setDeleting(false)
      if (what.delete) onClear()
      await cache.invalidateQueries({ queryKey: ["people"] })
    },
    onError: toastFailure,
  })
  const busy = bulk.isPending
  const change = (what: BulkWhat, text: (n: number) => string) => bulk.mutate({ what, text })
  return (
    <div className="panel bulk" role="status">
      <span>{busy ? t("bulkBusy", { n: count }) : t("selected", { n: count })}</span>
      {all !== null && (
        <button type="button" className="link small" onClick={onAll}>
          {t("selectEverybody", { n: all })}
        </button>
      )}
      {mayEdit && (
        <>
          <BulkTag
            busy={busy}
            onTag={(tag) => change({ add_tags: [tag] }, (n) => t("bulkTagged", { n, tag }))}
            onUntag={(tag) => change({ remove_tags: [tag] }, (n) => t("bulkUntagged", { n, tag }))}
          />
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
                    change({ set: { owner: user.id } }, (n) => t("bulkOwned", { n, name: user.name }))
                  }}
                >
                  {user.name}
                </MenuItem>
              ))
            }
          </Popover>
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
                fields={fields.filter(
                  (field) =>
                    field.editable &&
                    !["name", "tags", "owner"].includes(field.key) &&
                    !["link", "file"].includes(field.type),
                )}
                users={users}
                onSet={(field, value) => {
                  close()
                  const label = fieldLabel(words, field)
                  change({ set: { [field.key]: value } }, (n) =>
                    value === null
                      ? t("bulkCleared", { n, field: label })
                      : t("bulkSet", { n, field: label, value: textOf(field, value) }),
                  )
                }}
              />
            )}
          </Popover>
        </>
      )}
      {mayReview && (
        <Button
          small
          icon="check"
          disabled={busy}
          onClick={() => change({ review: true }, (n) => t("bulkReviewed", { n }))}
        >
          {review("mark")}
        </Button>
      )}
      {mayMerge && count === 2 && (
        <Button small icon="merge" disabled={busy} title={t("mergeHint")} onClick={onMerge}>
          {t("merge")}
        </Button>
      )}
      {mayDelete && (
        <Button small icon="trash" disabled={busy} onClick={() => setDeleting(true)}>
          {t("bulkDelete")}
        </Button>
      )}
      <IconButton icon="close" small label={t("unselect")} onClick={onClear} />
      {deleting && (
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
                onClick={() => change({ delete: true }, (n) => t("bulkDeleted", { n }))}
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

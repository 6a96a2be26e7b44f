// What can be done to the selected orders or interactions at once: set a field of one's own. The server does it in one
// step, so that one undo takes all of it back, of two or of twenty thousand.

import type { BulkDone, BulkWho, Field, Named } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
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
  onClear: () => void
}

export function OwnBulkBar(props: OwnBulkBarProps) {
  const { queryKey, count, who, all, onAll, bulk, fields, users, mayEdit, onClear } = props
  const t = usePhrases(listPhrases)
  const words = useWords()
  const textOf = useFieldText()
  const cache = useQueryClient()
  const told = useUndo()
  const able = fields.filter((field) => field.editable && field.type !== "link")
  const change = useMutation({
    mutationFn: ({ field, value }: { field: Field; value: unknown }) => bulk(who, { [field.key]: value }),
    onSuccess: async (done, { field, value }) => {
      const about = { n: done.changed, field: fieldLabel(words, field) }
      const text = value === null ? t("bulkCleared", about) : t("bulkSet", { ...about, value: textOf(field, value) })
      const rest = done.refused > 0 ? ` ${t("bulkRefused", { n: done.refused })}` : ""
      told(text + rest, done.batch ?? undefined)
      await cache.invalidateQueries({ queryKey: [queryKey] })
    },
    onError: toastFailure,
  })
  return (
    <div className="panel bulk" role="status">
      <span>{t(change.isPending ? "bulkBusy" : "selected", { n: count })}</span>
      {all !== null && (
        <button type="button" className="link small" onClick={onAll}>
          {t("selectEverything", { n: all })}
        </button>
      )}
      {mayEdit && able.length > 0 && (
        <Popover
          label={t("bulkField")}
          trigger={(trigger) => (
            <Button small icon="edit" disabled={change.isPending} {...trigger}>
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
      <IconButton icon="close" small label={t("unselect")} onClick={onClear} />
    </div>
  )
}

// Two people become one: which record stays, what each field will be, what speaks for and against.

import { api } from "@api/client"
import type { MergePreview } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { useState } from "react"
import { useEvidenceText, weightText } from "../../kit/evidence"
import { KeepChoice } from "../../kit/merge/KeepChoice"
import { useFieldWords } from "../../kit/useFieldWords"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { identityLabel, useWords } from "../../kit/words"
import { peoplePhrases } from "./phrases"

interface MergeDialogProps {
  ids: string[]
  onClose: () => void
  onMerged: () => void
}

export function MergeDialog({ ids, onClose, onMerged }: MergeDialogProps) {
  const t = usePhrases(peoplePhrases)
  const state = usePhrases(statePhrases)
  const told = useUndo()
  const cache = useQueryClient()
  const [kept, setKept] = useState(0)
  const [winner = "", loser = ""] = kept === 0 ? ids : [...ids].reverse()
  const preview = useQuery({
    queryKey: ["merge", winner, loser],
    queryFn: () => api.merges.preview(winner, loser),
    placeholderData: (last) => last,
  })
  const merge = useMutation({
    mutationFn: () => api.merges.create(winner, loser),
    onSuccess: async (changed) => {
      const pair = preview.data
      told(t("merged", { winner: pair?.a.name ?? "", loser: pair?.b.name ?? "" }), changed.batch)
      onMerged()
      await cache.invalidateQueries()
    },
    onError: toastFailure,
  })

  return (
    <Dialog
      title={t("mergeTitle")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button
            look="primary"
            icon="merge"
            disabled={!preview.data || merge.isPending}
            onClick={() => merge.mutate()}
          >
            {t("mergeDo")}
          </Button>
        </>
      }
    >
      {preview.isError ? (
        <Failed error={preview.error} retry={() => void preview.refetch()} />
      ) : preview.data ? (
        <Preview preview={preview.data} ids={ids} kept={kept} onKeep={setKept} />
      ) : (
        <SkeletonRows rows={5} />
      )}
    </Dialog>
  )
}

const alike = ({ a, b }: MergePreview["fields"][number]) => JSON.stringify(a) === JSON.stringify(b)

interface PreviewProps {
  preview: MergePreview
  ids: string[]
  kept: number
  onKeep: (at: number) => void
}

function Preview({ preview, ids, kept, onKeep }: PreviewProps) {
  const fields = useFieldWords()
  const t = usePhrases(peoplePhrases)
  const say = useEvidenceText()
  const words = useWords()
  // What differs is what one decides about.
  const rows = preview.fields.toSorted((a, b) => Number(alike(a)) - Number(alike(b)))
  const byId = new Map([preview.a, preview.b].map((person) => [person.id, person]))
  const sides = [preview.a, preview.b].map((person, at) => byId.get(ids[at] ?? "") ?? person)
  return (
    <>
      <KeepChoice
        label={t("keep")}
        sides={sides.map(({ id, name, initial, row }, at) => ({
          id,
          name,
          initial,
          note: kept === at ? t("keep") : row.member_no,
        }))}
        kept={kept}
        onKeep={onKeep}
      />
      {preview.blocked.length > 0 && (
        <div className="merge-blocked">
          <p>{t("blocked")}</p>
          <ul>
            {preview.blocked.map((one) => (
              <li key={`${one.field}${one.a}${one.b}`}>
                {identityLabel(words, one.field)} <b>{one.a ?? "—"}</b> ≠ <b>{one.b ?? "—"}</b>
              </li>
            ))}
          </ul>
        </div>
      )}
      <table className="merge-table">
        <thead>
          <tr>
            <th scope="col">{t("field")}</th>
            <th scope="col">{preview.a.name}</th>
            <th scope="col">{preview.b.name}</th>
            <th scope="col">{t("result")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((field) => (
            <tr key={field.key} className={alike(field) ? "quiet" : undefined}>
              <th scope="row">{fields.label(field.key)}</th>
              <td>{fields.value(field.key, field.a)}</td>
              <td>{fields.value(field.key, field.b)}</td>
              <td className={alike(field) ? undefined : "strong"}>{fields.value(field.key, field.result)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.evidence.length > 0 && (
        <div className="reasons" style={{ marginTop: 0 }}>
          {preview.probability !== null && (
            <div>
              {t("probability", {
                p: new Intl.NumberFormat(undefined, { style: "percent" }).format(preview.probability),
              })}
            </div>
          )}
          {preview.evidence.map((one) => (
            <div key={`${one.field}${one.code}`} className="row">
              <span className="grow cut">{say(one)}</span>
              <b className={one.weight < 0 ? "bad" : "good"}>{weightText(one.weight)}</b>
            </div>
          ))}
        </div>
      )}
    </>
  )
}

// Two companies become one: which of them stays, and what each field of it will be.
// In: the ids of the two. Out: one merge, with its way back. It must never say more than the server will do.

import { api, Failure } from "@api/client"
import type { Company } from "@api/contract"
import { useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { useState } from "react"
import { KeepChoice } from "../../kit/merge/KeepChoice"
import { companyQuery, objectsQuery } from "../../kit/queries"
import { useUndo } from "../../kit/useUndo"
import { MergeTable } from "./MergeTable"
import { mergePhrases } from "./mergePhrases"
import { mergeRows, sourceOf } from "./merging"

interface MergeCompaniesProps {
  ids: readonly [string, string]
  onClose: () => void
  /** Goes on with the one that stayed. */
  onMerged: (kept: string) => unknown
}

interface Wish {
  keep: Company
  other: Company
  /** Keys of the fields of which the value of the other is taken. */
  take: string[]
}

function wishOf(both: [Company, Company], kept: number, chosen: Record<string, number>): Wish {
  const rows = mergeRows(both).filter((row) => row.differs && sourceOf(row, kept, chosen) !== kept)
  const [keep, other] = kept === 0 ? both : [both[1], both[0]]
  return { keep, other, take: rows.map(({ key }) => key) }
}

export function MergeCompanies({ ids, onClose, onMerged }: MergeCompaniesProps) {
  const t = usePhrases(mergePhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const told = useUndo()
  const [kept, setKept] = useState(0)
  const [chosen, setChosen] = useState<Record<string, number>>({})
  const [a, b] = useQueries({ queries: [companyQuery(ids[0]), companyQuery(ids[1])] })
  const failed = [a, b].find((one) => one.isError)
  const both: [Company, Company] | null = a.data && b.data ? [a.data, b.data] : null

  const merge = useMutation({
    mutationFn: ({ keep, other, take }: Wish) => api.companies.merge({ keep: keep.row.id, other: other.row.id, take }),
    onSuccess: async ({ data: stays, batch }, { other }) => {
      told(t("merged", { other: other.row.name, keep: stays.row.name }), batch)
      cache.setQueryData(companyQuery(stays.row.id).queryKey, stays)
      // The page of the one that went away is left before it is asked for again.
      await onMerged(stays.row.id)
      await cache.invalidateQueries()
    },
  })
  const locked = both?.some((one) => !one.can_edit)
  const problem = locked ? t("fault.forbidden") : merge.error && (faultOf(merge.error, t.maybe) ?? merge.error.message)

  return (
    <Dialog
      title={t("title")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button
            look="primary"
            icon="merge"
            disabled={!both || locked || merge.isPending}
            onClick={() => both && merge.mutate(wishOf(both, kept, chosen))}
          >
            {t("merge")}
          </Button>
        </>
      }
    >
      {failed ? (
        <Failed error={failed.error} retry={() => void Promise.all([a.refetch(), b.refetch()])} />
      ) : both ? (
        <Decision
          companies={both}
          kept={kept}
          chosen={chosen}
          onKeep={setKept}
          onChoose={(key, from) => setChosen({ ...chosen, [key]: from })}
        />
      ) : (
        <SkeletonRows rows={5} />
      )}
      {problem && (
        <p className="field-problem merge-problem" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  )
}

/** Why they could not be merged, where there are words of merging for it. */
function faultOf(error: Error, words: (key: string) => string | undefined): string | undefined {
  if (!(error instanceof Failure)) return undefined
  return words(`fault.${error.problem.fields?.[0]?.code ?? error.problem.code}`)
}

interface DecisionProps {
  companies: [Company, Company]
  kept: number
  chosen: Record<string, number>
  onKeep: (at: number) => void
  onChoose: (key: string, from: number) => void
}

function Decision({ companies, kept, chosen, onKeep, onChoose }: DecisionProps) {
  const t = usePhrases(mergePhrases)
  const format = useFormat()
  const fields = useQuery(objectsQuery).data?.find((object) => object.object === "company")?.fields ?? []
  return (
    <>
      <KeepChoice
        label={t("keep")}
        square
        kept={kept}
        onKeep={onKeep}
        sides={companies.map(({ row }, at) => ({
          id: row.id,
          name: row.name,
          initial: row.name.slice(0, 1),
          // Two records of one company often have one name.
          note: [t(at === kept ? "stays" : "goes"), row.domain ?? row.city, format.date(row.created_at)]
            .filter(Boolean)
            .join(" · "),
        }))}
      />
      <p className="small soft">{t("lead")}</p>
      <MergeTable companies={companies} fields={fields} kept={kept} chosen={chosen} onChoose={onChoose} />
    </>
  )
}

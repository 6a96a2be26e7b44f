// A company is merged from its page: first the other one is found, then both are looked at side by side.

import type { Company } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import type { Dispatch, SetStateAction } from "react"
import { ChooseRecord } from "../../kit/ChooseRecord"
import { MergeCompanies } from "./MergeCompanies"
import { mergePhrases } from "./mergePhrases"
import { companyPhrases } from "./phrases"

/** How far it has come: the other is looked for, or it is known which. */
export type Merging = "find" | { other: string } | null

interface MergeWithAnotherProps {
  company: Company
  merging: NonNullable<Merging>
  onMerging: Dispatch<SetStateAction<Merging>>
  /** Goes on with the one that stayed. */
  onMerged: (kept: string) => unknown
}

export function MergeWithAnother({ company, merging, onMerging, onMerged }: MergeWithAnotherProps) {
  const t = usePhrases(mergePhrases)
  const inCompany = usePhrases(companyPhrases)
  const { id, name } = company.row
  return merging === "find" ? (
    <ChooseRecord
      title={t("withAnotherTitle", { name })}
      act={t("next")}
      label={inCompany("whichCompany")}
      kinds={["company"]}
      except={[id]}
      onChoose={async (hit) => onMerging({ other: hit.id })}
      // It closes itself also once one was chosen; then there is more to do.
      onClose={() => onMerging((now) => (now === "find" ? null : now))}
    />
  ) : (
    <MergeCompanies ids={[id, merging.other]} onClose={() => onMerging(null)} onMerged={onMerged} />
  )
}

// Which companies were merged into this one, when and by whom, and the way to take each apart again.

import type { Company } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { MergeLine } from "../../kit/merge/MergeLine"
import { useFieldWords } from "../../kit/useFieldWords"
import { mergePhrases } from "./mergePhrases"
import { useTakeApart } from "./useTakeApart"

/** So many stand there at once: a list of many would push the rest of a phone's page out of sight. */
const SHOWN_FIRST = 3

export function MergedFrom({ company }: { company: Company }) {
  const t = usePhrases(mergePhrases)
  const format = useFormat()
  const fields = useFieldWords("company")
  const [all, setAll] = useState(false)
  const { takeApart, busy, changed } = useTakeApart()
  const { merges, can_edit: mayEdit } = company
  return (
    <section className="company-merged" aria-label={t("mergedFrom")}>
      <h2 className="section-head">
        {t("mergedFrom")}
        <small>{t("mergedCount", { n: merges.length })}</small>
        {merges.length > SHOWN_FIRST && (
          <button type="button" className="why end" aria-expanded={all} onClick={() => setAll(!all)}>
            {t(all ? "fewerMerged" : "allMerged")}
          </button>
        )}
      </h2>
      {(all ? merges : merges.slice(0, SHOWN_FIRST)).map((merge) => (
        <MergeLine
          key={merge.batch}
          {...merge}
          say={(said) => t("mergedLine", said)}
          apart={mayEdit ? { label: t("apart"), busy, run: () => takeApart(merge) } : undefined}
        >
          {changed?.batch === merge.batch && (
            <p className="small" role="alert">
              {t("changedSince", { fields: format.list(changed.fields.map(fields.label)) })}{" "}
              <button type="button" className="link" disabled={busy} onClick={() => takeApart(merge, true)}>
                {t("apartAnyway")}
              </button>
            </p>
          )}
        </MergeLine>
      ))}
    </section>
  )
}

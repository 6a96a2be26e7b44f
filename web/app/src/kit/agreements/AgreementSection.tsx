// The agreements of a person or a company, on their page; nothing is shown where there are none.

import "./agreements.css"
import type { Agreement } from "@api/contract"
import { useInfiniteQuery } from "@tanstack/react-query"
import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Failed } from "@ui/States"
import { useState } from "react"
import type { Who } from "../ChooseWho"
import { AgreementDialog } from "./AgreementDialog"
import { AgreementForm } from "./AgreementForm"
import { AgreementLine } from "./AgreementLine"
import { agreementPhrases } from "./phrases"
import { agreementsQuery } from "./queries"

interface AgreementSectionProps {
  of: { person: string } | { company: string }
  who: Who
  mayEdit: boolean
  className?: string
}

export function AgreementSection({ of, who, mayEdit, className }: AgreementSectionProps) {
  const t = usePhrases(agreementPhrases)
  const [open, setOpen] = useState<Agreement | "new" | null>(null)
  const list = useInfiniteQuery(agreementsQuery(of))
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  if (list.isError) return <Failed error={list.error} retry={() => void list.refetch()} />
  // A form that is open stays, whatever has become of the list behind it.
  if (rows.length === 0 && open === null) return null
  return (
    <section className={className} aria-label={t("title")}>
      <h2 className="section-head">
        {t("title")}
        <small>{list.data?.pages[0]?.total}</small>
        {mayEdit && (
          <span className="end">
            <IconButton icon="plus" small label={t("add")} onClick={() => setOpen("new")} />
          </span>
        )}
      </h2>
      <ul className="agreement-section">
        {rows.map((row) => (
          <li key={row.id}>
            <AgreementLine of={row} short onOpen={() => setOpen(row)} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <button type="button" className="link small" onClick={() => void list.fetchNextPage()}>
          {t("more")}
        </button>
      )}
      {open === "new" && <AgreementForm who={who} onClose={() => setOpen(null)} />}
      {open !== null && open !== "new" && <AgreementDialog of={open} onClose={() => setOpen(null)} />}
    </section>
  )
}

// The company of the person: one that was found, a new one, or none.

import type { LeadConversion } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import type { CompanyChoice } from "./draft"
import { convertPhrases } from "./phrases"

interface CompanyPartProps {
  /** The company as the lead says it. */
  said: string | null
  companies: LeadConversion["companies"]
  chosen: CompanyChoice
  missing: boolean
  onChoose: (choice: CompanyChoice) => void
}

export function CompanyPart({ said, companies, chosen, missing, onChoose }: CompanyPartProps) {
  const t = usePhrases(convertPhrases)
  const group = useId()
  const look = (on: boolean) => (on ? "convert-choice is-on" : "convert-choice")
  return (
    <fieldset className="convert-part">
      <legend className="section-head">{t("company")}</legend>
      {said && <p className="small quiet">{t("saidCompany", { name: said })}</p>}
      {companies.map(({ company, domain, city }) => {
        const on = chosen.kind === "known" && chosen.id === company.id
        return (
          <label key={company.id} className={look(on)}>
            <input
              type="radio"
              name={group}
              className="tick"
              checked={on}
              onChange={() => onChoose({ kind: "known", id: company.id })}
            />
            <Avatar id={company.id} initial={company.name.slice(0, 1)} size={28} square />
            <span className="stack grow">
              <span className="medium cut">{company.name}</span>
              <span className="small quiet cut">{[domain, city].filter(Boolean).join(" · ")}</span>
            </span>
          </label>
        )
      })}
      <label className={look(chosen.kind === "new")}>
        <input
          type="radio"
          name={group}
          className="tick"
          checked={chosen.kind === "new"}
          onChange={() => onChoose({ kind: "new", name: said ?? "" })}
        />
        <span className="grow">{t("newCompany")}</span>
      </label>
      {chosen.kind === "new" && (
        <div className="field convert-under">
          <input
            className="input"
            aria-label={t("newCompanyName")}
            placeholder={t("newCompanyName")}
            maxLength={200}
            aria-invalid={missing || undefined}
            value={chosen.name}
            onChange={(event) => onChoose({ kind: "new", name: event.target.value })}
          />
          {missing && (
            <p className="field-problem" role="alert">
              {t("needCompany")}
            </p>
          )}
        </div>
      )}
      <label className={look(chosen.kind === "none")}>
        <input
          type="radio"
          name={group}
          className="tick"
          checked={chosen.kind === "none"}
          onChange={() => onChoose({ kind: "none" })}
        />
        <span className="grow">{t("noCompany")}</span>
      </label>
    </fieldset>
  )
}

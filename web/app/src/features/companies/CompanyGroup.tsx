// The group of a company: what it is a part of, what is a part of it, and what all of them are to us together.

import type { Company } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { ChooseRecord } from "../../kit/ChooseRecord"
import { companyPhrases } from "./phrases"
import type { useCompanyActions } from "./useCompanyActions"

interface CompanyGroupProps {
  company: Company
  actions: ReturnType<typeof useCompanyActions>
}

export function CompanyGroup({ company, actions }: CompanyGroupProps) {
  const t = usePhrases(companyPhrases)
  const format = useFormat()
  const [adding, setAdding] = useState<"above" | "below" | null>(null)
  const { group, can_edit: mayEdit, row } = company
  const [parent] = group?.above ?? []
  if (!group && !mayEdit) return null
  const sums = group?.bought.map((sum) => format.money(sum.total, sum.currency, true)) ?? []
  const together = [group && t("groupPeople", { n: format.number(group.people_count) }), ...sums].filter(Boolean)
  return (
    <section className="company-group" aria-label={t("group")}>
      <h2 className="section-head">
        {t("group")}
        {group && group.below.length > 0 && <small>{together.join(" · ")}</small>}
        {mayEdit && (
          <span className="end">
            <IconButton icon="plus" small label={t("addPart")} onClick={() => setAdding("below")} />
          </span>
        )}
      </h2>
      <div className="row company-part">
        {group && parent ? (
          <>
            <span className="small quiet">{t("partOf")}</span>
            <span className="grow cut">
              {[...group.above].reverse().map((one, at) => (
                <span key={one.id}>
                  {at > 0 && <span className="quiet"> / </span>}
                  <Link to="/companies/$id" params={{ id: one.id }} className="link">
                    {one.name}
                  </Link>
                </span>
              ))}
            </span>
            {mayEdit && (
              <IconButton
                icon="close"
                small
                label={t("leaveGroup", { name: parent.name })}
                onClick={() => void actions.onLeave(parent.edge, row.name, parent.name)}
              />
            )}
          </>
        ) : (
          <>
            <span className="small quiet grow">{t("partOfNone")}</span>
            {mayEdit && (
              <Button small look="plain" onClick={() => setAdding("above")}>
                {t("setPartOf")}
              </Button>
            )}
          </>
        )}
      </div>
      {group && group.below.length > 0 && (
        <ul className="company-parts">
          {group.below.map((part) => (
            <li key={part.id} className="row company-part" style={{ paddingLeft: (part.depth - 1) * 16 }}>
              <Link to="/companies/$id" params={{ id: part.id }} className="link grow cut">
                {part.name}
              </Link>
              {part.people_count > 0 && (
                <span className="small quiet">{t("groupPeople", { n: format.number(part.people_count) })}</span>
              )}
              {mayEdit && part.depth === 1 && (
                <IconButton
                  icon="close"
                  small
                  label={t("leaveGroup", { name: part.name })}
                  onClick={() => void actions.onLeave(part.edge, part.name, row.name)}
                />
              )}
            </li>
          ))}
          {group.more && <li className="small quiet">{t("moreParts")}</li>}
        </ul>
      )}
      {adding && (
        <ChooseRecord
          title={t(adding === "above" ? "setPartOf" : "addPart")}
          act={t("add")}
          label={t("whichCompany")}
          kinds={["company"]}
          except={[row, ...(group?.above ?? []), ...(group?.below ?? [])].map((one) => one.id)}
          onChoose={(hit) =>
            adding === "above"
              ? actions.onJoin(row.id, hit.id, row.name, hit.title)
              : actions.onJoin(hit.id, row.id, hit.title, row.name)
          }
          onClose={() => setAdding(null)}
        />
      )}
    </section>
  )
}

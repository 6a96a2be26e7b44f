// The evidence of both sides beside each other, as the program gathered it. Marked is only who was earlier or did more.

import type { Dispute, DisputeSide } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { EVIDENCE, type EvidenceKey, heldBy, strongerIn } from "./evidence"
import { disputePhrases } from "./phrases"

export function EvidenceTable({ dispute }: { dispute: Dispute }) {
  const t = usePhrases(disputePhrases)
  const { claimant, holder } = dispute
  const sides = { claimant, holder }
  return (
    <section className="court-part" aria-label={t("evidence")}>
      <h2 className="section-head">
        {t("evidence")}
        <small>{t("evidenceHint")}</small>
      </h2>
      <table className="court-table">
        <thead>
          <tr>
            <td />
            {(["claimant", "holder"] as const).map((key) => (
              <th key={key} scope="col">
                <span className="court-side">
                  <Avatar
                    id={sides[key].who.id}
                    initial={sides[key].who.initial ?? sides[key].who.name.slice(0, 1)}
                    size={36}
                  />
                  <span className="stack">
                    <span className="strong">{sides[key].who.name}</span>
                    <span className="small quiet">{t(key)}</span>
                  </span>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {EVIDENCE.map((key) => {
            const stronger = strongerIn(key, claimant, holder)
            return (
              <tr key={key}>
                <th scope="row">{t(key)}</th>
                {(["claimant", "holder"] as const).map((side) => (
                  <td key={side} className={stronger === side ? "is-stronger" : undefined}>
                    <Value side={sides[side]} of={key} />
                    {stronger === side && (
                      <span className="hidden-visually"> ({t(isDate(key) ? "earlier" : "more")})</span>
                    )}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

const isDate = (key: EvidenceKey) => key === "firstTouch" || key === "registeredOn"

function Value({ side, of }: { side: DisputeSide; of: EvidenceKey }) {
  const t = usePhrases(disputePhrases)
  const format = useFormat()
  const value = heldBy(side, of)
  if (of === "firstTouch") {
    if (!side.first) return <span className="quiet">{t("noFirst")}</span>
    return (
      <span className="stack">
        <span title={format.moment(side.first.at)}>
          <b>{format.date(side.first.at)}</b> {format.time(side.first.at)}{" "}
          <span className="quiet">{t(`first.${side.first.what}`)}</span>
        </span>
        {side.first.text && <span className="small soft">{side.first.text}</span>}
      </span>
    )
  }
  if (value === null) return <span className="quiet">{t(of === "registeredOn" ? "notRegistered" : "never")}</span>
  if (typeof value === "string") {
    return (
      <span title={format.moment(value)}>
        <b>{format.date(value)}</b> {format.time(value)}
      </span>
    )
  }
  if (value === 0) return <span className="quiet">{of === "heldDays" ? t("daysN", { n: 0 }) : "0"}</span>
  return <b>{of === "heldDays" ? t("daysN", { n: value }) : format.number(value)}</b>
}

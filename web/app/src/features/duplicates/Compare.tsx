// Two records beside each other, what differs marked, and the reasons with their weights.

import type { Evidence, PersonRow, Proposal } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useEvidenceText, weightText } from "../../kit/evidence"
import { useFieldWords } from "../../kit/useFieldWords"
import { difference, type Piece } from "./difference"
import { percentText } from "./percent"
import { duplicatePhrases } from "./phrases"

interface CompareProps {
  proposal: Proposal
  side: "a" | "b"
  choosable: boolean
  onChoose: (side: "a" | "b") => void
}

export function Compare({ proposal, side, choosable, onChoose }: CompareProps) {
  const t = usePhrases(duplicatePhrases)
  const fields = useFieldWords()
  const percent = percentText(proposal.probability)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <div className="dup-body scroll" tabIndex={0}>
      <div className="dup-verdict">
        <span className="dup-figure">{percent}</span>
        <span className="stack grow">
          <span className="small quiet">{t("probability")}</span>
          <span
            className="dup-meter"
            role="meter"
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(proposal.probability * 100)}
            aria-label={t("probability")}
          >
            <span style={{ width: `${proposal.probability * 100}%` }} />
          </span>
        </span>
        <span className={proposal.origin === "conflict" ? "tag is-waiting" : "tag is-machine"}>
          {t.maybe(`origin.${proposal.origin}`) ?? proposal.origin}
        </span>
        {proposal.decided_by && (
          <span className="small quiet">{t("decidedBy", { name: proposal.decided_by.name })}</span>
        )}
      </div>
      <table className="dup-table">
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden-visually">{t("field")}</span>
            </th>
            {(["a", "b"] as const).map((one) => (
              <th key={one} scope="col" className={one === side && choosable ? "is-kept" : undefined}>
                <Head row={proposal[one]} kept={one === side} choosable={choosable} onChoose={() => onChoose(one)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {proposal.portrait.map(({ key, a, b }) => {
            const text = (value: string | null) => (value === null ? null : fields.value(key, value))
            const [x, y] = [text(a), text(b)]
            const equal = x !== null && y !== null && a === b
            const [left, right] = x !== null && y !== null && !equal ? difference(x, y) : [null, null]
            return (
              <tr key={key} className={equal ? "is-equal" : x !== null && y !== null ? "is-unequal" : undefined}>
                <th scope="row">{fields.label(key)}</th>
                <Cell text={x} pieces={left} />
                <Cell text={y} pieces={right} />
              </tr>
            )
          })}
        </tbody>
      </table>
      {choosable && <p className="small quiet dup-hint">{t("keepHint")}</p>}
      <Reasons evidence={proposal.evidence} />
    </div>
  )
}

interface HeadProps {
  row: PersonRow
  kept: boolean
  choosable: boolean
  onChoose: () => void
}

function Head({ row, kept, choosable, onChoose }: HeadProps) {
  const t = usePhrases(duplicatePhrases)
  const format = useFormat()
  const { interaction_count: interactions, order_count: orders } = row
  const did = [
    interactions !== null && t("interactions", { n: interactions }),
    orders !== null && t("orders", { n: orders }),
  ].filter(Boolean)
  return (
    <span className="dup-head">
      <Avatar id={row.id} initial={row.initial} size={32} />
      <span className="stack grow">
        <span className="row" style={{ gap: 4 }}>
          <Link to="." search={(now) => ({ ...now, panel: row.id })} className="link strong cut">
            {row.name}
          </Link>
        </span>
        {did.length > 0 && <span className="tiny quiet">{did.join(" · ")}</span>}
        <span className="tiny quiet">
          {row.last_seen_at ? t("seen", { when: format.ago(row.last_seen_at) }) : t("never")}
        </span>
      </span>
      {choosable && (
        <button type="button" className="chip" aria-pressed={kept} onClick={onChoose}>
          {kept && <Icon name="check" size={12} />}
          {kept ? t("kept") : t("keep")}
        </button>
      )}
    </span>
  )
}

function Cell({ text, pieces }: { text: string | null; pieces: Piece[] | null }) {
  if (text === null) return <td className="quiet">—</td>
  return (
    <td>
      {pieces === null
        ? text
        : pieces.map((piece, at) =>
            piece.same ? <span key={at}>{piece.text}</span> : <mark key={at}>{piece.text}</mark>,
          )}
    </td>
  )
}

/** Below this a reason moves nothing. */
const SLIGHT = 0.05

function Reasons({ evidence }: { evidence: Evidence[] }) {
  const t = usePhrases(duplicatePhrases)
  const say = useEvidenceText()
  const format = useFormat()
  const most = Math.max(1, ...evidence.map((one) => Math.abs(one.weight)))
  const slight = evidence.filter((one) => Math.abs(one.weight) < SLIGHT)
  const parts = {
    for: evidence.filter((one) => one.weight >= SLIGHT).sort((a, b) => b.weight - a.weight),
    against: evidence.filter((one) => one.weight <= -SLIGHT).sort((a, b) => a.weight - b.weight),
  }
  return (
    <section className="dup-why">
      <h2 className="section-head">
        {t("evidence")}
        <small>{t("weightHint")}</small>
      </h2>
      <div className="dup-reasons">
        {(["for", "against"] as const).map((part) => (
          <div key={part}>
            <h3 className="small quiet">{t(part)}</h3>
            {parts[part].length === 0 && <p className="quiet">{t(part === "for" ? "noFor" : "noAgainst")}</p>}
            <ul>
              {parts[part].map((one) => (
                <li key={`${one.field} ${one.code}`} title={[one.a, one.b].filter(Boolean).join(" ↔ ")}>
                  <span className="grow">{say(one)}</span>
                  <span className={part === "for" ? "dup-weight is-for" : "dup-weight is-against"} aria-hidden="true">
                    <span style={{ width: `${(Math.abs(one.weight) / most) * 100}%` }} />
                  </span>
                  <b className={part === "for" ? "good" : "bad"}>{weightText(one.weight)}</b>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      {slight.length > 0 && <p className="small quiet">{t("neutral", { list: format.list(slight.map(say)) })}</p>}
    </section>
  )
}

// A thing as a line: what it is and whose, and when it is served next. It opens its page.

import "./assets.css"
import type { Asset } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { AssetState } from "./AssetState"
import { assetPhrases } from "./phrases"
import { useDue } from "./useDue"

interface AssetLineProps {
  of: Asset
  /** Beside a record of whose it is: without their name. */
  short?: boolean
}

export function AssetLine({ of, short = false }: AssetLineProps) {
  const t = usePhrases(assetPhrases)
  const format = useFormat()
  const dueOf = useDue()
  const due = of.due_on !== null && of.state !== "gone" ? dueOf(of.due_on) : null
  return (
    <Link to="/assets/$asset" params={{ asset: of.id }} search={{}} className={short ? "asset is-short" : "asset"}>
      <span className="stack">
        <span className="row">
          <span className="medium cut">{of.name}</span>
          {(!short || of.state !== "in_use") && <AssetState state={of.state} />}
        </span>
        <span className="small quiet cut asset-serial">{of.serial || " "}</span>
      </span>
      {!short && (
        <span className="stack asset-whose">
          <span className="cut">{of.person?.name ?? of.company?.name}</span>
          {of.person && of.company && <span className="small quiet cut">{of.company.name}</span>}
        </span>
      )}
      {!short && (
        <span className="stack asset-served small">
          {of.served_at ? (
            <>
              <span className="soft">{t("servedOn", { date: format.date(of.served_at) })}</span>
              <span className="quiet">{format.ago(of.served_at)}</span>
            </>
          ) : (
            <span className="quiet">{t("never")}</span>
          )}
        </span>
      )}
      <span className="stack asset-due small">
        {due && of.due_on && (
          <>
            <span className={due.tone}>{short ? `${t("due")} ${due.text}` : due.text}</span>
            {!short && <span className="quiet">{format.calendarDay(of.due_on)}</span>}
          </>
        )}
      </span>
    </Link>
  )
}

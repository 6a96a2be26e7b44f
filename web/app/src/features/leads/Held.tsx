// Whose a person is already, where no second lead is made of them, and the way on: one's own open lead, or a dispute.

import { Failure } from "@api/client"
import type { Named } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { DisputeHere } from "./DisputeHere"
import { leadsPhrases } from "./phrases"

interface HeldBy {
  code: "known" | "open_lead"
  holder: Named | null
  registered: Named | null
  lead: string | null
  /** With it, a dispute is opened about a lead that one does not see. */
  ticket: string | null
}

const namedIn = (value: unknown): Named | null =>
  typeof value === "object" && value !== null && "id" in value && "name" in value
    ? { id: String(value.id), name: String(value.name) }
    : null
const textIn = (value: unknown): string | null => (typeof value === "string" ? value : null)

/** Whose the person is already, if that is why the server refused. */
export function heldBy(error: Error | null): HeldBy | null {
  if (!(error instanceof Failure)) return null
  const { code, detail } = error.problem
  if (code !== "known" && code !== "open_lead") return null
  return {
    code,
    holder: namedIn(detail?.holder),
    registered: namedIn(detail?.registered),
    lead: textIn(detail?.lead),
    ticket: textIn(detail?.ticket),
  }
}

export function Held({ by, onClose }: { by: HeldBy; onClose: () => void }) {
  const t = usePhrases(leadsPhrases)
  const { code, holder, registered, lead, ticket } = by
  const own = code === "open_lead"
  // Whoever is told that a person is somebody else's does not see the lead, so it is never linked to.
  const disputed = !own && lead && ticket ? { lead, ticket } : null
  const said = own
    ? t("openLead")
    : registered
      ? t("knownRegistered", { who: registered.name })
      : holder
        ? t("knownHolder", { who: holder.name })
        : t("knownPlain")
  return (
    <div className="lead-held">
      <Icon name={own ? "sprout" : "warn"} />
      <div className="grow">
        <div role="alert">
          <p className="medium">{said}</p>
          {!own && <p className="small soft">{t(disputed ? "knownWhat" : "knownNoLead")}</p>}
          {own && lead && (
            <p className="row">
              <Link to="/leads/$id" params={{ id: lead }} search={{}} className="button is-small" onClick={onClose}>
                {t("openOpen")}
              </Link>
            </p>
          )}
        </div>
        {disputed && (
          <DisputeHere key={disputed.ticket} {...disputed} who={(holder ?? registered)?.name} onClose={onClose} />
        )}
      </div>
    </div>
  )
}

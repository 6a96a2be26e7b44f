// The list of requests: open ones first, those due soonest before the others.

import type { PrivacyRequest, PrivacySettings, RequestKind } from "@api/contract"
import { privacy } from "@api/privacy"
import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { useState } from "react"
import { NewRequest } from "./NewRequest"
import { privacyPhrases } from "./phrases"
import { RequestDialog } from "./RequestDialog"

export const REQUESTS = ["privacy", "requests"]
export const KINDS: readonly RequestKind[] = ["access", "correction", "restriction", "objection", "erasure"]

interface RequestsProps {
  chosen: string | undefined
  settings: PrivacySettings | undefined
}

export function Requests({ chosen, settings }: RequestsProps) {
  const t = usePhrases(privacyPhrases)
  const navigate = useNavigate()
  const [state, setState] = useState<"open" | "closed">("open")
  const [kind, setKind] = useState("")
  const [making, setMaking] = useState(false)
  const list = useQuery({
    queryKey: [...REQUESTS, state, kind],
    queryFn: () => privacy.requests(state, kind),
  })
  const open = (request: string | undefined) =>
    void navigate({ to: "/settings/privacy", search: request ? { request } : {}, replace: true })
  return (
    <section>
      <div className="row setup-lead">
        <p className="small quiet grow">{t("requestsText")}</p>
        <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
          {t("newRequest")}
        </Button>
      </div>
      <div className="row privacy-filter">
        {(["open", "closed"] as const).map((one) => (
          <button key={one} type="button" className="chip" aria-pressed={state === one} onClick={() => setState(one)}>
            {t(one)}
          </button>
        ))}
        <select className="input" aria-label={t("kind")} value={kind} onChange={(event) => setKind(event.target.value)}>
          <option value="">{t("anyKind")}</option>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`kind.${one}`)}
            </option>
          ))}
        </select>
      </div>
      {list.isPending ? (
        <SkeletonRows rows={4} height={60} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.data.length === 0 ? (
        <Empty title={t("none")} text={t("noneText")} drawing="paper" />
      ) : (
        <ul className="setup-list">
          {list.data.map((request) => (
            <RequestRow key={request.id} of={request} open={request.id === chosen} onOpen={() => open(request.id)} />
          ))}
        </ul>
      )}
      {making && (
        <NewRequest
          onClose={() => setMaking(false)}
          onMade={(request) => {
            setMaking(false)
            open(request)
          }}
        />
      )}
      {chosen && <RequestDialog id={chosen} settings={settings} onClose={() => open(undefined)} />}
    </section>
  )
}

/** How long a request still has, or when it ended. */
export function Due({ of: request }: { of: PrivacyRequest }) {
  const t = usePhrases(privacyPhrases)
  const format = useFormat()
  if (request.state !== "open") {
    const tone = request.state === "done" ? "tag is-good" : "tag"
    return <span className={tone}>{t(`state.${request.state}`)}</span>
  }
  const days = -format.daysAgo(request.due_at)
  if (request.overdue) return <span className="tag is-bad">{t("overdue", { n: Math.max(-days, 1) })}</span>
  if (days === 0) return <span className="tag is-bad">{t("dueToday")}</span>
  return <span className={days <= 3 ? "tag is-waiting" : "tag"}>{t("dueIn", { n: days })}</span>
}

/** Who asks, as far as it is known. */
export function useAsker(): (request: PrivacyRequest) => string {
  const t = usePhrases(privacyPhrases)
  return (request) => request.person?.name ?? (request.erased ? t("erasedPerson") : request.who || t("unknownPerson"))
}

interface RequestRowProps {
  of: PrivacyRequest
  open: boolean
  onOpen: () => void
}

function RequestRow({ of: request, open, onOpen }: RequestRowProps) {
  const t = usePhrases(privacyPhrases)
  const format = useFormat()
  const asker = useAsker()
  return (
    <li className="setup-row privacy-row" aria-current={open || undefined}>
      <button type="button" className="setup-open" onClick={onOpen}>
        <span className="row">
          <span className="medium cut">{asker(request)}</span>
          <span className="tag is-outline">{t(`kind.${request.kind}`)}</span>
        </span>
        <span className="small quiet cut">
          {t("camePer", { date: format.shortDate(request.came_at), way: t(`way.${request.came_by}`) })}
          {request.state === "open" && !request.verified && ` · ${t("notVerified")}`}
          {request.closed_at && ` · ${t("closedOn", { date: format.shortDate(request.closed_at) })}`}
        </span>
      </button>
      <span className="privacy-due">
        <Due of={request} />
      </span>
    </li>
  )
}

// One request: who, until when, what was done, and what can be done now.

import type { MarkKind, PrivacyAct, PrivacyRequestWhole, PrivacySettings } from "@api/contract"
import { privacy } from "@api/privacy"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { toastFailure } from "../../../kit/useUndo"
import { EraseDialog } from "../../person/EraseDialog"
import { privacyPersonPhrases } from "../../person/privacyPhrases"
import { PRIVACY } from "./PrivacyPage"
import { privacyPhrases } from "./phrases"
import { Due, useAsker } from "./Requests"

interface RequestDialogProps {
  id: string
  settings: PrivacySettings | undefined
  onClose: () => void
}

type Asks = "verified" | "note" | "extended" | "done" | "refused"

export function RequestDialog({ id, settings, onClose }: RequestDialogProps) {
  const t = usePhrases(privacyPhrases)
  const state = usePhrases(statePhrases)
  const asker = useAsker()
  const request = useQuery({ queryKey: [...PRIVACY, "request", id], queryFn: () => privacy.request(id) })
  const [erasing, setErasing] = useState(false)
  const one = request.data
  if (erasing && one?.person) {
    return <EraseDialog person={one.person} request={one.id} onClose={() => setErasing(false)} />
  }
  return (
    <Dialog
      still
      title={one ? `${t(`kind.${one.kind}`)} · ${asker(one)}` : t("view.requests")}
      closeLabel={state("close")}
      onClose={onClose}
    >
      {request.isPending ? (
        <SkeletonRows rows={4} />
      ) : request.isError ? (
        <Failed error={request.error} retry={() => void request.refetch()} />
      ) : (
        <Whole of={request.data} settings={settings} onErase={() => setErasing(true)} />
      )}
    </Dialog>
  )
}

interface WholeProps {
  of: PrivacyRequestWhole
  settings: PrivacySettings | undefined
  onErase: () => void
}

function Whole({ of: request, settings, onErase }: WholeProps) {
  const t = usePhrases(privacyPhrases)
  const marks = usePhrases(privacyPersonPhrases)
  const format = useFormat()
  const locale = useLocale()
  const cache = useQueryClient()
  const [asks, setAsks] = useState<Asks | null>(null)
  const again = () => cache.invalidateQueries({ queryKey: PRIVACY })
  const act = useMutation({
    mutationFn: (wish: PrivacyAct) => privacy.act(request.id, wish),
    onSuccess: async (now) => {
      cache.setQueryData([...PRIVACY, "request", request.id], now)
      setAsks(null)
      await again()
    },
  })
  const mark = useMutation({
    mutationFn: (kind: MarkKind) => privacy.mark(request.person?.id ?? "", kind, ""),
    onSuccess: again,
    onError: toastFailure,
  })
  const open = request.state === "open"
  const person = request.person
  return (
    <div className="privacy-whole">
      <dl className="privacy-facts">
        <dt>{t("due")}</dt>
        <dd>
          <Due of={request} /> <span className="small quiet">{format.date(request.due_at)}</span>
        </dd>
        <dt>{t("way")}</dt>
        <dd>{t("camePer", { date: format.date(request.came_at), way: t(`way.${request.came_by}`) })}</dd>
        {request.who && (
          <>
            <dt>{t("who")}</dt>
            <dd>{request.who}</dd>
          </>
        )}
        {!request.erased && (
          <>
            <dt>{t("verified")}</dt>
            <dd>{request.verified ?? <span className="quiet">{t("notVerified")}</span>}</dd>
          </>
        )}
        {request.extended && (
          <>
            <dt>{t("step.extended")}</dt>
            <dd>{request.extended}</dd>
          </>
        )}
        {request.reason && (
          <>
            <dt>{t("refuse")}</dt>
            <dd>{request.reason}</dd>
          </>
        )}
      </dl>
      {person && (
        <div className="privacy-acts">
          <Link to="/people/$id" params={{ id: person.id }} className="button is-small">
            {t("openPerson")}
          </Link>
          {open && request.kind === "access" && (
            <a
              className="button is-small is-primary"
              href={privacy.copyUrl(person.id, locale, request.id)}
              download
              onClick={() => setTimeout(() => void again(), 1500)}
            >
              {t("copy")}
            </a>
          )}
          {open && request.kind === "restriction" && (
            <Button small look="primary" disabled={mark.isPending} onClick={() => mark.mutate("restricted")}>
              {t("doRestrict")}
            </Button>
          )}
          {open && request.kind === "objection" && (
            <Button small look="primary" disabled={mark.isPending} onClick={() => mark.mutate("no_profiling")}>
              {t("doObject")}
            </Button>
          )}
          {open && request.kind === "erasure" && (
            <Button small look="danger" onClick={onErase}>
              {t("doErase")}
            </Button>
          )}
        </div>
      )}
      {asks ? (
        <Ask
          key={asks}
          what={asks}
          days={settings?.extension ?? 60}
          pending={act.isPending}
          error={act.error}
          onSay={(text) => act.mutate({ kind: asks, text })}
          onClose={() => {
            act.reset()
            setAsks(null)
          }}
        />
      ) : (
        <div className="privacy-acts">
          {open && !request.verified && (
            <Button small onClick={() => setAsks("verified")}>
              {t("verify")}
            </Button>
          )}
          <Button small onClick={() => setAsks("note")}>
            {t("addNote")}
          </Button>
          {open && !request.extended && (
            <Button small onClick={() => setAsks("extended")}>
              {t("extend", { n: settings?.extension ?? 60 })}
            </Button>
          )}
          {open && (
            <>
              <Button small onClick={() => setAsks("refused")}>
                {t("refuse")}
              </Button>
              <Button small look="primary" onClick={() => setAsks("done")}>
                {t("finish")}
              </Button>
            </>
          )}
          {!open && !request.erased && (
            <Button small disabled={act.isPending} onClick={() => act.mutate({ kind: "reopened" })}>
              {t("reopen")}
            </Button>
          )}
        </div>
      )}
      <section>
        <h3 className="section-head">{t("log")}</h3>
        <ol className="privacy-log">
          {request.steps.map((step) => (
            <li key={step.id}>
              <div>
                <span className="medium">{t.maybe(`step.${step.kind}`) ?? step.kind}</span>
                <span className="small quiet">
                  {" "}
                  {step.by?.name} {format.shortDate(step.at)} {format.time(step.at)}
                </span>
                {step.text && (
                  <p className="small">{step.kind.endsWith("marked") ? marks.maybe(`mark.${step.text}`) : step.text}</p>
                )}
              </div>
            </li>
          ))}
        </ol>
      </section>
    </div>
  )
}

interface AskProps {
  what: Asks
  days: number
  pending: boolean
  error: Error | null
  onSay: (text: string) => void
  onClose: () => void
}

function Ask({ what, days, pending, error, onSay, onClose }: AskProps) {
  const t = usePhrases(privacyPhrases)
  const state = usePhrases(statePhrases)
  const id = useId()
  const [text, setText] = useState("")
  const label = {
    verified: t("verified"),
    note: t("note"),
    extended: t("extendText"),
    done: t("finishText"),
    refused: t("refuseText"),
  }[what]
  const button = {
    verified: t("verify"),
    note: t("say"),
    extended: t("extend", { n: days }),
    done: t("finish"),
    refused: t("refuse"),
  }[what]
  const ready = what === "done" || text.trim() !== ""
  return (
    <form
      className="stack"
      style={{ gap: 8 }}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onSay(text.trim())
      }}
    >
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <textarea
          id={id}
          className="input"
          rows={3}
          maxLength={2000}
          // biome-ignore lint/a11y/noAutofocus: the button just pressed asked for this.
          autoFocus
          placeholder={what === "verified" ? t("verifiedHint") : undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <FormProblem error={error} />
      <div className="privacy-acts">
        <Button small onClick={onClose}>
          {state("cancel")}
        </Button>
        <Button small look="primary" type="submit" disabled={!ready || pending}>
          {button}
        </Button>
      </div>
    </form>
  )
}

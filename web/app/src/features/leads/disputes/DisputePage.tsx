// One dispute, as a fair court would lay it out: what is disputed, both sides' evidence beside each other, what was said,
// and the decision with its reasons. Both sides read all of it.

import "../leads.css"
import "./disputes.css"
import { api } from "@api/client"
import type { Dispute, DisputeWord } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { LEADS } from "../../../kit/leads"
import { PageHead } from "../../../kit/PageHead"
import { PersonLink } from "../../../kit/PersonLink"
import { toastFailure } from "../../../kit/useUndo"
import { DISPUTES, disputeQuery } from "../queries"
import { Decide } from "./Decide"
import { AppealDialog, WithdrawDialog } from "./DisputeDialogs"
import { DisputeStateTag } from "./DisputeStateTag"
import { EvidenceTable } from "./Evidence"
import { disputePhrases } from "./phrases"

const route = getRouteApi("/frame/disputes/$id")

export function DisputePage() {
  const t = usePhrases(disputePhrases)
  const { id } = route.useParams()
  const dispute = useQuery(disputeQuery(id))
  return (
    <div className="pane">
      <PageHead title={dispute.data ? `${t("title")} · ${dispute.data.lead.name}` : t("title")}>
        <nav className="crumbs">
          <Link to="/disputes" search={{}}>
            {t("title")}
          </Link>
          <Icon name="right" size={14} />
          <span className="strong cut">{dispute.data?.lead.name}</span>
        </nav>
      </PageHead>
      {dispute.isPending ? (
        <SkeletonRows rows={8} />
      ) : dispute.isError ? (
        <Failed error={dispute.error} retry={() => void dispute.refetch()} />
      ) : (
        <Court key={id} dispute={dispute.data} />
      )}
    </div>
  )
}

function Court({ dispute }: { dispute: Dispute }) {
  const t = usePhrases(disputePhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const [dialog, setDialog] = useState<"appeal" | "withdraw" | null>(null)
  const settle = (next: Dispute, text: string) => {
    cache.setQueryData(disputeQuery(next.id).queryKey, next)
    toast({ text })
    for (const queryKey of [DISPUTES, LEADS, ["lead"]]) void cache.invalidateQueries({ queryKey })
  }
  const decision = [...dispute.words].reverse().find(({ kind }) => kind === "decided")
  const acts = dispute.may_appeal || dispute.may_withdraw
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <div className="court scroll" tabIndex={0}>
      <header className="court-head">
        <p className="row is-wrap">
          <DisputeStateTag of={dispute} />
          <span className="small quiet" title={format.moment(dispute.opened_at)}>
            {t("openedAgo", { ago: format.ago(dispute.opened_at) })}
          </span>
        </p>
        <h1>
          {dispute.claimant.who.name} <span className="quiet">{t("versus")}</span> {dispute.holder.who.name}
        </h1>
        <p className="row is-wrap court-about">
          <span>
            {t.rich("about", {
              lead: (
                <Link key="lead" to="/leads/$id" params={{ id: dispute.lead.id }} search={{}} className="link is-said">
                  {dispute.lead.name}
                </Link>
              ),
            })}
          </span>
          {dispute.person && (
            <span className="row" style={{ gap: 6 }}>
              <span className="quiet">{t("customer")}</span>
              <PersonLink person={dispute.person} avatar={20} />
            </span>
          )}
        </p>
      </header>
      {decision && <Decision dispute={dispute} word={decision} />}
      {acts && (
        <p className="row court-acts">
          {dispute.may_appeal && (
            <Button icon="reply" onClick={() => setDialog("appeal")}>
              {t("appeal")}
            </Button>
          )}
          {dispute.may_withdraw && <Button onClick={() => setDialog("withdraw")}>{t("withdraw")}</Button>}
        </p>
      )}
      <EvidenceTable dispute={dispute} />
      <Words dispute={dispute} onDone={settle} />
      {dispute.may_decide && <Decide dispute={dispute} onDone={settle} />}
      {dialog === "appeal" && <AppealDialog dispute={dispute} onDone={settle} onClose={() => setDialog(null)} />}
      {dialog === "withdraw" && <WithdrawDialog dispute={dispute} onDone={settle} onClose={() => setDialog(null)} />}
    </div>
  )
}

/** How it was decided, by whom and why. */
function Decision({ dispute, word }: { dispute: Dispute; word: DisputeWord }) {
  const t = usePhrases(disputePhrases)
  const format = useFormat()
  const { claimant, holder, share } = dispute
  const { outcome } = word
  const to =
    outcome === "kept"
      ? t("keptText", { who: holder.who.name })
      : outcome === "moved"
        ? t("movedText", { who: claimant.who.name })
        : null
  const parts = { claimant: claimant.who.name, holder: holder.who.name, n: share ?? 0, rest: 100 - (share ?? 0) }
  return (
    <section className="court-decision" aria-label={t("decideTitle")}>
      <p className="row small">
        <Icon name="scales" size={14} />
        <span>{word.by ? t("decisionOf", { who: word.by.name }) : t("decideTitle")}</span>
        <time className="end quiet" title={format.moment(word.at)}>
          {format.date(word.at)}
        </time>
      </p>
      <p className="court-outcome">{to ?? (share === null ? t("outcome.shared") : t("sharedOf", parts))}</p>
      <blockquote>{word.text}</blockquote>
    </section>
  )
}

interface WordsProps {
  dispute: Dispute
  onDone: (next: Dispute, text: string) => void
}

/** What both sides have said, in its order, and the place to add to it. */
function Words({ dispute, onDone }: WordsProps) {
  const t = usePhrases(disputePhrases)
  const format = useFormat()
  const [text, setText] = useState("")
  const say = useMutation({
    mutationFn: () => api.disputes.say(dispute.id, text.trim()),
    onSuccess: (next) => {
      setText("")
      onDone(next, t("said"))
    },
    onError: toastFailure,
  })
  const sideOf = (word: DisputeWord) =>
    word.by?.id === dispute.claimant.who.id
      ? "is-claimant"
      : word.by?.id === dispute.holder.who.id
        ? "is-holder"
        : "is-court"
  return (
    <section className="court-part" aria-label={t("words")}>
      <h2 className="section-head">{t("words")}</h2>
      <ol className="court-words">
        {dispute.words.map((word) => (
          <li key={`${word.at}${word.kind}`} className={sideOf(word)}>
            {word.by && <Avatar id={word.by.id} initial={word.by.initial ?? word.by.name.slice(0, 1)} size={24} />}
            <div className="grow">
              <p className="row small">
                <span className="medium">{word.by?.name}</span>
                <span className="quiet">
                  {t(`word.${word.kind}`)}
                  {word.outcome && ` · ${t(`outcome.${word.outcome}`)}`}
                </span>
                <time className="end quiet nowrap" dateTime={word.at} title={format.moment(word.at)}>
                  {format.shortDate(word.at)} {format.time(word.at)}
                </time>
              </p>
              {word.text !== "" && <p className="court-said">{word.text}</p>}
            </div>
          </li>
        ))}
      </ol>
      {dispute.may_say && (
        <form
          className="court-say"
          onSubmit={(event) => {
            event.preventDefault()
            if (text.trim() !== "") say.mutate()
          }}
        >
          <textarea
            className="input"
            rows={2}
            maxLength={4000}
            aria-label={t("say")}
            placeholder={t("say")}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" disabled={text.trim() === "" || say.isPending}>
            {t("sayAct")}
          </Button>
        </form>
      )}
    </section>
  )
}

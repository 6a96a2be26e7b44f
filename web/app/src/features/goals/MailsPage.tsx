// Reports and dashboards that are sent regularly.

import "../reports/reports.css"
import "./goals.css"
import type { ReportMail } from "@api/contract"
import { reportMails } from "@api/reports"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { useLocale, usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { PageHead } from "../../kit/PageHead"
import { placeText } from "../../kit/reports/words"
import { useSession } from "../../kit/session"
import { toastFailure } from "../../kit/useUndo"
import { ReportTabs } from "../reports/ReportTabs"
import { MAILS, MailDialog } from "./MailDialog"
import { goalPhrases } from "./phrases"

export function MailsPage() {
  const t = usePhrases(goalPhrases)
  const format = useFormat()
  const locale = useLocale()
  const client = useQueryClient()
  const session = useSession()
  const list = useQuery({ queryKey: MAILS, queryFn: reportMails.list })
  const [open, setOpen] = useState<ReportMail | "new">()
  const fresh = () => client.invalidateQueries({ queryKey: MAILS })
  const send = useMutation({
    mutationFn: reportMails.send,
    onSuccess: ({ to }) => {
      void fresh()
      toast({ text: t("sentTo", { n: to }) })
    },
    onError: toastFailure,
  })
  const again = useMutation({ mutationFn: reportMails.create, onSuccess: fresh, onError: toastFailure })
  const remove = useMutation({
    mutationFn: (mail: ReportMail) => reportMails.remove(mail.id),
    onSuccess: (_, mail) => {
      void fresh()
      const { what, every, on, hour, format: enclosed } = mail
      const wish = { what, every, ...(on ? { on } : {}), hour, format: enclosed, to: mail.to.map((one) => one.id) }
      toast({
        text: t("removed", { name: mail.name }),
        action: { label: t("undo"), run: () => again.mutate(wish) },
      })
    },
    onError: toastFailure,
  })
  const decline = useMutation({
    mutationFn: (mail: ReportMail) => reportMails.decline(mail.id),
    onSuccess: (_, mail) => {
      void fresh()
      toast({ text: t("declined", { name: mail.name }) })
    },
    onError: toastFailure,
  })
  const rhythm = (mail: ReportMail) => {
    const day = mail.every === "week" ? placeText(locale, "weekday", mail.on ?? 1) : t("onMonth", { n: mail.on ?? 1 })
    return [t(`every.${mail.every}`), mail.every === "day" ? "" : day, `${mail.hour}:00`].filter(Boolean).join(" ")
  }
  return (
    <div className="pane">
      <PageHead title={t("mails")} />
      <div className="bar row report-bar">
        <ReportTabs />
        <span className="end" />
        <Button small look="primary" icon="plus" onClick={() => setOpen("new")}>
          {t("createMail")}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="scroll reports" tabIndex={0}>
        {list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : !list.data ? (
          <SkeletonRows rows={3} height={56} />
        ) : list.data.length === 0 ? (
          <Empty title={t("noMails")} text={t("noMailsText")} />
        ) : (
          <ul className="report-lines">
            {list.data.map((mail) => (
              <li key={mail.id} className="report-line row mail-line">
                <Icon name="note" />
                <div className="report-line-name">
                  <span className="cut">{mail.name || t("gone")}</span>
                  <span className="xs quiet cut">
                    {rhythm(mail)} · {t(`format.${mail.format}`)} ·{" "}
                    {t("toMany", { names: format.list(mail.to.map((one) => one.name)) })}
                  </span>
                  <span className="xs quiet cut">
                    {t("next", { when: `${format.shortDate(mail.next_at)} ${format.time(mail.next_at)}` })} ·{" "}
                    {mail.sent_at ? t("sent", { when: format.ago(mail.sent_at) }) : t("notSent")}
                  </span>
                  {mail.problem && <span className="field-problem">{mail.problem}</span>}
                </div>
                <span className="end" />
                {mail.to.some(({ id }) => id === session.user.id) && (
                  <Button small onClick={() => decline.mutate(mail)} disabled={decline.isPending}>
                    {t("decline")}
                  </Button>
                )}
                {mail.editable && (
                  <>
                    <Button small onClick={() => send.mutate(mail.id)} disabled={send.isPending}>
                      {t("sendNow")}
                    </Button>
                    <IconButton icon="edit" small label={`${t("edit")} ${mail.name}`} onClick={() => setOpen(mail)} />
                    <IconButton
                      icon="trash"
                      small
                      label={`${t("remove")} ${mail.name}`}
                      onClick={() => remove.mutate(mail)}
                    />
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      {open && <MailDialog {...(open === "new" ? {} : { mail: open })} onClose={() => setOpen(undefined)} />}
    </div>
  )
}

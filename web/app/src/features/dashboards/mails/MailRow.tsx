// One schedule: what goes out, when, to whom, and how the last time went.

import type { ReportMail } from "@api/contract"
import { reportMails } from "@api/reports"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button, IconButton } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { useCodeWords } from "../../../kit/problems"
import { toastFailure } from "../../../kit/useUndo"
import { REPORT_MAILS } from "../queries"
import { mailPhrases } from "./phrases"
import { useRhythmWords } from "./useRhythmWords"

const FACES = 4

export function MailRow({ mail, onEdit }: { mail: ReportMail; onEdit: () => void }) {
  const t = usePhrases(mailPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const rhythm = useRhythmWords()
  const codes = useCodeWords()
  const cache = useQueryClient()
  const [asks, setAsks] = useState(false)
  const again = () => cache.invalidateQueries({ queryKey: REPORT_MAILS })
  const send = useMutation({
    mutationFn: () => reportMails.send(mail.id),
    onSuccess: ({ to }) => {
      toast({ text: t("sent", { n: to }) })
      return again()
    },
    onError: toastFailure,
  })
  const name = mail.name || t("gone")
  const remove = useMutation({
    mutationFn: () => reportMails.remove(mail.id),
    onSuccess: () => {
      setAsks(false)
      toast({ text: t("removed", { name }) })
      return again()
    },
    onError: toastFailure,
  })
  const isBoard = mail.what.startsWith("das_")
  const address: string = `/${isBoard ? "dashboards" : "reports"}/${mail.what}`
  const moment = (instant: string) => `${format.shortDate(instant)} ${format.time(instant)}`
  const [first] = mail.to
  const receivers =
    first && mail.to.length > 2
      ? t("receivers", { first: first.name, n: mail.to.length })
      : format.list(mail.to.map((one) => one.name))
  return (
    <li className="mail">
      <span className="mail-sign">
        <Icon name={isBoard ? "columns" : "report"} />
      </span>
      <span className="stack mail-what">
        {mail.name ? (
          <Link to={address} className="medium cut mail-name">
            {mail.name}
          </Link>
        ) : (
          <span className="medium cut bad" title={t("goneText")}>
            {t("gone")}
          </span>
        )}
        <span className="small soft cut">
          {rhythm(mail)} · {t(mail.format)}
        </span>
      </span>
      <span className="row mail-to" title={`${t("to")} ${format.list(mail.to.map((one) => one.name))}`}>
        <span className="row mail-faces" aria-hidden="true">
          {mail.to.slice(0, FACES).map((one) => (
            <Avatar key={one.id} id={one.id} initial={one.initial ?? one.name.slice(0, 1)} />
          ))}
        </span>
        <span className="small cut">{receivers}</span>
      </span>
      <span className="stack small mail-when">
        <span className="nowrap">{t("next", { when: moment(mail.next_at) })}</span>
        <span className="quiet nowrap">{mail.sent_at ? t("last", { when: moment(mail.sent_at) }) : t("never")}</span>
      </span>
      <span className="row mail-acts">
        <Button small icon="mail" disabled={send.isPending} onClick={() => send.mutate()}>
          {t("send")}
        </Button>
        <Popover
          kind="menu"
          label={t("menu", { name })}
          trigger={(props) => <IconButton icon="more" small label={t("menu", { name })} {...props} />}
        >
          {(close) => (
            <>
              <MenuItem
                icon="edit"
                onSelect={() => {
                  close()
                  onEdit()
                }}
              >
                {t("edit")}
              </MenuItem>
              <MenuItem
                icon="trash"
                onSelect={() => {
                  close()
                  setAsks(true)
                }}
              >
                {t("remove")}
              </MenuItem>
            </>
          )}
        </Popover>
      </span>
      {mail.problem && (
        <p className="row small bad mail-problem">
          <Icon name="warn" size={14} />
          {t("problem", { why: codes(mail.problem) ?? mail.problem })}
        </p>
      )}
      {asks && (
        <Dialog
          title={t("askRemove", { name })}
          closeLabel={state("close")}
          onClose={() => setAsks(false)}
          still
          foot={
            <>
              <Button onClick={() => setAsks(false)}>{state("cancel")}</Button>
              <Button look="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
                {t("remove")}
              </Button>
            </>
          }
        >
          <p>{t("askRemoveText")}</p>
        </Dialog>
      )}
    </li>
  )
}

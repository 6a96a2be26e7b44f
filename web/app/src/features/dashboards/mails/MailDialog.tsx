// A schedule set up or changed.

import "../../../kit/segments.css"
import type { ReportMail } from "@api/contract"
import { reportMails } from "@api/reports"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { useFaults } from "../../../kit/problems"
import { useSession } from "../../../kit/session"
import { Labelled, Select } from "../goals/parts"
import { dashboardsQuery, REPORT_MAILS, savedReportsQuery } from "../queries"
import { daysOf, draftOf, EVERY, FORMATS, hourText, type MailDraft, missing, wishOf, withEvery } from "./draft"
import { mailPhrases } from "./phrases"
import { Receivers } from "./Receivers"

interface MailDialogProps {
  /** None where a new one is set up. */
  mail: ReportMail | null
  /** What is chosen at first. */
  what?: string | undefined
  onClose: () => void
}

export function MailDialog({ mail, what, onClose }: MailDialogProps) {
  const t = usePhrases(mailPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const { user: me } = useSession()
  const form = useId()
  const [draft, setDraft] = useState(() => draftOf(mail, me.id, what))
  const [tried, setTried] = useState(false)
  const boards = useQuery(dashboardsQuery).data ?? []
  const reports = useQuery(savedReportsQuery).data ?? []
  const known = [...boards, ...reports].some(({ id }) => id === draft.what)
  const save = useMutation({
    mutationFn: () => (mail ? reportMails.change(mail.id, wishOf(draft)) : reportMails.create(wishOf(draft))),
    onSuccess: (made) => {
      toast({ text: t(mail ? "saved" : "made", { name: made.name }) })
      void cache.invalidateQueries({ queryKey: REPORT_MAILS })
      onClose()
    },
  })
  const faults = useFaults(save.error)
  const lacks = missing(draft)
  const fault = (key: "what" | "on" | "hour" | "to"): string | undefined => {
    if (tried && (key === "what" || key === "to") && lacks.includes(key)) return t(key === "to" ? "count" : "required")
    return faults(key, t.maybe(key) ?? "", (code) =>
      code === "count" ? t("count") : key === "what" && code === "unknown" ? t("goneText") : undefined,
    )
  }
  const told = (["what", "on", "hour", "to"] as const).some((key) => fault(key) !== undefined)
  const set = (next: MailDraft) => {
    save.reset()
    setDraft(next)
  }
  return (
    <Dialog
      title={t(mail ? "change" : "create")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={save.isPending}>
            {t(mail ? "save" : "make")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="mail-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (lacks.length === 0) save.mutate()
        }}
      >
        <Labelled label={t("what")} fault={fault("what")}>
          {(props) => (
            <select
              {...props}
              className="input"
              value={draft.what}
              onChange={(event) => set({ ...draft, what: event.target.value })}
            >
              {!known && (
                <option value={draft.what}>{draft.what === "" ? t("choose") : mail?.name || t("gone")}</option>
              )}
              {(
                [
                  ["dashboards", boards],
                  ["reports", reports],
                ] as const
              ).map(
                ([label, list]) =>
                  list.length > 0 && (
                    <optgroup key={label} label={t(label)}>
                      {list.map((one) => (
                        <option key={one.id} value={one.id}>
                          {one.name}
                        </option>
                      ))}
                    </optgroup>
                  ),
              )}
            </select>
          )}
        </Labelled>
        <fieldset className="mail-field">
          <legend>{t("every")}</legend>
          <div className="segments">
            {EVERY.map((one) => (
              <button
                key={one}
                type="button"
                className="segment"
                aria-pressed={one === draft.every}
                onClick={() => set(withEvery(draft, one))}
              >
                {t(`every.${one}`)}
              </button>
            ))}
          </div>
        </fieldset>
        <div className="mail-pair">
          {draft.every !== "day" && (
            <Select
              label={t(draft.every === "week" ? "onWeek" : "onMonth")}
              value={String(draft.on)}
              options={daysOf(draft.every).map((n) => ({
                id: String(n),
                label: draft.every === "week" ? (t.maybe(`weekday.${n}`) ?? "") : t("dayOf", { n }),
              }))}
              fault={fault("on")}
              onChange={(on) => set({ ...draft, on: Number(on) })}
            />
          )}
          <Select
            label={t("hour")}
            value={String(draft.hour)}
            options={Array.from({ length: 24 }, (_, hour) => ({ id: String(hour), label: hourText(hour) }))}
            hint={t("zone")}
            fault={fault("hour")}
            onChange={(hour) => set({ ...draft, hour: Number(hour) })}
          />
        </div>
        <Receivers to={draft.to} named={mail?.to ?? []} fault={fault("to")} onTo={(to) => set({ ...draft, to })} />
        <fieldset className="mail-field">
          <legend>{t("format")}</legend>
          <div className="segments">
            {FORMATS.map((one) => (
              <button
                key={one}
                type="button"
                className="segment"
                aria-pressed={one === draft.format}
                onClick={() => set({ ...draft, format: one })}
              >
                {t(`format.${one}`)}
              </button>
            ))}
          </div>
        </fieldset>
      </form>
      {!told && <FormProblem error={save.error} />}
    </Dialog>
  )
}

// A report or a dashboard that is sent regularly.

import type { ReportMail, ReportMailWish } from "@api/contract"
import { reportMails } from "@api/reports"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useLocale, usePhrases } from "@ui/phrases"
import { type ReactNode, useId, useState } from "react"
import { FormField } from "../../kit/FormField"
import { FormProblem } from "../../kit/FormProblem"
import { useFaults } from "../../kit/problems"
import { usersQuery } from "../../kit/queries"
import { placeText } from "../../kit/reports/words"
import { useCan, useSession } from "../../kit/session"
import { dashboardPhrases } from "../dashboards/phrases"
import { dashboardsQuery } from "../dashboards/queries"
import { reportPhrases } from "../reports/phrases"
import { reportsQuery } from "../reports/queries"
import { goalPhrases } from "./phrases"

export const MAILS = ["report-mails"]

export function MailDialog({ mail, onClose }: { mail?: ReportMail; onClose: () => void }) {
  const t = usePhrases(goalPhrases)
  const r = usePhrases(reportPhrases)
  const d = usePhrases(dashboardPhrases)
  const locale = useLocale()
  const client = useQueryClient()
  const me = useSession().user
  const others = useCan("views")
  const id = useId()
  const reports = useQuery(reportsQuery).data ?? []
  const boards = useQuery(dashboardsQuery).data ?? []
  const users = useQuery(usersQuery).data ?? []
  const [wish, setWish] = useState<ReportMailWish>(() =>
    mail
      ? {
          what: mail.what,
          every: mail.every,
          ...(mail.on ? { on: mail.on } : {}),
          hour: mail.hour,
          to: mail.to.map((one) => one.id),
          format: mail.format,
        }
      : { what: "", every: "week", on: 1, hour: 8, to: [me.id], format: "xlsx" },
  )
  const set = (change: Partial<ReportMailWish>) => setWish((now) => ({ ...now, ...change }))
  const save = useMutation({
    mutationFn: () => (mail ? reportMails.change(mail.id, wish) : reportMails.create(wish)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: MAILS })
      onClose()
    },
  })
  const faults = useFaults(save.error)
  const field = (key: string, label: string, control: ReactNode) => (
    <FormField id={`${id}${key}`} label={label} fault={faults(key, label)}>
      {control}
    </FormField>
  )
  return (
    <Dialog
      title={t("createMail")}
      closeLabel={t("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" type="submit" form={id} disabled={save.isPending}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="goal-form"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        {field(
          "what",
          t("what"),
          <select
            id={`${id}what`}
            className="input"
            required
            value={wish.what}
            onChange={(e) => set({ what: e.target.value })}
          >
            <option value="" />
            <optgroup label={d("title")}>
              {boards.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </optgroup>
            <optgroup label={r("title")}>
              {reports.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </optgroup>
          </select>,
        )}
        <div className="goal-pair">
          {field(
            "every",
            t("every"),
            <select
              id={`${id}every`}
              className="input"
              value={wish.every}
              onChange={(e) => set({ every: e.target.value as ReportMailWish["every"], on: 1 })}
            >
              {(["day", "week", "month"] as const).map((every) => (
                <option key={every} value={every}>
                  {t(`every.${every}`)}
                </option>
              ))}
            </select>,
          )}
          {wish.every !== "day" &&
            field(
              "on",
              t("on"),
              <select
                id={`${id}on`}
                className="input"
                value={wish.on}
                onChange={(e) => set({ on: Number(e.target.value) })}
              >
                {Array.from({ length: wish.every === "week" ? 7 : 28 }, (_, n) => n + 1).map((n) => (
                  <option key={n} value={n}>
                    {wish.every === "week" ? placeText(locale, "weekday", n) : t("onMonth", { n })}
                  </option>
                ))}
              </select>,
            )}
          {field(
            "hour",
            t("hour"),
            <select
              id={`${id}hour`}
              className="input"
              value={wish.hour}
              onChange={(e) => set({ hour: Number(e.target.value) })}
            >
              {Array.from({ length: 24 }, (_, hour) => hour).map((hour) => (
                <option key={hour} value={hour}>
                  {`${hour}:00`}
                </option>
              ))}
            </select>,
          )}
        </div>
        {field(
          "format",
          t("format"),
          <select
            id={`${id}format`}
            className="input"
            value={wish.format}
            onChange={(e) => set({ format: e.target.value as ReportMailWish["format"] })}
          >
            {(["xlsx", "csv", "none"] as const).map((format) => (
              <option key={format} value={format}>
                {t(`format.${format}`)}
              </option>
            ))}
          </select>,
        )}
        <fieldset className="goal-people">
          <legend className="xs quiet">{t("to")}</legend>
          {users
            .filter((user) => others || user.id === me.id)
            .map((user) => (
              <label key={user.id} className="row small">
                <input
                  type="checkbox"
                  checked={wish.to.includes(user.id)}
                  onChange={(e) =>
                    set({ to: e.target.checked ? [...wish.to, user.id] : wish.to.filter((one) => one !== user.id) })
                  }
                />
                {user.name}
              </label>
            ))}
          {faults("to", t("to")) && <span className="field-problem">{faults("to", t("to"))}</span>}
        </fieldset>
        <FormProblem error={save.error} />
      </form>
    </Dialog>
  )
}

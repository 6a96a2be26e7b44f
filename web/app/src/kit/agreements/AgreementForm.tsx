// An agreement made or changed: for whom, what, at which price a period, from when, and whether it goes on by itself.

import "./agreements.css"
import "../segments.css"
import type { Agreement, AgreementWish } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { ChooseWho, type Who } from "../ChooseWho"
import { FindVariant } from "../FindVariant"
import { FormProblem } from "../FormProblem"
import { useFaults } from "../problems"
import { productQuery } from "../products"
import { usersQuery } from "../queries"
import { useSession } from "../session"
import { lastDay } from "./period"
import { agreementPhrases } from "./phrases"
import { useAgreementActions } from "./useAgreementActions"

interface AgreementFormProps {
  /** The one that is changed; without it, a new one. */
  of?: Agreement
  /** For whom a new one is, as far as that is known from where it was asked for. */
  who?: Who
  onDone?: (agreement: Agreement | null) => void
  onClose: () => void
}

const KINDS = ["subscription", "service"] as const
const NOTICE = "30"

export function AgreementForm({ of, who: from, onDone, onClose }: AgreementFormProps) {
  const t = usePhrases(agreementPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const session = useSession()
  const actions = useAgreementActions()
  const cache = useQueryClient()
  const form = useId()
  const users = useQuery(usersQuery).data ?? []
  const [who, setWho] = useState<Who>(() => ({
    person: of?.person ?? from?.person,
    company: of?.company ?? from?.company,
  }))
  const [kind, setKind] = useState(of?.kind ?? "subscription")
  const [name, setName] = useState(of?.name ?? "")
  const [variant, setVariant] = useState<string | null>(of?.variant?.id ?? null)
  const [amount, setAmount] = useState(of?.amount ?? "")
  const [months, setMonths] = useState(String(of?.months ?? 12))
  const [starts, setStarts] = useState(of?.starts ?? format.today())
  const [until, setUntil] = useState(of?.until ?? "")
  const [tried, setTried] = useState(false)
  const [chosen, setOwner] = useState<string | null>(of ? (of.owner?.id ?? "") : null)
  // A new one is the caller's own, unless another is chosen.
  const owner = chosen ?? (users.some((one) => one.id === session.user.id) ? session.user.id : "")
  const save = useMutation({
    mutationFn: async (wish: AgreementWish) => (of ? actions.onChange(of, wish) : actions.onCreate(wish)),
    onSuccess: (agreement) => {
      onDone?.(agreement)
      onClose()
    },
  })
  const faults = useFaults(save.error)
  const period = Number(months)
  const runs = Number.isInteger(period) && period > 0 && /^\d{4}-\d\d-\d\d$/.test(starts)
  const fault = (key: string, label: string) => {
    const text = faults(key, label)
    return (
      text && (
        <p className="field-problem" role="alert">
          {text}
        </p>
      )
    )
  }
  const problem = name.trim() === "" ? t("needName") : who.person ? undefined : t("needCustomer")
  const KEYS = ["name", "person", "company", "amount", "currency", "months", "starts", "until", "notice_days"]
  const named = KEYS.some((key) => faults(key, key) !== undefined)
  return (
    <Dialog
      title={t(of ? "change" : "create")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={save.isPending}>
            {of ? state("save") : t("create")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="stack"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (problem !== undefined || !who.person) return
          const data = new FormData(event.currentTarget)
          const read = (key: string) => String(data.get(key) ?? "").trim()
          save.mutate({
            kind,
            name: name.trim(),
            person: who.person.id,
            company: who.company?.id ?? null,
            owner: owner || null,
            variant,
            amount: amount.trim() === "" ? null : amount.trim(),
            currency: read("currency").toUpperCase() || session.workspace.currency,
            ...(runs && { months: period }),
            starts,
            ...(until !== "" && { until }),
            renews: read("renews") === "on",
            notice_days: Number(read("notice") || NOTICE),
            note: read("note"),
          })
        }}
      >
        <fieldset className="segments" style={{ alignSelf: "flex-start" }} aria-label={t("kind")}>
          {KINDS.map((one) => (
            <button
              key={one}
              type="button"
              className="segment"
              aria-pressed={kind === one}
              onClick={() => setKind(one)}
            >
              {t(`kind.${one}`)}
            </button>
          ))}
        </fieldset>
        <ChooseWho who={who} onWho={setWho} />
        {fault("person", t("customer"))}
        {fault("company", t("company"))}
        <FindVariant
          label={t("product")}
          labelled
          currency={of?.currency ?? session.workspace.currency}
          person={who.person?.id ?? null}
          onPick={({ row, variant: picked, name: called, found }) => {
            setName(called)
            setVariant(picked.id)
            const price = found?.price ?? picked.price
            if (price !== null && amount.trim() === "") setAmount(price)
            const runs = cache.getQueryData(productQuery(row.id).queryKey)?.months
            if (runs) setMonths(String(runs))
          }}
        />
        <div className="field">
          <label htmlFor={`${form}name`}>{t("name")}</label>
          <input
            id={`${form}name`}
            className="input"
            maxLength={200}
            autoComplete="off"
            value={name}
            aria-invalid={(tried && name.trim() === "") || undefined}
            onChange={(event) => setName(event.target.value)}
          />
          {fault("name", t("name"))}
        </div>
        <div className="agreement-thirds">
          <div className="field">
            <label htmlFor={`${form}amount`}>{t("amount")}</label>
            <input
              id={`${form}amount`}
              className="input"
              inputMode="decimal"
              autoComplete="off"
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
            />
            {fault("amount", t("amount"))}
          </div>
          <div className="field">
            <label htmlFor={`${form}currency`}>{t("currency")}</label>
            <input
              id={`${form}currency`}
              name="currency"
              className="input"
              maxLength={3}
              autoComplete="off"
              defaultValue={of?.currency ?? session.workspace.currency}
            />
            {fault("currency", t("currency"))}
          </div>
          <div className="field">
            <label htmlFor={`${form}months`}>{t("months")}</label>
            <input
              id={`${form}months`}
              className="input"
              type="number"
              min={1}
              max={120}
              value={months}
              onChange={(event) => setMonths(event.target.value)}
            />
            {fault("months", t("months"))}
          </div>
        </div>
        <div className="agreement-pair">
          <div className="field">
            <label htmlFor={`${form}starts`}>{t("starts")}</label>
            <input
              id={`${form}starts`}
              className="input"
              type="date"
              required
              value={starts}
              onChange={(event) => setStarts(event.target.value)}
            />
            {fault("starts", t("starts"))}
          </div>
          <div className="field">
            <label htmlFor={`${form}until`}>
              {t("until")}
              {until === "" && runs && ` · ${format.calendarDay(lastDay(starts, period))}`}
            </label>
            <input
              id={`${form}until`}
              className="input"
              type="date"
              title={t("untilHint")}
              value={until}
              onChange={(event) => setUntil(event.target.value)}
            />
            {fault("until", t("until"))}
          </div>
        </div>
        <label className="row agreement-tick">
          <input type="checkbox" name="renews" className="tick" defaultChecked={of?.renews ?? false} />
          {t("renewsLabel")}
        </label>
        <div className="agreement-pair">
          <div className="field">
            <label htmlFor={`${form}owner`}>{t("owner")}</label>
            <select
              id={`${form}owner`}
              className="input"
              value={owner}
              onChange={(event) => setOwner(event.target.value)}
            >
              <option value="">—</option>
              {users.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor={`${form}notice`}>{t("notice")}</label>
            <input
              id={`${form}notice`}
              name="notice"
              className="input"
              type="number"
              min={0}
              max={365}
              defaultValue={of?.notice_days ?? NOTICE}
            />
            {fault("notice_days", t("notice"))}
          </div>
        </div>
        <div className="field">
          <label htmlFor={`${form}note`}>{t("note")}</label>
          <textarea
            id={`${form}note`}
            name="note"
            className="input"
            rows={2}
            maxLength={2000}
            defaultValue={of?.note ?? ""}
          />
        </div>
        {tried && problem && (
          <p className="field-problem" role="alert">
            {problem}
          </p>
        )}
      </form>
      {!named && <FormProblem error={save.error} />}
    </Dialog>
  )
}

// One agreement: what was agreed, how often it was renewed, and what can be done about it.

import "../record/record.css"
import "./agreements.css"
import type { Agreement } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useState } from "react"
import { Fact } from "../record/Fact"
import { recordPhrases } from "../record/phrases"
import { AgreementForm } from "./AgreementForm"
import { AgreementState } from "./AgreementState"
import { EndAgreement } from "./EndAgreement"
import { agreementPhrases } from "./phrases"
import { RenewAgreement } from "./RenewAgreement"
import { useAgreementActions } from "./useAgreementActions"
import { useAgreementWords } from "./useAgreementWords"

interface AgreementDialogProps {
  of: Agreement
  onClose: () => void
}

export function AgreementDialog({ of: opened, onClose }: AgreementDialogProps) {
  const t = usePhrases(agreementPhrases)
  const state = usePhrases(statePhrases)
  const shared = usePhrases(recordPhrases)
  const format = useFormat()
  const words = useAgreementWords()
  const actions = useAgreementActions()
  // What was just done to it is shown at once; the list behind is read anew.
  const [of, setOf] = useState(opened)
  const [step, setStep] = useState<"change" | "renew" | "end" | null>(null)
  const done = (agreement: Agreement | null) => (agreement ? setOf(agreement) : onClose())
  const back = () => setStep(null)
  if (step === "change") return <AgreementForm of={of} onDone={done} onClose={back} />
  if (step === "renew") return <RenewAgreement of={of} onDone={done} onClose={back} />
  if (step === "end") return <EndAgreement of={of} onDone={done} onClose={back} />
  const left = words.left(of)
  const over = of.state === "ended"
  return (
    <Dialog
      title={of.name}
      closeLabel={state("close")}
      onClose={onClose}
      still
      foot={
        of.may_edit && (
          <>
            <Popover
              kind="menu"
              label={shared("more")}
              trigger={(props) => <IconButton icon="more" label={shared("more")} {...props} />}
            >
              {(close) => (
                <>
                  {!over && (
                    <MenuItem
                      icon="close"
                      onSelect={() => {
                        close()
                        setStep("end")
                      }}
                    >
                      {`${t("end")}…`}
                    </MenuItem>
                  )}
                  <MenuItem
                    icon="trash"
                    onSelect={async () => {
                      close()
                      if (await actions.onRemove(of)) onClose()
                    }}
                  >
                    {t("remove")}
                  </MenuItem>
                </>
              )}
            </Popover>
            <span className="end" />
            <Button onClick={() => setStep("change")}>{t("change")}</Button>
            <Button look="primary" onClick={() => setStep("renew")}>
              {t("renew")}
            </Button>
          </>
        )
      }
    >
      <p className="row record-marks">
        <AgreementState state={of.state} />
        <span className={left.tone}>{left.text}</span>
        <span className="small quiet">{`${of.number} · ${t(`kind.${of.kind}`)}`}</span>
      </p>
      <dl className="agreement-facts">
        <Fact label={t("customer")}>
          {of.person && (
            <Link to="/people/$id" params={{ id: of.person.id }} search={{}} className="link cut">
              {of.person.name}
            </Link>
          )}
        </Fact>
        <Fact label={t("company")}>
          {of.company && (
            <Link to="/companies/$id" params={{ id: of.company.id }} className="link cut">
              {of.company.name}
            </Link>
          )}
        </Fact>
        <Fact label={t("amount")}>{words.cost(of)}</Fact>
        <Fact label={t("starts")}>{format.calendarDate(of.starts)}</Fact>
        <Fact label={t("until")}>
          {format.calendarDate(of.until)}
          {!over && <span className="quiet small">{t(of.renews ? "renews" : "renewsNot")}</span>}
        </Fact>
        <Fact label={t("owner")}>
          {of.owner && (
            <>
              {of.owner.name}
              {!over && <span className="quiet small">{t("noticeDays", { n: of.notice_days })}</span>}
            </>
          )}
        </Fact>
        <Fact label={t("product")}>{of.variant?.name !== of.name && of.variant?.name}</Fact>
        <Fact label={t("order")}>
          {of.order && (
            <Link to="/orders/$order" params={{ order: of.order.id }} search={{}} className="link">
              {of.order.name}
            </Link>
          )}
        </Fact>
        <Fact label={t("reason")}>{of.reason}</Fact>
        <Fact label={t("note")}>{of.note}</Fact>
      </dl>
      <section aria-label={t("renewals")}>
        <h3 className="section-head">{t("renewals")}</h3>
        {of.renewals.length === 0 ? (
          <p className="record-none">{t("noRenewals")}</p>
        ) : (
          <ol className="agreement-renewals">
            {of.renewals.map((one) => (
              <li key={one.at}>
                <span>{t("renewedTo", { date: format.calendarDay(one.until) })}</span>
                <span className="quiet" title={format.moment(one.at)}>
                  {[format.date(one.at), one.by?.name ?? t("renews")].join(" · ")}
                </span>
              </li>
            ))}
          </ol>
        )}
      </section>
    </Dialog>
  )
}

// A customer registered before they are won; where a colleague was first, that is said with who and until when.

import { api, Failure } from "@api/client"
import type { RegistrationWish } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { useFaults } from "../../../kit/problems"
import { DisputeHere } from "../DisputeHere"
import { REGISTRATIONS } from "../queries"
import { conflictOf } from "./conflict"
import { registrationPhrases } from "./phrases"

export function CreateRegistration({ onClose }: { onClose: () => void }) {
  const t = usePhrases(registrationPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const form = useId()
  const [missing, setMissing] = useState<"needName" | "needOne" | null>(null)
  const create = useMutation({
    mutationFn: (wish: RegistrationWish) => api.registrations.create(wish),
    onSuccess: async ({ name, until }) => {
      toast({ text: t("made", { name, date: format.shortDate(until) }) })
      onClose()
      await cache.invalidateQueries({ queryKey: REGISTRATIONS })
    },
  })
  const faults = useFaults(create.error)
  const conflict = create.error instanceof Failure ? conflictOf(create.error.problem) : null
  const input = (key: "name" | "company" | "phone" | "email", more: object = {}) => {
    const fault = key === "name" && missing === "needName" ? t("needName") : faults(key, t(key))
    return (
      <div className="field">
        <label htmlFor={form + key}>{t(key)}</label>
        <input
          id={form + key}
          name={key}
          className="input"
          autoComplete="off"
          maxLength={200}
          aria-invalid={fault !== undefined || undefined}
          {...more}
        />
        {fault && (
          <p className="field-problem" role="alert">
            {fault}
          </p>
        )}
      </div>
    )
  }
  const said = ["name", "company", "identities"].some((key) => faults(key, key))
  return (
    <Dialog
      title={t("create")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look={conflict?.ticket ? "normal" : "primary"} type="submit" form={form} disabled={create.isPending}>
            {t("act")}
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
          const data = new FormData(event.currentTarget)
          const read = (key: string) => String(data.get(key) ?? "").trim()
          const identities = (["phone", "email"] as const)
            .map((kind) => ({ kind, value: read(kind) }))
            .filter(({ value }) => value !== "")
          const lack =
            read("name") === "" ? "needName" : identities.length === 0 && read("company") === "" ? "needOne" : null
          setMissing(lack)
          if (lack) return
          create.mutate({
            name: read("name"),
            company: read("company") || undefined,
            identities,
            text: read("text") || undefined,
          })
        }}
      >
        <div className="lead-pair">
          {input("name")}
          {input("company")}
        </div>
        <div className="lead-pair">
          {input("phone", { type: "tel" })}
          {input("email", { type: "email" })}
        </div>
        {(missing === "needOne" || faults("identities", t("phone"))) && (
          <p className="field-problem" role="alert">
            {missing === "needOne" ? t("needOne") : faults("identities", t("phone"))}
          </p>
        )}
        <div className="field">
          <label htmlFor={`${form}text`}>
            {t("words")} · {t("wordsHint")}
          </label>
          <textarea id={`${form}text`} name="text" className="input" rows={3} maxLength={2000} />
        </div>
      </form>
      {conflict ? (
        <div className="lead-held">
          <Icon name="flag" />
          <div className="grow">
            <div role="alert">
              <p className="medium">
                {conflict.kind === "registered"
                  ? t("conflict", {
                      who: conflict.who ?? "",
                      date: conflict.until ? format.shortDate(conflict.until) : "",
                    })
                  : conflict.who
                    ? t("known", { who: conflict.who })
                    : t("knownPlain")}
              </p>
              <p className="small soft">
                {conflict.kind === "registered"
                  ? t("conflictWhat", { who: conflict.who ?? "" })
                  : t(conflict.lead ? "knownWhat" : "knownNoLead")}
              </p>
            </div>
            {conflict.lead && conflict.ticket && (
              <DisputeHere
                key={conflict.ticket}
                lead={conflict.lead}
                ticket={conflict.ticket}
                who={conflict.who ?? undefined}
                onClose={onClose}
              />
            )}
            {conflict.lead && !conflict.ticket && (
              <p className="row">
                <Link
                  to="/leads/$id"
                  params={{ id: conflict.lead }}
                  search={{}}
                  className="button is-small"
                  onClick={onClose}
                >
                  {t("openLead")}
                </Link>
              </p>
            )}
          </div>
        </div>
      ) : (
        !said && <FormProblem error={create.error} />
      )}
    </Dialog>
  )
}

// A new dashboard: its name first, its parts on the page that opens.

import { dashboards } from "@api/reports"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import { useFaults } from "../../kit/problems"
import { dashboardPhrases } from "./phrases"
import { DASHBOARDS } from "./queries"

export function NewDashboard({ onClose }: { onClose: () => void }) {
  const t = usePhrases(dashboardPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const form = useId()
  const [name, setName] = useState("")
  const create = useMutation({
    mutationFn: () => dashboards.create({ name: name.trim() }),
    onSuccess: (made) => {
      void cache.invalidateQueries({ queryKey: DASHBOARDS })
      void navigate({ to: "/dashboards/$id", params: { id: made.id }, search: { edit: "yes" }, replace: true })
    },
  })
  const fault = useFaults(create.error)("name", t("name"))
  return (
    <Dialog
      title={t("create")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={name.trim() === "" || create.isPending}>
            {t("make")}
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
          if (name.trim() !== "") create.mutate()
        }}
      >
        <p className="soft">{t("createText")}</p>
        <div className="field">
          <label htmlFor={`${form}name`}>{t("name")}</label>
          <input
            id={`${form}name`}
            className="input"
            maxLength={80}
            autoComplete="off"
            placeholder={t("nameHint")}
            aria-invalid={fault !== undefined || undefined}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        {fault ? (
          <p className="field-problem" role="alert">
            {fault}
          </p>
        ) : (
          <FormProblem error={create.error} />
        )}
      </form>
    </Dialog>
  )
}

// A new company by hand. When one of its name or domain is there already, that one is shown first.

import { api, Failure } from "@api/client"
import type { Named } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { useUndo } from "../../kit/useUndo"
import { useWords } from "../../kit/words"
import { companyPhrases } from "./phrases"

const INPUTS = [
  { key: "name", type: "text" },
  { key: "domain", type: "text" },
  { key: "industry", type: "text" },
  { key: "city", type: "text" },
  { key: "phone", type: "tel" },
  { key: "size", type: "number" },
] as const

/** The company that stands in the way, if that is why the server refused. */
export function thereAlready(error: unknown): Named | null {
  if (!(error instanceof Failure) || error.problem.code !== "duplicate") return null
  const company = error.problem.detail?.company
  if (typeof company !== "object" || company === null || !("id" in company)) return null
  return { id: String(company.id), name: "name" in company ? String(company.name) : String(company.id) }
}

export function CreateCompany({ onClose }: { onClose: () => void }) {
  const t = usePhrases(companyPhrases)
  const state = usePhrases(statePhrases)
  const words = useWords()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const told = useUndo()
  const form = useId()
  const [nameless, setNameless] = useState(false)
  const create = useMutation({
    mutationFn: ({ fields, anyway }: { fields: { name: string }; anyway: boolean }) =>
      api.companies.create(fields, anyway),
    onSuccess: async ({ data: { row }, batch }) => {
      told(t("created", { name: row.name }), batch)
      void cache.invalidateQueries({ queryKey: ["companies"] })
      onClose()
      await navigate({ to: "/companies/$id", params: { id: row.id } })
    },
  })
  const other = thereAlready(create.error)
  const problem = nameless ? t("needName") : create.error && !other ? create.error.message : null
  return (
    <Dialog
      title={t("createTitle")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={create.isPending}>
            {other ? t("createAnyway") : t("create")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="stack"
        style={{ gap: 12 }}
        onChange={() => other && create.reset()}
        onSubmit={(event) => {
          event.preventDefault()
          const data = new FormData(event.currentTarget)
          const read = (key: string) => String(data.get(key) ?? "").trim()
          setNameless(read("name") === "")
          if (read("name") === "") return
          const filled = INPUTS.filter(({ key }) => read(key) !== "")
          const fields = { ...Object.fromEntries(filled.map(({ key }) => [key, read(key)])), name: read("name") }
          create.mutate({ fields, anyway: other !== null })
        }}
      >
        {INPUTS.map(({ key, type }) => (
          <div key={key} className="field">
            <label htmlFor={`${form}${key}`}>{key === "name" ? t("name") : words(`field.${key}`)}</label>
            <input id={`${form}${key}`} name={key} type={type} min={0} autoComplete="off" className="input" />
          </div>
        ))}
      </form>
      {problem && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      {other && (
        <div className="reasons row" role="alert">
          <Avatar id={other.id} initial={other.name.slice(0, 1)} square />
          <span className="grow">
            {t("there")} <b>{other.name}</b>
          </span>
          <Link to="/companies/$id" params={{ id: other.id }} className="link" onClick={onClose}>
            {t("openThere")}
          </Link>
        </div>
      )}
    </Dialog>
  )
}

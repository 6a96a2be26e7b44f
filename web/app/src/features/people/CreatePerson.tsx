// A new person by hand. When a phone or e-mail is already somebody's, that somebody is shown instead.

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
import { keepPerson } from "../../kit/device/kept"
import { localPerson } from "../../kit/device/overlay"
import { devicePhrases } from "../../kit/device/phrases"
import { sendOrWait } from "../../kit/device/sender"
import { randomKey } from "../../kit/device/store"
import { useSession } from "../../kit/session"
import { useUndo } from "../../kit/useUndo"
import { useWords } from "../../kit/words"
import { peoplePhrases } from "./phrases"

const INPUTS = [
  { key: "name", type: "text", auto: "off" },
  { key: "phone", type: "tel", auto: "off" },
  { key: "email", type: "email", auto: "off" },
  { key: "city", type: "text", auto: "off" },
] as const

/** The person an identity already belongs to, if that is why the server refused. */
export function takenBy(error: unknown): Named | null {
  if (!(error instanceof Failure) || error.problem.code !== "duplicate") return null
  const person = error.problem.detail?.person
  if (typeof person === "string") return { id: person, name: person }
  if (typeof person !== "object" || person === null || !("id" in person)) return null
  return { id: String(person.id), name: "name" in person ? String(person.name) : String(person.id) }
}

export function CreatePerson({ onClose }: { onClose: () => void }) {
  const t = usePhrases(peoplePhrases)
  const state = usePhrases(statePhrases)
  const words = useWords()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const told = useUndo()
  const device = usePhrases(devicePhrases)
  const { user } = useSession()
  const form = useId()
  const [incomplete, setIncomplete] = useState(false)
  const create = useMutation({
    mutationFn: async (fields: Record<string, unknown>) => {
      // Until the server has given an id, the person goes by one of this device.
      const local = `new_${randomKey()}`
      const person = localPerson(local, fields, { id: user.id, name: user.name })
      const change = { person: local, name: person.name, act: { kind: "create" as const, fields } }
      const answer = await sendOrWait(change, (_, once) => api.people.create(fields, { once }))
      if (answer !== "waits") return answer
      await keepPerson(local, { person, opened: true })
      return { data: person, batch: undefined }
    },
    onSuccess: async ({ data: person, batch }) => {
      if (batch === undefined) told(device("waits"))
      else told(t("created", { name: person.name }), batch)
      void cache.invalidateQueries({ queryKey: ["people"] })
      onClose()
      await navigate({ to: "/people/$id", params: { id: person.id } })
    },
  })
  const taken = takenBy(create.error)
  const problem = incomplete ? t("needOne") : create.error && !taken ? create.error.message : null

  return (
    <Dialog
      title={t("createTitle")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={create.isPending}>
            {t("create")}
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
            .filter((identity) => identity.value !== "")
          const nobody = read("name") === "" && identities.length === 0
          setIncomplete(nobody)
          if (nobody) return
          create.mutate({ name: read("name") || undefined, city: read("city") || undefined, identities })
        }}
      >
        {INPUTS.map(({ key, type, auto }) => (
          <div key={key} className="field">
            <label htmlFor={`${form}${key}`}>{words(`field.${key}`)}</label>
            <input id={`${form}${key}`} name={key} type={type} autoComplete={auto} className="input" />
          </div>
        ))}
      </form>
      {problem && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      {taken && (
        <div className="reasons row" role="alert">
          <Avatar id={taken.id} initial={taken.name.slice(0, 1)} />
          <span className="grow">
            {t("taken")} <b>{taken.name}</b>
          </span>
          <Link to="/people/$id" params={{ id: taken.id }} className="link" onClick={onClose}>
            {t("openTaken")}
          </Link>
        </div>
      )}
    </Dialog>
  )
}

// Making a source, making a key (shown once), revoking a key.

import { api } from "@api/client"
import type { KeyInfo, SourceInfo } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { type FormEvent, useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import { toastFailure } from "../../kit/useUndo"
import { sourcePhrases } from "./phrases"
import { CopyButton, Snippets } from "./Snippets"

const KINDS = ["web", "server"] as const

interface CreateSourceProps {
  onClose: () => void
  onCreated: (source: SourceInfo) => void
}

export function CreateSource({ onClose, onCreated }: CreateSourceProps) {
  const t = usePhrases(sourcePhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const form = useId()
  const [name, setName] = useState("")
  const [kind, setKind] = useState<(typeof KINDS)[number]>("web")
  const create = useMutation({
    mutationFn: () => api.sources.create(name.trim(), kind),
    onSuccess: async (made) => {
      await cache.invalidateQueries({ queryKey: ["sources"] })
      onCreated(made)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== "") create.mutate()
  }
  return (
    <Dialog
      title={t("create")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={name.trim() === "" || create.isPending}>
            {t("create")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="stack" style={{ gap: 12 }}>
        <div className="field">
          <label htmlFor={`${form}-name`}>{t("name")}</label>
          <input
            id={`${form}-name`}
            className="input"
            value={name}
            maxLength={80}
            placeholder={t("nameHint")}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <fieldset className="choices">
          <legend className="small quiet">{t("kind")}</legend>
          {KINDS.map((one) => (
            <label key={one} className="choice">
              <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
              <span className="stack">
                <span className="medium">{t(`kind.${one}`)}</span>
                <span className="small quiet">{t(`kindText.${one}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <FormProblem error={create.error} />
      </form>
    </Dialog>
  )
}

export function NewKey({ source, onClose }: { source: SourceInfo; onClose: () => void }) {
  const t = usePhrases(sourcePhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const form = useId()
  const [name, setName] = useState(t("keyNameDefault"))
  const make = useMutation({
    mutationFn: () => api.sources.addKey(source.id, name.trim()),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["sources"] }),
    onError: toastFailure,
  })
  const secret = make.data?.secret
  return (
    <Dialog
      title={secret ? t("made") : t("newKey")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        secret ? (
          <Button look="primary" onClick={onClose}>
            {t("done")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{state("cancel")}</Button>
            <Button look="primary" type="submit" form={form} disabled={name.trim() === "" || make.isPending}>
              {t("newKey")}
            </Button>
          </>
        )
      }
    >
      {secret ? (
        <>
          <p className="waiting">{t("once")}</p>
          <div className="secret">
            <code data-secret>{secret}</code>
            <CopyButton text={secret} />
          </div>
          <h3 className="section-head" style={{ margin: "8px 0 0" }}>
            {t("connect")}
          </h3>
          <Snippets kind={source.kind} secret={secret} />
        </>
      ) : (
        <form
          id={form}
          className="field"
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() !== "") make.mutate()
          }}
        >
          <label htmlFor={`${form}-name`}>{t("keyName")}</label>
          <input
            id={`${form}-name`}
            className="input"
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.target.value)}
          />
        </form>
      )}
    </Dialog>
  )
}

export function RevokeKey({ held, onClose }: { held: KeyInfo; onClose: () => void }) {
  const t = usePhrases(sourcePhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => api.sources.removeKey(held.id),
    onSuccess: async () => {
      toast({ text: t("revoked", { name: held.name }) })
      onClose()
      await cache.invalidateQueries({ queryKey: ["sources"] })
    },
    onError: toastFailure,
  })
  return (
    <Dialog
      title={t("revokeTitle", { name: held.name })}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="danger" disabled={revoke.isPending} onClick={() => revoke.mutate()}>
            {t("revoke")}
          </Button>
        </>
      }
    >
      <p>{t("revokeText")}</p>
    </Dialog>
  )
}

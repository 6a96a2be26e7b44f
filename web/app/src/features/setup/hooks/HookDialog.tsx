// Making a webhook or changing one; its secret is shown once.

import type { Hook } from "@api/contract"
import { HOOK_EVENTS } from "@api/contract/programs"
import { hooks } from "@api/outward"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { toastFailure } from "../../../kit/useUndo"
import { Secret } from "../Secret"
import { Ticks } from "../Ticks"
import { hookPhrases } from "./phrases"

interface HookDialogProps {
  /** The webhook to be changed; a new one without it. */
  of?: Hook | undefined
  onClose: () => void
  onMade: (id: string) => void
}

const FIRST = ["person.created", "person.updated"]

export function HookDialog({ of: hook, onClose, onMade }: HookDialogProps) {
  const t = usePhrases(hookPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const form = useId()
  const [name, setName] = useState(hook?.name ?? "")
  const [url, setUrl] = useState(hook?.url ?? "")
  const [events, setEvents] = useState<string[]>(hook?.events ?? FIRST)
  const [asks, setAsks] = useState(false)
  const again = () => cache.invalidateQueries({ queryKey: ["hooks"] })
  const save = useMutation({
    mutationFn: () => {
      const wish = { name: name.trim(), url: url.trim(), events }
      return hook ? hooks.change(hook.id, wish) : hooks.create(wish)
    },
    onSuccess: async (made) => {
      await again()
      if (hook) onClose()
      else onMade(made.id)
    },
  })
  const renew = useMutation({
    mutationFn: (id: string) => hooks.newSecret(id),
    onSuccess: again,
    onError: toastFailure,
  })
  const shown = renew.data?.secret ?? save.data?.secret
  if (shown) {
    return (
      <Dialog
        title={t(hook ? "newSecret" : "made")}
        closeLabel={state("close")}
        onClose={onClose}
        foot={
          <Button look="primary" onClick={onClose}>
            {t("done")}
          </Button>
        }
      >
        <p>{t(hook ? "secretText" : "madeText")}</p>
        <Secret text={shown} label={t("copySecret")} />
      </Dialog>
    )
  }
  if (asks && hook) {
    return (
      <Dialog
        title={t("askSecret")}
        closeLabel={state("close")}
        onClose={() => setAsks(false)}
        foot={
          <>
            <Button onClick={() => setAsks(false)}>{state("cancel")}</Button>
            <Button look="primary" disabled={renew.isPending} onClick={() => renew.mutate(hook.id)}>
              {t("newSecret")}
            </Button>
          </>
        }
      >
        <p>{t("askSecretText")}</p>
      </Dialog>
    )
  }
  const ready = name.trim() !== "" && url.trim() !== "" && events.length > 0
  return (
    <Dialog
      title={hook ? t("change", { name: hook.name }) : t("make")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          {hook && (
            <Button className="hook-renew" onClick={() => setAsks(true)}>
              {t("newSecret")}
            </Button>
          )}
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={!ready || save.isPending}>
            {t(hook ? "save" : "make")}
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
          if (ready) save.mutate()
        }}
      >
        <div className="field">
          <label htmlFor={`${form}name`}>{t("name")}</label>
          <input
            id={`${form}name`}
            className="input"
            maxLength={80}
            autoComplete="off"
            placeholder={t("nameHint")}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`${form}url`}>{t("url")}</label>
          <input
            id={`${form}url`}
            className="input"
            type="url"
            maxLength={2000}
            autoComplete="off"
            spellCheck={false}
            placeholder="https://"
            aria-describedby={`${form}hint`}
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
          <span id={`${form}hint`} className="small quiet">
            {t("urlHint")}
          </span>
        </div>
        <Ticks
          legend={t("events")}
          choices={HOOK_EVENTS}
          label={(event) => t(`event.${event}`)}
          ticked={events}
          onTick={setEvents}
        />
        {hook && <p className="small quiet">{t("rights", { name: hook.user })}</p>}
        <FormProblem error={save.error} />
      </form>
    </Dialog>
  )
}

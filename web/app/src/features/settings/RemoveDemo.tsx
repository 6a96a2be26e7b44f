import { api } from "@api/client"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { useSession } from "../../kit/session"
import { toastFailure } from "../../kit/useUndo"
import { settingsPhrases } from "./phrases"

/** What cannot be undone is confirmed by writing the workspace's name. */
export function RemoveDemo({ onClose }: { onClose: () => void }) {
  const t = usePhrases(settingsPhrases)
  const state = usePhrases(statePhrases)
  const { workspace } = useSession()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const form = useId()
  const [typed, setTyped] = useState("")
  const remove = useMutation({
    mutationFn: api.demo.remove,
    onSuccess: async () => {
      toast({ text: t("removed") })
      onClose()
      await cache.invalidateQueries()
      await navigate({ to: "/" })
    },
    onError: toastFailure,
  })
  const ready = typed.trim() === workspace.name.trim()
  return (
    <Dialog
      title={t("removeTitle")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="danger" icon="trash" type="submit" form={form} disabled={!ready || remove.isPending}>
            {t(remove.isPending ? "removing" : "removeNow")}
          </Button>
        </>
      }
    >
      <p>{t("removeText")}</p>
      <form
        id={form}
        className="field"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) remove.mutate()
        }}
      >
        <label htmlFor={`${form}-word`}>{t("removeType", { word: workspace.name })}</label>
        <input
          id={`${form}-word`}
          className="input"
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </Dialog>
  )
}

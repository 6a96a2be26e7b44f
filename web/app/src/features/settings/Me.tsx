// My name, and who I am here.

import { api } from "@api/client"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { framePhrases } from "../../frame/phrases"
import { useSession } from "../../kit/session"
import { toastFailure } from "../../kit/useUndo"
import { settingsPhrases } from "./phrases"

export function Me() {
  const t = usePhrases(settingsPhrases)
  const state = usePhrases(statePhrases)
  const frame = usePhrases(framePhrases)
  const { user } = useSession()
  const cache = useQueryClient()
  const field = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const name = typed ?? user.name
  const save = useMutation({
    mutationFn: () => api.session.change({ name: name.trim() }),
    onSuccess: (session) => {
      cache.setQueryData(["session"], session)
      setTyped(null)
      toast({ text: t("nameSaved") })
      void cache.invalidateQueries({ queryKey: ["users"] })
    },
    onError: toastFailure,
  })
  const ready = name.trim() !== "" && name.trim() !== user.name
  return (
    <section>
      <h2>{t("me")}</h2>
      <div className="settings-body">
        <div className="row" style={{ gap: 12 }}>
          <Avatar id={user.id} initial={user.name.slice(0, 1)} size={48} />
          <span className="stack">
            <span className="strong">{user.name}</span>
            <span className="small quiet">
              {user.login} · {user.role_name ?? frame.maybe(`role.${user.role}`) ?? user.role}
            </span>
          </span>
        </div>
        <form
          className="field"
          onSubmit={(event) => {
            event.preventDefault()
            if (ready) save.mutate()
          }}
        >
          <label htmlFor={field}>{t("name")}</label>
          <div className="row">
            <input
              id={field}
              className="input"
              value={name}
              maxLength={80}
              autoComplete="name"
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => event.key === "Escape" && setTyped(null)}
            />
            <Button type="submit" disabled={!ready || save.isPending}>
              {state("save")}
            </Button>
          </div>
        </form>
      </div>
    </section>
  )
}

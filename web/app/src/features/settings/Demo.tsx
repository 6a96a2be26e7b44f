// The demo's data: live, and taken away.

import { api } from "@api/client"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Skeleton } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { Switch } from "../../kit/Switch"
import { useCan } from "../../kit/session"
import { toastFailure } from "../../kit/useUndo"
import { demoQuery } from "./demoQuery"
import { settingsPhrases } from "./phrases"
import { RemoveDemo } from "./RemoveDemo"

export function Demo() {
  const t = usePhrases(settingsPhrases)
  const cache = useQueryClient()
  const mayRemove = useCan("users")
  const demo = useQuery(demoQuery)
  const [removing, setRemoving] = useState(false)
  const label = useId()
  const turn = useMutation({
    mutationFn: (on: boolean) => api.demo.live(on),
    onSuccess: (now) => {
      cache.setQueryData(demoQuery.queryKey, now)
      toast({ text: t(now.live ? "liveOn" : "liveOff") })
    },
    onError: toastFailure,
  })
  const on = turn.isPending ? turn.variables : demo.data?.live === true
  return (
    <section id="demo">
      <h2>{t("demo")}</h2>
      <div className="settings-body">
        <p className="soft">{demo.data ? t("demoText", { n: demo.data.people }) : <Skeleton width="60%" />}</p>
        <div className="row switch-row">
          <span className="stack grow">
            <span id={label} className="medium">
              {t("live")}
            </span>
            <span className="small quiet">{t("liveText")}</span>
          </span>
          <Switch on={on} labelledBy={label} disabled={!demo.data || turn.isPending} onTurn={turn.mutate} />
        </div>
        <div className="row switch-row">
          <span className="stack grow">
            <span className="medium">{t("remove")}</span>
            <span className="small quiet">{mayRemove ? t("removeText") : t("adminOnly")}</span>
          </span>
          {mayRemove && (
            <Button look="danger" icon="trash" onClick={() => setRemoving(true)}>
              {t("removeNow")}
            </Button>
          )}
        </div>
      </div>
      {removing && <RemoveDemo onClose={() => setRemoving(false)} />}
    </section>
  )
}

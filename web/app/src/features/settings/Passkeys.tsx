// One's passkeys: made on this device, listed with their last use, taken off.

import { api, Failure } from "@api/client"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { definePhrases, usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { PasskeyForm } from "../../kit/factor/PasskeyForm"
import { canUsePasskeys } from "../../kit/factor/passkey"
import { toastFailure } from "../../kit/useUndo"

const passkeyListPhrases = definePhrases(
  {
    title: "通行密钥",
    why: "用指纹、面容或屏幕密码登录，不用输密码，也不怕钓鱼网站。",
    none: "这个浏览器不支持通行密钥。",
    add: "添加通行密钥",
    added: "已添加“{name}”",
    made: "{date} 添加",
    used: "最近用于 {ago}",
    unused: "还没用过",
    remove: "移除 {name}",
    removed: "已移除“{name}”",
    noHost: "要先由管理员填好“工作区的网址”（登录与安全）。",
  },
  {
    "zh-TW": {
      title: "通行密鑰",
      why: "用指紋、臉部或螢幕密碼登入，不用輸入密碼，也不怕釣魚網站。",
      none: "這個瀏覽器不支援通行密鑰。",
      add: "新增通行密鑰",
      added: "已新增「{name}」",
      made: "{date} 新增",
      used: "最近用於 {ago}",
      unused: "還沒用過",
      remove: "移除 {name}",
      removed: "已移除「{name}」",
      noHost: "要先由管理員填好「工作區的網址」（登入與安全）。",
    },
    en: {
      title: "Passkeys",
      why: "Sign in with a fingerprint, your face or the screen lock: no password to type, and nothing for a fake page to steal.",
      none: "This browser knows no passkeys.",
      add: "Add a passkey",
      added: "Added “{name}”",
      made: "Added {date}",
      used: "last used {ago}",
      unused: "not used yet",
      remove: "Remove {name}",
      removed: "Removed “{name}”",
      noHost: "An administrator has to fill in the address of the workspace first, under Sign-in.",
    },
  },
)

const KEY = ["passkeys"]

export function Passkeys() {
  const t = usePhrases(passkeyListPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const passkeys = useQuery({ queryKey: KEY, queryFn: api.passkeys.list })
  const [adding, setAdding] = useState(false)
  const [noHost, setNoHost] = useState(false)
  const remove = useMutation({
    mutationFn: (passkey: { id: string; name: string }) => api.passkeys.remove(passkey.id),
    onSuccess: (_, { name }) => {
      toast({ text: t("removed", { name }) })
      void cache.invalidateQueries({ queryKey: ["session"] })
      return cache.invalidateQueries({ queryKey: KEY })
    },
    onError: toastFailure,
  })
  return (
    <section id="passkeys">
      <h2>{t("title")}</h2>
      <div className="settings-body">
        <p className="soft">{canUsePasskeys() ? t("why") : t("none")}</p>
        {passkeys.isPending ? (
          <SkeletonRows rows={1} />
        ) : passkeys.isError ? (
          <Failed error={passkeys.error} retry={() => void passkeys.refetch()} />
        ) : (
          passkeys.data.length > 0 && (
            <ul>
              {passkeys.data.map((passkey) => (
                <li key={passkey.id} className="row session-row">
                  <span className="stack grow">
                    <span className="cut">{passkey.name}</span>
                    <span className="small quiet">
                      {[
                        t("made", { date: format.date(passkey.created_at) }),
                        passkey.last_used_at ? t("used", { ago: format.ago(passkey.last_used_at) }) : t("unused"),
                      ].join(" · ")}
                    </span>
                  </span>
                  <IconButton
                    icon="trash"
                    label={t("remove", { name: passkey.name })}
                    disabled={remove.isPending}
                    onClick={() => remove.mutate(passkey)}
                  />
                </li>
              ))}
            </ul>
          )
        )}
        {canUsePasskeys() && (
          <span>
            <Button onClick={() => setAdding(true)}>{t("add")}</Button>
          </span>
        )}
        {noHost && (
          <p className="small waiting" role="status">
            {t("noHost")}
          </p>
        )}
      </div>
      {adding && (
        <Dialog title={t("add")} closeLabel={state("close")} onClose={() => setAdding(false)}>
          <PasskeyForm
            onAdded={(name, list) => {
              cache.setQueryData(KEY, list)
              setAdding(false)
              toast({ text: t("added", { name }) })
              void cache.invalidateQueries({ queryKey: ["session"] })
            }}
            onFailed={(error) => {
              if (!(error instanceof Failure && error.problem.code === "no_host")) return
              setAdding(false)
              setNoHost(true)
            }}
          />
        </Dialog>
      )}
    </section>
  )
}

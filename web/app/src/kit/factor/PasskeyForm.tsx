// A name and the password, then the browser's own dialog: a new passkey.

import { Failure } from "@api/client"
import type { Passkey } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { definePhrases, usePhrases } from "@ui/phrases"
import { useId, useState } from "react"
import { addPasskey, wasCancelled } from "./passkey"

const passkeyPhrases = definePhrases(
  {
    name: "名称",
    hint: "例如：我的手机",
    password: "密码",
    passwordText: "确认是你本人。用单点登录、没有密码的，留空即可。",
    make: "创建",
    cancelled: "没有创建，浏览器那一步取消了。",
    known: "这台设备上已经有一个了。",
    failed: "没能创建：{reason}",
  },
  {
    "zh-TW": {
      name: "名稱",
      hint: "例如：我的手機",
      password: "密碼",
      passwordText: "確認是你本人。用單一登入、沒有密碼的，留空即可。",
      make: "建立",
      cancelled: "沒有建立，瀏覽器那一步取消了。",
      known: "這台裝置上已經有一個了。",
      failed: "沒能建立：{reason}",
    },
    en: {
      name: "Name",
      hint: "Such as: my phone",
      password: "Password",
      passwordText: "To be sure it is you. Leave it empty if you sign in through your company and have none.",
      make: "Make it",
      cancelled: "Nothing was made: the browser's step was cancelled.",
      known: "This device has one already.",
      failed: "It could not be made: {reason}",
    },
  },
)

interface PasskeyFormProps {
  onAdded: (name: string, list: Passkey[]) => void
  onFailed?: (error: Error) => void
}

export function PasskeyForm({ onAdded, onFailed }: PasskeyFormProps) {
  const t = usePhrases(passkeyPhrases)
  const id = useId()
  const [name, setName] = useState("")
  const [password, setPassword] = useState("")
  const add = useMutation({
    mutationFn: () => addPasskey(name.trim(), password),
    onSuccess: (list) => onAdded(name.trim(), list),
    onError: onFailed,
  })
  const problem = (error: Error) => {
    if (error instanceof Failure) return error.message
    if (error.name === "InvalidStateError") return t("known")
    return wasCancelled(error) ? t("cancelled") : t("failed", { reason: error.message })
  }
  return (
    <form
      className="stack"
      style={{ gap: 12 }}
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <div className="field">
        <label htmlFor={`${id}name`}>{t("name")}</label>
        <input
          id={`${id}name`}
          className="input"
          placeholder={t("hint")}
          maxLength={60}
          required
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}password`}>{t("password")}</label>
        <input
          id={`${id}password`}
          className="input"
          type="password"
          autoComplete="current-password"
          value={password}
          aria-describedby={`${id}text`}
          onChange={(event) => setPassword(event.target.value)}
        />
        <span id={`${id}text`} className="small quiet">
          {t("passwordText")}
        </span>
      </div>
      {add.error && (
        <p className="field-problem" role="alert">
          {problem(add.error)}
        </p>
      )}
      <Button look="primary" type="submit" disabled={add.isPending}>
        {t("make")}
      </Button>
    </form>
  )
}

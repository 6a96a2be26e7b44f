// One's second factor: on with an app, new recovery codes, off again by the password.

import { api, Failure } from "@api/client"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { definePhrases, usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FactorSetup } from "../../kit/factor/FactorSetup"
import { RecoveryCodes } from "../../kit/factor/RecoveryCodes"

const secondFactorPhrases = definePhrases(
  {
    title: "两步验证",
    why: "登录时除了密码，还要输入手机验证器上的验证码。密码泄露了，别人也进不来。",
    turnOn: "开启两步验证",
    on: "已开启",
    since: "{date} 起",
    left: "还剩 {n} 个恢复码",
    few: "恢复码快用完了，换一组新的。",
    demanded: "工作区要求每个人都开启。",
    newCodes: "换一组恢复码",
    turnOff: "关闭",
    turnedOn: "两步验证已开启，其他设备要重新登录",
    turnedOff: "两步验证已关闭",
    confirmOff: "关闭两步验证",
    confirmOffText: "关闭后只凭密码就能登录。要关闭，请输入密码。",
    confirmCodes: "旧的恢复码随即作废。请输入密码。",
    password: "密码",
    go: "继续",
  },
  {
    "zh-TW": {
      title: "兩步驟驗證",
      why: "登入時除了密碼，還要輸入手機驗證器上的驗證碼。密碼外洩了，別人也進不來。",
      turnOn: "開啟兩步驟驗證",
      on: "已開啟",
      since: "{date} 起",
      left: "還剩 {n} 個備用碼",
      few: "備用碼快用完了，換一組新的。",
      demanded: "工作區要求每個人都開啟。",
      newCodes: "換一組備用碼",
      turnOff: "關閉",
      turnedOn: "兩步驟驗證已開啟，其他裝置要重新登入",
      turnedOff: "兩步驟驗證已關閉",
      confirmOff: "關閉兩步驟驗證",
      confirmOffText: "關閉後只憑密碼就能登入。要關閉，請輸入密碼。",
      confirmCodes: "舊的備用碼隨即作廢。請輸入密碼。",
      password: "密碼",
      go: "繼續",
    },
    en: {
      title: "Two-step sign-in",
      why: "Besides your password, signing in asks for a code from your phone. A password that leaked opens nothing.",
      turnOn: "Turn on two-step sign-in",
      on: "On",
      since: "since {date}",
      left: "{n} recovery {n#code|codes} left",
      few: "Few recovery codes are left; make new ones.",
      demanded: "Your workspace asks everyone for it.",
      newCodes: "New recovery codes",
      turnOff: "Turn off",
      turnedOn: "Two-step sign-in is on; other devices have to sign in again",
      turnedOff: "Two-step sign-in is off",
      confirmOff: "Turn two-step sign-in off",
      confirmOffText: "Your password alone will open the account. To turn it off, enter the password.",
      confirmCodes: "The codes of before stop working at once. Enter your password.",
      password: "Password",
      go: "Continue",
    },
  },
)

const KEY = ["factor"]
const FEW = 3

export function SecondFactor() {
  const t = usePhrases(secondFactorPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const factor = useQuery({ queryKey: KEY, queryFn: api.factor.get })
  const [open, setOpen] = useState<"setup" | "off" | "codes" | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const close = () => {
    setOpen(null)
    setCodes(null)
    void cache.invalidateQueries({ queryKey: KEY, exact: true })
    void cache.invalidateQueries({ queryKey: ["sessions"] })
  }
  const now = factor.data
  return (
    <section id="second-factor">
      <h2>{t("title")}</h2>
      <div className="settings-body">
        {factor.isPending ? (
          <SkeletonRows rows={2} />
        ) : factor.isError ? (
          <Failed error={factor.error} retry={() => void factor.refetch()} />
        ) : now?.on ? (
          <>
            <p className="row is-wrap">
              <span className="tag is-good">{t("on")}</span>
              {now.since && <span className="small quiet">{t("since", { date: format.date(now.since) })}</span>}
              <span className={now.recovery_codes_left < FEW ? "small waiting" : "small quiet"}>
                {t("left", { n: now.recovery_codes_left })}
              </span>
            </p>
            {now.recovery_codes_left < FEW && <p className="small waiting">{t("few")}</p>}
            <span className="row is-wrap">
              <Button onClick={() => setOpen("codes")}>{t("newCodes")}</Button>
              <Button onClick={() => setOpen("off")}>{t("turnOff")}</Button>
            </span>
          </>
        ) : (
          <>
            <p className="soft">{t("why")}</p>
            <span>
              <Button onClick={() => setOpen("setup")}>{t("turnOn")}</Button>
            </span>
          </>
        )}
        {now?.demanded && <p className="small quiet">{t("demanded")}</p>}
      </div>
      {open === "setup" && (
        <Dialog title={t("title")} closeLabel={state("close")} onClose={close}>
          <FactorSetup
            onDone={() => {
              close()
              toast({ text: t("turnedOn") })
            }}
          />
        </Dialog>
      )}
      {open === "off" && (
        <WithPassword
          title={t("confirmOff")}
          text={t("confirmOffText")}
          run={api.factor.off}
          onClose={close}
          onDone={() => {
            close()
            toast({ text: t("turnedOff") })
          }}
        />
      )}
      {open === "codes" &&
        (codes ? (
          <Dialog title={t("newCodes")} closeLabel={state("close")} onClose={close}>
            <RecoveryCodes codes={codes} onKept={close} />
          </Dialog>
        ) : (
          <WithPassword
            title={t("newCodes")}
            text={t("confirmCodes")}
            run={api.factor.renewCodes}
            onClose={close}
            onDone={(made) => setCodes(made.recovery_codes)}
          />
        ))}
    </section>
  )
}

interface WithPasswordProps<T> {
  title: string
  text: string
  run: (password: string) => Promise<T>
  onClose: () => void
  onDone: (result: T) => void
}

/** Something that the password has to be given for once more. */
function WithPassword<T>({ title, text, run, onClose, onDone }: WithPasswordProps<T>) {
  const t = usePhrases(secondFactorPhrases)
  const state = usePhrases(statePhrases)
  const id = useId()
  const [password, setPassword] = useState("")
  const go = useMutation({ mutationFn: () => run(password), onSuccess: onDone })
  const problem = go.error instanceof Failure ? go.error.message : go.error && String(go.error)
  return (
    <Dialog
      title={title}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={`${id}form`} disabled={password === "" || go.isPending}>
            {t("go")}
          </Button>
        </>
      }
    >
      <form
        id={`${id}form`}
        className="stack"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          go.mutate()
        }}
      >
        <p className="soft">{text}</p>
        <div className="field">
          <label htmlFor={id}>{t("password")}</label>
          <input
            id={id}
            className="input"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            aria-invalid={go.isError}
            aria-describedby={problem ? `${id}-problem` : undefined}
            onChange={(event) => setPassword(event.target.value)}
          />
          {problem && (
            <span id={`${id}-problem`} className="field-problem" role="alert">
              {problem}
            </span>
          )}
        </div>
      </form>
    </Dialog>
  )
}

// Where a workspace demands a second factor: whoever has none sets one up here, and is in.

import "./session.css"
import { api } from "@api/client"
import { useQueryClient } from "@tanstack/react-query"
import { useRouter } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { Mark } from "../../frame/Mark"
import { framePhrases } from "../../frame/phrases"
import { FactorSetup } from "../../kit/factor/FactorSetup"
import { PasskeyForm } from "../../kit/factor/PasskeyForm"
import { canUsePasskeys } from "../../kit/factor/passkey"
import { sessionPhrases } from "./phrases"

export function SecondFactorPage() {
  const t = usePhrases(sessionPhrases)
  const frame = usePhrases(framePhrases)
  const router = useRouter()
  const cache = useQueryClient()
  const [way, setWay] = useState<"app" | "passkey">("app")
  const go = (to: string) => {
    cache.clear()
    router.history.push(to)
  }
  return (
    <main className="sign-in">
      <title>{`${t("owedTitle")} · ${frame("product")}`}</title>
      <div className="sign-in-card">
        <div className="sign-in-brand">
          <Mark />
          <h1>{t("owedTitle")}</h1>
          <p className="soft">{t("owedText")}</p>
        </div>
        <div className="card sign-in-form">
          {way === "app" ? <FactorSetup onDone={() => go("/")} /> : <PasskeyForm onAdded={() => go("/")} />}
        </div>
        {canUsePasskeys() && (
          <button type="button" className="link sign-in-back" onClick={() => setWay(way === "app" ? "passkey" : "app")}>
            {t(way === "app" ? "owedPasskey" : "owedApp")}
          </button>
        )}
        <button
          type="button"
          className="link sign-in-back"
          onClick={() => void api.session.close().then(() => go("/sign-in"))}
        >
          {t("signOut")}
        </button>
      </div>
    </main>
  )
}

// What customers are worth: whether and how it is reckoned, the classes, and how well the model did.

import "./worth.css"
import { api } from "@api/client"
import { usePhrases } from "@ui/phrases"
import { JobPage } from "../JobPage"
import { Check } from "./Check"
import { Classes } from "./Classes"
import { worthSetupPhrases } from "./phrases"
import { WORTH, WorthForm } from "./WorthForm"

export function WorthPage() {
  const t = usePhrases(worthSetupPhrases)
  return (
    <JobPage title={t("title")} queryKey={WORTH} read={api.worth.get} height={52}>
      {(held, busy) => (
        <>
          <WorthForm of={held} busy={busy} />
          {held.on && held.model && <Classes classes={held.classes} />}
          <Check of={held} />
          <section>
            <h2 className="section-head">{t("method")}</h2>
            <ol className="worth-method">
              {(["method1", "method2", "method3", "method4"] as const).map((one) => (
                <li key={one}>{t(one)}</li>
              ))}
            </ol>
          </section>
        </>
      )}
    </JobPage>
  )
}

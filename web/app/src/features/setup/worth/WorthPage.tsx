// What customers are worth: whether and how it is reckoned, the classes, and how well the model did.

import "../setup.css"
import "./worth.css"
import { api } from "@api/client"
import type { Worth } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { Failed, Forbidden, SkeletonRows } from "@ui/States"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { SetupTabs } from "../SetupTabs"
import { Check } from "./Check"
import { Classes } from "./Classes"
import { worthSetupPhrases } from "./phrases"
import { WORTH, WorthForm } from "./WorthForm"

const isBusy = (now: Worth | undefined) => ["waiting", "running"].includes(now?.progress?.state ?? "")

export function WorthPage() {
  const t = usePhrases(worthSetupPhrases)
  const may = useCan("users")
  const held = useQuery({
    queryKey: WORTH,
    queryFn: api.worth.get,
    enabled: may,
    refetchInterval: (query) => (isBusy(query.state.data) ? 1000 : false),
  })
  if (!may) return <Forbidden permission="users" />
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="setup scroll" tabIndex={0}>
        {held.isPending ? (
          <SkeletonRows rows={6} height={52} />
        ) : held.isError ? (
          <Failed error={held.error} retry={() => void held.refetch()} />
        ) : (
          <>
            <WorthForm of={held.data} busy={isBusy(held.data)} />
            {held.data.on && held.data.model && <Classes classes={held.data.classes} />}
            <Check of={held.data} />
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
      </div>
    </div>
  )
}

// The ledger of erasures: when, why and how much; nobody's name.

import type { Erasure } from "@api/contract"
import { privacy } from "@api/privacy"
import { useQuery } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { privacyPersonPhrases } from "../../person/privacyPhrases"
import { privacyPhrases } from "./phrases"

const isBusy = (list: Erasure[] | undefined) => list?.some((one) => one.state === "sweeping") ?? false

export function Erasures() {
  const t = usePhrases(privacyPhrases)
  const plan = usePhrases(privacyPersonPhrases)
  const format = useFormat()
  const list = useQuery({
    queryKey: ["privacy", "erasures"],
    queryFn: privacy.erasures,
    refetchInterval: (query) => (isBusy(query.state.data) ? 1000 : false),
  })
  if (list.isPending) return <SkeletonRows rows={4} height={60} />
  if (list.isError) return <Failed error={list.error} retry={() => void list.refetch()} />
  if (list.data.length === 0) return <Empty title={t("noErasures")} text={t("noErasuresText")} drawing="paper" />
  return (
    <section>
      <p className="small quiet setup-text">{t("erasuresText")}</p>
      <ul className="setup-list">
        {list.data.map((one) => (
          <li key={one.id} className="setup-row privacy-row">
            <div className="setup-open">
              <span className="row">
                <span className="medium">{t(`cause.${one.cause}`)}</span>
                <span className="small quiet">
                  {format.shortDate(one.at)} {format.time(one.at)} {one.by?.name}
                </span>
                {one.state === "sweeping" && <span className="tag is-waiting">{t("sweeping")}</span>}
              </span>
              <span className="small quiet erasure-counts">
                {Object.entries(one.counts)
                  .filter(([, n]) => n > 0)
                  .map(([what, n]) => (
                    <span key={what}>
                      {plan.maybe(`what.${what}`) ?? what} {format.number(n)}
                    </span>
                  ))}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

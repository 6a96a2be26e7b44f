// A rule as one sentence: which leads, to whom, and who else must hold.

import type { AssignRuleWish, AssignTo, Named } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { FilterSaid } from "../../../kit/list/FilterSaid"
import { usersQuery } from "../../../kit/queries"
import { leadSetupPhrases } from "./phrases"
import { teamsQuery, usePools } from "./queries"
import { useWeekWords } from "./useWeekWords"

/** Names of whoever a target names: what the server said of a saved rule, else what is known here. */
function useNames(named: Named[]): (id: string) => string {
  const users = useQuery(usersQuery).data ?? []
  const teams = useQuery(teamsQuery).data ?? []
  const pools = usePools()
  return (id) => [...users, ...teams, ...pools, ...named].find((one) => one.id === id)?.name ?? id
}

function useTargetWords(named: Named[]) {
  const t = usePhrases(leadSetupPhrases)
  const format = useFormat()
  const nameOf = useNames(named)
  return (to: AssignTo) => {
    if (to.kind === "keeper") return t("to.keeper")
    if (to.kind === "territory") return t(to.by === "turn" ? "to.territory.turn" : "to.territory.load")
    if (to.kind === "pool")
      return to.pool === "" ? t("to.nobody") : t.rich("to.pool", { pool: <b key="pool">{nameOf(to.pool)}</b> })
    const who = [...to.teams, ...to.users]
    if (who.length === 0) return t("to.nobody")
    const one = to.teams.length === 0 && who.length === 1
    const names = <b key="who">{format.list(who.map(nameOf))}</b>
    return t.rich(one ? "to.one" : to.by === "turn" ? "to.turn" : "to.load", { who: names })
  }
}

export function RuleSays({ rule, named }: { rule: AssignRuleWish; named: Named[] }) {
  const t = usePhrases(leadSetupPhrases)
  const target = useTargetWords(named)
  const week = useWeekWords()
  const demands = [
    rule.language && t("speaks"),
    rule.hours && t("onDuty"),
    rule.when && rule.when.days.length > 0 && week(rule.when),
  ].filter((one) => typeof one === "string")
  return (
    <span className="rule-says">
      {rule.filter.trim() === "" ? (
        <span className="said">{t("all")}</span>
      ) : (
        <>
          <span className="said-and">{t("if")} </span>
          <FilterSaid object="lead" filter={rule.filter} />
        </>
      )}
      <span className="rule-arrow" aria-hidden="true">
        {" → "}
      </span>
      <span className="rule-target">{target(rule.to)}</span>
      {demands.map((one) => (
        <span key={one} className="rule-demand">
          {"\u00a0· "}
          <span>{one}</span>
        </span>
      ))}
    </span>
  )
}

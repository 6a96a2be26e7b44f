// On a phone: a card for all together, one for each team and each colleague, with the main figures.

import type { PerformanceRow } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { useLocale, usePhrases } from "@ui/phrases"
import { Fragment, useId } from "react"
import { Figure } from "./Figure"
import { FIGURES, groupsOf, nextSort, readSort } from "./figures"
import { performancePhrases } from "./phrases"
import { type RowsProps, WhyButton } from "./Table"

export function Cards({ of, columns, sort, openWhy, onSort, onWhy }: RowsProps) {
  const t = usePhrases(performancePhrases)
  const locale = useLocale()
  const id = useId()
  const card = (row: PerformanceRow, key: string, name: string, initial?: string) => (
    <section key={key} className="card perf-card" aria-label={name}>
      <div className="row perf-card-head">
        {initial !== undefined && <Avatar id={key} initial={initial} size={24} />}
        <span className="strong cut grow">{name}</span>
        <WhyButton on={openWhy === key} name={name} onPress={() => onWhy(key)} />
      </div>
      <dl>
        {columns.map((figure) => (
          <div key={figure}>
            <dt className="tiny quiet">{t(`figure.${figure}`)}</dt>
            <dd>
              <Figure row={row} figure={figure} name={name} currency={of.currency} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
  return (
    <>
      <div className="row perf-sort">
        <label htmlFor={id} className="small quiet nowrap">
          {t("sortBy")}
        </label>
        <select
          id={id}
          className="input"
          value={sort.key}
          onChange={(event) => onSort(nextSort({ key: "who", down: true }, readSort(event.target.value).key))}
        >
          {(["who", ...FIGURES] as const).map((key) => (
            <option key={key} value={key}>
              {key === "who" ? t("who") : t(`figure.${key}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="perf-cards">
        {card(of.all, "all", t("all"))}
        {groupsOf(of, sort, locale).map(({ team, people }) => (
          <Fragment key={team?.who?.id ?? ""}>
            {of.teams.length > 0 && (
              <div className="row perf-card-team">
                <h2 className="section-head">{team?.who?.name ?? t("noTeam")}</h2>
                {team?.who && (
                  <WhyButton on={openWhy === team.who.id} name={team.who.name} onPress={() => onWhy(team.who?.id)} />
                )}
              </div>
            )}
            {people.map((row) => {
              const { id: key = "", name = "", initial } = row.who ?? {}
              return card(row, key, name, initial ?? name.slice(0, 1))
            })}
          </Fragment>
        ))}
      </div>
    </>
  )
}

// Colleagues under their teams, a figure to a column; the teams and all of them together have the same figures.

import type { Performance, PerformanceFigure, PerformanceRow } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { Icon } from "@ui/Icon"
import { useLocale, usePhrases } from "@ui/phrases"
import { Fragment, type ReactNode } from "react"
import { Figure } from "./Figure"
import { type Group, groupsOf, nextSort, type Sort } from "./figures"
import { performancePhrases } from "./phrases"

export interface RowsProps {
  of: Performance
  columns: readonly PerformanceFigure[]
  sort: Sort
  /** Whose reasons are open: an id, or "all". */
  openWhy: string | undefined
  onSort: (sort: string) => void
  onWhy: (of: string | undefined) => void
}

export function Table({ of, columns, sort, openWhy, onSort, onWhy }: RowsProps) {
  const t = usePhrases(performancePhrases)
  const locale = useLocale()
  const groups = groupsOf(of, sort, locale)
  const heads = of.teams.length > 0
  const head = (key: Sort["key"]) => (
    <th
      key={key}
      scope="col"
      className={key === "who" ? "perf-who" : "figure"}
      aria-sort={sort.key === key ? (sort.down ? "descending" : "ascending") : undefined}
      title={key === "who" ? undefined : t(`about.${key}`)}
    >
      <button type="button" className="perf-head" onClick={() => onSort(nextSort(sort, key))}>
        {key === "who" ? t("who") : t(`figure.${key}`)}
        {sort.key === key && <Icon name={sort.down ? "arrowDown" : "arrowUp"} size={12} />}
      </button>
    </th>
  )
  const cells = (row: PerformanceRow, name: string) =>
    columns.map((figure) => (
      <td key={figure} className="figure">
        <Figure row={row} figure={figure} name={name} currency={of.currency} />
      </td>
    ))
  const why = (id: string, name: string) => (
    <WhyButton on={openWhy === id} name={name} onPress={() => onWhy(openWhy === id ? undefined : id)} />
  )
  const line = (row: PerformanceRow, depth: number) => {
    const { id = "", name = "", initial } = row.who ?? {}
    return (
      <tr key={id} className={openWhy === id ? "is-open" : undefined}>
        <th scope="row" className="perf-who" style={{ paddingLeft: heads ? 24 + depth * 16 : 8 }}>
          <span className="row">
            <Avatar id={id} initial={initial ?? name.slice(0, 1)} size={24} />
            <span className="cut grow">{name}</span>
            {why(id, name)}
          </span>
        </th>
        {cells(row, name)}
      </tr>
    )
  }
  return (
    <table className="perf-table">
      <thead>
        <tr>
          {head("who")}
          {columns.map(head)}
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <Fragment key={group.team?.who?.id ?? ""}>
            {heads && <TeamLine group={group} columns={columns.length} cells={cells} why={why} open={openWhy} />}
            {group.people.map((row) => line(row, group.depth))}
          </Fragment>
        ))}
      </tbody>
      <tfoot>
        <tr className={openWhy === "all" ? "is-open" : undefined}>
          <th scope="row" className="perf-who">
            <span className="row">
              <span className="grow">{t("all")}</span>
              {why("all", t("everybody"))}
            </span>
          </th>
          {cells(of.all, t("everybody"))}
        </tr>
      </tfoot>
    </table>
  )
}

interface TeamLineProps {
  group: Group
  columns: number
  cells: (row: PerformanceRow, name: string) => ReactNode
  why: (id: string, name: string) => ReactNode
  open: string | undefined
}

function TeamLine({ group: { team, depth }, columns, cells, why, open }: TeamLineProps) {
  const t = usePhrases(performancePhrases)
  const { id = "", name = "" } = team?.who ?? {}
  return (
    <tr className={open === id && id !== "" ? "perf-team is-open" : "perf-team"}>
      <th scope="row" className="perf-who" style={{ paddingLeft: 8 + depth * 16 }}>
        <span className="row">
          <span className="cut grow">{team ? name : t("noTeam")}</span>
          {team && why(id, name)}
        </span>
      </th>
      {team ? cells(team, name) : <td colSpan={columns} />}
    </tr>
  )
}

export function WhyButton({ on, name, onPress }: { on: boolean; name: string; onPress: () => void }) {
  const t = usePhrases(performancePhrases)
  return (
    <button type="button" className="why" aria-expanded={on} aria-label={t("whyOf", { who: name })} onClick={onPress}>
      {t("why")}
    </button>
  )
}

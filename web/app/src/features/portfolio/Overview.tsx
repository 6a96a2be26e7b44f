// The figures of everybody in reach, and by colleague: a table at a desk, cards on a phone. Every figure opens its list.

import type { Portfolio, PortfolioRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { useLocale, usePhrases } from "@ui/phrases"
import { type ReactNode, useId } from "react"
import { usePhone } from "../../kit/usePhone"
import { behind, type Figure, type Whose } from "./lists"
import { portfolioPhrases } from "./phrases"
import { change, FIGURES, nextSort, readSort, type Sort, sorted, together } from "./sorting"

interface OverviewProps {
  portfolio: Portfolio
  sort: string | undefined
  onSort: (sort: string) => void
}

export function Overview({ portfolio, sort: asked, onSort }: OverviewProps) {
  const t = usePhrases(portfolioPhrases)
  const phone = usePhone()
  const locale = useLocale()
  const sort = readSort(asked)
  const rows = sorted(
    portfolio.rows.filter((row) => row.people > 0 || row.owner),
    sort,
    locale,
  )
  return (
    <>
      <Top portfolio={portfolio} />
      <section aria-label={t("byOwner")}>
        {phone ? (
          <Cards portfolio={portfolio} rows={rows} sort={sort} onSort={onSort} />
        ) : (
          <Table portfolio={portfolio} rows={rows} sort={sort} onSort={onSort} />
        )}
      </section>
      <p className="small quiet portfolio-foot">{t("otherCurrency", { currency: portfolio.currency })}</p>
    </>
  )
}

/** One figure as it is written, as the way to its list. */
function useFigures(portfolio: Portfolio) {
  const t = usePhrases(portfolioPhrases)
  const format = useFormat()
  const text = (row: PortfolioRow, figure: Figure) =>
    figure === "amount" || figure === "worth" || figure === "at_risk"
      ? format.money(row[figure], portfolio.currency, true)
      : format.number(row[figure])
  const nameOf = (whose: Exclude<Whose, "all">) => whose?.name ?? t("nobody")
  const open = (figure: Figure, whose: Whose, children: ReactNode, className = "portfolio-figure") => (
    <Link {...behind(figure, whose, portfolio)} className={className}>
      {whose !== "all" && (
        <span className="hidden-visually">{t("ofWhom", { what: t(figure), who: nameOf(whose) })}</span>
      )}
      {children}
    </Link>
  )
  return { text, open }
}

function Change({ row }: { row: PortfolioRow }) {
  const format = useFormat()
  const by = change(row)
  if (by === null) return null
  const percent = Math.round(Math.abs(by) * 100)
  const look = percent === 0 ? "quiet" : by > 0 ? "good" : "bad"
  return (
    <span className={`small nowrap ${look}`}>
      {percent === 0 ? "±" : by > 0 ? "+" : "−"}
      {format.number(percent)}%
    </span>
  )
}

function Top({ portfolio }: { portfolio: Portfolio }) {
  const t = usePhrases(portfolioPhrases)
  const { text, open } = useFigures(portfolio)
  const all = together(portfolio.rows)
  const unowned = portfolio.rows.find((row) => !row.owner)?.people ?? 0
  const under: Partial<Record<Figure, ReactNode>> = {
    people: unowned > 0 ? t("unowned", { n: unowned }) : t("allOwned"),
    amount: (
      <>
        {t("inOrders", { n: all.orders })} · <Change row={all} />{" "}
        {change(all) === null ? t("noBefore") : t("before", { n: portfolio.days })}
      </>
    ),
    silent: t("ofBuyers", { n: portfolio.days }),
    worth: t("within", { n: portfolio.months }),
    at_risk: t("riskOf", { n: all.at_risk_people }),
    needs: t("guessed"),
  }
  const shown: Figure[] = ["people", "amount", "silent", "worth", "at_risk", "needs"]
  return (
    <div className="portfolio-top">
      {shown.map((figure) => (
        <div key={figure} className={`portfolio-tile is-${figure}`}>
          {open(
            figure,
            "all",
            <>
              <span className="small quiet">{t(figure)}</span>
              <b className={figure === "at_risk" && all.at_risk_people > 0 ? "waiting" : undefined}>
                {text(all, figure)}
              </b>
              <span className="small quiet">{under[figure]}</span>
            </>,
            "portfolio-open",
          )}
        </div>
      ))}
    </div>
  )
}

interface RowsProps {
  portfolio: Portfolio
  rows: PortfolioRow[]
  sort: Sort
  onSort: (sort: string) => void
}

function Who({ row }: { row: PortfolioRow }) {
  const t = usePhrases(portfolioPhrases)
  if (!row.owner) return <span className="quiet">{t("nobody")}</span>
  return (
    <span className="row">
      <Avatar id={row.owner.id} initial={row.owner.name.slice(0, 1)} />
      <span className="cut">{row.owner.name}</span>
    </span>
  )
}

function Table({ portfolio, rows, sort, onSort }: RowsProps) {
  const t = usePhrases(portfolioPhrases)
  const { text, open } = useFigures(portfolio)
  const most = Math.max(1, ...rows.map((row) => Number(row.amount)))
  const head = (key: Sort["key"]) => (
    <th
      key={key}
      scope="col"
      className={key === "owner" ? undefined : "figure"}
      aria-sort={sort.key === key ? (sort.down ? "descending" : "ascending") : undefined}
      title={
        key === "owner" ? undefined : key === "worth" ? t("about.worth", { n: portfolio.months }) : t(`about.${key}`)
      }
    >
      <button type="button" className="portfolio-head" onClick={() => onSort(nextSort(sort, key))}>
        {t(key)}
        {sort.key === key && <Icon name={sort.down ? "arrowDown" : "arrowUp"} size={12} />}
      </button>
    </th>
  )
  return (
    <div className="portfolio-table">
      <table>
        <thead>
          <tr>
            {head("owner")}
            {FIGURES.map(head)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.owner?.id ?? ""}>
              <th scope="row">
                <Who row={row} />
              </th>
              {FIGURES.map((figure) => (
                <td key={figure} className="figure">
                  {open(
                    figure,
                    row.owner,
                    <>
                      {text(row, figure)}
                      {figure === "amount" && <Change row={row} />}
                      {figure === "silent" && row.silent > 0 && <Share of={row.silent} all={row.people} />}
                      {figure === "at_risk" && row.at_risk_people > 0 && (
                        <Share of={Number(row.at_risk)} all={Number(row.worth)} />
                      )}
                    </>,
                  )}
                  {figure === "amount" && (
                    <span className="portfolio-bar-line" aria-hidden="true">
                      <span style={{ width: `${(Number(row.amount) / most) * 100}%` }} />
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Share({ of, all }: { of: number; all: number }) {
  if (all <= 0) return null
  return <span className="small quiet">{Math.round((of / all) * 100)}%</span>
}

function Cards({ portfolio, rows, sort, onSort }: RowsProps) {
  const t = usePhrases(portfolioPhrases)
  const id = useId()
  const { text, open } = useFigures(portfolio)
  return (
    <>
      <div className="row portfolio-sort">
        <label htmlFor={id} className="small quiet">
          {t("sortBy")}
        </label>
        <select
          id={id}
          className="input"
          value={sort.key}
          onChange={(event) => onSort(nextSort({ key: "owner", down: true }, readSort(event.target.value).key))}
        >
          {(["owner", ...FIGURES] as const).map((key) => (
            <option key={key} value={key}>
              {t(key)}
            </option>
          ))}
        </select>
      </div>
      <ul className="portfolio-cards">
        {rows.map((row) => (
          <li key={row.owner?.id ?? ""} className="card">
            <div className="strong portfolio-who">
              <Who row={row} />
            </div>
            <dl>
              {FIGURES.map((figure) => (
                <div key={figure}>
                  <dt className="small quiet">{t(figure)}</dt>
                  <dd>
                    {open(
                      figure,
                      row.owner,
                      <>
                        {text(row, figure)} {figure === "amount" && <Change row={row} />}
                      </>,
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  )
}

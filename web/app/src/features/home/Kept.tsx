// Without a connection: the people this device keeps, those opened last first.

import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { displayPhone } from "../../kit/contact"
import { findKept } from "../../kit/device/reading"
import { homePhrases } from "./phrases"

const SHOWN = 20

export function Kept() {
  const t = usePhrases(homePhrases)
  const rows = useQuery({ queryKey: ["device", "found"], queryFn: () => findKept(""), staleTime: 0 }).data
  if (!rows) return null
  return (
    <section className="card home-card">
      <h3 className="section-head">
        <span className="grow">{t("kept")}</span>
        {rows.length > SHOWN && (
          <Link to="/people" className="link small end">
            {t("all", { n: rows.length })}
          </Link>
        )}
      </h3>
      <ul>
        {rows.slice(0, SHOWN).map((row) => (
          <li key={row.id}>
            <Link to="/people/$id" params={{ id: row.id }} className="home-line">
              <Avatar id={row.id} initial={row.initial} size={28} />
              <span className="stack grow">
                <span className="medium cut">{row.name}</span>
                <span className="small quiet cut">
                  {[row.city, row.phone ? displayPhone(row.phone) : row.email].filter(Boolean).join(" · ")}
                </span>
              </span>
              <Icon name="right" size={14} />
            </Link>
          </li>
        ))}
        {rows.length === 0 && <li className="quiet home-line">{t("keptNone")}</li>}
      </ul>
    </section>
  )
}

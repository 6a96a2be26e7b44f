// Ways to what is set elsewhere.

import { Link } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { useSession } from "../../kit/session"
import { settingsPhrases } from "./phrases"

export function More() {
  const t = usePhrases(settingsPhrases)
  const { can } = useSession()
  const links = [
    { to: "/sources", label: t("toSources"), may: can.sources },
    { to: "/ingest", label: t("toIngest"), may: can.ingest },
  ] as const
  const open = links.filter((link) => link.may)
  if (open.length === 0) return null
  return (
    <section>
      <h2>{t("more")}</h2>
      <div className="settings-body row is-wrap">
        {open.map((link) => (
          <Link key={link.to} to={link.to} className="button">
            {link.label}
          </Link>
        ))}
      </div>
    </section>
  )
}

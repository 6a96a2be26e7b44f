import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { useSession } from "../../kit/session"
import { demoQuery } from "./demoQuery"
import { settingsPhrases } from "./phrases"

/** Says in the frame that what arrives now is acted by the demo; leads to where it is switched off. */
export function LivePill() {
  const t = usePhrases(settingsPhrases)
  const { demo } = useSession()
  const state = useQuery({ ...demoQuery, enabled: demo }).data
  if (!demo || !state?.live) return null
  return (
    <Link to="/settings" hash="demo" activeOptions={{ includeHash: true }} className="nav-item small">
      <span className="live-dot" />
      <span>{t("livePill")}</span>
    </Link>
  )
}

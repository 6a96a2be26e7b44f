// What the workspace is called, and where it is.

import { useLocale, usePhrases } from "@ui/phrases"
import { useSession } from "../../kit/session"
import { settingsPhrases } from "./phrases"

function zoneName(locale: string, zone: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "long" }).formatToParts(new Date())
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone
}

export function Workspace() {
  const t = usePhrases(settingsPhrases)
  const locale = useLocale()
  const { workspace } = useSession()
  const name = (type: "currency" | "region", code: string) => new Intl.DisplayNames([locale], { type }).of(code) ?? code
  return (
    <section>
      <h2>{t("workspace")}</h2>
      <dl className="settings-body settings-facts">
        <dt>{t("workspaceName")}</dt>
        <dd>{workspace.name}</dd>
        <dt>{t("zone")}</dt>
        <dd>
          {zoneName(locale, workspace.zone)} <span className="quiet">{workspace.zone}</span>
        </dd>
        <dt>{t("currency")}</dt>
        <dd>
          {name("currency", workspace.currency)} <span className="quiet">{workspace.currency}</span>
        </dd>
        <dt>{t("country")}</dt>
        <dd>{name("region", workspace.country)}</dd>
      </dl>
    </section>
  )
}

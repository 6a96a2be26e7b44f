// How much each role may give off by itself.

import { api } from "@api/client"
import { useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { framePhrases } from "../../../frame/phrases"
import { useCan } from "../../../kit/session"
import { quoteSetupPhrases } from "./phrases"

/** Roles of the house, for whoever sets up quotes and may not see the roles of the workspace. */
const HOUSE = ["admin", "manager", "team_lead", "sales", "service", "marketing"]

interface LimitsProps {
  /** By role; empty or missing for no limit. */
  limits: Record<string, string>
  wrong: string[]
  onLimits: (limits: Record<string, string>) => void
}

export function Limits({ limits, wrong, onLimits }: LimitsProps) {
  const t = usePhrases(quoteSetupPhrases)
  const frame = usePhrases(framePhrases)
  const known = useQuery({ queryKey: ["roles"], queryFn: api.roles.list, enabled: useCan("users") }).data
  const keys = [...new Set([...(known?.map(({ key }) => key) ?? HOUSE), ...Object.keys(limits)])]
  const nameOf = (key: string) => {
    const role = known?.find((one) => one.key === key)
    return (role && !role.house ? role.name : frame.maybe(`role.${key}`)) ?? role?.name ?? key
  }
  return (
    <>
      <ul className="quote-limits">
        {keys.map((key) => (
          <li key={key}>
            <label className="row">
              <span className="grow cut">{nameOf(key)}</span>
              <input
                className="input figure"
                aria-label={t("limitOf", { role: nameOf(key) })}
                inputMode="decimal"
                autoComplete="off"
                placeholder={t("free")}
                maxLength={8}
                aria-invalid={wrong.includes(key) || undefined}
                value={limits[key] ?? ""}
                onChange={(event) => onLimits({ ...limits, [key]: event.target.value })}
              />
              <span className="quiet quote-unit" aria-hidden="true">
                {(limits[key] ?? "").trim() === "" ? "" : "%"}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {wrong.length > 0 && (
        <p className="field-problem" role="alert">
          {t("fault.percent")}
        </p>
      )}
    </>
  )
}

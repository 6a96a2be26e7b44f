// Rules by which customers are come back to: those there are at the left, the one that is open at the right with whom it
// would find now; on a phone one after the other.

import "../setup.css"
import "./revisits.css"
import { revisits } from "@api/activities"
import type { Revisit } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { KIND_ICONS } from "../../../kit/activities/kinds"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { usePhone } from "../../../kit/usePhone"
import { SetupTabs } from "../SetupTabs"
import { revisitPhrases } from "./phrases"
import { openRule, REVISITS } from "./queries"
import { RevisitForm } from "./RevisitForm"

const route = getRouteApi("/frame/settings/revisits")
const NEW = "new"

export function RevisitsPage() {
  const t = usePhrases(revisitPhrases)
  const may = useCan("views")
  const rules = useQuery({ queryKey: REVISITS, queryFn: revisits.list, enabled: may })
  if (!may) return <Forbidden permission="views" />
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="revisits scroll" tabIndex={0}>
        {rules.isPending ? (
          <SkeletonRows rows={5} height={60} />
        ) : rules.isError ? (
          <Failed error={rules.error} retry={() => void rules.refetch()} />
        ) : (
          <Rules rules={rules.data} />
        )}
      </div>
    </div>
  )
}

function Rules({ rules }: { rules: Revisit[] }) {
  const t = usePhrases(revisitPhrases)
  const phone = usePhone()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const show = (rule: string | undefined) => void navigate({ search: { rule }, replace: !phone })
  const open = search.rule === NEW ? NEW : openRule(rules, search.rule, phone)
  if (rules.length === 0 && open !== NEW)
    return (
      <Empty title={t("none")} text={t("noneText")} drawing="road">
        <Button look="primary" icon="plus" onClick={() => show(NEW)}>
          {t("new")}
        </Button>
      </Empty>
    )
  return (
    <>
      <p className="quiet revisits-about" hidden={phone && open !== undefined}>
        {t("text")}
      </p>
      <div className="revisits-page">
        <div hidden={phone && open !== undefined}>
          <ul className="setup-list">
            {rules.map((rule) => (
              <li key={rule.id} className={open === rule ? "revisits-line is-open" : "revisits-line"}>
                <button type="button" aria-current={open === rule ? "true" : undefined} onClick={() => show(rule.id)}>
                  <span className="row">
                    <Icon name={KIND_ICONS[rule.kind]} size={14} />
                    <span className="medium cut grow">{rule.name}</span>
                    <span className={rule.live ? "tag is-good" : "tag"}>{t(rule.live ? "live" : "paused")}</span>
                  </span>
                  <span className="small quiet cut">{t("tally", { open: rule.open, done: rule.done })}</span>
                </button>
              </li>
            ))}
            {open === NEW && (
              <li className="revisits-line is-open">
                <span className="medium">{t("newName")}</span>
              </li>
            )}
          </ul>
          <Button icon="plus" className="revisits-new" disabled={open === NEW} onClick={() => show(NEW)}>
            {t("new")}
          </Button>
        </div>
        {open && (
          <div>
            {phone && (
              <Button icon="left" className="role-back" onClick={() => show(undefined)}>
                {t("back")}
              </Button>
            )}
            <RevisitForm
              key={open === NEW ? NEW : open.id}
              rule={open === NEW ? null : open}
              onMade={show}
              onGone={() => show(undefined)}
            />
          </div>
        )}
      </div>
    </>
  )
}

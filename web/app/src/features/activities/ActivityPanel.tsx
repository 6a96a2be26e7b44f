// An activity beside the calendar, a list or whatever is on screen. What is behind it stays.

import "../../kit/sidePanel.css"
import "./activity.css"
import { useQuery } from "@tanstack/react-query"
import { Link, useLocation, useNavigate, useSearch } from "@tanstack/react-router"
import { IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { KIND_ICONS } from "../../kit/activities/kinds"
import { activityPhrases } from "../../kit/activities/phrases"
import { activitiesQuery, activityQuery, NEWS, panelOf, readPanel } from "../../kit/activities/queries"
import { ACTIVITY_TABS, askedOf } from "../../kit/activities/search"
import { ListSteps } from "../../kit/ListSteps"
import { useSoldNews } from "../../kit/useSoldNews"
import { ActivityBody } from "./ActivityBody"
import { activitiesPhrases } from "./phrases"

export function ActivityPanel({ id: panel }: { id: string }) {
  useSoldNews("activity", NEWS)
  const t = usePhrases(activitiesPhrases)
  const word = usePhrases(activityPhrases)
  const navigate = useNavigate()
  const { id, turn } = readPanel(panel)
  const activity = useQuery(activityQuery(id, turn))
  const open = (next: string | undefined) =>
    void navigate({ to: ".", search: (now) => ({ ...now, panel: next }), replace: true })
  useKeys({ Escape: () => open(undefined) })
  const { pathname } = useLocation()
  const { tab, filter, q, sort } = useSearch({ strict: false })
  const list = askedOf({ tab: ACTIVITY_TABS.find((one) => one === tab), filter, q, sort })
  const onList = pathname === "/activities"
  const kind = activity.data?.row.kind
  return (
    <aside className="side-panel act-panel" aria-label={activity.data?.row.title ?? t("one")}>
      <div className="act-side-bar row">
        <Icon name={kind ? KIND_ICONS[kind] : "calendar"} />
        <span className="quiet">{kind ? word(`kind.${kind}`) : t("one")}</span>
        <span className="end" />
        {onList && (
          <ListSteps
            options={activitiesQuery(list)}
            wanted={false}
            idOf={(row) => row.id}
            id={id}
            onStep={(row) => open(panelOf(row.id))}
          />
        )}
        <Link
          to="/activities/$id"
          params={{ id }}
          search={turn ? { turn } : {}}
          className="icon-button"
          aria-label={t("fullPage")}
          title={t("fullPage")}
        >
          <Icon name="out" />
        </Link>
        <IconButton icon="close" label={t("close")} onClick={() => open(undefined)} />
      </div>
      {activity.isPending ? (
        <SkeletonRows rows={8} />
      ) : activity.isError ? (
        <Failed error={activity.error} retry={() => void activity.refetch()} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <div className="side-body scroll" tabIndex={0}>
          <ActivityBody activity={activity.data} onGone={() => open(undefined)} />
        </div>
      )}
    </aside>
  )
}

// An activity as a page: on a phone, and for a link that was copied.

import "./activity.css"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { activitiesQuery, activityQuery, NEWS } from "../../kit/activities/queries"
import { splitTab } from "../../kit/activities/search"
import { ListSteps } from "../../kit/ListSteps"
import { PageHead } from "../../kit/PageHead"
import { useSoldNews } from "../../kit/useSoldNews"
import { ActivityBody } from "./ActivityBody"
import { activitiesPhrases } from "./phrases"

const route = getRouteApi("/frame/activities/$id")

export function ActivityPage() {
  useSoldNews("activity", NEWS)
  const t = usePhrases(activitiesPhrases)
  const { id } = route.useParams()
  const { turn, filter, q, sort } = route.useSearch()
  const navigate = route.useNavigate()
  const activity = useQuery(activityQuery(id, turn))
  const title = activity.data?.row.title
  return (
    <div className="pane">
      <PageHead title={title ?? t("one")}>
        <nav className="crumbs">
          <Link to="/activities" search={filter === undefined ? {} : { ...splitTab(filter), q, sort }}>
            {t("title")}
          </Link>
          <Icon name="right" size={14} />
          <span className="strong cut">{title}</span>
        </nav>
        <ListSteps
          options={activitiesQuery({ filter, q, sort })}
          wanted={Boolean(filter || q)}
          idOf={(one) => one.id}
          id={id}
          onStep={(one) => void navigate({ params: { id: one.id }, search: { filter, q, sort } })}
        />
      </PageHead>
      {activity.isPending ? (
        <SkeletonRows rows={8} />
      ) : activity.isError ? (
        <Failed error={activity.error} retry={() => void activity.refetch()} level={1} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <div className="act-page scroll" tabIndex={0}>
          <ActivityBody
            key={`${id}${turn ?? ""}`}
            activity={activity.data}
            onGone={() => void navigate({ to: "/activities", search: {} })}
          />
        </div>
      )}
    </div>
  )
}

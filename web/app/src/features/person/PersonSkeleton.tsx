import { usePhrases } from "@ui/phrases"
import { Skeleton, statePhrases } from "@ui/States"
import { PageHead } from "../../kit/PageHead"

const LINES = [180, 140, 200, 160, 120, 190, 150, 170]
const STORY = [64, 24, 96, 24, 120, 64]

/** The page before its person: the same columns, so that nothing moves when they come. */
export function PersonSkeleton() {
  const t = usePhrases(statePhrases)
  return (
    <div className="person" role="status" aria-label={t("loading")}>
      <PageHead title={t("loading")}>
        <h1 className="hidden-visually">{t("loading")}</h1>
        <span className="not-phone">
          <Skeleton width={120} height={14} />
        </span>
      </PageHead>
      <div className="person-left not-phone">
        <div className="portrait-head">
          <div className="row" style={{ gap: 12 }}>
            <span className="skeleton" style={{ width: 56, height: 56, borderRadius: "50%" }} />
            <span className="stack" style={{ gap: 8 }}>
              <Skeleton width={96} height={20} />
              <Skeleton width={140} />
            </span>
          </div>
          <div className="row" style={{ gap: 4, marginTop: 12 }}>
            <Skeleton width={64} height={20} />
            <Skeleton width={64} height={20} />
          </div>
          <div className="portrait-acts">
            {LINES.slice(0, 3).map((width) => (
              <Skeleton key={width} height={26} />
            ))}
          </div>
        </div>
        <div className="portrait-section stack" style={{ gap: 16 }}>
          {LINES.slice(0, 5).map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
        <div className="portrait-section stack" style={{ gap: 16 }}>
          {LINES.map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      </div>
      <div className="person-middle">
        <div className="bar timeline-bar">
          {LINES.slice(0, 5).map((width) => (
            <Skeleton key={width} width={64} height={20} />
          ))}
        </div>
        <div className="story skeleton-story">
          {STORY.map((height, at) => (
            <div key={LINES[at]} className="row">
              <Skeleton width={36} />
              <span className="skeleton" style={{ width: 24, height: 24, borderRadius: "50%" }} />
              <Skeleton width={`${70 - at * 6}%`} height={height} />
            </div>
          ))}
        </div>
        <div className="composer-place">
          <div className="composer" style={{ height: 134 }} />
        </div>
      </div>
      <div className="person-right not-phone">
        {LINES.slice(0, 4).map((width) => (
          <div key={width} className="matter stack" style={{ gap: 12 }}>
            <Skeleton width={72} />
            <Skeleton width={width} />
            <Skeleton width={width / 1.4} />
          </div>
        ))}
      </div>
    </div>
  )
}

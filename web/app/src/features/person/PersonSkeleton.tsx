import { usePhrases } from "@ui/phrases"
import { Skeleton, statePhrases } from "@ui/States"

const LINES = [180, 140, 200, 160, 120, 190, 150, 170]

/** The page before its person: the same columns, so that nothing moves when they come. */
export function PersonSkeleton() {
  const t = usePhrases(statePhrases)
  return (
    <div className="person" role="status" aria-label={t("loading")}>
      <div className="person-left not-phone">
        <div className="portrait-head row" style={{ gap: 12 }}>
          <span className="skeleton" style={{ width: 56, height: 56, borderRadius: "50%" }} />
          <span className="stack" style={{ gap: 8 }}>
            <Skeleton width={96} height={20} />
            <Skeleton width={140} />
          </span>
        </div>
        <div className="portrait-section stack" style={{ gap: 16 }}>
          {LINES.map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      </div>
      <div className="person-middle stack" style={{ gap: 24, padding: "72px 20px" }}>
        {LINES.slice(0, 6).map((width) => (
          <Skeleton key={width} width={`${width / 2.4}%`} height={width / 4} />
        ))}
      </div>
      <div className="person-right not-phone" />
    </div>
  )
}

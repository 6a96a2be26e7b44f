import { usePhrases } from "@ui/phrases"
import { Skeleton, statePhrases } from "@ui/States"
import { usePhone } from "./usePhone"

const ROWS = Array.from({ length: 24 }, (_, row) => row)
const WIDTHS = ["10%", "6%", "8%", "12%", "14%", "8%", "6%", "8%"]

/** A list before its rows: the head and rows of the height they will have, so that nothing moves when they come. */
export function GridSkeleton() {
  const t = usePhrases(statePhrases)
  const phone = usePhone()
  return (
    <div className="grid-skeleton" role="status" aria-label={t("loading")}>
      {!phone && <div className="grid-head" />}
      {ROWS.map((row) =>
        phone ? (
          <div key={row} className="row-card" style={{ height: 64 }}>
            <span className="skeleton" style={{ width: 36, height: 36, borderRadius: "50%" }} />
            <span className="stack grow" style={{ gap: 8 }}>
              <Skeleton width={`${28 + ((row * 7) % 20)}%`} height={14} />
              <Skeleton width={`${40 + ((row * 5) % 24)}%`} />
            </span>
          </div>
        ) : (
          <div key={row} className="grid-skeleton-row">
            <span className="skeleton" style={{ width: 24, height: 24, borderRadius: "50%" }} />
            {WIDTHS.map((width, at) => (
              <Skeleton key={`${width}${WIDTHS.indexOf(width)}${at * 2}`} width={width} />
            ))}
          </div>
        ),
      )}
    </div>
  )
}

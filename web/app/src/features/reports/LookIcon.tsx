// The looks of an answer as small drawings, beside what they are called.

import type { ReportLookAs } from "@api/contract"

const PATHS: Record<ReportLookAs, string> = {
  table: "M3.5 4h13v12h-13zM3.5 8h13M3.5 12h13",
  pivot: "M3.5 4h13v12h-13zM3.5 8h13M8 4v12M12.2 8v8",
  bar: "M4 3.5v13M4 5.5h11M4 10h7M4 14.5h9",
  column: "M3.5 16.5h13M6 16.5v-6M10 16.5V5M14 16.5V8.5",
  line: "M3.5 16.5h13M3.5 12.5l4-4.5 3.5 3 5.5-7",
  area: "M3.5 16.5v-4l4-4.5 3.5 3 5.5-6v11.5z",
  pie: "M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0zM10 3v7l5 5",
  funnel: "M3 4.5h14M5 8.2h10M7 11.9h6M8.6 15.6h2.8",
  cohort: "M3.5 4h13M3.5 8h10M3.5 12h7M3.5 16h4",
  heat: "M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5zM5 6h2M13 14h2",
  map: "M3 5.5l4.5-2 5 2 4.5-2v11l-4.5 2-5-2-4.5 2zM7.5 3.5v11M12.5 5.5v11",
  gauge: "M3 14.5a7 7 0 0 1 14 0M10 14.5l3.5-4.5",
  number: "M7.5 3.5l-1.5 13M14 3.5l-1.5 13M4 7.5h13M3 12.5h13",
}

export function LookIcon({ as, size = 16 }: { as: ReportLookAs; size?: 14 | 16 | 20 }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[as]} />
    </svg>
  )
}

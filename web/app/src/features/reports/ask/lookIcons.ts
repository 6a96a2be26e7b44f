// A small drawing of each way to show an answer, on the grid of the other icons.

import type { ReportLookAs } from "@api/contract"

export const LOOK_ICONS: Record<ReportLookAs, string> = {
  table: "M3 4.5h14v11H3zM3 8h14M3 11.8h14M8 8v7.5",
  pivot: "M3 4.5h14v11H3zM3 8h14M7.5 4.5v11M12.2 8v7.5M7.5 11.8H17",
  column: "M3 16.5h14M4.8 16.5V10h2.6v6.5M8.7 16.5V5h2.6v11.5M12.6 16.5V8h2.6v8.5",
  bar: "M3.5 3v14M3.5 4.8h9v2.6h-9M3.5 8.7h12v2.6h-12M3.5 12.6H10v2.6H3.5",
  line: "M3 16.5h14M3.5 12.5L8 8l3 3 5.5-6.5",
  area: "M3 16.5h14M3.5 16.5V12L8 8l3 3 5.5-6v11.5",
  pie: "M10 3.2a6.8 6.8 0 1 0 6.8 6.8H10zM12.5 3.4a5.4 5.4 0 0 1 4.1 4.1h-4.1z",
  funnel: "M3 4h14l-2.2 3.4H5.2zM6.2 9h7.6l-1.4 3H7.6zM8.4 13.6h3.2V17H8.4z",
  number: "M6 7l2.5-2v10M6 15h5M13.5 6.5v4M11.5 8.5h4",
  gauge: "M3 14.5a7.2 7.2 0 1 1 14 0M10 13l3.2-4.2M9 13.6a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0",
  heat: "M3.5 3.5h3.7v3.7H3.5zM8.2 3.5h3.7v3.7H8.2zM12.9 3.5h3.7v3.7h-3.7zM3.5 8.2h3.7v3.7H3.5zM8.2 8.2h3.7v3.7H8.2zM3.5 12.9h3.7v3.7H3.5zM12.9 12.9h3.7v3.7h-3.7z",
  map: "M3 5.5l4.5-2 5 2 4.5-2v11l-4.5 2-5-2-4.5 2zM7.5 3.5v11M12.5 5.5v11",
  cohort: "M3.5 4h13M3.5 4v12.5M3.5 8.2h11M3.5 12.4h7.5M3.5 16.5h4M7.7 4v12.5M11.2 4v8.4M14.6 4v4.2",
}

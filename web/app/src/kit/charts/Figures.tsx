// The figures under a chart or a map: the same as a table.

import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { PivotView } from "./PivotView"
import { chartPhrases } from "./phrases"
import type { ViewProps } from "./useAnswer"

interface FiguresProps extends Omit<ViewProps, "height"> {
  shown: boolean
  onShow: (shown: boolean) => void
}

export function Figures({ shown, onShow, ...view }: FiguresProps) {
  const t = usePhrases(chartPhrases)
  return (
    <div className="chart-figures">
      <button type="button" className="chart-toggle" aria-expanded={shown} onClick={() => onShow(!shown)}>
        <Icon name={shown ? "down" : "right"} size={12} />
        {t(shown ? "hideFigures" : "figures")}
      </button>
      {shown && <PivotView {...view} height={360} />}
    </div>
  )
}

// The library that draws: loaded by itself, with no more of it than is used.

import { BarChart, FunnelChart, LineChart, PieChart } from "echarts/charts"
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components"
import * as core from "echarts/core"
import { CanvasRenderer } from "echarts/renderers"

core.use([
  BarChart,
  LineChart,
  PieChart,
  FunnelChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  AriaComponent,
  CanvasRenderer,
])

export { core }

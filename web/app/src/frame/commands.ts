// What the palette can do besides finding: pages of the navigation, and actions. One line per command.

import { api } from "@api/client"
import type { ActivityKind } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import type { IconName } from "@ui/Icon"
import { LOCALES } from "@ui/locales"
import { usePhrases } from "@ui/phrases"
import { searchOfActivityView } from "../kit/activities/search"
import { type Theme, useAppearance } from "../kit/appearance"
import { searchOfView } from "../kit/deals"
import { bodyLayout } from "../kit/layout/layout"
import { searchOfLeadView } from "../kit/leads"
import { useSession } from "../kit/session"
import { columnsOfView } from "../kit/useColumns"
import { viewsQuery } from "../kit/views"
import { NAV, NAV_FOOT, NAV_UNDER, PARTS, SETUP } from "./nav"
import { framePhrases } from "./phrases"

export interface Command {
  id: string
  group: "go" | "do"
  icon: IconName
  label: string
  /** Other words under which it is found. */
  words: string
  run: () => void
}

const THEMES: { id: Theme; icon: IconName; label: "toLight" | "toDark" | "toSystem"; words: string }[] = [
  { id: "light", icon: "sun", label: "toLight", words: "light theme 浅色 淺色 外观" },
  { id: "dark", icon: "moon", label: "toDark", words: "dark theme 深色 夜 外观" },
  { id: "system", icon: "settings", label: "toSystem", words: "system theme 系统 外观" },
]

const PLANS = [
  { kind: "task", icon: "check", label: "planTask" },
  { kind: "call", icon: "phone", label: "planCall" },
  { kind: "meeting", icon: "group", label: "planMeeting" },
  { kind: "visit", icon: "pin", label: "planVisit" },
] as const

/** Pages that stand below another in the navigation are found by their name too. */
const LOOKS = {
  activities: { icon: "check", needs: undefined },
  quotes: { icon: "file", needs: "person.see" },
  prices: { icon: "tag", needs: undefined },
  registrations: { icon: "flag", needs: "person.see" },
  disputes: { icon: "scales", needs: "person.see" },
  fairness: { icon: "report", needs: "person.see" },
  agreements: { icon: "undo", needs: "person.see" },
  assets: { icon: "wrench", needs: "person.see" },
} as const

export function useCommands(
  t: (
    key:
      | "goTo"
      | "create"
      | "createLead"
      | "createReport"
      | "planTask"
      | "planCall"
      | "planMeeting"
      | "planVisit"
      | "toLight"
      | "toDark"
      | "toSystem"
      | "speak",
    slot?: string,
  ) => string,
  onCreate: () => void,
  onPlan: (kind: ActivityKind) => void,
): Command[] {
  const frame = usePhrases(framePhrases)
  const { can } = useSession()
  const navigate = useNavigate()
  const appearance = useAppearance()
  const views = useQuery(viewsQuery).data ?? []
  // The first below each is the page itself, which has its line already.
  const [, ...ofCalendar] = NAV_UNDER.calendar
  const [, ...ofSales] = NAV_UNDER.sales
  const [, ...ofLeads] = NAV_UNDER.leads
  const [, ...ofProducts] = NAV_UNDER.products
  const [, ...ofOrders] = NAV_UNDER.orders
  const below = [...ofCalendar, ...ofSales, ...ofLeads, ...ofProducts, ...ofOrders].map((entry) => ({
    ...entry,
    ...LOOKS[entry.label],
  }))
  const pages = [...NAV, ...below, ...PARTS, ...NAV_FOOT, ...SETUP].filter((entry) => !entry.needs || can[entry.needs])
  return [
    ...pages.map(
      (entry): Command => ({
        id: entry.label,
        group: "go",
        icon: entry.icon,
        label: t("goTo", frame(entry.label)),
        words: entry.label,
        run: () => void navigate(entry.link),
      }),
    ),
    ...views.map(
      (view): Command => ({
        id: view.id,
        group: "go",
        icon: "bookmark",
        label: view.name,
        words: "view 视图 檢視",
        run: () => {
          const { filter, q, sort } = view
          const search = { filter, q, sort, view: view.id, ...columnsOfView(view), ...bodyLayout(view) }
          if (view.object === "deal") void navigate({ to: "/sales", search: searchOfView(view) })
          else if (view.object === "lead") void navigate({ to: "/leads", search: searchOfLeadView(view) })
          else if (view.object === "activity") void navigate({ to: "/activities", search: searchOfActivityView(view) })
          else if (view.object === "company") void navigate({ to: "/companies", search })
          else if (view.object === "order") void navigate({ to: "/orders", search })
          else if (view.object === "interaction") void navigate({ to: "/interactions", search })
          else void navigate({ to: "/people", search })
        },
      }),
    ),
    ...(can["person.create"]
      ? [
          {
            id: "create",
            group: "do",
            icon: "plus",
            label: t("create"),
            words: "new create person 新建 新增",
            run: onCreate,
          } satisfies Command,
        ]
      : []),
    ...(can["person.edit"]
      ? [
          {
            id: "createLead",
            group: "do",
            icon: "sprout",
            label: t("createLead"),
            words: "new create lead 新建 新增 线索 線索",
            run: () => void navigate({ to: "/leads", search: { act: "create" } }),
          } satisfies Command,
        ]
      : []),
    ...(can["person.see"]
      ? [
          {
            id: "createReport",
            group: "do",
            icon: "report",
            label: t("createReport"),
            words: "new create report chart 新建 新增 报表 報表 图表",
            run: () => void navigate({ to: "/reports/new", search: {} }),
          } satisfies Command,
        ]
      : []),
    ...PLANS.map(
      ({ kind, icon, label }): Command => ({
        id: label,
        group: "do",
        icon,
        label: t(label),
        words: `plan new ${kind} 安排 新建 待办 待辦 日程`,
        run: () => onPlan(kind),
      }),
    ),
    ...THEMES.map(
      (theme): Command => ({
        id: theme.id,
        group: "do",
        icon: theme.icon,
        label: t(theme.label),
        words: theme.words,
        run: () => {
          appearance.setTheme(theme.id)
          void api.session.change({ theme: theme.id })
        },
      }),
    ),
    ...LOCALES.map(
      (locale): Command => ({
        id: locale.id,
        group: "do",
        icon: "globe",
        label: t("speak", locale.name),
        words: `language 语言 語言 ${locale.id}`,
        run: () => {
          appearance.setLocale(locale.id)
          void api.session.change({ locale: locale.id })
        },
      }),
    ),
  ]
}

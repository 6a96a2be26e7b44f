// Every address of the app. To add a page: a route here, a line in frame/nav.ts, a folder in features/.
// Addresses keep the state (filter, sort, open panel), so a copied link shows a colleague the same.

import type { Session } from "@api/contract"
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router"
import { Frame } from "./frame/Frame"
import { NotFound } from "./frame/NotFound"
import { ACTIVITY_TABS, type ActivitiesSearch, CALENDAR_VIEWS, type CalendarSearch } from "./kit/activities/search"
import { type DealsSearch, SHOWN } from "./kit/deals"
import type { LayoutSearch } from "./kit/layout/layout"
import { LEAD_PLACES, type LeadsSearch } from "./kit/leads"
import type { ProductsSearch } from "./kit/products"
import { queryClient, sessionQuery, welcomeQuery } from "./kit/queries"
import { LOST_QUOTES, QUOTE_TABS, type QuotesSearch } from "./kit/quoteTabs"
import { parseSearch, type RawSearch, stringifySearch, textOf } from "./kit/search"
import type { ColumnsSearch } from "./kit/useColumns"

/** Of a page with search words alone. */
const wordsSearch = (search: RawSearch): { q?: string } => ({ q: textOf(search, "q") })

const root = createRootRoute({ notFoundComponent: NotFound })

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: RawSearch): { to?: string; problem?: string } => ({
    to: textOf(search, "to"),
    problem: textOf(search, "problem"),
  }),
  component: lazyRouteComponent(() => import("./features/session/SignInPage"), "SignInPage"),
})

// The token is behind the #, so that it reaches no server log and no referrer.
const invite = createRoute({
  getParentRoute: () => root,
  path: "/invite",
  component: lazyRouteComponent(() => import("./features/session/ChoosePassword"), "InvitePage"),
})

const reset = createRoute({
  getParentRoute: () => root,
  path: "/reset",
  component: lazyRouteComponent(() => import("./features/session/ChoosePassword"), "ResetPage"),
})

const forgotten = createRoute({
  getParentRoute: () => root,
  path: "/forgotten",
  component: lazyRouteComponent(() => import("./features/session/ForgottenPage"), "ForgottenPage"),
})

// Where the workspace demands a second factor, whoever has none sets one up here before anything else.
const secondFactor = createRoute({
  getParentRoute: () => root,
  path: "/second-factor",
  component: lazyRouteComponent(() => import("./features/session/SecondFactorPage"), "SecondFactorPage"),
})

const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  // The side panel shows a person over any page; `do` is how a shortcut of the installed app asks for a dialog.
  validateSearch: (search: RawSearch): { panel?: string; do?: string } => ({
    panel: textOf(search, "panel"),
    do: textOf(search, "do"),
  }),
  beforeLoad: async ({ location }) => {
    let session: Session
    try {
      session = await queryClient.ensureQueryData(sessionQuery)
    } catch {
      throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { to: location.href } })
    }
    if (session.owes_factor) throw redirect({ to: "/second-factor" })
  },
  component: Frame,
  notFoundComponent: NotFound,
})

const home = createRoute({
  getParentRoute: () => frame,
  path: "/",
  // An empty workspace begins with a file, a living one with its people.
  beforeLoad: async () => {
    const { empty } = await queryClient.ensureQueryData(welcomeQuery)
    if (empty && Object.keys(router.routesByPath).includes("/imports")) throw redirect({ href: "/imports" })
    throw redirect({ to: "/today" })
  },
})

const today = createRoute({
  getParentRoute: () => frame,
  path: "/today",
  validateSearch: (search: RawSearch): { whose?: string } => ({ whose: textOf(search, "whose") }),
  component: lazyRouteComponent(() => import("./features/home/HomePage"), "HomePage"),
})

// Anything else, inside the frame, so that the way back is at hand.
const elsewhere = createRoute({ getParentRoute: () => frame, path: "$", component: NotFound })

const listSearch = (search: RawSearch): { filter?: string; q?: string; sort?: string } => ({
  filter: textOf(search, "filter"),
  q: textOf(search, "q"),
  sort: textOf(search, "sort"),
})

// What is to be done: the calendar, the list, one of them.
const todo = [
  createRoute({
    getParentRoute: () => frame,
    path: "/calendar",
    validateSearch: (search: RawSearch): CalendarSearch => ({
      view: CALENDAR_VIEWS.find((one) => one === search.view),
      at: textOf(search, "at"),
      who: textOf(search, "who"),
      kinds: textOf(search, "kinds"),
    }),
    component: lazyRouteComponent(() => import("./features/calendar/CalendarPage"), "CalendarPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/activities",
    validateSearch: (search: RawSearch): ActivitiesSearch => ({
      ...listSearch(search),
      tab: ACTIVITY_TABS.find((one) => one === search.tab),
      ...columnsSearchOf(search),
      view: textOf(search, "view"),
    }),
    component: lazyRouteComponent(() => import("./features/activities/ActivitiesPage"), "ActivitiesPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/activities/$id",
    // From which list it was opened, whose steps its head takes; of a series, which turn.
    validateSearch: (search: RawSearch): ReturnType<typeof listSearch> & { turn?: string } => ({
      ...listSearch(search),
      turn: textOf(search, "turn"),
    }),
    component: lazyRouteComponent(() => import("./features/activities/ActivityPage"), "ActivityPage"),
  }),
] as const

const layoutSearchOf = (search: RawSearch): LayoutSearch => ({
  board: textOf(search, "board"),
  calendar: textOf(search, "calendar"),
  groups: textOf(search, "groups"),
  map: textOf(search, "map"),
  at: textOf(search, "at"),
  span: textOf(search, "span"),
})

const columnsSearchOf = (search: RawSearch): ColumnsSearch => ({
  columns: textOf(search, "columns"),
  frozen: textOf(search, "frozen"),
  widths: textOf(search, "widths"),
})

interface ListSearch extends LayoutSearch, ColumnsSearch {
  filter?: string
  q?: string
  sort?: string
  view?: string
}
const fullSearch = (search: RawSearch): ListSearch => ({
  ...listSearch(search),
  ...layoutSearchOf(search),
  ...columnsSearchOf(search),
  view: textOf(search, "view"),
})

const people = createRoute({
  getParentRoute: () => frame,
  path: "/people",
  validateSearch: fullSearch,
  component: lazyRouteComponent(() => import("./features/people/PeoplePage"), "PeoplePage"),
})

const person = createRoute({
  getParentRoute: () => frame,
  path: "/people/$id",
  // filter, q and sort say from which list the person was opened; the head steps through that list.
  validateSearch: (
    search: RawSearch,
  ): ReturnType<typeof listSearch> & { group?: string; find?: string; tab?: string; act?: string } => ({
    ...listSearch(search),
    // "check-in": whoever comes from the map of who is near has come for that.
    act: textOf(search, "act"),
    group: textOf(search, "group"),
    find: textOf(search, "find"),
    tab: textOf(search, "tab"),
  }),
  component: lazyRouteComponent(() => import("./features/person/PersonPage"), "PersonPage"),
})

const household = createRoute({
  getParentRoute: () => frame,
  path: "/people/$id/household",
  component: lazyRouteComponent(() => import("./features/household/HouseholdPage"), "HouseholdPage"),
})

const companies = createRoute({
  getParentRoute: () => frame,
  path: "/companies",
  validateSearch: fullSearch,
  component: lazyRouteComponent(() => import("./features/companies/CompaniesPage"), "CompaniesPage"),
})

const company = createRoute({
  getParentRoute: () => frame,
  path: "/companies/$id",
  // From which list the company was opened; the head steps through that list.
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("./features/companies/CompanyPage"), "CompanyPage"),
})

const orders = createRoute({
  getParentRoute: () => frame,
  path: "/orders",
  validateSearch: fullSearch,
  component: lazyRouteComponent(() => import("./features/orders/OrdersPage"), "OrdersPage"),
})

const order = createRoute({
  getParentRoute: () => frame,
  path: "/orders/$order",
  // From which list the order was opened; the head steps through that list.
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("./features/orders/OrderPage"), "OrderPage"),
})

const agreements = createRoute({
  getParentRoute: () => frame,
  path: "/agreements",
  // "open" is the agreement that is shown over the list.
  validateSearch: (search: RawSearch): { q?: string; view?: string; open?: string } => ({
    q: textOf(search, "q"),
    view: textOf(search, "view"),
    open: textOf(search, "open"),
  }),
  component: lazyRouteComponent(() => import("./features/agreements/AgreementsPage"), "AgreementsPage"),
})

const assets = createRoute({
  getParentRoute: () => frame,
  path: "/assets",
  validateSearch: wordsSearch,
  component: lazyRouteComponent(() => import("./features/assets/AssetsPage"), "AssetsPage"),
})

const asset = createRoute({
  getParentRoute: () => frame,
  path: "/assets/$asset",
  component: lazyRouteComponent(() => import("./features/assets/AssetPage"), "AssetPage"),
})

const interactions = createRoute({
  getParentRoute: () => frame,
  path: "/interactions",
  validateSearch: fullSearch,
  component: lazyRouteComponent(() => import("./features/interactions/InteractionsPage"), "InteractionsPage"),
})

const dealsSearch = (search: RawSearch): DealsSearch => ({
  ...listSearch(search),
  show: SHOWN.find((one) => one === search.show),
  pipeline: textOf(search, "pipeline"),
  period: textOf(search, "period"),
  ...columnsSearchOf(search),
  view: textOf(search, "view"),
  stage: textOf(search, "stage"),
})

const sales = createRoute({
  getParentRoute: () => frame,
  path: "/sales",
  validateSearch: dealsSearch,
  component: lazyRouteComponent(() => import("./features/sales/SalesPage"), "SalesPage"),
})

const deal = createRoute({
  getParentRoute: () => frame,
  path: "/sales/$id",
  // From which list the deal was opened; the head steps through that list.
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("./features/sales/DealPage"), "DealPage"),
})

// What has gone stale or silent, and how colleagues do.
const watching = [
  createRoute({
    getParentRoute: () => frame,
    path: "/stale",
    validateSearch: (search: RawSearch): { of?: string; whose?: string } => ({
      of: textOf(search, "of"),
      whose: textOf(search, "whose"),
    }),
    component: lazyRouteComponent(() => import("./features/stale/StalePage"), "StalePage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/performance",
    validateSearch: (
      search: RawSearch,
    ): { period?: string; compare?: "year"; columns?: string; sort?: string; why?: string } => ({
      period: textOf(search, "period"),
      compare: search.compare === "year" ? "year" : undefined,
      columns: textOf(search, "columns"),
      sort: textOf(search, "sort"),
      // "all", or the id of a colleague or a team.
      why: textOf(search, "why"),
    }),
    component: lazyRouteComponent(() => import("./features/performance/PerformancePage"), "PerformancePage"),
  }),
] as const

const leads = createRoute({
  getParentRoute: () => frame,
  path: "/leads",
  validateSearch: (search: RawSearch): LeadsSearch => ({
    ...listSearch(search),
    place: LEAD_PLACES.find((one) => one === search.place),
    pool: textOf(search, "pool"),
    ...columnsSearchOf(search),
    view: textOf(search, "view"),
    act: textOf(search, "act"),
  }),
  component: lazyRouteComponent(() => import("./features/leads/LeadsPage"), "LeadsPage"),
})

const lead = createRoute({
  getParentRoute: () => frame,
  path: "/leads/$id",
  // From which list the lead was opened; the head steps through that list. "dispute" opens the form for one.
  validateSearch: (search: RawSearch): ReturnType<typeof listSearch> & { act?: string } => ({
    ...listSearch(search),
    act: textOf(search, "act"),
  }),
  component: lazyRouteComponent(() => import("./features/leads/LeadPage"), "LeadPage"),
})

const fairness = createRoute({
  getParentRoute: () => frame,
  path: "/leads/fairness",
  validateSearch: (search: RawSearch): { from?: string; to?: string } => ({
    from: textOf(search, "from"),
    to: textOf(search, "to"),
  }),
  component: lazyRouteComponent(() => import("./features/leads/fairness/FairnessPage"), "FairnessPage"),
})

const registrations = createRoute({
  getParentRoute: () => frame,
  path: "/registrations",
  validateSearch: wordsSearch,
  component: lazyRouteComponent(() => import("./features/leads/registrations/RegistrationsPage"), "RegistrationsPage"),
})

const disputes = createRoute({
  getParentRoute: () => frame,
  path: "/disputes",
  validateSearch: (search: RawSearch): { state?: string } => ({ state: textOf(search, "state") }),
  component: lazyRouteComponent(() => import("./features/leads/disputes/DisputesPage"), "DisputesPage"),
})

const dispute = createRoute({
  getParentRoute: () => frame,
  path: "/disputes/$id",
  component: lazyRouteComponent(() => import("./features/leads/disputes/DisputePage"), "DisputePage"),
})

const KINDS = ["goods", "service", "subscription"] as const

// What is sold, and what it is offered for.
const reporting = [
  createRoute({
    getParentRoute: () => frame,
    path: "/reports",
    validateSearch: wordsSearch,
    component: lazyRouteComponent(() => import("./features/reports/ReportsPage"), "ReportsPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/reports/new",
    validateSearch: wordsSearch,
    component: lazyRouteComponent(() => import("./features/reports/BuilderPage"), "NewReportPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/reports/$id",
    validateSearch: wordsSearch,
    component: lazyRouteComponent(() => import("./features/reports/BuilderPage"), "ReportPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/dashboards",
    component: lazyRouteComponent(() => import("./features/dashboards/DashboardsPage"), "DashboardsPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/dashboards/$id",
    validateSearch: (search: RawSearch): { range?: string } => ({ range: textOf(search, "range") }),
    component: lazyRouteComponent(() => import("./features/dashboards/DashboardPage"), "DashboardPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/goals",
    component: lazyRouteComponent(() => import("./features/goals/GoalsPage"), "GoalsPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/report-mails",
    component: lazyRouteComponent(() => import("./features/goals/MailsPage"), "MailsPage"),
  }),
] as const

const selling = [
  createRoute({
    getParentRoute: () => frame,
    path: "/products",
    validateSearch: (search: RawSearch): ProductsSearch => ({
      q: textOf(search, "q"),
      category: textOf(search, "category"),
      kind: KINDS.find((one) => one === search.kind),
      live: search.live === "off" || search.live === "all" ? search.live : undefined,
    }),
    component: lazyRouteComponent(() => import("./features/products/ProductsPage"), "ProductsPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/products/prices",
    validateSearch: (search: RawSearch): { list?: string } => ({ list: textOf(search, "list") }),
    component: lazyRouteComponent(() => import("./features/products/prices/PricesPage"), "PricesPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/products/$product",
    component: lazyRouteComponent(() => import("./features/products/ProductPage"), "ProductPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/quotes",
    validateSearch: (search: RawSearch): QuotesSearch => ({
      tab: QUOTE_TABS.find((one) => one === search.tab),
      lost: LOST_QUOTES.find((one) => one === search.lost),
      mine: search.mine === "yes" ? "yes" : undefined,
      q: textOf(search, "q"),
    }),
    component: lazyRouteComponent(() => import("./features/quotes/QuotesPage"), "QuotesPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/quotes/$quote",
    component: lazyRouteComponent(() => import("./features/quotes/QuotePage"), "QuotePage"),
  }),
] as const

const portfolio = createRoute({
  getParentRoute: () => frame,
  path: "/portfolio",
  validateSearch: (
    search: RawSearch,
  ): { days?: string; sort?: string; tab?: string; kind?: string; owner?: string } => ({
    days: textOf(search, "days"),
    sort: textOf(search, "sort"),
    tab: textOf(search, "tab"),
    kind: textOf(search, "kind"),
    owner: textOf(search, "owner"),
  }),
  component: lazyRouteComponent(() => import("./features/portfolio/PortfolioPage"), "PortfolioPage"),
})

const duplicates = createRoute({
  getParentRoute: () => frame,
  path: "/duplicates",
  validateSearch: (search: RawSearch): { state?: string; pair?: string; person?: string } => ({
    state: textOf(search, "state"),
    pair: textOf(search, "pair"),
    person: textOf(search, "person"),
  }),
  component: lazyRouteComponent(() => import("./features/duplicates/DuplicatesPage"), "DuplicatesPage"),
})

const imports = createRoute({
  getParentRoute: () => frame,
  path: "/imports",
  component: lazyRouteComponent(() => import("./features/imports/ImportsPage"), "ImportsPage"),
})

const importOne = createRoute({
  getParentRoute: () => frame,
  path: "/imports/$id",
  component: lazyRouteComponent(() => import("./features/imports/ImportPage"), "ImportPage"),
})

const ingest = createRoute({
  getParentRoute: () => frame,
  path: "/ingest",
  component: lazyRouteComponent(() => import("./features/ingest/IngestPage"), "IngestPage"),
})

const sources = createRoute({
  getParentRoute: () => frame,
  path: "/sources",
  validateSearch: (search: RawSearch): { source?: string } => ({ source: textOf(search, "source") }),
  component: lazyRouteComponent(() => import("./features/sources/SourcesPage"), "SourcesPage"),
})

const settings = createRoute({
  getParentRoute: () => frame,
  path: "/settings",
  component: lazyRouteComponent(() => import("./features/settings/SettingsPage"), "SettingsPage"),
})

const waiting = createRoute({
  getParentRoute: () => frame,
  path: "/waiting",
  component: lazyRouteComponent(() => import("./features/waiting/WaitingPage"), "WaitingPage"),
})

const quality = createRoute({
  getParentRoute: () => frame,
  path: "/quality",
  validateSearch: (search: RawSearch): { against?: string } => ({ against: textOf(search, "against") }),
  component: lazyRouteComponent(() => import("./features/quality/QualityPage"), "QualityPage"),
})

const setup = [
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/staff",
    component: lazyRouteComponent(() => import("./features/setup/staff/StaffPage"), "StaffPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/roles",
    component: lazyRouteComponent(() => import("./features/setup/roles/RolesPage"), "RolesPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/territories",
    component: lazyRouteComponent(() => import("./features/setup/territories/TerritoriesPage"), "TerritoriesPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/members",
    component: lazyRouteComponent(() => import("./features/setup/members/MembersPage"), "MembersPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/worth",
    component: lazyRouteComponent(() => import("./features/setup/worth/WorthPage"), "WorthPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/pipelines",
    component: lazyRouteComponent(() => import("./features/setup/pipelines/PipelinesPage"), "PipelinesPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/leads",
    component: lazyRouteComponent(() => import("./features/setup/leads/RulesPage"), "RulesPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/leads/seats",
    component: lazyRouteComponent(() => import("./features/setup/leads/SeatsPage"), "SeatsPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/leads/pools",
    validateSearch: (search: RawSearch): { pool?: string } => ({ pool: textOf(search, "pool") }),
    component: lazyRouteComponent(() => import("./features/setup/leads/PoolsPage"), "PoolsPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/leads/capture",
    component: lazyRouteComponent(() => import("./features/setup/leads/CapturePage"), "CapturePage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/quotes",
    component: lazyRouteComponent(() => import("./features/setup/quotes/QuotesSetupPage"), "QuotesSetupPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/reviews",
    component: lazyRouteComponent(() => import("./features/setup/reviews/ReviewsPage"), "ReviewsPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/revisits",
    validateSearch: (search: RawSearch): { rule?: string } => ({ rule: textOf(search, "rule") }),
    component: lazyRouteComponent(() => import("./features/setup/revisits/RevisitsPage"), "RevisitsPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/fields",
    component: lazyRouteComponent(() => import("./features/setup/fields/FieldsPage"), "FieldsPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/sign-in",
    component: lazyRouteComponent(() => import("./features/setup/signIn/SignInRulesPage"), "SignInRulesPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/keys",
    component: lazyRouteComponent(() => import("./features/setup/keys/KeysPage"), "KeysPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/hooks",
    validateSearch: (search: RawSearch): { log?: string } => ({ log: textOf(search, "log") }),
    component: lazyRouteComponent(() => import("./features/setup/hooks/HooksPage"), "HooksPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/connectors",
    component: lazyRouteComponent(() => import("./features/setup/connectors/ConnectorsPage"), "ConnectorsPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/connectors/$id",
    validateSearch: (search: RawSearch): { run?: string; edit?: string } => ({
      run: textOf(search, "run"),
      edit: textOf(search, "edit"),
    }),
    component: lazyRouteComponent(() => import("./features/setup/connectors/ConnectorPage"), "ConnectorPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/privacy",
    validateSearch: (search: RawSearch): { view?: string; request?: string } => ({
      view: textOf(search, "view"),
      request: textOf(search, "request"),
    }),
    component: lazyRouteComponent(() => import("./features/setup/privacy/PrivacyPage"), "PrivacyPage"),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: "/settings/audit",
    validateSearch: (search: RawSearch): { user?: string; kind?: string; from?: string; to?: string } => ({
      user: textOf(search, "user"),
      kind: textOf(search, "kind"),
      from: textOf(search, "from"),
      to: textOf(search, "to"),
    }),
    component: lazyRouteComponent(() => import("./features/setup/audit/AuditPage"), "AuditPage"),
  }),
] as const

const routeTree = root.addChildren([
  signIn,
  invite,
  reset,
  forgotten,
  secondFactor,
  frame.addChildren([
    home,
    today,
    ...todo,
    people,
    person,
    household,
    companies,
    company,
    sales,
    deal,
    ...watching,
    leads,
    lead,
    fairness,
    registrations,
    disputes,
    dispute,
    orders,
    order,
    agreements,
    assets,
    asset,
    interactions,
    ...selling,
    ...reporting,
    portfolio,
    duplicates,
    imports,
    importOne,
    ingest,
    sources,
    settings,
    quality,
    waiting,
    ...setup,
    elsewhere,
  ]),
])

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  scrollRestoration: false,
  defaultNotFoundComponent: NotFound,
})

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router
  }
}

// The main navigation: one line per page that exists, in the order of a working day.
// `label` names a phrase of frame/phrases.ts; `to` is checked against the routes where the link is drawn.

import { linkOptions } from "@tanstack/react-router"
import type { IconName } from "@ui/Icon"

interface Look {
  icon: IconName
  /** The permission without which the item is not shown. */
  needs?: string
}

const look = (icon: IconName, needs?: string): Look => ({ icon, needs })

export const NAV = [
  { label: "today", link: linkOptions({ to: "/today" }), ...look("home") },
  { label: "calendar", link: linkOptions({ to: "/calendar", search: {} }), ...look("calendar") },
  { label: "people", link: linkOptions({ to: "/people" }), ...look("person", "person.see") },
  { label: "companies", link: linkOptions({ to: "/companies" }), ...look("company", "person.see") },
  { label: "sales", link: linkOptions({ to: "/sales", search: {} }), ...look("deal", "person.see") },
  { label: "leads", link: linkOptions({ to: "/leads", search: {} }), ...look("sprout", "person.see") },
  { label: "products", link: linkOptions({ to: "/products", search: {} }), ...look("box") },
  { label: "orders", link: linkOptions({ to: "/orders" }), ...look("bag", "person.see") },
  { label: "interactions", link: linkOptions({ to: "/interactions" }), ...look("sms", "person.see") },
  { label: "portfolio", link: linkOptions({ to: "/portfolio", search: {} }), ...look("portfolio", "person.see") },
  { label: "duplicates", link: linkOptions({ to: "/duplicates" }), ...look("copies", "person.see") },
  { label: "reports", link: linkOptions({ to: "/reports", search: {} }), ...look("report", "person.see") },
  { label: "quality", link: linkOptions({ to: "/quality", search: {} }), ...look("pulse", "person.see") },
] as const

/** On a phone, where nothing stands below anything: what is opened often enough to stand among the rest. */
export const NAV_THUMB = {
  // Behind those that a thumb has at once: today, the calendar, people.
  people: [{ label: "activities", link: linkOptions({ to: "/activities", search: {} }), ...look("check") }],
  sales: [
    { label: "quotes", link: linkOptions({ to: "/quotes", search: {} }), ...look("file", "person.see") },
    { label: "stale", link: linkOptions({ to: "/stale", search: {} }), ...look("clock", "person.see") },
    { label: "performance", link: linkOptions({ to: "/performance", search: {} }), ...look("trend", "person.see") },
  ],
  reports: [
    { label: "dashboards", link: linkOptions({ to: "/dashboards" }), ...look("columns", "person.see") },
    { label: "goals", link: linkOptions({ to: "/goals" }), ...look("flag", "person.see") },
  ],
  orders: [
    { label: "agreements", link: linkOptions({ to: "/agreements", search: {} }), ...look("undo", "person.see") },
    { label: "assets", link: linkOptions({ to: "/assets", search: {} }), ...look("wrench", "person.see") },
  ],
} as const

/** What stands below an item of the navigation while its part of the app is open. */
export const NAV_UNDER = {
  calendar: [
    { label: "calendarOne", link: linkOptions({ to: "/calendar", search: {} }), of: ["/calendar"] },
    { label: "activities", link: linkOptions({ to: "/activities", search: {} }), of: ["/activities"] },
  ],
  sales: [
    { label: "pipeline", link: linkOptions({ to: "/sales", search: {} }), of: ["/sales"] },
    { label: "quotes", link: linkOptions({ to: "/quotes", search: {} }), of: ["/quotes"] },
    { label: "stale", link: linkOptions({ to: "/stale", search: {} }), of: ["/stale"] },
    { label: "performance", link: linkOptions({ to: "/performance", search: {} }), of: ["/performance"] },
  ],
  leads: [
    { label: "leadsPools", link: linkOptions({ to: "/leads", search: {} }), of: ["/leads"] },
    { label: "registrations", link: linkOptions({ to: "/registrations" }), of: ["/registrations"] },
    { label: "disputes", link: linkOptions({ to: "/disputes", search: {} }), of: ["/disputes"] },
    { label: "fairness", link: linkOptions({ to: "/leads/fairness", search: {} }), of: ["/leads/fairness"] },
  ],
  products: [
    { label: "catalogue", link: linkOptions({ to: "/products", search: {} }), of: ["/products"] },
    { label: "prices", link: linkOptions({ to: "/products/prices", search: {} }), of: ["/products/prices"] },
  ],
  reports: [
    { label: "reports", link: linkOptions({ to: "/reports", search: {} }), of: ["/reports"] },
    { label: "dashboards", link: linkOptions({ to: "/dashboards" }), of: ["/dashboards"] },
    { label: "goals", link: linkOptions({ to: "/goals" }), of: ["/goals"] },
    { label: "reportMails", link: linkOptions({ to: "/report-mails" }), of: ["/report-mails"] },
  ],
  orders: [
    { label: "ordersAll", link: linkOptions({ to: "/orders" }), of: ["/orders"] },
    { label: "agreements", link: linkOptions({ to: "/agreements", search: {} }), of: ["/agreements"] },
    { label: "assets", link: linkOptions({ to: "/assets", search: {} }), of: ["/assets"] },
  ],
} as const

/** Sections of the settings, which the palette knows by name. */
export const SETUP = [
  { label: "setupStaff", link: linkOptions({ to: "/settings/staff" }), ...look("settings", "users") },
  { label: "setupRoles", link: linkOptions({ to: "/settings/roles" }), ...look("settings", "users") },
  { label: "setupTerritories", link: linkOptions({ to: "/settings/territories" }), ...look("settings", "users") },
  { label: "setupMembers", link: linkOptions({ to: "/settings/members" }), ...look("settings", "users") },
  { label: "setupWorth", link: linkOptions({ to: "/settings/worth" }), ...look("settings", "users") },
  { label: "setupPipelines", link: linkOptions({ to: "/settings/pipelines" }), ...look("settings", "users") },
  { label: "setupLeads", link: linkOptions({ to: "/settings/leads" }), ...look("settings", "users") },
  { label: "setupQuotes", link: linkOptions({ to: "/settings/quotes" }), ...look("settings", "catalogue") },
  { label: "setupReviews", link: linkOptions({ to: "/settings/reviews" }), ...look("settings", "users") },
  { label: "setupRevisits", link: linkOptions({ to: "/settings/revisits", search: {} }), ...look("settings", "views") },
  { label: "setupFields", link: linkOptions({ to: "/settings/fields" }), ...look("settings", "users") },
  { label: "setupSignIn", link: linkOptions({ to: "/settings/sign-in" }), ...look("settings", "users") },
  { label: "setupKeys", link: linkOptions({ to: "/settings/keys" }), ...look("settings") },
  { label: "setupConnectors", link: linkOptions({ to: "/settings/connectors" }), ...look("settings", "sources") },
  { label: "setupHooks", link: linkOptions({ to: "/settings/hooks", search: {} }), ...look("settings", "sources") },
  { label: "setupPrivacy", link: linkOptions({ to: "/settings/privacy", search: {} }), ...look("settings", "privacy") },
  { label: "setupAudit", link: linkOptions({ to: "/settings/audit" }), ...look("settings", "audit") },
] as const

/** Below the line, at the foot of the navigation. */
export const NAV_FOOT = [
  { label: "imports", link: linkOptions({ to: "/imports" }), ...look("upload", "import") },
  { label: "ingest", link: linkOptions({ to: "/ingest" }), ...look("pulse", "ingest") },
  { label: "sources", link: linkOptions({ to: "/sources" }), ...look("key", "sources") },
  { label: "settings", link: linkOptions({ to: "/settings" }), ...look("settings") },
] as const

// The frame around every page: navigation, head with find and create, the side panel, keyboard commands.
// In: the session and the URL. Out: the page in its place. It must never fetch what only one page needs.

import "./frame.css"
import "../kit/print/print.css"
import { api } from "@api/client"
import type { ActivityKind } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Navigate, Outlet, useNavigate, useSearch } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { ZoneContext } from "@ui/format"
import { Icon } from "@ui/Icon"
import { modifier, useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { lazy, Suspense, startTransition, useEffect, useRef, useState } from "react"
import type { Leads } from "../features/help/entry"
import { useAppearance } from "../kit/appearance"
import { useDevice } from "../kit/device/useDevice"
import { usePush } from "../kit/device/usePush"
import { useSignOut } from "../kit/device/useSignOut"
import { useWaiting } from "../kit/device/waiting"
import { HeadContext } from "../kit/PageHead"
import { sessionQuery } from "../kit/queries"
import { SessionProvider } from "../kit/session"
import { usePhone } from "../kit/usePhone"
import { Navigation, PhoneBar } from "./Navigation"
import { Notices } from "./Notices"
import { NAV, NAV_FOOT, SETUP } from "./nav"
import { framePhrases } from "./phrases"
import { StatusBar } from "./StatusBar"
import { useSidePanel } from "./useSidePanel"

const fetchPalette = async () => ({ default: (await import("../features/search/Palette")).Palette })
const Palette = lazy(fetchPalette)
const KeyMapDialog = lazy(async () => ({ default: (await import("./KeyMapDialog")).KeyMapDialog }))
const SignOutDialog = lazy(async () => ({ default: (await import("./SignOutDialog")).SignOutDialog }))
const HelpPanel = lazy(async () => ({ default: (await import("../features/help/HelpPanel")).HelpPanel }))
const PlanHere = lazy(async () => ({ default: (await import("../kit/activities/PlanHere")).PlanHere }))
const CreatePerson = lazy(async () => ({ default: (await import("../features/people/CreatePerson")).CreatePerson }))

/** Whether help may offer the way: what the navigation does not show is not offered either. */
function mayLead(leads: Leads, can: Record<string, boolean>): boolean {
  if (leads === "create") return can["person.create"] === true
  const entry = [...NAV, ...NAV_FOOT, ...SETUP].find(({ link }) => link.to === leads)
  return !entry?.needs || can[entry.needs] === true
}

/** Whose eyes these are, and the way back to one's own. */
function LookingAs({ name }: { name: string }) {
  const t = usePhrases(framePhrases)
  return (
    <div className="looking-as" role="status">
      <Icon name="eye" size={16} />
      <span className="grow">{t("lookingAs", { name })}</span>
      <Button small onClick={() => void api.staff.lookBack().then(() => window.location.assign("/settings/staff"))}>
        {t("lookBack")}
      </Button>
    </div>
  )
}

export function Frame() {
  const t = usePhrases(framePhrases)
  const session = useQuery(sessionQuery).data
  const { panel, do: todo } = useSearch({ from: "/frame" })
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const [open, setOpen] = useState<"palette" | "keys" | "create" | "leave" | null>(null)
  const appearance = useAppearance()

  // The account's language wins on a device where nobody has chosen one.
  useEffect(() => {
    const chosen = session?.user.locale
    if (chosen && localStorage.getItem("guanxi.locale") === null) appearance.setLocale(chosen)
    if (session && localStorage.getItem("guanxi.theme") === null && session.user.theme !== appearance.theme) {
      appearance.setTheme(session.user.theme)
    }
  }, [session, appearance])

  useDevice(session)
  usePush(session)

  // Fetched once the page has painted: what is typed right after the shortcut must not fall on the page below.
  // A failed fetch is silent here, as whoever opens the palette asks again.
  useEffect(() => void fetchPalette().catch(() => {}), [])

  // In a transition, so that a part still being fetched appears once, without a pause for a fallback.
  const openSoon = (what: "palette" | "keys" | "create") => startTransition(() => setOpen(what))
  const [plans, setPlans] = useState<ActivityKind | null>(null)
  const plan = (kind: ActivityKind) => startTransition(() => setPlans(kind))
  const mayCreate = session?.can["person.create"] === true
  const [help, setHelp] = useState(false)
  const helpButton = useRef<HTMLSpanElement>(null)
  const closeHelp = () => {
    setHelp(false)
    helpButton.current?.querySelector("button")?.focus()
  }
  const toggleHelp = () => (help ? closeHelp() : startTransition(() => setHelp(true)))
  const phone = usePhone()
  const navigate = useNavigate()
  const SidePanel = useSidePanel(panel)
  const waiting = useWaiting().length
  const signOut = useSignOut()
  const leave = () => (waiting > 0 ? setOpen("leave") : void signOut())
  const onLead = (leads: Leads) => {
    if (leads === "find") openSoon("palette")
    else if (leads === "keys" || leads === "create") openSoon(leads)
    else void navigate({ to: leads })
    // A sheet would hide what it led to.
    if (phone) setHelp(false)
  }

  // A shortcut of the installed app opens a dialog; the address forgets it, so that going back does not open it again.
  useEffect(() => {
    if (todo === "find") openSoon("palette")
    if (todo === "create" && mayCreate) openSoon("create")
    if (todo === "task" || todo === "call" || todo === "meeting" || todo === "visit") plan(todo)
    if (todo !== undefined) void navigate({ to: ".", search: (now) => ({ ...now, do: undefined }), replace: true })
  }, [todo, mayCreate, navigate])

  useKeys({
    "mod+k": (event) => {
      event.preventDefault()
      openSoon("palette")
    },
    c: (event) => {
      if (!mayCreate) return
      event.preventDefault()
      openSoon("create")
    },
    t: (event) => {
      event.preventDefault()
      plan("task")
    },
    "?": () => openSoon("keys"),
    F1: (event) => {
      event.preventDefault()
      toggleHelp()
    },
  })

  if (!session) return null
  if (session.owes_factor) return <Navigate to="/second-factor" />
  return (
    <SessionProvider session={session}>
      <ZoneContext value={session.workspace.zone}>
        <HeadContext value={place}>
          <a href="#content" className="button skip">
            {t("skip")}
          </a>
          <div className="frame">
            <Navigation session={session} onLeave={leave} />
            <div className="main">
              <header className="head">
                <div className="head-place" ref={setPlace} />
                <button type="button" className="find-box" onClick={() => openSoon("palette")}>
                  <Icon name="search" size={14} />
                  <span>{t("find")}</span>
                  <kbd>{modifier}K</kbd>
                </button>
                {mayCreate && <IconButton icon="plus" label={t("createPerson")} onClick={() => openSoon("create")} />}
                <Notices />
                <span className="not-phone" ref={helpButton}>
                  <IconButton icon="help" label={t("help")} aria-expanded={help} on={help} onClick={toggleHelp} />
                </span>
              </header>
              <StatusBar />
              {session.looking_as && <LookingAs name={session.user.name} />}
              <main id="content" className="page" tabIndex={-1}>
                <Outlet />
                {panel && SidePanel && <SidePanel key={panel} id={panel} />}
                <Suspense>
                  {help && (
                    <HelpPanel may={(leads) => mayLead(leads, session.can)} onLead={onLead} onClose={closeHelp} />
                  )}
                </Suspense>
              </main>
            </div>
            <PhoneBar onFind={() => openSoon("palette")} onHelp={toggleHelp} onLeave={leave} />
          </div>
          <Suspense>
            {open === "palette" && (
              <Palette onClose={() => setOpen(null)} onCreate={() => openSoon("create")} onPlan={plan} />
            )}
            {open === "keys" && <KeyMapDialog onClose={() => setOpen(null)} />}
            {open === "leave" && <SignOutDialog count={waiting} onClose={() => setOpen(null)} />}
            {plans && <PlanHere kind={plans} onClose={() => setPlans(null)} />}
            {open === "create" && <CreatePerson onClose={() => setOpen(null)} />}
          </Suspense>
        </HeadContext>
      </ZoneContext>
    </SessionProvider>
  )
}

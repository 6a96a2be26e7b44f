import { api } from "@api/client"
import type { Session } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Link, useLocation, useNavigate } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { LOCALES } from "@ui/locales"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { Fragment } from "react"
import { LivePill } from "../features/settings/LivePill"
import { type Theme, useAppearance } from "../kit/appearance"
import { useSession } from "../kit/session"
import { Mark } from "./Mark"
import { NAV, NAV_FOOT, NAV_THUMB, NAV_UNDER } from "./nav"
import { PinnedViews } from "./PinnedViews"
import { framePhrases } from "./phrases"

const THEMES: { id: Theme; icon: "sun" | "moon" | "settings" }[] = [
  { id: "light", icon: "sun" },
  { id: "dark", icon: "moon" },
  { id: "system", icon: "settings" },
]

/** A page that stands below another by its address, and beside it in the navigation: only itself is marked there. */
const STANDS_ALONE: Partial<Record<string, string>> = {
  "/leads/fairness": "/leads",
  "/products/prices": "/products",
}

const hasUnder = (label: string): label is keyof typeof NAV_UNDER => label in NAV_UNDER

export function Navigation({ session, onLeave }: { session: Session; onLeave: () => void }) {
  const t = usePhrases(framePhrases)
  const format = useFormat()
  const open = useQuery({
    queryKey: ["duplicates", { count: "open" }],
    queryFn: () => api.duplicates.list("open", null, 1),
    enabled: session.can["person.see"] === true,
    staleTime: 60_000,
    retry: false,
  }).data
  const { pathname } = useLocation()
  /** Whether one of the pages below an item is on screen. */
  const isOpen = (under: readonly { of: readonly string[] }[]) =>
    under.some(({ of }) => of.some((path) => pathname === path || pathname.startsWith(`${path}/`)))
  const item = (entry: (typeof NAV)[number] | (typeof NAV_FOOT)[number]) =>
    entry.needs && !session.can[entry.needs] ? null : (
      <Fragment key={entry.label}>
        <Link {...entry.link} activeOptions={{ includeSearch: false }} className="nav-item">
          <Icon name={entry.icon} />
          <span>{t(entry.label)}</span>
          {entry.label === "duplicates" && open !== undefined && open.total > 0 && (
            <span className="nav-count">
              {format.number(open.total)}
              {open.total_at_least && "+"}
            </span>
          )}
        </Link>
        {hasUnder(entry.label) && isOpen(NAV_UNDER[entry.label]) && (
          <div className="nav-under">
            {NAV_UNDER[entry.label].map(({ label, link, of }) => (
              <Link
                key={label}
                {...link}
                // A page below one of these that stands here itself is not both.
                activeOptions={{ includeSearch: false, exact: STANDS_ALONE[pathname] === of[0] }}
                className="nav-item"
              >
                <span>{t(label)}</span>
              </Link>
            ))}
          </div>
        )}
      </Fragment>
    )
  return (
    <nav className="nav" aria-label={t("nav")}>
      <Link to="/people" className="brand">
        <Mark />
        <span>{t("product")}</span>
        <small className="cut">{session.workspace.name}</small>
      </Link>
      <div className="nav-list">
        {NAV.map(item)}
        {session.can["person.see"] && <PinnedViews />}
      </div>
      <div className="nav-foot">
        <LivePill />
        {NAV_FOOT.map(item)}
      </div>
      <AccountMenu session={session} onLeave={onLeave} />
    </nav>
  )
}

function AccountMenu({ session, onLeave }: { session: Session; onLeave: () => void }) {
  const t = usePhrases(framePhrases)
  const { user } = session
  const about = `${user.role_name ?? t.maybe(`role.${user.role}`) ?? user.role} · ${session.demo ? t("demo") : t("online")}`
  return (
    <Popover
      kind="menu"
      label={t("account", { name: user.name })}
      trigger={(props) => (
        <button type="button" className="me" {...props}>
          <Avatar id={user.id} initial={user.name.slice(0, 1)} />
          <span className="stack" style={{ lineHeight: "16px" }}>
            <span className="medium cut">{user.name}</span>
            <span className="tiny quiet cut" title={about}>
              {about}
            </span>
          </span>
          <span className="dot end" />
        </button>
      )}
    >
      {(close) => <AppearanceItems close={close} onLeave={onLeave} />}
    </Popover>
  )
}

function AppearanceItems({ close, onLeave }: { close: () => void; onLeave: () => void }) {
  const t = usePhrases(framePhrases)
  const { locale, theme, setLocale, setTheme } = useAppearance()
  return (
    <>
      <div className="menu-label">{t("language")}</div>
      {LOCALES.map(({ id, name }) => (
        <MenuItem
          key={id}
          checked={locale === id}
          onSelect={() => {
            setLocale(id)
            void api.session.change({ locale: id })
            close()
          }}
        >
          <span lang={id}>{name}</span>
        </MenuItem>
      ))}
      <div className="menu-label">{t("theme")}</div>
      {THEMES.map(({ id, icon }) => (
        <MenuItem
          key={id}
          icon={icon}
          checked={theme === id}
          onSelect={() => {
            setTheme(id)
            void api.session.change({ theme: id })
            close()
          }}
        >
          {t(id)}
        </MenuItem>
      ))}
      <div className="menu-label" />
      <MenuItem
        icon="signin"
        onSelect={() => {
          close()
          onLeave()
        }}
      >
        {t("signOut")}
      </MenuItem>
    </>
  )
}

type ThumbItem = (typeof NAV)[number] | (typeof NAV_FOOT)[number] | (typeof NAV_THUMB)[keyof typeof NAV_THUMB][number]

const hasThumb = (label: string): label is keyof typeof NAV_THUMB => label in NAV_THUMB

interface PhoneBarProps {
  onFind: () => void
  onHelp: () => void
  onLeave: () => void
}

/** The thumb's navigation: three pages, finding in the middle, and the rest under "more". */
export function PhoneBar({ onFind, onHelp, onLeave }: PhoneBarProps) {
  const t = usePhrases(framePhrases)
  const session = useSession()
  const navigate = useNavigate()
  const items = [...NAV, ...NAV_FOOT]
    .flatMap((entry): ThumbItem[] => (hasThumb(entry.label) ? [entry, ...NAV_THUMB[entry.label]] : [entry]))
    .filter((entry) => !entry.needs || session.can[entry.needs])
  const rest = items.slice(3)
  const page = (entry: (typeof items)[number]) => (
    <Link key={entry.label} {...entry.link}>
      <Icon name={entry.icon} size={20} />
      {t(entry.label)}
    </Link>
  )
  return (
    <nav className="tab-bar" aria-label={t("phoneNav")}>
      {items.slice(0, 2).map(page)}
      <button type="button" aria-label={t("find")} onClick={onFind}>
        <Icon name="search" size={20} />
        {t("findShort")}
      </button>
      {items.slice(2, 3).map(page)}
      <Popover
        kind="menu"
        label={t("more")}
        trigger={(props) => (
          <button type="button" {...props}>
            <Icon name="more" size={20} />
            {t("more")}
          </button>
        )}
      >
        {(close) => (
          <>
            {rest.map((entry) => (
              <MenuItem
                key={entry.label}
                icon={entry.icon}
                onSelect={() => {
                  close()
                  void navigate(entry.link)
                }}
              >
                {t(entry.label)}
              </MenuItem>
            ))}
            <MenuItem
              icon="help"
              onSelect={() => {
                close()
                onHelp()
              }}
            >
              {t("help")}
            </MenuItem>
            <AppearanceItems close={close} onLeave={onLeave} />
          </>
        )}
      </Popover>
    </nav>
  )
}

// Help beside the page: what this screen is for, what one does here, what its words mean, what to do when something
// looks wrong. In: the address of the screen. Out: ways to other screens and dialogs. It must never cover the work:
// beside the page on a desk, a sheet over its lower part on a phone.

import "./help.css"
import { useRouterState } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { useLocale, usePhrases } from "@ui/phrases"
import { useEffect, useId, useRef, useState } from "react"
import { usePhone } from "../../kit/usePhone"
import { findHelp, HELP, helpOf } from "./contents"
import type { Leads } from "./entry"
import { HelpArticle } from "./HelpArticle"
import { helpPhrases } from "./phrases"

interface HelpPanelProps {
  /** Whether the signed-in user may go there. */
  may: (leads: Leads) => boolean
  onLead: (leads: Leads) => void
  onClose: () => void
}

export function HelpPanel({ may, onLead, onClose }: HelpPanelProps) {
  const t = usePhrases(helpPhrases)
  const locale = useLocale()
  const here = useRouterState({ select: (state) => state.matches.at(-1)?.fullPath ?? "/$" })
  const [asked, setAsked] = useState("")
  // Another screen's help, being read here; gone when one moves on.
  const [read, setRead] = useState<{ path: string; at: string } | null>(null)
  const path = read?.at === here ? read.path : here
  const entry = helpOf(path)
  const found = findHelp(asked, locale)
  const heading = useId()
  const box = useRef<HTMLInputElement>(null)
  const panel = useRef<HTMLElement>(null)
  // A phone would open its keyboard over the help that is to be read.
  const phone = usePhone()
  useEffect(() => (phone ? panel : box).current?.focus({ preventScroll: true }), [phone])
  useKeys({ Escape: onClose })
  const show = (next: string) => {
    setRead(next === here ? null : { path: next, at: here })
    setAsked("")
  }
  return (
    <aside className="help-panel" aria-labelledby={heading} ref={panel} tabIndex={-1}>
      <div className="help-head">
        <h2 id={heading}>{t("title")}</h2>
        <span className="end row">
          <Button small icon="keyboard" className="not-phone" onClick={() => onLead("keys")}>
            {t("keyMap")}
          </Button>
          <IconButton icon="close" label={t("close")} onClick={onClose} />
        </span>
      </div>
      <div className="help-find">
        <Icon name="search" size={14} />
        <input
          ref={box}
          className="input"
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={asked}
          onChange={(event) => setAsked(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return
            event.stopPropagation()
            if (asked === "") onClose()
            else setAsked("")
          }}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="help-body scroll" tabIndex={0}>
        {asked.trim() !== "" ? (
          <section aria-live="polite">
            <p className="small quiet">
              {found.length === 0 ? t("nothing", { q: asked.trim() }) : t("found", { n: found.length })}
            </p>
            <ul className="help-found">
              {found.map((one) => (
                <li key={`${one.path ?? one.title} ${one.text}`}>
                  {one.path === undefined ? (
                    <div className="help-hit">
                      <b>{one.title}</b>
                      <span className="soft">{one.text}</span>
                    </div>
                  ) : (
                    <button type="button" className="help-hit" onClick={() => show(one.path ?? here)}>
                      <b>{one.title}</b>
                      <span className="soft">{one.text}</span>
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ) : (
          <>
            {path !== here && (
              <button type="button" className="link small help-back" onClick={() => show(here)}>
                <Icon name="left" size={12} />
                {t("back")}
              </button>
            )}
            <HelpArticle entry={entry} path={path} here={path === here} may={may} onLead={onLead} />
            <section>
              <h3>{t("screens")}</h3>
              <ul className="help-screens">
                {Object.entries(HELP).map(([one, { title }]) => (
                  <li key={one}>
                    <button type="button" className="chip" aria-pressed={one === path} onClick={() => show(one)}>
                      {title[locale]}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          </>
        )}
      </div>
    </aside>
  )
}

import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react"
import { createPortal } from "react-dom"
import { Icon, type IconName } from "./Icon"

interface TriggerProps {
  "aria-haspopup": "menu" | "dialog"
  "aria-expanded": boolean
  "aria-controls": string | undefined
  onClick: () => void
}

interface PopoverProps {
  kind?: "menu" | "dialog"
  label: string
  trigger: (props: TriggerProps) => ReactNode
  children: (close: () => void) => ReactNode
}

/** A floating sheet beside its trigger. Esc, a click elsewhere and a choice close it and give focus back. */
export function Popover({ kind = "dialog", label, trigger, children }: PopoverProps) {
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLSpanElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const id = useId()

  const close = () => {
    setOpen(false)
    anchor.current?.querySelector<HTMLElement>("button, a")?.focus()
  }

  useLayoutEffect(() => {
    const from = anchor.current?.firstElementChild?.getBoundingClientRect()
    const element = sheet.current
    if (!open || !from || !element) return
    const size = element.getBoundingClientRect()
    const left = Math.max(8, Math.min(from.left, window.innerWidth - size.width - 8))
    const below = from.bottom + 4
    const top = below + size.height > window.innerHeight - 8 ? Math.max(8, from.top - size.height - 4) : below
    element.style.left = `${left}px`
    element.style.top = `${top}px`
    element.querySelector<HTMLElement>("input, button, select, [tabindex='0']")?.focus()
  }, [open])

  useEffect(() => {
    if (!open) return
    const outside = (event: PointerEvent) => {
      const target = event.target
      if (!(target instanceof Node)) return
      if (!sheet.current?.contains(target) && !anchor.current?.contains(target)) setOpen(false)
    }
    document.addEventListener("pointerdown", outside)
    return () => document.removeEventListener("pointerdown", outside)
  }, [open])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation()
      close()
    }
    if (kind === "menu" && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault()
      const items = [...(sheet.current?.querySelectorAll<HTMLElement>("[role^='menuitem']") ?? [])]
      const focused = document.activeElement
      const now = focused instanceof HTMLElement ? items.indexOf(focused) : -1
      const step = event.key === "ArrowDown" ? 1 : -1
      items[(now + step + items.length) % items.length]?.focus()
    }
    if (kind === "menu" && event.key === "Tab") setOpen(false)
  }

  return (
    <span ref={anchor} style={{ display: "contents" }}>
      {trigger({
        "aria-haspopup": kind,
        "aria-expanded": open,
        "aria-controls": open ? id : undefined,
        onClick: () => setOpen(!open),
      })}
      {open &&
        createPortal(
          <div ref={sheet} id={id} className="menu" tabIndex={-1} {...{ role: kind, "aria-label": label, onKeyDown }}>
            {children(close)}
          </div>,
          // Inside the page's landmark where there is one, so that a screen reader knows where it stands.
          anchor.current?.closest("dialog") ?? document.querySelector("main") ?? document.body,
        )}
    </span>
  )
}

interface MenuItemProps {
  icon?: IconName
  /** Present on items that are on or off. */
  checked?: boolean
  onSelect: () => void
  children: ReactNode
}

export function MenuItem({ icon, checked, onSelect, children }: MenuItemProps) {
  const role = checked === undefined ? { role: "menuitem" } : { role: "menuitemcheckbox", "aria-checked": checked }
  return (
    <button type="button" className="menu-item" {...role} onClick={onSelect}>
      {icon && <Icon name={icon} size={14} />}
      <span className="grow cut">{children}</span>
      {checked && <Icon name="check" size={14} />}
    </button>
  )
}

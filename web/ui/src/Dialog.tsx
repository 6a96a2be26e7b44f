import { type ReactNode, useId, useLayoutEffect, useRef } from "react"
import { IconButton } from "./Button"

interface DialogProps {
  title: string
  closeLabel: string
  onClose: () => void
  /** Where nothing need be typed: the focus stays at the close button, and a phone keeps its keyboard away. */
  still?: boolean
  children: ReactNode
  foot?: ReactNode
}

/** A modal over the page; the browser keeps focus inside, Esc and the backdrop close it. */
export function Dialog({ title, closeLabel, onClose, still = false, children, foot }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useLayoutEffect(() => {
    const dialog = element.current
    if (!dialog) return
    if (!dialog.open) dialog.showModal()
    // What is asked first takes the focus; without a question it stays at the close button.
    if (!still)
      dialog.querySelector<HTMLElement>(".dialog-body :is(input, select, textarea):not([type=hidden])")?.focus()
    // Closing gives the focus back to where it came from; a removed dialog would drop it.
    return () => dialog.close()
  }, [still])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes through `onCancel`; the click is the backdrop.
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose()
      }}
    >
      <div className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <IconButton icon="close" label={closeLabel} className="end" onClick={onClose} />
      </div>
      <div className="dialog-body">{children}</div>
      {foot && <div className="dialog-foot">{foot}</div>}
    </dialog>
  )
}

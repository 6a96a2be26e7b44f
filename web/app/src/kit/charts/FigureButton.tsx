// A figure that opens the rows behind it.

import type { ReactNode } from "react"

export function FigureButton({
  onOpen,
  children,
  label,
}: {
  onOpen?: () => void
  children: ReactNode
  label?: string
}) {
  if (!onOpen) return <span className="figure">{children}</span>
  return (
    <button type="button" className="figure figure-opens" onClick={onOpen} title={label} aria-label={label}>
      {children}
    </button>
  )
}

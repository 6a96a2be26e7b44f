// A block of the page: its head, and the room that it took the last time until what it shows has come.

import type { ReactNode } from "react"
import { useKeptHeight } from "./heights"

interface CardProps {
  /** Under which name its height is kept. */
  block: string
  title: ReactNode
  label?: string
  end?: ReactNode
  ready: boolean
  className?: string
  children: ReactNode
}

export function Card({ block, title, label, end, ready, className = "", children }: CardProps) {
  const { ref, style } = useKeptHeight<HTMLElement>(block, ready)
  return (
    <section
      ref={ref}
      className={`card home-card ${className}`}
      style={style}
      aria-label={label}
      aria-busy={!ready || undefined}
    >
      <h3 className="section-head">
        <span>{title}</span>
        {end && <span className="row end">{end}</span>}
      </h3>
      {children}
    </section>
  )
}

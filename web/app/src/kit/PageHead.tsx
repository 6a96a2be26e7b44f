// The line at the top of every page: where we are at the left, find and create at the right.

import { createContext, type ReactNode, useContext } from "react"
import { createPortal } from "react-dom"

/** The element of the frame into which the open page puts its crumbs. */
export const HeadContext = createContext<HTMLElement | null>(null)

export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  const place = useContext(HeadContext)
  return (
    <>
      <title>{title}</title>
      {place && createPortal(children === undefined ? <h1 className="strong">{title}</h1> : children, place)}
    </>
  )
}

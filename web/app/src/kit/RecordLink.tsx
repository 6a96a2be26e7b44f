// A record that another feature shows: a link to its page where this build has one, its name where it has none.

import { useRouter } from "@tanstack/react-router"
import type { ReactNode } from "react"

interface RecordLinkProps {
  /** Where the list of its kind is, such as "/quotes". */
  page: string
  id: string
  children: ReactNode
}

export function RecordLink({ page, id, children }: RecordLinkProps) {
  const router = useRouter()
  if (!Object.keys(router.routesByPath).some((path) => path.startsWith(`${page}/$`))) return <span>{children}</span>
  const href = `${page}/${encodeURIComponent(id)}`
  return (
    <a
      href={href}
      className="link cut"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        router.history.push(href)
      }}
    >
      {children}
    </a>
  )
}

// A person's name anywhere: a click opens the side panel over what is on screen, a modified click the page.

import type { Named } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"

interface PersonLinkProps {
  person: Named
  avatar?: 16 | 20 | 24
  className?: string
}

export function PersonLink({ person, avatar, className = "link" }: PersonLinkProps) {
  const initial = person.initial ?? person.name.slice(0, 1)
  return (
    <Link to="." search={(now) => ({ ...now, panel: person.id })} className={`${className} ${avatar ? "row" : ""}`}>
      {avatar && <Avatar id={person.id} initial={initial} size={avatar} />}
      <span className={avatar ? "cut" : undefined}>{person.name}</span>
    </Link>
  )
}

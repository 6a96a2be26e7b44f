import { useQuery } from "@tanstack/react-query"
import { personQuery } from "../../kit/queries"

export function SidePanel({ id }: { id: string }) {
  return <aside className="side-panel">{useQuery(personQuery(id)).data?.name}</aside>
}

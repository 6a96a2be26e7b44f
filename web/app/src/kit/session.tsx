import type { Session } from "@api/contract"
import { createContext, type ReactNode, useContext } from "react"

const SessionContext = createContext<Session | null>(null)

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

/** Who is signed in; every page inside the frame has one. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error("useSession is used outside the frame")
  return session
}

/** Whether the signed-in user may do something, for example `person.edit`. */
export function useCan(permission: string): boolean {
  return useSession().can[permission] === true
}

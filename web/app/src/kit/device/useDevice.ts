// What goes on behind every page: this device is opened to whoever is signed in, people are fetched ahead, and what
// waits is sent.

import type { Session } from "@api/contract"
import { useEffect } from "react"
import { keepAhead } from "./ahead"
import { meet } from "./reading"
import { useSender } from "./useSender"

export function useDevice(session: Session | undefined): void {
  useEffect(() => {
    if (!session) return
    let stop: (() => void) | undefined
    let left = false
    void meet(session).then(() => {
      if (!left && !session.looking_as) stop = keepAhead()
    })
    return () => {
      left = true
      stop?.()
    }
  }, [session])
  useSender()
}

// Asks before a page is left whose changes are not saved.

import { useBlocker } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import type { RefObject } from "react"
import { pagePhrases } from "./pagePhrases"

interface LeaveGuardProps {
  changed: boolean
  /** Set where the page itself leads on. */
  free: RefObject<boolean>
}

export function LeaveGuard({ changed, free }: LeaveGuardProps) {
  const t = usePhrases(pagePhrases)
  const inStates = usePhrases(statePhrases)
  const leaving = useBlocker({
    // The question itself is in the address, which changes with it.
    shouldBlockFn: ({ current, next }) => changed && !free.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => changed && !free.current,
    withResolver: true,
  })
  if (leaving.status !== "blocked") return null
  return (
    <Dialog
      title={t("leaveTitle")}
      closeLabel={inStates("close")}
      onClose={leaving.reset}
      still
      foot={
        <>
          <Button look="danger" onClick={leaving.proceed}>
            {t("leave")}
          </Button>
          <Button look="primary" onClick={leaving.reset}>
            {t("stay")}
          </Button>
        </>
      }
    >
      <p>{t("leaveText")}</p>
    </Dialog>
  )
}

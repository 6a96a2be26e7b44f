// Asks before a dashboard is left whose changes are not saved.

import { useBlocker } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import type { RefObject } from "react"
import { editPhrases } from "./phrases"

/** `free` is set where the page itself leads on. */
export function LeaveGuard({ changed, free }: { changed: boolean; free: RefObject<boolean> }) {
  const t = usePhrases(editPhrases)
  const state = usePhrases(statePhrases)
  const leaving = useBlocker({
    shouldBlockFn: () => changed && !free.current,
    enableBeforeUnload: () => changed && !free.current,
    withResolver: true,
  })
  if (leaving.status !== "blocked") return null
  return (
    <Dialog
      title={t("leaveTitle")}
      closeLabel={state("close")}
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

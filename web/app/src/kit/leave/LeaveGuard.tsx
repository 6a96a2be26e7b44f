// Asks before a page is left, or its tab closed, whose changes are not saved. A page that leads on itself once it has
// saved navigates with `ignoreBlocker`.

import { useBlocker } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { leavePhrases } from "./phrases"

export function LeaveGuard({ changed }: { changed: boolean }) {
  const t = usePhrases(leavePhrases)
  const state = usePhrases(statePhrases)
  const leaving = useBlocker({
    // What a page keeps in its address is still the same page.
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname,
    disabled: !changed,
    withResolver: true,
  })
  if (leaving.status !== "blocked") return null
  return (
    <Dialog
      title={t("title")}
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
      <p>{t("text")}</p>
    </Dialog>
  )
}

// Before signing out with changes that were not sent: they would be gone with everything else on this device.

import { useNavigate } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useSignOut } from "../kit/device/useSignOut"
import { framePhrases } from "./phrases"
import { statusPhrases } from "./statusPhrases"

export function SignOutDialog({ count, onClose }: { count: number; onClose: () => void }) {
  const t = usePhrases(statusPhrases)
  const frame = usePhrases(framePhrases)
  const state = usePhrases(statePhrases)
  const navigate = useNavigate()
  const signOut = useSignOut()
  return (
    <Dialog
      title={t("leaveTitle")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button look="danger" onClick={() => void signOut()}>
            {frame("signOut")}
          </Button>
          <Button
            look="primary"
            onClick={() => {
              onClose()
              void navigate({ to: "/waiting" })
            }}
          >
            {t("lookFirst")}
          </Button>
        </>
      }
    >
      <p>{t("leaveText", { n: count })}</p>
    </Dialog>
  )
}

// One slim line under the head, there only when there is something to know: a new version of the app.

import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { takeNewVersion, useVersion } from "../kit/version"
import { statusPhrases } from "./statusPhrases"

export function StatusBar() {
  const t = usePhrases(statusPhrases)
  const old = useVersion() === "old"
  if (!old) return null
  return (
    <div className="status-bar" role="status">
      <Icon name="spark" size={14} />
      <span className="grow">{t("newVersion")}</span>
      <Button small onClick={takeNewVersion}>
        {t("takeIt")}
      </Button>
    </div>
  )
}

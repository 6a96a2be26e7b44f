// Beside the choice of a layout: folds or unfolds every group, and says where there were too many to list.

import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { layoutPhrases } from "./phrases"

interface FoldAllProps {
  groups: { allFolded: boolean; more: boolean; shown: number; foldAll: (on: boolean) => void }
}

export function FoldAll({ groups }: FoldAllProps) {
  const t = usePhrases(layoutPhrases)
  return (
    <>
      <IconButton
        icon={groups.allFolded ? "down" : "up"}
        label={t(groups.allFolded ? "unfoldAll" : "foldAll")}
        onClick={() => groups.foldAll(!groups.allFolded)}
      />
      {groups.more && <span className="small quiet">{t("tooMany", { n: groups.shown })}</span>}
    </>
  )
}

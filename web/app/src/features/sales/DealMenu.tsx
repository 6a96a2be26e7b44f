// What else can be done with a deal: its link copied, itself deleted.

import type { Deal } from "@api/contract"
import { IconButton } from "@ui/Button"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { dealPhrases } from "./dealPhrases"
import type { DealActions } from "./useDealActions"

interface DealMenuProps {
  deal: Deal
  actions: DealActions
  /** What is left when the deal is gone. */
  from: "panel" | "page"
}

export function DealMenu({ deal: { row, may_delete: mayDelete }, actions, from }: DealMenuProps) {
  const t = usePhrases(dealPhrases)
  return (
    <Popover kind="menu" label={t("more")} trigger={(props) => <IconButton icon="more" label={t("more")} {...props} />}>
      {(close) => (
        <>
          <MenuItem
            icon="link"
            onSelect={() => {
              close()
              void navigator.clipboard?.writeText(`${window.location.origin}/sales/${row.id}`)
              toast({ text: t("copied") })
            }}
          >
            {t("copyLink")}
          </MenuItem>
          {mayDelete && (
            <MenuItem
              icon="trash"
              onSelect={() => {
                close()
                void actions.onDelete(row.name, from)
              }}
            >
              {t("delete")}
            </MenuItem>
          )}
        </>
      )}
    </Popover>
  )
}

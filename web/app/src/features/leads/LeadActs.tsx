// What can be done with a lead, the next thing first: claim it, convert it, give it back, drop it; the rest in a menu.

import type { Lead } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import type { IconName } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { lazy, Suspense, startTransition, useState } from "react"
import { poolsQuery } from "../../kit/leads"
import { useSession } from "../../kit/session"
import { isOpen } from "./columns"
import { leadPhrases } from "./leadPhrases"
import { useCodeText } from "./useCodeText"
import type { LeadActions } from "./useLeadActions"
import { useLeadsDone } from "./useLeadsDone"

const DIALOGS = {
  convert: lazy(async () => ({ default: (await import("./convert/ConvertDialog")).ConvertDialog })),
  release: lazy(async () => ({ default: (await import("./ReasonDialogs")).ReleaseDialog })),
  drop: lazy(async () => ({ default: (await import("./ReasonDialogs")).DropDialog })),
  assign: lazy(async () => ({ default: (await import("./AssignDialog")).AssignDialog })),
  guard: lazy(async () => ({ default: (await import("./GuardDialog")).GuardDialog })),
  dispute: lazy(async () => ({ default: (await import("./DisputeDialog")).DisputeDialog })),
}
export interface LeadDialogProps {
  lead: Lead
  actions: LeadActions
  onClose: () => void
}

interface LeadActsProps {
  lead: Lead
  actions: LeadActions
  /** What is left when the lead is gone. */
  from: "panel" | "page"
  /** The dialog that the address asks for. */
  asked?: keyof typeof DIALOGS
}

export function LeadActs({ lead, actions, from, asked }: LeadActsProps) {
  const t = usePhrases(leadPhrases)
  const codeText = useCodeText()
  const me = useSession().user.id
  const pool = useQuery(poolsQuery).data?.find(({ id }) => id === lead.row.pool?.id)
  const may = asked !== "dispute" || lead.may_dispute
  const [dialog, setDialog] = useState<keyof typeof DIALOGS | null>(may ? (asked ?? null) : null)
  const show = (which: keyof typeof DIALOGS) => startTransition(() => setDialog(which))
  const acts = useLeadsDone()
  const { row, claim } = lead
  const open = isOpen(row)
  const mine = row.owner?.id === me
  const works = open && lead.may_edit && row.owner !== null
  const Shown = dialog && DIALOGS[dialog]
  const rest: [boolean, IconName, string, () => void][] = [
    [lead.may_assign && open, "share", t("assign"), () => show("assign")],
    [lead.may_guard && open, "shield", t("guard"), () => show("guard")],
    [works && !mine, "undo", t("release"), () => show("release")],
    [!works && open && lead.may_edit, "close", t("drop"), () => show("drop")],
    [
      true,
      "link",
      t("copyLink"),
      () => {
        void navigator.clipboard?.writeText(`${window.location.origin}/leads/${row.id}`)
        toast({ text: t("copied") })
      },
    ],
    [lead.may_delete, "trash", t("delete"), () => void actions.onDelete(row.name, from)],
  ]
  return (
    <>
      <div className="row lead-acts">
        {row.free && open && (
          <Button look="primary" small disabled={!claim.may || acts.busy} onClick={() => acts.claim([row])}>
            {t("claim")}
          </Button>
        )}
        {works && (
          <Button look={mine ? "primary" : "normal"} small icon="right" onClick={() => show("convert")}>
            {t("convert")}
          </Button>
        )}
        {works && mine && (
          <Button small onClick={() => show("release")}>
            {t("release")}
          </Button>
        )}
        {works && (
          <Button small onClick={() => show("drop")}>
            {t("drop")}
          </Button>
        )}
        {!open && row.state === "dropped" && lead.may_edit && (
          <Button small icon="undo" onClick={() => void actions.onReopen(row.name)}>
            {t("reopen")}
          </Button>
        )}
        {lead.may_dispute && (
          <Button small icon="scales" onClick={() => show("dispute")}>
            {t("dispute")}
          </Button>
        )}
        <Popover
          kind="menu"
          label={t("more")}
          trigger={(props) => <IconButton icon="more" small label={t("more")} {...props} />}
        >
          {(close) =>
            rest.map(
              ([shown, icon, text, run]) =>
                shown && (
                  <MenuItem
                    key={text}
                    icon={icon}
                    onSelect={() => {
                      close()
                      run()
                    }}
                  >
                    {text}
                  </MenuItem>
                ),
            )
          }
        </Popover>
      </div>
      {row.free && open && !claim.may && <p className="small waiting lead-not">{codeText(claim, pool)}</p>}
      <Suspense>{Shown && <Shown lead={lead} actions={actions} onClose={() => setDialog(null)} />}</Suspense>
    </>
  )
}

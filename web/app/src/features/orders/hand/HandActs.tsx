// What is done next with an order, the likeliest first; the rest in a menu.

import type { OrderPage } from "@api/contract"
import { Button, IconButton } from "@ui/Button"
import type { IconName } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { lazy, Suspense, startTransition, useState } from "react"
import { recordPhrases } from "../../../kit/record/phrases"
import { handPhrases } from "./phrases"
import { toSend, toTakeBack } from "./quantities"
import type { Handling } from "./useHandling"

const DIALOGS = {
  send: lazy(async () => ({ default: (await import("./SendDialog")).SendDialog })),
  pay: lazy(async () => ({ default: (await import("./PayDialog")).PayDialog })),
  takeBack: lazy(async () => ({ default: (await import("./ReturnDialog")).ReturnDialog })),
  cancel: lazy(async () => ({ default: (await import("./CancelDialog")).CancelDialog })),
}

export interface HandDialogProps {
  order: OrderPage
  actions: Handling
  onClose: () => void
}

interface HandActsProps {
  order: OrderPage
  actions: Handling
}

export function HandActs({ order, actions }: HandActsProps) {
  const t = usePhrases(handPhrases)
  const shared = usePhrases(recordPhrases)
  const [dialog, setDialog] = useState<keyof typeof DIALOGS | null>(null)
  const show = (which: keyof typeof DIALOGS) => startTransition(() => setDialog(which))
  const may = order.may_edit
  const left = toSend(order.lines).length > 0
  const back = toTakeBack(order.lines).length > 0
  const owed = Number(order.due)
  const sent = order.lines.some((line) => Number(line.sent) > 0)
  const Shown = dialog && DIALOGS[dialog]
  const copy = (path: string, said: string) => {
    void navigator.clipboard?.writeText(window.location.origin + path)
    toast({ text: said })
  }
  const rest: [boolean, IconName, string, () => void][] = [
    [may && left, "close", t(sent ? "cancelRest" : "cancel"), () => show("cancel")],
    [true, "share", t("copyCustomerLink"), () => copy(order.link, t("linkCopied"))],
    [true, "link", shared("copyLink"), () => copy(`/orders/${order.row.id}`, shared("copied"))],
  ]
  return (
    <>
      <div className="row record-acts">
        {may && left && (
          <Button look="primary" small icon="truck" onClick={() => show("send")}>
            {t("send")}
          </Button>
        )}
        {may && (
          <Button small look={!left && owed > 0 ? "primary" : "normal"} onClick={() => show("pay")}>
            {t(owed < 0 ? "refund" : "pay")}
          </Button>
        )}
        {may && back && (
          <Button small onClick={() => show("takeBack")}>
            {t("takeBack")}
          </Button>
        )}
        <Popover
          kind="menu"
          label={shared("more")}
          trigger={(props) => <IconButton icon="more" small label={shared("more")} {...props} />}
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
      <Suspense>{Shown && <Shown order={order} actions={actions} onClose={() => setDialog(null)} />}</Suspense>
    </>
  )
}

// An order beside the list or whatever is on screen. The list stays; up and down walk along it.

import "../../kit/sidePanel.css"
import "../../kit/record/record.css"
import "./hand/hand.css"
import { useQuery } from "@tanstack/react-query"
import { Link, useLocation, useNavigate, useSearch } from "@tanstack/react-router"
import { IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { ListSteps } from "../../kit/ListSteps"
import { orderQuery } from "../../kit/orders/queries"
import { recordPhrases } from "../../kit/record/phrases"
import { HandActs } from "./hand/HandActs"
import { HandDeliveries } from "./hand/HandDeliveries"
import { HandFacts } from "./hand/HandFacts"
import { HandHead } from "./hand/HandHead"
import { HandHistory } from "./hand/HandHistory"
import { HandLines } from "./hand/HandLines"
import { HandPayments } from "./hand/HandPayments"
import { HandReturns } from "./hand/HandReturns"
import { handPhrases } from "./hand/phrases"
import { useHandling } from "./hand/useHandling"
import { ordersQuery } from "./ordersQuery"

export function OrderPanel({ id }: { id: string }) {
  const t = usePhrases(handPhrases)
  const shared = usePhrases(recordPhrases)
  const navigate = useNavigate()
  const order = useQuery(orderQuery(id))
  const actions = useHandling(id)
  const open = (panel: string | undefined) =>
    void navigate({ to: ".", search: (now) => ({ ...now, panel }), replace: true })
  useKeys({ Escape: () => open(undefined) })
  const { pathname } = useLocation()
  const { filter, q, sort } = useSearch({ strict: false })
  const list = { filter, q, sort }
  const onList = pathname === "/orders"
  return (
    <aside className="side-panel record-panel" aria-label={order.data?.row.number ?? t("order")}>
      <div className="record-bar row">
        <Icon name="bag" />
        <span className="quiet">{t("order")}</span>
        <span className="end" />
        {onList && (
          <ListSteps
            options={ordersQuery(list)}
            wanted={false}
            idOf={(row) => row.id}
            id={id}
            onStep={(row) => open(row.id)}
          />
        )}
        <Link
          to="/orders/$order"
          params={{ order: id }}
          search={onList ? list : {}}
          className="icon-button"
          aria-label={shared("fullPage")}
          title={shared("fullPage")}
        >
          <Icon name="out" />
        </Link>
        <IconButton icon="close" label={shared("close")} onClick={() => open(undefined)} />
      </div>
      {order.isPending ? (
        <SkeletonRows rows={8} />
      ) : order.isError ? (
        <Failed error={order.error} retry={() => void order.refetch()} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <div className="side-body scroll" tabIndex={0}>
          <HandHead order={order.data}>
            <HandActs order={order.data} actions={actions} />
          </HandHead>
          <HandLines order={order.data} narrow />
          <HandDeliveries order={order.data} actions={actions} />
          <HandPayments order={order.data} actions={actions} />
          <HandReturns order={order.data} actions={actions} />
          <HandFacts order={order.data} actions={actions} />
          <HandHistory order={order.data} actions={actions} />
        </div>
      )}
    </aside>
  )
}

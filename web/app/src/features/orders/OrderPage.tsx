// An order as a page: how far it has come and what was paid; beside it what it came of, and fields of one's own.

import "../../kit/record/record.css"
import "./hand/hand.css"
import type { OrderPage as Order } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { TodoSection } from "../../kit/activities/TodoSection"
import { useOpened } from "../../kit/device/recent"
import { ListSteps } from "../../kit/ListSteps"
import { orderQuery } from "../../kit/orders/queries"
import { PageHead } from "../../kit/PageHead"
import { usePhone } from "../../kit/usePhone"
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
import { orderPhrases } from "./phrases"

const route = getRouteApi("/frame/orders/$order")

export function OrderPage() {
  const t = usePhrases(handPhrases)
  const inList = usePhrases(orderPhrases)
  const { order: id } = route.useParams()
  const { filter, q, sort } = route.useSearch()
  const navigate = route.useNavigate()
  const order = useQuery(orderQuery(id))
  const row = order.data?.row
  useOpened("order", id, row?.number, row?.person?.name ?? "", order.error)
  return (
    <div className="pane">
      <PageHead title={row?.number ?? t("order")}>
        <nav className="crumbs">
          <Link to="/orders" search={{ filter, q, sort }}>
            {inList("title")}
          </Link>
          <Icon name="right" size={14} />
          <span className="strong cut">{row?.number}</span>
        </nav>
        <ListSteps
          options={ordersQuery({ filter, q, sort })}
          wanted={Boolean(filter || q)}
          idOf={(one) => one.id}
          id={id}
          onStep={(one) => void navigate({ params: { order: one.id }, search: { filter, q, sort } })}
        />
      </PageHead>
      {order.isPending ? (
        <SkeletonRows rows={8} />
      ) : order.isError ? (
        <Failed error={order.error} retry={() => void order.refetch()} />
      ) : (
        <Loaded key={id} order={order.data} />
      )}
    </div>
  )
}

function Loaded({ order }: { order: Order }) {
  const actions = useHandling(order.row.id)
  const phone = usePhone()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <div className="record-page scroll" tabIndex={0}>
      <div className="record-main">
        <HandHead order={order}>
          <HandActs order={order} actions={actions} />
        </HandHead>
        <HandLines order={order} narrow={phone} />
        <TodoSection
          record={order.row.id}
          about={{ order: { id: order.row.id, name: order.row.number }, person: order.row.person }}
          className="record-part"
        />
        <HandDeliveries order={order} actions={actions} />
        <HandPayments order={order} actions={actions} />
        <HandReturns order={order} actions={actions} />
        <HandHistory order={order} actions={actions} />
      </div>
      <div className="record-aside">
        <HandFacts order={order} actions={actions} />
      </div>
    </div>
  )
}

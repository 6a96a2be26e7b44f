// An order as the customer sees it: how far it has come, what is on its way under which number, what is owed.

import type { GuestOrder } from "@api/contract"
import { Frame } from "../Frame"
import { hindranceOf, requestOf } from "../hindrance"
import { Opening, Trouble } from "../Trouble"
import { useReading } from "../useReading"
import { Order } from "./Order"

export function OrderPage({ read }: { read: () => Promise<GuestOrder> }) {
  const reading = useReading(read)
  const { data, error, again } = reading
  return (
    <Frame language={data?.language} seller={data?.seller} sellerLines={data?.seller_lines ?? []} number={data?.number}>
      {data ? (
        <Order order={data} reading={reading} />
      ) : error ? (
        <Trouble hindrance={hindranceOf(error)} request={requestOf(error)} onAgain={() => void again()} />
      ) : (
        <Opening />
      )}
    </Frame>
  )
}

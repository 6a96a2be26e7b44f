// The page that a link leads to. Quotes and orders load each their own code.

import { lazy, Suspense } from "react"
import { Frame } from "./Frame"
import type { GuestPage } from "./page"
import { Opening, Trouble } from "./Trouble"

const QuotePage = lazy(async () => ({ default: (await import("./quote/QuotePage")).QuotePage }))
const OrderPage = lazy(async () => ({ default: (await import("./order/OrderPage")).OrderPage }))

export function GuestApp({ page }: { page: GuestPage | null }) {
  if (page === null) {
    return (
      <Frame language={undefined} seller={undefined} number={undefined}>
        <Trouble hindrance="gone" />
      </Frame>
    )
  }
  return (
    <Suspense fallback={<Waiting />}>
      {page.kind === "quote" ? <QuotePage token={page.token} read={page.read} /> : <OrderPage read={page.read} />}
    </Suspense>
  )
}

function Waiting() {
  return (
    <Frame language={undefined} seller={undefined} number={undefined}>
      <Opening />
    </Frame>
  )
}

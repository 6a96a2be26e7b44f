// What a person bought, where there is something to say: nothing of who bought nothing, and nothing to whom the role hides it.

import type { PersonRow } from "@api/contract"
import type { Format } from "@ui/format"

type Spent = Pick<PersonRow, "order_count" | "order_total" | "currency">

export const spentText = ({ order_count: count, order_total: total, currency }: Spent, format: Format): string =>
  count === 0 || total === null || Number(total) === 0 ? "" : format.money(total, currency, true)

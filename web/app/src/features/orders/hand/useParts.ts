import type { OrderPage } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { handPhrases } from "./phrases"

/** "礼盒 × 60、刻字 × 60": parts of the lines of an order, by their names. */
export function useParts(order: OrderPage): (lines: { line: number; quantity: string }[]) => string {
  const t = usePhrases(handPhrases)
  const format = useFormat()
  return (lines) =>
    format.list(
      lines.map(({ line, quantity }) =>
        t("part", {
          name: order.lines.find((one) => one.line === line)?.name ?? "",
          quantity: format.decimal(quantity),
        }),
      ),
    )
}

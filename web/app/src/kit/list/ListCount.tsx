// How many rows a list has, beside its title; on a phone, where the layout stands there too, the number alone.

import { useFormat } from "@ui/format"
import { usePhone } from "../usePhone"

interface ListCountProps {
  page: { total: number; total_at_least?: boolean } | undefined
  /** The count in words. */
  children: (n: number) => string
}

export function ListCount({ page, children }: ListCountProps) {
  const format = useFormat()
  const phone = usePhone()
  if (!page) return null
  const words = children(page.total)
  return (
    <span className="small quiet nowrap" title={words}>
      {phone ? `${format.number(page.total)}${page.total_at_least ? "+" : ""}` : words}
    </span>
  )
}

import { useWords } from "./words"

const GOOD = new Set(["delivered", "completed", "paid"])
const BAD = new Set(["returned", "refunded", "cancelled"])

export function OrderStatus({ status, when }: { status: string; when?: string | undefined }) {
  const words = useWords()
  const tone = GOOD.has(status) ? "is-good" : BAD.has(status) ? "is-bad" : "is-waiting"
  return (
    <span className={`tag ${tone}`}>
      {words.maybe(`order.${status}`) ?? status}
      {when && ` ${when}`}
    </span>
  )
}

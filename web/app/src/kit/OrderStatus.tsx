import { useWords, wordOf } from "./words"

// Amber waits for us, plain is on its way or over.
const TONES: Record<string, string> = {
  delivered: "is-good",
  completed: "is-good",
  placed: "is-waiting",
  pending: "is-waiting",
  paid: "is-waiting",
  returned: "is-bad",
  refunded: "is-bad",
}

export function OrderStatus({ status, when }: { status: string; when?: string | undefined }) {
  const words = useWords()
  return (
    <span className={`tag ${TONES[status] ?? ""}`}>
      {wordOf(words, "order", status) ?? status}
      {when && ` ${when}`}
    </span>
  )
}

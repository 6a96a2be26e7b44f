// How a quote stands, in one word.

import type { QuoteRow, QuoteState as State } from "@api/contract"
import { definePhrases, usePhrases } from "@ui/phrases"

export const quoteStatePhrases = definePhrases(
  {
    draft: "草稿",
    waiting: "等审批",
    sent: "已发出",
    accepted: "已接受",
    declined: "已谢绝",
    expired: "已过期",
    replaced: "有新版",
    withdrawn: "已撤回",
    asked: "客户在问",
    seen: "客户看过",
  },
  {
    "zh-TW": {
      draft: "草稿",
      waiting: "等簽核",
      sent: "已送出",
      accepted: "已接受",
      declined: "已婉拒",
      expired: "已過期",
      replaced: "有新版",
      withdrawn: "已撤回",
      asked: "客戶在問",
      seen: "客戶看過",
    },
    en: {
      draft: "Draft",
      waiting: "In approval",
      sent: "Sent",
      accepted: "Accepted",
      declined: "Declined",
      expired: "Expired",
      replaced: "Replaced",
      withdrawn: "Withdrawn",
      asked: "Question",
      seen: "Seen",
    },
  },
)

const LOOKS: Record<State, string> = {
  draft: "tag is-outline",
  waiting: "tag is-waiting",
  sent: "tag is-machine",
  accepted: "tag is-good",
  declined: "tag is-bad",
  expired: "tag",
  replaced: "tag",
  withdrawn: "tag",
}

interface QuoteStateProps {
  of: Pick<QuoteRow, "state"> & Partial<Pick<QuoteRow, "asked" | "seen_at">>
}

/** A question that nobody has answered comes before how it stands; whether a sent one was seen stands in its place. */
export function QuoteState({ of }: QuoteStateProps) {
  const t = usePhrases(quoteStatePhrases)
  if (of.asked) return <span className="tag is-bad">{t("asked")}</span>
  const seen = of.state === "sent" && Boolean(of.seen_at)
  return <span className={LOOKS[of.state]}>{t(seen ? "seen" : of.state)}</span>
}

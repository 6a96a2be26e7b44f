import { Icon } from "@ui/Icon"

const TOP = /^(金|黑|钻|鑽|gold|platinum|diamond|black|vip)/i

/** The tier a member has; only the top ones take the warm tint. */
export function TierTag({ tier, star = false }: { tier: string; star?: boolean }) {
  const top = TOP.test(tier)
  return (
    <span className={top ? "tag is-waiting" : "tag"}>
      {star && top && <Icon name="star" size={14} />}
      {tier}
    </span>
  )
}

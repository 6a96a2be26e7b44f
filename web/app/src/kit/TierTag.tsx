import { useQuery } from "@tanstack/react-query"
import { Icon } from "@ui/Icon"
import { membershipQuery } from "./queries"

const TOP = /^(金|黑|钻|鑽|gold|platinum|diamond|black|vip)/i

/** The tier a member has, in the colour the workspace gave it; without one the top ones take the warm tint. */
export function TierTag({ tier, star = false }: { tier: string; star?: boolean }) {
  const levels = useQuery(membershipQuery).data?.tiers.levels
  const level = levels?.find((one) => one.name === tier)
  const top = level ? level === levels?.at(-1) : TOP.test(tier)
  const look = level ? `tag is-${level.color}` : top ? "tag is-waiting" : "tag"
  return (
    <span className={look}>
      {star && top && <Icon name="star" size={14} />}
      {tier}
    </span>
  )
}

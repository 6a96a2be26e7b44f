// Which pool is looked at, and what I may take of it: claimed today and in hand, each against its limit.

import type { Pool } from "@api/contract"
import type {} from "@ui/cssProperties"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { leadsPhrases } from "./phrases"

interface PoolPickerProps {
  pools: Pool[]
  now: string | undefined
  onPick: (pool: string | undefined) => void
}

export function PoolPicker({ pools, now, onPick }: PoolPickerProps) {
  const t = usePhrases(leadsPhrases)
  const format = useFormat()
  const name = pools.find(({ id }) => id === now)?.name ?? t("allPools")
  return (
    <Popover
      kind="menu"
      label={t("pickPool")}
      trigger={(props) => (
        <button type="button" className="chip is-on lead-pick" aria-label={`${t("pickPool")} ${name}`} {...props}>
          <span className="cut">{name}</span>
          <Icon name="down" size={14} />
        </button>
      )}
    >
      {(close) => {
        const pick = (id: string | undefined) => () => {
          close()
          onPick(id)
        }
        return (
          <>
            <MenuItem checked={now === undefined} onSelect={pick(undefined)}>
              {t("allPools")}
            </MenuItem>
            {pools.map((pool) => (
              <MenuItem
                key={pool.id}
                icon={pool.member ? undefined : "lock"}
                checked={pool.id === now}
                onSelect={pick(pool.id)}
              >
                {pool.name} <span className="quiet">{format.number(pool.waiting)}</span>
              </MenuItem>
            ))}
          </>
        )
      }}
    </Popover>
  )
}

/** All pools beside each other, with what waits in each and what I may still claim of it today. */
export function PoolStrip({ pools, onPick }: Pick<PoolPickerProps, "pools" | "onPick">) {
  const t = usePhrases(leadsPhrases)
  return (
    <nav className="pool-line" aria-label={t("pools")}>
      {pools.map((pool) => (
        <button key={pool.id} type="button" className="pool-open" onClick={() => onPick(pool.id)}>
          <span className="row medium">
            {pool.name}
            {!pool.member && (
              <span className="quiet" title={t("notMember")}>
                <Icon name="lock" size={14} />
              </span>
            )}
          </span>
          <span className="small quiet">
            {t("strip", { n: pool.waiting })}
            {pool.member && pool.daily_cap !== null && (
              <span className={pool.claimed_today >= pool.daily_cap ? "bad" : undefined}>
                {" · "}
                {t("stripToday", { n: pool.claimed_today, cap: pool.daily_cap })}
              </span>
            )}
          </span>
        </button>
      ))}
    </nav>
  )
}

/** Where I stand in a pool. */
export function PoolLine({ pool }: { pool: Pool }) {
  const t = usePhrases(leadsPhrases)
  const rules = [
    t("poolRules", { cool: pool.cool_days, protect: pool.protect_days }),
    pool.silent_days !== null && t("poolSilent", { n: pool.silent_days }),
  ]
  return (
    <div className="pool-line" role="status">
      {pool.member ? (
        <>
          <Meter label={t("today")} n={pool.claimed_today} cap={pool.daily_cap} full={t("capUsed")} />
          <Meter label={t("holding")} n={pool.mine} cap={pool.holding_cap} full={t("handsFull")} />
        </>
      ) : (
        <span className="row waiting">
          <Icon name="lock" size={14} />
          {t("notMember")}
        </span>
      )}
      <span className="small quiet pool-rules">{rules.filter(Boolean).join(" ")}</span>
    </div>
  )
}

interface MeterProps {
  label: string
  n: number
  cap: number | null
  /** What is said where nothing is left. */
  full: string
}

function Meter({ label, n, cap, full }: MeterProps) {
  const t = usePhrases(leadsPhrases)
  const format = useFormat()
  const used = cap !== null && n >= cap
  return (
    <span className="pool-meter" title={used ? full : undefined}>
      <span className="small quiet">{label}</span>
      <b className={used ? "bad" : undefined}>{cap === null ? format.number(n) : t("ofCap", { n, cap })}</b>
      {cap !== null && (
        <span className={used ? "pool-bar is-full" : "pool-bar"} aria-hidden="true">
          <i style={{ width: `${Math.min(100, (n / Math.max(1, cap)) * 100)}%` }} />
        </span>
      )}
      {used && <span className="small bad not-phone">{full}</span>}
    </span>
  )
}

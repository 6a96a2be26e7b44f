// Pools: those there are at the left, the one that is open at the right; on a phone one after the other.

import "./pools.css"
import type { Pool } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { poolsQuery } from "../../../kit/leads"
import { useCan } from "../../../kit/session"
import { usePhone } from "../../../kit/usePhone"
import { LeadSetup } from "./LeadSetup"
import { PoolForm } from "./PoolForm"
import { poolPhrases } from "./poolPhrases"

const route = getRouteApi("/frame/settings/leads/pools")
const NEW = "new"

export function PoolsPage() {
  const t = usePhrases(poolPhrases)
  const may = useCan("users")
  const pools = useQuery({ ...poolsQuery, enabled: may })
  return (
    <LeadSetup>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="pools scroll" tabIndex={0}>
        {pools.isPending ? (
          <SkeletonRows rows={5} height={60} />
        ) : pools.isError ? (
          <Failed error={pools.error} retry={() => void pools.refetch()} />
        ) : (
          <>
            <p className="quiet pools-about">{t("text")}</p>
            <Pools pools={pools.data} />
          </>
        )}
      </div>
    </LeadSetup>
  )
}

function Pools({ pools }: { pools: Pool[] }) {
  const t = usePhrases(poolPhrases)
  const phone = usePhone()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const show = (pool: string | undefined) => void navigate({ search: { pool }, replace: !phone })
  const asked = pools.find(({ id }) => id === search.pool)
  const open = search.pool === NEW ? NEW : (asked ?? (phone ? undefined : pools[0]))
  if (pools.length === 0 && open !== NEW)
    return (
      <Empty title={t("none")} text={t("noneText")} drawing="paper">
        <Button look="primary" icon="plus" onClick={() => show(NEW)}>
          {t("new")}
        </Button>
      </Empty>
    )
  return (
    <div className="pools-page">
      <div className="pools-list" hidden={phone && open !== undefined}>
        <ul className="setup-list">
          {pools.map((pool) => (
            <PoolLine key={pool.id} pool={pool} open={open === pool} onOpen={() => show(pool.id)} />
          ))}
          {open === NEW && (
            <li className="pools-line is-open">
              <span className="medium">{t("newName")}</span>
            </li>
          )}
        </ul>
        <Button icon="plus" disabled={open === NEW} onClick={() => show(NEW)}>
          {t("new")}
        </Button>
      </div>
      {open && (
        <div className="pools-one">
          {phone && (
            <Button icon="left" className="role-back" onClick={() => show(undefined)}>
              {t("back")}
            </Button>
          )}
          <PoolForm
            key={open === NEW ? NEW : open.id}
            pool={open === NEW ? null : open}
            onGone={() => show(undefined)}
            onMade={show}
          />
        </div>
      )}
    </div>
  )
}

function PoolLine({ pool, open, onOpen }: { pool: Pool; open: boolean; onOpen: () => void }) {
  const t = usePhrases(poolPhrases)
  const format = useFormat()
  const who = [...pool.teams, ...pool.users].map(({ name }) => name)
  return (
    <li className={open ? "pools-line is-open" : "pools-line"}>
      <button type="button" aria-current={open ? "true" : undefined} onClick={onOpen}>
        <span className="row">
          <span className="medium cut grow">{pool.name}</span>
          {pool.fault !== undefined && (
            <span className="bad pools-fault" title={t("customersFault")}>
              <Icon name="warn" size={14} />
              <span className="hidden-visually">{t("customersFault")}</span>
            </span>
          )}
          <span className="small quiet">{t("waiting", { n: pool.waiting })}</span>
        </span>
        <span className="small quiet cut">{who.length > 0 ? format.list(who) : t("everybody")}</span>
      </button>
    </li>
  )
}

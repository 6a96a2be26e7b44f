// Connectors: which systems records come from and go to, and whether they do.

import { connectors } from "@api/outward"
import "../setup.css"
import "./connectors.css"
import type { Connector } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { SetupTabs } from "../SetupTabs"
import { connectorPhrases } from "./phrases"
import { CONNECTORS, RUN_TONES, useMomentText, useTrouble } from "./state"

export function ConnectorsPage() {
  const t = usePhrases(connectorPhrases)
  const may = useCan("sources")
  const list = useQuery({ queryKey: CONNECTORS, queryFn: connectors.list, enabled: may, refetchInterval: 5000 })
  if (!may) return <Forbidden permission="sources" />
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="setup scroll" tabIndex={0}>
        <div className="row setup-lead">
          <p className="small quiet grow">{t("text")}</p>
          <Link className="button is-primary" to="/settings/connectors/$id" params={{ id: "new" }} search={{}}>
            <Icon name="plus" />
            {t("make")}
          </Link>
        </div>
        {list.isPending ? (
          <SkeletonRows rows={3} height={64} />
        ) : list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : list.data.length === 0 ? (
          <Empty title={t("empty")} text={t("emptyText")} drawing="paper" />
        ) : (
          <ul className="setup-list">
            {list.data.map((one) => (
              <Row key={one.id} of={one} />
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

function Row({ of: one }: { of: Connector }) {
  const t = usePhrases(connectorPhrases)
  const moment = useMomentText()
  const trouble = useTrouble(one)
  const times = [
    one.last_run ? t("last", { time: moment(one.last_run.created_at) }) : t("never"),
    one.next_at ? t("next", { time: moment(one.next_at) }) : one.paused ? "" : t("byHand"),
  ]
  return (
    <li className="setup-row connector-row">
      <Link className="setup-open" to="/settings/connectors/$id" params={{ id: one.id }} search={{}}>
        <span className="row">
          <span className="medium cut">{one.name}</span>
          {trouble}
        </span>
        <span className="small quiet cut">
          {[`${t(one.direction)} ${t.maybe(`object.${one.object}`)}`, t(`kind.${one.place.kind}`), one.user].join(
            " · ",
          )}
        </span>
        <span className="small quiet cut">{times.filter(Boolean).join(" · ")}</span>
      </Link>
      {one.last_run && <span className={RUN_TONES[one.last_run.state]}>{t(`state.${one.last_run.state}`)}</span>}
    </li>
  )
}

// Territories: a tree of conditions over people, how many lie in each, and who looks after them.

import "../setup.css"
import "./territories.css"
import { api } from "@api/client"
import type { Territories, Territory } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { useState } from "react"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { inTree, type Placed } from "../../../kit/tree"
import { toastFailure } from "../../../kit/useUndo"
import { SetupTabs } from "../SetupTabs"
import { territoryPhrases } from "./phrases"
import { TerritoryDialog } from "./TerritoryDialog"
import { peopleOf } from "./tree"

export const TERRITORIES = ["territories"]

const isBusy = (now: Territories | undefined) => ["waiting", "running"].includes(now?.progress?.state ?? "")

export function TerritoriesPage() {
  const t = usePhrases(territoryPhrases)
  const may = useCan("users")
  const known = useQuery({
    queryKey: TERRITORIES,
    queryFn: api.territories.list,
    enabled: may,
    refetchInterval: (query) => (isBusy(query.state.data) ? 1000 : false),
  })
  const [form, setForm] = useState<{ of?: Territory; parent?: string } | null>(null)
  if (!may) return <Forbidden permission="users" />
  const all = known.data?.territories ?? []
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="setup scroll" tabIndex={0}>
        <div className="row setup-lead">
          <p className="small quiet grow">{t("text")}</p>
          <Button look="primary" icon="plus" onClick={() => setForm({})}>
            {t("make")}
          </Button>
        </div>
        {known.isPending ? (
          <SkeletonRows rows={5} height={64} />
        ) : known.isError ? (
          <Failed error={known.error} retry={() => void known.refetch()} />
        ) : all.length === 0 ? (
          <Empty title={t("empty")} text={t("emptyText")} drawing="paper" />
        ) : (
          <>
            <Progress of={known.data} />
            <ul className="setup-list">
              {inTree(all).map((placed) => (
                <Row
                  key={placed.node.id}
                  placed={placed}
                  people={peopleOf(all, placed.node)}
                  onOpen={() => setForm({ of: placed.node })}
                  onInside={() => setForm({ parent: placed.node.id })}
                />
              ))}
            </ul>
          </>
        )}
      </div>
      {form && <TerritoryDialog all={all} of={form.of} parent={form.parent} onClose={() => setForm(null)} />}
    </div>
  )
}

function Progress({ of: now }: { of: Territories }) {
  const t = usePhrases(territoryPhrases)
  const format = useFormat()
  const { progress } = now
  if (!progress) return null
  const figures = { looked: format.number(progress.looked), moved: format.number(progress.moved) }
  const said = isBusy(now) ? "running" : progress.state === "failed" ? "failed" : "done"
  return (
    <p className="small quiet territory-progress" role="status">
      {t(said, figures)}
    </p>
  )
}

interface RowProps {
  placed: Placed<Territory>
  people: number
  onOpen: () => void
  onInside: () => void
}

function Row({ placed: { node: territory, depth, at, of }, people, onOpen, onInside }: RowProps) {
  const t = usePhrases(territoryPhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const move = useMutation({
    mutationFn: (place: number) => api.territories.change(territory.id, { place }),
    onSuccess: (now) => cache.setQueryData(TERRITORIES, now),
    onError: toastFailure,
  })
  const keepers = [...territory.users, ...territory.teams].map((one) => one.name)
  return (
    <li className="setup-row territory-row" style={{ paddingLeft: depth * 24 }}>
      <button type="button" className="setup-open" onClick={onOpen}>
        <span className="row">
          <span className="medium cut">{territory.name}</span>
          <span className="small quiet territory-count">{t("people", { n: format.number(people) })}</span>
        </span>
        {territory.fault ? (
          <span className="small bad">{t("gone")}</span>
        ) : (
          <span className="small quiet cut territory-filter">{territory.filter}</span>
        )}
        <span className="small quiet cut">{keepers.length > 0 ? format.list(keepers) : t("nobody")}</span>
      </button>
      <span className="row territory-acts">
        <IconButton
          icon="up"
          small
          label={t("up", { name: territory.name })}
          disabled={at === 0 || move.isPending}
          onClick={() => move.mutate(at - 1)}
        />
        <IconButton
          icon="down"
          small
          label={t("down", { name: territory.name })}
          disabled={at === of - 1 || move.isPending}
          onClick={() => move.mutate(at + 1)}
        />
        <Button small onClick={onInside}>
          {t("makeIn")}
        </Button>
      </span>
    </li>
  )
}

// Making a territory or changing one: its name, where it lies, who lies in it, who looks after it.

import { api } from "@api/client"
import type { Territories, Territory } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { readConditions } from "../../../kit/filterText"
import { FilterBar } from "../../../kit/list/FilterBar"
import { useListFilter } from "../../../kit/list/useListFilter"
import { objectsQuery, usersQuery } from "../../../kit/queries"
import { inTree, within } from "../../../kit/tree"
import { toastFailure } from "../../../kit/useUndo"
import { Ticks } from "../Ticks"
import { territoryPhrases } from "./phrases"
import { TERRITORIES } from "./TerritoriesPage"

interface TerritoryDialogProps {
  all: Territory[]
  /** The territory to be changed; a new one without it. */
  of?: Territory | undefined
  /** Where a new one begins. */
  parent?: string | undefined
  onClose: () => void
}

/** Counts and dates move by themselves, so no territory is drawn by them. */
const UNFIT = ["id", "territory", "email", "phone", "member_no", "reviewed_on", "review_on"]

export function TerritoryDialog({ all, of: held, parent: first, onClose }: TerritoryDialogProps) {
  const t = usePhrases(territoryPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const form = useId()
  const [name, setName] = useState(held?.name ?? "")
  const [parent, setParent] = useState(held?.parent ?? first ?? "")
  const [filter, setFilter] = useState(held?.filter ?? "")
  const [users, setUsers] = useState<string[]>(held?.users.map((one) => one.id) ?? [])
  const [teams, setTeams] = useState<string[]>(held?.teams.map((one) => one.id) ?? [])
  const draft = useListFilter("person", filter)
  const colleagues = useQuery(usersQuery).data ?? []
  const groups = useQuery({ queryKey: ["teams"], queryFn: api.teams.list }).data ?? []
  const fields = (useQuery(objectsQuery).data?.find((one) => one.object === "person")?.fields ?? []).filter(
    (field) => !UNFIT.includes(field.key) && (field.custom || field.editable),
  )
  const check = useQuery({
    queryKey: ["filter", "person", filter],
    queryFn: ({ signal }) => api.filter.check("person", filter, signal),
    enabled: filter !== "",
  }).data
  const settled = (now: Territories) => {
    cache.setQueryData(TERRITORIES, now)
    // The territories are options of a field, and people lie elsewhere now.
    void cache.invalidateQueries({ queryKey: ["objects"] })
    void cache.invalidateQueries({ queryKey: ["people"] })
    onClose()
  }
  const save = useMutation({
    mutationFn: () => {
      const wish = { name: name.trim(), parent, filter, users, teams }
      return held ? api.territories.change(held.id, wish) : api.territories.create(wish)
    },
    onSuccess: (now) => {
      toast({ text: t("saved", { name: name.trim() }) })
      settled(now)
    },
  })
  const remove = useMutation({
    mutationFn: (id: string) => api.territories.remove(id),
    onSuccess: (now) => {
      toast({ text: t("removed", { name: held?.name ?? "" }) })
      settled(now)
    },
    onError: toastFailure,
  })
  const inside = held ? within(all, held.id) : new Set<string>()
  const ready = name.trim() !== "" && filter.trim() !== ""
  return (
    <Dialog
      title={held ? t("change", { name: held.name }) : t("make")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          {held && (
            <Button
              look="danger"
              className="territory-remove"
              disabled={remove.isPending}
              onClick={() => remove.mutate(held.id)}
            >
              {t("remove")}
            </Button>
          )}
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={!ready || save.isPending}>
            {t(held ? "save" : "make")}
          </Button>
        </>
      }
    >
      {/* The filter brings forms of its own, and forms do not stand in one another. */}
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) save.mutate()
        }}
      />
      <div className="stack" style={{ gap: 16 }}>
        <div className="field">
          <label htmlFor={`${form}name`}>{t("name")}</label>
          <input
            id={`${form}name`}
            form={form}
            className="input"
            maxLength={60}
            autoComplete="off"
            placeholder={t("nameHint")}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        {all.length > 0 && (
          <div className="field">
            <label htmlFor={`${form}parent`}>{t("parent")}</label>
            <select
              id={`${form}parent`}
              className="input"
              value={parent}
              onChange={(event) => setParent(event.target.value)}
            >
              <option value="">{t("top")}</option>
              {inTree(all)
                .filter(({ node }) => !inside.has(node.id))
                .map(({ node, depth }) => (
                  <option key={node.id} value={node.id}>
                    {"  ".repeat(depth)}
                    {node.name}
                  </option>
                ))}
            </select>
          </div>
        )}
        <div className="territory-who">
          <span className="small quiet">{t("who")}</span>
          <FilterBar
            filter={filter}
            fields={fields}
            check={draft.check}
            draft={draft.draft}
            onDraft={(text) => {
              draft.onDraft(text)
              setFilter(text)
            }}
            onApply={(text) => {
              draft.onDraft(text)
              setFilter(text)
            }}
          />
          <span className="small quiet" role="status">
            {check?.ok && typeof check.count === "number" && readConditions(filter) !== null
              ? t("matching", { n: format.number(check.count) })
              : t("whoHint")}
          </span>
        </div>
        {colleagues.length > 0 && (
          <Ticks
            legend={t("users")}
            choices={colleagues.map((one) => one.id)}
            label={(id) => colleagues.find((one) => one.id === id)?.name ?? id}
            ticked={users}
            onTick={setUsers}
          />
        )}
        {groups.length > 0 && (
          <Ticks
            legend={t("teams")}
            choices={groups.map((one) => one.id)}
            label={(id) => groups.find((one) => one.id === id)?.name ?? id}
            ticked={teams}
            onTick={setTeams}
          />
        )}
        <FormProblem error={save.error} />
      </div>
    </Dialog>
  )
}

// Teams as a tree, each drawn under the one above it.

import { api } from "@api/client"
import type { Team } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { toastFailure } from "../../../kit/useUndo"
import { staffPhrases } from "./phrases"

/** Teams in the order of the tree, with how deep each stands. */
export function inTree(teams: Team[], parent: string | null = null, depth = 0): { team: Team; depth: number }[] {
  return teams
    .filter((team) => team.parent === parent)
    .flatMap((team) => [{ team, depth }, ...inTree(teams, team.id, depth + 1)])
}

export function Teams({ teams }: { teams: Team[] }) {
  const t = usePhrases(staffPhrases)
  const cache = useQueryClient()
  const [name, setName] = useState("")
  const [parent, setParent] = useState("")
  const settled = {
    onSuccess: (now: Team[]) => {
      cache.setQueryData(["teams"], now)
      void cache.invalidateQueries({ queryKey: ["staff"] })
    },
    onError: toastFailure,
  }
  const create = useMutation({ mutationFn: () => api.teams.create(name.trim(), parent), ...settled })
  const move = useMutation({
    mutationFn: ({ team, to }: { team: string; to: string }) => api.teams.change(team, { parent: to }),
    ...settled,
  })
  const remove = useMutation({ mutationFn: (team: Team) => api.teams.remove(team.id), ...settled })
  return (
    <section>
      <h2 className="section-head">{t("teams")}</h2>
      <p className="small quiet setup-text">{t("teamsText")}</p>
      {teams.length > 0 && (
        <ul className="setup-list">
          {inTree(teams).map(({ team, depth }) => (
            <li key={team.id} className="setup-row" style={{ paddingLeft: depth * 24 }}>
              <span className="setup-open">
                <span className="medium cut">{team.name}</span>
                <span className="small quiet">{t("members", { n: team.users })}</span>
              </span>
              <select
                className="input setup-select"
                aria-label={`${t("parent")} · ${team.name}`}
                value={team.parent ?? ""}
                disabled={move.isPending}
                onChange={(event) => move.mutate({ team: team.id, to: event.target.value })}
              >
                <option value="">{t("top")}</option>
                {teams
                  .filter((one) => one.id !== team.id)
                  .map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.name}
                    </option>
                  ))}
              </select>
              <Button
                small
                look="plain"
                disabled={remove.isPending}
                onClick={() =>
                  remove.mutate(team, { onSuccess: () => toast({ text: t("dissolved", { name: team.name }) }) })
                }
              >
                {t("dissolve")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="row setup-lead team-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() === "") return
          create.mutate(undefined, {
            onSuccess: () => {
              toast({ text: t("teamMade", { name: name.trim() }) })
              setName("")
            },
          })
        }}
      >
        <input
          className="input"
          aria-label={t("teamName")}
          placeholder={t("teamName")}
          maxLength={60}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <select
          className="input setup-select"
          aria-label={t("parent")}
          value={parent}
          onChange={(event) => setParent(event.target.value)}
        >
          <option value="">{t("top")}</option>
          {teams.map((team) => (
            <option key={team.id} value={team.id}>
              {team.name}
            </option>
          ))}
        </select>
        <Button type="submit" icon="plus" disabled={name.trim() === "" || create.isPending}>
          {t("newTeam")}
        </Button>
      </form>
    </section>
  )
}

// A dashboard as it is changed: its name, who sees it, for whom it opens, another report on it.

import { api } from "@api/client"
import { useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { useCan } from "../../kit/session"
import { reportsQuery } from "../reports/queries"
import type { Draft } from "./draft"
import { dashboardPhrases } from "./phrases"
import { freshId } from "./tiles"

interface Props {
  draft: Draft
  pending: boolean
  onChange: (draft: Draft) => void
  onDone: () => void
  onCancel: () => void
}

export function EditBar({ draft, pending, onChange, onDone, onCancel }: Props) {
  const t = usePhrases(dashboardPhrases)
  const mayShare = useCan("views")
  const reports = useQuery(reportsQuery)
  const roles = useQuery({ queryKey: ["roles"], queryFn: api.roles.list, enabled: mayShare })
  const [find, setFind] = useState("")
  const found = reports.data?.filter((report) => report.name.toLowerCase().includes(find.trim().toLowerCase())) ?? []
  const set = (change: Partial<Draft>) => onChange({ ...draft, ...change })
  return (
    <>
      <input
        className="input board-name"
        aria-label={t("name")}
        maxLength={80}
        value={draft.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <input
        className="input board-note"
        aria-label={t("note")}
        placeholder={t("note")}
        value={draft.note}
        onChange={(event) => set({ note: event.target.value })}
      />
      {mayShare && (
        <>
          <label className="row small">
            <input type="checkbox" checked={draft.shared} onChange={(event) => set({ shared: event.target.checked })} />
            {t("share")}
          </label>
          {draft.shared && (
            <Popover
              label={t("roles")}
              trigger={(props) => (
                <button type="button" className="button is-small" {...props}>
                  {t("roles")}
                </button>
              )}
            >
              {() => (
                <div className="board-roles">
                  {roles.data?.map((role) => (
                    <label key={role.key} className="row small">
                      <input
                        type="checkbox"
                        checked={draft.roles.includes(role.key)}
                        onChange={(event) =>
                          set({
                            roles: event.target.checked
                              ? [...draft.roles, role.key]
                              : draft.roles.filter((key) => key !== role.key),
                          })
                        }
                      />
                      {role.name}
                    </label>
                  ))}
                </div>
              )}
            </Popover>
          )}
        </>
      )}
      <Popover
        label={t("add")}
        trigger={(props) => (
          <button type="button" className="button is-small" {...props}>
            {t("add")}
          </button>
        )}
      >
        {(close) => (
          <div className="board-add">
            <input
              type="search"
              className="input"
              aria-label={t("addFind")}
              placeholder={t("addFind")}
              value={find}
              onChange={(event) => setFind(event.target.value)}
            />
            {found.length === 0 && <p className="xs quiet">{t("addNone")}</p>}
            {found.map((report) => (
              <MenuItem
                key={report.id}
                onSelect={() => {
                  close()
                  const tile = {
                    id: freshId(draft.tiles),
                    report: report.id,
                    title: report.name,
                    question: report.question,
                    look: report.look,
                    width: 6 as const,
                    height: 2 as const,
                  }
                  set({ tiles: [...draft.tiles, tile] })
                }}
              >
                {report.name}
              </MenuItem>
            ))}
          </div>
        )}
      </Popover>
      <span className="end" />
      <Button small onClick={onCancel}>
        {t("cancel")}
      </Button>
      <Button small look="primary" onClick={onDone} disabled={pending || !draft.name.trim()}>
        {t("done")}
      </Button>
    </>
  )
}

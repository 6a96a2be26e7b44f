// Roles: how far each act reaches, what else it allows, which fields it hides or locks.

import "../setup.css"
import { api } from "@api/client"
import type { Grants, ObjectKind, Reach, Role } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Failed, Forbidden, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { framePhrases } from "../../../frame/phrases"
import { PageHead } from "../../../kit/PageHead"
import { objectsQuery } from "../../../kit/queries"
import { useCan } from "../../../kit/session"
import { usePhone } from "../../../kit/usePhone"
import { toastFailure } from "../../../kit/useUndo"
import { viewsQuery } from "../../../kit/views"
import { SetupTabs } from "../SetupTabs"
import { FieldRights } from "./FieldRights"
import { rolePhrases } from "./phrases"

const VERBS = ["see", "create", "edit", "delete", "export", "share"] as const
const REACHES = [
  "none",
  "own",
  "own_and_free",
  "team",
  "team_and_free",
  "territory",
  "all",
] as const satisfies readonly Reach[]
const WORDS = [
  "import",
  "merge",
  "sources",
  "ingest",
  "leads",
  "catalogue",
  "users",
  "views",
  "audit",
  "privacy",
] as const
const LISTS = ["person", "company", "order", "interaction", "deal", "lead"] as const
/** Making one asks nothing about records nobody has. */
const MADE: readonly Reach[] = ["none", "own", "team", "all"]

const NOTHING: Grants = {
  see: "own",
  create: "own",
  edit: "own",
  delete: "none",
  export: "none",
  share: "none",
  may: [],
  hidden: [],
  locked: [],
}

export function RolesPage() {
  const t = usePhrases(rolePhrases)
  const frame = usePhrases(framePhrases)
  const may = useCan("users")
  const roles = useQuery({ queryKey: ["roles"], queryFn: api.roles.list, enabled: may })
  const [openKey, setOpenKey] = useState<string | null>(null)
  // Beside each other on a desk; on a phone the list first, then the one that was touched.
  const phone = usePhone()
  const nameOf = (role: Role) => (role.house && frame.maybe(`role.${role.key}`)) || role.name
  const open =
    openKey === "new" ? null : (roles.data?.find((role) => role.key === openKey) ?? roles.data?.[0] ?? undefined)
  if (!may) return <Forbidden permission="users" />
  return (
    <div className="pane">
      <PageHead title={t("roles")} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="setup scroll" tabIndex={0}>
        {roles.isPending ? (
          <SkeletonRows rows={6} height={52} />
        ) : roles.isError ? (
          <Failed error={roles.error} retry={() => void roles.refetch()} />
        ) : (
          <div className="role-page">
            <div hidden={phone && openKey !== null}>
              <ul className="setup-list role-list">
                {roles.data.map((role) => (
                  <li
                    key={role.key}
                    className="setup-row"
                    aria-current={!phone && role.key === open?.key && openKey !== "new" ? "true" : undefined}
                  >
                    <button type="button" className="setup-open" onClick={() => setOpenKey(role.key)}>
                      <span className="medium cut">{nameOf(role)}</span>
                      <span className="small quiet">{t("roleUsers", { n: role.users })}</span>
                    </button>
                  </li>
                ))}
              </ul>
              <Button icon="plus" onClick={() => setOpenKey("new")}>
                {t("newRole")}
              </Button>
            </div>
            {(!phone || openKey !== null) && (
              <div>
                {phone && (
                  <Button icon="left" className="role-back" onClick={() => setOpenKey(null)}>
                    {t("roles")}
                  </Button>
                )}
                <RoleForm
                  key={openKey === "new" ? "new" : open?.key}
                  role={open ?? null}
                  name={open ? nameOf(open) : ""}
                  onSaved={setOpenKey}
                />
              </div>
            )}
          </div>
        )}
      </div>
    </div>
  )
}

interface RoleFormProps {
  role: Role | null
  name: string
  onSaved: (key: string | null) => void
}

function RoleForm({ role, name: held, onSaved }: RoleFormProps) {
  const t = usePhrases(rolePhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const id = useId()
  const [name, setName] = useState(held)
  const [grants, setGrants] = useState<Grants>(role?.grants ?? NOTHING)
  const objects = useQuery(objectsQuery).data
  const fieldsOf = (object: ObjectKind) => objects?.find((one) => one.object === object)?.fields ?? []
  const again = () => cache.invalidateQueries({ queryKey: ["roles"] })
  const save = useMutation({
    // A role of the house keeps its name in each language until somebody gives it another.
    mutationFn: () =>
      role ? api.roles.change(role.key, { grants, ...(name !== held && { name }) }) : api.roles.create(name, grants),
    onSuccess: async (saved) => {
      toast({ text: t("roleSaved", { name: role && name === held ? held : saved.name }) })
      await again()
      onSaved(saved.key)
    },
    onError: toastFailure,
  })
  const remove = useMutation({
    mutationFn: (key: string) => api.roles.remove(key),
    onSuccess: async () => {
      toast({ text: t("roleRemoved", { name: held }) })
      await again()
      onSaved(null)
    },
    onError: toastFailure,
  })
  const openWith = useMutation({
    mutationFn: ({ object, view }: { object: ObjectKind; view: string }) =>
      api.roles.change(role?.key ?? "", { views: { [object]: view || null } }),
    onSuccess: async () => {
      toast({ text: t("firstViewSet") })
      await Promise.all([again(), cache.invalidateQueries({ queryKey: ["views"] })])
    },
    onError: toastFailure,
  })
  const set = (change: Partial<Grants>) => setGrants((now) => ({ ...now, ...change }))
  // Views of everybody, which lists may open with.
  const shared = (useQuery(viewsQuery).data ?? []).filter((view) => view.shared)
  const lists = LISTS.filter((object) => shared.some((view) => view.object === object))
  return (
    <form
      className="role-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== "") save.mutate()
      }}
    >
      <div className="field">
        <label htmlFor={`${id}name`}>{t("roleName")}</label>
        <input
          id={`${id}name`}
          className="input"
          maxLength={60}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <fieldset>
        <legend>{t("records")}</legend>
        <p className="small quiet setup-text">{t("recordsText")}</p>
        <div className="role-verbs">
          {VERBS.map((verb) => (
            <div key={verb} className="field">
              <label htmlFor={`${id}${verb}`}>{t(`verb.${verb}`)}</label>
              <select
                id={`${id}${verb}`}
                className="input"
                value={grants[verb]}
                onChange={(event) => set({ [verb]: event.target.value })}
              >
                {REACHES.filter((reach) => verb !== "create" || MADE.includes(reach)).map((reach) => (
                  <option key={reach} value={reach}>
                    {t(`reach.${reach}`)}
                  </option>
                ))}
              </select>
            </div>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t("rights")}</legend>
        <div className="role-words">
          {WORDS.map((word) => (
            <label key={word} className="row">
              <input
                type="checkbox"
                className="tick"
                checked={grants.may.includes(word)}
                onChange={(event) =>
                  set({ may: event.target.checked ? [...grants.may, word] : grants.may.filter((one) => one !== word) })
                }
              />
              {t(`word.${word}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <FieldRights grants={grants} fieldsOf={fieldsOf} onSet={set} />
      {role && lists.length > 0 && (
        <fieldset>
          <legend>{t("firstViews")}</legend>
          <p className="small quiet setup-text">{t("firstViewsText")}</p>
          <div className="role-verbs">
            {lists.map((object) => (
              <div key={object} className="field">
                <label htmlFor={`${id}view${object}`}>{t(`list.${object}`)}</label>
                <select
                  id={`${id}view${object}`}
                  className="input"
                  disabled={openWith.isPending}
                  value={role.views[object] ?? ""}
                  onChange={(event) => openWith.mutate({ object, view: event.target.value })}
                >
                  <option value="">{t("firstViewAll")}</option>
                  {shared
                    .filter((view) => view.object === object)
                    .map((view) => (
                      <option key={view.id} value={view.id}>
                        {view.name}
                      </option>
                    ))}
                </select>
              </div>
            ))}
          </div>
        </fieldset>
      )}
      <div className="row role-foot">
        <Button look="primary" type="submit" disabled={name.trim() === "" || save.isPending}>
          {state("save")}
        </Button>
        {role && /^r\d+$/.test(role.key) && (
          <Button
            look="danger"
            className="end"
            disabled={remove.isPending || role.users > 0}
            onClick={() => remove.mutate(role.key)}
          >
            {t("removeRole")}
          </Button>
        )}
      </div>
    </form>
  )
}

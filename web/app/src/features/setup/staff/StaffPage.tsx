// Colleagues and teams: invited, given a role and a team, closed, handed over, looked through the eyes of.

import "../setup.css"
import { api } from "@api/client"
import type { Account, InviteLink, Role } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Avatar } from "@ui/Avatar"
import { Button, IconButton } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { Failed, Forbidden, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { framePhrases } from "../../../frame/phrases"
import { PageHead } from "../../../kit/PageHead"
import { useCan, useSession } from "../../../kit/session"
import { toastFailure, useUndo } from "../../../kit/useUndo"
import { Secret } from "../Secret"
import { SetupTabs } from "../SetupTabs"
import { EmailDialog } from "./EmailDialog"
import { Invite } from "./Invite"
import { staffPhrases } from "./phrases"
import { Teams } from "./Teams"

export function StaffPage() {
  const t = usePhrases(staffPhrases)
  const may = useCan("users")
  const cache = useQueryClient()
  const staff = useQuery({ queryKey: ["staff"], queryFn: api.staff.list, enabled: may })
  const roles = useQuery({ queryKey: ["roles"], queryFn: api.roles.list, enabled: may }).data ?? []
  const teams = useQuery({ queryKey: ["teams"], queryFn: api.teams.list, enabled: may }).data ?? []
  const [inviting, setInviting] = useState(false)
  const [link, setLink] = useState<{ name: string; link: InviteLink } | null>(null)
  const again = () => {
    void cache.invalidateQueries({ queryKey: ["users"] })
    return cache.invalidateQueries({ queryKey: ["staff"] })
  }
  if (!may) return <Forbidden permission="users" />
  return (
    <div className="pane">
      <PageHead title={t("staff")} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="setup scroll" tabIndex={0}>
        <div className="row setup-lead">
          <Button look="primary" icon="plus" className="end" onClick={() => setInviting(true)}>
            {t("invite")}
          </Button>
        </div>
        {staff.isPending ? (
          <SkeletonRows rows={6} height={52} />
        ) : staff.isError ? (
          <Failed error={staff.error} retry={() => void staff.refetch()} />
        ) : (
          <ul className="setup-list">
            {staff.data.map((account) => (
              <Row
                key={account.id}
                account={account}
                accounts={staff.data}
                roles={roles}
                teams={teams}
                onChanged={again}
                onLink={(made) => setLink({ name: account.name, link: made })}
              />
            ))}
          </ul>
        )}
        <Teams teams={teams} />
      </div>
      {inviting && (
        <Invite
          roles={roles}
          teams={teams}
          onClose={() => setInviting(false)}
          onInvited={(made) => {
            setInviting(false)
            setLink({ name: made.account.name, link: made.invite })
            void again()
          }}
        />
      )}
      {link && <LinkDialog name={link.name} link={link.link} onClose={() => setLink(null)} />}
    </div>
  )
}

interface RowProps {
  account: Account
  accounts: Account[]
  roles: Role[]
  teams: { id: string; name: string }[]
  onChanged: () => Promise<void>
  onLink: (link: InviteLink) => void
}

function Row({ account, accounts, roles, teams, onChanged, onLink }: RowProps) {
  const t = usePhrases(staffPhrases)
  const frame = usePhrases(framePhrases)
  const format = useFormat()
  const me = useSession().user.id === account.id
  const cache = useQueryClient()
  const [handing, setHanding] = useState(false)
  const [writing, setWriting] = useState(false)
  const change = useMutation({
    mutationFn: ({ set }: { set: Parameters<typeof api.staff.change>[1]; text: string }) =>
      api.staff.change(account.id, set),
    onSuccess: (_, { text }) => {
      toast({ text })
      return onChanged()
    },
    onError: toastFailure,
  })
  const link = useMutation({ mutationFn: () => api.staff.invite(account.id), onSuccess: onLink, onError: toastFailure })
  const look = useMutation({
    mutationFn: () => api.staff.lookAs(account.id),
    onSuccess: () => cache.clear(),
    onSettled: () => window.location.assign("/people"),
    onError: toastFailure,
  })
  const reset = useMutation({
    mutationFn: () => api.staff.resetFactor(account.id),
    onSuccess: () => {
      toast({ text: t("factorReset", { name: account.name }) })
      return onChanged()
    },
    onError: toastFailure,
  })
  const changed = t("accountChanged", { name: account.name })
  const closed = account.state === "disabled"
  return (
    <li className="setup-row">
      <Avatar id={account.id} initial={account.initial} size={36} />
      <span className="setup-open">
        <span className="row">
          <span className={closed ? "medium cut quiet" : "medium cut"}>{account.name}</span>
          {account.state !== "active" && (
            <span className={account.state === "invited" ? "tag is-waiting" : "tag"}>
              {t(`state.${account.state}`)}
            </span>
          )}
          {account.factor && <span className="tag is-good">{t("hasFactor")}</span>}
        </span>
        <span className="small quiet cut">
          {[
            account.title,
            account.login,
            account.email !== account.login && account.email,
            account.owns > 0 && `${t("owns")} ${t("people", { n: account.owns })}`,
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
      <span className="setup-side">{account.last_seen_at ? format.ago(account.last_seen_at) : t("never")}</span>
      <select
        className="input setup-select"
        aria-label={`${t("team")} · ${account.name}`}
        value={account.team ?? ""}
        disabled={closed || change.isPending}
        onChange={(event) => change.mutate({ set: { team: event.target.value }, text: changed })}
      >
        <option value="">{t("noTeam")}</option>
        {teams.map((team) => (
          <option key={team.id} value={team.id}>
            {team.name}
          </option>
        ))}
      </select>
      <select
        className="input setup-select"
        aria-label={`${t("role")} · ${account.name}`}
        value={account.role}
        disabled={closed || change.isPending}
        onChange={(event) => change.mutate({ set: { role: event.target.value }, text: changed })}
      >
        {roles.map((role) => (
          <option key={role.key} value={role.key}>
            {(role.house && frame.maybe(`role.${role.key}`)) || role.name}
          </option>
        ))}
      </select>
      <Popover
        kind="menu"
        label={t("more", { name: account.name })}
        trigger={(props) => <IconButton icon="more" label={t("more", { name: account.name })} {...props} />}
      >
        {(close) => {
          const act = (run: () => void) => () => {
            close()
            run()
          }
          return (
            <>
              <MenuItem icon="mail" onSelect={act(() => setWriting(true))}>
                {t("setEmail")}
              </MenuItem>
              {!closed && (
                <MenuItem icon="link" onSelect={act(() => link.mutate())}>
                  {t("newLink")}
                </MenuItem>
              )}
              {!me && !closed && account.state === "active" && (
                <MenuItem icon="eye" onSelect={act(() => look.mutate())}>
                  {t("lookAs", { name: account.name })}
                </MenuItem>
              )}
              {!me && account.factor && (
                <MenuItem icon="device" onSelect={act(() => reset.mutate())}>
                  {t("resetFactor")}
                </MenuItem>
              )}
              {account.owns > 0 && (
                <MenuItem icon="out" onSelect={act(() => setHanding(true))}>
                  {t("handOver")}
                </MenuItem>
              )}
              {!me && (
                <MenuItem
                  icon={closed ? "undo" : "lock"}
                  onSelect={act(() =>
                    change.mutate({
                      set: { disabled: !closed },
                      text: t(closed ? "enabledTold" : "disabledTold", { name: account.name }),
                    }),
                  )}
                >
                  {t(closed ? "enable" : "disable")}
                </MenuItem>
              )}
            </>
          )
        }}
      </Popover>
      {writing && <EmailDialog account={account} onClose={() => setWriting(false)} onDone={onChanged} />}
      {handing && (
        <HandOver
          account={account}
          others={accounts.filter((one) => one.id !== account.id && one.state === "active")}
          onClose={() => setHanding(false)}
          onDone={onChanged}
        />
      )}
    </li>
  )
}

interface HandOverProps {
  account: Account
  others: Account[]
  onClose: () => void
  onDone: () => Promise<void>
}

function HandOver({ account, others, onClose, onDone }: HandOverProps) {
  const t = usePhrases(staffPhrases)
  const state = usePhrases(statePhrases)
  const told = useUndo()
  const [to, setTo] = useState(others[0]?.id ?? "")
  const hand = useMutation({
    mutationFn: () => api.staff.handOver(account.id, to),
    onSuccess: (done) => {
      const name = others.find((one) => one.id === to)?.name ?? ""
      told(t("handedOver", { n: done.changed, name }), done.batch ?? undefined)
      onClose()
      return onDone()
    },
    onError: toastFailure,
  })
  const label = t("handOverText", { name: account.name, n: account.owns })
  return (
    <Dialog
      title={t("handOver")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" disabled={to === "" || hand.isPending} onClick={() => hand.mutate()}>
            {t("handOverDo")}
          </Button>
        </>
      }
    >
      <label className="field">
        <span className="small quiet">{label}</span>
        <select className="input" value={to} onChange={(event) => setTo(event.target.value)}>
          {others.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
    </Dialog>
  )
}

function LinkDialog({ name, link, onClose }: { name: string; link: InviteLink; onClose: () => void }) {
  const t = usePhrases(staffPhrases)
  const state = usePhrases(statePhrases)
  const url = `${window.location.origin}/invite#${link.token}`
  return (
    <Dialog
      title={t("newLink")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <Button look="primary" onClick={onClose}>
          {t("done")}
        </Button>
      }
    >
      {link.mailed_to && <p className="good">{t("mailedTo", { address: link.mailed_to })}</p>}
      <p>{t("inviteLink", { name })}</p>
      <Secret text={url} label={t("copyLink")} />
    </Dialog>
  )
}

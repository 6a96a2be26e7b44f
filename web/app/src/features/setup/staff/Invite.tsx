// An account for a new colleague: login, name, role, team. Its password is chosen by whoever gets the link.

import { api, Failure } from "@api/client"
import type { Account, InviteLink, Role } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId } from "react"
import { framePhrases } from "../../../frame/phrases"
import { FormProblem } from "../../../kit/FormProblem"
import { staffPhrases } from "./phrases"

interface InviteProps {
  roles: Role[]
  teams: { id: string; name: string }[]
  onClose: () => void
  onInvited: (made: { account: Account; invite: InviteLink }) => void
}

export function Invite({ roles, teams, onClose, onInvited }: InviteProps) {
  const t = usePhrases(staffPhrases)
  const frame = usePhrases(framePhrases)
  const state = usePhrases(statePhrases)
  const form = useId()
  const make = useMutation({ mutationFn: api.staff.create, onSuccess: onInvited })
  const problem = make.error instanceof Failure ? make.error.problem.fields?.[0] : undefined
  const inputs = [
    { key: "name", hint: "", max: 80 },
    { key: "login", hint: t("loginHint"), max: 120 },
    { key: "email", hint: t("emailHint"), max: 254 },
    { key: "title", hint: "", max: 80 },
  ] as const
  return (
    <Dialog
      title={t("invite")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={make.isPending}>
            {t("invite")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="stack"
        style={{ gap: 12 }}
        onInput={() => make.error && make.reset()}
        onSubmit={(event) => {
          event.preventDefault()
          const data = new FormData(event.currentTarget)
          const read = (key: string) => String(data.get(key) ?? "").trim()
          make.mutate({
            login: read("login"),
            name: read("name"),
            title: read("title"),
            email: read("email") || undefined,
            role: read("role"),
            team: read("team"),
          })
        }}
      >
        {inputs.map(({ key, hint, max }) => (
          <div key={key} className="field">
            <label htmlFor={`${form}${key}`}>{t(key)}</label>
            <input
              id={`${form}${key}`}
              name={key}
              className="input"
              maxLength={max}
              placeholder={hint}
              autoComplete="off"
              required={key === "name" || key === "login"}
              aria-invalid={problem?.field === key}
            />
          </div>
        ))}
        <div className="field">
          <label htmlFor={`${form}role`}>{t("role")}</label>
          <select id={`${form}role`} name="role" className="input" defaultValue="sales">
            {roles.map((role) => (
              <option key={role.key} value={role.key}>
                {(role.house && frame.maybe(`role.${role.key}`)) || role.name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${form}team`}>{t("team")}</label>
          <select id={`${form}team`} name="team" className="input">
            <option value="">{t("noTeam")}</option>
            {teams.map((team) => (
              <option key={team.id} value={team.id}>
                {team.name}
              </option>
            ))}
          </select>
        </div>
        <FormProblem error={make.error} />
      </form>
    </Dialog>
  )
}

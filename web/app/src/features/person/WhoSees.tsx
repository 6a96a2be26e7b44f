// Why I see this person, what my role may do with it, and with whom it is shared. Sharing lends one record to one colleague.

import { api } from "@api/client"
import type { Named, Why } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Avatar } from "@ui/Avatar"
import { Button, IconButton } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { definePhrases, usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { framePhrases } from "../../frame/phrases"
import { usersQuery } from "../../kit/queries"
import { useSession } from "../../kit/session"
import { useFieldWords } from "../../kit/useFieldWords"
import { toastFailure } from "../../kit/useUndo"

const whoPhrases = definePhrases(
  {
    title: "谁看得到这位客户",
    because: "你看得到，因为",
    "reason.own": "这位客户由你负责",
    "reason.team": "你的团队负责这位客户（{name}）",
    "reason.free": "还没有人负责这位客户，你的角色可以看无主的客户",
    "reason.territory": "这位客户在你的辖区里",
    "reason.all": "角色“{role}”看得到所有客户",
    "reason.shared": "同事把这位客户共享给了你",
    may: "你可以",
    "may.edit": "修改",
    "may.delete": "删除",
    "may.export": "导出",
    "may.share": "共享",
    only: "只看，不能改动",
    hidden: "你的角色看不到：{fields}",
    locked: "你的角色不能改：{fields}",
    shares: "共享给",
    noShares: "没有单独共享给谁",
    canEdit: "可改",
    canSee: "只看",
    by: "{name} 共享于 {date}",
    add: "共享",
    colleague: "同事",
    editToo: "也可以改",
    unshare: "取消共享给 {name}",
  },
  {
    "zh-TW": {
      title: "誰看得到這位客戶",
      because: "你看得到，因為",
      "reason.own": "這位客戶由你負責",
      "reason.team": "你的團隊負責這位客戶（{name}）",
      "reason.free": "還沒有人負責這位客戶，你的角色可以看無主的客戶",
      "reason.territory": "這位客戶在你的轄區裡",
      "reason.all": "角色「{role}」看得到所有客戶",
      "reason.shared": "同事把這位客戶共享給了你",
      may: "你可以",
      "may.edit": "修改",
      "may.delete": "刪除",
      "may.export": "匯出",
      "may.share": "共享",
      only: "只看，不能改動",
      hidden: "你的角色看不到：{fields}",
      locked: "你的角色不能改：{fields}",
      shares: "共享給",
      noShares: "沒有單獨共享給誰",
      canEdit: "可改",
      canSee: "只看",
      by: "{name} 共享於 {date}",
      add: "共享",
      colleague: "同事",
      editToo: "也可以改",
      unshare: "取消共享給 {name}",
    },
    en: {
      title: "Who sees this person",
      because: "You see this person because",
      "reason.own": "you look after them",
      "reason.team": "your team looks after them ({name})",
      "reason.free": "nobody looks after them, and your role sees such people",
      "reason.territory": "They lie in your territory",
      "reason.all": "the role “{role}” sees everybody",
      "reason.shared": "a colleague shared them with you",
      may: "You may",
      "may.edit": "edit",
      "may.delete": "delete",
      "may.export": "export",
      "may.share": "share",
      only: "look, and change nothing",
      hidden: "Your role does not see: {fields}",
      locked: "Your role does not change: {fields}",
      shares: "Shared with",
      noShares: "Not shared with anybody in particular",
      canEdit: "May edit",
      canSee: "May look",
      by: "{name} shared it on {date}",
      add: "Share",
      colleague: "Colleague",
      editToo: "May edit too",
      unshare: "Stop sharing with {name}",
    },
  },
)

export function WhoSees({ id, onClose }: { id: string; onClose: () => void }) {
  const t = usePhrases(whoPhrases)
  const state = usePhrases(statePhrases)
  const why = useQuery({ queryKey: ["person", id, "why"], queryFn: () => api.people.why(id) })
  return (
    <Dialog
      title={t("title")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={<Button onClick={onClose}>{state("close")}</Button>}
    >
      {why.isPending ? (
        <SkeletonRows rows={4} />
      ) : why.isError ? (
        <Failed error={why.error} retry={() => void why.refetch()} />
      ) : (
        <Answer id={id} why={why.data} />
      )}
    </Dialog>
  )
}

function Answer({ id, why }: { id: string; why: Why }) {
  const t = usePhrases(whoPhrases)
  const frame = usePhrases(framePhrases)
  const format = useFormat()
  const fields = useFieldWords()
  const { user } = useSession()
  const cache = useQueryClient()
  const users = useQuery(usersQuery).data ?? []
  const role = user.role_name ?? frame.maybe(`role.${user.role}`) ?? why.role
  const settled = {
    onSuccess: (now: Why) => cache.setQueryData(["person", id, "why"], now),
    onError: toastFailure,
  }
  const share = useMutation({
    mutationFn: ({ to, edit }: { to: string; edit: boolean }) => api.people.share(id, to, edit),
    ...settled,
  })
  const unshare = useMutation({ mutationFn: (to: string) => api.people.unshare(id, to), ...settled })
  const named = (keys: string[]) => format.list(keys.map(fields.label))
  const words = { name: why.owner?.name ?? "", role }
  return (
    <>
      <section>
        <h3 className="section-head">{t("because")}</h3>
        <ul className="who-list">
          {why.reasons.map((reason) => (
            <li key={reason}>{t(`reason.${reason}`, words)}</li>
          ))}
        </ul>
        <p className="soft">
          {t("may")} {why.may.length === 0 ? t("only") : format.list(why.may.map((verb) => t(`may.${verb}`)))}
        </p>
        {why.hidden.length > 0 && <p className="small quiet">{t("hidden", { fields: named(why.hidden) })}</p>}
        {why.locked.length > 0 && <p className="small quiet">{t("locked", { fields: named(why.locked) })}</p>}
      </section>
      <section>
        <h3 className="section-head">{t("shares")}</h3>
        {why.shares.length === 0 && <p className="small quiet">{t("noShares")}</p>}
        <ul>
          {why.shares.map((one) => (
            <li key={one.user.id} className="row who-share">
              <Avatar id={one.user.id} initial={one.user.name.slice(0, 1)} />
              <span className="stack grow">
                <span>{one.user.name}</span>
                <span className="small quiet">{t("by", { name: one.by.name, date: format.day(one.at) })}</span>
              </span>
              <span className="tag">{t(one.edit ? "canEdit" : "canSee")}</span>
              {why.may.includes("share") && (
                <IconButton
                  icon="close"
                  small
                  label={t("unshare", { name: one.user.name })}
                  onClick={() => unshare.mutate(one.user.id)}
                />
              )}
            </li>
          ))}
        </ul>
        {why.may.includes("share") && (
          <ShareForm
            users={users.filter((one) => one.id !== user.id && !why.shares.some((held) => held.user.id === one.id))}
            mayEdit={why.may.includes("edit")}
            busy={share.isPending}
            onShare={(to, edit) => share.mutate({ to, edit })}
          />
        )}
      </section>
    </>
  )
}

interface ShareFormProps {
  users: Named[]
  mayEdit: boolean
  busy: boolean
  onShare: (to: string, edit: boolean) => void
}

function ShareForm({ users, mayEdit, busy, onShare }: ShareFormProps) {
  const t = usePhrases(whoPhrases)
  const id = useId()
  const [to, setTo] = useState("")
  const [edit, setEdit] = useState(false)
  return (
    <form
      className="row is-wrap who-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (to !== "") onShare(to, edit)
        setTo("")
      }}
    >
      <select
        id={id}
        className="input grow"
        aria-label={t("colleague")}
        value={to}
        onChange={(event) => setTo(event.target.value)}
      >
        <option value="">{t("colleague")}</option>
        {users.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      {mayEdit && (
        <label className="row small">
          <input type="checkbox" className="tick" checked={edit} onChange={(event) => setEdit(event.target.checked)} />
          {t("editToo")}
        </label>
      )}
      <Button type="submit" icon="share" disabled={to === "" || busy}>
        {t("add")}
      </Button>
    </form>
  )
}

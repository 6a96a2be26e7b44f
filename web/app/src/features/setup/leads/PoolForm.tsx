// One pool: what it comes to in words, and every setting with a line that says what it does.

import { api } from "@api/client"
import type { Pool } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId } from "react"
import { poolsQuery } from "../../../kit/leads"
import { FilterField } from "../../../kit/list/FilterField"
import { useFaults } from "../../../kit/problems"
import { toastFailure } from "../../../kit/useUndo"
import { SaveBar } from "../SaveBar"
import { NumberSetting, Setting } from "../Setting"
import { useKept } from "../useKept"
import { Chosen } from "./Chosen"
import { lostField } from "./fault"
import { PoolSays } from "./PoolSays"
import { type PoolDraft, type PoolNumber, poolChanges, poolDraftOf, poolFaults, poolWishOf } from "./poolDraft"
import { poolPhrases } from "./poolPhrases"

/** What names one customer, and who looks after them. */
const UNFIT = ["id", "name", "phone", "email", "member_no", "owner"]

interface PoolFormProps {
  /** None where a new one is made. */
  pool: Pool | null
  onMade: (id: string) => void
  onGone: () => void
}

export function PoolForm({ pool, onMade, onGone }: PoolFormProps) {
  const t = usePhrases(poolPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const id = useId()
  const { draft, stale, write, settle } = useKept(`pool.${pool?.id ?? "new"}`, poolDraftOf(pool))
  const set = (part: Partial<PoolDraft>) => {
    save.reset()
    write({ ...draft, ...part })
  }
  const arrived = (now: Pool[]) => {
    cache.setQueryData(poolsQuery.queryKey, now)
    // A pool is an option of leads, and a place where rules send them.
    for (const key of ["objects", "leads", "assignment"]) void cache.invalidateQueries({ queryKey: [key] })
  }
  const save = useMutation({
    mutationFn: () => {
      const wish = poolWishOf(draft)
      return pool ? api.pools.change(pool.id, wish) : api.pools.create(wish)
    },
    onSuccess: (now) => {
      const known = cache.getQueryData<Pool[]>(poolsQuery.queryKey) ?? []
      arrived(now)
      const name = draft.name.trim()
      const saved = now.find((one) => (pool ? one.id === pool.id : !known.some((other) => other.id === one.id)))
      settle(poolDraftOf(pool ? (saved ?? pool) : null))
      if (!pool && saved) onMade(saved.id)
      const run = async () => {
        try {
          if (pool) arrived(await api.pools.change(pool.id, poolWishOf(poolDraftOf(pool))))
          else if (saved) arrived(await api.pools.remove(saved.id))
        } catch (error) {
          toastFailure(error)
        }
      }
      toast({ text: t(pool ? "saved" : "made", { name }), action: { label: state("undo"), run: () => void run() } })
    },
  })
  const remove = useMutation({
    mutationFn: (gone: Pool) => api.pools.remove(gone.id),
    onSuccess: (now, gone) => {
      arrived(now)
      onGone()
      const run = async () => {
        try {
          arrived(await api.pools.create(poolWishOf(poolDraftOf(gone))))
        } catch (error) {
          toastFailure(error)
        }
      }
      toast({ text: t("removed", { name: gone.name }), action: { label: state("undo"), run: () => void run() } })
    },
    onError: toastFailure,
  })
  const wrong = poolFaults(draft)
  const told = useFaults(save.error)
  // What the server found wrong with the filter as it was saved; one that is written anew is judged anew.
  const fault = pool && draft.customers === pool.customers ? pool.fault : undefined
  const broken = fault && (lostField(fault) ? t("customersGone") : t("customersBroken", { why: fault }))
  const number = (key: PoolNumber, unit: "leads" | "days", none: "noLimit" | "never" | "none0") => (
    <NumberSetting
      label={t(key)}
      about={t(`${key}Text`)}
      unit={t(unit)}
      none={t(none)}
      text={draft[key]}
      fault={told(key, t(key)) ?? (wrong.includes(key) ? t("fault.number") : undefined)}
      onText={(text) => set({ [key]: text })}
    />
  )
  const named = pool ? [...pool.users, ...pool.teams] : []
  return (
    <div className="pool-form">
      <input
        className="input pool-name"
        aria-label={t("name")}
        aria-invalid={wrong.includes("name") && pool !== null}
        maxLength={60}
        autoComplete="off"
        placeholder={t("nameHint")}
        value={draft.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <PoolSays pool={{ ...poolWishOf(draft), ...(broken && { customers: null }) }} named={named} />
      <section>
        <h2>{t("claim")}</h2>
        <Setting label={t("members")} about={t("membersText")}>
          <Chosen
            label={t("members")}
            users={draft.users}
            teams={draft.teams}
            named={named}
            onChange={(who) => set(who)}
          />
        </Setting>
        {number("daily_cap", "leads", "noLimit")}
        {number("holding_cap", "leads", "noLimit")}
        {number("cool_days", "days", "none0")}
      </section>
      <section>
        <h2>{t("goesBack")}</h2>
        {number("silent_days", "days", "never")}
        {number("deal_days", "days", "never")}
        {number("protect_days", "days", "none0")}
        <NumberSetting
          label={t("remind_days")}
          about={t("remind_daysText")}
          unit={t("days")}
          none={t("never")}
          text={draft.remind_days}
          fault={wrong.includes("remind_days") ? t("fault.remind") : told("remind_days", t("remind_days"))}
          onText={(text) => set({ remind_days: text })}
        />
      </section>
      <section>
        <h2>{t("customers")}</h2>
        <label className="row pool-customers" htmlFor={`${id}customers`}>
          <input
            id={`${id}customers`}
            type="checkbox"
            className="tick"
            checked={draft.customers !== null}
            onChange={(event) => set({ customers: event.target.checked ? (pool?.customers ?? "") : null })}
          />
          <span className="stack">
            <span>{t("customersOn")}</span>
            <span className="small quiet">{t("customersText")}</span>
          </span>
        </label>
        {draft.customers !== null && (
          <FilterField
            object="person"
            label={t("customersWho")}
            filter={draft.customers}
            unfit={UNFIT}
            none={t("customersNone")}
            found={(n) => t("fitting", { n })}
            fault={told("customers", t("customersWho")) ?? broken}
            onChange={(customers) => set({ customers })}
          />
        )}
      </section>
      {pool && (
        <Button small look="danger" icon="trash" disabled={remove.isPending} onClick={() => remove.mutate(pool)}>
          {t("remove")}
        </Button>
      )}
      <SaveBar
        changes={pool ? poolChanges(draft, pool) : Math.max(1, poolChanges(draft, null))}
        stale={stale}
        wrong={wrong.length > 0}
        busy={save.isPending}
        error={save.error}
        saveWord={t(pool ? "save" : "create")}
        onSave={() => save.mutate()}
        onDiscard={() => {
          save.reset()
          settle(poolDraftOf(pool))
          if (!pool) onGone()
        }}
      />
    </div>
  )
}

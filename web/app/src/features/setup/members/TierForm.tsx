// The tiers: names, colours, and from how much on.

import { api } from "@api/client"
import type { Membership, TierLevel } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { MEMBERSHIP } from "../../../kit/queries"
import { memberPhrases } from "./phrases"

const COLORS = ["plain", "jade", "amber", "indigo", "cinnabar"] as const
const MONTHS = [3, 6, 12, 24, 36]
const MOST = 12

/** Rows that are written in place keep their identity while others come and go. */
type Line = TierLevel & { key: number }

export function TierForm({ of: held, busy }: { of: Membership; busy: boolean }) {
  const t = usePhrases(memberPhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const id = useId()
  const [tiers, setTiers] = useState(held.tiers)
  const [lines, setLines] = useState<Line[]>(() => held.tiers.levels.map((level, key) => ({ ...level, key })))
  const change = (part: Partial<Membership["tiers"]>) => setTiers((now) => ({ ...now, ...part }))
  const changeLine = (key: number, part: Partial<TierLevel>) =>
    setLines((now) => now.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const save = useMutation({
    mutationFn: () =>
      api.membership.put({
        tiers: { ...tiers, levels: lines.map(({ name, color, from }) => ({ name, color, from })) },
      }),
    onSuccess: (now) => {
      cache.setQueryData(MEMBERSHIP, now)
      setTiers(now.tiers)
      setLines(now.tiers.levels.map((level, key) => ({ ...level, key })))
      void cache.invalidateQueries({ queryKey: ["people"] })
      toast({ text: t("saved") })
    },
  })
  const progress = held.progress
  return (
    <section>
      <h2 className="section-head">{t("tiers")}</h2>
      <p className="small quiet setup-text">{t("tiersText")}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        {lines.length === 0 ? (
          <p className="small quiet">{t("none")}</p>
        ) : (
          <ul className="setup-list">
            {lines.map((line) => (
              <li key={line.key} className="row tier-line">
                <input
                  className="input grow"
                  aria-label={t("name")}
                  placeholder={t("name")}
                  maxLength={40}
                  autoComplete="off"
                  value={line.name}
                  onChange={(event) => changeLine(line.key, { name: event.target.value })}
                />
                <input
                  className="input tier-from"
                  aria-label={t("from")}
                  placeholder={t("from")}
                  inputMode="decimal"
                  autoComplete="off"
                  value={line.from}
                  onChange={(event) => changeLine(line.key, { from: event.target.value })}
                />
                <select
                  className="input tier-color"
                  aria-label={t("color")}
                  value={line.color}
                  onChange={(event) => changeLine(line.key, { color: event.target.value })}
                >
                  {COLORS.map((color) => (
                    <option key={color} value={color}>
                      {t(`color.${color}`)}
                    </option>
                  ))}
                </select>
                <span className="tier-look">
                  <span className={`tag is-${line.color}`}>{line.name || "—"}</span>
                </span>
                <IconButton
                  icon="close"
                  small
                  label={t("removeLevel", { name: line.name })}
                  onClick={() => setLines((now) => now.filter((one) => one.key !== line.key))}
                />
              </li>
            ))}
          </ul>
        )}
        <Button
          small
          icon="plus"
          className="tier-add"
          disabled={lines.length >= MOST}
          onClick={() =>
            setLines((now) => [
              ...now,
              { key: Math.max(-1, ...now.map((line) => line.key)) + 1, name: "", color: "plain", from: "" },
            ])
          }
        >
          {t("add")}
        </Button>
        <div className="member-numbers">
          <div className="field">
            <label htmlFor={`${id}unit`}>{t("unit")}</label>
            <select
              id={`${id}unit`}
              className="input"
              value={tiers.unit}
              onChange={(event) => change({ unit: event.target.value === "orders" ? "orders" : "amount" })}
            >
              <option value="amount">{t("unit.amount")}</option>
              <option value="orders">{t("unit.orders")}</option>
            </select>
          </div>
          <div className="field">
            <label htmlFor={`${id}months`}>{t("months")}</label>
            <select
              id={`${id}months`}
              className="input"
              value={tiers.months ?? 0}
              onChange={(event) => change({ months: Number(event.target.value) || null })}
            >
              {MONTHS.map((n) => (
                <option key={n} value={n}>
                  {t("monthsN", { n })}
                </option>
              ))}
              <option value={0}>{t("monthsAll")}</option>
            </select>
          </div>
          {tiers.unit === "amount" && (
            <div className="field">
              <label htmlFor={`${id}currency`}>{t("currency")}</label>
              <input
                id={`${id}currency`}
                className="input"
                maxLength={3}
                autoComplete="off"
                value={tiers.currency}
                onChange={(event) => change({ currency: event.target.value.toUpperCase() })}
              />
            </div>
          )}
          <label className="row member-check">
            <input
              type="checkbox"
              className="tick"
              checked={tiers.on}
              onChange={(event) => change({ on: event.target.checked })}
            />
            {t("on")}
          </label>
          <div className="row member-foot">
            <span className="small quiet grow" role="status">
              {progress &&
                t(busy ? "running" : "done", {
                  looked: format.number(progress.looked),
                  moved: format.number(progress.moved),
                })}
            </span>
            <Button type="submit" look="primary" disabled={save.isPending}>
              {t("save")}
            </Button>
          </div>
          <FormProblem error={save.error} />
        </div>
      </form>
    </section>
  )
}

// How the answer is shown, and what only that way of showing asks.

import type { Question, ReportLook } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { Drawn } from "@ui/Sign"
import { useMeasureName } from "../../../kit/charts/useAnswerWords"
import { LOOK_ICONS } from "./lookIcons"
import { askPhrases } from "./phrases"
import { LOOKS } from "./url"

interface LooksProps {
  question: Question
  look: ReportLook
  onAs: (as: ReportLook["as"]) => void
  onLook: (set: Partial<ReportLook>) => void
}

export function Looks({ question, look, onAs, onLook }: LooksProps) {
  const t = usePhrases(askPhrases)
  const nameOf = useMeasureName()
  const { as } = look
  const several = (question.by?.length ?? 0) > 1
  const orders = (question.by?.length ?? 0) > 0 && ["table", "pivot", "bar", "column"].includes(as)
  return (
    <section className="ask-part" aria-label={t("look")}>
      <h2>{t("look")}</h2>
      <div className="ask-looks">
        {LOOKS.map((one) => (
          <button key={one} type="button" className="ask-look" aria-pressed={as === one} onClick={() => onAs(one)}>
            <Drawn path={LOOK_ICONS[one]} size={20} />
            <span>{t(`look.${one}`)}</span>
          </button>
        ))}
      </div>
      {several && ["bar", "column"].includes(as) && (
        <label className="row small">
          <input
            type="checkbox"
            className="tick"
            checked={look.stacked !== false}
            onChange={({ target }) => onLook({ stacked: target.checked })}
          />
          {t("stacked")}
        </label>
      )}
      {as === "map" && (
        <select
          className="input"
          aria-label={t("look.map")}
          value={look.map ?? "china"}
          onChange={({ target }) => onLook({ map: target.value === "world" ? "world" : "china" })}
        >
          <option value="china">{t("mapChina")}</option>
          <option value="world">{t("mapWorld")}</option>
        </select>
      )}
      {as === "gauge" && (
        <label className="ask-sub">
          <span>{t("full")}</span>
          <input
            className="input"
            inputMode="decimal"
            autoComplete="off"
            placeholder={t("fullHint")}
            value={look.full ?? ""}
            onChange={({ target }) => onLook({ full: target.value.replace(/[^\d.]/g, "") || undefined })}
          />
        </label>
      )}
      {orders && (
        <select
          className="input"
          aria-label={t("sortBy")}
          value={look.sort ?? ""}
          onChange={({ target }) => onLook({ sort: target.value === "" ? undefined : Number(target.value) })}
        >
          <option value="">{t("sortNone")}</option>
          {question.measures.map((measure, at) => {
            const name = nameOf(question.object, measure)
            return (
              <option key={`${at}${name}`} value={at}>
                {t("sortBy")} · {name}
              </option>
            )
          })}
        </select>
      )}
    </section>
  )
}

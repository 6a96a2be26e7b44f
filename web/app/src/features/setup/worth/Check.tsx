// How well the model did on orders it had not seen, and what it was made from.

import type { Worth } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { worthSetupPhrases } from "./phrases"
import { verdictOf } from "./verdict"

export function Check({ of: { on, model } }: { of: Worth }) {
  const t = usePhrases(worthSetupPhrases)
  const format = useFormat()
  if (!model)
    return (
      <section>
        <h2 className="section-head">{t("noModel")}</h2>
        <p className="small quiet setup-text">{t(on ? "noModelText" : "noModelOff")}</p>
      </section>
    )
  const { check } = model
  return (
    <section>
      <h2 className="section-head">{t("check")}</h2>
      <p className="small quiet setup-text">{t(check ? "checkText" : "noCheck")}</p>
      {check && <Figures check={check} />}
      <p className="small quiet worth-made">
        {t("madeFrom", {
          time: format.moment(model.made_at),
          people: model.people,
          orders: model.orders,
          from: format.date(model.from),
          until: format.date(model.until),
        })}
      </p>
    </section>
  )
}

function Figures({ check }: { check: NonNullable<NonNullable<Worth["model"]>["check"]> }) {
  const t = usePhrases(worthSetupPhrases)
  const format = useFormat()
  const { sum, off, against, by } = verdictOf(check)
  const told = Math.round(check.told)
  const pairs = [
    {
      lines: [
        { name: t("told"), value: check.told, text: t("ordersN", { n: told }), ours: true },
        { name: t("placed"), value: check.placed, text: t("ordersN", { n: check.placed }), ours: false },
      ],
      says:
        sum === "exact"
          ? t("exact", { people: check.people, days: check.days })
          : t(sum, { people: check.people, days: check.days, percent: `${off}%` }),
    },
    {
      lines: [
        { name: t("errorModel"), value: check.error, ours: true },
        { name: t("errorBefore"), value: check.error_as_before, ours: false },
      ].map((line) => ({ ...line, text: t("errorN", { n: format.decimal(line.value.toFixed(2)) }) })),
      says: against === "even" ? t("even") : t(against, { percent: `${by}%` }),
    },
  ]
  return (
    <div className="worth-checks">
      {pairs.map(({ lines, says }) => {
        const most = Math.max(...lines.map((line) => line.value), 0.0001)
        return (
          <div key={says} className="card worth-check">
            <dl>
              {lines.map(({ name, value, text, ours }) => (
                <div key={name}>
                  <dt className="small quiet">{name}</dt>
                  <dd>
                    <span className={ours ? "worth-bar is-ours" : "worth-bar"} aria-hidden="true">
                      <span style={{ width: `${(value / most) * 100}%` }} />
                    </span>
                    <b>{text}</b>
                  </dd>
                </div>
              ))}
            </dl>
            <p className="small soft">{says}</p>
          </div>
        )
      })}
    </div>
  )
}

// At a glance: one sentence, how even by number and by worth, and whether colleagues quarrelled.

import type { Fairness, FairnessPart } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { Evenness } from "./Evenness"
import { fairnessPhrases } from "./phrases"
import { eachOf, endsOf, numberOf, verdictOf } from "./reading"

const worthOf = (part: FairnessPart) => Number(part.expected)

export function Top({ of }: { of: Fairness }) {
  const t = usePhrases(fairnessPhrases)
  const format = useFormat()
  const money = (amount: number) => format.money(String(Math.round(amount)), of.currency, true)
  return (
    <>
      <div className="fairness-head">
        <Verdict of={of} money={money} />
      </div>
      <div className="fairness-top">
        <Evenness
          label={t("byCount")}
          unknown={t("unknownText")}
          even={of.even_count}
          parts={of.parts}
          value={numberOf}
          text={format.number}
        />
        <Evenness
          label={t("byWorth")}
          unknown={t(of.even_count === null ? "unknownText" : "unknownWorth")}
          even={of.even_expected}
          parts={of.parts}
          value={worthOf}
          text={money}
        />
        <Disputes of={of.disputes} />
      </div>
    </>
  )
}

export function How() {
  const t = usePhrases(fairnessPhrases)
  return (
    <Popover
      label={t("how")}
      trigger={(props) => (
        <button type="button" className="why end" {...props}>
          {t("how")}
        </button>
      )}
    >
      {() => (
        <ul className="fairness-how">
          {(["count", "expected", "who", "answer"] as const).map((one) => (
            <li key={one}>{t(`how.${one}`)}</li>
          ))}
        </ul>
      )}
    </Popover>
  )
}

function Verdict({ of, money }: { of: Fairness; money: (amount: number) => string }) {
  const t = usePhrases(fairnessPhrases)
  const format = useFormat()
  const verdict = verdictOf(of)
  const had = of.parts.filter((part) => numberOf(part) > 0)
  const by = verdict === "worth" ? eachOf : verdict === "both" ? worthOf : numberOf
  const ends = endsOf(had, by)
  if (verdict === null) return <p className="fairness-verdict">{t("unknownText")}</p>
  if (verdict === "well" || !ends) return <p className="fairness-verdict">{t("verdict.well")}</p>
  const said = (part: FairnessPart) => (verdict === "count" ? format.number(by(part)) : money(by(part)))
  return (
    <p className="fairness-verdict">
      {t.rich(`verdict.${verdict}`, {
        most: <b key="most">{ends.most.who.name}</b>,
        least: <b key="least">{ends.least.who.name}</b>,
        a: <b key="a">{said(ends.most)}</b>,
        b: <b key="b">{said(ends.least)}</b>,
      })}
    </p>
  )
}

const OUTCOMES = ["kept", "moved", "shared"] as const

function Disputes({ of }: { of: Fairness["disputes"] }) {
  const t = usePhrases(fairnessPhrases)
  const format = useFormat()
  const decided = OUTCOMES.reduce((sum, one) => sum + of[one], 0)
  return (
    <section className="fairness-even" aria-label={t("disputes")}>
      <h2>{t("disputes")}</h2>
      {of.opened === 0 ? (
        <p className="quiet">{t("noDisputes")}</p>
      ) : (
        <>
          <p className="fairness-score">
            <Link to="/disputes" search={{ state: "all" }} title={t("showDisputes")}>
              {format.number(of.opened)}
            </Link>
            <span>{t("opened")}</span>
            <span className={of.open > 0 ? "waiting" : "quiet"}>
              {of.open > 0 ? t("pending", { n: of.open }) : t("settled")}
            </span>
          </p>
          <ul className="fairness-outcomes">
            {OUTCOMES.map((one) => (
              <li key={one}>
                <span>{t(one)}</span>
                <span className="fairness-share" aria-hidden="true">
                  <i style={{ width: `${(of[one] / Math.max(1, decided)) * 100}%` }} />
                </span>
                <b>{format.number(of[one])}</b>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

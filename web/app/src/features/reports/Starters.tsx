// Ready-made questions, grouped by what they count; each opens with its answer.

import { Link } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { Drawn } from "@ui/Sign"
import { chartPhrases } from "../../kit/charts/phrases"
import { LOOK_ICONS } from "./ask/lookIcons"
import { type Asked, writeAsked } from "./ask/url"
import { reportPhrases } from "./phrases"
import { starterPhrases } from "./starterPhrases"
import { ORDER, STARTERS, type Starter } from "./starters"

/** What cannot be named by its field alone is called as people call it. */
export function useStarterAsked(): (starter: Starter) => Asked {
  const t = usePhrases(starterPhrases)
  return ({ id, question, look }) => {
    const name = t.maybe(`${id}.rate`)
    const [first, ...rest] = question.measures
    return { question: name && first ? { ...question, measures: [{ ...first, name }, ...rest] } : question, look }
  }
}

export function Starters({ q }: { q: string }) {
  const t = usePhrases(reportPhrases)
  const words = usePhrases(starterPhrases)
  const chart = usePhrases(chartPhrases)
  const asked = useStarterAsked()
  const wanted = q.trim().toLowerCase()
  const found = STARTERS.filter(({ id }) => `${words(id)} ${words.maybe(`${id}.text`)}`.toLowerCase().includes(wanted))
  if (found.length === 0) return null
  return (
    <section className="report-starters" aria-labelledby="report-starters">
      <h2 className="report-head" id="report-starters">
        {t("starters")}
        <small>{t("startersText")}</small>
      </h2>
      {ORDER.map((object) => {
        const own = found.filter(({ question }) => question.object === object)
        if (own.length === 0) return null
        return (
          <div key={object} className="report-group">
            <h3>{chart(`object.${object}`)}</h3>
            <ul>
              {own.map((starter) => (
                <li key={starter.id}>
                  <Link
                    to="/reports/new"
                    search={{ q: writeAsked(asked(starter)), name: words(starter.id) }}
                    className="report-starter"
                  >
                    <Drawn path={LOOK_ICONS[starter.look.as]} size={20} />
                    <span className="stack">
                      <span className="medium">{words(starter.id)}</span>
                      <span className="small quiet">{words.maybe(`${starter.id}.text`)}</span>
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </section>
  )
}

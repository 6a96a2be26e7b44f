// Reports to begin with, by what they are about.

import { Link } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { draftSearch } from "./code"
import { LookIcon } from "./LookIcon"
import { reportsPhrases } from "./phrases"
import { startPhrases } from "./startPhrases"
import { STARTED, STARTS, startDraft } from "./starts"

export function Starts({ q }: { q: string }) {
  const t = usePhrases(reportsPhrases)
  const inStarts = usePhrases(startPhrases)
  const drafts = STARTS.map((start) => ({
    id: start.id,
    draft: startDraft(start, inStarts),
    note: inStarts.maybe(`${start.id}.note`) ?? "",
  })).filter(({ draft, note }) => `${draft.name} ${note}`.toLowerCase().includes(q.toLowerCase()))
  if (drafts.length === 0) return null
  return (
    <section className="report-starts">
      <h2 className="section-head">
        {t("starts")} <small>{t("startsNote")}</small>
      </h2>
      {STARTED.map((object) => {
        const here = drafts.filter(({ draft }) => draft.question.object === object)
        if (here.length === 0) return null
        return (
          <div key={object} className="report-group">
            <h3 className="small quiet">{t(`object.${object}`)}</h3>
            <ul>
              {here.map(({ id, draft, note }) => (
                <li key={id}>
                  <Link to="/reports/new" search={draftSearch(draft)} className="report-start">
                    <span className="report-look" title={t(`look.${draft.look.as}`)}>
                      <LookIcon as={draft.look.as} />
                    </span>
                    <span className="stack">
                      <span className="medium">{draft.name}</span>
                      <span className="small quiet">{note}</span>
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

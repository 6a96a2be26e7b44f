// The head of the paper: who sells, which quote it is and until when, and whom it is for.

import type { Named, SearchHit } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { lazy, Suspense, startTransition, useState } from "react"
import { quoteRulesQuery } from "../../kit/quotes"
import { useSession } from "../../kit/session"
import { quotePhrases } from "./quotePhrases"
import { type PaperProps, usePaper } from "./usePaper"

const ChooseRecord = lazy(async () => ({ default: (await import("../../kit/ChooseRecord")).ChooseRecord }))

/** The seller's lines; the workspace's name until they are read, or where nobody wrote any. */
function useSeller(): string[] {
  const { workspace } = useSession()
  const rules = useQuery(quoteRulesQuery).data
  return rules && rules.seller.length > 0 ? rules.seller : [workspace.name]
}

export function PaperHead(props: PaperProps) {
  const { quote, writing, writes } = props
  const t = usePhrases(quotePhrases)
  const { p, on } = usePaper(props)
  const [name, ...lines] = useSeller()
  const { draft, edit } = writing
  const { row } = quote
  return (
    <header className="paper-head">
      <div className="paper-seller">
        <p className="paper-name">{name}</p>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div className="paper-which">
        <h2>{p("quotation")}</h2>
        <dl>
          <dt>{p("number")}</dt>
          <dd>
            {row.number}
            {row.version > 1 && <span className="quiet"> {p("version", { n: row.version })}</span>}
          </dd>
          <dt>{p("date")}</dt>
          <dd>{on.calendarDay(row.sent_at ? on.day(row.sent_at) : on.today())}</dd>
          {(writes || draft.valid_until) && (
            <>
              <dt>{p("until")}</dt>
              <dd>
                {writes ? (
                  <input
                    type="date"
                    className="paper-field paper-day"
                    aria-label={t("until")}
                    value={draft.valid_until ?? ""}
                    onChange={(event) => edit({ valid_until: event.target.value || null })}
                  />
                ) : (
                  draft.valid_until && on.calendarDay(draft.valid_until)
                )}
              </dd>
            </>
          )}
        </dl>
      </div>
      <Customer {...props} />
    </header>
  )
}

function Customer(props: PaperProps) {
  const { writing, writes } = props
  const t = usePhrases(quotePhrases)
  const { p } = usePaper(props)
  const [choosing, setChoosing] = useState<"person" | "company" | null>(null)
  const { person, company } = writing.draft
  const ask = (what: "person" | "company") => startTransition(() => setChoosing(what))
  const part = (what: "person" | "company", held: Named | null, look: string) =>
    writes ? (
      <button
        type="button"
        className={`paper-field paper-who ${held ? look : "is-missing"}`}
        title={t(what === "person" ? "changeCustomer" : "changeCompany")}
        onClick={() => ask(what)}
      >
        {held?.name ?? t(what === "person" ? "noCustomer" : "noCompany")}
        <Icon name="edit" size={12} />
      </button>
    ) : (
      held && <p className={look}>{held.name}</p>
    )
  const onChoose = async ({ id, title }: SearchHit) =>
    writing.edit({ [choosing ?? "person"]: { id, name: title, initial: title.slice(0, 1) } })
  return (
    <div className="paper-to">
      <span className="paper-label">{p("to")}</span>
      <span className="row paper-firm">
        {part("company", company, "paper-name")}
        {writes && company && (
          <IconButton icon="close" small label={t("none")} onClick={() => writing.edit({ company: null })} />
        )}
      </span>
      {part("person", person, company ? "" : "paper-name")}
      <Suspense>
        {choosing && (
          <ChooseRecord
            title={t(choosing === "person" ? "chooseCustomer" : "chooseCompany")}
            act={t("choose")}
            label={t("find")}
            kinds={[choosing]}
            except={[]}
            onChoose={onChoose}
            onClose={() => setChoosing(null)}
          />
        )}
      </Suspense>
    </div>
  )
}

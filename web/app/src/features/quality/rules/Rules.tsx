// The rules of the workspace, what the last scan found against each, and the way to the records to be mended.

import "./rules.css"
import { api } from "@api/client"
import type { FieldRule } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { objectsQuery, RULES, rulesQuery } from "../../../kit/queries"
import { useCan } from "../../../kit/session"
import { toastFailure } from "../../../kit/useUndo"
import { fieldLabel, useWords } from "../../../kit/words"
import { Breaches } from "./Breaches"
import { rulePhrases } from "./phrases"
import { RuleDialog } from "./RuleDialog"

const FIGURES = [
  ["without", "required"],
  ["bent", "pattern"],
  ["double", "unique"],
] as const

export function Rules() {
  const t = usePhrases(rulePhrases)
  const format = useFormat()
  const words = useWords()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const rules = useCan("users")
  const { against } = useSearch({ from: "/frame/quality" })
  const objects = useQuery(objectsQuery).data ?? []
  const list = useQuery({
    ...rulesQuery,
    // A scan is a matter of seconds; until it has been, the figures are on their way.
    refetchInterval: ({ state }) => (state.data?.some((one) => one.scanned_at === null) ? 1500 : false),
  })
  const [open, setOpen] = useState<FieldRule | "new" | null>(null)
  const scan = useMutation({
    mutationFn: api.rules.scan,
    onSuccess: () => {
      toast({ text: t("scanning") })
      return cache.invalidateQueries({ queryKey: RULES })
    },
    onError: toastFailure,
  })
  const label = (rule: FieldRule) => {
    const field = objects.find((one) => one.object === rule.object)?.fields.find((one) => one.key === rule.key)
    return field ? fieldLabel(words, field) : rule.key
  }
  const show = (to: string | undefined) => void navigate({ to: "/quality", search: { against: to }, replace: true })
  const shown = list.data?.find((one) => against?.startsWith(`${one.object}.${one.key}.`))
  return (
    <section className="card quality-card is-wide">
      <div className="row rules-head">
        <h2 className="section-head grow">{t("title")}</h2>
        {(list.data?.length ?? 0) > 0 && (
          <Button small disabled={scan.isPending} onClick={() => scan.mutate()}>
            {t("scan")}
          </Button>
        )}
        {rules && (
          <Button small icon="plus" onClick={() => setOpen("new")}>
            {t("make")}
          </Button>
        )}
      </div>
      <p className="small quiet rules-text">{t("text")}</p>
      {list.isPending ? (
        <SkeletonRows rows={2} height={44} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.data.length === 0 ? (
        <p className="small soft">{t("none")}</p>
      ) : (
        <ul className="rules-list">
          {list.data.map((rule) => (
            <li key={`${rule.object}.${rule.key}`} className="rules-row">
              <button type="button" className="rules-open" disabled={!rules} onClick={() => setOpen(rule)}>
                <span className="medium cut">{label(rule)}</span>
                <span className="small quiet cut">
                  {[
                    t(`object.${rule.object === "company" ? "company" : "person"}`),
                    rule.required ? t("required") : "",
                    rule.unique ? t("unique") : "",
                    rule.pattern ?? "",
                    rule.ways.length > 0 ? t("formed") : "",
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </button>
              <span className="rules-figures">
                {rule.scanned_at === null ? (
                  <span className="small quiet">{t("waiting")}</span>
                ) : (
                  <Figures rule={rule} onOpen={(kind) => show(`${rule.object}.${rule.key}.${kind}`)} />
                )}
              </span>
              <span className="small quiet rules-when">
                {rule.scanned_at && t("scanned", { ago: format.ago(rule.scanned_at) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {open && <RuleDialog of={open === "new" ? undefined : open} label={label} onClose={() => setOpen(null)} />}
      {shown && against && (
        <Breaches
          of={shown}
          label={label(shown)}
          kind={against.slice(`${shown.object}.${shown.key}.`.length)}
          onClose={() => show(undefined)}
        />
      )}
    </section>
  )
}

function Figures({ rule, onOpen }: { rule: FieldRule; onOpen: (kind: string) => void }) {
  const t = usePhrases(rulePhrases)
  const found = FIGURES.filter(([figure]) => rule[figure] > 0)
  if (found.length === 0) return <span className="small quiet">{t("clean")}</span>
  return found.map(([figure, kind]) => (
    <button key={figure} type="button" className="link small" onClick={() => onOpen(kind)}>
      {t(figure, { n: rule[figure] })}
    </button>
  ))
}

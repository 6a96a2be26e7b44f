// What was changed of a company: by whom, when, from what to what, and the way back.

import { api } from "@api/client"
import type { ChangeRow, Company } from "@api/contract"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { useCategoryWords } from "../../kit/files/categories"
import { filesIn } from "../../kit/files/value"
import { useFieldWords } from "../../kit/useFieldWords"
import { sourceLabel, useWords } from "../../kit/words"
import { companyPhrases } from "./phrases"

interface CompanyHistoryProps {
  company: Company
  onUndo: (batch: string) => Promise<void>
}

export function CompanyHistory({ company, onUndo }: CompanyHistoryProps) {
  const t = usePhrases(companyPhrases)
  const { id } = company.row
  const list = useInfiniteQuery({
    queryKey: ["company-changes", id],
    queryFn: ({ pageParam }) => api.companies.changes(id, pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  if (list.isSuccess && rows.length === 0) return null
  return (
    <section aria-label={t("history")}>
      <h2 className="section-head">{t("history")}</h2>
      {list.isPending ? (
        <SkeletonRows rows={3} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : (
        <ol className="company-history">
          {rows.map((row) => (
            <Change key={`${row.batch}${row.op}`} row={row} mayUndo={company.can_edit} onUndo={onUndo} />
          ))}
        </ol>
      )}
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t("more")}</Button>}
    </section>
  )
}

interface ChangeProps {
  row: ChangeRow
  mayUndo: boolean
  onUndo: (batch: string) => Promise<void>
}

function Change({ row, mayUndo, onUndo }: ChangeProps) {
  const t = usePhrases(companyPhrases)
  const words = useWords()
  const format = useFormat()
  const said = t.maybe(`op.${row.op}`)
  return (
    <li>
      <div className="row small quiet">
        <span>{sourceLabel(words, row.by)}</span>
        <time dateTime={row.at}>
          {format.day(row.at)} {format.time(row.at)}
        </time>
        {said && <span>{said}</span>}
        {row.undone && <span>{t("undone")}</span>}
        {row.undoable && !row.undone && mayUndo && row.op !== "create" && (
          <button type="button" className="link end" onClick={() => void onUndo(row.batch)}>
            {t("undo")}
          </button>
        )}
      </div>
      {row.object === "file" ? (
        <FileChange fields={row.fields} />
      ) : (
        <Values fields={row.fields} made={row.op === "create"} />
      )}
    </li>
  )
}

function Values({ fields: changed, made }: { fields: ChangeRow["fields"]; made: boolean }) {
  const fields = useFieldWords("company")
  return (
    <>
      {changed.map((field) => (
        <div key={field.key} className="row">
          <span className="quiet nowrap">{fields.label(field.key)}</span>
          <span className="company-values">
            {!made && <s className="quiet">{fields.value(field.key, field.before)}</s>}
            {!made && " → "}
            {fields.value(field.key, field.after)}
          </span>
        </div>
      ))}
    </>
  )
}

/** A file that came, went, or was said to be something else. */
function FileChange({ fields }: { fields: ChangeRow["fields"] }) {
  const t = usePhrases(companyPhrases)
  const categories = useCategoryWords()
  const held = (key: string) => fields.find((field) => field.key === key)
  const [file] = filesIn([held("file")?.after ?? held("file")?.before])
  const category = held("category")
  const word = (value: unknown) => (typeof value === "string" ? categories.word(value) : t("noCategory"))
  return (
    <div className="row">
      <span className="quiet nowrap">{t("file")}</span>
      <span className="company-values">
        {file?.name}
        {category && (
          <>
            {" · "}
            <s className="quiet">{word(category.before)}</s>
            {" → "}
            {word(category.after)}
          </>
        )}
      </span>
    </div>
  )
}

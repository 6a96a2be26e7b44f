// What files filed with a record can be, in their order.

import { api } from "@api/client"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { useCategoryWords } from "../../../kit/files/categories"
import { limitsQuery } from "../../../kit/files/useUpload"
import { added, keyed, moved } from "../../../kit/lines"
import { useFaults } from "../../../kit/problems"
import { categorySetupPhrases } from "./categoryPhrases"

const MOST = 30

export function FileCategories() {
  const t = usePhrases(categorySetupPhrases)
  const limits = useQuery(limitsQuery)
  return (
    <section>
      <h2 className="section-head">{t("title")}</h2>
      <p className="small quiet setup-text">{t("text")}</p>
      {limits.isPending ? (
        <SkeletonRows rows={3} height={48} />
      ) : limits.isError ? (
        <Failed error={limits.error} retry={() => void limits.refetch()} />
      ) : (
        <CategoryForm categories={limits.data.categories} />
      )}
    </section>
  )
}

function CategoryForm({ categories }: { categories: string[] }) {
  const t = usePhrases(categorySetupPhrases)
  const { word, kept } = useCategoryWords()
  const cache = useQueryClient()
  const linesOf = (of: string[]) => keyed(of.map((category) => ({ name: word(category) })))
  const [lines, setLines] = useState(() => linesOf(categories))
  const save = useMutation({
    mutationFn: () => api.files.setCategories(lines.map(({ name }) => kept(name))),
    onSuccess: (now) => {
      cache.setQueryData(limitsQuery.queryKey, (limits) => limits && { ...limits, ...now })
      setLines(linesOf(now.categories))
      toast({ text: t("saved") })
    },
  })
  const faults = useFaults(save.error)
  const faultAt = (at: number) => faults(`categories.${at}`, t("category"), (code) => t.maybe(`fault.${code}`))
  // What was wrong is named by its place, which a change may move.
  const change = (next: typeof lines) => {
    save.reset()
    setLines(next)
  }
  const add = () => change(added(lines, { name: "" }))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      {lines.length === 0 ? (
        <p className="small quiet">{t("none")}</p>
      ) : (
        <ol className="setup-list">
          {lines.map((line, at) => {
            const fault = faultAt(at)
            const n = at + 1
            return (
              <li key={line.key} className="row category-line">
                <span className="stack grow">
                  <input
                    className="input"
                    aria-label={t("categoryN", { n })}
                    aria-invalid={fault !== undefined}
                    maxLength={40}
                    autoComplete="off"
                    // biome-ignore lint/a11y/noAutofocus: a line that was just added is there to be written.
                    autoFocus={line.name === ""}
                    value={line.name}
                    onChange={(event) =>
                      change(lines.map((one) => (one.key === line.key ? { ...one, name: event.target.value } : one)))
                    }
                  />
                  {fault && (
                    <span className="field-problem" role="alert">
                      {fault}
                    </span>
                  )}
                </span>
                <IconButton
                  icon="up"
                  small
                  disabled={at === 0}
                  label={t("up", { n })}
                  onClick={() => change(moved(lines, at, -1))}
                />
                <IconButton
                  icon="down"
                  small
                  disabled={at === lines.length - 1}
                  label={t("down", { n })}
                  onClick={() => change(moved(lines, at, 1))}
                />
                <IconButton
                  icon="close"
                  small
                  label={t("remove", { name: line.name || String(n) })}
                  onClick={() => change(lines.filter((one) => one.key !== line.key))}
                />
              </li>
            )
          })}
        </ol>
      )}
      <div className="row category-foot">
        <Button small icon="plus" disabled={lines.length >= MOST} onClick={add}>
          {t("add")}
        </Button>
        <Button type="submit" look="primary" className="end" disabled={save.isPending}>
          {t("save")}
        </Button>
      </div>
      {!lines.some((_, at) => faultAt(at) !== undefined) && <FormProblem error={save.error} />}
    </form>
  )
}

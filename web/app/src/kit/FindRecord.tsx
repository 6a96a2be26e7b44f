// A person or a company found by typing and chosen from what was found.

import "./findRecord.css"
import { api } from "@api/client"
import type { ObjectKind, SearchHit } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Avatar } from "@ui/Avatar"
import { definePhrases, usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { useDeferredValue, useId, useState } from "react"

const findPhrases = definePhrases(
  { nobody: "没有找到" },
  { "zh-TW": { nobody: "沒有找到" }, en: { nobody: "Nobody found" } },
)

interface FindRecordProps {
  label: string
  kinds: readonly ObjectKind[]
  /** Ids that are no choice: the record itself, those that are there already. */
  except: readonly string[]
  chosen: SearchHit | null
  onChoose: (hit: SearchHit | null) => void
}

const MOST = 6

export function FindRecord({ label, kinds, except, chosen, onChoose }: FindRecordProps) {
  const t = usePhrases(findPhrases)
  const id = useId()
  const [typed, setTyped] = useState("")
  const asked = useDeferredValue(typed.trim())
  const found = useQuery({
    queryKey: ["search", "record", asked],
    queryFn: ({ signal }) => api.search(asked, signal),
    enabled: asked !== "",
    placeholderData: (last) => last,
  })
  const hits = (found.data?.hits ?? []).filter(
    (hit) => kinds.some((kind) => kind === hit.kind) && !except.includes(hit.id),
  )
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <input
          id={id}
          className="input"
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            onChoose(null)
          }}
        />
      </div>
      {asked !== "" && found.isPending && <SkeletonRows rows={3} />}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {asked !== "" && found.isSuccess && hits.length === 0 && <p className="small quiet">{t("nobody")}</p>}
      {hits.length > 0 && (
        <fieldset className="record-hits">
          <legend className="hidden-visually">{label}</legend>
          {hits.slice(0, MOST).map((hit) => (
            <label key={hit.id} className={chosen?.id === hit.id ? "record-hit is-on" : "record-hit"}>
              <input
                type="radio"
                name={id}
                className="hidden-visually"
                checked={chosen?.id === hit.id}
                onChange={() => onChoose(hit)}
              />
              <Avatar id={hit.id} initial={hit.title.slice(0, 1)} square={hit.kind === "company"} />
              <span className="grow cut">
                {hit.title} <span className="small quiet">{hit.subtitle}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  )
}

// What a person or a company owns, on their page; nothing is shown where there is nothing.

import "./assets.css"
import { useInfiniteQuery } from "@tanstack/react-query"
import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Failed } from "@ui/States"
import { useState } from "react"
import type { Who } from "../ChooseWho"
import { AssetForm } from "./AssetForm"
import { AssetLine } from "./AssetLine"
import { assetPhrases } from "./phrases"
import { assetsQuery } from "./queries"

interface AssetSectionProps {
  of: { person: string } | { company: string }
  who: Who
  mayEdit: boolean
  className?: string
}

export function AssetSection({ of, who, mayEdit, className }: AssetSectionProps) {
  const t = usePhrases(assetPhrases)
  const [adding, setAdding] = useState(false)
  const list = useInfiniteQuery(assetsQuery(of))
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  if (list.isError) return <Failed error={list.error} retry={() => void list.refetch()} />
  if (rows.length === 0 && !adding) return null
  return (
    <section className={className} aria-label={t("title")}>
      <h2 className="section-head">
        {t("title")}
        <small>{list.data?.pages[0]?.total}</small>
        {mayEdit && (
          <span className="end">
            <IconButton icon="plus" small label={t("add")} onClick={() => setAdding(true)} />
          </span>
        )}
      </h2>
      <ul className="asset-section">
        {rows.map((row) => (
          <li key={row.id}>
            <AssetLine of={row} short />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <button type="button" className="link small" onClick={() => void list.fetchNextPage()}>
          {t("more")}
        </button>
      )}
      {adding && <AssetForm who={who} onClose={() => setAdding(false)} />}
    </section>
  )
}

// A part more: one of the saved reports, or what another part of the page asks.

import "../../../kit/segments.css"
import type { DashboardTile } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows, statePhrases } from "@ui/States"
import { useState } from "react"
import { savedReportsQuery } from "../queries"
import { copyOf, tileOfReport } from "./draft"
import { editPhrases } from "./phrases"

interface AddTileProps {
  tiles: readonly DashboardTile[]
  onAdd: (tile: DashboardTile) => void
  onClose: () => void
}

export function AddTile({ tiles, onAdd, onClose }: AddTileProps) {
  const t = usePhrases(editPhrases)
  const state = usePhrases(statePhrases)
  const [from, setFrom] = useState<"fromReports" | "fromTiles">("fromReports")
  return (
    <Dialog title={t("addTitle")} closeLabel={state("close")} onClose={onClose}>
      <fieldset className="segments add-from" aria-label={t("addTitle")}>
        {(["fromReports", "fromTiles"] as const).map((one) => (
          <button key={one} type="button" className="segment" aria-pressed={one === from} onClick={() => setFrom(one)}>
            {t(one)}
          </button>
        ))}
      </fieldset>
      {from === "fromReports" ? (
        <Saved tiles={tiles} onAdd={onAdd} />
      ) : tiles.length === 0 ? (
        <p className="quiet">{t("noTiles")}</p>
      ) : (
        <ul className="add-list">
          {tiles
            .filter(({ question }) => question !== undefined)
            .map((tile) => (
              <Choice
                key={tile.id}
                name={tile.title || t("untitled")}
                about=""
                onChoose={() => onAdd(copyOf(tiles, tile))}
              />
            ))}
        </ul>
      )}
    </Dialog>
  )
}

function Saved({ tiles, onAdd }: Omit<AddTileProps, "onClose">) {
  const t = usePhrases(editPhrases)
  const all = useQuery(savedReportsQuery)
  const [q, setQ] = useState("")
  if (all.isPending) return <SkeletonRows rows={4} height={44} />
  if (all.isError) return <Failed error={all.error} retry={() => void all.refetch()} />
  if (all.data.length === 0) return <Empty title={t("noReports")} text={t("noReportsText")} />
  const found = all.data.filter(({ name, note }) => `${name} ${note}`.toLowerCase().includes(q.trim().toLowerCase()))
  return (
    <>
      <label className="search-box">
        <Icon name="search" size={14} />
        <input
          type="search"
          value={q}
          placeholder={t("search")}
          aria-label={t("search")}
          onChange={(event) => setQ(event.target.value)}
        />
      </label>
      {found.length === 0 && <p className="quiet">{t("nothing", { q })}</p>}
      <ul className="add-list">
        {found.map((report) => (
          <Choice
            key={report.id}
            name={report.name}
            about={report.note || t("by", { name: report.owner.name })}
            onChoose={() => onAdd(tileOfReport(tiles, report))}
          />
        ))}
      </ul>
    </>
  )
}

function Choice({ name, about, onChoose }: { name: string; about: string; onChoose: () => void }) {
  const t = usePhrases(editPhrases)
  return (
    <li className="row">
      <span className="stack grow">
        <span className="medium cut">{name}</span>
        {about && <span className="small quiet cut">{about}</span>}
      </span>
      <Button small icon="plus" aria-label={`${t("add")} · ${name}`} onClick={onChoose}>
        {t("add")}
      </Button>
    </li>
  )
}

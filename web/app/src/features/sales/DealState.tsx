import type { DealRow } from "@api/contract"

const LOOKS: Record<DealRow["state"], string> = { open: "tag", won: "tag is-good", lost: "tag is-bad" }

/** The stage that a deal stands in; won and lost by their colour too. */
export function DealState({ row }: { row: Pick<DealRow, "stage" | "state"> }) {
  return (
    <span className={LOOKS[row.state]}>
      <span className="cut">{row.stage.name}</span>
    </span>
  )
}

// The values of a thing, each changed where it stands.

import type { Asset, AssetWish, Field } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { assetPhrases } from "../../kit/assets/phrases"
import { EditFact, Fact } from "../../kit/record/Fact"
import { recordPhrases } from "../../kit/record/phrases"
import type { AssetActions } from "./useAssetActions"

interface AssetFactsProps {
  asset: Asset
  mayEdit: boolean
  actions: AssetActions
}

const STATES = ["in_use", "in_repair", "gone"] as const

export function AssetFacts({ asset, mayEdit, actions }: AssetFactsProps) {
  const t = usePhrases(assetPhrases)
  const shared = usePhrases(recordPhrases)
  const format = useFormat()
  const field = (key: string, type: Field["type"], more: Partial<Field> = {}): Field => ({
    key: `asset_${key}`,
    type,
    custom: false,
    editable: true,
    sortable: false,
    ...more,
  })
  const line = (
    key: keyof AssetWish & keyof Asset,
    type: Field["type"],
    label: string,
    more: Partial<Field> = {},
    shown?: ReactNode,
  ) => (
    <EditFact
      field={field(key, type, more)}
      label={label}
      value={asset[key]}
      mayEdit={mayEdit}
      {...(shown !== undefined && { shown })}
      onSave={(value, said) => {
        // A name and a state are never empty.
        if (value === null && (key === "name" || key === "state")) return
        void actions.onSet({ [key]: value ?? (type === "date" ? null : "") }, said)
      }}
    />
  )
  const left = asset.warranty_until === null ? null : format.daysUntil(asset.warranty_until)
  return (
    <section className="record-part" aria-label={shared("facts")}>
      <dl>
        {line("name", "text", t("name"))}
        {line("state", "choice", t("state"), {
          options: STATES.map((id) => ({ id, label: t(`state.${id}`), color: "plain" as const })),
        })}
        {line("serial", "text", t("serial"))}
        {line("due_on", "date", t("due"))}
        {line("bought_on", "date", t("bought"))}
        {line(
          "warranty_until",
          "date",
          t("warranty"),
          {},
          asset.warranty_until !== null && left !== null && (
            <>
              {format.calendarDay(asset.warranty_until)}
              <span className={left < 0 ? "quiet" : "good"}>
                {left < 0 ? t("warrantyOver") : t("inWarranty", { n: left })}
              </span>
            </>
          ),
        )}
        <Fact label={t("product")}>{asset.variant?.name}</Fact>
        <Fact label={t("order")}>
          {asset.order && (
            <Link to="/orders/$order" params={{ order: asset.order.id }} search={{}} className="link">
              {asset.order.name}
            </Link>
          )}
        </Fact>
        {line("note", "long_text", t("note"))}
      </dl>
    </section>
  )
}

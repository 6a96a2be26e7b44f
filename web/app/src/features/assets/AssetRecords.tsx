// Everything that was done to a thing, newest first.

import type { AssetRecord, AssetRecordKind } from "@api/contract"
import { useFormat } from "@ui/format"
import { Icon, type IconName } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { assetPhrases } from "../../kit/assets/phrases"

const ICONS: Record<AssetRecordKind, IconName> = {
  repair: "wrench",
  maintenance: "heart",
  inspection: "eye",
  installation: "plus",
}

export function AssetRecords({ records }: { records: AssetRecord[] }) {
  const t = usePhrases(assetPhrases)
  const format = useFormat()
  return (
    <section className="record-part" aria-label={t("records")}>
      <h2 className="section-head">{t("records")}</h2>
      {records.length === 0 ? (
        <p className="record-none">{t("noRecords")}</p>
      ) : (
        <ol className="asset-records">
          {records.map((record) => (
            <li key={record.id}>
              <span className="asset-dot">
                <Icon name={ICONS[record.kind]} size={14} />
              </span>
              <div className="grow">
                <p className="row is-wrap">
                  <span className="medium">{t(`kind.${record.kind}`)}</span>
                  <time className="small quiet" dateTime={record.at} title={format.moment(record.at)}>
                    {format.date(record.at)}
                  </time>
                  {record.by && <span className="small quiet">{t("by", { who: record.by.name })}</span>}
                  {record.cost !== null && (
                    <span className="small end">{format.money(record.cost, record.currency)}</span>
                  )}
                </p>
                <p className="asset-said">{record.text}</p>
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

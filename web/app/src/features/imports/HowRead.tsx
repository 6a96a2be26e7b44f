// How the file was read: which column went where.

import type { ImportInfo } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useTargetWords } from "../../kit/mapping/useTargetWords"
import { importPhrases } from "./phrases"

export function HowRead({ info }: { info: ImportInfo }) {
  const t = usePhrases(importPhrases)
  const say = useTargetWords(info.plan.object)
  const targetOf = new Map(info.plan.mapping.map((one) => [one.column, one.target]))
  return (
    <section className="import-part">
      <h3 className="section-head">{t("howRead")}</h3>
      <table className="plain-table how-read">
        <thead>
          <tr>
            <th scope="col">{t("column")}</th>
            <th scope="col">{t("target")}</th>
          </tr>
        </thead>
        <tbody>
          {info.columns.map((column) => {
            const target = targetOf.get(column.index)
            return (
              <tr key={column.index}>
                <th scope="row">
                  {column.header} <span className="small quiet">{column.samples[0]}</span>
                </th>
                <td>{target ? say(target) : <span className="quiet">{t("skip")}</span>}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

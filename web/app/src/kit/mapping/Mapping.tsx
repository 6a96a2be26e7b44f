// What each column of a table from outside becomes: guessed, with the reason, and changed by a person.

import "./mapping.css"
import type { ImportColumn, ImportPlan, ObjectInfo } from "@api/contract"
import { useFormat } from "@ui/format"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { useBecauseText } from "./because"
import { sharing, targetGroups, targetOf, withTarget } from "./mapping"
import { mappingPhrases } from "./phrases"
import { TargetPicker } from "./TargetPicker"

interface MappingProps {
  columns: ImportColumn[]
  plan: ImportPlan
  /** The plan as it was guessed: the reason belongs to it. */
  first: ImportPlan
  objects: ObjectInfo[]
  /** Whether files can be sent along, so that cells may say their names. */
  files?: boolean
  onPlan: (plan: ImportPlan) => void
}

export function Mapping({ columns, plan, first, objects, files, onPlan }: MappingProps) {
  const t = usePhrases(mappingPhrases)
  const format = useFormat()
  const because = useBecauseText()
  const groups = targetGroups(objects, plan.object, plan.options.external_ns, files)
  const header = new Map(columns.map((column) => [column.index, column.header]))
  return (
    <table className="plain-table mapping">
      <thead>
        <tr>
          <th scope="col">{t("column")}</th>
          <th scope="col" className="not-phone">
            {t("samples")}
          </th>
          <th scope="col">{t("target")}</th>
          <th scope="col">{t("why")}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => {
          const target = targetOf(plan, column.index)
          const guessed = plan.object === first.object && target === targetOf(first, column.index)
          const others = target === null ? [] : sharing(plan, target).filter((one) => one !== column.index)
          const percent = `${Math.round(column.confidence * 100)}%`
          return (
            <tr key={column.index} className={target === null ? "is-skipped" : undefined}>
              <th scope="row">
                <span className="medium">{column.header}</span>
                <span className="only-phone small quiet cut">{column.samples.slice(0, 3).join(" · ")}</span>
              </th>
              <td className="not-phone samples">
                <span className="cut" title={column.samples.join(" · ")}>
                  {[...new Set(column.samples)].slice(0, 3).map((sample) => (
                    <code key={sample}>{sample}</code>
                  ))}
                </span>
              </td>
              <td>
                <TargetPicker
                  label={`${column.header} →`}
                  object={plan.object}
                  guessed={guessed}
                  groups={groups}
                  target={target}
                  header={column.header}
                  onPick={(next) => onPlan(withTarget(plan, column.index, next))}
                />
                {others.length > 0 && (
                  <span className="tiny quiet">
                    {t("joined", { columns: format.list(others.map((one) => header.get(one) ?? String(one))) })}
                  </span>
                )}
              </td>
              <td className="why-cell">
                {guessed && column.because !== "" && (
                  <Popover
                    label={t("why")}
                    trigger={(props) => (
                      <button type="button" className={`why ${column.confidence < 0.5 ? "waiting" : ""}`} {...props}>
                        {t("sure", { percent })}
                      </button>
                    )}
                  >
                    {() => <p className="why-text">{because(column.because)}</p>}
                  </Popover>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

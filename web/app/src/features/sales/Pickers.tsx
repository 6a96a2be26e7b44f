// The chips above the board that are chosen from a menu: the pipeline, the period.

import type { Pipeline } from "@api/contract"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { ALL_PIPELINES } from "../../kit/deals"
import { offeredPeriods, type PeriodKind, writePeriod } from "./periods"
import { salesPhrases } from "./phrases"
import { usePeriodWords } from "./usePeriodWords"

interface PipelinePickerProps {
  pipelines: Pipeline[]
  /** An id, or all of them. */
  now: string
  /** Whether all can be shown at once. */
  all: boolean
  onPick: (pipeline: string) => void
}

export function PipelinePicker({ pipelines, now, all, onPick }: PipelinePickerProps) {
  const t = usePhrases(salesPhrases)
  const format = useFormat()
  const name = pipelines.find((one) => one.id === now)?.name ?? t("allPipelines")
  return (
    <Popover
      kind="menu"
      label={t("pipeline")}
      trigger={(props) => (
        <button type="button" className="chip is-on sales-pick" aria-label={`${t("pipeline")} ${name}`} {...props}>
          <span className="cut">{name}</span>
          <Icon name="down" size={14} />
        </button>
      )}
    >
      {(close) => {
        const pick = (id: string) => () => {
          close()
          onPick(id)
        }
        return (
          <>
            {pipelines.map((one) => (
              <MenuItem key={one.id} checked={one.id === now} onSelect={pick(one.id)}>
                {one.name} <span className="quiet">{format.number(one.open)}</span>
              </MenuItem>
            ))}
            {all && pipelines.length > 1 && (
              <MenuItem checked={now === ALL_PIPELINES} onSelect={pick(ALL_PIPELINES)}>
                {t("allPipelines")}
              </MenuItem>
            )}
          </>
        )
      }}
    </Popover>
  )
}

const KINDS: [PeriodKind, "quarters" | "months" | "years"][] = [
  ["quarter", "quarters"],
  ["month", "months"],
  ["year", "years"],
]

interface PeriodPickerProps {
  now: string
  /** How far from the present one those lie that are offered. */
  steps?: readonly number[]
  onPick: (period: string) => void
}

export function PeriodPicker({ now, steps, onPick }: PeriodPickerProps) {
  const t = usePhrases(salesPhrases)
  const format = useFormat()
  const name = usePeriodWords()
  return (
    <Popover
      kind="menu"
      label={t("period")}
      trigger={(props) => (
        <button type="button" className="chip" aria-label={`${t("period")} ${name(now)}`} {...props}>
          {name(now)}
          <Icon name="down" size={14} />
        </button>
      )}
    >
      {(close) =>
        KINDS.map(([kind, label]) => (
          <div key={kind}>
            <div className="menu-label">{t(label)}</div>
            {offeredPeriods(kind, format.today(), steps).map((period) => {
              const text = writePeriod(period)
              return (
                <MenuItem
                  key={text}
                  checked={text === now}
                  onSelect={() => {
                    close()
                    onPick(text)
                  }}
                >
                  {name(period)}
                </MenuItem>
              )
            })}
          </div>
        ))
      }
    </Popover>
  )
}

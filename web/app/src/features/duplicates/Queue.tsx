import type { Proposal } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { useEffect, useRef } from "react"
import { type FieldWords, useFieldWords } from "../../kit/useFieldWords"
import { percentText } from "./percent"
import { duplicatePhrases } from "./phrases"

interface QueueProps {
  rows: Proposal[]
  current: string | undefined
  onOpen: (id: string) => void
  more: boolean
  onMore: () => void
}

/** What tells two records of one name apart best. */
const TELLING = ["member_no", "birth_date", "phone", "email", "city"]

function apart({ portrait, b }: Proposal, fields: FieldWords): string {
  for (const key of TELLING) {
    const line = portrait.find((one) => one.key === key)
    if (line?.a && line.b && line.a !== line.b) return `${fields.value(key, line.a)} / ${fields.value(key, line.b)}`
  }
  return b.name
}

/** The pairs at the left, most likely first. */
export function Queue({ rows, current, onOpen, more, onMore }: QueueProps) {
  const t = usePhrases(duplicatePhrases)
  const fields = useFieldWords()
  const open = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (current !== undefined) open.current?.scrollIntoView?.({ block: "nearest" })
  }, [current])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <nav className="dup-queue scroll" aria-label={t("queue")} tabIndex={0}>
      <ul>
        {rows.map((row) => (
          <li key={row.id} ref={row.id === current ? open : undefined}>
            <button
              type="button"
              className="dup-item"
              aria-current={row.id === current ? "true" : undefined}
              onClick={() => onOpen(row.id)}
            >
              <span className="dup-faces">
                <Avatar id={row.a.id} initial={row.a.initial} />
                <Avatar id={row.b.id} initial={row.b.initial} />
              </span>
              <span className="stack grow">
                <span className="cut medium" title={row.a.name}>
                  {row.a.name}
                </span>
                {row.a.name === row.b.name ? (
                  <span className="cut small quiet" title={apart(row, fields)}>
                    {apart(row, fields)}
                  </span>
                ) : (
                  <span className="cut soft" title={row.b.name}>
                    {row.b.name}
                  </span>
                )}
              </span>
              <span className="stack dup-odds">
                <span className="medium">{percentText(row.probability)}</span>
                <span className="tiny quiet">{t.maybe(`origin.${row.origin}`) ?? row.origin}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {more && (
        <Button small look="plain" className="dup-more" onClick={onMore}>
          {t("more")}
        </Button>
      )}
    </nav>
  )
}

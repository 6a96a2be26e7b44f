// A stage on the board: what stands in it and what that comes to, how its next steps stand, its cards.

import { api } from "@api/client"
import type { DealColumn as Column, DealRow, Stage } from "@api/contract"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { type KeyboardEvent, useEffect, useState } from "react"
import { DealCard } from "./DealCard"
import { salesPhrases } from "./phrases"
import { EACH } from "./queries"
import { CLOCKS } from "./standing"

interface DealColumnProps {
  column: Column
  currency: string
  q: string | undefined
  sort: string | undefined
  openId: string | undefined
  /** Stages that cards may go to; none when they may not be moved. */
  targets: Stage[]
  over: boolean
  /** Whether the card being dragged may not be let go here. */
  closed: boolean
  draggedId: string | undefined
  followed: { current: string | null }
  /** Tells of a card that did not come with the board. */
  onFound: (row: DealRow) => void
  onMove: (row: DealRow, stage: Stage) => void
  onCreate: ((stage: Stage) => void) | undefined
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 }

export function DealColumn(props: DealColumnProps) {
  const { column, targets, followed, onMove, onFound } = props
  const { stage, next } = column
  const t = usePhrases(salesPhrases)
  const [wanted, setWanted] = useState(false)
  const more = useInfiniteQuery({
    queryKey: ["deals", "more", column.filter, props.q ?? "", props.sort ?? "", next ?? ""],
    queryFn: ({ pageParam, signal }) =>
      api.deals.list({ filter: column.filter, q: props.q, sort: props.sort, limit: EACH, cursor: pageParam }, signal),
    initialPageParam: next ?? "",
    getNextPageParam: (page) => page.next,
    enabled: wanted && next !== null,
  })
  const first = new Set(column.rows.map((row) => row.id))
  const rest = wanted && next !== null ? (more.data?.pages.flatMap((page) => page.rows) ?? []) : []
  const rows = [...column.rows, ...rest.filter((row) => !first.has(row.id))]
  const hasMore = next !== null && (!wanted || more.hasNextPage)
  useEffect(() => {
    for (const row of rest) onFound(row)
  }, [rest, onFound])

  const onKeyDown = (event: KeyboardEvent, row: DealRow) => {
    const step = STEPS[event.key]
    if (!step || !event.altKey || targets.length === 0) return
    event.preventDefault()
    const to = targets[targets.findIndex((one) => one.id === stage.id) + step]
    if (!to || followed.current === row.id) return
    followed.current = row.id
    onMove(row, to)
  }
  /** Gives the focus to a card that was moved by keys, unless whoever moved it has gone elsewhere. */
  const follow = (link: HTMLAnchorElement | null, row: DealRow) => {
    const focused = document.activeElement
    if (!link || followed.current !== row.id || link.closest("li")?.contains(focused)) return
    if (focused === document.body || link.closest(".deal-board")?.contains(focused)) link.focus()
    followed.current = null
  }
  const look = ["deal-column", `is-${stage.kind}`, props.over && "is-over", props.closed && "is-closed"]
  return (
    <section className={look.filter(Boolean).join(" ")} data-stage={stage.id} aria-label={stage.name}>
      <ColumnHead column={column} currency={props.currency} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <ul className="deal-cards scroll" tabIndex={0} aria-label={stage.name}>
        {rows.map((row) => (
          <DealCard
            key={row.id}
            row={row}
            open={row.id === props.openId || row.id === props.draggedId}
            movable={targets.length > 0}
            link={(link) => follow(link, row)}
            onKeyDown={(event) => onKeyDown(event, row)}
            menu={targets.length > 0 && <MoveMenu row={row} targets={targets} onMove={onMove} />}
          />
        ))}
        {rows.length === 0 && <li className="small quiet deal-none">{t("noCards")}</li>}
        {hasMore && (
          <li>
            <button
              type="button"
              className="link small deal-more"
              disabled={more.isFetching}
              onClick={() => (wanted ? void more.fetchNextPage() : setWanted(true))}
            >
              {t("moreCards")}
            </button>
          </li>
        )}
        {props.onCreate && stage.kind === "open" && (
          <li>
            <Button
              look="plain"
              small
              icon="plus"
              className="deal-add"
              aria-label={t("createIn", { stage: stage.name })}
              onClick={() => props.onCreate?.(stage)}
            >
              {t("createHere")}
            </Button>
          </li>
        )}
      </ul>
    </section>
  )
}

function ColumnHead({ column, currency }: { column: Column; currency: string }) {
  const t = usePhrases(salesPhrases)
  const format = useFormat()
  const { stage, count, total, weighted, clock } = column
  const open = stage.kind === "open"
  const told = CLOCKS.filter((one) => clock[one] > 0).map((one) => `${t(`clock.${one}`)} ${format.number(clock[one])}`)
  return (
    <header className="deal-head">
      <span className="row">
        <h2 className="cut" title={stage.name}>
          {stage.name}
        </h2>
        <span className="quiet">{format.number(count)}</span>
        {open && <span className="small quiet end">{stage.probability}%</span>}
      </span>
      <span className="row">
        <span className="deal-total">{format.money(total, currency, true)}</span>
        {open && (
          <span
            className="small quiet end cut"
            title={t("weighted", { amount: format.money(weighted, currency, true) })}
          >
            {t("weightedShort", { amount: format.money(weighted, currency, true) })}
          </span>
        )}
      </span>
      {open ? (
        <span
          className="clock-bar"
          role="img"
          aria-label={t("clockBar", { text: format.list(told) })}
          title={format.list(told)}
        >
          {CLOCKS.filter((one) => clock[one] > 0).map((one) => (
            <i key={one} className={`is-${one}`} style={{ flex: clock[one] }} />
          ))}
        </span>
      ) : (
        <span className="clock-bar">
          <i className={`is-${stage.kind}`} />
        </span>
      )}
    </header>
  )
}

interface MoveMenuProps {
  row: DealRow
  targets: Stage[]
  onMove: (row: DealRow, stage: Stage) => void
}

function MoveMenu({ row, targets, onMove }: MoveMenuProps) {
  const t = usePhrases(salesPhrases)
  const label = t("move", { name: row.name })
  return (
    <Popover
      kind="menu"
      label={label}
      trigger={(props) => <IconButton icon="more" small label={label} className="deal-menu" {...props} />}
    >
      {(close) => (
        <>
          <div className="menu-label">{t("moveTo")}</div>
          {targets.map((stage) => (
            <MenuItem
              key={stage.id}
              checked={stage.id === row.stage.id}
              onSelect={() => {
                close()
                onMove(row, stage)
              }}
            >
              {stage.name}
            </MenuItem>
          ))}
        </>
      )}
    </Popover>
  )
}

// The middle: everything that happened, oldest above, newest at the bottom beside the composer.
// The scroller is laid out from its foot, so that reading further back never moves what is being read.

import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Skeleton, statePhrases } from "@ui/States"
import { type RefObject, useEffect, useMemo, useRef, useState } from "react"
import { FoundProvider } from "../../kit/found"
import { useSettled } from "../../kit/useSettled"
import { BlockView } from "./Blocks"
import { personPhrases } from "./phrases"
import { repeatedOrders, tellStory } from "./story"
import { struckPhrases } from "./struckPhrases"
import type { useTimeline } from "./useTimeline"

const GROUPS = [
  { id: "all", phrase: "all" },
  { id: "talk", phrase: "talk" },
  { id: "order", phrase: "order" },
  { id: "mention", phrase: "mention" },
  { id: "community", phrase: "community" },
  { id: "shop", phrase: "shop" },
  { id: "web", phrase: "web" },
  { id: "note", phrase: "notes" },
  { id: "change", phrase: "change" },
] as const

interface TimelineProps {
  /** Whose story it is. */
  name: string
  timeline: ReturnType<typeof useTimeline>
  group: string
  find: string
  onGroup: (group: string) => void
  onFind: (find: string) => void
  onUndo: (batch: string) => void
  onStrike?: (item: string) => Promise<void>
  /** Shows what was struck out. */
  onStruck: () => void
  findBox: RefObject<HTMLInputElement | null>
}

export function Timeline({ name, timeline, onUndo, onStrike, ...bar }: TimelineProps) {
  const { group, find, onGroup } = bar
  const t = usePhrases(personPhrases)
  const format = useFormat()
  const { query, items, counts, atEnd, waiting, fresh, release } = timeline
  const scroller = useRef<HTMLDivElement>(null)
  const top = useRef<HTMLLIElement>(null)
  const days = useMemo(() => tellStory(items, format.day), [items, format.day])
  const repeated = useMemo(() => repeatedOrders(items), [items])
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query

  useEffect(() => {
    const element = top.current
    if (!element || !hasNextPage || isFetchingNextPage) return
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void fetchNextPage()
      },
      { root: scroller.current, rootMargin: "1200px 0px 0px 0px" },
    )
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])

  const toEnd = () => {
    release()
    requestAnimationFrame(() => scroller.current?.scrollTo({ top: 0 }))
  }

  return (
    <section className="timeline" aria-label={t("timeline")}>
      <Groups counts={counts} {...bar} />
      <div
        ref={scroller}
        className="timeline-scroll scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        tabIndex={0}
        onScroll={(event) => {
          atEnd.current = event.currentTarget.scrollTop > -24
          if (atEnd.current && waiting.length > 0) release()
        }}
      >
        {query.isPending ? (
          <StorySkeleton />
        ) : query.isError ? (
          <Failed error={query.error} retry={() => void query.refetch()} />
        ) : items.length === 0 ? (
          <NothingYet narrowed={group !== "all" || find !== ""} onAll={() => onGroup("all")} />
        ) : (
          <FoundProvider value={find}>
            <ol className="story">
              <li ref={top} className="story-top small quiet">
                {hasNextPage ? t("older") : group === "all" && find === "" && t("beginning")}
              </li>
              {days.map((day) => (
                <li key={day.day} className="story-day">
                  <DayLabel at={day.at} />
                  <ol className="grow">
                    {day.blocks.map((block) => (
                      <BlockView
                        key={block.key}
                        block={block}
                        name={name}
                        repeated={repeated}
                        fresh={fresh}
                        onUndo={onUndo}
                        onStrike={onStrike}
                      />
                    ))}
                  </ol>
                </li>
              ))}
            </ol>
          </FoundProvider>
        )}
      </div>
      <div className="fresh-place" role="status">
        {waiting.length > 0 && (
          <button type="button" className="fresh-pill" onClick={toEnd}>
            <Icon name="arrowDown" size={14} />
            {t("fresh", { n: waiting.length })}
          </button>
        )}
      </div>
    </section>
  )
}

function DayLabel({ at }: { at: string }) {
  const t = usePhrases(personPhrases)
  const format = useFormat()
  const days = format.daysAgo(at)
  const name = days === 0 ? t("today") : days === 1 ? t("yesterday") : format.shortDate(at)
  // A whole date does not fit the column; broken at a hyphen it could not be read.
  const [, year, monthDay] = /^(\d{4})-(.+)$/.exec(name) ?? []
  return (
    <div className="day-label" title={format.date(at)}>
      <b>{monthDay ?? name}</b>
      {year && <span>{year}</span>}
      <span>{format.weekday(at)}</span>
    </div>
  )
}

function NothingYet({ narrowed, onAll }: { narrowed: boolean; onAll: () => void }) {
  const t = usePhrases(personPhrases)
  if (!narrowed) return <Empty title={t("emptyTimeline")} text={t("emptyTimelineText")} drawing="road" />
  return (
    <Empty title={t("nothingFound")} drawing="search">
      <button type="button" className="button" onClick={onAll}>
        {t("showAll")}
      </button>
    </Empty>
  )
}

function StorySkeleton() {
  const state = usePhrases(statePhrases)
  return (
    <div className="story" role="status" aria-label={state("loading")}>
      {[64, 120, 24, 88, 24, 132].map((height, at) => (
        <div key={`${height}${at * 7}`} className="row" style={{ alignItems: "flex-start", gap: 12, padding: "8px 0" }}>
          <Skeleton width={40} />
          <Skeleton width={24} height={24} />
          <Skeleton width={`${70 - at * 6}%`} height={height} />
        </div>
      ))}
    </div>
  )
}

interface GroupsProps extends Pick<TimelineProps, "group" | "find" | "onGroup" | "onFind" | "onStruck" | "findBox"> {
  counts: Record<string, number>
}

function Groups({ counts, group, find, onGroup, onFind, onStruck, findBox }: GroupsProps) {
  const t = usePhrases(personPhrases)
  const struck = usePhrases(struckPhrases)
  const format = useFormat()
  const [asked, setFinding] = useState(false)
  // Also where words are looked for from elsewhere on the page.
  const finding = asked || find !== ""
  const known = GROUPS.filter(({ id }) => id === "all" || id === group || (counts[id] ?? 0) > 0)
  const main = known.slice(0, 6)
  const rest = known.slice(6)
  const restOn = rest.find(({ id }) => id === group)
  const restCount = rest.reduce((sum, { id }) => sum + (counts[id] ?? 0), 0)
  return (
    <div className="bar timeline-bar">
      {!finding && (
        <div className="timeline-chips">
          {main.map(({ id, phrase }) => (
            <button key={id} type="button" className="chip" aria-pressed={group === id} onClick={() => onGroup(id)}>
              {t(phrase)} <small>{counts[id] !== undefined && format.number(counts[id])}</small>
            </button>
          ))}
        </div>
      )}
      {/* Beside the chips, not among them: where they are cut off, this is not. */}
      {!finding && rest.length === 0 && (
        <Button look="plain" small onClick={onStruck}>
          {struck("menu")}
        </Button>
      )}
      {!finding && rest.length > 0 && (
        <Popover
          kind="menu"
          label={t("more")}
          trigger={(props) => (
            <button type="button" className={restOn ? "chip is-on" : "chip"} {...props}>
              {restOn ? t(restOn.phrase) : t("more")}{" "}
              <small>{format.number(restOn ? (counts[restOn.id] ?? 0) : restCount)}</small>
              <Icon name="down" size={14} />
            </button>
          )}
        >
          {(close) => (
            <>
              {rest.map(({ id, phrase }) => (
                <MenuItem
                  key={id}
                  checked={id === group}
                  onSelect={() => {
                    close()
                    onGroup(id)
                  }}
                >
                  {`${t(phrase)} ${format.number(counts[id] ?? 0)}`}
                </MenuItem>
              ))}
              <MenuItem
                onSelect={() => {
                  close()
                  onStruck()
                }}
              >
                {struck("menu")}
              </MenuItem>
            </>
          )}
        </Popover>
      )}
      {finding && (
        <FindBox
          find={find}
          box={findBox}
          onFind={(next) => {
            setFinding(true)
            onFind(next)
          }}
        />
      )}
      <IconButton
        icon={finding ? "close" : "search"}
        small
        className="end timeline-find"
        label={t(finding ? "closeFind" : "findIn")}
        onClick={() => {
          if (finding) onFind("")
          setFinding(!finding)
        }}
      />
    </div>
  )
}

function FindBox({
  find,
  onFind,
  box,
}: {
  find: string
  onFind: (find: string) => void
  box: RefObject<HTMLInputElement | null>
}) {
  const t = usePhrases(personPhrases)
  const [typed, setTyped] = useState(find)
  const settled = useSettled(typed, 200)
  useEffect(() => {
    if (settled !== find) onFind(settled)
    // The box leads, the URL follows.
  }, [settled])
  useEffect(() => {
    // Unless words are looked for from elsewhere on the page, while nobody types here.
    if (document.activeElement !== box.current) setTyped(find)
  }, [find, box])
  return (
    <input
      ref={box}
      type="search"
      className="input timeline-input"
      // biome-ignore lint/a11y/noAutofocus: it opens to be typed into, unless it opens with words to be found.
      autoFocus={find === ""}
      value={typed}
      aria-label={t("findIn")}
      placeholder={t("findIn")}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}

// Find and do: one box over every page. In: what is typed. Out: a record opened or a command run.
// It must never wait for the server to show what it can do by itself.

import "./search.css"
import type { ActivityKind, Household, SearchHit } from "@api/contract"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon, type IconName } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, statePhrases } from "@ui/States"
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from "react"
import { type Command, useCommands } from "../../frame/commands"
import { withPhones } from "../../kit/contact"
import { readSearch } from "../../kit/device/reading"
import { type Recent, readRecent } from "../../kit/device/recent"
import { useSettled } from "../../kit/useSettled"
import { marked } from "./marks"
import { searchPhrases } from "./phrases"

const HIT_ICONS: Record<SearchHit["kind"] | Recent["kind"], IconName> = {
  person: "person",
  company: "company",
  order: "bag",
  deal: "deal",
  lead: "sprout",
  interaction: "sms",
  activity: "calendar",
  comment: "community",
  quote: "file",
}

interface Entry {
  id: string
  group: string
  node: ReactNode
  run: (aside: boolean) => void
}

interface PaletteProps {
  onClose: () => void
  onCreate: () => void
  onPlan: (kind: ActivityKind) => void
}

export function Palette({ onClose, onCreate, onPlan }: PaletteProps) {
  const t = usePhrases(searchPhrases)
  const navigate = useNavigate()
  const [typed, setTyped] = useState("")
  const q = useSettled(typed.trim(), 90)
  const search = useQuery({
    queryKey: ["search", q],
    queryFn: ({ signal }) => readSearch(q, signal),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  })
  const commands = useCommands(
    (key, slot) => {
      if (key === "goTo") return t("goTo", { page: slot ?? "" })
      return key === "speak" ? t("speak", { language: slot ?? "" }) : t(key)
    },
    onCreate,
    onPlan,
  )

  // Read once for each time it opens: what is opened from here is not in the way while somebody looks at it.
  const recent = useQuery({ queryKey: ["recent"], queryFn: readRecent, staleTime: 0, gcTime: 0 }).data ?? []
  const openRecent = ({ kind, id }: Recent, aside: boolean) => {
    if (kind === "quote") void navigate({ to: "/quotes/$quote", params: { quote: id }, search: {} })
    else openHit({ kind, id }, aside)
  }

  const openHit = (hit: Pick<SearchHit, "kind" | "id" | "person" | "company">, aside: boolean) => {
    const person = hit.kind === "person" ? hit.id : hit.person
    if (hit.kind === "company") return void navigate({ to: "/companies/$id", params: { id: hit.id } })
    if (hit.kind === "deal") {
      if (aside) void navigate({ to: ".", search: (now) => ({ ...now, panel: hit.id }) })
      else void navigate({ to: "/sales/$id", params: { id: hit.id } })
      return
    }
    if (hit.kind === "order") {
      if (aside) void navigate({ to: ".", search: (now) => ({ ...now, panel: hit.id }) })
      else void navigate({ to: "/orders/$order", params: { order: hit.id }, search: {} })
      return
    }
    if (hit.kind === "lead") {
      if (aside) void navigate({ to: ".", search: (now) => ({ ...now, panel: hit.id }) })
      else void navigate({ to: "/leads/$id", params: { id: hit.id }, search: {} })
      return
    }
    const hash = hit.kind === "comment" ? "talk" : ""
    if (hit.company) return void navigate({ to: "/companies/$id", params: { id: hit.company }, hash })
    if (!person) return
    if (aside) void navigate({ to: ".", search: (now) => ({ ...now, panel: person }) })
    else {
      const search = hit.kind === "comment" ? { tab: "matters" } : {}
      void navigate({ to: "/people/$id", params: { id: person }, search, hash })
    }
  }

  const wanted = typed.trim().toLowerCase()
  const fitting = commands.filter(
    (command) => wanted === "" || `${command.label} ${command.words}`.toLowerCase().includes(wanted),
  )
  const hits = wanted === "" ? [] : (search.data?.hits ?? [])
  const homes = wanted === "" ? [] : (search.data?.households ?? [])
  const hitEntry = (hit: SearchHit): Entry => ({
    id: `${hit.kind}${hit.id}`,
    group: t("found"),
    node: <Hit hit={hit} />,
    run: (aside) => openHit(hit, aside),
  })
  const entries: Entry[] = [
    ...(wanted === "" ? recent : []).map(
      (one): Entry => ({
        id: `recent${one.id}`,
        group: t("recent"),
        node: <RecentLine recent={one} />,
        run: (aside) => openRecent(one, aside),
      }),
    ),
    ...hits.filter(({ why }) => why !== "similar").map(hitEntry),
    ...homes.map(
      (household): Entry => ({
        id: `household${household.head.id}`,
        group: t("found"),
        node: <HouseholdLine household={household} />,
        run: () => void navigate({ to: "/people/$id/household", params: { id: household.head.id } }),
      }),
    ),
    // What is nearly called so stands after all that is.
    ...hits.filter(({ why }) => why === "similar").map(hitEntry),
    ...fitting.map(
      (command): Entry => ({
        id: command.id,
        group: command.group === "go" ? t("go") : t("doIt"),
        node: <CommandLine command={command} />,
        run: command.run,
      }),
    ),
  ]
  const settled = q === typed.trim() && !search.isFetching
  return (
    <PaletteBox
      typed={typed}
      onType={setTyped}
      entries={entries}
      onClose={onClose}
      took={hits.length > 0 ? search.data?.took_ms : undefined}
    >
      {search.isError && wanted !== "" && <Failed error={search.error} retry={() => void search.refetch()} />}
      {entries.length === 0 && settled && !search.isError && (
        <div className="palette-none">
          <p>{t("none", { q })}</p>
          <p className="small quiet">{t("noneHint")}</p>
        </div>
      )}
    </PaletteBox>
  )
}

interface PaletteBoxProps {
  typed: string
  onType: (text: string) => void
  entries: Entry[]
  took: number | undefined
  onClose: () => void
  children: ReactNode
}

function PaletteBox({ typed, onType, entries, took, onClose, children }: PaletteBoxProps) {
  const t = usePhrases(searchPhrases)
  const state = usePhrases(statePhrases)
  const dialog = useRef<HTMLDialogElement>(null)
  const box = useRef<HTMLInputElement>(null)
  const list = useId()
  const [chosen, setChosen] = useState({ typed: "", at: 0 })
  const at = chosen.typed === typed ? Math.min(chosen.at, entries.length - 1) : 0
  useLayoutEffect(() => {
    const shown = dialog.current
    if (!shown) return
    if (!shown.open) shown.showModal()
    box.current?.focus()
    // Closing gives the focus back to where it came from; a removed dialog would drop it.
    return () => shown.close()
  }, [])

  const choose = (next: number) => {
    const bounded = (next + entries.length) % Math.max(entries.length, 1)
    setChosen({ typed, at: bounded })
    document.getElementById(`${list}${bounded}`)?.scrollIntoView({ block: "nearest" })
  }
  const run = (entry: Entry | undefined, aside: boolean) => {
    if (!entry) return
    onClose()
    entry.run(aside)
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes through `onCancel`; the click is the backdrop.
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t("title")}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <div className="palette-input">
        <Icon name="search" />
        <input
          ref={box}
          value={typed}
          placeholder={t("placeholder")}
          role="combobox"
          aria-label={t("title")}
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={entries.length > 0 ? `${list}${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === "ArrowDown") choose(at + 1)
            else if (event.key === "ArrowUp") choose(at - 1)
            else if (event.key === "Enter") run(entries[at], event.shiftKey)
            else return
            event.preventDefault()
          }}
        />
        <span className="only-phone">
          <IconButton icon="close" label={state("close")} onClick={onClose} />
        </span>
      </div>
      <div className="palette-list" id={list} role="listbox" aria-label={t("title")}>
        {entries.map((entry, index) => (
          <div key={entry.id} role="presentation">
            {entries[index - 1]?.group !== entry.group && (
              <div className="palette-group" role="presentation">
                {entry.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box above holds the focus and the keys. */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: options are named by aria-activedescendant. */}
            <div
              id={`${list}${index}`}
              className="palette-item"
              role="option"
              aria-selected={index === at}
              onPointerMove={() => index !== at && setChosen({ typed, at: index })}
              onClick={(event) => run(entry, event.shiftKey)}
            >
              {entry.node}
            </div>
          </div>
        ))}
        {children}
      </div>
      <div className="palette-foot">
        <span>{t("hints")}</span>
        {took !== undefined && <span className="end">{t("took", { n: took })}</span>}
      </div>
    </dialog>
  )
}

function Hit({ hit }: { hit: SearchHit }) {
  const t = usePhrases(searchPhrases)
  return (
    <>
      {hit.kind === "person" || hit.kind === "company" ? (
        <Avatar id={hit.id} initial={hit.title.slice(0, 1)} square={hit.kind === "company"} />
      ) : (
        <Icon name={HIT_ICONS[hit.kind]} />
      )}
      <span className="stack grow">
        <span className="cut">{marked(hit.title, hit.marks)}</span>
        {hit.subtitle !== "" && (
          <span className="small quiet cut" title={hit.subtitle}>
            {withPhones(hit.subtitle)}
          </span>
        )}
      </span>
      {/* The number of an order says by itself why it was found. */}
      <span className="small quiet">
        {(hit.kind === "order" ? undefined : t.maybe(`why.${hit.why}`)) ?? t.maybe(`kind.${hit.kind}`)}
      </span>
    </>
  )
}

/** What was opened before, as its page showed it then. */
function RecentLine({ recent: { kind, id, title, subtitle } }: { recent: Recent }) {
  const t = usePhrases(searchPhrases)
  return (
    <>
      {kind === "person" || kind === "company" ? (
        <Avatar id={id} initial={title.slice(0, 1)} square={kind === "company"} />
      ) : (
        <Icon name={HIT_ICONS[kind]} />
      )}
      <span className="stack grow">
        <span className="cut">{title}</span>
        {subtitle !== "" && (
          <span className="small quiet cut" title={subtitle}>
            {withPhones(subtitle)}
          </span>
        )}
      </span>
      <span className="small quiet">{t(`kind.${kind}`)}</span>
    </>
  )
}

/** A household is named after its head, with the others beside. */
function HouseholdLine({ household }: { household: Household }) {
  const t = usePhrases(searchPhrases)
  const format = useFormat()
  return (
    <>
      <Icon name="home" />
      <span className="stack grow">
        <span className="cut">{t("household", { name: household.head.name })}</span>
        <span className="small quiet cut">{format.list(household.people.map((one) => one.name))}</span>
      </span>
      <span className="small quiet">{t("kind.household")}</span>
    </>
  )
}

function CommandLine({ command }: { command: Command }) {
  return (
    <>
      <Icon name={command.icon} />
      <span className="grow cut">{command.label}</span>
    </>
  )
}

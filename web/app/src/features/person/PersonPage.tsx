// A person: who they are, everything that happened, what matters now.
// In: an id and, in the URL, the group, the words looked for and the list they were opened from.
// Out: edits, notes, consents, merges undone. It must never lose what was typed.

import "./person.css"
import { api, type NewInteraction } from "@api/client"
import type { Person } from "@api/contract"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Failed } from "@ui/States"
import { lazy, Suspense, startTransition, useCallback, useEffect, useRef, useState } from "react"
import { aboutPerson } from "../../kit/activities/about"
import { keepItem } from "../../kit/device/kept"
import { devicePhrases } from "../../kit/device/phrases"
import { useOpened } from "../../kit/device/recent"
import { sendOrWait } from "../../kit/device/sender"
import { FilesCard } from "../../kit/files/FilesCard"
import { PageHead } from "../../kit/PageHead"
import { portraitPhrases } from "../../kit/portrait/phrases"
import { objectsQuery, personQuery, usersQuery } from "../../kit/queries"
import { useCan } from "../../kit/session"
import { type About, TalkingProvider } from "../../kit/talk/about"
import { Discussion } from "../../kit/talk/Discussion"
import { useTalked } from "../../kit/talk/useThreads"
import { usePage } from "../../kit/usePage"
import { usePhone } from "../../kit/usePhone"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { channelLabel, fieldLabel, useWords } from "../../kit/words"
import type { Visit } from "./CheckIn"
import { Composer, type Draft, draftWith, type RecordKind } from "./Composer"
import { ConsentMatrix } from "./ConsentMatrix"
import { HouseholdCard } from "./HouseholdCard"
import { Identities } from "./Identities"
import { MarkBanners } from "./MarkBanners"
import { Companies, OrderSummary, Proposals } from "./Matters"
import { Now } from "./Now"
import { PersonHead } from "./PersonHead"
import { PersonSkeleton } from "./PersonSkeleton"
import { PhoneHead, type Tab } from "./PhoneHead"
import { Portrait } from "./Portrait"
import { personPhrases } from "./phrases"
import { Relations } from "./Relations"
import { Timeline } from "./Timeline"
import { usePersonActions } from "./usePersonActions"
import { useNewest, useTimeline } from "./useTimeline"

const TodoSection = lazy(async () => ({ default: (await import("../../kit/activities/TodoSection")).TodoSection }))
const CheckIn = lazy(async () => ({ default: (await import("./CheckIn")).CheckIn }))
const Owned = lazy(async () => ({ default: (await import("./Owned")).Owned }))
const StruckDialog = lazy(async () => ({ default: (await import("./StruckDialog")).StruckDialog }))
const WorthCard = lazy(async () => ({ default: (await import("./WorthCard")).WorthCard }))
const route = getRouteApi("/frame/people/$id")
const TABS: Tab[] = ["timeline", "matters", "portrait", "relations"]

export function PersonPage() {
  const t = usePhrases(personPhrases)
  const { id } = route.useParams()
  const navigate = route.useNavigate()
  const person = useQuery(personQuery(id))
  const { city, phone } = person.data?.row ?? {}
  const seen = person.data?.name
  useOpened("person", person.data?.id ?? id, seen, [city, phone].filter(Boolean).join(" · "), person.error)
  // A merged id answers with the person it became; the address follows, so that it can be copied.
  const survivor = person.data?.id
  useEffect(() => {
    if (survivor && survivor !== id) void navigate({ params: { id: survivor }, search: (now) => now, replace: true })
  }, [survivor, id, navigate])
  if (person.isPending) return <PersonSkeleton />
  if (person.isError) {
    return (
      <>
        <PageHead title={t("people")}>
          <nav className="crumbs">
            <Link to="/people">{t("people")}</Link>
          </nav>
        </PageHead>
        <Failed level={1} error={person.error} retry={() => void person.refetch()}>
          <Link to="/people" className="button">
            {t("toPeople")}
          </Link>
        </Failed>
      </>
    )
  }
  return <PersonScreen key={person.data.id} person={person.data} />
}

function PersonScreen({ person }: { person: Person }) {
  const t = usePhrases(personPhrases)
  const format = useFormat()
  const words = useWords()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const cache = useQueryClient()
  const told = useUndo()
  const device = usePhrases(devicePhrases)
  const shared = usePhrases(portraitPhrases)
  const phone = usePhone()
  const mayEdit = useCan("person.edit") && person.deleted_at === null
  const fields = useQuery(objectsQuery).data?.find((object) => object.object === "person")?.fields ?? []
  const users = useQuery(usersQuery).data ?? []
  const group = search.group ?? "all"
  const find = search.find ?? ""
  const timeline = useTimeline(person.id, { group, find })
  const newest = useNewest(person.id)
  const actions = usePersonActions(person)
  const duplicates = usePage("/duplicates")

  const change = useCallback(
    (set: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const tab = TABS.find((one) => one === search.tab) ?? "timeline"
  const [kind, setKind] = useState<RecordKind>("note")
  const [editName, setEditName] = useState(false)
  const [about, setAbout] = useState<About | null>(null)
  const { counts, mayWrite: mayTalk } = useTalked(person.id)
  const box = useRef<HTMLTextAreaElement>(null)
  const findBox = useRef<HTMLInputElement>(null)
  const write = (next: RecordKind) => {
    setKind(next)
    change({ tab: undefined })
    requestAnimationFrame(() => box.current?.focus())
  }
  // The draft is kept beside the page; the composer reads it anew.
  const [drafts, setDrafts] = useState(0)
  const beginNote = (text: string) => {
    if (draftWith(person.id, text)) setDrafts((n) => n + 1)
    write("note")
  }

  useKeys({
    n: (event) => {
      event.preventDefault()
      write("note")
    },
    e: (event) => {
      event.preventDefault()
      setEditName(mayEdit)
    },
    "/": (event) => {
      event.preventDefault()
      if (findBox.current) findBox.current.focus()
      else document.querySelector<HTMLElement>(".timeline-find")?.click()
    },
  })

  const save = async (draft: Draft): Promise<boolean> => {
    const minutes = Number(draft.minutes)
    const props =
      draft.kind === "call"
        ? { ...(minutes > 0 && { seconds: minutes * 60 }), direction: draft.incoming ? "in" : "out" }
        : undefined
    const files = draft.files.map((file) => file.id)
    return record({ kind: draft.kind, text: draft.text.trim(), props, ...(files.length > 0 && { files }) })
  }
  const record = async (interaction: NewInteraction): Promise<boolean> => {
    const change = { person: person.id, name: person.name, act: { kind: "record" as const, interaction } }
    try {
      const item = await sendOrWait(change, (act, once) =>
        api.people.record(person.id, act.kind === "record" ? act.interaction : interaction, { once }),
      )
      timeline.release()
      if (item === "waits") {
        void cache.invalidateQueries({ queryKey: ["timeline", person.id] })
        told(device("waits"))
        return true
      }
      timeline.insert([item], true)
      void keepItem(person.id, item)
      void cache.invalidateQueries({ queryKey: personQuery(person.id).queryKey })
      if (item.files) void cache.invalidateQueries({ queryKey: ["files", "person", person.id] })
      told(item.unseen_by ? t("recordedUnseen", { names: format.list(item.unseen_by) }) : t("recorded"))
      return true
    } catch (error) {
      toastFailure(error)
      return false
    }
  }

  const [struck, setStruck] = useState(false)
  const [asked, setChecking] = useState(false)
  const checking = asked || (search.act === "check-in" && mayEdit)
  const openCheckIn = () => startTransition(() => setChecking(true))
  const closeCheckIn = () => {
    setChecking(false)
    if (search.act) change({ act: undefined })
  }
  const visit = async ({ text, props, keep }: Visit): Promise<boolean> => {
    if (!(await record({ kind: "visit", text, props }))) return false
    if (keep) {
      const field = fieldLabel(words, keep.field)
      actions.onSet({ [keep.field.key]: keep.place }, keep.place, shared("changed", { field, value: keep.place }))
    }
    return true
  }
  const checkIn = checking && (
    <Suspense>
      <CheckIn person={person} fields={fields} onVisit={visit} onClose={closeCheckIn} />
    </Suspense>
  )

  const portrait = (
    <Portrait
      {...actions}
      person={person}
      fields={fields}
      users={users}
      mayEdit={mayEdit}
      editName={editName}
      onEditName={setEditName}
      onWrite={write}
      onCheckIn={openCheckIn}
    />
  )
  const talking = {
    counts,
    onAbout: (next: About) => {
      setAbout(next)
      if (phone) change({ tab: "matters" })
    },
  }
  const story = (
    <div className="person-middle">
      <MarkBanners person={person} />
      <TalkingProvider value={mayTalk || counts.size > 0 ? talking : null}>
        <Timeline
          name={person.name}
          timeline={timeline}
          group={group}
          find={find}
          findBox={findBox}
          onGroup={(next) =>
            change({ group: next === "all" ? undefined : next, find: next === "all" ? undefined : search.find })
          }
          onFind={(next) => change({ find: next === "" ? undefined : next })}
          onUndo={actions.onUndo}
          onStrike={mayEdit ? actions.onStrike : undefined}
          onStruck={() => startTransition(() => setStruck(true))}
        />
      </TalkingProvider>
      {struck && (
        <Suspense>
          <StruckDialog person={person.id} mayEdit={mayEdit} onClose={() => setStruck(false)} />
        </Suspense>
      )}
      {mayEdit && <Composer key={drafts} person={person.id} kind={kind} box={box} onKind={setKind} onSave={save} />}
    </div>
  )
  const showGroup = (next: string) => change({ group: next === "all" ? undefined : next, tab: undefined })
  const matters = (
    <>
      <Now person={person} items={newest} onGroup={showGroup} onWrite={mayEdit ? write : undefined} />
      <Suspense>
        <TodoSection record={person.id} about={aboutPerson(person)} className="matter" />
      </Suspense>
      <Discussion className="matter" record={person.id} about={about} onAbout={setAbout} />
      <Proposals person={person} onReview={duplicates && (() => duplicates(`?person=${person.id}`))} />
      <OrderSummary person={person} mayEdit={mayEdit} onOpen={() => showGroup("order")} />
      <Suspense>
        <Owned person={person} mayEdit={mayEdit} />
      </Suspense>
      <Suspense>
        <WorthCard
          person={person}
          onFind={(words) => change({ find: words, group: undefined, tab: undefined })}
          onNote={mayEdit ? beginNote : undefined}
        />
      </Suspense>
    </>
  )
  const files = <FilesCard object="person" id={person.id} mayEdit={mayEdit} className="matter" />
  const relations = (
    <>
      <Companies person={person} />
      {person.household && <HouseholdCard of={person.id} household={person.household} />}
      <Relations person={person} mayEdit={mayEdit} onAdd={actions.onAddRelation} onRemove={actions.onRemoveRelation} />
    </>
  )
  const consents = (
    <ConsentMatrix
      person={person}
      mayEdit={mayEdit}
      onSet={(consent, state) => {
        const said = {
          channel: channelLabel(words, consent.channel),
          purpose: words(`purpose.${consent.purpose}`),
          state: words(`consent.${state}`),
        }
        actions.onConsent(consent, state, t("consentSet", said))
      }}
    />
  )
  const identities = <Identities person={person} mayEdit={mayEdit} onRemove={actions.onRemoveIdentity} />

  if (phone) {
    return (
      <div className="person is-phone">
        <PhoneHead
          person={person}
          tab={tab}
          newest={newest}
          mayEdit={mayEdit}
          onTab={(next) => change({ tab: next === "timeline" ? undefined : next })}
          onWrite={write}
          onCheckIn={openCheckIn}
          onDelete={actions.onDelete}
        />
        {checkIn}
        {tab === "timeline" && story}
        {tab === "matters" && (
          <div className="person-tab scroll">
            {matters}
            {files}
            {consents}
          </div>
        )}
        {tab === "portrait" && <div className="person-tab scroll">{portrait}</div>}
        {tab === "relations" && (
          <div className="person-tab scroll">
            {relations}
            {identities}
          </div>
        )}
      </div>
    )
  }
  return (
    <div className="person">
      <PersonHead person={person} search={search} />
      {checkIn}
      <aside className="person-left scroll" aria-label={t("portrait")}>
        {portrait}
      </aside>
      {story}
      <aside className="person-right scroll" aria-label={t("matters")}>
        {matters}
        {files}
        {relations}
        {consents}
        {identities}
      </aside>
    </div>
  )
}

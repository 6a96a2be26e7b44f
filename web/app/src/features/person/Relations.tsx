// Who is around this person: a small graph, a click on somebody opens the evidence; and every tie in a list.

import type { Person, Relation } from "@api/contract"
import { avatarHue } from "@ui/Avatar"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { PersonLink } from "../../kit/PersonLink"
import { edgeLabel, useWords } from "../../kit/words"
import { AddRelation, type NewRelation } from "./AddRelation"
import { personPhrases } from "./phrases"

interface RelationsProps {
  person: Person
  mayEdit: boolean
  onAdd: (relation: NewRelation) => Promise<unknown>
  onRemove: (relation: Relation) => void
}

/** Places around the centre, the nearest sides first; the list below has every tie, with the whole name. */
const PLACES = [
  { x: 56, y: 28, side: "left" },
  { x: 226, y: 28, side: "right" },
  { x: 48, y: 98, side: "left" },
  { x: 232, y: 88, side: "right" },
  { x: 150, y: 122, side: "right" },
  { x: 140, y: 14, side: "right" },
] as const
const [CX, CY] = [140, 66]
/** So many ties the server sends with a person. */
const MOST = 100

export function Relations({ person, mayEdit, onAdd, onRemove }: RelationsProps) {
  const t = usePhrases(personPhrases)
  const [open, setOpen] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const [listed, setListed] = useState(false)
  // The server sends the closest ties first; the graph shows each neighbour once, by the closest.
  const relations = person.relations.filter(
    (relation, at, all) => all.findIndex((other) => other.person.id === relation.person.id) === at,
  )
  const chosen = relations.find((relation) => relation.id === open)
  const count = relations.length
  return (
    <section className="matter">
      <h2 className="section-head">
        {t("relations")}
        <small>{count > 0 && t("direct", { n: count })}</small>
        <span className="end row">
          {count > 0 && (
            <Button look="plain" small aria-expanded={listed} onClick={() => setListed(!listed)}>
              {listed ? t("relationsFew") : t("relationsAll")}
            </Button>
          )}
          {mayEdit && <IconButton icon="plus" small label={t("addRelation")} onClick={() => setAdding(true)} />}
        </span>
      </h2>
      {count === 0 ? (
        <p className="small quiet">{t("noRelations")}</p>
      ) : (
        <svg
          className="graph"
          viewBox="-20 0 320 140"
          role="group"
          aria-label={t("graph", { name: person.name, n: count })}
        >
          {relations.slice(0, PLACES.length).map((relation, at) => (
            <Edge key={relation.id} relation={relation} at={at} />
          ))}
          <circle cx={CX} cy={CY} r="18" fill="var(--jade)" />
          <text x={CX} y={CY + 5} className="graph-self">
            {person.initial}
          </text>
          {relations.slice(0, PLACES.length).map((relation, at) => (
            <Node
              key={relation.id}
              relation={relation}
              at={at}
              open={relation.id === open}
              onOpen={() => setOpen(relation.id === open ? null : relation.id)}
            />
          ))}
        </svg>
      )}
      {adding && <AddRelation person={person} onAdd={onAdd} onClose={() => setAdding(false)} />}
      {chosen && <RelationEvidence relation={chosen} mayEdit={mayEdit} onRemove={onRemove} />}
      {listed && (
        <ul className="relation-list">
          {person.relations.map((relation) => (
            <RelationLine key={relation.id} relation={relation} mayEdit={mayEdit} onRemove={onRemove} />
          ))}
          {person.relations.length >= MOST && <li className="quiet small">{t("relationsCut", { n: MOST })}</li>}
        </ul>
      )}
    </section>
  )
}

/** A name in at most two short lines, since the graph is narrow. */
function nameLines(name: string): string[] {
  const wide = /\p{Script=Han}/u.test(name)
  const [room, parts] = wide ? [3, name.match(/.{1,3}/gu)] : [6, name.split(/[\s-]+/)]
  const [first = name, second] = parts ?? [name]
  const cut = (line: string) => (line.length > room + 1 ? `${line.slice(0, room)}…` : line)
  return second === undefined ? [cut(first)] : [cut(first), cut((parts?.length ?? 0) > 2 ? `${second}…` : second)]
}

function Edge({ relation, at }: { relation: Relation; at: number }) {
  const words = useWords()
  const place = PLACES[at] ?? PLACES[0]
  const strength = Math.min(1 + Math.log2(1 + relation.evidence.count) / 2, 3)
  const label = edgeLabel(words, relation.kind, relation.direction)
  return (
    <g>
      <path d={`M${CX} ${CY}L${place.x} ${place.y}`} stroke="var(--line-strong)" strokeWidth={strength} />
      <text x={(CX + place.x) / 2} y={(CY + place.y) / 2 + 4} className="graph-edge">
        {label}
      </text>
    </g>
  )
}

interface NodeProps {
  relation: Relation
  at: number
  open: boolean
  onOpen: () => void
}

function Node({ relation, at, open, onOpen }: NodeProps) {
  const words = useWords()
  const place = PLACES[at] ?? PLACES[0]
  const hue = avatarHue(relation.person.id)
  const { name } = relation.person
  const left = place.side === "left"
  const label = `${name}, ${edgeLabel(words, relation.kind, relation.direction)}`
  return (
    <g className="graph-node">
      <circle
        cx={place.x}
        cy={place.y}
        r="13"
        fill={`var(--av-${hue})`}
        stroke={open ? "var(--jade)" : "none"}
        strokeWidth="1.5"
      />
      <text x={place.x} y={place.y + 4} textAnchor="middle" fill={`var(--av-${hue}i)`}>
        {relation.person.initial ?? name.slice(0, 1)}
      </text>
      {nameLines(name).map((line, row, lines) => (
        <text
          key={line}
          x={left ? place.x - 18 : place.x + 18}
          y={place.y + 4 + (row - (lines.length - 1) / 2) * 14}
          textAnchor={left ? "end" : "start"}
          className="graph-name"
        >
          {line}
        </text>
      ))}
      {/* What is pressed lies over mark and name, so that both answer. */}
      <rect
        className="graph-press"
        x={left ? place.x - 56 : place.x - 15}
        y={place.y - 15}
        width="71"
        height="30"
        rx="15"
        role="button"
        tabIndex={0}
        aria-label={label}
        aria-expanded={open}
        onClick={onOpen}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== " ") return
          event.preventDefault()
          onOpen()
        }}
      />
    </g>
  )
}

interface TieProps {
  relation: Relation
  mayEdit: boolean
  onRemove: (relation: Relation) => void
}

/** One tie in the list: who, how, how often and when last; the rest of the evidence on pointing. */
function RelationLine({ relation, mayEdit, onRemove }: TieProps) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const format = useFormat()
  const { evidence } = relation
  return (
    <li title={useFacts(relation).join(" · ")}>
      <PersonLink person={relation.person} className="link strong" />
      <span className="quiet grow">{edgeLabel(words, relation.kind, relation.direction)}</span>
      <small className="quiet">
        {evidence.count > 1 && `× ${evidence.count} · `}
        {evidence.last_at && format.shortDate(evidence.last_at)}
      </small>
      {mayEdit && <IconButton icon="close" small label={t("removeRelation")} onClick={() => onRemove(relation)} />}
    </li>
  )
}

function useFacts({ evidence, since }: Relation): string[] {
  const t = usePhrases(personPhrases)
  const format = useFormat()
  return [
    since && t("relationSince", { date: format.calendarDate(since) }),
    evidence.count > 0 && t("evidenceCount", { n: evidence.count }),
    evidence.last_at && t("evidenceLast", { date: format.shortDate(evidence.last_at) }),
  ].filter((fact): fact is string => typeof fact === "string" && fact !== "")
}

function RelationEvidence({ relation, mayEdit, onRemove }: TieProps) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const facts = useFacts(relation)
  return (
    <div className="reasons row">
      <span className="stack grow">
        <span>
          <PersonLink person={relation.person} className="link strong" /> ·{" "}
          {edgeLabel(words, relation.kind, relation.direction)}
        </span>
        <span>{facts.join(" · ")}</span>
      </span>
      {mayEdit && <IconButton icon="close" small label={t("removeRelation")} onClick={() => onRemove(relation)} />}
    </div>
  )
}

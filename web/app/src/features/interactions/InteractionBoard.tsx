// Interactions on a board by a field of one's own: what staff noted beside them, moved from value to value.

import { api } from "@api/client"
import type { Field, InteractionRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Board } from "../../kit/layout/Board"
import { channelLabel, useWords } from "../../kit/words"
import { saidIn } from "./columns"
import { interactionsQuery } from "./interactionsQuery"
import { interactionPhrases } from "./phrases"

interface InteractionBoardProps {
  filter: string
  q: string | undefined
  sort: string | undefined
  field: Field
  mayEdit: boolean
  /** What the values of a field of the app's own are called. */
  labelOf: (value: string) => string
}

export function InteractionBoard({ filter, q, sort, field, mayEdit, labelOf }: InteractionBoardProps) {
  const t = usePhrases(interactionPhrases)
  const words = useWords()
  const format = useFormat()
  const kindOf = (row: InteractionRow) => words.maybe(`kind.${row.kind}`) ?? row.kind
  return (
    <Board<InteractionRow>
      filter={filter}
      q={q}
      field={field}
      mayEdit={mayEdit}
      cards={{
        queryKey: "interactions",
        groups: api.interactions.groups,
        list: (part) => interactionsQuery({ filter: part, q, sort }),
        set: api.interactions.set,
        ...(!field.custom && { labelOf }),
        nameOf: (row) => [row.who?.name, kindOf(row)].filter(Boolean).join(" · "),
        head: ({ who }, link) =>
          who ? (
            <Link
              ref={link}
              to="/interactions"
              search={(now) => ({ ...now, panel: who.id })}
              className="medium cut grow"
            >
              {who.name}
            </Link>
          ) : (
            <span className="medium cut grow">{t("hidden")}</span>
          ),
        rest: (row) => (
          <>
            <span className="small cut" title={row.text ?? undefined}>
              {saidIn(row)}
            </span>
            <span className="row small quiet">
              <span className="cut grow">{`${kindOf(row)} · ${channelLabel(words, row.channel)}`}</span>
              <time title={format.moment(row.occurred_at)}>{format.shortDate(row.occurred_at)}</time>
            </span>
          </>
        ),
      }}
    />
  )
}

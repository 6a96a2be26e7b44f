// The columns of the list of leads: what each shows, copies and adds up, and which are edited where they stand.

import type { Field, LeadRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import { Clock, useClockText } from "../../kit/clock/Clock"
import { displayPhone } from "../../kit/contact"
import type { GridColumn } from "../../kit/DataGrid"
import { useFieldText } from "../../kit/fieldText"
import { ownCell, ownColumn } from "../../kit/ownColumn"
import { PersonLink } from "../../kit/PersonLink"
import { channelLabel, fieldLabel, useWords } from "../../kit/words"
import { LeadMarks, Returns } from "./LeadMarks"
import { LeadState } from "./LeadState"
import { leadsPhrases } from "./phrases"

/** What everybody sees first, beside the name: of what is one's own, of what waits, of all. */
export const SHOWN_FIRST = {
  mine: ["company", "interest", "state", "next_step", "returns_at", "phone", "source", "amount"],
  pool: ["company", "interest", "source", "city", "amount", "created_at", "pool"],
  all: ["company", "interest", "state", "owner", "next_step", "returns_at", "source", "amount", "created_at"],
}

const EDITED = ["company", "interest", "source", "amount", "currency", "next_step"]

/** The name, which always stands first, and the others. */
export function useLeadColumns(fields: Field[], mayEdit: boolean): [GridColumn<LeadRow>, GridColumn<LeadRow>[]] {
  const t = usePhrases(leadsPhrases)
  const words = useWords()
  const format = useFormat()
  const textOf = useFieldText()
  const clockText = useClockText()
  return useMemo(() => {
    const column = (key: string, width: string, more: Partial<GridColumn<LeadRow>> = {}): GridColumn<LeadRow> => {
      const field = fields.find((one) => one.key === key)
      const value = (row: LeadRow): unknown => {
        const cell: unknown = Reflect.get(row, key)
        return typeof cell === "object" && cell !== null ? Reflect.get(cell, "id") : cell
      }
      return {
        key,
        label: fieldLabel(words, field ?? { key }, "lead"),
        width,
        sortable: field?.sortable ?? false,
        ...(field && { field, value }),
        editable: mayEdit && field?.editable === true && EDITED.includes(key),
        cell: (row) => {
          const cell: unknown = Reflect.get(row, key)
          return typeof cell === "string" ? <span title={cell}>{cell}</span> : null
        },
        ...more,
      }
    }
    const named = column("name", "minmax(148px, 1.2fr)", {
      opens: true,
      cell: (row) => (
        <span className="row lead-name">
          <Link to="." search={(now) => ({ ...now, panel: row.id })} className="name" title={row.name}>
            <span className="cut">{row.name}</span>
          </Link>
          <LeadMarks of={row} small />
        </span>
      ),
    })
    const moment = (key: "held_since" | "worked_at" | "protected_until" | "updated_at" | "next_at", width: string) =>
      column(key, width, {
        cell: (row) => row[key] && <time title={format.moment(row[key])}>{format.date(row[key])}</time>,
      })
    const others: GridColumn<LeadRow>[] = [
      column("company", "minmax(104px, .9fr)"),
      column("interest", "minmax(180px, 2fr)", {
        cell: (row) => row.interest && <span title={row.interest}>{row.interest}</span>,
      }),
      column("state", "minmax(68px, .5fr)", {
        text: (row) => words.maybe(`state.${row.state}`) ?? row.state,
        cell: (row) => <LeadState state={row.state} />,
      }),
      column("owner", "minmax(84px, .7fr)", {
        text: (row) => row.owner?.name ?? "",
        cell: (row) => row.owner?.name ?? (row.free ? <span className="quiet">{t("free")}</span> : null),
      }),
      column("next_step", "minmax(136px, 1.2fr)", {
        text: (row) => [clockText(row), row.next_step].filter(Boolean).join(" "),
        cell: (row) => isOpen(row) && <Clock of={row} whole />,
      }),
      column("returns_at", "minmax(84px, .6fr)", {
        text: (row) => row.returns_at ?? "",
        cell: (row) => <Returns of={row} always />,
      }),
      column("phone", "minmax(112px, .8fr)", {
        text: (row) => row.phone ?? "",
        cell: (row) => row.phone && displayPhone(row.phone),
      }),
      column("email", "minmax(120px, 1fr)", { text: (row) => row.email ?? "" }),
      column("city", "minmax(56px, .4fr)", { text: (row) => row.city ?? "" }),
      column("source", "minmax(84px, .7fr)", {
        cell: (row) =>
          row.source && (
            <span title={[row.source, row.channel && channelLabel(words, row.channel)].filter(Boolean).join(" · ")}>
              {row.source}
            </span>
          ),
      }),
      column("channel", "minmax(72px, .6fr)", {
        text: (row) => (row.channel ? channelLabel(words, row.channel) : ""),
        cell: (row) => row.channel && channelLabel(words, row.channel),
      }),
      column("amount", "minmax(84px, .7fr)", {
        figure: true,
        currency: (row) => row.currency,
        cell: (row) => row.amount !== null && format.money(row.amount, row.currency, Number(row.amount) % 1 === 0),
      }),
      column("created_at", "minmax(76px, .6fr)", {
        cell: (row) => <time title={format.moment(row.created_at)}>{format.ago(row.created_at)}</time>,
      }),
      column("pool", "minmax(84px, .7fr)", { text: (row) => row.pool?.name ?? "", cell: (row) => row.pool?.name }),
      column("number", "minmax(76px, .5fr)"),
      column("person", "minmax(96px, .8fr)", {
        text: (row) => row.person?.name ?? "",
        cell: (row) => row.person && <PersonLink person={row.person} avatar={20} className="name" />,
      }),
      column("reason", "minmax(92px, .8fr)"),
      column("currency", "minmax(56px, .4fr)"),
      moment("next_at", "minmax(92px, .7fr)"),
      moment("held_since", "minmax(92px, .7fr)"),
      moment("worked_at", "minmax(92px, .7fr)"),
      moment("protected_until", "minmax(92px, .7fr)"),
      moment("updated_at", "minmax(92px, .7fr)"),
      ...fields
        .filter((field) => field.custom)
        .map(
          (field): GridColumn<LeadRow> => ({
            ...ownColumn(field),
            field,
            value: (row) => row.fields[field.key],
            editable: mayEdit && field.editable,
            ...(field.type === "money" && { currency: (row: LeadRow) => row.currency }),
            ...(field.type === "link" && {
              text: (row: LeadRow) => row.linked?.[String(row.fields[field.key] ?? "")] ?? "",
            }),
            label: fieldLabel(words, field, "lead"),
            cell: (row) => ownCell(field, row.fields[field.key], textOf, row.linked),
          }),
        ),
    ]
    return [named, others]
  }, [fields, mayEdit, t, words, format, textOf, clockText])
}

export const isOpen = (row: Pick<LeadRow, "state">) => row.state === "new" || row.state === "working"

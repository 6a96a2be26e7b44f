// The columns of the list of deals: what each shows, copies and adds up, and which are edited where they stand.

import type { DealRow, Field } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { useMemo } from "react"
import { Clock, useClockText } from "../../kit/clock/Clock"
import type { GridColumn } from "../../kit/DataGrid"
import { useFieldText } from "../../kit/fieldText"
import { ownCell, ownColumn } from "../../kit/ownColumn"
import { PersonLink } from "../../kit/PersonLink"
import { fieldLabel, useWords } from "../../kit/words"
import { DealState } from "./DealState"

/** What everybody sees first, beside the name. */
export const SHOWN_FIRST = ["company", "stage", "amount", "probability", "expected_on", "next_step", "owner"]

const EDITED = ["amount", "probability", "expected_on", "owner", "next_step", "source", "currency"]

/** The name, which always stands first, and the others. */
export function useDealColumns(fields: Field[], mayEdit: boolean): [GridColumn<DealRow>, GridColumn<DealRow>[]] {
  const words = useWords()
  const format = useFormat()
  const textOf = useFieldText()
  const clockText = useClockText()
  return useMemo(() => {
    const column = (key: string, width: string, more: Partial<GridColumn<DealRow>> = {}): GridColumn<DealRow> => {
      const field = fields.find((one) => one.key === key)
      const value = (row: DealRow): unknown => {
        const cell: unknown = Reflect.get(row, key)
        return typeof cell === "object" && cell !== null ? Reflect.get(cell, "id") : cell
      }
      return {
        key,
        label: fieldLabel(words, field ?? { key }, "deal"),
        width,
        sortable: field?.sortable ?? false,
        ...(field && { field, value }),
        editable: mayEdit && field?.editable === true && EDITED.includes(key),
        cell: (row) => {
          const cell: unknown = Reflect.get(row, key)
          return typeof cell === "string" ? cell : null
        },
        ...more,
      }
    }
    const named = column("name", "minmax(200px, 2fr)", {
      opens: true,
      cell: (row) => (
        <Link to="." search={(now) => ({ ...now, panel: row.id })} className="name" title={row.name}>
          <span className="cut">{row.name}</span>
        </Link>
      ),
    })
    const date = (key: "expected_on", width: string) =>
      column(key, width, { cell: (row) => row[key] && format.calendarDay(row[key]) })
    const moment = (key: "stage_since" | "closed_at" | "created_at" | "updated_at" | "next_at", width: string) =>
      column(key, width, {
        cell: (row) => row[key] && <time title={format.moment(row[key])}>{format.date(row[key])}</time>,
      })
    const others: GridColumn<DealRow>[] = [
      column("company", "minmax(112px, 1fr)", {
        text: (row) => row.company?.name ?? "",
        cell: (row) =>
          row.company && (
            <Link to="/companies/$id" params={{ id: row.company.id }} className="cut">
              {row.company.name}
            </Link>
          ),
      }),
      column("person", "minmax(96px, .8fr)", {
        text: (row) => row.person?.name ?? "",
        cell: (row) => row.person && <PersonLink person={row.person} avatar={20} className="name" />,
      }),
      column("stage", "minmax(92px, .8fr)", {
        text: (row) => row.stage.name,
        cell: (row) => <DealState row={row} />,
      }),
      column("amount", "minmax(96px, .8fr)", {
        figure: true,
        currency: (row) => row.currency,
        cell: (row) => row.amount !== null && <span className="medium">{format.money(row.amount, row.currency)}</span>,
      }),
      column("probability", "minmax(60px, .4fr)", { figure: true, cell: (row) => `${row.probability}%` }),
      date("expected_on", "minmax(92px, .7fr)"),
      column("next_step", "minmax(140px, 1.2fr)", {
        text: (row) => [clockText(row), row.next_step].filter(Boolean).join(" "),
        cell: (row) => row.state === "open" && <Clock of={row} whole />,
      }),
      column("owner", "minmax(80px, .7fr)", { text: (row) => row.owner?.name ?? "", cell: (row) => row.owner?.name }),
      column("number", "minmax(80px, .6fr)"),
      column("pipeline", "minmax(96px, .8fr)", { text: (row) => row.pipeline.name, cell: (row) => row.pipeline.name }),
      column("state", "minmax(64px, .5fr)", {
        text: (row) => words.maybe(`state.${row.state}`) ?? row.state,
        cell: (row) => words.maybe(`state.${row.state}`),
      }),
      moment("stage_since", "minmax(92px, .7fr)"),
      moment("next_at", "minmax(92px, .7fr)"),
      moment("closed_at", "minmax(92px, .7fr)"),
      column("lost_reason", "minmax(92px, .8fr)"),
      column("source", "minmax(80px, .7fr)"),
      column("currency", "minmax(56px, .4fr)"),
      moment("created_at", "minmax(92px, .7fr)"),
      moment("updated_at", "minmax(92px, .7fr)"),
      ...fields
        .filter((field) => field.custom)
        .map(
          (field): GridColumn<DealRow> => ({
            ...ownColumn(field),
            field,
            value: (row) => row.fields[field.key],
            editable: mayEdit && field.editable,
            ...(field.type === "money" && { currency: (row: DealRow) => row.currency }),
            ...(field.type === "link" && {
              text: (row: DealRow) => row.linked?.[String(row.fields[field.key] ?? "")] ?? "",
            }),
            label: fieldLabel(words, field, "deal"),
            cell: (row) => ownCell(field, row.fields[field.key], textOf, row.linked),
          }),
        ),
    ]
    return [named, others]
  }, [fields, mayEdit, words, format, textOf, clockText])
}

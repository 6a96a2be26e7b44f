// The columns of the list of activities: what each shows and copies, and which are edited where they stand.

import type { ActivityRow, Field } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import { ABOUT_ICONS, mainAbout } from "../../kit/activities/about"
import { DoneCircle } from "../../kit/activities/DoneCircle"
import { KIND_ICONS } from "../../kit/activities/kinds"
import { activityPhrases } from "../../kit/activities/phrases"
import type { ActivityTab } from "../../kit/activities/search"
import type { ActivityActions } from "../../kit/activities/useActivityActions"
import { useWhen } from "../../kit/activities/useWhen"
import type { GridColumn } from "../../kit/DataGrid"
import { useFieldText } from "../../kit/fieldText"
import { ownCell, ownColumn } from "../../kit/ownColumn"
import { fieldLabel, useWords } from "../../kit/words"
import { activitiesPhrases } from "./phrases"

/** As the table of cells knows it, by a name. */
export type ListedActivity = ActivityRow & { name: string }

const OPEN = ["at", "about", "place", "priority"]
/** What everybody sees first, beside the title. */
export const SHOWN_FIRST: Record<ActivityTab, string[]> = {
  mine: OPEN,
  overdue: OPEN,
  today: OPEN,
  week: OPEN,
  all: ["at", "about", "owner", "state", "outcome", "done_at"],
}

const EDITED = ["place", "priority", "owner"]

export function useActivityColumns(
  fields: Field[],
  mayEdit: boolean,
  actions: ActivityActions,
): [GridColumn<ListedActivity>, GridColumn<ListedActivity>[]] {
  const t = usePhrases(activitiesPhrases)
  const word = usePhrases(activityPhrases)
  const words = useWords()
  const format = useFormat()
  const when = useWhen()
  const textOf = useFieldText()
  return useMemo(() => {
    const column = (
      key: string,
      width: string,
      more: Partial<GridColumn<ListedActivity>> = {},
    ): GridColumn<ListedActivity> => {
      const field = fields.find((one) => one.key === key)
      const value = (row: ListedActivity): unknown => {
        const cell: unknown = Reflect.get(row, key)
        return typeof cell === "object" && cell !== null ? Reflect.get(cell, "id") : cell
      }
      return {
        key,
        label: fieldLabel(words, field ?? { key }, "activity"),
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
    const named = column("title", "minmax(220px, 2fr)", {
      opens: true,
      cell: (row) => {
        const which = { id: row.id, title: row.title }
        const done = row.state === "done"
        return (
          <span className="row act-name">
            <DoneCircle
              done={done}
              title={row.title}
              disabled={!mayEdit || row.state === "cancelled"}
              onTurn={(next) => (next ? actions.onDone(which) : actions.onReopen(which))}
            />
            <Icon name={KIND_ICONS[row.kind]} size={14} />
            <Link to="." search={(now) => ({ ...now, panel: row.id })} className="name" title={row.title}>
              <span className={done ? "cut soft" : "cut"}>{row.title}</span>
            </Link>
            {row.priority === "high" && !done && (
              <span className="activity-high" title={word("high")}>
                <Icon name="flag" size={14} />
              </span>
            )}
            {row.repeats !== null && (
              <span className="quiet" title={word("series")}>
                <Icon name="repeat" size={12} />
              </span>
            )}
          </span>
        )
      },
    })
    const moment = (key: "done_at" | "created_at" | "updated_at" | "ends_at", width: string) =>
      column(key, width, {
        cell: (row) => row[key] && <time title={format.moment(row[key])}>{format.date(row[key])}</time>,
      })
    const others: GridColumn<ListedActivity>[] = [
      column("at", "minmax(124px, .9fr)", {
        cell: (row) => (
          <span
            className={`activity-when is-${row.state === "open" ? row.clock : "done"}`}
            title={row.at ? format.moment(row.at) : undefined}
          >
            {when.brief(row)}
          </span>
        ),
      }),
      {
        key: "about",
        label: t("about"),
        width: "minmax(148px, 1.2fr)",
        text: (row) => mainAbout(row)?.named.name ?? "",
        cell: (row) => {
          const about = mainAbout(row)
          return (
            about && (
              <Link
                to="."
                search={(now) => ({ ...now, panel: about.named.id })}
                className="row link"
                style={{ gap: 6 }}
              >
                <Icon name={ABOUT_ICONS[about.kind]} size={14} />
                <span className="cut">{about.named.name}</span>
              </Link>
            )
          )
        },
      },
      column("owner", "minmax(84px, .7fr)", { text: (row) => row.owner?.name ?? "", cell: (row) => row.owner?.name }),
      column("kind", "minmax(72px, .5fr)", {
        text: (row) => word(`kind.${row.kind}`),
        cell: (row) => word(`kind.${row.kind}`),
      }),
      column("state", "minmax(72px, .5fr)", {
        text: (row) => word(`state.${row.state}`),
        cell: (row) => (
          <span className={row.state === "done" ? "tag is-good" : "tag is-outline"}>{word(`state.${row.state}`)}</span>
        ),
      }),
      column("priority", "minmax(64px, .4fr)", {
        text: (row) => word(`priority.${row.priority}`),
        cell: (row) => row.priority === "high" && <span className="tag is-waiting">{word("high")}</span>,
      }),
      column("place", "minmax(120px, 1fr)"),
      column("outcome", "minmax(160px, 1.4fr)"),
      moment("done_at", "minmax(92px, .7fr)"),
      moment("ends_at", "minmax(92px, .7fr)"),
      column("all_day", "minmax(56px, .4fr)", { cell: (row) => row.all_day && <Icon name="check" size={14} /> }),
      column("private", "minmax(56px, .4fr)", { cell: (row) => row.private && <Icon name="lock" size={14} /> }),
      moment("created_at", "minmax(92px, .7fr)"),
      moment("updated_at", "minmax(92px, .7fr)"),
      ...fields
        .filter((field) => field.custom)
        .map(
          (field): GridColumn<ListedActivity> => ({
            ...ownColumn(field),
            field,
            value: (row) => row.fields[field.key],
            editable: mayEdit && field.editable,
            label: fieldLabel(words, field, "activity"),
            cell: (row) => ownCell(field, row.fields[field.key], textOf, row.linked),
          }),
        ),
    ]
    return [named, others]
  }, [fields, mayEdit, t, word, words, format, when, textOf, actions])
}

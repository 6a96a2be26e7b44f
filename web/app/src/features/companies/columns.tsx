// The columns of the list of companies: what each shows, copies, adds up, and which are edited where they stand.

import type { CompanyRow, Field } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { displayPhone } from "../../kit/contact"
import type { GridColumn } from "../../kit/DataGrid"
import { useFieldText } from "../../kit/fieldText"
import { ownCell, ownColumn } from "../../kit/ownColumn"
import type { PeopleSearch } from "../../kit/peopleQuery"
import { Tag } from "../../kit/Tag"
import { fieldLabel, useWords } from "../../kit/words"
import { companyPhrases } from "./phrases"

interface CompanyColumns {
  fields: Field[]
  mayEdit: boolean
  /** The list that a company is opened from, and stepped through. */
  list: PeopleSearch
}

/** The name, which always stands first, and the others. */
export function useCompanyColumns({
  fields,
  mayEdit,
  list,
}: CompanyColumns): [GridColumn<CompanyRow>, GridColumn<CompanyRow>[]] {
  const t = usePhrases(companyPhrases)
  const words = useWords()
  const format = useFormat()
  const textOf = useFieldText()
  const held = (key: string): Partial<GridColumn<CompanyRow>> => {
    const field = fields.find((one) => one.key === key)
    if (!field) return {}
    const value = (row: CompanyRow): unknown =>
      field.custom ? row.fields[key] : key === "owner" ? row.owner?.id : Reflect.get(row, key)
    return { field, value, editable: mayEdit && field.editable && field.type !== "file" }
  }
  const text = (key: keyof CompanyRow & string, width: string): GridColumn<CompanyRow> => ({
    key,
    width,
    sortable: true,
    ...held(key),
    label: words.maybe(`field.${key}`) ?? key,
    cell: (row) => {
      const value = row[key]
      return typeof value === "string" ? value : null
    },
  })
  const named: GridColumn<CompanyRow> = {
    ...text("name", "minmax(180px, 2fr)"),
    label: t("name"),
    opens: true,
    cell: (row) => (
      <span className="name">
        <Avatar id={row.id} initial={row.name.slice(0, 1)} square />
        <Link to="/companies/$id" params={{ id: row.id }} search={list}>
          {row.name}
        </Link>
      </span>
    ),
  }
  const others: GridColumn<CompanyRow>[] = [
    text("industry", "minmax(80px, 1fr)"),
    text("city", "minmax(72px, .8fr)"),
    text("domain", "minmax(120px, 1.2fr)"),
    { ...text("phone", "minmax(120px, 1fr)"), cell: (row) => row.phone && displayPhone(row.phone) },
    {
      ...text("size", "minmax(56px, .5fr)"),
      figure: true,
      cell: (row) => row.size !== null && format.number(row.size),
    },
    {
      key: "people_count",
      label: words("field.people_count"),
      width: "minmax(64px, .5fr)",
      figure: true,
      text: (row) => String(row.people_count),
      cell: (row) => format.number(row.people_count),
    },
    {
      key: "owner",
      label: words("field.owner"),
      width: "minmax(92px, .8fr)",
      sortable: true,
      ...held("owner"),
      text: (row) => row.owner?.name ?? "",
      cell: (row) => row.owner?.name,
    },
    {
      key: "tags",
      label: words("field.tags"),
      width: "minmax(104px, 1.2fr)",
      ...held("tags"),
      text: (row) => row.tags.join(" · "),
      cell: (row) => (
        <span className="tags" title={row.tags.join(" · ")}>
          {row.tags.map((tag) => (
            <Tag key={tag} tag={tag} />
          ))}
        </span>
      ),
    },
    text("region", "minmax(72px, .8fr)"),
    {
      key: "created_at",
      label: words("field.created_at"),
      width: "minmax(88px, .8fr)",
      sortable: true,
      ...held("created_at"),
      cell: (row) => format.date(row.created_at),
    },
    ...fields
      .filter((field) => field.custom)
      .map(
        (field): GridColumn<CompanyRow> => ({
          ...ownColumn(field),
          ...held(field.key),
          label: fieldLabel(words, field),
          cell: (row) => ownCell(field, row.fields[field.key], textOf),
        }),
      ),
  ]
  return [named, others]
}

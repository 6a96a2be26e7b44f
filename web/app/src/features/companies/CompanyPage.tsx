// A company: its values, each with its source and changed where it stands; its people and what they did lately; what
// was changed. In: its id. Out: changes, each with its way back. A person's whole story is on the person's page.

import "./companies.css"
import { api } from "@api/client"
import type { Company } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { lazy, Suspense, startTransition, useState } from "react"
import { TodoSection } from "../../kit/activities/TodoSection"
import { AgreementSection } from "../../kit/agreements/AgreementSection"
import { AssetSection } from "../../kit/assets/AssetSection"
import { companiesQuery } from "../../kit/companiesQuery"
import { ConflictDialog } from "../../kit/conflict/ConflictDialog"
import { useOpened } from "../../kit/device/recent"
import { FilesCard } from "../../kit/files/FilesCard"
import { ListSteps } from "../../kit/ListSteps"
import { PageHead } from "../../kit/PageHead"
import { AddValue } from "../../kit/portrait/AddValue"
import { EditableValue } from "../../kit/portrait/EditableValue"
import { portraitPhrases } from "../../kit/portrait/phrases"
import { Sourced } from "../../kit/portrait/Sourced"
import { ValueRow } from "../../kit/portrait/ValueRow"
import { companyQuery, objectsQuery, usersQuery } from "../../kit/queries"
import { useCan } from "../../kit/session"
import { StoryTogether } from "../../kit/story/StoryTogether"
import { Discussion } from "../../kit/talk/Discussion"
import { useCompanyNews } from "../../kit/useCompanyNews"
import { CompanyGroup } from "./CompanyGroup"
import { CompanyHistory } from "./CompanyHistory"
import { CompanyPeople } from "./CompanyPeople"
import { MergedFrom } from "./MergedFrom"
import type { Merging } from "./MergeWithAnother"
import { mergePhrases } from "./mergePhrases"
import { companyPhrases } from "./phrases"
import { useCompanyActions } from "./useCompanyActions"

const MergeWithAnother = lazy(async () => ({ default: (await import("./MergeWithAnother")).MergeWithAnother }))
const route = getRouteApi("/frame/companies/$id")

export function CompanyPage() {
  const t = usePhrases(companyPhrases)
  const { id } = route.useParams()
  const { filter, q, sort } = route.useSearch()
  const navigate = route.useNavigate()
  const company = useQuery(companyQuery(id))
  useCompanyNews(id)
  const name = company.data?.row.name ?? ""
  const { industry, city } = company.data?.row ?? {}
  useOpened("company", id, company.data?.row.name, [industry, city].filter(Boolean).join(" · "), company.error)
  return (
    <div className="pane">
      <PageHead title={name === "" ? t("title") : name}>
        <nav className="crumbs">
          <Link to="/companies" search={{ filter, q, sort }}>
            {t("title")}
          </Link>
          <Icon name="right" size={14} />
          <span className="strong cut">{name}</span>
        </nav>
        <ListSteps
          options={companiesQuery({ filter, q, sort })}
          wanted={Boolean(filter || q)}
          idOf={(row) => row.id}
          id={id}
          onStep={(row) => void navigate({ params: { id: row.id }, search: { filter, q, sort } })}
        />
      </PageHead>
      {company.isPending ? (
        <SkeletonRows rows={8} />
      ) : company.isError ? (
        <Failed error={company.error} retry={() => void company.refetch()} />
      ) : (
        <Loaded key={id} company={company.data} />
      )}
    </div>
  )
}

type Actions = ReturnType<typeof useCompanyActions>

function Loaded({ company }: { company: Company }) {
  const actions = useCompanyActions(company.row.id, company.row.name)
  const fields = useQuery(objectsQuery).data?.find((object) => object.object === "company")?.fields ?? []
  const navigate = route.useNavigate()
  const [merging, setMerging] = useState<Merging>(null)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <div className="company scroll" tabIndex={0}>
      <Facts company={company} actions={actions} onMerge={() => startTransition(() => setMerging("find"))} />
      <div className="company-main">
        <TodoSection
          record={company.row.id}
          about={{ company: { id: company.row.id, name: company.row.name } }}
          className="company-todo"
        />
        <CompanyGroup company={company} actions={actions} />
        <CompanyPeople company={company} actions={actions} />
        <AgreementSection
          of={{ company: company.row.id }}
          who={{ company: { id: company.row.id, name: company.row.name } }}
          mayEdit={company.can_edit}
        />
        <AssetSection
          of={{ company: company.row.id }}
          who={{ company: { id: company.row.id, name: company.row.name } }}
          mayEdit={company.can_edit}
        />
        <FilesCard object="company" id={company.row.id} mayEdit={company.can_edit} className="company-files" />
        <Discussion record={company.row.id} />
        <StoryTogether
          queryKey={["company-story", company.row.id]}
          read={(cursor) => api.companies.interactions(company.row.id, cursor)}
        />
        <CompanyHistory company={company} onUndo={actions.onUndo} />
      </div>
      {actions.clash && (
        <ConflictDialog
          clash={actions.clash}
          name={company.row.name}
          fields={fields}
          onDecide={(act) => void actions.onDecide(act)}
        />
      )}
      <Suspense>
        {merging && (
          <MergeWithAnother
            company={company}
            merging={merging}
            onMerging={setMerging}
            onMerged={(kept) => {
              setMerging(null)
              // The address of the one that went away leads nowhere to go back to.
              return kept === company.row.id
                ? undefined
                : navigate({ params: { id: kept }, search: (now) => now, replace: true })
            }}
          />
        )}
      </Suspense>
    </div>
  )
}

/** The name stands at the head. */
const AT_THE_HEAD = new Set(["name"])

interface FactsProps {
  company: Company
  actions: Actions
  onMerge: () => void
}

function Facts({ company, actions, onMerge }: FactsProps) {
  const t = usePhrases(companyPhrases)
  const shared = usePhrases(portraitPhrases)
  const format = useFormat()
  const users = useQuery(usersQuery).data ?? []
  const fields = useQuery(objectsQuery).data?.find((one) => one.object === "company")?.fields ?? []
  const { row, portrait, can_edit: mayEdit } = company
  const edits = { users, mayEdit, onSet: (...set: Parameters<Actions["onSet"]>) => void actions.onSet(...set) }
  const nameValue = portrait.find((value) => value.key === "name")
  const nameField = fields.find((field) => field.key === "name")
  const label = t("name")
  return (
    <section className="company-facts" aria-label={t("facts")}>
      <header className="company-head">
        <Avatar id={row.id} initial={row.name.slice(0, 1)} size={56} square />
        <div className="stack grow">
          <Sourced source={nameValue?.source ?? null} at={nameValue?.at ?? null} focusable={!mayEdit}>
            <h1 className="company-name">
              {nameField ? (
                <EditableValue
                  field={{ ...nameField, editable: mayEdit }}
                  label={label}
                  value={row.name}
                  users={users}
                  onSave={(value) => {
                    const name = String(value ?? "")
                    edits.onSet({ name: value }, name, shared("changed", { field: label, value: name }))
                  }}
                >
                  {row.name}
                </EditableValue>
              ) : (
                row.name
              )}
            </h1>
          </Sourced>
          <span className="small quiet company-since">{t("since", { date: format.date(row.created_at) })}</span>
        </div>
        <CompanyMenu mayEdit={mayEdit} onMerge={onMerge} onDelete={actions.onDelete} />
      </header>
      <dl className="values">
        {portrait
          .filter((value) => !AT_THE_HEAD.has(value.key))
          .map((value) => (
            <ValueRow
              key={value.key}
              {...edits}
              value={value}
              field={fields.find((field) => field.key === value.key)}
            />
          ))}
      </dl>
      {mayEdit && (
        <div className="row value-foot">
          <AddValue {...edits} portrait={portrait} fields={fields} except={AT_THE_HEAD} />
        </div>
      )}
      {(row.phone || row.domain) && (
        <div className="row is-wrap company-ways">
          {row.phone && (
            <a className="button is-small" href={`tel:${row.phone}`}>
              <Icon name="phone" size={14} />
              {t("call")}
            </a>
          )}
          {row.domain && (
            <a className="button is-small" href={`https://${row.domain}`} rel="noreferrer noopener" target="_blank">
              <Icon name="link" size={14} />
              {t("site")}
            </a>
          )}
        </div>
      )}
      {company.merges.length > 0 && <MergedFrom company={company} />}
    </section>
  )
}

interface CompanyMenuProps {
  mayEdit: boolean
  onMerge: () => void
  onDelete: () => void
}

function CompanyMenu({ mayEdit, onMerge, onDelete }: CompanyMenuProps) {
  const t = usePhrases(companyPhrases)
  const merging = usePhrases(mergePhrases)
  const [mayMerge, mayDelete] = [useCan("person.merge"), useCan("delete")]
  return (
    <Popover
      kind="menu"
      label={t("more")}
      trigger={(props) => <IconButton icon="more" size={14} label={t("more")} className="company-more" {...props} />}
    >
      {(close) => (
        <>
          <MenuItem
            icon="link"
            onSelect={() => {
              close()
              void navigator.clipboard?.writeText(window.location.href)
              toast({ text: t("copied") })
            }}
          >
            {t("copyLink")}
          </MenuItem>
          {mayEdit && mayMerge && (
            <MenuItem
              icon="merge"
              onSelect={() => {
                close()
                onMerge()
              }}
            >
              {merging("withAnother")}
            </MenuItem>
          )}
          {mayEdit && mayDelete && (
            <MenuItem
              icon="trash"
              onSelect={() => {
                close()
                onDelete()
              }}
            >
              {t("delete")}
            </MenuItem>
          )}
        </>
      )}
    </Popover>
  )
}

// Fields of one's own: made, renamed, ordered, given options, put away and brought back; and what files can be.

import "../setup.css"
import { api } from "@api/client"
import type { Field, ObjectKind } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { useState } from "react"
import { PageHead } from "../../../kit/PageHead"
import { objectsQuery } from "../../../kit/queries"
import { useCan } from "../../../kit/session"
import { toastFailure, useUndo } from "../../../kit/useUndo"
import { SetupTabs } from "../SetupTabs"
import { FieldDialog } from "./FieldDialog"
import { FileCategories } from "./FileCategories"
import { fieldPhrases } from "./phrases"

const OBJECTS = ["person", "company", "lead", "deal", "order", "interaction"] as const

export function FieldsPage() {
  const t = usePhrases(fieldPhrases)
  const cache = useQueryClient()
  const told = useUndo()
  const may = useCan("users")
  const [object, setObject] = useState<ObjectKind>("person")
  const [open, setOpen] = useState<Field | "new" | null>(null)
  const objects = useQuery(objectsQuery)
  const removed = useQuery({
    queryKey: ["objects", "removed", object],
    queryFn: () => api.fields.removed(object),
    enabled: may,
  })
  const fields = (objects.data?.find((one) => one.object === object)?.fields ?? []).filter((field) => field.custom)
  const again = () => cache.invalidateQueries({ queryKey: ["objects"] })
  const place = useMutation({
    mutationFn: ({ key, before }: { key: string; before: string }) => api.fields.change(object, key, { before }),
    onSuccess: again,
    onError: toastFailure,
  })
  const remove = useMutation({
    mutationFn: (field: Field) => api.fields.remove(object, field.key),
    onSuccess: (changed, field) => {
      told(t("fieldRemoved", { name: field.label ?? "" }), changed.batch)
      return again()
    },
    onError: toastFailure,
  })
  const back = useMutation({
    mutationFn: ({ batch }: { batch: string; name: string }) => api.undo(batch),
    onSuccess: (_, { name }) => {
      told(t("fieldBack", { name }))
      return again()
    },
    onError: toastFailure,
  })
  if (!may) return <Forbidden permission="users" />
  return (
    <div className="pane">
      <PageHead title={t("fields")} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="setup scroll" tabIndex={0}>
        <div className="row setup-lead">
          <div className="row">
            {OBJECTS.map((one) => (
              <button
                key={one}
                type="button"
                className="chip"
                aria-pressed={one === object}
                onClick={() => setObject(one)}
              >
                {t(`object.${one}`)}
              </button>
            ))}
          </div>
          <Button look="primary" icon="plus" className="end" onClick={() => setOpen("new")}>
            {t("newField")}
          </Button>
        </div>
        <p className="small quiet setup-text">{t("fieldsText")}</p>
        {objects.isPending ? (
          <SkeletonRows rows={5} height={48} />
        ) : objects.isError ? (
          <Failed error={objects.error} retry={() => void objects.refetch()} />
        ) : fields.length === 0 ? (
          <Empty title={t("fieldsEmpty")} text={t("fieldsEmptyText")} drawing="paper" />
        ) : (
          <ul className="setup-list">
            {fields.map((field, at) => (
              <li key={field.key} className="setup-row">
                <button type="button" className="setup-open" onClick={() => setOpen(field)}>
                  <span className="row">
                    <span className="medium cut">{field.label}</span>
                    <span className="tag">{t(`type.${field.type}`)}</span>
                  </span>
                  <span className="small quiet cut">{describe(field)}</span>
                </button>
                <IconButton
                  icon="up"
                  small
                  disabled={at === 0 || place.isPending}
                  label={t("fieldUp", { name: field.label ?? "" })}
                  onClick={() => place.mutate({ key: field.key, before: fields[at - 1]?.key ?? "" })}
                />
                <IconButton
                  icon="down"
                  small
                  disabled={at === fields.length - 1 || place.isPending}
                  label={t("fieldDown", { name: field.label ?? "" })}
                  onClick={() => place.mutate({ key: field.key, before: fields[at + 2]?.key ?? "" })}
                />
                <Button small look="plain" disabled={remove.isPending} onClick={() => remove.mutate(field)}>
                  {t("removeField")}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {(removed.data?.length ?? 0) > 0 && (
          <section>
            <h2 className="section-head">{t("removedFields")}</h2>
            <ul className="setup-list">
              {removed.data?.map(({ field, batch }) => (
                <li key={field.key} className="setup-row">
                  <span className="setup-open">
                    <span className="row">
                      <span className="soft cut">{field.label}</span>
                      <span className="tag">{t(`type.${field.type}`)}</span>
                    </span>
                    <span className="small quiet cut">{field.key}</span>
                  </span>
                  {batch && (
                    <Button
                      small
                      icon="undo"
                      disabled={back.isPending}
                      onClick={() => back.mutate({ batch, name: field.label ?? "" })}
                    >
                      {t("bringBack")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
        <FileCategories />
      </div>
      {open && (
        <FieldDialog
          object={object}
          field={open === "new" ? null : open}
          onClose={() => setOpen(null)}
          onSaved={() => void again()}
        />
      )}
    </div>
  )
}

function describe(field: Field): string {
  const options = (field.options ?? []).filter((option) => !option.retired).map((option) => option.label)
  return [field.key, field.help, options.slice(0, 6).join(" · ")].filter(Boolean).join(" — ")
}

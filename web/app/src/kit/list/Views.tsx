// The views of the list: chosen, saved, updated, pinned, deleted. A view is the list's URL under a name.

import "./list.css"
import type { ObjectKind, View, ViewBody } from "@api/contract"
import { Button, IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { useCan } from "../session"
import { sameRows, sameView, useViews } from "../views"
import { viewPhrases } from "./viewPhrases"

interface ViewsProps {
  object: ObjectKind
  /** What the list shows now. */
  now: ViewBody
  /** The view the list was opened by, as the URL says. */
  openId: string | undefined
  onOpen: (view: View | null) => void
}

export function Views({ object, now, openId, onOpen }: ViewsProps) {
  const t = usePhrases(viewPhrases)
  const { views, create, change, remove } = useViews(object)
  const mayShare = useCan("views")
  const open = views.find((view) => view.id === openId) ?? views.find((view) => sameView(view, now))
  const changed = open !== undefined && !sameView(open, now)
  const groups = [
    { key: "mine", list: views.filter((view) => !view.shared) },
    { key: "shared", list: views.filter((view) => view.shared) },
  ] as const
  const plain = !open && sameRows(now, {}) && !now.sort
  return (
    <Popover
      label={t("views")}
      trigger={(props) => (
        <button
          type="button"
          className="chip view-chip"
          aria-label={open ? `${t("views")} ${open.name}` : t("views")}
          aria-pressed={open !== undefined}
          {...props}
        >
          <Icon name="bookmark" size={14} />
          <span className="cut">{open?.name ?? t("views")}</span>
          {changed && <span className="quiet">{t("changed")}</span>}
          <Icon name="down" size={14} />
        </button>
      )}
    >
      {(close) => (
        <div className="views-menu">
          <button
            type="button"
            className="menu-item"
            onClick={() => {
              close()
              onOpen(null)
            }}
          >
            <span className="grow">{t("all")}</span>
            {plain && <Icon name="check" size={14} />}
          </button>
          {groups.map(
            ({ key, list }) =>
              list.length > 0 && (
                <section key={key}>
                  <h2 className="menu-label">{t(key)}</h2>
                  {list.map((view) => (
                    <div key={view.id} className="row view-row">
                      <button
                        type="button"
                        className="menu-item grow"
                        onClick={() => {
                          close()
                          onOpen(view)
                        }}
                      >
                        <span className="grow cut">{view.name}</span>
                        {view.id === open?.id && <Icon name="check" size={14} />}
                      </button>
                      <IconButton
                        icon="bookmark"
                        small
                        on={view.pinned}
                        label={t(view.pinned ? "unpin" : "pin", { name: view.name })}
                        onClick={() => change.mutate({ id: view.id, set: { pinned: !view.pinned } })}
                      />
                      {(view.mine || mayShare) && (
                        <IconButton
                          icon="trash"
                          small
                          label={t("remove", { name: view.name })}
                          onClick={() => remove.mutate({ view, text: t("removed", { name: view.name }) })}
                        />
                      )}
                    </div>
                  ))}
                </section>
              ),
          )}
          {views.length === 0 && <p className="small quiet views-none">{t("none")}</p>}
          {open && changed && (open.mine || mayShare) && (
            <div className="views-foot">
              <Button
                small
                onClick={() =>
                  change.mutate(
                    { id: open.id, set: { body: now } },
                    { onSuccess: () => toast({ text: t("updated", { name: open.name }) }) },
                  )
                }
              >
                {t("update", { name: open.name })}
              </Button>
            </div>
          )}
          <SaveForm
            label={t(open ? "saveAs" : "save")}
            mayShare={mayShare}
            busy={create.isPending}
            onSave={(name, shared, pinned) =>
              create.mutate(
                { object, name, shared, pinned, body: now },
                {
                  onSuccess: (view) => {
                    toast({ text: t("saved", { name: view.name }) })
                    close()
                    onOpen(view)
                  },
                },
              )
            }
          />
        </div>
      )}
    </Popover>
  )
}

interface SaveFormProps {
  label: string
  mayShare: boolean
  busy: boolean
  onSave: (name: string, shared: boolean, pinned: boolean) => void
}

function SaveForm({ label, mayShare, busy, onSave }: SaveFormProps) {
  const t = usePhrases(viewPhrases)
  const id = useId()
  const [name, setName] = useState("")
  return (
    <form
      className="views-foot stack"
      onSubmit={(event) => {
        event.preventDefault()
        const data = new FormData(event.currentTarget)
        if (name.trim() !== "") onSave(name.trim(), data.has("shared"), data.has("pinned"))
      }}
    >
      <label htmlFor={id} className="small quiet">
        {label}
      </label>
      <div className="row">
        <input
          id={id}
          className="input grow"
          maxLength={60}
          autoComplete="off"
          placeholder={t("name")}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" small icon="check" disabled={busy || name.trim() === ""}>
          {t("save")}
        </Button>
      </div>
      <div className="row views-ticks">
        <label className="row small">
          <input type="checkbox" name="pinned" defaultChecked /> {t("inNav")}
        </label>
        {mayShare && (
          <label className="row small">
            <input type="checkbox" name="shared" /> {t("forAll")}
          </label>
        )}
      </div>
    </form>
  )
}

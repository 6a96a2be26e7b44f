// What one price list is: its name, whether it is in use, its currency and days, and whom it is for.

import type { Field, PriceList, PriceListWish } from "@api/contract"
import { Button, IconButton } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FilterField } from "../../../kit/list/FilterField"
import { FilterSaid } from "../../../kit/list/FilterSaid"
import { EditableValue } from "../../../kit/portrait/EditableValue"
import { Switch } from "../../../kit/Switch"
import { pricePhrases } from "./phrases"
import { Standing } from "./Standing"
import type { PriceActions } from "./usePriceLists"

interface ListHeadProps {
  list: PriceList
  mayChange: boolean
  actions: PriceActions
  onGone: () => void
}

export function ListHead({ list, mayChange, actions, onGone }: ListHeadProps) {
  const t = usePhrases(pricePhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const used = useId()
  const [asking, setAsking] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const change = (wish: PriceListWish, text: string) => void actions.onChange(list, wish, text)
  const value = (key: "name" | "currency" | "starts" | "ends", type: Field["type"], shown: string) => (
    <EditableValue
      field={{ key: `list_${key}`, type, custom: false, editable: mayChange, sortable: false }}
      label={t(key)}
      value={list[key]}
      users={[]}
      onSave={(next) => {
        const text = String(next ?? "").trim()
        const set = key === "currency" ? text.toUpperCase() : text
        if (text === "" && (key === "name" || key === "currency")) return
        const said = type === "date" && text !== "" ? format.calendarDay(text) : set
        change(
          { [key]: set === "" ? null : set },
          set === "" ? t("cleared", { field: t(key) }) : t("changed", { field: t(key), value: said }),
        )
      }}
    >
      {shown}
    </EditableValue>
  )
  return (
    <header className="price-head">
      <div className="row">
        <h2 className="price-name">{value("name", "text", list.name)}</h2>
        <Standing of={list} />
        {mayChange && (
          <>
            <span className="row end price-used">
              <span id={used} className="small">
                {t("on")}
              </span>
              <Switch
                on={list.live}
                labelledBy={used}
                disabled={false}
                onTurn={(live) => change({ live }, t(live ? "turnedOn" : "turnedOff", { name: list.name }))}
              />
            </span>
            <Popover
              kind="menu"
              label={t("more")}
              trigger={(props) => <IconButton icon="more" label={t("more")} {...props} />}
            >
              {(close) => (
                <MenuItem
                  icon="trash"
                  onSelect={() => {
                    close()
                    setLeaving(true)
                  }}
                >
                  {t("delete")}
                </MenuItem>
              )}
            </Popover>
          </>
        )}
      </div>
      <dl className="price-facts">
        <div>
          <dt>{t("currency")}</dt>
          <dd>{value("currency", "text", list.currency)}</dd>
        </div>
        <div>
          <dt>{t("starts")}</dt>
          <dd>{value("starts", "date", list.starts ? format.calendarDay(list.starts) : t("noStart"))}</dd>
        </div>
        <div>
          <dt>{t("ends")}</dt>
          <dd>{value("ends", "date", list.ends ? format.calendarDay(list.ends) : t("noEnd"))}</dd>
        </div>
        <div className="price-who">
          <dt>{t("who")}</dt>
          <dd>
            <span className="price-said">
              {list.filter === "" ? t("everybody") : <FilterSaid object="person" filter={list.filter} />}
            </span>
            {mayChange && (
              <button
                type="button"
                className="link small nowrap"
                aria-expanded={asking}
                onClick={() => setAsking(!asking)}
              >
                {t(asking ? "doneWho" : "changeWho")}
              </button>
            )}
          </dd>
        </div>
      </dl>
      {asking && (
        <div className="price-filter">
          <FilterField
            object="person"
            label={t("who")}
            filter={list.filter}
            none={t("whoNone")}
            found={(n) => t("whoFound", { n })}
            onChange={(filter) => change({ filter }, t("whoSaved", { name: list.name }))}
          />
        </div>
      )}
      {leaving && (
        <Dialog
          title={t("deleteAsk", { name: list.name })}
          closeLabel={state("close")}
          still
          onClose={() => setLeaving(false)}
          foot={
            <>
              <Button onClick={() => setLeaving(false)}>{state("cancel")}</Button>
              <Button
                look="danger"
                onClick={async () => {
                  setLeaving(false)
                  if (await actions.onRemove(list, t("deleted", { name: list.name }))) onGone()
                }}
              >
                {t("deleteYes")}
              </Button>
            </>
          }
        >
          <p>{t("deleteText", { n: list.prices })}</p>
        </Dialog>
      )}
    </header>
  )
}

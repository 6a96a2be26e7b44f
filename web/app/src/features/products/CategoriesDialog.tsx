// The categories of the catalogue made, renamed, moved below another, put in order and taken away. Each step is kept at once.

import type { ProductCategory } from "@api/contract"
import { products } from "@api/trade"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import { categoriesQuery, PRODUCTS } from "../../kit/products"
import { inTree, type Placed, within } from "../../kit/tree"
import { productsPhrases } from "./phrases"

interface CategoriesDialogProps {
  categories: ProductCategory[]
  onClose: () => void
}

export function CategoriesDialog({ categories, onClose }: CategoriesDialogProps) {
  const t = usePhrases(productsPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const form = useId()
  const [name, setName] = useState("")
  const [parent, setParent] = useState("")
  const change = useMutation({
    mutationFn: (run: () => Promise<ProductCategory[]>) => run(),
    onSuccess: (now) => {
      cache.setQueryData(categoriesQuery.queryKey, now)
      void cache.invalidateQueries({ queryKey: PRODUCTS })
      void cache.invalidateQueries({ queryKey: ["product"] })
    },
  })
  const placed = inTree(categories)
  return (
    <Dialog
      title={t("editCategories")}
      closeLabel={state("close")}
      still
      onClose={onClose}
      foot={
        <Button look="primary" onClick={onClose}>
          {state("close")}
        </Button>
      }
    >
      {placed.length === 0 && <p className="quiet">{t("noCategories")}</p>}
      <ul className="category-list">
        {placed.map((one) => (
          <Line key={one.node.id} all={categories} placed={one} busy={change.isPending} onChange={change.mutate} />
        ))}
      </ul>
      <form
        className="category-new"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() === "") return
          change.mutate(() => products.addCategory(name.trim(), parent || null), { onSuccess: () => setName("") })
        }}
      >
        <div className="field">
          <label htmlFor={`${form}name`}>{t("newCategory")}</label>
          <input
            id={`${form}name`}
            className="input"
            maxLength={60}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`${form}below`}>{t("below")}</label>
          <Parent id={`${form}below`} all={categories} now={parent} onPick={setParent} />
        </div>
        <Button type="submit" icon="plus" disabled={name.trim() === "" || change.isPending}>
          {t("add")}
        </Button>
      </form>
      <FormProblem error={change.error} />
    </Dialog>
  )
}

interface ParentProps {
  id?: string
  label?: string
  all: ProductCategory[]
  /** Those it cannot lie in. */
  except?: Set<string>
  now: string
  onPick: (parent: string) => void
}

function Parent({ id, label, all, except, now, onPick }: ParentProps) {
  const t = usePhrases(productsPhrases)
  return (
    <select
      id={id}
      className="input"
      aria-label={label}
      title={label}
      value={now}
      onChange={(event) => onPick(event.target.value)}
    >
      <option value="">{t("top")}</option>
      {inTree(all)
        .filter(({ node }) => !except?.has(node.id))
        .map(({ node, depth }) => (
          <option key={node.id} value={node.id}>
            {"\u2003".repeat(depth)}
            {node.name}
          </option>
        ))}
    </select>
  )
}

interface LineProps {
  all: ProductCategory[]
  placed: Placed<ProductCategory>
  busy: boolean
  onChange: (run: () => Promise<ProductCategory[]>) => void
}

function Line({ all, placed: { node, depth, at, of }, busy, onChange }: LineProps) {
  const t = usePhrases(productsPhrases)
  const [leaving, setLeaving] = useState(false)
  const beside = all.filter((one) => one.parent === node.parent)
  const rename = (text: string) => {
    if (text.trim() !== "" && text.trim() !== node.name)
      onChange(() => products.changeCategory(node.id, { name: text.trim() }))
  }
  if (leaving) {
    return (
      <li className="category-line is-leaving" style={{ paddingLeft: depth * 20 }}>
        <span className="grow">{t("removeAsk", { name: node.name })}</span>
        <Button small onClick={() => setLeaving(false)}>
          {t("keep")}
        </Button>
        <Button
          small
          look="danger"
          disabled={busy}
          onClick={() => {
            setLeaving(false)
            onChange(() => products.removeCategory(node.id))
          }}
        >
          {t("removeYes")}
        </Button>
      </li>
    )
  }
  return (
    <li className="category-line" style={{ paddingLeft: depth * 20 }}>
      <input
        key={node.name}
        className="input"
        aria-label={t("rename", { name: node.name })}
        maxLength={60}
        autoComplete="off"
        defaultValue={node.name}
        onBlur={(event) => rename(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === "Enter") event.currentTarget.blur()
          if (event.key === "Escape" && event.currentTarget.value !== node.name) {
            event.preventDefault()
            event.stopPropagation()
            event.currentTarget.value = node.name
          }
        }}
      />
      <Parent
        label={t("moveBelow", { name: node.name })}
        all={all}
        except={within(all, node.id)}
        now={node.parent ?? ""}
        onPick={(parent) => onChange(() => products.changeCategory(node.id, { parent: parent || null }))}
      />
      <IconButton
        icon="up"
        small
        label={t("up", { name: node.name })}
        disabled={busy || at === 0}
        onClick={() => onChange(() => products.changeCategory(node.id, { before: beside[at - 1]?.id ?? "" }))}
      />
      <IconButton
        icon="down"
        small
        label={t("down", { name: node.name })}
        disabled={busy || at === of - 1}
        onClick={() => onChange(() => products.changeCategory(node.id, { before: beside[at + 2]?.id ?? "" }))}
      />
      <IconButton icon="close" small label={t("remove", { name: node.name })} onClick={() => setLeaving(true)} />
    </li>
  )
}

// What is sold, found by typing a name, a code or a variant, and picked: for a line of a quote, a price of a list. It says
// what each costs the customer, and by which list. Arrows walk, Enter picks, Esc puts the list away.

import "./findVariant.css"
import type { PriceFound, Product, ProductRow, ProductVariant } from "@api/contract"
import { priceLists, products } from "@api/trade"
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { definePhrases, usePhrases } from "@ui/phrases"
import { type KeyboardEvent, type Ref, useId, useState } from "react"
import { choiceOf, PRODUCTS, productQuery } from "./products"
import { usePhone } from "./usePhone"
import { useSettled } from "./useSettled"

const findPhrases = definePhrases(
  {
    hint: "输入名称、编码或规格",
    nothing: "目录里没有",
    onRequest: "面议",
    free: "不用目录，直接写“{text}”",
    failed: "目录读不到，请再试",
    already: "已有",
  },
  {
    "zh-TW": {
      hint: "輸入名稱、料號或規格",
      nothing: "目錄裡沒有",
      onRequest: "面議",
      free: "不用目錄，直接寫「{text}」",
      failed: "目錄讀不到，請再試",
      already: "已有",
    },
    en: {
      hint: "Type a name, code or variant",
      nothing: "Not in the catalogue",
      onRequest: "On request",
      free: "Write “{text}” without the catalogue",
      failed: "The catalogue cannot be read; try again",
      already: "There",
    },
  },
)

export interface FoundVariant {
  row: ProductRow
  variant: ProductVariant
  /** The product with its choice. */
  name: string
  /** What the product is called in other languages. */
  names: Product["names"]
  /** What it costs whoever it was asked for. */
  found: PriceFound | undefined
}

interface FindVariantProps {
  label: string
  /** Whether the label is seen, or only said. */
  labelled?: boolean
  placeholder?: string
  currency: string
  /** For whom; without one, anybody. */
  person?: string | null
  /** Variants that are marked as there already. */
  there?: ReadonlySet<string>
  handle?: Ref<HTMLInputElement>
  onPick: (found: FoundVariant) => void
  /** Takes a text that is in no catalogue. */
  onFree?: (text: string) => void
}

const PRODUCTS_AT_ONCE = 8
const SHOWN = 12

/** The living variants of what was found; those that have all the words come first. */
function variantsOf(found: Product[], typed: string) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const all = found.flatMap(({ row, names, variants }) =>
    variants
      .filter(({ live }) => live)
      .map((variant) => {
        const name = [row.name, choiceOf(variant)].filter(Boolean).join(" ")
        const text = `${name} ${variant.code}`.toLowerCase()
        return { row, variant, name, names, fits: words.every((word) => text.includes(word)) }
      }),
  )
  const fitting = all.filter(({ fits }) => fits)
  return (fitting.length > 0 ? fitting : all).slice(0, SHOWN)
}

export function FindVariant(props: FindVariantProps) {
  const { label, labelled = false, placeholder, currency, person = null, there, handle, onPick, onFree } = props
  const t = usePhrases(findPhrases)
  const format = useFormat()
  const id = useId()
  const phone = usePhone()
  const [typed, setTyped] = useState("")
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const asked = useSettled(typed.trim(), 150)
  const list = useQuery({
    queryKey: [...PRODUCTS, "find", asked],
    queryFn: ({ signal }) => products.list({ q: asked, live: true, limit: PRODUCTS_AT_ONCE }, signal),
    enabled: open,
    placeholderData: keepPreviousData,
  })
  const wholes = useQueries({ queries: (list.data?.rows ?? []).map(({ id }) => productQuery(id)) })
  const loaded = wholes.flatMap(({ data }) => data ?? [])
  const options = open ? variantsOf(loaded, asked) : []
  const lines = options.map(({ variant }) => ({ variant: variant.id, quantity: "1" }))
  const prices = useQuery({
    queryKey: ["prices", person, currency, lines.map(({ variant }) => variant).join()],
    queryFn: ({ signal }) => priceLists.find({ person, currency, lines }, signal),
    enabled: lines.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  }).data
  const free = onFree !== undefined && typed.trim() !== ""
  const count = options.length + (free ? 1 : 0)
  const now = Math.min(at, count - 1)
  const done = () => {
    setTyped("")
    setAt(0)
    setOpen(false)
  }
  const pick = (place: number) => {
    const option = options[place]
    if (option) {
      const { row, variant, name, names } = option
      done()
      onPick({ row, variant, name, names, found: prices?.find((one) => one.variant === variant.id) })
    } else if (free) {
      const text = typed.trim()
      done()
      onFree(text)
    }
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      setOpen(true)
      if (count > 0) setAt((now + (event.key === "ArrowDown" ? 1 : count - 1)) % count)
    } else if (event.key === "Enter") {
      event.preventDefault()
      if (open && count > 0) pick(now)
    } else if (event.key === "Escape" && open) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    }
  }
  const waiting = list.isPending || wholes.some(({ isPending }) => isPending)
  return (
    <div className="find-variant">
      <label htmlFor={id} className={labelled ? "find-variant-label" : "hidden-visually"}>
        {label}
      </label>
      <div className="find-variant-box">
        <Icon name="search" size={14} />
        <input
          ref={handle}
          id={id}
          className="input"
          role="combobox"
          aria-expanded={open && count > 0}
          aria-controls={`${id}list`}
          aria-autocomplete="list"
          aria-activedescendant={open && count > 0 ? `${id}-${now}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder ?? t("hint")}
          value={typed}
          onFocus={(event) => {
            // On a phone the list needs the room that the keyboard leaves.
            if (phone) event.currentTarget.scrollIntoView({ block: "start" })
          }}
          onClick={() => setOpen(true)}
          // A press on the list keeps the focus here; whatever else takes it closes the list.
          onBlur={() => setOpen(false)}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
            setOpen(true)
          }}
          onKeyDown={onKey}
        />
      </div>
      {open && (count > 0 || !waiting) && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box, which keeps the focus.
        <div
          id={`${id}list`}
          className="find-variant-list"
          role="listbox"
          tabIndex={-1}
          aria-label={label}
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => {
            const line = event.target instanceof Element ? event.target.closest("[data-at]") : null
            if (line) pick(Number(line.getAttribute("data-at")))
          }}
        >
          {options.map(({ row, variant, name }, place) => {
            const found = prices?.find((one) => one.variant === variant.id)
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: the box has the focus and says which option is active.
              <div
                key={variant.id}
                id={`${id}-${place}`}
                role="option"
                aria-selected={place === now}
                data-at={place}
                className={place === now ? "is-now" : undefined}
              >
                <span className="stack grow">
                  <span className="cut">{name}</span>
                  <span className="tiny quiet cut">
                    <span className="find-variant-code">{variant.code}</span>
                    {there?.has(variant.id) && ` · ${t("already")}`}
                  </span>
                </span>
                <span className="stack find-variant-price">
                  <span className={found?.price ? "medium" : "quiet"}>
                    {found?.price ? format.money(found.price, currency) : found ? t("onRequest") : ""}
                  </span>
                  <span className="tiny quiet">{found?.list?.name ?? row.unit}</span>
                </span>
              </div>
            )
          })}
          {free && (
            // biome-ignore lint/a11y/useFocusableInteractive: the box has the focus and says which option is active.
            <div
              id={`${id}-${options.length}`}
              role="option"
              aria-selected={now === options.length}
              data-at={options.length}
              className={now === options.length ? "is-now is-free" : "is-free"}
            >
              <Icon name="plus" size={14} />
              <span className="cut">{t("free", { text: typed.trim() })}</span>
            </div>
          )}
          {count === 0 && (
            <div role="presentation" className="quiet small is-none">
              {t(list.isError ? "failed" : "nothing")}
            </div>
          )}
        </div>
      )}
    </div>
  )
}

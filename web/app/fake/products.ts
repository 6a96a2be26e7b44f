// The catalogue and the price lists, as the server answers for them.

import type {
  Changed,
  ListPrice,
  Named,
  Offer,
  Page,
  PriceFound,
  PriceList,
  Product,
  ProductCategory,
  ProductChoice,
  ProductRow,
  ProductVariant,
} from "@api/contract"
import { NOW } from "./clock"
import { takesBack } from "./leadData"
import { people } from "./people"
import { calledOf, categories, type FakeList, type FakeProduct, priceLists, products, variantOf } from "./productData"
import { dayOf } from "./reviewCells"
import { type Call, type FakeRoute, on, Refusal } from "./router"

interface Tools {
  listOf: <T extends object>(rows: T[], call: Call, words: (row: T) => string) => Page<T>
  changed: <T>(data: T) => Changed<T>
  filtered: <T extends object>(rows: T[], filter: string) => T[]
}

let made = 0
const fresh = (prefix: string) => {
  made += 1
  return `${prefix}_new${made}`
}
const now = () => new Date(NOW).toISOString()
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null
const listed = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : [])
const textOr = (value: unknown): string | null => (value === undefined || value === null ? null : String(value))
const AMOUNT = /^\d+(\.\d{1,4})?$/
const invalid = (field: string, code: string) =>
  new Refusal(422, "invalid", "The product is not valid.", undefined, [{ field, code, message: `${field}: ${code}` }])

// ── categories ───────────────────────────────────────────────────────────
const below = (id: string): string[] => [
  id,
  ...categories.filter((one) => one.parent === id).flatMap((one) => below(one.id)),
]
const toldCategories = (): ProductCategory[] =>
  categories.map((one) => {
    const within = below(one.id)
    const count = products.filter((product) => product.live && within.includes(product.category ?? "")).length
    return { ...one, products: count }
  })
const categoryOf = (id: string | undefined) => {
  const found = categories.find((one) => one.id === id)
  if (!found) throw new Refusal(404, "not_found", "There is no such category.")
  return found
}
const namedCategory = (id: string | null): Named | null => {
  const found = categories.find((one) => one.id === id)
  return found ? { id: found.id, name: found.name } : null
}

// ── products ─────────────────────────────────────────────────────────────
function rowOf(product: FakeProduct): ProductRow {
  const prices = product.variants.filter((one) => one.live && one.price !== null).map((one) => Number(one.price))
  return {
    id: product.id,
    code: product.variants[0]?.code ?? "",
    name: product.name,
    kind: product.kind,
    category: namedCategory(product.category),
    unit: product.unit,
    currency: product.currency,
    price_from: prices.length > 0 ? Math.min(...prices).toFixed(2) : null,
    price_to: prices.length > 0 ? Math.max(...prices).toFixed(2) : null,
    variants: product.variants.length,
    live: product.live,
    updated_at: product.updated_at,
  }
}
const pageOf = (product: FakeProduct): Product => {
  const { names, description, tax, months, choices, variants } = product
  return { row: rowOf(product), names, description, tax, months, choices, variants: [...variants], may_edit: true }
}
function productOf(call: Call): FakeProduct {
  const found = products.find((one) => one.id === call.params.id)
  if (!found) throw new Refusal(404, "not_found", "There is no such product.")
  return found
}

function variantsFrom(value: unknown, of: FakeProduct): ProductVariant[] {
  const wished = listed(value)
  if (wished.length === 0) throw invalid("variants", "missing")
  return wished.map((one, k): ProductVariant => {
    const code = String(one.code ?? "").trim()
    if (code === "") throw invalid(`variants.${k}.code`, "missing")
    const other = products.find(
      (product) =>
        product.id !== of.id && product.variants.some((variant) => variant.code.toLowerCase() === code.toLowerCase()),
    )
    if (other)
      throw new Refusal(409, "code_taken", `The code ${code} is taken.`, {
        product: { id: other.id, name: other.name },
      })
    if (wished.findIndex((before) => String(before.code ?? "").trim() === code) < k)
      throw invalid(`variants.${k}.code`, "taken")
    const [price, cost] = [textOr(one.price), textOr(one.cost)]
    if (price !== null && !AMOUNT.test(price)) throw invalid(`variants.${k}.price`, "not_an_amount")
    if (cost !== null && !AMOUNT.test(cost)) throw invalid(`variants.${k}.cost`, "not_an_amount")
    const choice = isRecord(one.choice)
      ? Object.fromEntries(Object.entries(one.choice).map(([key, held]) => [key, String(held)]))
      : {}
    return {
      id: textOr(one.id) ?? fresh("var"),
      code,
      choice,
      price: price === null ? null : Number(price).toFixed(2),
      cost: cost === null ? null : Number(cost).toFixed(2),
      live: one.live !== false,
    }
  })
}

function write(product: FakeProduct, wish: Record<string, unknown>): void {
  if ("variants" in wish) product.variants = variantsFrom(wish.variants, product)
  if ("name" in wish) {
    const name = String(wish.name ?? "").trim()
    if (name === "") throw invalid("name", "missing")
    product.name = name
  }
  if (isRecord(wish.names))
    product.names = Object.fromEntries(
      Object.entries(wish.names).flatMap(([locale, name]) => (String(name).trim() ? [[locale, String(name)]] : [])),
    )
  if (wish.kind === "goods" || wish.kind === "service" || wish.kind === "subscription") product.kind = wish.kind
  if ("category" in wish) product.category = textOr(wish.category)
  for (const key of ["unit", "currency", "description"] as const)
    if (key in wish) product[key] = String(wish[key] ?? "")
  if ("tax" in wish) {
    const tax = textOr(wish.tax)
    if (tax !== null && !AMOUNT.test(tax)) throw invalid("tax", "not_a_number")
    product.tax = tax
  }
  if ("months" in wish) product.months = wish.months === null ? null : Number(wish.months)
  if (typeof wish.live === "boolean") product.live = wish.live
  if ("choices" in wish)
    product.choices = listed(wish.choices).map(
      (one): ProductChoice => ({
        name: String(one.name),
        values: Array.isArray(one.values) ? one.values.map(String) : [],
      }),
    )
  product.updated_at = now()
}

const words = (row: ProductRow) => {
  const of = products.find((one) => one.id === row.id)
  const names = Object.values(of?.names ?? {}).join(" ")
  const ways = of?.variants.map((one) => `${one.code} ${Object.values(one.choice).join(" ")}`).join(" ") ?? ""
  return `${row.name} ${names} ${ways}`
}

// ── price lists ──────────────────────────────────────────────────────────
function standingOf({ live, starts, ends }: FakeList): PriceList["standing"] {
  const today = dayOf(now())
  if (!live) return "off"
  if (starts !== null && starts > today) return "later"
  return ends !== null && ends < today ? "over" : "now"
}
const toldLists = (): PriceList[] =>
  priceLists.map((list) => ({ ...list, standing: standingOf(list), prices: list.prices.length }))
function listFor(call: Call): FakeList {
  const found = priceLists.find((one) => one.id === call.params.id)
  if (!found) throw new Refusal(404, "not_found", "There is no such price list.")
  return found
}
function writeList(list: FakeList, wish: Record<string, unknown>): void {
  if ("name" in wish) {
    if (String(wish.name ?? "").trim() === "") throw invalid("name", "missing")
    list.name = String(wish.name).trim()
  }
  const [starts, ends] = [
    "starts" in wish ? textOr(wish.starts) : list.starts,
    "ends" in wish ? textOr(wish.ends) : list.ends,
  ]
  if (starts !== null && ends !== null && ends < starts) throw invalid("ends", "out_of_range")
  Object.assign(list, { starts, ends })
  if ("currency" in wish) list.currency = String(wish.currency).toUpperCase()
  if ("filter" in wish) list.filter = String(wish.filter ?? "")
  if (typeof wish.live === "boolean") list.live = wish.live
  if ("before" in wish) {
    priceLists.splice(priceLists.indexOf(list), 1)
    const place = priceLists.findIndex((one) => one.id === wish.before)
    priceLists.splice(place < 0 ? priceLists.length : place, 0, list)
  }
}
const priceRows = (list: FakeList): ListPrice[] =>
  list.prices
    .flatMap(({ variant: id, from, price }) => {
      const found = variantOf(id)
      if (!found) return []
      const { product, variant } = found
      return [
        {
          variant: id,
          code: variant.code,
          name: calledOf(product, variant),
          unit: product.unit,
          from,
          price,
          base: product.currency === list.currency ? variant.price : null,
        },
      ]
    })
    .sort((a, b) => a.code.localeCompare(b.code) || Number(a.from) - Number(b.from))

export type FoundPrice = (person: string | null, currency: string, variant: string, quantity: string) => PriceFound

/** The first list in order that is in force, of the currency, meets the customer and has the product, says the price. */
export const pricing =
  (filtered: Tools["filtered"]): FoundPrice =>
  (person, currency, variant, quantity) => {
    const whose = people.find((one) => one.id === person)
    for (const list of priceLists) {
      if (standingOf(list) !== "now" || list.currency !== currency) continue
      if (list.filter !== "" && !(whose && filtered([whose], list.filter).length > 0)) continue
      const steps = list.prices
        .filter((one) => one.variant === variant && Number(one.from) <= Number(quantity))
        .sort((a, b) => Number(b.from) - Number(a.from))
      const [step] = steps
      if (step) return { variant, price: step.price, list: { id: list.id, name: list.name }, from: step.from }
    }
    const found = variantOf(variant)
    const price = found && found.product.currency === currency ? found.variant.price : null
    return { variant, price, list: null, from: null }
  }

export function productRoutes({ listOf, changed, filtered }: Tools): FakeRoute[] {
  const find = pricing(filtered)
  /** What is answered after a change that can be taken back. */
  const undoable = <T>(data: T, back: () => void): Changed<T> => {
    const answer = changed(data)
    takesBack.set(answer.batch, back)
    return answer
  }
  return [
    on("GET /api/products/categories", toldCategories),
    on("POST /api/products/categories", async (call) => {
      const { name, parent } = await call.json()
      if (String(name ?? "").trim() === "") throw invalid("name", "missing")
      categories.push({ id: fresh("cat"), name: String(name).trim(), parent: textOr(parent) })
      return toldCategories()
    }),
    on("PATCH /api/products/categories/:id", async (call) => {
      const category = categoryOf(call.params.id)
      const wish = await call.json()
      if ("name" in wish) category.name = String(wish.name)
      if ("parent" in wish) {
        const parent = textOr(wish.parent)
        if (parent !== null && below(category.id).includes(parent)) throw invalid("parent", "circle")
        category.parent = parent
      }
      if ("before" in wish) {
        categories.splice(categories.indexOf(category), 1)
        const place = categories.findIndex((one) => one.id === wish.before)
        categories.splice(place < 0 ? categories.length : place, 0, category)
      }
      return toldCategories()
    }),
    on("DELETE /api/products/categories/:id", (call) => {
      const category = categoryOf(call.params.id)
      for (const one of categories) if (one.parent === category.id) one.parent = category.parent
      for (const one of products) if (one.category === category.id) one.category = category.parent
      categories.splice(categories.indexOf(category), 1)
      return toldCategories()
    }),
    on("GET /api/products", (call) => {
      const [category, kind, live] = ["category", "kind", "live"].map((key) => call.query.get(key))
      const within = category ? below(category) : null
      const rows = products
        .filter((one) => within === null || within.includes(one.category ?? ""))
        .filter((one) => !kind || one.kind === kind)
        .filter((one) => !live || String(one.live) === live)
        .map(rowOf)
      // Each word by itself: "hand cream 60 g" is called "hand cream camellia 60 g".
      const asked = (call.query.get("q") ?? "").toLowerCase().split(/\s+/).filter(Boolean)
      call.query.delete("q")
      const found = rows.filter((row) => asked.every((word) => words(row).toLowerCase().includes(word)))
      return listOf(found, call, words)
    }),
    on("POST /api/products", async (call) => {
      const wish = await call.json()
      const product: FakeProduct = {
        id: fresh("prd"),
        name: "",
        names: {},
        kind: "goods",
        category: null,
        unit: "",
        currency: "CNY",
        description: "",
        tax: null,
        months: null,
        live: true,
        updated_at: now(),
        choices: [],
        variants: [],
      }
      write(product, { name: "", variants: [], ...wish })
      products.unshift(product)
      return undoable(pageOf(product), () => products.splice(products.indexOf(product), 1))
    }),
    on("GET /api/products/:id", (call) => pageOf(productOf(call))),
    on("PATCH /api/products/:id", async (call) => {
      const product = productOf(call)
      const before = structuredClone(product)
      try {
        write(product, await call.json())
      } catch (error) {
        Object.assign(product, before)
        throw error
      }
      return undoable(pageOf(product), () => Object.assign(product, before))
    }),
    on("DELETE /api/products/:id", (call) => {
      const product = productOf(call)
      const place = products.indexOf(product)
      products.splice(place, 1)
      return undoable(null, () => products.splice(place, 0, product))
    }),
    on("GET /api/price-lists", toldLists),
    on("POST /api/price-lists", async (call) => {
      const list: FakeList = {
        id: fresh("prl"),
        name: "",
        currency: "CNY",
        filter: "",
        starts: null,
        ends: null,
        live: true,
        prices: [],
      }
      writeList(list, { name: "", ...(await call.json()) })
      priceLists.push(list)
      return toldLists()
    }),
    on("PATCH /api/price-lists/:id", async (call) => {
      writeList(listFor(call), await call.json())
      return toldLists()
    }),
    on("DELETE /api/price-lists/:id", (call) => {
      priceLists.splice(priceLists.indexOf(listFor(call)), 1)
      return toldLists()
    }),
    on("GET /api/price-lists/:id/prices", (call) =>
      listOf(priceRows(listFor(call)), call, (row) => `${row.code} ${row.name}`),
    ),
    on("PUT /api/price-lists/:id/prices", async (call) => {
      const list = listFor(call)
      for (const [k, one] of listed((await call.json()).prices).entries()) {
        const [variant, from, price] = [String(one.variant), String(Number(one.from)), textOr(one.price)]
        if (!variantOf(variant)) throw invalid(`prices.${k}.variant`, "unknown")
        if (price !== null && !AMOUNT.test(price)) throw invalid(`prices.${k}.price`, "not_an_amount")
        list.prices = list.prices.filter((held) => held.variant !== variant || held.from !== from)
        if (price !== null) list.prices.push({ variant, from, price: Number(price).toFixed(2) })
      }
      return toldLists()
    }),
    // The next size of what is on the table, and one thing that goes with anything.
    on("POST /api/offers", async (call) => {
      const { person, currency, variants } = await call.json()
      const table = Array.isArray(variants) ? variants.map(String) : []
      const priced = (id: string) => find(textOr(person), String(currency), id, "1")
      const told = (id: string, rest: Pick<Offer, "why" | "with" | "evidence">): Offer[] => {
        const { product, variant } = variantOf(id) ?? {}
        const { price, list } = priced(id)
        if (!product || !variant || price === null || table.includes(id)) return []
        const name = [product.name, ...Object.values(variant.choice)].join(" ")
        const { code } = variant
        return [
          {
            ...rest,
            variant: id,
            product: product.id,
            name,
            code,
            unit: product.unit,
            price,
            list,
            score: 0.3,
            need: null,
          },
        ]
      }
      const sizes = table.flatMap((id) => {
        const product = variantOf(id)?.product
        const at = product?.variants.findIndex((variant) => variant.id === id) ?? -1
        const next = product?.variants[at + 1]
        return next ? told(next.id, { why: "larger", with: id, evidence: { instead_of: product?.name ?? "" } }) : []
      })
      const gift = products.flatMap((one) => one.variants).find((one) => one.code === "GF-AUT-001")
      const evidence = { bought: "秋茶", both: 41, later: 30, share: 0.34, lift: 3.1 }
      return [...(gift ? told(gift.id, { why: "together", with: table[0] ?? null, evidence }) : []), ...sizes]
    }),
    on("POST /api/prices", async (call) => {
      const { person, currency, lines } = await call.json()
      return listed(lines).map((one) =>
        find(textOr(person), String(currency), String(one.variant), String(one.quantity)),
      )
    }),
  ]
}

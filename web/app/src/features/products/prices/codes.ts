// Variants by their codes. The catalogue is asked code by code, a few at a time, and each product once: there is no call
// that takes many.

import type { Product } from "@api/contract"
import { products } from "@api/trade"
import type { QueryClient } from "@tanstack/react-query"
import { choiceOf, productQuery } from "../../../kit/products"

export interface Coded {
  variant: string
  name: string
}

const AT_ONCE = 6

const codedOf = (product: Product): [string, Coded][] =>
  product.variants.map((variant) => [
    variant.code.toLowerCase(),
    { variant: variant.id, name: [product.row.name, choiceOf(variant)].filter(Boolean).join(" ") },
  ])

/** What is known of these codes, by the code in small letters; `onStep` is told how many have been looked up. */
export async function resolveCodes(
  cache: QueryClient,
  wanted: string[],
  known: Map<string, Coded>,
  onStep: (done: number) => void,
): Promise<Map<string, Coded>> {
  const found = new Map(known)
  const waiting = [...new Set(wanted.map((code) => code.toLowerCase()))]
  let done = 0
  const look = async (code: string) => {
    if (!found.has(code)) {
      const page = await products.list({ q: code, limit: 5 })
      for (const row of page.rows) {
        const product = await cache.ensureQueryData(productQuery(row.id))
        for (const [key, coded] of codedOf(product)) found.set(key, coded)
        if (found.has(code)) break
      }
    }
    done += 1
    onStep(done)
  }
  const work = async () => {
    for (let code = waiting.shift(); code !== undefined; code = waiting.shift()) await look(code)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return found
}

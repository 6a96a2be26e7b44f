// What could stand on the paper too, each with why and what it costs this customer; put there by one press, or taken instead
// of the smaller size. In: what is on the paper. Out: a line more, or another one.

import { api } from "@api/client"
import type { Offer } from "@api/contract"
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { GuessTag } from "../../kit/needs/GuessTag"
import { productQuery } from "../../kit/products"
import { toastFailure } from "../../kit/useUndo"
import { foundLine, nextKey } from "./draft"
import { offerPhrases } from "./offerPhrases"
import { useOfferWhy } from "./offerWhy"
import type { QuoteWriting } from "./useQuoteDraft"

/** What is seen before all of it is asked for. */
const FIRST = 3

export function Offers({ writing: { draft, edit } }: { writing: QuoteWriting }) {
  const t = usePhrases(offerPhrases)
  const state = usePhrases(statePhrases)
  const why = useOfferWhy()
  const format = useFormat()
  const cache = useQueryClient()
  const [all, setAll] = useState(false)
  const person = draft.person?.id ?? null
  const variants = draft.lines.flatMap(({ variant }) => variant ?? [])
  const { currency, lines } = draft
  const offers = useQuery({
    queryKey: ["offers", person, currency, variants.join()],
    queryFn: ({ signal }) => api.needs.offers({ person, currency, variants }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  }).data
  // What was put on the paper a moment ago is offered no more, before the server has said so.
  const open = offers?.filter(({ variant }) => !variants.includes(variant)) ?? []
  if (open.length === 0) return null
  const take = async (offer: Offer) => {
    try {
      const { row, names, variants: sold } = await cache.ensureQueryData(productQuery(offer.product))
      const variant = sold.find(({ id }) => id === offer.variant)
      if (!variant) return
      const found = { variant: variant.id, price: offer.price, list: offer.list, from: null }
      const line = foundLine({ row, variant, name: offer.name, names, found }, draft.language)
      const place = lines.findIndex((one) => one.variant === offer.with)
      const stands = lines[place]
      const next =
        isInstead(offer) && stands
          ? lines.map((one) =>
              one === stands ? { ...line, key: one.key, quantity: one.quantity, discount: one.discount } : one,
            )
          : [...lines, { ...line, key: nextKey(lines) }]
      edit({ lines: next })
      toast({ text: t("taken", { name: offer.name }), action: { label: state("undo"), run: () => edit({ lines }) } })
    } catch (error) {
      toastFailure(error)
    }
  }
  return (
    <section className="quote-part quote-offers" aria-label={t("title")}>
      <h2 className="section-head row">
        {t("title")} <GuessTag />
      </h2>
      <ul>
        {(all ? open : open.slice(0, FIRST)).map((offer) => (
          <li key={offer.variant} className="row">
            <span className="stack grow">
              <span className="row">
                <span className="medium cut grow" title={offer.name}>
                  {offer.name}
                </span>
                <span className="nowrap">{format.money(offer.price, currency)}</span>
              </span>
              <span className="small soft">{why(offer)}</span>
            </span>
            <Button
              small
              icon={isInstead(offer) ? "merge" : "plus"}
              aria-label={t(isInstead(offer) ? "insteadOf" : "addOf", { name: offer.name })}
              onClick={() => void take(offer)}
            >
              {t(isInstead(offer) ? "instead" : "add")}
            </Button>
          </li>
        ))}
      </ul>
      {!all && open.length > FIRST && (
        <button type="button" className="link small" onClick={() => setAll(true)}>
          {t("more", { n: open.length - FIRST })}
        </button>
      )}
    </section>
  )
}

/** What stands for a line rather than beside it. */
const isInstead = ({ why, with: line }: Offer) => line !== null && (why === "larger" || why === "better")

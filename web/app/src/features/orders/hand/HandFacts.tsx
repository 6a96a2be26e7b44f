// What an order came of, what its customer sees of it, and fields of one's own.

import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { objectsQuery } from "../../../kit/queries"
import { RecordLink } from "../../../kit/RecordLink"
import { CopyButton } from "../../../kit/record/CopyButton"
import { Fact, OwnFacts } from "../../../kit/record/Fact"
import { recordPhrases } from "../../../kit/record/phrases"
import { fieldLabel, useWords } from "../../../kit/words"
import type { HandPartProps } from "./HandDeliveries"
import { handPhrases } from "./phrases"

export function HandFacts({ order, actions }: HandPartProps) {
  const t = usePhrases(handPhrases)
  const shared = usePhrases(recordPhrases)
  const words = useWords()
  const fields = useQuery(objectsQuery).data?.find((one) => one.object === "order")?.fields ?? []
  const { row, quote, deal, link } = order
  return (
    <section className="record-part" aria-label={shared("facts")}>
      <dl>
        <Fact label={t("quote")}>
          {quote && (
            <RecordLink page="/quotes" id={quote.id}>
              {quote.name}
            </RecordLink>
          )}
        </Fact>
        <Fact label={t("deal")}>
          {deal && (
            <Link to="/sales/$id" params={{ id: deal.id }} search={{}} className="link cut">
              {deal.name}
            </Link>
          )}
        </Fact>
        <Fact label={t("customerPage")}>
          <a href={link} target="_blank" rel="noreferrer" className="link row">
            {t("open")}
            <Icon name="out" size={14} />
          </a>
          <CopyButton text={window.location.origin + link} what={t("link")} />
        </Fact>
        <OwnFacts
          fields={fields}
          values={row.fields}
          linked={row.linked}
          mayEdit={order.may_edit}
          labelOf={(field) => fieldLabel(words, field, "order")}
          onSet={(set, said) => void actions.onSet(set, said)}
        />
      </dl>
    </section>
  )
}

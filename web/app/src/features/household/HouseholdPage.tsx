// A household: who lives there and as what, what they bought together, where they live, and their one story.
// In: the id of anybody of it. Out: who joins, what they are, who leaves, each with its way back.

import "./household.css"
import { api } from "@api/client"
import type { HouseholdPage as Household } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { addressLine } from "../../kit/address"
import { PageHead } from "../../kit/PageHead"
import { householdQuery } from "../../kit/queries"
import { useSession } from "../../kit/session"
import { StoryTogether } from "../../kit/story/StoryTogether"
import { useWords } from "../../kit/words"
import { Members } from "./Members"
import { householdPhrases } from "./phrases"
import { useHouseholdActions } from "./useHouseholdActions"

const route = getRouteApi("/frame/people/$id/household")

export function HouseholdPage() {
  const t = usePhrases(householdPhrases)
  const { id } = route.useParams()
  const household = useQuery(householdQuery(id))
  const name = household.data && t("named", { name: household.data.head.name })
  const from = household.data?.people.find((one) => one.person.id === id)?.person ?? household.data?.head
  return (
    <div className="pane">
      <PageHead title={name ?? t("members")}>
        <nav className="crumbs">
          <Link to="/people">{t("people")}</Link>
          <Icon name="right" size={14} />
          {from && (
            <>
              <Link to="/people/$id" params={{ id: from.id }} className="cut">
                {from.name}
              </Link>
              <Icon name="right" size={14} />
            </>
          )}
          <b className="strong cut crumb-here">{name}</b>
        </nav>
      </PageHead>
      {household.isPending ? (
        <SkeletonRows rows={8} />
      ) : household.isError ? (
        <Failed error={household.error} retry={() => void household.refetch()} />
      ) : (
        <Loaded key={id} id={id} household={household.data} />
      )}
    </div>
  )
}

function Loaded({ id, household }: { id: string; household: Household }) {
  const actions = useHouseholdActions(id, household)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <div className="household-page scroll" tabIndex={0}>
      <Facts household={household} />
      <div className="household-main">
        <Members household={household} actions={actions} />
        <StoryTogether queryKey={["household-story", id]} read={(cursor) => api.households.interactions(id, cursor)} />
      </div>
    </div>
  )
}

function Facts({ household }: { household: Household }) {
  const t = usePhrases(householdPhrases)
  const format = useFormat()
  const { head, people, bought, order_count: orders, interaction_count: interactions } = household
  const did = [
    orders !== null && t("orders", { n: orders }),
    interactions !== null && t("interactions", { n: interactions }),
  ]
  return (
    <section className="household-facts" aria-label={t("together")}>
      <header className="row household-head">
        <span className="household-mark">
          <Icon name="home" size={20} />
        </span>
        <div className="stack grow">
          <h1 className="household-name">{t("named", { name: head.name })}</h1>
          <span className="small quiet">{t("of", { n: people.length })}</span>
        </div>
      </header>
      {(bought.length > 0 || orders !== null || interactions !== null) && (
        <div className="household-sum">
          {/* Who may not see what was bought is not told that nothing was. */}
          {(bought.length > 0 || orders === 0) && <h2 className="small quiet">{t("bought")}</h2>}
          {bought.length === 0 && orders === 0 && <p className="quiet">{t("nothingBought")}</p>}
          {bought.map((sum) => (
            <p key={sum.currency} className="household-figure">
              {format.money(sum.total, sum.currency)}
            </p>
          ))}
          <p className="small quiet">{did.filter(Boolean).join(" · ")}</p>
        </div>
      )}
      <Homes household={household} />
    </section>
  )
}

function Homes({ household: { homes, people } }: { household: Household }) {
  const t = usePhrases(householdPhrases)
  const words = useWords()
  const format = useFormat()
  const own = useSession().workspace.country
  const nameOf = (id: string) => people.find((one) => one.person.id === id)?.person.name ?? ""
  return (
    <div className="household-sum">
      <h2 className="small quiet">{t("home")}</h2>
      {homes.length === 0 && <p className="quiet">{t("noHome")}</p>}
      {homes.map((home) => (
        <address key={`${home.city} ${home.address}`} className="household-home">
          <span>
            {addressLine({
              country: !home.country || home.country === own ? "" : words.regions.country(home.country),
              region: home.region ?? "",
              city: home.city ?? "",
              district: home.district ?? "",
              address: home.address,
              postcode: home.postcode ?? "",
            })}
          </span>
          {people.length > 1 && (
            <span className="small quiet">{t("homeOf", { names: format.list(home.people.map(nameOf)) })}</span>
          )}
        </address>
      ))}
    </div>
  )
}

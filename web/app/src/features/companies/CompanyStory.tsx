// What the people of a company did and were told lately, one line each and newest first; a click opens the person.

import { api } from "@api/client"
import type { Company } from "@api/contract"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { PersonLink } from "../../kit/PersonLink"
import { Headline } from "../../kit/story/Headline"
import { iconOf } from "../../kit/story/icons"
import { StoryMark } from "../../kit/story/StoryMark"
import { companyPhrases } from "./phrases"

export function CompanyStory({ company }: { company: Company }) {
  const t = usePhrases(companyPhrases)
  const format = useFormat()
  const { id } = company.row
  const list = useInfiniteQuery({
    queryKey: ["company-story", id],
    queryFn: ({ pageParam }) => api.companies.interactions(id, pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  if (list.isSuccess && rows.length === 0) return null
  return (
    <section aria-label={t("lately")}>
      <h2 className="section-head">{t("lately")}</h2>
      {list.isPending ? (
        <SkeletonRows rows={5} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : (
        <ol className="company-story card">
          {rows.map((item) => (
            <li key={item.id}>
              <StoryMark icon={iconOf(item)} />
              <span className="stack grow company-deed">
                <span className="row">
                  <PersonLink person={item.who} className="strong nowrap" />
                  <time
                    className="small quiet end nowrap"
                    dateTime={item.occurred_at}
                    title={format.moment(item.occurred_at)}
                  >
                    {format.ago(item.occurred_at)}
                  </time>
                </span>
                <span className="row soft">
                  <Headline item={item} name={item.who.name} />
                </span>
                {item.text && <span className="small quiet company-said">{item.text}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
      {list.hasNextPage && (
        <Button
          className="company-more-story"
          onClick={() => void list.fetchNextPage()}
          disabled={list.isFetchingNextPage}
        >
          {t("older")}
        </Button>
      )}
    </section>
  )
}

// What several people did and were told lately, one line each and newest first; a click opens the person.

import "./story.css"
import type { CompanyItem } from "@api/contract"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { PersonLink } from "../PersonLink"
import { Headline } from "./Headline"
import { iconOf } from "./icons"
import { storyPhrases } from "./phrases"
import { StoryMark } from "./StoryMark"

interface StoryTogetherProps {
  queryKey: readonly string[]
  read: (cursor: string) => Promise<{ rows: CompanyItem[]; next: string | null }>
}

export function StoryTogether({ queryKey, read }: StoryTogetherProps) {
  const t = usePhrases(storyPhrases)
  const format = useFormat()
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
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
        <ol className="story-together card">
          {rows.map((item) => (
            <li key={item.id}>
              <StoryMark icon={iconOf(item)} />
              <span className="stack grow story-deed">
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
                {item.text && <span className="small quiet story-said">{item.text}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
      {list.hasNextPage && (
        <Button className="story-older" onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
          {t("older")}
        </Button>
      )}
    </section>
  )
}

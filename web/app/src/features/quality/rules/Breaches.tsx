// The records against one rule, each a link to where it is mended.

import { api } from "@api/client"
import type { FieldRule } from "@api/contract"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { rulePhrases } from "./phrases"

interface BreachesProps {
  of: FieldRule
  label: string
  kind: string
  onClose: () => void
}

export function Breaches({ of: rule, label, kind, onClose }: BreachesProps) {
  const t = usePhrases(rulePhrases)
  const state = usePhrases(statePhrases)
  const list = useInfiniteQuery({
    queryKey: ["rules", "breaches", rule.object, rule.key, kind],
    queryFn: ({ pageParam }) => api.rules.breaches(rule.object, rule.key, { kind, cursor: pageParam }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Dialog
      title={t("of", { field: label, what: t.maybe(`kind.${kind}`) ?? kind })}
      closeLabel={state("close")}
      onClose={onClose}
    >
      {list.isPending ? (
        <SkeletonRows rows={6} height={40} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <p>{t("empty")}</p>
      ) : (
        <ul className="rules-list">
          {rows.map((row) => (
            <li key={row.id}>
              <Link
                to={rule.object === "company" ? "/companies/$id" : "/people/$id"}
                params={{ id: row.id }}
                className="quality-line"
              >
                <span className="grow cut">{row.name}</span>
                <span className="small quiet cut rules-value">{row.value}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Dialog>
  )
}

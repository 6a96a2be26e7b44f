// All open needs, the surest first: by kind and by colleague, each with what speaks for it.

import { api } from "@api/client"
import type { NeedKind, NeedRow } from "@api/contract"
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { useEffect, useRef } from "react"
import { NEED_ICONS, NEED_KINDS, percentOf, titleOf } from "../../kit/needs/evidence"
import { GuessTag } from "../../kit/needs/GuessTag"
import { NeedWhy } from "../../kit/needs/NeedWhy"
import { needPhrases } from "../../kit/needs/phrases"
import { NEEDS, useDecide } from "../../kit/needs/useDecide"
import { useNeedDeal } from "../../kit/needs/useNeedDeal"
import { PersonLink } from "../../kit/PersonLink"
import { usersQuery } from "../../kit/queries"
import { useCan } from "../../kit/session"
import { useFarOff } from "../../kit/worth/marks"
import { NOBODY } from "./lists"
import { portfolioPhrases } from "./phrases"

const AT_ONCE = 40

interface NeedsProps {
  kind: string | undefined
  owner: string | undefined
  onKind: (kind: NeedKind | undefined) => void
  onOwner: (owner: string | undefined) => void
}

export function Needs({ kind: asked, owner, onKind, onOwner }: NeedsProps) {
  const t = usePhrases(portfolioPhrases)
  const need = usePhrases(needPhrases)
  const format = useFormat()
  const mayEdit = useCan("person.edit")
  const users = useQuery(usersQuery).data ?? []
  const { dismiss } = useDecide()
  const { makeDeal, making } = useNeedDeal()
  const kind = NEED_KINDS.find((one) => one === asked)
  const list = useInfiniteQuery({
    queryKey: [...NEEDS, "list", kind ?? "", owner ?? ""],
    queryFn: ({ pageParam, signal }) =>
      api.needs.list({ kind, owner, limit: AT_ONCE, cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const counts = list.data?.pages[0]?.counts
  const all = counts && NEED_KINDS.reduce((sum, one) => sum + counts[one], 0)

  const scroller = useRef<HTMLDivElement>(null)
  const foot = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = foot.current
    if (!element || !hasNextPage || isFetchingNextPage) return
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void fetchNextPage()
      },
      { root: scroller.current, rootMargin: "0px 0px 800px 0px" },
    )
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])

  const chip = (one: NeedKind | undefined, text: string, count: number | undefined) => (
    <button key={one ?? ""} type="button" className="chip" aria-pressed={one === kind} onClick={() => onKind(one)}>
      {one && <Icon name={NEED_ICONS[one]} size={14} />}
      {text} <small>{count !== undefined && format.number(count)}</small>
    </button>
  )
  return (
    <>
      <div className="bar needs-bar">
        <fieldset className="row needs-kinds" aria-label={t("kinds")}>
          {chip(undefined, t("allKinds"), all)}
          {NEED_KINDS.map((one) => chip(one, need(`kind.${one}`), counts?.[one]))}
        </fieldset>
        <select
          className="input needs-owner end"
          aria-label={t("owner")}
          value={owner ?? ""}
          onChange={(event) => onOwner(event.target.value || undefined)}
        >
          <option value="">{t("anyOwner")}</option>
          <option value={NOBODY}>{t("nobody")}</option>
          {users.map((user) => (
            <option key={user.id} value={user.id}>
              {user.name}
            </option>
          ))}
        </select>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div ref={scroller} className="needs-list scroll" tabIndex={0} aria-busy={list.isPlaceholderData}>
        {list.isPending ? (
          <SkeletonRows rows={10} height={64} />
        ) : list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : rows.length === 0 && !hasNextPage ? (
          <Empty title={t("noNeeds")} text={t(kind || owner ? "noNeedsHere" : "noNeedsText")} drawing="road">
            {(kind || owner) && (
              <Link to="/portfolio" search={{ tab: "needs" }} className="button">
                {t("showAll")}
              </Link>
            )}
          </Empty>
        ) : (
          <>
            <p className="row small quiet needs-about">
              <GuessTag />
              {t("needsAbout")}
            </p>
            <ul>
              {rows.map((row) => (
                <NeedLine
                  key={row.id}
                  row={row}
                  onDeal={mayEdit && !making ? () => makeDeal({ need: row, person: row.person }) : undefined}
                  onDismiss={mayEdit ? () => dismiss(row) : undefined}
                />
              ))}
            </ul>
            <div ref={foot} className="needs-foot">
              {hasNextPage && (
                <Button small look="plain" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  {t("more")}
                </Button>
              )}
            </div>
          </>
        )}
      </div>
    </>
  )
}

interface NeedLineProps {
  row: NeedRow
  onDeal: (() => void) | undefined
  onDismiss: (() => void) | undefined
}

function NeedLine({ row, onDeal, onDismiss }: NeedLineProps) {
  const t = usePhrases(portfolioPhrases)
  const need = usePhrases(needPhrases)
  const format = useFormat()
  const farOff = useFarOff()
  const late = row.due_at !== null && format.daysAgo(row.due_at) >= 0
  return (
    <li className="need-row">
      <span className="need-row-icon" title={need(`kind.${row.kind}`)}>
        <Icon name={NEED_ICONS[row.kind]} size={14} />
      </span>
      <span className="need-row-who">
        <PersonLink person={row.person} avatar={24} className="medium" />
      </span>
      <div className="stack need-row-what">
        <span className="medium">{titleOf(row, need)}</span>
        <p className="small soft">
          <span className="hidden-visually">{need(`kind.${row.kind}`)} </span>
          <NeedWhy
            need={row}
            said={(find, text) => (
              <Link
                to="/people/$id"
                params={{ id: row.person.id }}
                search={{ find }}
                className="link is-said"
                title={need("findIt")}
              >
                {text}
              </Link>
            )}
          />
        </p>
      </div>
      <span className={late ? "small waiting need-row-due" : "small quiet need-row-due"}>
        {row.due_at && (
          <>
            {format.shortDate(row.due_at)} · {farOff(row.due_at)}
          </>
        )}
      </span>
      <span className="small quiet need-row-sure" title={need("guessWhy")}>
        {need("sure", { percent: percentOf(row.score) })}
      </span>
      <span className="small soft row need-row-owner" title={t("owner")}>
        {!row.owner && <span className="quiet">{t("nobody")}</span>}
        {row.owner && (
          <>
            <Avatar id={row.owner.id} initial={row.owner.name.slice(0, 1)} size={20} />
            <span className="cut">{row.owner.name}</span>
          </>
        )}
      </span>
      <span className="row need-row-act">
        {onDeal && (
          <Button small icon="deal" aria-label={need("dealOf", { what: titleOf(row, need) })} onClick={onDeal}>
            {need("deal")}
          </Button>
        )}
        {onDismiss && (
          <Button small aria-label={need("dismissOf", { what: titleOf(row, need) })} onClick={onDismiss}>
            {need("dismiss")}
          </Button>
        )}
      </span>
    </li>
  )
}

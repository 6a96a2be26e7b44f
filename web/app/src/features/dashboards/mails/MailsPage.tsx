// What is sent by mail, when and to whom.

import "./mails.css"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { reportMailsQuery } from "../queries"
import { Tabs } from "../Tabs"
import { MailDialog } from "./MailDialog"
import { MailRow } from "./MailRow"
import { mailPhrases } from "./phrases"

const route = getRouteApi("/frame/report-mails")
const NEW = "create"

export function MailsPage() {
  const t = usePhrases(mailPhrases)
  const may = useCan("person.see")
  const { act, what } = route.useSearch()
  const navigate = route.useNavigate()
  const show = (next: string | undefined) => void navigate({ search: { act: next }, replace: next === undefined })
  const all = useQuery({ ...reportMailsQuery, enabled: may })
  useKeys(
    {
      c: (event) => {
        event.preventDefault()
        show(NEW)
      },
    },
    may,
    true,
  )
  if (!may) return <Forbidden permission="person.see" />
  const open = all.data?.find(({ id }) => id === act)
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <div className="bar board-bar">
        <Tabs />
        <Button look="primary" icon="plus" className="end" title={`${t("create")} (C)`} onClick={() => show(NEW)}>
          {t("create")}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="mails scroll" tabIndex={0}>
        {all.isPending ? (
          <SkeletonRows rows={4} height={64} />
        ) : all.isError ? (
          <Failed error={all.error} retry={() => void all.refetch()} />
        ) : all.data.length === 0 ? (
          <Empty title={t("emptyTitle")} text={t("emptyText")}>
            <Button look="primary" icon="plus" onClick={() => show(NEW)}>
              {t("create")}
            </Button>
          </Empty>
        ) : (
          <>
            <p className="quiet mails-about">{t("about")}</p>
            <ul className="mails-list">
              {all.data.map((mail) => (
                <MailRow key={mail.id} mail={mail} onEdit={() => show(mail.id)} />
              ))}
            </ul>
          </>
        )}
      </div>
      {(act === NEW || open) && <MailDialog mail={open ?? null} what={what} onClose={() => show(undefined)} />}
    </div>
  )
}

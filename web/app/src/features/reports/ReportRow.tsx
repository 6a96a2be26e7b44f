// A saved report in the list: how it looks, what it is called, whose it is.

import type { Report } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { LookIcon } from "./LookIcon"
import { reportsPhrases } from "./phrases"
import type { useReportActs } from "./useReportActs"

export function ReportRow({ report, acts }: { report: Report; acts: ReturnType<typeof useReportActs> }) {
  const t = usePhrases(reportsPhrases)
  const format = useFormat()
  const { id, name, note, question, look, owner, shared, editable } = report
  return (
    <li className="report-row">
      <span className="report-look" title={t(`look.${look.as}`)}>
        <LookIcon as={look.as} />
      </span>
      <Link to="/reports/$id" params={{ id }} search={{}} className="report-name">
        <span className="medium cut">{name}</span>
        {note && <span className="small quiet cut">{note}</span>}
      </Link>
      <span className="report-object small quiet">{t(`object.${question.object}`)}</span>
      <span className="report-shared">{shared && <span className="tag">{t("shared")}</span>}</span>
      <span className="report-owner row small soft">
        <Avatar id={owner.id} initial={owner.initial ?? owner.name.slice(0, 1)} size={20} />
        <span className="cut">{owner.name}</span>
      </span>
      <time
        className="report-when small quiet nowrap"
        dateTime={report.updated_at}
        title={format.moment(report.updated_at)}
      >
        {t("changed", { when: format.ago(report.updated_at) })}
      </time>
      <Popover
        kind="menu"
        label={t("acts", { name })}
        trigger={(props) => <IconButton icon="more" small label={t("acts", { name })} {...props} />}
      >
        {(close) => (
          <>
            <MenuItem
              icon="link"
              onSelect={() => {
                close()
                void navigator.clipboard?.writeText(`${window.location.origin}/reports/${id}`)
                toast({ text: t("copied") })
              }}
            >
              {t("copyLink")}
            </MenuItem>
            {editable && (
              <>
                <MenuItem
                  icon="share"
                  onSelect={() => {
                    close()
                    acts.share(report)
                  }}
                >
                  {t(shared ? "unshare" : "share")}
                </MenuItem>
                <MenuItem
                  icon="trash"
                  onSelect={() => {
                    close()
                    acts.remove(report)
                  }}
                >
                  {t("remove")}
                </MenuItem>
              </>
            )}
          </>
        )}
      </Popover>
    </li>
  )
}

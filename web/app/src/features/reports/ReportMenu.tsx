// What one can do with a saved report without opening it.

import type { Report } from "@api/contract"
import { useNavigate } from "@tanstack/react-router"
import { IconButton } from "@ui/Button"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { toastFailure } from "../../kit/useUndo"
import { reportPhrases } from "./phrases"
import { SaveDialog } from "./SaveDialog"
import { useReportActs } from "./useReportActs"

interface ReportMenuProps {
  report: Report
  /** After it was deleted. */
  onGone?: (() => void) | undefined
}

export function ReportMenu({ report, onGone }: ReportMenuProps) {
  const t = usePhrases(reportPhrases)
  const acts = useReportActs()
  const navigate = useNavigate()
  const [naming, setNaming] = useState(false)
  return (
    <>
      <Popover
        kind="menu"
        label={`${t("more")} · ${report.name}`}
        trigger={(props) => <IconButton icon="more" label={`${t("more")} · ${report.name}`} {...props} />}
      >
        {(close) => {
          const then = (run: () => void) => () => {
            close()
            run()
          }
          return (
            <>
              {report.editable && (
                <>
                  <MenuItem icon="edit" onSelect={then(() => setNaming(true))}>
                    {t("rename")}
                  </MenuItem>
                  <MenuItem
                    icon="share"
                    checked={report.shared}
                    onSelect={then(() => void acts.change(report, { shared: !report.shared }).catch(toastFailure))}
                  >
                    {t("share")}
                  </MenuItem>
                </>
              )}
              <MenuItem
                icon="mail"
                onSelect={then(() => void navigate({ to: "/reports", search: { tab: "mails", act: report.id } }))}
              >
                {t("mailIt")}
              </MenuItem>
              {report.editable && (
                <MenuItem
                  icon="trash"
                  onSelect={then(() => {
                    void acts.remove(report)
                    onGone?.()
                  })}
                >
                  {t("delete")}
                </MenuItem>
              )}
            </>
          )
        }}
      </Popover>
      {naming && (
        <SaveDialog
          title={t("rename")}
          first={report}
          onSave={(wish) => acts.change(report, wish)}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  )
}

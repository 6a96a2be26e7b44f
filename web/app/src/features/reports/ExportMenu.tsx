// An answer as a file: a workbook, CSV, PDF from the server, a picture of what is drawn from here.

import type { Answer } from "@api/contract"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import type { RefObject } from "react"
import type { Picture } from "../../kit/charts/picture"
import { useCan } from "../../kit/session"
import { useAboutText } from "./AnswerPane"
import type { Asked } from "./ask/url"
import { FILES, useExporting } from "./exporting"
import { reportPhrases } from "./phrases"

interface ExportMenuProps {
  asked: Asked
  name: string
  picture: RefObject<Picture | null>
  answer: Answer | undefined
}

export function ExportMenu({ asked, name, picture, answer }: ExportMenuProps) {
  const t = usePhrases(reportPhrases)
  const exporting = useExporting()
  const mayExport = useCan("export")
  const about = useAboutText()
  return (
    <Popover
      kind="menu"
      label={t("export")}
      trigger={(props) => (
        <button type="button" className="button is-small" aria-label={t("export")} {...props}>
          <Icon name="download" size={14} />
          <span className="not-phone">{t("export")}</span>
        </button>
      )}
    >
      {(close) => (
        <>
          {mayExport &&
            FILES.map((format) => (
              <MenuItem
                key={format}
                onSelect={() => {
                  close()
                  void exporting.file(name, asked.question, asked.look, format)
                }}
              >
                {t(`export.${format}`)}
              </MenuItem>
            ))}
          {picture.current && answer && (
            <MenuItem
              icon="image"
              onSelect={() => {
                close()
                if (picture.current) void exporting.picture(picture.current, name, about(answer))
              }}
            >
              {t("export.png")}
            </MenuItem>
          )}
          <MenuItem
            icon="link"
            onSelect={() => {
              close()
              void exporting.link()
            }}
          >
            {t("copyLink")}
          </MenuItem>
        </>
      )}
    </Popover>
  )
}

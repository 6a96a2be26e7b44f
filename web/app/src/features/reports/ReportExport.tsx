// The answer as a file, a picture, a sheet of paper.

import type { Question } from "@api/contract"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { useLocale, usePhrases } from "@ui/phrases"
import type { RefObject } from "react"
import { useCan } from "../../kit/session"
import { toastFailure } from "../../kit/useUndo"
import { pagePhrases } from "./pagePhrases"
import { type Picture, pictureOf, saveAnswer, savePicture } from "./saving"

interface ReportExportProps {
  name: string
  question: Question
  drawing: RefObject<HTMLDivElement | null>
  /** Where the drawing can make a picture of itself. */
  picture: RefObject<Picture | null>
}

export function ReportExportMenu({ name, question, drawing, picture: ready }: ReportExportProps) {
  const t = usePhrases(pagePhrases)
  const locale = useLocale()
  const may = useCan("export")
  return (
    <Popover
      kind="menu"
      label={t("export")}
      trigger={(props) => (
        <button type="button" className="button is-small" {...props}>
          <Icon name="download" size={14} />
          <span className="not-phone">{t("export")}</span>
          <span className="hidden-visually only-phone">{t("export")}</span>
        </button>
      )}
    >
      {(close) => {
        const picture = pictureOf(drawing.current, ready.current)
        const item = (key: "xlsx" | "csv" | "pdf") => (
          <MenuItem
            key={key}
            onSelect={() => {
              close()
              saveAnswer({ name, question, format: key, language: locale }).catch(toastFailure)
            }}
          >
            {t(`export.${key}`)}
          </MenuItem>
        )
        return (
          <>
            {may && (["xlsx", "csv", "pdf"] as const).map(item)}
            {picture && (
              <MenuItem
                onSelect={() => {
                  close()
                  savePicture(picture, name).catch(toastFailure)
                }}
              >
                {t("export.png")}
              </MenuItem>
            )}
            <MenuItem
              onSelect={() => {
                close()
                window.print()
              }}
            >
              {t("print")}
            </MenuItem>
          </>
        )
      }}
    </Popover>
  )
}

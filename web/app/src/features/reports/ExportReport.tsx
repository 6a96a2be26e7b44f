// The ways in which an answer leaves: as a file, as a picture, on paper.

import type { Question } from "@api/contract"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { useCan } from "../../kit/session"
import { reportPhrases } from "./phrases"
import { saveBlob, useExport } from "./useExport"

interface Props {
  name: string
  question: Question
  /** Makes a picture of what is drawn, where something is. */
  png: (() => Promise<Blob>) | undefined
}

export function ExportReport({ name, question, png }: Props) {
  const t = usePhrases(reportPhrases)
  const may = useCan("export")
  const exported = useExport()
  return (
    <Popover
      kind="menu"
      label={t("exportAs")}
      trigger={(props) => (
        <button type="button" className="button is-small" {...props}>
          <Icon name="download" size={14} />
          {t("exportAs")}
        </button>
      )}
    >
      {(close) => (
        <>
          {may &&
            (["xlsx", "csv", "pdf"] as const).map((format) => (
              <MenuItem
                key={format}
                onSelect={() => {
                  close()
                  void exported(name, question, format)
                }}
              >
                {t(`export.${format}`)}
              </MenuItem>
            ))}
          {png && (
            <MenuItem
              onSelect={() => {
                close()
                void png().then((blob) => saveBlob(blob, `${name}.png`))
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
      )}
    </Popover>
  )
}

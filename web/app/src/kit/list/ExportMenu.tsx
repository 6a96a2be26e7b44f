// The list as a file: a workbook for people, CSV for programs.

import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { listPhrases } from "./phrases"

export const FORMATS = ["xlsx", "csv"] as const

/** Lets the browser fetch a file without leaving the page. */
export function download(path: string) {
  const link = document.createElement("a")
  link.href = path
  link.download = ""
  link.click()
}

/** `path` is where the list lies as a file of a format. */
export function ExportMenu({ path }: { path: (format: "csv" | "xlsx") => string }) {
  const t = usePhrases(listPhrases)
  return (
    <Popover
      kind="menu"
      label={t("exportHint")}
      trigger={(props) => (
        <button type="button" className="button is-small" title={t("exportHint")} {...props}>
          <Icon name="download" size={14} />
          {t("export")}
        </button>
      )}
    >
      {(close) =>
        FORMATS.map((format) => (
          <MenuItem
            key={format}
            onSelect={() => {
              close()
              download(path(format))
            }}
          >
            {t(`exportAs.${format}`)}
          </MenuItem>
        ))
      }
    </Popover>
  )
}

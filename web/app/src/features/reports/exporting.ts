// An answer as a file: made by the server, or, as a picture, from what is drawn.

import type { Question, ReportExport, ReportLook } from "@api/contract"
import { reports } from "@api/reports"
import { useLocale, usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { keep, type Picture, pngOf } from "../../kit/charts/picture"
import { toastFailure } from "../../kit/useUndo"
import { reportPhrases } from "./phrases"

export const FILES = ["xlsx", "csv", "pdf"] as const

/** A name that every system can keep a file under. */
export const fileName = (name: string): string => name.replace(/[\\/:*?"<>|\n]+/g, " ").trim() || "report"

export function useExporting() {
  const t = usePhrases(reportPhrases)
  const language = useLocale()
  return {
    file: async (name: string, question: Question, look: ReportLook, format: ReportExport["format"]) => {
      toast({ text: t("exporting") })
      try {
        keep(await reports.file({ name, question, look, format, language }), `${fileName(name)}.${format}`)
      } catch (error) {
        toastFailure(error)
      }
    },
    link: async () => {
      await navigator.clipboard.writeText(location.href)
      toast({ text: t("copied") })
    },
    picture: async (picture: Picture, title: string, about: string) => {
      try {
        keep(await pngOf(picture, { title, about }), `${fileName(title)}.png`)
      } catch (error) {
        toastFailure(error)
      }
    },
  }
}

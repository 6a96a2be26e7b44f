// An answer as a file: made by the server, or drawn here.

import { Failure } from "@api/client"
import type { Question } from "@api/contract"
import { useLocale } from "@ui/phrases"
import { toastFailure } from "../../kit/useUndo"

/** Hands a file to the browser to be saved. */
export function saveBlob(blob: Blob, name: string) {
  const url = URL.createObjectURL(blob)
  const link = document.createElement("a")
  link.href = url
  link.download = name
  link.click()
  // The browser has begun to save by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

export function useExport() {
  const language = useLocale()
  return async (name: string, question: Question, format: "csv" | "xlsx" | "pdf") => {
    try {
      const answer = await fetch("/api/reports/export", {
        method: "POST",
        headers: { "content-type": "application/json", "x-guanxi": "1" },
        body: JSON.stringify({ name, question, format, language }),
      })
      if (!answer.ok) throw new Failure(await answer.json())
      saveBlob(await answer.blob(), `${name}.${format}`)
    } catch (problem) {
      toastFailure(problem)
    }
  }
}

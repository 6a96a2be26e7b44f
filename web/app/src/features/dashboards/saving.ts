// An answer as a file of the server.

import { Failure, unreached } from "@api/client"
import type { Problem, ReportExport } from "@api/contract"

/** A name that every file system takes. */
const plain = (name: string) =>
  name
    .replace(/[\\/:*?"<>|]+/g, " ")
    .trim()
    .slice(0, 80) || "report"

export async function saveAnswer(wish: ReportExport): Promise<void> {
  let response: Response
  try {
    response = await fetch("/api/reports/export", {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", "x-guanxi": "1" },
      body: JSON.stringify(wish),
    })
  } catch {
    throw unreached()
  }
  if (!response.ok) {
    const fallback: Problem = { status: response.status, code: `http_${response.status}`, message: response.statusText }
    throw new Failure(await response.json().catch(() => fallback))
  }
  const link = document.createElement("a")
  link.href = URL.createObjectURL(await response.blob())
  link.download = `${plain(wish.name)}.${wish.format}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

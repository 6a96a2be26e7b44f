// When a mail goes out, and a schedule while it is written. Pure.

import type { ReportMail, ReportMailWish } from "@api/contract"

export const EVERY = ["day", "week", "month"] as const
export const FORMATS = ["none", "csv", "xlsx"] as const
export const RECEIVERS = 50

type When = Pick<ReportMailWish, "every" | "on" | "hour">

export const hourText = (hour: number): string => `${String(hour).padStart(2, "0")}:00`

/** The phrase of a rhythm, and what stands in it; weekdays are named by whoever says it. */
export type Rhythm =
  | { key: "everyDay"; hour: string }
  | { key: "everyWeek"; weekday: number; hour: string }
  | { key: "everyMonth"; day: number; hour: string }

export function rhythmOf({ every, on, hour }: When): Rhythm {
  if (every === "week") return { key: "everyWeek", weekday: on ?? 1, hour: hourText(hour) }
  if (every === "month") return { key: "everyMonth", day: on ?? 1, hour: hourText(hour) }
  return { key: "everyDay", hour: hourText(hour) }
}

/** The days to choose from: of a week from Monday, of a month those that every month has. */
export const daysOf = (every: When["every"]): number[] =>
  every === "day" ? [] : Array.from({ length: every === "week" ? 7 : 28 }, (_, at) => at + 1)

export interface MailDraft {
  what: string
  every: When["every"]
  on: number
  hour: number
  to: string[]
  format: ReportMailWish["format"]
}

export const draftOf = (mail: ReportMail | null, me: string, what = ""): MailDraft =>
  mail
    ? { ...mail, on: mail.on ?? 1, to: mail.to.map(({ id }) => id) }
    : { what, every: "week", on: 1, hour: 8, to: [me], format: "none" }

/** Another rhythm begins on its first day where it has no such day. */
export const withEvery = (draft: MailDraft, every: When["every"]): MailDraft => ({
  ...draft,
  every,
  on: daysOf(every).includes(draft.on) ? draft.on : 1,
})

export const wishOf = ({ what, every, on, hour, to, format }: MailDraft): ReportMailWish => ({
  what,
  every,
  ...(every === "day" ? {} : { on }),
  hour,
  to,
  format,
})

export const missing = ({ what, to }: MailDraft): ("what" | "to")[] => [
  ...(what === "" ? (["what"] as const) : []),
  ...(to.length === 0 || to.length > RECEIVERS ? (["to"] as const) : []),
]

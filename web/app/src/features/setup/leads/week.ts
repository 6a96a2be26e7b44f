// Days and times of the week, as rules and colleagues have them. Pure rules, no words.

export interface Hours {
  /** 1 Monday … 7 Sunday. */
  days: number[]
  from: string
  to: string
}

export const WEEK = [1, 2, 3, 4, 5, 6, 7] as const
export type Day = (typeof WEEK)[number]
export const WORKDAYS: Hours = { days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" }

/** Days that follow one another as pairs of first and last: [1,2,3,5] is [1,3] and [5,5]. */
export function spansOf(days: number[]): [Day, Day][] {
  const spans: [Day, Day][] = []
  for (const day of WEEK) {
    if (!days.includes(day)) continue
    const last = spans.at(-1)
    if (last && last[1] === day - 1) last[1] = day
    else spans.push([day, day])
  }
  return spans
}

/** Whether hours go on into the next day. */
export const isOvernight = ({ from, to }: Hours): boolean => to <= from && to !== "00:00"

export const isSound = (hours: Hours | null): boolean =>
  hours === null || (hours.days.length > 0 && hours.from !== "" && hours.to !== "" && hours.from !== hours.to)

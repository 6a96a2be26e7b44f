// In which order a portrait is read: who looks after them and what is peculiar to them first, what the head says already last.

import type { PortraitValue } from "@api/contract"

/** Shown at the head, as tags, among the contact ways or as the line of reviews instead of in the list of values. */
export const ELSEWHERE = new Set([
  "name",
  "given_name",
  "family_name",
  "tags",
  "email",
  "phone",
  "reviewed_on",
  "review_on",
])

const FIRST = ["owner", "birth_date", "address", "country", "region", "city", "district", "postcode"]
const LAST = ["gender", "language", "job_title", "tier", "lifecycle", "life_stage", "member_no"]

function rank({ key, custom }: PortraitValue): number {
  if (key === "owner") return -2
  if (custom) return -1
  const last = LAST.indexOf(key)
  if (last >= 0) return 100 + last
  const first = FIRST.indexOf(key)
  return first >= 0 ? first : 50
}

export const inOrder = (portrait: PortraitValue[]): PortraitValue[] =>
  portrait.filter((value) => !ELSEWHERE.has(value.key)).toSorted((a, b) => rank(a) - rank(b))

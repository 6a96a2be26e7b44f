import type { Revisit } from "@api/contract"

export const REVISITS = ["revisits"]

/** The rule that is open: the one asked for, else the first where there is room for one beside the list. */
export const openRule = (rules: readonly Revisit[], asked: string | undefined, phone: boolean): Revisit | undefined =>
  rules.find(({ id }) => id === asked) ?? (phone ? undefined : rules[0])

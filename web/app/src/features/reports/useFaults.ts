// What is wrong with a question, where it is wrong.

import { Failure } from "@api/client"
import { usePhrases } from "@ui/phrases"
import { buildPhrases } from "./buildPhrases"

/** `fault("measures.1")` is of the figure or of a part of it; `fault("by", true)` of all that rows are parted by. */
export type Faults = (field: string, exact?: boolean) => string | undefined

export function useFaults(error: Error | null): Faults {
  const t = usePhrases(buildPhrases)
  const problem = error instanceof Failure ? error.problem : null
  // A filter that cannot be read is told by where in its text it fails.
  const fields =
    problem?.fields ??
    (problem?.code === "filter" ? [{ field: "filter", code: "filter", message: problem.message }] : [])
  return (field, exact = false) => {
    const found = fields.find((one) => one.field === field || (!exact && one.field.startsWith(`${field}.`)))
    return found && (t.maybe(`fault.${found.code}`) ?? found.message)
  }
}

/** Whether the question itself is at fault, which stands beside what is at fault. */
export const isFault = (error: Error | null): boolean =>
  error instanceof Failure && [400, 422].includes(error.problem.status)

/** All that is wrong, for where the answer would stand. */
export function useFaultWords(): (error: Error) => string {
  const t = usePhrases(buildPhrases)
  return (error) => {
    const fields = (error instanceof Failure && error.problem.fields) || []
    return fields.length === 0
      ? error.message
      : fields.map(({ code, message }) => t.maybe(`fault.${code}`) ?? message).join(" · ")
  }
}

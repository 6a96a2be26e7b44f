export function GoalList(_: { creating: boolean; onDone: () => void }) {
  return null
}

export function DashboardList(_: { creating: boolean; onDone: () => void }) {
  return null
}

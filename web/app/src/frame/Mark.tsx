/** Two rings that overlap: a relation. */
export function Mark() {
  return (
    <svg viewBox="0 0 22 22" aria-hidden="true">
      <circle cx="8" cy="11" r="5.5" />
      <circle cx="14" cy="11" r="5.5" />
    </svg>
  )
}

// What went wrong with a form that was sent, under it, in the reader's language.

export function FormProblem({ error }: { error: Error | null }) {
  if (!error) return null
  return (
    <p className="field-problem" role="alert">
      {error.message}
    </p>
  )
}

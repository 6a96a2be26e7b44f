export function MailList(_: { what: string | undefined; onDone: () => void }) {
  return null
}

import type { Person } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { lazy, Suspense, startTransition, useState } from "react"
import { takePhrases } from "../../kit/orders/phrases"

const CreateOrder = lazy(async () => ({ default: (await import("../../kit/orders/CreateOrder")).CreateOrder }))

/** An order taken from the page of who orders. */
export function TakeOrder({ person }: { person: Person }) {
  const t = usePhrases(takePhrases)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="link small end" onClick={() => startTransition(() => setOpen(true))}>
        {t("create")}
      </button>
      <Suspense>
        {open && <CreateOrder person={{ id: person.id, name: person.name }} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  )
}

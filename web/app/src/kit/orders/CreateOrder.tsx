// An order taken by telephone or at the counter: of whom, what, in which currency. Prices that are left empty are those
// that are found for the customer.

import type { OrderWish, SearchHit } from "@api/contract"
import { handling, priceLists } from "@api/trade"
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FindRecord } from "../FindRecord"
import { FormProblem } from "../FormProblem"
import { useFaults } from "../problems"
import { useSession } from "../session"
import { useSettled } from "../useSettled"
import { useUndo } from "../useUndo"
import { asked, isWrong, type LineDraft, lineWish } from "./drafts"
import { OrderLinesForm } from "./OrderLinesForm"
import { takePhrases } from "./phrases"
import { ORDERS, orderQuery } from "./queries"

interface CreateOrderProps {
  /** From whose page it is taken. */
  person?: { id: string; name: string }
  onClose: () => void
}

export function CreateOrder({ person, onClose }: CreateOrderProps) {
  const t = usePhrases(takePhrases)
  const state = usePhrases(statePhrases)
  const session = useSession()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const told = useUndo()
  const form = useId()
  const [who, setWho] = useState<{ id: string; name: string } | null>(person ?? null)
  const [currency, setCurrency] = useState(session.workspace.currency)
  // While it is being written, sums are shown in the workspace's own.
  const known = /^[A-Z]{3}$/.test(currency) ? currency : session.workspace.currency
  const [lines, setLines] = useState<LineDraft[]>([])
  const [tried, setTried] = useState(false)
  const wanted = useSettled(JSON.stringify({ person: who?.id ?? null, currency: known, lines: asked(lines) }), 250)
  const prices = useQuery({
    queryKey: ["prices", wanted],
    queryFn: ({ signal }) => priceLists.find(JSON.parse(wanted), signal),
    enabled: asked(lines).length > 0,
    placeholderData: keepPreviousData,
  })
  const found = prices.data
  const create = useMutation({
    mutationFn: (wish: OrderWish) => handling.create(wish),
    onSuccess: async ({ data, batch }) => {
      told(t("made", { number: data.row.number }), batch)
      cache.setQueryData(orderQuery(data.row.id).queryKey, data)
      onClose()
      for (const queryKey of [ORDERS, ["timeline"], ["person"]]) void cache.invalidateQueries({ queryKey })
      await navigate({ to: ".", search: (now) => ({ ...now, panel: data.row.id }), replace: true })
    },
  })
  const faults = useFaults(create.error)
  const problem =
    who === null
      ? t("needCustomer")
      : lines.length === 0
        ? t("needLines")
        : lines.some((line) => isWrong(line, found))
          ? t("linesWrong")
          : undefined
  return (
    <Dialog
      title={t("create")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={create.isPending}>
            {t("create")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="stack"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (problem !== undefined || who === null) return
          const note = String(new FormData(event.currentTarget).get("note") ?? "").trim()
          create.mutate({
            person: who.id,
            currency,
            lines: lines.map(lineWish),
            ...(note !== "" && { note }),
          })
        }}
      >
        <div className="take-who">
          {who ? (
            <div className="field">
              <span className="label">{t("customer")}</span>
              <span className="row">
                <button
                  type="button"
                  className="chip"
                  aria-label={t("drop", { name: who.name })}
                  onClick={() => setWho(null)}
                >
                  <Icon name="person" size={14} />
                  {who.name}
                  <Icon name="close" size={14} />
                </button>
              </span>
            </div>
          ) : (
            <div className="stack">
              <FindRecord
                label={`${t("customer")} · ${t("customerHint")}`}
                kinds={["person"]}
                except={[]}
                chosen={null}
                onChoose={(hit: SearchHit | null) => hit && setWho({ id: hit.id, name: hit.title })}
              />
            </div>
          )}
          <div className="field">
            <label htmlFor={`${form}currency`}>{t("currency")}</label>
            <input
              id={`${form}currency`}
              className="input"
              maxLength={3}
              autoComplete="off"
              value={currency}
              aria-invalid={faults("currency", t("currency")) !== undefined || undefined}
              onChange={(event) => setCurrency(event.target.value.toUpperCase())}
            />
          </div>
        </div>
        <OrderLinesForm
          lines={lines}
          person={who?.id ?? null}
          currency={known}
          found={found}
          tried={tried}
          onLines={setLines}
        />
        <div className="field">
          <label htmlFor={`${form}note`}>{`${t("note")} · ${t("noteHint")}`}</label>
          <input id={`${form}note`} name="note" className="input" maxLength={500} autoComplete="off" />
        </div>
        {tried && problem && (
          <p className="field-problem" role="alert">
            {problem}
          </p>
        )}
      </form>
      <FormProblem error={create.error} />
    </Dialog>
  )
}

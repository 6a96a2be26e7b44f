// Prices from a spreadsheet: pasted, each line looked up, told what is wrong with those that are, and the good ones written.

import type { ListPrice, ListPriceWish } from "@api/contract"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useMemo, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { useSettled } from "../../../kit/useSettled"
import { type Coded, resolveCodes } from "./codes"
import { type PastedLine, readPasted } from "./pasted"
import { pricePhrases } from "./phrases"

/** As many as the server takes at once. */
const MOST = 1000

interface PastePricesProps {
  currency: string
  /** Prices that are there, whose codes need not be looked up. */
  known: ListPrice[]
  onWrite: (wishes: ListPriceWish[]) => Promise<boolean>
  onClose: () => void
}

export function PastePrices({ currency, known, onWrite, onClose }: PastePricesProps) {
  const t = usePhrases(pricePhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const id = useId()
  const [text, setText] = useState("")
  const [busy, setBusy] = useState(false)
  const [looked, setLooked] = useState(0)
  const settled = useSettled(text, 300)
  const lines = useMemo(() => readPasted(settled), [settled])
  const codes = useMemo(() => [...new Set(lines.filter(({ fault }) => !fault).map(({ code }) => code))], [lines])
  const many = lines.length > MOST
  const found = useQuery({
    queryKey: ["codes", codes.join("\n")],
    queryFn: () => {
      const there = known.map(({ code, variant, name }): [string, Coded] => [code.toLowerCase(), { variant, name }])
      return resolveCodes(cache, codes, new Map(there), setLooked)
    },
    enabled: codes.length > 0 && !many,
    staleTime: 30_000,
  })
  const told = lines.map((line): PastedLine & { coded?: Coded } => {
    const coded = found.data?.get(line.code.toLowerCase())
    if (line.fault || !found.data) return line
    return coded ? { ...line, coded } : { ...line, fault: { kind: "unknown", typed: line.code } }
  })
  const good = told.flatMap(({ coded, fault, from, price }) =>
    coded && !fault ? [{ variant: coded.variant, from, price }] : [],
  )
  const bad = told.filter(({ fault }) => fault)
  const ready = found.isSuccess && text === settled && good.length > 0 && !many
  const save = async () => {
    setBusy(true)
    const taken = await onWrite(good)
    setBusy(false)
    if (taken) onClose()
  }
  return (
    <Dialog
      title={t("paste")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" disabled={!ready || busy} onClick={() => void save()}>
            {bad.length > 0 && good.length > 0
              ? t("writeSome", { n: good.length, bad: bad.length })
              : t("write", { n: good.length })}
          </Button>
        </>
      }
    >
      <p className="small quiet">{t("pasteText")}</p>
      <label htmlFor={id} className="hidden-visually">
        {t("pasteBox")}
      </label>
      <textarea
        id={id}
        className="input price-paste"
        rows={6}
        spellCheck={false}
        placeholder={t("pasteHint")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div role="status" className="small">
        {many ? (
          <span className="bad">{t("tooMany", { n: MOST })}</span>
        ) : found.isFetching ? (
          <span className="quiet">{t("reading", { n: looked, all: codes.length })}</span>
        ) : (
          told.length > 0 && (
            <span className="row">
              {good.length > 0 && <span className="good">{t("good", { n: good.length })}</span>}
              {bad.length > 0 && <span className="bad">{t("bad", { n: bad.length })}</span>}
            </span>
          )
        )}
      </div>
      <FormProblem error={found.error} />
      {told.length > 0 && !many && (
        <ul className="price-lines">
          {[...bad, ...told.filter(({ fault }) => !fault)]
            .slice(0, 200)
            .map(({ line, code, from, price, fault, coded }) => (
              <li key={line} className={fault ? "is-bad" : undefined}>
                <span className="small quiet nowrap">{t("lineN", { n: line })}</span>
                <span className="stack grow">
                  <span className="cut">{coded?.name ?? code}</span>
                  {fault ? (
                    <span className="small bad">
                      {t(`fault.${fault.kind}`, { typed: fault.typed, code: fault.typed, n: fault.other ?? 0 })}
                    </span>
                  ) : (
                    coded && <span className="tiny quiet find-variant-code">{code}</span>
                  )}
                </span>
                {!fault && (
                  <span className="nowrap">
                    {Number(from) !== 1 && (
                      <span className="small quiet">{t("fromN", { n: format.decimal(from) })} </span>
                    )}
                    <span className="medium">{format.money(price, currency)}</span>
                  </span>
                )}
                {fault && <Icon name="warn" size={14} />}
              </li>
            ))}
        </ul>
      )}
    </Dialog>
  )
}

// What amounts are reckoned in: the workspace's currency, or one that it has a rate for.

import { api } from "@api/client"
import { useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { FormField } from "../../kit/FormField"
import { reportPhrases } from "./phrases"

interface Props {
  value: string
  fault: string | undefined
  onChange: (currency: string) => void
}

export function CurrencyField({ value, fault, onChange }: Props) {
  const t = usePhrases(reportPhrases)
  const id = useId()
  const rates = useQuery({ queryKey: ["rates"], queryFn: api.rates.get, staleTime: 300_000 }).data
  const known = new Set([value, ...(rates ? [rates.currency, ...rates.rates.map((rate) => rate.currency)] : [])])
  if (known.size < 2) return null
  return (
    <FormField id={id} label={t("currency")} fault={fault}>
      <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {[...known].map((currency) => (
          <option key={currency} value={currency}>
            {currency}
          </option>
        ))}
      </select>
    </FormField>
  )
}

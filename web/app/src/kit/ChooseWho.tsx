// For whom something is: a person, and a company where it is for one, each found in one box and shown as a chip.

import type { Named, SearchHit } from "@api/contract"
import { Icon } from "@ui/Icon"
import { definePhrases, usePhrases } from "@ui/phrases"
import { FindRecord } from "./FindRecord"

const whoPhrases = definePhrases(
  { customer: "客户", more: "企业，或换一位", hint: "姓名、电话、会员号或企业名", drop: "去掉 {name}" },
  {
    "zh-TW": { customer: "客戶", more: "企業，或換一位", hint: "姓名、電話、會員編號或企業名", drop: "去掉 {name}" },
    en: {
      customer: "Customer",
      more: "Company, or another person",
      hint: "name, telephone, member number or company",
      drop: "Remove {name}",
    },
  },
)

export interface Who {
  person?: Named | null | undefined
  company?: Named | null | undefined
}

interface ChooseWhoProps {
  who: Who
  onWho: (who: Who) => void
}

export function ChooseWho({ who, onWho }: ChooseWhoProps) {
  const t = usePhrases(whoPhrases)
  const chosen = (["person", "company"] as const).flatMap((kind) => {
    const named = who[kind]
    return named ? [{ kind, named }] : []
  })
  const left = (["person", "company"] as const).filter((kind) => !who[kind])
  const choose = (hit: SearchHit | null) => {
    if (hit?.kind === "person" || hit?.kind === "company")
      onWho({ ...who, [hit.kind]: { id: hit.id, name: hit.title } })
  }
  return (
    <>
      {chosen.length > 0 && (
        <div className="row is-wrap">
          {chosen.map(({ kind, named }) => (
            <button
              key={kind}
              type="button"
              className="chip"
              aria-label={t("drop", { name: named.name })}
              onClick={() => onWho({ ...who, [kind]: null })}
            >
              <Icon name={kind} size={14} />
              {named.name}
              <Icon name="close" size={14} />
            </button>
          ))}
        </div>
      )}
      {left.length > 0 && (
        <FindRecord
          key={left.join()}
          label={chosen.length === 0 ? `${t("customer")} · ${t("hint")}` : who.person ? t("more") : t("customer")}
          kinds={left}
          except={[]}
          chosen={null}
          onChoose={choose}
        />
      )}
    </>
  )
}

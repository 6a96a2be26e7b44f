// What can be chosen of a product: names and values, and what becomes of its variants once this is saved.

import type { Product, ProductWish } from "@api/contract"
import { Button, IconButton } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { type KeyboardEvent, useId, useRef, useState } from "react"
import { added } from "../../kit/lines"
import { productPhrases } from "./productPhrases"
import { type ChoiceDraft, choicesOf, countWays, draftsOf, hasTwice, MOST, variantsFor } from "./variants"

interface ChoicesDialogProps {
  product: Product
  onSave: (wish: ProductWish) => Promise<boolean>
  onClose: () => void
}

const NEW: Omit<ChoiceDraft, "key"> = { name: "", was: null, values: [{ key: 0, text: "", was: null }] }

export function ChoicesDialog({ product, onSave, onClose }: ChoicesDialogProps) {
  const t = usePhrases(productPhrases)
  const state = usePhrases(statePhrases)
  const form = useId()
  const [drafts, setDrafts] = useState<ChoiceDraft[]>(() =>
    product.choices.length > 0 ? draftsOf(product.choices) : [{ ...NEW, key: 0 }],
  )
  const [busy, setBusy] = useState(false)
  const ways = countWays(drafts)
  const many = ways > MOST
  const twice = hasTwice(drafts)
  const next = many || twice ? null : variantsFor(drafts, product.variants)
  const change = (key: number, part: Partial<ChoiceDraft>) =>
    setDrafts((now) => now.map((one) => (one.key === key ? { ...one, ...part } : one)))
  return (
    <Dialog
      title={`${t("choices")} · ${product.row.name}`}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={next === null || busy}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="choice-form"
        onSubmit={async (event) => {
          event.preventDefault()
          if (!next) return
          setBusy(true)
          const taken = await onSave({ choices: choicesOf(drafts), variants: next.variants })
          setBusy(false)
          if (taken) onClose()
        }}
      >
        <p className="small quiet">{t("choicesText")}</p>
        {drafts.map((draft) => (
          <Choice
            key={draft.key}
            draft={draft}
            onChange={(part) => change(draft.key, part)}
            onDrop={() => setDrafts((now) => now.filter((one) => one.key !== draft.key))}
          />
        ))}
        <Button
          small
          look="plain"
          icon="plus"
          className="choice-add"
          onClick={() => setDrafts((now) => added(now, NEW))}
        >
          {t("addChoice")}
        </Button>
      </form>
      <div className="choice-outcome small" role="status">
        {many || twice ? (
          <span className="bad">{many ? t("tooMany", { n: MOST }) : t("sameValue")}</span>
        ) : (
          <>
            <span className="medium">{ways === 1 ? t("waysOne") : t("waysN", { n: ways })}</span>
            {next && next.made > 0 && <span className="good">{t("made", { n: next.made })}</span>}
            {next && next.gone.length > 0 && (
              <span className="bad">
                {t("gone", { n: next.gone.length, codes: next.gone.map(({ code }) => code).join(", ") })}
              </span>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

interface ChoiceProps {
  draft: ChoiceDraft
  onChange: (part: Partial<ChoiceDraft>) => void
  onDrop: () => void
}

function Choice({ draft, onChange, onDrop }: ChoiceProps) {
  const t = usePhrases(productPhrases)
  const id = useId()
  const line = useRef<HTMLDivElement>(null)
  const { values } = draft
  const add = () => {
    onChange({ values: added(values, { text: "", was: null }) })
    // The new one is there once it has been drawn.
    requestAnimationFrame(() => [...(line.current?.querySelectorAll("input") ?? [])].at(-1)?.focus())
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>, key: number) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === "Enter") {
      event.preventDefault()
      if (event.currentTarget.value.trim() !== "") add()
    } else if (event.key === "Backspace" && event.currentTarget.value === "" && values.length > 1) {
      event.preventDefault()
      onChange({ values: values.filter((one) => one.key !== key) })
    }
  }
  return (
    <div className="choice-line">
      <div className="field choice-name">
        <label htmlFor={id}>{t("choiceName")}</label>
        <input
          id={id}
          className="input"
          maxLength={40}
          autoComplete="off"
          placeholder={t("choiceHint")}
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </div>
      <div className="field grow">
        <span className="label">{t("values")}</span>
        <div ref={line} className="choice-values">
          {values.map((value, at) => (
            <span key={value.key} className="choice-value">
              <input
                aria-label={t("valueOf", { choice: draft.name || t("choiceName"), n: at + 1 })}
                maxLength={40}
                autoComplete="off"
                size={Math.max(4, value.text.length + 2)}
                value={value.text}
                onChange={(event) =>
                  onChange({
                    values: values.map((one) => (one.key === value.key ? { ...one, text: event.target.value } : one)),
                  })
                }
                onKeyDown={(event) => onKey(event, value.key)}
              />
              {values.length > 1 && (
                <IconButton
                  icon="close"
                  small
                  label={t("dropValue", { value: value.text })}
                  onClick={() => onChange({ values: values.filter((one) => one.key !== value.key) })}
                />
              )}
            </span>
          ))}
          <button type="button" className="chip" onClick={add}>
            <Icon name="plus" size={14} />
            {t("addValue")}
          </button>
        </div>
      </div>
      <IconButton icon="trash" small label={t("dropChoice", { name: draft.name })} onClick={onDrop} />
    </div>
  )
}

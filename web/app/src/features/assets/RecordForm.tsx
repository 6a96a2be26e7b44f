// Something that was done to a thing: what, when, at which cost, and when the next is due.

import "../../kit/segments.css"
import "../../kit/assets/assets.css"
import type { Asset, AssetRecordKind, AssetRecordWish } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { assetPhrases } from "../../kit/assets/phrases"
import { FormProblem } from "../../kit/FormProblem"
import { useFaults } from "../../kit/problems"
import type { AssetActions } from "./useAssetActions"

interface RecordFormProps {
  asset: Asset
  actions: AssetActions
  onClose: () => void
}

const KINDS: AssetRecordKind[] = ["maintenance", "repair", "inspection", "installation"]

export function RecordForm({ asset, actions, onClose }: RecordFormProps) {
  const t = usePhrases(assetPhrases)
  const state = usePhrases(statePhrases)
  const form = useId()
  const [kind, setKind] = useState<AssetRecordKind>("maintenance")
  const [text, setText] = useState("")
  const [tried, setTried] = useState(false)
  const send = useMutation({ mutationFn: (wish: AssetRecordWish) => actions.onRecord(wish), onSuccess: onClose })
  const faults = useFaults(send.error)
  const wordless = tried && text.trim() === ""
  const costFault = faults("cost", t("cost"))
  return (
    <Dialog
      title={t("recordTitle", { name: asset.name })}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={send.isPending}>
            {t("recordAct")}
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
          if (text.trim() === "") return
          const data = new FormData(event.currentTarget)
          const read = (key: string) => String(data.get(key) ?? "").trim()
          send.mutate({
            kind,
            text: text.trim(),
            ...(read("at") !== "" && { at: new Date(read("at")).toISOString() }),
            ...(read("cost") !== "" && { cost: read("cost") }),
            // What was just maintained or looked at is due no more, unless another day is named.
            ...((read("due") !== "" || kind === "maintenance" || kind === "inspection") && {
              due_on: read("due") || null,
            }),
          })
        }}
      >
        <fieldset className="segments" style={{ alignSelf: "flex-start" }} aria-label={t("kind")}>
          {KINDS.map((one) => (
            <button
              key={one}
              type="button"
              className="segment"
              aria-pressed={kind === one}
              onClick={() => setKind(one)}
            >
              {t(`kind.${one}`)}
            </button>
          ))}
        </fieldset>
        <div className="field">
          <label htmlFor={`${form}text`}>{t("text")}</label>
          <textarea
            id={`${form}text`}
            className="input"
            rows={4}
            maxLength={4000}
            placeholder={t("textHint")}
            value={text}
            aria-invalid={wordless || undefined}
            onChange={(event) => setText(event.target.value)}
          />
          {wordless && (
            <p className="field-problem" role="alert">
              {t("needText")}
            </p>
          )}
        </div>
        <div className="asset-pair">
          <div className="field">
            <label htmlFor={`${form}at`}>{t("at")}</label>
            <input id={`${form}at`} name="at" type="datetime-local" className="input" />
          </div>
          <div className="field">
            <label htmlFor={`${form}cost`}>{t("cost")}</label>
            <input id={`${form}cost`} name="cost" className="input" inputMode="decimal" autoComplete="off" />
            {costFault && (
              <p className="field-problem" role="alert">
                {costFault}
              </p>
            )}
          </div>
        </div>
        <div className="field">
          <label htmlFor={`${form}due`}>{t("nextDue")}</label>
          <input id={`${form}due`} name="due" type="date" className="input" />
        </div>
        <p className="small quiet">{t("onTimeline")}</p>
      </form>
      {!costFault && <FormProblem error={send.error} />}
    </Dialog>
  )
}

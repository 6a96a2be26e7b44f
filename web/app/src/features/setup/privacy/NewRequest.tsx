// Taking a request in, of somebody found or of somebody not yet known.

import type { Named, RequestKind, RequestWay, SearchHit } from "@api/contract"
import { privacy } from "@api/privacy"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FindRecord } from "../../../kit/FindRecord"
import { FormProblem } from "../../../kit/FormProblem"
import { PRIVACY } from "./PrivacyPage"
import { privacyPhrases } from "./phrases"
import { KINDS } from "./Requests"

const WAYS: readonly RequestWay[] = ["email", "phone", "letter", "web", "in_person", "other"]

interface NewRequestProps {
  /** Whose it is, where that is known. */
  person?: Named
  onClose: () => void
  onMade: (id: string) => void
}

export function NewRequest({ person, onClose, onMade }: NewRequestProps) {
  const t = usePhrases(privacyPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const form = useId()
  const [kind, setKind] = useState<RequestKind>("access")
  const [way, setWay] = useState<RequestWay>("email")
  const [on, setOn] = useState(format.today())
  const [who, setWho] = useState("")
  const [found, setFound] = useState<SearchHit | null>(null)
  const [verified, setVerified] = useState("")
  const [note, setNote] = useState("")
  const whose = person?.id ?? found?.id
  const make = useMutation({
    mutationFn: () =>
      privacy.make({
        kind,
        came_by: way,
        who: who.trim(),
        verified: verified.trim(),
        note: note.trim(),
        ...(whose && { person: whose }),
        // Of today the moment is now; of an earlier day its noon will do.
        ...(on < format.today() && { came_at: `${on}T04:00:00Z` }),
      }),
    onSuccess: async (made) => {
      toast({ text: t("made", { date: format.shortDate(made.due_at) }) })
      await cache.invalidateQueries({ queryKey: PRIVACY })
      onMade(made.id)
    },
  })
  const ready = Boolean(whose) || who.trim() !== ""
  return (
    <Dialog
      title={person ? `${t("newRequest")} · ${person.name}` : t("newRequest")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={!ready || make.isPending}>
            {t("make")}
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
          if (ready) make.mutate()
        }}
      >
        <div className="setup-halves">
          <div className="field">
            <label htmlFor={`${form}kind`}>{t("kind")}</label>
            <select
              id={`${form}kind`}
              className="input"
              value={kind}
              onChange={(event) => setKind(KINDS.find((one) => one === event.target.value) ?? "access")}
            >
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {t(`kind.${one}`)}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor={`${form}way`}>{t("way")}</label>
            <select
              id={`${form}way`}
              className="input"
              value={way}
              onChange={(event) => setWay(WAYS.find((one) => one === event.target.value) ?? "other")}
            >
              {WAYS.map((one) => (
                <option key={one} value={one}>
                  {t(`way.${one}`)}
                </option>
              ))}
            </select>
          </div>
        </div>
        <div className="field">
          <label htmlFor={`${form}on`}>{t("cameOn")}</label>
          <input
            id={`${form}on`}
            className="input"
            type="date"
            max={format.today()}
            required
            value={on}
            onChange={(event) => setOn(event.target.value)}
          />
        </div>
        {!person && (
          <>
            <div className="field">
              <label htmlFor={`${form}who`}>{t("who")}</label>
              <input
                id={`${form}who`}
                className="input"
                autoComplete="off"
                maxLength={200}
                placeholder={t("whoHint")}
                value={who}
                onChange={(event) => setWho(event.target.value)}
              />
            </div>
            <FindRecord label={t("person")} kinds={["person"]} except={[]} chosen={found} onChoose={setFound} />
            {found && <p className="small quiet">{t("personFound", { name: found.title })}</p>}
          </>
        )}
        <div className="field">
          <label htmlFor={`${form}verified`}>{t("verified")}</label>
          <input
            id={`${form}verified`}
            className="input"
            autoComplete="off"
            maxLength={300}
            placeholder={t("verifiedHint")}
            value={verified}
            onChange={(event) => setVerified(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`${form}note`}>{t("note")}</label>
          <textarea
            id={`${form}note`}
            className="input"
            rows={3}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        <FormProblem error={make.error} />
      </form>
    </Dialog>
  )
}

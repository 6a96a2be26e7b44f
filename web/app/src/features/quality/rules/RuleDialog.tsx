// What the values of a field have to be like.

import { api } from "@api/client"
import type { FieldRule, RuleWish } from "@api/contract"
import { RULE_WAYS } from "@api/contract/quality"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { objectsQuery } from "../../../kit/queries"
import { toastFailure } from "../../../kit/useUndo"
import { fieldLabel, useWords } from "../../../kit/words"
import { rulePhrases } from "./phrases"

interface RuleDialogProps {
  of?: FieldRule | undefined
  label: (rule: FieldRule) => string
  onClose: () => void
}

const OBJECTS = ["person", "company"] as const
const NOTHING: RuleWish = { required: false, unique: false, pattern: null, says: null, ways: [] }
const TEXT = new Set(["text", "long_text", "url", "address"])
const WORDS = new Set([...TEXT, "phone", "email"])
const ALONE = new Set(["text", "url", "address", "phone", "email", "integer", "number"])

export function RuleDialog({ of: held, label, onClose }: RuleDialogProps) {
  const t = usePhrases(rulePhrases)
  const state = usePhrases(statePhrases)
  const words = useWords()
  const cache = useQueryClient()
  const form = useId()
  const objects = useQuery(objectsQuery).data ?? []
  const [object, setObject] = useState<string>(held?.object ?? "person")
  const [key, setKey] = useState(held?.key ?? "")
  const [wish, setWish] = useState<RuleWish>(
    held
      ? { required: held.required, unique: held.unique, pattern: held.pattern, says: held.says, ways: held.ways }
      : { ...NOTHING, required: true },
  )
  const fields = (objects.find((one) => one.object === object)?.fields ?? []).filter((field) => field.editable)
  const type = fields.find((field) => field.key === key)?.type ?? ""
  const [formed, worded, alone] = [TEXT.has(type), WORDS.has(type), ALONE.has(type)]
  const change = (part: Partial<RuleWish>) => setWish({ ...wish, ...part })
  const put = (rule: RuleWish) => api.rules.put(object, key, rule)
  const done = (now: FieldRule[]) => {
    cache.setQueryData(["rules"], now)
    onClose()
  }
  const save = useMutation({
    // What a field of this type cannot be asked is not sent, whatever was typed for another before.
    mutationFn: () =>
      put({
        required: wish.required,
        unique: alone && wish.unique,
        pattern: worded ? wish.pattern : null,
        says: worded ? wish.says : null,
        ways: formed ? wish.ways : [],
      }),
    onSuccess: (now) => {
      toast({ text: t("saved") })
      done(now)
    },
  })
  const drop = useMutation({
    mutationFn: () => put(NOTHING),
    onSuccess: (now) => {
      if (held) toast({ text: t("dropped", { name: label(held) }) })
      done(now)
    },
    onError: toastFailure,
  })
  const asks = wish.required || wish.unique || (wish.pattern ?? "") !== "" || wish.ways.length > 0
  return (
    <Dialog
      title={held ? t("edit", { name: label(held) }) : t("make")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          {held && (
            <Button look="danger" className="rules-drop" disabled={drop.isPending} onClick={() => drop.mutate()}>
              {t("drop")}
            </Button>
          )}
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={key === "" || !asks || save.isPending}>
            {t("save")}
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
          if (key !== "" && asks) save.mutate()
        }}
      >
        {!held && (
          <div className="rules-which">
            <div className="field">
              <label htmlFor={`${form}object`}>{t("object")}</label>
              <select
                id={`${form}object`}
                className="input"
                value={object}
                onChange={(event) => {
                  setObject(event.target.value)
                  setKey("")
                }}
              >
                {OBJECTS.map((one) => (
                  <option key={one} value={one}>
                    {t(`object.${one}`)}
                  </option>
                ))}
              </select>
            </div>
            <div className="field grow">
              <label htmlFor={`${form}key`}>{t("field")}</label>
              <select id={`${form}key`} className="input" value={key} onChange={(event) => setKey(event.target.value)}>
                <option value="" />
                {fields.map((field) => (
                  <option key={field.key} value={field.key}>
                    {fieldLabel(words, field)}
                  </option>
                ))}
              </select>
            </div>
          </div>
        )}
        <Tick
          on={wish.required}
          name={t("required")}
          hint={t("requiredHint")}
          turn={(required) => change({ required })}
        />
        {alone && (
          <Tick on={wish.unique} name={t("unique")} hint={t("uniqueHint")} turn={(unique) => change({ unique })} />
        )}
        {worded && (
          <>
            <div className="field">
              <label htmlFor={`${form}pattern`}>{t("pattern")}</label>
              <input
                id={`${form}pattern`}
                className="input rules-pattern"
                maxLength={500}
                spellCheck={false}
                autoComplete="off"
                aria-describedby={`${form}hint`}
                value={wish.pattern ?? ""}
                onChange={(event) => change({ pattern: event.target.value })}
              />
              <span id={`${form}hint`} className="small quiet">
                {t("patternHint")}
              </span>
            </div>
            {(wish.pattern ?? "") !== "" && (
              <div className="field">
                <label htmlFor={`${form}says`}>{t("says")}</label>
                <input
                  id={`${form}says`}
                  className="input"
                  maxLength={200}
                  placeholder={t("saysHint")}
                  value={wish.says ?? ""}
                  onChange={(event) => change({ says: event.target.value })}
                />
              </div>
            )}
          </>
        )}
        {formed && (
          <fieldset className="rules-ways">
            <legend className="small quiet">{t("ways")}</legend>
            {RULE_WAYS.map((way) => (
              <label key={way} className="row">
                <input
                  type="checkbox"
                  className="tick"
                  checked={wish.ways.includes(way)}
                  onChange={(event) =>
                    change({
                      ways: RULE_WAYS.filter((one) => (one === way ? event.target.checked : wish.ways.includes(one))),
                    })
                  }
                />
                {t(`way.${way}`)}
              </label>
            ))}
          </fieldset>
        )}
        <FormProblem error={save.error} />
      </form>
    </Dialog>
  )
}

function Tick({ on, name, hint, turn }: { on: boolean; name: string; hint: string; turn: (on: boolean) => void }) {
  return (
    <label className="row rules-tick">
      <input type="checkbox" className="tick" checked={on} onChange={(event) => turn(event.target.checked)} />
      <span>
        {name} <span className="small quiet">{hint}</span>
      </span>
    </label>
  )
}

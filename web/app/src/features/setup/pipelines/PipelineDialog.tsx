// One pipeline as it is written: its name and its stages, each opened for what it needs and whom it lets in.

import { api } from "@api/client"
import type { Pipeline } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { added, moved } from "../../../kit/lines"
import { toastFailure } from "../../../kit/useUndo"
import { faultOf, linesOf, newStage, type StageLine, wishOf } from "./draft"
import { pipelinePhrases } from "./phrases"
import { StageRow } from "./StageRow"

interface PipelineDialogProps {
  /** Null for a new one. */
  pipeline: Pipeline | null
  onSaved: (now: Pipeline[]) => void
  onClose: () => void
}

const MOST = 20

export function PipelineDialog({ pipeline, onSaved, onClose }: PipelineDialogProps) {
  const t = usePhrases(pipelinePhrases)
  const state = usePhrases(statePhrases)
  const form = useId()
  const [name, setName] = useState(pipeline?.name ?? "")
  const [lines, setLines] = useState<StageLine[]>(() =>
    linesOf(pipeline, [t("kind.open"), t("kind.won"), t("kind.lost")]),
  )
  const [told, setTold] = useState(false)
  const fault = faultOf(name, lines)
  const save = useMutation({
    mutationFn: () => {
      const wish = { name: name.trim(), stages: wishOf(lines) }
      return pipeline ? api.pipelines.change(pipeline.id, wish) : api.pipelines.create(wish)
    },
    onSuccess: (now) => {
      onSaved(now)
      onClose()
      const text = t(pipeline ? "saved" : "made", { name: name.trim() })
      if (!pipeline) return toast({ text })
      const run = async () => {
        try {
          onSaved(await api.pipelines.change(pipeline.id, { name: pipeline.name, stages: pipeline.stages }))
        } catch (error) {
          toastFailure(error)
        }
      }
      toast({ text, action: { label: state("undo"), run: () => void run() } })
    },
  })
  const change = (key: number, part: Partial<StageLine>) =>
    setLines((now) => now.map((line) => (line.key === key ? { ...line, ...part } : line)))
  return (
    <Dialog
      title={pipeline ? t("edit", { name: pipeline.name }) : t("create")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={save.isPending}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="pipeline-form"
        onSubmit={(event) => {
          event.preventDefault()
          setTold(fault !== null)
          if (fault === null) save.mutate()
        }}
      >
        <div className="field">
          <label htmlFor={`${form}name`}>{t("name")}</label>
          <input
            id={`${form}name`}
            className="input"
            maxLength={80}
            autoComplete="off"
            placeholder={t("newName")}
            aria-invalid={(told && fault === "pipeline") || undefined}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <fieldset className="stage-lines">
          <legend className="small quiet">{t("stages")}</legend>
          <div className="stage-cells is-head small quiet" aria-hidden="true">
            <span>{t("stage")}</span>
            <span>{t("kind")}</span>
            <span>{t("probability")}</span>
            <span>{t("age")}</span>
          </div>
          <ol>
            {lines.map((line, at) => (
              <StageRow
                key={line.key}
                line={line}
                first={at === 0}
                last={at === lines.length - 1}
                wrong={told && fault === "name" && line.name.trim() === ""}
                onChange={(part) => change(line.key, part)}
                onMove={(by) => setLines((now) => moved(now, at, by))}
                onRemove={() => setLines((now) => now.filter((one) => one.key !== line.key))}
              />
            ))}
          </ol>
          <Button
            small
            look="plain"
            icon="plus"
            disabled={lines.length >= MOST}
            onClick={() =>
              setLines((now) => {
                // A new stage stands behind the last open one.
                const at = now.findLastIndex((line) => line.kind === "open") + 1
                const all = added(now, newStage("", "open", 50))
                return moved(all, all.length - 1, at - (all.length - 1))
              })
            }
          >
            {t("addStage")}
          </Button>
        </fieldset>
      </form>
      {told && fault && (
        <p className="field-problem" role="alert">
          {t(`fault.${fault}`)}
        </p>
      )}
      <FormProblem error={save.error} />
    </Dialog>
  )
}

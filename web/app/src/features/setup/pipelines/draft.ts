// A pipeline as it is being written, and what is wrong with it. Pure rules, no words.

import type { DealState, Pipeline, Stage, StageWish } from "@api/contract"
import { type Keyed, keyed } from "../../../kit/lines"

export type StageLine = StageWish & Keyed
export type Fault = "name" | "kinds" | "chance" | "pipeline"

const KINDS: readonly DealState[] = ["open", "won", "lost"]

export const newStage = (name: string, kind: DealState, probability: number): StageWish => ({
  name,
  kind,
  probability,
  age_days: null,
  needs: [],
  roles: [],
})

/** A chance that follows from the kind; an open stage has its own. */
export const chanceOf = (kind: DealState, own: number): number => (kind === "won" ? 100 : kind === "lost" ? 0 : own)

/** Open stages first, then won, then lost, each in the order they were written. */
export const inOrder = <T extends Pick<Stage, "kind">>(stages: T[]): T[] =>
  KINDS.flatMap((kind) => stages.filter((stage) => stage.kind === kind))

export const linesOf = (pipeline: Pick<Pipeline, "stages"> | null, words: [open: string, won: string, lost: string]) =>
  keyed<StageWish>(
    pipeline?.stages ?? [newStage(words[0], "open", 20), newStage(words[1], "won", 100), newStage(words[2], "lost", 0)],
  )

/** The first thing that is wrong, or null. */
export function faultOf(name: string, stages: StageWish[]): Fault | null {
  if (name.trim() === "") return "pipeline"
  if (stages.some((stage) => stage.name.trim() === "")) return "name"
  if (!KINDS.every((kind) => stages.some((stage) => stage.kind === kind))) return "kinds"
  const within = ({ probability }: StageWish) => Number.isFinite(probability) && probability >= 0 && probability <= 100
  return stages.every(within) ? null : "chance"
}

export const wishOf = (stages: StageLine[]): StageWish[] =>
  inOrder(stages).map(({ key: _, ...stage }) => ({
    ...stage,
    name: stage.name.trim(),
    probability: chanceOf(stage.kind, stage.probability),
    age_days: stage.kind === "open" ? stage.age_days : null,
  }))

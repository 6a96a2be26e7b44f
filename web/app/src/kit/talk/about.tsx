// What a discussion is begun about: the items of a timeline offer it, the card beside takes it.

import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { createContext, type ReactNode, useContext } from "react"
import { talkPhrases } from "./phrases"

export interface About {
  id: string
  /** In a few words, as the card repeats it. */
  what: string
}

interface Talking {
  /** Open discussions by the item that they are about. */
  counts: ReadonlyMap<string, number>
  onAbout: (about: About) => void
}

const TalkingContext = createContext<Talking | null>(null)

export function TalkingProvider({ value, children }: { value: Talking | null; children: ReactNode }) {
  return <TalkingContext value={value}>{children}</TalkingContext>
}

/** On an item: how much is said about it, and the way to say something. */
export function TalkAbout({ about }: { about: About }) {
  const t = usePhrases(talkPhrases)
  const talking = useContext(TalkingContext)
  if (!talking) return null
  const n = talking.counts.get(about.id) ?? 0
  return (
    <span className={n > 0 ? "talk-about has-talk" : "talk-about"}>
      <IconButton
        icon="community"
        label={n > 0 ? t("threads", { n }) : t("aboutThis")}
        onClick={() => talking.onAbout(about)}
      />
      {n > 0 && (
        <span className="tiny" aria-hidden="true">
          {n}
        </span>
      )}
    </span>
  )
}

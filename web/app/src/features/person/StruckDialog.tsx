// What was struck out of a person's timeline, the newest first, each with its way back.

import { api } from "@api/client"
import type { Struck } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows, statePhrases } from "@ui/States"
import { useId, useRef } from "react"
import { useCan, useSession } from "../../kit/session"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { useWords } from "../../kit/words"
import { struckPhrases } from "./struckPhrases"

interface StruckDialogProps {
  person: string
  mayEdit: boolean
  onClose: () => void
}

export function StruckDialog({ person, mayEdit, onClose }: StruckDialogProps) {
  const t = usePhrases(struckPhrases)
  const state = usePhrases(statePhrases)
  const { user } = useSession()
  const mayDelete = useCan("delete")
  // Below the person, so that what is told of the person tells of this, too.
  const list = useQuery({ queryKey: ["person", person, "struck"], queryFn: () => api.interactions.struck(person) })
  const mayBack = (one: Struck) => mayEdit && (mayDelete || one.by?.id === user.id)
  return (
    <Dialog still title={t("title")} closeLabel={state("close")} onClose={onClose}>
      {list.isPending ? (
        <SkeletonRows rows={3} height={64} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.data.length === 0 ? (
        <Empty title={t("none")} text={t("noneText")} />
      ) : (
        <>
          <ol className="struck">
            {list.data.map((one) => (
              <Line key={one.id} struck={one} mayBack={mayBack(one)} />
            ))}
          </ol>
          {mayEdit && !list.data.every(mayBack) && <p className="small quiet">{t("others")}</p>}
        </>
      )}
    </Dialog>
  )
}

function Line({ struck, mayBack }: { struck: Struck; mayBack: boolean }) {
  const t = usePhrases(struckPhrases)
  const words = useWords()
  const cache = useQueryClient()
  const told = useUndo()
  const id = useId()
  const line = useRef<HTMLLIElement>(null)
  const back = useMutation({
    mutationFn: () => api.undo(struck.batch),
    onSuccess: async () => {
      told(t("broughtBack"))
      // The line goes away with its button: the focus goes on to the next, or to what closes the dialog.
      const next = line.current?.nextElementSibling ?? line.current?.previousElementSibling
      const button = (next ?? line.current?.closest("dialog"))?.querySelector<HTMLElement>("button")
      button?.focus()
      await cache.invalidateQueries()
    },
    onError: toastFailure,
  })
  return (
    <li ref={line} className="row">
      <div className="stack grow">
        <span className="small quiet">{words.maybe(`kind.${struck.kind}`) ?? struck.kind}</span>
        <div id={id} className="struck-words">
          {struck.title && <p className="medium">{struck.title}</p>}
          {struck.text && <p>{struck.text}</p>}
          {!struck.title && !struck.text && <p className="quiet">{t("wordless")}</p>}
        </div>
        <span className="small quiet">
          {t.rich("wrote", { name: struck.author?.name ?? "—", when: <Ago key="when" at={struck.occurred_at} /> })}
        </span>
        <span className="small quiet">
          {t.rich("struckBy", { name: struck.by?.name ?? "—", when: <Ago key="when" at={struck.at} /> })}
        </span>
      </div>
      {mayBack && (
        <Button small icon="undo" aria-describedby={id} disabled={back.isPending} onClick={() => back.mutate()}>
          {t("bringBack")}
        </Button>
      )}
    </li>
  )
}

/** How long ago it was; when exactly, on hover. */
function Ago({ at }: { at: string }) {
  const format = useFormat()
  return (
    <time className="nowrap" dateTime={at} title={format.moment(at)}>
      {format.ago(at)}
    </time>
  )
}

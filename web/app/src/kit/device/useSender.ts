// Sends what waits whenever it can, and tells what came of it.

import { useQueryClient } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useEffect, useRef } from "react"
import { useVersion } from "../version"
import { onReturn, useOnline } from "./connection"
import { devicePhrases } from "./phrases"
import { readPerson } from "./reading"
import { sendWaiting } from "./sender"
import { useWaiting } from "./waiting"

/** What passed may be tried again after this. */
const AGAIN = 30_000

export function useSender(): void {
  const t = usePhrases(devicePhrases)
  const cache = useQueryClient()
  const waiting = useWaiting().filter(({ state }) => state === "waiting").length
  const online = useOnline()
  const version = useVersion()

  const said = useRef(t)
  useEffect(() => {
    said.current = t
  })

  useEffect(() => {
    if (waiting === 0 || !online || version === "old") return
    const send = () =>
      void sendWaiting().then(async ({ sent, stuck, people }) => {
        if (sent > 0) toast({ text: said.current("sent", { n: sent }) })
        if (stuck > 0) toast({ text: said.current("stuck", { n: stuck }), tone: "bad" })
        if (sent === 0 && stuck === 0) return
        // What is kept here must not fall behind what its author has sent.
        for (const person of new Set(people)) void readPerson(person).catch(() => undefined)
        await Promise.all([
          cache.invalidateQueries({ queryKey: ["people"] }),
          ...people.flatMap((person) => [
            cache.invalidateQueries({ queryKey: ["person", person] }),
            cache.invalidateQueries({ queryKey: ["timeline", person] }),
          ]),
        ])
      })
    send()
    const timer = setInterval(send, AGAIN)
    return () => clearInterval(timer)
  }, [waiting, online, version, cache])

  // What was read from this device is read anew once the server is there.
  useEffect(() => onReturn(() => void cache.invalidateQueries()), [cache])
}

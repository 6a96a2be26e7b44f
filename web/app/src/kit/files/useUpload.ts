// Files on their way to the server: chosen, dropped or pasted, sent one after the other, each told when it cannot be.

import { api } from "@api/client"
import type { FileInfo } from "@api/contract"
import { queryOptions, useQuery } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { type RefObject, useEffect, useRef, useState } from "react"
import { toastFailure } from "../useUndo"
import { filePhrases } from "./phrases"
import { sizeText } from "./value"

export const limitsQuery = queryOptions({
  queryKey: ["file-limits"],
  queryFn: api.files.limits,
  staleTime: 600_000,
})

/** How large a file may be, in words; undefined until the server has told. */
export function useLargest(): string | undefined {
  const format = useFormat()
  const limits = useQuery(limitsQuery).data
  return limits && sizeText(limits.max_bytes, format.number)
}

/** `held` is how many files are there already where only so many fit. */
export function useUpload(held: number | null, onFiles: (files: FileInfo[]) => void) {
  const t = usePhrases(filePhrases)
  const format = useFormat()
  const limits = useQuery(limitsQuery).data
  const [sending, setSending] = useState<string | null>(null)
  const send = async (chosen: Iterable<File>) => {
    const files = [...chosen]
    if (files.length === 0 || sending !== null) return
    if (held !== null && limits && held + files.length > limits.max_files) {
      toast({ text: t("tooMany", { n: limits.max_files }), tone: "bad" })
      return
    }
    const done: FileInfo[] = []
    for (const file of files) {
      if (limits && file.size > limits.max_bytes) {
        toast({
          text: t("tooLarge", { name: file.name, size: sizeText(limits.max_bytes, format.number) }),
          tone: "bad",
        })
        continue
      }
      if (file.size === 0) {
        toast({ text: t("empty", { name: file.name }), tone: "bad" })
        continue
      }
      setSending(file.name)
      try {
        done.push(await api.files.upload(file))
      } catch (error) {
        toastFailure(error)
      }
    }
    setSending(null)
    if (done.length > 0) onFiles(done)
  }
  return { sending, send }
}

/** Makes an element take files that are dropped on it or pasted into it; whether some hover over it now. */
export function useFileDrop(place: RefObject<HTMLElement | null>, on: boolean, take: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false)
  const taker = useRef(take)
  taker.current = take
  useEffect(() => {
    const element = place.current
    if (!element || !on) return
    // Leaving a child is not leaving: what was entered is counted.
    let depth = 0
    const brings = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false
    const enter = (event: DragEvent) => {
      if (!brings(event)) return
      depth += 1
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!brings(event)) return
      depth -= 1
      if (depth <= 0) setOver(false)
    }
    const hover = (event: DragEvent) => {
      if (brings(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      depth = 0
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      event.stopPropagation()
      taker.current(files)
    }
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      // Spreadsheets put a picture beside their text; who pastes text means text.
      if (files.length === 0 || event.clipboardData?.types.includes("text/plain")) return
      event.preventDefault()
      event.stopPropagation()
      taker.current(files)
    }
    element.addEventListener("dragenter", enter)
    element.addEventListener("dragleave", leave)
    element.addEventListener("dragover", hover)
    element.addEventListener("drop", drop)
    element.addEventListener("paste", paste)
    return () => {
      element.removeEventListener("dragenter", enter)
      element.removeEventListener("dragleave", leave)
      element.removeEventListener("dragover", hover)
      element.removeEventListener("drop", drop)
      element.removeEventListener("paste", paste)
    }
  }, [place, on])
  return over
}

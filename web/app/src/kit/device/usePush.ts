// What pushing needs behind every page: this browser stays subscribed, a notification that was tapped opens its record,
// and the server knows while somebody works here, so that their telephone stays quiet.

import type { Session } from "@api/contract"
import { useRouter } from "@tanstack/react-router"
import { useEffect } from "react"
import { keepPush, tellHere } from "./push"

const SIGNS = ["pointerdown", "keydown", "visibilitychange"]

export function usePush(session: Session | undefined): void {
  const router = useRouter()
  const user = session && !session.looking_as && !session.owes_factor ? session.user.id : undefined
  useEffect(() => {
    if (!user) return
    void keepPush(user).catch(() => undefined)
    tellHere()
    for (const sign of SIGNS) document.addEventListener(sign, tellHere, { passive: true })
    return () => {
      for (const sign of SIGNS) document.removeEventListener(sign, tellHere)
    }
  }, [user])
  useEffect(() => {
    const worker = navigator.serviceWorker
    const open = ({ data }: MessageEvent) => {
      if (data?.type === "OPEN" && typeof data.url === "string" && /^\/[^/\\]/.test(data.url)) {
        router.history.push(data.url)
      }
    }
    worker?.addEventListener("message", open)
    return () => worker?.removeEventListener("message", open)
  }, [router])
}

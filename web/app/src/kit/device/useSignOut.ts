// Signing out: here at once, on the server as soon as it hears of it.

import { api, isUnreached } from "@api/client"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useCallback } from "react"
import { toastFailure } from "../useUndo"
import { endPush } from "./push"
import { forgetAll, leaving } from "./store"
import { readWaiting } from "./waiting"

export function useSignOut(): () => Promise<void> {
  const cache = useQueryClient()
  const navigate = useNavigate()
  return useCallback(async () => {
    let unheard = false
    try {
      await api.session.close()
    } catch (error) {
      if (!isUnreached(error)) return toastFailure(error)
      unheard = true
    }
    // Whoever sits here next is not to read what this account is told.
    await endPush()
    await forgetAll()
    leaving.set(unheard)
    await readWaiting()
    cache.clear()
    await navigate({ to: "/sign-in" })
  }, [cache, navigate])
}

// Passkeys between the server and the browser. The library turns the server's JSON into what the browser takes, and back.

import { api } from "@api/client"
import type { Passkey } from "@api/contract"
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from "@simplewebauthn/browser"

export const canUsePasskeys = (): boolean => browserSupportsWebAuthn()

/** Makes a passkey on this device and keeps it under a name. */
export async function addPasskey(name: string, password: string): Promise<Passkey[]> {
  const optionsJSON = await api.passkeys.begin(password)
  const credential = await startRegistration({ optionsJSON })
  return api.passkeys.add(name, credential)
}

/** Signs in with whichever passkey the browser's owner chooses. */
export async function signInWithPasskey(): Promise<void> {
  const optionsJSON = await api.session.passkeyBegin()
  const credential = await startAuthentication({ optionsJSON })
  await api.session.passkey(credential)
}

/** Whether somebody closed the browser's dialog rather than something going wrong. */
export const wasCancelled = (error: unknown): boolean =>
  error instanceof Error && (error.name === "NotAllowedError" || error.name === "AbortError")

// Where this device is, asked for once, when somebody wants it known. It is not kept and goes nowhere by itself.

import { useEffect, useState } from "react"
import type { Place } from "../distance"

export type Position =
  | { state: "asking" }
  | { state: "known"; place: Place; accuracy: number }
  /** Why not: the user said no, it cannot be found, or the browser gives none to this page. */
  | { state: "denied" | "unknown" | "closed" }

/** Where this device is, or null while nobody wants to know. */
export function usePosition(wanted: true): Position
export function usePosition(wanted: boolean): Position | null
export function usePosition(wanted: boolean): Position | null {
  const [position, setPosition] = useState<Position>({ state: "asking" })
  useEffect(() => {
    if (!wanted) return
    if (!("geolocation" in navigator) || !window.isSecureContext) return setPosition({ state: "closed" })
    let gone = false
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const place = { lat: coords.latitude, lng: coords.longitude }
        if (!gone) setPosition({ state: "known", place, accuracy: Math.round(coords.accuracy) })
      },
      ({ code, PERMISSION_DENIED }) => {
        if (!gone) setPosition({ state: code === PERMISSION_DENIED ? "denied" : "unknown" })
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
    return () => {
      gone = true
    }
  }, [wanted])
  return wanted ? position : null
}

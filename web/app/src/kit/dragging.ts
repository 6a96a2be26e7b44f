// What every drag with mouse, pen or finger listens to: pressed on an element, moved and let go anywhere, given up with
// Escape. In: the element and what to do. Out: how to stop listening. What is dragged, and where to, is the caller's.

interface Hands {
  onDown: (event: PointerEvent) => void
  onMove: (event: PointerEvent) => void
  onUp: (event: PointerEvent) => void
  /** Gives it up, or clears away after it. */
  end: () => void
  /** Whether something is dragged: only then is the page kept from scrolling. */
  going: () => boolean
}

const prevented = (event: Event) => event.preventDefault()

export function listenToDrags(element: HTMLElement, { onDown, onMove, onUp, end, going }: Hands): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !going()) return
    event.stopPropagation()
    event.preventDefault()
    end()
  }
  const still = (event: Event) => {
    if (going() && event.cancelable) event.preventDefault()
  }
  element.addEventListener("pointerdown", onDown)
  element.addEventListener("touchmove", still, { passive: false })
  element.addEventListener("contextmenu", still)
  element.addEventListener("dragstart", prevented)
  window.addEventListener("pointermove", onMove)
  window.addEventListener("pointerup", onUp)
  window.addEventListener("pointercancel", end)
  window.addEventListener("keydown", onKey, true)
  return () => {
    end()
    element.removeEventListener("pointerdown", onDown)
    element.removeEventListener("touchmove", still)
    element.removeEventListener("contextmenu", still)
    element.removeEventListener("dragstart", prevented)
    window.removeEventListener("pointermove", onMove)
    window.removeEventListener("pointerup", onUp)
    window.removeEventListener("pointercancel", end)
    window.removeEventListener("keydown", onKey, true)
  }
}

/** Letting go of what was dragged is no click on what lies there. */
export function swallowClick(): void {
  const swallow = (click: MouseEvent) => {
    click.preventDefault()
    click.stopPropagation()
  }
  window.addEventListener("click", swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener("click", swallow, true), 0)
}

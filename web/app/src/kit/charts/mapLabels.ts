// Names on a map that do not lie upon one another: the largest figures first. Pure.

export interface Label {
  area: string
  x: number
  y: number
  name: string
  value: number
  text: string
}

const wide = (text: string): number => [...text].reduce((sum, one) => sum + (one > "\u2e80" ? 11.5 : 6.2), 0)

export function placed(labels: Label[], width: number): Label[] {
  const most = width < 420 ? 5 : 16
  const taken: { left: number; right: number; top: number; bottom: number }[] = []
  const kept: Label[] = []
  for (const label of [...labels].sort((a, b) => b.value - a.value)) {
    if (kept.length >= most) break
    const half = Math.max(wide(label.name), wide(label.text)) / 2 + 2
    const box = { left: label.x - half, right: label.x + half, top: label.y - 11, bottom: label.y + 16 }
    const clash = taken.some(
      (one) => box.left < one.right && box.right > one.left && box.top < one.bottom && box.bottom > one.top,
    )
    if (clash || box.left < 0 || box.right > width) continue
    taken.push(box)
    kept.push(label)
  }
  return kept
}

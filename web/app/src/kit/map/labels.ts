// Which circles have room for their name below them. In: circles, the most important first. Out: the keys of those that
// are named. A name may cover no circle and no other name.

export interface Circle {
  key: string
  left: number
  top: number
  radius: number
  name: string
}

interface Rectangle {
  left: number
  top: number
  right: number
  bottom: number
}

const HEIGHT = 16
const crosses = (a: Rectangle, b: Rectangle) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** About how wide a name is at 11 pixels: a Chinese character is as wide as high, others are half of that. */
export const widthOf = (name: string) => [...name].reduce((sum, char) => sum + (char > "\u2e7f" ? 11.5 : 6.2), 6)

export function named(circles: Circle[], frame: { width: number; height: number }): Set<string> {
  const taken: Rectangle[] = circles.map(({ left, top, radius }) => ({
    left: left - radius,
    top: top - radius,
    right: left + radius,
    bottom: top + radius,
  }))
  const out = new Set<string>()
  for (const { key, left, top, radius, name } of circles) {
    const half = widthOf(name) / 2
    const wanted = { left: left - half, top: top + radius, right: left + half, bottom: top + radius + HEIGHT }
    const inside = wanted.left > 0 && wanted.right < frame.width && wanted.top > 0 && wanted.bottom < frame.height
    if (!inside || name === "" || taken.some((other) => crosses(wanted, other))) continue
    taken.push(wanted)
    out.add(key)
  }
  return out
}

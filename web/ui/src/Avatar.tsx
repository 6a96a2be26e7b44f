// Initials on one of six tints, chosen by the id so that a person keeps their colour everywhere.
import type {} from "./cssProperties"

function hue(id: string): number {
  let sum = 0
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return (sum % 6) + 1
}

interface AvatarProps {
  id: string
  initial: string
  size?: 16 | 20 | 24 | 28 | 32 | 36 | 48 | 56
  square?: boolean
}

export function Avatar({ id, initial, size = 24, square = false }: AvatarProps) {
  return (
    <span
      className={square ? "avatar is-square" : "avatar"}
      data-hue={hue(id)}
      style={{ "--size": `${size}px` }}
      aria-hidden="true"
    >
      {initial}
    </span>
  )
}

export { hue as avatarHue }

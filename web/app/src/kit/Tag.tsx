// A tag of people. Its text alone chooses its colour, so that it is the same wherever the tag stands.

import type { ReactNode } from "react"

/** As many as there are pairs of tokens. */
const HUES = 9

export function tagHue(tag: string): number {
  let sum = 7
  for (const character of tag.trim().toLocaleLowerCase()) sum = (sum * 33 + (character.codePointAt(0) ?? 0)) >>> 0
  // The upper bits decide: neighbours in the alphabet are not neighbours in colour.
  return ((Math.imul(sum, 0x9e3779b1) >>> 16) % HUES) + 1
}

interface TagProps {
  tag: string
  className?: string
  children?: ReactNode
}

export function Tag({ tag, className, children }: TagProps) {
  return (
    <span className={className ? `tag ${className}` : "tag"} data-hue={tagHue(tag)}>
      {children ?? tag}
    </span>
  )
}

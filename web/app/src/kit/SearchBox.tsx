// The box above a list: answers each key, tells the page when the typing rests.

import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { useEffect, useRef, useState } from "react"
import { useSettled } from "./useSettled"

interface SearchBoxProps {
  value: string
  label: string
  onSearch: (text: string | undefined) => void
}

export function SearchBox({ value, label, onSearch }: SearchBoxProps) {
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value)
  const settled = useSettled(typed, 180)
  const told = useRef(value)
  useEffect(() => {
    if (settled === told.current) return
    told.current = settled
    onSearch(settled === "" ? undefined : settled)
  }, [settled, onSearch])
  // A search cleared from elsewhere, or the browser's back button, empties the box too.
  if (value !== told.current && settled === typed && typed === told.current) {
    told.current = value
    setTyped(value)
  }
  useKeys({
    "/": (event) => {
      event.preventDefault()
      box.current?.focus()
    },
  })
  return (
    <label className="search-box">
      <Icon name="search" size={14} />
      <input
        ref={box}
        type="search"
        value={typed}
        placeholder={label}
        aria-label={label}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") setTyped("")
        }}
      />
      {typed === "" && <kbd className="not-phone">/</kbd>}
    </label>
  )
}

// A text that is written in place and is as high as it is long. A copy of the text behind it gives the height, which not
// every browser would find by itself.

import "./growingText.css"
import type { Ref, TextareaHTMLAttributes } from "react"

interface GrowingTextProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  value: string
  handle?: Ref<HTMLTextAreaElement>
}

export function GrowingText({ value, className = "", handle, ...rest }: GrowingTextProps) {
  return (
    <span className={`growing ${className}`} data-text={value || rest.placeholder || ""}>
      <textarea {...rest} ref={handle} rows={1} value={value} />
    </span>
  )
}

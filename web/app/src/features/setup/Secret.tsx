// Something shown once, to be copied: a sign-in link, a key.

import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { setupPhrases } from "./phrases"

export function Secret({ text, label }: { text: string; label: string }) {
  const t = usePhrases(setupPhrases)
  const [copied, setCopied] = useState(false)
  return (
    <div className="secret">
      <code>{text}</code>
      <Button
        small
        icon={copied ? "check" : "copies"}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        {copied ? t("copied") : label}
      </Button>
    </div>
  )
}

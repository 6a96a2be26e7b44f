import type { SourceInfo } from "@api/contract"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { sourcePhrases } from "./phrases"
import { snippet, snippetKinds } from "./snippets"

export function CopyButton({ text, primary }: { text: string; primary?: boolean }) {
  const t = usePhrases(sourcePhrases)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      toast({ text: t("copied") })
    } catch {
      toast({ text: t("copyFailed"), tone: "bad" })
    }
  }
  return (
    <Button small={!primary} look={primary ? "primary" : "normal"} icon="copies" onClick={() => void copy()}>
      {t("copy")}
    </Button>
  )
}

/** The ways to connect, as chips, and the program of the chosen one. */
export function Snippets({ kind, secret }: { kind: SourceInfo["kind"]; secret?: string }) {
  const t = usePhrases(sourcePhrases)
  const kinds = snippetKinds(kind)
  const [picked, setPicked] = useState(kinds[0] ?? "curl")
  const shown = kinds.includes(picked) ? picked : (kinds[0] ?? "curl")
  const text = snippet(shown, window.location.origin, secret ?? "WRITE_KEY")
  return (
    <div className="snippets">
      <div className="row">
        <fieldset className="row is-wrap" aria-label={t("snippets")}>
          {kinds.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={one === shown}
              onClick={() => setPicked(one)}
            >
              {t(`snippet.${one}`)}
            </button>
          ))}
        </fieldset>
        <span className="end">
          <CopyButton text={text} />
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <pre role="region" tabIndex={0} aria-label={t(`snippet.${shown}`)}>
        {text}
      </pre>
    </div>
  )
}

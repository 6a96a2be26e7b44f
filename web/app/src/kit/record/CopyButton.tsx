import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { recordPhrases } from "./phrases"

/** Copies at a click what stands beside it. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const t = usePhrases(recordPhrases)
  return (
    <IconButton
      icon="copies"
      small
      label={t("copy", { what })}
      onClick={() => {
        void navigator.clipboard?.writeText(text)
        toast({ text: t("copied") })
      }}
    />
  )
}

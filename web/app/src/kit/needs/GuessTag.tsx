import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { needPhrases } from "./phrases"

/** Marks what the program guesses, so that nobody takes it for a fact. */
export function GuessTag() {
  const t = usePhrases(needPhrases)
  return (
    <span className="tag is-machine" title={t("guessWhy")}>
      <Icon name="spark" size={12} />
      {t("guess")}
    </span>
  )
}

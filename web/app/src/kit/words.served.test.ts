// The words that the server puts into files and mails are those of the screen.
// When the phrases change: npx vitest run -u words.served

import { expect, it } from "vitest"
import { activityPhrases } from "./activities/phrases"
import { wordPhrases } from "./words"

const LANGUAGES = ["zh-CN", "zh-TW", "en"] as const
const SERVED = /^(field|state|kind|channel|direction|lifecycle|life_stage|gender|language|order)\./

it("the words of the server are those of the app", async () => {
  const words = Object.fromEntries(
    LANGUAGES.map((language) => {
      const own = Object.entries(wordPhrases[language]).filter(([key]) => SERVED.test(key))
      const activities = Object.entries(activityPhrases[language]).filter(([key]) => /^(kind|state)\.\w+$/.test(key))
      return [language, Object.fromEntries([...own, ...activities.map(([key, word]) => [`activity.${key}`, word])])]
    }),
  )
  await expect(`${JSON.stringify(words, null, 1)}\n`).toMatchFileSnapshot(
    "../../../../crates/gx-report/assets/words.json",
  )
})

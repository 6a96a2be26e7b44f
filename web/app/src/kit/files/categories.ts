// What files can be: words for the categories that the app brings, the workspace's own as they are.

import { type Translate, usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import { categoryPhrases } from "./categoryPhrases"

const OF_THE_APP = ["contract", "identity", "offer", "invoice", "photo", "report"] as const

export interface CategoryWords {
  /** A category as it is kept, in the reader's words. */
  word: (category: string) => string
  /** What is to be kept for a word that somebody wrote. */
  kept: (word: string) => string
}

export function categoryWords(t: Translate<NonNullable<(typeof categoryPhrases)["source"]>>): CategoryWords {
  return {
    word: (category) => t.maybe(`category.${category}`) ?? category,
    kept: (word) => OF_THE_APP.find((one) => t(`category.${one}`) === word.trim()) ?? word.trim(),
  }
}

export function useCategoryWords(): CategoryWords {
  const t = usePhrases(categoryPhrases)
  return useMemo(() => categoryWords(t), [t])
}

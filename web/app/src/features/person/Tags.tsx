import type { Person } from "@api/contract"
import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { portraitPhrases } from "../../kit/portrait/phrases"
import { Tag } from "../../kit/Tag"
import { useWords } from "../../kit/words"
import { personPhrases } from "./phrases"

interface TagsProps {
  person: Person
  mayEdit: boolean
  onSet: (fields: Record<string, unknown>, display: string, text: string) => void
}

export function Tags({ person, mayEdit, onSet }: TagsProps) {
  const t = usePhrases(personPhrases)
  const shared = usePhrases(portraitPhrases)
  const words = useWords()
  const [adding, setAdding] = useState(false)
  const tags = person.row.tags
  const set = (next: string[]) => {
    const display = next.join("、")
    onSet({ tags: next }, display, shared("changed", { field: words("field.tags"), value: display || "—" }))
  }
  if (tags.length === 0 && !mayEdit) return null
  return (
    <section className="portrait-section">
      <h2 className="section-head">
        {t("tags")}
        {mayEdit && (
          <IconButton icon="plus" small className="end" label={t("addTag")} onClick={() => setAdding(true)} />
        )}
      </h2>
      <div className="row is-wrap">
        {tags.map((tag) => (
          <Tag key={tag} tag={tag} className="own-tag">
            <span className="cut">{tag}</span>
            {mayEdit && (
              <button
                type="button"
                aria-label={t("remove", { what: tag })}
                onClick={() => set(tags.filter((other) => other !== tag))}
              >
                ×
              </button>
            )}
          </Tag>
        ))}
        {adding && (
          <input
            className="input tag-input"
            // biome-ignore lint/a11y/noAutofocus: it opens to be typed into.
            autoFocus
            aria-label={t("newTag")}
            placeholder={t("newTag")}
            onBlur={() => setAdding(false)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return
              if (event.key === "Escape") setAdding(false)
              if (event.key !== "Enter") return
              const tag = event.currentTarget.value.trim()
              setAdding(false)
              if (tag !== "" && !tags.includes(tag)) set([...tags, tag])
            }}
          />
        )}
      </div>
    </section>
  )
}

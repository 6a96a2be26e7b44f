// A tag put on all selected rows, or taken off them.

import { Button } from "@ui/Button"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { useId, useState } from "react"
import { listPhrases } from "./phrases"

interface TagFormProps {
  onTag: (tag: string) => void
  onUntag: (tag: string) => void
}

export function BulkTag({ busy, onTag, onUntag }: TagFormProps & { busy: boolean }) {
  const t = usePhrases(listPhrases)
  return (
    <Popover
      label={t("bulkTag")}
      trigger={(trigger) => (
        <Button small icon="tag" disabled={busy} {...trigger}>
          {t("bulkTag")}
        </Button>
      )}
    >
      {(close) => (
        <TagForm
          onTag={(tag) => {
            close()
            onTag(tag)
          }}
          onUntag={(tag) => {
            close()
            onUntag(tag)
          }}
        />
      )}
    </Popover>
  )
}

function TagForm({ onTag, onUntag }: TagFormProps) {
  const t = usePhrases(listPhrases)
  const id = useId()
  const [tag, setTag] = useState("")
  const ready = tag.trim() !== ""
  return (
    <form
      className="condition-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onTag(tag.trim())
      }}
    >
      <div className="field">
        <label htmlFor={id}>{t("tagName")}</label>
        <input
          id={id}
          className="input"
          maxLength={40}
          autoComplete="off"
          value={tag}
          onChange={(event) => setTag(event.target.value)}
        />
      </div>
      <div className="row">
        <Button look="primary" type="submit" disabled={!ready}>
          {t("tagAdd")}
        </Button>
        <Button disabled={!ready} onClick={() => onUntag(tag.trim())}>
          {t("tagRemove")}
        </Button>
      </div>
    </form>
  )
}

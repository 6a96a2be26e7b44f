// The button that chooses files, and what is on its way.

import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useRef } from "react"
import { filePhrases } from "./phrases"

interface AddFilesProps {
  label: string
  sending: string | null
  /** Only a mark, where room is scarce; the label is still said. */
  bare?: boolean
  onFiles: (files: File[]) => void
}

export function AddFiles({ label, sending, bare = false, onFiles }: AddFilesProps) {
  const t = usePhrases(filePhrases)
  const input = useRef<HTMLInputElement>(null)
  return (
    <span className="row file-add">
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          // The same file may be chosen again after it was removed.
          event.target.value = ""
          onFiles(files)
        }}
      />
      {bare ? (
        <button
          type="button"
          className="icon-button is-small"
          aria-label={label}
          title={label}
          disabled={sending !== null}
          onClick={() => input.current?.click()}
        >
          <Icon name="clip" size={14} />
        </button>
      ) : (
        <Button small look="plain" disabled={sending !== null} onClick={() => input.current?.click()}>
          <Icon name="clip" size={14} />
          {label}
        </Button>
      )}
      <span className="small quiet cut" role="status">
        {sending !== null && t("sending", { name: sending })}
      </span>
    </span>
  )
}

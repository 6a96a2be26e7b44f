// Ten recovery codes, shown this once: to be copied, downloaded or written down.

import "./factor.css"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { factorPhrases } from "./phrases"

export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const t = usePhrases(factorPhrases)
  const [copied, setCopied] = useState(false)
  const text = `${codes.join("\n")}\n`
  return (
    <div className="factor-setup">
      <h2>{t("codesTitle")}</h2>
      <p className="soft">{t("codesText")}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="row is-wrap">
        <Button onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
          {copied ? t("copied") : t("copyCodes")}
        </Button>
        <a
          className="button"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download={t("fileName")}
        >
          {t("download")}
        </a>
        <Button look="primary" className="end" onClick={onKept}>
          {t("kept")}
        </Button>
      </div>
    </div>
  )
}

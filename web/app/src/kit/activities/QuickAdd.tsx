// A line in which something is planned as it is said: "明天下午3点打电话". What is understood of it stands beneath.

import "./activities.css"
import { ZoneContext } from "@ui/format"
import { Icon } from "@ui/Icon"
import { definePhrases, usePhrases } from "@ui/phrases"
import { useState } from "react"
import { useSession } from "../session"
import { toastFailure } from "../useUndo"
import type { About } from "./about"
import { newDraft, type Prefill, spanOf, wishOf } from "./draft"
import { KIND_ICONS } from "./kinds"
import { activityPhrases } from "./phrases"
import { kindOf, readTyped } from "./typedTime"
import { useActivityActions } from "./useActivityActions"
import { useWhen } from "./useWhen"
import { wallOf } from "./wall"

const quickPhrases = definePhrases(
  { label: "快速安排", placeholder: "如：明天 3 点打电话", add: "添加", more: "详细安排", enter: "↵ 添加" },
  {
    "zh-TW": { label: "快速安排", placeholder: "如：明天 3 點打電話", add: "加入", more: "詳細安排", enter: "↵ 加入" },
    en: {
      label: "Quick plan",
      placeholder: "e.g. Call tomorrow 3pm",
      add: "Add",
      more: "Plan in detail",
      enter: "↵ adds it",
    },
  },
)

interface QuickAddProps {
  about: About
  /** Opens the whole form with what is written so far. */
  onMore: (prefill: Prefill) => void
}

export function QuickAdd(props: QuickAddProps) {
  const zone = useSession().workspace.zone
  return (
    <ZoneContext value={zone}>
      <Line {...props} zone={zone} />
    </ZoneContext>
  )
}

function Line({ about, onMore, zone }: QuickAddProps & { zone: string }) {
  const t = usePhrases(quickPhrases)
  const word = usePhrases(activityPhrases)
  const when = useWhen()
  const me = useSession().user.id
  const actions = useActivityActions()
  const [text, setText] = useState("")
  const [sending, setSending] = useState(false)
  const now = wallOf(new Date().toISOString(), zone)
  const typed = readTyped(text, now)
  const title = typed ? typed.rest || text.trim() : text.trim()
  const kind = kindOf(title) ?? "task"
  const prefill: Prefill = {
    kind,
    title,
    about,
    ...(typed?.day ? { day: typed.day, lastDay: typed.day } : kind === "task" ? { day: "", lastDay: "" } : {}),
    ...(typed?.minutes !== null && typed?.minutes !== undefined && { minutes: typed.minutes }),
    ...(typed?.long && { long: typed.long }),
  }
  const draft = newDraft(prefill, now, me)
  const send = async () => {
    if (title === "" || sending) return
    setSending(true)
    try {
      await actions.onPlan(wishOf(draft, zone))
      setText("")
    } catch (error) {
      toastFailure(error)
    }
    setSending(false)
  }
  return (
    <form
      className="quick-add"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <div className="row">
        <input
          className="input"
          aria-label={t("label")}
          placeholder={t("placeholder")}
          maxLength={200}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || text === "") return
            event.stopPropagation()
            setText("")
          }}
        />
        <button
          type="button"
          className="icon-button"
          aria-label={t("more")}
          title={t("more")}
          onClick={() => {
            onMore(title === "" ? { about } : prefill)
            setText("")
          }}
        >
          <Icon name="calendar" />
        </button>
      </div>
      {title !== "" && (
        <p className="row small quick-said" aria-live="polite">
          <Icon name={KIND_ICONS[kind]} size={14} />
          <span className="soft cut">
            {word(`kind.${kind}`)} · {when.full(spanOf(draft, zone))}
          </span>
          <span className="quiet end nowrap">{t("enter")}</span>
        </p>
      )}
    </form>
  )
}

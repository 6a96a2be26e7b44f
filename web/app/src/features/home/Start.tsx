// The first steps for my role, ticked by what is there; gone when all are done or put away.

import { api } from "@api/client"
import { useQuery } from "@tanstack/react-query"
import { Link, linkOptions } from "@tanstack/react-router"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { objectsQuery, usersQuery, welcomeQuery } from "../../kit/queries"
import { useCan, useSession } from "../../kit/session"
import { viewsQuery } from "../../kit/views"
import { useKeptHeight } from "./heights"
import { homePhrases } from "./phrases"

const STEPS = ["import", "field", "invite", "open", "view", "note", "quality"] as const
type Step = (typeof STEPS)[number]

const LINKS = {
  import: linkOptions({ to: "/imports" }),
  field: linkOptions({ to: "/settings/fields" }),
  invite: linkOptions({ to: "/settings/staff" }),
  open: linkOptions({ to: "/people" }),
  view: linkOptions({ to: "/people" }),
  note: linkOptions({ to: "/people" }),
  quality: linkOptions({ to: "/quality" }),
}

/** What leaves no trace elsewhere is remembered on this device. */
const place = (user: string) => `guanxi.start.${user}`

export function remember(user: string, step: Step | "hidden"): void {
  try {
    const done = new Set((localStorage.getItem(place(user)) ?? "").split(",").filter(Boolean))
    localStorage.setItem(place(user), [...done.add(step)].join(","))
  } catch {
    // Without storage the list stays, which is no harm.
  }
}

export function Start() {
  const t = usePhrases(homePhrases)
  const { user, demo, looking_as } = useSession()
  const [hidden, setHidden] = useState(false)
  const [sees, imports, rules, edits] = [useCan("person.see"), useCan("import"), useCan("users"), useCan("person.edit")]
  const welcome = useQuery(welcomeQuery).data
  const objects = useQuery(objectsQuery).data
  const users = useQuery(usersQuery).data
  const views = useQuery({ ...viewsQuery, enabled: sees }).data
  const noted = useQuery({
    queryKey: ["interactions", "mine", "note"],
    queryFn: () => api.interactions.count('kind = "note" and channel = "staff"'),
    enabled: sees,
    staleTime: 300_000,
    retry: false,
  }).data
  const kept = (localStorage.getItem(place(user.id)) ?? "").split(",")
  const custom = objects?.some((object) => object.fields.some((field) => field.custom))
  const able: Record<Step, boolean> = {
    import: imports && !demo,
    field: rules && !demo,
    invite: rules && !demo,
    open: sees,
    view: sees,
    note: sees && edits,
    quality: sees && (rules || imports),
  }
  const done: Record<Step, boolean> = {
    import: welcome?.empty === false,
    field: custom === true,
    invite: (users?.length ?? 0) > 1,
    open: kept.includes("open"),
    view: (views ?? []).some((view) => view.mine),
    note: (noted ?? 0) > 0,
    quality: kept.includes("quality"),
  }
  const steps = STEPS.filter((step) => able[step])
  const ready = Boolean(welcome && objects && users && (!sees || views))
  const away = hidden || looking_as || kept.includes("hidden")
  const { ref, style } = useKeptHeight<HTMLElement>("start", ready)
  if (away || (ready && steps.every((step) => done[step]))) return null
  // Where it stood the last time there is room for it again.
  if (!ready) return style ? <div className="home-start" style={style} /> : null
  return (
    <section ref={ref} className="card home-card home-start">
      <h3 className="section-head">
        <span className="grow">{t("start")}</span>
        <button
          type="button"
          className="link small"
          onClick={() => {
            remember(user.id, "hidden")
            setHidden(true)
          }}
        >
          {t("hide")}
        </button>
      </h3>
      <p className="small quiet">{t("startText")}</p>
      <ol>
        {steps.map((step) => (
          <li key={step} className={done[step] ? "is-done" : undefined}>
            <Link {...LINKS[step]} className="home-line" onClick={() => remember(user.id, step)}>
              <span className="home-tick">{done[step] && <Icon name="check" size={14} />}</span>
              <span className="stack grow">
                <span className="medium">{t(`start.${step}`)}</span>
                <span className="small quiet">{t(`start.${step}Text`)}</span>
              </span>
              <Icon name="right" size={14} />
            </Link>
          </li>
        ))}
      </ol>
    </section>
  )
}

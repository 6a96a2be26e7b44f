// All that is known of one activity: facts, who comes, where somebody was, files of its person, what was changed.

import "../../kit/segments.css"
import "../../kit/record/record.css"
import "../../kit/portrait/portrait.css"
import "../../kit/activities/activities.css"
import "./activity.css"
import { activities } from "@api/activities"
import { api } from "@api/client"
import type { Activity } from "@api/contract"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { useLocale, usePhrases } from "@ui/phrases"
import { ABOUT, ABOUT_ICONS, ABOUT_PAGES } from "../../kit/activities/about"
import { activityPhrases } from "../../kit/activities/phrases"
import { readAnew } from "../../kit/activities/queries"
import { useRemindText } from "../../kit/activities/RemindField"
import { readRepeat } from "../../kit/activities/repeat"
import { useRepeatWords } from "../../kit/activities/repeatWords"
import { useActivityActions } from "../../kit/activities/useActivityActions"
import { wallOf } from "../../kit/activities/wall"
import { FilesCard } from "../../kit/files/FilesCard"
import { RecordHistory } from "../../kit/history/RecordHistory"
import { useDistance } from "../../kit/nearby/Near"
import { PersonLink } from "../../kit/PersonLink"
import { usersQuery } from "../../kit/queries"
import { RecordLink } from "../../kit/RecordLink"
import { Fact } from "../../kit/record/Fact"
import { useCan } from "../../kit/session"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { useWords } from "../../kit/words"
import { ActivityHead } from "./ActivityHead"
import { activitiesPhrases } from "./phrases"

interface ActivityBodyProps {
  activity: Activity
  onGone: () => void
}

const MOMENTS = ["at", "ends_at", "done_at"]

export function ActivityBody({ activity, onGone }: ActivityBodyProps) {
  const t = usePhrases(activitiesPhrases)
  const word = usePhrases(activityPhrases)
  const words = useWords()
  const format = useFormat()
  const repeats = useRepeatWords()
  const remind = useRemindText()
  const actions = useActivityActions()
  const cache = useQueryClient()
  const told = useUndo()
  const sees = useCan("person.see")
  const mayEditPerson = useCan("person.edit")
  const users = useQuery(usersQuery).data ?? []
  const locale = useLocale()
  const { row, note, guests, check_ins: checkIns } = activity
  const rule = row.repeats === null ? null : readRepeat(row.repeats, activity.zone)
  const place = activity.lat !== null && activity.lon !== null ? { lat: activity.lat, lon: activity.lon } : null
  const undo = async (batch: string) => {
    try {
      await api.undo(batch)
      told(t("undone"))
    } catch (error) {
      toastFailure(error)
    }
    readAnew(cache)
  }
  const valueText = (key: string, value: unknown): string | undefined => {
    if (value === null || value === undefined || value === "") return t("nobody")
    if (MOMENTS.includes(key)) return format.moment(String(value))
    if (key === "kind" || key === "state" || key === "priority") return word.maybe(`${key}.${value}`)
    if (key === "repeats")
      return repeats(readRepeat(String(value), activity.zone), wallOf(row.at ?? row.created_at, activity.zone).day)
    if (key === "remind") return remind(Number(value))
    if (key === "length")
      return new Intl.NumberFormat(locale, { style: "unit", unit: "minute", unitDisplay: "long" }).format(
        Number(value) / 60,
      )
    if (key === "done_by") return users.find((one) => one.id === value)?.name
    if (typeof value === "boolean") return t(value ? "yes" : "no")
    if (Array.isArray(value))
      return format.list(value.map((id) => users.find((one) => one.id === id)?.name ?? String(id)))
    const about = ABOUT.find((kind) => kind === key)
    if (about) return row[about]?.id === value ? row[about]?.name : String(value)
    return undefined
  }
  return (
    <>
      <ActivityHead activity={activity} actions={actions} onGone={onGone} />
      <section className="act-part" aria-label={t("facts")}>
        <dl>
          <Fact label={t("outcome")}>{row.outcome && <span className="value is-long">{row.outcome}</span>}</Fact>
          <Fact label={t("doneAt")}>{row.done_at && format.moment(row.done_at)}</Fact>
          <Fact label={t("repeats")}>
            {row.repeats !== null && repeats(rule, wallOf(row.at ?? row.created_at, activity.zone).day)}
          </Fact>
          {ABOUT.map((kind) => {
            const named = row[kind]
            return (
              named && (
                <Fact key={kind} label={words.maybe(`field.${kind}`) ?? word("toDo")}>
                  {kind === "person" ? (
                    <PersonLink person={named} avatar={20} />
                  ) : (
                    <span className="row">
                      <Icon name={ABOUT_ICONS[kind]} size={14} />
                      <RecordLink page={ABOUT_PAGES[kind]} id={named.id}>
                        {named.name}
                      </RecordLink>
                    </span>
                  )}
                </Fact>
              )
            )
          })}
          <Fact label={t("owner")}>
            {row.owner && (
              <span className="row">
                <Avatar id={row.owner.id} initial={row.owner.initial ?? row.owner.name.slice(0, 1)} size={20} />
                {row.owner.name}
              </span>
            )}
          </Fact>
          <Fact label={t("place")}>
            {row.place && (
              <span className="row is-wrap">
                <span>{row.place}</span>
                {place && (
                  <a className="link small nowrap" href={`geo:${place.lat},${place.lon}?q=${place.lat},${place.lon}`}>
                    {t("openMaps")}
                  </a>
                )}
              </span>
            )}
          </Fact>
          <Fact label={t("remind")}>{activity.remind !== null && remind(activity.remind)}</Fact>
          <Fact label={t("rule")}>{row.rule?.name}</Fact>
          <Fact label={t("by")}>
            {activity.by && (
              <span>
                {activity.by.name} <span className="quiet">{format.date(row.created_at)}</span>
              </span>
            )}
          </Fact>
        </dl>
        {note !== "" && (
          <div className="act-note">
            <h2 className="small quiet">{t("note")}</h2>
            <p>{note}</p>
          </div>
        )}
      </section>
      {guests.length > 0 && (
        <section className="act-part" aria-label={t("guests")}>
          <h2 className="section-head">
            {t("guests")}
            <small>{guests.length}</small>
          </h2>
          <ul className="act-guests">
            {guests.map(({ who, answer }) => (
              <li key={who.id} className="row">
                <Avatar id={who.id} initial={who.initial ?? who.name.slice(0, 1)} size={24} />
                <span className="grow cut">{who.name}</span>
                <span className={answer === "yes" ? "small good" : answer === "no" ? "small bad" : "small quiet"}>
                  {word(`answer.${answer}`)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {checkIns.length > 0 && <CheckIns of={activity} />}
      {row.person && sees && (
        <FilesCard object="person" id={row.person.id} mayEdit={mayEditPerson} className="act-part act-files" />
      )}
      <RecordHistory
        className="act-part"
        object="activity"
        queryKey={["activity-changes", row.id]}
        read={(cursor) => activities.changes(row.id, cursor)}
        mayUndo={activity.may_edit}
        valueText={valueText}
        onUndo={undo}
      />
    </>
  )
}

function CheckIns({ of }: { of: Activity }) {
  const t = usePhrases(activitiesPhrases)
  const format = useFormat()
  const distance = useDistance()
  return (
    <section className="act-part" aria-label={t("checkIns")}>
      <h2 className="section-head">{t("checkIns")}</h2>
      <ul>
        {of.check_ins.map((one) => (
          <li key={one.at} className="act-check">
            <Icon name="pin" size={14} />
            <span className="stack grow">
              <span>
                {t("checkedAt", {
                  who: one.by?.name ?? t("nobody"),
                  when: `${format.shortDate(one.at)} ${format.time(one.at)}`,
                })}
              </span>
              <span className="small quiet">
                {[
                  one.distance !== null && t("away", { distance: distance(one.distance) }),
                  one.accuracy !== null && t("about5", { n: one.accuracy }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            <a className="link small" href={`geo:${one.lat},${one.lon}?q=${one.lat},${one.lon}`}>
              {t("openMaps")}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

// Whom a rule would find now, who would get them and for when: before it is saved, and without planning anything.

import { revisits } from "@api/activities"
import type { RevisitWish } from "@api/contract"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { PersonLink } from "../../../kit/PersonLink"
import { useSettled } from "../../../kit/useSettled"
import { revisitPhrases } from "./phrases"

interface PreviewProps {
  wish: RevisitWish
  ready: boolean
}

export function Preview({ wish, ready }: PreviewProps) {
  const t = usePhrases(revisitPhrases)
  const format = useFormat()
  // Asked once the writing has stopped.
  const asked = useSettled(JSON.stringify(wish), 400)
  const found = useQuery({
    queryKey: ["revisits", "preview", asked],
    queryFn: () => {
      const settled: RevisitWish = JSON.parse(asked)
      return revisits.preview(settled)
    },
    enabled: ready,
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <section className="revisit-preview" aria-label={t("preview")}>
      <h2 className="section-head">
        {t("preview")}
        {ready && found.data && (
          <small>
            {t("previewSum", { people: format.number(found.data.people), due: format.number(found.data.due) })}
          </small>
        )}
      </h2>
      {!ready ? (
        <p className="small quiet">{t("previewWait")}</p>
      ) : found.isPending ? (
        <SkeletonRows rows={4} height={36} />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : found.data.first.length === 0 ? (
        <p className="small quiet">{t("previewNone")}</p>
      ) : (
        <>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t("customer")}</th>
                <th scope="col">{t("last")}</th>
                <th scope="col">{t("owner")}</th>
                <th scope="col">{t("when")}</th>
              </tr>
            </thead>
            <tbody>
              {found.data.first.map(({ person, owner, at, last }) => (
                <tr key={person.id}>
                  <td>
                    <PersonLink person={person} avatar={20} />
                  </td>
                  <td className="soft">{last ? format.ago(last) : t("never")}</td>
                  <td>{owner?.name ?? <span className="waiting">{t("nobody")}</span>}</td>
                  <td className="nowrap">{at && format.shortDate(at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {found.data.due > found.data.first.length && (
            <p className="small quiet revisit-more">{t("more", { n: found.data.due - found.data.first.length })}</p>
          )}
        </>
      )}
    </section>
  )
}

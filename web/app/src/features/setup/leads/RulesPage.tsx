// Who gets new leads: the rules in their order at the left, and what they would have done at the right.

import { api } from "@api/client"
import type { Assignment } from "@api/contract"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { Failed, SkeletonRows } from "@ui/States"
import { useCan } from "../../../kit/session"
import { useSettled } from "../../../kit/useSettled"
import { useKept } from "../useKept"
import { changesIn, draftOf, faultOf, wishesOf } from "./draft"
import { LeadSetup } from "./LeadSetup"
import { assignmentQuery } from "./queries"
import { RuleList } from "./RuleList"
import { Trial } from "./Trial"

export function RulesPage() {
  const may = useCan("users")
  const held = useQuery({ ...assignmentQuery, enabled: may })
  return (
    <LeadSetup>
      {held.isPending ? (
        <SkeletonRows rows={6} height={72} />
      ) : held.isError ? (
        <Failed error={held.error} retry={() => void held.refetch()} />
      ) : (
        <Rules held={held.data} />
      )}
    </LeadSetup>
  )
}

/** Leads that rules are tried on. */
const TRIED = 500

function Rules({ held }: { held: Assignment }) {
  const writing = useKept("assignment", draftOf(held))
  const { draft } = writing
  const changes = changesIn(draft, held)
  const sound = draft.lines.every((line) => faultOf(line) === null)
  // As they are saved, the server tries its own: it passes over a rule whose field is gone, and refuses one that is sent.
  const wish = changes === 0 ? "{}" : JSON.stringify({ rules: wishesOf(draft), fallback: draft.fallback })
  const asked = useSettled(wish, 500)
  const trial = useQuery({
    queryKey: ["assignment", "trial", asked, asked === "{}" ? held : null],
    queryFn: () => api.assignment.simulate({ ...JSON.parse(asked), last: TRIED }),
    enabled: sound,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
  return (
    <div className="assign">
      <RuleList held={held} writing={writing} changes={changes} trial={trial.data} refused={trial.error} />
      <Trial
        of={trial.data}
        error={trial.error}
        retry={() => void trial.refetch()}
        busy={trial.isFetching || asked !== wish}
        sound={sound}
        unsaved={changes > 0}
        draft={draft}
      />
    </div>
  )
}

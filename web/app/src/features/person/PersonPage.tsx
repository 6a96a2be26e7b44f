import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Failed, SkeletonRows } from "@ui/States"
import { PageHead } from "../../kit/PageHead"
import { personQuery } from "../../kit/queries"

const route = getRouteApi("/frame/people/$id")

export function PersonPage() {
  const { id } = route.useParams()
  const person = useQuery(personQuery(id))
  if (person.isPending) return <SkeletonRows />
  if (person.isError) return <Failed error={person.error} retry={() => void person.refetch()} />
  return <PageHead title={person.data.name} />
}

// A figure as the way to the rows behind it: the list of the kind of record, under the filter that finds them.

import type { ObjectKind } from "@api/contract"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { ALL_PIPELINES, splitPipeline } from "./deals"

interface ListLinkProps {
  object: ObjectKind
  filter: string
  className?: string
  title?: string
  children: ReactNode
}

export function ListLink({ object, filter, ...rest }: ListLinkProps) {
  if (object === "deal") {
    const { pipeline = ALL_PIPELINES, filter: within } = splitPipeline(filter)
    return <Link to="/sales" search={{ show: "list", pipeline, filter: within }} {...rest} />
  }
  if (object === "lead") return <Link to="/leads" search={{ place: "all", filter }} {...rest} />
  if (object === "activity") return <Link to="/activities" search={{ tab: "all", filter }} {...rest} />
  if (object === "company") return <Link to="/companies" search={{ filter }} {...rest} />
  if (object === "order") return <Link to="/orders" search={{ filter }} {...rest} />
  if (object === "interaction") return <Link to="/interactions" search={{ filter }} {...rest} />
  return <Link to="/people" search={{ filter }} {...rest} />
}

// Pages that other features bring: a link to one is drawn only where the page is.

import { useRouter } from "@tanstack/react-router"

/** Opens a page by its path, or undefined when this build has no such page. */
export function usePage(path: string): ((search?: string) => void) | undefined {
  const router = useRouter()
  if (!Object.keys(router.routesByPath).includes(path)) return undefined
  return (search = "") => router.history.push(path + search)
}

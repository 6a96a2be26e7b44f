// Rules by which the fake company comes back to its customers.

import type { Changed, PersonRow, Revisit, RevisitPreview } from "@api/contract"
import { instantAt, wallOf } from "../src/kit/activities/wall"
import { moved } from "../src/kit/calendar/days"
import { ZONE } from "./activityData"
import { at, NOW } from "./clock"
import { takesBack } from "./leadData"
import { people, STAFF } from "./people"
import { type Call, type FakeRoute, on, Refusal } from "./router"

interface Tools {
  filtered: <T extends object>(rows: T[], text: string) => T[]
  changed: <T>(data: T) => Changed<T>
}

const first = (): Revisit[] => [
  {
    id: "rev_001",
    name: "金山茶每季回访",
    filter: 'tier = "金山茶"',
    kind: "call",
    title: "老客户回访",
    note: "问近况，问上次买的用得惯不惯。",
    every_days: 90,
    quiet_days: 30,
    daily: 6,
    fallback: STAFF[1] ?? null,
    live: true,
    open: 14,
    done: 52,
    last_run: at(0, "06:00"),
  },
  {
    id: "rev_002",
    name: "沉默客户上门",
    filter: 'lifecycle = "quiet" and city = "上海"',
    kind: "visit",
    title: "上门看看",
    note: "",
    every_days: 180,
    quiet_days: 60,
    daily: 2,
    fallback: null,
    live: false,
    open: 0,
    done: 7,
    last_run: null,
  },
]
let rules = first()
let made = 2
export function resetRevisits(): void {
  rules = first()
  made = 2
}

const today = () => wallOf(new Date(NOW).toISOString(), ZONE).day

function write(held: Revisit, wish: Record<string, unknown>): Revisit {
  const faults: { field: string; code: string; message: string }[] = []
  const next = { ...held, ...wish, fallback: held.fallback }
  if (wish.fallback !== undefined) next.fallback = STAFF.find(({ id }) => id === wish.fallback) ?? null
  const check = (field: "every_days" | "quiet_days" | "daily", least: number, most: number) => {
    const value = Number(next[field])
    if (!Number.isInteger(value) || value < least || value > most)
      faults.push({ field, code: "out_of_range", message: "" })
  }
  if (next.name.trim() === "") faults.push({ field: "name", code: "required", message: "" })
  if (next.title.trim() === "") faults.push({ field: "title", code: "required", message: "" })
  check("every_days", 1, 1825)
  check("quiet_days", 0, 1825)
  check("daily", 1, 100)
  if (faults.length > 0) throw new Refusal(422, "invalid", "Something is not right.", undefined, faults)
  return next
}

export function revisitRoutes({ filtered, changed }: Tools): FakeRoute[] {
  const act = (run: () => Revisit | null): Changed<Revisit | null> => {
    const before = structuredClone(rules)
    const answer = changed(run())
    takesBack.set(answer.batch ?? "", () => {
      rules = before
    })
    return answer
  }
  const at = (call: Call): number => {
    const n = rules.findIndex(({ id }) => id === call.params.id)
    if (n < 0) throw new Refusal(404, "not_found", "There is no such rule.")
    return n
  }
  return [
    on("GET /api/revisits", () => rules),
    on("POST /api/revisits/preview", async (call): Promise<RevisitPreview> => {
      const wish = await call.json()
      const found = filtered(people, String(wish.filter ?? ""))
      const quiet = Number(wish.quiet_days ?? 30)
      const due = found.filter(
        ({ last_seen_at }) => !last_seen_at || Date.parse(last_seen_at) < NOW - quiet * 86_400_000,
      )
      const fallback = STAFF.find(({ id }) => id === wish.fallback) ?? null
      const daily = Math.max(1, Number(wish.daily ?? 5))
      const given = new Map<string, number>()
      const who = (row: PersonRow) => row.owner ?? fallback
      return {
        people: found.length,
        due: due.length,
        first: due.slice(0, 12).map((row) => {
          const owner = who(row)
          const n = owner ? (given.get(owner.id) ?? 0) : 0
          if (owner) given.set(owner.id, n + 1)
          const when = owner ? instantAt(moved(today(), 1 + Math.floor(n / daily)), 0, ZONE) : null
          return {
            person: { id: row.id, name: row.name, initial: row.initial },
            owner,
            at: when,
            last: row.last_seen_at,
          }
        }),
      }
    }),
    on("POST /api/revisits", async (call) => {
      const wish = await call.json()
      return act(() => {
        made += 1
        const rule = write(
          {
            id: `rev_${String(made).padStart(3, "0")}`,
            name: "",
            filter: "",
            kind: "call",
            title: "",
            note: "",
            every_days: 90,
            quiet_days: 30,
            daily: 5,
            fallback: null,
            live: true,
            open: 0,
            done: 0,
            last_run: null,
          },
          wish,
        )
        rules.push(rule)
        return rule
      })
    }),
    on("PATCH /api/revisits/:id", async (call) => {
      const wish = await call.json()
      const n = at(call)
      return act(() => {
        const held = rules[n]
        const rule = held ? write(held, wish) : null
        if (rule) rules[n] = rule
        return rule
      })
    }),
    on("DELETE /api/revisits/:id", (call) => {
      const n = at(call)
      return act(() => {
        rules.splice(n, 1)
        return null
      })
    }),
  ]
}

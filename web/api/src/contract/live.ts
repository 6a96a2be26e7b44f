// What is pushed to an open page.

import type { ScanProgress } from "./duplicates"
import type { ImportProgress } from "./imports"
import type { TimelineItem } from "./timeline"

// ── live ─────────────────────────────────────────────────────────────────
// GET /api/live?topics=person:per_x,company:com_x,talk:per_x,ingest,imports,duplicates,people,companies,deals,leads,activities → text/event-stream; each `data:` is a LiveEvent
export type LiveEvent =
  | { type: "interaction"; person: string; item: TimelineItem }
  | { type: "person"; person: string } // something about the person changed: refetch
  | { type: "people" } // the list changed (throttled)
  | { type: "company"; company: string } // it, its people, files or place in a group changed, or it went: refetch
  | { type: "companies" } // many companies changed: read the list and any open company again
  | { type: "import"; id: string; progress: ImportProgress }
  | { type: "scan"; progress: ScanProgress }
  | { type: "ingest"; accepted: number; refused: number; at: string }
  | { type: "talk"; record: string } // somebody said something about the record
  | { type: "sold"; object: "deal" | "lead" | "activity" } // some deal, lead or activity changed: read the lists again
  | { type: "notices" } // I may have notices I have not read
  | { type: "ready" } // at every connection, and where this listener was too slow to be told everything: refetch

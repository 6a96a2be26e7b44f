// The wire contract of the staff API, written before both sides.
// Ids are prefixed text ("per_…"); instants are RFC 3339 UTC text; dates are "YYYY-MM-DD";
// money is a decimal string beside its currency. Every error is a Problem.
// One file for each part of the program; everybody imports from here.

export type * from "./contract/common"
export type * from "./contract/companies"
export type * from "./contract/connectors"
export type * from "./contract/duplicates"
export type * from "./contract/fields"
export type * from "./contract/files"
export type * from "./contract/imports"
export type * from "./contract/ingest"
export type * from "./contract/insight"
export type * from "./contract/lists"
export type * from "./contract/live"
export type * from "./contract/many"
export type * from "./contract/members"
export type * from "./contract/notices"
export type * from "./contract/people"
export type * from "./contract/privacy"
export type * from "./contract/programs"
export type * from "./contract/quality"
export type * from "./contract/sales"
export type * from "./contract/search"
export type * from "./contract/session"
export type * from "./contract/staff"
export type * from "./contract/talk"
export type * from "./contract/timeline"

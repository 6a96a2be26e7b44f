// Files kept with records, as the server answers them: filed, said to be something, taken away.

import type { Changed, FileInfo, KeptFile, KeptFiles, Named } from "@api/contract"
import { at } from "./clock"
import { LIN, STAFF } from "./people"
import { type Call, type FakeRoute, on, Refusal } from "./router"

const CATEGORIES = ["contract", "identity", "offer", "invoice", "photo", "report"]
const ME: Named = STAFF[0]
let categories = CATEGORIES
let kept = new Map<string, KeptFile[]>()
const bytes = new Map<string, { info: FileInfo; body: ArrayBuffer }>()
let serial = 0

const PDF = "application/pdf"
const file = (
  n: number,
  name: string,
  category: string | null,
  days: number,
  more: Partial<KeptFile> = {},
): KeptFile => ({
  id: `fil_${n}`,
  name,
  size: 48_000 + n * 91_000,
  type: PDF,
  place: "record",
  category,
  by: STAFF[n % STAFF.length] ?? null,
  at: at(days),
  removable: true,
  ...more,
})

const first = (): Map<string, KeptFile[]> =>
  new Map([
    [
      LIN.id,
      [
        file(1, "年节礼盒 报价单 第二版.pdf", "offer", 1),
        file(2, "礼盒样品照片说明.pdf", null, 1),
        file(3, "到店试用记录.pdf", null, 5, { place: "note", interaction: "int_1", removable: false }),
        file(4, "木禾设计 采购合同.pdf", "contract", 20),
        file(5, "增值税发票 11 月.pdf", "invoice", 21),
        file(6, "授权委托书.pdf", "授权书", 40),
        file(7, "肤质检测.pdf", null, 43, { place: "field", field: "x_skin", removable: false }),
        file(8, "采购合同 2025.pdf", "contract", 320),
      ],
    ],
    ["com_1", [file(11, "框架协议.pdf", "contract", 12), file(12, "营业执照.pdf", "identity", 90)]],
  ])
kept = first()

export function resetFiles(): void {
  kept = first()
  categories = CATEGORIES
}

const listOf = (call: Call): KeptFiles => ({ rows: kept.get(call.params.id ?? "") ?? [], more: false })

function refuse(field: string, code: string, message: string): never {
  const refusal = new Refusal(422, "invalid", message)
  refusal.problem.fields = [{ field, code, message }]
  throw refusal
}

function known(category: unknown): string | null {
  if (category === null || category === undefined) return null
  if (!categories.includes(String(category))) refuse("category", "unknown", "there is no such category")
  return String(category)
}

const change = (call: Call, rows: KeptFile[]): Changed<KeptFiles> => {
  kept.set(call.params.id ?? "", rows)
  serial += 1
  return { data: listOf(call), batch: `bat_f${serial}` }
}

const ofRecords = (path: string): FakeRoute[] => [
  on(`GET /api/${path}/:id/files`, listOf),
  on(`POST /api/${path}/:id/files`, async (call) => {
    const body = await call.json()
    const info = bytes.get(String(body.file))?.info
    if (!info) throw new Refusal(404, "not_found", "The file was not found.")
    const category = known(body.category)
    const filed: KeptFile = {
      ...info,
      place: "record",
      category,
      by: ME,
      at: new Date().toISOString(),
      removable: true,
    }
    return change(call, [filed, ...listOf(call).rows])
  }),
  on(`PATCH /api/${path}/:id/files/:file`, async (call) => {
    const category = known((await call.json()).category)
    const { rows } = listOf(call)
    return change(
      call,
      rows.map((row) => (row.id === call.params.file ? { ...row, category } : row)),
    )
  }),
  on(`DELETE /api/${path}/:id/files/:file`, (call) =>
    change(
      call,
      listOf(call).rows.filter((row) => row.id !== call.params.file),
    ),
  ),
]

export const fileRoutes: FakeRoute[] = [
  on("GET /api/files", () => ({ max_bytes: 26_214_400, max_files: 10, categories })),
  on("PUT /api/files/categories", async (call) => {
    const body = await call.json()
    const wish = Array.isArray(body.categories) ? body.categories.map((one) => String(one).trim()) : []
    for (const [n, one] of wish.entries()) {
      if (one === "" || one.length > 40) refuse(`categories.${n}`, "length", "a category has 1 to 40 characters")
      if (wish.indexOf(one) < n) refuse(`categories.${n}`, "not_unique", "there is another of this name")
    }
    categories = wish
    return { categories }
  }),
  on("POST /api/files", async (call) => {
    const body = await call.body()
    const name = call.query.get("name") ?? "file"
    serial += 1
    const info = {
      id: `fil_new${serial}`,
      name,
      size: body.byteLength,
      type: name.endsWith(".pdf") ? PDF : "text/plain",
    }
    bytes.set(info.id, { info, body })
    return info
  }),
  on("GET /api/files/:id/content", (call) => {
    const held = bytes.get(call.params.id ?? "")
    return new Response(held?.body ?? "", { headers: { "content-type": held?.info.type ?? PDF } })
  }),
  ...ofRecords("people"),
  ...ofRecords("companies"),
]

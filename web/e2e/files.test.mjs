// Files with a person: attached to a note, kept in a field, filed on the card; opened, saved, taken away, brought back.
// Once on a desk in Chinese, once on a phone in English.
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { Colleague } from "./colleague.mjs"
import { openBrowser, openServer } from "./stage.mjs"

const WORDS = {
  "zh-CN": {
    undo: "撤销",
    undone: "已撤销",
    add: "添加文件",
    attach: "附上文件",
    save: "保存",
    files: "文件",
    addValue: "补一项",
    remove: (name) => `移除 ${name}`,
    removed: (name) => `已移除 ${name}`,
    added: (name) => `已添加 ${name}`,
    download: (name) => `下载 ${name}`,
    fieldIs: (names) => `合同已改为 ${names}`,
    empty: "是空的，没有上传",
    now: "要务",
    portrait: "画像",
    story: "时间线",
  },
  en: {
    undo: "Undo",
    undone: "Undone",
    add: "Add files",
    attach: "Attach files",
    save: "Save",
    files: "Files",
    addValue: "Add a value",
    remove: (name) => `Remove ${name}`,
    removed: (name) => `${name} removed`,
    added: (name) => `${name} added`,
    download: (name) => `Download ${name}`,
    fieldIs: (names) => `合同 is now ${names}`,
    empty: "is empty and was not uploaded",
  },
}

/** A picture of four red dots, and a page that would run if anybody let it. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGM4YqsBRAwQCgAi+gSl30kLDQAAAABJRU5ErkJggg==",
  "base64",
)
const photo = { name: "门店.png", mimeType: "image/png", buffer: PNG }
const page_ = {
  name: "photo.png",
  mimeType: "image/png",
  buffer: Buffer.from("<html><script>document.title='ran'</script>"),
}
const contract = {
  name: "年度合作协议-最终版-盖章扫描件-2026.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.7\n%%EOF"),
}

let browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

/** What the button "attach" or "add" chooses, without a dialog of the system. */
async function choose(page, button, files) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button.click()])
  await chooser.setFiles(files)
}

/** Drops a file on an element, as from a folder beside the browser. */
const drop = (element, { name, mimeType, buffer }) =>
  element.evaluate(
    (target, [name, type, bytes]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { type }))
      for (const kind of ["dragenter", "dragover", "drop"])
        target.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }))
    },
    [name, mimeType, buffer.toString("base64")],
  )

const tab = (someone, name) => someone.page.getByRole("tab", { name }).click()

async function notes(someone) {
  const { page, w } = someone
  const composer = page.locator(".composer")
  await choose(page, composer.getByRole("button", { name: w.attach }), [photo, page_])
  await composer.locator(".file-line").nth(1).waitFor()
  // A draft with files outlives the page.
  await page.reload()
  await composer.locator(".file-line").nth(1).waitFor()
  await composer.locator("textarea").fill("看了门店，照片在此")
  await composer.getByRole("button", { name: w.save }).click()
  const note = page.locator(".story-line", { hasText: "看了门店" })
  await note.locator(".file-line").nth(1).waitFor()
  await composer.locator(".file-line").first().waitFor({ state: "detached" })
  // The picture is shown small, and really is one.
  const image = note.locator("img")
  assert.equal(await image.evaluate((img) => img.decode().then(() => img.naturalWidth)), 2)
  await someone.looked("files-note", "a note with files")
  // What calls itself a picture and is a page is saved, never opened.
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    note.locator(".file-open", { hasText: "photo" }).click(),
  ])
  assert.equal(saved.suggestedFilename(), "photo.png")
  const [opened] = await Promise.all([
    someone.context.waitForEvent("page"),
    note.locator(".file-open", { hasText: "门店" }).click(),
  ])
  await opened.waitForLoadState()
  assert.match(opened.url(), /\/api\/files\/fil_\w+\/content$/)
  await opened.close()
}

async function fields(someone) {
  const { page, w } = someone
  if (someone.isPhone) await tab(someone, "Portrait")
  await page.getByRole("button", { name: w.addValue }).click()
  await page.getByRole("menuitem", { name: "合同" }).click()
  await choose(page, page.getByRole("group", { name: "合同" }).getByRole("button", { name: w.add }), [contract])
  await someone.told(w.fieldIs(contract.name))
  const value = page.locator(".value-row.is-files")
  await value.locator(".file-line").waitFor()
  await choose(page, value.getByRole("button", { name: w.add }), [photo])
  await value.locator(".file-line").nth(1).waitFor()
  await someone.looked("files-field", "a field of files")
  const only = new RegExp(`${w.fieldIs(contract.name).replaceAll(".", "\\.")}\\s*${w.undo}`)
  // The message of the first file is the same; it goes by itself before there is another.
  await page.locator(".toast").filter({ hasText: only }).waitFor({ state: "detached" })
  await value.getByRole("button", { name: w.remove(photo.name) }).click()
  await someone.undo(only)
  await value.locator(".file-line").nth(1).waitFor()
}

async function card(someone) {
  const { page, w } = someone
  if (someone.isPhone) await tab(someone, "Matters")
  const files = page.getByRole("region", { name: w.files, exact: true })
  await files.locator(".file-line").nth(3).waitFor()
  await drop(files, { ...photo, name: "拖进来.png" })
  await someone.told(w.added("拖进来.png"))
  await drop(files, { name: "空.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) })
  await someone.told(w.empty)
  const line = files.locator(".file-line", { hasText: "拖进来" })
  await line.getByRole("button", { name: w.remove("拖进来.png") }).click()
  await line.waitFor({ state: "detached" })
  await someone.undo(w.removed("拖进来.png"))
  await line.waitFor()
  // What hangs in a note or a field is not taken away here.
  const note = files.locator(".file-line", { hasText: "photo" })
  assert.equal(await note.getByRole("button").count(), 0)
  await someone.looked("files-card", "the card of files")
}

/** The address of a file opens nothing to whoever only has the address. */
async function outOfReach(someone, server, person) {
  const { body } = await someone.api("GET", `/api/people/${person}/files`)
  const cookies = await someone.context.cookies()
  const read = (cookie) => fetch(`${server.url}/api/files/${body.rows[0].id}/content`, { headers: { cookie } })
  assert.equal((await read(cookies.map((c) => `${c.name}=${c.value}`).join("; "))).status, 200)
  assert.equal((await read("")).status, 401)
}

for (const [locale, width] of [
  ["zh-CN", 1440],
  ["en", 390],
]) {
  test(`files with a person, ${locale}, ${width} px`, async () => {
    const server = await openServer()
    try {
      const someone = await Colleague.begin(browser, server, { locale, width, words: WORDS[locale] })
      await someone.signIn(server.login, server.password)
      await someone.api("POST", "/api/objects/person/fields", { label: "合同", type: "file" })
      const { body } = await someone.api("POST", "/api/people", { name: "安娜", city: "上海" })
      const person = body.data.id
      await someone.open(`/people/${person}`)
      await notes(someone)
      await fields(someone)
      await card(someone)
      await outOfReach(someone, server, person)
      // In the list the field shows the first name and how many more there are.
      if (!someone.isPhone) {
        const { body: objects } = await someone.api("GET", "/api/objects")
        const { key } = objects.find((one) => one.object === "person").fields.find((field) => field.label === "合同")
        await someone.open(`/people?columns=city,${key}`)
        const cell = someone.page.locator(".file-cell")
        await cell.waitFor()
        assert.match(await cell.innerText(), /年度合作协议.*\.pdf.*\+1/s)
        await someone.looked("files-list", "the list with files")
      }
      await someone.end()
    } finally {
      await server.close()
    }
  })
}

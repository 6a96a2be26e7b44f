// vdirsyncer, unchanged, as a device that is kept the same as a server's collections; Radicale as its other server.
const { execFileSync, spawn, spawnSync } = require("node:child_process")
const fs = require("node:fs")
const os = require("node:os")
const path = require("node:path")

const root = path.join(__dirname, "../..")
const installed = path.join(root, "target/vdirsyncer")
/** Seconds that a thousand records may take each way, on a machine that is busy with other tests. */
const BOUND = 180

const work = fs.mkdtempSync(path.join(os.tmpdir(), "guanxi-device."))
process.on("exit", () => fs.rmSync(work, { recursive: true, force: true }))

/** Installs both by pip into a folder of their own, once. */
function install() {
  const stamp = path.join(installed, "requirements.txt")
  const wanted = fs.readFileSync(path.join(__dirname, "requirements.txt"), "utf8")
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === wanted) return
  fs.rmSync(installed, { recursive: true, force: true })
  fs.mkdirSync(installed, { recursive: true })
  try {
    execFileSync("python3", ["-m", "pip", "--version"], { stdio: "ignore" })
  } catch {
    execFileSync(path.join(root, "scripts/need-packages"), ["vdirsyncer", "python3", "python3-pip"], { stdio: "inherit" })
  }
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore"]
  execFileSync("python3", [...pip, "--target", installed, "-r", "requirements.txt"], { cwd: __dirname, stdio: ["ignore", "inherit", "inherit"] })
  fs.writeFileSync(stamp, wanted)
}

const python = { ...process.env, PYTHONPATH: installed, PYTHONDONTWRITEBYTECODE: "1" }

function expect(truth, what) {
  if (!truth) throw new Error(what)
}

/** The API at an address, with the session of who signs in by it. */
function apiAt(url) {
  let cookie = ""
  return async function api(method, address, body) {
    const answer = await fetch(url + address, {
      method,
      headers: { "content-type": "application/json", "x-guanxi": "1", cookie },
      body: body && JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${method} ${address} answered ${answer.status}: ${await answer.text()}`)
    cookie = answer.headers.getSetCookie().map((one) => one.split(";")[0])[0] ?? cookie
    return answer.json()
  }
}

/**
 * A folder of files, one a record, that is kept the same as collections of a server; where both changed, the server's
 * word stands. `kind` is "carddav" or "caldav", `settings` are further lines of vdirsyncer's storage.
 */
class Device {
  constructor({ name, kind, url, login, key, collections, settings = "" }) {
    this.ending = kind === "carddav" ? ".vcf" : ".ics"
    this.folder = path.join(work, name)
    this.records = path.join(this.folder, "records")
    this.config = path.join(this.folder, "config")
    this.collections = collections
    for (const one of collections) fs.mkdirSync(path.join(this.records, one), { recursive: true })
    const said = JSON.stringify
    fs.writeFileSync(
      this.config,
      `[general]
status_path = ${said(path.join(this.folder, "status"))}
[pair both]
a = "here"
b = "there"
collections = ${said(collections)}
conflict_resolution = "b wins"
[storage here]
type = "filesystem"
path = ${said(this.records)}
fileext = ${said(this.ending)}
[storage there]
type = ${said(kind)}
url = ${said(url)}
username = ${said(login)}
password = ${said(key)}
${settings}
`,
    )
  }

  run(...args) {
    const answer = spawnSync("python3", ["-m", "vdirsyncer", "-c", this.config, ...args], { env: python, encoding: "utf8", input: "y\ny\n", timeout: 300_000 })
    return { ok: answer.status === 0, said: `${answer.stdout}\n${answer.stderr}` }
  }

  must(...args) {
    const { ok, said } = this.run(...args)
    expect(ok, `vdirsyncer ${args.join(" ")} failed:\n${said}`)
  }

  files(of = this.collections[0]) {
    return fs.readdirSync(path.join(this.records, of)).filter((name) => name.endsWith(this.ending))
  }

  /** The file of the record that says this, and what it says without folds. */
  find(text, of = this.collections[0]) {
    for (const name of this.files(of)) {
      const file = path.join(this.records, of, name)
      const said = fs.readFileSync(file, "utf8").replaceAll(/\r?\n /g, "")
      if (said.includes(text)) return { file, said }
    }
    return null
  }

  write(uid, lines, of = this.collections[0]) {
    fs.writeFileSync(path.join(this.records, of, `${uid}${this.ending}`), [...lines, ""].join("\r\n"))
  }
}

function timed(what, act) {
  const began = Date.now()
  act()
  const seconds = (Date.now() - began) / 1000
  expect(seconds < BOUND, `${what} took ${seconds} s, more than ${BOUND} s`)
  console.log(`${what}: ${seconds.toFixed(1)} s`)
}

/** A Radicale on a free port, with anybody let in, as its own documentation begins. */
async function radicale() {
  const port = execFileSync(path.join(root, "scripts/free-port"), { encoding: "utf8" }).trim()
  const config = path.join(work, "radicale.conf")
  fs.writeFileSync(config, `[server]\nhosts = 127.0.0.1:${port}\n[auth]\ntype = none\n[storage]\nfilesystem_folder = ${work}/radicale\n`)
  const server = spawn("python3", ["-m", "radicale", "--config", config], { env: python, stdio: "ignore" })
  process.on("exit", () => server.kill())
  const url = `http://127.0.0.1:${port}/`
  for (let n = 0; n < 100; n++) {
    if (await fetch(url).then((a) => a.status > 0, () => false)) break
    await new Promise((done) => setTimeout(done, 100))
  }
  return url
}

/**
 * Uploads fifty records to Guanxi and to Radicale, five times each in turn, and prints the medians. `made` is the request
 * that makes a collection at Radicale, `deviceAt` a device there, `record` the nth record of a round.
 */
async function compare({ url, login, key, what, made: { collection, method, body }, deviceAt, record }) {
  const peer = await radicale()
  const times = { guanxi: [], radicale: [] }
  const emptied = async () => {
    const authorization = `Basic ${Buffer.from(`${login}:x`).toString("base64")}`
    await fetch(`${peer}${login}/${collection}/`, { method: "DELETE", headers: { authorization } })
    const answer = await fetch(`${peer}${login}/${collection}/`, { method, headers: { authorization }, body })
    expect(answer.status === 201, `Radicale made no collection: ${answer.status}`)
  }
  for (let round = 0; round < 5; round++) {
    for (const [name, at, secret] of [["guanxi", url, key], ["radicale", peer, "x"]]) {
      if (name === "radicale") await emptied()
      const device = deviceAt(`${name}-${round}`, { url: at, login, key: secret })
      device.must("discover")
      // What is there already comes down first, so that only the upload is measured.
      device.must("sync")
      for (let n = 0; n < 50; n++) record(device, round, n)
      const began = Date.now()
      device.must("sync")
      times[name].push((Date.now() - began) / 1000)
    }
  }
  const median = (list) => list.toSorted((a, b) => a - b)[2]
  const [ours, theirs] = [median(times.guanxi), median(times.radicale)]
  console.log(`50 ${what} up with vdirsyncer, median of 5 in turn: Guanxi ${ours.toFixed(2)} s, Radicale ${theirs.toFixed(2)} s, ratio ${(ours / theirs).toFixed(2)}`)
}

/** Runs what a script does with the program at GUANXI_URL, as who is named in GUANXI_LOGIN, and ends the process. */
function main({ api, everyDay, thousand, bench }) {
  const { GUANXI_URL, GUANXI_LOGIN, GUANXI_PASSWORD } = process.env
  const all = async () => {
    install()
    await api("POST", "/api/session", { login: GUANXI_LOGIN, password: GUANXI_PASSWORD })
    const { secret } = await api("POST", "/api/keys", { name: "phone", scopes: ["read", "write", "delete"], days: 1 })
    const at = { url: GUANXI_URL, login: GUANXI_LOGIN, key: secret, password: GUANXI_PASSWORD }
    if (process.argv.includes("--bench")) return bench(at)
    await everyDay(at)
    await thousand(at)
  }
  all().then(
    () => process.exit(0),
    (error) => {
      console.error(error.message)
      process.exit(1)
    },
  )
}

module.exports = { Device, apiAt, compare, expect, install, main, timed }

// Leads at the demo company: claimed from the pool and given back, entered once and told whose they are, converted into a
// deal, disputed and decided, given by rules that are tried before they are saved. On a desk in Chinese, on a phone in
// English; the tests follow each other on one server.
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { DESK, DESK_ABROAD, openCompany, PHONE } from "./company.mjs"
import { ownChinese, textsIn } from "./foreign.mjs"
import { well } from "./morning/kit.mjs"
import { until } from "./stage.mjs"

const [SELLER, OTHER, MANAGER, ADMIN] = ["shen.zhiwei", "cheng.yuan", "xu.wenxi", "gu.qinghe"]
const OPEN = 'state in ("new", "working")'
const MINE = `owner = me and ${OPEN}`
const WAITING = `owner is empty and ${OPEN} and pool is not empty`
/** Whom one seller enters and another holds to be theirs. */
const DISPUTED = { name: "秦知夏", company: "松间民宿", phone: "13765018842", wants: "十二间房的客房皂，要报价单" }
const RELEASED_FOR = "跟不过来"

let company
before(async () => {
  company = await openCompany()
})
after(() => company?.close())
const as = (login, at, work) => company.as(login, at, work)

const leadsOf = async (call, filter) =>
  (await well(call("GET", `/api/leads?limit=100&filter=${encodeURIComponent(filter)}`))).rows
const leadOf = (call, id) => well(call("GET", `/api/leads/${id}`))

const tab = (page, name) =>
  page
    .getByRole("navigation", { name: /^(线索的各个页面|Pages of leads)$/ })
    .getByRole("link", { name })
    .click()

/** Waits until the list says that it has so many rows; the head of a table counts, a phone has none. */
const counts = (page, n) =>
  page.locator(`[role=grid][aria-rowcount="${n + 1}"], [role=table][aria-rowcount="${n}"]`).waitFor()

/** A lead of the list, by its name. */
const named = (page, name) => page.getByRole("link", { name, exact: true })

/** Nothing inside the page can be pushed sideways, as the page itself cannot; bars of tabs may. */
async function sideways(page) {
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll("main, main .scroll, [role=grid], [role=table], dialog, [role=dialog]")]
      .filter((box) => box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== "visible")
      .map((box) => `${box.className} is ${box.scrollWidth - box.clientWidth} px too wide`),
  )
  assert.deepEqual(wide, [], "nothing scrolls sideways")
}

test("a seller claims from the pool, takes it back, claims again, and two at once by keys", () =>
  as(SELLER, DESK, async (me, page) => {
    const mine = await leadsOf(me.api, MINE)
    await me.open("/leads")
    await counts(page, mine.length)
    for (const { name } of mine.slice(0, 8)) await named(page, name).first().waitFor()
    await me.looked("", "my leads")
    const own = await ownChinese(page, await writtenAbout(me.api, mine[0].id))
    assert.ok(own.includes("我的线索"), "the test below knows the app's own words")

    await tab(page, /^公海/)
    const waiting = await leadsOf(me.api, WAITING)
    await counts(page, waiting.length)
    await me.looked("leads-pool", "the pool")
    const [one] = waiting
    const claim = page.getByRole("button", { name: `领取 ${one.name}`, exact: true })
    const ownerOf = async (id) => (await leadOf(me.api, id)).row.owner?.name ?? null
    await claim.click()
    await me.told(`已领取“${one.name}”`)
    await claim.waitFor({ state: "detached" })
    assert.equal(await ownerOf(one.id), "沈知微")
    await me.undo(`已领取“${one.name}”`)
    await claim.waitFor()
    assert.equal(await ownerOf(one.id), null, "it waits as before")
    await claim.click()
    await claim.waitFor({ state: "detached" })
    assert.equal(await ownerOf(one.id), "沈知微")
    await tab(page, "我的线索")
    await counts(page, mine.length + 1)
    await named(page, one.name).waitFor()

    await tab(page, /^公海/)
    await counts(page, waiting.length - 1)
    const two = waiting.slice(1, 3)
    for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key)
    for (const { name } of two) await page.getByRole("checkbox", { name: `选中 ${name}`, checked: true }).waitFor()
    await page.getByRole("button", { name: "领取 2 条", exact: true }).click()
    await me.told("已领取 2 条")
    await counts(page, waiting.length - 3)
    for (const { id } of two) assert.equal(await ownerOf(id), "沈知微")
  }))

test("a lead is entered by hand, and who enters the same phone again is told whose it is", async () => {
  await as(SELLER, DESK, async (me, page) => {
    await me.open("/leads")
    await page.getByRole("grid").waitFor()
    await enter(page, DISPUTED)
    await me.told(`已新建线索“${DISPUTED.name}”`)
    await page.getByRole("complementary", { name: DISPUTED.name }).getByText(DISPUTED.wants).first().waitFor()
    const [made] = await leadsOf(me.api, `${MINE} and name = "${DISPUTED.name}"`)
    assert.deepEqual(
      [made.phone, made.company, made.interest, made.owner.name],
      [`+86${DISPUTED.phone}`, DISPUTED.company, DISPUTED.wants, "沈知微"],
    )
    DISPUTED.id = made.id
  })
  await as(OTHER, DESK, async (me, page) => {
    const before = (await leadsOf(me.api, MINE)).length
    await me.open("/leads")
    await page.getByRole("grid").waitFor()
    await enter(page, { ...DISPUTED, name: "秦女士" })
    const told = page.getByRole("dialog").getByRole("alert")
    await told.getByText("这位客户是 沈知微 在跟。").waitFor()
    assert.equal(await told.getByRole("link").count(), 0, "what one does not see cannot be opened")
    assert.equal((await leadsOf(me.api, MINE)).length, before, "no second lead was made")
  })
})

async function enter(page, { name, company, phone, wants }) {
  await page.keyboard.press("c")
  const form = page.getByRole("dialog", { name: "新建线索" })
  await form.getByLabel("姓名", { exact: true }).fill(name)
  await form.getByLabel("企业", { exact: true }).fill(company)
  await form.getByLabel("电话", { exact: true }).fill(phone)
  await form.getByLabel("想要什么", { exact: true }).fill(wants)
  await form.getByRole("button", { name: "新建线索", exact: true }).click()
}

test("a lead says how it came; its next step is changed in place; given back, it says when it may be claimed", () =>
  as(SELLER, DESK, async (me, page) => {
    const all = await Promise.all((await leadsOf(me.api, MINE)).map(({ id }) => leadOf(me.api, id)))
    const given = all.find(({ moves }) => moves[0].how === "rule").row
    await me.open(`/leads/${given.id}`)
    const moves = page.getByRole("region", { name: "怎么转到这里" })
    await moves.getByText("规则“官网线索轮流”派给 沈知微").waitFor()
    await moves.getByRole("button", { name: "为什么" }).click()
    await moves.getByText("派给 沈知微：轮到了", { exact: true }).waitFor()
    await me.looked("leads-lead", "a lead")

    await me.open(`/leads/${DISPUTED.id}`)
    const facts = page.getByRole("region", { name: "资料" })
    await facts.getByRole("button", { name: "安排下一步" }).click()
    await facts.getByLabel("做什么").fill("寄客房皂样品")
    await facts.getByLabel("什么时候").fill("2031-03-04T10:30")
    await facts.getByRole("button", { name: "保存", exact: true }).click()
    await me.told("下一步已安排")
    const step = facts.getByRole("button", { name: /寄客房皂样品/ })
    await step.click()
    await facts.getByLabel("做什么").fill("寄样品，附报价单")
    await facts.getByLabel("做什么").press("Enter")
    await facts.getByRole("button", { name: /寄样品，附报价单/ }).waitFor()
    const planned = () => leadOf(me.api, DISPUTED.id)
    await until(async () => (await planned()).row.next_step === "寄样品，附报价单", "the next step to be kept")
    const { row, work } = await planned()
    assert.equal(Date.parse(row.next_at), Date.parse("2031-03-04T10:30+08:00"), "by the reader's own clock")
    for (const one of work)
      assert.deepEqual([one.calls, one.visits, one.messages, one.notes], [0, 0, 0, 0], "planning is no work")

    const back = (await leadsOf(me.api, MINE)).find((one) => one.state === "new" && one.id !== DISPUTED.id && one.pool)
    await me.open(`/leads/${back.id}`)
    await page.getByRole("button", { name: "退回公海…" }).click()
    const ask = page.getByRole("dialog", { name: `退回“${back.name}”` })
    await ask.getByText("要过 7 天才能再领它").waitFor()
    await ask.getByText(RELEASED_FOR, { exact: true }).click()
    await ask.getByRole("button", { name: "退回", exact: true }).click()
    await me.told(`已退回公海：${RELEASED_FOR}`)
    const again = page.getByText(/^你退回过，.+起才能再领$/)
    await again.waitFor()
    assert.ok(await page.getByRole("button", { name: "领取", exact: true }).isDisabled())
    await moves.getByText(`“${RELEASED_FOR}”`).waitFor()
    const { claim, row: free } = await leadOf(me.api, back.id)
    assert.deepEqual(
      [free.free, claim.code, Math.round((Date.parse(claim.until) - Date.now()) / 86_400_000)],
      [true, "cooling", 7],
    )

    await me.open("/leads?place=pool")
    await page.getByRole("button", { name: `领取 ${back.name}`, exact: true }).click()
    await page
      .locator(".toast.is-bad")
      .getByText(/^你退回过，.+起才能再领$/)
      .waitFor()
    assert.equal((await leadOf(me.api, back.id)).row.owner, null)
  }))

test("a lead becomes a customer who is on file, with a new company and a deal", () =>
  as(SELLER, DESK, async (me, page) => {
    const facts = { city: "杭州", birth_date: "1990-03-04" }
    const old = await well(me.api("POST", "/api/people", { name: "林晓梅", ...facts }))
    const made = await well(
      me.api("POST", "/api/leads", {
        name: "林晓梅",
        company: "木禾设计事务所",
        interest: "四十份节礼",
        amount: "9000",
        identities: [{ kind: "email", value: "lin@muhe.example" }],
      }),
    )
    const { id, person } = made.data.row
    await well(me.api("PATCH", `/api/people/${person.id}`, { set: facts }))

    await me.open(`/leads/${id}`)
    await page.getByRole("button", { name: "转化…" }).click()
    const form = page.getByRole("dialog", { name: "转化“林晓梅”" })
    const twin = form.locator("label").filter({ hasText: /\d+% 相似/ })
    await twin.getByRole("radio").check()
    await form.getByText("线索上写的是“木禾设计事务所”").waitFor()
    assert.ok(await form.getByRole("radio", { name: "新建企业" }).isChecked())
    assert.equal(await form.getByLabel("金额", { exact: true }).inputValue(), "9000")
    await me.looked("", "a conversion")
    await form.getByLabel("名称", { exact: true }).fill("中秋节礼 40 份")
    await form.getByRole("button", { name: "转化并建商机" }).click()
    await me.told("“林晓梅”已转化为商机")
    await page.waitForURL(/\/sales\/[^/?]+$/)
    await page
      .getByRole("heading", { name: /中秋节礼 40 份/ })
      .first()
      .waitFor()
    const deal = await well(me.api("GET", `/api/deals/${page.url().split("/").at(-1)}`))
    assert.deepEqual(
      [deal.row.name, deal.row.amount, deal.row.company.name],
      ["中秋节礼 40 份", "9000", "木禾设计事务所"],
    )
    const customer = await well(me.api("GET", `/api/people/${deal.row.person.id}`))
    const before = await well(me.api("GET", `/api/people/${old.data?.id ?? old.id}`))
    assert.equal(customer.id, before.id, "they are who was on file")

    await me.open(`/leads/${id}`)
    await page.getByText("转化成了").getByRole("link", { name: "中秋节礼 40 份" }).click()
    await page.waitForURL(`**/sales/${deal.row.id}`)
  }))

test("two colleagues dispute a lead, both say their part, and a manager decides for both to read", async () => {
  let court
  await as(OTHER, DESK, async (me, page) => {
    // The one that the demo has: both sides' words and what the program counted of each.
    await me.open("/disputes")
    const { claimant, holder } = (await well(me.api("GET", "/api/disputes"))).rows[0]
    await page.getByRole("link", { name: new RegExp(`${claimant.who.name}.*对.*${holder.who.name}`) }).click()
    for (const text of ["茶博会上是我先聊的", "当天就打了电话、寄了样品"]) await page.getByText(text).waitFor()
    const evidence = page.getByRole("region", { name: "程序收集的证据" })
    for (const name of [`${claimant.who.name} 申请人`, `${holder.who.name} 持有人`])
      await evidence.getByRole("columnheader", { name }).waitFor()
    await me.looked("", "a dispute")

    await me.open("/leads")
    await page.getByRole("grid").waitFor()
    await enter(page, { ...DISPUTED, name: "秦女士" })
    // What one does not see is disputed where one is told whose it is.
    const ask = page.getByRole("dialog")
    await ask.getByRole("button", { name: "提出争议" }).click()
    await ask.getByLabel("为什么应该归你").fill("上周她来店里，是我接待的")
    await ask.getByRole("button", { name: "提出争议", exact: true }).click()
    await me.told("争议已提出，沈知微 会收到通知")
    await page.waitForURL("**/disputes/*")
    court = new URL(page.url()).pathname
    await page.getByRole("heading", { name: /程远 对 沈知微/ }).waitFor()
    assert.equal(await page.getByRole("form", { name: "裁定" }).count(), 0, "nobody judges for themselves")
  })
  await as(SELLER, DESK, async (me, page) => {
    await me.open(court)
    await page.getByText("上周她来店里，是我接待的").waitFor()
    await page.getByLabel("补充事实，双方都看得到").fill("电话是她自己留给我的")
    await page.getByRole("button", { name: "补充", exact: true }).click()
    await me.told("已补充")
    await page.getByRole("listitem").filter({ hasText: "电话是她自己留给我的" }).waitFor()
  })
  await as(MANAGER, DESK, async (me, page) => {
    await me.open("/disputes")
    await page.getByRole("link", { name: new RegExp(DISPUTED.name) }).click()
    await page.getByText("电话是她自己留给我的").waitFor()
    const form = page.getByRole("form", { name: "裁定" })
    await form.getByText("改归 程远").click()
    await form.getByRole("button", { name: "作出裁定" }).click()
    await form.getByText("裁定要写理由").waitFor()
    await form.getByLabel("理由", { exact: true }).fill("来店接待有记录，早一周")
    await form.getByRole("button", { name: "作出裁定" }).click()
    await me.told("已裁定，双方都会收到通知")
    const { row } = await leadOf(me.api, DISPUTED.id)
    assert.deepEqual([row.owner.name, row.disputed], ["程远", false])
  })
  for (const side of [SELLER, OTHER])
    await as(side, DESK, async (me, page) => {
      await me.open(court)
      const decision = page.getByRole("region", { name: "裁定" })
      for (const text of ["许闻溪 的裁定", "改归 程远", "来店接待有记录，早一周"])
        await decision.getByText(text).waitFor()
      await page.getByRole("button", { name: "申诉", exact: true }).waitFor()
      const { rows } = await well(me.api("GET", "/api/notices"))
      const told = rows.filter(
        ({ kind, row, detail }) => kind === "dispute" && court.endsWith(row.id) && detail.did === "decided",
      )
      assert.equal(told.length, 1, "and was told of it")
    })
})

test("rules are tried before they are saved; seats, pools, capture and fairness open with what they are about", () =>
  as(ADMIN, DESK, async (me, page) => {
    await me.open("/settings/leads")
    const trial = page.getByRole("region", { name: "试算" })
    const parts = trial.getByRole("list", { name: "每个人得到多少" })
    await parts.getByRole("button", { name: /程远/ }).waitFor()
    const said = async () => (await parts.getByRole("button").allInnerTexts()).map((text) => text.replace(/\s+/g, " "))
    const saved = await said()
    const rule = page.getByRole("switch", { name: "启用“官网线索轮流”" })
    await rule.click()
    await page.getByText("1 处改动还没有保存").waitFor()
    await trial.getByText(/左边还没保存的规则会给谁$/).waitFor()
    await until(async () => `${await said()}` !== `${saved}`, "the trial to be of the rules as they stand")
    await me.looked("leads-rules", "the rules with their trial")
    await page.getByRole("button", { name: "放弃改动" }).click()
    await until(async () => `${await said()}` === `${saved}`, "the trial to be of the saved rules again")
    assert.equal(await rule.getAttribute("aria-checked"), "true")
    const rules = async () => (await well(me.api("GET", "/api/assignment"))).rules
    assert.ok(
      (await rules()).every(({ on }) => on),
      "what was discarded was never saved",
    )

    await page.getByRole("button", { name: "加一条规则" }).click()
    await page.getByLabel("名称", { exact: true }).fill("其余给程远")
    await page.getByText("选出给谁").waitFor()
    assert.ok(await page.getByRole("button", { name: "保存规则" }).isDisabled(), "a rule without a target is not saved")
    await page.getByRole("combobox", { name: "给谁" }).selectOption({ label: "程远" })
    await page.getByRole("button", { name: "保存规则" }).click()
    await me.told("规则已保存")
    const last = (await rules()).at(-1)
    assert.deepEqual([last.name, last.on, last.named.map(({ name }) => name)], ["其余给程远", true, ["程远"]])
    await until(async () => `${await said()}` !== `${saved}`, "the trial to know the new rule")

    const section = (name) =>
      page.getByRole("navigation", { name: "线索分配的分区" }).getByRole("link", { name }).click()
    await section("同事")
    await page.getByRole("row", { name: /沈知微.*25/ }).waitFor()
    await me.looked("", "seats")
    await section("公海")
    await page.getByRole("button", { name: /默认公海/ }).waitFor()
    assert.equal(await page.getByLabel("一天最多领").inputValue(), "10")
    await me.looked("", "pools")
    await section("自动生成")
    for (const name of ["企业采购表单", "想买的评论"])
      await page
        .getByRole("button", { name: new RegExp(name) })
        .first()
        .waitFor()
    await me.looked("", "what makes leads")

    await me.open("/leads/fairness")
    const { parts: shares } = await well(me.api("GET", fairness()))
    assert.ok(shares.length >= 2)
    assert.equal(shares.find(({ who }) => who.name === "沈知微").released, 1, "what was given back above")
    for (const { who, rule: given, claimed, hand, released, recycled } of shares) {
      const row = page.getByRole("row", { name: new RegExp(who.name) })
      await row.getByRole("link", { name: `${given + claimed + hand} 条`, exact: true }).waitFor()
      if (released + recycled > 0)
        await row.getByRole("cell", { name: `${released} / ${recycled}`, exact: true }).waitFor()
    }
    await me.looked("leads-fairness", "fairness")
  }))

/** The last thirty days, as the page asks first. */
function fairness() {
  const day = (ago) => new Date(Date.now() + 8 * 3_600_000 - ago * 86_400_000).toISOString().slice(0, 10)
  return `/api/leads/fairness?from=${day(29)}&to=${day(0)}`
}

test("on a phone, in English: a lead is claimed and opened, and every page fits", async () => {
  await as(SELLER, PHONE, async (me, page) => {
    const looked = async (step, name) => {
      await me.looked(step, name)
      await sideways(page)
    }
    await me.open("/leads")
    await counts(page, (await leadsOf(me.api, MINE)).length)
    await looked("", "my leads")
    await tab(page, /^Pools/)
    const waiting = await leadsOf(me.api, WAITING)
    await counts(page, waiting.length)
    await looked("leads-pool", "the pool")
    const one = (await Promise.all(waiting.map(({ id }) => leadOf(me.api, id)))).find(({ claim }) => claim.may).row
    await page.getByRole("button", { name: `Claim ${one.name}`, exact: true }).click()
    await me.told(`Claimed ${one.name}`)
    assert.equal((await leadOf(me.api, one.id)).row.owner.name, "沈知微")
    await tab(page, "My leads")
    await page.getByRole("link", { name: new RegExp(one.name) }).click()
    await page.waitForURL(`**/leads/${one.id}`)
    await page.getByRole("button", { name: "Convert…" }).waitFor()
    await me.open(`/leads/${one.id}`)
    await page.getByRole("heading", { level: 1, name: one.name }).waitFor()
    await looked("leads-lead", "a lead")
    await page.getByRole("button", { name: "Convert…" }).click()
    await page.getByRole("button", { name: "Convert and make the deal" }).waitFor()
    await looked("", "a conversion")
    const [dispute] = (await well(me.api("GET", "/api/disputes?state=open"))).rows
    await me.open(`/disputes/${dispute.id}`)
    await page.getByRole("region", { name: "What the program gathered" }).waitFor()
    await looked("", "a dispute")
  })
  await as(ADMIN, PHONE, async (me, page) => {
    await me.open("/settings/leads")
    await page.getByRole("list", { name: "How many each gets" }).waitFor()
    await me.looked("leads-rules", "the rules with their trial")
    await sideways(page)
    await me.open("/leads/fairness")
    await page.getByRole("row", { name: /沈知微/ }).waitFor()
    await me.looked("leads-fairness", "fairness")
    await sideways(page)
  })
})

test("in English, the lists and a lead say nothing of the app's own in Chinese", () =>
  as(SELLER, DESK_ABROAD, async (me, page) => {
    const [one] = await leadsOf(me.api, MINE)
    const written = await writtenAbout(me.api, one.id)
    const claims = page.getByRole("button", { name: /^Claim ./ })
    for (const [path, there] of [
      ["/leads", named(page, one.name)],
      ["/leads?place=pool", claims.first()],
      ["/leads?place=all", page.getByRole("grid")],
      [`/leads/${one.id}`, page.getByRole("heading", { level: 1, name: one.name })],
    ]) {
      await me.open(path)
      await there.waitFor()
      assert.deepEqual(await ownChinese(page, written), [], path)
    }
  }))

/** What colleagues and customers wrote that may stand on the pages of leads. */
async function writtenAbout(call, lead) {
  const asked = ["leads?limit=100", `leads/${lead}`, `leads/${lead}/changes`, "pools", "session", "users"]
  return textsIn(await Promise.all(asked.map((path) => well(call("GET", `/api/${path}`)))))
}

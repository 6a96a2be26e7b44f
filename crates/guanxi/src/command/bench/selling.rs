//! Selling at scale: boards, forecasts, lists of deals and leads, agendas and calendars, the report of fairness, with
//! fifty of the strictest role at once; and ten thousand leads given by rules.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use gx_agenda::record::{self as agenda, Activity, Kind, State};
use gx_kernel::{Id, IdKind, Micros};
use gx_sales::deal::record::{self as deals, Deal};
use gx_sales::deal::step;
use gx_sales::lead::record::{self as leads, Lead};
use gx_sales::{pipeline, pool};
use gx_server::demo;
use gx_store::Store;
use serde_json::{Map, Value as Json, json};

use super::Size;
use super::client::query;
use super::load::Dice;
use super::reading::fill;
use super::report::{Budget, Figure, number, percentiles};
use super::reporting::{self, Screen};
use super::server::{Folder, Server};
use super::working::{Caller, Pace, at_once};
use crate::config::Config;

/// Deals for each thousand people.
const DEALS: u32 = 200;
/// Activities for each thousand people.
const ACTIVITIES: u32 = 2000;
/// Leads that are given.
const LEADS: usize = 10_000;
/// Leads in one request, as many as it takes.
const BATCH: usize = 1000;
/// Records of one transaction.
const STEP: usize = 5_000;
const SOURCES: [&str; 6] = ["官网表单", "展会", "小红书", "微信咨询", "电话来询", "转介绍"];
const HOUR: i64 = 3600 * Micros::SECOND;

/// Who may own what: all who work here, salespeople several times.
fn owners(store: &Store) -> Result<Vec<Id>> {
    let rows =
        store.read(|tx| tx.query("SELECT id, role FROM staff WHERE disabled_at IS NULL ORDER BY id", &[]))?;
    let mut out = Vec::new();
    for r in &rows {
        let times = if r.text(1)? == "sales" { 3 } else { 1 };
        out.extend(std::iter::repeat_n(r.id(0)?, times));
    }
    Ok(out)
}

/// Makes deals up to the number wanted, through the door that the program itself takes.
fn give_deals(store: &Store, wanted: usize) -> Result<()> {
    let have = store.read(|tx| tx.one("SELECT COUNT(*) FROM deal", &[])?.int(0))?;
    let mut left = wanted.saturating_sub(usize::try_from(have)?);
    if left == 0 {
        return Ok(());
    }
    let people = store.read(|tx| {
        tx.query("SELECT id FROM person WHERE merged_into IS NULL AND deleted_at IS NULL ORDER BY id", &[])
    })?;
    let (owners, mut dice) = (owners(store)?, Dice::new(11));
    let line = store.read(pipeline::load)?.into_iter().next().context("there is a pipeline")?;
    let now = store.now();
    while left > 0 {
        let many = left.min(STEP);
        store.write(|tx| {
            for _ in 0..many {
                let stage = line.stages.get(dice.below(line.stages.len() as u64) as usize);
                let (Some(stage), Some(person), Some(owner)) = (stage, dice.pick(&people), dice.pick(&owners)) else { break };
                let since = now.plus(-(dice.below(120 * 24) as i64) * HOUR);
                let expected = now.plus((dice.below(90 * 24) as i64 - 20 * 24) * HOUR).to_rfc3339();
                let mut deal = Deal {
                    id: store.id(),
                    number: deals::next_number(tx)?,
                    pipeline: line.shown(),
                    stage: String::new(),
                    state: String::new(),
                    person: Some(person.id(0)?),
                    company: None,
                    values: Map::new(),
                    lines: Vec::new(),
                    probability: 0.0,
                    stage_since: since,
                    closed_at: None,
                    created_at: since.plus(-300 * HOUR),
                    deleted_at: None,
                };
                let currency = if dice.below(10) == 0 { "USD" } else { "CNY" };
                let next = (dice.below(4) > 0).then(|| now.plus((dice.below(400) as i64 - 100) * HOUR).to_rfc3339());
                let values = json!({"name": format!("供货 {}", deal.number), "amount": (dice.below(90_000) + 500).to_string(),
                    "currency": currency, "expected_on": expected.get(..10), "next_at": next, "next_step": "电话",
                    "source": dice.pick(&SOURCES), "owner": owner.show(IdKind::User)});
                for (key, value) in values.as_object().into_iter().flatten() {
                    deal.put(key, value.clone());
                }
                step::stand(&mut deal, stage, since);
                deals::insert(tx, &deal, false)?;
            }
            Ok(())
        })?;
        left -= many;
    }
    Ok(())
}

/// Makes activities up to the number wanted: of the last two years, most of them done, and of the weeks to come.
fn give_activities(store: &Store, wanted: usize) -> Result<()> {
    let have = store.read(|tx| tx.one("SELECT COUNT(*) FROM activity", &[])?.int(0))?;
    let mut left = wanted.saturating_sub(usize::try_from(have)?);
    if left == 0 {
        return Ok(());
    }
    let ids = |sql: &str| store.read(|tx| tx.query(sql, &[]));
    let people = ids("SELECT id FROM person WHERE merged_into IS NULL AND deleted_at IS NULL ORDER BY id")?;
    let deals = ids("SELECT id FROM deal WHERE state = 'open' ORDER BY id")?;
    let (owners, mut dice) = (owners(store)?, Dice::new(13));
    let kinds = [Kind::Task, Kind::Call, Kind::Call, Kind::Visit, Kind::Meeting];
    let now = store.now();
    while left > 0 {
        let many = left.min(STEP);
        store.write(|tx| {
            for n in 0..many {
                let (Some(person), Some(owner), Some(kind)) =
                    (dice.pick(&people), dice.pick(&owners), dice.pick(&kinds))
                else {
                    break;
                };
                let at = now.plus((dice.below(790 * 24) as i64 - 730 * 24) * HOUR);
                let mut a = Activity::new(store, "Asia/Shanghai".to_owned());
                (a.kind, a.title, a.owner) = (*kind, format!("联系客户 {n}"), Some(*owner));
                a.about[0] = Some(person.id(0)?);
                a.about[2] = if n % 10 == 0 { dice.pick(&deals).map(|r| r.id(0)).transpose()? } else { None };
                a.first_at = Some(at);
                a.length = (*kind != Kind::Task).then_some(1800);
                if at < now && dice.below(50) > 0 {
                    (a.state, a.done_at, a.done_by) = (State::Done, Some(at.plus(HOUR)), Some(*owner));
                    a.outcome = Some("已联系，有意向".to_owned());
                }
                agenda::write(tx, store, &mut a, true)?;
            }
            Ok(())
        })?;
        left -= many;
    }
    Ok(())
}

/// Makes leads that wait in the first pool; their ids.
fn give_leads(store: &Store, many: usize) -> Result<Vec<String>> {
    let people = store.read(|tx| {
        let sql = format!(
            "SELECT p.id, p.name FROM person p WHERE p.merged_into IS NULL AND p.deleted_at IS NULL AND p.owner IS NULL \
             AND NOT EXISTS (SELECT 1 FROM lead l WHERE l.person_id = p.id) ORDER BY p.id LIMIT {many}"
        );
        tx.query(&sql, &[])
    })?;
    let pool = store.read(pool::load)?.into_iter().next().context("there is a pool")?;
    let mut dice = Dice::new(12);
    let mut out = Vec::with_capacity(people.len());
    for chunk in people.chunks(STEP) {
        store.write(|tx| {
            let numbers = leads::next_numbers(tx, chunk.len())?;
            let mut made = Vec::with_capacity(chunk.len());
            for (r, number) in chunk.iter().zip(numbers) {
                let came = store.now().plus(-(dice.below(500) as i64) * HOUR);
                let mut lead = Lead::new(store.id(), number, came);
                lead.person = Some(r.id(0)?);
                lead.pool = Some(pool.id);
                lead.put("name", r.string(1)?.into());
                lead.put("currency", "CNY".into());
                lead.put("source", dice.pick(&SOURCES).copied().into());
                lead.put("interest", "想要一份报价".into());
                out.push(lead.shown());
                made.push(lead);
            }
            leads::insert(tx, &made, false)
        })?;
    }
    Ok(out)
}

/// What a screen of selling asks for.
fn screens(now: Micros) -> Vec<Screen> {
    let instant = |days: i64| query(&now.plus(days * 24 * HOUR).to_rfc3339());
    let week = format!("from={}&to={}", instant(-2), instant(5));
    let filter = query("amount > 20000 and expected_on <= today");
    let asked: Vec<(&'static str, String)> = vec![
        ("board, six columns with their first thirty cards", "/api/deals/board?each=30".into()),
        ("forecast of the quarter", "/api/deals/forecast".into()),
        ("list of deals by amount", "/api/deals?limit=50&sort=-amount".into()),
        ("list of deals, filtered", format!("/api/deals?limit=50&filter={filter}")),
        (
            "my leads",
            format!("/api/leads?limit=50&filter={}", query("owner = me and state in (\"new\", \"working\")")),
        ),
        (
            "what waits in the pool",
            format!("/api/leads?limit=50&filter={}", query("owner is empty and pool is not empty")),
        ),
        ("the agenda of today", "/api/activities/today".into()),
        ("the calendar of a week", format!("/api/activities/calendar?{week}")),
        ("the calendar of a team's week", format!("/api/activities/calendar?{week}&who=team")),
        ("list of what is to be done, by its time", {
            let mine = query("state = \"open\" and owner = me");
            format!("/api/activities?limit=50&sort=at&filter={mine}")
        }),
        ("pools", "/api/pools".into()),
        ("fairness of a month", "/api/leads/fairness?from=2026-11-01&to=2026-11-30".into()),
    ];
    let get = |(what, path)| (what, "GET", path, Json::Null);
    asked.into_iter().map(get).chain(reporting::screens()).collect()
}

/// Selling on one filled database.
pub(super) fn selling(config: &Config, size: &Size, kept: Option<&Path>) -> Result<Vec<Figure>> {
    let folder = match kept {
        Some(path) => Folder::lasting(path)?,
        None => Folder::fresh("selling")?,
    };
    let (people, ..) = fill(config, &folder, size.people, size.each)?;
    // What the program makes of a new workspace is there once it has started.
    drop(Server::start(&folder)?);
    let many = (size.people / 1000 * DEALS).max(100) as usize;
    let planned = (size.people / 1000 * ACTIVITIES).max(1000) as usize;
    let waiting = {
        let store = crate::command::open_url(config, &folder.database())?;
        give_deals(&store, many)?;
        give_activities(&store, planned)?;
        give_leads(&store, LEADS.min(size.people as usize / 3))?
    };
    let now = gx_kernel::Clock::now(&gx_kernel::SystemClock);
    let server = Server::start(&folder)?;
    let accounts = demo::accounts();
    let login = |role: &str| {
        let found = accounts.iter().find(|a| a["role"] == role);
        found.and_then(|a| a["login"].as_str()).map(str::to_owned).context("the demo has one of each")
    };
    let mut admin = Caller::open(&server, &server.sign_in(&login("admin")?, demo::PASSWORD)?)?;
    let scale = format!(
        "{} people, {} deals and {} activities",
        number(people as f64),
        number(many as f64),
        number(planned as f64)
    );
    let mut out = Vec::new();

    // Every rule is asked of every lead: five that fit few, then one that gives in turn.
    let staff = admin.json("GET", "/api/staff", &Json::Null)?.1;
    let users: Vec<Json> = staff.as_array().into_iter().flatten().map(|s| s["id"].clone()).collect();
    let to = json!({"kind": "users", "users": users, "teams": [], "by": "turn"});
    let mut rules: Vec<Json> = (0..5)
        .map(|n| {
            json!({"name": format!("规则{n}"), "on": true, "to": to,
            "filter": format!("source = \"来源{n}\" and related person where city = \"上海\"")})
        })
        .collect();
    rules.push(json!({"name": "轮流", "on": true, "filter": "", "to": to}));
    admin.call("PUT", "/api/assignment", &json!({"rules": rules, "fallback": null}))?;
    let start = Instant::now();
    for ids in waiting.chunks(BATCH) {
        admin.call("POST", "/api/leads/assign", &json!({"ids": ids, "to": "rules"}))?;
    }
    let what = format!("{} leads given by six rules, at {scale}", number(waiting.len() as f64));
    let how =
        format!("in requests of {BATCH}, each with its trace, its notice and who looks after the person");
    out.push(Figure::new(what, Budget::None, start.elapsed().as_secs_f64(), "s").how(how));
    let start = Instant::now();
    admin.call("POST", "/api/assignment/simulate", &json!({"last": 500}))?;
    let ms = start.elapsed().as_secs_f64() * 1000.0;
    out.push(Figure::new("… the last 500 gone through by the simulator", Budget::None, ms, "ms"));

    let theirs = server.sign_in(&login("sales")?, demo::PASSWORD)?;
    let mut sales = Caller::open(&server, &theirs)?;
    for (who, caller) in [("all", &mut admin), ("a salesperson's", &mut sales)] {
        // What it costs is measured, not what was kept of it.
        caller.fresh = true;
        for (what, method, path, body) in screens(now) {
            let mut took = Vec::new();
            for _ in 0..7 {
                took.push(caller.call(method, &path, &body)?.0);
            }
            // The first one warms what the others find warm.
            took.remove(0);
            let (p50, _, detail) = percentiles(took);
            let figure = Figure::new(format!("{what}, {who}, alone"), Budget::None, p50, "ms");
            out.push(figure.how("the median of six after the first").detail(detail));
        }
    }
    let lasts = Duration::from_secs_f64(size.pace_seconds * 3.0);
    let all = screens(now);
    let (deeds, rate) = at_once(&server, &theirs, lasts, Pace::Thinking, |caller, dice| {
        let (what, method, path, body) = dice.pick(&all).context("there is a screen")?;
        Ok((*what, caller.call(method, path, body)?.0))
    })?;
    let what = format!("selling by fifty people of a salesperson's role, at {scale}");
    out.push(Figure::new(what, Budget::None, rate, "requests/s").how("one to five seconds between two"));
    for (what, ms) in deeds {
        let n = ms.len();
        let (p50, p99, detail) = percentiles(ms);
        let figure = Figure::new(format!("… {what}, p99"), Budget::None, p99, "ms");
        out.push(figure.how(format!("p50 {} ms of {n}", number(p50))).detail(detail));
    }
    Ok(out)
}

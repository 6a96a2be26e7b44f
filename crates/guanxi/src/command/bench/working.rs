//! A morning in the office: fifty people of the strictest role at once on a full database with twenty fields of their
//! own, and what one of them does to many.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use gx_people::duplicates::SCAN_JOB;
use gx_server::demo;
use serde_json::{Value as Json, json};

use super::Size;
use super::client::{Connection, query, request};
use super::load::Dice;
use super::reading::{fill, sample};
use super::report::{Budget, Figure, number, percentiles};
use super::server::{Folder, Server};
use crate::config::Config;

/// People who work at once.
const AT_ONCE: usize = 50;
/// Fields of one's own that everybody has a value in.
const FIELDS: usize = 20;
/// People whose values are written in one transaction.
const STEP: i64 = 20_000;

/// Keys of the fields, by their types: five choices, five numbers, five texts, five dates.
fn keys() -> Vec<(String, &'static str)> {
    let types = ["choice", "number", "text", "date"];
    (0..FIELDS).map(|n| (format!("bench{n}"), types.get(n % 4).copied().unwrap_or("text"))).collect()
}

/// One caller with a session.
pub(super) struct Caller {
    connection: Connection,
    cookie: String,
    /// Whether it asks for no answer that was kept.
    pub(super) fresh: bool,
}

impl Caller {
    pub(super) fn open(server: &Server, cookie: &str) -> Result<Self> {
        Ok(Self { connection: server.connect()?, cookie: cookie.to_owned(), fresh: false })
    }

    /// Milliseconds until the whole answer was there, and the answer.
    pub(super) fn call(&mut self, method: &str, path: &str, body: &Json) -> Result<(f64, Vec<u8>)> {
        let mut headers =
            vec![("cookie", self.cookie.as_str()), ("x-guanxi", "1"), ("content-type", "application/json")];
        if self.fresh {
            headers.push(("cache-control", "no-cache"));
        }
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let wish = request(method, path, &headers, body.as_bytes());
        let start = Instant::now();
        let answer = self.connection.send(&wish)?;
        let took = start.elapsed().as_secs_f64() * 1000.0;
        Ok((took, answer.good().with_context(|| format!("{method} {path}"))?))
    }

    pub(super) fn json(&mut self, method: &str, path: &str, body: &Json) -> Result<(f64, Json)> {
        let (took, body) = self.call(method, path, body)?;
        Ok((took, serde_json::from_slice(&body)?))
    }
}

/// The fields, made over HTTP; what adding one took at the median, and the keys they got with the ids of options.
fn make_fields(admin: &mut Caller) -> Result<(Vec<f64>, BTreeMap<String, Vec<String>>)> {
    let (mut took, mut known) = (Vec::new(), BTreeMap::new());
    let objects = admin.json("GET", "/api/objects", &Json::Null)?.1;
    let there = |label: &str| -> Option<Json> {
        let person = objects.as_array()?.iter().find(|o| o["object"] == "person")?;
        person["fields"].as_array()?.iter().find(|f| f["label"] == label).cloned()
    };
    for (label, ty) in keys() {
        let field = match there(&label) {
            Some(field) => field,
            None => {
                let mut wish = json!({"label": label, "type": ty});
                if ty == "choice" {
                    wish["options"] = (0..6).map(|n| json!({"label": format!("选项{n}")})).collect();
                }
                let (ms, made) = admin.json("POST", "/api/objects/person/fields", &wish)?;
                took.push(ms);
                made["data"].clone()
            }
        };
        let options = field["options"].as_array().into_iter().flatten();
        let ids = options.filter_map(|o| o["id"].as_str().map(str::to_owned)).collect();
        known.insert(field["key"].as_str().context("a field has a key")?.to_owned(), ids);
    }
    Ok((took, known))
}

/// Gives everybody a value in every field, straight into the database: how they came there is not what is measured.
fn give_values(config: &Config, folder: &Folder, fields: &BTreeMap<String, Vec<String>>) -> Result<()> {
    let store = crate::command::open_url(config, &folder.database())?;
    let Some(first) = fields.keys().next() else { bail!("there are no fields") };
    let given = format!("SELECT 1 FROM person WHERE json_extract(fields, '$.{first}') IS NOT NULL LIMIT 1");
    if store.read(|tx| tx.first(&given, &[]))?.is_some() {
        return Ok(());
    }
    let value = |n: usize, ids: &[String]| match n % 4 {
        0 => {
            let cases: Vec<String> =
                ids.iter().enumerate().map(|(i, id)| format!("WHEN {i} THEN '{id}'")).collect();
            format!("CASE (seq + {n}) % {} {} END", ids.len().max(1), cases.join(" "))
        }
        1 => format!("(seq * {}) % 100000", n + 7),
        2 => format!("'v' || ((seq * {}) % 5000)", n + 3),
        _ => format!("date('2020-01-01', '+' || ((seq * {}) % 2500) || ' days')", n + 1),
    };
    // The order of keys is that of the map; the type of each follows from the number in its name.
    let mut parts = Vec::new();
    for (key, ids) in fields {
        let n: usize = key.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0);
        parts.push(format!("'{key}', {}", value(n, ids)));
    }
    let object = format!("json_object({})", parts.join(", "));
    let ids = store.read(|tx| tx.query("SELECT id FROM person ORDER BY id", &[]))?;
    for (at, chunk) in ids.chunks(STEP as usize).enumerate() {
        let (Some(from), Some(to)) = (chunk.first(), chunk.last()) else { break };
        let from_seq = at as i64 * STEP;
        let sql = format!(
            "UPDATE person SET fields = json_patch(COALESCE(person.fields, '{{}}'), n.more) \
             FROM (SELECT id, {object} AS more FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) + {from_seq} AS seq FROM person WHERE id BETWEEN {} AND {})) n \
             WHERE person.id = n.id",
            from.int(0)?,
            to.int(0)?
        );
        store.write(|tx| tx.execute(&sql, &[]))?;
    }
    Ok(())
}

/// Waits for the scan that the many who came have called, for up to half an hour: it is not what is measured.
fn settled(config: &Config, folder: &Folder) -> Result<()> {
    let store = crate::command::open_url(config, &folder.database())?;
    let begin = Instant::now();
    loop {
        let sql = "SELECT COUNT(*) FROM job WHERE kind = $1 AND state IN ('waiting', 'running')";
        if store.read(|tx| tx.one(sql, &[SCAN_JOB.into()])?.int(0))? == 0 {
            return Ok(());
        }
        if begin.elapsed() > Duration::from_secs(1800) {
            bail!("the scan for duplicates did not end within half an hour");
        }
        std::thread::sleep(Duration::from_secs(2));
    }
}

/// What somebody does in a morning, by its share of a hundred.
const DEEDS: &[(&str, u64)] = &[
    ("list", 20),
    ("list by a field of one's own", 10),
    ("group by a choice", 5),
    ("board: first cards of six columns", 5),
    ("search as typed", 25),
    ("record", 20),
    ("its timeline", 10),
    ("save a value", 5),
];

/// What the callers ask about.
struct World {
    people: Vec<(String, String, Option<String>)>,
    choice: String,
    options: Vec<String>,
    figure: String,
}

/// Does one thing; its name and how long it took.
fn deed(caller: &mut Caller, world: &World, dice: &mut Dice) -> Result<(&'static str, f64)> {
    let mut at = dice.below(DEEDS.iter().map(|(_, share)| share).sum());
    let (what, _) = DEEDS
        .iter()
        .find(|(_, share)| {
            let hit = at < *share;
            at = at.saturating_sub(*share);
            hit
        })
        .context("the shares add up")?;
    let (id, name, _) = dice.pick(&world.people).context("there is somebody")?;
    let get = |caller: &mut Caller, path: String| {
        Ok::<f64, anyhow::Error>(caller.call("GET", &path, &Json::Null)?.0)
    };
    let took = match *what {
        "list" => get(caller, "/api/people?limit=50&sort=-last_seen_at".into())?,
        "list by a field of one's own" => {
            let filter = format!("{} > {} and city = \"上海\"", world.figure, dice.below(100_000));
            get(caller, format!("/api/people?limit=50&sort=-last_seen_at&filter={}", query(&filter)))?
        }
        "group by a choice" => get(caller, format!("/api/people/groups?by={}", world.choice))?,
        "board: first cards of six columns" => {
            let mut all = 0.0;
            for option in &world.options {
                let filter = format!("{} = \"{option}\"", world.choice);
                all += get(
                    caller,
                    format!("/api/people?limit=20&sort=-last_seen_at&filter={}", query(&filter)),
                )?;
            }
            all
        }
        "search as typed" => {
            let typed: String = name.chars().take(1 + dice.below(3) as usize).collect();
            get(caller, format!("/api/search?q={}", query(&typed)))?
        }
        "record" => get(caller, format!("/api/people/{id}"))?,
        "its timeline" => get(caller, format!("/api/people/{id}/timeline"))?,
        _ => {
            let set = json!({"set": {(world.figure.as_str()): dice.below(100_000)}});
            caller.call("PATCH", &format!("/api/people/{id}"), &set)?.0
        }
    };
    Ok((what, took))
}

/// How the fifty work.
#[derive(Clone, Copy)]
pub(super) enum Pace {
    /// The next request follows the answer at once: what the machine can do at most.
    Breathless,
    /// One to five seconds to read and to think between two requests: what fifty people do.
    Thinking,
}

/// Kinds of deeds with what each took, and how many were done in a second.
type Done = (BTreeMap<&'static str, Vec<f64>>, f64);

/// All callers at once, for a while, each doing one thing after the other.
pub(super) fn at_once(
    server: &Server,
    cookie: &str,
    lasts: Duration,
    pace: Pace,
    deed: impl Fn(&mut Caller, &mut Dice) -> Result<(&'static str, f64)> + Sync,
) -> Result<Done> {
    let deed = &deed;
    let begin = Instant::now();
    let each: Vec<Result<Vec<(&'static str, f64)>>> = std::thread::scope(|scope| {
        let callers: Vec<_> = (0..AT_ONCE)
            .map(|n| {
                scope.spawn(move || {
                    let mut caller = Caller::open(server, cookie)?;
                    let mut dice = Dice::new(100 + n as u64);
                    let mut done = Vec::new();
                    while begin.elapsed() < lasts {
                        if matches!(pace, Pace::Thinking) {
                            std::thread::sleep(Duration::from_millis(1000 + dice.below(4000)));
                        }
                        done.push(deed(&mut caller, &mut dice)?);
                    }
                    Ok(done)
                })
            })
            .collect();
        callers
            .into_iter()
            .map(|c| c.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a caller broke off"))))
            .collect()
    });
    let seconds = begin.elapsed().as_secs_f64();
    let mut out: BTreeMap<&'static str, Vec<f64>> = BTreeMap::new();
    let mut n = 0;
    for one in each {
        for (what, took) in one? {
            out.entry(what).or_default().push(took);
            n += 1;
        }
    }
    Ok((out, f64::from(n) / seconds))
}

/// People made by so many clients with a key of a program, one a request, for a while; how many a second.
fn creating(server: &Server, secret: &str, clients: usize, lasts: Duration) -> Result<f64> {
    let begin = Instant::now();
    let each: Vec<Result<u32>> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..clients)
            .map(|client| {
                scope.spawn(move || {
                    let mut connection = server.connect()?;
                    let bearer = format!("Bearer {secret}");
                    let mut n = 0_u32;
                    while begin.elapsed() < lasts {
                        let tag = format!("{clients}-{client}-{n}-{}", std::process::id());
                        let body = json!({"name": format!("新客户 {tag}"), "city": "上海",
                            "identities": [{"kind": "email", "value": format!("c{tag}@bench.example")}]});
                        let headers =
                            [("authorization", bearer.as_str()), ("content-type", "application/json")];
                        let wish = request("POST", "/api/people", &headers, body.to_string().as_bytes());
                        let answer = connection.send(&wish)?;
                        if answer.status == 429 {
                            bail!("the program was told to slow down; the limit is what was measured");
                        }
                        answer.good()?;
                        n += 1;
                    }
                    Ok(n)
                })
            })
            .collect();
        all.into_iter()
            .map(|c| c.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a client broke off"))))
            .collect()
    });
    let seconds = begin.elapsed().as_secs_f64();
    let made = each.into_iter().sum::<Result<u32>>()?;
    Ok(f64::from(made) / seconds)
}

/// The work of an office on one filled database.
pub(super) fn working(config: &Config, size: &Size, kept: Option<&Path>) -> Result<Vec<Figure>> {
    let folder = match kept {
        Some(path) => Folder::lasting(path)?,
        None => Folder::fresh("working")?,
    };
    let (people, ..) = fill(config, &folder, size.people, size.each)?;
    let mut server = Server::start(&folder)?;
    let accounts = demo::accounts();
    let login = |role: &str| -> Vec<String> {
        let of = accounts.iter().filter(|a| a["role"] == role);
        of.filter_map(|a| a["login"].as_str().map(str::to_owned)).collect()
    };
    let chief = login("admin").into_iter().next().context("the demo has an administrator")?;
    let mut admin = Caller::open(&server, &server.sign_in(&chief, demo::PASSWORD)?)?;
    let (took, fields) = make_fields(&mut admin)?;
    // Only one process writes to the embedded database at its ease.
    drop(server);
    give_values(config, &folder, &fields)?;
    server = Server::start(&folder)?;
    settled(config, &folder)?;
    let cookie = server.sign_in(&chief, demo::PASSWORD)?;
    admin = Caller::open(&server, &cookie)?;
    let who = login("sales").into_iter().next().context("the demo has a salesperson")?;
    let theirs = server.sign_in(&who, demo::PASSWORD)?;
    let mut sales = Caller::open(&server, &theirs)?;
    let own = sales.json("GET", "/api/people?limit=1", &Json::Null)?.1["total"].as_i64().unwrap_or(0);
    let mut seen = Vec::new();
    for (id, name, phone) in sample(config, &folder, size.asks * 4)? {
        // Whoever is not within reach is no page to open.
        if sales.call("GET", &format!("/api/people/{id}"), &Json::Null).is_ok() {
            seen.push((id, name, phone));
        }
    }
    let field = |ty: &str| {
        let at = keys().into_iter().find(|(_, one)| *one == ty).map(|(label, _)| format!("x_{label}"));
        at.filter(|key| fields.contains_key(key)).context("the fields have their usual keys")
    };
    let (choice, figure) = (field("choice")?, field("number")?);
    let options = fields.get(&choice).cloned().unwrap_or_default();
    let world = World { people: seen, choice, options, figure };
    let scale = format!("{} people with {FIELDS} fields of one's own", number(people as f64));
    let mut out = Vec::new();
    if !took.is_empty() {
        let (p50, _, detail) = percentiles(took);
        let figure = Figure::new(format!("adding a field at {scale}"), Budget::None, p50, "ms");
        out.push(figure.how("the median of twenty").detail(detail));
    }
    let lasts = Duration::from_secs_f64(size.pace_seconds);
    for (pace, manner) in [
        (Pace::Thinking, "with one to five seconds between two requests"),
        (Pace::Breathless, "without a pause"),
    ] {
        let lasts = if matches!(pace, Pace::Thinking) { lasts * 3 } else { lasts };
        let (deeds, rate) =
            at_once(&server, &theirs, lasts, pace, |caller, dice| deed(caller, &world, dice))?;
        let how = format!("of a role that sees {} of them", number(own as f64));
        let what = format!("work of {AT_ONCE} people {manner}, at {scale}");
        out.push(Figure::new(what, Budget::None, rate, "requests/s").how(how));
        for (what, ms) in deeds {
            let n = ms.len();
            let (p50, p99, detail) = percentiles(ms);
            let figure = Figure::new(format!("… {what}, p99"), Budget::None, p99, "ms");
            out.push(figure.how(format!("p50 {} ms of {n}", number(p50))).detail(detail));
        }
    }
    out.extend(of_many(&mut admin, &world, people)?);
    let key = admin.json("POST", "/api/keys", &json!({"name": "bench", "scopes": ["read", "write"]}))?.1;
    let secret = key["secret"].as_str().context("a key is shown once")?;
    for clients in [1, 8] {
        let rate = creating(&server, secret, clients, lasts)?;
        let what = format!(
            "people made over the API by {clients} {}",
            if clients == 1 { "client" } else { "clients" }
        );
        out.push(
            Figure::new(what, Budget::None, rate, "people/s").how("one a request, each with an address"),
        );
    }
    Ok(out)
}

/// What one administrator does to many: a bulk change of about ten thousand and its undo, an export of 100,000.
fn of_many(admin: &mut Caller, world: &World, people: i64) -> Result<Vec<Figure>> {
    let share = |n: i64| (100_000 * n / people.max(1)).clamp(1, 100_000);
    let below = format!("{} < {}", world.figure, share(10_000));
    let bulk =
        json!({"who": {"filter": below}, "what": {"add_tags": [format!("批量{}", std::process::id())]}});
    let (ms, done) = admin.json("POST", "/api/people/bulk", &bulk)?;
    let n = done["changed"].as_i64().unwrap_or(0);
    let mut out = vec![
        Figure::new(
            format!("a tag on {} people in one step", number(n as f64)),
            Budget::None,
            ms / 1000.0,
            "s",
        )
        .how("with one undo, told to everybody's lists"),
    ];
    if let Some(batch) = done["batch"].as_str() {
        let (ms, _) = admin.json("POST", &format!("/api/undo/{batch}"), &json!({}))?;
        out.push(Figure::new("… its undo", Budget::None, ms / 1000.0, "s"));
    }
    let filter = query(&format!("{} < {}", world.figure, share(100_000)));
    for kind in ["csv", "xlsx"] {
        let (ms, body) =
            admin.call("GET", &format!("/api/people/export.{kind}?filter={filter}"), &Json::Null)?;
        let what = format!("export of {} people as {kind}", number((people.min(100_000)) as f64));
        out.push(
            Figure::new(what, Budget::None, ms / 1000.0, "s")
                .how(format!("{} MB, all columns", number(body.len() as f64 / 1e6))),
        );
    }
    Ok(out)
}

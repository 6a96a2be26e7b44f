//! What a screen asks for, at scale: a person's page, lists with filter and sort, search.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};
use gx_demo::DemoConfig;
use gx_kernel::{Clock as _, Id, IdKind, SystemClock};
use gx_server::{App, Settings, demo};
use serde_json::{Map, Value as Json};

use super::Size;
use super::client::{Connection, query, request};
use super::load::Dice;
use super::report::{Budget, Figure, percentiles};
use super::server::{Folder, Server};
use crate::config::Config;
use crate::progress::Progress;

/// Fills a folder's database with the demo company, unless it holds that already.
pub(super) fn fill(
    config: &Config,
    folder: &Folder,
    people: u32,
    each: f64,
) -> Result<(i64, i64, Option<f64>)> {
    let store = crate::command::open_url(config, &folder.database())?;
    let count = |table: &str| store.read(|tx| tx.one(&format!("SELECT COUNT(*) FROM {table}"), &[])?.int(0));
    let mut rate = None;
    // The demo makes a few less than it is asked for: a folder that was kept holds them.
    if count("person")? * 100 < i64::from(people) * 99 {
        let app = App::start(store.clone(), Settings::default())?;
        let mut progress = Progress::new();
        let wish = DemoConfig {
            people,
            interactions_per_person: each,
            ..DemoConfig::new(demo::SEED, SystemClock.now())
        };
        let start = Instant::now();
        let filled = demo::load(&store, &app.pipeline, wish, &mut |phase, done, total| {
            progress.tell(phase, done, total)
        });
        progress.end();
        app.stop();
        filled?;
        rate = Some(count("interaction")? as f64 / start.elapsed().as_secs_f64());
    }
    Ok((count("person")?, count("interaction")?, rate))
}

/// People to ask for: ids, names and phones of a spread sample.
pub(super) fn sample(
    config: &Config,
    folder: &Folder,
    n: usize,
) -> Result<Vec<(String, String, Option<String>)>> {
    let store = crate::command::open_url(config, &folder.database())?;
    let ids = store
        .read(|tx| tx.query("SELECT id FROM person WHERE merged_into IS NULL AND deleted_at IS NULL", &[]))?;
    let mut dice = Dice::new(7);
    let mut out = Vec::with_capacity(n);
    for _ in 0..n {
        let Some(row) = dice.pick(&ids) else { bail!("there is nobody to ask for") };
        let id: Id = row.id(0)?;
        let row = store.read(|tx| tx.one("SELECT name, phone FROM person WHERE id = $1", &[id.into()]))?;
        out.push((id.show(IdKind::Person), row.string(0)?, row.opt_string(1)?));
    }
    Ok(out)
}

struct Asker {
    connection: Connection,
    cookie: String,
}

impl Asker {
    /// Milliseconds until the whole answer was there, and the answer.
    fn ask(&mut self, path: &str) -> Result<(f64, Vec<u8>)> {
        let wish = request("GET", path, &[("cookie", &self.cookie)], b"");
        let start = Instant::now();
        let answer = self.connection.send(&wish)?;
        let took = start.elapsed().as_secs_f64() * 1000.0;
        Ok((took, answer.good()?))
    }

    /// Asks every path of a group in turn, after one unmeasured pass over some; percentiles in all and for each group.
    fn measure(&mut self, what: &str, limit: f64, groups: &[(String, Vec<String>)]) -> Result<Vec<Figure>> {
        let mut all = Vec::new();
        let mut parts = Map::new();
        let (mut slowest, mut slowest_name) = (0.0, "");
        for (name, paths) in groups {
            for path in paths.iter().take(3) {
                self.ask(path)?;
            }
            let ms = paths.iter().map(|p| Ok(self.ask(p)?.0)).collect::<Result<Vec<f64>>>()?;
            all.extend(ms.iter().copied());
            let (p50, _, detail) = percentiles(ms);
            if p50 > slowest {
                (slowest, slowest_name) = (p50, name);
            }
            parts.insert(name.clone(), detail);
        }
        let n = all.len();
        let (p50, p99, _) = percentiles(all);
        let how = match groups.len() {
            1 => format!("{n} requests one after the other"),
            _ => format!(
                "{n} requests of {} kinds, one after the other; slowest kind {slowest_name}: p50 {slowest:.1} ms",
                groups.len()
            ),
        };
        Ok(vec![
            Figure::new(format!("{what}, p50"), Budget::None, p50, "ms"),
            Figure::new(format!("{what}, p99"), Budget::Below(limit), p99, "ms")
                .how(how)
                .detail(Json::Object(parts)),
        ])
    }
}

/// Filters and sorts that people use, from the cheapest to the dearest.
const LISTS: &[(&str, &str, &str)] = &[
    ("everybody, newest first", "", "-last_seen_at"),
    ("city, newest first", "city = \"上海\"", "-last_seen_at"),
    ("city, by name", "city = \"杭州\"", "name"),
    ("tier, by total", "tier = \"金山茶\"", "-order_total"),
    ("total above, by name", "order_total > 1000", "name"),
    ("two conditions, by total", "city in (\"北京\", \"成都\") and order_count >= 3", "-order_total"),
    ("tag, newest first", "tags has \"茶道\"", "-last_seen_at"),
    ("bought twice in 90 days", "did purchase at least 2 times in the last 90 days", "-last_seen_at"),
    ("rare, by city", "order_count > 40", "city"),
];

/// The three kinds of questions on one filled database.
pub(super) fn reading(config: &Config, size: &Size, kept: Option<&Path>) -> Result<Vec<Figure>> {
    let folder = match kept {
        Some(path) => Folder::lasting(path)?,
        None => Folder::fresh("reading")?,
    };
    let (people, interactions, rate) = fill(config, &folder, size.people, size.each)?;
    let some = sample(config, &folder, size.asks)?;
    let server = Server::start(&folder)?;
    let login =
        demo::accounts().first().and_then(|a| a["login"].as_str().map(str::to_owned)).unwrap_or_default();
    let cookie = server.sign_in(&login, demo::PASSWORD)?;
    let mut asker = Asker { connection: server.connect()?, cookie };
    let scale = format!(
        "{} people, {} interactions",
        super::report::number(people as f64),
        super::report::number(interactions as f64)
    );

    let mut out = Vec::new();
    if let Some(rate) = rate {
        out.push(
            Figure::new(format!("filling: {scale}"), Budget::None, rate, "interactions/s")
                .how("the demo through the same pipeline, without HTTP"),
        );
    }
    let paths = some.iter().map(|(id, ..)| format!("/api/people/{id}")).collect();
    out.extend(asker.measure(&format!("person page at {scale}"), 20.0, &[("person".into(), paths)])?);
    let paths = some.iter().map(|(id, ..)| format!("/api/people/{id}/timeline")).collect();
    out.extend(asker.measure("… its timeline, first page", 20.0, &[("timeline".into(), paths)])?);

    let mut groups = Vec::new();
    for (name, filter, sort) in LISTS {
        let path = format!("/api/people?limit=50&filter={}&sort={}", query(filter), query(sort));
        groups.push(((*name).to_owned(), vec![path; (size.asks / LISTS.len()).max(5)]));
    }
    out.extend(asker.measure("list of 50 with filter and sort", 50.0, &groups)?);

    let search = |text: String| format!("/api/search?q={}", query(&text));
    let first = |name: &str, n: usize| name.chars().take(n).collect::<String>();
    let kinds: Vec<(&str, Vec<String>)> = vec![
        ("full name", some.iter().map(|(_, name, _)| search(name.clone())).collect()),
        ("while typing", some.iter().map(|(_, name, _)| search(first(name, 1))).collect()),
        (
            "end of a phone",
            some.iter()
                .filter_map(|(.., phone)| phone.as_deref())
                .map(|p| search(p.chars().skip(p.chars().count().saturating_sub(4)).collect()))
                .collect(),
        ),
        (
            "pinyin",
            ["linxiaomei", "lxm", "wangw", "zhang", "liy"]
                .iter()
                .cycle()
                .take(size.asks / 4 + 5)
                .map(|w| search((*w).to_owned()))
                .collect(),
        ),
        (
            "words of messages",
            ["退款", "龙井", "敏感肌", "发票", "快递 慢"]
                .iter()
                .cycle()
                .take(size.asks / 4 + 5)
                .map(|w| search((*w).to_owned()))
                .collect(),
        ),
    ];
    let groups: Vec<(String, Vec<String>)> = kinds
        .into_iter()
        .map(|(name, paths)| (name.to_owned(), paths.into_iter().take(size.asks / 4 + 5).collect()))
        .collect();
    out.extend(asker.measure("full-text search", 50.0, &groups)?);
    Ok(out)
}

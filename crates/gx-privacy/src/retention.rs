//! How long what is kept: rules by kind of data, run every night a batch at a time, each off until somebody turns it on.
//!
//! Whoever a hold stands on is left alone by every rule.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use gx_http::{Live, Note};
use gx_kernel::interaction::Kind;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros, Problem};
use gx_store::{Result, Store, StoreError, Tx, job, search, settings};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::erase::{self, Cause};
use crate::request;
use crate::settings::Settings;

/// The job of the night.
pub const JOB: &str = "privacy.retain";
/// In the small hours of Asia, after the tiers.
const HOUR_UTC: i64 = 20;
const KEY: &str = "retention";
const LAST: &str = "retention_last";
const RAW: &str = "keep_raw_days";
/// Rows of one transaction.
const BATCH: usize = 500;
/// People erased in one transaction, and in one night: each erasure is followed by a look through what is not kept by
/// person.
const PEOPLE: usize = 100;
const PEOPLE_NIGHT: usize = 1_000;
const MONTH: i64 = 30 * Micros::DAY;

/// The rules; none is off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Rules {
    /// Days for which bodies are kept as they arrived. Never off: two weeks unless said otherwise.
    pub(crate) raw_days: Option<i64>,
    /// Days for samples of what was refused.
    pub(crate) refused_days: Option<i64>,
    /// Days for the files of imports that have ended.
    pub(crate) import_days: Option<i64>,
    /// Months for interactions of these kinds.
    pub(crate) interaction_months: Option<i64>,
    /// Which kinds.
    pub(crate) interaction_kinds: Vec<String>,
    /// Months after which people are erased who never bought and were not heard of.
    pub(crate) silent_months: Option<i64>,
    /// Months for the audit log; what was done about requests stays.
    pub(crate) audit_months: Option<i64>,
    /// Months for requests that are closed.
    pub(crate) request_months: Option<i64>,
}

impl Rules {
    pub(crate) fn load(tx: &mut Tx<'_>) -> Result<Self> {
        let held: Self = settings::get(tx, KEY)?.unwrap_or_default();
        Ok(Self { raw_days: Some(settings::get(tx, RAW)?.unwrap_or(14)), ..held })
    }

    pub(crate) fn put(&self, tx: &mut Tx<'_>) -> Result<()> {
        for (field, n, most) in [
            ("raw_days", self.raw_days, 365),
            ("refused_days", self.refused_days, 3650),
            ("import_days", self.import_days, 3650),
            ("interaction_months", self.interaction_months, 600),
            ("silent_months", self.silent_months, 600),
            ("audit_months", self.audit_months, 600),
            ("request_months", self.request_months, 600),
        ] {
            if n.is_some_and(|n| !(1..=most).contains(&n)) {
                return Err(Problem::field(field, "range", format!("1 to {most}, or none")).into());
            }
        }
        for kind in &self.interaction_kinds {
            if Kind::parse(kind).is_none() {
                return Err(
                    Problem::field("interaction_kinds", "unknown", format!("no kind {kind:?}")).into()
                );
            }
        }
        settings::put(tx, RAW, &self.raw_days.unwrap_or(14))?;
        settings::put(tx, KEY, self)
    }

    /// The kinds as a list of SQL; they were checked when they were put, and are words of ours.
    fn kinds(&self) -> String {
        let known = self.interaction_kinds.iter().filter(|k| Kind::parse(k).is_some());
        let list: Vec<String> = known.map(|k| format!("'{}'", k.replace('\'', ""))).collect();
        if list.is_empty() { "NULL".into() } else { list.join(",") }
    }
}

/// How a rule ran last.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ran {
    at: Micros,
    removed: i64,
}

/// How the rules ran last, by their name.
pub(crate) fn last(tx: &mut Tx<'_>) -> Result<BTreeMap<String, Ran>> {
    Ok(settings::get(tx, LAST)?.unwrap_or_default())
}

/// Interactions of people who are not held.
const NOT_HELD: &str = "NOT EXISTS (SELECT 1 FROM person_mark hm JOIN person hn ON hn.id = hm.person_id \
    JOIN person ho ON ho.canonical_id = hn.canonical_id WHERE hm.kind = 'hold' AND ho.id = i.person_id)";

/// The people whom the rule of silence means.
const SILENT: &str = "FROM person p WHERE p.merged_into IS NULL AND p.deleted_at IS NULL AND p.order_count = 0 AND p.name <> '' \
    AND COALESCE(p.last_seen_at, p.created_at) < $1 AND p.created_at < $2 AND p.updated_at < $3 \
    AND NOT EXISTS (SELECT 1 FROM person_mark hm JOIN person hn ON hn.id = hm.person_id WHERE hm.kind = 'hold' AND hn.canonical_id = p.id) \
    AND NOT EXISTS (SELECT 1 FROM privacy_request q JOIN person qn ON qn.id = q.person_id WHERE q.state = 'open' AND qn.canonical_id = p.id)";

const IMPORTS: &str = "FROM import WHERE at < $1 AND state NOT IN ('uploaded', 'running', 'waiting', 'reverting') \
    AND EXISTS (SELECT 1 FROM import_chunk c WHERE c.import_id = import.id)";

/// How many the rules would remove now, by name; rules that are off are not in it.
pub(crate) fn preview(tx: &mut Tx<'_>, now: Micros, rules: &Rules) -> Result<BTreeMap<&'static str, i64>> {
    let mut out = BTreeMap::new();
    let mut count = |name: &'static str, sql: &str, before: &[Micros]| -> Result<()> {
        let params: Vec<gx_store::Value> = before.iter().map(|at| (*at).into()).collect();
        out.insert(name, tx.one(&format!("SELECT COUNT(*) {sql}"), &params)?.int(0)?);
        Ok(())
    };
    let days = |n: i64| now.plus(-n * Micros::DAY);
    let months = |n: i64| now.plus(-n * MONTH);
    if let Some(n) = rules.raw_days {
        count("raw_days", "FROM raw_input WHERE received_at < $1", &[days(n)])?;
    }
    if let Some(n) = rules.refused_days {
        count("refused_days", "FROM refused WHERE at < $1", &[days(n)])?;
    }
    if let Some(n) = rules.import_days {
        count("import_days", IMPORTS, &[days(n)])?;
    }
    if let Some(n) = rules.interaction_months {
        let sql = format!(
            "FROM interaction i WHERE i.occurred_at < $1 AND i.kind IN ({}) AND {NOT_HELD}",
            rules.kinds()
        );
        count("interaction_months", &sql, &[months(n)])?;
    }
    if let Some(n) = rules.silent_months {
        count("silent_months", SILENT, &[months(n); 3])?;
    }
    if let Some(n) = rules.audit_months {
        count("audit_months", "FROM audit WHERE at < $1 AND kind <> 'privacy'", &[months(n)])?;
    }
    if let Some(n) = rules.request_months {
        count(
            "request_months",
            "FROM privacy_request WHERE state <> 'open' AND closed_at < $1",
            &[months(n)],
        )?;
    }
    Ok(out)
}

/// Puts the next night's run in.
pub(crate) fn schedule(store: &Store) -> Result<()> {
    let day = store.now().0.div_euclid(Micros::DAY);
    let tonight = Micros(day * Micros::DAY + HOUR_UTC * 3600 * Micros::SECOND);
    let next = if tonight > store.now() { tonight } else { tonight.plus(Micros::DAY) };
    let key = format!("{JOB} {}", next.0);
    store.write(|tx| job::enqueue(tx, store, JOB, &json!({}), next, Some(&key)).map(|_| ()))
}

/// What runs the night's job. The next night is put in first, so that one that fails does not end them all.
pub(crate) fn handler(live: Live) -> job::Handler {
    Arc::new(move |store, _, stopping| {
        schedule(store).map_err(|e| e.to_string())?;
        let told = store.write(|tx| request::warn(tx, store)).map_err(|e| e.to_string())?;
        if !told.is_empty() {
            live.tell(Note::Notices(told));
        }
        run(store, stopping).map_err(|e| e.to_string())
    })
}

/// Runs every rule that is on.
pub(crate) fn run(store: &Store, stopping: &dyn Fn() -> bool) -> Result<()> {
    let (rules, settings) = store.read(|tx| Ok((Rules::load(tx)?, Settings::load(tx)?)))?;
    let now = store.now();
    let days = |n: i64| now.plus(-n * Micros::DAY);
    let months = |n: i64| now.plus(-n * MONTH);
    let ended = |name: &str, removed: i64| {
        store.write(|tx| {
            let mut all = last(tx)?;
            all.insert(name.to_owned(), Ran { at: now, removed });
            settings::put(tx, LAST, &all)
        })
    };
    let simple = |table: &str, also: &str, before: Micros| {
        let sql = format!(
            "DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE {also} < $1 ORDER BY id LIMIT {BATCH})"
        );
        batches(stopping, || store.write(|tx| Ok(tx.execute(&sql, &[before.into()])? as i64)))
    };
    if let Some(n) = rules.refused_days {
        ended("refused_days", simple("refused", "at", days(n))?)?;
    }
    if let Some(n) = rules.audit_months {
        ended("audit_months", simple("audit", "kind <> 'privacy' AND at", months(n))?)?;
    }
    if let Some(n) = rules.import_days {
        let n = batches(stopping, || store.write(|tx| imports(tx, days(n))))?;
        ended("import_days", n)?;
    }
    if let Some(n) = rules.interaction_months {
        let mut after = (i64::MIN, 0);
        let n = batches(stopping, || store.write(|tx| interactions(tx, &rules, months(n), &mut after)))?;
        // What was struck out is not kept longer than what stayed.
        let held = NOT_HELD.replace("i.person_id", "struck.person_id");
        simple("struck", &format!("kind IN ({}) AND {held} AND occurred_at", rules.kinds()), months(n))?;
        ended("interaction_months", n)?;
    }
    if let Some(n) = rules.request_months {
        let n = batches(stopping, || store.write(|tx| requests(tx, months(n))))?;
        ended("request_months", n)?;
    }
    if let Some(n) = rules.silent_months {
        let mut sum = 0;
        while sum < PEOPLE_NIGHT as i64 {
            let n = store.write(|tx| silent(tx, store, months(n)))?;
            sum += n;
            if n == 0 || stopping() {
                break;
            }
        }
        ended("silent_months", sum)?;
    }
    // Orders that bookkeeping kept, when their years are over.
    let before = now.plus(-settings.order_years * 365 * Micros::DAY);
    if let Some(stub) = store.read(erase::known_stub)? {
        let sql = format!(
            "DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE person_id = $1 AND placed_at < $2 LIMIT {BATCH})"
        );
        batches(stopping, || store.write(|tx| Ok(tx.execute(&sql, &[stub.into(), before.into()])? as i64)))?;
    }
    Ok(())
}

/// Calls on until a batch had nothing; the sum.
fn batches(stopping: &dyn Fn() -> bool, mut batch: impl FnMut() -> Result<i64>) -> Result<i64> {
    let mut sum = 0;
    loop {
        if stopping() {
            return Err(StoreError::Busy("stopping".into()));
        }
        match batch()? {
            0 => return Ok(sum),
            n => sum += n,
        }
    }
}

fn imports(tx: &mut Tx<'_>, before: Micros) -> Result<i64> {
    let rows = tx.query(&format!("SELECT id {IMPORTS} ORDER BY id LIMIT 20"), &[before.into()])?;
    for r in &rows {
        tx.execute("DELETE FROM import_chunk WHERE import_id = $1", &[r.id(0)?.into()])?;
        tx.execute("DELETE FROM import_refused WHERE import_id = $1", &[r.id(0)?.into()])?;
    }
    Ok(rows.len() as i64)
}

fn requests(tx: &mut Tx<'_>, before: Micros) -> Result<i64> {
    let sql = format!(
        "SELECT id FROM privacy_request WHERE state <> 'open' AND closed_at < $1 ORDER BY id LIMIT {BATCH}"
    );
    let rows = tx.query(&sql, &[before.into()])?;
    let ids: Vec<i64> = rows.iter().map(|r| r.int(0)).collect::<Result<_>>()?;
    tx.query_in("DELETE FROM privacy_step WHERE request_id IN", &ids)?;
    tx.query_in("DELETE FROM privacy_request WHERE id IN", &ids)?;
    Ok(ids.len() as i64)
}

/// Takes the next interactions away, with what hangs on them, and gives their number back to everybody above.
fn interactions(tx: &mut Tx<'_>, rules: &Rules, before: Micros, after: &mut (i64, i64)) -> Result<i64> {
    let sql = format!(
        "SELECT i.id, i.person_id, i.occurred_at FROM interaction i WHERE i.occurred_at < $1 \
         AND (i.occurred_at > $2 OR i.occurred_at = $3 AND i.id > $4) AND i.kind IN ({}) AND {NOT_HELD} \
         ORDER BY i.occurred_at, i.id LIMIT {BATCH}",
        rules.kinds()
    );
    let rows = tx.query(&sql, &[before.into(), after.0.into(), after.0.into(), after.1.into()])?;
    let mut ids = Vec::new();
    let mut nodes: HashMap<i64, i64> = HashMap::new();
    for r in &rows {
        ids.push(r.int(0)?);
        *nodes.entry(r.int(1)?).or_default() += 1;
        *after = (r.int(2)?, r.int(0)?);
    }
    for (node, n) in nodes {
        let mut up = Some(node);
        while let Some(id) = up {
            tx.execute(
                "UPDATE person SET interaction_count = interaction_count - $1 WHERE id = $2",
                &[n.into(), id.into()],
            )?;
            let parent = tx.first("SELECT merged_into FROM person WHERE id = $1", &[id.into()])?;
            up = parent.map_or(Ok(None), |r| r.opt_int(0))?;
        }
    }
    let keys: Vec<Id> = ids.iter().map(|id| Id(*id)).collect();
    search::remove(tx, ObjectKind::Interaction, &keys)?;
    tx.query_in("DELETE FROM file_link WHERE object = 'interaction' AND row_id IN", &ids)?;
    tx.query_in("DELETE FROM change WHERE object = 'interaction' AND row_id IN", &ids)?;
    tx.query_in("UPDATE thread SET item_id = NULL WHERE item_id IN", &ids)?;
    tx.query_in("DELETE FROM interaction WHERE id IN", &ids)?;
    Ok(ids.len() as i64)
}

fn silent(tx: &mut Tx<'_>, store: &Store, before: Micros) -> Result<i64> {
    let sql = format!("SELECT p.id {SILENT} ORDER BY p.id LIMIT {PEOPLE}");
    let rows = tx.query(&sql, &[before.into(), before.into(), before.into()])?;
    let roots: Vec<Id> = rows.iter().map(|r| r.id(0)).collect::<Result<_>>()?;
    if !roots.is_empty() {
        erase::erase(tx, store, &roots, None, None, Cause::Retention)?;
    }
    Ok(roots.len() as i64)
}

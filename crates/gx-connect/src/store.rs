//! Rows of connectors, their runs and ledgers.

use std::collections::HashMap;

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros, Problem};
use gx_store::{Conflict, Dialect, Result, Row, StoreError, Tx, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use crate::fetch::State;
use crate::model::{Direction, Mapped, Options, Place, Rule};

/// A connector as stored.
#[derive(Clone, Debug)]
pub(crate) struct Connector {
    pub(crate) id: Id,
    /// Who made it, and under whose rights it runs.
    pub(crate) staff: Id,
    pub(crate) name: String,
    pub(crate) direction: Direction,
    pub(crate) object: ObjectKind,
    pub(crate) place: Place,
    /// Their name of what names a record.
    pub(crate) key: String,
    pub(crate) mapping: Vec<Mapped>,
    pub(crate) options: Options,
    pub(crate) rule: Rule,
    /// Minutes between runs.
    pub(crate) every: Option<i64>,
    /// Sealed.
    pub(crate) secret: Option<Vec<u8>>,
    pub(crate) state: State,
    pub(crate) paused: bool,
    /// `failing` or `account_closed`, when it was not paused by hand.
    pub(crate) why_paused: Option<String>,
    pub(crate) failures: i64,
    pub(crate) last_ok_at: Option<Micros>,
    pub(crate) next_at: Option<Micros>,
    pub(crate) created_at: Micros,
}

const COLUMNS: &str = "id, staff_id, name, direction, object, place, key_name, mapping, options, rule, every, secret, state, paused, \
     why_paused, failures, last_ok_at, next_at, created_at";

fn shape<T: serde::de::DeserializeOwned>(what: &str, value: Json) -> Result<T> {
    serde_json::from_value(value).map_err(|e| StoreError::Shape(format!("connector {what}: {e}")))
}

/// A word that is stored as text.
fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn connector(r: &Row) -> Result<Connector> {
    Ok(Connector {
        id: r.id(0)?,
        staff: r.id(1)?,
        name: r.string(2)?,
        direction: shape("direction", r.text(3)?.into())?,
        object: shape("object", r.text(4)?.into())?,
        place: shape("place", r.json(5)?)?,
        key: r.string(6)?,
        mapping: shape("mapping", r.json(7)?)?,
        options: shape("options", r.json(8)?)?,
        rule: shape("rule", r.text(9)?.into())?,
        every: r.opt_int(10)?,
        secret: match r.value(11) {
            Value::Blob(b) => Some(b),
            _ => None,
        },
        state: shape("state", r.json(12)?)?,
        paused: r.int(13)? == 1,
        why_paused: r.opt_string(14)?,
        failures: r.int(15)?,
        last_ok_at: r.opt_micros(16)?,
        next_at: r.opt_micros(17)?,
        created_at: r.micros(18)?,
    })
}

/// Those of one member of staff, or all; newest first.
pub(crate) fn list(tx: &mut Tx<'_>, of: Option<Id>) -> Result<Vec<Connector>> {
    let whose = of.map_or("1 = 1".to_owned(), |id| format!("staff_id = {}", id.0));
    let sql = format!(
        "SELECT {COLUMNS} FROM connector WHERE deleted_at IS NULL AND {whose} ORDER BY id DESC LIMIT 500"
    );
    tx.query(&sql, &[])?.iter().map(connector).collect()
}

pub(crate) fn get(tx: &mut Tx<'_>, id: Id) -> Result<Connector> {
    let sql = format!("SELECT {COLUMNS} FROM connector WHERE id = $1 AND deleted_at IS NULL");
    connector(&tx.first(&sql, &[id.into()])?.ok_or_else(|| Problem::not_found("The connector"))?)
}

pub(crate) fn insert(tx: &mut Tx<'_>, c: &Connector) -> Result<()> {
    tx.execute(
        "INSERT INTO connector (id, staff_id, name, direction, object, place, key_name, mapping, options, rule, every, secret, state, paused, \
         why_paused, failures, last_ok_at, next_at, lease_until, created_at, deleted_at) \
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,0,NULL,0,NULL,$14,NULL,$15,NULL)",
        &[
            c.id.into(),
            c.staff.into(),
            c.name.clone().into(),
            word(&c.direction).into(),
            c.object.as_text().into(),
            json!(c.place).into(),
            c.key.clone().into(),
            json!(c.mapping).into(),
            json!(c.options).into(),
            word(&c.rule).into(),
            c.every.into(),
            c.secret.clone().map_or(Value::Null, Value::Blob),
            json!(c.state).into(),
            c.next_at.into(),
            c.created_at.into(),
        ],
    )?;
    Ok(())
}

pub(crate) fn update(tx: &mut Tx<'_>, c: &Connector) -> Result<()> {
    tx.execute(
        "UPDATE connector SET name = $1, object = $2, place = $3, key_name = $4, mapping = $5, options = $6, rule = $7, every = $8, secret = $9, \
         state = $10, paused = $11, why_paused = $12, failures = $13, next_at = $14 WHERE id = $15",
        &[
            c.name.clone().into(),
            c.object.as_text().into(),
            json!(c.place).into(),
            c.key.clone().into(),
            json!(c.mapping).into(),
            json!(c.options).into(),
            word(&c.rule).into(),
            c.every.into(),
            c.secret.clone().map_or(Value::Null, Value::Blob),
            json!(c.state).into(),
            c.paused.into(),
            c.why_paused.clone().into(),
            c.failures.into(),
            c.next_at.into(),
            c.id.into(),
        ],
    )?;
    Ok(())
}

/// Takes a connector away. What it brought stays; its secret does not.
pub(crate) fn remove(tx: &mut Tx<'_>, id: Id, now: Micros) -> Result<()> {
    tx.execute(
        "UPDATE connector SET deleted_at = $1, secret = NULL, next_at = NULL WHERE id = $2",
        &[now.into(), id.into()],
    )?;
    Ok(())
}

/// Stops a connector, and says why.
pub(crate) fn pause(tx: &mut Tx<'_>, id: Id, why: &str) -> Result<()> {
    tx.execute(
        "UPDATE connector SET paused = 1, why_paused = $1, next_at = NULL WHERE id = $2",
        &[why.into(), id.into()],
    )?;
    Ok(())
}

/// How long a process has before another may run the connector.
const LEASE: i64 = 120 * Micros::SECOND;

/// Takes a connector for a run; `false` while another run of it is under way.
pub(crate) fn take(tx: &mut Tx<'_>, id: Id, now: Micros) -> Result<bool> {
    let n = tx.execute(
        "UPDATE connector SET lease_until = $1 WHERE id = $2 AND (lease_until IS NULL OR lease_until < $3)",
        &[now.plus(LEASE).into(), id.into(), now.into()],
    )?;
    Ok(n == 1)
}

/// Keeps a connector that is running.
pub(crate) fn keep(tx: &mut Tx<'_>, id: Id, now: Micros) -> Result<()> {
    tx.execute("UPDATE connector SET lease_until = $1 WHERE id = $2", &[now.plus(LEASE).into(), id.into()])?;
    Ok(())
}

/// Lets go of a connector after a run that failed; how many have, one after the other.
pub(crate) fn failed(tx: &mut Tx<'_>, id: Id) -> Result<i64> {
    tx.execute(
        "UPDATE connector SET lease_until = NULL, failures = failures + 1 WHERE id = $1",
        &[id.into()],
    )?;
    tx.one("SELECT failures FROM connector WHERE id = $1", &[id.into()])?.int(0)
}

/// Lets go of a connector after a run that only compared.
pub(crate) fn let_go(tx: &mut Tx<'_>, id: Id) -> Result<()> {
    tx.execute("UPDATE connector SET lease_until = NULL WHERE id = $1", &[id.into()])?;
    Ok(())
}

/// Notes a run that went well, and lets go.
pub(crate) fn went_well(
    tx: &mut Tx<'_>,
    c: &Connector,
    state: &State,
    at: Micros,
    next: Option<Micros>,
) -> Result<()> {
    tx.execute(
        "UPDATE connector SET lease_until = NULL, failures = 0, state = $1, last_ok_at = $2, next_at = CASE WHEN paused = 1 THEN NULL ELSE CAST($3 AS BIGINT) END WHERE id = $4",
        &[json!(state).into(), at.into(), next.into(), c.id.into()],
    )?;
    Ok(())
}

/// Puts a connector to another time.
pub(crate) fn put_to(tx: &mut Tx<'_>, id: Id, next: Option<Micros>) -> Result<()> {
    tx.execute("UPDATE connector SET next_at = $1 WHERE id = $2 AND paused = 0", &[next.into(), id.into()])?;
    Ok(())
}

/// Keeps how far a run is that goes on.
pub(crate) fn keep_state(tx: &mut Tx<'_>, id: Id, state: &State) -> Result<()> {
    tx.execute("UPDATE connector SET state = $1 WHERE id = $2", &[json!(state).into(), id.into()])?;
    Ok(())
}

/// Keeps the server's key as it was first seen.
pub(crate) fn pin(tx: &mut Tx<'_>, id: Id, place: &Place) -> Result<()> {
    tx.execute("UPDATE connector SET place = $1 WHERE id = $2", &[json!(place).into(), id.into()])?;
    Ok(())
}

/// One run.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) id: Id,
    pub(crate) connector: Id,
    /// `pull`, `push` or `compare`.
    pub(crate) mode: String,
    /// `waiting`, `running`, `done` or `failed`.
    pub(crate) state: String,
    pub(crate) created_at: Micros,
    pub(crate) started_at: Option<Micros>,
    pub(crate) ended_at: Option<Micros>,
    pub(crate) code: Option<String>,
    pub(crate) error: Option<String>,
    pub(crate) import: Option<Id>,
    pub(crate) counts: Counts,
}

/// What a run counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Counts {
    /// Records that the other system gave.
    pub(crate) there: i64,
    /// Records here that carry its numbers.
    pub(crate) here: i64,
    /// Records of both.
    pub(crate) matched: i64,
    /// Made here by this run.
    pub(crate) created: i64,
    /// Changed here by this run; sent, for a run that sends.
    pub(crate) updated: i64,
    /// Said nothing new.
    pub(crate) same: i64,
    /// Not taken.
    pub(crate) refused: i64,
    /// Values that differed.
    pub(crate) differing: i64,
    /// Records of theirs that are not here.
    pub(crate) missing_here: i64,
    /// Records with a number of theirs that they did not give; only where all were read.
    pub(crate) missing_there: Option<i64>,
    /// Entries beyond what the ledger keeps.
    pub(crate) left_off: i64,
}

const RUN: &str =
    "id, connector_id, mode, state, created_at, started_at, ended_at, code, error, import_id, counts";

fn run(r: &Row) -> Result<Run> {
    Ok(Run {
        id: r.id(0)?,
        connector: r.id(1)?,
        mode: r.string(2)?,
        state: r.string(3)?,
        created_at: r.micros(4)?,
        started_at: r.opt_micros(5)?,
        ended_at: r.opt_micros(6)?,
        code: r.opt_string(7)?,
        error: r.opt_string(8)?,
        import: r.opt_id(9)?,
        counts: r.json(10)?,
    })
}

pub(crate) fn run_of(tx: &mut Tx<'_>, id: Id) -> Result<Run> {
    let found = tx.first(&format!("SELECT {RUN} FROM connector_run WHERE id = $1"), &[id.into()])?;
    run(&found.ok_or_else(|| Problem::not_found("The run"))?)
}

/// Runs of a connector, newest first, older than `before`.
pub(crate) fn runs(tx: &mut Tx<'_>, of: Id, before: Option<Id>, limit: usize) -> Result<Vec<Run>> {
    let before = before.map_or(i64::MAX, |id| id.0);
    let sql = format!(
        "SELECT {RUN} FROM connector_run WHERE connector_id = $1 AND id < $2 ORDER BY id DESC LIMIT {limit}"
    );
    tx.query(&sql, &[of.into(), before.into()])?.iter().map(run).collect()
}

pub(crate) fn add_run(tx: &mut Tx<'_>, id: Id, of: Id, mode: &str, now: Micros) -> Result<()> {
    tx.execute(
        "INSERT INTO connector_run (id, connector_id, mode, state, created_at, started_at, ended_at, code, error, import_id, counts) \
         VALUES ($1,$2,$3,'waiting',$4,NULL,NULL,NULL,NULL,NULL,$5)",
        &[id.into(), of.into(), mode.into(), now.into(), json!(Counts::default()).into()],
    )?;
    Ok(())
}

/// Starts a run; those of the connector that a process left behind have ended.
pub(crate) fn start_run(tx: &mut Tx<'_>, id: Id, of: Id, now: Micros) -> Result<()> {
    tx.execute(
        "UPDATE connector_run SET state = 'failed', ended_at = $1, code = 'broken_off', error = 'The program ended in the middle of the run.' \
         WHERE connector_id = $2 AND state = 'running'",
        &[now.into(), of.into()],
    )?;
    tx.execute("DELETE FROM connector_entry WHERE run_id = $1", &[id.into()])?;
    tx.execute(
        "UPDATE connector_run SET state = 'running', started_at = $1, ended_at = NULL, code = NULL, error = NULL WHERE id = $2",
        &[now.into(), id.into()],
    )?;
    Ok(())
}

/// Names the import of a run, so that it can be looked at and reverted even if the run breaks off.
pub(crate) fn with_import(tx: &mut Tx<'_>, id: Id, import: Id) -> Result<()> {
    tx.execute("UPDATE connector_run SET import_id = $1 WHERE id = $2", &[import.into(), id.into()])?;
    Ok(())
}

pub(crate) fn end_run(
    tx: &mut Tx<'_>,
    id: Id,
    now: Micros,
    failed: Option<(&str, &str)>,
    counts: &Counts,
) -> Result<()> {
    let state = if failed.is_some() { "failed" } else { "done" };
    tx.execute(
        "UPDATE connector_run SET state = $1, ended_at = $2, code = $3, error = $4, counts = $5 WHERE id = $6",
        &[
            state.into(),
            now.into(),
            failed.map(|f| f.0.to_owned()).into(),
            failed.map(|f| f.1.to_owned()).into(),
            json!(counts).into(),
            id.into(),
        ],
    )?;
    Ok(())
}

/// A line of the ledger.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Entry {
    pub(crate) seq: i64,
    /// `differs`, `refused`, `missing_here` or `missing_there`.
    pub(crate) kind: String,
    pub(crate) key: String,
    pub(crate) row: Option<Id>,
    pub(crate) field: Option<String>,
    pub(crate) theirs: Option<String>,
    pub(crate) ours: Option<String>,
    /// `theirs`, `ours`, or `none` where nothing was to be written.
    pub(crate) stood: Option<String>,
    pub(crate) reason: Option<String>,
}

pub(crate) fn add_entries(tx: &mut Tx<'_>, run: Id, entries: &[Entry]) -> Result<()> {
    let rows: Vec<Vec<Value>> = entries
        .iter()
        .map(|e| {
            vec![
                run.into(),
                e.seq.into(),
                e.kind.clone().into(),
                e.key.clone().into(),
                e.row.into(),
                e.field.clone().into(),
                e.theirs.clone().into(),
                e.ours.clone().into(),
                e.stood.clone().into(),
                e.reason.clone().into(),
            ]
        })
        .collect();
    let columns = ["run_id", "seq", "kind", "key", "row_id", "field", "theirs", "ours", "stood", "reason"];
    tx.insert_many("connector_entry", &columns, &rows, Conflict::Fail)?;
    Ok(())
}

/// What is asked of a ledger.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct EntriesAsked {
    pub(crate) kind: String,
    pub(crate) field: String,
    pub(crate) stood: String,
    pub(crate) key: String,
    pub(crate) cursor: Option<String>,
    pub(crate) limit: Option<usize>,
}

pub(crate) fn entries(
    tx: &mut Tx<'_>,
    run: Id,
    asked: &EntriesAsked,
    after: i64,
    limit: usize,
) -> Result<Vec<Entry>> {
    let sql = format!(
        "SELECT seq, kind, key, row_id, field, theirs, ours, stood, reason FROM connector_entry \
         WHERE run_id = $1 AND seq > $2 AND ($3 = '' OR kind = $3) AND ($4 = '' OR field = $4) AND ($5 = '' OR stood = $5) AND ($6 = '' OR key = $6) \
         ORDER BY seq LIMIT {limit}"
    );
    let text = |t: &String| Value::from(t.clone());
    tx.query(
        &sql,
        &[
            run.into(),
            after.into(),
            text(&asked.kind),
            text(&asked.field),
            text(&asked.stood),
            text(&asked.key),
        ],
    )?
    .iter()
    .map(|r| {
        Ok(Entry {
            seq: r.int(0)?,
            kind: r.string(1)?,
            key: r.string(2)?,
            row: r.opt_id(3)?,
            field: r.opt_string(4)?,
            theirs: r.opt_string(5)?,
            ours: r.opt_string(6)?,
            stood: r.opt_string(7)?,
            reason: r.opt_string(8)?,
        })
    })
    .collect()
}

/// How many values of each field a ledger holds, most first.
pub(crate) fn entry_fields(tx: &mut Tx<'_>, run: Id) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT field, COUNT(*) AS n FROM connector_entry WHERE run_id = $1 AND field IS NOT NULL GROUP BY field ORDER BY n DESC, field";
    tx.query(sql, &[run.into()])?.iter().map(|r| Ok((r.string(0)?, r.int(1)?))).collect()
}

/// What was last said of some records.
pub(crate) fn said(tx: &mut Tx<'_>, of: Id, keys: &[&str]) -> Result<HashMap<String, Map<String, Json>>> {
    let mut out = HashMap::new();
    for chunk in keys.chunks(400) {
        let marks: Vec<String> = (2..chunk.len() + 2).map(|n| format!("${n}")).collect();
        let sql = format!(
            "SELECT key, said FROM connector_record WHERE connector_id = $1 AND key IN ({})",
            marks.join(",")
        );
        let mut params: Vec<Value> = vec![of.into()];
        params.extend(chunk.iter().map(|k| Value::from(*k)));
        for r in tx.query_once(&sql, &params)? {
            out.insert(r.string(0)?, r.json(1)?);
        }
    }
    Ok(out)
}

/// Keeps what was said of records.
pub(crate) fn keep_said(tx: &mut Tx<'_>, of: Id, records: &[(String, Json)]) -> Result<()> {
    let rows: Vec<Vec<Value>> =
        records.iter().map(|(key, said)| vec![of.into(), key.clone().into(), said.clone().into()]).collect();
    tx.execute_many(
        "INSERT INTO connector_record (connector_id, key, said) VALUES ($1,$2,$3) ON CONFLICT (connector_id, key) DO UPDATE SET said = excluded.said",
        &rows,
    )?;
    Ok(())
}

/// Every key that was ever read.
pub(crate) fn known_keys(tx: &mut Tx<'_>, of: Id) -> Result<Vec<String>> {
    tx.query("SELECT key FROM connector_record WHERE connector_id = $1", &[of.into()])?
        .iter()
        .map(|r| r.string(0))
        .collect()
}

/// How long runs and their ledgers are kept; they hold personal data.
const KEPT: i64 = 90 * Micros::DAY;

pub(crate) fn forget(tx: &mut Tx<'_>, now: Micros) -> Result<()> {
    let lock = if tx.dialect() == Dialect::Postgres { " FOR UPDATE SKIP LOCKED" } else { "" };
    let old: Vec<i64> = tx
        .query(
            &format!(
                "SELECT id FROM connector_run WHERE created_at < $1 OR connector_id IN (SELECT id FROM connector WHERE deleted_at IS NOT NULL) ORDER BY id LIMIT 200{lock}"
            ),
            &[now.plus(-KEPT).into()],
        )?
        .iter()
        .map(|r| r.int(0))
        .collect::<Result<_>>()?;
    for id in old {
        tx.execute("DELETE FROM connector_entry WHERE run_id = $1", &[id.into()])?;
        tx.execute("DELETE FROM connector_run WHERE id = $1", &[id.into()])?;
    }
    tx.execute(
        "DELETE FROM connector_record WHERE connector_id IN (SELECT id FROM connector WHERE deleted_at IS NOT NULL)",
        &[],
    )?;
    Ok(())
}

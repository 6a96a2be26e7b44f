//! The second half of an erasure: bodies, samples, deliveries and logs of many people are looked through, a page in
//! each transaction, and what is the one person's is cut out.
//!
//! It may be broken off and begun again: what is gone is gone, and the words are forgotten only at the end.

use std::ops::BitOr;

use gx_blob::Blobs;
use gx_files::{Options, Source};
use gx_kernel::Micros;
use gx_people::file::sweep as files;
use gx_store::{Dialect, Result, Row, Store, StoreError, Tx, Value};
use serde_json::{Map, Value as Json};

use crate::erase;
use crate::traces::{Cut, Traces, cut};

/// Rows of one transaction.
const PAGE: usize = 500;
/// The largest body that is unpacked.
const BODY_MAX: usize = 64 << 20;

/// Runs it.
pub(crate) fn run(store: &Store, blobs: &Blobs, erasure: i64, stopping: &dyn Fn() -> bool) -> Result<()> {
    let Some((traces, at)) = store.read(|tx| erase::traces_of(tx, erasure))? else { return Ok(()) };
    let sweep = Sweep { store, traces: &traces, stopping };
    let mut swept = Map::new();
    let mut note = |what: &str, n: i64| {
        if n > 0 {
            swept.insert(what.into(), n.into());
        }
    };
    note("raw", sweep.raw()?);
    note("refused", sweep.table("refused", "sample, message, message_id", true)?);
    note("imports", sweep.imports()?);
    note("connector", sweep.connectors()?);
    note("audit", sweep.audit()?);
    note("notices", sweep.table("notice", "detail", false)?);
    note("answers", sweep.answers()?);
    note("jobs", sweep.jobs()?);
    note("deliveries", sweep.table("hook_delivery", "body, answer", false)?);
    sweep.bytes(blobs, at)?;
    sweep.words()?;
    store.write(|tx| gx_people::near::forget(tx, traces.weak.iter().map(String::as_str)))?;
    store.write(|tx| erase::ended(tx, store, erasure, &swept))
}

struct Sweep<'a> {
    store: &'a Store,
    traces: &'a Traces,
    stopping: &'a dyn Fn() -> bool,
}

impl Sweep<'_> {
    fn goes_on(&self) -> Result<()> {
        if (self.stopping)() { Err(StoreError::Busy("stopping".into())) } else { Ok(()) }
    }

    /// Reads a table page by page in the order of its id, which is the first column, and hands each page on.
    fn pages(&self, sql: &str, page: usize, mut act: impl FnMut(&[Row]) -> Result<()>) -> Result<()> {
        let mut after = i64::MIN;
        loop {
            self.goes_on()?;
            let sql = format!("{sql} LIMIT {page}");
            let rows = self.store.read(|tx| tx.query(&sql, &[after.into()]))?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = last.int(0)?;
            act(&rows)?;
            if rows.len() < page {
                return Ok(());
            }
        }
    }

    fn in_row(&self, r: &Row, from: usize, weak: bool) -> bool {
        r.0.iter().skip(from).any(|v| match v {
            Value::Text(text) => self.traces.in_text(text, weak),
            Value::Blob(bytes) => self.traces.in_text(&String::from_utf8_lossy(bytes), weak),
            _ => false,
        })
    }

    /// Deletes the rows of a table with an id in which one of the columns is the person's.
    fn table(&self, table: &str, columns: &str, weak: bool) -> Result<i64> {
        let mut n = 0;
        let sql = format!("SELECT id, {columns} FROM {table} WHERE id > $1 ORDER BY id");
        self.pages(&sql, PAGE, |rows| {
            let found: Vec<i64> =
                rows.iter().filter(|r| self.in_row(r, 1, weak)).map(|r| r.int(0)).collect::<Result<_>>()?;
            n += found.len() as i64;
            self.delete(&format!("DELETE FROM {table} WHERE id IN"), &found)
        })?;
        Ok(n)
    }

    fn delete(&self, sql: &str, keys: &[i64]) -> Result<()> {
        if keys.is_empty() {
            return Ok(());
        }
        self.store.write(|tx| tx.query_in(sql, keys).map(|_| ()))
    }

    /// Cuts the person's items out of what arrived.
    fn raw(&self) -> Result<i64> {
        let mut n = 0;
        // Bodies may be large: a few at a time.
        self.pages("SELECT id, bytes, body FROM raw_input WHERE id > $1 ORDER BY id", 50, |rows| {
            let mut gone = Vec::new();
            let mut left: Vec<Vec<Value>> = Vec::new();
            for r in rows {
                let id = r.int(0)?;
                let most = r.int(1)?.clamp(0, BODY_MAX as i64) as usize;
                let body = zstd::bulk::decompress(r.blob(2)?, most).unwrap_or_default();
                match cut(self.traces, &body) {
                    // It is known to hold something and says it in a way that is not understood.
                    Cut::Same if self.traces.raw.contains(&id) => gone.push(id),
                    Cut::Same => {}
                    Cut::Nothing => gone.push(id),
                    Cut::Left(body) => {
                        let packed = zstd::bulk::compress(&body, 1).unwrap_or_default();
                        left.push(vec![(body.len() as i64).into(), packed.into(), id.into()]);
                    }
                }
            }
            n += (gone.len() + left.len()) as i64;
            self.delete("DELETE FROM raw_input WHERE id IN", &gone)?;
            if !left.is_empty() {
                self.store.write(|tx| {
                    tx.execute_many("UPDATE raw_input SET bytes = $1, body = $2 WHERE id = $3", &left)
                })?;
            }
            Ok(())
        })?;
        Ok(n)
    }

    /// Files of imports that have the person in them are thrown away as a whole: they are read again by nobody but a
    /// person who opens the import, and cutting a line out of somebody's workbook would make another file of it.
    fn imports(&self) -> Result<i64> {
        let mut n = 0;
        let heads = self.store.read(|tx| {
            tx.query("SELECT id, name, info, state FROM import WHERE id > $1 ORDER BY id", &[i64::MIN.into()])
        })?;
        for head in &heads {
            self.goes_on()?;
            let id = head.int(0)?;
            let refused = self.store.read(|tx| {
                tx.query(
                    "SELECT line, cells, problems FROM import_refused WHERE import_id = $1",
                    &[id.into()],
                )
            })?;
            let lines: Vec<i64> = refused
                .iter()
                .filter(|r| self.in_row(r, 1, true))
                .map(|r| r.int(0))
                .collect::<Result<_>>()?;
            self.delete(&format!("DELETE FROM import_refused WHERE import_id = {id} AND line IN"), &lines)?;
            let holds = self.traces.imports.contains(&id) || self.in_file(id, head.text(1)?)?;
            if !holds && lines.is_empty() && !self.traces.in_text(head.text(2)?, true) {
                continue;
            }
            n += 1;
            let mut info: Json = head.json(2)?;
            for column in info["columns"].as_array_mut().into_iter().flatten() {
                column["samples"] = Json::Array(Vec::new());
            }
            self.store.write(|tx| {
                tx.execute("UPDATE import SET info = $1 WHERE id = $2", &[info.into(), id.into()])?;
                if holds {
                    tx.execute("DELETE FROM import_chunk WHERE import_id = $1", &[id.into()])?;
                }
                Ok(())
            })?;
        }
        Ok(n)
    }

    /// Whether the file of an import has the person in it.
    fn in_file(&self, import: i64, name: &str) -> Result<bool> {
        let sql = "SELECT body FROM import_chunk WHERE import_id = $1 ORDER BY seq";
        let rows = self.store.read(|tx| tx.query(sql, &[import.into()]))?;
        let mut body = Vec::new();
        for r in &rows {
            body.extend(zstd::bulk::decompress(r.blob(0)?, 1 << 20).unwrap_or_default());
        }
        if body.is_empty() {
            return Ok(false);
        }
        let options = Options { file_name: Some(name.to_owned()), ..Options::default() };
        let Ok(table) = gx_files::open(Source::from(body), options) else { return Ok(true) };
        let Ok(rows) = table.rows() else { return Ok(true) };
        for row in rows {
            let Ok(row) = row else { continue };
            if row.cells.iter().any(|cell| self.traces.in_text(cell, false)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What other systems said, and what was told them. Of a record that one is sent to, its number stays until it was
    /// told that the record is gone.
    fn connectors(&self) -> Result<i64> {
        let mut n = 0;
        let runs = self.store.read(|tx| tx.query("SELECT id, error FROM connector_run", &[]))?;
        for run in &runs {
            self.goes_on()?;
            let id = run.int(0)?;
            if self.in_row(run, 1, false) {
                self.store.write(|tx| {
                    tx.execute("UPDATE connector_run SET error = NULL WHERE id = $1", &[id.into()])
                })?;
            }
            let sql = "SELECT seq, key, theirs, ours FROM connector_entry WHERE run_id = $1";
            let entries = self.store.read(|tx| tx.query(sql, &[id.into()]))?;
            let found: Vec<i64> = entries
                .iter()
                .filter(|r| self.in_row(r, 1, true))
                .map(|r| r.int(0))
                .collect::<Result<_>>()?;
            n += found.len() as i64;
            self.delete(&format!("DELETE FROM connector_entry WHERE run_id = {id} AND seq IN"), &found)?;
        }
        let connectors = self.store.read(|tx| tx.query("SELECT id FROM connector", &[]))?;
        for connector in &connectors {
            let of = connector.int(0)?;
            let mut after = String::new();
            loop {
                self.goes_on()?;
                let sql = format!(
                    "SELECT key, said FROM connector_record WHERE connector_id = $1 AND key > $2 ORDER BY key LIMIT {PAGE}"
                );
                let rows = self.store.read(|tx| tx.query(&sql, &[of.into(), after.as_str().into()]))?;
                let Some(last) = rows.last() else { break };
                after = last.string(0)?;
                let found: Vec<&Row> = rows.iter().filter(|r| self.in_row(r, 0, true)).collect();
                n += found.len() as i64;
                if !found.is_empty() {
                    self.store.write(|tx| found.iter().try_for_each(|r| self.cut_said(tx, of, r)))?;
                }
                if rows.len() < PAGE {
                    break;
                }
            }
        }
        Ok(n)
    }

    fn cut_said(&self, tx: &mut Tx<'_>, connector: i64, r: &Row) -> Result<()> {
        let key = r.text(0)?;
        let of = [connector.into(), key.into()];
        let mut said: Map<String, Json> = r.json(1)?;
        said.retain(|_, v| v.as_str().is_some_and(|text| text.starts_with("per_")));
        if !key.starts_with("per_") || said.is_empty() {
            tx.execute("DELETE FROM connector_record WHERE connector_id = $1 AND key = $2", &of)?;
            return Ok(());
        }
        tx.execute(
            "UPDATE connector_record SET said = $1 WHERE connector_id = $2 AND key = $3",
            &[Json::Object(said).into(), connector.into(), key.into()],
        )?;
        Ok(())
    }

    /// The log of what colleagues did stays; what they typed to find the person does not.
    fn audit(&self) -> Result<i64> {
        let mut n = 0;
        self.pages(
            "SELECT id, detail FROM audit WHERE id > $1 AND detail IS NOT NULL ORDER BY id",
            PAGE,
            |rows| {
                let mut found = Vec::new();
                for r in rows {
                    let mut detail: Json = r.json(1)?;
                    // Ids of records are what the log is made of.
                    if detail.get("erasure").is_none() && self.strike(&mut detail) {
                        found.push(vec![detail.into(), r.int(0)?.into()]);
                    }
                }
                n += found.len() as i64;
                if !found.is_empty() {
                    self.store
                        .write(|tx| tx.execute_many("UPDATE audit SET detail = $1 WHERE id = $2", &found))?;
                }
                Ok(())
            },
        )?;
        Ok(n)
    }

    /// Strikes every string that has the person in it; whether there was one.
    fn strike(&self, value: &mut Json) -> bool {
        match value {
            Json::String(s) => {
                let theirs = !s.starts_with("per_") && self.traces.in_text(s, true);
                if theirs {
                    *s = "…".into();
                }
                theirs
            }
            Json::Array(list) => list.iter_mut().map(|v| self.strike(v)).fold(false, BitOr::bitor),
            Json::Object(map) => map.values_mut().map(|v| self.strike(v)).fold(false, BitOr::bitor),
            _ => false,
        }
    }

    /// Answers that are kept to be given again; the hash is of the caller and the key.
    fn answers(&self) -> Result<i64> {
        let rows = self.store.read(|tx| tx.query("SELECT hash, body FROM once", &[]))?;
        let found: Vec<Vec<Value>> =
            rows.iter().filter(|r| self.in_row(r, 1, true)).map(|r| vec![r.value(0)]).collect();
        if !found.is_empty() {
            self.store.write(|tx| tx.execute_many("DELETE FROM once WHERE hash = $1", &found))?;
        }
        Ok(found.len() as i64)
    }

    /// Jobs that have ended: their errors and payloads, and mail, which is sealed and cannot be looked into.
    fn jobs(&self) -> Result<i64> {
        let mut n = 0;
        let sql = "SELECT id, kind, payload, last_error, progress FROM job WHERE id > $1 AND ended_at IS NOT NULL ORDER BY id";
        self.pages(sql, PAGE, |rows| {
            let mut found = Vec::new();
            for r in rows {
                if r.text(1)?.starts_with("mail.") || self.in_row(r, 2, false) {
                    found.push(r.int(0)?);
                }
            }
            n += found.len() as i64;
            self.delete("DELETE FROM job WHERE id IN", &found)
        })?;
        Ok(n)
    }

    /// The bytes of files that nothing holds any more. Whoever sends the same bytes from now on claims them anew.
    fn bytes(&self, blobs: &Blobs, at: Micros) -> Result<()> {
        if self.traces.blobs.is_empty() {
            return Ok(());
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|e| StoreError::Shape(format!("no runtime for the store of files: {e}")))?;
        for sha256 in &self.traces.blobs {
            self.store.write(|tx| files::blob(tx, &runtime, blobs, sha256, Micros(at.0 + 1)))?;
        }
        Ok(())
    }

    /// On the embedded database words that were deleted stay in the files of the index until its segments are merged:
    /// they are, a few pages at a time. PostgreSQL's vacuum does it by itself.
    fn words(&self) -> Result<()> {
        if self.store.dialect() == Dialect::Postgres {
            return Ok(());
        }
        for table in ["search_person", "search_interaction", "search_comment", "search_deal", "search_lead"] {
            // A negative number begins to merge everything, positive ones go on.
            let mut pages = -200;
            for _ in 0..5_000 {
                self.goes_on()?;
                let before_after = self.store.write(|tx| {
                    let changes = |tx: &mut Tx<'_>| tx.one("SELECT total_changes()", &[])?.int(0);
                    let before = changes(tx)?;
                    tx.execute(
                        &format!("INSERT INTO {table} ({table}, rank) VALUES ('merge', $1)"),
                        &[i64::from(pages).into()],
                    )?;
                    Ok((before, changes(tx)?))
                })?;
                pages = 200;
                // The documentation of FTS5: fewer than two changes mean that there was nothing left to do.
                if before_after.1 - before_after.0 < 2 {
                    break;
                }
            }
        }
        Ok(())
    }
}

//! A run: one thread reads and types the rows, the other commits group after group.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use gx_files::{RowError, Table};
use gx_http::{Live, Note};
use gx_kernel::object::{FieldType, ObjectKind};
use gx_kernel::{Id, Problem};
use gx_people::write::PersonFields;
use gx_record::fields;
use gx_record::notices::{self, Notice};
use gx_store::change::{Batch, By};
use gx_store::job::{self, Handler};
use gx_store::{Conflict, Dialect, Result, Store, StoreError, Tx, Value};
use serde_json::json;

use super::likeness::Likes;
use super::people::{PersonRow, Shared};
use super::plan::{Fill, ImportPlan, Match, Ready};
use super::row::{Parsed, Reader, date_orders};
use super::things::{Namer, ThingRow, Things};
use super::{
    Done, Head, ImportProgress, RowProblem, What, company, file, files, people, plan, revert, rules, things,
};

/// Rows of one transaction.
const GROUP: usize = 2000;
const TRIES: u32 = 6;
/// The code of the error with which the slower of two processes leaves an import to the other.
const TAKEN_OVER: &str = "taken_over";

/// A row that never got to the database.
#[derive(Clone, Debug)]
pub(crate) struct Bad {
    pub line: u64,
    pub cells: Vec<String>,
    pub problems: Vec<RowProblem>,
}

/// Rows that are committed together.
#[derive(Debug, Default)]
pub(crate) struct Group {
    pub people: Vec<PersonRow>,
    pub companies: Vec<Parsed>,
    pub things: Vec<ThingRow>,
    pub bad: Vec<Bad>,
    /// Rows of the file that it stands for.
    pub read: u64,
    /// Why nothing after it can be read.
    pub fatal: Option<String>,
}

impl Group {
    pub fn push(&mut self, shared: &Shared<'_>, ready: &Ready, namer: &mut Namer, parsed: Parsed) {
        let refuse = |bad: &mut Vec<Bad>, p: Parsed| {
            bad.push(Bad { line: p.line, cells: p.cells, problems: p.problems })
        };
        if !parsed.problems.is_empty() {
            return refuse(&mut self.bad, parsed);
        }
        match ready.object {
            ObjectKind::Person => self.people.push(PersonRow { parsed, alike: None }),
            ObjectKind::Company => self.companies.push(parsed),
            // A plan for deals or leads is refused before a row is read.
            ObjectKind::Deal | ObjectKind::Lead | ObjectKind::Activity => {}
            ObjectKind::Order | ObjectKind::Interaction => {
                let row = namer.name(shared, ready, parsed);
                if row.parsed.problems.is_empty() {
                    self.things.push(row);
                } else {
                    refuse(&mut self.bad, row.parsed);
                }
            }
        }
    }

    pub fn fault(&mut self, e: RowError) {
        if e.fatal {
            self.fatal = Some(e.message.clone());
        }
        self.bad.push(Bad {
            line: e.line,
            cells: Vec::new(),
            problems: vec![RowProblem::new(None, e.code, e.message)],
        });
    }

    /// The rows in the order of their answers.
    pub fn rows(&self) -> Vec<&Parsed> {
        let people = self.people.iter().map(|r| &r.parsed);
        people.chain(&self.companies).chain(self.things.iter().map(|r| &r.parsed)).collect()
    }

    pub fn liken(&mut self, store: &Store, likes: Option<&Likes>) -> Result<()> {
        let Some(likes) = likes else { return Ok(()) };
        store.read(|tx| {
            let hashes: Vec<i64> =
                self.people.iter().flat_map(|r| r.parsed.keys.iter().map(|k| k.hash)).collect();
            let known: std::collections::HashSet<i64> = tx
                .query_in("SELECT hash FROM identity WHERE deleted_at IS NULL AND hash IN", &hashes)?
                .iter()
                .map(|r| r.int(0))
                .collect::<Result<_>>()?;
            let unknown: Vec<usize> = (0..self.people.len())
                .filter(|at| {
                    let keys = self.people.get(*at).map_or(&[][..], |row| &row.parsed.keys);
                    !keys.iter().any(|k| known.contains(&k.hash))
                })
                .collect();
            let rows: Vec<&Parsed> =
                unknown.iter().filter_map(|at| self.people.get(*at).map(|row| &row.parsed)).collect();
            let found = likes.find(tx, &rows)?;
            for (at, alike) in unknown.into_iter().zip(found) {
                if let Some(row) = self.people.get_mut(at) {
                    row.alike = alike;
                }
            }
            Ok(())
        })
    }
}

/// Commits a group inside a transaction; one answer per row of [`Group::rows`].
pub(crate) fn write_group(
    tx: &mut Tx<'_>,
    shared: &mut Shared<'_>,
    known: &mut Option<Things>,
    ready: &Ready,
    group: &Group,
) -> Result<Vec<Done>> {
    match ready.object {
        ObjectKind::Person if !group.people.is_empty() => files::write(
            tx,
            shared,
            ready,
            &group.people,
            |r| &mut r.parsed,
            |tx, shared, rows| rules::write(tx, shared, ready, rows, rules::of_people, people::write),
        ),
        ObjectKind::Company if !group.companies.is_empty() => files::write(
            tx,
            shared,
            ready,
            &group.companies,
            |r| r,
            |tx, shared, rows| rules::write(tx, shared, ready, rows, rules::of_companies, company::write),
        ),
        ObjectKind::Order | ObjectKind::Interaction if !group.things.is_empty() => {
            let mut things = match known.take() {
                Some(things) => things,
                None => Things {
                    source: source(tx, shared.store, &ready.options.source)?,
                    fields: PersonFields::load(tx)?,
                },
            };
            let done = things::write(tx, shared, &mut things, ready, &group.things)?;
            *known = Some(things);
            Ok(done)
        }
        _ => Ok(Vec::new()),
    }
}

/// The source that rows of files are booked on; message ids are told apart within it.
fn source(tx: &mut Tx<'_>, store: &Store, name: &str) -> Result<Id> {
    let name: String = name.trim().chars().take(80).collect();
    let name = if name.is_empty() { "文件 Files" } else { name.as_str() };
    let found = tx.first(
        "SELECT id FROM source WHERE kind = 'file' AND name = $1 AND deleted_at IS NULL ORDER BY id",
        &[name.into()],
    )?;
    match found {
        Some(row) => row.id(0),
        None => crate::sources::create(tx, store, name, "file"),
    }
}

/// Starts an import: checks the plan, opens its batch, puts the job in.
pub fn start(store: &Store, id: Id, wished: ImportPlan) -> Result<()> {
    begin(store, id, wished, false).map(|_| ())
}

/// Starts an import and runs it in this process, with the lease of its job, so that no server runs it as
/// well. Should the process die, a server goes on with it; if one has taken it over, it is watched to its end.
pub fn run_here(
    store: &Store,
    id: Id,
    wished: ImportPlan,
    tell: &dyn Fn(&ImportProgress),
) -> Result<ImportProgress> {
    let job = begin(store, id, wished, true)?;
    match run_to_end(store, id, job, tell, &|| false) {
        Err(StoreError::Problem(p)) if p.code == TAKEN_OVER => watch(store, id, tell),
        Err(StoreError::Problem(p)) => {
            give_up(store, id, &p.message);
            end(store, job)?;
            Err(StoreError::Problem(p))
        }
        Err(e) => Err(e),
        Ok(progress) => {
            end(store, job)?;
            Ok(progress)
        }
    }
}

fn end(store: &Store, job: Option<Id>) -> Result<()> {
    match job {
        Some(job) => store.write(|tx| job::done(tx, store.now(), job)),
        None => Ok(()),
    }
}

fn watch(store: &Store, id: Id, tell: &dyn Fn(&ImportProgress)) -> Result<ImportProgress> {
    loop {
        let head = store.read(|tx| super::load(tx, id))?;
        if let Some(progress) = head.progress {
            tell(&progress);
            if head.state != "running" {
                return Ok(progress);
            }
        }
        std::thread::sleep(Duration::from_millis(500));
    }
}

fn begin(store: &Store, id: Id, wished: ImportPlan, here: bool) -> Result<Option<Id>> {
    let head = store.read(|tx| super::load(tx, id))?;
    fresh(&head)?;
    let table = file::read(store, id, &head.name)?;
    store.write(|tx| {
        let head = super::load(tx, id)?;
        fresh(&head)?;
        let plan = file::complete(tx, &table, &head.name, wished)?;
        let ready = plan::ready(tx, store, &plan, &table.headers)?;
        for slot in &ready.slots {
            if let (Some(label), Fill::Field(field)) = (&slot.fresh, &slot.fill) {
                fields::ensure(tx, store, ready.object, &field.key, label, FieldType::Text)?;
            }
        }
        let batch = Batch::open(tx, store, "import", By::Import(id), Some(&head.name), None)?;
        let progress = ImportProgress {
            done: 0,
            total: head.info.rows,
            bytes_done: 0,
            bytes_total: head.bytes.max(0) as u64,
            created: 0,
            updated: 0,
            same: 0,
            refused: 0,
            flagged: 0,
            started_at: store.now(),
            ended_at: None,
        };
        tx.execute(
            "UPDATE import SET state = 'running', plan = $1, progress = $2, batch_id = $3, error = NULL WHERE id = $4",
            &[text(&plan).into(), text(&progress).into(), batch.id.into(), id.into()],
        )?;
        let dedupe = format!("import.run:{}", id.0);
        let job = job::enqueue(tx, store, "import.run", &json!({"import": id.0}), store.now(), Some(&dedupe))?;
        if let (true, Some(job)) = (here, job) {
            job::take(tx, store.now(), job)?;
        }
        Ok(job)
    })
}

/// Refuses to write a group that another process has written meanwhile: a lease can run out under a slow one.
fn still_ours(tx: &mut Tx<'_>, import: Id, progress: &ImportProgress) -> Result<()> {
    let lock = if tx.dialect() == Dialect::Postgres { " FOR UPDATE" } else { "" };
    let sql = format!("SELECT state, progress FROM import WHERE id = $1{lock}");
    let row = tx.first(&sql, &[import.into()])?;
    let held: Option<ImportProgress> = match &row {
        Some(row) if row.text(0)? == "running" => row.json(1)?,
        _ => None,
    };
    if held.is_some_and(|p| p.done == progress.done) {
        return Ok(());
    }
    Err(Problem::conflict(TAKEN_OVER, "Another process runs this import.").into())
}

fn fresh(head: &Head) -> Result<()> {
    if head.state == "uploaded" {
        return Ok(());
    }
    Err(Problem::conflict("started", format!("This import is {} already.", head.state)).into())
}

pub(crate) fn text<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Runs a started import to its end, from wherever it stands. `tell` hears the progress after every group.
pub fn run_to_end(
    store: &Store,
    id: Id,
    job: Option<Id>,
    tell: &dyn Fn(&ImportProgress),
    stopping: &dyn Fn() -> bool,
) -> Result<ImportProgress> {
    let head = store.read(|tx| super::load(tx, id))?;
    let (Some(mut progress), Some(batch)) = (head.progress.clone(), head.batch) else {
        return Err(Problem::conflict("not_started", "This import was not started.").into());
    };
    if head.state != "running" {
        return Ok(progress);
    }
    let table = file::read(store, id, &head.name)?;
    let ready = store.read(|tx| plan::ready(tx, store, &head.plan, &table.headers))?;
    let likes = likes(store, &ready, id)?;
    let mut shared = Shared::new(store, id, head.staff, batch, &ready.options);
    let reading = Shared::new(store, id, head.staff, batch, &ready.options);
    let stop = AtomicBool::new(false);
    let (send, receive) = sync_channel::<Result<Group>>(2);
    let (skip, ready, stop) = (progress.done, &ready, &stop);
    let mut known: Option<Things> = None;
    std::thread::scope(|scope| {
        let parser = scope.spawn(move || parse(&reading, ready, &table, likes.as_ref(), skip, stop, &send));
        let result = commit_all(&mut shared, &mut known, ready, &mut progress, job, tell, stopping, &receive);
        stop.store(true, Ordering::SeqCst);
        // The sender may wait for room: taking what is left frees it.
        while receive.recv().is_ok() {}
        let _ = parser.join();
        result
    })?;
    Ok(progress)
}

/// What likeness is judged by, if the plan asks for it and there is anybody to be like.
pub(crate) fn likes(store: &Store, ready: &Ready, id: Id) -> Result<Option<Likes>> {
    if ready.object != ObjectKind::Person || ready.options.matching != Match::IdsAndLikeness {
        return Ok(None);
    }
    store.read(|tx| Likes::open(tx, id))
}

fn parse(
    shared: &Shared<'_>,
    ready: &Ready,
    table: &Table,
    likes: Option<&Likes>,
    skip: u64,
    stop: &AtomicBool,
    send: &SyncSender<Result<Group>>,
) {
    let reader = Reader { store: shared.store, ready, orders: date_orders(ready, table) };
    let mut namer = Namer::default();
    let mut group = Group::default();
    let rows = match table.rows() {
        Ok(rows) => rows,
        Err(e) => {
            let _ = send.send(Err(Problem::new(422, e.code, e.message).into()));
            return;
        }
    };
    let things = matches!(ready.object, ObjectKind::Order | ObjectKind::Interaction);
    for (n, row) in (0_u64..).zip(rows) {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        if n < skip {
            // Rows that are committed already still count for the names of equal rows after them.
            if let (true, Ok(row)) = (things, row) {
                Group::default().push(shared, ready, &mut namer, reader.read(row.line, row.cells));
            }
            continue;
        }
        group.read += 1;
        match row {
            Ok(row) => group.push(shared, ready, &mut namer, reader.read(row.line, row.cells)),
            Err(e) => group.fault(e),
        }
        if group.read as usize == GROUP {
            let mut full = std::mem::take(&mut group);
            let sent = full.liken(shared.store, likes).map(|()| full);
            if send.send(sent).is_err() {
                return;
            }
        }
    }
    let last = group.liken(shared.store, likes).map(|()| group);
    let _ = send.send(last);
}

#[expect(clippy::too_many_arguments, reason = "what one run carries from group to group")]
fn commit_all(
    shared: &mut Shared<'_>,
    known: &mut Option<Things>,
    ready: &Ready,
    progress: &mut ImportProgress,
    job: Option<Id>,
    tell: &dyn Fn(&ImportProgress),
    stopping: &dyn Fn() -> bool,
    receive: &Receiver<Result<Group>>,
) -> Result<()> {
    let mut fatal = None;
    while let Ok(group) = receive.recv() {
        if stopping() {
            return Err(StoreError::Busy("stopping".into()));
        }
        let group = group?;
        fatal = fatal.or_else(|| group.fatal.clone());
        *progress = commit_group(shared, known, ready, progress, job, &group)?;
        tell(progress);
    }
    let store = shared.store;
    progress.ended_at = Some(store.now());
    progress.total = progress.done;
    progress.bytes_done = progress.bytes_total;
    let state = if fatal.is_some() { "failed" } else { "done" };
    store.write(|tx| {
        tx.execute(
            "UPDATE import SET state = $1, error = $2, progress = $3 WHERE id = $4",
            &[state.into(), fatal.into(), text(progress).into(), shared.import.into()],
        )?;
        if progress.flagged > 0 {
            // The breaches stand in the list of those to be mended as soon as the scan has been through.
            let scan = gx_people::rules::SCAN_JOB;
            job::enqueue(tx, store, scan, &json!({}), store.now(), Some(scan))?;
        }
        let counts = json!({"state": state, "created": progress.created, "updated": progress.updated, "refused": progress.refused});
        if let Some(staff) = starter(tx, shared.import)?.filter(|_| !ready.options.quiet) {
            let (object, row) = (Some("import"), Some(shared.import));
            notices::give(tx, store, staff, &Notice { kind: "import", by: None, object, row, detail: counts })?;
        }
        Ok(())
    })?;
    tell(progress);
    Ok(())
}

/// Who began an import.
fn starter(tx: &mut Tx<'_>, import: Id) -> Result<Option<Id>> {
    let row = tx.first("SELECT staff_id FROM import WHERE id = $1", &[import.into()])?;
    row.map_or(Ok(None), |r| r.opt_id(0))
}

/// Commits a group with the progress it makes, in one transaction.
fn commit_group(
    shared: &mut Shared<'_>,
    known: &mut Option<Things>,
    ready: &Ready,
    progress: &ImportProgress,
    job: Option<Id>,
    group: &Group,
) -> Result<ImportProgress> {
    let store = shared.store;
    let mut tries = 0;
    loop {
        let result = store.write(|tx| {
            still_ours(tx, shared.import, progress)?;
            let done = write_group(tx, shared, known, ready, group)?;
            let mut p = progress.clone();
            p.done += group.read;
            p.total = p.total.max(p.done);
            p.bytes_done = p.bytes_total * p.done / p.total.max(1);
            let mut bad = group.bad.clone();
            for (row, d) in group.rows().into_iter().zip(done) {
                let against = !d.breaches.is_empty() || !row.breaches.is_empty();
                p.flagged += u64::from(against && d.what != What::Refused);
                match d.what {
                    What::New => p.created += 1,
                    What::Update => p.updated += 1,
                    What::Same => p.same += 1,
                    What::Refused => {
                        bad.push(Bad { line: row.line, cells: row.cells.clone(), problems: d.problems });
                    }
                }
            }
            p.refused += bad.len() as u64;
            let rows: Vec<Vec<Value>> = bad
                .iter()
                .map(|b| {
                    vec![
                        shared.import.into(),
                        (b.line as i64).into(),
                        text(&b.cells).into(),
                        text(&b.problems).into(),
                    ]
                })
                .collect();
            tx.insert_many(
                "import_refused",
                &["import_id", "line", "cells", "problems"],
                &rows,
                Conflict::Skip,
            )?;
            tx.execute(
                "UPDATE import SET progress = $1 WHERE id = $2",
                &[text(&p).into(), shared.import.into()],
            )?;
            if let Some(job) = job {
                job::keep(tx, store.now(), job, None)?;
            }
            Ok(p)
        });
        match result {
            Ok(p) => return Ok(p),
            // Somebody else wrote the same identity at the same moment, or holds the lock.
            Err(StoreError::Unique(_) | StoreError::Busy(_)) if tries < TRIES => {
                shared.companies.clear();
                *known = None;
                tries += 1;
                std::thread::sleep(Duration::from_millis(10 << tries));
            }
            Err(e) => return Err(e),
        }
    }
}

/// The jobs of imports: `import.run` and `import.revert`.
pub fn handlers(live: &Live) -> Vec<(&'static str, Handler)> {
    let (running, reverting) = (live.clone(), live.clone());
    let run: Handler = Arc::new(move |store, job, stopping| {
        let id = import_of(job)?;
        let tell = |p: &ImportProgress| {
            running.tell(Note::Import { id, progress: json!(p) });
            running.tell(Note::People);
            running.tell(Note::Companies);
        };
        match run_to_end(store, id, Some(job.id), &tell, stopping) {
            Ok(_) => {
                if let Ok(Some(staff)) = store.read(|tx| starter(tx, id)) {
                    running.tell(Note::Notices(vec![staff]));
                }
                Ok(())
            }
            Err(StoreError::Problem(p)) if p.code == TAKEN_OVER => Ok(()),
            // A stop is no fault of the file; the next start goes on.
            Err(e) if stopping() => Err(e.to_string()),
            Err(e) => {
                if job.attempt >= 6 || matches!(e, StoreError::Problem(_)) {
                    give_up(store, id, &e.to_problem().message);
                    return if job.attempt >= 6 { Err(e.to_string()) } else { Ok(()) };
                }
                Err(e.to_string())
            }
        }
    });
    let revert: Handler = Arc::new(move |store, job, _| {
        let id = import_of(job)?;
        revert::resume(store, id).map_err(|e| e.to_string())?;
        reverting.tell(Note::People);
        reverting.tell(Note::Companies);
        Ok(())
    });
    vec![("import.run", run), ("import.revert", revert)]
}

fn import_of(job: &job::Job) -> std::result::Result<Id, String> {
    job.payload
        .get("import")
        .and_then(serde_json::Value::as_i64)
        .map(Id)
        .ok_or_else(|| "the job names no import".to_owned())
}

fn give_up(store: &Store, id: Id, message: &str) {
    let result = store.write(|tx| {
        tx.execute(
            "UPDATE import SET state = 'failed', error = $1 WHERE id = $2 AND state = 'running'",
            &[message.into(), id.into()],
        )
    });
    if let Err(e) = result {
        tracing::error!(error = %e, import = id.0, "a failed import could not be marked");
    }
}

//! What would happen: the first rows are written in a transaction that is rolled back.

use std::collections::BTreeMap;

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Problem};
use gx_people::people;
use gx_store::access::Access;
use gx_store::change::{Batch, By};
use gx_store::{Result, Store, StoreError, Tx};

use super::people::{Shared, named};
use super::plan::{ImportPlan, Ready};
use super::row::{Reader, date_orders};
use super::run::{Group, likes, write_group};
use super::things::Namer;
use super::{Done, ImportPreview, PreviewRow, What, file, plan};

/// Rows of a preview.
const ROWS: usize = 50;

/// What would happen to the first rows of an import under a plan. Nothing is kept.
pub fn preview(store: &Store, access: &Access, id: Id, wished: ImportPlan) -> Result<ImportPreview> {
    let head = store.read(|tx| super::load(tx, id))?;
    let table = file::read(store, id, &head.name)?;
    let ready = store.read(|tx| {
        let plan = file::complete(tx, &table, &head.name, wished)?;
        plan::ready(tx, store, &plan, &table.headers)
    })?;
    let reader = Reader { store, ready: &ready, orders: date_orders(&ready, &table) };
    let mut shared = Shared::new(store, id, head.staff, Id(0), &ready.options);
    let mut group = Group::default();
    let mut namer = Namer::default();
    let rows = table.rows().map_err(|e| Problem::new(422, e.code, e.message))?;
    for row in rows.take(ROWS) {
        match row {
            Ok(row) => group.push(&shared, &ready, &mut namer, reader.read(row.line, row.cells)),
            Err(e) => group.fault(e),
        }
    }
    group.liken(store, likes(store, &ready, id)?.as_ref())?;
    let mut out = None;
    let rolled_back = store.write(|tx| -> Result<()> {
        shared.batch = Batch::open(tx, store, "import", By::Import(id), None, None)?.id;
        let done = write_group(tx, &mut shared, &mut None, &ready, &group)?;
        out = Some(answer(tx, access, &ready, &group, done)?);
        Err(StoreError::Other("a preview is rolled back".into()))
    });
    match (out, rolled_back) {
        (Some(preview), _) => Ok(preview),
        (None, Err(e)) => Err(e),
        (None, Ok(())) => Err(StoreError::Other("a preview without an answer".into())),
    }
}

fn answer(
    tx: &mut Tx<'_>,
    access: &Access,
    ready: &Ready,
    group: &Group,
    done: Vec<Done>,
) -> Result<ImportPreview> {
    let mut ids: Vec<Id> = done.iter().filter_map(|d| d.known).collect();
    ids.sort_unstable();
    ids.dedup();
    if ready.object != ObjectKind::Company {
        let mut seen = Vec::new();
        for id in ids {
            if people::root(tx, access, id)?.is_some() {
                seen.push(id);
            }
        }
        ids = seen;
    }
    let names = named(tx, ready.object, &ids)?;
    let mut rows: Vec<PreviewRow> = Vec::new();
    for b in &group.bad {
        rows.push(PreviewRow {
            line: b.line,
            cells: b.cells.clone(),
            outcome: What::Refused,
            person: None,
            why: Vec::new(),
            problems: b.problems.clone(),
            breaches: Vec::new(),
            values: Vec::new(),
        });
    }
    let alike: Vec<bool> = group.people.iter().map(|p| p.alike.is_some()).collect();
    for (i, (parsed, d)) in group.rows().into_iter().zip(done).enumerate() {
        // Found by likeness is what a person wants to look at, whatever it would change.
        let like = alike.get(i).copied().unwrap_or(false) && d.what == What::Update;
        rows.push(PreviewRow {
            line: parsed.line,
            cells: parsed.cells.clone(),
            outcome: if like { What::Same } else { d.what },
            person: d.known.and_then(|id| names.get(&id).cloned()),
            why: d.why,
            problems: d.problems,
            breaches: parsed.breaches.iter().cloned().chain(d.breaches).collect(),
            values: parsed.shown(),
        });
    }
    rows.sort_by_key(|r| r.line);
    let mut summary: BTreeMap<String, u64> =
        [What::New, What::Update, What::Same, What::Refused].map(|w| (w.as_text().to_owned(), 0)).into();
    for row in &rows {
        *summary.entry(row.outcome.as_text().to_owned()).or_default() += 1;
    }
    Ok(ImportPreview { rows, summary })
}

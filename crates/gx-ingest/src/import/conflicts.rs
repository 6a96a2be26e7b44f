//! What stands in the way of a revert: what others wrote since to what the import made.

use std::collections::{BTreeMap, HashMap, HashSet};

use gx_kernel::{Id, IdKind, Micros};
use gx_people::names::Names;
use gx_people::undo::UndoConflict;
use gx_store::change::{By, Logged};
use gx_store::{Result, Row, Tx};
use serde_json::Value as Json;

use super::takeback::{Taking, fold};
use super::{Head, ImportProgress};

/// Everything in the way, and the records made by the import that others wrote to.
#[derive(Debug, Default)]
pub(crate) struct InTheWay {
    pub conflicts: Vec<UndoConflict>,
    /// Made by the import and written to by others, with the fields at stake.
    pub made: BTreeMap<Id, Vec<String>>,
}

/// Looks, without changing anything.
pub(crate) fn find(tx: &mut Tx<'_>, head: &Head, entries: &[Logged]) -> Result<InTheWay> {
    let nothing = HashSet::new();
    let mut taking = Taking {
        import: head.id,
        force: &nothing,
        redo: None,
        now: Micros(0),
        names: Names::default(),
        conflicts: Vec::new(),
        undone: 0,
        skipped: 0,
    };
    let (people, companies, orders) =
        (fold(entries, "person"), fold(entries, "company"), fold(entries, "order"));
    for chunk in people.iter().collect::<Vec<_>>().chunks(500) {
        taking.people(tx, chunk)?;
    }
    taking.companies(tx, &companies.iter().collect::<Vec<_>>())?;
    taking.orders(tx, &orders.iter().collect::<Vec<_>>())?;
    let mut out = InTheWay { conflicts: taking.conflicts, made: BTreeMap::new() };
    let mut look = Look { head, names: taking.names, out: &mut out };
    look.people(tx, entries)?;
    look.companies(tx, entries)?;
    look.orders(tx, head.progress.as_ref())?;
    look.interactions(tx)?;
    Ok(out)
}

struct Look<'a> {
    head: &'a Head,
    names: Names,
    out: &'a mut InTheWay,
}

/// Who wrote last, how often, to a row.
struct Other {
    row: Id,
    field: String,
    now: Json,
    by: By,
    at: Micros,
}

fn made(entries: &[Logged], object: &str) -> Vec<i64> {
    entries.iter().filter(|e| e.object == object && e.op == "create").map(|e| e.row.0).collect()
}

impl Look<'_> {
    fn add(&mut self, tx: &mut Tx<'_>, object: &str, kind: IdKind, others: Vec<Other>) -> Result<()> {
        let ids: Vec<i64> = others.iter().map(|o| o.row.0).collect();
        let column = match object {
            "order" => "number",
            "interaction" => "COALESCE(title, kind)",
            _ => "name",
        };
        let table = if object == "order" { "orders" } else { object };
        let names: HashMap<Id, String> = tx
            .query_in(&format!("SELECT id, {column} FROM {table} WHERE id IN"), &ids)?
            .iter()
            .map(|r| Ok((r.id(0)?, r.string(1)?)))
            .collect::<Result<_>>()?;
        for o in others {
            let fields = self.out.made.entry(o.row).or_default();
            if fields.contains(&o.field) {
                continue;
            }
            fields.push(o.field.clone());
            self.out.conflicts.push(UndoConflict {
                object: object.into(),
                id: o.row.show(kind),
                name: names.get(&o.row).cloned().unwrap_or_default(),
                field: o.field,
                ours: Json::Null,
                now: o.now,
                by: self.names.of(tx, o.by)?,
                at: o.at,
            });
        }
        Ok(())
    }

    /// Later changes of rows, field by field. A row that somebody deleted meanwhile is gone anyway.
    fn changes(&self, tx: &mut Tx<'_>, rows: &[i64]) -> Result<Vec<Other>> {
        let Some(batch) = self.head.batch else { return Ok(Vec::new()) };
        let sql = format!(
            "SELECT c.row_id, c.after, b.by_kind, b.by_id, c.at FROM change c JOIN batch b ON b.id = c.batch_id \
             WHERE c.batch_id <> {} AND c.op = 'update' AND b.undone_by IS NULL AND b.undoes IS NULL AND c.row_id IN",
            batch.0
        );
        let mut out = Vec::new();
        for r in tx.query_in(&sql, rows)? {
            let after: serde_json::Map<String, Json> = r.json(1)?;
            let by = By::read(r.text(2)?, r.opt_id(3)?);
            for (field, now) in after {
                out.push(Other { row: r.id(0)?, field, now, by, at: r.micros(4)? });
            }
        }
        out.reverse();
        Ok(out)
    }

    fn people(&mut self, tx: &mut Tx<'_>, entries: &[Logged]) -> Result<()> {
        let rows = made(entries, "person");
        let me = self.head.id.0;
        let mut others = self.changes(tx, &rows)?;
        let mut count = |tx: &mut Tx<'_>, field: &str, sql: String, tail: &str| -> Result<()> {
            for chunk in rows.chunks(500) {
                let list: Vec<String> = chunk.iter().map(ToString::to_string).collect();
                for r in tx.query_once(&format!("{sql} ({}) {tail}", list.join(",")), &[])? {
                    others.push(other(&r, field)?);
                }
            }
            Ok(())
        };
        let grouped = "GROUP BY person_id";
        count(
            tx,
            "interactions",
            format!(
                "SELECT person_id, COUNT(*), MAX(source_kind), MAX(source_id), MAX(received_at) FROM interaction \
                 WHERE (import_id IS NULL OR import_id <> {me}) AND person_id IN"
            ),
            grouped,
        )?;
        count(
            tx,
            "identities",
            format!(
                "SELECT person_id, COUNT(*), MAX(source_kind), MAX(source_id), MAX(first_seen_at) FROM identity \
                 WHERE deleted_at IS NULL AND NOT (source_kind = 'import' AND source_id = {me}) AND person_id IN"
            ),
            grouped,
        )?;
        count(
            tx,
            "consents",
            "SELECT person_id, COUNT(*), MAX(source_kind), MAX(source_id), MAX(at) FROM consent WHERE person_id IN".into(),
            grouped,
        )?;
        for side in ["winner_id", "loser_id"] {
            count(
                tx,
                "merge",
                format!(
                    "SELECT {side}, COUNT(*), MAX(by_kind), MAX(by_id), MAX(at) FROM merge \
                     WHERE undone_at IS NULL AND NOT (by_kind = 'import' AND by_id = {me}) AND {side} IN"
                ),
                &format!("GROUP BY {side}"),
            )?;
        }
        for side in ["from_id", "to_id"] {
            count(
                tx,
                "relations",
                format!(
                    "SELECT {side}, COUNT(*), MAX(source_kind), MAX(source_id), MAX(last_at) FROM edge \
                     WHERE deleted_at IS NULL AND (import_id IS NULL OR import_id <> {me}) AND {side} IN"
                ),
                &format!("GROUP BY {side}"),
            )?;
        }
        // Somebody has deleted it meanwhile: nothing is left to fight over.
        let keys: Vec<i64> = others.iter().map(|o| o.row.0).collect();
        let living: HashSet<Id> = tx
            .query_in("SELECT id FROM person WHERE deleted_at IS NULL AND id IN", &keys)?
            .iter()
            .map(|r| r.id(0))
            .collect::<Result<_>>()?;
        others.retain(|o| living.contains(&o.row));
        self.add(tx, "person", IdKind::Person, others)
    }

    fn companies(&mut self, tx: &mut Tx<'_>, entries: &[Logged]) -> Result<()> {
        let rows = made(entries, "company");
        let mut others = self.changes(tx, &rows)?;
        for chunk in rows.chunks(500) {
            let list: Vec<String> = chunk.iter().map(ToString::to_string).collect();
            let sql = format!(
                "SELECT to_id, COUNT(*), MAX(source_kind), MAX(source_id), MAX(last_at) FROM edge \
                 WHERE deleted_at IS NULL AND (import_id IS NULL OR import_id <> {}) AND to_id IN ({}) GROUP BY to_id",
                self.head.id.0,
                list.join(",")
            );
            for r in tx.query_once(&sql, &[])? {
                others.push(other(&r, "people")?);
            }
        }
        self.add(tx, "company", IdKind::Company, others)
    }

    /// Orders of the import that moved on after it ended.
    fn orders(&mut self, tx: &mut Tx<'_>, progress: Option<&ImportProgress>) -> Result<()> {
        let Some(end) = progress.and_then(|p| p.ended_at) else { return Ok(()) };
        let rows = tx.query(
            "SELECT id, status, updated_at FROM orders WHERE import_id = $1 AND deleted_at IS NULL AND updated_at > $2",
            &[self.head.id.into(), end.into()],
        )?;
        let keys = rows.iter().map(|r| r.int(0)).collect::<Result<Vec<_>>>()?;
        // What staff wrote into its fields says so itself; any other time of change is a state that its shop told.
        let mut others = self.changes(tx, &keys)?;
        let noted: HashSet<(Id, Micros)> = others.iter().map(|o| (o.row, o.at)).collect();
        for r in &rows {
            let (row, at) = (r.id(0)?, r.micros(2)?);
            if !noted.contains(&(row, at)) {
                others.push(Other {
                    row,
                    field: "status".into(),
                    now: r.text(1)?.into(),
                    by: By::System,
                    at,
                });
            }
        }
        self.add(tx, "order", IdKind::Order, others)
    }

    /// Interactions of the import beside which staff noted something; their persons stay with them.
    fn interactions(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        let rows = tx.query(
            "SELECT i.id, i.person_id FROM interaction i WHERE i.import_id = $1 AND EXISTS \
             (SELECT 1 FROM change c WHERE c.row_id = i.id AND c.object = 'interaction')",
            &[self.head.id.into()],
        )?;
        let persons = rows.iter().map(|r| Ok((r.id(0)?, r.id(1)?))).collect::<Result<HashMap<_, _>>>()?;
        let keys: Vec<i64> = persons.keys().map(|id| id.0).collect();
        let noted = self.changes(tx, &keys)?;
        let theirs = noted
            .iter()
            .filter_map(|o| {
                let (row, now) = (*persons.get(&o.row)?, o.now.clone());
                Some(Other { row, field: "interactions".into(), now, by: o.by, at: o.at })
            })
            .collect();
        self.add(tx, "person", IdKind::Person, theirs)?;
        self.add(tx, "interaction", IdKind::Interaction, noted)
    }
}

fn other(r: &Row, field: &str) -> Result<Other> {
    Ok(Other {
        row: r.id(0)?,
        field: field.into(),
        now: r.int(1)?.into(),
        by: By::read(r.text(2)?, r.opt_id(3)?),
        at: r.opt_micros(4)?.unwrap_or_default(),
    })
}

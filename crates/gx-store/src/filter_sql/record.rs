//! A stored row as the evaluator in memory wants it: for "why does this person pass?" and for
//! filters that run on one person as an event arrives.

use gx_kernel::Id;
use gx_kernel::filter::{Catalogue, Cell, Edge, Record, Tie, Touches, Way};
use gx_kernel::object::{Field, FieldType, ObjectKind};

use super::related::table;
use crate::{Result, Tx, Value};

/// Reads a row and as much of what hangs on it as a filter that touches `needs` can ask for;
/// `None` if there is no living row. Of a merged person, the root is read.
///
/// # Errors
/// When the database fails.
pub fn record(tx: &mut Tx<'_>, catalogue: &Catalogue, id: Id, needs: &Touches) -> Result<Option<Record>> {
    let object = catalogue.object;
    let id = match object {
        ObjectKind::Person => {
            match tx.first("SELECT canonical_id FROM person WHERE id = $1", &[id.into()])? {
                Some(row) => row.int(0)?,
                None => return Ok(None),
            }
        }
        _ => id.0,
    };
    let mut row = rows(tx, catalogue, object, &[id])?.into_iter().next();
    if let Some((_, row)) = &mut row {
        if object == ObjectKind::Person {
            row.interactions = interactions(tx, catalogue, id, needs)?;
        }
        for edge in &needs.edges {
            row.ties.extend(ties(tx, catalogue, id, edge, needs)?);
        }
    }
    Ok(row.map(|(_, row)| row))
}

/// The living rows of an object with these ids, alone.
fn rows(
    tx: &mut Tx<'_>,
    catalogue: &Catalogue,
    object: ObjectKind,
    ids: &[i64],
) -> Result<Vec<(i64, Record)>> {
    let fields: Vec<&Field> =
        catalogue.fields(object).fields.iter().filter(|f| !f.custom && f.key != "id").collect();
    let props = if object == ObjectKind::Interaction { "props" } else { "NULL" };
    let columns: String = fields.iter().map(|f| format!(", {}", f.key)).collect();
    let living = if object == ObjectKind::Interaction { "" } else { " deleted_at IS NULL AND" };
    let sql = format!("SELECT id, fields, {props}{columns} FROM {} WHERE{living} id IN", table(object));
    let mut out = Vec::new();
    for row in tx.query_in(&sql, ids)? {
        let id = row.int(0)?;
        let mut record = Record::default().with("id", Cell::Int(id));
        for (i, field) in fields.iter().enumerate() {
            record.fields.insert(field.key.clone(), cell(field.ty, row.value(i + 3)));
        }
        record.custom = row.json(1)?;
        record.props = row.json(2)?;
        out.push((id, record));
    }
    Ok(out)
}

fn cell(ty: FieldType, value: Value) -> Cell<'static> {
    match (ty, value) {
        (_, Value::Null | Value::Blob(_)) => Cell::Null,
        (FieldType::Bool, Value::Int(n)) => Cell::Bool(n != 0),
        (_, Value::Int(n)) => Cell::Int(n),
        (_, Value::Real(x)) => Cell::Real(x),
        (FieldType::MultiChoice, Value::Text(t)) => {
            serde_json::from_str::<Vec<String>>(&t).map_or(Cell::Null, |items| Cell::List(items.into()))
        }
        (_, Value::Text(t)) => Cell::Text(t.into()),
    }
}

/// The interactions of a root's nodes that the filter can ask for.
fn interactions(tx: &mut Tx<'_>, catalogue: &Catalogue, root: i64, needs: &Touches) -> Result<Vec<Record>> {
    if !needs.any_kind && needs.kinds.is_empty() {
        return Ok(Vec::new());
    }
    let mut params = vec![Value::Int(root)];
    let mut kinds = String::new();
    if !needs.any_kind {
        for kind in &needs.kinds {
            params.push(kind.as_text().into());
            let comma = if kinds.is_empty() { "" } else { ", " };
            kinds.push_str(&format!("{comma}${}", params.len()));
        }
        kinds = format!(" AND i.kind IN ({kinds})");
    }
    let sql = format!(
        "SELECT i.id FROM interaction i WHERE i.person_id IN (SELECT m.id FROM person m WHERE m.canonical_id = $1){kinds}"
    );
    let ids = tx.query(&sql, &params)?.iter().map(|row| row.int(0)).collect::<Result<Vec<_>>>()?;
    Ok(rows(tx, catalogue, ObjectKind::Interaction, &ids)?.into_iter().map(|(_, record)| record).collect())
}

/// The records over one kind of hop.
fn ties(tx: &mut Tx<'_>, catalogue: &Catalogue, id: i64, edge: &Edge, needs: &Touches) -> Result<Vec<Tie>> {
    use ObjectKind::{Activity, Deal, Interaction, Lead, Order, Person};
    let (from, to) = (catalogue.object, edge.object);
    let here = |near: &str| match from {
        Person => format!("{near} IN (SELECT m.id FROM person m WHERE m.canonical_id = $1)"),
        _ => format!("{near} = $1"),
    };
    // Each row: the other id, the kind of edge, since, until.
    let selects: Vec<(Way, String)> = match (from, to) {
        (Person, Order | Deal | Lead | Activity) => {
            let table = table(to);
            vec![(
                Way::Either,
                format!("SELECT o.id, NULL, NULL, NULL FROM {table} o WHERE {}", here("o.person_id")),
            )]
        }
        (Order | Interaction | Deal | Lead | Activity, Person) => {
            let table = table(from);
            vec![(
                Way::Either,
                format!(
                    "SELECT n.canonical_id, NULL, NULL, NULL FROM {table} o JOIN person n ON n.id = o.person_id WHERE o.id = $1"
                ),
            )]
        }
        _ => [(Way::To, "from", "to"), (Way::From, "to", "from")]
            .into_iter()
            .filter(|(way, ..)| edge.way == Way::Either || edge.way == *way)
            .map(|(way, near, far)| {
                let (other, join) = match to {
                    Person => ("n.canonical_id".to_owned(), format!("JOIN person n ON n.id = e.{far}_id")),
                    _ => (format!("e.{far}_id"), String::new()),
                };
                let near_id = here(&format!("e.{near}_id"));
                let (from, to) = (from.as_text(), to.as_text());
                let sql = format!(
                    "SELECT {other}, e.kind, e.since, e.until FROM edge e {join} WHERE {near_id} \
                     AND e.{near}_kind = '{from}' AND e.{far}_kind = '{to}' AND e.deleted_at IS NULL"
                );
                (way, sql)
            })
            .collect(),
    };
    let mut out = Vec::new();
    for (way, sql) in selects {
        let found = tx.query(&sql, &[id.into()])?;
        let ids = found.iter().map(|row| row.int(0)).collect::<Result<std::collections::BTreeSet<_>>>()?;
        let ids: Vec<i64> = ids.into_iter().filter(|other| from != to || *other != id).collect();
        let mut records = rows(tx, catalogue, to, &ids)?;
        if to == Person {
            for (id, record) in &mut records {
                record.interactions = interactions(tx, catalogue, *id, needs)?;
            }
        }
        for row in &found {
            let other = row.int(0)?;
            let Some((_, record)) = records.iter().find(|(id, _)| *id == other) else { continue };
            let (kind, since, until) = (row.opt_string(1)?, row.opt_int(2)?, row.opt_int(3)?);
            if edge.kind.is_none() || edge.kind == kind {
                out.push(Tie { kind, way, since, until, object: to, record: record.clone() });
            }
        }
    }
    Ok(out)
}

//! What a file says beside what is held: for each row its record, and each value of both where they differ.
//!
//! Nothing is written. Connectors settle with it which of two values is to stand, before they let an import write,
//! and see with it afterwards what stood.

use std::collections::{BTreeMap, HashMap, HashSet};

use gx_files::Table;
use gx_kernel::money::from_scaled;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros, Problem};
use gx_people::company::Company;
use gx_people::company::record::{self, domain};
use gx_people::portrait::Portrait;
use gx_people::{node, own};
use gx_store::access::{Access, Holding, Verb};
use gx_store::change::By;
use gx_store::{Result, Store, Tx};
use serde_json::{Map, Value as Json};

use super::plan::{self, Fill, ImportPlan, Ready};
use super::row::{Parsed, Reader, date_orders};
use super::{RowProblem, What};

/// Rows that are looked up together.
const STEP: usize = 500;

/// A row of a file beside its record.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The row's place among the rows of the file, from 0.
    pub at: usize,
    /// What the file calls the record: the value of the plan's key.
    pub key: Option<String>,
    /// The record that is held, if there is one.
    pub record: Option<Id>,
    /// Whether the caller may see it, and change it.
    pub seen: bool,
    /// See [`Self::seen`].
    pub editable: bool,
    /// Values that both sides could have.
    pub pairs: Vec<Pair>,
    /// Why the row is none.
    pub problems: Vec<RowProblem>,
}

impl Beside {
    /// What an import of the row would do, as far as the row alone can tell.
    pub fn outcome(&self) -> What {
        match () {
            () if !self.problems.is_empty() => What::Refused,
            () if self.record.is_none() => What::New,
            () if self.pairs.iter().any(Pair::differs) => What::Update,
            () => What::Same,
        }
    }
}

/// One value on both sides.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The field, identity or `company`.
    pub field: String,
    /// The columns that fill it.
    pub columns: Vec<usize>,
    /// What the file says.
    pub theirs: Json,
    /// What is held; null if nothing is.
    pub ours: Json,
    /// Who said what is held; none where that is not kept.
    pub by: Option<By>,
    /// When.
    pub at: Micros,
    /// Whether another value is put beside what is held, as with addresses, and never over it.
    pub adds: bool,
    /// Whether an import can change what is held at all; the amount of an order stands.
    pub fixed: bool,
}

impl Pair {
    /// Whether both sides say different things.
    pub fn differs(&self) -> bool {
        if self.adds {
            return !self.ours.as_array().is_some_and(|list| list.contains(&self.theirs));
        }
        self.theirs != self.ours
    }
}

/// Lays the rows of a table beside what is held, in the order of the table. `key` is the target that names a record.
pub fn beside(
    store: &Store,
    access: &Access,
    table: &Table,
    plan: &ImportPlan,
    key: &str,
) -> Result<Vec<Beside>> {
    let ready = store.read(|tx| plan::ready(tx, store, plan, &table.headers))?;
    let reader = Reader { store, ready: &ready, orders: date_orders(&ready, table) };
    let mut rows: Vec<std::result::Result<Parsed, RowProblem>> = Vec::new();
    for row in table.rows().map_err(|e| Problem::new(422, e.code, e.message))? {
        rows.push(match row {
            Ok(row) => Ok(reader.read(row.line, row.cells)),
            Err(e) => Err(RowProblem::new(None, e.code, e.message)),
        });
    }
    let mut out = Vec::with_capacity(rows.len());
    for chunk in rows.chunks(STEP) {
        store.read(|tx| {
            let parsed: Vec<&Parsed> = chunk.iter().filter_map(|r| r.as_ref().ok()).collect();
            let mut found = match ready.object {
                ObjectKind::Person => people(tx, access, &ready, key, &parsed)?,
                ObjectKind::Company => companies(tx, access, &ready, &parsed)?,
                ObjectKind::Order | ObjectKind::Interaction => orders(tx, store, access, &ready, &parsed)?,
                // A plan for deals or leads is refused before a row is read.
                ObjectKind::Deal | ObjectKind::Lead | ObjectKind::Activity => Vec::new(),
            }
            .into_iter();
            for row in chunk {
                let at = out.len();
                let next = match row {
                    Err(problem) => Some(Beside {
                        at,
                        key: None,
                        record: None,
                        seen: false,
                        editable: false,
                        pairs: Vec::new(),
                        problems: vec![problem.clone()],
                    }),
                    Ok(p) => found.next().map(|b| Beside { at, problems: p.problems.clone(), ..b }),
                };
                out.extend(next);
            }
            Ok(())
        })?;
    }
    Ok(out)
}

fn nothing() -> Beside {
    Beside {
        at: 0,
        key: None,
        record: None,
        seen: false,
        editable: false,
        pairs: Vec::new(),
        problems: Vec::new(),
    }
}

/// The columns behind each field that a plan fills.
fn columns(ready: &Ready) -> HashMap<String, Vec<usize>> {
    let mut out: HashMap<String, Vec<usize>> = HashMap::new();
    for slot in &ready.slots {
        let key = match &slot.fill {
            Fill::Field(f) => f.key.clone(),
            Fill::Identity(kind) => kind.to_string(),
            Fill::Person(f) => format!("person.{}", f.key),
            Fill::Company => "company".into(),
        };
        out.entry(key).or_default().extend(&slot.columns);
    }
    out
}

fn people(
    tx: &mut Tx<'_>,
    access: &Access,
    ready: &Ready,
    key: &str,
    rows: &[&Parsed],
) -> Result<Vec<Beside>> {
    let columns = columns(ready);
    let hashes: Vec<i64> = rows.iter().flat_map(|r| r.keys.iter().map(|k| k.hash)).collect();
    let roots: HashMap<i64, Id> = tx
        .query_in(
            "SELECT i.hash, n.canonical_id FROM identity i JOIN person n ON n.id = i.person_id \
             WHERE i.deleted_at IS NULL AND i.shared = 0 AND i.hash IN",
            &hashes,
        )?
        .iter()
        .map(|r| Ok((r.int(0)?, r.id(1)?)))
        .collect::<Result<_>>()?;
    let whose: Vec<Option<Id>> = rows
        .iter()
        .map(|r| {
            let mine = r.keys.iter().filter(|k| k.identity.kind.as_text() == key);
            mine.chain(&r.keys).find_map(|k| roots.get(&k.hash)).copied()
        })
        .collect();
    let mut ids: Vec<i64> = whose.iter().flatten().map(|id| id.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let seen = allowed(tx, &access.see_person("p"), &ids)?;
    let editable = allowed(tx, &access.person(Verb::Edit, "p"), &ids)?;
    let shown = shown(tx, &ids)?;
    let mut addresses: HashMap<(Id, String), Vec<Json>> = HashMap::new();
    for r in tx.query_in(
        "SELECT n.canonical_id, i.kind, i.value FROM identity i JOIN person n ON n.id = i.person_id \
         WHERE i.deleted_at IS NULL AND n.canonical_id IN",
        &ids,
    )? {
        addresses.entry((r.id(0)?, r.string(1)?)).or_default().push(r.text(2)?.into());
    }
    let mut works: HashMap<Id, Vec<Json>> = HashMap::new();
    if columns.contains_key("company") {
        for r in tx.query_in(
            "SELECT n.canonical_id, c.name FROM edge e JOIN person n ON n.id = e.from_id JOIN company c ON c.id = e.to_id \
             WHERE e.kind = 'works_at' AND e.deleted_at IS NULL AND n.canonical_id IN",
            &ids,
        )? {
            works.entry(r.id(0)?).or_default().push(r.text(1)?.into());
        }
    }
    let mut out = Vec::with_capacity(rows.len());
    for (row, record) in rows.iter().zip(whose) {
        let mut b = nothing();
        let named = row.keys.iter().find(|k| k.identity.kind.as_text() == key);
        b.key = named.map(|k| k.identity.value.clone());
        b.record = record;
        let Some(record) = record else {
            out.push(b);
            continue;
        };
        b.seen = seen.contains(&record);
        b.editable = editable.contains(&record);
        let of = |field: &str| columns.get(field).cloned().unwrap_or_default();
        for k in &row.keys {
            let kind = k.identity.kind.as_text().into_owned();
            let held = addresses.get(&(record, kind.clone())).cloned().unwrap_or_default();
            b.pairs.push(Pair {
                columns: of(&kind),
                theirs: k.identity.value.clone().into(),
                ours: Json::from(held),
                by: None,
                at: Micros(0),
                adds: true,
                fixed: false,
                field: kind,
            });
        }
        let held = shown.get(&record);
        for (field, theirs) in &row.values {
            let held = held.and_then(|p| p.0.get(field));
            b.pairs.push(Pair {
                field: field.clone(),
                columns: of(field),
                theirs: theirs.clone(),
                ours: held.map(|h| h.claim.value.clone()).unwrap_or_default(),
                by: held.map(|h| h.claim.by),
                at: held.map_or(Micros(0), |h| h.claim.at),
                adds: false,
                fixed: false,
            });
        }
        if let Some(company) = &row.company {
            b.pairs.push(Pair {
                field: "company".into(),
                columns: of("company"),
                theirs: company.clone().into(),
                ours: Json::from(works.get(&record).cloned().unwrap_or_default()),
                by: None,
                at: Micros(0),
                adds: true,
                fixed: false,
            });
        }
        out.push(b);
    }
    Ok(out)
}

fn allowed(tx: &mut Tx<'_>, clause: &str, ids: &[i64]) -> Result<HashSet<Id>> {
    tx.query_in(&format!("SELECT p.id FROM person p WHERE {clause} AND p.id IN"), ids)?
        .iter()
        .map(|r| r.id(0))
        .collect()
}

/// What people show: all that was said of all their records.
fn shown(tx: &mut Tx<'_>, ids: &[i64]) -> Result<HashMap<Id, Portrait>> {
    let ids: Vec<Id> = ids.iter().map(|id| Id(*id)).collect();
    let mut out = HashMap::new();
    for n in node::load(tx, &ids)? {
        let shown = if n.shows_tree {
            let tree = node::tree(tx, n.id)?;
            Portrait::survivors(&tree.iter().map(|n| &n.own).collect::<Vec<_>>())
        } else {
            n.own
        };
        out.insert(n.id, shown);
    }
    Ok(out)
}

fn companies(tx: &mut Tx<'_>, access: &Access, ready: &Ready, rows: &[&Parsed]) -> Result<Vec<Beside>> {
    let columns = columns(ready);
    let seen = access.see(ObjectKind::Company, "c") == "1 = 1";
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let mut b = nothing();
        let mut values: BTreeMap<&str, Json> =
            row.values.iter().map(|(k, v)| (k.as_str(), v.clone())).collect();
        if let Some(text) = row.text("domain") {
            values.insert("domain", domain(text).into());
        }
        let external = row.keys.first().map(|k| {
            let kind = k.identity.kind.as_text();
            format!("{}:{}", kind.trim_start_matches("external:"), k.identity.value)
        });
        b.key = row.keys.first().map(|k| k.identity.value.clone());
        if let Some(held) = known_company(tx, external.as_deref(), &values)? {
            b.record = Some(held.id);
            b.seen = seen;
            b.editable = access.allows(Verb::Edit, held.id, Holding::of(held.owner()));
            for (field, theirs) in values {
                let (by, at) = held.source(field);
                let ours = held.values.get(field).cloned().unwrap_or_default();
                b.pairs.push(Pair {
                    field: field.into(),
                    columns: columns.get(field).cloned().unwrap_or_default(),
                    theirs,
                    by: (!ours.is_null()).then_some(by),
                    ours,
                    at,
                    adds: false,
                    fixed: false,
                });
            }
            if held.external.is_none()
                && let Some(mine) = &b.key
            {
                let kind = row.keys.first().map(|k| k.identity.kind.to_string()).unwrap_or_default();
                b.pairs.push(Pair {
                    columns: columns.get(&kind).cloned().unwrap_or_default(),
                    field: kind,
                    theirs: mine.clone().into(),
                    ours: Json::Array(Vec::new()),
                    by: None,
                    at: Micros(0),
                    adds: true,
                    fixed: false,
                });
            }
        }
        out.push(b);
    }
    Ok(out)
}

/// As an import finds it: by its external id, then its domain, then its exact name; another id is another company.
fn known_company(
    tx: &mut Tx<'_>,
    external: Option<&str>,
    values: &BTreeMap<&str, Json>,
) -> Result<Option<Company>> {
    if let Some(external) = external
        && let Some(held) = record::by_external(tx, external)?
    {
        return Ok(Some(held));
    }
    let text = |key: &str| values.get(key).and_then(Json::as_str).filter(|t| !t.is_empty());
    let mut found = Vec::new();
    if let Some(domain) = text("domain")
        && let Some(id) = record::by_domain(tx, &[domain.to_owned()])?.get(domain)
    {
        found.extend(record::get(tx, *id)?);
    }
    if let Some(name) = text("name") {
        found.extend(record::by_name(tx, name)?);
    }
    Ok(found.into_iter().find(|c| external.is_none() || c.external.is_none()))
}

fn orders(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    ready: &Ready,
    rows: &[&Parsed],
) -> Result<Vec<Beside>> {
    let columns = columns(ready);
    let hash = |n: &str| store.hash().of(&[b"order", n.trim().as_bytes()]);
    let hashes: Vec<i64> = rows.iter().filter_map(|r| r.text("number")).map(hash).collect();
    let see = access.see(ObjectKind::Order, "o");
    let sql = format!(
        "SELECT o.number_hash, o.id, o.status, o.amount, o.currency, CASE WHEN {see} THEN 1 ELSE 0 END, o.fields FROM orders o \
         WHERE o.deleted_at IS NULL AND o.number_hash IN"
    );
    let mut held: HashMap<i64, (Id, String, String, String, bool)> = HashMap::new();
    let mut fields: HashMap<Id, Map<String, Json>> = HashMap::new();
    for r in tx.query_in(&sql, &hashes)? {
        fields.insert(r.id(1)?, r.json(6)?);
        let amount = from_scaled(r.int(3)?).normalize().to_string();
        held.insert(r.int(0)?, (r.id(1)?, r.string(2)?, amount, r.string(4)?, r.int(5)? == 1));
    }
    let ids: Vec<i64> = fields.keys().map(|id| id.0).collect();
    let writers = own::writers(tx, own::ORDERS, &ids)?;
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let mut b = nothing();
        b.key = row.text("number").map(|n| n.trim().to_owned());
        if let Some((id, status, amount, currency, seen)) = b.key.as_deref().and_then(|n| held.get(&hash(n)))
        {
            b.record = Some(*id);
            b.seen = *seen;
            b.editable = *seen && access.can(Verb::Edit);
            let mut put = |field: &str, theirs: Option<String>, ours: &str, fixed: bool| {
                if let Some(theirs) = theirs {
                    b.pairs.push(Pair {
                        field: field.into(),
                        columns: columns.get(field).cloned().unwrap_or_default(),
                        theirs: theirs.into(),
                        ours: ours.into(),
                        by: None,
                        at: Micros(0),
                        adds: false,
                        fixed,
                    });
                }
            };
            put("status", row.text("status").map(str::to_owned), status, false);
            put("amount", row.amount.map(|a| a.normalize().to_string()), amount, true);
            let theirs = row.amount.map(|_| row.currency.unwrap_or(ready.currency).code().to_owned());
            put("currency", theirs, currency, true);
            for (field, theirs) in row.values.iter().filter(|(key, _)| key.starts_with("x_")) {
                let written = writers.get(&(*id, field.clone()));
                b.pairs.push(Pair {
                    field: field.clone(),
                    columns: columns.get(field.as_str()).cloned().unwrap_or_default(),
                    theirs: theirs.clone(),
                    ours: fields.get(id).and_then(|f| f.get(field)).cloned().unwrap_or_default(),
                    by: written.map(|(by, _)| *by),
                    at: written.map_or(Micros(0), |(_, at)| *at),
                    adds: false,
                    fixed: false,
                });
            }
        }
        out.push(b);
    }
    Ok(out)
}

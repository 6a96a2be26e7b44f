//! A group of company rows in one transaction.

use std::collections::HashMap;

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind};
use gx_people::merge::Evidence;
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Conflict, Result, Tx, Value, search};
use serde_json::{Map, Value as Json, json};

use super::people::Shared;
use super::plan::Update;
use super::row::Parsed;
use super::{Done, What};

/// Columns of a company that a file fills.
pub(crate) const COLUMNS: &[&str] = &[
    "name", "domain", "industry", "country", "region", "city", "address", "postcode", "phone", "size",
    "owner",
];

/// A company as this group knows it.
#[derive(Clone, Debug)]
struct Held {
    id: Id,
    values: Map<String, Json>,
    external: Option<String>,
    fresh: bool,
    before: Map<String, Json>,
    after: Map<String, Json>,
}

/// A web address as the domain that companies are known by.
fn domain(text: &str) -> String {
    let bare = text.trim().to_lowercase();
    let bare = bare.split_once("://").map_or(bare.as_str(), |(_, rest)| rest);
    let bare = bare.split(['/', '?', '#', ':']).next().unwrap_or_default();
    bare.strip_prefix("www.").unwrap_or(bare).to_owned()
}

/// Writes the rows. A company is found again by its external id, then its domain, then its exact name.
pub(crate) fn write(tx: &mut Tx<'_>, shared: &mut Shared<'_>, rows: &[Parsed]) -> Result<Vec<Done>> {
    let now = shared.store.now();
    let domains = by_domain(tx, rows)?;
    let mut held: Vec<Held> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let mut values: Map<String, Json> = row.values.iter().cloned().collect();
        if let Some(text) = row.text("domain") {
            values.insert("domain".into(), domain(text).into());
        }
        let external = row.keys.first().map(|k| {
            let kind = k.identity.kind.as_text();
            format!("{}:{}", kind.trim_start_matches("external:"), k.identity.value)
        });
        let text = |key: &str| values.get(key).and_then(Json::as_str).map(str::to_owned);
        let names: Vec<(&str, String)> =
            [("external", external.clone()), ("domain", text("domain")), ("name", text("name"))]
                .into_iter()
                .filter_map(|(key, v)| v.filter(|v| !v.is_empty()).map(|v| (key, v)))
                .collect();
        let mut at = None;
        let mut why = Vec::new();
        for (key, v) in &names {
            let place = format!("{key}\n{v}");
            at = match places.get(&place) {
                Some(at) => Some(*at),
                None => find(tx, &domains, key, v)?.map(|h| {
                    let known = held.iter().position(|x| x.id == h.id);
                    known.unwrap_or_else(|| {
                        held.push(h);
                        held.len() - 1
                    })
                }),
            };
            // Another external id is another company, whatever it is called.
            if let (Some(i), Some(mine)) = (at, &external)
                && held.get(i).and_then(|h| h.external.as_ref()).is_some_and(|theirs| theirs != mine)
            {
                at = None;
                continue;
            }
            if at.is_some() {
                let code = if *key == "external" { "same_identity" } else { "same_name" };
                why.push(Evidence {
                    field: (*key).into(),
                    code: code.into(),
                    weight: 20.0,
                    a: Some(v.clone()),
                    b: Some(v.clone()),
                });
                break;
            }
        }
        let i = at.unwrap_or_else(|| {
            held.push(Held {
                id: shared.store.id(),
                values: Map::new(),
                external: external.clone(),
                fresh: true,
                before: Map::new(),
                after: Map::new(),
            });
            held.len() - 1
        });
        for (key, v) in names {
            places.entry(format!("{key}\n{v}")).or_insert(i);
        }
        let Some(h) = held.get_mut(i) else { continue };
        let mut changed = false;
        for (key, v) in values {
            let old = h.values.get(&key).cloned().unwrap_or_default();
            if old == v || !(old.is_null() || shared.update == Update::Overwrite) {
                continue;
            }
            h.before.entry(key.clone()).or_insert(old);
            h.after.insert(key.clone(), v.clone());
            h.values.insert(key, v);
            changed = true;
        }
        if h.external.is_none() && external.is_some() && !h.fresh {
            h.external.clone_from(&external);
            h.before.insert("external".into(), Json::Null);
            h.after.insert("external".into(), external.into());
            changed = true;
        }
        let known = h.id;
        out.push(match (at, changed) {
            (None, _) => Done::new(What::New),
            (Some(_), true) => Done { what: What::Update, known: Some(known), why, problems: Vec::new() },
            (Some(_), false) => Done { what: What::Same, known: Some(known), why, problems: Vec::new() },
        });
    }
    let mut log = Batch::resume(shared.batch, shared.by(), now);
    save(tx, shared, &mut log, held)?;
    log.flush(tx, shared.store)?;
    Ok(out)
}

/// Companies by the domains of a group, in one scan: domains have no index.
fn by_domain(tx: &mut Tx<'_>, rows: &[Parsed]) -> Result<HashMap<String, Id>> {
    let mut wanted: Vec<String> = rows.iter().filter_map(|r| r.text("domain")).map(domain).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut out = HashMap::new();
    for chunk in wanted.chunks(500) {
        let marks: Vec<String> = (1..=chunk.len()).map(|i| format!("${i}")).collect();
        let sql = format!(
            "SELECT domain, id FROM company WHERE deleted_at IS NULL AND domain IN ({}) ORDER BY id DESC",
            marks.join(",")
        );
        let params: Vec<Value> = chunk.iter().map(Value::from).collect();
        for r in tx.query_once(&sql, &params)? {
            out.insert(r.string(0)?, r.id(1)?);
        }
    }
    Ok(out)
}

fn find(tx: &mut Tx<'_>, domains: &HashMap<String, Id>, key: &str, v: &str) -> Result<Option<Held>> {
    let columns = format!("id, external, fields, {}", COLUMNS.join(", "));
    let row = match key {
        "name" => tx.first(
            &format!(
                "SELECT {columns} FROM company WHERE name_key = $1 AND name = $2 AND deleted_at IS NULL"
            ),
            &[gx_text::sort_key_zh(v).into(), v.into()],
        )?,
        "domain" => match domains.get(v) {
            Some(id) => tx.first(&format!("SELECT {columns} FROM company WHERE id = $1"), &[(*id).into()])?,
            None => None,
        },
        _ => tx.first(
            &format!("SELECT {columns} FROM company WHERE external = $1 AND deleted_at IS NULL"),
            &[v.into()],
        )?,
    };
    row.map(|r| held(&r)).transpose()
}

/// The values and the external id of a company.
pub(crate) fn get(tx: &mut Tx<'_>, id: Id) -> Result<Option<(Map<String, Json>, Option<String>)>> {
    let columns = format!("id, external, fields, {}", COLUMNS.join(", "));
    let row = tx.first(
        &format!("SELECT {columns} FROM company WHERE id = $1 AND deleted_at IS NULL"),
        &[id.into()],
    )?;
    Ok(row.map(|r| held(&r)).transpose()?.map(|h| (h.values, h.external)))
}

fn held(r: &gx_store::Row) -> Result<Held> {
    let mut values: Map<String, Json> = r.json(2)?;
    for (i, column) in COLUMNS.iter().enumerate() {
        let v = match r.value(3 + i) {
            Value::Int(n) if *column == "owner" => Id(n).show(IdKind::User).into(),
            Value::Int(n) => n.into(),
            Value::Text(t) => t.into(),
            _ => continue,
        };
        values.insert((*column).into(), v);
    }
    Ok(Held {
        id: r.id(0)?,
        external: r.opt_string(1)?,
        values,
        fresh: false,
        before: Map::new(),
        after: Map::new(),
    })
}

/// The columns and the custom fields of a company's values.
pub(crate) fn columns_of(values: &Map<String, Json>) -> Vec<Value> {
    let mut out: Vec<Value> = COLUMNS
        .iter()
        .map(|c| match (*c, values.get(*c)) {
            ("owner", Some(Json::String(t))) => Id::read(IdKind::User, t).into(),
            (_, Some(Json::String(t))) => t.into(),
            (_, Some(Json::Number(n))) => n.as_i64().into(),
            _ => Value::Null,
        })
        .collect();
    let custom: Map<String, Json> =
        values.iter().filter(|(k, _)| k.starts_with("x_")).map(|(k, v)| (k.clone(), v.clone())).collect();
    out.push((!custom.is_empty()).then(|| Json::Object(custom).to_string()).into());
    out
}

/// What a company is called: its name, else its domain or number.
pub(crate) fn called(values: &Map<String, Json>, external: Option<&str>) -> String {
    let text = |key: &str| values.get(key).and_then(Json::as_str).filter(|t| !t.is_empty());
    text("name").or(text("domain")).or(external).unwrap_or_default().to_owned()
}

pub(crate) fn words(values: &Map<String, Json>, name: &str) -> Vec<String> {
    let mut words = gx_text::index_tokens(gx_text::TextKind::Name, name);
    for key in ["domain", "city", "industry"] {
        if let Some(text) = values.get(key).and_then(Json::as_str) {
            words.extend(gx_text::index_tokens(gx_text::TextKind::Body, text));
        }
    }
    words
}

fn save(tx: &mut Tx<'_>, shared: &Shared<'_>, log: &mut Batch, held: Vec<Held>) -> Result<()> {
    let now = shared.store.now();
    let (mut rows, mut fresh_docs, mut docs) = (Vec::new(), Vec::new(), Vec::new());
    for mut h in held {
        if !h.fresh && h.after.is_empty() {
            continue;
        }
        let name = called(&h.values, h.external.as_deref());
        let words = words(&h.values, &name);
        h.values.insert("name".into(), name.clone().into());
        let mut values = columns_of(&h.values);
        if h.fresh {
            values.extend([
                h.id.into(),
                gx_text::sort_key_zh(&name).into(),
                h.external.into(),
                json!({"*": {"b": shared.by(), "t": now.0}}).into(),
                now.into(),
                now.into(),
                shared.import.into(),
            ]);
            rows.push(values);
            fresh_docs.push((h.id, words));
            log.log(Entry {
                object: "company",
                row: h.id,
                op: Op::Create,
                before: Map::new(),
                after: h.after,
            });
        } else {
            update(tx, h.id, values, &name, h.external.as_deref(), now)?;
            docs.push((h.id, words));
            log.log(Entry { object: "company", row: h.id, op: Op::Update, before: h.before, after: h.after });
        }
    }
    let mut columns = COLUMNS.to_vec();
    columns.extend([
        "fields",
        "id",
        "name_key",
        "external",
        "sources",
        "created_at",
        "updated_at",
        "import_id",
    ]);
    tx.insert_many("company", &columns, &rows, Conflict::Fail)?;
    search::index(tx, ObjectKind::Company, &fresh_docs, false)?;
    search::index(tx, ObjectKind::Company, &docs, true)
}

/// Writes all values of a company.
pub(crate) fn update(
    tx: &mut Tx<'_>,
    id: Id,
    mut values: Vec<Value>,
    name: &str,
    external: Option<&str>,
    now: gx_kernel::Micros,
) -> Result<()> {
    let mut set: Vec<String> = COLUMNS
        .iter()
        .chain(&["fields", "name_key", "external", "updated_at"])
        .map(|c| (*c).to_owned())
        .collect();
    for (i, column) in set.iter_mut().enumerate() {
        column.push_str(&format!(" = ${}", i + 1));
    }
    values.extend([gx_text::sort_key_zh(name).into(), external.into(), now.into(), id.into()]);
    tx.execute(&format!("UPDATE company SET {} WHERE id = ${}", set.join(", "), values.len()), &values)?;
    Ok(())
}

//! Everything that is held about one person, as JSON. Nothing is left out because a colleague's role hides it: the copy
//! is the person's. What is another person's is: of whoever stands in a relation with them it says what the relation
//! is, not who the other is.

use gx_kernel::money::from_scaled;
use gx_kernel::{Id, IdKind, Micros};
use gx_people::{mark, node, page};
use gx_store::access::Access;
use gx_store::{Result, Store, Tx, Value};
use serde_json::{Map, Value as Json, json};

use crate::erase::columns;
use crate::holdings::Holdings;
use crate::settings::Settings;

/// What the copy is made of.
#[derive(Debug)]
pub(crate) struct Copy {
    /// Everything, for machines.
    pub(crate) json: Json,
    /// The files: the name in the copy, the content, the size.
    pub(crate) files: Vec<(String, String)>,
    /// Files whose bytes are gone.
    pub(crate) lost: usize,
}

/// Columns that are of the program and not of the person: hashes, keys for sorting, places within tables.
const INNER: &[&str] = &[
    "hash",
    "message_hash",
    "content_hash",
    "number_hash",
    "name_key",
    "name_strokes",
    "raw_id",
    "sha256",
    "unused_since",
    "demo",
    "source_id",
    "by_id",
    "undone_by",
    "undoes",
    "batch_id",
    "import_id",
    "other_id",
    "evidence",
    "warned_at",
];

fn shown(column: &str, kind: Option<IdKind>, value: Value) -> Json {
    match (column, value) {
        (_, Value::Null) => Json::Null,
        ("id", Value::Int(n)) => kind.map_or_else(|| n.to_string().into(), |k| Id(n).show(k).into()),
        ("person_id" | "canonical_id" | "merged_into", Value::Int(n)) => Id(n).show(IdKind::Person).into(),
        // Who of us it was is a colleague's own matter.
        ("staff_id" | "owner" | "by" | "resolved_by", Value::Int(_)) => "staff".into(),
        ("amount" | "order_total", Value::Int(n)) => from_scaled(n).to_string().into(),
        (c, Value::Int(n)) if c.ends_with("_at") || matches!(c, "at" | "since" | "until") => {
            Micros(n).to_rfc3339().into()
        }
        ("shared" | "verified", Value::Int(n)) => (n == 1).into(),
        (_, Value::Int(n)) => n.into(),
        (_, Value::Real(x)) => json!(x),
        (_, Value::Text(t)) if t.starts_with(['{', '[']) => {
            serde_json::from_str(&t).unwrap_or(Json::String(t))
        }
        (_, Value::Text(t)) => t.into(),
        (_, Value::Blob(_)) => Json::Null,
    }
}

/// The rows of a table that are the person's, every column that is of them.
fn rows(tx: &mut Tx<'_>, table: &str, by: &str, keys: &[i64], kind: Option<IdKind>) -> Result<Vec<Json>> {
    let columns: Vec<String> =
        columns(tx, table)?.into_iter().filter(|c| !INNER.contains(&c.as_str())).collect();
    let sql = format!("SELECT {} FROM {table} WHERE {by} IN", columns.join(", "));
    let found = tx.query_in(&sql, keys)?;
    Ok(found
        .iter()
        .map(|r| {
            let mut one = Map::new();
            for (at, column) in columns.iter().enumerate() {
                let value = shown(column, kind, r.value(at));
                if !value.is_null() {
                    one.insert(column.clone(), value);
                }
            }
            Json::Object(one)
        })
        .collect())
}

fn newest_first(mut list: Vec<Json>, by: &str) -> Vec<Json> {
    list.sort_by(|a, b| b[by].as_str().cmp(&a[by].as_str()));
    list
}

/// Takes the names and ids of others out of what the page shows.
fn without_others(page: &mut Json) {
    for relation in page["relations"].as_array_mut().into_iter().flatten() {
        if let Some(map) = relation.as_object_mut() {
            map.remove("person");
            map.remove("evidence");
        }
    }
    if let Some(mates) = page.pointer_mut("/household/members").and_then(Json::as_array_mut) {
        let n = mates.len();
        page["household"] = json!({"members": n});
    } else if page.get("household").is_some() {
        page["household"] = json!({});
    }
    if let Some(page) = page.as_object_mut() {
        for key in ["row", "proposals", "may_edit", "initial", "merges"] {
            page.remove(key);
        }
    }
}

/// Gathers the copy.
pub(crate) fn gather(tx: &mut Tx<'_>, store: &Store, root: Id) -> Result<Copy> {
    let settings = Settings::load(tx)?;
    let h = Holdings::of(tx, root, store.now(), &settings)?;
    let system = Access::system();
    let mut page = json!(page::load(tx, &system, root)?);
    without_others(&mut page);
    let mut records = Vec::new();
    for n in node::tree(tx, root)? {
        let values: Map<String, Json> =
            n.own.0.iter().map(|(k, held)| (k.clone(), json!(held.claim.value))).collect();
        records.push(json!({"id": n.id.show(IdKind::Person), "created_at": n.created_at, "values": values}));
    }
    let orders = newest_first(rows(tx, "orders", "id", &h.all_orders(), Some(IdKind::Order))?, "placed_at");
    let deals: Vec<i64> = h.deals.iter().chain(&h.company_deals).copied().collect();
    let deals = newest_first(rows(tx, "deal", "id", &deals, Some(IdKind::Deal))?, "created_at");
    let leads = newest_first(rows(tx, "lead", "id", &h.leads, Some(IdKind::Lead))?, "created_at");
    let quotes = newest_first(rows(tx, "quote", "id", &h.quotes, Some(IdKind::Quote))?, "created_at");
    let shipments = rows(tx, "shipment", "id", &h.shipments, Some(IdKind::Shipment))?;
    let payments = rows(tx, "payment", "id", &h.payments, Some(IdKind::Payment))?;
    let returns = rows(tx, "order_return", "id", &h.returns, Some(IdKind::Return))?;
    let activities =
        newest_first(rows(tx, "activity", "id", &h.activities, Some(IdKind::Activity))?, "created_at");
    let turns = rows(tx, "activity_turn", "activity_id", &h.activities, None)?;
    let check_ins = rows(tx, "check_in", "activity_id", &h.activities, None)?;
    let agreements = rows(tx, "agreement", "id", &h.agreements, Some(IdKind::Agreement))?;
    let assets = rows(tx, "asset", "id", &h.assets, Some(IdKind::Asset))?;
    let served = rows(tx, "asset_record", "asset_id", &h.assets, None)?;
    let touches = rows(tx, "lead_touch", "lead_id", &h.leads, None)?;
    let interactions = newest_first(
        rows(tx, "interaction", "id", &h.interactions, Some(IdKind::Interaction))?,
        "occurred_at",
    );
    let struck = rows(tx, "struck", "id", &h.interactions, Some(IdKind::Interaction))?;
    let past = rows(tx, "comment_past", "comment_id", &h.comments, None)?;
    let mut comments = rows(tx, "comment", "id", &h.comments, Some(IdKind::Comment))?;
    comments.retain(|c| c.get("deleted_at").is_none());
    let changes = newest_first(rows(tx, "change", "id", &h.changes, Some(IdKind::Change))?, "at");
    let mut files = Vec::new();
    let mut listed = Vec::new();
    let mut lost = 0;
    let all: Vec<i64> = h.files.iter().chain(&h.shared_files).copied().collect();
    let sql = "SELECT id, name, media, size, created_at, sha256, deleted_at FROM file WHERE id IN";
    for r in tx.query_in(sql, &all)? {
        let gone = r.opt_int(6)?.is_some();
        let path = format!("files/{}-{}", listed.len() + 1, r.text(1)?.replace(['/', '\\'], "_"));
        listed.push(json!({
            "id": r.id(0)?.show(IdKind::File), "name": r.text(1)?, "media": r.text(2)?, "size": r.int(3)?,
            "created_at": r.micros(4)?, "path": if gone { Json::Null } else { path.clone().into() },
        }));
        if gone {
            lost += 1;
        } else {
            files.push((path, r.string(5)?));
        }
    }
    let marks: Vec<Json> = mark::of(tx, root)?.iter().map(|m| json!({"kind": m.kind, "at": m.at})).collect();
    let requests = rows(tx, "privacy_request", "person_id", &h.nodes, Some(IdKind::Request))?;
    let workspace = gx_store::settings::get::<String>(tx, "workspace")?.unwrap_or_default();
    let identities = rows(tx, "identity", "id", &h.identities, Some(IdKind::Identity))?;
    let consents = rows(tx, "consent", "person_id", &h.nodes, None)?;
    // What is reckoned of somebody is theirs to know as well.
    let needs = rows(tx, "need", "person_id", &h.nodes, Some(IdKind::Need))?;
    let ties = rows(tx, "edge", "id", &h.edges, Some(IdKind::Edge))?;
    let json = json!({
        "about": {
            "format": "guanxi-person-1", "made_at": store.now(), "workspace": workspace, "contact": settings.contact,
            "recipients": crate::register::recipients(tx)?,
        },
        "person": page,
        "records": records,
        "identities": identities,
        "consents": consents,
        "needs": needs,
        "orders": orders,
        "struck": struck,
        "shipments": shipments,
        "payments": payments,
        "returns": returns,
        "deals": deals,
        "quotes": quotes,
        "activities": activities,
        "activity_turns": turns,
        "check_ins": check_ins,
        "agreements": agreements,
        "assets": assets,
        "asset_records": served,
        "leads": leads,
        "lead_touches": touches,
        "interactions": interactions,
        "relations": ties.into_iter().map(without_ends).collect::<Vec<_>>(),
        "files": listed,
        "comments": comments,
        "comments_before": past,
        "changes": changes,
        "marks": marks,
        "requests": requests,
    });
    Ok(Copy { json, files, lost })
}

fn without_ends(mut tie: Json) -> Json {
    if let Some(map) = tie.as_object_mut() {
        for key in ["from_id", "to_id"] {
            map.remove(key);
        }
    }
    tie
}

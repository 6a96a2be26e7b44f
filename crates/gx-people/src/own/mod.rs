//! Fields of one's own on what hangs on people: orders and interactions.
//!
//! Purpose: one home for reading, writing and taking back the values of fields that people made for these two
//! objects. In: ids and values, always with an [`Access`]. Out: values without what the role hides, and entries of the
//! change log. What happened is not touched: an order's own columns follow from what its shop said, an interaction's
//! never change (ADR 0019). It must never write a column other than `fields`, and the time of change of an order.

pub mod change;
pub mod list;
pub mod strike;
pub mod undo;
pub mod words;

use std::collections::{BTreeMap, HashMap, HashSet};

use gx_kernel::object::{Field, FieldType, ObjectKind};
use gx_kernel::{Id, IdKind, Micros};
use gx_record::{fields, value};
use gx_store::access::{Access, Verb};
use gx_store::change::{By, Entry, Op};
use gx_store::{Result, Tx};
use serde_json::{Map, Value as Json};

use crate::{mark, page, people};

/// Where the records of such an object lie.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// The object.
    pub object: ObjectKind,
    /// The kind of its ids.
    pub id: IdKind,
    /// What the change log calls it.
    pub logged: &'static str,
    table: &'static str,
    living: &'static str,
    called: &'static str,
    /// What errors call one that is not there.
    pub missing: &'static str,
}

/// Everything that an interaction is, by the names of its columns.
pub const COLUMNS: &[&str] = &[
    "id",
    "person_id",
    "occurred_at",
    "received_at",
    "kind",
    "direction",
    "channel",
    "title",
    "text",
    "object_kind",
    "object_id",
    "amount",
    "currency",
    "props",
    "other_id",
    "staff_id",
    "source_kind",
    "source_id",
    "message_hash",
    "content_hash",
    "message_id",
    "raw_id",
    "import_id",
    "fields",
];

/// Orders.
pub const ORDERS: Kept = Kept {
    object: ObjectKind::Order,
    id: IdKind::Order,
    logged: "order",
    table: "orders",
    living: "x.deleted_at IS NULL",
    called: "x.number",
    missing: "The order",
};

/// Interactions.
pub const INTERACTIONS: Kept = Kept {
    object: ObjectKind::Interaction,
    id: IdKind::Interaction,
    logged: "interaction",
    table: "interaction",
    living: "1 = 1",
    called: "COALESCE(x.title, x.kind)",
    missing: "The interaction",
};

impl Kept {
    /// Where an object's records lie, if it is one of these.
    pub fn of(object: ObjectKind) -> Option<Self> {
        match object {
            ObjectKind::Order => Some(ORDERS),
            ObjectKind::Interaction => Some(INTERACTIONS),
            _ => None,
        }
    }
}

/// A record as its fields are written.
#[derive(Clone, Debug)]
pub struct Held {
    /// The record.
    pub id: Id,
    /// What people call it.
    pub called: String,
    /// All values of fields of one's own, those that the role hides among them.
    pub fields: Map<String, Json>,
    /// Whether the caller may change it: whoever may change its person.
    pub may_edit: bool,
}

/// Those of some records that the caller may see.
pub fn held(tx: &mut Tx<'_>, access: &Access, kept: Kept, ids: &[Id]) -> Result<HashMap<Id, Held>> {
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let Kept { table, living, called, .. } = kept;
    let sql = format!(
        "SELECT x.id, {called}, x.fields, r.id, r.owner, r.territory FROM {table} x JOIN person n ON n.id = x.person_id \
         JOIN person r ON r.id = n.canonical_id WHERE {living} AND {} AND x.id IN",
        access.see_person("r")
    );
    let shut = mark::shut(tx, access)?;
    let mut out = HashMap::new();
    for r in tx.query_in(&sql, &keys)? {
        let (root, holding) = (r.id(3)?, people::holding(&r, 4)?);
        let one = Held {
            id: r.id(0)?,
            called: r.opt_string(1)?.unwrap_or_default(),
            fields: r.json(2)?,
            may_edit: access.allows(Verb::Edit, root, holding) && !shut.contains(&root),
        };
        out.insert(one.id, one);
    }
    Ok(out)
}

/// Puts values into a record; the entry of the change log, or none if all of them stood there.
pub fn write(
    tx: &mut Tx<'_>,
    kept: Kept,
    held: &mut Held,
    values: Vec<(String, Json)>,
    now: Micros,
) -> Result<Option<Entry>> {
    let (mut before, mut after) = (Map::new(), Map::new());
    for (key, value) in values {
        let old = held.fields.get(&key).cloned().unwrap_or_default();
        if old == value {
            continue;
        }
        if value.is_null() {
            held.fields.shift_remove(&key);
        } else {
            held.fields.insert(key.clone(), value.clone());
        }
        before.insert(key.clone(), old);
        after.insert(key, value);
    }
    if after.is_empty() {
        return Ok(None);
    }
    save(tx, kept, held.id, &held.fields, now)?;
    Ok(Some(Entry { object: kept.logged, row: held.id, op: Op::Update, before, after }))
}

/// Writes all values of a record.
fn save(tx: &mut Tx<'_>, kept: Kept, id: Id, fields: &Map<String, Json>, now: Micros) -> Result<()> {
    let text = (!fields.is_empty()).then(|| Json::Object(fields.clone()).to_string());
    match kept.object {
        ObjectKind::Order => tx.execute(
            "UPDATE orders SET fields = $1, updated_at = $2 WHERE id = $3",
            &[text.into(), now.into(), id.into()],
        )?,
        _ => tx.execute("UPDATE interaction SET fields = $1 WHERE id = $2", &[text.into(), id.into()])?,
    };
    words::put(tx, kept, &[id])
}

/// Values without those that the role hides.
pub fn shown(access: &Access, object: ObjectKind, mut fields: Map<String, Json>) -> Map<String, Json> {
    fields.retain(|key, _| !access.hides_of(object, key));
    fields
}

/// Names of the records that links among some values lead to, as far as the caller may see them.
pub fn linked(
    tx: &mut Tx<'_>,
    access: &Access,
    fields: &Map<String, Json>,
) -> Result<BTreeMap<String, String>> {
    let mut out = BTreeMap::new();
    for id in fields.values().filter_map(Json::as_str) {
        if let Some(name) = page::linked(tx, access, id)? {
            out.insert(id.to_owned(), name);
        }
    }
    Ok(out)
}

/// The fields of one's own of an object.
pub fn known(tx: &mut Tx<'_>, object: ObjectKind) -> Result<Vec<Field>> {
    Ok(fields::load(tx, object)?.fields.into_iter().filter(|f| f.custom).collect())
}

/// What the properties of an input say of such fields: a property fills the field that is called as it is, if its
/// value is one of the field's type. What does not fit stays in the properties, where it came. Ids of colleagues and
/// records are taken from files only, where they were looked up.
pub fn said(known: &[Field], props: &Map<String, Json>, file: bool, now: Micros) -> Map<String, Json> {
    let mut out = Map::new();
    if known.is_empty() {
        return out;
    }
    for (name, raw) in props {
        let key = if name.starts_with("x_") { Some(name.clone()) } else { fields::custom_key(name) };
        let Some(field) = key.and_then(|key| known.iter().find(|f| f.key == key)) else { continue };
        if !file && matches!(field.ty, FieldType::User | FieldType::Link) {
            continue;
        }
        if let Ok(clean) = value::clean(field, raw, now)
            && !clean.is_null()
        {
            out.insert(field.key.clone(), clean);
        }
    }
    out
}

/// Who wrote the fields of some records last, and when: as far as the log of changes tells.
pub fn writers(tx: &mut Tx<'_>, kept: Kept, ids: &[i64]) -> Result<HashMap<(Id, String), (By, Micros)>> {
    let sql = format!(
        "SELECT c.id, c.row_id, c.after, b.by_kind, b.by_id, c.at FROM change c JOIN batch b ON b.id = c.batch_id \
         WHERE c.object = '{}' AND c.op = 'update' AND b.undone_by IS NULL AND c.row_id IN",
        kept.logged
    );
    let mut found = tx.query_in(&sql, ids)?;
    found.sort_by_key(|r| r.int(0).unwrap_or_default());
    let mut out = HashMap::new();
    for r in &found {
        let after: Map<String, Json> = r.json(2)?;
        let by = By::read(r.text(3)?, r.opt_id(4)?);
        for key in after.into_iter().map(|(key, _)| key) {
            out.insert((r.id(1)?, key), (by, r.micros(5)?));
        }
    }
    Ok(out)
}

/// The fields of some records that staff wrote last: a file or a program does not write over these.
pub fn by_staff(tx: &mut Tx<'_>, kept: Kept, ids: &[i64]) -> Result<HashSet<(Id, String)>> {
    let written = writers(tx, kept, ids)?;
    Ok(written.into_iter().filter(|(_, (by, _))| matches!(by, By::User(_))).map(|(place, _)| place).collect())
}

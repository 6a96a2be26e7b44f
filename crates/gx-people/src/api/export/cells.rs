//! What a row of each list is in a file: its columns, and the cells below them.

use std::collections::{BTreeMap, HashMap};

use gx_files::Cell;
use gx_kernel::object::{Field, FieldType, ObjectKind};
use gx_kernel::{IdKind, Micros};
use gx_record::fields;
use gx_store::Tx;
use gx_store::access::Access;
use serde_json::Value as Json_;

use crate::company::page::CompanyRow;
use crate::people::PersonRow;

/// The columns of people.
pub(super) const PEOPLE: &[&str] = &[
    "id",
    "name",
    "city",
    "region",
    "tier",
    "lifecycle",
    "owner",
    "email",
    "phone",
    "member_no",
    "tags",
    "interactions",
    "orders",
    "total",
    "currency",
    "worth",
    "active_percent",
    "class",
    "next_order_at",
    "reviewed_on",
    "review_on",
    "first_seen_at",
    "last_seen_at",
    "created_at",
];

/// The columns of companies.
pub(super) const COMPANIES: &[&str] = &[
    "id",
    "name",
    "domain",
    "industry",
    "country",
    "region",
    "city",
    "address",
    "postcode",
    "phone",
    "size",
    "owner",
    "tags",
    "people",
    "created_at",
];
/// The columns of orders.
pub(super) const ORDERS: &[&str] =
    &["id", "number", "person", "status", "channel", "lines", "quantity", "amount", "currency", "placed_at"];
/// The columns of interactions.
pub(super) const INTERACTIONS: &[&str] = &[
    "id",
    "occurred_at",
    "kind",
    "direction",
    "channel",
    "who",
    "title",
    "text",
    "object_kind",
    "object_id",
    "amount",
    "currency",
];

/// Names of records by id.
type Linked = BTreeMap<String, String>;

/// A custom value as a spreadsheet shows it: options by their labels, colleagues and records by name.
fn shown(field: &Field, value: &Json_, linked: &Linked, users: &HashMap<String, String>) -> Cell {
    let one = |v: &Json_| -> String {
        if let Some(name) = v.get("name").and_then(Json_::as_str) {
            return name.to_owned();
        }
        let Some(text) = v.as_str() else { return v.to_string() };
        match field.ty {
            FieldType::Choice | FieldType::MultiChoice => {
                field.option(text).map_or(text, |o| &o.label).to_owned()
            }
            FieldType::User => users.get(text).map_or(text, String::as_str).to_owned(),
            FieldType::Link => linked.get(text).map_or(text, String::as_str).to_owned(),
            _ => text.to_owned(),
        }
    };
    match value {
        Json_::Null => Cell::Empty,
        Json_::Number(n) => Cell::Number(n.to_string()),
        Json_::Array(list) => Cell::text(list.iter().map(one).collect::<Vec<_>>().join("|")),
        Json_::String(text) => match field.ty {
            FieldType::Phone => Cell::Phone(text.clone()),
            FieldType::Date => text.parse().map_or_else(|_| Cell::text(text), Cell::Day),
            FieldType::DateTime => text.parse().map_or_else(|_| Cell::text(text), Cell::Time),
            FieldType::Number | FieldType::Money | FieldType::Percent => Cell::Number(text.clone()),
            _ => Cell::text(one(value)),
        },
        v => Cell::text(one(v)),
    }
}

/// The custom fields that the caller may take out, and the names of staff.
pub(super) struct Own {
    pub(super) fields: Vec<Field>,
    users: HashMap<String, String>,
}

impl Own {
    pub(super) fn load(tx: &mut Tx<'_>, access: &Access, object: ObjectKind) -> gx_store::Result<Self> {
        let known = fields::load(tx, object)?.fields;
        let users = tx
            .query("SELECT id, name FROM staff", &[])?
            .iter()
            .map(|r| Ok((r.id(0)?.show(IdKind::User), r.string(1)?)))
            .collect::<gx_store::Result<_>>()?;
        let fields = known.into_iter().filter(|f| f.custom && !access.hides_of(object, &f.key)).collect();
        Ok(Self { fields, users })
    }

    /// The cells of a record's values.
    fn cells(&self, fields: &serde_json::Map<String, Json_>, linked: &Linked) -> impl Iterator<Item = Cell> {
        self.fields
            .iter()
            .map(|f| fields.get(&f.key).map_or(Cell::Empty, |v| shown(f, v, linked, &self.users)))
    }
}

pub(super) fn cells(p: &PersonRow, own: &Own) -> Vec<Cell> {
    let text = |v: &Option<String>| v.as_ref().map_or(Cell::Empty, Cell::text);
    let at = |v: Micros| Cell::Time(v.timestamp());
    let number = |v: Option<i64>| v.map_or(Cell::Empty, |n| Cell::Number(n.to_string()));
    let day = |v: &Option<String>| v.as_ref().and_then(|t| t.parse().ok()).map_or(Cell::Empty, Cell::Day);
    let mut out = vec![
        Cell::text(&p.id),
        Cell::text(&p.name),
        text(&p.city),
        text(&p.region),
        text(&p.tier),
        text(&p.lifecycle),
        p.owner.as_ref().map_or(Cell::Empty, |o| Cell::text(&o.name)),
        text(&p.email),
        p.phone.clone().map_or(Cell::Empty, Cell::Phone),
        text(&p.member_no),
        Cell::text(p.tags.join("|")),
        number(p.interaction_count),
        number(p.order_count),
        p.order_total.clone().map_or(Cell::Empty, Cell::Number),
        Cell::text(&p.currency),
        p.worth_next.clone().map_or(Cell::Empty, Cell::Number),
        p.worth_active.map_or(Cell::Empty, |n| Cell::Number(n.to_string())),
        text(&p.worth_class),
        p.next_order_at.map_or(Cell::Empty, at),
        day(&p.reviewed_on),
        day(&p.review_on),
        p.first_seen_at.map_or(Cell::Empty, at),
        p.last_seen_at.map_or(Cell::Empty, at),
        at(p.created_at),
    ];
    out.extend(own.cells(&p.fields, &p.linked));
    out
}

/// The cells of a company.
pub(super) fn company_cells(c: &CompanyRow, own: &Own) -> Vec<Cell> {
    let text = |v: &Option<String>| v.as_ref().map_or(Cell::Empty, Cell::text);
    let mut out = vec![
        Cell::text(&c.id),
        Cell::text(&c.name),
        text(&c.domain),
        text(&c.industry),
        text(&c.country),
        text(&c.region),
        text(&c.city),
        text(&c.address),
        text(&c.postcode),
        c.phone.clone().map_or(Cell::Empty, Cell::Phone),
        c.size.map_or(Cell::Empty, |n| Cell::Number(n.to_string())),
        c.owner.as_ref().map_or(Cell::Empty, |o| Cell::text(&o.name)),
        Cell::text(c.tags.join("|")),
        Cell::Number(c.people_count.to_string()),
        Cell::Time(c.created_at.timestamp()),
    ];
    out.extend(own.cells(&c.fields, &c.linked));
    out
}

/// The cells of an order or an interaction, as its list shows it.
pub(super) fn cells_of(columns: &[&str], row: &Json_, own: &Own) -> Vec<Cell> {
    let text = |v: &Json_| v.as_str().map_or(Cell::Empty, Cell::text);
    let mut out: Vec<Cell> = columns
        .iter()
        .map(|key| match (*key, &row[*key]) {
            (_, Json_::Null) => Cell::Empty,
            ("person" | "who", v) => text(&v["name"]),
            ("amount", v) => v.as_str().map_or(Cell::Empty, |n| Cell::Number(n.to_owned())),
            ("placed_at" | "occurred_at", v) => {
                v.as_str().and_then(|t| t.parse().ok()).map_or(Cell::Empty, Cell::Time)
            }
            ("lines", v) => {
                let names = v.as_array().into_iter().flatten().filter_map(|line| line["name"].as_str());
                let all = names.collect::<Vec<_>>().join("|");
                if all.is_empty() { Cell::Empty } else { Cell::text(all) }
            }
            (_, Json_::Number(n)) => Cell::Number(n.to_string()),
            (_, v) => text(v),
        })
        .collect();
    let linked = serde_json::from_value(row["linked"].clone()).unwrap_or_default();
    match row["fields"].as_object() {
        Some(fields) => out.extend(own.cells(fields, &linked)),
        None => out.extend(own.fields.iter().map(|_| Cell::Empty)),
    }
    out
}

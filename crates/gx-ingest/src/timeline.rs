//! A person's one story: interactions of all merged records, newest first, with field changes between them.
//!
//! Each record's interactions are an index scan of their own; the few lists are
//! merged here, so a page costs the same for a person made of ten records.

use std::collections::HashMap;

use gx_kernel::money::from_scaled;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::api::orders::orders_by_hash;
use gx_people::company::page as company_page;
use gx_people::names::{Named, Names};
use gx_people::{household, node, own, people};
use gx_store::access::Access;
use gx_store::change::{self, By};
use gx_store::{Result, Row, Store, Tx, Value};
use serde_json::{Map, Value as Json, json};

const COLUMNS: &str = "i.id, i.kind, i.direction, i.channel, i.occurred_at, i.received_at, i.title, i.text, i.object_kind, i.object_id, i.amount, i.currency, \
    i.props, i.person_id, i.other_id, i.staff_id, i.source_kind, i.source_id, i.fields";

/// The groups of the timeline's filter and their kinds.
pub const GROUPS: &[(&str, &[&str])] = &[
    ("talk", &["message", "call"]),
    ("order", &["purchase", "order_update"]),
    ("mention", &["post", "mention", "review"]),
    ("community", &["comment", "like", "share", "follow"]),
    ("shop", &["visit", "meeting", "attendance", "repair", "survey"]),
    ("web", &["page", "product_view", "click", "form", "sign_in", "event"]),
    ("note", &["note"]),
];

/// What people only look at.
const BROWSING: &[&str] = &["page", "product_view", "click"];

/// What a timeline asks for.
#[derive(Clone, Debug, Default)]
pub struct TimelineQuery {
    /// One of [`GROUPS`], `change` or `all`.
    pub group: String,
    /// Words to look for within the story.
    pub q: String,
    /// The cursor of the page before.
    pub before: Option<String>,
    /// Items a page.
    pub limit: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct At(i64, i64);

fn cursor(text: &str) -> Result<At> {
    text.split_once('.')
        .and_then(|(a, b)| Some(At(a.parse().ok()?, b.parse().ok()?)))
        .ok_or_else(|| Problem::bad("cursor", "The cursor is not one of ours.").into())
}

fn list(words: &[&str]) -> String {
    words.iter().map(|w| format!("'{w}'")).collect::<Vec<_>>().join(",")
}

/// A page of a person's story.
pub fn page(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    person: Id,
    query: &TimelineQuery,
) -> Result<Json> {
    let (root, _) = people::root(tx, access, person)?.ok_or_else(|| Problem::not_found("The person"))?;
    let members = node::members(tx, root)?;
    let limit = query.limit.clamp(1, 200);
    let before = query.before.as_deref().filter(|b| !b.is_empty()).map(cursor).transpose()?;
    let group = if query.group.is_empty() { "all" } else { query.group.as_str() };
    let kinds = GROUPS.iter().find(|(g, _)| *g == group).map(|(_, k)| *k);
    if kinds.is_none() && !matches!(group, "all" | "change") {
        return Err(Problem::field("group", "unknown", format!("there is no group {group:?}")).into());
    }
    let mut items: Vec<(At, Json)> = Vec::new();
    let mut names = Names::default();
    let needle = gx_text::fold(query.q.trim());
    if group != "change" {
        let mut rows: Vec<(At, Row)> = Vec::new();
        for member in &members {
            rows.extend(scan(tx, access, *member, kinds, before, (limit, &needle))?);
        }
        rows.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        rows.truncate(limit + 1);
        items.extend(show(tx, store, access, &mut names, rows)?);
    }
    if matches!(group, "all" | "change") && needle.is_empty() {
        items.extend(changes(tx, access, &mut names, &members, before, limit)?);
    }
    items.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let more = items.len() > limit;
    items.truncate(limit);
    let next = if more { items.last().map(|(at, _)| format!("{}.{}", at.0, at.1)) } else { None };
    let counts = if before.is_none() { counts(tx, &members)? } else { Json::Null };
    Ok(
        json!({"items": items.into_iter().map(|(_, i)| i).collect::<Vec<_>>(), "next": next, "counts": counts}),
    )
}

fn scan(
    tx: &mut Tx<'_>,
    access: &Access,
    member: Id,
    kinds: Option<&[&str]>,
    before: Option<At>,
    (limit, needle): (usize, &str),
) -> Result<Vec<(At, Row)>> {
    let mut params: Vec<Value> = vec![member.into()];
    let mut sql = format!("SELECT {COLUMNS} FROM interaction i WHERE i.person_id = $1");
    if let Some(At(at, id)) = before {
        params.push(at.into());
        params.push(id.into());
        sql.push_str(" AND i.occurred_at <= $2 AND (i.occurred_at, i.id) < ($2, $3)");
    }
    if let Some(kinds) = kinds {
        sql.push_str(&format!(" AND i.kind IN ({})", list(kinds)));
    }
    let mut out = Vec::new();
    if needle.is_empty() {
        sql.push_str(&format!(" ORDER BY i.occurred_at DESC, i.id DESC LIMIT {}", limit + 1));
        for row in tx.query(&sql, &params)? {
            out.push((At(row.int(4)?, row.int(0)?), row));
        }
        return Ok(out);
    }
    // Words are compared folded, so that traditional finds simplified here as well; a story is some thousand items at the most.
    sql.push_str(" ORDER BY i.occurred_at DESC, i.id DESC LIMIT 20000");
    for row in tx.query(&sql, &params)? {
        let hidden = |at: usize| match at {
            6 => access.hides_of(ObjectKind::Interaction, "title"),
            7 => access.hides_of(ObjectKind::Interaction, "text"),
            12 => access.hides_props(),
            _ => false,
        };
        let hay = [6, 7, 9, 12]
            .into_iter()
            .filter(|at| !hidden(*at))
            .filter_map(|at| row.opt_text(at).ok().flatten())
            .collect::<Vec<_>>()
            .join(" ");
        if gx_text::fold(&hay).contains(needle) {
            out.push((At(row.int(4)?, row.int(0)?), row));
            if out.len() > limit {
                break;
            }
        }
    }
    Ok(out)
}

fn show(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    names: &mut Names,
    rows: Vec<(At, Row)>,
) -> Result<Vec<(At, Json)>> {
    let number = |r: &Row| -> Option<i64> {
        let kind = r.opt_text(1).ok().flatten()?;
        if !matches!(kind, "purchase" | "order_update") {
            return None;
        }
        Some(store.hash().of(&[b"order", r.opt_text(9).ok().flatten()?.trim().as_bytes()]))
    };
    let hashes: Vec<i64> = rows.iter().filter_map(|(_, r)| number(r)).collect();
    let orders: HashMap<i64, Json> = orders_by_hash(tx, access, &hashes)?.into_iter().collect();
    let others: Vec<i64> = rows.iter().filter_map(|(_, r)| r.opt_int(14).ok().flatten()).collect();
    let mut other_names = HashMap::new();
    let sql = format!(
        "SELECT n.id, r.id, r.name FROM person n JOIN person r ON r.id = n.canonical_id WHERE r.deleted_at IS NULL AND {} AND n.id IN",
        access.see_person("r")
    );
    for r in tx.query_in(&sql, &others)? {
        other_names.insert(r.int(0)?, root_named(&r)?);
    }
    let mut out = Vec::with_capacity(rows.len());
    for (at, r) in rows {
        let (occurred, received) = (r.micros(4)?, r.micros(5)?);
        let by = match r.opt_id(15)? {
            Some(id) => Some(names.user(tx, id)?),
            None => None,
        };
        let source = names.of(tx, By::read(r.text(16)?, r.opt_id(17)?))?;
        let mut props: Map<String, Json> = r.json(12)?;
        // What staff attached. Others may send properties of that name, which are words and no files.
        let by_staff = r.text(16)? == "user" && r.opt_int(15)?.is_some();
        let files = if by_staff { props.shift_remove("files") } else { None };
        // What a sign-in said of the person is shown in the portrait, field by field.
        if !access.grants().hidden.is_empty() {
            props.retain(|key, _| key != "traits" && key != "traits_refused");
        }
        if access.hides_props() {
            props.clear();
        }
        let hides = |key: &str| access.hides_of(ObjectKind::Interaction, key);
        let open = |key: &str, at: usize| if hides(key) { Ok(None) } else { r.opt_text(at) };
        let amount = if hides("amount") { None } else { r.opt_int(10)?.map(|a| from_scaled(a).to_string()) };
        let fields = own::shown(access, ObjectKind::Interaction, r.json(18)?);
        let linked = own::linked(tx, access, &fields)?;
        let mut item = json!({
            "id": r.id(0)?.show(IdKind::Interaction), "fields": fields, "linked": linked, "kind": r.text(1)?, "direction": r.text(2)?, "channel": r.text(3)?,
            "occurred_at": occurred, "received_at": received, "title": open("title", 6)?, "text": open("text", 7)?,
            "object_kind": r.opt_text(8)?, "object_id": r.opt_text(9)?, "amount": amount,
            "currency": r.opt_text(11)?, "props": props, "order": number(&r).and_then(|h| orders.get(&h)),
            "person": r.id(13)?.show(IdKind::Person), "other": r.opt_int(14)?.and_then(|o| other_names.get(&o)), "by": by, "source": source,
            "late": received.0 - occurred.0 > Micros::DAY,
        });
        if let Some(files) = files {
            item["files"] = files;
        }
        out.push((at, item));
    }
    Ok(out)
}

fn changes(
    tx: &mut Tx<'_>,
    access: &Access,
    names: &mut Names,
    members: &[Id],
    before: Option<At>,
    limit: usize,
) -> Result<Vec<(At, Json)>> {
    // A change's id is ordered by its time, so the cursor of the story bounds it too.
    let mut out = Vec::new();
    let mut last = None;
    loop {
        let list = change::of_rows(tx, members, last, 200)?;
        let Some(end) = list.last().map(|c| c.id) else { break };
        for c in list
            .iter()
            .filter(|c| c.object == "person" && matches!(c.op.as_str(), "update" | "delete" | "restore"))
        {
            let at = At(c.at.0, c.id.0);
            if before.is_some_and(|b| at >= b) {
                continue;
            }
            let fields: Vec<Json> = c
                .after
                .iter()
                .filter(|(k, _)| !access.hides(k))
                .map(|(k, v)| json!({"key": k, "before": c.before.get(k), "after": v}))
                .collect();
            let source = names.of(tx, c.by)?;
            let by = match c.by {
                By::User(id) => Some(names.user(tx, id)?),
                _ => None,
            };
            out.push((
                at,
                json!({
                    "id": c.id.show(IdKind::Change), "kind": "change", "direction": "about", "channel": "staff", "occurred_at": c.at, "received_at": c.at,
                    "title": c.op, "text": null, "object_kind": null, "object_id": null, "amount": null, "currency": null, "props": {},
                    "person": c.row.show(IdKind::Person), "other": null, "by": by, "source": source, "late": false,
                    "change": {"batch": c.batch.show(IdKind::Batch), "undone": c.undone_by.is_some(), "undoable": c.undoable, "way": c.way, "fields": fields},
                }),
            ));
        }
        if out.len() > limit || list.len() < 200 {
            break;
        }
        last = Some(end);
    }
    out.truncate(limit + 1);
    Ok(out)
}

fn counts(tx: &mut Tx<'_>, members: &[Id]) -> Result<Json> {
    let keys: Vec<String> = members.iter().map(|m| m.0.to_string()).collect();
    let sql = format!(
        "SELECT kind, COUNT(*) FROM interaction WHERE person_id IN ({}) GROUP BY kind",
        keys.join(",")
    );
    let mut out: Map<String, Json> = Map::new();
    let mut all = 0;
    for r in tx.query_once(&sql, &[])? {
        let (kind, n) = (r.string(0)?, r.int(1)?);
        all += n;
        if let Some((group, _)) = GROUPS.iter().find(|(_, kinds)| kinds.contains(&kind.as_str())) {
            let sum = out.get(*group).and_then(Json::as_i64).unwrap_or(0) + n;
            out.insert((*group).into(), sum.into());
        }
    }
    let sql = format!(
        "SELECT COUNT(*) FROM change WHERE object = 'person' AND op <> 'create' AND row_id IN ({})",
        keys.join(",")
    );
    let changed = tx.query_once(&sql, &[])?.first().map_or(Ok(0), |r| r.int(0))?;
    out.insert("change".into(), changed.into());
    out.insert("all".into(), (all + changed).into());
    Ok(Json::Object(out))
}

/// What the people of a company did and were told lately, newest first: a page of items, each with its person as
/// `who`. Read are the stories of the people seen last, as many as the company's page lists. Browsing is left to the
/// person's own story; here it would bury what people said.
pub fn of_company(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    company: Id,
    query: &TimelineQuery,
) -> Result<Json> {
    let people = company_page::people_seen_last(tx, access, company)?;
    of_people(tx, store, access, &people, query)
}

/// What the people of a household did and were told lately, like [`of_company`].
pub fn of_household(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    person: Id,
    query: &TimelineQuery,
) -> Result<Json> {
    let (root, _) = people::root(tx, access, person)?.ok_or_else(|| Problem::not_found("The person"))?;
    let people = household::people(tx, access, root)?;
    of_people(tx, store, access, &people, query)
}

/// The stories of roots whom the caller sees, laid into one.
fn of_people(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    people: &[Id],
    query: &TimelineQuery,
) -> Result<Json> {
    let limit = query.limit.clamp(1, 200);
    let keys: Vec<i64> = people.iter().map(|p| p.0).collect();
    let mut who = HashMap::new();
    let sql = "SELECT n.id, r.id, r.name FROM person n JOIN person r ON r.id = n.canonical_id WHERE n.canonical_id IN";
    for r in tx.query_in(sql, &keys)? {
        who.insert(r.id(0)?, root_named(&r)?);
    }
    if who.is_empty() {
        return Ok(json!({"rows": [], "next": null}));
    }
    let mut params: Vec<Value> = Vec::new();
    let mut bound = String::new();
    if let Some(before) = query.before.as_deref().filter(|b| !b.is_empty()) {
        let At(at, id) = cursor(before)?;
        params.extend([at.into(), id.into()]);
        bound.push_str(" AND i.occurred_at <= $1 AND (i.occurred_at, i.id) < ($1, $2)");
    }
    let members: Vec<String> = who.keys().map(|id: &Id| id.0.to_string()).collect();
    let sql = format!(
        "SELECT {COLUMNS} FROM interaction i WHERE i.person_id IN ({}) AND i.kind NOT IN ({}){bound} \
         ORDER BY i.occurred_at DESC, i.id DESC LIMIT {}",
        members.join(","),
        list(BROWSING),
        limit + 1
    );
    let mut rows: Vec<(At, Row)> = Vec::new();
    for row in tx.query_once(&sql, &params)? {
        rows.push((At(row.int(4)?, row.int(0)?), row));
    }
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|(at, _)| format!("{}.{}", at.0, at.1));
    let mut items: Vec<Json> =
        show(tx, store, access, &mut Names::default(), rows)?.into_iter().map(|(_, item)| item).collect();
    for item in &mut items {
        let person = item["person"].as_str().and_then(|p| Id::read(IdKind::Person, p));
        item["who"] = json!(person.and_then(|p| who.get(&p)));
    }
    Ok(json!({"rows": items, "next": next}))
}

/// The root of a row of `n.id, r.id, r.name`.
fn root_named(r: &Row) -> Result<Named> {
    let name = r.string(2)?;
    let initial = Some(gx_text::avatar_initial(&name));
    Ok(Named { id: r.id(1)?.show(IdKind::Person), name, initial })
}

/// One item, for live push; `None` when the caller may not see it.
pub fn item(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Option<(Id, Json)>> {
    let sql = format!(
        "SELECT {COLUMNS}, r.id FROM interaction i JOIN person n ON n.id = i.person_id JOIN person r ON r.id = n.canonical_id WHERE i.id = $1 AND {}",
        access.see_person("r")
    );
    let Some(row) = tx.first(&sql, &[id.into()])? else { return Ok(None) };
    let root = row.id(19)?;
    let at = At(row.int(4)?, row.int(0)?);
    Ok(show(tx, store, access, &mut Names::default(), vec![(at, row)])?
        .into_iter()
        .next()
        .map(|(_, i)| (root, i)))
}

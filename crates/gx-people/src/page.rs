//! A person's page: portrait with sources, identities, consents, ties, merges, orders.

use std::collections::HashMap;

use gx_kernel::identity::IdentityKind;
use gx_kernel::object::{Field, FieldType, ObjectKind};
use gx_kernel::{Id, IdKind, Micros};
use gx_record::fields;
use gx_store::access::{Access, Verb};
use gx_store::change::By;
use gx_store::{Result, Tx};
use serde::Serialize;
use serde_json::Value as Json;

use crate::household::{self, Household};
use crate::merge::Evidence;
use crate::names::{Named, Names, SourceRef};
use crate::people::{self, PersonRow};
use crate::portrait::{Claim, FIELDS, Portrait};
use crate::{consent, erased, mark, node, review};

/// Everything the page shows beside the timeline.
#[derive(Clone, Debug, Serialize)]
pub struct Person {
    /// The surviving person's id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What an avatar shows.
    pub initial: String,
    /// Ids that resolve to this person.
    pub merged_ids: Vec<String>,
    /// When it was deleted.
    pub deleted_at: Option<Micros>,
    /// The list row.
    pub row: PersonRow,
    /// Every value with its source.
    pub portrait: Vec<PortraitValue>,
    /// Addresses.
    pub identities: Vec<IdentityView>,
    /// Consents that hold, for every channel and purpose.
    pub consents: Vec<ConsentView>,
    /// Companies.
    pub companies: Vec<CompanyTie>,
    /// Who lives with the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub household: Option<Household>,
    /// Other people.
    pub relations: Vec<Relation>,
    /// Living merges.
    pub merges: Vec<MergeInfo>,
    /// Open duplicate proposals.
    pub proposals: i64,
    /// Orders in sum.
    pub orders: OrderSum,
    /// What the law asks of whoever works with the record.
    pub marks: Vec<MarkInfo>,
    /// When somebody with an address of this person asked to be erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub erased_before: Option<Micros>,
    /// Whether the caller may change the person.
    pub may_edit: bool,
}

/// A mark on the person.
#[derive(Clone, Debug, Serialize)]
pub struct MarkInfo {
    /// `restricted`, `no_profiling` or `hold`.
    pub kind: String,
    /// Since when.
    pub at: Micros,
    /// Who put it there.
    pub by: Option<Named>,
    /// Why; told to those who look after such requests.
    pub reason: Option<String>,
}

fn marks(tx: &mut Tx<'_>, access: &Access, names: &mut Names, root: Id) -> Result<Vec<MarkInfo>> {
    let mut out = Vec::new();
    for m in mark::of(tx, root)? {
        let by = m.staff.map(|id| names.user(tx, id)).transpose()?;
        let reason = m.reason.filter(|_| access.may("privacy"));
        out.push(MarkInfo { kind: m.kind, at: m.at, by, reason });
    }
    Ok(out)
}

/// When somebody who had one of these nodes' addresses asked to be erased.
fn erased_before(tx: &mut Tx<'_>, members: &[Id]) -> Result<Option<Micros>> {
    let keys: Vec<i64> = members.iter().map(|m| m.0).collect();
    let hashes: Vec<i64> = tx
        .query_in("SELECT hash FROM identity WHERE deleted_at IS NULL AND person_id IN", &keys)?
        .iter()
        .map(|r| r.int(0))
        .collect::<Result<_>>()?;
    Ok(erased::known(tx, &hashes)?.into_values().max())
}

/// A value with its source.
#[derive(Clone, Debug, Serialize)]
pub struct PortraitValue {
    /// Field key.
    pub key: String,
    /// Type.
    #[serde(rename = "type")]
    pub ty: FieldType,
    /// The value.
    pub value: Json,
    /// The value as text.
    pub display: String,
    /// Custom field.
    pub custom: bool,
    /// Label of a custom field.
    pub label: Option<String>,
    /// Where it comes from.
    pub source: SourceRef,
    /// Since when.
    pub at: Micros,
    /// What others say.
    pub others: Vec<OtherValue>,
}

/// A value that lost against another.
#[derive(Clone, Debug, Serialize)]
pub struct OtherValue {
    /// The value.
    pub value: Json,
    /// As text.
    pub display: String,
    /// Where it comes from.
    pub source: SourceRef,
    /// Since when.
    pub at: Micros,
}

/// An address of the person.
#[derive(Clone, Debug, Serialize)]
pub struct IdentityView {
    /// Prefixed id.
    pub id: String,
    /// Kind.
    pub kind: String,
    /// Value.
    pub value: String,
    /// Used by several people.
    pub shared: bool,
    /// Proven by the person.
    pub verified: bool,
    /// First seen.
    pub first_seen_at: Micros,
    /// Last seen.
    pub last_seen_at: Micros,
    /// Where it comes from.
    pub source: SourceRef,
    /// The record it hangs on.
    pub person: String,
    /// Whether it may be taken away.
    pub removable: bool,
}

/// A consent.
#[derive(Clone, Debug, Serialize)]
pub struct ConsentView {
    /// Channel.
    pub channel: String,
    /// Purpose.
    pub purpose: String,
    /// `granted`, `denied` or `unknown`.
    pub state: String,
    /// Who said so.
    pub source: Option<SourceRef>,
    /// When.
    pub at: Option<Micros>,
}

/// A tie to a company.
#[derive(Clone, Debug, Serialize)]
pub struct CompanyTie {
    /// Edge kind.
    pub edge: String,
    /// Edge id.
    pub edge_id: String,
    /// The company.
    pub company: Named,
    /// Job title.
    pub title: Option<String>,
    /// Since when.
    pub since: Option<Micros>,
}

/// A tie to another person.
#[derive(Clone, Debug, Serialize)]
pub struct Relation {
    /// Edge id.
    pub id: String,
    /// Kind.
    pub kind: String,
    /// `from` this person or `to` it.
    pub direction: &'static str,
    /// The other person.
    pub person: Named,
    /// Since when.
    pub since: Option<Micros>,
    /// What proves it.
    pub evidence: RelationEvidence,
}

/// What proves a tie.
#[derive(Clone, Debug, Serialize)]
pub struct RelationEvidence {
    /// The last interaction that did.
    pub interaction: Option<String>,
    /// How many did.
    pub count: i64,
    /// When last.
    pub last_at: Option<Micros>,
}

/// A merge that can be taken back.
#[derive(Clone, Debug, Serialize)]
pub struct MergeInfo {
    /// Prefixed id.
    pub id: String,
    /// The record that was hung below.
    pub loser: Named,
    /// The record it was hung below.
    pub winner: Named,
    /// When.
    pub at: Micros,
    /// By whom.
    pub by: SourceRef,
    /// Why.
    pub reason: Vec<Evidence>,
    /// Without a person's decision.
    pub automatic: bool,
}

/// Orders in sum.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OrderSum {
    /// How many.
    pub count: Option<i64>,
    /// Sum, decimal text.
    pub total: Option<String>,
    /// Currency.
    pub currency: String,
    /// First order.
    pub first_at: Option<Micros>,
    /// Last order.
    pub last_at: Option<Micros>,
}

/// A value as text.
pub fn display(value: &Json) -> String {
    match value {
        Json::String(s) => s.clone(),
        Json::Array(list) => list.iter().map(display).collect::<Vec<_>>().join("、"),
        Json::Null => String::new(),
        // A file is called by its name.
        Json::Object(file) => file.get("name").map(display).unwrap_or_default(),
        other => other.to_string(),
    }
}

/// The page of a person, or of the person that a merged id stands for.
pub fn load(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Option<Person>> {
    let Some((root, holding)) = people::root(tx, access, id)? else { return Ok(None) };
    let Some(row) = people::rows_of(tx, access, &[root])?.into_iter().next() else { return Ok(None) };
    let tree = node::tree(tx, root)?;
    let members: Vec<Id> = tree.iter().map(|n| n.id).collect();
    let mut names = Names::default();
    let merges = merges(tx, &mut names, &members)?;
    let last_merge = merges.iter().map(|m| m.at).max();
    let survivors = Portrait::survivors(&tree.iter().map(|n| &n.own).collect::<Vec<_>>());
    let proposals = {
        let keys: Vec<i64> = members.iter().map(|m| m.0).collect();
        let a = tx.query_in("SELECT COUNT(*) FROM proposal WHERE state = 'open' AND a_id IN", &keys)?;
        let b = tx.query_in("SELECT COUNT(*) FROM proposal WHERE state = 'open' AND b_id IN", &keys)?;
        a.iter().chain(&b).map(|r| r.int(0)).sum::<Result<i64>>()?
    };
    Ok(Some(Person {
        id: root.show(IdKind::Person),
        name: row.name.clone(),
        initial: row.initial.clone(),
        merged_ids: members.iter().filter(|m| **m != root).map(|m| m.show(IdKind::Person)).collect(),
        deleted_at: tree.first().and_then(|n| n.deleted_at),
        portrait: portrait(tx, access, &mut names, &survivors)?,
        identities: identities(tx, access, &mut names, &members)?,
        consents: consents(tx, &mut names, &members, last_merge)?,
        companies: companies(tx, &members)?,
        household: household::load(tx, access, root)?,
        relations: relations(tx, access, &members, root)?,
        orders: order_sum(tx, &members, &row)?,
        merges,
        proposals,
        row,
        marks: marks(tx, access, &mut names, root)?,
        erased_before: erased_before(tx, &members)?,
        may_edit: access.allows(Verb::Edit, root, holding),
    }))
}

fn portrait(tx: &mut Tx<'_>, access: &Access, names: &mut Names, p: &Portrait) -> Result<Vec<PortraitValue>> {
    let known = fields::load(tx, ObjectKind::Person)?;
    let mut out = Vec::new();
    let order = |key: &str| FIELDS.iter().position(|f| *f == key).unwrap_or(FIELDS.len());
    let mut keys: Vec<&String> = p.0.keys().filter(|k| !access.hides(k)).collect();
    keys.sort_by_key(|k| (order(k), (*k).clone()));
    for key in keys {
        let (Some(held), Some(field)) = (p.0.get(key), known.get(key)) else { continue };
        let show = |tx: &mut Tx<'_>, names: &mut Names, c: &Claim| -> Result<(String, SourceRef)> {
            Ok((in_words(tx, access, names, field, &c.value)?, names.of(tx, c.by)?))
        };
        let (text, source) = show(tx, names, &held.claim)?;
        let mut others = Vec::new();
        let rival = |c: &&Claim| !c.value.is_null() && c.value != held.claim.value && !review::keeps(key);
        for c in held.others.iter().filter(rival) {
            let (display, source) = show(tx, names, c)?;
            others.push(OtherValue { value: c.value.clone(), display, source, at: c.at });
        }
        out.push(PortraitValue {
            key: key.clone(),
            ty: field.ty,
            value: held.claim.value.clone(),
            display: text,
            custom: field.custom,
            label: field.label.clone(),
            source,
            at: held.claim.at,
            others,
        });
    }
    Ok(out)
}

/// A value as a page tells it: colleagues and records by their names, options by their labels.
pub(crate) fn in_words(
    tx: &mut Tx<'_>,
    access: &Access,
    names: &mut Names,
    field: &Field,
    value: &Json,
) -> Result<String> {
    let label = |t: &str| field.option(t).map_or_else(|| t.to_owned(), |o| o.label.clone());
    Ok(match (field.ty, value) {
        (FieldType::User, Json::String(t)) => match Id::read(IdKind::User, t) {
            Some(id) => names.user(tx, id)?.name,
            None => display(value),
        },
        (FieldType::Link, Json::String(t)) => linked(tx, access, t)?.unwrap_or_else(|| display(value)),
        (FieldType::Choice, Json::String(t)) => label(t),
        (FieldType::MultiChoice, Json::Array(list)) => {
            let labels: Vec<Json> =
                list.iter().map(|v| v.as_str().map_or_else(|| v.clone(), |t| label(t).into())).collect();
            display(&Json::Array(labels))
        }
        _ => display(value),
    })
}

/// The name of the record that a link leads to, if the caller may see it.
pub fn linked(tx: &mut Tx<'_>, access: &Access, text: &str) -> Result<Option<String>> {
    let (table, see, id) = match Id::read_any(text) {
        Some((IdKind::Person, id)) => ("person", access.see_person("x"), id),
        Some((IdKind::Company, id)) => ("company", access.see(ObjectKind::Company, "x"), id),
        _ => return Ok(None),
    };
    tx.first(&format!("SELECT x.name FROM {table} x WHERE x.id = $1 AND {see}"), &[id.into()])?
        .map(|r| r.string(0))
        .transpose()
}

fn identities(
    tx: &mut Tx<'_>,
    access: &Access,
    names: &mut Names,
    members: &[Id],
) -> Result<Vec<IdentityView>> {
    let keys: Vec<i64> = members.iter().map(|m| m.0).collect();
    let rows = tx.query_in(
        "SELECT id, kind, value, shared, verified, first_seen_at, last_seen_at, source_kind, source_id, person_id FROM identity WHERE deleted_at IS NULL AND person_id IN",
        &keys,
    )?;
    let mut out = Vec::new();
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    for r in &rows {
        let (kind, value) = (r.string(1)?, r.string(2)?);
        if access.hides(&kind) {
            continue;
        }
        let by = By::read(r.text(7)?, r.opt_id(8)?);
        let view = IdentityView {
            id: r.id(0)?.show(IdKind::Identity),
            kind: kind.clone(),
            value: value.clone(),
            shared: r.int(3)? != 0,
            verified: r.int(4)? == 1,
            first_seen_at: r.micros(5)?,
            last_seen_at: r.micros(6)?,
            source: names.of(tx, by)?,
            person: r.id(9)?.show(IdKind::Person),
            removable: kind != "device",
        };
        // Two merged records may both hold the address; it is shown once.
        match seen.get(&(kind.clone(), value.clone())).and_then(|i| out.get_mut(*i)) {
            Some(held) => {
                let held: &mut IdentityView = held;
                held.shared &= view.shared;
                held.last_seen_at = held.last_seen_at.max(view.last_seen_at);
                held.first_seen_at = held.first_seen_at.min(view.first_seen_at);
            }
            None => {
                seen.insert((kind, value), out.len());
                out.push(view);
            }
        }
    }
    out.sort_by_key(|i| {
        let weight = IdentityKind::parse(&i.kind).map_or(0, |k| {
            if k == IdentityKind::Device {
                0
            } else {
                u8::from(matches!(k, IdentityKind::Phone | IdentityKind::Email)) * 100 + k.priority()
            }
        });
        (std::cmp::Reverse(weight), i.id.clone())
    });
    Ok(out)
}

fn consents(
    tx: &mut Tx<'_>,
    names: &mut Names,
    members: &[Id],
    last_merge: Option<Micros>,
) -> Result<Vec<ConsentView>> {
    let held = consent::of_members(tx, members, last_merge)?;
    let mut out = Vec::new();
    for channel in consent::CHANNELS {
        for purpose in consent::PURPOSES {
            let found = held.iter().find(|c| c.channel == *channel && c.purpose == *purpose);
            out.push(ConsentView {
                channel: (*channel).into(),
                purpose: (*purpose).into(),
                state: found.map_or("unknown", |c| c.state.as_str()).into(),
                source: found.map(|c| names.of(tx, c.by)).transpose()?,
                at: found.map(|c| c.at),
            });
        }
    }
    Ok(out)
}

fn companies(tx: &mut Tx<'_>, members: &[Id]) -> Result<Vec<CompanyTie>> {
    let keys: Vec<i64> = members.iter().map(|m| m.0).collect();
    let sql = "SELECT e.id, e.kind, c.id, c.name, e.title, e.since FROM edge e JOIN company c ON c.id = e.to_id \
               WHERE e.to_kind = 'company' AND e.deleted_at IS NULL AND c.deleted_at IS NULL AND e.from_id IN";
    tx.query_in(sql, &keys)?
        .iter()
        .map(|r| {
            Ok(CompanyTie {
                edge_id: r.id(0)?.show(IdKind::Edge),
                edge: r.string(1)?,
                company: Named {
                    id: r.id(2)?.show(IdKind::Company),
                    name: r.string(3)?,
                    initial: Some(gx_text::avatar_initial(r.text(3)?)),
                },
                title: r.opt_string(4)?,
                since: r.opt_micros(5)?,
            })
        })
        .collect()
}

fn relations(tx: &mut Tx<'_>, access: &Access, members: &[Id], root: Id) -> Result<Vec<Relation>> {
    let keys: Vec<i64> = members.iter().map(|m| m.0).collect();
    let mut out: Vec<Relation> = Vec::new();
    // A celebrity has tens of thousands of ties: each finds its place by key, not by walking those already held.
    let mut places: HashMap<(String, Id, &str), usize> = HashMap::new();
    for (direction, mine, theirs) in [("from", "from_id", "to_id"), ("to", "to_id", "from_id")] {
        let sql = format!(
            "SELECT e.id, e.kind, r.id, r.name, e.since, e.evidence, e.count, e.last_at FROM edge e JOIN person o ON o.id = e.{theirs} \
             JOIN person r ON r.id = o.canonical_id WHERE e.from_kind = 'person' AND e.to_kind = 'person' AND e.deleted_at IS NULL \
             AND r.deleted_at IS NULL AND {} AND e.{mine} IN",
            access.see_person("r")
        );
        for r in tx.query_in(&sql, &keys)? {
            let other = r.id(2)?;
            if other == root {
                continue;
            }
            let (kind, id) = (r.string(1)?, other.show(IdKind::Person));
            let (count, last) = (r.int(6)?, r.opt_micros(7)?);
            // Edges of merged records to the same person count as one.
            let place = *places.entry((kind.clone(), other, direction)).or_insert(out.len());
            if let Some(held) = out.get_mut(place) {
                held.evidence.count += count;
                held.evidence.last_at = held.evidence.last_at.max(last);
                continue;
            }
            out.push(Relation {
                id: r.id(0)?.show(IdKind::Edge),
                kind,
                direction,
                person: Named { id, name: r.string(3)?, initial: Some(gx_text::avatar_initial(r.text(3)?)) },
                since: r.opt_micros(4)?,
                evidence: RelationEvidence {
                    interaction: r.opt_id(5)?.map(|i| i.show(IdKind::Interaction)),
                    count,
                    last_at: last,
                },
            });
        }
    }
    // Family and who brought whom say more than any number of likes.
    let close = |r: &Relation| {
        matches!(
            r.kind.as_str(),
            "household" | "spouse" | "referred" | "referred_by" | "friend" | "colleague"
        )
    };
    out.sort_by_key(|r| (!close(r), std::cmp::Reverse(r.evidence.count), r.person.id.clone()));
    out.truncate(100);
    Ok(out)
}

fn merges(tx: &mut Tx<'_>, names: &mut Names, members: &[Id]) -> Result<Vec<MergeInfo>> {
    let keys: Vec<i64> = members.iter().map(|m| m.0).collect();
    let sql = "SELECT g.id, w.id, w.name, l.id, l.name, g.at, g.by_kind, g.by_id, g.evidence, g.automatic FROM merge g JOIN person w ON w.id = g.winner_id \
               JOIN person l ON l.id = g.loser_id WHERE g.undone_at IS NULL AND g.loser_id IN";
    let named = |id: Id, name: &str| Named {
        id: id.show(IdKind::Person),
        name: name.to_owned(),
        initial: Some(gx_text::avatar_initial(name)),
    };
    let mut out = Vec::new();
    for r in tx.query_in(sql, &keys)? {
        let by = By::read(r.text(6)?, r.opt_id(7)?);
        out.push(MergeInfo {
            id: r.id(0)?.show(IdKind::Merge),
            winner: named(r.id(1)?, r.text(2)?),
            loser: named(r.id(3)?, r.text(4)?),
            at: r.micros(5)?,
            by: names.of(tx, by)?,
            reason: r.json(8)?,
            automatic: r.int(9)? == 1,
        });
    }
    out.sort_by_key(|m| std::cmp::Reverse(m.at));
    Ok(out)
}

fn order_sum(tx: &mut Tx<'_>, members: &[Id], row: &PersonRow) -> Result<OrderSum> {
    let keys: Vec<i64> = members.iter().map(|m| m.0).collect();
    let rows = tx.query_in(
        "SELECT MIN(placed_at), MAX(placed_at) FROM orders WHERE deleted_at IS NULL AND person_id IN",
        &keys,
    )?;
    Ok(OrderSum {
        count: row.order_count,
        total: row.order_total.clone(),
        currency: row.currency.clone(),
        first_at: rows.iter().filter_map(|r| r.opt_micros(0).ok().flatten()).min(),
        last_at: rows.iter().filter_map(|r| r.opt_micros(1).ok().flatten()).max(),
    })
}

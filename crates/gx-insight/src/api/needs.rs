//! What people may need, and colleagues' word on it.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Signed, id, watch};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::{Named, Names};
use gx_people::people;
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, Tx, Value};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json_;

use crate::needs::offers::{self, Asked as OffersAsked, Offer};
use crate::needs::store::{self, COLUMNS, Held, read};
use crate::needs::{Kind, State as Became};

/// Needs of one page, unless fewer are asked for; and at most.
const PAGE: usize = 50;

/// A need as the reader sees it.
#[derive(Debug, Serialize)]
pub(crate) struct Need {
    id: String,
    kind: Kind,
    what: String,
    score: f64,
    due_at: Option<Micros>,
    found_at: Micros,
    state: Became,
    decided_at: Option<Micros>,
    decided_by: Option<Named>,
    evidence: Json_,
}

#[derive(Debug, Serialize)]
struct NeedRow {
    #[serde(flatten)]
    need: Need,
    person: Named,
    owner: Option<Named>,
}

#[derive(Debug, Serialize)]
pub(crate) struct NeedPage {
    rows: Vec<NeedRow>,
    next: Option<String>,
    counts: BTreeMap<&'static str, i64>,
}

/// Refuses whoever may not know what customers may need.
fn may(access: &Access) -> std::result::Result<(), Problem> {
    access.need_verb(Verb::See)?;
    if access.hides("need_count") {
        return Err(Problem::forbidden("Your role may not see what customers may need."));
    }
    Ok(())
}

fn shown(tx: &mut Tx<'_>, access: &Access, names: &mut Names, held: Held) -> Result<Need> {
    let mut evidence = held.found.evidence;
    let mut what = held.found.what;
    // Who may not read what customers write reads no quotation of it either.
    if held.found.kind == Kind::Asked && access.hides_of(ObjectKind::Interaction, "text") {
        if evidence["text"].as_str() == Some(what.as_str()) {
            what = String::new();
        }
        if let Some(evidence) = evidence.as_object_mut() {
            evidence.remove("text");
        }
    }
    Ok(Need {
        id: held.id.show(IdKind::Need),
        kind: held.found.kind,
        what,
        score: held.found.score,
        due_at: held.found.due_at,
        found_at: held.found_at,
        state: held.state,
        decided_at: held.decided_at,
        decided_by: held.decided_by.map(|by| names.user(tx, by)).transpose()?,
        evidence,
    })
}

pub(crate) async fn of_person(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Vec<Need>>> {
    may(&me.access)?;
    let person = id(IdKind::Person, &text)?;
    let access = me.access.clone();
    let needs = kit
        .run(move |store| {
            store.read(|tx| {
                let root =
                    people::root(tx, &access, person)?.ok_or_else(|| Problem::not_found("The person"))?.0;
                let mut held = store::of(tx, &[root.0])?.remove(&root.0).unwrap_or_default();
                held.sort_by(|a, b| {
                    (a.state != Became::Open)
                        .cmp(&(b.state != Became::Open))
                        .then(b.found.score.total_cmp(&a.found.score))
                        .then(b.id.cmp(&a.id))
                });
                let mut names = Names::default();
                held.into_iter().map(|need| shown(tx, &access, &mut names, need)).collect::<Result<Vec<_>>>()
            })
        })
        .await?;
    watch::saw(&kit, &me, 1).await;
    Ok(Json(needs))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    kind: Option<String>,
    owner: Option<String>,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// Where a page ends: the score in millionths, and the id.
fn place(cursor: &str) -> Option<(f64, i64)> {
    let (score, id) = cursor.split_once('_')?;
    Some((f64::from_bits(u64::from_str_radix(score, 16).ok()?), id.parse().ok()?))
}

/// Open needs of whom the caller sees, as a condition on `d` and `p`.
fn standing(access: &Access, owner: Option<&str>) -> std::result::Result<String, Problem> {
    let owner = match owner.filter(|o| !o.is_empty()) {
        None => String::new(),
        Some("none") => " AND p.owner IS NULL".into(),
        Some(text) => {
            let id = Id::read(IdKind::User, text)
                .ok_or_else(|| Problem::field("owner", "unknown", "the id of a colleague, or none"))?;
            format!(" AND p.owner = {}", id.0)
        }
    };
    let see = access.see_person("p");
    Ok(format!("d.state = 'open' AND p.merged_into IS NULL AND p.deleted_at IS NULL AND {see}{owner}"))
}

const FROM: &str = "need d JOIN person n ON n.id = d.person_id JOIN person p ON p.id = n.canonical_id";

fn page(tx: &mut Tx<'_>, access: &Access, p: &Params) -> Result<NeedPage> {
    let standing = standing(access, p.owner.as_deref())?;
    let mut params: Vec<Value> = Vec::new();
    let mut more = String::new();
    if let Some(kind) = p.kind.as_deref().filter(|k| !k.is_empty()) {
        let kind =
            Kind::parse(kind).ok_or_else(|| Problem::field("kind", "unknown", "due, asked or together"))?;
        params.push(kind.as_text().into());
        more.push_str(&format!(" AND d.kind = ${}", params.len()));
    }
    if let Some(cursor) = p.cursor.as_deref().filter(|c| !c.is_empty()) {
        let (score, id) =
            place(cursor).ok_or_else(|| Problem::bad("cursor", "This is no cursor of this list."))?;
        let n = params.len();
        params.extend([score.into(), score.into(), Value::Int(id)]);
        more.push_str(&format!(
            " AND (d.score < ${} OR (d.score = ${} AND d.id < ${}))",
            n + 1,
            n + 2,
            n + 3
        ));
    }
    let limit = p.limit.unwrap_or(PAGE).clamp(1, PAGE * 4);
    let sql = format!(
        "SELECT {COLUMNS}, p.id, p.name, p.owner FROM {FROM} WHERE {standing}{more} ORDER BY d.score DESC, d.id DESC LIMIT {}",
        limit + 1
    );
    let mut found = tx.query(&sql, &params)?;
    let full = found.len() > limit;
    found.truncate(limit);
    let mut names = Names::default();
    let (mut rows, mut next) = (Vec::new(), None);
    for r in &found {
        let held = read(r)?;
        if full {
            next = Some(format!("{:x}_{}", held.found.score.to_bits(), held.id.0));
        }
        let name = r.string(12)?;
        rows.push(NeedRow {
            person: Named {
                id: r.id(11)?.show(IdKind::Person),
                initial: Some(gx_text::avatar_initial(&name)),
                name,
            },
            owner: r.opt_id(13)?.map(|id| names.user(tx, id)).transpose()?,
            need: shown(tx, access, &mut names, held)?,
        });
    }
    let mut counts: BTreeMap<&'static str, i64> = Kind::ALL.iter().map(|k| (k.as_text(), 0)).collect();
    for r in
        tx.query(&format!("SELECT d.kind, COUNT(*) FROM {FROM} WHERE {standing} GROUP BY d.kind"), &[])?
    {
        if let Some(kind) = Kind::parse(r.text(0)?) {
            counts.insert(kind.as_text(), r.int(1)?);
        }
    }
    Ok(NeedPage { rows, next, counts })
}

pub(crate) async fn list(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<Params>,
) -> Answer<Json<NeedPage>> {
    may(&me.access)?;
    let access = me.access.clone();
    let page = kit.run(move |store| store.read(|tx| page(tx, &access, &p))).await?;
    watch::saw(&kit, &me, page.rows.len()).await;
    Ok(Json(page))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Word {
    state: Became,
}

pub(crate) async fn decide(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(word): Body<Word>,
) -> Answer<Json<Need>> {
    may(&me.access)?;
    let need = id(IdKind::Need, &text)?;
    let answer = kit.run(move |store| {
        store.write(|tx| {
            let gone = || Problem::not_found("The need");
            let sql = format!("SELECT {COLUMNS} FROM need d WHERE d.id = $1");
            let held = tx.first(&sql, &[need.into()])?.as_ref().map(read).transpose()?.ok_or_else(gone)?;
            people::root(tx, &me.access, held.person)?.ok_or_else(gone)?;
            let root = people::root_to_edit(tx, &me.access, held.person)?;
            if held.state != word.state {
                store::decide(tx, need, word.state, store.now(), Some(me.user.id))?;
                store::count(tx, &[root.0])?;
            }
            let now = tx.first(&sql, &[need.into()])?.as_ref().map(read).transpose()?.ok_or_else(gone)?;
            shown(tx, &me.access, &mut Names::default(), now)
        })
    });
    Ok(Json(answer.await?))
}

pub(crate) async fn offers(
    State(kit): State<Kit>,
    me: Signed,
    Body(asked): Body<OffersAsked>,
) -> Answer<Json<Vec<Offer>>> {
    me.access.need_verb(Verb::See)?;
    let told = move |store: &Store| store.read(|tx| offers::offers(tx, store, &me.access, &asked));
    Ok(Json(kit.run(told).await?))
}

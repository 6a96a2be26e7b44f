//! Registrations (报备): a colleague's word that they are about to win somebody, which holds for a time, and against which
//! nobody else's does.

use std::collections::HashMap;

use gx_kernel::identity::IdentityValue;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::edit;
use gx_people::names::Named;
use gx_people::resolve::Keyed;
use gx_store::access::{Access, Reach, Verb};
use gx_store::{Conflict, Result, Row, Store, Tx, settings};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::colleagues::Colleagues;
use crate::lead::record::Lead;

/// For how many days a registration holds.
pub const HOLDS_DAYS: i64 = 30;
/// The most that one colleague has at once.
const MOST: i64 = 200;

/// A registration as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct RegistrationInfo {
    id: String,
    who: Named,
    name: String,
    company: Option<String>,
    identities: Vec<IdentityValue>,
    person: Option<Named>,
    text: Option<String>,
    at: Micros,
    until: Micros,
    state: &'static str,
    mine: bool,
}

/// Who is to be registered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    name: String,
    #[serde(default)]
    company: Option<String>,
    #[serde(default)]
    identities: Vec<IdentityValue>,
    #[serde(default)]
    text: Option<String>,
}

const COLUMNS: &str =
    "g.id, g.staff_id, g.name, g.company, g.person_id, g.text, g.at, g.until, g.ended_at, g.ended";
/// Those that hold now, which is the one parameter.
const HOLDS: &str = "g.ended_at IS NULL AND g.until > $1";

/// A company's name as it is compared: folded, without spaces.
fn company_key(name: &str) -> Option<String> {
    let key: String = gx_text::fold(name).chars().filter(|c| c.is_alphanumeric()).collect();
    (!key.is_empty()).then_some(key)
}

fn told(
    tx: &mut Tx<'_>,
    access: &Access,
    colleagues: &Colleagues,
    now: Micros,
    r: &Row,
) -> Result<RegistrationInfo> {
    let (id, who) = (r.id(0)?, r.id(1)?);
    let mine = access.by().id() == Some(who);
    let person = match r.opt_id(4)? {
        Some(person) => gx_people::seen::seen(tx, access, ObjectKind::Person, person)?.map(|seen| Named {
            id: seen.id.show(IdKind::Person),
            initial: Some(gx_text::avatar_initial(&seen.name)),
            name: seen.name,
        }),
        None => None,
    };
    // Addresses are for who said them, and for those who see everybody.
    let open =
        mine || (access.grants().see == Reach::All && !access.hides("phone") && !access.hides("email"));
    let mut identities = Vec::new();
    if open {
        let sql = "SELECT kind, value FROM registration_key WHERE registration_id = $1 ORDER BY kind, value";
        for r in tx.query(sql, &[id.into()])? {
            let kind = gx_kernel::identity::IdentityKind::parse(r.text(0)?);
            identities.extend(
                kind.map(|kind| Ok::<_, gx_store::StoreError>(IdentityValue { kind, value: r.string(1)? }))
                    .transpose()?,
            );
        }
    }
    let ended = r.opt_text(9)?;
    let state = match (r.opt_int(8)?, ended) {
        (Some(_), Some("came")) => "came",
        (Some(_), _) => "withdrawn",
        (None, _) if r.micros(7)? <= now => "over",
        (None, _) => "holds",
    };
    Ok(RegistrationInfo {
        id: id.show(IdKind::Registration),
        who: colleagues.named(who),
        name: r.string(2)?,
        company: r.opt_string(3)?,
        identities,
        person,
        text: if open { r.opt_string(5)? } else { None },
        at: r.micros(6)?,
        until: r.micros(7)?,
        state,
        mine,
    })
}

/// A page of registrations, newest first, and the cursor behind it.
#[derive(Debug, Serialize)]
pub struct Page {
    /// The rows.
    pub rows: Vec<RegistrationInfo>,
    /// Where the next page begins.
    pub next: Option<String>,
    total: i64,
    total_at_least: bool,
}

/// Registrations: one's own, and those of colleagues, whose addresses are told to few.
pub fn list(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    q: &str,
    (limit, cursor): (usize, Option<&str>),
) -> Result<Page> {
    access.need_verb(Verb::See)?;
    let limit = limit.clamp(1, 200);
    let before = match cursor {
        Some(text) => {
            let wrong =
                || Problem::bad("cursor", "The cursor is not one of ours; start from the first page.");
            Id::read(IdKind::Registration, text).ok_or_else(wrong)?.0
        }
        None => i64::MAX,
    };
    let like = format!("%{}%", q.trim().replace(['%', '_'], ""));
    let filter = "(g.name LIKE $1 OR COALESCE(g.company, '') LIKE $1)";
    let total = tx
        .one(&format!("SELECT COUNT(*) FROM registration g WHERE {filter}"), &[like.as_str().into()])?
        .int(0)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM registration g WHERE {filter} AND g.id < $2 ORDER BY g.id DESC LIMIT {}",
        limit + 1
    );
    let found = tx.query(&sql, &[like.into(), Id(before).into()])?;
    let colleagues = Colleagues::load(tx)?;
    let mut rows = Vec::new();
    for r in found.iter().take(limit) {
        rows.push(told(tx, access, &colleagues, store.now(), r)?);
    }
    let next = if found.len() > limit { rows.last().map(|r| r.id.clone()) } else { None };
    Ok(Page { rows, next, total, total_at_least: false })
}

/// The registration that holds for a person, by them or by one of their addresses: who made it.
pub fn of_person(tx: &mut Tx<'_>, store: &Store, person: Id) -> Result<Option<Id>> {
    let sql = format!(
        "SELECT g.staff_id FROM registration g WHERE {HOLDS} AND (g.person_id IN (SELECT m.id FROM person m JOIN person n \
         ON n.canonical_id = m.canonical_id WHERE n.id = $2) OR g.id IN (SELECT k.registration_id FROM registration_key k \
         JOIN identity i ON i.hash = k.hash AND i.deleted_at IS NULL JOIN person m ON m.id = i.person_id JOIN person n \
         ON n.canonical_id = m.canonical_id WHERE n.id = $2)) ORDER BY g.id LIMIT 1"
    );
    tx.first(&sql, &[store.now().into(), person.into()])?.map(|r| r.id(0)).transpose()
}

/// Who has registered one of these addresses, or a company: the first whose registration holds.
pub(crate) fn held_by(
    tx: &mut Tx<'_>,
    store: &Store,
    keys: &[Keyed],
    company: Option<&str>,
) -> Result<Option<Id>> {
    let mut all: Vec<(Id, Id)> = Vec::new();
    if let Some(key) = company.and_then(company_key) {
        let sql = format!(
            "SELECT g.id, g.staff_id FROM registration g WHERE {HOLDS} AND g.company_key = $2 ORDER BY g.id LIMIT 1"
        );
        if let Some(r) = tx.first(&sql, &[store.now().into(), key.into()])? {
            all.push((r.id(0)?, r.id(1)?));
        }
    }
    for key in keys {
        let sql = format!(
            "SELECT g.id, g.staff_id FROM registration g JOIN registration_key k ON k.registration_id = g.id WHERE {HOLDS} AND k.hash = $2 \
             ORDER BY g.id LIMIT 1"
        );
        if let Some(r) = tx.first(&sql, &[store.now().into(), key.hash.into()])? {
            all.push((r.id(0)?, r.id(1)?));
        }
    }
    Ok(all.into_iter().min().map(|(_, who)| who))
}

/// Who has registered the people or the companies of some leads; the first, where there are several.
pub fn for_leads(tx: &mut Tx<'_>, store: &Store, leads: &[i64]) -> Result<HashMap<Id, Id>> {
    let mut out = HashMap::new();
    let any =
        tx.first(&format!("SELECT 1 FROM registration g WHERE {HOLDS} LIMIT 1"), &[store.now().into()])?;
    if any.is_none() {
        return Ok(out);
    }
    let mut companies: HashMap<String, Id> = HashMap::new();
    let sql = format!(
        "SELECT g.company_key, g.staff_id FROM registration g WHERE {HOLDS} AND g.company_key IS NOT NULL ORDER BY g.id DESC"
    );
    for r in tx.query(&sql, &[store.now().into()])? {
        companies.insert(r.string(0)?, r.id(1)?);
    }
    for r in tx.query_in("SELECT l.id, l.person_id, l.company FROM lead l WHERE l.id IN", leads)? {
        let mut who = match r.opt_id(1)? {
            Some(person) => of_person(tx, store, person)?,
            None => None,
        };
        if who.is_none() {
            who = r.opt_text(2)?.and_then(company_key).and_then(|key| companies.get(&key).copied());
        }
        if let Some(who) = who {
            out.insert(r.id(0)?, who);
        }
    }
    Ok(out)
}

/// Registrations that hold, or held when it came, for a lead.
pub fn holding_for(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    lead: &Lead,
) -> Result<Vec<RegistrationInfo>> {
    let key = lead.text("company").and_then(company_key);
    let sql = format!(
        "SELECT {COLUMNS} FROM registration g WHERE g.until > $1 AND (g.ended IS NULL OR g.ended <> 'withdrawn') AND \
         (g.company_key = $2 OR g.person_id IN (SELECT m.id FROM person m JOIN person n ON n.canonical_id = m.canonical_id WHERE n.id = $3) \
         OR g.id IN (SELECT k.registration_id FROM registration_key k JOIN identity i ON i.hash = k.hash AND i.deleted_at IS NULL \
         JOIN person m ON m.id = i.person_id JOIN person n ON n.canonical_id = m.canonical_id WHERE n.id = $3)) ORDER BY g.id"
    );
    let since = lead.created_at.min(store.now());
    let rows = tx.query(&sql, &[since.into(), key.into(), lead.person.into()])?;
    let colleagues = Colleagues::load(tx)?;
    rows.iter().map(|r| told(tx, access, &colleagues, store.now(), r)).collect()
}

/// When a colleague registered the person or the company of a lead.
pub(crate) fn registered_at(tx: &mut Tx<'_>, lead: &Lead, who: Id) -> Result<Option<Micros>> {
    let key = lead.text("company").and_then(company_key);
    let sql = "SELECT MIN(g.at) FROM registration g WHERE g.staff_id = $1 AND (g.ended IS NULL OR g.ended <> 'withdrawn') AND \
         (g.company_key = $2 OR g.person_id IN (SELECT m.id FROM person m JOIN person n ON n.canonical_id = m.canonical_id WHERE n.id = $3) \
         OR g.id IN (SELECT k.registration_id FROM registration_key k JOIN identity i ON i.hash = k.hash AND i.deleted_at IS NULL \
         JOIN person m ON m.id = i.person_id JOIN person n ON n.canonical_id = m.canonical_id WHERE n.id = $3))";
    tx.one(sql, &[who.into(), key.into(), lead.person.into()])?.opt_micros(0)
}

/// Registers somebody.
///
/// # Errors
///
/// `registered` where a colleague's holds, with whose and until when; `known` where a colleague looks after them.
pub fn create(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<Id> {
    access.need_verb(Verb::Create)?;
    let me = access.by().id().ok_or_else(|| Problem::forbidden("Only colleagues register somebody."))?;
    let name = wish.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > 120 {
        return Err(Problem::field("name", "length", "a name has 1 to 120 characters").into());
    }
    let company = wish.company.as_deref().map(str::trim).filter(|t| !t.is_empty());
    if company.is_some_and(|t| t.chars().count() > 200) {
        return Err(Problem::field("company", "length", "at most 200 characters").into());
    }
    let text = wish.text.as_deref().map(str::trim).filter(|t| !t.is_empty());
    if text.is_some_and(|t| t.chars().count() > 1000) {
        return Err(Problem::field("text", "too_long", "at most 1000 characters").into());
    }
    let country = settings::get::<String>(tx, "country")?.unwrap_or_else(|| "CN".into());
    let keys: Vec<Keyed> =
        wish.identities.iter().map(|one| edit::normal(store, one, &country)).collect::<Result<_>>()?;
    if keys.is_empty() && company.is_none() {
        let message =
            "a registration needs a phone, a mail or a company, by which it is known when they come";
        return Err(Problem::field("identities", "missing", message).into());
    }
    // Two who register the same at once wait for each other.
    settings::hold(tx, "registrations", &0)?;
    let mine = format!("SELECT COUNT(*) FROM registration g WHERE {HOLDS} AND g.staff_id = $2");
    if tx.one(&mine, &[store.now().into(), me.into()])?.int(0)? >= MOST {
        return Err(Problem::conflict(
            "too_many",
            format!("You have {MOST} registrations that hold. Withdraw some."),
        )
        .into());
    }
    let colleagues = Colleagues::load(tx)?;
    let key = company.and_then(company_key);
    let hashes: Vec<i64> = keys.iter().map(|k| k.hash).collect();
    let mut held: Vec<(Id, Micros)> = Vec::new();
    let sql = format!("SELECT g.staff_id, g.until FROM registration g WHERE {HOLDS} AND g.company_key = $2");
    for r in tx.query(&sql, &[store.now().into(), key.clone().into()])? {
        held.push((r.id(0)?, r.micros(1)?));
    }
    for hash in &hashes {
        let sql = format!(
            "SELECT g.staff_id, g.until FROM registration g JOIN registration_key k ON k.registration_id = g.id WHERE {HOLDS} AND k.hash = $2"
        );
        for r in tx.query(&sql, &[store.now().into(), (*hash).into()])? {
            held.push((r.id(0)?, r.micros(1)?));
        }
    }
    if let Some((by, until)) = held.iter().find(|(by, _)| *by != me).or(held.first()) {
        let message =
            if *by == me { "You have registered them already." } else { "A colleague has registered them." };
        return Err(Problem::conflict("registered", message)
            .with("by", json!(colleagues.named(*by)))
            .with("until", json!(until))
            .into());
    }
    let mut person = None;
    for key in &keys {
        if let Some(id) = edit::holder_of(tx, key)? {
            let sql = "SELECT owner FROM person WHERE id = $1";
            let owner = match tx.first(sql, &[id.into()])? {
                Some(r) => r.opt_id(0)?,
                None => None,
            };
            if let Some(owner) = owner.filter(|owner| *owner != me) {
                return Err(Problem::conflict("known", "A colleague looks after them already.")
                    .with("holder", json!(colleagues.named(owner)))
                    .with("registered", json!(null))
                    .with("lead", json!(null))
                    .into());
            }
            person = person.or(Some(id));
        }
    }
    let id = store.id();
    let row = vec![
        id.into(),
        me.into(),
        name.into(),
        company.into(),
        key.into(),
        person.into(),
        text.into(),
        store.now().into(),
        store.now().plus(HOLDS_DAYS * Micros::DAY).into(),
    ];
    let columns = ["id", "staff_id", "name", "company", "company_key", "person_id", "text", "at", "until"];
    tx.insert_many("registration", &columns, &[row], Conflict::Fail)?;
    let rows: Vec<_> = keys
        .iter()
        .map(|k| {
            let kind = k.identity.kind.as_text().to_string();
            vec![id.into(), k.hash.into(), kind.into(), k.identity.value.as_str().into()]
        })
        .collect();
    tx.insert_many("registration_key", &["registration_id", "hash", "kind", "value"], &rows, Conflict::Skip)?;
    Ok(id)
}

/// One registration.
pub fn one(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<RegistrationInfo> {
    let found = tx.first(&format!("SELECT {COLUMNS} FROM registration g WHERE g.id = $1"), &[id.into()])?;
    let r = found.ok_or_else(|| Problem::not_found("The registration"))?;
    let colleagues = Colleagues::load(tx)?;
    told(tx, access, &colleagues, store.now(), &r)
}

/// Withdraws a registration of one's own, or of a colleague within reach where one shares leads out.
pub fn withdraw(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<()> {
    let sql = "SELECT staff_id, ended_at FROM registration WHERE id = $1";
    let r = tx.first(sql, &[id.into()])?.ok_or_else(|| Problem::not_found("The registration"))?;
    let who = r.id(0)?;
    let reaches = access.may(crate::lead::hand::SHARES_OUT)
        && access.allows(Verb::Edit, Id(0), gx_store::access::Holding::of(Some(who)));
    if Some(who) != access.by().id() && !reaches {
        return Err(Problem::forbidden("This registration is a colleague's.").into());
    }
    if r.opt_int(1)?.is_some() {
        return Err(Problem::conflict("ended", "This registration is over already.").into());
    }
    tx.execute(
        "UPDATE registration SET ended_at = $1, ended = 'withdrawn' WHERE id = $2",
        &[store.now().into(), id.into()],
    )?;
    Ok(())
}

/// Lets registrations hold again that ended with a lead which never was.
pub(crate) fn came_not(tx: &mut Tx<'_>, lead: Id) -> Result<()> {
    let sql = "UPDATE registration SET ended_at = NULL, ended = NULL, lead_id = NULL WHERE lead_id = $1 AND ended = 'came'";
    tx.execute(sql, &[lead.into()]).map(drop)
}

/// Notes that whom somebody registered has come: as a lead.
pub fn came(tx: &mut Tx<'_>, store: &Store, lead: &Lead) -> Result<()> {
    let Some(owner) = lead.owner else { return Ok(()) };
    let key = lead.text("company").and_then(company_key);
    let sql = format!(
        "SELECT g.id FROM registration g WHERE {HOLDS} AND g.staff_id = $2 AND (g.company_key = $3 OR g.id IN \
         (SELECT k.registration_id FROM registration_key k JOIN identity i ON i.hash = k.hash AND i.deleted_at IS NULL \
         JOIN person m ON m.id = i.person_id JOIN person n ON n.canonical_id = m.canonical_id WHERE n.id = $4))"
    );
    let params = [store.now().into(), owner.into(), key.into(), lead.person.into()];
    for r in tx.query(&sql, &params)? {
        tx.execute(
            "UPDATE registration SET ended_at = $1, ended = 'came', person_id = $2, lead_id = $3 WHERE id = $4",
            &[store.now().into(), lead.person.into(), lead.id.into(), r.id(0)?.into()],
        )?;
    }
    Ok(())
}

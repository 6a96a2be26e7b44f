//! Which persons are in an address book, and what their cards show: all queries under the colleague's rights.

use std::collections::{BTreeMap, HashMap, HashSet};

use gx_http::Signed;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind};
use gx_store::access::Access;
use gx_store::{Result, Row, Tx, settings};
use serde_json::Value as Json;

use crate::answer::Fault;
use crate::card::{Address, Shown};
use crate::kept;
use crate::paths::Book;

/// People of one address book. Beyond it a phone would take minutes and its owner find nobody.
pub(crate) const MOST: usize = 10_000;

const LIVING: &str = "p.merged_into IS NULL AND p.deleted_at IS NULL";

/// Who asks, as far as books need to know.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    pub(crate) access: Access,
    pub(crate) user: Id,
}

impl From<&Signed> for Reader {
    fn from(me: &Signed) -> Self {
        Self { access: me.access.clone(), user: me.user.id }
    }
}

/// The owners whose people are in a book.
fn owners(me: &Reader, book: Book, alias: &str) -> String {
    let user = me.user.0;
    match book {
        Book::Mine => format!("{alias}.owner = {user}"),
        Book::Others => format!("({alias}.owner IS NULL OR {alias}.owner <> {user})"),
    }
}

/// Whether somebody with this owner is in a book.
pub(crate) fn holds(me: &Reader, book: Book, owner: Option<Id>) -> bool {
    (owner == Some(me.user)) == (book == Book::Mine)
}

fn inside(me: &Reader, book: Book) -> String {
    format!("{LIVING} AND {} AND {}", owners(me, book, "p"), me.access.see_person("p"))
}

/// Everybody in a book.
///
/// # Errors
///
/// 507 where there are more than [`MOST`].
pub(crate) fn ids(tx: &mut Tx<'_>, me: &Reader, book: Book) -> Result<std::result::Result<Vec<Id>, Fault>> {
    let sql =
        format!("SELECT p.id FROM person p WHERE {} ORDER BY p.id LIMIT {}", inside(me, book), MOST + 1);
    let ids = tx.query(&sql, &[])?.iter().map(|r| r.id(0)).collect::<Result<Vec<_>>>()?;
    if ids.len() > MOST {
        let message = format!(
            "This address book has more than {MOST} people, which is the most that is synchronised. Look them up in the app, or let an administrator narrow what your role sees."
        );
        return Ok(Err(Fault::unmet(507, "<D:number-of-matches-within-limits/>", message)));
    }
    Ok(Ok(ids))
}

/// Whether a book can be synchronised whole.
pub(crate) fn fits(tx: &mut Tx<'_>, me: &Reader, book: Book) -> Result<bool> {
    let sql = format!(
        "SELECT COUNT(*) FROM (SELECT 1 FROM person p WHERE {} LIMIT {}) x",
        inside(me, book),
        MOST + 1
    );
    Ok(usize::try_from(tx.one(&sql, &[])?.int(0)?).unwrap_or(usize::MAX) <= MOST)
}

const COLUMNS: &str = "p.id, p.name, p.family_name, p.given_name, p.job_title, p.birth_date, p.address, p.city, p.region, p.postcode, p.country, p.tags";

/// The persons of a book among these, with what their cards show.
pub(crate) fn cards(tx: &mut Tx<'_>, me: &Reader, book: Book, ids: &[Id]) -> Result<Vec<Shown>> {
    shown(tx, me, ids, &inside(me, book))
}

/// The persons among these whom the reader may see at all, in whatever book.
pub(crate) fn seen(tx: &mut Tx<'_>, me: &Reader, ids: &[Id]) -> Result<Vec<Shown>> {
    shown(tx, me, ids, &format!("{LIVING} AND {}", me.access.see_person("p")))
}

fn shown(tx: &mut Tx<'_>, me: &Reader, ids: &[Id], clause: &str) -> Result<Vec<Shown>> {
    let country = country(tx)?;
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let mut people = Vec::new();
    for r in tx.query_in(&format!("SELECT {COLUMNS} FROM person p WHERE {clause} AND p.id IN"), &keys)? {
        people.push(person(me, &r, &country)?);
    }
    people.sort_by_key(|p| p.id);
    let keys: Vec<i64> = people.iter().map(|p| p.id.0).collect();
    let mut addresses = addresses(tx, &me.access, &keys)?;
    let mut companies = companies(tx, me, &keys)?;
    let mut kept = kept::of(tx, &keys)?;
    for p in &mut people {
        if let Some((emails, phones)) = addresses.remove(&p.id) {
            (p.emails, p.phones) = (emails, phones);
        }
        // A name that is nobody's is an address, or a number of ours.
        let called = &p.called;
        let is_address =
            p.emails.iter().chain(&p.phones).any(|a| a.value == *called) || called.starts_with('#');
        if !is_address {
            p.fields.insert("name", called.clone().into());
        }
        p.company = companies.remove(&p.id);
        if let Some(kept) = kept.remove(&p.id) {
            (p.name, p.uid, p.lines) = (kept.name, kept.uid, kept.lines);
        }
    }
    Ok(people)
}

/// The country that phones without a country code belong to.
pub(crate) fn country(tx: &mut Tx<'_>) -> Result<String> {
    Ok(settings::get::<String>(tx, "country")?.unwrap_or_else(|| "CN".into()))
}

fn person(me: &Reader, r: &Row, country: &str) -> Result<Shown> {
    let id = r.id(0)?;
    let mut out = Shown {
        id,
        called: r.string(1)?,
        name: kept::usual_name(id),
        uid: id.show(IdKind::Person),
        country: country.to_owned(),
        fields: BTreeMap::new(),
        emails: Vec::new(),
        phones: Vec::new(),
        company: None,
        lines: Vec::new(),
    };
    let keys = [
        "family_name",
        "given_name",
        "job_title",
        "birth_date",
        "address",
        "city",
        "region",
        "postcode",
        "country",
    ];
    for (at, key) in keys.into_iter().enumerate() {
        if let Some(text) = r.opt_string(2 + at)?
            && !me.access.hides(key)
        {
            out.fields.insert(key, text.into());
        }
    }
    let tags: Json = r.json(11)?;
    if tags.is_array() && !me.access.hides("tags") {
        out.fields.insert("tags", tags);
    }
    Ok(out)
}

type Addresses = HashMap<Id, (Vec<Address>, Vec<Address>)>;

fn addresses(tx: &mut Tx<'_>, access: &Access, keys: &[i64]) -> Result<Addresses> {
    let mut out = Addresses::new();
    let sql = "SELECT n.canonical_id, i.id, i.kind, i.value FROM identity i JOIN person n ON n.id = i.person_id \
               WHERE i.deleted_at IS NULL AND i.kind IN ('email', 'phone') AND n.canonical_id IN";
    let mut rows = tx.query_in(sql, keys)?;
    rows.sort_by_key(|r| r.int(1).unwrap_or_default());
    for r in &rows {
        let (kind, value) = (r.text(2)?, r.string(3)?);
        if access.hides(kind) {
            continue;
        }
        let held = out.entry(r.id(0)?).or_default();
        let list = if kind == "email" { &mut held.0 } else { &mut held.1 };
        match list.iter_mut().find(|a| a.value == value) {
            Some(same) => same.rows.push(r.id(1)?),
            None => list.push(Address { rows: vec![r.id(1)?], value }),
        }
    }
    Ok(out)
}

/// Where each works, by the oldest tie.
fn companies(tx: &mut Tx<'_>, me: &Reader, keys: &[i64]) -> Result<HashMap<Id, String>> {
    let sql = format!(
        "SELECT n.canonical_id, c.name, e.id FROM edge e JOIN person n ON n.id = e.from_id JOIN company c ON c.id = e.to_id \
         WHERE e.kind = 'works_at' AND e.to_kind = 'company' AND e.deleted_at IS NULL AND c.deleted_at IS NULL AND {} AND n.canonical_id IN",
        me.access.see(ObjectKind::Company, "c")
    );
    let mut rows = tx.query_in(&sql, keys)?;
    rows.sort_by_key(|r| r.int(2).unwrap_or_default());
    let mut out = HashMap::new();
    for r in &rows {
        out.entry(r.id(0)?).or_insert(r.string(1)?);
    }
    Ok(out)
}

/// The persons of some companies.
pub(crate) fn working_at(tx: &mut Tx<'_>, companies: &[Id]) -> Result<Vec<Id>> {
    let keys: Vec<i64> = companies.iter().map(|id| id.0).collect();
    let sql = "SELECT n.canonical_id FROM edge e JOIN person n ON n.id = e.from_id WHERE e.kind = 'works_at' AND e.deleted_at IS NULL AND e.to_id IN";
    tx.query_in(sql, &keys)?.iter().map(|r| r.id(0)).collect()
}

/// The card of this name in a book.
pub(crate) fn card(tx: &mut Tx<'_>, me: &Reader, book: Book, name: &str) -> Result<Option<Shown>> {
    Ok(named(tx, me, book, &[name.to_owned()])?.pop())
}

/// The cards of these names in a book; those that are not there are left out.
pub(crate) fn named(tx: &mut Tx<'_>, me: &Reader, book: Book, names: &[String]) -> Result<Vec<Shown>> {
    let mut ids: Vec<Id> = names.iter().filter_map(|n| kept::usual_id(n)).collect();
    ids.extend(kept::persons(tx, names)?);
    ids.sort_unstable();
    ids.dedup();
    let mut cards = cards(tx, me, book, &ids)?;
    // Whose card has another name is not found by their number.
    let wanted: HashSet<&str> = names.iter().map(String::as_str).collect();
    cards.retain(|c| wanted.contains(c.name.as_str()));
    Ok(cards)
}

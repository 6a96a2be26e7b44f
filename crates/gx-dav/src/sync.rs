//! What changed since: tokens from the feed of commits (RFC 6578).
//!
//! A token is a place in the feed and a mark of what the colleague might see then. Where that is another now (a
//! role, a team, a share), the feed cannot say who came and went: the token is refused and the client reads anew.

use std::collections::{HashMap, HashSet};

use gx_kernel::Id;
use gx_kernel::object::ObjectKind;
use gx_people::{people, territory};
use gx_store::access::Verb;
use gx_store::feed::{self, Touched, What};
use gx_store::{Result, StoreError, Tx};
use serde_json::{Map, Value as Json};
use sha2::{Digest as _, Sha256};

use crate::answer::Fault;
use crate::book::{self, Reader};
use crate::card::Shown;
use crate::kept;
use crate::paths::Book;

const PREFIX: &str = "urn:guanxi:contacts:";
/// Persons of one answer; a client that is further behind comes again.
const MOST: usize = 2000;
/// Rows of the feed that are read at once.
const STEP: usize = 5000;
/// How cards are written: another number where every card changes without a change to a person.
const WRITING: &str = "1";

/// What changed in a book.
#[derive(Debug, Default)]
pub(crate) struct Since {
    pub(crate) cards: Vec<Shown>,
    /// Names of cards that are gone.
    pub(crate) gone: Vec<String>,
    pub(crate) token: String,
    /// Whether there is more after the token.
    pub(crate) more: bool,
}

/// The state of a book: another one as soon as anything may have changed in it.
pub(crate) fn token(tx: &mut Tx<'_>, me: &Reader, book: Book) -> Result<String> {
    Ok(format!("{PREFIX}{}:{}", feed::end(tx)?, sight(tx, me, book)?))
}

/// A mark of what may be seen, and of what else all cards depend on.
fn sight(tx: &mut Tx<'_>, me: &Reader, book: Book) -> Result<String> {
    let mut hidden = me.access.grants().hidden.clone();
    hidden.sort();
    let all =
        format!("{WRITING} {} {} {} {hidden:?}", book.slug(), book::country(tx)?, me.access.see_person("p"));
    Ok(Sha256::digest(all.as_bytes()).iter().take(8).map(|b| format!("{b:02x}")).collect())
}

/// Everybody in a book, for a client that knows nothing yet.
pub(crate) fn whole(tx: &mut Tx<'_>, me: &Reader, book: Book) -> Result<std::result::Result<Since, Fault>> {
    // Before reading: what is committed meanwhile is told again rather than missed.
    let token = token(tx, me, book)?;
    Ok(match book::ids(tx, me, book)? {
        Ok(ids) => Ok(Since { cards: book::cards(tx, me, book, &ids)?, token, ..Since::default() }),
        Err(fault) => Err(fault),
    })
}

/// What changed in a book since a token.
pub(crate) fn since(
    tx: &mut Tx<'_>,
    me: &Reader,
    book: Book,
    token: &str,
    limit: Option<usize>,
) -> Result<std::result::Result<Since, Fault>> {
    let stale = |why: &str| Ok(Err(Fault::unmet(403, "<D:valid-sync-token/>", why)));
    let parts = token.strip_prefix(PREFIX).and_then(|rest| rest.split_once(':'));
    let Some((place, sight_then)) = parts else { return stale("The token is not one of ours.") };
    let Ok(place) = feed::Place::read(place) else { return stale("The token is not one of ours.") };
    if sight_then != sight(tx, me, book)? {
        return stale("What you may see has changed; read the address book anew.");
    }
    let wanted = [ObjectKind::Person, ObjectKind::Company];
    let Some((touched, place, more)) = touched(tx, place, limit, &wanted)? else {
        return stale("The token is older than what is kept; read the address book anew.");
    };
    let mut out = told(tx, me, book, &touched)?;
    out.token = format!("{PREFIX}{place}:{sight_then}");
    out.more = more;
    Ok(Ok(out))
}

/// What was touched after a place, so many records at most; where it ends, and whether there is more. None where the place is
/// older than what is kept.
pub(crate) fn touched(
    tx: &mut Tx<'_>,
    mut place: feed::Place,
    limit: Option<usize>,
    wanted: &[ObjectKind],
) -> Result<Option<(Vec<Touched>, feed::Place, bool)>> {
    let limit = limit.unwrap_or(MOST).clamp(1, MOST);
    let mut touched: Vec<Touched> = Vec::new();
    let mut distinct: HashSet<(ObjectKind, Id)> = HashSet::new();
    loop {
        let page = match feed::page(tx, place, STEP, wanted) {
            Ok(page) => page,
            Err(StoreError::Problem(p)) if p.status == 410 => return Ok(None),
            Err(e) => return Err(e),
        };
        for t in page.rows {
            let known = distinct.contains(&(t.object, t.row));
            if !known && distinct.len() >= limit {
                return Ok(Some((touched, place, true)));
            }
            distinct.insert((t.object, t.row));
            place = t.place;
            touched.push(t);
        }
        place = page.place;
        if !page.more {
            return Ok(Some((touched, place, false)));
        }
    }
}

/// The cards of what was touched, and the names of those that were in the book and are not any more.
fn told(tx: &mut Tx<'_>, me: &Reader, book: Book, touched: &[Touched]) -> Result<Since> {
    let of = |object| -> Vec<Id> {
        let ids: HashSet<Id> = touched.iter().filter(|t| t.object == object).map(|t| t.row).collect();
        ids.into_iter().collect()
    };
    let persons = of(ObjectKind::Person);
    let mut all = persons.clone();
    all.extend(book::working_at(tx, &of(ObjectKind::Company))?);
    all.sort_unstable();
    all.dedup();
    let cards = book::cards(tx, me, book, &all)?;
    let there: HashSet<Id> = cards.iter().map(|c| c.id).collect();
    let left: Vec<Id> = persons.into_iter().filter(|id| !there.contains(id)).collect();
    let given_away = given_away(tx, me, book, touched)?;
    let keys: Vec<i64> = left.iter().map(|id| id.0).collect();
    let mut gone: Vec<Id> = Vec::new();
    let mut known: HashSet<Id> = HashSet::new();
    for r in tx.query_in(
        "SELECT id, owner, territory, deleted_at, merged_into, merged_count FROM person WHERE id IN",
        &keys,
    )? {
        let (id, holding) = (r.id(0)?, people::holding(&r, 1)?);
        known.insert(id);
        // Whoever is neither deleted nor merged has left by another owner or territory; a merge may bring one without a change of its own.
        let over = r.opt_int(3)?.is_some() || r.opt_int(4)?.is_some();
        let held = book::holds(me, book, holding.owner);
        let seen = me.access.allows(Verb::See, id, holding);
        let (mine, moved) = (held && seen, r.int(5)? > 0 && !held && seen);
        if (over && mine) || (!over && moved) || given_away.contains(&id) {
            gone.push(id);
        }
    }
    // Erased altogether: nobody can say any more whose they were.
    if me.access.grants().see == gx_store::access::Reach::All {
        gone.extend(left.iter().filter(|id| !known.contains(id)));
    }
    let names = kept::names(tx, &gone)?;
    let gone =
        gone.iter().map(|id| names.get(id).cloned().unwrap_or_else(|| kept::usual_name(*id))).collect();
    Ok(Since { cards, gone, ..Since::default() })
}

/// Those who were changed, and were in the book by the owner and the territory before.
fn given_away(tx: &mut Tx<'_>, me: &Reader, book: Book, touched: &[Touched]) -> Result<HashSet<Id>> {
    let mut changes: HashMap<Id, Id> = HashMap::new();
    for t in touched {
        if let (ObjectKind::Person, What::Changed(Some(change))) = (t.object, t.what) {
            changes.insert(change, t.row);
        }
    }
    let keys: Vec<i64> = changes.keys().map(|id| id.0).collect();
    let mut out = HashSet::new();
    for r in tx.query_in("SELECT id, before FROM change WHERE id IN", &keys)? {
        let (Some(row), before) = (changes.get(&r.id(0)?), r.json::<Map<String, Json>>(1)?) else { continue };
        let Some(holding) = territory::held_before(tx, *row, &before)? else { continue };
        if book::holds(me, book, holding.owner) && me.access.allows(Verb::See, *row, holding) {
            out.insert(*row);
        }
    }
    Ok(out)
}

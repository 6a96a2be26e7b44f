//! The night's search for needs: what was said since the last one, then what everybody bought.

use std::collections::{BTreeSet, HashMap};

use gx_http::calm::calmly;
use gx_kernel::{Id, IdKind, Micros};
use gx_people::bought::STANDS;
use gx_people::mark;
use gx_people::sweep::STEP;
use gx_store::{Conflict, Result, Store, Tx, Value, settings};
use serde_json::{Value as Json, json};

use super::ask::wish;
use super::habits::{Bought, Habits};
use super::mine;
use super::products::{Finder, Products, on_lines};
use super::store::{self, Found, Held, Kind, State};
use crate::worth::orders;

/// Up to which interaction was read.
const SEEN: &str = "needs.seen";
/// What was asked so long ago is forgotten.
const FORGOTTEN: i64 = 120 * Micros::DAY;
/// Customers whose baskets are learned from.
const LEARNED_FROM: i64 = 20_000;
/// Interactions of one read.
const READ: usize = 4_000;
/// Kinds of which the text is what the customer said. A visit is written down by staff; who reviews has it already.
const SAID: &[&str] = &["message", "comment", "post", "mention", "form"];
/// Needs of what one person asked for, at most.
const ASKED: usize = 4;
/// What is kept of what somebody said.
const QUOTE: usize = 160;

/// What the products are and what baskets tell, learned once a run.
struct Shop {
    products: Products,
    habits: Habits,
    finder: Finder,
}

/// A line of an order of somebody: when, the product, and its name folded.
pub(super) struct Line {
    pub(super) at: Micros,
    pub(super) key: String,
    name: String,
}

/// What these roots ordered until now.
pub(super) fn lines(tx: &mut Tx<'_>, now: Micros, roots: &[i64]) -> Result<HashMap<i64, Vec<Line>>> {
    let sql = format!(
        "SELECT n.canonical_id, o.placed_at, o.lines FROM person n JOIN orders o ON o.person_id = n.id \
         WHERE {STANDS} AND o.lines IS NOT NULL AND o.placed_at <= {} AND n.canonical_id IN",
        now.0
    );
    let mut out: HashMap<i64, Vec<Line>> = HashMap::new();
    for r in tx.query_in(&sql, roots)? {
        let (lines, at): (Json, _) = (r.json(2)?, r.micros(1)?);
        let of = out.entry(r.int(0)?).or_default();
        of.extend(on_lines(&lines).map(|(key, name)| Line { at, key, name: name.to_owned() }));
    }
    for list in out.values_mut() {
        list.sort_by_key(|line| line.at);
    }
    Ok(out)
}

fn bought(lines: &[Line], mut number: impl FnMut(&Line) -> Option<u32>) -> Vec<Bought> {
    lines.iter().filter_map(|line| Some((line.at.0.div_euclid(Micros::DAY), number(line)?))).collect()
}

/// Learns what the products are and what baskets tell.
fn learn(store: &Store) -> Result<Shop> {
    let (ids, lines) = store.read(|tx| {
        let (_, ids) = orders::sample(tx, LEARNED_FROM)?;
        let lines = lines(tx, store.now(), &ids)?;
        Ok((ids, lines))
    })?;
    calmly(|| {
        let mut products = Products::default();
        let customers: Vec<Vec<Bought>> = ids
            .iter()
            .filter_map(|id| lines.get(id))
            .map(|lines| bought(lines, |line| Some(products.number(&line.key, &line.name))))
            .collect();
        Ok(Shop { habits: Habits::learn(&customers), finder: products.finder()?, products })
    })
}

/// Keeps what goes with what, for whoever offers something.
fn keep(store: &Store, shop: &Shop) -> Result<()> {
    let rows: Vec<Vec<Value>> = shop
        .habits
        .all_together()
        .map(|(a, t)| {
            let key = |product| Value::from(shop.products.key(product));
            let name = |product| Value::from(shop.products.name(product));
            let (both, later) = (i64::from(t.both).into(), i64::from(t.later).into());
            vec![key(a), key(t.product), name(a), name(t.product), both, later, t.share.into(), t.lift.into()]
        })
        .collect();
    let columns = ["product", "other", "name", "other_name", "both_bought", "later", "share", "lift"];
    store.write(|tx| {
        tx.execute("DELETE FROM goes_with", &[])?;
        tx.insert_many("goes_with", &columns, &rows, Conflict::Fail).map(drop)
    })
}

/// Reads what was said since the last run and keeps the wishes.
fn listen(store: &Store, shop: &Shop, stopping: &dyn Fn() -> bool) -> Result<()> {
    let since = store.now().plus(-FORGOTTEN);
    // What was said later has come later: older ones need not be read at all.
    let first = Id::first_at(since).0;
    loop {
        if stopping() {
            return Ok(());
        }
        let seen = store.read(|tx| settings::get::<i64>(tx, SEEN))?.unwrap_or(0).max(first);
        let rows = store.read(|tx| {
            tx.query(
                &format!(
                    "SELECT i.id, n.canonical_id, i.direction, i.occurred_at, i.channel, i.text, i.kind FROM interaction i \
                     JOIN person n ON n.id = i.person_id WHERE i.id > $1 ORDER BY i.id LIMIT {READ}"
                ),
                &[seen.into()],
            )
        })?;
        let Some(last) = rows.last() else { return Ok(()) };
        let last = last.int(0)?;
        let mut wishes: Vec<(i64, Found)> = Vec::new();
        for r in &rows {
            let (text, at) = (r.opt_text(5)?.unwrap_or_default(), r.micros(3)?);
            if r.text(2)? != "in" || at < since || text.is_empty() || !SAID.contains(&r.text(6)?) {
                continue;
            }
            let Some(wish) = wish(&shop.finder, text) else { continue };
            let quote: String = text.chars().take(QUOTE).collect();
            wishes.push((
                r.int(1)?,
                Found {
                    kind: Kind::Asked,
                    what: wish.product.unwrap_or_else(|| quote.clone()),
                    score: wish.score,
                    due_at: None,
                    evidence: json!({"interaction": Id(r.int(0)?).show(IdKind::Interaction), "text": quote,
                        "channel": r.text(4)?, "at": at}),
                },
            ));
        }
        store.write(|tx| {
            let people: BTreeSet<i64> = wishes.iter().map(|(person, _)| *person).collect();
            let people: Vec<i64> = people.into_iter().collect();
            let held = store::of(tx, &people)?;
            let apart = mark::marked(tx, mark::NO_PROFILING)?;
            for (person, found) in wishes.iter().filter(|(person, _)| !apart.contains(&Id(*person))) {
                let known = held.get(person).into_iter().flatten();
                match known.clone().find(|h| h.found.kind == Kind::Asked && h.found.what == found.what) {
                    // Asked again: it stands, whatever was decided before.
                    Some(need) => store::update(tx, need.id, found, State::Open)?,
                    None if known
                        .filter(|h| h.found.kind == Kind::Asked && h.state == State::Open)
                        .count()
                        < ASKED =>
                    {
                        store::insert(tx, store, *person, found)?;
                    }
                    None => {}
                }
            }
            store::count(tx, &people)?;
            settings::put(tx, SEEN, &last)
        })?;
    }
}

/// When what somebody asked for was said.
fn asked_at(need: &Held) -> Micros {
    need.found.evidence["at"].as_str().and_then(Micros::parse).unwrap_or(need.found_at)
}

/// Whether a line of an order is what a need is about.
fn is_it(need: &Held, line: &Line) -> bool {
    let (name, what) = (gx_text::fold(&line.name), gx_text::fold(&need.found.what));
    name == what || name.contains(&what) || what.contains(&name)
}

/// Brings the needs of one person to what their orders say by now; whether anything changed.
fn settle(
    tx: &mut Tx<'_>,
    store: &Store,
    person: i64,
    held: &[Held],
    lines: &[Line],
    shop: &Shop,
) -> Result<bool> {
    let now = store.now();
    let bought = bought(lines, |line| shop.products.known(&line.key));
    let mut found = mine::of(&bought, &shop.habits, &shop.products, now);
    let mut changed = false;
    for need in held {
        if need.found.kind == Kind::Asked {
            let said = asked_at(need);
            // Who said only that they want to buy has what they wanted with any order.
            let product = need.found.evidence["text"].as_str() != Some(need.found.what.as_str());
            let met = lines.iter().any(|line| line.at > said && (!product || is_it(need, line)));
            if need.state == State::Open && met {
                store::decide(tx, need.id, State::Met, now, None)?;
                changed = true;
            } else if said < now.plus(-FORGOTTEN) {
                store::forget(tx, need.id)?;
                changed = true;
            }
            continue;
        }
        let still = found.iter().position(|f| f.kind == need.found.kind && f.what == need.found.what);
        let since = need.decided_at.unwrap_or(need.found_at);
        let again = lines.iter().any(|line| line.at > since && is_it(need, line));
        match (still.map(|at| found.swap_remove(at)), need.state) {
            // What was said to be none stays none until they buy it again.
            (Some(f), State::Dismissed) if again => {
                store::update(tx, need.id, &f, State::Open)?;
                changed = true;
            }
            (Some(_), State::Dismissed) => {}
            (Some(f), state) => {
                if state != State::Open || f != need.found {
                    store::update(tx, need.id, &f, State::Open)?;
                    changed |= state != State::Open;
                }
            }
            (None, State::Open) if again => {
                store::decide(tx, need.id, State::Met, now, None)?;
                changed = true;
            }
            (None, State::Open) => {
                store::forget(tx, need.id)?;
                changed = true;
            }
            // What is settled is kept for a while, so that it can be seen.
            (None, _) => {
                if since < now.plus(-FORGOTTEN) {
                    store::forget(tx, need.id)?;
                }
            }
        }
    }
    for f in &found {
        store::insert(tx, store, person, f)?;
        changed = true;
    }
    Ok(changed)
}

/// Looks at the next people who ordered or of whom a need is known; the last of them.
fn portion(store: &Store, shop: &Shop, after: i64) -> Result<Option<i64>> {
    store.write(|tx| {
        let sql = format!(
            "SELECT p.id FROM person p WHERE p.merged_into IS NULL AND p.deleted_at IS NULL AND (p.order_count > 0 OR p.need_count > 0) \
             AND p.id > $1 ORDER BY p.id LIMIT {STEP}"
        );
        let ids = tx.query(&sql, &[after.into()])?.iter().map(|r| r.int(0)).collect::<Result<Vec<_>>>()?;
        let lines = lines(tx, store.now(), &ids)?;
        let mut held = store::of(tx, &ids)?;
        let apart = mark::marked(tx, mark::NO_PROFILING)?;
        let mut changed = Vec::new();
        for id in &ids {
            if apart.contains(&Id(*id)) {
                for need in held.remove(id).unwrap_or_default() {
                    store::forget(tx, need.id)?;
                    changed.push(*id);
                }
                continue;
            }
            let of = lines.get(id).map(Vec::as_slice).unwrap_or_default();
            if settle(tx, store, *id, &held.remove(id).unwrap_or_default(), of, shop)? {
                changed.push(*id);
            }
        }
        store::count(tx, &changed)?;
        Ok(if ids.len() == STEP { ids.last().copied() } else { None })
    })
}

/// Forgets the needs that stand, and what goes with what: nobody is to be guessed about any more. What was settled stays
/// settled.
///
/// # Errors
///
/// When the database fails, as a job says it.
pub fn forget_all(store: &Store) -> std::result::Result<(), String> {
    let forget = |tx: &mut Tx<'_>| {
        tx.execute("DELETE FROM need WHERE state = 'open'", &[])?;
        tx.execute("DELETE FROM goes_with", &[])?;
        tx.execute("UPDATE person SET worth_turn = worth_turn + 1, need_count = 0 WHERE need_count <> 0", &[])
    };
    store.write(forget).map(|_| ()).map_err(|e| e.to_string())
}

/// Looks for the needs of everybody.
///
/// # Errors
///
/// What went wrong, as a job says it; also when the program stops, so that the job is given back.
pub fn find(store: &Store, stopping: &dyn Fn() -> bool) -> std::result::Result<(), String> {
    let text = |e: gx_store::StoreError| e.to_string();
    let shop = learn(store).map_err(text)?;
    keep(store, &shop).map_err(text)?;
    listen(store, &shop, stopping).map_err(text)?;
    let mut after = 0;
    while !stopping() {
        match portion(store, &shop, after).map_err(text)? {
            Some(last) => after = last,
            None => return Ok(()),
        }
    }
    Err("broken off".into())
}

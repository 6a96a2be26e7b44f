//! Who joins a household, what they are in it, and who leaves; each act is one batch that can be taken back.

use std::collections::HashSet;

use gx_kernel::{Id, Problem};
use gx_store::access::Access;
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Result, Store, Tx};
use serde_json::{Map, Value as Json};

use super::MOST;
use super::walk::{Between, Walked, walk};
use crate::edge::{self, End, Tie, Ties};
use crate::people;

/// The longest word for what somebody is in a household.
const ROLE_MAX: usize = 40;

/// A role as it is kept: one line, without spaces around it.
fn clean(role: &str) -> Result<String> {
    let role = role.split_whitespace().collect::<Vec<_>>().join(" ");
    if role.chars().count() > ROLE_MAX {
        return Err(Problem::field("role", "too_long", format!("at most {ROLE_MAX} characters")).into());
    }
    Ok(role)
}

fn open(tx: &mut Tx<'_>, store: &Store, access: &Access) -> Result<Batch> {
    Batch::open(tx, store, "edge", access.by(), None, None)
}

fn log(batch: &mut Batch, edge: Id, op: Op, kind: &str) {
    let said = Map::from_iter([("kind".to_owned(), Json::from(kind))]);
    let (before, after) = if op == Op::Create { (Map::new(), said) } else { (said, Map::new()) };
    batch.log(Entry { object: "edge", row: edge, op, before, after });
}

/// Ties two people who live together; the roles are theirs in this order.
fn tie(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    batch: &mut Batch,
    [one, two]: [Id; 2],
    roles: [&str; 2],
) -> Result<()> {
    let title = edge::said(roles);
    let mut ties = Ties::default();
    let (from, to) = (End::Person(one), End::Person(two));
    ties.add(Tie { kind: "household".into(), from, to, title, at: store.now(), evidence: None });
    ties.close(tx, store, access.by(), None)?;
    let known = "SELECT id FROM edge WHERE kind = 'household' AND ((from_id = $1 AND to_id = $2) OR (from_id = $2 AND to_id = $1)) AND deleted_at IS NULL";
    let made = tx.one(known, &[one.into(), two.into()])?.id(0)?;
    log(batch, made, Op::Create, "household");
    Ok(())
}

fn cut(tx: &mut Tx<'_>, store: &Store, batch: &mut Batch, tie: &Between) -> Result<()> {
    tx.execute("UPDATE edge SET deleted_at = $1 WHERE id = $2", &[store.now().into(), tie.edge.into()])?;
    log(batch, tie.edge, Op::Delete, &tie.kind);
    Ok(())
}

/// Says of somebody what they are, on one of their ties: it ends, and one like it takes its place, so that an undo
/// brings back the words that stood there.
fn reword(
    tx: &mut Tx<'_>,
    store: &Store,
    batch: &mut Batch,
    tie: &Between,
    who: Id,
    role: &str,
) -> Result<()> {
    let Some(end) = tie.end(who) else { return Ok(()) };
    let mut roles = [tie.roles[0].as_deref().unwrap_or(""), tie.roles[1].as_deref().unwrap_or("")];
    if let Some(said) = roles.get_mut(end) {
        *said = role;
    }
    cut(tx, store, batch, tie)?;
    let made = store.id();
    tx.execute(
        "INSERT INTO edge (id, kind, from_kind, from_id, to_kind, to_id, title, since, until, count, last_at, evidence, source_kind, source_id, import_id, deleted_at) \
         SELECT $1, kind, from_kind, from_id, to_kind, to_id, $2, since, until, count, last_at, evidence, source_kind, source_id, import_id, NULL FROM edge WHERE id = $3",
        &[made.into(), edge::said(roles).into(), tie.edge.into()],
    )?;
    log(batch, made, Op::Create, &tie.kind);
    Ok(())
}

/// Takes somebody into the household of a living root. Who brings others along brings them all.
pub fn add(tx: &mut Tx<'_>, store: &Store, access: &Access, of: Id, who: Id, role: &str) -> Result<Id> {
    let (of, who) = (people::root_to_edit(tx, access, of)?, people::root_to_edit(tx, access, who)?);
    let role = clean(role)?;
    let (here, theirs) = (walk(tx, access, of)?, walk(tx, access, who)?);
    if here.has(who) {
        return Err(Problem::conflict("already_there", "They are listed in this household already.").into());
    }
    if here.people.len() + theirs.people.len() > MOST {
        return Err(
            Problem::field("person", "too_many", format!("a household has at most {MOST} people")).into()
        );
    }
    let mut batch = open(tx, store, access)?;
    tie(tx, store, access, &mut batch, [who, of], [&role, ""])?;
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// Somebody of the household of a living root, whom the caller may change.
fn mate(tx: &mut Tx<'_>, access: &Access, of: Id, who: Id) -> Result<(Walked, Id)> {
    let who = people::root_to_edit(tx, access, who)?;
    let (of, _) = people::root(tx, access, of)?.ok_or_else(|| Problem::not_found("The person"))?;
    let household = walk(tx, access, of)?;
    if household.people.len() < 2 || !household.has(who) {
        return Err(Problem::not_found("The person in this household").into());
    }
    Ok((household, who))
}

/// Says what somebody is in the household; nothing, with an empty role.
pub fn say(tx: &mut Tx<'_>, store: &Store, access: &Access, of: Id, who: Id, role: &str) -> Result<Id> {
    let role = clean(role)?;
    let (household, who) = mate(tx, access, of, who)?;
    let mut batch = open(tx, store, access)?;
    let mut ties: Vec<&Between> = household.ties_of(who).filter(|tie| tie.role(who).is_some()).collect();
    if ties.is_empty() {
        ties.extend(household.ties_of(who).take(1));
    }
    let mut said = role.as_str();
    for tie in ties {
        for end in tie.ends {
            people::root_to_edit(tx, access, end)?;
        }
        reword(tx, store, &mut batch, tie, who, said)?;
        // Once is enough; what other ties said of them goes.
        said = "";
    }
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// Takes somebody out. The others stay together, and stay what they are.
pub fn remove(tx: &mut Tx<'_>, store: &Store, access: &Access, of: Id, who: Id) -> Result<Id> {
    let (household, who) = mate(tx, access, of, who)?;
    let mut batch = open(tx, store, access)?;
    let mut near: Vec<Id> = Vec::new();
    for tie in household.ties_of(who) {
        if let Some(other) = tie.other(who)
            && !near.contains(&other)
        {
            people::root_to_edit(tx, access, other)?;
            near.push(other);
        }
        cut(tx, store, &mut batch, tie)?;
    }
    let left: Vec<[Id; 2]> =
        household.ties.iter().filter(|tie| tie.end(who).is_none()).map(|tie| tie.ends).collect();
    if let Some((first, others)) = near.split_first() {
        let mut together = reached(*first, &left);
        for one in others {
            if together.contains(one) {
                continue;
            }
            let roles = [household.role(*first).unwrap_or(""), household.role(*one).unwrap_or("")];
            tie(tx, store, access, &mut batch, [*first, *one], roles)?;
            together.extend(reached(*one, &left));
        }
    }
    // What a tie that is gone said of somebody is said on one that is left.
    for one in near {
        let Some(role) = household.role(one) else { continue };
        let now = walk(tx, access, one)?;
        if now.role(one).is_none()
            && let Some(tie) = now.ties_of(one).next()
        {
            for end in tie.ends {
                people::root_to_edit(tx, access, end)?;
            }
            reword(tx, store, &mut batch, tie, one, role)?;
        }
    }
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// Whom ties lead to from somebody, themselves included.
fn reached(from: Id, ties: &[[Id; 2]]) -> HashSet<Id> {
    let (mut out, mut next) = (HashSet::from([from]), vec![from]);
    while let Some(at) = next.pop() {
        for [a, b] in ties {
            for (one, two) in [(a, b), (b, a)] {
                if *one == at && out.insert(*two) {
                    next.push(*two);
                }
            }
        }
    }
    out
}

//! What happens when somebody says something: checks, and who is told.

use std::collections::BTreeSet;

use gx_http::{Signed, auth};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_people::seen::{Seen, seen};
use gx_record::mention;
use gx_record::notices::{self, Notice};
use gx_store::access::Verb;
use gx_store::{Result, Store, StoreError, Tx};
use serde_json::json;

use crate::store::{self, Comment, Thread};

/// Characters of a comment.
const LONGEST: usize = 5000;
/// Characters of it that a notice repeats.
const PIECE: usize = 200;

/// Refuses whoever may only read: an auditor, somebody who looks as a colleague, a key without `write`.
pub(crate) fn may_write(me: &Signed) -> bool {
    me.really.is_none() && (me.access.can(Verb::Edit) || me.access.can(Verb::Create))
}

/// The words of a comment, as they are kept.
pub(crate) fn words(text: &str) -> std::result::Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::field("text", "missing", "a comment has words"));
    }
    if text.chars().count() > LONGEST {
        return Err(Problem::field("text", "too_long", "at most 5,000 characters"));
    }
    Ok(text.to_owned())
}

/// Whether a colleague may see a record, by the rights they have now.
pub(crate) fn sees(tx: &mut Tx<'_>, user: Id, record: &Seen) -> Result<bool> {
    Ok(match auth::rights_of(tx, user)? {
        Some(signed) => seen(tx, &signed.access, record.object, record.id)?.is_some(),
        None => false,
    })
}

/// Whom a text names; refused if one of them may not see the record, before anything is said.
pub(crate) fn named(tx: &mut Tx<'_>, record: &Seen, text: &str) -> Result<Vec<Id>> {
    let (mut named, mut blind) = (Vec::new(), Vec::new());
    for (user, name) in mention::named(tx, text)? {
        if sees(tx, user, record)? {
            named.push(user);
        } else {
            blind.push(name);
        }
    }
    if blind.is_empty() {
        return Ok(named);
    }
    let message = format!("{} may not see this record and cannot be named here", blind.join(", "));
    Err(StoreError::from(Problem::new(422, "cannot_see", message).with("names", json!(blind))))
}

/// Says something in a thread; who has something to read now.
pub(crate) fn say(
    tx: &mut Tx<'_>,
    store: &Store,
    me: &Signed,
    record: &Seen,
    thread: &Thread,
    text: &str,
) -> Result<Vec<Id>> {
    let named = named(tx, record, text)?;
    let before = store::participants(tx, thread.id)?;
    let comment = store::add(tx, store, thread.id, me.user.id, text)?;
    store::mention(tx, comment.id, &named)?;
    let mut others: BTreeSet<Id> = before.into_iter().collect();
    if let (ObjectKind::Person | ObjectKind::Order, Some(person)) = (record.object, record.person) {
        others.extend(store::followers(tx, person)?);
    }
    for user in &named {
        others.remove(user);
    }
    let mut told = Vec::new();
    tell(tx, store, me, record, &comment, "mention", &named, &mut told)?;
    let others: Vec<Id> = others.into_iter().collect();
    tell(tx, store, me, record, &comment, "comment", &others, &mut told)?;
    Ok(told)
}

/// Lets a comment say something else; who is named in it now and was not before has something to read.
pub(crate) fn edit(
    tx: &mut Tx<'_>,
    store: &Store,
    me: &Signed,
    record: &Seen,
    comment: &Comment,
    text: &str,
) -> Result<Vec<Id>> {
    if comment.text == text {
        return Ok(Vec::new());
    }
    let named = named(tx, record, text)?;
    store::edit(tx, store.now(), comment, text)?;
    let fresh = store::mention(tx, comment.id, &named)?;
    let mut told = Vec::new();
    let now = Comment { text: text.to_owned(), ..comment.clone() };
    tell(tx, store, me, record, &now, "mention", &fresh, &mut told)?;
    Ok(told)
}

#[expect(clippy::too_many_arguments, reason = "one place that tells, for every reason to")]
fn tell(
    tx: &mut Tx<'_>,
    store: &Store,
    me: &Signed,
    record: &Seen,
    comment: &Comment,
    kind: &str,
    whom: &[Id],
    told: &mut Vec<Id>,
) -> Result<()> {
    // An order has no page of its own: its talk is read on its customer's.
    let (object, row) = match (record.object, record.person) {
        (ObjectKind::Order, Some(person)) => (ObjectKind::Person, person),
        _ => (record.object, record.id),
    };
    let piece: String = comment.text.chars().take(PIECE).collect();
    for user in whom {
        if !sees(tx, *user, record)? {
            continue;
        }
        let notice = Notice {
            kind,
            by: Some(me.user.id),
            object: Some(object.as_text()),
            row: Some(row),
            detail: json!({"text": piece, "thread": comment.thread.show(IdKind::Thread)}),
        };
        if notices::give(tx, store, *user, &notice)? {
            told.push(*user);
        }
    }
    Ok(())
}

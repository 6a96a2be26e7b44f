//! An agreement is made, changed, renewed, ended, taken away. All in the change log.

use gx_kernel::money::{decimal, to_scaled};
use gx_kernel::{Id, Problem};
use gx_people::changes::logged;
use gx_store::access::{Access, Verb};
use gx_store::change::{Logged, Op};
use gx_store::{Conflict, Result, Store, Tx, settings};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Map;

use super::super::AGREEMENT;
use super::record::{Agreement, Kind, get, lock, next, write};
use crate::money;
use crate::price::list::today;
use crate::{party, prose, said, words};

/// The setting that counts them.
const NUMBER: &str = "agreement_number";

/// What is wished of one; what is not named stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    kind: Option<Kind>,
    name: Option<String>,
    person: Option<String>,
    #[serde(deserialize_with = "said")]
    company: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    owner: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    variant: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    amount: Option<Option<String>>,
    currency: Option<String>,
    months: Option<i64>,
    starts: Option<String>,
    until: Option<String>,
    renews: Option<bool>,
    notice_days: Option<i64>,
    note: Option<String>,
}

fn wished(tx: &mut Tx<'_>, access: &Access, a: &mut Agreement, wish: &Wish) -> Result<()> {
    if let Some(kind) = wish.kind {
        a.kind = kind;
    }
    if let Some(name) = &wish.name {
        a.name = words("name", name, 1, 200)?;
    }
    if let Some(text) = &wish.person {
        a.person = party::person(tx, access, text)?;
    }
    if let Some(text) = &wish.company {
        a.company = party::company(tx, access, text.as_deref())?;
    }
    if let Some(owner) = &wish.owner {
        let colleagues = gx_sales::colleagues::Colleagues::load(tx)?;
        a.owner = match owner.as_deref().filter(|t| !t.is_empty()) {
            Some(text) => colleagues.read_users("owner", &[text.to_owned()])?.pop(),
            None => None,
        };
    }
    if let Some(text) = &wish.variant {
        a.variant = party::variant(tx, text.as_deref())?;
    }
    if let Some(amount) = &wish.amount {
        a.amount = match amount.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
            Some(text) => to_scaled(decimal("amount", text, money::MOST, 4)?),
            None => None,
        };
    }
    if let Some(code) = &wish.currency {
        a.currency = crate::currency("currency", code)?;
    }
    for (field, wish, held, most) in [
        ("months", wish.months, &mut a.months, 120),
        ("notice_days", wish.notice_days, &mut a.notice_days, 365),
    ] {
        if let Some(n) = wish {
            let least = i64::from(field == "months");
            if !(least..=most).contains(&n) {
                return Err(Problem::field(field, "out_of_range", format!("{least} to {most}")).into());
            }
            *held = n;
        }
    }
    let starts = party::day("starts", wish.starts.as_deref())?;
    let until = party::day("until", wish.until.as_deref())?;
    if let Some(starts) = starts {
        a.starts = starts;
        if until.is_none() {
            a.until = next(starts.yesterday().unwrap_or(starts), a.months);
        }
    }
    a.until = until.unwrap_or(a.until);
    if a.until < a.starts {
        return Err(Problem::field("until", "before_start", "it ends before it starts").into());
    }
    if let Some(renews) = wish.renews {
        a.renews = renews;
    }
    if let Some(note) = &wish.note {
        a.note = prose("note", note, 4000)?;
    }
    if a.name.is_empty() {
        return Err(Problem::field("name", "missing", "it needs a name").into());
    }
    Ok(())
}

/// Makes one. Its id, and the batch for undo.
///
/// # Errors
///
/// A problem at the field at fault.
pub fn create(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<(Id, Id)> {
    access.need_verb(Verb::Create)?;
    let missing = || Problem::field("person", "missing", "say whose it is");
    let person = party::person(tx, access, wish.person.as_deref().ok_or_else(missing)?)?;
    settings::hold(tx, NUMBER, &0_u64)?;
    let number = settings::get::<u64>(tx, NUMBER)?.unwrap_or_default() + 1;
    let day = today(tx, store.now())?;
    let mut a = Agreement {
        id: store.id(),
        number: format!("AG-{number:04}"),
        kind: Kind::Subscription,
        name: String::new(),
        person,
        company: None,
        owner: access.by().id(),
        variant: None,
        order: None,
        amount: None,
        currency: settings::currency(tx)?,
        months: 12,
        starts: day,
        until: day,
        renews: false,
        notice_days: 30,
        ended_on: None,
        reason: None,
        note: String::new(),
        updated_at: store.now(),
        deleted_at: None,
    };
    a.until = next(day.yesterday().unwrap_or(day), wish.months.unwrap_or(a.months).clamp(1, 120));
    wished(tx, access, &mut a, wish)?;
    settings::put(tx, NUMBER, &number)?;
    write(tx, store, &mut a, true)?;
    let batch = logged(tx, store, access, (AGREEMENT, a.id, Op::Create), (&Map::new(), &a.values()))?;
    Ok((a.id, batch))
}

/// One that the caller may change; others who want to wait.
///
/// # Errors
///
/// Not found, or forbidden.
pub(crate) fn to_edit(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Agreement> {
    lock(tx, id)?;
    let missing = || Problem::not_found("The agreement");
    let found = get(tx, id)?.filter(|a| a.deleted_at.is_none()).ok_or_else(missing)?;
    if !party::reach(tx, access, found.person)?.ok_or_else(missing)? {
        return Err(Problem::forbidden("Your role may not change this customer.").into());
    }
    Ok(found)
}

/// Changes one in some way. The batch for undo.
fn changing(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    change: impl FnOnce(&mut Tx<'_>, &mut Agreement) -> Result<()>,
) -> Result<Id> {
    let mut a = to_edit(tx, access, id)?;
    let before = a.values();
    change(tx, &mut a)?;
    write(tx, store, &mut a, false)?;
    let after = a.values();
    logged(tx, store, access, (AGREEMENT, id, Op::Update), (&before, &after))
}

/// Changes one. The batch for undo.
///
/// # Errors
///
/// As [`create`]; not found, forbidden.
pub fn change(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wish: &Wish) -> Result<Id> {
    changing(tx, store, access, id, |tx, a| wished(tx, access, a, wish))
}

/// Takes one away; undo brings it back.
///
/// # Errors
///
/// Not found, forbidden.
pub fn delete(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Id> {
    let mut a = to_edit(tx, access, id)?;
    a.deleted_at = Some(store.now());
    write(tx, store, &mut a, false)?;
    logged(tx, store, access, (AGREEMENT, id, Op::Delete), (&Map::new(), &Map::new()))
}

/// Notes that a period was added.
pub(crate) fn note_renewal(
    tx: &mut Tx<'_>,
    store: &Store,
    id: Id,
    (was, until): (Date, Date),
    who: Option<Id>,
) -> Result<()> {
    let row = vec![
        store.id().into(),
        id.into(),
        store.now().into(),
        was.to_string().into(),
        until.to_string().into(),
        who.into(),
    ];
    let columns = ["id", "agreement_id", "at", "was", "until", "staff_id"];
    tx.insert_many("agreement_renewal", &columns, &[row], Conflict::Fail).map(drop)
}

/// Takes away that a period was added, where that is taken back.
pub(crate) fn never_renewed(tx: &mut Tx<'_>, e: &Logged) -> Result<()> {
    let (Some(was), Some(until)) = (e.before.get("until"), e.after.get("until")) else { return Ok(()) };
    let sql = "DELETE FROM agreement_renewal WHERE agreement_id = $1 AND was = $2 AND until = $3 AND EXISTS \
               (SELECT 1 FROM agreement a WHERE a.id = agreement_id AND a.until = agreement_renewal.was)";
    tx.execute(sql, &[e.row.into(), was.as_str().into(), until.as_str().into()]).map(drop)
}

/// Renews one by a period, or until a day. The batch for undo.
///
/// # Errors
///
/// `ended` where somebody ended it; `before_start` where the day is not after the end of what runs.
pub fn renew(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, until: Option<&str>) -> Result<Id> {
    let until = party::day("until", until)?;
    changing(tx, store, access, id, |tx, a| {
        if a.ended_on.is_some() {
            return Err(Problem::conflict("ended", "It was ended. Make a new one.").into());
        }
        let until = until.unwrap_or_else(|| a.next_until());
        if until <= a.until {
            return Err(Problem::field("until", "before_start", "after the day on which it ends now").into());
        }
        note_renewal(tx, store, a.id, (a.until, until), access.by().id())?;
        a.until = until;
        Ok(())
    })
}

/// Ends one on a day, today where none is said. The batch for undo.
///
/// # Errors
///
/// `ended` where it was; a problem at the field at fault.
pub fn end(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    (reason, on): (&str, Option<&str>),
) -> Result<Id> {
    let on = party::day("on", on)?;
    let reason = words("reason", reason, 1, 300)?;
    changing(tx, store, access, id, |tx, a| {
        if a.ended_on.is_some() {
            return Err(Problem::conflict("ended", "It was ended already.").into());
        }
        a.ended_on = Some(on.map_or_else(|| today(tx, store.now()), Ok)?);
        a.reason = Some(reason);
        Ok(())
    })
}

//! Agreements as lists show them.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::{Named, Names};
use gx_people::people::Page;
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};
use jiff::civil::Date;
use serde::Serialize;

use super::record::{Agreement, Kind, State, get, some};
use crate::money::text;
use crate::party;
use crate::price::list::today;

/// A time that one was renewed.
#[derive(Clone, Debug, Serialize)]
struct Renewal {
    at: Micros,
    until: String,
    by: Option<Named>,
}

/// An agreement as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct Info {
    id: String,
    number: String,
    kind: Kind,
    name: String,
    person: Option<Named>,
    company: Option<Named>,
    owner: Option<Named>,
    variant: Option<Named>,
    order: Option<Named>,
    amount: Option<String>,
    currency: String,
    months: i64,
    starts: String,
    until: String,
    renews: bool,
    notice_days: i64,
    state: State,
    ended_on: Option<String>,
    reason: Option<String>,
    note: String,
    renewals: Vec<Renewal>,
    may_edit: bool,
    updated_at: Micros,
}

/// One as the caller sees it.
fn told(tx: &mut Tx<'_>, access: &Access, day: Date, a: Agreement) -> Result<Info> {
    let mut names = Names::default();
    let sql =
        "SELECT at, until, staff_id FROM agreement_renewal WHERE agreement_id = $1 ORDER BY id DESC LIMIT 20";
    let mut renewals = Vec::new();
    for r in tx.query(sql, &[a.id.into()])? {
        let by = r.opt_id(2)?.map(|id| names.user(tx, id)).transpose()?;
        renewals.push(Renewal { at: r.micros(0)?, until: r.string(1)?, by });
    }
    Ok(Info {
        id: a.id.show(IdKind::Agreement),
        person: party::named(tx, access, ObjectKind::Person, Some(a.person))?,
        company: party::named(tx, access, ObjectKind::Company, a.company)?,
        owner: a.owner.map(|id| names.user(tx, id)).transpose()?,
        variant: party::named_variant(tx, a.variant)?,
        order: party::named_order(tx, access, a.order)?,
        may_edit: party::reach(tx, access, a.person)?.unwrap_or_default(),
        state: a.state(day),
        amount: a.amount.map(text),
        starts: a.starts.to_string(),
        until: a.until.to_string(),
        ended_on: a.ended_on.map(|d| d.to_string()),
        number: a.number,
        kind: a.kind,
        name: a.name,
        currency: a.currency,
        months: a.months,
        renews: a.renews,
        notice_days: a.notice_days,
        reason: a.reason,
        note: a.note,
        renewals,
        updated_at: a.updated_at,
    })
}

/// One for who asks.
///
/// # Errors
///
/// Not found.
pub fn one(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Info> {
    let missing = || Problem::not_found("The agreement");
    let found = get(tx, id)?.filter(|a| a.deleted_at.is_none()).ok_or_else(missing)?;
    party::reach(tx, access, found.person)?.ok_or_else(missing)?;
    let day = today(tx, store.now())?;
    told(tx, access, day, found)
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Of this person.
    pub person: Option<String>,
    /// Of this company.
    pub company: Option<String>,
    /// Standing so.
    pub state: Option<String>,
    /// Ending within so many days.
    pub due: Option<i64>,
    /// With these words.
    pub q: String,
    /// How many.
    pub limit: usize,
    /// Where the page begins.
    pub cursor: Option<String>,
}

/// A page of them: those that end first come first.
///
/// # Errors
///
/// A problem at what is asked for.
pub fn list(tx: &mut Tx<'_>, store: &Store, access: &Access, asked: &Asked) -> Result<Page<Info>> {
    let (mut sql, mut params) =
        party::clause(access, (asked.person.as_deref(), asked.company.as_deref(), &asked.q))?;
    let day = today(tx, store.now())?;
    let state = asked.state.as_deref().unwrap_or_default();
    if !state.is_empty() || asked.due.is_some() {
        params.push(day.to_string().into());
        let n = params.len();
        let runs = format!("(x.ended_on IS NULL OR x.ended_on > ${n})");
        match state {
            "" => {}
            "ended" => sql.push_str(&format!(" AND x.ended_on <= ${n}")),
            "over" => sql.push_str(&format!(" AND {runs} AND x.until < ${n}")),
            "running" => sql.push_str(&format!(" AND {runs} AND x.notice_on > ${n}")),
            "due" => sql.push_str(&format!(" AND {runs} AND x.until >= ${n} AND x.notice_on <= ${n}")),
            _ => return Err(Problem::bad("state", "It is running, due, over or ended.").into()),
        }
        if let Some(days) = asked.due {
            let last = day.checked_add(jiff::Span::new().days(days.clamp(0, 3660))).unwrap_or(day);
            params.push(last.to_string().into());
            let m = params.len();
            sql.push_str(&format!(" AND {runs} AND x.until >= ${n} AND x.until <= ${m}"));
        }
    }
    let total = tx.one(&format!("SELECT COUNT(*) FROM agreement x WHERE {sql}"), &params)?.int(0)?;
    let skip: usize = match asked.cursor.as_deref() {
        None => 0,
        Some(text) => {
            let wrong =
                || Problem::bad("cursor", "The cursor is not one of ours; start from the first page.");
            text.parse().ok().filter(|n| *n <= 1_000_000).ok_or_else(wrong)?
        }
    };
    let limit = asked.limit.clamp(1, 200);
    let page = format!("{sql} ORDER BY x.until, x.id LIMIT {} OFFSET {skip}", limit + 1);
    let mut found = some(tx, &page, &params)?;
    let next = (found.len() > limit).then(|| (skip + limit).to_string());
    found.truncate(limit);
    let rows = found.into_iter().map(|a| told(tx, access, day, a)).collect::<Result<_>>()?;
    Ok(Page { rows, next, total, total_at_least: false })
}

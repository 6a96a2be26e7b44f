//! Quotes as lists show them.

use std::collections::HashMap;

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::{Named, Names};
use gx_people::people::Page;
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, Tx, Value};
use serde::Serialize;

use super::edit::told_amounts;
use super::record::{self, Quote, State};
use crate::party;
use crate::price::list::today;

/// A quote in a list.
#[derive(Clone, Debug, Serialize)]
pub struct QuoteRow {
    id: String,
    number: String,
    version: i64,
    deal: Named,
    person: Option<Named>,
    company: Option<Named>,
    owner: Option<Named>,
    state: State,
    currency: String,
    total: String,
    valid_until: Option<String>,
    sent_at: Option<Micros>,
    seen_at: Option<Micros>,
    closed_at: Option<Micros>,
    asked: bool,
    updated_at: Micros,
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// In this state.
    pub state: Option<String>,
    /// Of this deal.
    pub deal: Option<String>,
    /// For this person.
    pub person: Option<String>,
    /// Whose number, person, company or deal has these words.
    pub q: String,
    /// Of deals that are the caller's own.
    pub mine: bool,
    /// Of which the customer asked something that nobody has answered.
    pub asked: bool,
    /// How many.
    pub limit: usize,
    /// Where the page begins.
    pub cursor: Option<String>,
}

/// Rows of quotes for who asks.
pub fn rows(tx: &mut Tx<'_>, store: &Store, access: &Access, quotes: &[Quote]) -> Result<Vec<QuoteRow>> {
    let day = today(tx, store.now())?;
    let keys: Vec<i64> = quotes.iter().map(|q| q.deal.0).collect();
    let deals: HashMap<Id, (String, Option<Id>)> = tx
        .query_in("SELECT id, name, owner FROM deal WHERE id IN", &keys)?
        .iter()
        .map(|r| Ok((r.id(0)?, (r.string(1)?, r.opt_id(2)?))))
        .collect::<Result<_>>()?;
    let hides_owner = access.hides_of(ObjectKind::Deal, "owner");
    let mut names = Names::default();
    let mut out = Vec::with_capacity(quotes.len());
    for q in quotes {
        let (name, owner) = deals.get(&q.deal).cloned().unwrap_or_default();
        let owner = owner.filter(|_| !hides_owner).map(|id| names.user(tx, id)).transpose()?;
        out.push(QuoteRow {
            id: q.shown(),
            number: q.number.clone(),
            version: q.version,
            deal: Named { id: q.deal.show(IdKind::Deal), name, initial: None },
            person: party::named(tx, access, ObjectKind::Person, q.person)?,
            company: party::named(tx, access, ObjectKind::Company, q.company)?,
            owner,
            state: q.stands(day),
            currency: q.currency.clone(),
            total: q.body.totals.total.clone(),
            valid_until: q.valid_until.map(|d| d.to_string()),
            sent_at: q.sent_at,
            seen_at: q.seen_at,
            closed_at: q.closed_at,
            asked: q.asked,
            updated_at: q.updated_at,
        });
    }
    Ok(out)
}

/// A page of quotes of the deals that the caller sees, newest first.
///
/// # Errors
///
/// Forbidden where the role hides amounts; a problem at what is asked for.
pub fn list(tx: &mut Tx<'_>, store: &Store, access: &Access, asked: &Asked) -> Result<Page<QuoteRow>> {
    told_amounts(access)?;
    let mut sql =
        format!("q.deleted_at IS NULL AND d.deleted_at IS NULL AND {}", access.deal(Verb::See, "d"));
    let mut params: Vec<Value> = Vec::new();
    let day = today(tx, store.now())?.to_string();
    if let Some(text) = asked.state.as_deref().filter(|t| !t.is_empty()) {
        let unknown = || {
            Problem::bad(
                "state",
                "A quote is a draft, waiting, sent, accepted, declined, expired, replaced or withdrawn.",
            )
        };
        let state = State::read(text).ok_or_else(unknown)?;
        match state {
            State::Sent => {
                params.push(day.into());
                sql.push_str(&format!(
                    " AND q.state = 'sent' AND (q.valid_until IS NULL OR q.valid_until >= ${})",
                    params.len()
                ));
            }
            State::Expired => {
                params.push(day.into());
                sql.push_str(&format!(" AND q.state = 'sent' AND q.valid_until < ${}", params.len()));
            }
            _ => sql.push_str(&format!(" AND q.state = '{}'", state.as_text())),
        }
    }
    for (text, kind, column) in
        [(&asked.deal, IdKind::Deal, "q.deal_id"), (&asked.person, IdKind::Person, "q.person_id")]
    {
        let Some(text) = text.as_deref().filter(|t| !t.is_empty()) else { continue };
        let unknown = || Problem::bad("unknown_record", format!("There is no record {text:?}."));
        let id = Id::read(kind, text).ok_or_else(unknown)?;
        params.push(id.into());
        let n = params.len();
        sql.push_str(&match kind {
            IdKind::Person => format!(
                " AND {column} IN (SELECT m.id FROM person m JOIN person n ON n.canonical_id = m.canonical_id WHERE n.id = ${n})"
            ),
            _ => format!(" AND {column} = ${n}"),
        });
    }
    if asked.asked {
        sql.push_str(" AND q.asked = 1");
    }
    if asked.mine {
        params.push(access.by().id().into());
        sql.push_str(&format!(" AND d.owner = ${}", params.len()));
    }
    let words = gx_text::fold(&asked.q);
    for word in words.split_whitespace().take(6) {
        params.push(format!("%{}%", word.replace(['%', '_'], "")).into());
        let n = params.len();
        // Names of people and companies are asked of those who see them, on the page; here the quote's own words count.
        sql.push_str(&format!(
            " AND (LOWER(q.number) LIKE ${n} OR LOWER(d.name) LIKE ${n} OR LOWER(d.number) LIKE ${n})"
        ));
    }
    let from = "FROM quote q JOIN deal d ON d.id = q.deal_id WHERE";
    let total = tx.one(&format!("SELECT COUNT(*) {from} {sql}"), &params)?.int(0)?;
    if let Some(text) = &asked.cursor {
        let wrong = || Problem::bad("cursor", "The cursor is not one of ours; start from the first page.");
        params.push(Id::read(IdKind::Quote, text).ok_or_else(wrong)?.into());
        sql.push_str(&format!(" AND q.id < ${}", params.len()));
    }
    let limit = asked.limit.clamp(1, 200);
    let read = format!("SELECT {} {from} {sql} ORDER BY q.id DESC LIMIT {}", record::READ, limit + 1);
    let mut found: Vec<Quote> = tx.query(&read, &params)?.iter().map(record::read).collect::<Result<_>>()?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(Quote::shown);
    Ok(Page { rows: rows(tx, store, access, &found)?, next, total, total_at_least: false })
}

//! A quote as its page shows it.

use gx_http::token;
use gx_kernel::{Id, IdKind, Locale, Micros, Problem};
use gx_people::names::{Named, Names};
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};
use serde::Serialize;

use super::list::{QuoteRow, rows};
use super::reckon::Totals;
use super::record::{self, Asking, Line, State};
use super::{approve, edit, rules};
use crate::money::shown;
use crate::price::list::today;

/// Whether it may be sent, as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct ApprovalInfo {
    limit: String,
    state: &'static str,
    asked_at: Option<Micros>,
    note: Option<String>,
    by: Option<Named>,
    at: Option<Micros>,
    answer: Option<String>,
}

/// A version beside the others.
#[derive(Clone, Debug, Serialize)]
pub struct VersionInfo {
    id: String,
    version: i64,
    state: State,
    total: String,
    at: Micros,
}

/// What happened, as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct EventInfo {
    kind: String,
    at: Micros,
    by: Option<Named>,
    who: Option<String>,
    text: Option<String>,
}

/// A quote in full.
#[derive(Clone, Debug, Serialize)]
pub struct QuoteInfo {
    row: QuoteRow,
    language: Locale,
    lines: Vec<Line>,
    discount: String,
    totals: Totals,
    terms: String,
    note: String,
    approval: Option<ApprovalInfo>,
    versions: Vec<VersionInfo>,
    log: Vec<EventInfo>,
    link: Option<String>,
    order: Option<Named>,
    may_edit: bool,
    may_decide: bool,
}

/// A quote for who asks.
///
/// # Errors
///
/// Not found; forbidden where the role hides amounts.
pub fn load(tx: &mut Tx<'_>, store: &Store, (access, role): (&Access, &str), id: Id) -> Result<QuoteInfo> {
    let (quote, deal) = edit::seen(tx, access, id)?;
    let rules = rules::load(tx)?;
    let day = today(tx, store.now())?;
    let mut names = Names::default();
    let approval = match &quote.body.approval {
        Some(a) => {
            let by = a.by.map(|id| names.user(tx, id)).transpose()?;
            let asked_role = match a.asked_by {
                Some(id) => gx_http::auth::rights_of(tx, id)?.map(|s| s.user.role),
                None => None,
            };
            let limit = asked_role.as_deref().and_then(|role| rules.limit(role)).unwrap_or_default();
            Some(ApprovalInfo {
                limit: shown(limit),
                state: match a.state {
                    Asking::Waiting => "waiting",
                    Asking::Approved => "approved",
                    Asking::Refused => "refused",
                },
                asked_at: Some(a.asked_at),
                note: Some(a.note.clone()),
                by,
                at: a.at,
                answer: Some(a.answer.clone()),
            })
        }
        None => approve::needed(&rules, role, &quote).filter(|_| quote.state == State::Draft).map(|limit| {
            ApprovalInfo {
                limit: shown(limit),
                state: "needed",
                asked_at: None,
                note: None,
                by: None,
                at: None,
                answer: None,
            }
        }),
    };
    let versions: Vec<VersionInfo> = record::versions(tx, quote.root)?
        .into_iter()
        .map(|q| VersionInfo {
            id: q.shown(),
            version: q.version,
            state: q.stands(day),
            at: q.sent_at.unwrap_or(q.created_at),
            total: q.body.totals.total,
        })
        .collect();
    let mut log = Vec::new();
    for e in record::events(tx, quote.root)? {
        let by = e.staff.map(|id| names.user(tx, id)).transpose()?;
        log.push(EventInfo { kind: e.kind, at: e.at, by, who: e.who, text: e.text });
    }
    let order = match quote.order {
        Some(order) => {
            let row = tx.first("SELECT number FROM orders WHERE id = $1", &[order.into()])?;
            row.map(|r| {
                Ok::<_, gx_store::StoreError>(Named {
                    id: order.show(IdKind::Order),
                    name: r.string(0)?,
                    initial: None,
                })
            })
            .transpose()?
        }
        None => None,
    };
    let row = rows(tx, store, access, std::slice::from_ref(&quote))?.pop();
    Ok(QuoteInfo {
        row: row.ok_or_else(|| Problem::not_found("The quote"))?,
        may_edit: edit::may(tx, access, &deal)?,
        may_decide: approve::may_decide(tx, &rules, (access, role), &quote, &deal)?,
        language: quote.body.language,
        discount: quote.body.discount.clone(),
        totals: quote.body.totals.clone(),
        terms: quote.body.terms.clone(),
        note: quote.body.note.clone(),
        lines: quote.body.lines.clone(),
        approval,
        versions,
        log,
        link: quote.sent_at.map(|_| format!("/q/{}", token::of(store, IdKind::Quote, quote.root))),
        order,
    })
}

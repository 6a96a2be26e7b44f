//! Everything that the page of a lead shows.

use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::Named;
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, Tx};
use serde::Serialize;
use serde_json::Value as Json;

use super::claim::{Bar, Claimer};
use super::edit;
use super::give;
use super::list::{self, LeadRow};
use super::touch::{self, TouchInfo};
use super::work::{Work, Works};
use crate::colleagues::Colleagues;
use crate::dispute::{self, DisputeInfo};
use crate::pool::{self, Pool};
use crate::registration::{self, RegistrationInfo};

/// From whom to whom it went, and why.
#[derive(Clone, Debug, Serialize)]
pub struct MoveInfo {
    at: Micros,
    how: String,
    from: Option<Named>,
    to: Option<Named>,
    pool: Option<Named>,
    by: Option<Named>,
    rule: Option<String>,
    reason: Option<String>,
    why: Json,
}

/// Whether the caller may claim it, or what stands in the way.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimInfo {
    may: bool,
    code: Option<&'static str>,
    until: Option<Micros>,
}

/// A lead with all that belongs to it.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    row: LeadRow,
    touches: Vec<TouchInfo>,
    moves: Vec<MoveInfo>,
    work: Vec<Work>,
    registrations: Vec<RegistrationInfo>,
    dispute: Option<DisputeInfo>,
    claim: ClaimInfo,
    may_edit: bool,
    may_delete: bool,
    may_assign: bool,
    may_guard: bool,
    may_dispute: bool,
}

/// How a lead went from hand to hand, newest first. A pool that is gone has no name.
pub fn moves(tx: &mut Tx<'_>, colleagues: &Colleagues, pools: &[Pool], lead: Id) -> Result<Vec<MoveInfo>> {
    let sql = "SELECT at, how, from_id, to_id, pool, by_id, rule, reason, why FROM lead_move WHERE lead_id = $1 ORDER BY id DESC";
    tx.query(sql, &[lead.into()])?
        .iter()
        .map(|r| {
            let named =
                |at: usize| Ok::<_, gx_store::StoreError>(r.opt_id(at)?.map(|id| colleagues.named(id)));
            let why: Json = r.json(8)?;
            Ok(MoveInfo {
                at: r.micros(0)?,
                how: r.string(1)?,
                from: named(2)?,
                to: named(3)?,
                pool: r
                    .opt_text(4)?
                    .and_then(|t| Id::read(IdKind::Pool, t))
                    .and_then(|id| pools.iter().find(|p| p.id == id))
                    .map(Pool::named),
                by: named(5)?,
                rule: r.opt_string(6)?,
                reason: r.opt_string(7)?,
                why: if why.is_array() { why } else { Json::Array(Vec::new()) },
            })
        })
        .collect()
}

/// The page of a living lead that the caller sees.
pub fn load(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Page> {
    let lead = edit::seen(tx, access, id)?;
    let now = store.now();
    let row = list::row_of(tx, access, now, id)?.ok_or_else(|| Problem::not_found("The lead"))?;
    let colleagues = Colleagues::load(tx)?;
    let pools = pool::load(tx)?;
    let me = access.by().id();
    let bar = match me.filter(|_| access.can(Verb::Edit)) {
        Some(me) => Claimer::of(tx, me, now)?.bar(tx, &lead)?,
        None => Some(Bar { code: "not_member", until: None }),
    };
    Ok(Page {
        touches: touch::told(tx, access, id)?,
        moves: moves(tx, &colleagues, &pools, id)?,
        work: Works::of(tx, &colleagues, (lead.person, id), now)?.told(),
        registrations: registration::holding_for(tx, store, access, &lead)?,
        dispute: dispute::last_of(tx, store, access, id)?,
        claim: ClaimInfo { may: bar.is_none(), code: bar.map(|b| b.code), until: bar.and_then(|b| b.until) },
        may_edit: edit::may(tx, access, &lead, Verb::Edit)?,
        may_delete: edit::may(tx, access, &lead, Verb::Delete)?,
        may_assign: give::may_assign(tx, access, &lead)?,
        may_guard: edit::may_guard(tx, access, &lead)?,
        may_dispute: dispute::may_open(tx, access, &lead)?,
        row,
    })
}

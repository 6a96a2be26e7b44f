//! How leads are shared out: pools, rules, seats, captures, reasons, and the report of it.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Signed, id};
use gx_kernel::{Id, IdKind};
use gx_store::access::Verb;
use gx_store::{Result, Store, Tx, settings};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json_, json};

use super::figures::{clean_reasons, note};
use crate::assign::rule::{self, Assignment, RuleWish};
use crate::assign::seat::{self, SeatInfo, SeatWish};
use crate::assign::simulate::{self, Simulation};
use crate::fairness::{self, Fairness};
use crate::lead::capture::{self, CaptureWish, Captures};
use crate::pipeline::words;
use crate::pool::{self, PoolInfo, Wish};

/// The setting that holds the reasons.
const REASONS: &str = "lead_reasons";

/// Who asks: the colleague and their team.
fn who(tx: &mut Tx<'_>, me: &Signed) -> Result<(Id, Option<Id>)> {
    let team = match tx.first("SELECT team_id FROM staff WHERE id = $1", &[me.user.id.into()])? {
        Some(r) => r.opt_id(0)?,
        None => None,
    };
    Ok((me.user.id, team))
}

fn told(tx: &mut Tx<'_>, store: &Store, me: &Signed) -> Result<Vec<PoolInfo>> {
    let all = me.access.may("users");
    let me = who(tx, me)?;
    pool::told(tx, me, all, store.now())
}

pub(crate) async fn pools(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<PoolInfo>>> {
    me.access.need_verb(Verb::See)?;
    Ok(Json(kit.run(move |store| store.read(|tx| told(tx, store, &me))).await?))
}

/// Changes settings of those who set the workspace up, notes that, and answers with what is there then.
async fn changing<T: Send + 'static>(
    kit: Kit,
    me: Signed,
    detail: Json_,
    act: impl FnOnce(&mut Tx<'_>, &Store) -> Result<()> + Send + 'static,
    then: impl FnOnce(&mut Tx<'_>, &Store, &Signed) -> Result<T> + Send + 'static,
) -> Answer<Json<T>> {
    me.access.need("users")?;
    let done = kit
        .run(move |store| {
            store.write(|tx| {
                act(tx, store)?;
                note(tx, store, &me, detail)?;
                then(tx, store, &me)
            })
        })
        .await?;
    Ok(Json(done))
}

pub(crate) async fn create_pool(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Wish>,
) -> Answer<Json<Vec<PoolInfo>>> {
    let detail = json!({"did": "created", "what": "pool"});
    changing(kit, me, detail, |tx, store| pool::create(tx, store, wish).map(drop), told).await
}

pub(crate) async fn change_pool(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<Wish>,
) -> Answer<Json<Vec<PoolInfo>>> {
    let id = id(IdKind::Pool, &text)?;
    let detail = json!({"did": "changed", "what": "pool", "id": text});
    changing(kit, me, detail, move |tx, store| pool::change(tx, store, id, wish), told).await
}

pub(crate) async fn remove_pool(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Vec<PoolInfo>>> {
    let id = id(IdKind::Pool, &text)?;
    let detail = json!({"did": "deleted", "what": "pool", "id": text});
    changing(kit, me, detail, move |tx, store| pool::remove(tx, store, id), told).await
}

pub(crate) async fn assignment(State(kit): State<Kit>, me: Signed) -> Answer<Json<Assignment>> {
    me.access.need("users")?;
    Ok(Json(kit.run(|store| store.read(|tx| rule::told(tx, store.now()))).await?))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    rules: Vec<RuleWish>,
    fallback: Option<String>,
}

pub(crate) async fn set_assignment(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Rules>,
) -> Answer<Json<Assignment>> {
    let detail = json!({"did": "changed", "what": "assignment", "rules": wish.rules.len()});
    let set =
        move |tx: &mut Tx<'_>, store: &Store| rule::set(tx, store, wish.rules, wish.fallback.as_deref());
    changing(kit, me, detail, set, |tx, store, _| rule::told(tx, store.now())).await
}

pub(crate) async fn seats(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<SeatInfo>>> {
    me.access.need("users")?;
    Ok(Json(kit.run(|store| store.read(|tx| seat::told(tx, store.now()))).await?))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seats {
    seats: Vec<SeatWish>,
}

pub(crate) async fn set_seats(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Seats>,
) -> Answer<Json<Vec<SeatInfo>>> {
    let detail = json!({"did": "changed", "what": "seats", "seats": wish.seats.len()});
    let set = move |tx: &mut Tx<'_>, _: &Store| seat::set(tx, wish.seats);
    changing(kit, me, detail, set, |tx, store, _| seat::told(tx, store.now())).await
}

pub(crate) async fn simulate(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<simulate::Wish>,
) -> Answer<Json<Simulation>> {
    me.access.need("users")?;
    let told = move |store: &Store| store.read(|tx| simulate::simulate(tx, store, &me.access, wish));
    Ok(Json(kit.run(told).await?))
}

pub(crate) async fn captures(State(kit): State<Kit>, me: Signed) -> Answer<Json<Captures>> {
    me.access.need("users")?;
    Ok(Json(kit.run(|store| store.read(|tx| capture::told(tx, store.now()))).await?))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CapturesWish {
    captures: Vec<CaptureWish>,
}

pub(crate) async fn set_captures(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<CapturesWish>,
) -> Answer<Json<Captures>> {
    let detail = json!({"did": "changed", "what": "captures", "captures": wish.captures.len()});
    let set = move |tx: &mut Tx<'_>, store: &Store| capture::set(tx, store, wish.captures);
    changing(kit, me, detail, set, |tx, store, _| capture::told(tx, store.now())).await
}

/// Why leads lead nowhere, and why they are given back.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reasons {
    drop: Vec<String>,
    release: Vec<String>,
}

fn held(tx: &mut Tx<'_>) -> Result<Reasons> {
    if let Some(held) = settings::get(tx, REASONS)? {
        return Ok(held);
    }
    let drop = [
        ["没有需求", "沒有需求", "No need"],
        ["没有预算", "沒有預算", "No budget"],
        ["联系不上", "聯繫不上", "Cannot be reached"],
        ["选了别家", "選了別家", "Went to a competitor"],
        ["不是目标客户", "不是目標客戶", "Not whom we serve"],
        ["重复", "重複", "A duplicate"],
    ];
    let release = [
        ["跟不过来", "跟不過來", "Too much on my plate"],
        ["不在我的区域", "不在我的區域", "Not my territory"],
        ["语言不通", "語言不通", "Not my language"],
        ["联系不上", "聯繫不上", "Cannot be reached"],
    ];
    let list = |tx: &mut Tx<'_>, of: &[[&'static str; 3]]| {
        of.iter().map(|of| words(tx, *of).map(str::to_owned)).collect::<Result<Vec<_>>>()
    };
    Ok(Reasons { drop: list(tx, &drop)?, release: list(tx, &release)? })
}

pub(crate) async fn reasons(State(kit): State<Kit>, me: Signed) -> Answer<Json<Reasons>> {
    me.access.need_verb(Verb::See)?;
    Ok(Json(kit.run(|store| store.read(held)).await?))
}

pub(crate) async fn set_reasons(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Reasons>,
) -> Answer<Json<Reasons>> {
    let drop = clean_reasons("drop", &wish.drop)?;
    let release = clean_reasons("release", &wish.release)?;
    let reasons = Reasons { drop, release };
    let detail = json!({"did": "changed", "lead_reasons": reasons});
    let set = move |tx: &mut Tx<'_>, _: &Store| settings::put(tx, REASONS, &reasons);
    changing(kit, me, detail, set, |tx, _, _| held(tx)).await
}

#[derive(Debug, Deserialize)]
pub(crate) struct Days {
    from: String,
    to: String,
}

pub(crate) async fn fairness(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<Days>,
) -> Answer<Json<Fairness>> {
    me.access.need_verb(Verb::See)?;
    let told = move |store: &Store| store.read(|tx| fairness::report(tx, store, &me.access, &p.from, &p.to));
    Ok(Json(kit.run(told).await?))
}

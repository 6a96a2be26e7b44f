//! How each colleague's customers stand.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Asked, Kit, Signed};
use gx_kernel::money::from_scaled;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros, Problem};
use gx_people::bought::STANDS;
use gx_people::names::{Named, Names};
use gx_store::access::{Access, Verb};
use gx_store::{Result, Tx, settings};
use serde::{Deserialize, Serialize};

use crate::worth::rules::Rules;

/// What counts as having been in touch: somebody spoke to somebody.
const CONTACTS: &str = "('message', 'call', 'visit', 'meeting', 'attendance', 'repair')";

/// The customers of one colleague.
#[derive(Debug, Serialize)]
struct Row {
    owner: Option<Named>,
    people: i64,
    orders: i64,
    amount: String,
    amount_before: String,
    contacts: i64,
    silent: i64,
    worth: String,
    at_risk: String,
    at_risk_people: i64,
    needs: i64,
}

/// All of them that the caller sees.
#[derive(Debug, Serialize)]
pub(crate) struct Portfolio {
    days: i64,
    currency: String,
    months: u32,
    rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    people: i64,
    orders: i64,
    amount: i64,
    before: i64,
    contacts: i64,
    silent: i64,
    worth: i64,
    at_risk: i64,
    at_risk_people: i64,
    needs: i64,
}

/// Adds everything up by who looks after whom; none for nobody.
fn sums(
    tx: &mut Tx<'_>,
    access: &Access,
    currency: &str,
    now: Micros,
    days: i64,
) -> Result<BTreeMap<Option<i64>, Sums>> {
    let see = access.see_person("p");
    let living = format!("p.merged_into IS NULL AND p.deleted_at IS NULL AND {see}");
    let since = now.plus(-days * Micros::DAY);
    let before = now.plus(-2 * days * Micros::DAY);
    // As the filter "before today - 90 days" has it, which opens the list behind the figure.
    let quiet = {
        let zone = gx_record::filtering::zone(tx)?;
        let day = now.timestamp().to_zoned(zone.clone()).date().saturating_sub(jiff::Span::new().days(days));
        let start = day.to_zoned(zone).map_err(|_| Problem::bad("days", "no such day"))?;
        Micros(start.timestamp().as_microsecond())
    };
    let mut out: BTreeMap<Option<i64>, Sums> = BTreeMap::new();
    let sql = format!(
        "SELECT p.owner, COUNT(*), COUNT(CASE WHEN p.order_count > 0 AND p.last_seen_at < $1 THEN 1 END), \
         CAST(COALESCE(SUM(p.worth_next), 0) AS BIGINT), \
         CAST(COALESCE(SUM(CASE WHEN p.worth_active < 50 THEN p.worth_next END), 0) AS BIGINT), \
         COUNT(CASE WHEN p.worth_active < 50 THEN 1 END), CAST(COALESCE(SUM(p.need_count), 0) AS BIGINT) \
         FROM person p WHERE {living} GROUP BY p.owner"
    );
    for r in tx.query(&sql, &[quiet.into()])? {
        let of = out.entry(r.opt_int(0)?).or_default();
        of.people = r.int(1)?;
        of.silent = r.int(2)?;
        of.worth = r.int(3)?;
        of.at_risk = r.int(4)?;
        of.at_risk_people = r.int(5)?;
        of.needs = r.int(6)?;
    }
    // The currency is three letters.
    let letters: String = currency.chars().filter(char::is_ascii_uppercase).collect();
    let sql = format!(
        "SELECT p.owner, COUNT(CASE WHEN o.placed_at >= $1 THEN 1 END), \
         CAST(COALESCE(SUM(CASE WHEN o.placed_at >= $2 AND o.currency = '{letters}' THEN o.amount END), 0) AS BIGINT), \
         CAST(COALESCE(SUM(CASE WHEN o.placed_at < $3 AND o.currency = '{letters}' THEN o.amount END), 0) AS BIGINT) \
         FROM orders o JOIN person n ON n.id = o.person_id JOIN person p ON p.id = n.canonical_id \
         WHERE {STANDS} AND o.placed_at >= $4 AND o.placed_at <= $5 AND {living} GROUP BY p.owner"
    );
    let times = [since.into(), since.into(), since.into(), before.into(), now.into()];
    for r in tx.query(&sql, &times)? {
        let of = out.entry(r.opt_int(0)?).or_default();
        of.orders = r.int(1)?;
        of.amount = r.int(2)?;
        of.before = r.int(3)?;
    }
    let sql = format!(
        "SELECT p.owner, COUNT(*) FROM interaction i JOIN person n ON n.id = i.person_id JOIN person p ON p.id = n.canonical_id \
         WHERE i.occurred_at >= $1 AND i.occurred_at <= $2 AND i.kind IN {CONTACTS} AND {living} GROUP BY p.owner"
    );
    for r in tx.query(&sql, &[since.into(), now.into()])? {
        out.entry(r.opt_int(0)?).or_default().contacts = r.int(1)?;
    }
    Ok(out)
}

fn load(tx: &mut Tx<'_>, access: &Access, now: Micros, days: i64) -> Result<Portfolio> {
    let currency = settings::currency(tx)?;
    let mut names = Names::default();
    let mut rows = Vec::new();
    let hidden = |key: &str| access.hides(key);
    let totals = hidden("order_total") || access.hides_of(ObjectKind::Order, "amount");
    let worth = hidden("worth_next");
    let money = |n: i64, masked: bool| from_scaled(if masked { 0 } else { n }).normalize().to_string();
    for (owner, s) in sums(tx, access, &currency, now, days)? {
        rows.push(Row {
            owner: owner.map(|id| names.user(tx, Id(id))).transpose()?,
            people: s.people,
            orders: s.orders,
            amount: money(s.amount, totals),
            amount_before: money(s.before, totals),
            contacts: s.contacts,
            silent: s.silent,
            worth: money(s.worth, worth),
            at_risk: money(s.at_risk, worth),
            at_risk_people: if worth { 0 } else { s.at_risk_people },
            needs: if hidden("need_count") { 0 } else { s.needs },
        });
    }
    rows.sort_by_key(|row| (row.owner.is_none(), std::cmp::Reverse(row.people)));
    Ok(Portfolio { days, currency, months: Rules::load(tx)?.months, rows })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    days: Option<i64>,
}

pub(crate) async fn get(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<Params>,
) -> Answer<Json<Portfolio>> {
    me.access.need_verb(Verb::See)?;
    if me.access.hides("owner") {
        return Err(Problem::forbidden("Your role may not see who looks after whom.").into());
    }
    let days = p.days.unwrap_or(90);
    if !(1..=366).contains(&days) {
        return Err(Problem::field("days", "out_of_range", "1 to 366 days").into());
    }
    let access = me.access.clone();
    Ok(Json(kit.count(move |store| store.read(|tx| load(tx, &access, store.now(), days))).await?))
}

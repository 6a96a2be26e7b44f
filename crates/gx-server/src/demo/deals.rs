//! The demo's deals, and what is to be sold within the quarter.

use gx_demo::{Demo, DemoDeal};
use gx_kernel::{Id, IdKind, Micros};
use gx_sales::deal::record::{self, Deal, Line};
use gx_sales::deal::step;
use gx_sales::pipeline::{self, Kind, Pipeline};
use gx_sales::target::{self, Period};
use gx_store::{Result, Store, Tx, settings};
use serde_json::{Map, json};

/// What each salesperson is to sell within the quarter.
const TARGET: i64 = 700_000;

/// Fills the first pipeline.
pub(super) fn load(store: &Store, demo: &Demo, staff: &[Id], companies: &[Id]) -> Result<()> {
    store.write(|tx| {
        let Some(pipeline) = pipeline::load(tx)?.into_iter().next() else { return Ok(()) };
        let currency = settings::currency(tx)?;
        let zone = gx_record::filtering::zone(tx)?;
        let day = |at: Micros| at.timestamp().to_zoned(zone.clone()).date();
        let mut owners: Vec<Id> = Vec::new();
        for one in demo.deals() {
            let Some(company) = companies.get(one.company as usize) else { continue };
            let owner = staff.get(one.owner).copied();
            let expected = day(store.now().plus(one.expected_days * Micros::DAY)).to_string();
            let Some(deal) = made(tx, store, &pipeline, &one, (*company, owner), (&currency, &expected))?
            else {
                continue;
            };
            record::insert(tx, &deal, true)?;
            step::passed(tx, store, &deal, &way(&pipeline, &deal, &one), owner)?;
            owners.extend(owner);
        }
        owners.sort_unstable();
        owners.dedup();
        let period = Period::read("", day(store.now()))?;
        for owner in owners {
            target::set(tx, &period, owner, TARGET * 10_000)?;
        }
        Ok(())
    })
}

/// The stages that a deal went through on its way: all before its own, of a lost one some of them; as long in each.
fn way(pipeline: &Pipeline, deal: &Deal, one: &DemoDeal) -> Vec<(String, Micros)> {
    let open = pipeline.stages.iter().filter(|s| s.kind == Kind::Open).map(|s| s.shown());
    let open: Vec<String> = open.collect();
    let steps = match one.stage {
        4 => open.len(),
        // Lost ones end sooner or later: by their number, so that it is the same each time.
        5 => 1 + deal.number.bytes().map(usize::from).sum::<usize>() % open.len().max(1),
        at => at,
    };
    let steps = steps.min(open.len());
    let each = (one.since.0 - one.created_at.0) / steps.max(1) as i64;
    let since = |n: usize| Micros(one.created_at.0 + each * n as i64);
    open.into_iter().take(steps).enumerate().map(|(n, stage)| (stage, since(n))).collect()
}

/// Somebody who works at a company.
fn contact(tx: &mut Tx<'_>, company: Id) -> Result<Option<Id>> {
    let sql = "SELECT from_id FROM edge WHERE to_id = $1 AND kind = 'works_at' AND deleted_at IS NULL ORDER BY id LIMIT 1";
    tx.first(sql, &[company.into()])?.map(|r| r.id(0)).transpose()
}

fn made(
    tx: &mut Tx<'_>,
    store: &Store,
    pipeline: &Pipeline,
    one: &DemoDeal,
    (company, owner): (Id, Option<Id>),
    (currency, expected): (&str, &str),
) -> Result<Option<Deal>> {
    let of = |kind: Kind| pipeline.stages.iter().find(|s| s.kind == kind);
    let stage = match one.stage {
        4 => of(Kind::Won),
        5 => of(Kind::Lost),
        at => pipeline.stages.get(at).filter(|s| s.kind == Kind::Open),
    };
    let Some(stage) = stage else { return Ok(None) };
    let (what, many, price) = one.line;
    let amount = (many * price).to_string();
    let person = contact(tx, company)?;
    let called = tx.one("SELECT name FROM company WHERE id = $1", &[company.into()])?.string(0)?;
    let values = json!({"name": format!("{called} · {}", one.name), "amount": amount, "currency": currency, "expected_on": expected,
        "source": "拜访", "owner": owner.map(|id| id.show(IdKind::User)), "lost_reason": one.lost,
        "next_step": one.next.map(|(step, _)| step), "next_at": one.next.map(|(_, at)| at.to_rfc3339()),
        "competitors": if one.rivals.is_empty() { json!(null) } else { json!(one.rivals) }});
    let mut deal = Deal {
        id: store.id(),
        number: record::next_number(tx)?,
        pipeline: pipeline.shown(),
        stage: String::new(),
        state: String::new(),
        person,
        company: Some(company),
        values: Map::new(),
        lines: vec![Line {
            name: what.into(),
            quantity: many.to_string(),
            price: price.to_string(),
            discount: "0".into(),
            amount,
        }],
        probability: 0.0,
        stage_since: one.since,
        closed_at: None,
        created_at: one.created_at,
        deleted_at: None,
    };
    for (key, value) in values.as_object().into_iter().flatten() {
        deal.put(key, value.clone());
    }
    step::stand(&mut deal, stage, one.since);
    Ok(Some(deal))
}

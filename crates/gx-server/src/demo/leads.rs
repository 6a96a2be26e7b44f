//! The demo's leads: who came, who got them by which way, one pool, three rules, and one dispute.

use gx_demo::{Demo, DemoLead, LeadStage};
use gx_kernel::{Id, IdKind, Micros};
use gx_sales::assign::decide::Why;
use gx_sales::deal::record::{self as deals, Deal};
use gx_sales::deal::step;
use gx_sales::lead::hand::{self, Hand, How};
use gx_sales::lead::record::{self, Lead, State};
use gx_sales::lead::touch::{self, Touch};
use gx_sales::pipeline::{self, Pipeline};
use gx_sales::pool::{self, Pool};
use gx_store::{Conflict, Result, Store, Tx, settings};
use serde_json::{Map, Value as Json, json};

const HOUR: i64 = 3600 * Micros::SECOND;
/// What the rules of the demo are called, and what makes its leads: by these names they go with it.
pub(super) const RULES: [&str; 2] = ["官网线索轮流", "大单给手上最少的人"];
pub(super) const CAPTURES: [&str; 2] = ["企业采购表单", "想买的评论"];

/// Names as SQL lists them.
pub(super) fn names(of: [&str; 2]) -> String {
    of.map(|name| format!("'{name}'")).join(", ")
}

/// Fills the first pool, and those who sell.
pub(super) fn load(store: &Store, demo: &Demo, staff: &[Id], nodes: &[Id]) -> Result<()> {
    store.write(|tx| {
        let Some(pool) = pool::load(tx)?.into_iter().next() else { return Ok(()) };
        let sellers: Vec<Id> = demo
            .staff()
            .iter()
            .zip(staff)
            .filter(|(s, _)| s.role == gx_demo::StaffRole::Sales)
            .map(|(_, id)| *id)
            .collect();
        let rule = set_up(tx, store, &pool, &sellers)?;
        let currency = settings::currency(tx)?;
        let pipeline = pipeline::load(tx)?.into_iter().next();
        let mut disputed = None;
        for one in demo.leads() {
            let (Some(node), Some(owner)) = (nodes.get(one.person as usize), staff.get(one.owner)) else {
                continue;
            };
            let mut lead = made(tx, store, &pool, &one, (*node, *owner), (rule.as_ref(), &currency))?;
            if let (LeadStage::Converted, Some(pipeline)) = (one.stage, &pipeline) {
                sold(tx, store, pipeline, &one, &mut lead)?;
            }
            if one.stage == LeadStage::Working && !one.by_rule && disputed.is_none() {
                disputed = Some((lead, *owner));
            }
        }
        if let Some((lead, holder)) = disputed
            && let Some(claimant) = sellers.iter().find(|id| **id != holder)
        {
            dispute(tx, store, &lead, holder, *claimant)?;
        }
        Ok(())
    })
}

/// The rules, what makes leads by itself, and what the pool asks; the rule that gives in turn.
fn set_up(tx: &mut Tx<'_>, store: &Store, pool: &Pool, sellers: &[Id]) -> Result<Option<(Id, String)>> {
    let users: Vec<String> = sellers.iter().map(|id| id.show(IdKind::User)).collect();
    if users.is_empty() {
        return Ok(None);
    }
    let text = |v: &Json| v.to_string();
    let turn = json!({"kind": "users", "users": users, "teams": [], "by": "turn"});
    let load = json!({"kind": "users", "users": users, "teams": [], "by": "load"});
    let plain = json!({"language": false, "hours": false, "when": null});
    let named = [(RULES[0], "source = 官网表单", &turn), (RULES[1], "amount >= 20000", &load)];
    let held = tx.one("SELECT COUNT(*) FROM assign_rule WHERE deleted_at IS NULL", &[])?.int(0)?;
    let mut first = None;
    for (at, (name, filter, to)) in named.into_iter().enumerate() {
        let id = store.id();
        let row = vec![
            id.into(),
            name.into(),
            (held + at as i64).into(),
            true.into(),
            filter.into(),
            text(to).into(),
            text(&plain).into(),
        ];
        let columns = ["id", "name", "place", "live", "filter", "target", "options"];
        tx.insert_many("assign_rule", &columns, &[row], Conflict::Fail)?;
        first = first.or(Some((id, name.to_owned())));
    }
    let captures = [
        (CAPTURES[0], "kind = form and title = 企业采购咨询", "官网表单"),
        (CAPTURES[1], "kind = comment and text contains \"批发\"", "小红书"),
    ];
    for (at, (name, filter, source)) in captures.into_iter().enumerate() {
        let row = vec![
            store.id().into(),
            name.into(),
            (at as i64).into(),
            filter.into(),
            source.into(),
            true.into(),
        ];
        let columns = ["id", "name", "place", "filter", "source", "live"];
        tx.insert_many("lead_capture", &columns, &[row], Conflict::Fail)?;
    }
    for (at, id) in sellers.iter().enumerate() {
        let row = vec![
            (*id).into(),
            (25 + 5 * at as i64).into(),
            json!(if at == 1 { vec!["zh", "en"] } else { vec!["zh"] }).to_string().into(),
            json!({"days": [1, 2, 3, 4, 5], "from": "09:00", "to": "18:30"}).to_string().into(),
        ];
        tx.insert_many("seat", &["staff_id", "capacity", "languages", "hours"], &[row], Conflict::Skip)?;
    }
    tx.execute("UPDATE pool SET daily_cap = 10, holding_cap = 40 WHERE id = $1", &[pool.id.into()])?;
    Ok(first)
}

fn made(
    tx: &mut Tx<'_>,
    store: &Store,
    pool: &Pool,
    one: &DemoLead,
    (node, owner): (Id, Id),
    (rule, currency): (Option<&(Id, String)>, &str),
) -> Result<Lead> {
    let number = record::next_numbers(tx, 1)?.pop().unwrap_or_default();
    let mut lead = Lead::new(store.id(), number, one.created_at);
    let called = tx.first(
        "SELECT r.name FROM person n JOIN person r ON r.id = n.canonical_id WHERE n.id = $1",
        &[node.into()],
    )?;
    let name = called.map_or(Ok(String::new()), |r| r.string(0))?;
    let values = json!({"name": name, "interest": one.interest, "source": one.source, "currency": currency,
        "amount": one.amount.map(|n| n.to_string()), "next_step": one.next.map(|(step, _)| step),
        "next_at": one.next.map(|(_, at)| at.to_rfc3339())});
    for (key, value) in values.as_object().into_iter().flatten() {
        lead.put(key, value.clone());
    }
    lead.person = Some(node);
    lead.channel = Some(one.channel.into());
    let now = store.now();
    let came = one.created_at;
    let pools = std::slice::from_ref(pool);
    let mut moves: Vec<(Micros, Hand<'_>, Option<Id>)> = Vec::new();
    let why = [Why {
        rule: rule.map_or_else(String::new, |(_, name)| name.clone()),
        code: "chosen".into(),
        who: Vec::new(),
        by: Some("turn".into()),
        open: None,
    }];
    let waits = Hand::new(How::Rule, None, Some(pool.id));
    if one.stage == LeadStage::Waits {
        moves.push((came, waits, None));
    } else if let (true, Some((id, name))) = (one.by_rule, rule) {
        let given =
            Hand { rule: Some((*id, name)), why: &why, ..Hand::new(How::Rule, Some(owner), Some(pool.id)) };
        moves.push((came, given, None));
    } else {
        moves.push((came, waits, None));
        let claimed = came.plus(HOUR).min(now);
        moves.push((claimed, Hand::new(How::Claim, Some(owner), Some(pool.id)), None));
    }
    for (at, hand, _) in &moves {
        hand::settle(*at, pools, &mut lead, hand);
    }
    let answered = came.plus(one.answered_hours * HOUR).min(now);
    match one.stage {
        LeadStage::Waits | LeadStage::New => {}
        LeadStage::Working | LeadStage::Converted | LeadStage::Dropped(_) => {
            lead.state = State::Working;
            lead.worked_at = Some(answered.max(now.plus(-40 * HOUR)).min(now));
            lead.answered_at = Some(answered);
        }
    }
    if let LeadStage::Dropped(why) = one.stage {
        (lead.state, lead.reason, lead.closed_at) =
            (State::Dropped, Some(why.into()), Some(answered.plus(48 * HOUR)));
    }
    if one.stage == LeadStage::Converted {
        (lead.state, lead.closed_at) = (State::Converted, Some(answered.plus(30 * HOUR)));
    }
    lead.returns_at = gx_sales::lead::returns::at(&lead, Some(pool));
    record::insert(tx, std::slice::from_ref(&lead), true)?;
    for (at, hand, from) in &moves {
        let by = if hand.how == How::Claim { hand.to } else { None };
        hand::trace_at(tx, store, &lead, hand, *from, (by, None, *at))?;
    }
    let (kind, title, url, campaign) = one.touch;
    let sql = "SELECT i.id FROM interaction i JOIN person n ON n.id = i.person_id WHERE i.message_id = $1 \
               AND n.canonical_id = (SELECT canonical_id FROM person WHERE id = $2)";
    let happened = tx.first(sql, &[format!("lead-{}-came", one.person).into(), node.into()])?;
    let touch = Touch {
        interaction: happened.map(|r| r.id(0)).transpose()?,
        at: came,
        kind: kind.into(),
        channel: Some(one.channel.into()),
        title: Some(title.into()),
        text: Some(one.interest.into()),
        url: url.map(str::to_owned),
        campaign: campaign.map(str::to_owned),
        ..Touch::default()
    };
    touch::add(tx, store, vec![(lead.id, touch)])?;
    Ok(lead)
}

/// What a converted lead brought: a deal that was won.
fn sold(tx: &mut Tx<'_>, store: &Store, pipeline: &Pipeline, one: &DemoLead, lead: &mut Lead) -> Result<()> {
    let Some(stage) = pipeline.stages.iter().find(|stage| stage.kind == pipeline::Kind::Won) else {
        return Ok(());
    };
    let won = lead.closed_at.unwrap_or(one.created_at);
    let mut deal = Deal {
        id: store.id(),
        number: deals::next_number(tx)?,
        pipeline: pipeline.shown(),
        stage: String::new(),
        state: String::new(),
        person: lead.person,
        company: None,
        values: Map::new(),
        lines: Vec::new(),
        probability: 0.0,
        stage_since: won,
        closed_at: None,
        created_at: one.created_at.plus(4 * HOUR),
        deleted_at: None,
    };
    let values = json!({"name": format!("{} · {}", lead.name(), one.source), "amount": one.amount.unwrap_or(2400).to_string(),
        "currency": lead.value("currency"), "source": one.source, "owner": lead.value("owner")});
    for (key, value) in values.as_object().into_iter().flatten() {
        deal.put(key, value.clone());
    }
    step::stand(&mut deal, stage, won.min(store.now()));
    deals::insert(tx, &deal, true)?;
    step::stood(tx, store, &deal, deal.created_at, lead.owner)?;
    lead.deal = Some(deal.id);
    record::update(tx, store, lead)
}

/// A colleague says that a lead is theirs.
fn dispute(tx: &mut Tx<'_>, store: &Store, lead: &Lead, holder: Id, claimant: Id) -> Result<()> {
    let (id, at) = (store.id(), store.now().plus(-3 * HOUR));
    let row = vec![id.into(), lead.id.into(), claimant.into(), holder.into(), "open".into(), at.into()];
    let columns = ["id", "lead_id", "claimant_id", "holder_id", "state", "opened_at"];
    tx.insert_many("dispute", &columns, &[row], Conflict::Fail)?;
    let said = [
        (
            claimant,
            "opened",
            "茶博会上是我先聊的，名片和合影都在，当天晚上加了微信，只是还没来得及登记。",
            at,
        ),
        (holder, "said", "公海里挂了一个多小时没人领，我领了以后当天就打了电话、寄了样品。", at.plus(HOUR)),
    ];
    for (by, kind, text, at) in said {
        let row = vec![store.id().into(), id.into(), at.into(), by.into(), kind.into(), text.into()];
        let columns = ["id", "dispute_id", "at", "by_id", "kind", "text"];
        tx.insert_many("dispute_word", &columns, &[row], Conflict::Fail)?;
    }
    Ok(())
}

//! The demo's reports, dashboards and goals: what each role of the company opens in the morning.

use gx_http::auth::rights_of;
use gx_kernel::{Id, IdKind};
use gx_report::kept::{dashboards, goals, reports};
use gx_store::access::Access;
use gx_store::{Result, Store, StoreError, Tx};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The wish as its endpoint would read it.
fn wish<T: DeserializeOwned>(value: Value) -> Result<T> {
    serde_json::from_value(value).map_err(|e| StoreError::Shape(format!("a report of the demo: {e}")))
}

fn part(id: &str, title: &str, (width, height): (u8, u8), look: &str, question: &Value) -> Value {
    json!({"id": id, "title": title, "width": width, "height": height, "look": {"as": look}, "question": question})
}

fn won() -> Value {
    json!({"of": "sum", "field": "amount", "filter": "state = won", "name": "赢单金额"})
}

/// A question about deals that ended within a span.
fn closed(range: &str, measures: Value, by: Value, compare: Option<&str>) -> Value {
    let mut out = json!({"object": "deal", "measures": measures, "by": by, "period": {"field": "closed_at", "range": range}});
    if let Some(compare) = compare {
        out["compare"] = json!(compare);
    }
    out
}

fn of_sales() -> Value {
    let none = json!([]);
    json!({"name": "销售总览", "note": "每天早上先看这里。", "shared": true, "roles": ["manager", "admin"], "tiles": [
        part("won", "本季度赢单金额", (3, 1), "number", &closed("this_quarter", json!([won()]), none.clone(), Some("before"))),
        part("rate", "本季度赢单率", (3, 1), "number",
            &closed("this_quarter", json!([{"of": "share", "filter": "state = won", "name": "赢单率"}]), none.clone(), Some("before"))),
        part("open", "进行中的商机", (3, 1), "number",
            &json!({"object": "deal", "filter": "state = open", "measures": [{"of": "sum", "field": "amount", "name": "金额"}]})),
        part("leads", "本月新线索", (3, 1), "number",
            &json!({"object": "lead", "measures": [{"of": "count"}], "period": {"field": "created_at", "range": "this_month"}, "compare": "before"})),
        part("months", "每月赢单金额", (8, 2), "column",
            &closed("last_365_days", json!([won()]), json!([{"field": "closed_at", "unit": "month"}]), None)),
        part("funnel", "销售漏斗：到过各阶段的商机", (4, 2), "funnel",
            &json!({"object": "deal", "measures": [{"of": "count"}], "by": [{"field": "reached"}]})),
        part("who", "本季度各人赢单金额", (4, 2), "bar",
            &closed("this_quarter", json!([won()]), json!([{"field": "owner"}]), None)),
        part("lost", "输单原因", (4, 2), "pie",
            &json!({"object": "deal", "filter": "state = lost", "measures": [{"of": "count"}], "by": [{"field": "lost_reason"}]})),
        part("sources", "线索来源与转化", (4, 2), "table",
            &json!({"object": "lead", "measures": [{"of": "count", "name": "线索"}, {"of": "share", "filter": "state = converted", "name": "转化率"}],
                "by": [{"field": "source"}]})),
        part("acts", "近 90 天每周跟进", (12, 2), "area",
            &json!({"object": "activity", "filter": "state = done", "measures": [{"of": "count"}], "by": [{"field": "done_at", "unit": "week"}, {"field": "kind"}],
                "across": true, "period": {"field": "done_at", "range": "last_90_days"}})),
    ]})
}

fn of_customers() -> Value {
    json!({"name": "客户与订单", "note": "", "shared": true, "roles": ["marketing", "service"], "tiles": [
        part("new", "每月新客户", (8, 2), "line",
            &json!({"object": "person", "measures": [{"of": "count"}], "by": [{"field": "first_seen_at", "unit": "month"}],
                "period": {"field": "first_seen_at", "range": "last_365_days"}})),
        part("tiers", "会员等级", (4, 2), "pie",
            &json!({"object": "person", "measures": [{"of": "count"}], "by": [{"field": "tier"}]})),
        part("orders", "每月订单金额，按渠道", (8, 2), "column",
            &json!({"object": "order", "measures": [{"of": "sum", "field": "amount", "name": "金额"}],
                "by": [{"field": "placed_at", "unit": "month"}, {"field": "channel"}], "across": true,
                "period": {"field": "placed_at", "range": "last_365_days"}})),
        json!({"id": "map", "title": "客户在哪里", "width": 4, "height": 2, "look": {"as": "map", "map": "china"},
            "question": {"object": "person", "measures": [{"of": "count"}], "by": [{"field": "region"}]}}),
        part("products", "近一年卖得最多的产品", (6, 2), "bar",
            &json!({"object": "order", "measures": [{"of": "sum", "field": "line.amount", "name": "金额"}], "by": [{"field": "line.name"}],
                "period": {"field": "placed_at", "range": "last_365_days"}})),
        part("kinds", "近一年各类产品，按季度", (6, 2), "column",
            &json!({"object": "order", "measures": [{"of": "sum", "field": "line.amount", "name": "金额"}],
                "by": [{"field": "placed_at", "unit": "quarter"}, {"field": "line.category"}], "across": true,
                "period": {"field": "placed_at", "range": "last_365_days"}})),
        part("again", "回头客：首次下单后每季度再来的人", (6, 2), "cohort",
            &json!({"object": "order", "measures": [{"of": "distinct", "field": "person.id", "name": "客户"}],
                "cohort": {"field": "placed_at", "unit": "quarter"}})),
        part("hours", "互动的时段", (6, 2), "heat",
            &json!({"object": "interaction", "measures": [{"of": "count"}],
                "by": [{"field": "occurred_at", "unit": "weekday"}, {"field": "occurred_at", "unit": "hour_of_day"}], "across": true,
                "period": {"field": "occurred_at", "range": "last_90_days"}})),
    ]})
}

fn of_me() -> Value {
    let mine = "owner = me";
    json!({"name": "我的季度", "note": "", "shared": true, "roles": ["sales"], "tiles": [
        part("won", "我赢的", (4, 1), "number", &json!({"object": "deal", "filter": mine, "measures": [won()],
            "period": {"field": "closed_at", "range": "this_quarter"}, "compare": "before"})),
        part("open", "我手上的", (4, 1), "number",
            &json!({"object": "deal", "filter": "owner = me and state = open", "measures": [{"of": "sum", "field": "amount", "name": "金额"}]})),
        part("acts", "我本周完成的", (4, 1), "number", &json!({"object": "activity", "filter": "owner = me and state = done",
            "measures": [{"of": "count"}], "period": {"field": "done_at", "range": "this_week"}, "compare": "before"})),
        part("stages", "我的商机在哪个阶段", (6, 2), "bar", &json!({"object": "deal", "filter": "owner = me and state = open",
            "measures": [{"of": "sum", "field": "amount", "name": "金额"}, {"of": "count"}], "by": [{"field": "stage"}]})),
        part("leads", "我的线索从哪里来", (6, 2), "pie",
            &json!({"object": "lead", "filter": mine, "measures": [{"of": "count"}], "by": [{"field": "source"}]})),
    ]})
}

/// Saved by themselves, for whoever looks for them by name.
fn saved() -> Vec<Value> {
    let report = |name: &str, look: &str, question: Value| json!({"name": name, "shared": true, "look": {"as": look}, "question": question});
    vec![
        report(
            "赢单周期：从建立到成交的天数",
            "bar",
            json!({"object": "deal", "filter": "state = won",
                "measures": [{"of": "days", "field": "created_at", "until": "closed_at", "name": "天数"}, {"of": "count"}], "by": [{"field": "owner"}]}),
        ),
        report(
            "各省订单金额",
            "bar",
            json!({"object": "order", "measures": [{"of": "sum", "field": "amount", "name": "金额"}, {"of": "distinct", "field": "person.id", "name": "客户"}],
                "by": [{"field": "person.region"}]}),
        ),
        report(
            "预计成交：每月进行中的金额",
            "column",
            json!({"object": "deal", "filter": "state = open", "measures": [{"of": "sum", "field": "amount", "name": "金额"}],
                "by": [{"field": "expected_on", "unit": "month"}]}),
        ),
        report(
            "逾期未办的日程",
            "table",
            json!({"object": "activity", "filter": "state = open and at < today", "measures": [{"of": "count"}],
                "by": [{"field": "owner"}, {"field": "kind"}], "across": true}),
        ),
    ]
}

/// Makes them, in the name of who set the company up.
pub(super) fn load(store: &Store, staff: &[Id]) -> Result<()> {
    let Some(first) = staff.first().copied() else { return Ok(()) };
    store.write(|tx| {
        let Some(signed) = rights_of(tx, first)? else { return Ok(()) };
        let access = signed.access;
        for board in [of_sales(), of_customers(), of_me()] {
            dashboards::create(tx, store, &access, &wish(board)?)?;
        }
        for report in saved() {
            reports::create(tx, store, &access, &wish(report)?)?;
        }
        set_goals(tx, store, &access)?;
        for table in ["dashboard", "report", "goal"] {
            tx.execute(&format!("UPDATE {table} SET demo = 1 WHERE owner = $1"), &[first.into()])?;
        }
        Ok(())
    })
}

fn set_goals(tx: &mut Tx<'_>, store: &Store, access: &Access) -> Result<()> {
    let team = tx.first("SELECT id FROM team WHERE name = '销售' AND deleted_at IS NULL", &[])?;
    if let Some(team) = team {
        let team = team.id(0)?.show(IdKind::Team);
        let goal = json!({"name": "销售团队季度赢单", "object": "deal", "filter": "state = won", "measure": {"of": "sum", "field": "amount"},
            "field": "closed_at", "every": "quarter", "target": "1800000", "team": team});
        goals::create(tx, store, access, &wish(goal)?)?;
    }
    let sellers =
        tx.query("SELECT id FROM staff WHERE role = 'sales' AND disabled_at IS NULL ORDER BY id", &[])?;
    for seller in sellers {
        let user = seller.id(0)?.show(IdKind::User);
        let calls = json!({"name": "每周完成的跟进", "object": "activity", "filter": "state = done", "measure": {"of": "count"},
            "field": "done_at", "every": "week", "target": "8", "user": user});
        goals::create(tx, store, access, &wish(calls)?)?;
        let won = json!({"name": "季度赢单", "object": "deal", "filter": "state = won", "measure": {"of": "sum", "field": "amount"},
            "field": "closed_at", "every": "quarter", "target": "700000", "user": user});
        goals::create(tx, store, access, &wish(won)?)?;
    }
    Ok(())
}

/// What takes them away again, and what hangs on the colleagues of the demo.
pub(super) fn removal() -> Vec<String> {
    let staff = "(SELECT id FROM staff WHERE demo = 1)";
    let mut out: Vec<String> = ["dashboard", "report", "goal"]
        .iter()
        .map(|table| format!("DELETE FROM {table} WHERE demo = 1 OR owner IN {staff}"))
        .collect();
    out.push(format!("DELETE FROM goal WHERE staff_id IN {staff}"));
    out.push(format!("DELETE FROM report_mail WHERE owner IN {staff}"));
    out
}

//! What reports ask for: figures over everything, as dashboards hold them.

use serde_json::{Value as Json, json};

/// A call: what it is, its method, path and body.
pub(super) type Screen = (&'static str, &'static str, String, Json);

fn run(what: &'static str, question: Json) -> Screen {
    (what, "POST", "/api/reports/run".into(), question)
}

/// The questions of a dashboard, the page of performance, and Home.
pub(super) fn screens() -> Vec<Screen> {
    let count = json!([{"of": "count"}]);
    let get = |what, path: &str| (what, "GET", path.to_owned(), Json::Null);
    vec![
        run(
            "report: won by month and team, with the year before",
            json!({"object": "deal", "measures": [{"of": "sum", "field": "amount", "filter": "state = won"}, {"of": "share", "filter": "state = won"}],
                "by": [{"field": "closed_at", "unit": "month"}, {"field": "owner.team"}], "across": true, "compare": "year",
                "period": {"field": "closed_at", "range": "this_year"}}),
        ),
        run(
            "report: all deals by stage and owner",
            json!({"object": "deal", "measures": [{"of": "count"}, {"of": "sum", "field": "amount"}], "by": [{"field": "stage"}, {"field": "owner"}]}),
        ),
        run(
            "report: activities of ninety days by week and kind",
            json!({"object": "activity", "measures": count, "by": [{"field": "done_at", "unit": "week"}, {"field": "kind"}],
                "period": {"field": "done_at", "range": "last_90_days"}}),
        ),
        run(
            "report: all activities by owner",
            json!({"object": "activity", "measures": count, "by": [{"field": "owner"}]}),
        ),
        run(
            "report: people by province and tier",
            json!({"object": "person", "measures": [{"of": "count"}, {"of": "sum", "field": "order_total"}], "by": [{"field": "region"}, {"field": "tier"}]}),
        ),
        run(
            "report: interactions of a month by weekday and hour",
            json!({"object": "interaction", "measures": count, "by": [{"field": "occurred_at", "unit": "weekday"}, {"field": "occurred_at", "unit": "hour_of_day"}],
                "period": {"field": "occurred_at", "range": "last_30_days"}}),
        ),
        run(
            "report: orders of a year by the city of the person",
            json!({"object": "order", "measures": [{"of": "sum", "field": "amount"}, {"of": "distinct", "field": "person.id"}],
                "by": [{"field": "person.city"}], "period": {"field": "placed_at", "range": "last_365_days"}}),
        ),
        (
            "report: the rows behind a figure",
            "POST",
            "/api/reports/rows".into(),
            json!({"question": {"object": "deal", "measures": count, "by": [{"field": "source"}]}, "cell": [{"value": "展会"}]}),
        ),
        get("performance of the quarter", "/api/performance"),
        get("why more or less was won", "/api/performance/why"),
        get("Home", "/api/home"),
        get("what has gone stale", "/api/stale?of=deals"),
    ]
}

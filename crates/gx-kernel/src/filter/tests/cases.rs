//! Sentences, what they print as, and whom they find.

use jiff::tz::TimeZone;
use serde_json::json;

use super::generate::catalogue;
use crate::clock::Micros;
use crate::filter::{
    Catalogue, Cell, Context, Filter, Record, Tie, Touches, Way, check, explain, matches, parse, print,
};
use crate::id::Id;
use crate::interaction::Kind;
use crate::object::ObjectKind;

fn context() -> Context {
    let now = Micros::parse("2026-11-20T01:54:00Z").unwrap();
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    Context { now, zone, me: Some(Id(7)), my_team: vec![Id(7), Id(8)] }
}

fn text(t: &str) -> Cell<'static> {
    Cell::Text(t.to_owned().into())
}

fn at(t: &str) -> Cell<'static> {
    Cell::Int(Micros::parse(t).unwrap().0)
}

fn interaction(id: i64, kind: &str, when: &str, amount: Option<i64>, props: serde_json::Value) -> Record {
    let mut r =
        Record::default().with("id", Cell::Int(id)).with("kind", text(kind)).with("occurred_at", at(when));
    if let Some(amount) = amount {
        r = r.with("amount", Cell::Int(amount * 10_000));
    }
    r.props = props.as_object().cloned().unwrap_or_default();
    r
}

/// 林晓梅: 42 years, 金山茶, three purchases, two visits, works at a tea company, referred a friend.
fn lin() -> Record {
    let mut r = Record::default()
        .with("id", Cell::Int(1))
        .with("name", text("林晓梅 Linda"))
        .with("city", text("上海"))
        .with("tier", text("金山茶"))
        .with("birth_date", text("1984-11-26"))
        .with("owner", Cell::Int(7))
        .with("order_total", Cell::Int(12_345_000))
        .with("tags", Cell::List(vec!["VIP".to_owned(), "茶友".to_owned()].into()))
        .with("created_at", at("2025-03-01T16:30:00Z"));
    r.custom = json!({"x_skin": "o1", "x_score": 4.5, "x_vip": true, "x_note": "喜欢龙井"})
        .as_object()
        .cloned()
        .unwrap();
    r.interactions = vec![
        interaction(
            1,
            "purchase",
            "2026-10-01T02:00:00Z",
            Some(300),
            json!({"category": "修护精华", "lines": [{"sku": "A", "n": 2}, {"sku": "B", "n": 3}]}),
        ),
        interaction(2, "purchase", "2026-11-01T02:00:00Z", Some(99), json!({"category": "茶礼"})),
        interaction(3, "purchase", "2025-01-01T02:00:00Z", Some(1000), json!({})),
        interaction(4, "visit", "2026-05-02T02:00:00Z", None, json!({"seconds": 600})),
        interaction(5, "visit", "2026-06-02T02:00:00Z", None, json!({"seconds": "long"})),
        interaction(6, "event", "2026-06-02T02:00:00Z", None, json!({})).with("title", text("Signed Up")),
    ];
    let company = Record::default().with("id", Cell::Int(1)).with("industry", text("tea"));
    let friend = Record {
        interactions: vec![interaction(9, "purchase", "2026-11-02T00:00:00Z", Some(1), json!({}))],
        ..Record::default().with("id", Cell::Int(2)).with("tier", text("A"))
    };
    let tie = |kind: &str, way, object, record| Tie {
        kind: Some(kind.into()),
        way,
        since: None,
        until: None,
        object,
        record,
    };
    r.ties = vec![
        tie("works_at", Way::To, ObjectKind::Company, company),
        tie("referred", Way::To, ObjectKind::Person, friend),
    ];
    r
}

fn held(sentence: &str) -> bool {
    let filter =
        parse(sentence, &catalogue(ObjectKind::Person)).unwrap_or_else(|e| panic!("{sentence}: {e:?}"));
    matches(&filter, &catalogue(ObjectKind::Person), &context(), &lin()).unwrap()
}

#[test]
fn sentences_that_hold_of_lin() {
    for sentence in [
        "",
        "always",
        "city = \"上海\" and (tier in (\"金山茶\", \"白山茶\") or order_total >= 100000)",
        "城市 is “上海” and tier in （“金山茶”，“白山茶”）",
        "name contains \"LINDA\" and name starts with \"林\" and name ends with \"da\"",
        "email is empty and city is not empty and email != \"a@b.cn\" and email not in (\"x\")",
        "birth_date between 1984-01-01 and 1984-12-31 and birthday in the next 7 days",
        "not birthday in the next 5 days and birthday within 366 days",
        "x_skin = \"干性\" and x_skin = o1 and x_skin is not \"油性\"",
        "x_score > 4.4 and x_score <= 4.5 and x_vip = yes and x_note contains \"龙井\"",
        "tags has \"VIP\" and tags has all of (\"VIP\", \"茶友\") and tags has none of (\"黑名单\")",
        "owner = me and owner in my_team and owner is not \"usr_8\"",
        "order_total = 1234.5 and order_total != 1234.5001",
        "created_at on 2025-03-02 and created_at before 2025-03-03 and created_at since 2025-03-02",
        "created_at after 2025-03-02T00:29 and created_at until 2025-03-02T00:30:00+08:00",
        "created_at < today - 30 days and created_at > now - 2 years",
        "did purchase at least 2 times in the last 90 days",
        "did purchase exactly 3 times and did purchase at most 3 times and did purchase between 2 and 3 times",
        "did purchase of category in (\"修护精华\",\"茶礼\")",
        "did purchase at least 2 times in the last 90 days where amount >= 99 and props.category in (\"茶礼\", \"修护精华\")",
        "did purchase where (props.lines.sku = \"B\" and props.lines.n >= 3) and city = \"上海\"",
        "not did page in the last 60 days and not did message",
        "did event \"Signed Up\" and did any \"Signed Up\" and not did event \"signed up\"",
        "did (purchase, visit) at least 5 times",
        "sum of amount of purchase in the last 12 months > 398 and sum of amount of purchase = 1399",
        "sum of lines.n of purchase = 5 and sum of amount of call = 0 and not average of amount of call = 0",
        "average of amount of purchase between 466.3333 and 466.3334",
        "min of amount of purchase = 99 and max of amount of any = 1000",
        "count of visit where (props.seconds > 60) = 1 and count of any of seconds is not empty = 2",
        "first purchase before 2026-01-01 and last visit after 2026-05-01 and last purchase within 30 days",
        "last purchase where (amount > 100) between 2026-10-01 and 2026-10-01",
        "last purchase is (props.category = \"茶礼\") and not first purchase is (props.category = \"茶礼\")",
        "not first call before 2030-01-01",
        "related works_at company where industry = \"tea\"",
        "related referred to person where (tier = \"A\" and did purchase) and not related referred from person",
        "related person and not related household company and not related person at least 2",
    ] {
        assert!(held(sentence), "{sentence}");
        assert!(
            !held(&format!("not ({})", if sentence.is_empty() { "always" } else { sentence })),
            "not: {sentence}"
        );
    }
}

#[test]
fn text_is_printed_in_one_way() {
    let printed = |t: &str| print(&parse(t, &catalogue(ObjectKind::Person)).unwrap());
    for (from, to) in [
        ("城市 is '上海'", "city = \"上海\""),
        ("CITY = x", ""),
        ("tier IN (金山茶,“白山茶”)", "tier in (\"金山茶\", \"白山茶\")"),
        (
            "did purchase of category in (\"茶\") at least 2 times within 90 days",
            "did purchase of category in (\"茶\") at least 2 times in the last 90 days",
        ),
        ("did purchase where props.category = \"茶\"", "did purchase of category = \"茶\""),
        (
            "did purchase where amount > 5 or channel = shop",
            "did purchase where (amount > 5 or channel = \"shop\")",
        ),
        ("a_b = 1 or city = x", ""),
        (
            "city = a or city = b and not (tier = c or tier = d)",
            "city = \"a\" or city = \"b\" and not (tier = \"c\" or tier = \"d\")",
        ),
        ("(city = a or city = b) and tier = c", "(city = \"a\" or city = \"b\") and tier = \"c\""),
        ("name not contains \"x\"", "not name contains \"x\""),
        ("birthday today", "birthday in the next 0 days"),
        ("last visit in the last month", "last visit in the last 1 month"),
        ("created_at > yesterday", "created_at > today - 1 day"),
        ("order_total > -5.50", "order_total > -5.50"),
    ] {
        if to.is_empty() {
            assert!(parse(from, &catalogue(ObjectKind::Person)).is_err(), "{from}");
        } else {
            assert_eq!(printed(from), to, "{from}");
            assert_eq!(printed(to), to, "{from}");
        }
    }
}

#[test]
fn json_is_plain_enough_for_a_builder() {
    let filter = parse(
        "tier in (\"A\", \"B\") and did purchase at least 2 times in the last 90 days where amount > 9.5",
        &catalogue(ObjectKind::Person),
    )
    .unwrap();
    insta::assert_json_snapshot!(filter);
    let back: Filter = serde_json::from_value(serde_json::to_value(&filter).unwrap()).unwrap();
    assert_eq!(back, filter);
    let wrong: Filter = serde_json::from_value(json!({"op": "all", "of": [
        {"op": "not", "of": {"op": "field", "field": {"key": "ctiy"}, "test": {"is": {"text": "x"}}}},
    ]}))
    .unwrap();
    let error = check(&wrong, &catalogue(ObjectKind::Person)).unwrap_err();
    assert_eq!((&*error.path, error.suggestion.as_deref()), ("of.0.of", Some("city")));
}

#[test]
fn filters_of_other_objects() {
    let order = catalogue(ObjectKind::Order);
    let filter = parse("amount > 100 and related person where (tier = \"A\")", &order).unwrap();
    let buyer = Record::default().with("id", Cell::Int(1)).with("tier", text("A"));
    let tie = Tie {
        kind: None,
        way: Way::Either,
        since: None,
        until: None,
        object: ObjectKind::Person,
        record: buyer,
    };
    let row = Record { ties: vec![tie], ..Record::default().with("amount", Cell::Int(1_000_001)) };
    assert!(matches(&filter, &order, &context(), &row).unwrap());
    let interaction = Catalogue::built_in(ObjectKind::Interaction);
    assert!(
        parse("kind = purchase and props.category = \"茶\" and occurred_at in the last 7 days", &interaction)
            .is_ok()
    );
    assert_eq!(parse("did purchase", &order).unwrap_err().code.as_ref(), "only_people_do");
}

#[test]
fn an_edge_that_has_ended_does_not_count() {
    let mut row = lin();
    row.ties[0].until = Some(context().now.0 - 1);
    let filter = parse("related works_at company", &catalogue(ObjectKind::Person)).unwrap();
    assert!(!matches(&filter, &catalogue(ObjectKind::Person), &context(), &row).unwrap());
}

#[test]
fn nobody_is_me_without_an_asker() {
    let filter = parse("owner = me or owner in my_team", &catalogue(ObjectKind::Person)).unwrap();
    let nobody = Context::new(context().now, TimeZone::UTC);
    assert!(!matches(&filter, &catalogue(ObjectKind::Person), &nobody, &lin()).unwrap());
}

#[test]
fn why_says_what_was_found() {
    let filter = parse("city = \"上海\" and (did purchase in the last 90 days or sum of amount of visit > 5) and not email is empty", &catalogue(ObjectKind::Person)).unwrap();
    insta::assert_json_snapshot!(
        explain(&filter, &catalogue(ObjectKind::Person), &context(), &lin()).unwrap()
    );
}

#[test]
fn touches_names_what_can_change_the_answer() {
    let filter = parse(
        "owner = me and did purchase of category = x and related works_at company where industry = tea",
        &catalogue(ObjectKind::Person),
    )
    .unwrap();
    let Touches { fields, kinds, any_kind, edges, time, asker } = filter.touches(ObjectKind::Person);
    let names: Vec<String> = fields.iter().map(|(o, f)| format!("{o}.{f}")).collect();
    assert_eq!(names, ["person.owner", "company.industry", "interaction.props.category"]);
    assert_eq!(
        (kinds.into_iter().collect::<Vec<_>>(), any_kind, edges.len(), time, asker),
        (vec![Kind::Purchase], false, 1, false, true)
    );
    assert!(
        parse("birthday today", &catalogue(ObjectKind::Person)).unwrap().touches(ObjectKind::Person).time
    );
}

#[test]
fn names_of_options_and_users_may_change() {
    let mut catalogue = catalogue(ObjectKind::Person);
    catalogue.users = vec![(Id(7), "周以宁".into()), (Id(8), "同名".into()), (Id(9), "同名".into())];
    let text = "x_skin in (\"干性\", \"油性\") and x_likes has \"绿茶\" and owner in (\"周以宁\", me)";
    let kept = parse(text, &catalogue).unwrap().with_ids(&catalogue);
    assert_eq!(
        print(&kept),
        "x_skin in (\"o1\", \"o2\") and x_likes has \"t1\" and owner in (\"usr_7\", me)"
    );
    assert_eq!(print(&kept.clone().with_labels(&catalogue)), text);
    for f in catalogue.person.fields.iter_mut().filter(|f| f.key == "x_skin") {
        f.options[0].label = "偏干".into();
    }
    assert!(print(&kept.with_labels(&catalogue)).starts_with("x_skin in (\"偏干\", \"油性\")"));
    let twin = parse("owner = \"usr_9\"", &catalogue).unwrap();
    assert_eq!(twin.clone().with_labels(&catalogue), twin);
}

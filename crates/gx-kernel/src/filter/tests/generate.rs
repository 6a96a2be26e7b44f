//! Generated filters that fit a catalogue, and small generated worlds of people, companies, orders,
//! interactions and edges. The store crate's tests read this file too, and hold SQL to the answers
//! that the evaluator in memory gives on the same worlds.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value as Json, json};

use super::kernel::clock::Micros;
use super::kernel::filter::{
    Ahead, Base, Catalogue, Cell, Edge, End, EndTest, Events, FieldPath, Filter, HasMode, Measured, Record,
    Relative, Test, Tie, Times, Unit, Value, Way, Window,
};
use super::kernel::id::{Id, IdKind};
use super::kernel::interaction::{Direction, Kind};
use super::kernel::object::{Field, FieldOption, FieldSet, FieldType, ObjectKind, built_in};

/// The present of generated worlds: 2026-11-20T01:54:00Z.
pub const NOW: i64 = 1_795_139_640_000_000;

/// Text that evaluators like to disagree on: case beyond A–Z, marks that combine, wildcards, quotes, what JSON escapes.
const TEXTS: &[&str] = &[
    "ÉÀ",
    "éà",
    "t1",
    "o1",
    "",
    "上海",
    "上海市",
    "林晓梅",
    "Lin",
    "LIN",
    "lin",
    "İstanbul",
    "ißt",
    "ISST",
    "é",
    "e\u{301}",
    "Ａ",
    "ａ",
    "😀",
    "👩‍👩‍👧",
    "%",
    "_",
    "a_b",
    "\\",
    "\"",
    "'",
    "''",
    "a\nb",
    "\u{1}",
    "\u{7f}",
    "\u{200b}",
    "$1",
    "?",
    "[]",
    "{}",
    "null",
    "true",
    "1",
    "1.0",
    " ",
    " x",
    "Z",
    "z",
    "\u{10ffff}",
    "\u{fffd}",
    "茶",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![8 => select(TEXTS).prop_map(str::to_owned), 1 => "[a-zA-Z林茶é😀%_\\\\\"' ]{0,4}"]
}

/// Non-empty text and parts of the texts above.
fn part() -> impl Strategy<Value = String> {
    let parts = &[
        "é", "à", "l", "L", "上", "海", "IN", "ß", "SS", "\u{301}", "😀", "%", "_", "\\", "\"", "'", "\n",
        "İ", "i", "1", "ａ", "\u{200b}",
    ];
    prop_oneof![
        select(parts.as_slice()).prop_map(str::to_owned),
        text().prop_filter("not empty", |t| !t.is_empty())
    ]
}

fn day() -> impl Strategy<Value = jiff::civil::Date> {
    let near = (-400_i64..400)
        .prop_map(|d| jiff::civil::date(2026, 11, 20).saturating_add(jiff::Span::new().days(d)));
    let any = (1_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| jiff::civil::date(y, m, d));
    let odd = select(vec![
        jiff::civil::Date::MAX,
        jiff::civil::date(1, 1, 1),
        jiff::civil::date(2024, 2, 29),
        jiff::civil::date(1984, 2, 29),
    ]);
    prop_oneof![6 => near, 1 => any, 1 => odd]
}

fn micros() -> impl Strategy<Value = i64> {
    let round = (-500_i64..50).prop_map(|d| NOW + d * Micros::DAY);
    let near = (-400 * Micros::DAY..40 * Micros::DAY).prop_map(|d| NOW + d);
    let few = (0_i64..3).prop_map(|d| NOW - d * Micros::DAY);
    prop_oneof![4 => few, 3 => round, 3 => near, 1 => Just(NOW), 1 => Just(NOW - 1), 1 => Just(1_763_567_999_999_999), 1 => Just(0)]
}

fn number() -> impl Strategy<Value = rust_decimal::Decimal> {
    prop_oneof![
        (-20_i64..20).prop_map(rust_decimal::Decimal::from),
        (-200_000_i64..200_000).prop_map(|n| rust_decimal::Decimal::new(n, 4)),
        select(vec![0_i64, 1, 1_000_000_000_000, -1_000_000_000_000]).prop_map(rust_decimal::Decimal::from),
    ]
}

fn unit(whole_days: bool) -> impl Strategy<Value = Unit> {
    select(if whole_days { Unit::ALL[2..].to_vec() } else { Unit::ALL.to_vec() })
}

fn window(whole_days: bool) -> impl Strategy<Value = Window> {
    let amount = prop_oneof![8 => 0_u32..100, 1 => Just(366), 1 => Just(u32::MAX)];
    (select(vec![Ahead::Last, Ahead::Next]), amount, unit(whole_days))
        .prop_map(|(ahead, amount, unit)| Window { ahead, amount, unit })
}

fn time(instants: bool) -> BoxedStrategy<Value> {
    let date = day().prop_map(Value::Date);
    let today = (-60_i32..60, unit(true))
        .prop_map(|(shift, unit)| Value::Relative(Relative { base: Base::Today, shift, unit }));
    if !instants {
        return prop_oneof![date, today].boxed();
    }
    let now = (-60_i32..60, unit(false))
        .prop_map(|(shift, unit)| Value::Relative(Relative { base: Base::Now, shift, unit }));
    let local = (day(), 0_i8..24, 0_i8..60).prop_map(|(d, h, m)| Value::DateTime(d.at(h, m, 0, 0)));
    prop_oneof![date, today, now, local, micros().prop_map(|m| Value::Instant(Micros(m)))].boxed()
}

/// Comparisons of ordered values; `between` in the right order where the values are literals.
fn ordered(value: BoxedStrategy<Value>) -> BoxedStrategy<Test> {
    let between = (value.clone(), value.clone()).prop_map(|(a, b)| match (&a, &b) {
        (Value::Number(x), Value::Number(y)) if x > y => Test::Between(b, a),
        (Value::Date(x), Value::Date(y)) if x > y => Test::Between(b, a),
        (Value::DateTime(x), Value::DateTime(y)) if x > y => Test::Between(b, a),
        (Value::Instant(x), Value::Instant(y)) if x > y => Test::Between(b, a),
        _ => Test::Between(a, b),
    });
    prop_oneof![
        value.clone().prop_map(Test::Is),
        value.clone().prop_map(Test::IsNot),
        value.clone().prop_map(Test::Below),
        value.clone().prop_map(Test::AtMost),
        value.clone().prop_map(Test::Above),
        value.prop_map(Test::AtLeast),
        between,
    ]
    .boxed()
}

fn member(value: BoxedStrategy<Value>) -> BoxedStrategy<Test> {
    prop_oneof![
        value.clone().prop_map(Test::Is),
        value.clone().prop_map(Test::IsNot),
        vec(value.clone(), 1..4).prop_map(Test::In),
        vec(value, 1..4).prop_map(Test::NotIn),
    ]
    .boxed()
}

fn emptiness() -> BoxedStrategy<Test> {
    select(vec![Test::Empty, Test::NotEmpty]).boxed()
}

fn like() -> BoxedStrategy<Test> {
    let make = select(vec![Test::Contains as fn(String) -> Test, Test::StartsWith, Test::EndsWith]);
    (make, part()).prop_map(|(make, t)| make(t)).boxed()
}

/// A test that fits a field.
fn test_of(field: &Field, kind: IdKind) -> BoxedStrategy<Test> {
    let words = text().prop_map(Value::Text).boxed();
    if field.key == "id" {
        return member((1_i64..6).prop_map(move |n| Value::Text(Id(n).show(kind))).boxed());
    }
    let options: Vec<String> = field.options.iter().map(|o| o.id.clone()).collect();
    let option =
        if options.is_empty() { words.clone() } else { select(options).prop_map(Value::Text).boxed() };
    match field.ty {
        FieldType::Choice => prop_oneof![4 => member(option), 1 => emptiness()].boxed(),
        FieldType::MultiChoice => {
            let mode = select(vec![HasMode::Any, HasMode::All, HasMode::None]);
            let has = (mode, vec(option, 1..3)).prop_map(|(mode, v)| Test::Has(mode, v));
            prop_oneof![4 => has, 1 => emptiness()].boxed()
        }
        FieldType::Number | FieldType::Money | FieldType::Percent => {
            let n = number().prop_map(Value::Number).boxed();
            prop_oneof![4 => ordered(n.clone()), 1 => member(n), 1 => emptiness()].boxed()
        }
        FieldType::Integer | FieldType::Rating => {
            let n = (-3_i64..9).prop_map(|n| Value::Number(n.into())).boxed();
            prop_oneof![4 => ordered(n.clone()), 1 => member(n), 1 => emptiness()].boxed()
        }
        FieldType::Bool => {
            let b = any::<bool>().prop_map(Value::Bool);
            prop_oneof![2 => b.clone().prop_map(Test::Is), 1 => b.prop_map(Test::IsNot), 1 => emptiness()].boxed()
        }
        FieldType::Date => prop_oneof![
            4 => ordered(time(false)),
            1 => member(time(false)),
            2 => window(true).prop_map(Test::Within),
            2 => window(true).prop_map(Test::Anniversary),
            1 => emptiness(),
        ]
        .boxed(),
        FieldType::DateTime => {
            prop_oneof![4 => ordered(time(true)), 1 => member(time(true)), 2 => window(false).prop_map(Test::Within), 1 => emptiness()].boxed()
        }
        FieldType::User => {
            let user = prop_oneof![Just(Value::Me), Just(Value::MyTeam), (6_i64..10).prop_map(|n| Value::Text(Id(n).show(IdKind::User)))];
            prop_oneof![4 => member(user.boxed()), 1 => emptiness()].boxed()
        }
        _ => prop_oneof![4 => member(words), 4 => like(), 1 => emptiness()].boxed(),
    }
}

fn id_kind(object: ObjectKind) -> IdKind {
    match object {
        ObjectKind::Person => IdKind::Person,
        ObjectKind::Company => IdKind::Company,
        ObjectKind::Interaction => IdKind::Interaction,
        ObjectKind::Order => IdKind::Order,
        ObjectKind::Deal => IdKind::Deal,
        ObjectKind::Lead => IdKind::Lead,
        ObjectKind::Activity => IdKind::Activity,
    }
}

/// Paths that lead to values, lists, objects, and nowhere.
fn props_path() -> impl Strategy<Value = Vec<String>> {
    let paths: &[&[&str]] = &[
        &["category"],
        &["seconds"],
        &["ok"],
        &["lines", "sku"],
        &["lines", "n"],
        &["lines"],
        &["品类"],
        &["a", "b"],
        &["a b", "品"],
        &["none"],
    ];
    select(paths).prop_map(|p| p.iter().map(|s| (*s).to_owned()).collect())
}

fn props_test() -> BoxedStrategy<Test> {
    let n = number().prop_map(Value::Number).boxed();
    let any_value = prop_oneof![
        text().prop_map(Value::Text),
        number().prop_map(Value::Number),
        any::<bool>().prop_map(Value::Bool),
        day().prop_map(Value::Date),
    ]
    .boxed();
    let mode = select(vec![HasMode::Any, HasMode::All, HasMode::None]);
    prop_oneof![
        3 => member(any_value.clone()),
        3 => ordered(n),
        1 => ordered(time(false)),
        2 => like(),
        1 => window(true).prop_map(Test::Within),
        1 => (mode, vec(any_value, 1..3)).prop_map(|(m, v)| Test::Has(m, v)),
        2 => emptiness(),
    ]
    .boxed()
}

fn fields(object: ObjectKind) -> BoxedStrategy<Filter> {
    let catalogue = catalogue(object);
    let each = catalogue.fields(object).fields.clone();
    let field = select(each).prop_flat_map(move |f| {
        let test = test_of(&f, id_kind(object));
        test.prop_map(move |test| Filter::Field { field: FieldPath::field(&f.key), test })
    });
    if object != ObjectKind::Interaction {
        return field.boxed();
    }
    let props =
        (props_path(), props_test()).prop_map(|(p, test)| Filter::Field { field: FieldPath::props(p), test });
    prop_oneof![field, props].boxed()
}

fn kinds() -> impl Strategy<Value = Vec<Kind>> {
    let kind = select(vec![Kind::Purchase, Kind::Visit, Kind::Event, Kind::Page]);
    prop_oneof![2 => Just(Vec::new()), 4 => kind.clone().prop_map(|k| vec![k]), 1 => vec(kind, 2..4)]
}

fn events(with_when: bool) -> BoxedStrategy<Events> {
    let when = prop_oneof![
        ordered(time(true)).prop_filter("denial has no place here", |t| !matches!(t, Test::IsNot(_))),
        window(false).prop_map(Test::Within)
    ];
    let when = if with_when { option::weighted(0.5, when).boxed() } else { Just(None).boxed() };
    let title = option::weighted(0.1, text());
    let filter =
        option::weighted(0.5, groups(fields(ObjectKind::Interaction), 1).prop_map(|f| Box::new(f.tidy())));
    (kinds(), title, when, filter)
        .prop_map(|(kinds, title, when, filter)| Events { kinds, title, when, filter })
        .boxed()
}

fn behaviour() -> BoxedStrategy<Filter> {
    let times = prop_oneof![
        4 => Just(Times::default()),
        2 => (0_u32..4).prop_map(Times::AtLeast),
        1 => (0_u32..4).prop_map(Times::AtMost),
        1 => (0_u32..4).prop_map(Times::Exactly),
        1 => (0_u32..2, 2_u32..4).prop_map(|(a, b)| Times::Between(a, b)),
    ];
    let did = (events(true), times).prop_map(|(events, times)| Filter::Did { events, times });
    let of = prop_oneof![Just(FieldPath::field("amount")), props_path().prop_map(FieldPath::props)];
    let make = select(vec![
        Measured::Sum as fn(FieldPath) -> Measured,
        Measured::Average,
        Measured::Min,
        Measured::Max,
    ]);
    let measured = (make, of).prop_map(|(make, of)| make(of));
    let sums = (measured, events(true), ordered(number().prop_map(Value::Number).boxed()));
    let counts = (events(true), ordered((0_i64..5).prop_map(|n| Value::Number(n.into())).boxed()));
    let end = select(vec![End::First, End::Last]);
    let when = prop_oneof![2 => ordered(time(true)), 1 => window(false).prop_map(Test::Within)]
        .prop_map(EndTest::When);
    let is = groups(fields(ObjectKind::Interaction), 1).prop_map(|f| EndTest::Is(Box::new(f.tidy())));
    prop_oneof![
        3 => did,
        1 => counts.prop_map(|(events, test)| Filter::Measure { what: Measured::Count, events, test }),
        2 => sums.prop_map(|(what, events, test)| Filter::Measure { what, events, test }),
        2 => (end, events(false), prop_oneof![when, is]).prop_map(|(end, events, test)| Filter::End { end, events, test }),
    ]
    .boxed()
}

fn related(object: ObjectKind) -> BoxedStrategy<Filter> {
    let to = match object {
        ObjectKind::Person => {
            vec![
                ObjectKind::Person,
                ObjectKind::Company,
                ObjectKind::Order,
                ObjectKind::Deal,
                ObjectKind::Lead,
                ObjectKind::Activity,
            ]
        }
        ObjectKind::Company => vec![ObjectKind::Person, ObjectKind::Company],
        ObjectKind::Interaction
        | ObjectKind::Order
        | ObjectKind::Deal
        | ObjectKind::Lead
        | ObjectKind::Activity => {
            vec![ObjectKind::Person]
        }
    };
    let kind = option::of(select(EDGES).prop_map(str::to_owned));
    let way = select(vec![Way::Either, Way::To, Way::From]);
    (select(to), kind, way, 1_u32..3)
        .prop_flat_map(move |(to, kind, way, at_least)| {
            let built_in =
                matches!(to, ObjectKind::Order | ObjectKind::Deal | ObjectKind::Lead | ObjectKind::Activity)
                    || !matches!(object, ObjectKind::Person | ObjectKind::Company);
            let (kind, way) = if built_in { (None, Way::Either) } else { (kind, way) };
            let inner = if to == ObjectKind::Person {
                prop_oneof![3 => fields(to), 1 => behaviour()].boxed()
            } else {
                fields(to)
            };
            let filter = option::weighted(0.7, groups(inner, 1).prop_map(|f| Box::new(f.tidy())));
            filter.prop_map(move |filter| Filter::Related {
                edge: Edge { kind: kind.clone(), way, object: to },
                at_least,
                filter,
            })
        })
        .boxed()
}

fn groups(leaf: BoxedStrategy<Filter>, depth: u32) -> BoxedStrategy<Filter> {
    leaf.prop_recursive(depth, 8, 3, |inner| {
        prop_oneof![
            3 => vec(inner.clone(), 0..4).prop_map(|of| Filter::All { of }),
            3 => vec(inner.clone(), 0..4).prop_map(|of| Filter::Any { of }),
            2 => inner.prop_map(|f| Filter::Not { of: Box::new(f) }),
        ]
    })
    .boxed()
}

/// A tidy filter of an object that fits [`catalogue`].
pub fn filter(object: ObjectKind) -> BoxedStrategy<Filter> {
    let leaf = match object {
        ObjectKind::Person => {
            prop_oneof![4 => fields(object), 4 => behaviour(), 2 => related(object)].boxed()
        }
        _ => prop_oneof![4 => fields(object), 1 => related(object)].boxed(),
    };
    groups(leaf, 3).prop_map(Filter::tidy).boxed()
}

const EDGES: &[&str] = &["works_at", "referred", "household"];

/// The built-in fields with one custom field of every type on people, and two on companies.
pub fn catalogue(object: ObjectKind) -> Catalogue {
    let custom = |key: &str, ty: FieldType, label: Option<&str>, options: &[(&str, &str)]| Field {
        options: options
            .iter()
            .map(|(id, label)| FieldOption {
                id: (*id).into(),
                label: (*label).into(),
                color: "plain".into(),
                retired: false,
            })
            .collect(),
        ..Field::custom(key, ty, label.map(str::to_owned))
    };
    let mut person: FieldSet = built_in(ObjectKind::Person);
    for f in person.fields.iter_mut().filter(|f| f.key == "city") {
        f.label = Some("城市".into());
    }
    person.fields.extend([
        custom("x_skin", FieldType::Choice, Some("肤质"), &[("o1", "干性"), ("o2", "油性")]),
        custom("x_likes", FieldType::MultiChoice, None, &[("t1", "绿茶"), ("t2", "红茶"), ("t3", "白茶")]),
        custom("x_score", FieldType::Number, None, &[]),
        custom("x_level", FieldType::Integer, None, &[]),
        custom("x_spend", FieldType::Money, None, &[]),
        custom("x_share", FieldType::Percent, None, &[]),
        custom("x_stars", FieldType::Rating, None, &[]),
        custom("x_vip", FieldType::Bool, None, &[]),
        custom("x_wedding", FieldType::Date, None, &[]),
        custom("x_called", FieldType::DateTime, None, &[]),
        custom("x_note", FieldType::Text, None, &[]),
        custom("x_seller", FieldType::User, None, &[]),
    ]);
    let mut company = built_in(ObjectKind::Company);
    company.fields.extend([
        custom("x_note", FieldType::Text, None, &[]),
        custom("x_score", FieldType::Number, None, &[]),
    ]);
    let edges = EDGES.iter().map(|e| (*e).to_owned()).collect();
    Catalogue { edges, ..Catalogue::built_in(object) }
        .with_fields(ObjectKind::Person, person)
        .with_fields(ObjectKind::Company, company)
}

/// A row of a table: its columns by name, JSON columns included.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The row's id, 1, 2, 3 …
    pub id: i64,
    /// Built-in fields.
    pub fields: BTreeMap<String, Cell<'static>>,
    /// The JSON of custom fields, or of an interaction's properties; `None` is a null column.
    pub json: Option<Map<String, Json>>,
    /// Of a person: the root; of an interaction or order: the person.
    pub person: i64,
    /// Whether the row is deleted (people, companies, orders, edges).
    pub deleted: bool,
}

/// An edge between two rows, persons by node.
#[derive(Clone, Debug)]
pub struct Tied {
    /// The kind.
    pub kind: &'static str,
    /// From which object and row.
    pub from: (ObjectKind, i64),
    /// To which.
    pub to: (ObjectKind, i64),
    /// When it began.
    pub since: Option<i64>,
    /// When it ended.
    pub until: Option<i64>,
    /// Whether it is deleted.
    pub deleted: bool,
}

/// A small world.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Person nodes; those with `person` other than their id are merged into that root.
    pub people: Vec<Line>,
    /// Companies.
    pub companies: Vec<Line>,
    /// Orders.
    pub orders: Vec<Line>,
    /// Deals.
    pub deals: Vec<Line>,
    /// Leads.
    pub leads: Vec<Line>,
    /// Activities.
    pub activities: Vec<Line>,
    /// Interactions.
    pub interactions: Vec<Line>,
    /// Edges.
    pub edges: Vec<Tied>,
}

fn number_json() -> BoxedStrategy<Json> {
    prop_oneof![
        4 => (-20_i64..20).prop_map(|n| json!(n)),
        4 => (-200_000_i64..200_000).prop_map(|n| json!(n as f64 / 10_000.0)),
        2 => (-20_i64..20).prop_map(|n| json!(n as f64 / 20_000.0)),
        1 => select(vec![json!(-0.0), json!(1e300), json!(1e301), json!(-1e-301), json!(u64::MAX), json!(i64::MIN), json!(1e15), json!(-1e12)]),
    ]
    .boxed()
}

fn any_json() -> BoxedStrategy<Json> {
    let leaf = prop_oneof![
        4 => text().prop_map(Json::String),
        3 => number_json(),
        1 => any::<bool>().prop_map(Json::Bool),
        1 => Just(Json::Null),
        1 => day().prop_map(|d| json!(d.to_string())),
        1 => day().prop_map(|d| json!(format!("{d}T10:00:00Z"))),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        let key = select(vec!["sku", "n", "b", "品", "x"]).prop_map(str::to_owned);
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Json::Array),
            vec((key, inner), 0..3).prop_map(|kv| Json::Object(kv.into_iter().collect())),
        ]
    })
    .boxed()
}

/// The stored JSON of a custom field: mostly of its type, now and then of another.
fn custom_json(field: &Field) -> BoxedStrategy<Json> {
    let options: Vec<String> =
        field.options.iter().map(|o| o.id.clone()).chain(["gone".to_owned()]).collect();
    let right = match field.ty {
        FieldType::Choice => select(options).prop_map(Json::String).boxed(),
        FieldType::MultiChoice => vec(select(options), 0..3).prop_map(|v| json!(v)).boxed(),
        ty if ty.is_number() => number_json(),
        FieldType::Bool => any::<bool>().prop_map(Json::Bool).boxed(),
        FieldType::Date => day().prop_map(|d| json!(d.to_string())).boxed(),
        FieldType::DateTime => micros().prop_map(|m| json!(Micros(m).to_rfc3339())).boxed(),
        FieldType::User => (6_i64..10).prop_map(|n| json!(Id(n).show(IdKind::User))).boxed(),
        _ => text().prop_map(Json::String).boxed(),
    };
    prop_oneof![5 => right, 1 => any_json()].boxed()
}

/// The value of a built-in column; `required` ones are never null.
fn column(field: &Field, required: bool) -> BoxedStrategy<Cell<'static>> {
    let value = match field.ty {
        FieldType::Date => prop_oneof![6 => day().prop_map(|d| d.to_string()), 1 => text()].prop_map(|t| Cell::Text(t.into())).boxed(),
        FieldType::DateTime => micros().prop_map(Cell::Int).boxed(),
        FieldType::Money => prop_oneof![8 => -200_000_i64..200_000, 1 => Just(i64::MAX), 1 => Just(i64::MIN), 1 => Just(4_000_000_000_000_000_000)]
            .prop_map(Cell::Int)
            .boxed(),
        FieldType::Integer => (-3_i64..9).prop_map(Cell::Int).boxed(),
        FieldType::Number | FieldType::Percent => (-200_000_i64..200_000).prop_map(|n| Cell::Real(n as f64 / 10_000.0)).boxed(),
        FieldType::User => (6_i64..10).prop_map(Cell::Int).boxed(),
        // What is private is nobody's here who asks.
        FieldType::Bool if field.key == "private" => Just(Cell::Bool(false)).boxed(),
        FieldType::Bool => any::<bool>().prop_map(Cell::Bool).boxed(),
        FieldType::MultiChoice => vec(text(), 0..3).prop_map(|v| Cell::List(v.into())).boxed(),
        // The database reckons it from where the values of a person come from, of which these have none.
        FieldType::Choice if field.key == "source" => return Just(Cell::Null).boxed(),
        _ if field.key == "kind" => select(vec![Kind::Purchase, Kind::Visit, Kind::Event, Kind::Page]).prop_map(|k| Cell::Text(k.as_text().into())).boxed(),
        _ if field.key == "direction" => select(Direction::ALL.to_vec()).prop_map(|k| Cell::Text(k.as_text().into())).boxed(),
        _ => text().prop_map(|t| Cell::Text(t.into())).boxed(),
    };
    if required { value } else { prop_oneof![1 => Just(Cell::Null), 3 => value].boxed() }
}

/// Columns that are never null, by object; see the store's first migration.
fn required(object: ObjectKind, key: &str) -> bool {
    match object {
        ObjectKind::Person => [
            "name",
            "interaction_count",
            "order_count",
            "order_total",
            "need_count",
            "created_at",
            "updated_at",
        ]
        .contains(&key),
        ObjectKind::Activity => {
            ["kind", "title", "state", "priority", "all_day", "private", "created_at", "updated_at"]
                .contains(&key)
        }
        ObjectKind::Lead => {
            ["number", "name", "state", "currency", "created_at", "updated_at"].contains(&key)
        }
        ObjectKind::Company => ["name", "created_at", "updated_at"].contains(&key),
        ObjectKind::Interaction => {
            ["kind", "direction", "channel", "occurred_at", "received_at"].contains(&key)
        }
        ObjectKind::Order => {
            ["number", "status", "channel", "amount", "currency", "placed_at", "updated_at"].contains(&key)
        }
        ObjectKind::Deal => [
            "number",
            "name",
            "pipeline",
            "stage",
            "state",
            "currency",
            "probability",
            "stage_since",
            "created_at",
            "updated_at",
        ]
        .contains(&key),
    }
}

fn line(object: ObjectKind) -> BoxedStrategy<Line> {
    let set = catalogue(object).fields(object).clone();
    let mut columns: BoxedStrategy<BTreeMap<String, Cell<'static>>> = Just(BTreeMap::new()).boxed();
    let mut custom: BoxedStrategy<Map<String, Json>> = Just(Map::new()).boxed();
    for f in set.fields.iter().filter(|f| f.key != "id") {
        let key = f.key.clone();
        if f.custom {
            custom = (custom, option::weighted(0.7, custom_json(f)))
                .prop_map(move |(mut m, v)| {
                    if let Some(v) = v {
                        m.insert(key.clone(), v);
                    }
                    m
                })
                .boxed();
        } else {
            columns = (columns, column(f, required(object, &key)))
                .prop_map(move |(mut m, v)| {
                    m.insert(key.clone(), v);
                    m
                })
                .boxed();
        }
    }
    let json = if object == ObjectKind::Interaction {
        let key =
            select(vec!["category", "seconds", "ok", "lines", "品类", "a", "a b"]).prop_map(str::to_owned);
        option::weighted(0.9, vec((key, any_json()), 0..5).prop_map(|kv| kv.into_iter().collect())).boxed()
    } else {
        option::weighted(0.9, custom).boxed()
    };
    (columns, json, 0_i64..1000, proptest::bool::weighted(0.1))
        .prop_map(|(fields, json, person, deleted)| Line { id: 0, fields, json, person, deleted })
        .boxed()
}

/// A world of a few rows, with merged people and edges on any node.
pub fn world() -> BoxedStrategy<World> {
    let people = vec(line(ObjectKind::Person), 1..6);
    let companies = vec(line(ObjectKind::Company), 0..3);
    let orders = vec(line(ObjectKind::Order), 0..5);
    let deals = vec(line(ObjectKind::Deal), 0..4);
    let leads = vec(line(ObjectKind::Lead), 0..4);
    let activities = vec(line(ObjectKind::Activity), 0..4);
    let interactions = vec(line(ObjectKind::Interaction), 0..14);
    let time = || option::weighted(0.3, prop_oneof![Just(NOW), Just(NOW + 1), Just(NOW - 1)]);
    let ends = (any::<bool>(), 0_i64..1000, any::<bool>(), 0_i64..1000);
    let edges = vec((select(EDGES), ends, time(), time(), proptest::bool::weighted(0.1)), 0..8);
    (people, companies, orders, deals, leads, activities, interactions, edges)
        .prop_map(
            |(
                mut people,
                mut companies,
                mut orders,
                mut deals,
                mut leads,
                mut activities,
                mut interactions,
                edges,
            )| {
                let n = i64::try_from(people.len()).unwrap_or(1);
                let companies_n = i64::try_from(companies.len()).unwrap_or(0);
                for lines in [
                    &mut people,
                    &mut companies,
                    &mut orders,
                    &mut deals,
                    &mut leads,
                    &mut activities,
                    &mut interactions,
                ] {
                    for (i, l) in (1_i64..).zip(lines.iter_mut()) {
                        l.id = i;
                        l.fields.insert("id".into(), Cell::Int(i));
                    }
                }
                for p in &mut people {
                    // About a third hangs on an earlier root, which must itself be a root.
                    p.person = if p.id > 1 && p.person % 3 == 0 { 1 } else { p.id };
                    p.deleted &= p.person == p.id && p.id != 1;
                }
                for l in orders
                    .iter_mut()
                    .chain(&mut deals)
                    .chain(&mut leads)
                    .chain(&mut activities)
                    .chain(&mut interactions)
                {
                    l.person = l.person % n + 1;
                }
                // Numbers of deals are unlike, and those of leads.
                for deal in deals.iter_mut().chain(&mut leads) {
                    deal.fields.insert("number".into(), Cell::Text(format!("DL-{:04}", deal.id).into()));
                }
                // What happened is never deleted.
                interactions.iter_mut().for_each(|i| i.deleted = false);
                let end = |company: bool, at: i64| {
                    if company && companies_n > 0 {
                        (ObjectKind::Company, at % companies_n + 1)
                    } else {
                        (ObjectKind::Person, at % n + 1)
                    }
                };
                let edges = edges
                    .into_iter()
                    .map(|(kind, (fc, f, tc, t), since, until, deleted)| Tied {
                        kind,
                        from: end(fc, f),
                        to: end(tc, t),
                        since,
                        until,
                        deleted,
                    })
                    .collect();
                World { people, companies, orders, deals, leads, activities, interactions, edges }
            },
        )
        .boxed()
}

impl World {
    fn lines(&self, object: ObjectKind) -> &[Line] {
        match object {
            ObjectKind::Person => &self.people,
            ObjectKind::Company => &self.companies,
            ObjectKind::Interaction => &self.interactions,
            ObjectKind::Order => &self.orders,
            ObjectKind::Deal => &self.deals,
            ObjectKind::Lead => &self.leads,
            ObjectKind::Activity => &self.activities,
        }
    }

    fn root(&self, node: i64) -> i64 {
        self.people.iter().find(|p| p.id == node).map_or(node, |p| p.person)
    }

    /// The rows of a list: living roots.
    pub fn rows(&self, object: ObjectKind) -> Vec<&Line> {
        self.lines(object)
            .iter()
            .filter(|l| !l.deleted && (object != ObjectKind::Person || l.person == l.id))
            .collect()
    }

    /// A row with what hangs on it, `hops` far.
    pub fn record(&self, object: ObjectKind, line: &Line, hops: u32) -> Record {
        let mut record = Record { fields: line.fields.clone(), ..Record::default() };
        let json = line.json.clone().unwrap_or_default();
        if object == ObjectKind::Interaction {
            record.props = json;
        } else {
            record.custom = json;
        }
        if object == ObjectKind::Person {
            let mine = self.interactions.iter().filter(|i| self.root(i.person) == line.id);
            record.interactions = mine.map(|i| self.record(ObjectKind::Interaction, i, 0)).collect();
        }
        if hops > 0 {
            record.ties = self.ties(object, line);
        }
        record
    }

    fn ties(&self, object: ObjectKind, line: &Line) -> Vec<Tie> {
        let living = |object, id| self.rows(object).into_iter().find(|l| l.id == id);
        let tie = |kind, way, since, until, object, l: &Line| Tie {
            kind,
            way,
            since,
            until,
            object,
            record: self.record(object, l, 0),
        };
        let mut out = Vec::new();
        match object {
            ObjectKind::Person => {
                for object in [ObjectKind::Order, ObjectKind::Deal, ObjectKind::Lead, ObjectKind::Activity] {
                    for o in self.rows(object).into_iter().filter(|o| self.root(o.person) == line.id) {
                        out.push(tie(None, Way::Either, None, None, object, o));
                    }
                }
            }
            ObjectKind::Order
            | ObjectKind::Interaction
            | ObjectKind::Deal
            | ObjectKind::Lead
            | ObjectKind::Activity => {
                if let Some(p) = living(ObjectKind::Person, self.root(line.person)) {
                    out.push(tie(None, Way::Either, None, None, ObjectKind::Person, p));
                }
                return out;
            }
            ObjectKind::Company => {}
        }
        let root = |(o, id)| if o == ObjectKind::Person { (o, self.root(id)) } else { (o, id) };
        let here = (object, line.id);
        for e in self.edges.iter().filter(|e| !e.deleted) {
            let (from, to) = (root(e.from), root(e.to));
            for (this, other, way) in [(from, to, Way::To), (to, from, Way::From)] {
                if this == here
                    && other != here
                    && let Some(l) = living(other.0, other.1)
                {
                    out.push(tie(Some(e.kind.to_owned()), way, e.since, e.until, other.0, l));
                }
            }
        }
        out
    }
}

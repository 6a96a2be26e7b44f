//! The filter in SQL gives the answers of the evaluator in memory, on both databases, on generated
//! worlds with nulls, wrong types, merged people and text of many scripts.

#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use gx_kernel as kernel;
use gx_kernel::filter::{Cell, Context, Filter, Plan, parse, print, resolve};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros};
use gx_store::filter_sql::{condition, record, shapes};
use gx_store::{Conflict, Dialect, Store, StoreError, Tx, Value};
use gx_testkit::on_both;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;

#[path = "../../gx-kernel/src/filter/tests/generate.rs"]
mod generate;

use generate::{Line, NOW, World, catalogue};

fn context() -> Context {
    Context {
        now: Micros(NOW),
        zone: TimeZone::get("Asia/Shanghai").unwrap(),
        me: Some(Id(7)),
        my_team: vec![Id(7), Id(8)],
    }
}

fn value(cell: &Cell<'_>) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Text(t) => Value::Text(t.to_string()),
        Cell::Int(n) => Value::Int(*n),
        Cell::Real(x) => Value::Real(*x),
        Cell::Bool(b) => Value::Int(i64::from(*b)),
        Cell::List(items) => Value::Text(serde_json::to_string(&items.to_vec()).unwrap()),
    }
}

fn table(object: ObjectKind) -> &'static str {
    match object {
        ObjectKind::Person => "person",
        ObjectKind::Company => "company",
        ObjectKind::Interaction => "interaction",
        ObjectKind::Order => "orders",
        ObjectKind::Deal => "deal",
        ObjectKind::Lead => "lead",
        ObjectKind::Activity => "activity",
    }
}

/// Inserts a row; what the schema demands beyond the catalogue's fields is made up from the id.
fn insert(tx: &mut Tx<'_>, object: ObjectKind, line: &Line) -> Result<(), StoreError> {
    let mut row: Vec<(String, Value)> = line.fields.iter().map(|(k, c)| (k.clone(), value(c))).collect();
    let id = Value::Int(line.id);
    let json = line.json.clone().map_or(Value::Null, |m| serde_json::Value::Object(m).into());
    if object == ObjectKind::Person {
        row.retain(|(key, _)| key != "source");
    }
    let mut add = |key: &str, v: Value| row.push((key.to_owned(), v));
    let deleted = if line.deleted { Value::Int(1) } else { Value::Null };
    match object {
        ObjectKind::Person => {
            // Whoever has a name has been given it by somebody.
            let called =
                line.fields.iter().any(|(k, c)| k == "name" && matches!(c, Cell::Text(t) if !t.is_empty()));
            add("sources", if called { r#"{"name":"*"}"#.into() } else { Value::Null });
            add("canonical_id", line.person.into());
            add("merged_into", if line.person == line.id { Value::Null } else { line.person.into() });
            add("name_key", "".into());
            add("fields", json);
            add("deleted_at", deleted);
        }
        ObjectKind::Company => {
            add("name_key", "".into());
            add("fields", json);
            add("deleted_at", deleted);
        }
        ObjectKind::Interaction => {
            add("person_id", line.person.into());
            add("props", json);
            add("source_kind", "test".into());
            add("message_hash", id.clone());
            add("content_hash", id);
            add("message_id", "".into());
        }
        ObjectKind::Order => {
            add("person_id", line.person.into());
            add("number_hash", id);
            add("source_kind", "test".into());
            add("deleted_at", deleted);
        }
        ObjectKind::Activity => {
            add("person_id", line.person.into());
            for key in ["title_key", "zone", "note", "uid"] {
                add(key, "".into());
            }
            add("fields", json);
            add("deleted_at", deleted);
        }
        ObjectKind::Deal | ObjectKind::Lead => {
            add("person_id", line.person.into());
            add("name_key", "".into());
            add("fields", json);
            add("deleted_at", deleted);
        }
    }
    let (columns, values): (Vec<String>, Vec<Value>) = row.into_iter().unzip();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    tx.insert_many(table(object), &columns, &[values], Conflict::Fail).map(drop)
}

fn fill(tx: &mut Tx<'_>, world: &World) -> Result<(), StoreError> {
    for table in ["person", "company", "interaction", "orders", "deal", "lead", "activity", "edge"] {
        tx.execute(&format!("DELETE FROM {table}"), &[])?;
    }
    for (object, lines) in [
        (ObjectKind::Person, &world.people),
        (ObjectKind::Company, &world.companies),
        (ObjectKind::Interaction, &world.interactions),
        (ObjectKind::Order, &world.orders),
        (ObjectKind::Deal, &world.deals),
        (ObjectKind::Lead, &world.leads),
        (ObjectKind::Activity, &world.activities),
    ] {
        for line in lines {
            insert(tx, object, line)?;
        }
    }
    let columns = [
        "id",
        "kind",
        "from_kind",
        "from_id",
        "to_kind",
        "to_id",
        "since",
        "until",
        "count",
        "source_kind",
        "deleted_at",
    ];
    let mut rows = Vec::new();
    for (i, e) in (1_i64..).zip(&world.edges) {
        let deleted = if e.deleted { Value::Int(1) } else { Value::Null };
        let (from, to) = (e.from.0.as_text(), e.to.0.as_text());
        rows.push(vec![
            i.into(),
            e.kind.into(),
            from.into(),
            e.from.1.into(),
            to.into(),
            e.to.1.into(),
            e.since.into(),
            e.until.into(),
            1_i64.into(),
            "test".into(),
            deleted,
        ]);
    }
    // One living edge of a kind between two rows is all the schema allows; further ones are skipped here and there.
    tx.insert_many("edge", &columns, &rows, Conflict::Fail).map(drop)
}

/// The ids that pass in SQL, among the rows a list shows.
fn found(
    tx: &mut Tx<'_>,
    object: ObjectKind,
    condition: &str,
    params: &[Value],
) -> Result<Vec<i64>, StoreError> {
    let living = match object {
        ObjectKind::Person => "r.canonical_id = r.id AND r.deleted_at IS NULL",
        ObjectKind::Interaction => "1 = 1",
        _ => "r.deleted_at IS NULL",
    };
    let sql = format!("SELECT r.id FROM {} r WHERE {living} AND {condition} ORDER BY r.id", table(object));
    tx.query_once(&sql, params)?.iter().map(|row| row.int(0)).collect()
}

fn expected(world: &World, object: ObjectKind, plan: &Plan) -> Vec<i64> {
    let rows = world.rows(object).into_iter();
    rows.filter(|l| plan.matches(&world.record(object, l, 1))).map(|l| l.id).collect()
}

fn cases() -> u32 {
    std::env::var("GUANXI_FILTER_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(150)
}

/// What a case is about: a world and filters of one object.
fn case() -> impl Strategy<Value = (World, ObjectKind, Vec<Filter>)> {
    let object = prop_oneof![6 => Just(ObjectKind::Person), 1 => Just(ObjectKind::Company), 1 => Just(ObjectKind::Interaction), 1 => Just(ObjectKind::Order), 1 => Just(ObjectKind::Deal), 1 => Just(ObjectKind::Lead), 1 => Just(ObjectKind::Activity)];
    let world = generate::world().prop_map(|mut w| {
        let mut seen = std::collections::BTreeSet::new();
        w.edges.retain(|e| e.deleted || seen.insert((e.from.1, e.kind, e.to.1)));
        w
    });
    (world, object)
        .prop_flat_map(|(w, o)| (Just(w), Just(o), proptest::collection::vec(generate::filter(o), 12)))
}

#[test]
fn sql_gives_the_answers_of_memory() {
    on_both(|t| {
        let (mut yes, mut asked) = (0_usize, 0_usize);
        let mut runner = TestRunner::new_with_rng(
            Config::default(),
            proptest::test_runner::TestRng::deterministic_rng(Default::default()),
        );
        for n in 0..cases() {
            let mut tree = case().new_tree(&mut runner).unwrap();
            let ((world, object, filters), mut wrong) = {
                let (w, o, f) = tree.current();
                let wrong = difference(&t.store, &w, o, &f, &mut yes, &mut asked);
                ((w, o, f), wrong)
            };
            if wrong.is_none() {
                drop((world, object, filters));
                continue;
            }
            // Shrink by hand, since the store is shared by all cases.
            let mut smallest = None;
            for _ in 0..2_000 {
                if wrong.is_some() {
                    smallest = wrong;
                    if !tree.simplify() {
                        break;
                    }
                } else if !tree.complicate() {
                    break;
                }
                let (w, o, f) = tree.current();
                wrong = difference(&t.store, &w, o, &f, &mut 0, &mut 0);
            }
            panic!("case {n} on {}:\n{}", t.name, smallest.unwrap_or_default());
        }
        eprintln!("{}: {asked} answers compared, {yes} of them yes", t.name);
        assert!(
            yes * 20 > asked,
            "the generated filters hold often enough to mean something: {yes} of {asked}"
        );
    });
}

fn difference(
    store: &Store,
    world: &World,
    object: ObjectKind,
    filters: &[Filter],
    yes: &mut usize,
    asked: &mut usize,
) -> Option<String> {
    let catalogue = catalogue(object);
    let mut out = None;
    let result: Result<(), StoreError> = store.write(|tx| {
        fill(tx, world)?;
        for f in filters {
            let plan = resolve(f, &catalogue, &context()).unwrap();
            let want = expected(world, object, &plan);
            let mut params = Vec::new();
            let both = shapes(
                f,
                &catalogue,
                &context(),
                (tx.dialect(), &gx_store::access::Access::system()),
                "r",
                &mut params,
            )
            .unwrap();
            let sql = both.row;
            let led = found(tx, object, &both.lead, &params)?;
            if led != want {
                out = Some(format!(
                    "{}\n{}\nmemory {want:?}, led {led:?}\nwith {world:?}",
                    print(f),
                    both.lead
                ));
                return Err(StoreError::Other("stop".into()));
            }
            let got = match found(tx, object, &sql, &params) {
                Ok(got) => got,
                Err(e) => {
                    out = Some(format!("{}\n{sql}\n{params:?}\nfails: {e:?}\nwith {world:?}", print(f)));
                    return Err(StoreError::Other("stop".into()));
                }
            };
            let needs = f.touches(object);
            let mut read = Vec::new();
            for line in world.rows(object) {
                let row = record(tx, &catalogue, Id(line.id), &needs)?;
                read.extend(row.filter(|r| plan.matches(r)).map(|_| line.id));
            }
            if read != want {
                out = Some(format!("{}\nmemory {want:?}, read back {read:?}\nwith {world:?}", print(f)));
                return Err(StoreError::Other("stop".into()));
            }
            *asked += world.rows(object).len();
            *yes += got.len();
            if got != want {
                out = Some(format!(
                    "{}\n{sql}\n{params:?}\nmemory {want:?}, SQL {got:?}\nwith {world:?}",
                    print(f)
                ));
                return Err(StoreError::Other("stop".into()));
            }
        }
        Err(StoreError::Other("leave nothing behind".into()))
    });
    if let (Err(e), None) = (&result, &out)
        && !matches!(e, StoreError::Other(t) if t == "leave nothing behind")
    {
        return Some(format!("cannot store {world:#?}: {e:?}"));
    }
    out
}

fn sql_of(text: &str, object: ObjectKind, dialect: Dialect) -> (String, Vec<Value>) {
    let catalogue = catalogue(object);
    let filter = parse(text, &catalogue).unwrap();
    let mut params = vec![Value::Int(1)];
    let sql = condition(&filter, &catalogue, &context(), dialect, "p", &mut params).unwrap();
    (sql, params)
}

/// What chance seldom brings together: a value that one of the databases would read in its own way,
/// and the filter that notices.
#[test]
fn odd_values_have_one_answer() {
    on_both(|t| {
        let zeros =
            ["interaction_count", "order_count", "order_total", "need_count", "created_at", "updated_at"];
        let mut world = World::default();
        let custom = [
            json!({"x_likes": "t1", "x_note": "ÉÀİ", "x_score": 1e-301, "x_vip": "true", "x_level": "5"}),
            json!({"x_likes": ["t1", 5, null, ["t2"]], "x_note": 5, "x_score": 1e301, "x_vip": 1, "x_skin": ["o1"]}),
            json!({"x_likes": {"t1": "t1"}, "x_note": ["ÉÀİ"], "x_score": "1", "x_vip": true, "x_called": 5}),
        ];
        let props = [
            json!({"category": ["茶", ["礼"]], "n": -0.00005, "lines": [{"sku": "A"}, [{"sku": "B"}], "sku"]}),
            json!({"category": {"茶": "茶"}, "n": 0.00005, "lines": {"sku": ["C", ["D"]]}}),
            json!({"category": "ÉÀİ", "n": [1, "2", 1e300, 3.00005], "lines": []}),
            json!([]),
        ];
        for (id, custom) in (1_i64..).zip(custom) {
            let mut person = line(id, &[("name", Cell::from("ÉÀİ"))], &zeros);
            person.json = custom.as_object().cloned();
            world.people.push(person);
        }
        for (id, props) in (1_i64..).zip(props) {
            let texts = [
                ("kind", Cell::from("event")),
                ("direction", Cell::from("in")),
                ("channel", Cell::from("web")),
            ];
            // Two of the four are at one instant, so that the smaller id is the first.
            let mut event = line(id, &texts, &["received_at"]);
            event.fields.insert("occurred_at".into(), Cell::Int(NOW - id / 3));
            event.json = props.as_object().cloned();
            event.person = if id == 4 { 2 } else { 1 };
            world.interactions.push(event);
        }
        let catalogue = catalogue(ObjectKind::Person);
        let filters: Vec<Filter> = [
            "x_likes has \"t1\"",
            "x_likes has all of (\"t1\", \"t2\")",
            "x_likes is empty",
            "x_note contains \"é\"",
            "x_note contains \"i\"",
            "x_note ends with \"İ\"",
            "x_note is empty",
            "name starts with \"éÀ\"",
            "name contains \"İ\"",
            "x_score > 0",
            "x_score < 5",
            "x_score is empty",
            "x_vip = true",
            "x_vip != true",
            "x_vip is empty",
            "x_level = 5",
            "x_skin = o1",
            "x_skin is empty",
            "x_called is empty",
            "did any of category = \"茶\"",
            "did any of category = \"礼\"",
            "did any of category contains \"é\"",
            "did any of category is empty",
            "did any of lines.sku in (\"A\", \"sku\")",
            "did any of lines.sku = \"B\"",
            "did any of lines.sku = \"C\"",
            "did any of lines.sku = \"D\"",
            "did any of n > 2",
            "sum of n of any where (props.n < 0) = -0.0001",
            "sum of n of any where (props.n < 0.1 and props.n > 0) = 0.0001",
            "max of n of any = 3.0001",
            "average of n of any > 1",
            "first any is (props.n > 2)",
            "first any is (props.n < 0)",
            "last any is (props.n < 0)",
            "last any is (props.category = \"茶\")",
        ]
        .iter()
        .map(|text| parse(text, &catalogue).unwrap())
        .collect();
        assert_eq!(difference(&t.store, &world, ObjectKind::Person, &filters, &mut 0, &mut 0), None);
    });
}

/// Both databases number parameters by their place, so every number must first appear in order.
#[test]
fn parameters_stand_in_the_order_of_the_text() {
    let mut runner = TestRunner::deterministic();
    for _ in 0..2_000 {
        let filter = generate::filter(ObjectKind::Person).new_tree(&mut runner).unwrap().current();
        for dialect in [Dialect::Sqlite, Dialect::Postgres] {
            let mut params = vec![Value::Null, Value::Null];
            let sql =
                condition(&filter, &catalogue(ObjectKind::Person), &context(), dialect, "p", &mut params)
                    .unwrap();
            let mut highest = 2;
            for piece in sql.split('$').skip(1) {
                let digits: String = piece.chars().take_while(char::is_ascii_digit).collect();
                // `'$.x_key'` is a path of ours, not a parameter.
                let Ok(n) = digits.parse::<usize>() else { continue };
                assert!(n <= highest + 1, "{sql}");
                highest = highest.max(n);
            }
            assert_eq!(highest, params.len(), "{sql}");
        }
    }
}

#[test]
fn values_of_a_filter_never_stand_in_the_statement() {
    let evil = "x' OR 1=1; --";
    for dialect in [Dialect::Sqlite, Dialect::Postgres] {
        for text in [
            format!("city = \"{evil}\" or tags has \"{evil}\" or x_note contains \"{evil}\" or x_skin = o1"),
            format!("did event \"{evil}\" where props.\"{evil}\" = \"{evil}\""),
        ] {
            let (sql, params) = sql_of(&text, ObjectKind::Person, dialect);
            assert!(!sql.contains("OR 1=1"), "{sql}");
            assert!(params.len() > 3);
        }
    }
}

#[test]
fn the_statements_are_read_by_people() {
    let mut out = String::new();
    for text in [
        "city = \"上海\" and tier in (\"金山茶\", \"白山茶\") and name contains \"Lin\" and not email is empty",
        "did purchase at least 2 times in the last 90 days",
        "not did page in the last 60 days",
        "last purchase within 30 days",
        "did purchase of category in (\"修护精华\", \"茶礼\")",
        "x_skin = \"干性\" and x_score > 4.5 and tags has \"VIP\"",
        "sum of amount of purchase in the last 12 months > 5000",
        "related works_at company where (industry = \"tea\")",
    ] {
        for dialect in [Dialect::Sqlite, Dialect::Postgres] {
            let (sql, params) = sql_of(text, ObjectKind::Person, dialect);
            out.push_str(&format!(
                "{text}\n  {dialect:?}: {sql}\n  {:?}\n\n",
                params.iter().skip(1).collect::<Vec<_>>()
            ));
        }
    }
    insta::assert_snapshot!(out);
}

/// Sums beyond 64 bits, which SQLite's own sum refuses.
#[test]
fn sums_do_not_overflow() {
    on_both(|t| {
        let huge = 4_000_000_000_000_000_000_i64;
        let mut world = World::default();
        world.people.push(line(
            1,
            &[("name", Cell::from("a")), ("order_total", Cell::Int(0))],
            &["interaction_count", "order_count", "need_count", "created_at", "updated_at"],
        ));
        for i in 1..=4 {
            let texts = [
                ("kind", Cell::from("purchase")),
                ("direction", Cell::from("in")),
                ("channel", Cell::from("web")),
                ("amount", Cell::Int(huge)),
            ];
            let mut interaction = line(i, &texts, &["occurred_at", "received_at"]);
            interaction.person = 1;
            world.interactions.push(interaction);
        }
        t.store
            .write(|tx| {
                fill(tx, &world)?;
                for (text, want) in [
                    ("sum of amount of purchase > 100000000000000", true),
                    ("sum of amount of purchase <= 100000000000000", false),
                    ("average of amount of purchase > 100000000000000", true),
                    ("max of amount of purchase = 100000000000000", false),
                ] {
                    let catalogue = catalogue(ObjectKind::Person);
                    let filter = parse(text, &catalogue).unwrap();
                    let mut params = Vec::new();
                    let sql =
                        condition(&filter, &catalogue, &context(), tx.dialect(), "r", &mut params).unwrap();
                    assert_eq!(!found(tx, ObjectKind::Person, &sql, &params)?.is_empty(), want, "{text}");
                    let plan = resolve(&filter, &catalogue, &context()).unwrap();
                    assert_eq!(!expected(&world, ObjectKind::Person, &plan).is_empty(), want, "{text}");
                }
                Ok(())
            })
            .unwrap();
    });
}

fn line(id: i64, fields: &[(&str, Cell<'static>)], zeros: &[&str]) -> Line {
    let mut line = Line { id, person: id, ..Line::default() };
    line.fields.insert("id".into(), Cell::Int(id));
    for (key, cell) in fields {
        line.fields.insert((*key).to_owned(), cell.clone());
    }
    for key in zeros {
        line.fields.insert((*key).to_owned(), Cell::Int(0));
    }
    line
}

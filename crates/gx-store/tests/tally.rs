//! Rows counted by their values: both databases count alike, and as `GROUP BY` does.

use gx_store::tally::{Picked, Tally};
use gx_store::{Dialect, Result, Tx, Value};
use gx_testkit::on_both;
use serde_json::{Value as Json, json};

fn company(tx: &mut Tx<'_>, id: i64, city: Option<&str>, fields: Option<Json>) -> Result<()> {
    tx.execute(
        "INSERT INTO company (id, name, name_key, city, fields, created_at, updated_at) VALUES ($1, 'n', 'n', $2, $3, $4, 0)",
        &[id.into(), city.into(), fields.into(), (id * 10).into()],
    )?;
    Ok(())
}

fn member(dialect: Dialect, key: &str, numeric: bool) -> Picked {
    let sql = match (dialect, numeric) {
        (Dialect::Sqlite, _) => format!("json_extract(c.fields, '$.{key}')"),
        (Dialect::Postgres, false) => format!("c.fields ->> '{key}'"),
        (Dialect::Postgres, true) => {
            format!(
                "CASE WHEN jsonb_typeof(c.fields -> '{key}') = 'number' THEN (c.fields ->> '{key}')::float8 END"
            )
        }
    };
    Picked { sql, member: Some(("c.fields".into(), key.into())), numeric }
}

/// A whole sum is the same number whether a database calls it whole or not.
fn plain(value: Value) -> String {
    match value {
        Value::Null => "-".into(),
        Value::Int(n) => n.to_string(),
        Value::Real(x) => x.to_string(),
        Value::Text(t) => t,
        Value::Blob(_) => "blob".into(),
    }
}

#[test]
fn groups_are_those_of_the_database() {
    on_both(|test| {
        let store = &test.store;
        store
            .write(|tx| {
                company(tx, 1, Some("上海"), Some(json!({"x_a": "金\"", "x_n": 2})))?;
                company(tx, 2, Some("上海"), Some(json!({"x_a": "金\"", "x_n": 1.5})))?;
                company(tx, 3, Some("上海"), Some(json!({"x_a": "银", "x_n": true, "x_aa": "x_a"})))?;
                company(tx, 4, None, Some(json!({"x_b": "\"x_a\": \"金\"", "x_n": "3"})))?;
                company(tx, 5, None, None)?;
                company(tx, 6, Some("北京"), Some(json!({"x_a": null})))
            })
            .unwrap();
        let counted = |by: &dyn Fn(Dialect) -> Picked,
                       split: Option<&str>,
                       (condition, params): (&str, &[Value]),
                       most| {
            let rows = store.read(|tx| {
                let dialect = tx.dialect();
                tx.tally(&Tally {
                    from: "company c",
                    condition,
                    params,
                    by: &by(dialect),
                    split,
                    sums: &[Picked::column("c.created_at"), member(dialect, "x_n", true)],
                    most,
                    index: None,
                })
            });
            let line = |row: gx_store::Row| row.0.into_iter().map(plain).collect::<Vec<_>>().join(" ");
            rows.unwrap().into_iter().map(line).collect::<Vec<String>>()
        };
        let all = ("1 = 1", &[][..]);
        let city = |_: Dialect| Picked::column("COALESCE(c.city, '')");
        assert_eq!(
            counted(&|d| member(d, "x_a", false), None, all, 10),
            ["-  3 150 - 1", "金\"  2 30 3.5 2", "银  1 30 - 3"]
        );
        assert_eq!(
            counted(&|d| member(d, "x_a", false), Some("c.city"), ("c.id < $1", &[7.into()]), 10),
            ["-  2 90 - 1", "- 北京 1 60 - 1", "金\" 上海 2 30 3.5 2", "银 上海 1 30 - 3"]
        );
        assert_eq!(
            counted(&city, Some("CAST(c.id % 2 AS TEXT)"), all, 1),
            ["上海 0 1 20 1.5 1", "上海 1 2 40 2 1"],
            "a group is told whole"
        );
        assert!(counted(&city, None, ("1 = 0", &[]), 9).is_empty());
    });
}

#[test]
fn along_an_index_the_embedded_database_counts_the_same() {
    let test = gx_testkit::sqlite();
    let store = &test.store;
    store
        .write(|tx| {
            for (id, city, a) in
                [(1, Some("上海"), "金"), (2, None, "金"), (3, Some(""), "金"), (4, Some("上海"), "银")]
            {
                company(tx, id, city, Some(json!({"x_a": a})))?;
            }
            company(tx, 5, Some("北京"), None)
        })
        .unwrap();
    store.make_index("by_a", "company (json_extract(fields, '$.x_a'), city, created_at, id)").unwrap();
    let counted = |index: Option<&str>, split: Option<&str>| {
        let tally = |tx: &mut Tx<'_>| {
            tx.tally(&Tally {
                from: "company c",
                condition: "c.id < $1",
                params: &[9.into()],
                by: &member(Dialect::Sqlite, "x_a", false),
                split,
                sums: &[Picked::column("c.created_at")],
                most: 2,
                index,
            })
        };
        store.read(tally).unwrap().into_iter().map(|r| r.0).collect::<Vec<_>>()
    };
    for split in [None, Some("c.city")] {
        let along = counted(Some("by_a"), split);
        assert_eq!(along, counted(None, split), "{split:?}");
        assert!(along.len() > 1);
    }
}

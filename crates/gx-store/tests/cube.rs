//! Rows added up by several values at once: both databases as plain arithmetic does.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use gx_store::cube::{Cube, Figure, Fold, Part};
use gx_store::{Store, Value};
use gx_testkit::on_both;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// A row: a city, a size, an amount.
type Row = (Option<u8>, Option<i64>, Option<i64>);

fn fill(store: &Store, rows: &[Row]) {
    store
        .write(|tx| {
            tx.execute("DELETE FROM company", &[])?;
            for (n, (city, size, owner)) in rows.iter().enumerate() {
                let city = city.map(|c| format!("城{c}"));
                tx.execute(
                    "INSERT INTO company (id, name, name_key, city, size, owner, created_at, updated_at) VALUES ($1, 'n', 'n', $2, $3, $4, 0, 0)",
                    &[(n as i64 + 1).into(), city.into(), (*size).into(), (*owner).into()],
                )?;
            }
            Ok(())
        })
        .unwrap();
}

fn figures() -> Vec<Figure> {
    let figure = |fold, sql: &str| Figure { fold, sql: sql.to_owned(), real: false };
    vec![
        figure(Fold::Count, "1"),
        figure(Fold::Count, "c.owner"),
        figure(Fold::Sum, "c.owner"),
        figure(Fold::Least, "c.owner"),
        figure(Fold::Most, "c.owner"),
        figure(Fold::Distinct, "c.owner"),
    ]
}

fn cube(store: &Store, apart: &[String], by: &[String], most: usize) -> Option<Vec<Part>> {
    let figures = figures();
    let asked = Cube {
        from: "company c",
        condition: "c.id > $1",
        params: &[Value::Int(0)],
        apart,
        by,
        figures: &figures,
        most,
    };
    store.read(|tx| tx.cube(&asked)).unwrap()
}

fn shown(parts: Vec<Part>) -> BTreeMap<String, Vec<Value>> {
    parts.into_iter().map(|p| (format!("{:?}{:?}", p.apart, p.by), p.figures)).collect()
}

/// The same by plain arithmetic.
fn reckoned(rows: &[Row], apart: bool) -> BTreeMap<String, Vec<Value>> {
    let mut parts: BTreeMap<String, Vec<Option<i64>>> = BTreeMap::new();
    for (city, size, owner) in rows {
        let city = city.map_or(Value::Null, |c| Value::Text(format!("城{c}")));
        let size = size.map_or(Value::Null, Value::Int);
        for over in 0..if apart { 2 } else { 4 } {
            let (first, second) =
                ((over & 1 == 0).then(|| city.clone()), (over & 2 == 0).then(|| size.clone()));
            let key = if apart {
                format!("{:?}{:?}", vec![size.clone()], vec![first])
            } else {
                format!("{:?}{:?}", Vec::<Value>::new(), vec![first, second])
            };
            parts.entry(key).or_default().push(*owner);
        }
    }
    if parts.is_empty() && !apart {
        parts.insert(format!("{:?}{:?}", Vec::<Value>::new(), vec![None::<Value>, None]), Vec::new());
    }
    let told = |owners: Vec<Option<i64>>| {
        let some: Vec<i64> = owners.iter().flatten().copied().collect();
        let or_null = |n: Option<i64>| n.map_or(Value::Null, Value::Int);
        vec![
            Value::Int(owners.len() as i64),
            Value::Int(some.len() as i64),
            or_null((!some.is_empty()).then(|| some.iter().sum())),
            or_null(some.iter().min().copied()),
            or_null(some.iter().max().copied()),
            Value::Int(some.iter().collect::<BTreeSet<_>>().len() as i64),
        ]
    };
    parts.into_iter().map(|(key, owners)| (key, told(owners))).collect()
}

#[test]
fn parts_and_what_they_come_to_are_those_of_arithmetic() {
    on_both(|t| {
        let row =
            (proptest::option::of(0..3_u8), proptest::option::of(0..3_i64), proptest::option::of(-4..5_i64));
        let mut runner =
            TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
        let (city, size) = ("c.city".to_owned(), "c.size".to_owned());
        runner
            .run(&proptest::collection::vec(row, 0..30), |rows| {
                fill(&t.store, &rows);
                let by = [city.clone(), size.clone()];
                let parts = cube(&t.store, &[], &by, 1000).expect("few parts");
                prop_assert_eq!(shown(parts), reckoned(&rows, false));
                let apart = cube(&t.store, std::slice::from_ref(&size), std::slice::from_ref(&city), 1000)
                    .expect("few parts");
                prop_assert_eq!(shown(apart), reckoned(&rows, true));
                Ok(())
            })
            .unwrap();
    });
}

#[test]
fn too_many_parts_are_nothing_rather_than_some_of_them() {
    on_both(|t| {
        let rows: Vec<Row> = (0..20).map(|n| (None, Some(n), None)).collect();
        fill(&t.store, &rows);
        assert_eq!(cube(&t.store, &[], &["c.size".to_owned()], 10), None);
        assert_eq!(cube(&t.store, &[], &["c.size".to_owned()], 21).map(|parts| parts.len()), Some(21));
        assert_eq!(cube(&t.store, &[], &[], 10).map(|parts| parts.len()), Some(1));
    });
}

//! When arrivals are compared, and when everybody is.

#![expect(clippy::unwrap_used, reason = "tests fail loudly")]

use gx_kernel::{Id, Micros};
use gx_people::{arrivals, duplicates, edit};
use gx_store::access::Access;
use gx_testkit::on_both;
use serde_json::{Map, Value, json};

fn fields(value: Value) -> Map<String, Value> {
    serde_json::from_value(value).unwrap()
}

#[test]
fn who_comes_while_a_scan_runs_is_not_forgotten() {
    on_both(|t| {
        let store = &t.store;
        assert!(store.write(|tx| duplicates::call_scan(tx, store)).unwrap());
        store
            .write(|tx| {
                for n in 0..250 {
                    let set = fields(json!({"name": format!("Person {n}"), "city": "Graz"}));
                    edit::create(tx, store, &Access::system(), &set, &[])?;
                }
                tx.execute("DELETE FROM job WHERE kind = 'people.match'", &[])
            })
            .unwrap();
        t.clock.advance(60 * Micros::SECOND);
        let done = arrivals::compare_due(store, Id(1), &|| false).unwrap();
        assert_eq!(done.persons, 0, "so many are a matter for a scan");
        let waits = "SELECT COUNT(*) FROM job WHERE kind = $1 AND state = 'waiting'";
        let count = |kind: &str| store.read(|tx| tx.one(waits, &[kind.into()])?.int(0)).unwrap();
        assert_eq!(count(duplicates::SCAN_JOB), 1, "one scan is enough");
        assert_eq!(count("people.match"), 1, "it may have begun before they came: they are looked at again");
    });
}

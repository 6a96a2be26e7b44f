//! Lists of many rows: what is remembered of them never makes a page wrong.

#![expect(clippy::unwrap_used, reason = "tests fail loudly")]

use gx_record::list::{COUNT_BOUND, Clause, ListSpec, Order, Rows, page};
use gx_store::{Conflict, Store, Value};
use gx_testkit::on_both;

const SPEC: ListSpec<'_> =
    ListSpec { from: "company c", alias: "c", columns: "c.id, c.name", base: "c.deleted_at IS NULL" };

fn first(store: &Store, cursor: Option<&str>) -> Rows {
    let filter = Clause { sql: "c.city = $1".into(), params: vec!["上海".into()], ..Clause::default() };
    let order = Order { column: "c.name_key", index: None, descending: false, limit: 2, cursor };
    store.read(|tx| page(tx, &SPEC, "1 = 1", &filter, &order)).unwrap()
}

#[test]
fn what_were_many_and_are_few_is_counted_anew() {
    on_both(|test| {
        let store = &test.store;
        let rows: Vec<Vec<Value>> = (0..COUNT_BOUND + 5)
            .map(|n| {
                let name = format!("n{n:06}");
                vec![n.into(), name.clone().into(), name.into(), "上海".into(), 0_i64.into(), 0_i64.into()]
            })
            .collect();
        let columns = ["id", "name", "name_key", "city", "created_at", "updated_at"];
        store.write(|tx| tx.insert_many("company", &columns, &rows, Conflict::Fail)).unwrap();
        for _ in 0..2 {
            let page = first(store, None);
            assert_eq!(page.total, Some((COUNT_BOUND, true)));
            let next = first(store, page.next.as_deref());
            assert_eq!((next.total, next.rows.len()), (None, 2));
            assert_eq!(next.rows.first().unwrap().int(0).unwrap(), 2);
        }
        store.write(|tx| tx.execute("UPDATE company SET deleted_at = 1 WHERE id > 1", &[])).unwrap();
        for _ in 0..2 {
            let page = first(store, None);
            assert_eq!((page.total, page.rows.len(), page.next), (Some((2, false)), 2, None));
        }
    });
}

//! The feed: nothing is missed and nothing is told before it is settled, on both databases.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

use std::sync::mpsc;

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros};
use gx_store::change::{Batch, By, Entry, Op};
use gx_store::feed::{self, Place, Touched, What};
use gx_store::{Dialect, Result, Store, Tx};
use gx_testkit::on_both;
use serde_json::{Map, json};

fn company(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    tx.execute(
        "INSERT INTO company (id, name, name_key, created_at, updated_at) VALUES ($1, '沐禾', 'muhe', 0, 0)",
        &[id.into()],
    )?;
    Ok(())
}

fn interaction(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    tx.execute(
        "INSERT INTO interaction (id, person_id, occurred_at, received_at, kind, direction, channel, source_kind, message_hash, content_hash, message_id) \
         VALUES ($1, 1, 0, 0, 'note', 'in', 'web', 'system', $1, 0, 'm')",
        &[id.into()],
    )?;
    Ok(())
}

/// Waits until no transaction of the server, ours or another test's, holds the feed back.
fn settle(store: &Store) {
    for _ in 0..500 {
        let waiting = store.read(|tx| match tx.dialect() {
            Dialect::Sqlite => Ok(0),
            Dialect::Postgres => tx
                .one("SELECT COUNT(*) FROM feed WHERE tx >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint", &[])?
                .int(0),
        });
        if waiting.unwrap() == 0 {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("the feed did not settle");
}

/// Everything after a place, once it is settled.
fn all(store: &Store, place: Place, size: usize) -> (Vec<Touched>, Place) {
    settle(store);
    pages(store, place, size)
}

/// What is told after a place, read in pages of a size.
fn pages(store: &Store, mut place: Place, size: usize) -> (Vec<Touched>, Place) {
    let mut out = Vec::new();
    loop {
        let page = store.read(|tx| feed::page(tx, place, size, ObjectKind::ALL)).unwrap();
        assert!(page.rows.len() <= size);
        out.extend(page.rows);
        place = Place::read(&page.place.to_string()).unwrap();
        if !page.more {
            return (out, place);
        }
    }
}

fn told(rows: &[Touched]) -> Vec<(ObjectKind, i64, What)> {
    rows.iter().map(|t| (t.object, t.row.0, t.what)).collect()
}

#[test]
fn what_happens_to_a_record_is_told_in_its_order_whoever_does_it() {
    on_both(|t| {
        let s = &t.store;
        let start = s.read(feed::end).unwrap();
        assert!(!s.read(|tx| feed::moved(tx, start)).unwrap());
        s.write(|tx| company(tx, 1)).unwrap();
        s.write(|tx| tx.execute("UPDATE company SET people_count = 2 WHERE id = 1", &[])).unwrap();
        let change = s
            .write(|tx| {
                let mut batch = Batch::open(tx, s, "edit", By::System, None, None)?;
                let entry = |object, row: i64| Entry {
                    object,
                    row: Id(row),
                    op: Op::Update,
                    before: Map::new(),
                    after: Map::from_iter([("city".to_owned(), json!("上海"))]),
                };
                batch.log(entry("company", 1));
                batch.log(entry("field", 7));
                batch.flush(tx, s)?;
                tx.one("SELECT id FROM change WHERE object = 'company'", &[])?.id(0)
            })
            .unwrap();
        s.write(|tx| tx.execute("UPDATE company SET deleted_at = 5 WHERE id = 1", &[])).unwrap();
        s.write(|tx| tx.execute("UPDATE company SET deleted_at = NULL WHERE id = 1", &[])).unwrap();
        s.write(|tx| tx.execute("DELETE FROM company WHERE id = 1", &[])).unwrap();
        settle(s);
        assert!(s.read(|tx| feed::moved(tx, start)).unwrap());
        let of = |what| (ObjectKind::Company, 1, what);
        let expected = [
            of(What::Made),
            of(What::Touched),
            of(What::Changed(Some(change))),
            of(What::Gone),
            of(What::Back),
            of(What::Gone),
        ];
        for size in [1, 2, 100] {
            let (rows, place) = all(s, start, size);
            assert_eq!(told(&rows), expected, "pages of {size}");
            assert_eq!(place, s.read(feed::end).unwrap());
        }
    });
}

#[test]
fn one_row_stands_for_all_interactions_of_a_commit_whatever_the_size_of_a_page() {
    on_both(|t| {
        let s = &t.store;
        let start = s.read(feed::end).unwrap();
        s.write(|tx| {
            for id in 10..15 {
                interaction(tx, id)?;
            }
            feed::interactions(tx, Id(10), Id(14))?;
            company(tx, 3)
        })
        .unwrap();
        s.write(|tx| {
            interaction(tx, 20)?;
            feed::interactions(tx, Id(20), Id(20))
        })
        .unwrap();
        for size in [1, 2, 3, 4, 5, 6, 7, 50] {
            let (rows, place) = all(s, start, size);
            let ids: Vec<i64> = rows.iter().map(|t| t.row.0).collect();
            assert_eq!(ids, [10, 11, 12, 13, 14, 3, 20], "pages of {size}");
            assert!(!s.read(|tx| feed::moved(tx, place)).unwrap());
        }
    });
}

#[test]
fn a_commit_that_comes_late_is_not_passed_over() {
    on_both(|t| {
        let start = t.store.read(feed::end).unwrap();
        let (begun, has_begun) = mpsc::channel();
        let (finish, may_finish) = mpsc::channel::<()>();
        let slow = t.store.clone();
        let slow = std::thread::spawn(move || {
            slow.write(|tx| {
                company(tx, 1)?;
                begun.send(()).unwrap();
                may_finish.recv().unwrap();
                Ok(())
            })
            .unwrap();
        });
        has_begun.recv().unwrap();
        // On SQLite the second writer waits for the first; on PostgreSQL it overtakes it.
        let overtakes = t.name == "postgres";
        let mut place = start;
        let mut seen = Vec::new();
        if overtakes {
            t.store.write(|tx| company(tx, 2)).unwrap();
            let (rows, next) = pages(&t.store, place, 10);
            seen.extend(rows);
            place = next;
        }
        finish.send(()).unwrap();
        slow.join().unwrap();
        if !overtakes {
            t.store.write(|tx| company(tx, 2)).unwrap();
        }
        // Other transactions of the same server hold the feed back for as long as they run.
        for _ in 0..200 {
            let (rows, next) = pages(&t.store, place, 10);
            seen.extend(rows);
            place = next;
            if seen.len() == 2 {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let mut ids: Vec<i64> = seen.iter().map(|t| t.row.0).collect();
        ids.sort_unstable();
        assert_eq!(ids, [1, 2]);
    });
}

#[test]
fn what_is_old_is_forgotten_and_a_cursor_of_then_is_told_so() {
    on_both(|t| {
        let s = &t.store;
        let start = s.read(feed::end).unwrap();
        s.write(|tx| company(tx, 1)).unwrap();
        s.write(|tx| feed::forget(tx, s.now())).unwrap();
        assert_eq!(all(s, start, 10).0.len(), 1, "nothing is old yet");
        t.clock.advance(Micros::DAY * 20);
        s.write(|tx| company(tx, 2)).unwrap();
        let between = all(s, start, 10).1;
        s.write(|tx| feed::forget(tx, s.now())).unwrap();
        t.clock.advance(Micros::DAY * 12);
        s.write(|tx| feed::forget(tx, s.now())).unwrap();
        s.write(|tx| company(tx, 3)).unwrap();
        let expired = s.read(|tx| feed::page(tx, start, 10, ObjectKind::ALL)).unwrap_err().to_problem();
        assert_eq!((expired.status, expired.code.as_ref()), (410, "cursor_expired"));
        assert_eq!(told(&all(s, between, 10).0), [(ObjectKind::Company, 3, What::Made)]);
        // Even when all is old the numbers go on.
        t.clock.advance(Micros::DAY * 90);
        for _ in 0..3 {
            s.write(|tx| feed::forget(tx, s.now())).unwrap();
        }
        settle(s);
        let end = s.read(feed::end).unwrap();
        s.write(|tx| company(tx, 4)).unwrap();
        assert_eq!(told(&all(s, end, 10).0), [(ObjectKind::Company, 4, What::Made)]);
        // A backup was brought back: what comes now would be passed over by a cursor from ahead of it.
        let ahead = Place::read("9000000000000.9000000000000").unwrap();
        assert_eq!(
            s.read(|tx| feed::page(tx, ahead, 10, ObjectKind::ALL)).unwrap_err().to_problem().status,
            410
        );
        for bad in ["", "x", "1", "-1.2", "1.2.3.4", "1.99999999999999999999"] {
            assert_eq!(Place::read(bad).unwrap_err().to_problem().code, "cursor", "{bad}");
        }
    });
}

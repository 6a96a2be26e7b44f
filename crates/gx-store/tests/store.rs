//! The store at its border, on both databases.

use std::time::Duration;

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros};
use gx_store::change::{self, Batch, By, Entry, Op};
use gx_store::search::{self, Word};
use gx_store::{Conflict, Options, Store, StoreError, Value, job, settings};
use gx_testkit::on_both;
use serde_json::{Map, json};

fn word(text: &str, prefix: bool) -> Word {
    Word::new(text, prefix)
}

#[test]
fn values_come_back_as_they_went_in() {
    on_both(|t| {
        let row = t
            .store
            .write(|tx| {
                tx.execute(
                    "INSERT INTO raw_input (id, source_id, received_at, door, bytes, body) VALUES ($1,$2,$3,$4,$5,$6)",
                    &[i64::MAX.into(), (-1_i64).into(), Micros(0).into(), "林\u{1F600}'\"".into(), 3_i64.into(), vec![0_u8, 255, 1].into()],
                )?;
                tx.one("SELECT id, source_id, received_at, door, bytes, body FROM raw_input", &[])
            })
            .unwrap();
        assert_eq!(row.int(0).unwrap(), i64::MAX);
        assert_eq!(row.int(1).unwrap(), -1);
        assert_eq!(row.text(3).unwrap(), "林\u{1F600}'\"");
        assert_eq!(row.blob(5).unwrap(), [0, 255, 1]);
    });
}

#[test]
fn an_error_takes_everything_back() {
    on_both(|t| {
        let failed: Result<(), StoreError> = t.store.write(|tx| {
            settings::put(tx, "a", &1)?;
            Err(StoreError::Other("stop".into()))
        });
        assert!(failed.is_err());
        assert_eq!(t.store.read(|tx| settings::get::<i64>(tx, "a")).unwrap(), None);
    });
}

#[test]
fn a_unique_row_is_skipped_or_refused_as_asked() {
    on_both(|t| {
        let row = |n: i64| vec![Value::from(n), "web".into(), "web".into(), 0_i64.into(), 0_i64.into()];
        let columns = ["id", "name", "kind", "paused", "created_at"];
        t.store.write(|tx| tx.insert_many("source", &columns, &[row(1), row(2)], Conflict::Fail)).unwrap();
        let n = t
            .store
            .write(|tx| tx.insert_many("source", &columns, &[row(2), row(3)], Conflict::Skip))
            .unwrap();
        assert_eq!(n, 1);
        let again = t.store.write(|tx| tx.insert_many("source", &columns, &[row(3)], Conflict::Fail));
        assert!(matches!(again, Err(StoreError::Unique(_))), "{again:?}");
    });
}

#[test]
fn search_finds_words_and_beginnings() {
    on_both(|t| {
        t.store
            .write(|tx| {
                let doc = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
                search::index(
                    tx,
                    ObjectKind::Person,
                    &[
                        (Id(1), doc(&["林晓梅", "林", "晓", "梅", "linxiaomei", "lxm"])),
                        (Id(2), doc(&["smith", "anna"])),
                    ],
                    false,
                )?;
                search::index(tx, ObjectKind::Person, &[(Id(2), doc(&["smythe", "anna"]))], true)
            })
            .unwrap();
        let find =
            |words: &[Word]| t.store.read(|tx| search::find(tx, ObjectKind::Person, words, 10)).unwrap();
        assert_eq!(find(&[word("林", false), word("梅", false)]), [Id(1)]);
        assert_eq!(find(&[word("linx", true)]), [Id(1)]);
        assert_eq!(find(&[word("smith", true)]), []);
        assert_eq!(find(&[word("sm", true), word("anna", false)]), [Id(2)]);
        assert_eq!(find(&[word("a' | 'b", true)]), [], "hostile words are not syntax");
        t.store.write(|tx| search::remove(tx, ObjectKind::Person, &[Id(1)])).unwrap();
        assert_eq!(find(&[word("lxm", false)]), []);
    });
}

#[test]
fn the_change_log_reads_back_what_was_written() {
    on_both(|t| {
        let store = &t.store;
        let object = |v: serde_json::Value| v.as_object().cloned().unwrap_or_default();
        let id = store
            .write(|tx| {
                let mut batch = Batch::open(tx, store, "edit", By::User(Id(9)), Some("test"), None)?;
                batch.log(Entry {
                    object: "person",
                    row: Id(5),
                    op: Op::Update,
                    before: object(json!({"city": null})),
                    after: object(json!({"city": "上海\u{0}"})),
                });
                batch.flush(tx, store)?;
                Ok(batch.id)
            })
            .unwrap();
        let logged = store.read(|tx| change::of_batch(tx, id)).unwrap();
        assert_eq!(logged.len(), 1);
        assert_eq!(logged[0].by, By::User(Id(9)));
        assert_eq!(logged[0].before, object(json!({"city": null})));
        assert!(logged[0].undoable);
        assert_eq!(Map::len(&logged[0].after), 1);
    });
}

#[test]
fn a_job_runs_once_retries_and_gives_up() {
    on_both(|t| {
        let store = &t.store;
        let put = || {
            store
                .write(|tx| job::enqueue(tx, store, "test", &json!({"n": 1}), store.now(), Some("one")))
                .unwrap()
        };
        assert!(put().is_some());
        assert!(put().is_none(), "one living job per key");
        let handler: job::Handler = std::sync::Arc::new(|_, _, _| Err("no luck".into()));
        let mut runs = 0;
        for _ in 0..20 {
            while job::run_one(store, &[("test", handler.clone())], &|| false).unwrap() {
                runs += 1;
            }
            t.clock.advance(3600 * Micros::SECOND);
        }
        assert_eq!(runs, 6);
        let row = store.read(|tx| job::newest(tx, "test")).unwrap().unwrap();
        assert_eq!((row.text(1).unwrap(), row.text(3).unwrap()), ("failed", "no luck"));
    });
}

#[test]
fn a_job_that_a_stop_breaks_off_waits_for_the_next_start_however_many_there_were() {
    on_both(|t| {
        let store = &t.store;
        store.write(|tx| job::enqueue(tx, store, "test", &json!({}), store.now(), None)).unwrap();
        let handler: job::Handler = std::sync::Arc::new(|_, job, stopping| {
            assert_eq!(job.attempt, 1);
            if stopping() { Err("stopping".into()) } else { Ok(()) }
        });
        for _ in 0..10 {
            assert!(job::run_one(store, &[("test", handler.clone())], &|| true).unwrap());
        }
        assert!(job::run_one(store, &[("test", handler)], &|| false).unwrap(), "due at once");
        let row = store.read(|tx| job::newest(tx, "test")).unwrap().unwrap();
        assert_eq!(row.text(1).unwrap(), "done");
    });
}

#[test]
fn a_lease_that_ran_out_is_taken_up_again() {
    on_both(|t| {
        let store = &t.store;
        store.write(|tx| job::enqueue(tx, store, "test", &json!({}), store.now(), None)).unwrap();
        assert!(store.write(|tx| job::lease(tx, store.now(), &["test"])).unwrap().is_some());
        assert!(store.write(|tx| job::lease(tx, store.now(), &["test"])).unwrap().is_none());
        t.clock.advance(61 * Micros::SECOND);
        let again = store.write(|tx| job::lease(tx, store.now(), &["test"])).unwrap();
        assert_eq!(again.map(|j| j.attempt), Some(2));
    });
}

#[test]
fn a_job_that_computes_for_long_keeps_its_lease_and_one_that_panics_loses_it() {
    on_both(|t| {
        let store = &t.store;
        store.write(|tx| job::enqueue(tx, store, "test", &json!({}), store.now(), None)).unwrap();
        let take = || store.write(|tx| job::lease(tx, store.now(), &["test"])).unwrap();
        let until = || store.read(|tx| tx.one("SELECT lease_until FROM job", &[])?.int(0)).unwrap();
        let mine = take().unwrap();
        job::leased(store, &mine, Duration::from_millis(5), || {
            for _ in 0..3 {
                t.clock.advance(50 * Micros::SECOND);
                let wanted = store.now().plus(60 * Micros::SECOND).0;
                let seen = (0..1000).any(|_| {
                    std::thread::sleep(Duration::from_millis(5));
                    until() == wanted
                });
                assert!(seen, "the lease is prolonged");
                assert!(take().is_none());
            }
        });
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            job::leased(store, &mine, Duration::from_secs(60), || panic!("a fault in a job"));
        }));
        assert!(panicked.is_err());
        t.clock.advance(61 * Micros::SECOND);
        assert_eq!(take().map(|j| j.attempt), Some(2));
    });
}

#[test]
fn a_database_from_the_future_or_with_a_changed_past_is_not_touched() {
    on_both(|t| {
        t.store.write(|tx| tx.execute("UPDATE migration SET checksum = 1", &[])).unwrap();
        let again = Store::open(&Options::new(&t.url), t.store.clock().clone(), [0; 48]);
        assert!(matches!(again, Err(StoreError::Shape(text)) if text.contains("changed after it ran")));
        t.store
            .write(|tx| {
                tx.execute("DELETE FROM migration WHERE version > 1", &[])?;
                tx.execute("UPDATE migration SET version = 999", &[])
            })
            .unwrap();
        let again = Store::open(&Options::new(&t.url), t.store.clock().clone(), [0; 48]);
        assert!(matches!(again, Err(StoreError::Shape(text)) if text.contains("newer")));
    });
}

//! An index that is made while others write.

use std::sync::mpsc::channel;
use std::time::Duration;

use gx_store::Dialect;
use gx_testkit::on_both;

const PUT: &str = "INSERT INTO setting (key, value) VALUES ($1, '1')";

#[test]
fn an_index_is_made_once_found_and_dropped() {
    on_both(|t| {
        for _ in 0..2 {
            t.store.make_index("rule_test_a", "setting (key)").unwrap();
        }
        assert_eq!(t.store.indexes("rule_test").unwrap(), ["rule_test_a"]);
        assert!(t.store.make_index("rule_test_b", "setting (nothing)").is_err());
        assert_eq!(t.store.indexes("rule_test").unwrap(), ["rule_test_a"], "nothing is left behind");
        for _ in 0..2 {
            t.store.drop_index("rule_test_a").unwrap();
        }
        assert!(t.store.indexes("rule_test").unwrap().is_empty());
    });
}

#[test]
fn writers_go_on_while_postgresql_makes_one() {
    on_both(|t| {
        if t.store.dialect() == Dialect::Sqlite {
            return;
        }
        std::thread::scope(|scope| {
            let (wrote, has_written) = channel();
            let (release, released) = channel::<()>();
            // A long transaction that has written: what would make an index wait, and others behind it.
            scope.spawn(move || {
                t.store
                    .write(|tx| {
                        tx.execute(PUT, &["long".into()])?;
                        wrote.send(()).unwrap();
                        released.recv_timeout(Duration::from_secs(60)).unwrap();
                        Ok(())
                    })
                    .unwrap();
            });
            has_written.recv().unwrap();
            let maker = scope.spawn(|| t.store.make_index("rule_test_a", "setting (key)"));
            // It has begun as soon as the catalogue knows it.
            let begun = (0..600).any(|_| {
                std::thread::sleep(Duration::from_millis(20));
                !t.store.indexes("rule_test_a").unwrap().is_empty()
            });
            assert!(begun);
            let (done, is_done) = channel();
            scope.spawn(move || {
                t.store.write(|tx| tx.execute(PUT, &["short".into()])).unwrap();
                done.send(()).unwrap();
            });
            let went_on = is_done.recv_timeout(Duration::from_secs(20)).is_ok();
            assert!(!maker.is_finished(), "it still waits for the long one");
            release.send(()).unwrap();
            assert!(went_on, "a writer waited for the index");
            maker.join().unwrap().unwrap();
        });
    });
}

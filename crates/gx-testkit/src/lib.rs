//! Databases for tests: each test of storage runs on SQLite and on PostgreSQL.
//!
//! Purpose: fresh stores with a clock that tests move. In: a closure. Out: the
//! same closure run on every database of this machine.
//! PostgreSQL is taken from `GUANXI_TEST_PG` (default: the local server, user and
//! database `root` or `test`). When none answers, the run says so aloud, and
//! `GUANXI_NEED_PG=1` (set by `make test`) turns that into a failure.
//! Never used outside tests.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use gx_kernel::{Micros, TestClock};
use gx_store::{Options, Store};

/// 2026-11-20T09:54:00Z, the moment of the drawings.
pub const NOW: Micros = Micros(1_795_168_440_000_000);

/// A store made for one test; its data goes with it.
#[derive(Debug)]
pub struct TestStore {
    /// The store.
    pub store: Store,
    /// Its clock.
    pub clock: TestClock,
    /// `sqlite` or `postgres`.
    pub name: &'static str,
    /// The database's address.
    pub url: String,
    _folder: Option<tempfile::TempDir>,
    schema: Option<(String, String)>,
}

impl Drop for TestStore {
    fn drop(&mut self) {
        if let Some((url, schema)) = &self.schema
            && let Ok(mut client) = postgres::Client::connect(url, postgres::NoTls)
        {
            let _ = client.batch_execute(&format!("DROP SCHEMA IF EXISTS \"{schema}\" CASCADE"));
        }
    }
}

fn key() -> [u8; 48] {
    [7; 48]
}

fn open(url: &str, clock: &TestClock) -> Store {
    Store::open(&Options::new(url), Arc::new(clock.clone()), key()).expect("a fresh test database opens")
}

/// A fresh SQLite store in a folder of its own.
pub fn sqlite() -> TestStore {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let clock = TestClock::new(NOW);
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    TestStore { store: open(&url, &clock), clock, name: "sqlite", url, _folder: Some(folder), schema: None }
}

/// A fresh PostgreSQL store in a schema of its own; `None` (said aloud) if no server answers.
pub fn postgres() -> Option<TestStore> {
    static N: AtomicU32 = AtomicU32::new(0);
    let given = std::env::var("GUANXI_TEST_PG").ok();
    let url = given.unwrap_or_else(|| "postgres://root@127.0.0.1:5432/test".to_owned());
    if let Err(e) = postgres::Client::connect(&url, postgres::NoTls) {
        assert!(
            std::env::var("GUANXI_NEED_PG").is_err(),
            "PostgreSQL is required here and does not answer: {e}"
        );
        eprintln!("SKIPPED on PostgreSQL: {url} does not answer ({e})");
        return None;
    }
    let schema = format!("gx_test_{}_{}", std::process::id(), N.fetch_add(1, Ordering::Relaxed));
    let clock = TestClock::new(NOW);
    let with_schema = format!("{url}?schema={schema}");
    Some(TestStore {
        store: open(&with_schema, &clock),
        clock,
        name: "postgres",
        url: with_schema,
        _folder: None,
        schema: Some((url, schema)),
    })
}

/// Runs a test on every database.
pub fn on_both(test: impl Fn(&TestStore)) {
    for t in std::iter::once(sqlite()).chain(postgres()) {
        eprintln!("— on {}", t.name);
        test(&t);
    }
}

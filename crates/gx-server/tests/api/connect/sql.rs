//! Records of a database: PostgreSQL always, MariaDB or MySQL where one answers.

use gx_testkit::on_both;
use mysql_async::prelude::Queryable as _;
use serde_json::{Value, json};

use super::{counted, ledger, make, run};
use crate::kit::Program;

/// A table of customers in another database, gone with the test.
pub enum Outside {
    Postgres { config: Box<postgres::Config>, schema: String },
    Mysql { opts: mysql_async::Opts, table: String },
}

fn name(what: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static N: AtomicU32 = AtomicU32::new(0);
    format!("gx_erp_{what}_{}_{}", std::process::id(), N.fetch_add(1, Ordering::Relaxed))
}

impl Outside {
    /// A schema of its own in the PostgreSQL of the tests.
    pub fn postgres() -> Option<Self> {
        let url =
            std::env::var("GUANXI_TEST_PG").unwrap_or_else(|_| "postgres://root@127.0.0.1:5432/test".into());
        let config: postgres::Config = url.parse().unwrap();
        if let Err(e) = config.connect(postgres::NoTls) {
            assert!(std::env::var("GUANXI_NEED_PG").is_err(), "PostgreSQL is required here: {e}");
            eprintln!("SKIPPED on PostgreSQL: {e}");
            return None;
        }
        let schema = name("pg");
        let out = Self::Postgres { config: Box::new(config), schema: schema.clone() };
        out.run(&format!("CREATE SCHEMA {schema}"));
        Some(out)
    }

    /// The MariaDB or MySQL of `GUANXI_TEST_MYSQL`, by default the local one.
    pub fn mysql() -> Option<Self> {
        let url =
            std::env::var("GUANXI_TEST_MYSQL").unwrap_or_else(|_| "mysql://root@127.0.0.1:3306/test".into());
        let opts = mysql_async::Opts::from_url(&url).unwrap();
        let out = Self::Mysql { opts, table: name("my") };
        if let Err(e) = out.try_run("SELECT 1") {
            assert!(std::env::var("GUANXI_NEED_MYSQL").is_err(), "MariaDB is required here: {e}");
            eprintln!("SKIPPED on MariaDB: {url} does not answer ({e})");
            return None;
        }
        Some(out)
    }

    fn try_run(&self, sql: &str) -> Result<(), String> {
        match self {
            Self::Postgres { config, .. } => {
                let mut client = config.connect(postgres::NoTls).map_err(|e| e.to_string())?;
                client.batch_execute(sql).map_err(|e| e.to_string())
            }
            Self::Mysql { opts, .. } => tokio::runtime::Runtime::new().unwrap().block_on(async {
                let mut conn = mysql_async::Conn::new(opts.clone()).await.map_err(|e| e.to_string())?;
                conn.query_drop(sql).await.map_err(|e| e.to_string())?;
                conn.disconnect().await.map_err(|e| e.to_string())
            }),
        }
    }

    pub fn run(&self, sql: &str) {
        self.try_run(sql).unwrap();
    }

    /// One value of one column, in order.
    pub fn column(&self, sql: &str) -> Vec<String> {
        match self {
            Self::Postgres { config, .. } => {
                let mut client = config.connect(postgres::NoTls).unwrap();
                client.query(sql, &[]).unwrap().iter().map(|r| r.get::<_, String>(0)).collect()
            }
            Self::Mysql { opts, .. } => tokio::runtime::Runtime::new().unwrap().block_on(async {
                let mut conn = mysql_async::Conn::new(opts.clone()).await.unwrap();
                let rows: Vec<String> = conn.query(sql).await.unwrap();
                conn.disconnect().await.unwrap();
                rows
            }),
        }
    }

    /// The table, as SQL names it.
    pub fn table(&self) -> String {
        match self {
            Self::Postgres { schema, .. } => format!("{schema}.customers"),
            Self::Mysql { table, .. } => table.clone(),
        }
    }

    pub fn place(&self, more: &Value) -> Value {
        let mut place = match self {
            Self::Postgres { config, .. } => json!({
                "kind": "sql", "engine": "postgres", "host": "127.0.0.1", "port": config.get_ports().first().copied().unwrap_or(5432),
                "database": config.get_dbname().unwrap_or("test"), "user": config.get_user().unwrap_or("root")
            }),
            Self::Mysql { opts, .. } => json!({
                "kind": "sql", "engine": "mysql", "host": "127.0.0.1", "port": opts.tcp_port(),
                "database": opts.db_name().unwrap_or("test"), "user": opts.user().unwrap_or("root")
            }),
        };
        for (key, v) in more.as_object().unwrap() {
            place[key] = v.clone();
        }
        place
    }

    pub fn secret(&self) -> String {
        match self {
            Self::Postgres { config, .. } => {
                config.get_password().map(|p| String::from_utf8_lossy(p).into_owned()).unwrap_or_default()
            }
            Self::Mysql { opts, .. } => opts.pass().unwrap_or_default().to_owned(),
        }
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        let gone = match self {
            Self::Postgres { schema, .. } => format!("DROP SCHEMA IF EXISTS {schema} CASCADE"),
            Self::Mysql { table, .. } => format!("DROP TABLE IF EXISTS {table}"),
        };
        let _ = self.try_run(&gone);
    }
}

#[test]
fn a_database_is_read_from_where_it_was_left_and_never_written() {
    for open in [Outside::postgres, Outside::mysql] {
        on_both(|t| {
            let Some(outside) = open() else { return };
            let p = Program::new(t);
            let admin = p.sign_in("admin");
            let table = outside.table();
            outside.run(&format!("CREATE TABLE {table} (no VARCHAR(20) PRIMARY KEY, cname VARCHAR(80), city VARCHAR(40), credit DECIMAL(12,2), born DATE, updated_at TIMESTAMP NOT NULL)"));
            outside.run(&format!(
                "INSERT INTO {table} VALUES ('K1', '沐禾商贸', '上海', 12.50, '1990-06-12', '2026-01-01 00:00:01'), \
                 ('K2', 'O''Neil; DROP', NULL, NULL, NULL, '2026-01-02 00:00:00')"
            ));
            let place = outside.place(&json!({
                "query": format!("SELECT no, cname, city, born, updated_at FROM {table} -- all of them"), "watermark": "updated_at"
            }));
            let wish = json!({
                "name": "Warehouse", "object": "person", "place": place, "secret": outside.secret(), "key": "no",
                "mapping": [
                    {"name": "no", "target": "external:wms"}, {"name": "cname", "target": "name"},
                    {"name": "city", "target": "city"}, {"name": "born", "target": "birth_date"}
                ]
            });
            let look = admin
                .call(
                    "POST",
                    "/api/connectors/look",
                    &json!({"place": wish["place"], "secret": outside.secret()}),
                )
                .ok();
            assert_eq!(look["rows"][0][0], "K1", "{look}");
            let id = make(&admin, &wish);
            assert_eq!(counted(&run(&admin, &id, false)), [2, 2, 0, 2, 0, 0, 0]);
            assert_eq!(admin.person_named("O'Neil; DROP")["city"], Value::Null);
            let told = admin
                .get(&format!("/api/people/{}", admin.person_named("沐禾商贸")["id"].as_str().unwrap()))
                .ok();
            assert!(told.to_string().contains("1990-06-12"), "{told}");
            // Nothing is newer: nothing is read. What is newer is read, and only that.
            assert_eq!(counted(&run(&admin, &id, false))[0], 0);
            outside.run(&format!(
                "UPDATE {table} SET city = '杭州', updated_at = '2026-01-03 00:00:00' WHERE no = 'K2'"
            ));
            outside.run(&format!("DELETE FROM {table} WHERE no = 'K1'"));
            let third = run(&admin, &id, false);
            assert_eq!(counted(&third), [1, 2, 1, 0, 1, 0, 0], "{third}");
            let compared = run(&admin, &id, true);
            assert_eq!(
                ledger(&admin, &compared, "")
                    .iter()
                    .map(|e| (e[0].as_str(), e[1].as_str()))
                    .collect::<Vec<_>>(),
                [("missing_there", "K1")]
            );
            // A query that writes is refused by the database, whatever it looks like.
            let look = |query: String| {
                let place = outside.place(&json!({ "query": query }));
                admin.call(
                    "POST",
                    "/api/connectors/look",
                    &json!({"place": place, "secret": outside.secret()}),
                )
            };
            let sly = match &outside {
                Outside::Postgres { .. } => {
                    outside.run(&format!("CREATE SEQUENCE {table}_seq"));
                    vec![
                        format!("WITH gone AS (DELETE FROM {table} RETURNING no) SELECT * FROM gone"),
                        format!("SELECT nextval('{table}_seq')"),
                        "SELECT 1) q; DROP TABLE x; SELECT (1".into(),
                    ]
                }
                Outside::Mysql { .. } => vec![
                    format!("SELECT no INTO OUTFILE '/tmp/gx_out' FROM {table}"),
                    "SELECT 1) q; DROP TABLE x; SELECT (1".into(),
                ],
            };
            for query in sly {
                let refused = look(query.clone());
                assert_eq!(refused.status.as_u16(), 422, "{query}: {}", refused.text);
            }
            assert_eq!(outside.column(&format!("SELECT no FROM {table}")), ["K2"]);
            assert_eq!(look("SELECT * FROM there_is_none".into()).code(), "sql");
            if matches!(outside, Outside::Mysql { .. }) {
                let mut wrong = outside.place(&json!({"query": "SELECT 1"}));
                wrong["user"] = json!("nobody_known");
                let refused =
                    admin.call("POST", "/api/connectors/look", &json!({"place": wrong, "secret": "x"}));
                assert_eq!(refused.code(), "not_let_in", "{}", refused.text);
            }
            // A query that takes long is broken off by the database; that it was asked to is what is looked at.
            let limit = match &outside {
                Outside::Postgres { .. } => {
                    "SELECT current_setting('statement_timeout') AS t, current_setting('transaction_read_only') AS ro"
                }
                Outside::Mysql { .. } => "SELECT CAST(@@max_statement_time AS CHAR) AS t, 'on' AS ro",
            };
            let set = look(limit.into()).ok();
            assert!(set["rows"][0][0].as_str().unwrap().starts_with("30"), "{set}");
            assert_eq!(set["rows"][0][1], "on");
            p.app.stop();
        });
    }
}

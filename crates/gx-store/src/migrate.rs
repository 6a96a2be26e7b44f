//! Migrations: forward only, one description for both databases.
//!
//! A migration is one SQL file with a few tokens (`$id`, `$text`, `$json`, `$blob`)
//! and sections for one database only (`-- only sqlite`, `-- only postgres`, `-- both`).
//! Its checksum is kept; a changed past or a database newer than the program stops
//! the start before anything is touched.

use gx_kernel::Micros;
use siphash::checksum;

use crate::{Dialect, Result, Row, StoreError, Tx};

/// One step of the schema.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Number, ascending.
    pub version: i64,
    /// What it does, in a few words.
    pub name: &'static str,
    sql: &'static str,
}

const ALL: &[Migration] = &[
    Migration { version: 1, name: "the river", sql: include_str!("../migrations/0001_river.sql") },
    Migration { version: 2, name: "scale", sql: include_str!("../migrations/0002_scale.sql") },
    Migration { version: 3, name: "companies", sql: include_str!("../migrations/0003_companies.sql") },
    Migration { version: 4, name: "the customer file", sql: include_str!("../migrations/0004_file.sql") },
    Migration { version: 5, name: "answers given once", sql: include_str!("../migrations/0005_once.sql") },
    Migration { version: 6, name: "notices", sql: include_str!("../migrations/0006_notices.sql") },
    Migration { version: 7, name: "ways to sign in", sql: include_str!("../migrations/0007_signin.sql") },
    Migration { version: 8, name: "open to programs", sql: include_str!("../migrations/0008_open.sql") },
    Migration { version: 9, name: "connectors", sql: include_str!("../migrations/0009_connect.sql") },
    Migration {
        version: 10,
        name: "contacts for phones",
        sql: include_str!("../migrations/0010_contacts.sql"),
    },
    Migration { version: 12, name: "territories", sql: include_str!("../migrations/0012_territories.sql") },
    Migration { version: 13, name: "following", sql: include_str!("../migrations/0013_follow.sql") },
    Migration { version: 14, name: "first views", sql: include_str!("../migrations/0014_first_views.sql") },
    Migration { version: 15, name: "strokes", sql: include_str!("../migrations/0015_strokes.sql") },
    Migration { version: 16, name: "files", sql: include_str!("../migrations/0016_files.sql") },
    Migration { version: 17, name: "own fields", sql: include_str!("../migrations/0017_own_fields.sql") },
    Migration { version: 18, name: "talk", sql: include_str!("../migrations/0018_talk.sql") },
    Migration { version: 19, name: "insight", sql: include_str!("../migrations/0019_insight.sql") },
    Migration { version: 20, name: "privacy", sql: include_str!("../migrations/0020_privacy.sql") },
    Migration { version: 21, name: "reviews", sql: include_str!("../migrations/0021_review.sql") },
    Migration { version: 22, name: "selling", sql: include_str!("../migrations/0022_sales.sql") },
    Migration { version: 23, name: "leads", sql: include_str!("../migrations/0023_leads.sql") },
    Migration { version: 24, name: "trade", sql: include_str!("../migrations/0024_trade.sql") },
    Migration { version: 25, name: "finding", sql: include_str!("../migrations/0025_found.sql") },
    Migration { version: 26, name: "the agenda", sql: include_str!("../migrations/0026_agenda.sql") },
    Migration {
        version: 27,
        name: "the customer file again",
        sql: include_str!("../migrations/0027_file_again.sql"),
    },
    Migration { version: 28, name: "reports", sql: include_str!("../migrations/0028_reports.sql") },
    Migration { version: 29, name: "offers", sql: include_str!("../migrations/0029_offers.sql") },
];

/// A migration and when it ran here.
#[derive(Debug, Clone)]
pub struct MigrationState {
    /// Number.
    pub version: i64,
    /// Name.
    pub name: String,
    /// When it ran; `None` if it waits.
    pub applied_at: Option<Micros>,
}

mod siphash {
    /// A checksum that does not change between releases.
    pub(super) fn checksum(text: &str) -> i64 {
        gx_kernel::hash::KeyedHash::new(*b"guanxi migration").of(&[text.as_bytes()])
    }
}

/// The SQL of a migration in one dialect.
fn translate(sql: &str, dialect: Dialect) -> String {
    let words: &[(&str, &str)] = match dialect {
        Dialect::Sqlite => &[
            ("$id", "INTEGER"),
            ("$text", "TEXT"),
            ("$json", "TEXT"),
            ("$blob", "BLOB"),
            ("$real", "REAL"),
            ("$int", "INTEGER"),
        ],
        Dialect::Postgres => &[
            ("$id", "BIGINT"),
            ("$text", "TEXT COLLATE \"C\""),
            ("$json", "JSONB"),
            ("$blob", "BYTEA"),
            ("$real", "DOUBLE PRECISION"),
            ("$int", "BIGINT"),
        ],
    };
    let mut out = String::with_capacity(sql.len());
    let mut here = true;
    for line in sql.lines() {
        match line.trim() {
            "-- both" => here = true,
            "-- only sqlite" => here = dialect == Dialect::Sqlite,
            "-- only postgres" => here = dialect == Dialect::Postgres,
            _ if here => {
                let mut line = line.to_owned();
                for (token, word) in words {
                    line = line.replace(token, word);
                }
                out.push_str(&line);
                out.push('\n');
            }
            _ => {}
        }
    }
    out
}

type Run<'a> = dyn Fn(&mut dyn FnMut(&mut Tx<'_>) -> Result<()>) -> Result<()> + 'a;

/// Brings the schema up to date; `snapshot` is called once before an existing database is changed.
pub(crate) fn run(transaction: &Run<'_>, now: Micros, snapshot: &dyn Fn(i64) -> Result<()>) -> Result<()> {
    let mut applied: Vec<Row> = Vec::new();
    transaction(&mut |tx| {
        let text = translate("$int", tx.dialect());
        let int = text.trim();
        tx.batch(&format!("CREATE TABLE IF NOT EXISTS migration (version {int} PRIMARY KEY, name TEXT NOT NULL, checksum {int} NOT NULL, applied_at {int} NOT NULL)"))?;
        applied = tx.query("SELECT version, checksum FROM migration ORDER BY version", &[])?;
        Ok(())
    })?;
    for row in &applied {
        let (version, sum) = (row.int(0)?, row.int(1)?);
        match ALL.iter().find(|m| m.version == version) {
            None => {
                return Err(StoreError::Shape(format!(
                    "the database is at version {version}, which is newer than this program knows; start a newer guanxi"
                )));
            }
            Some(m) if checksum(m.sql) != sum => {
                return Err(StoreError::Shape(format!(
                    "migration {version} ({}) was changed after it ran here",
                    m.name
                )));
            }
            Some(_) => {}
        }
    }
    let last = applied.last().map_or(Ok(0), |r| r.int(0))?;
    let waiting: Vec<_> = ALL.iter().filter(|m| m.version > last).collect();
    if last > 0 && !waiting.is_empty() {
        snapshot(last)?;
    }
    for m in waiting {
        transaction(&mut |tx| {
            let sql = translate(m.sql, tx.dialect());
            tx.batch(&sql)?;
            tx.execute(
                "INSERT INTO migration (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
                &[m.version.into(), m.name.into(), checksum(m.sql).into(), now.into()],
            )?;
            Ok(())
        })?;
        tracing::info!(version = m.version, name = m.name, "migrated the database");
    }
    Ok(())
}

/// Which migrations ran and which wait.
pub(crate) fn state(tx: &mut Tx<'_>) -> Result<Vec<MigrationState>> {
    let rows = tx.query("SELECT version, applied_at FROM migration", &[])?;
    ALL.iter()
        .map(|m| {
            let mut applied_at = None;
            for row in &rows {
                if row.int(0)? == m.version {
                    applied_at = Some(row.micros(1)?);
                }
            }
            Ok(MigrationState { version: m.version, name: m.name.to_owned(), applied_at })
        })
        .collect()
}

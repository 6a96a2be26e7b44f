//! PostgreSQL: one SELECT in a transaction that cannot write, or an upsert into one table.

use std::sync::Arc;

use gx_fetch::Guard;
use postgres::config::SslMode;
use postgres::{Client, Config, NoTls};
use rustls::{ClientConfig, RootCertStore};
use serde_json::{Map, Value as Json};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{Ask, BYTES, Batch, CONNECT, Failed, Fetched, Got, too_large, too_many};
use crate::model::{Sql, one_select};

/// Set for the whole connection: a query that takes long is broken off by the server itself.
const READ: &str = "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000 -c default_transaction_read_only=on -c timezone=UTC";
const WRITE: &str = "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000 -c timezone=UTC";

fn connect(s: &Sql, guard: &Guard, secret: &str, options: &str) -> Got<Client> {
    let at = gx_fetch::resolve(guard, &s.host, s.port())?;
    let mut config = Config::new();
    config
        .host(&s.host)
        .hostaddr(at.ip())
        .port(at.port())
        .user(&s.user)
        .dbname(&s.database)
        .connect_timeout(CONNECT)
        .application_name("guanxi")
        .options(options);
    if !secret.is_empty() {
        config.password(secret);
    }
    let connected = if s.tls {
        config.ssl_mode(SslMode::Require).connect(encrypted()?)
    } else {
        config.ssl_mode(SslMode::Disable).connect(NoTls)
    };
    connected.map_err(|e| said(&e, "no_connection"))
}

fn encrypted() -> Got<MakeRustlsConnect> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| Failed::new("internal", format!("no encryption: {e}")))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn said(e: &postgres::Error, otherwise: &'static str) -> Failed {
    let Some(db) = e.as_db_error() else {
        return Failed::new(otherwise, format!("The database cannot be used: {e}"));
    };
    let code = match db.code().code() {
        "28P01" | "28000" => "not_let_in",
        "57014" => "timeout",
        "25006" => "read_only",
        "42P10" => "no_unique_key",
        _ => "sql",
    };
    Failed::new(code, format!("The database says: {}", db.message()))
}

/// A name as PostgreSQL quotes it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

pub(super) fn read(s: &Sql, ask: &Ask<'_>) -> Got<Fetched> {
    let query = one_select(&s.query).map_err(|p| Failed::new("not_a_select", p.message))?;
    let mut client = connect(s, ask.guard, ask.secret, READ)?;
    (ask.alive)()?;
    let mut out = Fetched { name: "sql.ndjson".into(), state: ask.state.clone(), ..Fetched::default() };
    let from = s.watermark.as_ref().and(ask.state.watermark.as_ref()).filter(|_| !ask.whole);
    out.whole = from.is_none();
    let (mut above, mut order) = (String::new(), String::new());
    if let Some(column) = &s.watermark {
        let column = format!("q.{}", quoted(column));
        if let Some(from) = from {
            // A literal takes the type of the column, whichever that is; a parameter would not.
            above = format!(" WHERE {column} > '{}'", from.replace('\'', "''"));
        }
        order = format!(" ORDER BY {column} NULLS FIRST");
    }
    // Within another SELECT nothing but a SELECT is possible, and the server turns each row into JSON.
    let sql =
        format!("SELECT row_to_json(q)::text FROM (\n{query}\n) q{above}{order} LIMIT {}", ask.most() + 1);
    let mut tx = client.build_transaction().read_only(true).start().map_err(|e| said(&e, "sql"))?;
    let statement = tx.prepare(&sql).map_err(|e| said(&e, "sql"))?;
    let portal = tx.bind(&statement, &[]).map_err(|e| said(&e, "sql"))?;
    let mut n = 0;
    loop {
        let rows = tx.query_portal(&portal, 2000).map_err(|e| said(&e, "sql"))?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            n += 1;
            if n > ask.most() {
                if ask.sample.is_some() {
                    break;
                }
                return Err(too_many());
            }
            let line: &str = row.try_get(0).map_err(|e| said(&e, "sql"))?;
            if let Some(column) = &s.watermark {
                let record: Map<String, Json> =
                    serde_json::from_str(line).map_err(|e| Failed::new("sql", e.to_string()))?;
                match record.get(column).filter(|v| !v.is_null()) {
                    Some(value) => out.state.watermark = Some(super::text(value)),
                    None if record.contains_key(column) => {}
                    None => {
                        let message = format!("The answer has no column {column:?}.");
                        return Err(Failed::new("no_watermark", message));
                    }
                }
            }
            out.bytes.extend_from_slice(line.as_bytes());
            out.bytes.push(b'\n');
            if out.bytes.len() > BYTES {
                return Err(too_large());
            }
        }
        (ask.alive)()?;
    }
    Ok(out)
}

pub(super) fn write(s: &Sql, guard: &Guard, secret: &str, batch: &Batch<'_>) -> Got<()> {
    let mut client = connect(s, guard, secret, WRITE)?;
    let table = s.table.split('.').map(|part| quoted(part.trim())).collect::<Vec<_>>().join(".");
    let columns = batch.names.iter().map(|n| quoted(n)).collect::<Vec<_>>().join(", ");
    let set: Vec<String> = batch
        .names
        .iter()
        .filter(|n| *n != batch.key)
        .map(|n| format!("{0} = excluded.{0}", quoted(n)))
        .collect();
    let then = if set.is_empty() { "NOTHING".into() } else { format!("UPDATE SET {}", set.join(", ")) };
    // The table's own types read the values.
    let sql = format!(
        "INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, $1::text::json) \
         ON CONFLICT ({}) DO {then}",
        quoted(batch.key)
    );
    let rows = serde_json::to_string(batch.rows).map_err(|e| Failed::new("internal", e.to_string()))?;
    let mut tx = client.transaction().map_err(|e| said(&e, "sql"))?;
    tx.execute(&sql, &[&rows]).map_err(|e| said(&e, "sql"))?;
    tx.commit().map_err(|e| said(&e, "sql"))
}

//! MySQL and MariaDB: one SELECT in a transaction that cannot write, or an upsert into one table.

use gx_fetch::Guard;
use mysql_async::prelude::Queryable as _;
use mysql_async::{Conn, Error, Opts, OptsBuilder, Params, Row, SslOpts, TxOpts, Value};
use serde_json::{Map, Value as Json};

use super::{Ask, BYTES, Batch, CONNECT, Failed, Fetched, Got, slow, too_large, too_many};
use crate::model::{Sql, one_select};

async fn connect(s: &Sql, guard: &Guard, secret: &str) -> Got<Conn> {
    let at = gx_fetch::resolve(guard, &s.host, s.port())?;
    // The connection goes to the address that was checked; a certificate must be for the name that was typed in.
    let tls = s.tls.then(|| {
        let roots = rustls_native_certs::load_native_certs().certs;
        SslOpts::default()
            .with_root_certs(roots.into_iter().map(|c| c.to_vec().into()).collect())
            .with_danger_tls_hostname_override(Some(s.host.clone()))
    });
    let opts: Opts = OptsBuilder::default()
        .ip_or_hostname(at.ip().to_string())
        .tcp_port(at.port())
        .user(Some(s.user.clone()))
        .pass((!secret.is_empty()).then(|| secret.to_owned()))
        .db_name(Some(s.database.clone()))
        .prefer_socket(false)
        .ssl_opts(tls)
        .into();
    let mut conn = match tokio::time::timeout(CONNECT, Conn::new(opts)).await {
        Ok(conn) => conn.map_err(|e| said(&e))?,
        Err(_) => return Err(slow()),
    };
    // MariaDB has the one, MySQL the other.
    if conn.query_drop("SET SESSION max_statement_time = 30").await.is_err() {
        conn.query_drop("SET SESSION max_execution_time = 30000").await.map_err(|e| said(&e))?;
    }
    conn.query_drop(
        "SET SESSION time_zone = '+00:00', SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')",
    )
    .await
    .map_err(|e| said(&e))?;
    Ok(conn)
}

fn said(e: &Error) -> Failed {
    let Error::Server(server) = e else {
        return Failed::new("no_connection", format!("The database cannot be used: {e}"));
    };
    let code = match server.code {
        1044 | 1045 | 1698 => "not_let_in",
        1792 | 1290 => "read_only",
        1969 | 3024 => "timeout",
        _ => "sql",
    };
    Failed::new(code, format!("The database says: {}", server.message))
}

/// A name as MySQL quotes it.
fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

fn json(value: &Value) -> Json {
    match value {
        Value::NULL => Json::Null,
        Value::Bytes(b) => String::from_utf8_lossy(b).into_owned().into(),
        Value::Int(n) => (*n).into(),
        Value::UInt(n) => (*n).into(),
        Value::Float(f) => f64::from(*f).into(),
        Value::Double(f) => (*f).into(),
        Value::Date(y, m, d, 0, 0, 0, 0) => format!("{y:04}-{m:02}-{d:02}").into(),
        Value::Date(y, m, d, h, i, s, us) => {
            let part = if *us > 0 { format!(".{us:06}") } else { String::new() };
            format!("{y:04}-{m:02}-{d:02}T{h:02}:{i:02}:{s:02}{part}").into()
        }
        Value::Time(neg, d, h, i, s, _) => {
            let sign = if *neg { "-" } else { "" };
            format!("{sign}{:02}:{i:02}:{s:02}", u32::from(*h) + d * 24).into()
        }
    }
}

pub(super) async fn read(s: &Sql, ask: &Ask<'_>) -> Got<Fetched> {
    let query = one_select(&s.query).map_err(|p| Failed::new("not_a_select", p.message))?;
    let mut conn = connect(s, ask.guard, ask.secret).await?;
    let mut out = Fetched { name: "sql.ndjson".into(), state: ask.state.clone(), ..Fetched::default() };
    let from = s.watermark.as_ref().and(ask.state.watermark.as_ref()).filter(|_| !ask.whole);
    out.whole = from.is_none();
    let (mut above, mut order, mut params) = (String::new(), String::new(), Params::Empty);
    if let Some(column) = &s.watermark {
        let column = format!("q.{}", quoted(column));
        if let Some(from) = from {
            above = format!(" WHERE {column} > ?");
            params = Params::Positional(vec![Value::from(from.as_str())]);
        }
        order = format!(" ORDER BY {column}");
    }
    let sql = format!("SELECT * FROM (\n{query}\n) q{above}{order} LIMIT {}", ask.most() + 1);
    let mut readonly = TxOpts::default();
    readonly.with_readonly(true);
    let mut tx = conn.start_transaction(readonly).await.map_err(|e| said(&e))?;
    let mut result = tx.exec_iter(sql, params).await.map_err(|e| said(&e))?;
    let names: Vec<String> = result.columns_ref().iter().map(|c| c.name_str().into_owned()).collect();
    if let Some(column) = &s.watermark
        && !names.contains(column)
    {
        return Err(Failed::new("no_watermark", format!("The answer has no column {column:?}.")));
    }
    let mut n = 0;
    while let Some(row) = result.next().await.map_err(|e| said(&e))? {
        n += 1;
        if n > ask.most() {
            if ask.sample.is_some() {
                break;
            }
            return Err(too_many());
        }
        let record = record(&names, row);
        if let Some(value) = s.watermark.as_ref().and_then(|c| record.get(c)).filter(|v| !v.is_null()) {
            out.state.watermark = Some(super::text(value));
        }
        gx_files::write::ndjson_line(&mut out.bytes, &record)
            .map_err(|e| Failed::new("internal", e.to_string()))?;
        if out.bytes.len() > BYTES {
            return Err(too_large());
        }
    }
    drop(result);
    tx.rollback().await.map_err(|e| said(&e))?;
    let _ = conn.disconnect().await;
    Ok(out)
}

fn record(names: &[String], row: Row) -> Map<String, Json> {
    names.iter().cloned().zip(row.unwrap_raw().iter().map(|v| v.as_ref().map_or(Json::Null, json))).collect()
}

pub(super) async fn write(s: &Sql, guard: &Guard, secret: &str, batch: &Batch<'_>) -> Got<()> {
    let mut conn = connect(s, guard, secret).await?;
    let table = s.table.split('.').map(|part| quoted(part.trim())).collect::<Vec<_>>().join(".");
    let bare = s.table.rsplit('.').next().unwrap_or_default().trim();
    // Without a unique key every batch would add its rows once more.
    let unique: Option<i64> = conn
        .exec_first(
            "SELECT 1 FROM (SELECT index_name, MAX(CASE WHEN column_name = ? THEN 1 ELSE 0 END) hit, COUNT(*) n \
             FROM information_schema.statistics WHERE table_schema = ? AND table_name = ? AND non_unique = 0 GROUP BY index_name) k \
             WHERE hit = 1 AND n = 1 LIMIT 1",
            (batch.key, s.table.split_once('.').map_or(s.database.as_str(), |(schema, _)| schema), bare),
        )
        .await
        .map_err(|e| said(&e))?;
    if unique.is_none() {
        let message = format!(
            "The column {:?} of {:?} must be a unique key, so that nothing is doubled.",
            batch.key, s.table
        );
        return Err(Failed::new("no_unique_key", message));
    }
    let columns = batch.names.iter().map(|n| quoted(n)).collect::<Vec<_>>().join(", ");
    let marks = vec!["?"; batch.names.len()].join(", ");
    let set: Vec<String> = batch.names.iter().map(|n| format!("{0} = VALUES({0})", quoted(n))).collect();
    let sql = format!(
        "INSERT INTO {table} ({columns}) VALUES ({marks}) ON DUPLICATE KEY UPDATE {}",
        set.join(", ")
    );
    let rows: Vec<Params> = batch
        .rows
        .iter()
        .map(|row| {
            let value = |name: &String| match row.get(name) {
                None | Some(Json::Null) => Value::NULL,
                Some(Json::Bool(b)) => Value::from(*b),
                Some(other) => Value::from(super::text(other)),
            };
            Params::Positional(batch.names.iter().map(value).collect())
        })
        .collect();
    let mut tx = conn.start_transaction(TxOpts::default()).await.map_err(|e| said(&e))?;
    tx.exec_batch(sql, rows).await.map_err(|e| said(&e))?;
    tx.commit().await.map_err(|e| said(&e))?;
    let _ = conn.disconnect().await;
    Ok(())
}

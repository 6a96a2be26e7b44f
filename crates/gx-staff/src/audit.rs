//! What was done, for those who watch over it.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use gx_files::write::{CsvOut, CsvStyle};
use gx_http::{Answer, Asked, Kit, Signed};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::{Named, Names};
use gx_record::filtering;
use gx_store::audit::{self, Entry, Noted};
use gx_store::{Result, Store, StoreError, Tx};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json_, json};

/// Notes what was done to an account.
pub(crate) fn note_account(tx: &mut Tx<'_>, store: &Store, by: Id, account: Id, detail: Json_) -> Result<()> {
    let entry = Entry { staff: Some(by), kind: "staff", object: Some("user"), row: Some(account), detail };
    audit::note(tx, store, &entry)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    user: String,
    kind: String,
    /// From this day or instant on,
    from: String,
    /// up to this day or instant; a day counts to its end.
    to: String,
    cursor: Option<String>,
    limit: Option<usize>,
}

/// A day of the workspace, or an instant; of a day the beginning, or the end.
fn instant(field: &str, text: &str, zone: &TimeZone, end: bool) -> Result<Option<Micros>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(at) = Micros::parse(text) {
        return Ok(Some(at));
    }
    let day = text.parse::<Date>().ok();
    let day = day.and_then(|day| if end { day.tomorrow().ok() } else { Some(day) });
    let at = day.and_then(|day| day.to_zoned(zone.clone()).ok());
    let message = || format!("expected a day such as 2026-11-20, or an instant; got {text:?}");
    let at = at.ok_or_else(|| Problem::field(field, "not_a_date", message()))?;
    Ok(Some(Micros(at.timestamp().as_microsecond())))
}

impl Params {
    fn asked(&self, tx: &mut Tx<'_>, most: usize) -> Result<audit::Asked> {
        let zone = filtering::zone(tx)?;
        Ok(audit::Asked {
            staff: Id::read(IdKind::User, &self.user),
            kind: (!self.kind.is_empty()).then(|| self.kind.clone()),
            before: self.cursor.as_deref().and_then(|c| c.parse().ok()).map(Id),
            from: instant("from", &self.from, &zone, false)?,
            until: instant("to", &self.to, &zone, true)?,
            limit: self.limit.unwrap_or(100).min(most),
        })
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct Line {
    id: String,
    at: Micros,
    user: Option<Named>,
    kind: String,
    object: Option<String>,
    /// Prefixed id and, for users, the name.
    row: Option<Named>,
    detail: Json_,
}

#[derive(Debug, Serialize)]
pub(crate) struct Lines {
    rows: Vec<Line>,
    next: Option<String>,
}

fn line(tx: &mut Tx<'_>, names: &mut Names, n: Noted) -> Result<Line> {
    let row = match (n.object.as_deref(), n.row) {
        (Some("user"), Some(id)) => Some(names.user(tx, id)?),
        (Some(object), Some(id)) => {
            let kind = match object {
                "person" => IdKind::Person,
                "company" => IdKind::Company,
                "team" => IdKind::Team,
                "key" => IdKind::Key,
                "hook" => IdKind::Hook,
                _ => IdKind::Change,
            };
            Some(Named { id: id.show(kind), name: id.show(kind), initial: None })
        }
        _ => None,
    };
    Ok(Line {
        id: n.id.0.to_string(),
        at: n.at,
        user: n.staff.map(|s| names.user(tx, s)).transpose()?,
        kind: n.kind,
        object: n.object,
        row,
        detail: n.detail,
    })
}

fn lines(tx: &mut Tx<'_>, asked: &audit::Asked) -> Result<Lines> {
    let mut names = Names::default();
    let found = audit::list(tx, asked)?;
    let next = (found.len() == asked.limit).then(|| found.last().map(|n| n.id.0.to_string())).flatten();
    Ok(Lines { rows: found.into_iter().map(|n| line(tx, &mut names, n)).collect::<Result<_>>()?, next })
}

pub(crate) async fn list(State(kit): State<Kit>, me: Signed, Asked(p): Asked<Params>) -> Answer<Json<Lines>> {
    me.access.need("audit")?;
    Ok(Json(
        kit.run(move |store| {
            store.read(|tx| {
                let asked = p.asked(tx, 200)?;
                lines(tx, &asked)
            })
        })
        .await?,
    ))
}

/// Which days an export was asked for, as it is noted.
fn period(p: &Params) -> Json_ {
    let mut out = json!({});
    for (key, text) in [("from", &p.from), ("to", &p.to)] {
        if !text.trim().is_empty() {
            out[key] = text.trim().into();
        }
    }
    out
}

/// The same as a file, newest first; taking it is itself noted.
pub(crate) async fn csv(State(kit): State<Kit>, me: Signed, Asked(p): Asked<Params>) -> Answer<Response> {
    me.access.need("audit")?;
    let text = kit
        .run(move |store| {
            let failed = |e: std::io::Error| StoreError::Other(format!("the audit as CSV: {e}"));
            let head = ["at", "user", "kind", "object", "row", "detail"];
            let mut out = CsvOut::new(Vec::new(), CsvStyle::PEOPLE, &head).map_err(failed)?;
            let mut asked = audit::Asked { limit: 1000, ..store.read(|tx| p.asked(tx, 1000))? };
            loop {
                let page = store.read(|tx| lines(tx, &asked))?;
                for l in &page.rows {
                    let user = l.user.as_ref().map_or("", |u| u.name.as_str());
                    let row = l.row.as_ref().map_or("", |r| r.name.as_str());
                    let detail = if l.detail.is_null() { String::new() } else { l.detail.to_string() };
                    let cells = [
                        &l.at.to_rfc3339(),
                        user,
                        &l.kind,
                        l.object.as_deref().unwrap_or_default(),
                        row,
                        &detail,
                    ];
                    out.row(&cells).map_err(failed)?;
                }
                match page.next.and_then(|n| n.parse().ok()) {
                    Some(next) => asked.before = Some(Id(next)),
                    None => break,
                }
            }
            store.write(|tx| {
                let entry = Entry {
                    staff: Some(me.user.id),
                    kind: "export",
                    object: Some("audit"),
                    detail: period(&p),
                    row: None,
                };
                audit::note(tx, store, &entry)
            })?;
            out.finish().map_err(failed)
        })
        .await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""),
    ];
    Ok((headers, text).into_response())
}

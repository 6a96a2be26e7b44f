//! Things that customers own as lists and pages show them.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::{Named, Names};
use gx_people::people::Page;
use gx_store::access::Access;
use gx_store::{Result, Tx};
use jiff::civil::Date;
use serde::Serialize;

use super::record::{Asset, COLUMNS, State, get, read};
use crate::money::text;
use crate::party;

/// The most records of one thing that a page shows.
const MOST_SHOWN: usize = 500;

/// A record as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct RecordInfo {
    id: String,
    kind: String,
    at: Micros,
    text: String,
    cost: Option<String>,
    currency: String,
    by: Option<Named>,
}

/// A thing as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct Info {
    id: String,
    name: String,
    serial: String,
    person: Option<Named>,
    company: Option<Named>,
    variant: Option<Named>,
    order: Option<Named>,
    bought_on: Option<String>,
    warranty_until: Option<String>,
    state: State,
    note: String,
    served_at: Option<Micros>,
    due_on: Option<String>,
    records: i64,
    updated_at: Micros,
}

/// A thing with what was done to it.
#[derive(Clone, Debug, Serialize)]
pub struct AssetPage {
    /// The thing.
    pub asset: Info,
    records: Vec<RecordInfo>,
    may_edit: bool,
}

fn told(tx: &mut Tx<'_>, access: &Access, a: Asset) -> Result<Info> {
    let day = |d: Option<Date>| d.map(|d| d.to_string());
    let done = tx.one("SELECT COUNT(*), MAX(at) FROM asset_record WHERE asset_id = $1", &[a.id.into()])?;
    Ok(Info {
        id: a.id.show(IdKind::Asset),
        person: party::named(tx, access, ObjectKind::Person, Some(a.person))?,
        company: party::named(tx, access, ObjectKind::Company, a.company)?,
        variant: party::named_variant(tx, a.variant)?,
        order: party::named_order(tx, access, a.order)?,
        bought_on: day(a.bought_on),
        warranty_until: day(a.warranty_until),
        due_on: day(a.due_on),
        records: done.int(0)?,
        served_at: done.opt_micros(1)?,
        name: a.name,
        serial: a.serial,
        state: a.state,
        note: a.note,
        updated_at: a.updated_at,
    })
}

/// A thing for who asks.
///
/// # Errors
///
/// Not found.
pub fn page(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<AssetPage> {
    let missing = || Problem::not_found("The asset");
    let found = get(tx, id)?.filter(|a| a.deleted_at.is_none()).ok_or_else(missing)?;
    let may_edit = party::reach(tx, access, found.person)?.ok_or_else(missing)?;
    let sql = format!(
        "SELECT id, kind, at, text, cost, currency, staff_id FROM asset_record WHERE asset_id = $1 ORDER BY at DESC, id DESC LIMIT {MOST_SHOWN}"
    );
    let mut names = Names::default();
    let mut records = Vec::new();
    for r in tx.query(&sql, &[id.into()])? {
        records.push(RecordInfo {
            id: r.id(0)?.0.to_string(),
            kind: r.string(1)?,
            at: r.micros(2)?,
            text: r.string(3)?,
            cost: r.opt_int(4)?.map(text),
            currency: r.string(5)?,
            by: r.opt_id(6)?.map(|id| names.user(tx, id)).transpose()?,
        });
    }
    Ok(AssetPage { asset: told(tx, access, found)?, records, may_edit })
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Of this person.
    pub person: Option<String>,
    /// Of this company.
    pub company: Option<String>,
    /// With these words in its name or its serial number.
    pub q: String,
    /// How many.
    pub limit: usize,
    /// Where the page begins.
    pub cursor: Option<String>,
}

/// A page of things, newest first.
///
/// # Errors
///
/// A problem at what is asked for.
pub fn list(tx: &mut Tx<'_>, access: &Access, asked: &Asked) -> Result<Page<Info>> {
    let (mut sql, mut params) =
        party::clause(access, (asked.person.as_deref(), asked.company.as_deref(), &asked.q))?;
    let total = tx.one(&format!("SELECT COUNT(*) FROM asset x WHERE {sql}"), &params)?.int(0)?;
    if let Some(text) = &asked.cursor {
        let wrong = || Problem::bad("cursor", "The cursor is not one of ours; start from the first page.");
        params.push(Id::read(IdKind::Asset, text).ok_or_else(wrong)?.into());
        sql.push_str(&format!(" AND x.id < ${}", params.len()));
    }
    let limit = asked.limit.clamp(1, 200);
    let select = format!("SELECT {COLUMNS} FROM asset x WHERE {sql} ORDER BY x.id DESC LIMIT {}", limit + 1);
    let mut found: Vec<Asset> = tx.query(&select, &params)?.iter().map(read).collect::<Result<_>>()?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|a| a.id.show(IdKind::Asset));
    let rows = found.into_iter().map(|a| told(tx, access, a)).collect::<Result<_>>()?;
    Ok(Page { rows, next, total, total_at_least: false })
}

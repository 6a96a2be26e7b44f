//! Rows of deals, as lists and boards show them.

use std::collections::{BTreeMap, HashMap};

use gx_kernel::money::from_scaled;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_people::listing::DEALS;
use gx_people::names::{Named, Names};
use gx_people::own;
use gx_store::access::Access;
use gx_store::{Result, Row, Tx};
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::pipeline::{self, Pipeline};

/// A deal as lists show it.
#[derive(Clone, Debug, Serialize)]
pub struct DealRow {
    id: String,
    number: String,
    name: String,
    pipeline: Named,
    stage: Named,
    state: String,
    person: Option<Named>,
    company: Option<Named>,
    owner: Option<Named>,
    amount: Option<String>,
    currency: String,
    probability: f64,
    expected_on: Option<String>,
    next_step: Option<String>,
    next_at: Option<Micros>,
    clock: Clock,
    stage_since: Micros,
    age_days: Option<i64>,
    closed_at: Option<Micros>,
    lost_reason: Option<String>,
    source: Option<String>,
    /// Told by the page alone.
    #[serde(skip)]
    pub(crate) competitors: Vec<String>,
    created_at: Micros,
    updated_at: Micros,
    fields: Map<String, Json>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    linked: BTreeMap<String, String>,
}

/// How what is to be done next stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// It was to be done by now.
    Overdue,
    /// Today.
    Today,
    /// Later.
    Planned,
    /// Nothing is to be done.
    None,
}

/// When today ends where the workspace is.
pub fn end_of_day(now: Micros, zone: &TimeZone) -> Micros {
    let local = now.timestamp().to_zoned(zone.clone());
    let end = local.tomorrow().and_then(|t| t.start_of_day());
    end.map_or(now, |t| Micros(t.timestamp().as_microsecond()))
}

impl Clock {
    /// Of something that is due then.
    pub fn of(next: Option<Micros>, now: Micros, day_ends: Micros) -> Self {
        match next {
            None => Self::None,
            Some(at) if at < now => Self::Overdue,
            Some(at) if at < day_ends => Self::Today,
            Some(_) => Self::Planned,
        }
    }
}

/// The names of the people and companies of some rows, as far as the caller sees them.
fn parties(tx: &mut Tx<'_>, access: &Access, rows: &[Row]) -> Result<HashMap<Id, Named>> {
    let (mut people, mut companies) = (Vec::new(), Vec::new());
    for r in rows {
        people.extend(r.opt_int(6)?);
        companies.extend(r.opt_int(7)?);
    }
    let mut out = HashMap::new();
    let named = |kind: IdKind, id: Id, name: &str| Named {
        id: id.show(kind),
        name: name.to_owned(),
        initial: Some(gx_text::avatar_initial(name)),
    };
    let sql = format!(
        "SELECT n.id, r.id, r.name FROM person n JOIN person r ON r.id = n.canonical_id WHERE r.deleted_at IS NULL AND {} AND n.id IN",
        access.see_person("r")
    );
    for r in tx.query_in(&sql, &people)? {
        out.insert(r.id(0)?, named(IdKind::Person, r.id(1)?, r.text(2)?));
    }
    let sql = format!(
        "SELECT c.id, c.name FROM company c WHERE c.deleted_at IS NULL AND {} AND c.id IN",
        access.see(ObjectKind::Company, "c")
    );
    for r in tx.query_in(&sql, &companies)? {
        out.insert(r.id(0)?, named(IdKind::Company, r.id(0)?, r.text(1)?));
    }
    Ok(out)
}

/// Rows of [`DEALS`] as they are shown.
pub fn rows(tx: &mut Tx<'_>, access: &Access, now: Micros, found: &[Row]) -> Result<Vec<DealRow>> {
    let pipelines = pipeline::load(tx)?;
    let parties = parties(tx, access, found)?;
    let zone = gx_record::filtering::zone(tx)?;
    let day_ends = end_of_day(now, &zone);
    let mut names = Names::default();
    let mut out = Vec::with_capacity(found.len());
    for r in found {
        out.push(row(tx, access, (&pipelines, &parties), (now, day_ends), &mut names, r)?);
    }
    Ok(out)
}

fn row(
    tx: &mut Tx<'_>,
    access: &Access,
    (pipelines, parties): (&[Pipeline], &HashMap<Id, Named>),
    (now, day_ends): (Micros, Micros),
    names: &mut Names,
    r: &Row,
) -> Result<DealRow> {
    let hides = |key: &str| access.hides_of(ObjectKind::Deal, key);
    fn shown<T>(hidden: bool, value: Option<T>) -> Option<T> {
        if hidden { None } else { value }
    }
    let of = pipelines.iter().find(|p| p.shown() == r.text(3).unwrap_or_default());
    let stage = of.and_then(|p| p.stage(r.text(4).unwrap_or_default()));
    let owner = match r.opt_id(8)? {
        Some(user) if !hides("owner") => Some(names.user(tx, user)?),
        _ => None,
    };
    let fields = own::shown(access, ObjectKind::Deal, r.json(20)?);
    let linked = own::linked(tx, access, &fields)?;
    let next_at = r.opt_micros(13)?;
    let competitors: Json = if hides("competitors") { Json::Null } else { r.json(18)? };
    Ok(DealRow {
        id: r.id(0)?.show(IdKind::Deal),
        number: r.string(1)?,
        name: r.string(2)?,
        pipeline: Named {
            id: r.string(3)?,
            name: of.map_or_else(String::new, |p| p.name.clone()),
            initial: None,
        },
        stage: Named {
            id: r.string(4)?,
            name: stage.map_or_else(String::new, |s| s.name.clone()),
            initial: None,
        },
        state: r.string(5)?,
        person: r.opt_id(6)?.and_then(|id| parties.get(&id).cloned()),
        company: r.opt_id(7)?.and_then(|id| parties.get(&id).cloned()),
        owner,
        amount: shown(hides("amount"), r.opt_int(9)?.map(|n| from_scaled(n).normalize().to_string())),
        currency: r.string(10)?,
        probability: r.opt_real(11)?.unwrap_or_default(),
        expected_on: r.opt_string(12)?,
        next_step: shown(hides("next_step"), r.opt_string(14)?),
        next_at,
        clock: Clock::of(next_at, now, day_ends),
        stage_since: r.micros(15)?,
        age_days: stage.and_then(|s| s.age_days),
        closed_at: r.opt_micros(16)?,
        lost_reason: shown(hides("lost_reason"), r.opt_string(17)?),
        source: shown(hides("source"), r.opt_string(19)?),
        competitors: serde_json::from_value(competitors).unwrap_or_default(),
        created_at: r.micros(21)?,
        updated_at: r.micros(22)?,
        fields,
        linked,
    })
}

/// One deal's row, deleted or not.
pub fn row_of(tx: &mut Tx<'_>, access: &Access, now: Micros, id: Id) -> Result<Option<DealRow>> {
    let sql = format!("SELECT {} FROM {} WHERE d.id = $1", DEALS.columns, DEALS.from);
    let found = tx.query(&sql, &[id.into()])?;
    Ok(rows(tx, access, now, &found)?.pop())
}

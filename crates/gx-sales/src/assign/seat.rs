//! What a colleague can take: how many leads at once and in a month, in which languages, at which hours.

use std::collections::{HashMap, HashSet};

use gx_kernel::{Id, Micros, Problem};
use gx_people::names::Named;
use gx_store::access::{Grants, Reach, Verb};
use gx_store::{Conflict, Result, Tx};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::colleagues::Colleagues;
use crate::lead::record::OPEN;

/// Days of the week and times of the day, where the workspace is. `to` before `from` is the next day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// 1 is Monday, 7 Sunday.
    pub days: Vec<i8>,
    /// `09:00`.
    pub from: String,
    /// `18:00`; not included.
    pub to: String,
}

fn time(field: &str, text: &str) -> std::result::Result<Time, Problem> {
    let wrong =
        || Problem::field(field, "not_a_time", format!("expected a time such as 09:00, got {text:?}"));
    let (hour, minute) = text.split_once(':').ok_or_else(wrong)?;
    let read = |t: &str| t.parse::<i8>().ok().filter(|_| (1..=2).contains(&t.len()));
    let (hour, minute) = (read(hour).ok_or_else(wrong)?, read(minute).ok_or_else(wrong)?);
    // Midnight at the end of a day is said as 24:00.
    if (hour, minute) == (24, 0) {
        return Ok(Time::MIN);
    }
    Time::new(hour, minute, 0, 0).map_err(|_| wrong())
}

impl Hours {
    /// Refuses days and times that there are none of.
    pub fn check(mut self, field: &str) -> std::result::Result<Self, Problem> {
        let place = |key: &str| format!("{field}.{key}");
        if self.days.iter().any(|day| !(1..=7).contains(day)) {
            return Err(Problem::field(&place("days"), "out_of_range", "1 is Monday, 7 is Sunday"));
        }
        if self.days.is_empty() {
            return Err(Problem::field(&place("days"), "missing", "name at least one day"));
        }
        self.days.sort_unstable();
        self.days.dedup();
        time(&place("from"), &self.from)?;
        time(&place("to"), &self.to)?;
        Ok(self)
    }

    /// Whether a moment lies within.
    pub fn holds(&self, at: Micros, zone: &TimeZone) -> bool {
        let (Ok(from), Ok(to)) = (time("", &self.from), time("", &self.to)) else { return false };
        let local = at.timestamp().to_zoned(zone.clone());
        let (clock, today) = (local.time(), local.weekday().to_monday_one_offset());
        let yesterday = if today == 1 { 7 } else { today - 1 };
        let on = |day: i8| self.days.contains(&day);
        if from < to {
            on(today) && clock >= from && clock < to
        } else {
            // Over midnight: what is left of today, and the morning of who began yesterday.
            (on(today) && clock >= from) || (on(yesterday) && clock < to)
        }
    }
}

/// What a colleague can take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seat {
    /// Open leads at once.
    pub capacity: Option<i64>,
    /// New ones in a month.
    pub monthly: Option<i64>,
    /// Languages, as `zh` or `en`; none named is any.
    pub languages: Vec<String>,
    /// When they work; nothing is always.
    pub hours: Option<Hours>,
    /// Until when they are away.
    pub away_until: Option<Micros>,
}

/// All that were set.
pub fn load(tx: &mut Tx<'_>) -> Result<HashMap<Id, Seat>> {
    let sql = "SELECT staff_id, capacity, monthly, languages, hours, away_until FROM seat";
    tx.query(sql, &[])?
        .iter()
        .map(|r| {
            let seat = Seat {
                capacity: r.opt_int(1)?,
                monthly: r.opt_int(2)?,
                languages: r.json(3)?,
                hours: r.json(4)?,
                away_until: r.opt_micros(5)?,
            };
            Ok((r.id(0)?, seat))
        })
        .collect()
}

/// A seat as the API tells it.
#[derive(Debug, Serialize)]
pub struct SeatInfo {
    who: Named,
    team: Option<String>,
    capacity: Option<i64>,
    monthly: Option<i64>,
    languages: Vec<String>,
    hours: Option<Hours>,
    away_until: Option<Micros>,
    open: i64,
    month: i64,
}

/// What is wished of a seat; all of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeatWish {
    who: String,
    #[serde(default)]
    capacity: Option<i64>,
    #[serde(default)]
    monthly: Option<i64>,
    #[serde(default)]
    languages: Vec<String>,
    #[serde(default)]
    hours: Option<Hours>,
    #[serde(default)]
    away_until: Option<String>,
}

/// Open leads by who has them.
pub(crate) fn open_by(tx: &mut Tx<'_>) -> Result<HashMap<Id, i64>> {
    let sql = format!(
        "SELECT owner, COUNT(*) FROM lead WHERE owner IS NOT NULL AND deleted_at IS NULL AND state IN ({OPEN}) GROUP BY owner"
    );
    tx.query(&sql, &[])?.iter().map(|r| Ok((r.id(0)?, r.int(1)?))).collect()
}

/// Leads that came to each colleague since a moment, whichever way but of their own making.
pub(crate) fn came_since(tx: &mut Tx<'_>, since: Micros) -> Result<HashMap<Id, i64>> {
    let sql = "SELECT to_id, COUNT(*) FROM lead_move WHERE to_id IS NOT NULL AND at >= $1 AND how <> 'made' GROUP BY to_id";
    tx.query(sql, &[since.into()])?.iter().map(|r| Ok((r.id(0)?, r.int(1)?))).collect()
}

/// When this month began where the workspace is.
pub(crate) fn month_began(now: Micros, zone: &TimeZone) -> Micros {
    let first = now.timestamp().to_zoned(zone.clone()).first_of_month().and_then(|t| t.start_of_day());
    first.map_or(now, |t| Micros(t.timestamp().as_microsecond()))
}

/// Those whose role lets them change a record: who only reads takes no leads.
pub(crate) fn working(tx: &mut Tx<'_>) -> Result<HashSet<Id>> {
    let mut roles: HashSet<String> = HashSet::new();
    for r in tx.query("SELECT key, grants FROM role", &[])? {
        let grants: Grants = r.json(1)?;
        if grants.reach(Verb::Edit) != Reach::None {
            roles.insert(r.string(0)?);
        }
    }
    let mut out = HashSet::new();
    for r in tx.query("SELECT id, role FROM staff WHERE disabled_at IS NULL", &[])? {
        if roles.contains(r.text(1)?) {
            out.insert(r.id(0)?);
        }
    }
    Ok(out)
}

/// What every colleague who can work on leads can take.
pub fn told(tx: &mut Tx<'_>, now: Micros) -> Result<Vec<SeatInfo>> {
    let colleagues = Colleagues::load(tx)?;
    let working = working(tx)?;
    let mut seats = load(tx)?;
    let zone = gx_record::filtering::zone(tx)?;
    let (open, month) = (open_by(tx)?, came_since(tx, month_began(now, &zone))?);
    Ok(colleagues
        .here()
        .into_iter()
        .filter(|who| working.contains(&who.id))
        .map(|who| {
            let seat = seats.remove(&who.id).unwrap_or_default();
            SeatInfo {
                who: colleagues.named(who.id),
                team: colleagues.team(who.team),
                capacity: seat.capacity,
                monthly: seat.monthly,
                languages: seat.languages,
                hours: seat.hours,
                away_until: seat.away_until.filter(|until| *until > now),
                open: open.get(&who.id).copied().unwrap_or_default(),
                month: month.get(&who.id).copied().unwrap_or_default(),
            }
        })
        .collect())
}

/// Sets some seats.
///
/// # Errors
///
/// A problem that names the seat and what of it is wrong (`seats.2.hours.from`).
pub fn set(tx: &mut Tx<'_>, wishes: Vec<SeatWish>) -> Result<()> {
    let colleagues = Colleagues::load(tx)?;
    for (at, wish) in wishes.into_iter().enumerate() {
        let place = |key: &str| format!("seats.{at}.{key}");
        let who = colleagues.read_users(&place("who"), std::slice::from_ref(&wish.who))?;
        let Some(who) = who.first() else { continue };
        for (key, value) in [("capacity", wish.capacity), ("monthly", wish.monthly)] {
            if value.is_some_and(|n| !(0..=1_000_000).contains(&n)) {
                return Err(Problem::field(&place(key), "out_of_range", "0 to 1,000,000").into());
            }
        }
        let languages: Vec<String> =
            wish.languages.iter().map(|l| l.trim().to_ascii_lowercase()).filter(|l| !l.is_empty()).collect();
        if languages.len() > 20 || languages.iter().any(|l| l.len() > 12) {
            return Err(Problem::field(&place("languages"), "length", "at most twenty, as zh or en").into());
        }
        let hours = wish.hours.map(|hours| hours.check(&place("hours"))).transpose()?;
        let away = match wish.away_until.as_deref().filter(|t| !t.is_empty()) {
            Some(text) => {
                let wrong = || {
                    Problem::field(
                        &place("away_until"),
                        "not_a_moment",
                        "expected a moment such as 2026-12-01T00:00:00Z",
                    )
                };
                Some(Micros::parse(text).ok_or_else(wrong)?)
            }
            None => None,
        };
        tx.execute("DELETE FROM seat WHERE staff_id = $1", &[(*who).into()])?;
        let json = |v: serde_json::Value| v.to_string();
        let row = vec![
            (*who).into(),
            wish.capacity.into(),
            wish.monthly.into(),
            json(languages.into()).into(),
            hours.map(|h| serde_json::to_string(&h).unwrap_or_default()).into(),
            away.into(),
        ];
        let columns = ["staff_id", "capacity", "monthly", "languages", "hours", "away_until"];
        tx.insert_many("seat", &columns, &[row], Conflict::Fail)?;
    }
    Ok(())
}

//! Reports and dashboards that are sent by mail on a schedule. Everybody is sent what they themselves may see.

use std::sync::Arc;

use gx_http::auth::rights_of;
use gx_http::seal::Seal;
use gx_kernel::{Id, IdKind, Locale, Micros, Problem};
use gx_mail::Letter;
use gx_people::names::{Named, Names};
use gx_record::filtering;
use gx_store::access::Access;
use gx_store::{Result, Row, Store, StoreError, Tx, audit, job};
use jiff::tz::TimeZone;
use jiff::{ToSpan as _, Zoned};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Kept, dashboards, letter, me, reports};
use crate::ask::question::wrong;
use crate::ask::words::Words;

/// The job that looks at what is due.
pub const SEND_JOB: &str = "report.mail";
/// How often it looks.
const EVERY: i64 = 300 * Micros::SECOND;
/// The most receivers.
const RECEIVERS: usize = 50;

/// How often one is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Each day.
    Day,
    /// Once a week.
    Week,
    /// Once a month.
    Month,
}

/// What is enclosed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Enclosing {
    /// Nothing.
    None,
    /// Comma-separated values.
    Csv,
    /// A workbook.
    Xlsx,
}

/// What is to be sent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    what: String,
    every: Every,
    #[serde(default)]
    on: Option<i64>,
    hour: i64,
    to: Vec<String>,
    format: Enclosing,
}

/// What changes about it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Change {
    what: Option<String>,
    every: Option<Every>,
    on: Option<i64>,
    hour: Option<i64>,
    to: Option<Vec<String>>,
    format: Option<Enclosing>,
}

/// What is sent, and when next.
#[derive(Clone, Debug, Serialize)]
pub struct Mail {
    id: String,
    what: String,
    name: String,
    every: Every,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<i64>,
    hour: i64,
    to: Vec<Named>,
    format: Enclosing,
    next_at: Micros,
    sent_at: Option<Micros>,
    problem: Option<String>,
    /// Whether the caller may change it; who is only sent it may decline it.
    editable: bool,
}

/// How many letters went on their way.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Sent {
    to: usize,
}

/// A schedule as it is kept.
#[derive(Clone, Debug)]
struct Held {
    id: Id,
    what: String,
    every: Every,
    on: Option<i64>,
    hour: i64,
    to: Vec<Id>,
    format: Enclosing,
    owner: Id,
    next_at: Micros,
    sent_at: Option<Micros>,
    problem: Option<String>,
}

const MAILS: Kept = Kept { table: "report_mail", one: "mail" };
const COLUMNS: &str = "m.id, m.what, m.every, m.on_day, m.hour, m.receivers, m.format, m.owner, m.next_at, m.sent_at, m.problem";

fn held(r: &Row) -> Result<Held> {
    let to: Vec<String> = r.json(5)?;
    Ok(Held {
        id: r.id(0)?,
        what: r.string(1)?,
        every: match r.text(2)? {
            "day" => Every::Day,
            "month" => Every::Month,
            _ => Every::Week,
        },
        on: r.opt_int(3)?,
        hour: r.int(4)?,
        to: to.iter().filter_map(|text| Id::read(IdKind::User, text)).collect(),
        format: match r.text(6)? {
            "csv" => Enclosing::Csv,
            "xlsx" => Enclosing::Xlsx,
            _ => Enclosing::None,
        },
        owner: r.id(7)?,
        next_at: r.micros(8)?,
        sent_at: r.opt_int(9)?.map(Micros),
        problem: r.opt_string(10)?,
    })
}

/// The name of what is sent, where it is there for somebody.
fn named(tx: &mut Tx<'_>, access: &Access, what: &str) -> Result<String> {
    match Id::read_any(what) {
        Some((IdKind::Report, id)) => Ok(reports::get(tx, access, id)?.name),
        Some((IdKind::Dashboard, id)) => Ok(dashboards::get(tx, access, id)?.name),
        _ => Err(wrong("what", "not_an_id", format!("{what:?} is no report and no dashboard")).into()),
    }
}

impl Held {
    fn told(self, tx: &mut Tx<'_>, access: &Access, names: &mut Names) -> Result<Mail> {
        let name = match named(tx, access, &self.what) {
            Ok(name) => name,
            Err(StoreError::Problem(_)) => String::new(),
            Err(e) => return Err(e),
        };
        let to = self.to.iter().map(|user| names.user(tx, *user)).collect::<Result<_>>()?;
        Ok(Mail {
            id: self.id.show(IdKind::ReportMail),
            what: self.what,
            name,
            every: self.every,
            on: self.on,
            hour: self.hour,
            to,
            format: self.format,
            next_at: self.next_at,
            sent_at: self.sent_at,
            problem: self.problem,
            editable: Some(self.owner) == me(access).ok() || access.may("views"),
        })
    }

    /// Refuses a day or an hour that there is not, and whoever does not work here.
    fn check(&self, tx: &mut Tx<'_>, access: &Access) -> Result<()> {
        named(tx, access, &self.what).map_err(|e| match e {
            StoreError::Problem(p) if p.code == "not_found" => {
                wrong("what", "unknown", "there is no such report, or it is not open to you").into()
            }
            other => other,
        })?;
        let days = match self.every {
            Every::Day => None,
            Every::Week => Some(1..=7),
            Every::Month => Some(1..=28),
        };
        if let Some(days) = days
            && self.on.is_none_or(|on| !days.contains(&on))
        {
            return Err(wrong("on", "not_a_day", format!("{} to {}", days.start(), days.end())).into());
        }
        if !(0..=23).contains(&self.hour) {
            return Err(wrong("hour", "not_an_hour", "0 to 23").into());
        }
        if self.to.is_empty() || self.to.len() > RECEIVERS {
            return Err(wrong("to", "count", format!("1 to {RECEIVERS} colleagues")).into());
        }
        for user in &self.to {
            if tx
                .first("SELECT 1 FROM staff WHERE id = $1 AND disabled_at IS NULL", &[(*user).into()])?
                .is_none()
            {
                return Err(wrong("to", "unknown", "one of them does not work here").into());
            }
        }
        // What lands in the mail of others is put before them.
        if self.to.iter().any(|user| Some(*user) != me(access).ok()) {
            access.need("views")?;
        }
        Ok(())
    }

    /// When it is to be sent after a moment: a day that has no such hour sends at the next that there is.
    fn after(&self, at: Micros, zone: &TimeZone) -> Micros {
        let now = at.timestamp().to_zoned(zone.clone());
        let hour = i8::try_from(self.hour).unwrap_or(8);
        let fits = |day: &Zoned| match self.every {
            Every::Day => true,
            Every::Week => Some(i64::from(day.weekday().to_monday_one_offset())) == self.on,
            Every::Month => Some(i64::from(day.day())) == self.on,
        };
        for n in 0..=32 {
            let Ok(day) = now.checked_add(n.days()) else { break };
            let moment = day.date().at(hour, 0, 0, 0).to_zoned(zone.clone());
            if let (true, Ok(moment)) = (fits(&day), moment)
                && moment.timestamp() > now.timestamp()
            {
                return Micros(moment.timestamp().as_microsecond());
            }
        }
        at.plus(Micros::DAY)
    }

    fn row(&self) -> Vec<gx_store::Value> {
        let every = match self.every {
            Every::Day => "day",
            Every::Week => "week",
            Every::Month => "month",
        };
        let format = match self.format {
            Enclosing::None => "none",
            Enclosing::Csv => "csv",
            Enclosing::Xlsx => "xlsx",
        };
        let to: Vec<String> = self.to.iter().map(|user| user.show(IdKind::User)).collect();
        vec![
            self.what.as_str().into(),
            every.into(),
            self.on.into(),
            self.hour.into(),
            json!(to).into(),
            format.into(),
            self.next_at.into(),
            self.id.into(),
        ]
    }
}

fn receivers(to: &[String]) -> Result<Vec<Id>> {
    let mut out: Vec<Id> = Vec::new();
    for (n, text) in to.iter().enumerate() {
        let id = Id::read(IdKind::User, text);
        let id =
            id.ok_or_else(|| wrong(format!("to.{n}"), "not_an_id", format!("{text:?} is no colleague")))?;
        if !out.contains(&id) {
            out.push(id);
        }
    }
    Ok(out)
}

/// What the caller has set up or is sent; all of it for those who keep what everybody sees.
pub fn list(tx: &mut Tx<'_>, access: &Access) -> Result<Vec<Mail>> {
    let me = me(access)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM report_mail m WHERE m.deleted_at IS NULL ORDER BY m.next_at, m.id LIMIT 2000"
    );
    let mut names = Names::default();
    let mut out = Vec::new();
    for r in tx.query(&sql, &[])? {
        let one = held(&r)?;
        if one.owner == me || one.to.contains(&me) || access.may("views") {
            out.push(one.told(tx, access, &mut names)?);
        }
    }
    Ok(out)
}

fn living(tx: &mut Tx<'_>, id: Id) -> Result<Held> {
    let sql = format!("SELECT {COLUMNS} FROM report_mail m WHERE m.id = $1 AND m.deleted_at IS NULL");
    held(&tx.first(&sql, &[id.into()])?.ok_or_else(|| MAILS.missing())?)
}

fn found(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Held> {
    let one = living(tx, id)?;
    if one.owner != me(access)? && !access.may("views") {
        return Err(MAILS.missing().into());
    }
    Ok(one)
}

/// Sends one from now on.
///
/// # Errors
///
/// A problem at what cannot be; forbidden where it is for others and the role may not.
pub fn create(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<Mail> {
    let mut one = Held {
        id: store.id(),
        what: wish.what.clone(),
        every: wish.every,
        on: wish.on.filter(|_| wish.every != Every::Day),
        hour: wish.hour,
        to: receivers(&wish.to)?,
        format: wish.format,
        owner: me(access)?,
        next_at: store.now(),
        sent_at: None,
        problem: None,
    };
    one.check(tx, access)?;
    MAILS.room(tx, one.owner)?;
    one.next_at = one.after(store.now(), &filtering::zone(tx)?);
    let mut row = one.row();
    row.extend([one.owner.into(), store.now().into()]);
    tx.execute(
        "INSERT INTO report_mail (what, every, on_day, hour, receivers, format, next_at, id, owner, created_at) \
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        &row,
    )?;
    one.told(tx, access, &mut Names::default())
}

/// Changes one.
///
/// # Errors
///
/// As [`create`]; not found.
pub fn change(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wish: &Change) -> Result<Mail> {
    let mut one = found(tx, access, id)?;
    one.what = wish.what.clone().unwrap_or(one.what);
    one.every = wish.every.unwrap_or(one.every);
    one.on = wish.on.or(one.on).filter(|_| one.every != Every::Day);
    one.hour = wish.hour.unwrap_or(one.hour);
    one.format = wish.format.unwrap_or(one.format);
    if let Some(to) = &wish.to {
        one.to = receivers(to)?;
    }
    one.check(tx, access)?;
    one.next_at = one.after(store.now(), &filtering::zone(tx)?);
    tx.execute(
        "UPDATE report_mail SET what = $1, every = $2, on_day = $3, hour = $4, receivers = $5, format = $6, next_at = $7, problem = NULL \
         WHERE id = $8",
        &one.row(),
    )?;
    one.problem = None;
    one.told(tx, access, &mut Names::default())
}

/// Sends one no more.
///
/// # Errors
///
/// Not found.
pub fn remove(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<()> {
    found(tx, access, id)?;
    MAILS.remove(tx, store, id)
}

/// Sends one to the caller no more, whoever set it up; where nobody is left, to nobody.
///
/// # Errors
///
/// Not found, where it is not sent to the caller.
pub fn decline(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<()> {
    let (me, mut one) = (me(access)?, living(tx, id)?);
    if !one.to.contains(&me) {
        return Err(MAILS.missing().into());
    }
    one.to.retain(|user| *user != me);
    if one.to.is_empty() {
        return MAILS.remove(tx, store, id);
    }
    let to: Vec<String> = one.to.iter().map(|user| user.show(IdKind::User)).collect();
    tx.execute("UPDATE report_mail SET receivers = $1 WHERE id = $2", &[json!(to).into(), id.into()])?;
    Ok(())
}

/// Sends one now, beside its schedule.
///
/// # Errors
///
/// Not found; a conflict where no mail is sent from here.
pub fn send_now(store: &Store, seal: &Seal, access: &Access, id: Id) -> Result<Sent> {
    let one = store.read(|tx| found(tx, access, id))?;
    let letters = letters(store, &one)?;
    store.write(|tx| {
        post(tx, store, seal, &one, &letters)?;
        tx.execute(
            "UPDATE report_mail SET sent_at = $1, problem = NULL WHERE id = $2",
            &[store.now().into(), id.into()],
        )
    })?;
    Ok(Sent { to: letters.len() })
}

/// Puts the next look in: one for each slot of time, whoever asks.
pub fn schedule(store: &Store) -> Result<()> {
    let at = Micros((store.now().0.div_euclid(EVERY) + 1) * EVERY);
    let key = format!("{SEND_JOB} {}", at.0);
    store.write(|tx| job::enqueue(tx, store, SEND_JOB, &json!({}), at, Some(&key)).map(drop))
}

/// What runs the job. The next look is put in first, so that one that fails does not end them all.
pub fn handlers(seal: &Seal) -> Vec<(&'static str, job::Handler)> {
    let seal = seal.clone();
    let run: job::Handler = Arc::new(move |store, _, _| {
        schedule(store).and_then(|()| send_due(store, &seal)).map_err(|e| e.to_string())
    });
    vec![(SEND_JOB, run)]
}

/// Sends all whose time has come. One that cannot be sent says why, and is tried again when its time comes again.
pub fn send_due(store: &Store, seal: &Seal) -> Result<()> {
    let sql = format!(
        "SELECT {COLUMNS} FROM report_mail m WHERE m.deleted_at IS NULL AND m.next_at <= $1 AND EXISTS (SELECT 1 FROM staff o WHERE o.id = m.owner AND o.disabled_at IS NULL) ORDER BY m.next_at, m.id LIMIT 200"
    );
    let due = store
        .read(|tx| tx.query(&sql, &[store.now().into()])?.iter().map(held).collect::<Result<Vec<_>>>())?;
    for one in due {
        let next = store.read(|tx| Ok(one.after(store.now(), &filtering::zone(tx)?)))?;
        let (letters, problem) = match letters(store, &one) {
            Ok(letters) => (letters, None),
            Err(StoreError::Problem(p)) => (Vec::new(), Some(p.message.clone())),
            // It is told, and sent when its time comes again.
            Err(e) => (Vec::new(), Some(e.to_string())),
        };
        let sent = if problem.is_none() { Some(store.now()) } else { one.sent_at };
        // Taken and posted in one: of two processes one sends it, and one that ends in between has sent nothing.
        store.write(|tx| {
            let taken = tx.execute(
                "UPDATE report_mail SET next_at = $1, sent_at = $2, problem = $3 WHERE id = $4 AND next_at = $5 AND deleted_at IS NULL",
                &[next.into(), sent.into(), problem.into(), one.id.into(), one.next_at.into()],
            )?;
            if taken > 0 { post(tx, store, seal, &one, &letters) } else { Ok(()) }
        })?;
    }
    Ok(())
}

/// A letter and whom it is for, with the rights by which it was written.
struct Written {
    to: Id,
    access: Access,
    letter: Letter,
}

/// The letters to all receivers; those whom the report is not open to are left out, as long as it is to somebody.
fn letters(store: &Store, one: &Held) -> Result<Vec<Written>> {
    let address = store.read(gx_mail::ready)?.ok_or_else(|| {
        Problem::bad("no_mail", "No mail is sent from here: the server and the public address are set under Mail in the settings.")
    })?;
    let (mut out, mut refused) = (Vec::new(), None);
    for user in &one.to {
        let made = store.read(|tx| {
            let Some(signed) = rights_of(tx, *user)? else { return Ok(None) };
            let speaks = gx_store::settings::get::<String>(tx, "locale")?;
            let tag = signed.user.locale.as_deref().or(speaks.as_deref());
            let words = Words(tag.and_then(Locale::from_tag).unwrap_or_default());
            let what = (one.what.as_str(), one.format);
            let letter = letter::write(tx, store, &signed.access, what, words, &address)?;
            Ok(Some(Written { to: *user, access: signed.access, letter }))
        });
        match made {
            Ok(written) => out.extend(written),
            Err(StoreError::Problem(p)) => refused = Some(p),
            Err(e) => return Err(e),
        }
    }
    match refused {
        Some(problem) if out.is_empty() => Err(StoreError::Problem(problem)),
        _ => Ok(out),
    }
}

/// Puts letters on their way. Figures that leave in a file are noted as any export is.
fn post(tx: &mut Tx<'_>, store: &Store, seal: &Seal, one: &Held, letters: &[Written]) -> Result<()> {
    let speaks = gx_store::settings::get::<String>(tx, "locale")?;
    for Written { to, access, letter } in letters {
        gx_mail::enqueue(tx, store, seal, *to, speaks.as_deref(), letter)?;
        if let Letter::ReportV1 { name, file: Some(_), .. } = letter {
            let detail = json!({"report": name, "mail": one.id.show(IdKind::ReportMail), "what": one.what});
            let staff = access.by().id();
            audit::note(tx, store, &audit::Entry { staff, kind: "export", object: None, row: None, detail })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(every: Every, on: Option<i64>, hour: i64) -> Held {
        Held {
            id: Id(1),
            what: String::new(),
            every,
            on,
            hour,
            to: Vec::new(),
            format: Enclosing::None,
            owner: Id(1),
            next_at: Micros(0),
            sent_at: None,
            problem: None,
        }
    }

    #[test]
    fn the_next_time_is_behind_now_and_by_the_clock_of_the_place() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let next = |held: &Held, at: &str| {
            let at: jiff::Timestamp = at.parse().unwrap();
            held.after(Micros(at.as_microsecond()), &zone).timestamp().to_string()
        };
        let daily = one(Every::Day, None, 8);
        assert_eq!(next(&daily, "2026-03-28T06:00:00Z"), "2026-03-28T07:00:00Z");
        // Clocks go forward on the 29th: eight o'clock comes an hour sooner.
        assert_eq!(next(&daily, "2026-03-28T07:00:00Z"), "2026-03-29T06:00:00Z");
        assert_eq!(next(&one(Every::Week, Some(1), 8), "2026-11-30T08:00:00Z"), "2026-12-07T07:00:00Z");
        assert_eq!(next(&one(Every::Month, Some(28), 9), "2026-01-31T12:00:00Z"), "2026-02-28T08:00:00Z");
        // An hour that the night skips is sent at the next there is.
        assert_eq!(next(&one(Every::Day, None, 2), "2026-03-29T00:00:00Z"), "2026-03-29T01:00:00Z");
    }
}

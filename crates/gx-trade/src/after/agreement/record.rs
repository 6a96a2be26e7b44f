//! The row of an agreement, and how it stands on a day.

use gx_kernel::{Id, IdKind, Micros};
use gx_store::{Conflict, Dialect, Result, Row, Store, Tx, Value};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use crate::money::{self, text};

/// What it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Something is sent or open from period to period.
    #[default]
    Subscription,
    /// Something is looked after.
    Service,
}

impl Kind {
    fn as_text(self) -> &'static str {
        match self {
            Self::Subscription => "subscription",
            Self::Service => "service",
        }
    }
}

/// An agreement as stored.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// The row.
    pub id: Id,
    /// `AG-0003`.
    pub number: String,
    /// What it is.
    pub kind: Kind,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub person: Id,
    /// Their company.
    pub company: Option<Id>,
    /// Who looks after it.
    pub owner: Option<Id>,
    /// What runs on.
    pub variant: Option<Id>,
    /// The order that it came of.
    pub order: Option<Id>,
    /// What a period costs, in ten-thousandths.
    pub amount: Option<i64>,
    /// In which currency.
    pub currency: String,
    /// How many months a period lasts.
    pub months: i64,
    /// Its first day.
    pub starts: Date,
    /// The last day of the period that runs.
    pub until: Date,
    /// Whether it goes on by itself.
    pub renews: bool,
    /// Its owner is told so many days before its end.
    pub notice_days: i64,
    /// When it was ended.
    pub ended_on: Option<Date>,
    /// Why.
    pub reason: Option<String>,
    /// For colleagues.
    pub note: String,
    /// When it last changed.
    pub updated_at: Micros,
    /// When it was taken away.
    pub deleted_at: Option<Micros>,
}

/// How an agreement stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It runs.
    Running,
    /// It ends within the days of its notice.
    Due,
    /// Its last period has ended, and nobody renewed it.
    Over,
    /// Somebody ended it.
    Ended,
}

impl Agreement {
    /// How it stands on a day.
    pub fn state(&self, day: Date) -> State {
        match self.ended_on {
            Some(on) if on <= day => State::Ended,
            _ if self.until < day => State::Over,
            _ if self.notice_on() <= day => State::Due,
            _ => State::Running,
        }
    }

    /// On which day its owner is told that it ends.
    pub fn notice_on(&self) -> Date {
        self.until.checked_sub(jiff::Span::new().days(self.notice_days)).unwrap_or(self.until)
    }

    /// The last day of the period after the one that runs. A period that began on the 31st ends with its month.
    pub fn next_until(&self) -> Date {
        next(self.until, self.months)
    }

    pub(crate) fn values(&self) -> Map<String, Json> {
        let said = json!({
            "kind": self.kind, "name": self.name, "person": self.person.show(IdKind::Person),
            "company": self.company.map(|id| id.show(IdKind::Company)), "owner": self.owner.map(|id| id.show(IdKind::User)),
            "variant": self.variant.map(|id| id.show(IdKind::Variant)), "amount": self.amount.map(text),
            "currency": self.currency, "months": self.months, "starts": self.starts.to_string(),
            "until": self.until.to_string(), "renews": self.renews, "notice_days": self.notice_days,
            "ended_on": self.ended_on.map(|d| d.to_string()), "reason": self.reason, "note": self.note,
        });
        said.as_object().cloned().unwrap_or_default()
    }

    pub(crate) fn put(&mut self, key: &str, value: &Json) {
        let (said, id) = (value.as_str(), |kind| value.as_str().and_then(|t| Id::read(kind, t)));
        match key {
            "kind" => self.kind = serde_json::from_value(value.clone()).unwrap_or_default(),
            "name" => self.name = said.unwrap_or_default().to_owned(),
            "person" => self.person = id(IdKind::Person).unwrap_or(self.person),
            "company" => self.company = id(IdKind::Company),
            "owner" => self.owner = id(IdKind::User),
            "variant" => self.variant = id(IdKind::Variant),
            "amount" => self.amount = said.and_then(money::scaled),
            "currency" => self.currency = said.unwrap_or_default().to_owned(),
            "months" => self.months = value.as_i64().unwrap_or(self.months),
            "starts" => self.starts = said.and_then(|t| t.parse().ok()).unwrap_or(self.starts),
            "until" => self.until = said.and_then(|t| t.parse().ok()).unwrap_or(self.until),
            "renews" => self.renews = value.as_bool().unwrap_or_default(),
            "notice_days" => self.notice_days = value.as_i64().unwrap_or_default(),
            "ended_on" => self.ended_on = said.and_then(|t| t.parse().ok()),
            "reason" => self.reason = said.map(str::to_owned),
            "note" => self.note = said.unwrap_or_default().to_owned(),
            _ => {}
        }
    }
}

/// The last day so many months after another: counted from the day after, so that month ends stay month ends.
pub(super) fn next(until: Date, months: i64) -> Date {
    let begins = until.tomorrow().unwrap_or(until);
    let after = begins.checked_add(jiff::Span::new().months(months)).unwrap_or(begins);
    // A month that is too short to have the day ends with its last.
    if after.day() < begins.day() { after } else { after.yesterday().unwrap_or(after) }
}

const COLUMNS: &str = "x.id, x.number, x.kind, x.name, x.person_id, x.company_id, x.owner, x.variant_id, x.order_id, x.amount, x.currency, \
                       x.months, x.starts, x.until, x.renews, x.notice_days, x.ended_on, x.reason, x.note, x.updated_at, x.deleted_at";

fn read(r: &Row) -> Result<Agreement> {
    let day = |at: usize| -> Result<Date> {
        r.text(at)?.parse().map_err(|_| gx_store::StoreError::Shape("a day of an agreement".into()))
    };
    Ok(Agreement {
        id: r.id(0)?,
        number: r.string(1)?,
        kind: if r.text(2)? == "service" { Kind::Service } else { Kind::Subscription },
        name: r.string(3)?,
        person: r.id(4)?,
        company: r.opt_id(5)?,
        owner: r.opt_id(6)?,
        variant: r.opt_id(7)?,
        order: r.opt_id(8)?,
        amount: r.opt_int(9)?,
        currency: r.string(10)?,
        months: r.int(11)?,
        starts: day(12)?,
        until: day(13)?,
        renews: r.int(14)? != 0,
        notice_days: r.int(15)?,
        ended_on: r.opt_text(16)?.and_then(|t| t.parse().ok()),
        reason: r.opt_string(17)?,
        note: r.string(18)?,
        updated_at: r.micros(19)?,
        deleted_at: r.opt_micros(20)?,
    })
}

/// An agreement, taken away or not.
pub fn get(tx: &mut Tx<'_>, id: Id) -> Result<Option<Agreement>> {
    tx.first(&format!("SELECT {COLUMNS} FROM agreement x WHERE x.id = $1"), &[id.into()])?
        .map(|r| read(&r))
        .transpose()
}

/// Some of them by a condition over `x`.
pub(crate) fn some(tx: &mut Tx<'_>, sql: &str, params: &[Value]) -> Result<Vec<Agreement>> {
    tx.query(&format!("SELECT {COLUMNS} FROM agreement x WHERE {sql}"), params)?.iter().map(read).collect()
}

/// Makes whoever else changes it wait until the transaction has ended.
pub(super) fn lock(tx: &mut Tx<'_>, id: Id) -> Result<()> {
    if tx.dialect() == Dialect::Postgres {
        tx.query("SELECT id FROM agreement WHERE id = $1 FOR UPDATE", &[id.into()])?;
    }
    Ok(())
}

/// Stores one.
pub(crate) fn write(tx: &mut Tx<'_>, store: &Store, a: &mut Agreement, fresh: bool) -> Result<()> {
    a.updated_at = store.now();
    let words = format!("{}\n{}", gx_text::fold(&a.number), gx_text::fold(&a.name));
    let values: Vec<(&str, Value)> = vec![
        ("kind", a.kind.as_text().into()),
        ("name", a.name.as_str().into()),
        ("words", words.into()),
        ("person_id", a.person.into()),
        ("company_id", a.company.into()),
        ("owner", a.owner.into()),
        ("variant_id", a.variant.into()),
        ("order_id", a.order.into()),
        ("amount", a.amount.into()),
        ("currency", a.currency.as_str().into()),
        ("months", a.months.into()),
        ("starts", a.starts.to_string().into()),
        ("until", a.until.to_string().into()),
        ("renews", i64::from(a.renews).into()),
        ("notice_days", a.notice_days.into()),
        ("notice_on", a.notice_on().to_string().into()),
        ("ended_on", a.ended_on.map(|d| d.to_string()).into()),
        ("reason", a.reason.as_deref().into()),
        ("note", a.note.as_str().into()),
        ("updated_at", a.updated_at.into()),
        ("deleted_at", a.deleted_at.into()),
    ];
    if fresh {
        let mut columns = vec!["id", "number", "created_at"];
        let mut row: Vec<Value> = vec![a.id.into(), a.number.as_str().into(), store.now().into()];
        for (column, value) in values {
            columns.push(column);
            row.push(value);
        }
        return tx.insert_many("agreement", &columns, &[row], Conflict::Fail).map(drop);
    }
    let set: Vec<String> = values.iter().enumerate().map(|(i, (c, _))| format!("{c} = ${}", i + 1)).collect();
    let sql = format!("UPDATE agreement SET {} WHERE id = ${}", set.join(", "), values.len() + 1);
    let mut params: Vec<Value> = values.into_iter().map(|(_, v)| v).collect();
    params.push(a.id.into());
    tx.execute(&sql, &params).map(drop)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn periods_end_with_their_months() {
        assert_eq!(next(date(2026, 1, 31), 1), date(2026, 2, 28));
        assert_eq!(next(date(2026, 2, 28), 1), date(2026, 3, 31));
        assert_eq!(next(date(2026, 11, 30), 12), date(2027, 11, 30));
        assert_eq!(next(date(2024, 2, 28), 12), date(2025, 2, 28));
    }
}

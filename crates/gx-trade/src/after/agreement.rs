//! What runs on: subscriptions and service contracts, with the day on which the period that runs ends.

use gx_kernel::money::{decimal, to_scaled};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::{Named, Names};
use gx_people::people::Page;
use gx_store::access::{Access, Verb};
use gx_store::change::{Logged, Op};
use gx_store::{Conflict, Dialect, Result, Row, Store, Tx, Value, settings};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use super::{AGREEMENT, party};
use crate::changes::logged;
use crate::money::{self, text};
use crate::price::list::today;
use crate::{prose, said, words};

/// The setting that counts them.
const NUMBER: &str = "agreement_number";

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
        let notice = self.until.checked_sub(jiff::Span::new().days(self.notice_days)).unwrap_or(self.until);
        match self.ended_on {
            Some(on) if on <= day => State::Ended,
            _ if self.until < day => State::Over,
            _ if notice <= day => State::Due,
            _ => State::Running,
        }
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
fn next(until: Date, months: i64) -> Date {
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

fn lock(tx: &mut Tx<'_>, id: Id) -> Result<()> {
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

/// What is wished of one; what is not named stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    kind: Option<Kind>,
    name: Option<String>,
    person: Option<String>,
    #[serde(deserialize_with = "said")]
    company: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    owner: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    variant: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    amount: Option<Option<String>>,
    currency: Option<String>,
    months: Option<i64>,
    starts: Option<String>,
    until: Option<String>,
    renews: Option<bool>,
    notice_days: Option<i64>,
    note: Option<String>,
}

fn wished(tx: &mut Tx<'_>, access: &Access, a: &mut Agreement, wish: &Wish) -> Result<()> {
    if let Some(kind) = wish.kind {
        a.kind = kind;
    }
    if let Some(name) = &wish.name {
        a.name = words("name", name, 1, 200)?;
    }
    if let Some(text) = &wish.person {
        a.person = party::person(tx, access, text)?;
    }
    if let Some(text) = &wish.company {
        a.company = party::company(tx, access, text.as_deref())?;
    }
    if let Some(owner) = &wish.owner {
        let colleagues = gx_sales::colleagues::Colleagues::load(tx)?;
        a.owner = match owner.as_deref().filter(|t| !t.is_empty()) {
            Some(text) => colleagues.read_users("owner", &[text.to_owned()])?.pop(),
            None => None,
        };
    }
    if let Some(text) = &wish.variant {
        a.variant = party::variant(tx, text.as_deref())?;
    }
    if let Some(amount) = &wish.amount {
        a.amount = match amount.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
            Some(text) => to_scaled(decimal("amount", text, money::MOST, 4)?),
            None => None,
        };
    }
    if let Some(code) = &wish.currency {
        a.currency = crate::currency("currency", code)?;
    }
    for (field, wish, held, most) in [
        ("months", wish.months, &mut a.months, 120),
        ("notice_days", wish.notice_days, &mut a.notice_days, 365),
    ] {
        if let Some(n) = wish {
            let least = i64::from(field == "months");
            if !(least..=most).contains(&n) {
                return Err(Problem::field(field, "out_of_range", format!("{least} to {most}")).into());
            }
            *held = n;
        }
    }
    let starts = party::day("starts", wish.starts.as_deref())?;
    let until = party::day("until", wish.until.as_deref())?;
    if let Some(starts) = starts {
        a.starts = starts;
        if until.is_none() {
            a.until = next(starts.yesterday().unwrap_or(starts), a.months);
        }
    }
    a.until = until.unwrap_or(a.until);
    if a.until < a.starts {
        return Err(Problem::field("until", "before_start", "it ends before it starts").into());
    }
    if let Some(renews) = wish.renews {
        a.renews = renews;
    }
    if let Some(note) = &wish.note {
        a.note = prose("note", note, 4000)?;
    }
    if a.name.is_empty() {
        return Err(Problem::field("name", "missing", "it needs a name").into());
    }
    Ok(())
}

/// Makes one. Its id, and the batch for undo.
///
/// # Errors
///
/// A problem at the field at fault.
pub fn create(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<(Id, Id)> {
    access.need_verb(Verb::Create)?;
    let missing = || Problem::field("person", "missing", "say whose it is");
    let person = party::person(tx, access, wish.person.as_deref().ok_or_else(missing)?)?;
    settings::hold(tx, NUMBER, &0_u64)?;
    let number = settings::get::<u64>(tx, NUMBER)?.unwrap_or_default() + 1;
    let day = today(tx, store.now())?;
    let mut a = Agreement {
        id: store.id(),
        number: format!("AG-{number:04}"),
        kind: Kind::Subscription,
        name: String::new(),
        person,
        company: None,
        owner: access.by().id(),
        variant: None,
        order: None,
        amount: None,
        currency: settings::currency(tx)?,
        months: 12,
        starts: day,
        until: day,
        renews: false,
        notice_days: 30,
        ended_on: None,
        reason: None,
        note: String::new(),
        updated_at: store.now(),
        deleted_at: None,
    };
    a.until = next(day.yesterday().unwrap_or(day), wish.months.unwrap_or(a.months).clamp(1, 120));
    wished(tx, access, &mut a, wish)?;
    settings::put(tx, NUMBER, &number)?;
    write(tx, store, &mut a, true)?;
    let batch = logged(tx, store, access, (AGREEMENT, a.id, Op::Create), (&Map::new(), &a.values()))?;
    Ok((a.id, batch))
}

/// One that the caller may change; others who want to wait.
///
/// # Errors
///
/// Not found, or forbidden.
pub(crate) fn to_edit(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Agreement> {
    lock(tx, id)?;
    let missing = || Problem::not_found("The agreement");
    let found = get(tx, id)?.filter(|a| a.deleted_at.is_none()).ok_or_else(missing)?;
    if !party::reach(tx, access, found.person)?.ok_or_else(missing)? {
        return Err(Problem::forbidden("Your role may not change this customer.").into());
    }
    Ok(found)
}

/// Changes one in some way. The batch for undo.
fn changing(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    change: impl FnOnce(&mut Tx<'_>, &mut Agreement) -> Result<()>,
) -> Result<Id> {
    let mut a = to_edit(tx, access, id)?;
    let before = a.values();
    change(tx, &mut a)?;
    write(tx, store, &mut a, false)?;
    let after = a.values();
    logged(tx, store, access, (AGREEMENT, id, Op::Update), (&before, &after))
}

/// Changes one. The batch for undo.
///
/// # Errors
///
/// As [`create`]; not found, forbidden.
pub fn change(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wish: &Wish) -> Result<Id> {
    changing(tx, store, access, id, |tx, a| wished(tx, access, a, wish))
}

/// Takes one away; undo brings it back.
///
/// # Errors
///
/// Not found, forbidden.
pub fn delete(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Id> {
    let mut a = to_edit(tx, access, id)?;
    a.deleted_at = Some(store.now());
    write(tx, store, &mut a, false)?;
    logged(tx, store, access, (AGREEMENT, id, Op::Delete), (&Map::new(), &Map::new()))
}

/// Notes that a period was added.
pub(crate) fn note_renewal(
    tx: &mut Tx<'_>,
    store: &Store,
    id: Id,
    (was, until): (Date, Date),
    who: Option<Id>,
) -> Result<()> {
    let row = vec![
        store.id().into(),
        id.into(),
        store.now().into(),
        was.to_string().into(),
        until.to_string().into(),
        who.into(),
    ];
    let columns = ["id", "agreement_id", "at", "was", "until", "staff_id"];
    tx.insert_many("agreement_renewal", &columns, &[row], Conflict::Fail).map(drop)
}

/// Takes away that a period was added, where that is taken back.
pub(crate) fn never_renewed(tx: &mut Tx<'_>, e: &Logged) -> Result<()> {
    let (Some(was), Some(until)) = (e.before.get("until"), e.after.get("until")) else { return Ok(()) };
    let sql = "DELETE FROM agreement_renewal WHERE agreement_id = $1 AND was = $2 AND until = $3";
    tx.execute(sql, &[e.row.into(), was.as_str().into(), until.as_str().into()]).map(drop)
}

/// Renews one by a period, or until a day. The batch for undo.
///
/// # Errors
///
/// `ended` where somebody ended it; `before_start` where the day is not after the end of what runs.
pub fn renew(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, until: Option<&str>) -> Result<Id> {
    let until = party::day("until", until)?;
    changing(tx, store, access, id, |tx, a| {
        if a.ended_on.is_some() {
            return Err(Problem::conflict("ended", "It was ended. Make a new one.").into());
        }
        let until = until.unwrap_or_else(|| a.next_until());
        if until <= a.until {
            return Err(Problem::field("until", "before_start", "after the day on which it ends now").into());
        }
        note_renewal(tx, store, a.id, (a.until, until), access.by().id())?;
        a.until = until;
        Ok(())
    })
}

/// Ends one on a day, today where none is said. The batch for undo.
///
/// # Errors
///
/// `ended` where it was; a problem at the field at fault.
pub fn end(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    (reason, on): (&str, Option<&str>),
) -> Result<Id> {
    let on = party::day("on", on)?;
    let reason = words("reason", reason, 1, 300)?;
    changing(tx, store, access, id, |tx, a| {
        if a.ended_on.is_some() {
            return Err(Problem::conflict("ended", "It was ended already.").into());
        }
        a.ended_on = Some(on.map_or_else(|| today(tx, store.now()), Ok)?);
        a.reason = Some(reason);
        Ok(())
    })
}

/// A time that one was renewed.
#[derive(Clone, Debug, Serialize)]
struct Renewal {
    at: Micros,
    until: String,
    by: Option<Named>,
}

/// An agreement as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct Info {
    id: String,
    number: String,
    kind: Kind,
    name: String,
    person: Option<Named>,
    company: Option<Named>,
    owner: Option<Named>,
    variant: Option<Named>,
    order: Option<Named>,
    amount: Option<String>,
    currency: String,
    months: i64,
    starts: String,
    until: String,
    renews: bool,
    notice_days: i64,
    state: State,
    ended_on: Option<String>,
    reason: Option<String>,
    note: String,
    renewals: Vec<Renewal>,
    may_edit: bool,
    updated_at: Micros,
}

/// One as the caller sees it.
fn told(tx: &mut Tx<'_>, access: &Access, day: Date, a: Agreement) -> Result<Info> {
    let mut names = Names::default();
    let sql =
        "SELECT at, until, staff_id FROM agreement_renewal WHERE agreement_id = $1 ORDER BY id DESC LIMIT 20";
    let mut renewals = Vec::new();
    for r in tx.query(sql, &[a.id.into()])? {
        let by = r.opt_id(2)?.map(|id| names.user(tx, id)).transpose()?;
        renewals.push(Renewal { at: r.micros(0)?, until: r.string(1)?, by });
    }
    Ok(Info {
        id: a.id.show(IdKind::Agreement),
        person: party::named(tx, access, ObjectKind::Person, Some(a.person))?,
        company: party::named(tx, access, ObjectKind::Company, a.company)?,
        owner: a.owner.map(|id| names.user(tx, id)).transpose()?,
        variant: party::named_variant(tx, a.variant)?,
        order: party::named_order(tx, access, a.order)?,
        may_edit: party::reach(tx, access, a.person)?.unwrap_or_default(),
        state: a.state(day),
        amount: a.amount.map(text),
        starts: a.starts.to_string(),
        until: a.until.to_string(),
        ended_on: a.ended_on.map(|d| d.to_string()),
        number: a.number,
        kind: a.kind,
        name: a.name,
        currency: a.currency,
        months: a.months,
        renews: a.renews,
        notice_days: a.notice_days,
        reason: a.reason,
        note: a.note,
        renewals,
        updated_at: a.updated_at,
    })
}

/// One for who asks.
///
/// # Errors
///
/// Not found.
pub fn one(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Info> {
    let missing = || Problem::not_found("The agreement");
    let found = get(tx, id)?.filter(|a| a.deleted_at.is_none()).ok_or_else(missing)?;
    party::reach(tx, access, found.person)?.ok_or_else(missing)?;
    let day = today(tx, store.now())?;
    told(tx, access, day, found)
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Of this person.
    pub person: Option<String>,
    /// Of this company.
    pub company: Option<String>,
    /// Standing so.
    pub state: Option<String>,
    /// Ending within so many days.
    pub due: Option<i64>,
    /// With these words.
    pub q: String,
    /// How many.
    pub limit: usize,
    /// Where the page begins.
    pub cursor: Option<String>,
}

/// A page of them: those that end first come first.
///
/// # Errors
///
/// A problem at what is asked for.
pub fn list(tx: &mut Tx<'_>, store: &Store, access: &Access, asked: &Asked) -> Result<Page<Info>> {
    let (mut sql, mut params) =
        party::clause(access, (asked.person.as_deref(), asked.company.as_deref(), &asked.q))?;
    let day = today(tx, store.now())?;
    let state = asked.state.as_deref().unwrap_or_default();
    if !state.is_empty() || asked.due.is_some() {
        params.push(day.to_string().into());
        let n = params.len();
        let runs = format!("(x.ended_on IS NULL OR x.ended_on > ${n})");
        match state {
            "" => {}
            "ended" => sql.push_str(&format!(" AND x.ended_on <= ${n}")),
            "over" => sql.push_str(&format!(" AND {runs} AND x.until < ${n}")),
            // Both run; which of them is due depends on the notice of each.
            "running" | "due" => sql.push_str(&format!(" AND {runs} AND x.until >= ${n}")),
            _ => return Err(Problem::bad("state", "It is running, due, over or ended.").into()),
        }
        if let Some(days) = asked.due {
            let last = day.checked_add(jiff::Span::new().days(days.clamp(0, 3660))).unwrap_or(day);
            params.push(last.to_string().into());
            let m = params.len();
            sql.push_str(&format!(" AND {runs} AND x.until >= ${n} AND x.until <= ${m}"));
        }
    }
    let wanted = match asked.state.as_deref() {
        Some("running") => Some(State::Running),
        Some("due") => Some(State::Due),
        _ => None,
    };
    let mut found = some(tx, &format!("{sql} ORDER BY x.until, x.id LIMIT 5000"), &params)?;
    found.retain(|a| wanted.is_none_or(|state| a.state(day) == state));
    let total = found.len() as i64;
    let skip: usize = match asked.cursor.as_deref() {
        None => 0,
        Some(text) => {
            let wrong =
                || Problem::bad("cursor", "The cursor is not one of ours; start from the first page.");
            text.parse().map_err(|_| wrong())?
        }
    };
    let limit = asked.limit.clamp(1, 200);
    let next = (found.len() > skip.saturating_add(limit)).then(|| (skip + limit).to_string());
    let mut rows = Vec::new();
    for a in found.into_iter().skip(skip).take(limit) {
        rows.push(told(tx, access, day, a)?);
    }
    Ok(Page { rows, next, total, total_at_least: false })
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

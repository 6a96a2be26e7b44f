//! The row of a version of a quote, and what happened to it.

use gx_kernel::{Id, IdKind, Locale, Micros};
use gx_people::names::Named;
use gx_store::{Conflict, Dialect, Result, Row, Store, Tx, Value, settings};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::reckon::Totals;
use crate::money::scaled;

/// The setting that counts quotes.
const NUMBER: &str = "quote_number";

/// What is offered: one line of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The variant, as text; none where the line is free.
    pub variant: Option<String>,
    /// Its number.
    pub code: Option<String>,
    /// What it is called.
    pub name: String,
    /// What more there is to say.
    pub description: String,
    /// In what it is counted.
    pub unit: String,
    /// How many, decimal text.
    pub quantity: String,
    /// What the lists say one costs.
    pub list_price: Option<String>,
    /// The list that says so.
    pub list: Option<Named>,
    /// What one costs here.
    pub price: String,
    /// What is taken off, in percent.
    pub discount: String,
    /// In percent.
    pub tax: String,
    /// What the line comes to.
    pub amount: String,
}

/// Whether it may be sent, where it gives more than its author may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asking {
    /// Somebody was asked.
    Waiting,
    /// It may.
    Approved,
    /// It may not.
    Refused,
}

/// What was asked of an approval, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// How it stands.
    pub state: Asking,
    /// The discount that was asked for, in percent.
    pub discount: String,
    /// When it was asked for.
    pub asked_at: Micros,
    /// By whom.
    pub asked_by: Option<Id>,
    /// With which words.
    pub note: String,
    /// Who decided.
    pub by: Option<Id>,
    /// When.
    pub at: Option<Micros>,
    /// With which words.
    pub answer: String,
}

/// What a version says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Body {
    /// The language of the paper.
    pub language: Locale,
    /// What is offered.
    pub lines: Vec<Line>,
    /// On the whole, in percent.
    pub discount: String,
    /// What it comes to.
    pub totals: Totals,
    /// Below everything.
    pub terms: String,
    /// For colleagues only.
    pub note: String,
    /// Whether it may be sent.
    pub approval: Option<Approval>,
    /// Who accepted it, as they wrote their name.
    pub accepted: Option<String>,
}

/// How a version stands, as it is kept. That its day has passed is not kept but seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is being written.
    Draft,
    /// It waits for an approval.
    Waiting,
    /// The customer has it.
    Sent,
    /// The customer took it.
    Accepted,
    /// The customer did not.
    Declined,
    /// Its day has passed.
    Expired,
    /// A later version was sent.
    Replaced,
    /// It was taken back.
    Withdrawn,
}

impl State {
    /// As the database says it.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Replaced => "replaced",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads [`Self::as_text`].
    pub fn read(text: &str) -> Option<Self> {
        [
            Self::Draft,
            Self::Waiting,
            Self::Sent,
            Self::Accepted,
            Self::Declined,
            Self::Expired,
            Self::Replaced,
            Self::Withdrawn,
        ]
        .into_iter()
        .find(|s| s.as_text() == text)
    }
}

/// A version of a quote as stored.
#[derive(Clone, Debug)]
pub struct Quote {
    /// The row.
    pub id: Id,
    /// The first version.
    pub root: Id,
    /// `QT-0012`, of all versions.
    pub number: String,
    /// From one.
    pub version: i64,
    /// The deal it is of.
    pub deal: Id,
    /// Whom it is for.
    pub person: Option<Id>,
    /// Their company.
    pub company: Option<Id>,
    /// How it stands.
    pub state: State,
    /// Its currency.
    pub currency: String,
    /// Its last day.
    pub valid_until: Option<Date>,
    /// What it says.
    pub body: Body,
    /// Whether a question of the customer waits.
    pub asked: bool,
    /// When it was sent.
    pub sent_at: Option<Micros>,
    /// When the customer first opened it.
    pub seen_at: Option<Micros>,
    /// When it was accepted, declined, withdrawn.
    pub closed_at: Option<Micros>,
    /// The order that came of it.
    pub order: Option<Id>,
    /// When it was made.
    pub created_at: Micros,
    /// When it last changed.
    pub updated_at: Micros,
    /// When it was taken away.
    pub deleted_at: Option<Micros>,
}

impl Quote {
    /// Its id as text.
    pub fn shown(&self) -> String {
        self.id.show(IdKind::Quote)
    }

    /// How it stands on a day: one that was sent and whose last day has passed is over.
    pub fn stands(&self, day: Date) -> State {
        match self.state {
            State::Sent if self.valid_until.is_some_and(|until| until < day) => State::Expired,
            state => state,
        }
    }

    fn columns(&self) -> Vec<Value> {
        let body = serde_json::to_string(&self.body).unwrap_or_else(|_| "{}".into());
        vec![
            self.person.into(),
            self.company.into(),
            self.state.as_text().into(),
            self.currency.as_str().into(),
            scaled(&self.body.totals.total).unwrap_or_default().into(),
            self.valid_until.map(|d| d.to_string()).into(),
            body.into(),
            i64::from(self.asked).into(),
            self.sent_at.into(),
            self.seen_at.into(),
            self.closed_at.into(),
            self.order.into(),
            self.updated_at.into(),
            self.deleted_at.into(),
        ]
    }
}

/// What [`Quote::columns`] gives.
const COLUMNS: &[&str] = &[
    "person_id",
    "company_id",
    "state",
    "currency",
    "total",
    "valid_until",
    "body",
    "asked",
    "sent_at",
    "seen_at",
    "closed_at",
    "order_id",
    "updated_at",
    "deleted_at",
];

/// What [`read`] reads, of `q`.
pub const READ: &str = "q.id, q.root, q.number, q.version, q.deal_id, q.person_id, q.company_id, q.state, q.currency, q.valid_until, \
                        q.body, q.asked, q.sent_at, q.seen_at, q.closed_at, q.order_id, q.created_at, q.updated_at, q.deleted_at";

/// A version from a row of [`READ`].
pub fn read(r: &Row) -> Result<Quote> {
    Ok(Quote {
        id: r.id(0)?,
        root: r.id(1)?,
        number: r.string(2)?,
        version: r.int(3)?,
        deal: r.id(4)?,
        person: r.opt_id(5)?,
        company: r.opt_id(6)?,
        state: State::read(r.text(7)?).unwrap_or(State::Withdrawn),
        currency: r.string(8)?,
        valid_until: r.opt_text(9)?.and_then(|t| t.parse().ok()),
        body: r.json(10)?,
        asked: r.int(11)? != 0,
        sent_at: r.opt_micros(12)?,
        seen_at: r.opt_micros(13)?,
        closed_at: r.opt_micros(14)?,
        order: r.opt_id(15)?,
        created_at: r.micros(16)?,
        updated_at: r.micros(17)?,
        deleted_at: r.opt_micros(18)?,
    })
}

/// A version, taken away or not.
pub fn get(tx: &mut Tx<'_>, id: Id) -> Result<Option<Quote>> {
    tx.first(&format!("SELECT {READ} FROM quote q WHERE q.id = $1"), &[id.into()])?
        .map(|r| read(&r))
        .transpose()
}

/// The living versions of a quote, newest first.
pub fn versions(tx: &mut Tx<'_>, root: Id) -> Result<Vec<Quote>> {
    let sql = format!(
        "SELECT {READ} FROM quote q WHERE q.root = $1 AND q.deleted_at IS NULL ORDER BY q.version DESC"
    );
    tx.query(&sql, &[root.into()])?.iter().map(read).collect()
}

/// Makes whoever else acts on a quote wait until the transaction has ended: it is accepted once.
pub fn lock(tx: &mut Tx<'_>, root: Id) -> Result<()> {
    if tx.dialect() == Dialect::Postgres {
        tx.query("SELECT id FROM quote WHERE root = $1 ORDER BY id FOR UPDATE", &[root.into()])?;
    }
    Ok(())
}

/// The next number. Two who make a quote at once wait for each other.
pub fn next_number(tx: &mut Tx<'_>) -> Result<String> {
    settings::hold(tx, NUMBER, &0_u64)?;
    let next = settings::get::<u64>(tx, NUMBER)?.unwrap_or_default() + 1;
    settings::put(tx, NUMBER, &next)?;
    Ok(format!("QT-{next:04}"))
}

/// Stores a new version.
pub fn insert(tx: &mut Tx<'_>, quote: &Quote, demo: bool) -> Result<()> {
    let columns = [&["id", "root", "number", "version", "deal_id", "created_at", "demo"], COLUMNS].concat();
    let mut row: Vec<Value> = vec![
        quote.id.into(),
        quote.root.into(),
        quote.number.as_str().into(),
        quote.version.into(),
        quote.deal.into(),
        quote.created_at.into(),
        i64::from(demo).into(),
    ];
    row.extend(quote.columns());
    tx.insert_many("quote", &columns, &[row], Conflict::Fail).map(drop)
}

/// Stores a changed version.
pub fn update(tx: &mut Tx<'_>, store: &Store, quote: &mut Quote) -> Result<()> {
    // Whoever read it a moment ago is told apart from whoever reads it now.
    quote.updated_at = store.now().max(Micros(quote.updated_at.0 + 1));
    let set: Vec<String> = COLUMNS.iter().enumerate().map(|(i, c)| format!("{c} = ${}", i + 1)).collect();
    let sql = format!("UPDATE quote SET {} WHERE id = ${}", set.join(", "), COLUMNS.len() + 1);
    let mut values = quote.columns();
    values.push(quote.id.into());
    tx.execute(&sql, &values).map(drop)
}

/// Something that happened to a quote.
#[derive(Clone, Debug)]
pub struct Event {
    /// What: `made`, `sent`, `asked` …
    pub kind: String,
    /// When.
    pub at: Micros,
    /// Which colleague; none for the customer and the program.
    pub staff: Option<Id>,
    /// The customer's name, as they wrote it.
    pub who: Option<String>,
    /// What was said.
    pub text: Option<String>,
}

/// Notes what happened to a version.
pub fn note(
    tx: &mut Tx<'_>,
    store: &Store,
    quote: &Quote,
    kind: &str,
    (staff, who, text): (Option<Id>, Option<&str>, Option<&str>),
) -> Result<()> {
    let row = vec![
        store.id().into(),
        quote.root.into(),
        quote.id.into(),
        store.now().into(),
        kind.into(),
        staff.into(),
        who.filter(|t| !t.is_empty()).into(),
        text.filter(|t| !t.is_empty()).into(),
    ];
    let columns = ["id", "root", "quote_id", "at", "kind", "staff_id", "who", "text"];
    tx.insert_many("quote_event", &columns, &[row], Conflict::Fail).map(drop)
}

/// What happened to all versions of a quote, oldest first.
pub fn events(tx: &mut Tx<'_>, root: Id) -> Result<Vec<Event>> {
    let sql = "SELECT kind, at, staff_id, who, text FROM quote_event WHERE root = $1 ORDER BY id";
    tx.query(sql, &[root.into()])?
        .iter()
        .map(|r| {
            Ok(Event {
                kind: r.string(0)?,
                at: r.micros(1)?,
                staff: r.opt_id(2)?,
                who: r.opt_string(3)?,
                text: r.opt_string(4)?,
            })
        })
        .collect()
}

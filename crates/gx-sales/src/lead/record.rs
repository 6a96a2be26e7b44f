//! The row of a lead: its values, who has it, its words in the search index.

use gx_kernel::money::{from_scaled, to_scaled};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_store::access::Holding;
use gx_store::{Conflict, Dialect, Result, Row, Store, Tx, Value, search, settings};
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

use crate::deal::record::lies;

/// The values that people write and that are one column of text each.
const TEXTS: &[&str] = &["company", "interest", "source", "currency", "next_step"];
/// The setting that counts leads.
const NUMBER: &str = "lead_number";

/// How a lead stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing was done about it yet.
    New,
    /// Somebody has done something.
    Working,
    /// It became a customer, perhaps with a deal.
    Converted,
    /// It leads nowhere.
    Dropped,
}

impl State {
    /// As the database and filters say it.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Working => "working",
            Self::Converted => "converted",
            Self::Dropped => "dropped",
        }
    }

    /// Reads [`Self::as_text`] back.
    pub fn read(text: &str) -> Self {
        match text {
            "working" => Self::Working,
            "converted" => Self::Converted,
            "dropped" => Self::Dropped,
            _ => Self::New,
        }
    }

    /// Whether something is still to be done.
    pub fn open(self) -> bool {
        matches!(self, Self::New | Self::Working)
    }
}

/// The states of leads about which something is still to be done, as SQL lists them.
pub const OPEN: &str = "'new', 'working'";

/// A lead as stored.
#[derive(Clone, Debug)]
pub struct Lead {
    /// The row.
    pub id: Id,
    /// `LE-0042`.
    pub number: String,
    /// How it stands.
    pub state: State,
    /// The pool it is of, whether somebody has it or not.
    pub pool: Option<Id>,
    /// Who has it.
    pub owner: Option<Id>,
    /// Whose interest it is: a node, or its root.
    pub person: Option<Id>,
    /// Its values by field key, custom fields included; amounts as decimal text.
    pub values: Map<String, Json>,
    /// On which channel they came first.
    pub channel: Option<String>,
    /// Why it leads nowhere.
    pub reason: Option<String>,
    /// What made it by itself.
    pub capture: Option<Id>,
    /// Since when its owner has it.
    pub held_since: Option<Micros>,
    /// When its owner last did something about it.
    pub worked_at: Option<Micros>,
    /// When anybody first did.
    pub answered_at: Option<Micros>,
    /// When it goes back to its pool by itself.
    pub returns_at: Option<Micros>,
    /// Until when it does not.
    pub protected_until: Option<Micros>,
    /// It stays with its owner whatever happens.
    pub locked: bool,
    /// Of how many days before it goes back its owner was reminded last.
    pub reminded: Option<i64>,
    /// What became of it.
    pub deal: Option<Id>,
    /// When it was converted or dropped.
    pub closed_at: Option<Micros>,
    /// When it came.
    pub created_at: Micros,
    /// When it was deleted.
    pub deleted_at: Option<Micros>,
}

impl Lead {
    /// A new one about nothing yet.
    pub fn new(id: Id, number: String, now: Micros) -> Self {
        Self {
            id,
            number,
            state: State::New,
            pool: None,
            owner: None,
            person: None,
            values: Map::new(),
            channel: None,
            reason: None,
            capture: None,
            held_since: None,
            worked_at: None,
            answered_at: None,
            returns_at: None,
            protected_until: None,
            locked: false,
            reminded: None,
            deal: None,
            closed_at: None,
            created_at: now,
            deleted_at: None,
        }
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        self.text("name").unwrap_or(&self.number)
    }

    /// The value of a field as text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.values.get(key).and_then(Json::as_str).filter(|t| !t.is_empty())
    }

    /// Its id as text.
    pub fn shown(&self) -> String {
        self.id.show(IdKind::Lead)
    }

    /// Whether it waits in a pool.
    pub fn waits(&self) -> bool {
        self.owner.is_none() && self.pool.is_some() && self.state.open()
    }

    /// A value as the change log knows it: of a field, or of what a lead has beside its fields.
    pub fn value(&self, key: &str) -> Json {
        let moment = |at: Option<Micros>| at.map(Micros::to_rfc3339).into();
        match key {
            "state" => self.state.as_text().into(),
            "owner" => self.owner.map(|id| id.show(IdKind::User)).into(),
            "pool" => self.pool.map(|id| id.show(IdKind::Pool)).into(),
            "person" => self.person.map(|id| id.show(IdKind::Person)).into(),
            "deal" => self.deal.map(|id| id.show(IdKind::Deal)).into(),
            "reason" => self.reason.clone().into(),
            "locked" => self.locked.into(),
            "protected_until" => moment(self.protected_until),
            "held_since" => moment(self.held_since),
            "worked_at" => moment(self.worked_at),
            _ => self.values.get(key).cloned().unwrap_or_default(),
        }
    }

    /// Puts a value back as [`Self::value`] told it.
    pub fn put(&mut self, key: &str, value: Json) {
        let id = |kind| value.as_str().and_then(|t| Id::read(kind, t));
        match key {
            "state" => self.state = State::read(value.as_str().unwrap_or_default()),
            "owner" => self.owner = id(IdKind::User),
            "pool" => self.pool = id(IdKind::Pool),
            "person" => self.person = id(IdKind::Person),
            "deal" => self.deal = id(IdKind::Deal),
            "reason" => self.reason = value.as_str().map(str::to_owned),
            "locked" => self.locked = value.as_bool().unwrap_or_default(),
            "protected_until" => self.protected_until = value.as_str().and_then(Micros::parse),
            "held_since" => self.held_since = value.as_str().and_then(Micros::parse),
            "worked_at" => self.worked_at = value.as_str().and_then(Micros::parse),
            _ if value.is_null() => {
                self.values.shift_remove(key);
            }
            _ => {
                self.values.insert(key.to_owned(), value);
            }
        }
    }

    /// The amount in ten-thousandths.
    fn amount(&self) -> Option<i64> {
        self.text("amount").and_then(|t| t.parse::<Decimal>().ok()).and_then(to_scaled)
    }

    /// What search knows: the name, the company and the number, which no role hides.
    fn words(&self) -> Vec<String> {
        let mut words = gx_text::index_tokens(gx_text::TextKind::Name, self.name());
        words
            .extend(gx_text::index_tokens(gx_text::TextKind::Name, self.text("company").unwrap_or_default()));
        words.extend(gx_text::index_tokens(gx_text::TextKind::Identity, &self.number));
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The columns, as [`column_names`] names them.
    fn columns(&self) -> Vec<Value> {
        let custom: Map<String, Json> = self
            .values
            .iter()
            .filter(|(k, _)| k.starts_with("x_"))
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect();
        let mut out: Vec<Value> = vec![
            self.number.as_str().into(),
            self.name().into(),
            gx_text::sort_key_zh(self.name()).into(),
            self.state.as_text().into(),
            self.pool.map(|id| id.show(IdKind::Pool)).into(),
            self.owner.into(),
            self.person.into(),
            self.channel.as_deref().into(),
            self.amount().into(),
            self.text("next_at").and_then(Micros::parse).into(),
            self.reason.as_deref().into(),
            self.capture.into(),
            self.held_since.into(),
            self.worked_at.into(),
            self.answered_at.into(),
            self.returns_at.into(),
            self.protected_until.into(),
            self.locked.into(),
            self.reminded.into(),
            self.deal.into(),
            (!custom.is_empty()).then(|| Json::Object(custom).to_string()).into(),
            self.closed_at.into(),
            self.deleted_at.into(),
        ];
        out.extend(TEXTS.iter().map(|key| Value::from(self.text(key))));
        out
    }
}

const FIXED: &[&str] = &[
    "number",
    "name",
    "name_key",
    "state",
    "pool",
    "owner",
    "person_id",
    "channel",
    "amount",
    "next_at",
    "reason",
    "capture_id",
    "held_since",
    "worked_at",
    "answered_at",
    "returns_at",
    "protected_until",
    "locked",
    "reminded",
    "deal_id",
    "fields",
    "closed_at",
    "deleted_at",
];

/// What [`Lead::columns`] gives.
fn column_names() -> Vec<&'static str> {
    [FIXED, TEXTS].concat()
}

fn read(r: &Row) -> Result<Lead> {
    let mut values: Map<String, Json> = r.json(21)?;
    let mut put = |key: &str, value: Json| {
        if !value.is_null() {
            values.insert(key.to_owned(), value);
        }
    };
    put("name", r.opt_string(2)?.into());
    put("amount", r.opt_int(9)?.map(|n| from_scaled(n).normalize().to_string()).into());
    put("next_at", r.opt_micros(10)?.map(Micros::to_rfc3339).into());
    for (at, key) in TEXTS.iter().enumerate() {
        put(key, r.opt_string(24 + at)?.into());
    }
    Ok(Lead {
        id: r.id(0)?,
        number: r.string(1)?,
        state: State::read(r.text(4)?),
        pool: r.opt_text(5)?.and_then(|t| Id::read(IdKind::Pool, t)),
        owner: r.opt_id(6)?,
        person: r.opt_id(7)?,
        values,
        channel: r.opt_string(8)?,
        reason: r.opt_string(11)?,
        capture: r.opt_id(12)?,
        held_since: r.opt_micros(13)?,
        worked_at: r.opt_micros(14)?,
        answered_at: r.opt_micros(15)?,
        returns_at: r.opt_micros(16)?,
        protected_until: r.opt_micros(17)?,
        locked: r.int(18)? != 0,
        reminded: r.opt_int(19)?,
        deal: r.opt_id(20)?,
        closed_at: r.opt_micros(22)?,
        deleted_at: r.opt_micros(23)?,
        created_at: r.micros(24 + TEXTS.len())?,
    })
}

fn select() -> String {
    format!("SELECT id, {}, created_at FROM lead", column_names().join(", "))
}

/// A lead, deleted or not.
pub fn get(tx: &mut Tx<'_>, id: Id) -> Result<Option<Lead>> {
    tx.first(&format!("{} WHERE id = $1", select()), &[id.into()])?.map(|r| read(&r)).transpose()
}

/// Leads by their ids, in no order, deleted or not.
pub fn many(tx: &mut Tx<'_>, ids: &[Id]) -> Result<Vec<Lead>> {
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    tx.query_in(&format!("{} WHERE id IN", select()), &keys)?.iter().map(read).collect()
}

/// Makes whoever else wants to change a lead wait until the transaction has ended: of two who claim it at once one is
/// told who was quicker. The embedded database has one writer anyway.
pub fn lock(tx: &mut Tx<'_>, ids: &[Id]) -> Result<()> {
    if tx.dialect() == Dialect::Postgres {
        let mut ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        // Everybody takes them in one order, so that no two wait for each other.
        ids.sort_unstable();
        for id in ids {
            tx.query("SELECT id FROM lead WHERE id = $1 FOR UPDATE", &[Id(id).into()])?;
        }
    }
    Ok(())
}

/// Makes whoever else wants to make a lead of a person wait: a person has one open lead.
pub fn lock_person(tx: &mut Tx<'_>, person: Id) -> Result<()> {
    if tx.dialect() == Dialect::Postgres {
        let sql =
            "SELECT id FROM person WHERE id = (SELECT canonical_id FROM person WHERE id = $1) FOR UPDATE";
        tx.query(sql, &[person.into()])?;
    }
    Ok(())
}

/// What decides who reaches a lead: who has it, the pool it waits in, where its person lies.
pub fn holding(tx: &mut Tx<'_>, lead: &Lead) -> Result<Holding> {
    let pool = if lead.owner.is_none() { lead.pool } else { None };
    Ok(Holding { owner: lead.owner, pool, territory: lies(tx, lead.person)? })
}

/// The next numbers, so many. Others who make leads at once wait.
pub fn next_numbers(tx: &mut Tx<'_>, count: usize) -> Result<Vec<String>> {
    settings::hold(tx, NUMBER, &0_u64)?;
    let last = settings::get::<u64>(tx, NUMBER)?.unwrap_or_default();
    settings::put(tx, NUMBER, &(last + count as u64))?;
    Ok((1..=count as u64).map(|n| format!("LE-{:04}", last + n)).collect())
}

/// Stores new leads.
pub fn insert(tx: &mut Tx<'_>, leads: &[Lead], demo: bool) -> Result<()> {
    let mut columns = column_names();
    columns.extend(["id", "created_at", "updated_at", "demo"]);
    let rows: Vec<Vec<Value>> = leads
        .iter()
        .map(|lead| {
            let mut row = lead.columns();
            row.extend([lead.id.into(), lead.created_at.into(), lead.created_at.into(), demo.into()]);
            row
        })
        .collect();
    tx.insert_many("lead", &columns, &rows, Conflict::Fail)?;
    let words: Vec<_> = leads.iter().map(|lead| (lead.id, lead.words())).collect();
    search::index(tx, ObjectKind::Lead, &words, false)
}

/// Stores a changed lead.
pub fn update(tx: &mut Tx<'_>, store: &Store, lead: &Lead) -> Result<()> {
    let mut set = column_names();
    set.push("updated_at");
    let text: Vec<String> = set.iter().enumerate().map(|(i, c)| format!("{c} = ${}", i + 1)).collect();
    let sql = format!("UPDATE lead SET {} WHERE id = ${}", text.join(", "), set.len() + 1);
    let mut values = lead.columns();
    values.extend([store.now().into(), lead.id.into()]);
    tx.execute(&sql, &values).map(drop)
}

/// Brings what search knows of a lead in line with it, after its name or whether it lives has changed.
pub fn reindex(tx: &mut Tx<'_>, lead: &Lead) -> Result<()> {
    if lead.deleted_at.is_some() {
        search::remove(tx, ObjectKind::Lead, &[lead.id])
    } else {
        search::index(tx, ObjectKind::Lead, &[(lead.id, lead.words())], true)
    }
}

/// The open lead of a person, if there is one: nobody has two.
pub fn open_of(tx: &mut Tx<'_>, person: Id) -> Result<Option<Lead>> {
    let sql = format!(
        "SELECT l.id FROM lead l JOIN person n ON n.id = l.person_id JOIN person m ON m.canonical_id = n.canonical_id \
         WHERE m.id = $1 AND l.deleted_at IS NULL AND l.state IN ({OPEN}) ORDER BY l.id LIMIT 1"
    );
    match tx.first(&sql, &[person.into()])? {
        Some(r) => get(tx, r.id(0)?),
        None => Ok(None),
    }
}

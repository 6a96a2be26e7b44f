//! The row of a deal: its values, where it stands, its words in the search index.

use gx_kernel::money::{from_scaled, to_scaled};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_store::access::Holding;
use gx_store::{Conflict, Dialect, Result, Row, Store, Tx, Value, search, settings};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

/// The built-in values that people write, each a column of its name but for the chance, which is `probability` here.
const TEXTS: &[&str] = &["currency", "expected_on", "next_step", "lost_reason", "source"];
/// The setting that counts deals.
const NUMBER: &str = "deal_number";

/// What a deal is about: one line of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What.
    pub name: String,
    /// How many, decimal text.
    pub quantity: String,
    /// What one costs, decimal text.
    pub price: String,
    /// What is taken off, in percent.
    pub discount: String,
    /// What the line comes to, decimal text.
    pub amount: String,
}

/// A deal as stored.
#[derive(Clone, Debug)]
pub struct Deal {
    /// The row.
    pub id: Id,
    /// `DL-0946`.
    pub number: String,
    /// The pipeline, as text.
    pub pipeline: String,
    /// The stage, as text.
    pub stage: String,
    /// `open`, `won` or `lost`.
    pub state: String,
    /// The person it is with: a node, or its root.
    pub person: Option<Id>,
    /// The company it is with.
    pub company: Option<Id>,
    /// Its values by field key, custom fields included; amounts as decimal text.
    pub values: Map<String, Json>,
    /// What it is about.
    pub lines: Vec<Line>,
    /// The chance that counts, in percent.
    pub probability: f64,
    /// Since when it stands in its stage.
    pub stage_since: Micros,
    /// When it was won or lost.
    pub closed_at: Option<Micros>,
    /// When it was made.
    pub created_at: Micros,
    /// When it was deleted.
    pub deleted_at: Option<Micros>,
}

impl Deal {
    /// What people call it.
    pub fn name(&self) -> &str {
        self.text("name").unwrap_or(&self.number)
    }

    /// The value of a field as text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.values.get(key).and_then(Json::as_str).filter(|t| !t.is_empty())
    }

    /// Who looks after it.
    pub fn owner(&self) -> Option<Id> {
        self.text("owner").and_then(|t| Id::read(IdKind::User, t))
    }

    /// The amount in ten-thousandths.
    pub fn amount(&self) -> Option<i64> {
        self.text("amount").and_then(|t| t.parse::<Decimal>().ok()).and_then(to_scaled)
    }

    /// The chance that somebody set by hand.
    pub fn chance(&self) -> Option<f64> {
        self.values.get("probability").and_then(Json::as_f64)
    }

    /// Its id as text.
    pub fn shown(&self) -> String {
        self.id.show(IdKind::Deal)
    }

    /// A value as the change log knows it: of a field, or of what a deal has beside its fields.
    pub fn value(&self, key: &str) -> Json {
        match key {
            "stage" => self.stage.as_str().into(),
            "person" => self.person.map(|id| id.show(IdKind::Person)).into(),
            "company" => self.company.map(|id| id.show(IdKind::Company)).into(),
            "lines" if self.lines.is_empty() => Json::Null,
            "lines" => json!(self.lines),
            _ => self.values.get(key).cloned().unwrap_or_default(),
        }
    }

    /// Puts a value of a field, or of what a deal has beside its fields; not the stage, which takes more.
    pub fn put(&mut self, key: &str, value: Json) {
        let id = |kind| value.as_str().and_then(|t| Id::read(kind, t));
        match key {
            "person" => self.person = id(IdKind::Person),
            "company" => self.company = id(IdKind::Company),
            "lines" => self.lines = serde_json::from_value(value).unwrap_or_default(),
            _ if value.is_null() => {
                self.values.shift_remove(key);
            }
            _ => {
                self.values.insert(key.to_owned(), value);
            }
        }
    }

    /// What search knows: the name and the number, which no role hides.
    fn words(&self) -> Vec<String> {
        let mut words = gx_text::index_tokens(gx_text::TextKind::Name, self.name());
        words.extend(gx_text::index_tokens(gx_text::TextKind::Identity, &self.number));
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The columns, as [`COLUMNS`] names them.
    fn columns(&self) -> Vec<Value> {
        let custom: Map<String, Json> = self
            .values
            .iter()
            .filter(|(k, _)| k.starts_with("x_"))
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect();
        let next_at = self.text("next_at").and_then(Micros::parse);
        let mut out: Vec<Value> = vec![
            self.number.as_str().into(),
            self.name().into(),
            gx_text::sort_key_zh(self.name()).into(),
            self.pipeline.as_str().into(),
            self.stage.as_str().into(),
            self.state.as_str().into(),
            self.person.into(),
            self.company.into(),
            self.owner().into(),
            self.amount().into(),
            self.chance().into(),
            self.probability.into(),
            next_at.into(),
            self.values.get("competitors").filter(|v| v.is_array()).cloned().into(),
            (!self.lines.is_empty()).then(|| json!(self.lines)).into(),
            (!custom.is_empty()).then(|| Json::Object(custom).to_string()).into(),
            self.stage_since.into(),
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
    "pipeline",
    "stage",
    "state",
    "person_id",
    "company_id",
    "owner",
    "amount",
    "chance",
    "probability",
    "next_at",
    "competitors",
    "lines",
    "fields",
    "stage_since",
    "closed_at",
    "deleted_at",
];

/// What [`Deal::columns`] gives.
fn column_names() -> Vec<&'static str> {
    [FIXED, TEXTS].concat()
}

fn read(r: &Row) -> Result<Deal> {
    let mut values: Map<String, Json> = r.json(16)?;
    let mut put = |key: &str, value: Json| {
        if !value.is_null() {
            values.insert(key.to_owned(), value);
        }
    };
    put("name", r.opt_string(2)?.into());
    put("owner", r.opt_id(9)?.map(|id| id.show(IdKind::User)).into());
    put("amount", r.opt_int(10)?.map(|n| from_scaled(n).normalize().to_string()).into());
    put("probability", r.opt_real(11)?.map_or(Json::Null, number));
    put("next_at", r.opt_micros(13)?.map(Micros::to_rfc3339).into());
    put("competitors", r.json(14)?);
    for (at, key) in TEXTS.iter().enumerate() {
        put(key, r.opt_string(20 + at)?.into());
    }
    let lines: Json = r.json(15)?;
    Ok(Deal {
        id: r.id(0)?,
        number: r.string(1)?,
        pipeline: r.string(4)?,
        stage: r.string(5)?,
        state: r.string(6)?,
        person: r.opt_id(7)?,
        company: r.opt_id(8)?,
        values,
        lines: serde_json::from_value(lines).unwrap_or_default(),
        probability: r.opt_real(12)?.unwrap_or_default(),
        stage_since: r.micros(17)?,
        closed_at: r.opt_micros(18)?,
        created_at: r.micros(20 + TEXTS.len())?,
        deleted_at: r.opt_micros(19)?,
    })
}

/// A number as JSON, whole where it is whole.
pub(crate) fn number(x: f64) -> Json {
    if x.fract() == 0.0 { (x as i64).into() } else { x.into() }
}

/// A deal, deleted or not.
pub fn get(tx: &mut Tx<'_>, id: Id) -> Result<Option<Deal>> {
    let sql = format!("SELECT id, {}, created_at FROM deal WHERE id = $1", column_names().join(", "));
    tx.first(&sql, &[id.into()])?.map(|r| read(&r)).transpose()
}

/// Makes whoever else wants to change a deal wait until the transaction has ended: two who drag a card at once are told
/// apart. The embedded database has one writer anyway.
pub fn lock(tx: &mut Tx<'_>, id: Id) -> Result<()> {
    if tx.dialect() == Dialect::Postgres {
        tx.query("SELECT id FROM deal WHERE id = $1 FOR UPDATE", &[id.into()])?;
    }
    Ok(())
}

/// What decides who reaches a deal: its owner, and where its person lies.
pub fn holding(tx: &mut Tx<'_>, deal: &Deal) -> Result<Holding> {
    Ok(Holding { territory: lies(tx, deal.person)?, ..Holding::of(deal.owner()) })
}

/// In which territory a person lies.
pub(crate) fn lies(tx: &mut Tx<'_>, person: Option<Id>) -> Result<Option<Id>> {
    let Some(node) = person else { return Ok(None) };
    let sql = "SELECT r.territory FROM person n JOIN person r ON r.id = n.canonical_id WHERE n.id = $1";
    match tx.first(sql, &[node.into()])? {
        Some(r) => Ok(r.opt_text(0)?.and_then(|t| Id::read(IdKind::Territory, t))),
        None => Ok(None),
    }
}

/// The next number. Two who make a deal at once wait for each other.
pub fn next_number(tx: &mut Tx<'_>) -> Result<String> {
    settings::hold(tx, NUMBER, &0_u64)?;
    let next = settings::get::<u64>(tx, NUMBER)?.unwrap_or_default() + 1;
    settings::put(tx, NUMBER, &next)?;
    Ok(format!("DL-{next:04}"))
}

/// Stores a new deal.
pub fn insert(tx: &mut Tx<'_>, deal: &Deal, demo: bool) -> Result<()> {
    let mut columns = column_names();
    columns.extend(["id", "created_at", "updated_at", "demo"]);
    let mut row = deal.columns();
    row.extend([deal.id.into(), deal.created_at.into(), deal.created_at.into(), demo.into()]);
    tx.insert_many("deal", &columns, &[row], Conflict::Fail)?;
    search::index(tx, ObjectKind::Deal, &[(deal.id, deal.words())], false)
}

/// Stores a changed deal.
pub fn update(tx: &mut Tx<'_>, store: &Store, deal: &Deal) -> Result<()> {
    let mut set = column_names();
    set.push("updated_at");
    let text: Vec<String> = set.iter().enumerate().map(|(i, c)| format!("{c} = ${}", i + 1)).collect();
    let sql = format!("UPDATE deal SET {} WHERE id = ${}", text.join(", "), set.len() + 1);
    let mut values = deal.columns();
    values.extend([store.now().into(), deal.id.into()]);
    tx.execute(&sql, &values)?;
    if deal.deleted_at.is_some() {
        search::remove(tx, ObjectKind::Deal, &[deal.id])
    } else {
        search::index(tx, ObjectKind::Deal, &[(deal.id, deal.words())], true)
    }
}

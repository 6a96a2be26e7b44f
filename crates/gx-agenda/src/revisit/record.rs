//! A rule of revisits: whom, how often, by whom.

use gx_http::said;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::changes::logged;
use gx_people::names::Named;
use gx_people::undo::{Kept, Taker, Taking, Undone, back};
use gx_record::filtering;
use gx_record::list::Clause;
use gx_sales::colleagues::Colleagues;
use gx_store::access::Access;
use gx_store::change::{Batch, Logged, Op};
use gx_store::{Conflict, Result, Row, Store, Tx, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::record::Kind;

/// What the change log calls one.
pub const REVISIT: &str = "revisit";
/// The right without which no rule is changed.
pub const RIGHT: &str = "views";
/// The most rules there are.
const MOST: i64 = 200;

/// A rule as stored.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The row.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// Whom: a filter of people, with ids for names.
    pub filter: String,
    /// What is to be done.
    pub kind: Kind,
    /// What that is called.
    pub title: String,
    /// Words beside it.
    pub note: String,
    /// From one to the next of the same person, in days.
    pub every_days: i64,
    /// Not while somebody dealt with them within so many days.
    pub quiet_days: i64,
    /// How many a colleague is given a day.
    pub daily: i64,
    /// Who gets those of whom nobody is the owner.
    pub fallback: Option<Id>,
    /// Whether it works.
    pub live: bool,
    /// When it worked last.
    pub last_run: Option<Micros>,
    /// When it was made.
    pub created_at: Micros,
    /// When it was deleted.
    pub deleted_at: Option<Micros>,
}

/// What is wished of one; what is not named stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    name: Option<String>,
    filter: Option<String>,
    kind: Option<Kind>,
    title: Option<String>,
    note: Option<String>,
    every_days: Option<i64>,
    quiet_days: Option<i64>,
    daily: Option<i64>,
    #[serde(deserialize_with = "said")]
    fallback: Option<Option<String>>,
    live: Option<bool>,
}

/// A rule as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct Info {
    id: String,
    name: String,
    filter: String,
    kind: Kind,
    title: String,
    note: String,
    every_days: i64,
    quiet_days: i64,
    daily: i64,
    fallback: Option<Named>,
    live: bool,
    open: i64,
    done: i64,
    last_run: Option<Micros>,
}

const COLUMNS: &[&str] = &[
    "name",
    "filter",
    "kind",
    "title",
    "note",
    "every_days",
    "quiet_days",
    "daily",
    "fallback",
    "live",
    "last_run",
    "created_at",
    "deleted_at",
];

fn read(r: &Row) -> Result<Rule> {
    Ok(Rule {
        id: r.id(0)?,
        name: r.string(1)?,
        filter: r.string(2)?,
        kind: Kind::parse(r.text(3)?).unwrap_or(Kind::Task),
        title: r.string(4)?,
        note: r.string(5)?,
        every_days: r.int(6)?,
        quiet_days: r.int(7)?,
        daily: r.int(8)?,
        fallback: r.opt_id(9)?,
        live: r.int(10)? != 0,
        last_run: r.opt_micros(11)?,
        created_at: r.micros(12)?,
        deleted_at: r.opt_micros(13)?,
    })
}

/// Rules that a condition finds.
pub fn some(tx: &mut Tx<'_>, condition: &str, params: &[Value]) -> Result<Vec<Rule>> {
    let sql = format!("SELECT id, {} FROM revisit WHERE {condition} ORDER BY id", COLUMNS.join(", "));
    tx.query(&sql, params)?.iter().map(read).collect()
}

impl Rule {
    fn new(store: &Store) -> Self {
        Self {
            id: store.id(),
            name: String::new(),
            filter: String::new(),
            kind: Kind::Call,
            title: String::new(),
            note: String::new(),
            every_days: 90,
            quiet_days: 14,
            daily: 10,
            fallback: None,
            live: true,
            last_run: None,
            created_at: store.now(),
            deleted_at: None,
        }
    }

    /// Puts what was wished.
    ///
    /// # Errors
    ///
    /// A problem at the field at fault.
    pub fn wished(&mut self, tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<()> {
        let words = |field: &str, text: &str, least: usize, most: usize| {
            let text = text.trim();
            if (least..=most).contains(&text.chars().count()) {
                return Ok(text.to_owned());
            }
            Err(Problem::field(field, "length", format!("{least} to {most} characters")))
        };
        if let Some(text) = &wish.name {
            self.name = words("name", text, 1, 120)?;
        }
        if let Some(text) = &wish.title {
            self.title = words("title", text, 1, 200)?;
        }
        if let Some(text) = &wish.note {
            self.note = words("note", text, 0, 4000)?;
        }
        if let Some(text) = &wish.filter {
            filtering::check(tx, "filter", ObjectKind::Person, text, store.now())?;
            // Whom a hidden field finds would be told by what is planned for them.
            filtering::push(tx, &mut Clause::default(), ObjectKind::Person, text, access, "x", store.now())?;
            self.filter = if text.trim().is_empty() { String::new() } else { lasting(tx, text)? };
        }
        if let Some(kind) = wish.kind {
            self.kind = kind;
        }
        for (field, wish, least, most, held) in [
            ("every_days", wish.every_days, 1, 3660, &mut self.every_days),
            ("quiet_days", wish.quiet_days, 0, 3660, &mut self.quiet_days),
            ("daily", wish.daily, 1, 200, &mut self.daily),
        ] {
            if let Some(n) = wish {
                if !(least..=most).contains(&n) {
                    return Err(Problem::field(field, "out_of_range", format!("{least} to {most}")).into());
                }
                *held = n;
            }
        }
        if let Some(who) = &wish.fallback {
            self.fallback = match who {
                Some(text) => {
                    Colleagues::load(tx)?.read_users("fallback", std::slice::from_ref(text))?.first().copied()
                }
                None => None,
            };
        }
        if let Some(live) = wish.live {
            self.live = live;
        }
        for (field, text) in [("name", &self.name), ("title", &self.title)] {
            if text.is_empty() {
                return Err(Problem::field(field, "missing", "say what it is called").into());
            }
        }
        Ok(())
    }

    fn write(&self, tx: &mut Tx<'_>, store: &Store, new: bool) -> Result<()> {
        let mut columns = COLUMNS.to_vec();
        columns.extend(["updated_at", "id"]);
        let row: Vec<Value> = vec![
            self.name.as_str().into(),
            self.filter.as_str().into(),
            self.kind.as_text().into(),
            self.title.as_str().into(),
            self.note.as_str().into(),
            self.every_days.into(),
            self.quiet_days.into(),
            self.daily.into(),
            self.fallback.into(),
            self.live.into(),
            self.last_run.into(),
            self.created_at.into(),
            self.deleted_at.into(),
            store.now().into(),
            self.id.into(),
        ];
        if new {
            tx.insert_many("revisit", &columns, &[row], Conflict::Fail)?;
            return Ok(());
        }
        let set: Vec<String> = columns
            .iter()
            .enumerate()
            .take(columns.len() - 1)
            .map(|(at, c)| format!("{c} = ${}", at + 1))
            .collect();
        let sql = format!("UPDATE revisit SET {} WHERE id = ${}", set.join(", "), columns.len());
        tx.execute(&sql, &row).map(drop)
    }
}

/// A filter with ids instead of names, and of nobody in particular: a rule has no "me".
fn lasting(tx: &mut Tx<'_>, text: &str) -> Result<String> {
    let known = filtering::catalogue(tx, ObjectKind::Person)?;
    let filter = gx_kernel::filter::parse(text, &known).map_err(|e| filtering::problem(&e))?;
    if filter.touches(ObjectKind::Person).asker {
        return Err(Problem::field("filter", "asker", "a rule is nobody's: `me` means nobody in it").into());
    }
    Ok(gx_kernel::filter::print(&filter.with_ids(&known)))
}

impl Kept for Rule {
    const OBJECT: &'static str = REVISIT;

    fn called(&self) -> String {
        self.name.clone()
    }

    fn values(&self) -> Map<String, Json> {
        let mut out = Map::new();
        let all: [(&str, Json); 10] = [
            ("name", self.name.as_str().into()),
            ("filter", self.filter.as_str().into()),
            ("kind", self.kind.as_text().into()),
            ("title", self.title.as_str().into()),
            ("note", self.note.as_str().into()),
            ("every_days", self.every_days.into()),
            ("quiet_days", self.quiet_days.into()),
            ("daily", self.daily.into()),
            ("fallback", self.fallback.map(|id| id.show(IdKind::User)).into()),
            ("live", self.live.into()),
        ];
        out.extend(all.into_iter().map(|(key, value)| (key.to_owned(), value)));
        out
    }

    fn put(&mut self, key: &str, value: &Json) {
        let text = || value.as_str().unwrap_or_default().to_owned();
        let number = |held: i64| value.as_i64().unwrap_or(held);
        match key {
            "name" => self.name = text(),
            "filter" => self.filter = text(),
            "kind" => self.kind = value.as_str().and_then(Kind::parse).unwrap_or(self.kind),
            "title" => self.title = text(),
            "note" => self.note = text(),
            "every_days" => self.every_days = number(self.every_days),
            "quiet_days" => self.quiet_days = number(self.quiet_days),
            "daily" => self.daily = number(self.daily),
            "fallback" => self.fallback = value.as_str().and_then(|t| Id::read(IdKind::User, t)),
            "live" => self.live = value.as_bool().unwrap_or(self.live),
            _ => {}
        }
    }

    fn deleted_at(&mut self) -> &mut Option<Micros> {
        &mut self.deleted_at
    }
}

/// All living rules, with what came of them.
pub fn list(tx: &mut Tx<'_>) -> Result<Vec<Info>> {
    let rules = some(tx, "deleted_at IS NULL", &[])?;
    rules.into_iter().map(|rule| told(tx, rule)).collect()
}

fn told(tx: &mut Tx<'_>, rule: Rule) -> Result<Info> {
    let sql = "SELECT COUNT(CASE WHEN state = 'open' THEN 1 END), COUNT(CASE WHEN state = 'done' THEN 1 END) FROM activity \
               WHERE rule_id = $1 AND deleted_at IS NULL";
    let counted = tx.one(sql, &[rule.id.into()])?;
    let colleagues = Colleagues::load(tx)?;
    Ok(Info {
        id: rule.id.show(IdKind::Revisit),
        filter: filtering::worded(tx, ObjectKind::Person, &rule.filter)?.0,
        name: rule.name,
        kind: rule.kind,
        title: rule.title,
        note: rule.note,
        every_days: rule.every_days,
        quiet_days: rule.quiet_days,
        daily: rule.daily,
        fallback: rule.fallback.map(|id| colleagues.named(id)),
        live: rule.live,
        open: counted.int(0)?,
        done: counted.int(1)?,
        last_run: rule.last_run,
    })
}

/// One as the API tells it.
///
/// # Errors
///
/// Not found.
pub fn one(tx: &mut Tx<'_>, id: Id) -> Result<Info> {
    let rule = living(tx, id)?;
    told(tx, rule)
}

fn living(tx: &mut Tx<'_>, id: Id) -> Result<Rule> {
    let found = some(tx, "id = $1 AND deleted_at IS NULL", &[id.into()])?.pop();
    Ok(found.ok_or_else(|| Problem::not_found("The rule"))?)
}

/// One that is not stored, to be looked at.
///
/// # Errors
///
/// A problem at the field at fault; forbidden.
pub fn draft(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<Rule> {
    access.need(RIGHT)?;
    let mut rule = Rule::new(store);
    let named =
        |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty()).or_else(|| Some("-".into()));
    let wish = Wish { name: named(&wish.name), title: named(&wish.title), ..wish.clone() };
    rule.wished(tx, store, access, &wish)?;
    Ok(rule)
}

/// Makes one. Its id, and the batch for undo.
///
/// # Errors
///
/// A problem at the field at fault; `too_many`; forbidden.
pub fn create(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<(Id, Id)> {
    access.need(RIGHT)?;
    if tx.one("SELECT COUNT(*) FROM revisit WHERE deleted_at IS NULL", &[])?.int(0)? >= MOST {
        return Err(Problem::conflict("too_many", format!("There are {MOST} rules already.")).into());
    }
    let mut rule = Rule::new(store);
    rule.wished(tx, store, access, wish)?;
    rule.write(tx, store, true)?;
    let batch = logged(tx, store, access, (REVISIT, rule.id, Op::Create), (&Map::new(), &rule.values()))?;
    Ok((rule.id, batch))
}

/// Changes one. The batch for undo.
///
/// # Errors
///
/// As [`create`]; not found.
pub fn change(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wish: &Wish) -> Result<Id> {
    access.need(RIGHT)?;
    let mut rule = living(tx, id)?;
    let before = rule.values();
    rule.wished(tx, store, access, wish)?;
    rule.write(tx, store, false)?;
    logged(tx, store, access, (REVISIT, id, Op::Update), (&before, &rule.values()))
}

/// Takes one away; what it planned stays. The batch for undo.
///
/// # Errors
///
/// Not found, forbidden.
pub fn delete(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Id> {
    access.need(RIGHT)?;
    let mut rule = living(tx, id)?;
    rule.deleted_at = Some(store.now());
    rule.write(tx, store, false)?;
    logged(tx, store, access, (REVISIT, id, Op::Delete), (&Map::new(), &Map::new()))
}

/// What takes changes of rules back.
#[derive(Clone, Copy, Debug)]
pub struct Revisits;

impl Taker for Revisits {
    fn object(&self) -> &'static str {
        REVISIT
    }

    fn may_still(&self, _: &mut Tx<'_>, access: &Access, rows: &[i64]) -> Result<()> {
        if !rows.is_empty() {
            access.need(RIGHT)?;
        }
        Ok(())
    }

    fn take_back(
        &self,
        tx: &mut Tx<'_>,
        store: &Store,
        redo: &mut Batch,
        out: &mut Undone,
        taking: &mut Taking<'_>,
        e: &Logged,
    ) -> Result<()> {
        let Some(mut rule) = some(tx, "id = $1", &[e.row.into()])?.pop() else { return Ok(()) };
        if !back(tx, store.now(), redo, out, taking, (e, &mut rule))? {
            return Ok(());
        }
        rule.write(tx, store, false)
    }
}

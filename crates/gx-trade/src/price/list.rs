//! Price lists in the order in which they are asked.

use gx_kernel::filter::{parse, print};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::Named;
use gx_record::filtering::{self, check, worded};
use gx_store::{Conflict, Result, Store, Tx, settings};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{party, said, words};

/// The most price lists.
const MOST: usize = 200;

/// A price list.
#[derive(Clone, Debug)]
pub struct PriceList {
    /// The row.
    pub id: Id,
    /// What colleagues call it.
    pub name: String,
    /// In which currency its prices are.
    pub currency: String,
    /// Who it is for: a filter over people; empty for everybody.
    pub filter: String,
    /// Its first day.
    pub starts: Option<Date>,
    /// Its last day.
    pub ends: Option<Date>,
    /// Whether it is used at all.
    pub live: bool,
}

/// How a list stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is in force.
    Now,
    /// It will be.
    Later,
    /// It was.
    Over,
    /// It is not used.
    Off,
}

impl PriceList {
    /// How it stands on a day.
    pub fn standing(&self, day: Date) -> Standing {
        if !self.live {
            Standing::Off
        } else if self.starts.is_some_and(|from| day < from) {
            Standing::Later
        } else if self.ends.is_some_and(|until| day > until) {
            Standing::Over
        } else {
            Standing::Now
        }
    }

    /// As lines of quotes name it.
    pub fn named(&self) -> Named {
        Named { id: self.id.show(IdKind::PriceList), name: self.name.clone(), initial: None }
    }
}

/// A price list as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct ListInfo {
    id: String,
    name: String,
    currency: String,
    filter: String,
    starts: Option<String>,
    ends: Option<String>,
    live: bool,
    standing: Standing,
    prices: i64,
}

/// What is wished of one; what is not named stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    name: Option<String>,
    currency: Option<String>,
    filter: Option<String>,
    #[serde(deserialize_with = "said")]
    starts: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    ends: Option<Option<String>>,
    live: Option<bool>,
    before: Option<String>,
}

/// The day that it is in the workspace.
pub fn today(tx: &mut Tx<'_>, now: Micros) -> Result<Date> {
    Ok(now.timestamp().to_zoned(filtering::zone(tx)?).date())
}

/// All of them in their order.
pub fn load(tx: &mut Tx<'_>) -> Result<Vec<PriceList>> {
    let sql = "SELECT id, name, currency, filter, starts, ends, live FROM price_list WHERE deleted_at IS NULL ORDER BY place, id";
    tx.query(sql, &[])?
        .iter()
        .map(|r| {
            Ok(PriceList {
                id: r.id(0)?,
                name: r.string(1)?,
                currency: r.string(2)?,
                filter: r.string(3)?,
                starts: r.opt_text(4)?.and_then(|t| t.parse().ok()),
                ends: r.opt_text(5)?.and_then(|t| t.parse().ok()),
                live: r.int(6)? != 0,
            })
        })
        .collect()
}

/// As the API tells them.
pub fn told(tx: &mut Tx<'_>, now: Micros) -> Result<Vec<ListInfo>> {
    let day = today(tx, now)?;
    let sql = "SELECT e.list_id, COUNT(*) FROM list_price e JOIN variant v ON v.id = e.variant_id AND v.deleted_at IS NULL GROUP BY e.list_id";
    let counts: std::collections::HashMap<Id, i64> =
        tx.query(sql, &[])?.iter().map(|r| Ok((r.id(0)?, r.int(1)?))).collect::<Result<_>>()?;
    let mut out = Vec::new();
    for list in load(tx)? {
        out.push(ListInfo {
            id: list.id.show(IdKind::PriceList),
            filter: worded(tx, ObjectKind::Person, &list.filter)?.0,
            starts: list.starts.map(|d| d.to_string()),
            ends: list.ends.map(|d| d.to_string()),
            standing: list.standing(day),
            prices: counts.get(&list.id).copied().unwrap_or_default(),
            name: list.name,
            currency: list.currency,
            live: list.live,
        });
    }
    Ok(out)
}

fn wished(
    tx: &mut Tx<'_>,
    list: &mut PriceList,
    wish: &mut Wish,
    others: &[PriceList],
    now: Micros,
) -> Result<()> {
    if let Some(name) = wish.name.take() {
        list.name = words("name", &name, 1, 60)?;
    }
    if list.name.is_empty() {
        return Err(Problem::field("name", "missing", "a price list needs a name").into());
    }
    if others.iter().any(|o| o.id != list.id && o.name == list.name) {
        return Err(Problem::field("name", "not_unique", "there is another price list of this name").into());
    }
    if let Some(currency) = wish.currency.take() {
        list.currency = crate::currency("currency", &currency)?;
    }
    if let Some(text) = wish.filter.take() {
        check(tx, "filter", ObjectKind::Person, &text, now)?;
        let known = filtering::catalogue(tx, ObjectKind::Person)?;
        list.filter = parse(&text, &known).map_or(String::new(), |f| print(&f.with_ids(&known)));
    }
    if let Some(text) = wish.starts.take() {
        list.starts = party::day("starts", text.as_deref())?;
    }
    if let Some(text) = wish.ends.take() {
        list.ends = party::day("ends", text.as_deref())?;
    }
    if let (Some(from), Some(until)) = (list.starts, list.ends)
        && until < from
    {
        return Err(Problem::field("ends", "before_start", "it ends before it starts").into());
    }
    if let Some(live) = wish.live {
        list.live = live;
    }
    Ok(())
}

/// Those who change lists wait for each other.
fn hold(tx: &mut Tx<'_>) -> Result<Vec<PriceList>> {
    settings::hold(tx, "price_lists", &0)?;
    load(tx)
}

fn write(tx: &mut Tx<'_>, list: &PriceList) -> Result<()> {
    let day = |d: Option<Date>| d.map(|d| d.to_string());
    tx.execute(
        "UPDATE price_list SET name = $1, currency = $2, filter = $3, starts = $4, ends = $5, live = $6 WHERE id = $7",
        &[
            list.name.as_str().into(),
            list.currency.as_str().into(),
            list.filter.as_str().into(),
            day(list.starts).into(),
            day(list.ends).into(),
            i64::from(list.live).into(),
            list.id.into(),
        ],
    )
    .map(drop)
}

/// Puts a list before another, or last where that is empty.
fn place(tx: &mut Tx<'_>, id: Id, before: &str) -> Result<()> {
    let mut ids: Vec<Id> = load(tx)?.iter().map(|l| l.id).filter(|other| *other != id).collect();
    let to = match before {
        "" => ids.len(),
        text => {
            let before = Id::read(IdKind::PriceList, text).and_then(|b| ids.iter().position(|o| *o == b));
            before.ok_or_else(|| Problem::field("before", "unknown", "there is no such price list"))?
        }
    };
    ids.insert(to, id);
    for (place, id) in ids.iter().enumerate() {
        tx.execute("UPDATE price_list SET place = $1 WHERE id = $2", &[(place as i64).into(), (*id).into()])?;
    }
    Ok(())
}

/// Makes a price list.
///
/// # Errors
///
/// A problem at the field at fault.
pub fn create(tx: &mut Tx<'_>, store: &Store, mut wish: Wish) -> Result<Id> {
    let held = hold(tx)?;
    if held.len() >= MOST {
        return Err(Problem::field("name", "too_many", format!("at most {MOST} price lists")).into());
    }
    let mut list = PriceList {
        id: store.id(),
        name: String::new(),
        currency: settings::currency(tx)?,
        filter: String::new(),
        starts: None,
        ends: None,
        live: true,
    };
    wished(tx, &mut list, &mut wish, &held, store.now())?;
    let columns = ["id", "name", "currency", "filter", "live", "place", "created_at"];
    let row = vec![
        list.id.into(),
        "".into(),
        "".into(),
        "".into(),
        1.into(),
        (held.len() as i64).into(),
        store.now().into(),
    ];
    tx.insert_many("price_list", &columns, &[row], Conflict::Fail)?;
    write(tx, &list)?;
    if let Some(before) = wish.before {
        place(tx, list.id, &before)?;
    }
    Ok(list.id)
}

/// Changes a price list.
///
/// # Errors
///
/// As [`create`]; not found.
pub fn change(tx: &mut Tx<'_>, store: &Store, id: Id, mut wish: Wish) -> Result<()> {
    let held = hold(tx)?;
    let found = held.iter().find(|l| l.id == id);
    let mut list = found.cloned().ok_or_else(|| Problem::not_found("The price list"))?;
    wished(tx, &mut list, &mut wish, &held, store.now())?;
    write(tx, &list)?;
    match wish.before {
        Some(before) => place(tx, id, &before),
        None => Ok(()),
    }
}

/// Takes a price list away. Quotes keep the prices that it said.
///
/// # Errors
///
/// Not found.
pub fn remove(tx: &mut Tx<'_>, store: &Store, id: Id) -> Result<()> {
    let sql = "UPDATE price_list SET deleted_at = $1 WHERE id = $2 AND deleted_at IS NULL";
    if tx.execute(sql, &[store.now().into(), id.into()])? == 0 {
        return Err(Problem::not_found("The price list").into());
    }
    Ok(())
}

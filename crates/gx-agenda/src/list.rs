//! Activities as lists show them; those of a day, and those of a record.

use std::collections::{BTreeMap, HashMap};

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::listing::ACTIVITIES;
use gx_people::names::Named;
use gx_people::{own, people, seen as records};
use gx_sales::colleagues::Colleagues;
use gx_sales::deal::list::{Clock, end_of_day};
use gx_store::access::{Access, Verb};
use gx_store::{Result, Row, Store, Tx, Value};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::record::ABOUT;

/// An activity as lists show it.
#[derive(Clone, Debug, Serialize)]
pub struct ActivityRow {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) state: String,
    pub(crate) at: Option<Micros>,
    pub(crate) ends_at: Option<Micros>,
    all_day: bool,
    pub(crate) clock: Clock,
    pub(crate) owner: Option<Named>,
    #[serde(flatten)]
    pub(crate) about: About,
    priority: String,
    pub(crate) place: Option<String>,
    repeats: Option<String>,
    private: bool,
    pub(crate) outcome: Option<String>,
    pub(crate) done_at: Option<Micros>,
    rule: Option<Named>,
    created_at: Micros,
    updated_at: Micros,
    fields: Map<String, Json>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    linked: BTreeMap<String, String>,
}

/// What an activity is about, as far as the caller sees it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct About {
    pub(crate) person: Option<Named>,
    pub(crate) company: Option<Named>,
    pub(crate) deal: Option<Named>,
    pub(crate) lead: Option<Named>,
    pub(crate) order: Option<Named>,
}

/// The names of the records that some activities are about, as far as the caller sees them: by the place in
/// [`ABOUT`] and the id.
#[derive(Debug, Default)]
pub(crate) struct Parties(HashMap<(usize, Id), Named>);

impl Parties {
    /// Of these ids, by their places.
    pub(crate) fn load(tx: &mut Tx<'_>, access: &Access, ids: &[Vec<i64>; 5]) -> Result<Self> {
        let mut out = HashMap::new();
        for (place, ((_, object, kind), keys)) in ABOUT.iter().zip(ids).enumerate() {
            let see = |alias: &str| access.see(*object, alias);
            let sql = match object {
                ObjectKind::Person => format!(
                    "SELECT n.id, r.id, r.name FROM person n JOIN person r ON r.id = n.canonical_id WHERE r.deleted_at IS NULL AND {} AND n.id IN",
                    access.see_person("r")
                ),
                ObjectKind::Order => format!(
                    "SELECT x.id, x.id, x.number FROM orders x WHERE x.deleted_at IS NULL AND {} AND x.id IN",
                    see("x")
                ),
                _ => format!(
                    "SELECT x.id, x.id, x.name FROM {object} x WHERE x.deleted_at IS NULL AND {} AND x.id IN",
                    see("x")
                ),
            };
            for r in tx.query_in(&sql, keys)? {
                let name = r.string(2)?;
                let initial = matches!(object, ObjectKind::Person | ObjectKind::Company)
                    .then(|| gx_text::avatar_initial(&name));
                out.insert((place, r.id(0)?), Named { id: r.id(1)?.show(*kind), name, initial });
            }
        }
        Ok(Self(out))
    }

    /// One of them.
    pub(crate) fn get(&self, place: usize, id: Option<Id>) -> Option<Named> {
        self.0.get(&(place, id?)).cloned()
    }

    /// All that an activity is about.
    pub(crate) fn about(&self, ids: [Option<Id>; 5]) -> About {
        let [person, company, deal, lead, order] = ids;
        About {
            person: self.get(0, person),
            company: self.get(1, company),
            deal: self.get(2, deal),
            lead: self.get(3, lead),
            order: self.get(4, order),
        }
    }
}

/// Rows of [`ACTIVITIES`] as they are shown.
pub fn rows(tx: &mut Tx<'_>, access: &Access, now: Micros, found: &[Row]) -> Result<Vec<ActivityRow>> {
    let mut ids: [Vec<i64>; 5] = Default::default();
    for r in found {
        for (place, keys) in ids.iter_mut().enumerate() {
            keys.extend(r.opt_int(5 + place)?);
        }
    }
    let parties = Parties::load(tx, access, &ids)?;
    let colleagues = Colleagues::load(tx)?;
    let rules = rules(tx)?;
    let zone = gx_record::filtering::zone(tx)?;
    let day_ends = end_of_day(now, &zone);
    let mut out = Vec::with_capacity(found.len());
    for r in found {
        let hides = |key: &str| access.hides_of(ObjectKind::Activity, key);
        let fields = own::shown(access, ObjectKind::Activity, r.json(20)?);
        let linked = own::linked(tx, access, &fields)?;
        let about: Vec<Option<Id>> = (5..10).map(|at| r.opt_id(at)).collect::<Result<_>>()?;
        let about: [Option<Id>; 5] = about.try_into().unwrap_or_default();
        let (at, ends_at, all_day) = (r.opt_micros(10)?, r.opt_micros(11)?, r.int(12)? != 0);
        let state = r.string(3)?;
        out.push(ActivityRow {
            id: r.id(0)?.show(IdKind::Activity),
            kind: r.string(1)?,
            title: r.string(2)?,
            clock: clock((&state, all_day), (at, ends_at), (now, day_ends)),
            state,
            at,
            ends_at,
            all_day,
            owner: r.opt_id(4)?.map(|id| colleagues.named(id)),
            about: parties.about(about),
            priority: r.string(13)?,
            place: if hides("place") { None } else { r.opt_string(14)? },
            repeats: r.opt_string(15)?,
            private: r.int(16)? != 0,
            outcome: if hides("outcome") { None } else { r.opt_string(17)? },
            done_at: r.opt_micros(18)?,
            rule: r.opt_id(19)?.and_then(|id| {
                rules.get(&id).map(|name| Named {
                    id: id.show(IdKind::Revisit),
                    name: name.clone(),
                    initial: None,
                })
            }),
            fields,
            linked,
            created_at: r.micros(21)?,
            updated_at: r.micros(22)?,
        });
    }
    Ok(out)
}

fn rules(tx: &mut Tx<'_>) -> Result<HashMap<Id, String>> {
    let rows = tx.query("SELECT id, name FROM revisit", &[])?;
    rows.iter().map(|r| Ok((r.id(0)?, r.string(1)?))).collect()
}

/// How something stands that begins then: what goes on is today's, what takes whole days is over with its last day.
pub(crate) fn clock(
    (state, all_day): (&str, bool),
    (at, ends_at): (Option<Micros>, Option<Micros>),
    (now, day_ends): (Micros, Micros),
) -> Clock {
    if state != "open" {
        return Clock::None;
    }
    let over = match (at, ends_at) {
        // A task of a day is due with its end.
        (Some(at), None) if all_day => Some(at.plus(Micros::DAY)),
        (at, None) => at,
        (_, ends) => ends,
    };
    match (at, over) {
        (None, _) => Clock::None,
        (Some(at), Some(over)) if at <= now && over > now => Clock::Today,
        (_, Some(over)) if over <= now => Clock::Overdue,
        (at, _) => Clock::of(at, now, day_ends),
    }
}

/// Rows that a condition on `a` finds, among those that the caller sees.
fn found(
    tx: &mut Tx<'_>,
    access: &Access,
    now: Micros,
    (condition, params): (&str, &[Value]),
) -> Result<Vec<ActivityRow>> {
    let sql = format!(
        "SELECT {} FROM {} WHERE {} AND {} AND {condition}",
        ACTIVITIES.columns,
        ACTIVITIES.from,
        ACTIVITIES.base,
        access.see(ObjectKind::Activity, "a")
    );
    let rows = tx.query(&sql, params)?;
    self::rows(tx, access, now, &rows)
}

/// Activities by their ids, those that the caller sees; in no order.
pub(crate) fn rows_of(
    tx: &mut Tx<'_>,
    access: &Access,
    now: Micros,
    ids: &[i64],
) -> Result<Vec<ActivityRow>> {
    let sql = format!(
        "SELECT {} FROM {} WHERE {} AND {} AND a.id IN",
        ACTIVITIES.columns,
        ACTIVITIES.from,
        ACTIVITIES.base,
        access.see(ObjectKind::Activity, "a")
    );
    let rows = tx.query_in(&sql, ids)?;
    self::rows(tx, access, now, &rows)
}

/// One row, for its page; none that the caller does not see.
pub(crate) fn row_of(tx: &mut Tx<'_>, access: &Access, now: Micros, id: Id) -> Result<Option<ActivityRow>> {
    Ok(found(tx, access, now, ("a.id = $1", &[id.into()]))?.pop())
}

/// What is to be done about a record, and what was done.
#[derive(Clone, Debug, Serialize)]
pub struct AboutRecord {
    open: Vec<ActivityRow>,
    done: Vec<ActivityRow>,
    may_add: bool,
}

/// The activities about a record that the caller sees.
///
/// # Errors
///
/// Not found.
pub fn about(tx: &mut Tx<'_>, store: &Store, access: &Access, text: &str) -> Result<AboutRecord> {
    let missing = || Problem::not_found("The record");
    let (place, id) = ABOUT
        .iter()
        .enumerate()
        .find_map(|(place, (_, _, kind))| Id::read(*kind, text).map(|id| (place, id)))
        .ok_or_else(missing)?;
    let (column, object) =
        (ABOUT.get(place).map_or("person", |(key, ..)| key), ABOUT.get(place).map(|(_, o, _)| *o));
    let object = object.unwrap_or(ObjectKind::Person);
    let id = if object == ObjectKind::Person {
        people::root(tx, access, id)?.ok_or_else(missing)?.0
    } else {
        records::seen(tx, access, object, id)?.ok_or_else(missing)?.id
    };
    // What was planned with a person before a merge is about whom they are now.
    let of = if object == ObjectKind::Person {
        "a.person_id IN (SELECT m.id FROM person m WHERE m.canonical_id = $1)".to_owned()
    } else {
        format!("a.{column}_id = $1")
    };
    let now = store.now();
    let open = format!(
        "{of} AND a.state = 'open' ORDER BY CASE WHEN a.at IS NULL THEN 1 ELSE 0 END, a.at, a.id LIMIT 100"
    );
    let done = format!("{of} AND a.state = 'done' ORDER BY a.done_at DESC, a.id DESC LIMIT 20");
    Ok(AboutRecord {
        open: found(tx, access, now, (&open, &[id.into()]))?,
        done: found(tx, access, now, (&done, &[id.into()]))?,
        may_add: access.can(Verb::Create),
    })
}

/// What somebody has to do today.
#[derive(Clone, Debug, Serialize)]
pub struct Today {
    overdue: Vec<ActivityRow>,
    overdue_total: i64,
    today: Vec<ActivityRow>,
    coming: Vec<ActivityRow>,
    done: i64,
}

/// What a colleague has to do today, as far as the caller sees it.
///
/// # Errors
///
/// `unknown` where there is no such colleague.
pub fn today(tx: &mut Tx<'_>, store: &Store, access: &Access, who: Option<&str>) -> Result<Today> {
    let now = store.now();
    let me = match who {
        Some(text) => Colleagues::load(tx)?.read_users("who", &[text.to_owned()])?.first().copied(),
        None => access.by().id(),
    };
    let me = me.ok_or_else(|| Problem::bad("who", "Say whose day it is."))?;
    let zone = gx_record::filtering::zone(tx)?;
    let ends = end_of_day(now, &zone);
    let begins =
        now.timestamp().to_zoned(zone).start_of_day().map_or(now, |t| Micros(t.timestamp().as_microsecond()));
    let mine = "a.owner = $1 AND a.state = 'open'";
    // What goes on now, and a task of today that takes the whole day, are not overdue.
    let over = "(a.ends_at IS NOT NULL AND a.ends_at <= $2 OR a.ends_at IS NULL AND a.at <= CASE WHEN a.all_day = 1 THEN $3 ELSE $2 END)";
    let day = Micros::DAY;
    let late = format!("{mine} AND a.at IS NOT NULL AND {over}");
    let params: Vec<Value> = vec![me.into(), now.into(), Micros(now.0 - day).into()];
    let overdue = found(tx, access, now, (&format!("{late} ORDER BY a.at, a.id LIMIT 100"), &params))?;
    let sql = format!(
        "SELECT COUNT(*) FROM activity a WHERE {} AND {} AND {late}",
        ACTIVITIES.base,
        access.see(ObjectKind::Activity, "a")
    );
    let overdue_total = tx.one(&sql, &params)?.int(0)?;
    let mut params = params;
    params.push(ends.into());
    let today = found(
        tx,
        access,
        now,
        (&format!("{mine} AND NOT {over} AND a.at < $4 ORDER BY a.at, a.id LIMIT 200"), &params),
    )?;
    let week = Micros(ends.0 + 7 * day);
    let coming = format!("{mine} AND a.at >= $2 AND a.at < $3 ORDER BY a.at, a.id LIMIT 50");
    let coming = found(tx, access, now, (&coming, &[me.into(), ends.into(), week.into()]))?;
    let see = access.see(ObjectKind::Activity, "a");
    let counted = format!(
        // The day has few that were done, its owner has many: the plus keeps from walking by the owner.
        "SELECT (SELECT COUNT(*) FROM activity a WHERE +a.owner = $1 AND a.deleted_at IS NULL AND a.state = 'done' AND a.done_at >= $2 AND a.repeats IS NULL AND {see}) \
         + (SELECT COUNT(*) FROM activity_turn t JOIN activity a ON a.id = t.activity_id WHERE +a.owner = $1 AND a.deleted_at IS NULL AND t.state = 'done' AND t.done_at >= $2 AND {see})"
    );
    let done = tx.one(&counted, &[me.into(), begins.into()])?;
    Ok(Today { overdue, overdue_total, today, coming, done: done.int(0)? })
}

//! Goals: what a figure is to reach within each week, month, quarter or year; of a colleague, of a team, of everybody.
//!
//! A goal is told to whoever sees all the rows that it counts: a part of them would be a wrong figure. For the same reason
//! private activities do not count: their owner alone sees them.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_people::names::{Named, Names};
use gx_store::access::{Access, Reach as Sees, Verb};
use gx_store::{Result, Row, Store, Tx};
use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Kept, me, name};
use crate::ask::answer::Ready;
use crate::ask::figure::Type;
use crate::ask::question::{Dimension, Measure, MeasureKind, Period, Question, Unit, wrong};
use crate::ask::span::Span;

/// Periods before the one at hand that are told.
const PAST: usize = 6;

/// How often it begins anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Weeks from Monday.
    Week,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

impl Every {
    fn unit(self) -> Unit {
        match self {
            Self::Week => Unit::Week,
            Self::Month => Unit::Month,
            Self::Quarter => Unit::Quarter,
            Self::Year => Unit::Year,
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

/// What is to be reached.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    name: String,
    object: ObjectKind,
    #[serde(default)]
    filter: String,
    measure: Measure,
    field: String,
    every: Every,
    target: String,
    #[serde(default)]
    user: Option<String>,
    #[serde(default)]
    team: Option<String>,
}

/// What changes about it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Change {
    name: Option<String>,
    object: Option<ObjectKind>,
    filter: Option<String>,
    measure: Option<Measure>,
    field: Option<String>,
    every: Option<Every>,
    target: Option<String>,
    #[serde(deserialize_with = "gx_http::said")]
    user: Option<Option<String>>,
    #[serde(deserialize_with = "gx_http::said")]
    team: Option<Option<String>>,
}

/// What a figure came to within a period.
#[derive(Clone, Debug, Serialize)]
pub struct Past {
    from: String,
    to: String,
    value: String,
}

/// A goal, and how far it is.
#[derive(Clone, Debug, Serialize)]
pub struct Goal {
    id: String,
    name: String,
    object: ObjectKind,
    #[serde(skip_serializing_if = "String::is_empty")]
    filter: String,
    measure: Measure,
    field: String,
    every: Every,
    target: String,
    user: Option<Named>,
    team: Option<Named>,
    #[serde(rename = "type")]
    ty: Type,
    currency: String,
    mine: bool,
    editable: bool,
    from: String,
    to: String,
    value: String,
    even: String,
    past: Vec<Past>,
}

/// Which activities everybody sees who sees their owner's.
pub(crate) const SEEN_BY_ALL: &str = "private = false";

const GOALS: Kept = Kept { table: "goal", one: "goal" };
const COLUMNS: &str = "g.id, g.name, g.object, g.filter, g.measure, g.field, g.every, g.target, g.staff_id, g.team_id, g.owner, t.name";
const FROM: &str = "goal g LEFT JOIN team t ON t.id = g.team_id";

/// A goal as it is kept.
struct Held {
    id: Id,
    name: String,
    object: ObjectKind,
    filter: String,
    measure: Measure,
    field: String,
    every: Every,
    target: Decimal,
    user: Option<Id>,
    team: Option<(Id, String)>,
    owner: Id,
}

fn held(r: &Row) -> Result<Held> {
    Ok(Held {
        id: r.id(0)?,
        name: r.string(1)?,
        object: ObjectKind::parse(r.text(2)?).unwrap_or(ObjectKind::Deal),
        filter: r.string(3)?,
        measure: r.json(4)?,
        field: r.string(5)?,
        every: match r.text(6)? {
            "week" => Every::Week,
            "quarter" => Every::Quarter,
            "year" => Every::Year,
            _ => Every::Month,
        },
        target: r.text(7)?.parse().unwrap_or_default(),
        user: r.opt_id(8)?,
        team: r.opt_id(9)?.map(|id| (id, r.opt_string(11).ok().flatten().unwrap_or_default())),
        owner: r.id(10)?,
    })
}

/// The colleagues of a team and of those below it.
pub(crate) fn members(tx: &mut Tx<'_>, team: Id) -> Result<Vec<Id>> {
    let sql = "WITH RECURSIVE below (id) AS (SELECT id FROM team WHERE id = $1 UNION SELECT t.id FROM team t JOIN below b ON t.parent_id = b.id) \
               SELECT u.id FROM staff u JOIN below b ON b.id = u.team_id ORDER BY u.id";
    tx.query(sql, &[team.into()])?.iter().map(|r| r.id(0)).collect()
}

/// Whether the caller sees every row of these colleagues; of everybody where none are said.
pub(crate) fn sees(access: &Access, whose: Option<&[Id]>) -> bool {
    match (access.grants().reach(Verb::See), whose) {
        (Sees::All, _) => true,
        (Sees::None, _) | (_, None) => false,
        (Sees::Team | Sees::TeamAndFree, Some(whose)) => {
            whose.iter().all(|user| access.team().contains(user) || Some(*user) == me(access).ok())
        }
        (_, Some(whose)) => whose.iter().all(|user| Some(*user) == me(access).ok()),
    }
}

impl Held {
    fn whose(&self, tx: &mut Tx<'_>) -> Result<Option<Vec<Id>>> {
        Ok(match (self.user, &self.team) {
            (Some(user), _) => Some(vec![user]),
            (None, Some((team, _))) => Some(members(tx, *team)?),
            (None, None) => None,
        })
    }

    /// The filter of what counts.
    fn counted(&self) -> String {
        match (self.object, self.filter.trim()) {
            (ObjectKind::Activity, "") => SEEN_BY_ALL.to_owned(),
            (ObjectKind::Activity, filter) => format!("({filter}) and {SEEN_BY_ALL}"),
            (_, filter) => filter.to_owned(),
        }
    }

    /// How far it is, or nothing to whoever does not see all that counts.
    fn told(
        self,
        tx: &mut Tx<'_>,
        store: &Store,
        access: &Access,
        names: &mut Names,
    ) -> Result<Option<Goal>> {
        let whose = self.whose(tx)?;
        if !sees(access, whose.as_deref()) {
            return Ok(None);
        }
        let me = me(access)?;
        let question = Question {
            filter: self.counted(),
            period: Some(Period { field: self.field.clone(), range: format!("this_{}", self.every.text()) }),
            measures: vec![self.measure.clone()],
            by: vec![Dimension { field: self.field.clone(), unit: Some(self.every.unit()) }],
            ..Question::about(self.object)
        };
        let mut ready = match Ready::of(tx, store, access, &question) {
            Ok(ready) => ready,
            // A field that was removed, or is hidden from the caller: there is nothing to tell of it.
            Err(gx_store::StoreError::Problem(_)) => return Ok(None),
            Err(e) => return Err(e),
        };
        let Some(span) = ready.span else { return Ok(None) };
        let (today, unit) = (ready.today, self.every.unit());
        let first = (0..PAST).fold(span.from, |day, _| unit.first(day.saturating_sub(1.day())));
        ready.span = Some(Span::between(first, span.to));
        ready.whose = whose;
        let ty = ready.made.first().map_or(Type::Number, |m| m.ty);
        let currency = ready.currency.clone();
        let answer = match ready.answer(tx, access) {
            Ok(answer) => answer,
            // A filter over a field that is gone: the goal stays to be changed, and says nothing until then.
            Err(gx_store::StoreError::Problem(_)) => return Ok(None),
            Err(e) => return Err(e),
        };
        let edges = unit.edges("every", first, span.to)?;
        let mut values: Vec<String> = vec!["0".to_owned(); edges.len().saturating_sub(1)];
        for cell in &answer.cells {
            if let (Some(Some(at)), Some(Some(value))) = (cell.at.first(), cell.values.first())
                && let Some(held) = values.get_mut(*at)
            {
                held.clone_from(value);
            }
        }
        let value = values.pop().unwrap_or_default();
        let days = |from: Date, to: Date| Decimal::from(from.until(to).map_or(0, |s| s.get_days()) + 1);
        // What adds up grows evenly; a share or an average is what it is from the first day on.
        let grows = matches!(self.measure.of, MeasureKind::Count | MeasureKind::Sum | MeasureKind::Distinct);
        let passed = if grows { days(span.from, today) / days(span.from, span.to) } else { Decimal::ONE };
        let even = (self.target * passed).round_dp(2).normalize();
        let past = edges
            .windows(2)
            .zip(values)
            .filter_map(|(pair, value)| match pair {
                [from, until] => Some(Past {
                    from: from.date().to_string(),
                    to: until.date().saturating_sub(1.day()).to_string(),
                    value,
                }),
                _ => None,
            })
            .collect();
        let user = match self.user {
            Some(user) => Some(names.user(tx, user)?),
            None => None,
        };
        Ok(Some(Goal {
            id: self.id.show(IdKind::Goal),
            name: self.name,
            object: self.object,
            filter: self.filter,
            measure: self.measure,
            field: self.field,
            every: self.every,
            target: self.target.normalize().to_string(),
            mine: self.user == Some(me),
            user,
            team: self.team.map(|(id, name)| Named { id: id.show(IdKind::Team), name, initial: None }),
            ty,
            currency,
            editable: self.owner == me || access.may("views"),
            from: span.from.to_string(),
            to: span.to.to_string(),
            value,
            even: even.to_string(),
            past,
        }))
    }
}

/// The goals that the caller sees: their own first, then those of teams, then everybody's.
pub fn list(tx: &mut Tx<'_>, store: &Store, access: &Access) -> Result<Vec<Goal>> {
    me(access)?;
    let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE g.deleted_at IS NULL ORDER BY g.id LIMIT 2000");
    let rows = tx.query(&sql, &[])?;
    let mut names = Names::default();
    let mut out = Vec::new();
    for r in &rows {
        out.extend(held(r)?.told(tx, store, access, &mut names)?);
    }
    out.sort_by_cached_key(|goal| {
        (!goal.mine, goal.user.is_none(), goal.team.is_none(), gx_text::sort_key_zh(&goal.name))
    });
    Ok(out)
}

fn found(tx: &mut Tx<'_>, id: Id, living: bool) -> Result<Held> {
    let dead = if living { "IS NULL" } else { "IS NOT NULL" };
    let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE g.id = $1 AND g.deleted_at {dead}");
    held(&tx.first(&sql, &[id.into()])?.ok_or_else(|| GOALS.missing())?)
}

/// One, as it stands.
///
/// # Errors
///
/// Not found, too where the caller does not see all that it counts.
pub fn get(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Goal> {
    let goal = found(tx, id, true)?.told(tx, store, access, &mut Names::default())?;
    Ok(goal.ok_or_else(|| GOALS.missing())?)
}

/// One that the caller may know of, whether it can be reckoned or not.
fn visible(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Held> {
    let goal = found(tx, id, true)?;
    let whose = goal.whose(tx)?;
    if sees(access, whose.as_deref()) { Ok(goal) } else { Err(GOALS.missing().into()) }
}

/// Whose goal it is to be; only those who keep what everybody sees set it for others.
fn whose(
    tx: &mut Tx<'_>,
    access: &Access,
    user: Option<&str>,
    team: Option<&str>,
) -> Result<(Option<Id>, Option<Id>)> {
    let user = match user {
        None => None,
        Some(text) => {
            let id = Id::read(IdKind::User, text);
            let id = id.ok_or_else(|| wrong("user", "not_an_id", format!("{text:?} is no colleague")))?;
            if tx.first("SELECT 1 FROM staff WHERE id = $1 AND disabled_at IS NULL", &[id.into()])?.is_none()
            {
                return Err(wrong("user", "unknown", "nobody of that id works here").into());
            }
            Some(id)
        }
    };
    let team = match team {
        None => None,
        Some(text) => {
            let id = Id::read(IdKind::Team, text);
            let id = id.ok_or_else(|| wrong("team", "not_an_id", format!("{text:?} is no team")))?;
            if tx.first("SELECT 1 FROM team WHERE id = $1 AND deleted_at IS NULL", &[id.into()])?.is_none() {
                return Err(wrong("team", "unknown", "there is no such team").into());
            }
            Some(id)
        }
    };
    if user.is_some() && team.is_some() {
        return Err(wrong("team", "two", "a goal is of a colleague or of a team").into());
    }
    if user != Some(me(access)?) {
        access.need("views")?;
    }
    Ok((user, team))
}

fn target(text: &str) -> Result<Decimal> {
    let read: Option<Decimal> = text.trim().parse().ok();
    let fits = read.filter(|n| *n > Decimal::ZERO && *n < Decimal::from(1_000_000_000_000_i64));
    Ok(fits.ok_or_else(|| {
        wrong("target", "not_a_number", format!("expected a number above zero, got {text:?}"))
    })?)
}

/// Refuses what cannot be counted by period, and whatever the caller does not see all of.
fn check(tx: &mut Tx<'_>, store: &Store, access: &Access, goal: &Held) -> Result<()> {
    let period = Period { field: goal.field.clone(), range: format!("this_{}", goal.every.text()) };
    let question = Question {
        filter: goal.filter.clone(),
        period: Some(period),
        measures: vec![goal.measure.clone()],
        ..Question::about(goal.object)
    };
    let ready = Ready::of(tx, store, access, &question)?;
    if ready.made.first().is_some_and(|m| matches!(m.ty, Type::Date | Type::Instant)) {
        return Err(wrong("measure", "no_number", "a goal is a number").into());
    }
    ready.check(tx, access)?;
    let whose = goal.whose(tx)?;
    if !sees(access, whose.as_deref()) {
        return Err(Problem::forbidden("You do not see all that this goal would count.").into());
    }
    Ok(())
}

fn row(goal: &Held) -> Vec<gx_store::Value> {
    vec![
        goal.name.as_str().into(),
        goal.object.as_text().into(),
        goal.filter.as_str().into(),
        serde_json::to_string(&goal.measure).unwrap_or_default().into(),
        goal.field.as_str().into(),
        goal.every.text().into(),
        goal.target.normalize().to_string().into(),
        goal.user.into(),
        goal.team.as_ref().map(|(id, _)| *id).into(),
    ]
}

/// Sets one. How far it is, is reckoned when it has been written.
///
/// # Errors
///
/// A problem at what cannot be; forbidden for others without the right.
pub fn create(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<Id> {
    let me = me(access)?;
    let (user, team) = whose(tx, access, wish.user.as_deref(), wish.team.as_deref())?;
    let goal = Held {
        id: store.id(),
        name: name(&wish.name)?,
        object: wish.object,
        filter: wish.filter.clone(),
        measure: wish.measure.clone(),
        field: wish.field.clone(),
        every: wish.every,
        target: target(&wish.target)?,
        user,
        team: team.map(|id| (id, String::new())),
        owner: me,
    };
    check(tx, store, access, &goal)?;
    GOALS.room(tx, me)?;
    let mut params = row(&goal);
    params.extend([me.into(), store.now().into(), goal.id.into()]);
    tx.execute(
        "INSERT INTO goal (name, object, filter, measure, field, every, target, staff_id, team_id, owner, created_at, updated_at, id) \
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$11,$12)",
        &params,
    )?;
    Ok(goal.id)
}

fn editable(access: &Access, goal: &Held) -> Result<()> {
    if goal.owner == me(access)? {
        return Ok(());
    }
    Ok(access.need("views")?)
}

/// Changes one.
///
/// # Errors
///
/// As [`create`]; not found.
pub fn change(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wish: &Change) -> Result<()> {
    let mut goal = visible(tx, access, id)?;
    editable(access, &goal)?;
    if let Some(text) = &wish.name {
        goal.name = name(text)?;
    }
    if let Some(text) = &wish.target {
        goal.target = target(text)?;
    }
    goal.object = wish.object.unwrap_or(goal.object);
    goal.every = wish.every.unwrap_or(goal.every);
    goal.filter = wish.filter.clone().unwrap_or(goal.filter);
    goal.field = wish.field.clone().unwrap_or(goal.field);
    goal.measure = wish.measure.clone().unwrap_or(goal.measure);
    // Given to a colleague it is no team's any more, and the other way about.
    let (user, team) = (wish.user.clone().flatten(), wish.team.clone().flatten());
    if wish.user.is_some() || wish.team.is_some() {
        let (user, team) = whose(tx, access, user.as_deref(), team.as_deref())?;
        (goal.user, goal.team) = (user, team.map(|id| (id, String::new())));
    }
    check(tx, store, access, &goal)?;
    let mut params = row(&goal);
    params.extend([store.now().into(), id.into()]);
    tx.execute(
        "UPDATE goal SET name = $1, object = $2, filter = $3, measure = $4, field = $5, every = $6, target = $7, staff_id = $8, team_id = $9, \
         updated_at = $10 WHERE id = $11",
        &params,
    )?;
    Ok(())
}

/// Takes one away.
///
/// # Errors
///
/// Not found, or forbidden.
pub fn remove(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<()> {
    editable(access, &visible(tx, access, id)?)?;
    GOALS.remove(tx, store, id)
}

/// Brings one back.
///
/// # Errors
///
/// Not found, or forbidden.
pub fn restore(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<()> {
    editable(access, &found(tx, id, false)?)?;
    tx.execute("UPDATE goal SET deleted_at = NULL WHERE id = $1", &[id.into()])?;
    Ok(())
}

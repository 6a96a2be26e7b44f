//! The figures of colleagues and of teams.

use std::collections::BTreeMap;

use gx_kernel::filter::{FieldPath, Filter, Test, Value as Word, parse, print};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_people::company::group::Sum;
use gx_people::names::{Named, Names};
use gx_record::filtering;
use gx_sales::target;
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, Tx, Value};
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Times, Wish};
use crate::ask::answer::Ready;
use crate::ask::question::{Dimension, Measure, MeasureKind, Period, Question};
use crate::ask::run::Money;
use crate::ask::span::Span;
use crate::ask::told::Days;
use crate::kept::goals::sees;

/// What is asked of one object at once: which figures, of which rows, by which day; none is of whenever.
struct Group {
    object: ObjectKind,
    field: Option<&'static str>,
    filter: &'static str,
    figures: Vec<(&'static str, Measure)>,
}

/// Everything that is asked.
fn groups() -> Vec<Group> {
    use MeasureKind as M;
    let group = |object, field, filter, figures| Group { object, field, filter, figures };
    vec![
        group(
            ObjectKind::Lead,
            Some("created_at"),
            "",
            vec![
                ("leads_taken", Measure::count()),
                ("leads_converted", Measure::count().when("state = converted")),
            ],
        ),
        group(
            ObjectKind::Activity,
            Some("done_at"),
            "state = done and private = false",
            vec![
                ("calls", Measure::count().when("kind = call")),
                ("meetings", Measure::count().when("kind = meeting")),
                ("visits", Measure::count().when("kind = visit")),
            ],
        ),
        group(ObjectKind::Deal, Some("created_at"), "", vec![("deals_opened", Measure::count())]),
        group(
            ObjectKind::Deal,
            Some("closed_at"),
            "state in (won, lost)",
            vec![
                ("deals_won", Measure::count().when("state = won")),
                ("deals_lost", Measure::count().when("state = lost")),
                ("won_amount", Measure::of(M::Sum, "amount").when("state = won")),
                ("win_rate", Measure { of: M::Share, ..Measure::count() }.when("state = won")),
                (
                    "days_to_win",
                    Measure { until: Some("closed_at".into()), ..Measure::of(M::Days, "created_at") }
                        .when("state = won"),
                ),
            ],
        ),
        group(ObjectKind::Deal, None, "state = open", vec![("open_amount", Measure::of(M::Sum, "amount"))]),
        group(
            ObjectKind::Activity,
            None,
            "state = open and at < today and private = false",
            vec![("overdue", Measure::count())],
        ),
    ]
}

/// Every figure, in the order of the table.
pub const FIGURES: [&str; 15] = [
    "leads_taken",
    "leads_converted",
    "first_work_hours",
    "calls",
    "meetings",
    "visits",
    "deals_opened",
    "deals_won",
    "deals_lost",
    "won_amount",
    "win_rate",
    "days_to_win",
    "open_amount",
    "target_share",
    "overdue",
];

type Values = BTreeMap<&'static str, Option<String>>;

/// What opens a figure.
#[derive(Clone, Debug, Serialize)]
pub struct Opens {
    object: ObjectKind,
    filter: String,
}

/// A colleague, a team, or all of them.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    who: Option<Named>,
    team: Option<Named>,
    values: Values,
    before: Values,
    rows: BTreeMap<&'static str, Opens>,
}

/// How colleagues and teams do.
#[derive(Clone, Debug, Serialize)]
pub struct Performance {
    period: String,
    from: String,
    to: String,
    before: Days,
    currency: String,
    unrated: Vec<Sum>,
    people: Vec<Line>,
    teams: Vec<Line>,
    all: Line,
}

/// Whose figures: a colleague's, a team's, everybody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    All,
    User(Id),
    Team(Id),
}

/// The figures of everybody within a span.
struct Told {
    values: BTreeMap<Of, Values>,
    currency: String,
    unrated: Vec<Sum>,
}

/// A question by owner and by team.
fn ready(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    (group, span): (&Group, Span),
    whose: Option<Vec<Id>>,
) -> Result<Ready> {
    let by = |field: &str| Dimension { field: field.to_owned(), unit: None };
    let period = group
        .field
        .map(|field| Period { field: field.to_owned(), range: format!("{}..{}", span.from, span.to) });
    let question = Question {
        filter: group.filter.to_owned(),
        period,
        measures: group.figures.iter().map(|(_, measure)| measure.clone()).collect(),
        by: vec![by("owner"), by("owner.team")],
        ..Question::about(group.object)
    };
    let mut ready = Ready::of(tx, store, access, &question)?;
    ready.whose = whose;
    Ok(ready)
}

/// Whose a part is: of a colleague over all teams, of a team over all colleagues, over everybody.
fn of(by: &[Option<Value>]) -> Option<Of> {
    match by {
        [None, None] => Some(Of::All),
        [Some(Value::Int(id)), None] => Some(Of::User(Id(*id))),
        [None, Some(Value::Int(id))] => Some(Of::Team(Id(*id))),
        _ => None,
    }
}

/// The colleagues of whose rows the caller sees all; nothing where that is everybody's.
fn whole_of(access: &Access, teams: &BTreeMap<Id, Option<Id>>) -> Option<Vec<Id>> {
    (!sees(access, None)).then(|| teams.keys().copied().filter(|user| sees(access, Some(&[*user]))).collect())
}

fn told(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    (span, period): (Span, &target::Period),
    now: bool,
) -> Result<Told> {
    let mut out = Told {
        values: BTreeMap::from([(Of::All, Values::new())]),
        currency: String::new(),
        unrated: Vec::new(),
    };
    let teams = teams_of(tx)?;
    let whose = whole_of(access, &teams);
    for group in groups().into_iter().filter(|group| now || group.field.is_some()) {
        let ready = ready(tx, store, access, (&group, span), whose.clone())?;
        let axes = ready.axes(tx, access)?;
        let asking = ready.asking(access);
        let mut money = Money::of(tx, &asking)?;
        // Read as it is found, not as it is told: of however many colleagues nobody is left out.
        for found in asking.run(tx, &axes, &[None, None], ready.span, &mut money)? {
            let Some(of) = of(&found.by) else { continue };
            let values = out.values.entry(of).or_default();
            for (((name, _), made), grown) in group.figures.iter().zip(&ready.made).zip(&found.grown) {
                values.insert(name, made.told(grown));
            }
        }
        for sum in money.missed() {
            if !out.unrated.iter().any(|known| known.currency == sum.currency) {
                out.unrated.push(sum);
            }
        }
        out.currency = ready.currency;
    }
    for (of, hours) in first_work(tx, access, span, &teams)? {
        out.values.entry(of).or_default().insert("first_work_hours", Some(hours));
    }
    let targets = target::of(tx, access, period)?;
    let mut sums: BTreeMap<Of, Decimal> = BTreeMap::new();
    for (user, amount) in targets {
        let amount = gx_kernel::money::from_scaled(amount);
        let team = teams.get(&user).copied().flatten().map(Of::Team);
        for of in [Some(Of::All), Some(Of::User(user)), team].into_iter().flatten() {
            *sums.entry(of).or_default() += amount;
        }
    }
    for (of, target) in sums {
        let values = out.values.entry(of).or_default();
        let won: Decimal =
            values.get("won_amount").cloned().flatten().and_then(|v| v.parse().ok()).unwrap_or_default();
        let share = (!target.is_zero())
            .then(|| (won * Decimal::ONE_HUNDRED / target).round_dp(2).normalize().to_string());
        values.insert("target_share", share);
    }
    Ok(out)
}

/// The team of each colleague.
fn teams_of(tx: &mut Tx<'_>) -> Result<BTreeMap<Id, Option<Id>>> {
    let rows = tx.query("SELECT id, team_id FROM staff", &[])?;
    rows.iter().map(|r| Ok((r.id(0)?, r.opt_id(1)?))).collect()
}

/// The hours until the first word to leads that came within a span, the median of them.
fn first_work(
    tx: &mut Tx<'_>,
    access: &Access,
    span: Span,
    teams: &BTreeMap<Id, Option<Id>>,
) -> Result<Vec<(Of, String)>> {
    let (from, until) = span.ends(&filtering::zone(tx)?);
    let sql = format!(
        "SELECT l.owner, l.answered_at - l.created_at FROM lead l WHERE l.deleted_at IS NULL AND l.owner IS NOT NULL AND l.answered_at IS NOT NULL \
         AND l.created_at >= $1 AND l.created_at < $2 AND {}",
        access.see(ObjectKind::Lead, "l")
    );
    let mut waits: BTreeMap<Of, Vec<i64>> = BTreeMap::new();
    for r in tx.query(&sql, &[from.into(), until.into()])? {
        let (user, wait) = (r.id(0)?, r.int(1)?.max(0));
        let team = teams.get(&user).copied().flatten().map(Of::Team);
        for of in [Some(Of::All), Some(Of::User(user)), team].into_iter().flatten() {
            waits.entry(of).or_default().push(wait);
        }
    }
    Ok(waits
        .into_iter()
        .filter_map(|(of, mut waits)| {
            waits.sort_unstable();
            let wait = *waits.get(waits.len() / 2)?;
            let hours = Decimal::from(wait) / Decimal::from(3600 * Micros::SECOND);
            Some((of, hours.round_dp(2).normalize().to_string()))
        })
        .collect())
}

/// A figure as it opens: its name, its object, and the filter of its rows whoever's they are.
struct Opening {
    name: &'static str,
    object: ObjectKind,
    filter: Option<Filter>,
}

/// How the figures of a span open.
fn openings(tx: &mut Tx<'_>, span: Span) -> Result<Vec<Opening>> {
    let mut out = Vec::new();
    for group in groups() {
        let catalogue = filtering::catalogue(tx, group.object)?;
        for (name, measure) in &group.figures {
            let mut parts: Vec<Filter> = Vec::new();
            for text in [group.filter, measure.filter.as_str()].into_iter().filter(|t| !t.is_empty()) {
                parts.push(parse(text, &catalogue).map_err(|e| filtering::problem(&e))?);
            }
            if let Some(key) = group.field {
                let test = Test::Between(Word::Date(span.from), Word::Date(span.to));
                parts.push(Filter::Field { field: FieldPath::field(key), test });
            }
            out.push(Opening { name, object: group.object, filter: parts.into_iter().reduce(Filter::and) });
        }
    }
    Ok(out)
}

/// What opens the figures of some colleagues; of everybody where none are said.
fn opens(openings: &[Opening], owners: Option<&[Id]>) -> BTreeMap<&'static str, Opens> {
    let owned = owners.map(|owners| {
        let words = owners.iter().map(|id| Word::Text(id.show(IdKind::User)));
        Filter::Field { field: FieldPath::field("owner"), test: Test::In(words.collect()) }
    });
    let shown = |opening: &Opening| {
        let filter = opening.filter.clone().into_iter().chain(owned.clone()).reduce(Filter::and);
        filter.map_or_else(String::new, |filter| print(&filter.tidy()))
    };
    openings.iter().map(|one| (one.name, Opens { object: one.object, filter: shown(one) })).collect()
}

/// Figures that are nothing, and not unknown, where there are no rows.
const COUNTS: [&str; 11] = [
    "leads_taken",
    "leads_converted",
    "calls",
    "meetings",
    "visits",
    "deals_opened",
    "deals_won",
    "deals_lost",
    "won_amount",
    "open_amount",
    "overdue",
];
/// Figures of the moment, which no span before has.
const OF_NOW: [&str; 2] = ["open_amount", "overdue"];

/// Every figure, those that are nothing too.
fn whole(values: Option<&Values>, now: bool) -> Values {
    let value = |name: &'static str| {
        if !now && OF_NOW.contains(&name) {
            return None;
        }
        let held = values.and_then(|v| v.get(name).cloned()).flatten();
        held.or_else(|| COUNTS.contains(&name).then(|| "0".to_owned()))
    };
    FIGURES.iter().map(|name| (*name, value(name))).collect()
}

/// How colleagues and teams do: those whose rows the caller sees.
///
/// # Errors
///
/// A problem at `period` or `compare`; forbidden where the role hides what is counted.
pub fn performance(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<Performance> {
    access.need_verb(Verb::See)?;
    let times = Times::read(tx, store, wish)?;
    let now = told(tx, store, access, (times.now, &times.period), true)?;
    let then = told(tx, store, access, (times.before, &times.earlier), false)?;
    let openings = openings(tx, times.now)?;
    let members_of = teams_of(tx)?;
    let mut names = Names::default();
    let (mut people, mut teams) = (Vec::new(), Vec::new());
    let mut of_team: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    let team_names: BTreeMap<Id, (String, Option<Id>)> = tx
        .query("SELECT id, name, parent_id FROM team", &[])?
        .iter()
        .map(|r| Ok((r.id(0)?, (r.string(1)?, r.opt_id(2)?))))
        .collect::<Result<_>>()?;
    let team = |id: Id| {
        let name = team_names.get(&id).map(|(name, _)| name.clone()).unwrap_or_default();
        Named { id: id.show(IdKind::Team), name, initial: None }
    };
    for (user, in_team) in members_of.clone() {
        if let Some(of) = in_team {
            of_team.entry(of).or_default().push(user);
        }
        let (values, before) = (now.values.get(&Of::User(user)), then.values.get(&Of::User(user)));
        // Of somebody of whose rows the caller sees a part, a part would be told as if it were all.
        if values.is_none() && before.is_none() || !sees(access, Some(&[user])) {
            continue;
        }
        people.push(Line {
            who: Some(names.user(tx, user)?),
            team: in_team.map(team),
            values: whole(values, true),
            before: whole(before, false),
            rows: opens(&openings, Some(&[user])),
        });
    }
    people.sort_by_cached_key(|line| line.who.as_ref().map(|who| gx_text::sort_key_zh(&who.name)));
    for (id, members) in &of_team {
        let (values, before) = (now.values.get(&Of::Team(*id)), then.values.get(&Of::Team(*id)));
        if values.is_none() && before.is_none() || !sees(access, Some(members)) {
            continue;
        }
        teams.push(Line {
            who: Some(team(*id)),
            team: team_names.get(id).and_then(|(_, above)| *above).map(team),
            values: whole(values, true),
            before: whole(before, false),
            rows: opens(&openings, Some(members)),
        });
    }
    teams.sort_by_cached_key(|line| line.who.as_ref().map(|who| gx_text::sort_key_zh(&who.name)));
    Ok(Performance {
        period: times.period.text.clone(),
        from: times.now.from.to_string(),
        to: times.now.to.to_string(),
        before: times.before.into(),
        currency: now.currency,
        unrated: now.unrated,
        people,
        teams,
        all: Line {
            who: None,
            team: None,
            values: whole(now.values.get(&Of::All), true),
            before: whole(then.values.get(&Of::All), false),
            rows: opens(&openings, whole_of(access, &members_of).as_deref()),
        },
    })
}

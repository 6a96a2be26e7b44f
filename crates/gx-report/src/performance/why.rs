//! Why more or less was won than before.
//!
//! What was won is how many deals were closed, times the share of them that was won, times the size of one. The change is
//! parted among the three by the logarithmic mean Divisia index, which leaves no rest and does not depend on the order in
//! which they are looked at (Ang 2004, "Decomposition analysis for policymaking in energy: which is the preferred method?").

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_people::names::{Named, Names};
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, StoreError, Tx};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};
use serde::Serialize;

use super::{Times, Wish};
use crate::ask::answer::Ready;
use crate::ask::question::{Compare, Dimension, Measure, MeasureKind, Period, Question};
use crate::ask::rows::found_by;
use crate::ask::told::{Answer, Days};
use crate::kept::goals::{members, sees};

/// Keys of one field that are told: those with the largest change.
const KEYS: usize = 8;
/// What the change is looked for in.
const FIELDS: [&str; 4] = ["source", "pipeline", "person.tier", "owner"];

/// An amount, then and now.
#[derive(Clone, Debug, Serialize)]
pub struct Both {
    value: String,
    before: String,
}

/// One of the three, and what its change did to what was won.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    of: &'static str,
    value: String,
    before: String,
    effect: String,
}

/// What was won of a key, then and now.
#[derive(Clone, Debug, Serialize)]
pub struct Key {
    value: serde_json::Value,
    label: Option<String>,
    won: String,
    before: String,
    change: String,
    filter: String,
}

/// Where a change comes from.
#[derive(Clone, Debug, Serialize)]
pub struct By {
    field: &'static str,
    keys: Vec<Key>,
}

/// A reason for which deals were lost, then and now.
#[derive(Clone, Debug, Serialize)]
pub struct Lost {
    reason: Option<String>,
    count: i64,
    before: i64,
    filter: String,
}

/// Why more or less was won.
#[derive(Clone, Debug, Serialize)]
pub struct Why {
    who: Option<Named>,
    team: Option<Named>,
    from: String,
    to: String,
    before: Days,
    currency: String,
    won: Both,
    parts: Vec<Part>,
    by: Vec<By>,
    lost: Vec<Lost>,
}

/// Whose deals it is about.
struct About {
    who: Option<Named>,
    team: Option<Named>,
    owners: Option<Vec<Id>>,
}

fn about(tx: &mut Tx<'_>, access: &Access, wish: &Wish) -> Result<About> {
    let missing = |what: &str| Problem::not_found(what);
    let (who, team, owners) = match (&wish.who, &wish.team) {
        (Some(text), _) => {
            let id = Id::read(IdKind::User, text).ok_or_else(|| missing("The colleague"))?;
            if tx.first("SELECT 1 FROM staff WHERE id = $1", &[id.into()])?.is_none() {
                return Err(missing("The colleague").into());
            }
            (Some(Names::default().user(tx, id)?), None, Some(vec![id]))
        }
        (None, Some(text)) => {
            let id = Id::read(IdKind::Team, text).ok_or_else(|| missing("The team"))?;
            let row = tx.first("SELECT name FROM team WHERE id = $1", &[id.into()])?;
            let name = row.ok_or_else(|| missing("The team"))?.string(0)?;
            (None, Some(Named { id: text.clone(), name, initial: None }), Some(members(tx, id)?))
        }
        (None, None) => (None, None, None),
    };
    // Of somebody of whose rows the caller sees a part, a part would be told as if it were all.
    if owners.is_some() && !sees(access, owners.as_deref()) {
        return Err(Problem::not_found("The colleague").into());
    }
    Ok(About { who, team, owners })
}

fn ask(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    (times, about): (&Times, &About),
    (filter, measures, by): (&str, Vec<Measure>, Option<&str>),
) -> Result<(Ready, Answer)> {
    let question = Question {
        filter: filter.to_owned(),
        period: Some(Period {
            field: "closed_at".into(),
            range: format!("{}..{}", times.now.from, times.now.to),
        }),
        measures,
        by: by.into_iter().map(|field| Dimension { field: field.to_owned(), unit: None }).collect(),
        // Which of the two it is does not matter: the span before is given.
        compare: Some(Compare::Before),
        ..Question::about(ObjectKind::Deal)
    };
    let mut ready = Ready::of(tx, store, access, &question)?;
    ready.before = Some(times.before);
    ready.whose.clone_from(&about.owners);
    let answer = ready.answer(tx, access)?;
    Ok((ready, answer))
}

fn decimal(text: Option<&Option<String>>) -> Decimal {
    text.and_then(|t| t.as_ref()?.parse().ok()).unwrap_or_default()
}

/// Why more or less was won within a period than in the one that it stands beside.
///
/// # Errors
///
/// A problem at `period` or `compare`; not found where the caller does not see all deals of whoever it is about.
pub fn why(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<Why> {
    access.need_verb(Verb::See)?;
    let times = Times::read(tx, store, wish)?;
    let about = about(tx, access, wish)?;
    let won = || Measure::of(MeasureKind::Sum, "amount").when("state = won");
    let measures = vec![Measure::count(), Measure::count().when("state = won"), won()];
    let (_, whole) = ask(tx, store, access, (&times, &about), ("state in (won, lost)", measures, None))?;
    let cell = whole.cells.first();
    let now: Vec<Decimal> = (0..3).map(|n| decimal(cell.and_then(|c| c.values.get(n)))).collect();
    let then: Vec<Decimal> = (0..3).map(|n| decimal(cell.and_then(|c| c.before.as_ref()?.get(n)))).collect();
    let mut by = Vec::new();
    for field in FIELDS {
        let told = ask(tx, store, access, (&times, &about), ("state = won", vec![won()], Some(field)));
        match told {
            Ok((ready, answer)) => {
                let mut keys = keys(tx, access, &ready, &answer)?;
                keys.truncate(KEYS);
                by.push(By { field, keys });
            }
            // A field that the role does not see is not looked in.
            Err(StoreError::Problem(p)) if p.status == 403 => {}
            Err(e) => return Err(e),
        }
    }
    let reasons = ask(
        tx,
        store,
        access,
        (&times, &about),
        ("state = lost", vec![Measure::count()], Some("lost_reason")),
    );
    let lost = match reasons {
        Ok((ready, answer)) => reasons_of(keys(tx, access, &ready, &answer)?)
            .into_iter()
            .map(|key| Lost {
                reason: key.value.as_str().map(str::to_owned),
                count: key.won.parse().unwrap_or_default(),
                before: key.before.parse().unwrap_or_default(),
                filter: key.filter,
            })
            .collect(),
        Err(StoreError::Problem(p)) if p.status == 403 => Vec::new(),
        Err(e) => return Err(e),
    };
    let value = |of: &[Decimal], n: usize| of.get(n).copied().unwrap_or_default();
    Ok(Why {
        who: about.who,
        team: about.team,
        from: times.now.from.to_string(),
        to: times.now.to.to_string(),
        before: times.before.into(),
        currency: whole.currency,
        won: Both { value: plain(value(&now, 2)), before: plain(value(&then, 2)) },
        parts: parts(&now, &then),
        by,
        lost,
    })
}

/// Reasons for losing by how often they were given.
fn reasons_of(mut keys: Vec<Key>) -> Vec<Key> {
    keys.sort_by_key(|key| std::cmp::Reverse(key.won.parse::<i64>().unwrap_or_default()));
    keys
}

fn plain(n: Decimal) -> String {
    n.round_dp(4).normalize().to_string()
}

/// The keys of an answer with one axis: the largest change first.
fn keys(tx: &mut Tx<'_>, access: &Access, ready: &Ready, answer: &Answer) -> Result<Vec<Key>> {
    let Some(axis) = answer.axes.first() else { return Ok(Vec::new()) };
    let axes = ready.axes(tx, access)?;
    let mut out: Vec<(Decimal, Key)> = Vec::new();
    for cell in &answer.cells {
        let Some(key) = cell.at.first().copied().flatten().and_then(|n| axis.keys.get(n)) else { continue };
        let (won, before) =
            (decimal(cell.values.first()), decimal(cell.before.as_ref().and_then(|b| b.first())));
        let filter = found_by(tx, ready, (&axes, &[Some(&key.value)]), "", false)?.unwrap_or_default();
        out.push((
            (won - before).abs(),
            Key {
                value: key.value.clone(),
                label: key.label.clone(),
                won: plain(won),
                before: plain(before),
                change: plain(won - before),
                filter,
            },
        ));
    }
    out.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    Ok(out.into_iter().map(|(_, key)| key).collect())
}

/// The three with what each of them did.
fn parts(now: &[Decimal], then: &[Decimal]) -> Vec<Part> {
    let at = |of: &[Decimal], n: usize| of.get(n).and_then(Decimal::to_f64).unwrap_or_default();
    let three = |of: &[Decimal]| {
        let (closed, won, amount) = (at(of, 0), at(of, 1), at(of, 2));
        let share = if closed > 0.0 { won / closed } else { 0.0 };
        let size = if won > 0.0 { amount / won } else { 0.0 };
        [closed, share, size]
    };
    let (a, b) = (three(then), three(now));
    let effects = effects(a, b);
    ["closed", "win_rate", "size"]
        .into_iter()
        .zip(a.into_iter().zip(b))
        .zip(effects)
        .map(|((of, (before, value)), effect)| {
            let scale = if of == "win_rate" { 100.0 } else { 1.0 };
            let text = |x: f64| plain(Decimal::from_f64(x).unwrap_or_default().round_dp(2));
            Part { of, value: text(value * scale), before: text(before * scale), effect: text(effect) }
        })
        .collect()
}

/// What the change of each factor did to their product. Where nothing was won on one of the two sides, the first factor
/// that was nothing did it all: without closed deals there is no share, without won ones no size.
pub fn effects(before: [f64; 3], now: [f64; 3]) -> [f64; 3] {
    let (a, b): (f64, f64) = (before.iter().product(), now.iter().product());
    if a > 0.0 && b > 0.0 {
        let mean = if (a - b).abs() < 1e-9 * a.max(b) { a } else { (b - a) / (b.ln() - a.ln()) };
        let mut out = [0.0; 3];
        for ((effect, x), y) in out.iter_mut().zip(before).zip(now) {
            *effect = mean * (y / x).ln();
        }
        return out;
    }
    let mut out = [0.0; 3];
    let nothing = (0..3).find(|n| before.get(*n) == Some(&0.0) || now.get(*n) == Some(&0.0));
    if let Some(effect) = nothing.and_then(|n| out.get_mut(n)) {
        *effect = b - a;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::effects;

    #[test]
    fn the_parts_of_a_change_leave_no_rest() {
        for (before, now) in [
            ([10.0, 0.5, 100.0], [8.0, 0.75, 90.0]),
            ([3.0, 0.1, 1e6], [300.0, 0.9, 10.0]),
            ([5.0, 0.2, 7.0], [5.0, 0.2, 7.0]),
            ([0.0, 0.0, 0.0], [4.0, 0.5, 20.0]),
            ([4.0, 0.5, 20.0], [4.0, 0.0, 0.0]),
        ] {
            let parts = effects(before, now);
            let change: f64 = now.iter().product::<f64>() - before.iter().product::<f64>();
            assert!(
                (parts.iter().sum::<f64>() - change).abs() < 1e-6 * change.abs().max(1.0),
                "{before:?} {now:?} {parts:?}"
            );
        }
        // What did not change did nothing.
        assert!(effects([10.0, 0.5, 100.0], [20.0, 0.5, 100.0])[1].abs() < 1e-9);
        assert_eq!(effects([4.0, 0.5, 20.0], [4.0, 0.0, 0.0]), [0.0, -40.0, 0.0]);
    }
}

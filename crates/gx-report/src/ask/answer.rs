//! An answer: its axes with their keys, and what the rows of each come to.

use std::collections::{BTreeMap, HashMap};

use gx_kernel::object::{FieldType, ObjectKind};
use gx_kernel::{Id, IdKind, Micros};
use gx_people::company::group::Sum;
use gx_people::grouping::{Order, Source};
use gx_people::names::Names;
use gx_people::page;
use gx_record::filtering;
use gx_store::access::Access;
use gx_store::{Result, Store, Tx, Value, settings};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value as Json;

use super::axis::{Axis, Key, Setting};
use super::cohort;
use super::figure::{Grown, Made, Type};
use super::question::{Measure, Question, Unit, wrong};
use super::reach::{Hop, Reach};
use super::run::{Asking, Found, Money};
use super::span::Span;

/// Keys of an axis by how many axes there are: what can be read.
const KEYS: [usize; 4] = [0, 500, 100, 40];
/// The most cells of an answer.
const CELLS: usize = 60_000;

/// Some days, both ends within, as the API tells them.
#[derive(Clone, Debug, Serialize)]
pub struct Days {
    /// The first.
    pub from: String,
    /// The last.
    pub to: String,
}

impl From<Span> for Days {
    fn from(span: Span) -> Self {
        Self { from: span.from.to_string(), to: span.to.to_string() }
    }
}

/// A figure as it was asked for, and how its values read.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerMeasure {
    /// What was asked.
    #[serde(flatten)]
    pub asked: Measure,
    /// How its values read.
    #[serde(rename = "type")]
    pub ty: Type,
}

/// Between which numbers.
#[derive(Clone, Debug, Serialize)]
pub struct AxisRange {
    /// At least this.
    pub from: String,
    /// Less than this.
    pub to: String,
}

/// A value of an axis.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AxisKey {
    /// The value; null for rows without one.
    pub value: Json,
    /// What a record, a colleague, a choice is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The colour of a choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// Between which numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<AxisRange>,
}

/// What rows are parted by.
#[derive(Clone, Debug, Serialize)]
pub struct AxisTold {
    /// The field.
    pub field: String,
    /// Its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// `values`, `dates`, `cycle`, `ranges`, `cohort` or `since`.
    pub of: &'static str,
    /// The type of the field.
    #[serde(rename = "type")]
    pub ty: FieldType,
    /// The object that it is of.
    pub object: ObjectKind,
    /// Its values.
    pub keys: Vec<AxisKey>,
    /// How many there are beyond them.
    pub more: usize,
}

/// What the rows of some keys come to.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// By axis the key; none over all of them.
    pub at: Vec<Option<usize>>,
    /// By measure.
    pub values: Vec<Option<String>>,
    /// The same of the span that it is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Vec<Option<String>>>,
}

/// An answer.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// What rows are parted by.
    pub axes: Vec<AxisTold>,
    /// What is added up.
    pub measures: Vec<AnswerMeasure>,
    /// Those that hold anything; the first is over everything.
    pub cells: Vec<Cell>,
    /// The days that it is about.
    pub span: Option<Days>,
    /// Those that it is compared with.
    pub before: Option<Days>,
    /// Where days begin.
    pub zone: String,
    /// What amounts are reckoned in.
    pub currency: String,
    /// Amounts that are in no sum.
    pub unrated: Vec<Sum>,
    /// When it was made.
    pub at: Micros,
}

/// A question with all that it names: ready to be asked.
pub struct Ready {
    /// The question.
    pub question: Question,
    /// What is within reach.
    pub reach: Reach,
    /// What is added up.
    pub made: Vec<Made>,
    /// Where days begin.
    pub zone: TimeZone,
    /// What that is called.
    pub zone_name: String,
    /// Whether days of filters begin there, too.
    pub same: bool,
    /// Today.
    pub today: Date,
    /// Now.
    pub now: Micros,
    /// What amounts are reckoned in.
    pub currency: String,
    /// The days that it is about.
    pub span: Option<Span>,
    /// The days that it is compared with.
    pub before: Option<Span>,
    /// Whose rows only, by their owner; none is whoever's.
    pub whose: Option<Vec<Id>>,
}

impl Ready {
    /// Understands a question.
    ///
    /// # Errors
    ///
    /// A problem at what cannot be, forbidden where the role hides a field or the object.
    pub fn of(tx: &mut Tx<'_>, store: &Store, access: &Access, question: &Question) -> Result<Self> {
        question.check()?;
        access.need_verb(gx_store::access::Verb::See)?;
        let reach = Reach::of(tx, question.object)?;
        let made = question
            .measures
            .iter()
            .enumerate()
            .map(|(n, measure)| Made::of(&reach, access, n, measure))
            .collect::<Result<_>>()?;
        let here = filtering::zone(tx)?;
        let zone = match question.zone.as_deref() {
            None | Some("") => here.clone(),
            Some(name) => TimeZone::get(name)
                .map_err(|_| wrong("zone", "unknown_zone", format!("there is no zone {name:?}")))?,
        };
        let now = store.now();
        let today = now.timestamp().to_zoned(zone.clone()).date();
        let currency = match question.currency.as_deref() {
            None | Some("") => settings::currency(tx)?,
            Some(code) if code.len() == 3 && code.chars().all(|c| c.is_ascii_uppercase()) => code.to_owned(),
            Some(code) => {
                let message = format!("expected a currency such as CNY, got {code:?}");
                return Err(wrong("currency", "not_a_currency", message).into());
            }
        };
        let span = question.period.as_ref().map(|p| Span::read(&p.range, today)).transpose()?;
        let (same, zone_name) = (zone == here, zone.iana_name().unwrap_or("UTC").to_owned());
        let before = question.compare.zip(span).map(|(compare, span)| span.before(compare));
        Ok(Self {
            question: question.clone(),
            reach,
            made,
            zone,
            zone_name,
            same,
            today,
            now,
            currency,
            span,
            before,
            whose: None,
        })
    }

    /// What asks the database.
    pub fn asking<'a>(&'a self, access: &'a Access) -> Asking<'a> {
        Asking {
            question: &self.question,
            access,
            reach: &self.reach,
            made: &self.made,
            zone: &self.zone,
            now: self.now,
            currency: &self.currency,
            whose: self.whose.as_deref(),
        }
    }

    /// The axes that the question's rows are parted by.
    ///
    /// # Errors
    ///
    /// A problem at `by.N.…`.
    pub fn axes(&self, tx: &mut Tx<'_>, access: &Access) -> Result<Vec<Axis>> {
        let asking = self.asking(access);
        // What is compared with falls into the same units and ranges.
        let both = match (self.span, self.before) {
            (Some(now), Some(then)) => Some(Span::between(now.from.min(then.from), now.to.max(then.to))),
            (span, _) => span,
        };
        let rows = asking.rows(tx, both, Vec::new())?;
        let mut out = Vec::new();
        for (n, dimension) in self.question.by.iter().enumerate() {
            let at = format!("by.{n}");
            let reached = self.reach.field(access, &format!("{at}.field"), &dimension.field)?;
            let from = self.reach.tables(access, &[reached.hop]);
            let source = Source {
                from: &from,
                alias: self.reach.spec.alias,
                condition: &rows.condition,
                params: &rows.params,
            };
            let setting = Setting {
                zone: &self.zone,
                period: self.question.period.as_ref().map(|p| p.field.as_str()).zip(self.span),
                today: self.today,
            };
            out.push(Axis::of(tx, (&at, dimension), reached, source, setting)?);
        }
        Ok(out)
    }
}

/// Answers a question with what the caller may see.
///
/// # Errors
///
/// A problem at what cannot be.
pub fn answer(tx: &mut Tx<'_>, store: &Store, access: &Access, question: &Question) -> Result<Answer> {
    Ready::of(tx, store, access, question)?.answer(tx, access)
}

impl Ready {
    /// What the rows come to that the caller may see.
    ///
    /// # Errors
    ///
    /// A problem at what cannot be.
    pub fn answer(&self, tx: &mut Tx<'_>, access: &Access) -> Result<Answer> {
        if let Some(dimension) = &self.question.cohort {
            return cohort::answer(tx, access, self, dimension);
        }
        let axes = self.axes(tx, access)?;
        let asking = self.asking(access);
        let mut money = Money::of(tx, &asking)?;
        let unshifted = vec![None; axes.len()];
        let now = asking.run(tx, &axes, &unshifted, self.span, &mut money)?;
        let before = match self.before {
            Some(span) => {
                let shifted = shifted(tx, self, &axes, span)?;
                // What has no rate is told of the span itself.
                let mut theirs = Money::of(tx, &asking)?;
                Some((span, asking.run(tx, &axes, &shifted, Some(span), &mut theirs)?))
            }
            None => None,
        };
        let mut told = Telling::new(&axes, self.made.len());
        told.take(now, false);
        let span = before.as_ref().map(|(span, _)| *span);
        if let Some((_, found)) = before {
            told.take(found, true);
        }
        told.answer(tx, access, self, money, span)
    }
}

/// How units of time are cut in the span that is compared with.
fn shifted(tx: &Tx<'_>, ready: &Ready, axes: &[Axis], span: Span) -> Result<Vec<Option<String>>> {
    let by = ready.question.period.as_ref().map(|p| p.field.as_str());
    axes.iter()
        .enumerate()
        .map(|(n, axis)| match by {
            Some(field) if field == axis.reached.key => {
                axis.over(tx.dialect(), &format!("by.{n}.unit"), span, &ready.zone)
            }
            _ => Ok(None),
        })
        .collect()
}

/// The keys of an axis as they are met.
struct Keys {
    keys: Vec<(Option<Key>, Value)>,
    places: HashMap<String, usize>,
    fixed: usize,
}

impl Keys {
    fn new(axis: &Axis) -> Self {
        let mut out = Self { keys: Vec::new(), places: HashMap::new(), fixed: 0 };
        for key in axis.all() {
            out.add(Some(key), Value::Null);
        }
        out.fixed = out.keys.len();
        out
    }

    fn add(&mut self, key: Option<Key>, value: Value) -> usize {
        let text = key.as_ref().map_or_else(|| "null".to_owned(), |k| k.value.to_string());
        *self.places.entry(text).or_insert_with(|| {
            self.keys.push((key, value));
            self.keys.len() - 1
        })
    }

    /// The place of a value. Units of time of another span stand where they do in it.
    fn place(&mut self, axis: &Axis, value: Value, shifted: bool) -> Option<usize> {
        if shifted && let Some(place) = axis.place(&value) {
            return (place < self.fixed).then_some(place);
        }
        let key = axis.key(&value);
        Some(self.add(key, value))
    }
}

type Both = (Option<Vec<Grown>>, Option<Vec<Grown>>);

/// What was found, as it becomes an answer.
struct Telling<'a> {
    axes: &'a [Axis],
    keys: Vec<Keys>,
    cells: BTreeMap<Vec<Option<usize>>, Both>,
    width: usize,
}

impl<'a> Telling<'a> {
    fn new(axes: &'a [Axis], width: usize) -> Self {
        Self { axes, keys: axes.iter().map(Keys::new).collect(), cells: BTreeMap::new(), width }
    }

    fn take(&mut self, found: Vec<Found>, before: bool) {
        for Found { by, grown } in found {
            let mut at = Vec::with_capacity(by.len());
            for ((axis, keys), value) in self.axes.iter().zip(&mut self.keys).zip(by) {
                let place = match value {
                    None => Some(None),
                    Some(value) => keys.place(axis, value, before).map(Some),
                };
                at.extend(place);
            }
            if at.len() < self.axes.len() {
                continue;
            }
            // Two values of the database may be one key.
            let (now, then) = self.cells.entry(at).or_default();
            let held = if before { then } else { now };
            match held {
                Some(held) => held.iter_mut().zip(&grown).for_each(|(held, more)| held.join(more)),
                None => *held = Some(grown),
            }
        }
    }

    /// The order of an axis's keys, and those that are told.
    fn order(&self, n: usize, axis: &Axis, keys: &Keys) -> Vec<usize> {
        let mut order: Vec<usize> = (0..keys.keys.len()).collect();
        let size = |key: usize| {
            let at: Vec<Option<usize>> = (0..self.axes.len()).map(|m| (m == n).then_some(key)).collect();
            let both = self.cells.get(&at);
            both.and_then(|(now, then)| now.as_ref().or(then.as_ref())?.first())
                .map(Grown::size)
                .unwrap_or_default()
        };
        let options = &axis.reached.field.options;
        let text = |key: usize| match keys.keys.get(key) {
            Some((Some(key), _)) => match &key.range {
                Some((from, _)) => from.clone(),
                None => key.value.as_str().map_or_else(|| key.value.to_string(), str::to_owned),
            },
            _ => String::new(),
        };
        let has = |key: &usize| keys.keys.get(*key).is_none_or(|(key, _)| key.is_none());
        if !options.is_empty() && axis.reached.field.ty == FieldType::Choice {
            order.sort_by_cached_key(|key| {
                let text = text(*key);
                (has(key), options.iter().position(|o| o.id == text).unwrap_or(usize::MAX))
            });
        } else if axis.order() == Order::Size {
            order.sort_by_cached_key(|key| (std::cmp::Reverse(size(*key)), has(key), text(*key)));
        } else if keys.fixed == 0 {
            let number = |key: usize| text(key).parse::<Decimal>().unwrap_or_default();
            order.sort_by_cached_key(|key| (has(key), number(*key), text(*key)));
        }
        // The last of them are those that would not be read; never the rows without a value alone.
        let most = if keys.fixed > 0 { usize::MAX } else { KEYS.get(self.axes.len()).copied().unwrap_or(40) };
        order.truncate(most);
        order
    }

    fn answer(
        self,
        tx: &mut Tx<'_>,
        access: &Access,
        ready: &Ready,
        money: Money,
        before: Option<Span>,
    ) -> Result<Answer> {
        let orders: Vec<Vec<usize>> = self
            .axes
            .iter()
            .zip(&self.keys)
            .enumerate()
            .map(|(n, (axis, keys))| self.order(n, axis, keys))
            .collect();
        let mut axes = Vec::new();
        for ((axis, keys), order) in self.axes.iter().zip(&self.keys).zip(&orders) {
            let mut told = Vec::new();
            for (key, _) in order.iter().filter_map(|place| keys.keys.get(*place)) {
                told.push(named(tx, access, axis, key.as_ref())?);
            }
            axes.push(AxisTold {
                field: axis.reached.key.clone(),
                unit: axis.unit,
                of: axis.kind(),
                ty: axis.reached.field.ty,
                object: axis.reached.object,
                keys: told,
                more: keys.keys.len() - order.len(),
            });
        }
        let places: Vec<HashMap<usize, usize>> = orders
            .iter()
            .map(|order| order.iter().enumerate().map(|(to, from)| (*from, to)).collect())
            .collect();
        let width = self.width;
        let none = vec![Grown::default(); width];
        let mut found = self.cells;
        // What everything comes to is told where there is nothing, too.
        found.entry(vec![None; self.axes.len()]).or_default();
        let mut cells = Vec::new();
        for (at, (now, then)) in found {
            let moved: Option<Vec<Option<usize>>> = at
                .iter()
                .zip(&places)
                .map(|(place, places)| match place {
                    None => Some(None),
                    Some(place) => places.get(place).map(|to| Some(*to)),
                })
                .collect();
            let Some(at) = moved else { continue };
            let told = |grown: &[Grown]| ready.made.iter().zip(grown).map(|(m, g)| m.told(g)).collect();
            cells.push(Cell {
                at,
                values: told(now.as_deref().unwrap_or(&none)),
                before: before.map(|_| told(then.as_deref().unwrap_or(&none))),
            });
            if cells.len() > CELLS {
                let message =
                    format!("more than {CELLS} figures: part the rows by less, or by longer units of time");
                return Err(wrong("by", "too_many", message).into());
            }
        }
        cells.sort_by(|a, b| a.at.cmp(&b.at));
        Ok(ready.told(axes, cells, before, money))
    }
}

impl Ready {
    /// An answer from its parts.
    pub fn told(&self, axes: Vec<AxisTold>, cells: Vec<Cell>, before: Option<Span>, money: Money) -> Answer {
        let unrated = money.missed().into_iter().filter(|(_, sum)| !sum.is_zero());
        Answer {
            axes,
            measures: self.made.iter().map(|m| AnswerMeasure { asked: m.asked.clone(), ty: m.ty }).collect(),
            cells,
            span: self.span.map(Days::from),
            before: before.map(Days::from),
            zone: self.zone_name.clone(),
            currency: self.currency.clone(),
            unrated: unrated
                .map(|(currency, total)| Sum { currency, total: total.normalize().to_string() })
                .collect(),
            at: self.now,
        }
    }
}

/// A key with what it is called.
fn named(tx: &mut Tx<'_>, access: &Access, axis: &Axis, key: Option<&Key>) -> Result<AxisKey> {
    let Some(key) = key else { return Ok(AxisKey::default()) };
    let mut told = AxisKey {
        value: key.value.clone(),
        range: key.range.clone().map(|(from, to)| AxisRange { from, to }),
        ..AxisKey::default()
    };
    let Some(text) = key.value.as_str() else { return Ok(told) };
    let field = &axis.reached.field;
    if let Some(option) = field.options.iter().find(|o| o.id == text) {
        told.label = Some(option.label.clone());
        told.color = Some(option.color.clone());
        return Ok(told);
    }
    told.label = match (axis.reached.hop, field.ty) {
        (Hop::Team | Hop::PersonTeam, _) => None,
        (_, FieldType::User) => match Id::read(IdKind::User, text) {
            Some(id) => Some(Names::default().user(tx, id)?.name).filter(|name| !name.is_empty()),
            None => None,
        },
        (_, FieldType::Link) => page::linked(tx, access, text)?,
        _ => None,
    };
    Ok(told)
}

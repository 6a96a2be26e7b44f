//! The one query behind an answer: rows under the caller's rights, parted and added up.

use std::collections::HashMap;

use gx_kernel::object::{FieldType, ObjectKind};
use gx_kernel::{Id, Micros};
use gx_people::company::group::Sum;
use gx_people::grouping;
use gx_record::filtering;
use gx_record::list::Clause;
use gx_sales::rates::Rates;
use gx_store::access::Access;
use gx_store::cube::{Cube, Figure, Part};
use gx_store::{Result, Tx, Value, settings};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::axis::{Axis, within};
use super::figure::{Grown, Made, Type};
use super::question::{Question, wrong};
use super::reach::{Hop, Reach};
use super::span::{Span, start};

/// Days from which on a span holds most of what there is.
const WIDE: i32 = 180;

/// The most parts of one query.
const MOST: usize = 100_000;

/// What some rows come to.
#[derive(Debug)]
pub struct Found {
    /// By axis the value; none over all of them.
    pub by: Vec<Option<Value>>,
    /// By measure.
    pub grown: Vec<Grown>,
}

/// Everything a query is made of.
pub struct Asking<'a> {
    /// The question.
    pub question: &'a Question,
    /// The caller.
    pub access: &'a Access,
    /// What is within reach.
    pub reach: &'a Reach,
    /// What is added up.
    pub made: &'a [Made],
    /// Where days begin.
    pub zone: &'a TimeZone,
    /// Now.
    pub now: Micros,
    /// What amounts are reckoned in.
    pub currency: &'a str,
    /// Whose rows only, by their owner; none is whoever's.
    pub whose: Option<&'a [Id]>,
}

/// The condition of a question's rows, its parameters behind those that are there.
pub struct Rows {
    /// The condition.
    pub condition: String,
    /// The parameters.
    pub params: Vec<Value>,
}

impl Asking<'_> {
    fn alias(&self) -> &'static str {
        self.reach.spec.alias
    }

    /// The condition of a filter alone.
    ///
    /// # Errors
    ///
    /// A problem at `at` where it cannot be read.
    pub fn filter(&self, tx: &mut Tx<'_>, at: &str, text: &str, params: &mut Vec<Value>) -> Result<Clause> {
        let mut clause = Clause { params: std::mem::take(params), ..Clause::default() };
        let pushed =
            filtering::push(tx, &mut clause, self.reach.object, text, self.access, self.alias(), self.now);
        *params = std::mem::take(&mut clause.params);
        match pushed {
            Err(gx_store::StoreError::Problem(p)) if p.code == "filter" && at != "filter" => {
                Err(wrong(at, "filter", p.message.clone()).into())
            }
            Err(e) => Err(e),
            Ok(()) => Ok(clause),
        }
    }

    /// The condition of the rows of a span, under the caller's rights.
    ///
    /// # Errors
    ///
    /// As [`Self::filter`]; a problem at `period.field`.
    pub fn rows(&self, tx: &mut Tx<'_>, span: Option<Span>, mut params: Vec<Value>) -> Result<Rows> {
        let clause = self.filter(tx, "filter", &self.question.filter, &mut params)?;
        let spec = &self.reach.spec;
        let see = if self.is_wide(span) {
            self.access.sweeping().see(self.reach.object, spec.alias)
        } else {
            self.access.see(self.reach.object, spec.alias)
        };
        let mut condition = format!("{} AND {see}", spec.base);
        if !clause.leading().is_empty() {
            condition.push_str(&format!(" AND ({})", clause.leading()));
        }
        if let Some(whose) = self.whose {
            condition.push_str(&format!(" AND {}", self.owned(whose)));
        }
        if let (Some(period), Some(span)) = (&self.question.period, span) {
            let reached = self.reach.field(self.access, "period.field", &period.field)?;
            let dated = matches!(reached.field.ty, FieldType::Date | FieldType::DateTime);
            if reached.hop != Hop::Own || !dated {
                return Err(wrong(
                    "period.field",
                    "no_date",
                    format!("{:?} is no day of the record", period.field),
                )
                .into());
            }
            let at = grouping::ordered(tx.dialect(), reached.alias, &reached.field);
            let (from, until) = (
                grouping::edge(&reached.field, span.from, self.zone),
                grouping::edge(&reached.field, span.to.saturating_add(jiff::Span::new().days(1)), self.zone),
            );
            condition.push_str(&format!(" AND {at} >= {from} AND {at} < {until}"));
        }
        Ok(Rows { condition, params })
    }

    /// Whether so many rows are asked that all whom the caller sees are sooner looked up at once than one by one: a span of
    /// days walks an index to few of them, and the rows of some colleagues are seen by their owner.
    fn is_wide(&self, span: Option<Span>) -> bool {
        let long = |span: Span| span.from.until(span.to).map_or(0, |s| s.get_days()) >= WIDE;
        self.whose.is_none() && (self.question.period.is_none() || span.is_none_or(long))
    }

    /// That a row is one of these colleagues: by its owner, or by that of its person.
    fn owned(&self, whose: &[Id]) -> String {
        let ids: Vec<String> = whose.iter().map(|id| id.0.to_string()).collect();
        let a = self.alias();
        match (ids.is_empty(), self.reach.object) {
            (true, _) => "1 = 0".to_owned(),
            (_, ObjectKind::Order | ObjectKind::Interaction) => format!(
                "EXISTS (SELECT 1 FROM person wn JOIN person wp ON wp.id = wn.canonical_id WHERE wn.id = {a}.person_id AND wp.owner IN ({}))",
                ids.join(",")
            ),
            _ => format!("{a}.owner IN ({})", ids.join(",")),
        }
    }

    /// What rows of a span come to, by the axes and over each of them; `shifted` is how units of time are cut there.
    ///
    /// # Errors
    ///
    /// A problem at `by` where they are too many parts.
    pub fn run(
        &self,
        tx: &mut Tx<'_>,
        axes: &[Axis],
        shifted: &[Option<String>],
        span: Option<Span>,
        money: &mut Money,
    ) -> Result<Vec<Found>> {
        let (mut out, mut places): (Vec<Found>, HashMap<String, usize>) = (Vec::new(), HashMap::new());
        let each: Vec<usize> = (0..axes.len()).filter(|n| axes.get(*n).is_some_and(Axis::is_each)).collect();
        if each.len() > 1 {
            let message = "rows can be parted by one field of several values only";
            return Err(wrong("by", "several", message).into());
        }
        // Over all of a field of several values a row counts once: that is asked without the field.
        for with_each in [true, false].into_iter().filter(|with| *with || !each.is_empty()) {
            let used: Vec<usize> = (0..axes.len()).filter(|n| with_each || !each.contains(n)).collect();
            let of: [Vec<usize>; 2] = [false, true].map(|amounts| {
                (0..self.made.len())
                    .filter(|n| self.made.get(*n).is_some_and(|m| (m.ty == Type::Money) == amounts))
                    .collect()
            });
            for (amounts, made) in [false, true].into_iter().zip(&of) {
                if made.is_empty() {
                    continue;
                }
                let parts = self.parts(tx, (axes, &used, shifted), made, span, amounts.then_some(&*money))?;
                for part in parts {
                    let mut by: Vec<Option<Value>> = vec![None; axes.len()];
                    for (n, value) in used.iter().zip(part.by) {
                        if let Some(place) = by.get_mut(*n) {
                            *place = value;
                        }
                    }
                    if with_each && each.iter().any(|n| by.get(*n).is_none_or(Option::is_none)) {
                        continue;
                    }
                    let whole = by.iter().all(Option::is_none);
                    let rate = if amounts { money.rate(&part.apart) } else { Some(Decimal::ONE) };
                    let place = *places.entry(format!("{by:?}")).or_insert_with(|| {
                        out.push(Found { by, grown: vec![Grown::default(); self.made.len()] });
                        out.len() - 1
                    });
                    let Some(found) = out.get_mut(place) else { continue };
                    let mut values = part.figures.as_slice();
                    for (at, one) in made.iter().filter_map(|n| Some((*n, self.made.get(*n)?))) {
                        let (mine, rest) = values.split_at(one.width().min(values.len()));
                        values = rest;
                        let Some(grown) = found.grown.get_mut(at) else { continue };
                        match rate {
                            Some(rate) => grown.take(one, mine, rate),
                            // Told once, by the first of the figures.
                            None if whole && Some(&at) == made.first() => money.miss(one, mine, &part.apart),
                            None => {}
                        }
                    }
                }
            }
        }
        Ok(out)
    }

    /// The parts of some measures; amounts are kept apart by currency and by what it was worth.
    fn parts(
        &self,
        tx: &mut Tx<'_>,
        (axes, used, shifted): (&[Axis], &[usize], &[Option<String>]),
        made: &[usize],
        span: Option<Span>,
        money: Option<&Money>,
    ) -> Result<Vec<Part>> {
        let dialect = tx.dialect();
        let mut params = Vec::new();
        let mut asked: Vec<(&Made, Option<String>)> = Vec::new();
        let mut hops: Vec<Hop> = Vec::new();
        for (n, one) in made.iter().filter_map(|n| Some((*n, self.made.get(*n)?))) {
            hops.extend(one.reached.iter().map(|r| r.hop));
            let passes = match one.asked.filter.trim() {
                "" => None,
                text => {
                    let at = format!("measures.{n}.filter");
                    Some(self.filter(tx, &at, text, &mut params)?.sql)
                }
            };
            asked.push((one, passes));
        }
        let rows = self.rows(tx, span, params)?;
        let used: Vec<(usize, &Axis)> = used.iter().filter_map(|n| Some((*n, axes.get(*n)?))).collect();
        hops.extend(used.iter().map(|(_, axis)| axis.reached.hop));
        let joins: String = used.iter().map(|(_, axis)| axis.join(dialect)).collect();
        let lined = hops.contains(&Hop::Line).then_some(self.reach.spec.alias);
        let figures: Vec<Figure> =
            asked.iter().flat_map(|(one, passes)| one.figures(dialect, passes.as_deref(), lined)).collect();
        let from = format!("{}{joins}", self.reach.tables(dialect, self.access, &hops));
        let by: Vec<String> = used
            .iter()
            .map(|(n, axis)| shifted.get(*n).cloned().flatten().unwrap_or_else(|| axis.sql.clone()))
            .collect();
        let cube = Cube {
            from: &from,
            condition: &rows.condition,
            params: &rows.params,
            apart: money.map_or(&[], |money| money.apart.as_slice()),
            by: &by,
            figures: &figures,
            most: MOST,
        };
        let message = format!("more than {MOST} parts: part the rows by less, or by longer units of time");
        Ok(tx.cube(&cube)?.ok_or_else(|| wrong("by", "too_many", message))?)
    }
}

/// How amounts of several currencies become one.
pub struct Money {
    /// What parts amounts: their currency, and since which day it has been worth what it was.
    apart: Vec<String>,
    days: Vec<Date>,
    rates: Rates,
    base: String,
    target: String,
    missed: Vec<(String, Decimal)>,
}

impl Money {
    /// How the amounts of an object are reckoned in a currency: each by the rate of its day.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn of(tx: &mut Tx<'_>, asking: &Asking<'_>) -> Result<Self> {
        let mut days: Vec<Date> = tx
            .query("SELECT DISTINCT day FROM rate ORDER BY day", &[])?
            .iter()
            .filter_map(|r| r.text(0).ok()?.parse().ok())
            .collect();
        days.dedup();
        let a = asking.alias();
        let now = asking.now.0;
        let day = match asking.reach.object {
            ObjectKind::Deal => format!("COALESCE({a}.closed_at, {now})"),
            ObjectKind::Order => format!("{a}.placed_at"),
            ObjectKind::Interaction => format!("{a}.occurred_at"),
            ObjectKind::Lead => format!("{a}.created_at"),
            _ => now.to_string(),
        };
        // Below the first and above the last nothing is compared.
        let mut edges = vec!["0".to_owned()];
        edges.extend(days.iter().map(|d| start(*d, asking.zone).0.to_string()));
        edges.push("0".to_owned());
        let base = settings::currency(tx)?;
        let since = if days.is_empty() { "0".to_owned() } else { within(&day, &edges) };
        // What needs no rate is not parted by the days on which rates changed.
        let own: String = base.chars().filter(char::is_ascii_alphanumeric).collect();
        let since = if base == asking.currency {
            format!("CASE WHEN {a}.currency IS NULL OR {a}.currency = '{own}' THEN 0 ELSE {since} END")
        } else {
            since
        };
        Ok(Self {
            apart: vec![format!("COALESCE({a}.currency, '')"), since],
            days,
            rates: Rates::load(tx, &base)?,
            base,
            target: asking.currency.to_owned(),
            missed: Vec::new(),
        })
    }

    /// What one of a part's currency was worth.
    fn rate(&mut self, apart: &[Value]) -> Option<Decimal> {
        let (Some(Value::Text(currency)), Some(Value::Int(since))) = (apart.first(), apart.get(1)) else {
            return Some(Decimal::ONE);
        };
        // An amount that came without a currency is one of the workspace's own.
        let currency = if currency.is_empty() { &self.base } else { currency };
        if *currency == self.target {
            return Some(Decimal::ONE);
        }
        let day = usize::try_from(*since - 1).ok().and_then(|n| self.days.get(n));
        let day = day.map_or_else(|| "0000-01-01".to_owned(), Date::to_string);
        let target = self.rates.on(&self.target, &day)?;
        let rate = self.rates.on(currency, &day)?;
        (!target.is_zero()).then(|| rate / target)
    }

    fn miss(&mut self, made: &Made, values: &[Value], apart: &[Value]) {
        let mut grown = Grown::default();
        grown.take(made, values, Decimal::ONE);
        let Some(Value::Text(currency)) = apart.first() else { return };
        match self.missed.iter_mut().find(|(known, _)| known == currency) {
            Some((_, sum)) => *sum += grown.sum(),
            None => self.missed.push((currency.clone(), grown.sum())),
        }
    }

    /// The amounts that are in no sum, by currency.
    pub fn missed(mut self) -> Vec<Sum> {
        self.missed.sort();
        let some = self.missed.into_iter().filter(|(_, sum)| !sum.is_zero());
        some.map(|(currency, total)| Sum { currency, total: total.normalize().to_string() }).collect()
    }
}

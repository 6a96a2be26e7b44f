//! A question made ready, and answered.

use gx_kernel::{Id, Micros};
use gx_people::company::group::Sum;
use gx_people::grouping::Source;
use gx_record::filtering;
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, Tx, settings};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::axis::{Axis, Setting};
use super::cohort;
use super::figure::Made;
use super::question::{Question, wrong};
use super::reach::{Hop, Reach};
use super::run::{Asking, Money};
use super::span::Span;
use super::telling::Telling;
use super::told::{Answer, AnswerMeasure, AxisTold, Cell, Days};

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
        access.need_verb(Verb::See)?;
        let reach = Reach::of(tx, question.object)?;
        let made: Vec<Made> = question
            .measures
            .iter()
            .enumerate()
            .map(|(n, measure)| Made::of(&reach, access, n, measure))
            .collect::<Result<_>>()?;
        suits_lines(&reach, access, question, &made)?;
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
            let from = self.reach.tables(tx.dialect(), access, &[reached.hop]);
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

/// Refuses what would count a record once for each of its lines.
fn suits_lines(reach: &Reach, access: &Access, question: &Question, made: &[Made]) -> Result<()> {
    let by_line =
        question.by.iter().any(|by| reach.field(access, "by", &by.field).is_ok_and(|r| r.hop == Hop::Line));
    let lined = by_line || made.iter().any(Made::is_of_line);
    for (n, one) in made.iter().enumerate() {
        if question.cohort.is_some() && one.is_of_line() {
            return Err(
                wrong(format!("measures.{n}.field"), "not_measured", "products have no cohorts").into()
            );
        }
        if lined && !one.suits_lines() {
            let message = "beside products, ask what they come to, or how many records there are";
            return Err(wrong(format!("measures.{n}.of"), "lines", message).into());
        }
    }
    Ok(())
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
    /// Refuses what cannot be asked, without asking it: filters, the period, what rows are parted by.
    ///
    /// # Errors
    ///
    /// A problem at the part at fault.
    pub fn check(&self, tx: &mut Tx<'_>, access: &Access) -> Result<()> {
        let asking = self.asking(access);
        asking.rows(tx, self.span, Vec::new())?;
        for (n, measure) in self.question.measures.iter().enumerate() {
            asking.filter(tx, &format!("measures.{n}.filter"), measure.filter.trim(), &mut Vec::new())?;
        }
        for (n, dimension) in self.question.by.iter().enumerate() {
            let at = format!("by.{n}");
            let reached = self.reach.field(access, &format!("{at}.field"), &dimension.field)?;
            Axis::check(&at, dimension, &reached)?;
        }
        if let Some(dimension) = &self.question.cohort {
            self.reach.field(access, "cohort.field", &dimension.field)?;
        }
        Ok(())
    }

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

impl Ready {
    /// An answer from its parts.
    pub fn told(
        &self,
        axes: Vec<AxisTold>,
        cells: Vec<Cell>,
        before: Option<Span>,
        unrated: Vec<Sum>,
    ) -> Answer {
        Answer {
            axes,
            measures: self
                .made
                .iter()
                .map(|m| AnswerMeasure {
                    asked: m.asked.clone(),
                    ty: m.ty,
                    label: m.reached.as_ref().and_then(|r| r.field.label.clone()),
                })
                .collect(),
            cells,
            span: self.span.map(Days::from),
            before: before.map(Days::from),
            zone: self.zone_name.clone(),
            currency: self.currency.clone(),
            unrated,
            at: self.now,
        }
    }
}

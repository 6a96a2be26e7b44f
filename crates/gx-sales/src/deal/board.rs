//! The columns of a pipeline: what stands in each, counted without reading a deal, and the first cards.

use std::collections::BTreeMap;

use gx_kernel::filter::{Test, Value as Word};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Micros, Problem};
use gx_people::listing::Listing;
use gx_people::own::{self, list::Query};
use gx_store::access::{Access, Verb};
use gx_store::{Dialect, Result, Row, Store, Tx, settings};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde::Serialize;

use super::list::{self, DealRow, end_of_day};
use crate::pipeline::{self, Kind, Stage, StageInfo};
use crate::rates::{Rates, Sums};

/// Days for which a column shows what was closed.
pub const CLOSED_DAYS: i64 = 90;

/// How many deals stand how.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Clocks {
    overdue: i64,
    today: i64,
    planned: i64,
    none: i64,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    stage: StageInfo,
    count: i64,
    total: String,
    weighted: String,
    clock: Clocks,
    rows: Vec<DealRow>,
    filter: String,
    next: Option<String>,
}

/// The board.
#[derive(Clone, Debug, Serialize)]
pub struct Board {
    pipeline: PipelineInfo,
    currency: String,
    columns: Vec<Column>,
    unrated: Vec<String>,
}

impl Board {
    /// How many deals it shows.
    pub fn cards(&self) -> usize {
        self.columns.iter().map(|c| c.rows.len()).sum()
    }
}

/// A pipeline as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct PipelineInfo {
    id: String,
    name: String,
    stages: Vec<StageInfo>,
    open: i64,
}

/// Pipelines with how many open deals of each the caller sees.
pub fn pipelines(tx: &mut Tx<'_>, access: &Access) -> Result<Vec<PipelineInfo>> {
    let sql = format!(
        "SELECT d.pipeline, COUNT(*) FROM deal d WHERE d.deleted_at IS NULL AND d.closed_at IS NULL AND {} GROUP BY d.pipeline",
        access.see(ObjectKind::Deal, "d")
    );
    let mut open: BTreeMap<String, i64> = BTreeMap::new();
    for r in tx.query(&sql, &[])? {
        open.insert(r.string(0)?, r.int(1)?);
    }
    Ok(pipeline::load(tx)?
        .into_iter()
        .map(|p| PipelineInfo {
            open: open.get(&p.shown()).copied().unwrap_or_default(),
            id: p.shown(),
            stages: p.stages.iter().map(Stage::told).collect(),
            name: p.name,
        })
        .collect())
}

/// What a board asks for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The pipeline; the first, where none is said.
    pub pipeline: Option<String>,
    /// A filter over deals.
    pub filter: String,
    /// Search words.
    pub q: String,
    /// The order of cards; what is to be done first, where none is said.
    pub sort: String,
    /// Cards of a column.
    pub each: usize,
}

/// What one stage's deals come to.
#[derive(Default)]
struct Counted {
    count: i64,
    total: Decimal,
    weighted: Decimal,
    clock: Clocks,
}

impl Counted {
    /// Adds deals of one currency: how many, what they come to and weighted stand from the third column on.
    fn add(&mut self, r: &Row, rates: &mut Rates, hidden: bool, day: &str) -> Result<()> {
        self.count += r.int(2)?;
        if !hidden {
            let mut sums = Sums::default();
            sums.add(r.text(1)?, r.opt_int(3)?, r.opt_real(4)?);
            let (total, weighted) = sums.told(rates, day);
            self.total += total;
            self.weighted += weighted;
        }
        Ok(())
    }
}

/// The months from a day to another: the last day of each, and when it ends.
fn months(from: Date, until: Date, zone: &TimeZone) -> Vec<(Date, Micros)> {
    let mut out = Vec::new();
    let mut day = from;
    while day <= until {
        let (last, Ok(next)) = (day.last_of_month(), day.last_of_month().tomorrow()) else { break };
        let end =
            next.to_zoned(zone.clone()).map_or(Micros(i64::MAX), |t| Micros(t.timestamp().as_microsecond()));
        out.push((last, end));
        day = next;
    }
    out
}

/// A sum of integers on PostgreSQL is of a wider type.
pub(crate) fn sum(dialect: Dialect, of: &str) -> String {
    match dialect {
        Dialect::Sqlite => format!("SUM({of})"),
        Dialect::Postgres => format!("CAST(SUM({of}) AS BIGINT)"),
    }
}

/// The filter of a column: its stage, and of what is closed no more than is shown.
fn filter_of(list: &Listing, stage: &Stage, since: &str) -> String {
    let part = list.part("stage", Test::Is(Word::Text(stage.shown())));
    if stage.kind == Kind::Open { part } else { format!("({part}) and closed_at >= {since}") }
}

/// The board of a pipeline.
///
/// # Errors
///
/// `no_pipeline`; what is wrong with the filter.
pub fn load(tx: &mut Tx<'_>, store: &Store, access: &Access, asked: &Asked) -> Result<Board> {
    let now = store.now();
    let of = pipeline::meant(tx, asked.pipeline.as_deref())?;
    let list = Listing::of(tx, store, access, ObjectKind::Deal, (&asked.filter, &asked.q))?;
    let zone = gx_record::filtering::zone(tx)?;
    let day_ends = end_of_day(now, &zone);
    let since_day = now.plus(-CLOSED_DAYS * Micros::DAY).timestamp().to_zoned(zone.clone()).date();
    let since = since_day.to_zoned(zone.clone()).map_or(now, |t| Micros(t.timestamp().as_microsecond()));
    let hidden = access.hides_of(ObjectKind::Deal, "amount");
    let dialect = tx.dialect();
    let (condition, params) = list.condition();
    let case = |when: &str| sum(dialect, &format!("CASE WHEN {when} THEN 1 ELSE 0 END"));
    let sums = format!(
        "COUNT(*), {}, CAST(SUM(d.amount * d.probability / 100.0) AS {})",
        sum(dialect, "d.amount"),
        if dialect == Dialect::Sqlite { "REAL" } else { "DOUBLE PRECISION" },
    );
    let params = params.to_vec();
    let currency = settings::currency(tx)?;
    let mut rates = Rates::load(tx, &currency)?;
    let today = now.timestamp().to_zoned(zone.clone()).date();
    let mut counted: BTreeMap<String, Counted> = BTreeMap::new();
    let sql = format!(
        "SELECT d.stage, d.currency, {sums}, {}, {}, {} FROM deal d \
         WHERE {condition} AND d.pipeline = '{}' AND d.closed_at IS NULL GROUP BY d.stage, d.currency",
        case(&format!("d.next_at < {}", now.0)),
        case(&format!("d.next_at >= {} AND d.next_at < {}", now.0, day_ends.0)),
        case("d.next_at IS NULL"),
        of.shown(),
    );
    for r in tx.query(&sql, &params)? {
        let (count, overdue, due, none) = (r.int(2)?, r.int(5)?, r.int(6)?, r.int(7)?);
        let one = counted.entry(r.string(0)?).or_default();
        one.clock.overdue += overdue;
        one.clock.today += due;
        one.clock.none += none;
        one.clock.planned += count - overdue - due - none;
        one.add(&r, &mut rates, hidden, &today.to_string())?;
    }
    // What is closed is told by the rate of the last day of its month, as in a forecast.
    let months = months(since_day, today, &zone);
    let cases: String = months
        .iter()
        .enumerate()
        .map(|(n, (_, end))| format!(" WHEN d.closed_at < {} THEN {n}", end.0))
        .collect();
    let sql = format!(
        "SELECT d.stage, d.currency, {sums}, CASE{cases} ELSE {} END AS m FROM deal d \
         WHERE {condition} AND d.state IN ('won', 'lost') AND d.pipeline = '{}' AND d.closed_at >= {} GROUP BY d.stage, d.currency, m",
        months.len(),
        of.shown(),
        since.0,
    );
    for r in tx.query(&sql, &params)? {
        let day = usize::try_from(r.int(5)?).ok().and_then(|n| months.get(n)).map_or(today, |(day, _)| *day);
        let one = counted.entry(r.string(0)?).or_default();
        one.add(&r, &mut rates, hidden, &day.min(today).to_string())?;
    }
    let mut columns = Vec::new();
    for stage in &of.stages {
        let one = counted.remove(&stage.shown()).unwrap_or_default();
        let (total, weighted) = (one.total, one.weighted);
        let filter = filter_of(&list, stage, &since_day.to_string());
        let (rows, next) = if one.count == 0 || asked.each == 0 {
            (Vec::new(), None)
        } else {
            let sort = match (asked.sort.as_str(), stage.kind) {
                ("", Kind::Open) => "next_at",
                ("", _) => "-closed_at",
                (sort, _) => sort,
            };
            let query = Query {
                filter: filter.clone(),
                q: asked.q.clone(),
                sort: sort.to_owned(),
                limit: asked.each,
                cursor: None,
            };
            cards(tx, store, access, &query)?
        };
        // What is won or lost is certain: there is nothing to be weighed.
        let weighted = if stage.kind == Kind::Open { weighted } else { total };
        columns.push(Column {
            stage: stage.told(),
            count: one.count,
            total: text(total),
            weighted: text(weighted),
            clock: one.clock,
            rows,
            filter,
            next,
        });
    }
    let open = columns.iter().filter(|c| c.stage.is_open()).map(|c| c.count).sum();
    let stages = of.stages.iter().map(Stage::told).collect();
    Ok(Board {
        pipeline: PipelineInfo { id: of.shown(), name: of.name, stages, open },
        currency,
        columns,
        unrated: rates.missing(),
    })
}

/// Decimal text, without what is less than a hundredth.
pub(crate) fn text(amount: Decimal) -> String {
    amount.round_dp(2).normalize().to_string()
}

/// One page of cards.
fn cards(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    query: &Query,
) -> Result<(Vec<DealRow>, Option<String>)> {
    let (found, next) = own::list::first(tx, store, access, (ObjectKind::Deal, Verb::See), query)?;
    Ok((list::rows(tx, access, store.now(), &found)?, next))
}

/// A page of a list of deals.
pub fn page(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    query: &Query,
) -> Result<gx_people::people::Page<DealRow>> {
    let what = (ObjectKind::Deal, Verb::See);
    let found = own::list::page(tx, store, access, what, query, |_, r| Ok(r.clone()))?;
    let rows = list::rows(tx, access, store.now(), &found.rows)?;
    Ok(gx_people::people::Page {
        rows,
        next: found.next,
        total: found.total,
        total_at_least: found.total_at_least,
    })
}

/// Refuses a number of cards that no screen shows.
pub fn each(wish: Option<usize>) -> Result<usize> {
    let each = wish.unwrap_or(30);
    if each > 100 {
        return Err(Problem::field("each", "out_of_range", "at most 100 cards of a column").into());
    }
    Ok(each)
}

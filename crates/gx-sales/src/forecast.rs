//! What a period brings: won, still open and weighted by the chance, lost; against its targets, by colleague and month.

use std::collections::{BTreeMap, BTreeSet};

use gx_kernel::filter::{FieldPath, Filter, Test, Value as Word, parse, print};
use gx_kernel::money::from_scaled;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_people::listing::Listing;
use gx_people::names::{Named, Names};
use gx_record::filtering;
use gx_store::access::Access;
use gx_store::{Dialect, Result, Row, Store, Tx, settings};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::deal::board::{sum, text};
use crate::pipeline;
use crate::rates::{Rates, Sums};
use crate::target::{self, Period};

/// How many, what they come to, and the filter that finds them.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    count: i64,
    total: String,
    filter: String,
}

/// What a colleague brings.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    owner: Option<Named>,
    target: Option<String>,
    won: Told,
    open: Told,
    weighted: String,
}

/// What a month brings.
#[derive(Clone, Debug, Serialize)]
pub struct Month {
    month: String,
    won: Told,
    open: Told,
    weighted: String,
}

/// The forecast.
#[derive(Clone, Debug, Serialize)]
pub struct Forecast {
    period: String,
    from: String,
    until: String,
    passed: f64,
    currency: String,
    target: Option<String>,
    won: Told,
    open: Told,
    weighted: String,
    lost: Told,
    win_rate: Option<f64>,
    cycle_days: Option<f64>,
    owners: Vec<Part>,
    months: Vec<Month>,
    unrated: Vec<String>,
}

/// What a forecast asks for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The pipeline; all, where none is said.
    pub pipeline: Option<String>,
    /// The period; the quarter at hand, where none is said.
    pub period: String,
    /// A filter over deals.
    pub filter: String,
    /// Search words.
    pub q: String,
}

/// What is counted of some deals.
#[derive(Clone, Debug, Default)]
struct Count {
    count: i64,
    total: Decimal,
    weighted: Decimal,
}

impl Count {
    fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.total += other.total;
        self.weighted += other.weighted;
    }

    fn told(&self, filter: String) -> Told {
        Told { count: self.count, total: text(self.total), filter }
    }
}

/// Counts by owner and month.
type Counts = BTreeMap<(Option<Id>, usize), Count>;

/// The words of the filters of one forecast.
struct Words {
    base: Option<Filter>,
    known: gx_kernel::filter::Catalogue,
}

impl Words {
    /// The filter that finds what these words and some more find.
    fn of(&self, more: &str) -> String {
        match (parse(more, &self.known), &self.base) {
            (Ok(filter), Some(base)) => print(&base.clone().and(filter).tidy()),
            _ => more.to_owned(),
        }
    }
}

fn instant(day: Date, zone: &TimeZone) -> Micros {
    day.to_zoned(zone.clone()).map_or(Micros(0), |t| Micros(t.timestamp().as_microsecond()))
}

/// Adds rows (owner, month, currency, count, amount, weighted) up by the rates of each month's end.
fn add_up(rows: &[Row], rates: &mut Rates, days: &[String], hidden: bool) -> Result<Counts> {
    let mut out = Counts::new();
    for r in rows {
        let month = usize::try_from(r.int(1)?).unwrap_or_default();
        let mut sums = Sums::default();
        if !hidden {
            sums.add(r.text(2)?, r.opt_int(4)?, r.opt_real(5)?);
        }
        let day = days.get(month).map_or("", String::as_str);
        let (total, weighted) = sums.told(rates, day);
        out.entry((r.opt_id(0)?, month)).or_default().add(&Count { count: r.int(3)?, total, weighted });
    }
    Ok(out)
}

fn all(counts: &Counts, fits: impl Fn(&(Option<Id>, usize)) -> bool) -> Count {
    let mut out = Count::default();
    for (_, count) in counts.iter().filter(|(key, _)| fits(key)) {
        out.add(count);
    }
    out
}

/// What a period brings.
///
/// # Errors
///
/// What is wrong with the period, the pipeline or the filter.
pub fn load(tx: &mut Tx<'_>, store: &Store, access: &Access, asked: &Asked) -> Result<Forecast> {
    let zone = filtering::zone(tx)?;
    let now = store.now();
    let today = now.timestamp().to_zoned(zone.clone()).date();
    let period = Period::read(&asked.period, today)?;
    let list = Listing::of(tx, store, access, ObjectKind::Deal, (&asked.filter, &asked.q))?;
    let mut base = list.filter().cloned();
    let mut also = String::new();
    if let Some(shown) = asked.pipeline.as_deref().filter(|t| !t.is_empty()) {
        let of = pipeline::meant(tx, Some(shown))?;
        also = format!(" AND d.pipeline = '{}'", of.shown());
        let part =
            Filter::Field { field: FieldPath::field("pipeline"), test: Test::Is(Word::Text(of.shown())) };
        base = Some(match base {
            Some(filter) => filter.and(part),
            None => part,
        });
    }
    let words = Words { base, known: filtering::catalogue(tx, ObjectKind::Deal)? };
    let (condition, params) = list.condition();
    let (condition, params) = (format!("{condition}{also}"), params.to_vec());
    let hidden = access.hides_of(ObjectKind::Deal, "amount");
    let dialect = tx.dialect();
    let starts = period.months();
    let bounds: Vec<Micros> = starts.iter().map(|d| instant(*d, &zone)).collect();
    let (from, until) = (instant(period.from, &zone), instant(period.until, &zone));
    // A month is told by the rates of its last day, the one at hand by those of today.
    let last = |at: usize| {
        let end = starts.get(at + 1).and_then(|d| d.yesterday().ok()).unwrap_or(today);
        end.min(today).to_string()
    };
    let days: Vec<String> = (0..starts.len().saturating_sub(1)).map(last).collect();
    let currency = settings::currency(tx)?;
    let mut rates = Rates::load(tx, &currency)?;

    let real = if dialect == Dialect::Sqlite { "REAL" } else { "DOUBLE PRECISION" };
    let sums = format!(
        "COUNT(*), {}, CAST(SUM(d.amount * d.probability / 100.0) AS {real})",
        sum(dialect, "d.amount")
    );
    let cases: String = bounds
        .iter()
        .enumerate()
        .skip(1)
        .map(|(n, b)| format!(" WHEN d.closed_at < {} THEN {}", b.0, n - 1))
        .collect();
    let mut closed = |tx: &mut Tx<'_>, state: &str| -> Result<Counts> {
        let sql = format!(
            "SELECT d.owner, CASE{cases} ELSE 0 END AS m, d.currency, {sums} FROM deal d WHERE {condition} AND d.state = '{state}' \
             AND d.closed_at >= {} AND d.closed_at < {} GROUP BY d.owner, m, d.currency",
            from.0, until.0
        );
        let rows = tx.query(&sql, &params)?;
        add_up(&rows, &mut rates, &days, hidden)
    };
    let won = closed(tx, "won")?;
    let lost = closed(tx, "lost")?;
    let months: String = starts
        .iter()
        .enumerate()
        .skip(1)
        .map(|(n, d)| format!(" WHEN d.expected_on < '{d}' THEN {}", n - 1))
        .collect();
    let sql = format!(
        "SELECT d.owner, CASE{months} ELSE 0 END AS m, d.currency, {sums} FROM deal d WHERE {condition} AND d.state = 'open' \
         AND d.expected_on >= '{}' AND d.expected_on < '{}' GROUP BY d.owner, m, d.currency",
        period.from, period.until
    );
    let rows = tx.query(&sql, &params)?;
    let now_days = vec![today.to_string(); days.len()];
    let open = add_up(&rows, &mut rates, &now_days, hidden)?;

    let span = |state: &str, key: &str, from: Date, until: Date| {
        words.of(&format!("state = \"{state}\" and {key} >= {from} and {key} < {until}"))
    };
    let owned = |state: &str, key: &str, owner: Option<Id>| {
        let who = match owner {
            Some(id) => format!("owner = \"{}\"", id.show(IdKind::User)),
            None => "owner is empty".to_owned(),
        };
        words.of(&format!(
            "state = \"{state}\" and {key} >= {} and {key} < {} and {who}",
            period.from, period.until
        ))
    };
    let targets = target::of(tx, access, &period)?;
    let mut names = Names::default();
    let people: BTreeSet<Option<Id>> = won
        .keys()
        .chain(open.keys())
        .map(|(owner, _)| *owner)
        .chain(targets.keys().map(|id| Some(*id)))
        .collect();
    let owner_hidden = access.hides_of(ObjectKind::Deal, "owner");
    let mut owners = Vec::new();
    for owner in people.into_iter().filter(|_| !owner_hidden) {
        let mine = |key: &(Option<Id>, usize)| key.0 == owner;
        let (won, open) = (all(&won, mine), all(&open, mine));
        owners.push((
            won.total + open.weighted,
            Part {
                owner: match owner {
                    Some(id) => Some(names.user(tx, id)?),
                    None => None,
                },
                target: owner
                    .and_then(|id| targets.get(&id))
                    .map(|n| from_scaled(*n).normalize().to_string()),
                weighted: text(open.weighted),
                won: won.told(owned("won", "closed_at", owner)),
                open: open.told(owned("open", "expected_on", owner)),
            },
        ));
    }
    owners.sort_by_key(|(worth, _)| std::cmp::Reverse(*worth));
    let months = starts
        .windows(2)
        .enumerate()
        .filter_map(|(n, ends)| {
            let &[from, until] = <&[Date; 2]>::try_from(ends).ok()?;
            let in_month = |key: &(Option<Id>, usize)| key.1 == n;
            let (won, open) = (all(&won, in_month), all(&open, in_month));
            Some(Month {
                month: format!("{:04}-{:02}", from.year(), from.month()),
                weighted: text(open.weighted),
                won: won.told(span("won", "closed_at", from, until)),
                open: open.told(span("open", "expected_on", from, until)),
            })
        })
        .collect();
    let (won_all, lost_all, open_all) = (all(&won, |_| true), all(&lost, |_| true), all(&open, |_| true));
    let ended = won_all.count + lost_all.count;
    let target = (!targets.is_empty()).then(|| from_scaled(targets.values().sum()).normalize().to_string());
    let passed = (now.0.clamp(from.0, until.0) - from.0) as f64 / (until.0 - from.0).max(1) as f64;
    let sql = format!(
        "SELECT d.closed_at - d.created_at FROM deal d WHERE {condition} AND d.state = 'won' AND d.closed_at >= {} \
         AND d.closed_at < {} ORDER BY 1 LIMIT 1 OFFSET {}",
        from.0,
        until.0,
        won_all.count / 2
    );
    let middle =
        tx.first(&sql, &params)?.map(|r| r.int(0)).transpose()?.map(|n| n as f64 / Micros::DAY as f64);
    Ok(Forecast {
        from: period.from.to_string(),
        until: period.until.yesterday().unwrap_or(period.until).to_string(),
        passed: (passed * 1000.0).round() / 10.0,
        currency,
        target,
        weighted: text(open_all.weighted),
        won: won_all.told(span("won", "closed_at", period.from, period.until)),
        open: open_all.told(span("open", "expected_on", period.from, period.until)),
        lost: lost_all.told(span("lost", "closed_at", period.from, period.until)),
        win_rate: (ended > 0).then(|| (won_all.count as f64 * 1000.0 / ended as f64).round() / 10.0),
        cycle_days: middle.map(|d| (d * 10.0).round() / 10.0),
        owners: owners.into_iter().map(|(_, part)| part).collect(),
        months,
        unrated: rates.missing(),
        period: period.text,
    })
}

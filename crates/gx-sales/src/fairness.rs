//! Who was given how much, and what came of it. A lead is not a lead: beside their number stands what they could be
//! expected to bring, by what their source brought in a year.

use std::collections::{BTreeMap, HashMap};

use gx_kernel::filter::{FieldPath, Filter, Test, Value as Word, print};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::Named;
use gx_store::access::Access;
use gx_store::{Result, Store, Tx, settings};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::assign::rule::Target;
use crate::colleagues::Colleagues;
use crate::lead::record::OPEN;
use crate::rates::Rates;

/// The most days that are looked at.
const MOST_DAYS: i32 = 400;

/// What one colleague was given, and what came of it.
#[derive(Debug, Serialize)]
pub struct Part {
    who: Named,
    team: Option<String>,
    rule: i64,
    claimed: i64,
    hand: i64,
    expected: String,
    recycled: i64,
    released: i64,
    converted: i64,
    won: i64,
    won_total: String,
    answer_minutes: Option<i64>,
    open: i64,
    filter: String,
}

/// What a source brought in a year.
#[derive(Debug, Serialize)]
pub struct Source {
    source: String,
    leads: i64,
    converted: i64,
    expected: String,
    filter: String,
}

/// Disputes of the time.
#[derive(Debug, Default, Serialize)]
pub struct Disputes {
    opened: i64,
    open: i64,
    kept: i64,
    moved: i64,
    shared: i64,
}

/// The report.
#[derive(Debug, Serialize)]
pub struct Fairness {
    from: String,
    to: String,
    currency: String,
    parts: Vec<Part>,
    even_count: Option<i64>,
    even_expected: Option<i64>,
    sources: Vec<Source>,
    unrated: Vec<String>,
    disputes: Disputes,
}

/// What is counted of one colleague.
#[derive(Default)]
struct Counts {
    rule: i64,
    claimed: i64,
    hand: i64,
    expected: Decimal,
    recycled: i64,
    released: i64,
    converted: i64,
    won: i64,
    won_total: Decimal,
    answers: Vec<i64>,
    open: i64,
}

/// How evenly something is shared out: 100 where all have as much, 0 where one has all. One less the Gini coefficient,
/// stretched so that the worst that so many people can come to is 0 (Deltas 2003, "The small-sample bias of the Gini
/// coefficient"). Nothing where there is nothing to share, or nobody to share with.
pub fn evenness(shares: &[f64]) -> Option<i64> {
    let n = shares.len() as f64;
    let sum: f64 = shares.iter().sum();
    if shares.len() < 2 || sum <= 0.0 {
        return None;
    }
    let mut sorted = shares.to_vec();
    sorted.sort_by(f64::total_cmp);
    let weighted: f64 = sorted.iter().enumerate().map(|(i, x)| (i as f64 + 1.0) * x).sum();
    let gini = 2.0 * weighted / (n * sum) - (n + 1.0) / n;
    let worst = (n - 1.0) / n;
    Some(((1.0 - gini / worst) * 100.0).round().clamp(0.0, 100.0) as i64)
}

fn day(field: &str, text: &str) -> Result<Date> {
    let wrong =
        || Problem::field(field, "not_a_date", format!("expected a date such as 2026-11-01, got {text:?}"));
    Ok(text.trim().parse::<Date>().map_err(|_| wrong())?)
}

/// What each source brought in the year before: leads, how many of them were converted, and what one brought on average.
fn sources(
    tx: &mut Tx<'_>,
    access: &Access,
    rates: &mut Rates,
    (since, until): (Micros, Micros),
    closing: &Closing,
) -> Result<BTreeMap<String, (i64, i64, Decimal)>> {
    let mut out: BTreeMap<String, (i64, i64, Decimal)> = BTreeMap::new();
    let see = access.see(ObjectKind::Lead, "l");
    let sql = format!(
        "SELECT COALESCE(l.source, ''), l.state, COUNT(*) FROM lead l WHERE l.deleted_at IS NULL AND l.created_at >= $1 AND l.created_at < $2 AND {see} \
         GROUP BY 1, 2"
    );
    for r in tx.query(&sql, &[since.into(), until.into()])? {
        let held = out.entry(r.string(0)?).or_default();
        held.0 += r.int(2)?;
        if r.text(1)? == "converted" {
            held.1 += r.int(2)?;
        }
    }
    let sql = format!(
        "SELECT COALESCE(l.source, ''), d.currency, d.amount, d.closed_at FROM lead l JOIN deal d ON d.id = l.deal_id \
         WHERE l.deleted_at IS NULL AND d.deleted_at IS NULL AND d.state = 'won' AND d.amount IS NOT NULL AND l.created_at >= $1 \
         AND l.created_at < $2 AND {see} AND {}",
        access.see(ObjectKind::Deal, "d")
    );
    for r in tx.query(&sql, &[since.into(), until.into()])? {
        let held = out.entry(r.string(0)?).or_default();
        held.2 += rates.worth(r.text(1)?, r.opt_int(2)?.unwrap_or_default(), &closing.day(r.opt_micros(3)?));
    }
    for held in out.values_mut() {
        if held.0 > 0 {
            held.2 /= Decimal::from(held.0);
        }
    }
    Ok(out)
}

/// By the rates of which day a deal is told: as the forecast does, of the last day of the month it closed in, today's
/// within the current one.
struct Closing {
    zone: jiff::tz::TimeZone,
    today: Date,
}

impl Closing {
    fn day(&self, closed: Option<Micros>) -> String {
        let of = |at: Micros| at.timestamp().to_zoned(self.zone.clone()).date().last_of_month();
        closed.map_or(self.today, |at| of(at).min(self.today)).to_string()
    }
}

/// Those who share in leads: whom a rule names, and whose seat was set.
fn sharers(tx: &mut Tx<'_>, colleagues: &Colleagues) -> Result<Vec<Id>> {
    let mut out: Vec<Id> = crate::assign::seat::load(tx)?.into_keys().collect();
    for rule in crate::assign::rule::load(tx)?.into_iter().filter(|rule| rule.on) {
        if let Target::Users { users, teams, .. } = rule.to {
            out.extend(users.iter().filter_map(|t| Id::read(IdKind::User, t)));
            for team in teams.iter().filter_map(|t| Id::read(IdKind::Team, t)) {
                out.extend(colleagues.of_team(team));
            }
        }
    }
    let working = crate::assign::seat::working(tx)?;
    out.retain(|id| working.contains(id));
    out.sort_unstable();
    out.dedup();
    Ok(out)
}

fn filter_of(parts: Vec<(&str, Test)>) -> String {
    let of = parts.into_iter().map(|(key, test)| Filter::Field { field: FieldPath::field(key), test });
    let of: Vec<Filter> = of.collect();
    print(&Filter::All { of }.tidy())
}

/// The report of some days, over the leads that the caller sees.
///
/// # Errors
///
/// A problem at the day at fault.
pub fn report(tx: &mut Tx<'_>, store: &Store, access: &Access, from: &str, to: &str) -> Result<Fairness> {
    let (first, last) = (day("from", from)?, day("to", to)?);
    let days = last.since(first).map_or(0, |span| span.get_days());
    if last < first || days > MOST_DAYS {
        return Err(Problem::field("to", "out_of_range", format!("1 to {MOST_DAYS} days")).into());
    }
    let zone = gx_record::filtering::zone(tx)?;
    let start = |day: Date| {
        let at = day.to_zoned(zone.clone());
        at.map_or(store.now(), |t| Micros(t.timestamp().as_microsecond()))
    };
    let (since, until) = (start(first), last.tomorrow().map_or(store.now(), start));
    let currency = settings::currency(tx)?;
    let mut rates = Rates::load(tx, &currency)?;
    let today = store.now().timestamp().to_zoned(zone.clone()).date();
    let closing = Closing { zone: zone.clone(), today };
    let hidden = access.hides_of(ObjectKind::Deal, "amount") || access.hides_of(ObjectKind::Lead, "source");
    let year = (since.plus(-365 * Micros::DAY), until);
    let brought = sources(tx, access, &mut rates, year, &closing)?;
    let see = access.see(ObjectKind::Lead, "l");
    let colleagues = Colleagues::load(tx)?;
    // Who shares in leads and was given none counts as well.
    let mut counts: HashMap<Id, Counts> =
        sharers(tx, &colleagues)?.into_iter().map(|id| (id, Counts::default())).collect();

    // What came to whom, and by which way; a lead that came twice to one is counted once, what somebody made for
    // themselves was not given.
    let sql = format!(
        "SELECT m.to_id, m.how, l.id, COALESCE(l.source, '') FROM lead_move m JOIN lead l ON l.id = m.lead_id \
         WHERE m.to_id IS NOT NULL AND m.at >= $1 AND m.at < $2 AND m.how <> 'made' AND l.deleted_at IS NULL AND {see} ORDER BY m.id"
    );
    let mut seen: std::collections::HashSet<(Id, Id)> = std::collections::HashSet::new();
    for r in tx.query(&sql, &[since.into(), until.into()])? {
        let (who, lead) = (r.id(0)?, r.id(2)?);
        if !seen.insert((who, lead)) {
            continue;
        }
        let held = counts.entry(who).or_default();
        match r.text(1)? {
            "rule" => held.rule += 1,
            "claim" => held.claimed += 1,
            _ => held.hand += 1,
        }
        if let Some((_, _, each)) = brought.get(r.text(3)?) {
            held.expected += each;
        }
    }
    let sql = format!(
        "SELECT m.from_id, m.how, COUNT(*) FROM lead_move m JOIN lead l ON l.id = m.lead_id WHERE m.from_id IS NOT NULL AND m.at >= $1 \
         AND m.at < $2 AND m.how IN ('recycle', 'release') AND l.deleted_at IS NULL AND {see} GROUP BY m.from_id, m.how"
    );
    for r in tx.query(&sql, &[since.into(), until.into()])? {
        let held = counts.entry(r.id(0)?).or_default();
        if r.text(1)? == "recycle" { held.recycled += r.int(2)? } else { held.released += r.int(2)? }
    }
    // What came of those that came within the time, to who has them now.
    let sql = format!(
        "SELECT l.owner, l.state, l.created_at, l.answered_at, d.state, d.amount, d.currency, l.id, d.closed_at FROM lead l \
         LEFT JOIN deal d ON d.id = l.deal_id AND d.deleted_at IS NULL AND {} \
         WHERE l.owner IS NOT NULL AND l.created_at >= $1 AND l.created_at < $2 AND l.deleted_at IS NULL AND {see}",
        access.see(ObjectKind::Deal, "d")
    );
    let shares = shares(tx)?;
    for r in tx.query(&sql, &[since.into(), until.into()])? {
        let who = r.id(0)?;
        let held = counts.entry(who).or_default();
        if let Some(answered) = r.opt_micros(3)? {
            held.answers.push((answered.0 - r.micros(2)?.0).max(0) / (60 * Micros::SECOND));
        }
        if r.text(1)? == "converted" {
            held.converted += 1;
        }
        if r.opt_text(4)? == Some("won") {
            held.won += 1;
            if let (Some(amount), Some(of)) = (r.opt_int(5)?, r.opt_text(6)?) {
                let worth = rates.worth(of, amount, &closing.day(r.opt_micros(8)?));
                match shares.get(&r.id(7)?) {
                    Some(shares) => {
                        for (who, percent) in shares {
                            counts.entry(*who).or_default().won_total +=
                                worth * Decimal::from(*percent) / Decimal::ONE_HUNDRED;
                        }
                    }
                    None => held.won_total += worth,
                }
            }
        }
    }
    let sql = format!(
        "SELECT l.owner, COUNT(*) FROM lead l WHERE l.owner IS NOT NULL AND l.deleted_at IS NULL AND l.state IN ({OPEN}) AND {see} GROUP BY l.owner"
    );
    for r in tx.query(&sql, &[])? {
        let who = r.id(0)?;
        if let Some(held) = counts.get_mut(&who) {
            held.open = r.int(1)?;
        }
    }
    let got = |c: &Counts| c.rule + c.claimed + c.hand;
    let shared = sharers(tx, &colleagues)?;
    let given: Vec<&Counts> =
        counts.iter().filter(|(id, c)| got(c) > 0 || shared.contains(id)).map(|(_, c)| c).collect();
    let even_count = evenness(&given.iter().map(|c| got(c) as f64).collect::<Vec<_>>());
    let worth = |d: &Decimal| d.to_string().parse::<f64>().unwrap_or_default();
    let even_expected =
        if hidden { None } else { evenness(&given.iter().map(|c| worth(&c.expected)).collect::<Vec<_>>()) };
    let money = |d: Decimal| if hidden { "0".to_owned() } else { d.round_dp(2).normalize().to_string() };
    let mut parts: Vec<(i64, Part)> = counts
        .into_iter()
        .map(|(who, mut c)| {
            c.answers.sort_unstable();
            let part = Part {
                who: colleagues.named(who),
                team: colleagues.team(colleagues.get(who).and_then(|c| c.team)),
                rule: c.rule,
                claimed: c.claimed,
                hand: c.hand,
                expected: money(c.expected),
                recycled: c.recycled,
                released: c.released,
                converted: c.converted,
                won: c.won,
                won_total: money(c.won_total),
                answer_minutes: c.answers.get(c.answers.len() / 2).copied(),
                open: c.open,
                filter: filter_of(vec![("owner", Test::Is(Word::Text(who.show(IdKind::User))))]),
            };
            (c.rule + c.claimed + c.hand, part)
        })
        .collect();
    parts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.who.name.cmp(&b.1.who.name)));
    let mut told: Vec<Source> = Vec::new();
    if !access.hides_of(ObjectKind::Lead, "source") {
        for (source, (leads, converted, each)) in brought {
            let test = if source.is_empty() { Test::Empty } else { Test::Is(Word::Text(source.clone())) };
            told.push(Source {
                leads,
                converted: if leads > 0 { (converted * 100 + leads / 2) / leads } else { 0 },
                expected: money(each),
                filter: filter_of(vec![("source", test)]),
                source,
            });
        }
    }
    told.sort_by_key(|s| std::cmp::Reverse(s.leads));
    Ok(Fairness {
        from: first.to_string(),
        to: last.to_string(),
        currency,
        parts: parts.into_iter().map(|(_, part)| part).collect(),
        even_count,
        even_expected,
        sources: told,
        unrated: if hidden { Vec::new() } else { rates.missing() },
        disputes: disputes(tx, &see, (since, until))?,
    })
}

/// Who shares in what comes of a lead.
fn shares(tx: &mut Tx<'_>) -> Result<HashMap<Id, Vec<(Id, i64)>>> {
    let mut out: HashMap<Id, Vec<(Id, i64)>> = HashMap::new();
    for r in tx.query("SELECT row_id, staff_id, percent FROM credit WHERE object = 'lead'", &[])? {
        out.entry(r.id(0)?).or_default().push((r.id(1)?, r.int(2)?));
    }
    Ok(out)
}

fn disputes(tx: &mut Tx<'_>, see: &str, (since, until): (Micros, Micros)) -> Result<Disputes> {
    let mut out = Disputes::default();
    let sql = format!(
        "SELECT q.state, q.outcome, q.opened_at, q.decided_at FROM dispute q JOIN lead l ON l.id = q.lead_id WHERE {see} \
         AND (q.opened_at >= $1 AND q.opened_at < $2 OR q.decided_at >= $3 AND q.decided_at < $4 OR q.state IN ('open', 'appealed'))"
    );
    let within = |at: Option<Micros>| at.is_some_and(|at| at >= since && at < until);
    for r in tx.query(&sql, &[since.into(), until.into(), since.into(), until.into()])? {
        out.opened += i64::from(within(r.opt_micros(2)?));
        out.open += i64::from(matches!(r.text(0)?, "open" | "appealed"));
        if within(r.opt_micros(3)?) {
            match r.opt_text(1)? {
                Some("kept") => out.kept += 1,
                Some("moved") => out.moved += 1,
                Some("shared") => out.shared += 1,
                _ => {}
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::evenness;

    #[test]
    fn evenness_is_whole_where_all_have_as_much_and_nothing_where_one_has_all() {
        assert_eq!(evenness(&[4.0, 4.0, 4.0]), Some(100));
        assert_eq!(evenness(&[9.0, 0.0, 0.0]), Some(0));
        assert_eq!(evenness(&[1.0, 3.0]), Some(50));
        assert_eq!(evenness(&[5.0]), None);
        assert_eq!(evenness(&[0.0, 0.0]), None);
    }
}

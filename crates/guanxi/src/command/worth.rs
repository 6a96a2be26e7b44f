//! `guanxi worth`: what each customer will buy, from any CSV of orders.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use gx_files::values::{self, DateOrder};
use gx_insight::worth::model::{self, Check, Model};
use gx_insight::worth::orders::{Bought, Days};
use gx_insight::worth::reckon::{Ahead, reckon};
use gx_kernel::Micros;
use gx_kernel::money::to_scaled;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Tell from a CSV of orders what each customer will buy.
///
/// One line an order, or a part of one: who, on which day, for how much. Columns are found by their names, or given.
/// With --until, only orders up to that day are looked at, and the rest say how well it was told.
#[derive(Debug, Args)]
pub struct Worth {
    /// The CSV file, with a header line.
    file: PathBuf,
    /// The column that names the customer.
    #[arg(long)]
    customer: Option<String>,
    /// The column of the day, YYYY-MM-DD or as spreadsheets write it.
    #[arg(long)]
    date: Option<String>,
    /// The column of the amount; without one only orders are told.
    #[arg(long)]
    amount: Option<String>,
    /// The last day that is looked at; by default the day of the last order.
    #[arg(long)]
    until: Option<String>,
    /// How many days ahead.
    #[arg(long, default_value_t = 365)]
    days: u32,
    /// Where the answer is written: customer,orders,amount,active,next; by default to the terminal.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// The column named, or the first whose name says so.
fn column(headers: &[String], named: Option<&str>, words: &[&str]) -> Result<Option<usize>> {
    if let Some(name) = named {
        let at = headers.iter().position(|h| h.trim() == name);
        return match at {
            Some(at) => Ok(Some(at)),
            None => bail!("there is no column {name:?}; there are {}", headers.join(", ")),
        };
    }
    Ok(words.iter().find_map(|word| headers.iter().position(|h| h.trim().to_lowercase().contains(word))))
}

/// A day since 1970, of a date or an instant.
fn day(text: &str, order: DateOrder) -> Option<i64> {
    match values::parse_date(text, order) {
        Ok(date) => Some(i64::from((date - Date::constant(1970, 1, 1)).get_days())),
        Err(_) => Some(values::parse_instant(text, order, &TimeZone::UTC).ok()?.div_euclid(Micros::DAY)),
    }
}

impl Worth {
    /// Runs the command.
    pub fn run(self) -> Result<()> {
        let table = gx_files::open(self.file.as_path(), gx_files::Options::default())
            .map_err(|e| anyhow::anyhow!("{}: {}", self.file.display(), e.message))?;
        let headers = &table.headers;
        let need = |at: Option<usize>, what: &str, flag: &str| {
            at.with_context(|| format!("no column looks like the {what}; name it with {flag}"))
        };
        let customer = column(
            headers,
            self.customer.as_deref(),
            &["customer", "客户", "顾客", "会员", "member", "user", "buyer"],
        )?;
        let customer = need(customer, "customer", "--customer")?;
        let date = column(headers, self.date.as_deref(), &["date", "日期", "时间", "placed", "time", "day"])?;
        let date = need(date, "date", "--date")?;
        let amount = column(
            headers,
            self.amount.as_deref(),
            &["amount", "金额", "total", "revenue", "spent", "price"],
        )?;
        let mut lines: Vec<(u64, [String; 3])> = Vec::new();
        for row in table.rows().map_err(|e| anyhow::anyhow!(e.message))? {
            let row = match row {
                Ok(row) => row,
                Err(e) => bail!("{} line {}: {}", self.file.display(), e.line, e.message),
            };
            let cell =
                |at: Option<usize>| at.and_then(|at| row.cells.get(at)).map_or("", |c| c.trim()).to_owned();
            lines.push((row.line, [cell(Some(customer)), cell(Some(date)), cell(amount)]));
        }
        let order = values::column_date_order(lines.iter().map(|(_, [_, date, _])| date.as_str()));
        let mut orders: BTreeMap<String, Vec<Bought>> = BTreeMap::new();
        let mut wrong = 0_usize;
        for (line, [who, date, paid]) in lines {
            let paid = amount.map(|_| values::parse_money(&paid).ok().and_then(|(n, _)| to_scaled(n)));
            match (day(&date, order), paid) {
                (Some(day), None | Some(Some(_))) if !who.is_empty() => {
                    let bought = Bought { at: Micros(day * Micros::DAY), amount: paid.flatten() };
                    orders.entry(who).or_default().push(bought);
                }
                _ => {
                    wrong += 1;
                    if wrong <= 5 {
                        eprintln!("line {line} is left out: no customer, no date or no amount");
                    }
                }
            }
        }
        let customers: Vec<(String, Days)> =
            orders.into_iter().map(|(who, list)| (who, Days::of(list))).collect();
        let last = customers.iter().filter_map(|(_, d)| d.ends()).map(|(_, last)| last).max();
        let last = last.context("there is no order in this file")?;
        let until = match self.until.as_deref() {
            Some(text) => day(text, order).with_context(|| format!("--until takes a date, got {text:?}"))?,
            None => last,
        };
        let all: Vec<Days> = customers.iter().map(|(_, days)| days.clone()).collect();
        let known: Vec<Days> = all.iter().map(|days| days.until(until)).collect();
        let now = Micros(until * Micros::DAY);
        let Some(model) = Model::of(&known, now) else {
            bail!("too few customers came again by then to learn from");
        };
        let ahead = Ahead { days: f64::from(self.days), discount: 0.0, margin: 1.0 };
        let out: Box<dyn Write> = match &self.out {
            Some(path) => Box::new(
                std::fs::File::create(path)
                    .with_context(|| format!("{} cannot be written", path.display()))?,
            ),
            None => Box::new(std::io::stdout().lock()),
        };
        let mut out = csv::Writer::from_writer(out);
        out.write_record(["customer", "orders", "amount", "active", "next"])?;
        for ((who, _), known) in customers.iter().zip(&known) {
            let Some(worth) = reckon(&model, &ahead, known, now) else { continue };
            let next = worth.next_at.map(|at| at.to_rfc3339().chars().take(10).collect::<String>());
            out.write_record([
                who,
                &format!("{:.4}", worth.orders),
                &format!("{:.2}", worth.amount),
                &format!("{:.4}", worth.active),
                &next.unwrap_or_default(),
            ])?;
        }
        out.flush()?;
        if wrong > 0 {
            eprintln!("{wrong} lines were left out");
        }
        let end = (until + i64::from(self.days)).min(last);
        if end > until
            && let Some(Check { people, days, error, error_as_before, told, placed }) =
                model::check(&all, until, end)
        {
            eprintln!(
                "{people} customers, {days} days ahead: told {told:.0} orders, placed {placed:.0}; \
                 mean error {error:.3}, going on as before {error_as_before:.3}"
            );
        }
        Ok(())
    }
}

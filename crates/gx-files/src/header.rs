//! Finding the row that names the columns.

use std::collections::HashSet;

use crate::detect::{is_known_header, looks_like_data};
use crate::fault::Notice;
use crate::table::HeaderRow;

/// Rows in which a header is looked for; titles and notes above it are seldom more.
const SEARCHED: usize = 15;
/// Columns of one table.
const MAX_COLUMNS: usize = 2000;

/// What was found.
pub(crate) struct Found {
    /// The header's row among those given.
    pub at: Option<usize>,
    /// Rows before the first row of data.
    pub skip: usize,
    /// The columns' names, all different, none empty.
    pub names: Vec<String>,
    /// What was assumed.
    pub notices: Vec<Notice>,
}

/// Finds the header among the first rows. `spans` are the rows in which cells are merged across columns.
pub(crate) fn find(rows: &[Vec<String>], spans: &[usize], wish: HeaderRow) -> Found {
    let mut notices = Vec::new();
    let widest = usual_width(rows);
    if wish == HeaderRow::No {
        return Found { at: None, skip: 0, names: numbered(widest), notices };
    }
    let usual = rows.iter().map(|r| distinct(r)).max().unwrap_or(0);
    let enough = if usual <= 1 { 1 } else { (usual * 3).div_ceil(5).max(2) };
    let over = |at: usize| {
        let next = rows.get(at + 1).map(Vec::as_slice).unwrap_or_default();
        distinct(next) >= 2 && next.iter().filter(|c| is_known_header(c)).count() * 2 > last_filled(next)
    };
    let grouped = spans
        .iter()
        .copied()
        .find(|at| *at < SEARCHED && rows.get(*at).is_some_and(|r| distinct(r) >= 2) && over(*at));
    // A header with doubled names has few different ones, but they are names.
    let names_columns = |r: &Vec<String>| {
        let filled = r.iter().filter(|c| !c.trim().is_empty()).count();
        filled >= enough && r.iter().filter(|c| is_known_header(c)).count() * 2 >= filled
    };
    let found = grouped
        .or_else(|| rows.iter().take(SEARCHED).position(|r| distinct(r) >= enough || names_columns(r)));
    let Some(mut at) = found else {
        return Found { at: None, skip: 0, names: numbered(widest), notices };
    };
    let below = rows.get(at + 1..).unwrap_or_default();
    let first = rows.get(at).map(Vec::as_slice).unwrap_or_default();
    if wish == HeaderRow::Auto && !is_header(first, below) {
        notices.push(Notice::new("no_header", "the first row looks like data, so the columns are numbered"));
        return Found { at: None, skip: at, names: numbered(widest), notices };
    }
    let known = first.iter().filter(|c| is_known_header(c)).count();
    if wish == HeaderRow::Auto && known == 0 {
        notices.push(Notice::new(
            "header_assumed",
            "no column name is a known one; the first row is taken as the header",
        ));
    }
    if at > 0 {
        notices.push(Notice::new(
            "title_rows_skipped",
            format!("the header is in row {}; the rows above it are titles", at + 1),
        ));
    }
    let mut names: Vec<String> =
        first.iter().map(|c| c.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    // Merged cells above a second row of names: "Contact" over "Phone" and "E-mail".
    let second = rows.get(at + 1).map(Vec::as_slice).unwrap_or_default();
    let merged = spans.contains(&at)
        || (has_gaps(first) && second.iter().filter(|c| is_known_header(c)).count() > known);
    if merged && distinct(second) >= 2 && is_header(second, rows.get(at + 2..).unwrap_or_default()) {
        names = two_rows(first, second);
        notices.push(Notice::new(
            "merged_header",
            format!("rows {} and {} name the columns together", at + 1, at + 2),
        ));
        at += 1;
    }
    names.truncate(MAX_COLUMNS);
    names.resize(widest.max(last_filled(&names)), String::new());
    make_different(&mut names, &mut notices);
    Found { at: Some(at), skip: at + 1, names, notices }
}

/// A header names things: nothing in it is a number, a date, a mail address or a phone.
fn is_header(row: &[String], below: &[Vec<String>]) -> bool {
    let filled: Vec<&String> = row.iter().filter(|c| !c.trim().is_empty()).collect();
    let known = filled.iter().filter(|c| is_known_header(c)).count();
    if known * 2 >= filled.len() {
        return true;
    }
    let data = filled.iter().filter(|c| looks_like_data(c)).count();
    if data > 0 && known == 0 {
        return false;
    }
    // A name repeated below its own column is a value ("上海" over "上海"), not a name.
    let repeated = row.iter().enumerate().filter(|(i, c)| {
        !c.trim().is_empty() && below.iter().any(|r| r.get(*i).is_some_and(|b| b.trim() == c.trim()))
    });
    data * 2 <= filled.len() && repeated.count() * 2 < filled.len()
}

fn two_rows(first: &[String], second: &[String]) -> Vec<String> {
    let width = first.len().max(second.len());
    let mut parent = String::new();
    let mut out: Vec<String> = Vec::with_capacity(width);
    let unique: HashSet<&str> = second.iter().map(|c| c.trim()).collect();
    let all_differ = unique.len() == second.len();
    for i in 0..width {
        let above = first.get(i).map(|c| c.trim()).unwrap_or_default();
        let own = second.get(i).map(|c| c.trim()).unwrap_or_default();
        if !above.is_empty() {
            parent = above.to_owned();
        }
        out.push(match own {
            "" => above.to_owned(),
            own if own == parent || all_differ || parent.is_empty() => own.to_owned(),
            own => format!("{parent} {own}"),
        });
    }
    out
}

fn make_different(names: &mut [String], notices: &mut Vec<Notice>) {
    let mut seen: HashSet<String> = HashSet::new();
    let mut doubled = Vec::new();
    let mut unnamed = Vec::new();
    for (i, name) in names.iter_mut().enumerate() {
        if name.is_empty() {
            *name = format!("column {}", i + 1);
            unnamed.push((i + 1).to_string());
        }
        if seen.contains(name.as_str()) {
            doubled.push(name.clone());
            let mut n = 2;
            while seen.contains(&format!("{name} ({n})")) {
                n += 1;
            }
            *name = format!("{name} ({n})");
        }
        seen.insert(name.clone());
    }
    if !doubled.is_empty() {
        notices.push(Notice::new(
            "duplicate_headers",
            format!("columns of one name were numbered: {}", doubled.join(", ")),
        ));
    }
    if !unnamed.is_empty() {
        notices.push(Notice::new(
            "unnamed_columns",
            format!("columns without a name were numbered: {}", unnamed.join(", ")),
        ));
    }
}

/// The width that at least two rows and a quarter of all fill: one row with a stray cell does not widen the table.
fn usual_width(rows: &[Vec<String>]) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(|r| last_filled(r)).collect();
    widths.sort_unstable_by(|a, b| b.cmp(a));
    let at = (rows.len() / 4).max(usize::from(rows.len() > 2));
    widths.get(at).or(widths.last()).copied().unwrap_or(0).min(MAX_COLUMNS)
}

fn numbered(width: usize) -> Vec<String> {
    (1..=width).map(|i| format!("column {i}")).collect()
}

fn last_filled(row: &[String]) -> usize {
    row.iter().rposition(|c| !c.trim().is_empty()).map_or(0, |at| at + 1)
}

fn has_gaps(row: &[String]) -> bool {
    row.iter().any(|c| c.trim().is_empty())
}

fn distinct(row: &[String]) -> usize {
    row.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).collect::<HashSet<_>>().len()
}

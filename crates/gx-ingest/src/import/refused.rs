//! The refused rows of an import, as they stood, with the reasons.

use gx_files::write::{CsvOut, CsvStyle};
use gx_kernel::Id;
use gx_store::{Result, StoreError, Tx};
use serde::Serialize;

use super::{RowProblem, load};

/// A refused row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefusedRow {
    /// Its line in the file, from 1.
    pub line: i64,
    /// Its cells as they stood.
    pub cells: Vec<String>,
    /// Why it was refused.
    pub problems: Vec<RowProblem>,
}

/// Rows of one page.
const PAGE: usize = 50;

/// Refused rows after a line, and the line after which the next page begins.
pub fn refused_page(tx: &mut Tx<'_>, id: Id, after: i64) -> Result<(Vec<RefusedRow>, Option<i64>)> {
    load(tx, id)?;
    let rows = rows_after(tx, id, after, PAGE)?;
    let next = if rows.len() == PAGE { rows.last().map(|r| r.line) } else { None };
    Ok((rows, next))
}

fn rows_after(tx: &mut Tx<'_>, id: Id, after: i64, most: usize) -> Result<Vec<RefusedRow>> {
    let sql = format!(
        "SELECT line, cells, problems FROM import_refused WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT {most}"
    );
    tx.query(&sql, &[id.into(), after.into()])?
        .iter()
        .map(|r| Ok(RefusedRow { line: r.int(0)?, cells: r.json(1)?, problems: r.json(2)? }))
        .collect()
}

/// The name of the file and the rows as CSV: the line, the reasons, the cells.
pub fn refused_csv(tx: &mut Tx<'_>, id: Id) -> Result<(String, Vec<u8>)> {
    let head = load(tx, id)?;
    let failed = |e: std::io::Error| StoreError::Other(format!("refused rows: {e}"));
    let headers: Vec<String> = head.info.columns.iter().map(|c| c.header.clone()).collect();
    let mut first = vec!["line".to_owned(), "reason".to_owned()];
    first.extend(headers.iter().cloned());
    let mut out = CsvOut::new(Vec::new(), CsvStyle::PEOPLE, &first).map_err(failed)?;
    let mut after = -1;
    loop {
        let rows = rows_after(tx, id, after, 2000)?;
        for row in &rows {
            after = row.line;
            let reasons: Vec<String> = row
                .problems
                .iter()
                .map(|p| match p.column.and_then(|c| headers.get(c)) {
                    Some(header) => format!("{header}: {}", p.message),
                    None => p.message.clone(),
                })
                .collect();
            let mut cells = vec![after.to_string(), reasons.join("; ")];
            cells.extend(row.cells.iter().cloned());
            out.row(&cells).map_err(failed)?;
        }
        if rows.is_empty() {
            return Ok((head.name, out.finish().map_err(failed)?));
        }
    }
}

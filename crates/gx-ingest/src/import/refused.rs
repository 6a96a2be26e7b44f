//! The refused rows of an import, as they stood, with the reasons.

use gx_files::write::{CsvOut, CsvStyle};
use gx_kernel::Id;
use gx_store::{Result, StoreError, Tx};

use super::{RowProblem, load};

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
        let rows = tx.query(
            "SELECT line, cells, problems FROM import_refused WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT 2000",
            &[id.into(), after.into()],
        )?;
        for r in &rows {
            after = r.int(0)?;
            let problems: Vec<RowProblem> = r.json(2)?;
            let reasons: Vec<String> = problems
                .iter()
                .map(|p| match p.column.and_then(|c| headers.get(c)) {
                    Some(header) => format!("{header}: {}", p.message),
                    None => p.message.clone(),
                })
                .collect();
            let mut cells = vec![after.to_string(), reasons.join("; ")];
            cells.extend(r.json::<Vec<String>>(1)?);
            out.row(&cells).map_err(failed)?;
        }
        if rows.is_empty() {
            return Ok((head.name, out.finish().map_err(failed)?));
        }
    }
}

//! Tables out: CSV for people and programs, NDJSON.

use std::io::{self, Write};

use serde_json::{Map, Value};

/// How a CSV file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CsvStyle {
    /// Begin with a UTF-8 byte order mark, without which Excel takes Chinese for another encoding.
    pub bom: bool,
    /// Put a single quote before cells that a spreadsheet would run as a formula (OWASP, "CSV
    /// injection": those that begin with `=`, `+`, `-`, `@`, tab or carriage return), numbers and
    /// phones in plain digits aside. For files that people open; a file for programs keeps every
    /// cell as it is, since the quote would be read back as part of the value.
    pub guard_formulas: bool,
}

impl CsvStyle {
    /// For people: byte order mark and guarded formulas.
    pub const PEOPLE: Self = Self { bom: true, guard_formulas: true };
    /// For programs: cells as they are.
    pub const PROGRAMS: Self = Self { bom: false, guard_formulas: false };
}

/// Writes rows as CSV (RFC 4180, lines end in CR LF).
pub struct CsvOut<W: Write> {
    inner: csv::Writer<W>,
    style: CsvStyle,
}

impl<W: Write> CsvOut<W> {
    /// Begins the file with its header.
    pub fn new<S: AsRef<str>>(mut out: W, style: CsvStyle, headers: &[S]) -> io::Result<Self> {
        if style.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let inner =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(out);
        let mut file = Self { inner, style };
        file.row(headers)?;
        Ok(file)
    }

    /// Writes one row.
    pub fn row<S: AsRef<str>>(&mut self, cells: &[S]) -> io::Result<()> {
        for cell in cells {
            let cell = cell.as_ref();
            if self.style.guard_formulas && is_formula(cell) {
                self.inner.write_field(format!("'{cell}"))?;
            } else {
                self.inner.write_field(cell)?;
            }
        }
        self.inner.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Writes what is buffered and gives the output back.
    pub fn finish(self) -> io::Result<W> {
        self.inner.into_inner().map_err(|e| io::Error::new(e.error().kind(), e.to_string()))
    }
}

fn is_formula(cell: &str) -> bool {
    let harmless = cell.strip_prefix(['+', '-']).is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit()) && rest.chars().all(|c| c.is_ascii_digit() || c == '.')
    });
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) && !harmless
}

/// Writes one object as a line of NDJSON.
pub fn ndjson_line(out: &mut impl Write, object: &Map<String, Value>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, object)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(style: CsvStyle, rows: &[[&str; 2]]) -> String {
        let mut out = CsvOut::new(Vec::new(), style, &["a", "b"]).unwrap();
        rows.iter().for_each(|r| out.row(r).unwrap());
        String::from_utf8(out.finish().unwrap()).unwrap()
    }

    #[test]
    fn people_get_a_mark_and_no_formulas() {
        let rows = [["=1+1", "林,\"晓梅\""], ["+8613800138001", "-12.5"], ["@x", "-2+3"], ["", ""]];
        assert_eq!(
            csv(CsvStyle::PEOPLE, &rows),
            "\u{feff}a,b\r\n'=1+1,\"林,\"\"晓梅\"\"\"\r\n+8613800138001,-12.5\r\n'@x,'-2+3\r\n,\r\n"
        );
        assert!(csv(CsvStyle::PROGRAMS, &rows).starts_with("a,b\r\n=1+1,"));
    }

    #[test]
    fn what_programs_write_reads_back() {
        let rows = [["a\nb", "c\"d"], ["=1", " e "], ["f", ""]];
        let text = csv(CsvStyle::PROGRAMS, &rows);
        let table = crate::open(
            text.as_bytes(),
            crate::Options { header: crate::HeaderRow::Yes, ..Default::default() },
        )
        .unwrap();
        let back: Vec<Vec<String>> = table.rows().unwrap().map(|r| r.unwrap().cells).collect();
        assert_eq!(back, rows.map(|r| r.map(str::to_owned).to_vec()));
    }

    #[test]
    fn one_line_an_object() {
        let mut out = Vec::new();
        let object = serde_json::from_str(r#"{"a":"x\ny","b":1}"#).unwrap();
        ndjson_line(&mut out, &object).unwrap();
        assert_eq!(out, b"{\"a\":\"x\\ny\",\"b\":1}\n");
    }
}

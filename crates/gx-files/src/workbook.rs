//! Tables out: one sheet of a workbook (Office Open XML, ECMA-376), rows written to disk as they come.

use std::fs::File;
use std::io::{self, Seek, SeekFrom};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// Rows of a sheet below its header; Excel reads no more.
pub const ROWS_MAX: u32 = 1_048_575;
/// Characters of a cell; Excel reads no more.
const TEXT_MAX: usize = 32_767;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words, never a formula.
    Text(String),
    /// A number in plain digits.
    Number(String),
    /// A phone, as it is dialled from abroad.
    Phone(String),
    /// A day.
    Day(Date),
    /// An instant.
    Time(Timestamp),
}

impl Cell {
    /// Words, or nothing.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }
}

/// A workbook of one sheet, written row by row.
pub struct WorkbookOut {
    book: Workbook,
    zone: TimeZone,
    rows: u32,
    day: Format,
    time: Format,
}

fn said(e: XlsxError) -> io::Error {
    match e {
        XlsxError::IoError(e) => e,
        e => io::Error::other(e.to_string()),
    }
}

impl WorkbookOut {
    /// Begins the sheet with its header, which stays in sight. Instants are shown in `zone`.
    ///
    /// # Errors
    ///
    /// From the disk, where rows wait until the end.
    pub fn new(zone: TimeZone, headers: &[String]) -> io::Result<Self> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet_with_constant_memory().map_err(said)?;
        let bold = Format::new().set_bold();
        sheet.set_freeze_panes(1, 0).map_err(said)?;
        for (at, header) in (0_u16..).zip(headers) {
            sheet.set_column_width(at, 16.0).map_err(said)?;
            sheet.write_string_with_format(0, at, header, &bold).map_err(said)?;
        }
        let (day, time) =
            (Format::new().set_num_format("yyyy-mm-dd"), Format::new().set_num_format("yyyy-mm-dd hh:mm"));
        Ok(Self { book, zone, rows: 0, day, time })
    }

    /// Whether the sheet holds as many rows as a sheet can.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.rows >= ROWS_MAX
    }

    /// Writes one row. Text longer than a cell holds ends in an ellipsis.
    ///
    /// # Errors
    ///
    /// From the disk, and when the sheet is full.
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        if self.is_full() {
            return Err(io::Error::other("the sheet is full"));
        }
        self.rows += 1;
        let sheet = self.book.worksheet_from_index(0).map_err(said)?;
        for (at, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) | Cell::Phone(text) => words(sheet, self.rows, at, text)?,
                Cell::Number(text) => match text.parse::<f64>() {
                    // More digits than a double holds would come out as another number.
                    Ok(n) if text.bytes().filter(u8::is_ascii_digit).count() <= 15 => {
                        sheet.write_number(self.rows, at, n).map_err(said)?;
                    }
                    _ => words(sheet, self.rows, at, text)?,
                },
                // Excel's days begin in 1900.
                Cell::Day(day) if day.year() >= 1900 => {
                    sheet.write_datetime_with_format(self.rows, at, day, &self.day).map_err(said)?;
                }
                Cell::Day(day) => words(sheet, self.rows, at, &day.to_string())?,
                Cell::Time(instant) => {
                    let local = instant.to_zoned(self.zone.clone()).datetime();
                    if local.year() >= 1900 {
                        sheet.write_datetime_with_format(self.rows, at, local, &self.time).map_err(said)?;
                    } else {
                        words(sheet, self.rows, at, &instant.to_string())?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Ends the sheet. The file stands at its beginning and is gone when it is closed.
    ///
    /// # Errors
    ///
    /// From the disk.
    pub fn finish(mut self) -> io::Result<File> {
        let mut file = tempfile::tempfile()?;
        self.book.save_to_writer(&mut file).map_err(said)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }
}

fn words(sheet: &mut Worksheet, row: u32, at: u16, text: &str) -> io::Result<()> {
    // Excel counts UTF-16 units.
    if text.encode_utf16().count() <= TEXT_MAX {
        sheet.write_string(row, at, text).map_err(said)?;
        return Ok(());
    }
    let mut units = 1;
    let mut cut: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= TEXT_MAX
        })
        .collect();
    cut.push('…');
    sheet.write_string(row, at, cut).map_err(said)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};

    #[test]
    fn a_sheet_is_read_back_as_it_was_written() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let headers = ["name", "n", "day", "at"].map(str::to_owned);
        let mut out = WorkbookOut::new(zone, &headers).unwrap();
        let time: Timestamp = "2026-05-01T20:30:00Z".parse().unwrap();
        out.row(&[
            Cell::text("=1+1 林晓梅 🌸\u{1}"),
            Cell::Number("-12.5".into()),
            Cell::Day("2026-05-01".parse().unwrap()),
            Cell::Time(time),
        ])
        .unwrap();
        out.row(&[
            Cell::text("好".repeat(40_000)),
            Cell::Number("12345678901234567890".into()),
            Cell::Day("1850-01-01".parse().unwrap()),
            Cell::Phone("+8613800138000".into()),
        ])
        .unwrap();
        let mut book = Xlsx::new(io::BufReader::new(out.finish().unwrap())).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let at = |row, column| sheet.get_value((row, column)).cloned().unwrap_or(Data::Empty);
        assert_eq!(at(0, 0), Data::String("name".into()));
        assert!(matches!(at(1, 0), Data::String(s) if s.starts_with("=1+1 林晓梅 🌸")));
        assert_eq!(at(1, 1), Data::Float(-12.5));
        assert!(matches!(at(1, 2), Data::DateTime(d) if d.as_f64() == 46_143.0), "{:?}", at(1, 2));
        assert!(
            matches!(at(1, 3), Data::DateTime(d) if (d.as_f64() - 46_144.187_5).abs() < 1e-6),
            "{:?}",
            at(1, 3)
        );
        assert!(matches!(at(2, 0), Data::String(s) if s.chars().count() == TEXT_MAX && s.ends_with('…')));
        assert_eq!(at(2, 1), Data::String("12345678901234567890".into()));
        assert_eq!(at(2, 2), Data::String("1850-01-01".into()));
        assert_eq!(at(2, 3), Data::String("+8613800138000".into()));
    }
}

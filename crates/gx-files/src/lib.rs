//! Files in, typed rows out.
//!
//! Purpose: read what people keep their customers in (CSV of any delimiter, spreadsheets,
//! JSON, vCards, any of them gzipped, in any encoding met in China), find out what the
//! columns mean, and read their values.
//! In: a path or bytes, and what the caller already knows. Out: a [`Table`] with its headers,
//! what was assumed, and rows one by one; guesses about columns; typed values or an error
//! that names the place, what was expected and what was got. And the way back: tables written as
//! CSV, NDJSON and workbooks.
//!
//! It must never know a database, a person or a clock (today is an argument), never hold a
//! whole text file in memory (only spreadsheets are loaded, up to a bound), never drop a row
//! in silence, and never panic, whatever the bytes are.

mod delimited;
pub mod detect;
mod encoding;
mod fault;
mod header;
mod json;
pub mod lines;
mod records;
mod sheet;
mod source;
mod table;
pub mod values;
pub mod vcard;
mod workbook;
pub mod write;

pub use detect::{ColumnGuess, ObjectGuess, TargetKey, detect_columns, detect_object};
pub use fault::{FileError, Notice, RowError};
pub use source::Source;
pub use table::{Format, HeaderRow, Options, Row, Rows, Table, open};
#[doc(inline)]
pub use workbook::{Cell, ROWS_MAX, WorkbookOut};

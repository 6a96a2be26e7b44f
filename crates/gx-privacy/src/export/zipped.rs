//! The copy as a ZIP, written while it is sent.

use std::io::{self, Write};

use futures_util::StreamExt as _;
use gx_blob::Blobs;
use gx_files::write::{CsvOut, CsvStyle};
use gx_kernel::Locale;
use serde_json::Value as Json;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::data::Copy;
use super::page;

const ORDERS: &[&str] =
    &["number", "placed_at", "status", "channel", "amount", "currency", "quantity", "lines"];
const INTERACTIONS: &[&str] =
    &["occurred_at", "kind", "direction", "channel", "title", "text", "amount", "currency"];

fn cell(row: &Json, column: &str) -> String {
    match &row[column] {
        Json::Null => String::new(),
        Json::String(s) => s.clone(),
        Json::Array(list) => {
            list.iter().filter_map(|line| line["name"].as_str()).collect::<Vec<_>>().join("|")
        }
        other => other.to_string(),
    }
}

fn csv(rows: &Json, columns: &[&str]) -> io::Result<Vec<u8>> {
    let mut out = CsvOut::new(Vec::new(), CsvStyle::PEOPLE, columns)?;
    for row in rows.as_array().into_iter().flatten() {
        out.row(&columns.iter().map(|c| cell(row, c)).collect::<Vec<_>>())?;
    }
    out.finish()
}

/// Writes it. Bytes of files come from their store; what is damaged there is named in `person.json` and left out.
pub(crate) fn write(
    copy: &Copy,
    locale: Locale,
    blobs: &Blobs,
    runtime: &tokio::runtime::Handle,
    to: impl Write,
) -> io::Result<()> {
    let mut zip = ZipWriter::new_stream(to);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(true);
    let json = serde_json::to_vec_pretty(&copy.json)?;
    for (name, bytes) in [
        ("index.html", page::page(&copy.json, locale).into_bytes()),
        ("person.json", json),
        ("orders.csv", csv(&copy.json["orders"], ORDERS)?),
        ("interactions.csv", csv(&copy.json["interactions"], INTERACTIONS)?),
    ] {
        zip.start_file(name, packed)?;
        zip.write_all(&bytes)?;
    }
    for (name, sha256) in &copy.files {
        let Ok((_, mut bytes)) = runtime.block_on(blobs.read(sha256)) else {
            tracing::warn!(sha256, "the bytes of a file are not there for the copy of a person");
            continue;
        };
        zip.start_file(name.as_str(), plain)?;
        while let Some(piece) = runtime.block_on(bytes.next()) {
            zip.write_all(&piece.map_err(|e| io::Error::other(e.to_string()))?)?;
        }
    }
    zip.finish()?.into_inner().flush()
}

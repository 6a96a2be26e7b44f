//! What a report or a dashboard says in a mail.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use gx_kernel::{Id, IdKind, Problem};
use gx_mail::{Enclosed, Letter};
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, StoreError, Tx};

use super::mails::Enclosing;
use super::{dashboards, reports};
use crate::ask::answer;
use crate::ask::figure::Type;
use crate::ask::file::{self, Format, whole_export};
use crate::ask::question::Question;
use crate::ask::told::Answer;
use crate::ask::words::Words;

/// The most figures in the words of a letter.
const LINES: usize = 12;
/// The largest file that is sent.
const LARGEST: usize = 5_000_000;

/// What one receiver is written, under their own rights.
///
/// # Errors
///
/// Not found or forbidden where it is not open to them.
pub fn write(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    (what, format): (&str, Enclosing),
    words: Words,
    address: &str,
) -> Result<Letter> {
    access.need_verb(Verb::See)?;
    let (name, asked, path): (String, Vec<(String, Question)>, &str) = match Id::read_any(what) {
        Some((IdKind::Report, id)) => {
            let report = reports::get(tx, access, id)?;
            (report.name.clone(), vec![(report.name, report.question)], "reports")
        }
        Some((IdKind::Dashboard, id)) => {
            let board = dashboards::get(tx, access, id)?;
            let tiles = board.tiles.into_iter();
            let asked = tiles.filter_map(|t| Some((t.title.unwrap_or_default(), t.question?)));
            (board.name, asked.collect(), "dashboards")
        }
        _ => return Err(Problem::not_found("The report").into()),
    };
    let mut lines = Vec::new();
    let mut enclosed = None;
    for (title, question) in &asked {
        let told = match answer::answer(tx, store, access, question) {
            Ok(told) => told,
            // One that cannot be answered any more says so, and the others are sent.
            Err(StoreError::Problem(p)) => {
                lines.push((title.clone(), p.message.clone()));
                continue;
            }
            Err(e) => return Err(e),
        };
        lines.extend(totals(title, question, &told, words));
        if enclosed.is_none() && asked.len() == 1 && whole_export(access).is_ok() {
            enclosed = enclose(&told, question, &name, format, words)?;
        }
    }
    lines.truncate(LINES);
    Ok(Letter::ReportV1 { link: format!("{address}/{path}/{what}"), name, lines, file: enclosed })
}

/// What an answer comes to over everything, in words.
fn totals(title: &str, question: &Question, told: &Answer, words: Words) -> Vec<(String, String)> {
    let Some(whole) = told.cells.first() else { return Vec::new() };
    let figures = told.measures.iter().zip(&whole.values);
    figures
        .filter_map(|(measure, value)| {
            let unit = match measure.ty {
                Type::Money => format!(" {}", told.currency),
                Type::Percent => " %".to_owned(),
                _ => String::new(),
            };
            let name = words.measure(question.object, &measure.asked, measure.label.as_deref());
            Some((format!("{title} · {name}"), format!("{}{unit}", value.as_ref()?)))
        })
        .collect()
}

/// An answer as a file, where one is wished and not too large to be sent.
fn enclose(
    told: &Answer,
    question: &Question,
    name: &str,
    format: Enclosing,
    words: Words,
) -> Result<Option<Enclosed>> {
    let format = match format {
        Enclosing::None => return Ok(None),
        Enclosing::Csv => Format::Csv,
        Enclosing::Xlsx => Format::Xlsx,
    };
    let made = file::made(told, question, (name, format), words, None)?;
    Ok((made.bytes.len() <= LARGEST).then(|| Enclosed {
        name: made.name,
        media: made.media.to_owned(),
        base64: BASE64.encode(made.bytes),
    }))
}

//! Documents as PDF.
//!
//! Purpose: lay a business paper (a quote; later an invoice or a delivery note) out on A4 pages with its typeface in
//! it, in simplified and traditional Chinese and English, so that it looks the same everywhere, can be searched,
//! copied and read aloud, and is fit to be kept (PDF/A-2a).
//! In: a [`Paper`], whose every word the caller has chosen and translated, and a [`Font`]. Out: the bytes of a file,
//! the same for the same paper. Only the numbers of the pages are ours.
//!
//! It must never read a file, a clock or a database, know what a customer or a quote is, fail or panic because of
//! what a text says, or lose text in silence. A character that the font lacks stands as a box (□) that still carries
//! the character when copied; [`Font::lacks`] says beforehand which those are. What controls text without showing
//! (marks of direction, joiners, selectors of variants) is left out; other characters that mean nothing on paper
//! become U+FFFD. How much text a paper may hold is the caller's to limit: layout takes time and memory in
//! proportion.

mod breaks;
mod columns;
mod draw;
mod flow;
mod font;
#[cfg(test)]
mod laws;
mod layout;
mod margin;
mod paper;
mod setting;
mod shape;
#[cfg(test)]
mod tests;

pub use font::Font;
pub use paper::{Align, Cell, Clause, Column, Fact, Language, Paper, PaperError, Party, Sum};

/// The paper as the bytes of a PDF.
///
/// # Errors
/// [`PaperError::Unwritable`] if the font cannot be put into a file that is fit to be kept. No text causes it.
pub fn pdf(paper: &Paper, font: &Font) -> Result<Vec<u8>, PaperError> {
    let face = font.face(paper.language)?;
    draw::pdf(paper, &layout::lay(paper, &face), font)
}

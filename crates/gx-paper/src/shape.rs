//! From characters to glyphs: one glyph for each character, in the order of the text.

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::raw::TableProvider as _;
use skrifa::raw::tables::gsub::{Gsub, SingleSubst, SubstitutionSubtables};
use skrifa::raw::types::Tag;
use skrifa::{FontRef, GlyphId, MetadataProvider as _};
use unicode_normalization::UnicodeNormalization as _;

use crate::breaks::is_wide;
use crate::paper::{Language, PaperError};

/// What stands for a character that the font lacks.
pub(crate) const BOX: char = '□';
/// Quotation marks, which Chinese and English share but set in different widths.
const QUOTES: [char; 4] = ['“', '”', '‘', '’'];
/// Where the middle of a Chinese character is above the baseline, in ems.
pub(crate) const MIDDLE: f32 = 0.38;

/// A character as it is drawn; lengths are in ems.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Glyph {
    pub id: u32,
    pub text: char,
    pub advance: f32,
}

/// A font with what texts of one language need of it.
pub(crate) struct Face<'a> {
    charmap: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
    em: f32,
    language: Language,
    boxed: u32,
    narrow: Vec<(char, u32)>,
}

impl<'a> Face<'a> {
    pub fn read(bytes: &'a [u8], language: Language) -> Result<Self, PaperError> {
        let font = FontRef::from_index(bytes, 0).map_err(|_| PaperError::NoFont)?;
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let em = f32::from(font.head().map_err(|_| PaperError::NoFont)?.units_per_em()).max(1.0);
        let mut face = Self { charmap: font.charmap(), metrics, em, language, boxed: 0, narrow: Vec::new() };
        face.boxed = face.id(BOX).unwrap_or(0);
        face.narrow = QUOTES
            .into_iter()
            .filter_map(|quote| Some((quote, proportional(&font, face.id(quote)?)?)))
            .collect();
        Ok(face)
    }

    /// The glyph for a character, if the font has one that shows it.
    pub fn id(&self, text: char) -> Option<u32> {
        let stand_in = match text {
            '\u{2010}' | '\u{2011}' => '-',
            '\u{2212}' => '–',
            _ if text.is_whitespace() => ' ',
            _ => text,
        };
        [text, stand_in]
            .into_iter()
            .find_map(|c| self.charmap.map(c))
            .map(GlyphId::to_u32)
            .filter(|&id| id != 0)
    }

    /// The glyphs of a text, with a line feed where a line must end.
    pub fn shape(&self, text: &str) -> Vec<Glyph> {
        let clean: Vec<char> = clean(text).collect();
        let mut before = None;
        let mut glyphs = Vec::with_capacity(clean.len());
        for (at, &text) in clean.iter().enumerate() {
            glyphs.push(self.glyph(before, text, clean.get(at + 1).copied()));
            before = Some(text);
        }
        glyphs
    }

    fn glyph(&self, before: Option<char>, text: char, after: Option<char>) -> Glyph {
        if text == '\n' {
            return Glyph { id: self.boxed, text, advance: 0.0 };
        }
        let narrow = self.narrow.iter().find(|(quote, _)| *quote == text);
        let id = match narrow {
            Some(&(_, id)) if self.is_western(before, text, after) => id,
            _ => self.id(text).unwrap_or(self.boxed),
        };
        Glyph { id, text, advance: self.advance(id) }
    }

    /// Whether a quotation mark is set as in English: in an English text unless it encloses Chinese, in a Chinese
    /// one only as the apostrophe within a word.
    fn is_western(&self, before: Option<char>, text: char, after: Option<char>) -> bool {
        let inner = if matches!(text, '“' | '‘') { after } else { before };
        match self.language {
            Language::En => !inner.is_some_and(is_wide),
            Language::ZhCn | Language::ZhTw => {
                text == '’' && [before, after].into_iter().all(|c| c.is_some_and(|c| c.is_ascii_alphabetic()))
            }
        }
    }

    fn advance(&self, id: u32) -> f32 {
        self.metrics.advance_width(GlyphId::new(id)).unwrap_or(0.0).max(0.0) / self.em
    }
}

/// A text without what cannot stand on paper: characters composed, tabs as spaces, ends of lines as line feeds,
/// what is invisible left out, what has no meaning as U+FFFD.
pub(crate) fn clean(text: &str) -> impl Iterator<Item = char> {
    let mut after_return = false;
    let visible = text.chars().filter_map(move |c| {
        let paired = std::mem::replace(&mut after_return, c == '\r');
        match c {
            '\n' if paired => None,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => None,
            '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => None,
            '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => None,
            '\u{e0000}'..='\u{e0fff}' => None,
            '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{f0000}'.. => {
                Some(char::REPLACEMENT_CHARACTER)
            }
            _ if c.is_control() || u32::from(c) & 0xfffe == 0xfffe => Some(char::REPLACEMENT_CHARACTER),
            _ => Some(c),
        }
    });
    visible.nfc()
}

/// The glyph of its own width that the font keeps for a glyph as wide as a square.
fn proportional(font: &FontRef<'_>, id: u32) -> Option<u32> {
    let gsub = font.gsub().ok()?;
    let features = gsub.feature_list().ok()?;
    let record = features.feature_records().iter().find(|one| one.feature_tag() == Tag::new(b"pwid"))?;
    let feature = record.feature(features.offset_data()).ok()?;
    feature.lookup_list_indices().iter().find_map(|lookup| replaced(&gsub, lookup.get(), id))
}

fn replaced(gsub: &Gsub<'_>, lookup: u16, id: u32) -> Option<u32> {
    let lookup = gsub.lookup_list().ok()?.lookups().get(usize::from(lookup)).ok()?;
    let SubstitutionSubtables::Single(tables) = lookup.subtables().ok()? else { return None };
    tables.iter().find_map(|table| match table.ok()? {
        SingleSubst::Format1(table) => {
            table.coverage().ok()?.get(GlyphId::new(id))?;
            u32::try_from(i64::from(id) + i64::from(table.delta_glyph_id())).ok()
        }
        SingleSubst::Format2(table) => {
            let at = table.coverage().ok()?.get(GlyphId::new(id))?;
            table.substitute_glyph_ids().get(usize::from(at)).map(|new| u32::from(new.get().to_u16()))
        }
    })
}

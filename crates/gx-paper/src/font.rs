//! The typeface of a paper, as the bytes of an OpenType font.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::paper::{Language, PaperError};
use crate::shape::{BOX, Face, clean};

/// A font, read once and kept: copies share its bytes.
///
/// Its figures should be of one width, as those of Noto Sans CJK are, or amounts will not stand under each other.
#[derive(Clone)]
pub struct Font {
    bytes: Arc<Cow<'static, [u8]>>,
    embedded: krilla::text::Font,
}

impl std::fmt::Debug for Font {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Font").field("bytes", &self.bytes.len()).finish()
    }
}

impl Font {
    /// The font that these bytes are: those of an `.otf` or `.ttf` file, or the first of a collection.
    ///
    /// # Errors
    /// The bytes are no font, or the font lacks a space, a figure or the box that stands for what it lacks.
    pub fn read(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, PaperError> {
        let bytes = Arc::new(bytes.into());
        let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = bytes.clone();
        let embedded = krilla::text::Font::new(shared.into(), 0).ok_or(PaperError::NoFont)?;
        let font = Self { bytes, embedded };
        match font.lacks(&format!(" -0123456789{BOX}")).first() {
            Some(&lacking) => Err(PaperError::FontLacks(lacking)),
            None => Ok(font),
        }
    }

    /// The characters of a text that a paper in this font shows as boxes, each once.
    #[must_use]
    pub fn lacks(&self, text: &str) -> Vec<char> {
        let Ok(face) = self.face(Language::ZhCn) else { return Vec::new() };
        let lacking: BTreeSet<char> = clean(text).filter(|&c| c != '\n' && face.id(c).is_none()).collect();
        lacking.into_iter().collect()
    }

    /// The font as texts of a language are set in it.
    pub(crate) fn face(&self, language: Language) -> Result<Face<'_>, PaperError> {
        Face::read(&self.bytes, language)
    }

    /// The font as files hold it.
    pub(crate) fn embedded(&self) -> krilla::text::Font {
        self.embedded.clone()
    }
}

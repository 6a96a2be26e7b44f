//! The normal form of identities: one address, one text, however it was typed.

mod account;
mod blocked;
mod email;
mod phone;

use std::fmt;

use gx_kernel::identity::IdentityKind;
use serde::Serialize;

pub use blocked::is_blocked;

/// Bytes of an id that is taken as it comes.
pub const MAX_ID_BYTES: usize = 255;

/// Why a text is not an identity of its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NormaliseError {
    /// Stable word: `empty`, `too_long`, `not_an_email`, `not_a_phone`, `phone_needs_country` …
    pub code: &'static str,
    /// What was expected and what was found, in a sentence for people.
    pub message: String,
}

impl NormaliseError {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl fmt::Display for NormaliseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for NormaliseError {}

/// The normal form of an identity, or why it has none.
///
/// `region_hint` is the two-letter country of the source (`CN`, `US`), used for phones
/// without a country code; without a hint it is China. Normalising twice changes nothing.
/// A value that is well formed but says nothing of a person passes here and is caught by
/// [`is_blocked`].
///
/// ```
/// use gx_kernel::identity::IdentityKind;
/// use gx_text::normalise;
/// assert_eq!(normalise(&IdentityKind::Phone, "138-0013-8001", None).unwrap(), "+8613800138001");
/// assert_eq!(normalise(&IdentityKind::Email, " Lin@Example.COM ", None).unwrap(), "lin@example.com");
/// ```
pub fn normalise(
    kind: &IdentityKind,
    raw: &str,
    region_hint: Option<&str>,
) -> Result<String, NormaliseError> {
    let raw = trim(raw);
    if raw.is_empty() {
        return Err(NormaliseError::new(
            "empty",
            format!("expected an identity of kind {kind}, got nothing"),
        ));
    }
    match kind {
        IdentityKind::Email => email::normalise(raw),
        IdentityKind::Phone => phone::normalise(raw, region_hint),
        IdentityKind::Weibo => account::weibo(raw),
        IdentityKind::Did => account::did(raw),
        IdentityKind::Handle => account::handle(raw),
        IdentityKind::WechatOpenid | IdentityKind::WechatUnionid | IdentityKind::WecomExternal => {
            account::wechat(raw, kind)
        }
        IdentityKind::UserId | IdentityKind::MemberNo | IdentityKind::External(_) | IdentityKind::Device => {
            account::opaque(raw, kind)
        }
    }
}

/// Loads the patterns of the world's phone numbers.
pub(crate) fn warm() {
    let _ = phone::normalise("13800138001", None);
}

/// White space, controls and invisible marks at either end come from copying, not from the writer.
fn trim(raw: &str) -> &str {
    raw.trim_matches(|c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
    })
}

/// What was got, short enough for a message.
fn shown(raw: &str) -> String {
    if raw.chars().count() <= 60 {
        return format!("{raw:?}");
    }
    format!("{:?}…", raw.chars().take(60).collect::<String>())
}

#[cfg(test)]
mod tests;

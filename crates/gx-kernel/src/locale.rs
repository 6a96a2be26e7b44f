//! The three languages of the interface.

use serde::{Deserialize, Serialize};

/// A language of the interface, mails and errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub enum Locale {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// Traditional Chinese.
    #[serde(rename = "zh-TW")]
    ZhTw,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Locale {
    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::ZhTw => "zh-TW",
            Self::En => "en",
        }
    }

    /// The locale of a tag, an `Accept-Language` header or a file's language hint; `None` if none fits.
    pub fn from_tag(text: &str) -> Option<Self> {
        text.split(',').map(|t| t.split(';').next().unwrap_or("").trim().to_ascii_lowercase()).find_map(
            |tag| {
                if tag.starts_with("zh") {
                    let traditional = ["tw", "hk", "mo", "hant"].iter().any(|x| tag.contains(x));
                    Some(if traditional { Self::ZhTw } else { Self::ZhCn })
                } else if tag.starts_with("en") {
                    Some(Self::En)
                } else {
                    None
                }
            },
        )
    }
}

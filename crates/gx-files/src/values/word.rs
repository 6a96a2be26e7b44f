//! Words for yes and no, and for genders.

use gx_text::fold;
use serde::Serialize;

use super::ValueError;

/// A gender as the person's field stores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Neither.
    Other,
    /// The person or the source does not say.
    Unknown,
}

impl Gender {
    /// Stable text, as in SQL and JSON.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }
}

/// Reads yes or no: `true`, `Y`, `1`, `是`, `已`, `✓` and their opposites.
pub fn parse_bool(text: &str) -> Result<bool, ValueError> {
    match fold(text).as_str() {
        "true" | "t" | "yes" | "y" | "1" | "1.0" | "on" | "x" | "是" | "有" | "对" | "真" | "已" | "启用"
        | "同意" | "✓" | "✔" | "√" => Ok(true),
        "false" | "f" | "no" | "n" | "0" | "0.0" | "off" | "否" | "无" | "没有" | "不是" | "错" | "假"
        | "未" | "停用" | "不同意" | "✗" | "✘" | "×" => Ok(false),
        _ => Err(ValueError::new("not_a_bool", "yes or no", text)),
    }
}

/// Reads a gender in English or Chinese; forms of address count.
pub fn parse_gender(text: &str) -> Result<Gender, ValueError> {
    match fold(text).trim_end_matches('.') {
        "female" | "f" | "woman" | "w" | "girl" | "mrs" | "ms" | "miss" | "女" | "女性" | "女士" | "小姐"
        | "太太" | "女生" => Ok(Gender::Female),
        "male" | "m" | "man" | "boy" | "mr" | "男" | "男性" | "先生" | "男生" => Ok(Gender::Male),
        "other" | "o" | "nonbinary" | "non-binary" | "x" | "diverse" | "其他" | "其它" => {
            Ok(Gender::Other)
        }
        "unknown" | "u" | "n/a" | "not specified" | "prefer not to say" | "未知" | "保密" | "不详"
        | "不愿透露" => Ok(Gender::Unknown),
        _ => Err(ValueError::new("not_a_gender", "a gender such as female, male, 女 or 男", text)),
    }
}

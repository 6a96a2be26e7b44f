//! What the columns of a table mean.

mod columns;
mod profile;
mod synonyms;
mod target;

use gx_kernel::object::ObjectKind;
use serde::Serialize;

pub use columns::detect_columns;
pub use profile::{Profile, profile};
pub use target::TargetKey;

use crate::values::DateOrder;

/// What one column is taken for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ColumnGuess {
    /// The column, from 0.
    pub column: usize,
    /// Its header.
    pub header: String,
    /// What it fills; `None` for a column without values. Several columns may fill one
    /// address: their cells are joined in the order of the columns ([`join_cells`]).
    pub target: Option<TargetKey>,
    /// From 0 to 1; below 0.5 a person should look.
    pub confidence: f32,
    /// Why, in a sentence.
    pub because: String,
    /// For dates: the order of day and month that holds for the whole column.
    pub date_order: Option<DateOrder>,
}

/// Which object a file is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ObjectGuess {
    /// The likeliest object.
    pub object: ObjectKind,
    /// From 0 to 1.
    pub confidence: f32,
    /// Why, in a sentence.
    pub because: String,
}

/// Which object a table is about, by how much of each object its columns fill.
pub fn detect_object(headers: &[String], samples: &[Vec<String>]) -> ObjectGuess {
    let mut scores: Vec<(f32, ObjectKind, Vec<String>)> = ObjectKind::ALL
        .iter()
        .map(|object| {
            let guesses = detect_columns(*object, headers, samples, None, &[]);
            let telling = guesses
                .iter()
                .filter_map(|g| Some((tells(*object, g.target.as_ref()?, g.confidence) * g.confidence, g)));
            let (mut score, mut why) = (0.0, Vec::new());
            for (weight, guess) in telling.filter(|(weight, _)| *weight > 0.0) {
                score += weight;
                why.push(guess.header.clone());
            }
            (score, *object, why)
        })
        .collect();
    scores.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (best, object, why) = scores.first().cloned().unwrap_or((0.0, ObjectKind::Person, Vec::new()));
    let next = scores.get(1).map_or(0.0, |s| s.0);
    if best <= 0.0 {
        let because = "no column says what the rows are; people are the commonest".into();
        return ObjectGuess { object: ObjectKind::Person, confidence: 0.1, because };
    }
    ObjectGuess {
        object,
        confidence: best / (best + next),
        because: format!("the columns {}", why.join(", ")),
    }
}

/// How much a target speaks for the rows being such objects.
fn tells(object: ObjectKind, target: &TargetKey, confidence: f32) -> f32 {
    let text = target.as_text();
    let list: &[(&str, f32)] = match object {
        ObjectKind::Person => &[
            ("name", 2.0),
            ("given_name", 2.0),
            ("family_name", 2.0),
            ("gender", 2.0),
            ("birth_date", 3.0),
            ("email", 1.0),
            ("phone", 1.0),
            ("member_no", 1.5),
            ("wechat_openid", 1.0),
            ("weibo", 1.0),
            ("job_title", 1.0),
            ("tier", 1.0),
            ("address", 0.5),
            ("city", 0.5),
            ("postcode", 0.5),
        ],
        ObjectKind::Company => &[
            ("name", 2.2),
            ("domain", 3.0),
            ("industry", 3.0),
            ("size", 3.0),
            ("phone", 0.5),
            ("address", 0.5),
            ("city", 0.5),
        ],
        ObjectKind::Order => &[
            ("number", 4.0),
            ("amount", 2.5),
            ("quantity", 2.0),
            ("placed_at", 2.0),
            ("status", 1.0),
            ("currency", 0.5),
        ],
        ObjectKind::Interaction => &[
            ("text", 3.0),
            ("kind", 2.5),
            ("direction", 2.5),
            ("channel", 1.5),
            ("title", 1.5),
            ("occurred_at", 1.5),
            ("object_id", 1.0),
        ],
        // Deals and leads are not imported.
        ObjectKind::Deal | ObjectKind::Lead | ObjectKind::Activity => &[],
    };
    // A column that is only called "id" is a number of anything.
    if text == "number" && confidence <= 0.7 {
        return 0.0;
    }
    list.iter().find(|(key, _)| *key == text).map_or(0.0, |(_, weight)| *weight)
}

/// Whether a text is a column name that people use.
pub(crate) fn is_known_header(text: &str) -> bool {
    ObjectKind::ALL
        .iter()
        .any(|object| synonyms::lookup(*object, text).is_some_and(|hit| hit.confidence >= 0.9))
}

/// Whether a text is plainly a value rather than a name for a column.
pub(crate) fn looks_like_data(text: &str) -> bool {
    profile::is_value(text)
}

/// Joins the cells of the columns that fill one target: Chinese parts without a space, others with one.
///
/// ```
/// assert_eq!(gx_files::detect::join_cells(["16", "ellis place", ""]), "16 ellis place");
/// assert_eq!(gx_files::detect::join_cells(["浙江省", "杭州市"]), "浙江省杭州市");
/// ```
pub fn join_cells<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for cell in cells {
        let cell = cell.trim();
        let dense = |c: Option<char>| c.is_some_and(gx_text::fold::is_dense);
        let beside_dense = dense(out.chars().last()) || dense(cell.chars().next());
        if !out.is_empty() && !cell.is_empty() && !beside_dense {
            out.push(' ');
        }
        out.push_str(cell);
    }
    out
}

#[cfg(test)]
mod tests;

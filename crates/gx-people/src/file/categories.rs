//! What files filed with a record can be: the archive is in order where each says what it is.

use gx_kernel::Problem;
use gx_store::{Result, Tx, settings};

const SETTING: &str = "file_categories";
/// The most categories there are.
const MOST: usize = 30;
/// Those of a workspace that has named none; the app knows words for them.
const FIRST: &[&str] = &["contract", "identity", "offer", "invoice", "photo", "report"];

/// The categories of the workspace, in their order.
pub fn load(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    let kept: Option<Vec<String>> = settings::get(tx, SETTING)?;
    Ok(kept.unwrap_or_else(|| FIRST.iter().map(ToString::to_string).collect()))
}

/// Keeps them. Files that bear one which is gone keep it.
///
/// # Errors
///
/// A problem that names the category at fault (`categories.2`).
pub fn put(tx: &mut Tx<'_>, categories: &[String]) -> Result<Vec<String>> {
    if categories.len() > MOST {
        return Err(Problem::field("categories", "too_many", format!("at most {MOST} categories")).into());
    }
    let mut out: Vec<String> = Vec::with_capacity(categories.len());
    for (at, category) in categories.iter().enumerate() {
        let wrong = |code: &str, message: &str| Problem::field(&format!("categories.{at}"), code, message);
        let category = category.split_whitespace().collect::<Vec<_>>().join(" ");
        if category.is_empty() || category.chars().count() > 40 {
            return Err(wrong("length", "a category has 1 to 40 characters").into());
        }
        if out.contains(&category) {
            return Err(wrong("not_unique", "there is another of this name").into());
        }
        out.push(category);
    }
    settings::put(tx, SETTING, &out)?;
    Ok(out)
}

/// Refuses a category that is none of the workspace's.
pub(super) fn known(tx: &mut Tx<'_>, category: Option<&str>) -> Result<()> {
    match category {
        Some(word) if !load(tx)?.iter().any(|known| known == word) => {
            let message = format!("there is no category {word:?}");
            Err(Problem::field("category", "unknown", message).into())
        }
        _ => Ok(()),
    }
}

//! Colleagues whom a text names with an @.

use gx_kernel::Id;
use gx_store::{Result, Tx};

/// Who is named in a text, by their whole names.
pub fn named(tx: &mut Tx<'_>, text: &str) -> Result<Vec<(Id, String)>> {
    if !text.contains('@') {
        return Ok(Vec::new());
    }
    let staff = tx
        .query("SELECT id, name FROM staff WHERE disabled_at IS NULL", &[])?
        .iter()
        .map(|r| Ok((r.id(0)?, r.string(1)?)))
        .collect::<Result<Vec<_>>>()?;
    Ok(among(text, staff))
}

fn among(text: &str, mut staff: Vec<(Id, String)>) -> Vec<(Id, String)> {
    // The longest name first, so that @林晓梅 is not @林晓.
    staff.sort_by_key(|(_, name)| std::cmp::Reverse(name.chars().count()));
    let mut rest = text.to_owned();
    staff.retain(|(_, name)| {
        let called = format!("@{name}");
        let found = !name.is_empty() && rest.contains(&called);
        if found {
            rest = rest.replace(&called, " ");
        }
        found
    });
    staff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_is_meant() {
        let staff = || vec![(Id(1), "林晓".to_owned()), (Id(2), "林晓梅".to_owned()), (Id(3), String::new())];
        let named = |text: &str| among(text, staff()).iter().map(|(id, _)| id.0).collect::<Vec<_>>();
        assert_eq!(named("@林晓梅 请看"), [2]);
        assert_eq!(named("@林晓 和@林晓梅"), [2, 1]);
        assert_eq!(named("林晓梅 a@b"), Vec::<i64>::new());
    }
}

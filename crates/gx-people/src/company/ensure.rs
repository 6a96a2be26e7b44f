//! Companies as ingest meets them: named by a program, found again by its id or name.

use gx_kernel::Id;
use gx_store::change::By;
use gx_store::{Result, Store, Tx};
use serde_json::{Map, Value as Json};

use super::record::{self, COLUMNS, Company};

/// The longest value that a program's word about a company keeps, in characters.
const TEXT_MAX: usize = 500;

/// What a program says of a company, by field.
fn stated(values: &Map<String, Json>) -> Vec<(&'static str, Json)> {
    let size = values.get("size").or_else(|| values.get("employees")).and_then(Json::as_i64);
    COLUMNS
        .iter()
        .filter_map(|key| match *key {
            "name" | "owner" => None,
            "size" => size.map(|n| (*key, n.into())),
            _ => {
                let text = values.get(*key)?.as_str()?.trim();
                let text = if *key == "domain" { record::domain(text) } else { text.to_owned() };
                let kept: String = text.chars().take(TEXT_MAX).collect();
                (!kept.is_empty()).then(|| (*key, kept.into()))
            }
        })
        .collect()
}

/// Finds a company by its external id or its name, or makes it; fills what was empty.
#[expect(clippy::too_many_arguments, reason = "one statement's facts")]
pub fn ensure(
    tx: &mut Tx<'_>,
    store: &Store,
    external: Option<&str>,
    name: &str,
    values: &Map<String, Json>,
    by: By,
    import: Option<Id>,
    demo: bool,
) -> Result<Id> {
    let name: String = name.trim().chars().take(TEXT_MAX).collect();
    let found = match external {
        Some(e) => record::by_external(tx, e)?,
        None => record::by_name(tx, &name)?,
    };
    let now = store.now();
    if let Some(mut company) = found {
        let mut filled = false;
        for (key, value) in stated(values) {
            if !company.values.contains_key(key) {
                company.state(key, value, by, now);
                filled = true;
            }
        }
        let id = company.id;
        if filled {
            record::update(tx, &[company], now)?;
        }
        return Ok(id);
    }
    let mut company = Company::new(store.id(), by, now);
    company.external = external.map(str::to_owned);
    if !name.is_empty() {
        company.values.insert("name".into(), name.into());
    }
    for (key, value) in stated(values) {
        company.values.insert(key.into(), value);
    }
    let id = company.id;
    record::insert(tx, &[company], now, import, demo)?;
    Ok(id)
}

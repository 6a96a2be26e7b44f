//! Companies as ingest meets them: named by a program, found again by its id, domain or name.

use gx_kernel::Id;
use gx_store::change::By;
use gx_store::{Result, Store, Tx};
use serde_json::{Map, Value as Json};

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
    let name = name.trim();
    let found = match external {
        Some(e) => {
            tx.first("SELECT id FROM company WHERE external = $1 AND deleted_at IS NULL", &[e.into()])?
        }
        None => tx.first(
            "SELECT id FROM company WHERE name_key = $1 AND name = $2 AND deleted_at IS NULL",
            &[gx_text::sort_key_zh(name).into(), name.into()],
        )?,
    };
    let text = |key: &str| {
        values
            .get(key)
            .and_then(Json::as_str)
            .map(str::trim)
            .filter(|t| !t.is_empty())
            .map(|t| t.chars().take(500).collect::<String>())
    };
    let size = values.get("size").or_else(|| values.get("employees")).and_then(Json::as_i64);
    let now = store.now();
    if let Some(row) = found {
        let id = row.id(0)?;
        tx.execute(
            "UPDATE company SET domain = COALESCE(domain, $1), industry = COALESCE(industry, $2), country = COALESCE(country, $3), region = COALESCE(region, $4), \
             city = COALESCE(city, $5), address = COALESCE(address, $6), phone = COALESCE(phone, $7), size = COALESCE(size, $8) WHERE id = $9",
            &[text("domain").into(), text("industry").into(), text("country").into(), text("region").into(), text("city").into(), text("address").into(), text("phone").into(), size.into(), id.into()],
        )?;
        return Ok(id);
    }
    let id = store.id();
    let shown = if name.is_empty() { external.unwrap_or("") } else { name };
    tx.execute(
        "INSERT INTO company (id, name, name_key, domain, industry, country, region, city, address, postcode, phone, size, owner, external, fields, sources, created_at, updated_at, import_id, demo) \
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,NULL,$13,NULL,$14,$15,$15,$16,$17)",
        &[
            id.into(),
            shown.into(),
            gx_text::sort_key_zh(shown).into(),
            text("domain").into(),
            text("industry").into(),
            text("country").into(),
            text("region").into(),
            text("city").into(),
            text("address").into(),
            text("postcode").into(),
            text("phone").into(),
            size.into(),
            external.into(),
            serde_json::json!({"*": {"b": by, "t": now.0}}).into(),
            now.into(),
            import.into(),
            demo.into(),
        ],
    )?;
    let mut words = gx_text::index_tokens(gx_text::TextKind::Name, shown);
    for part in [text("domain"), text("city"), text("industry")].into_iter().flatten() {
        words.extend(gx_text::index_tokens(gx_text::TextKind::Body, &part));
    }
    gx_store::search::index(tx, gx_kernel::object::ObjectKind::Company, &[(id, words)], false)?;
    Ok(id)
}

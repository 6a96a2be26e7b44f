//! What a workspace needs before anyone signs in: roles, the staff source, its name and customs.

use gx_kernel::Id;
use gx_store::{Result, Store, access, settings};

/// Makes roles and the staff source if they are missing; safe to call at every start.
pub fn prepare(store: &Store) -> Result<()> {
    store.write(|tx| {
        for (key, name, grants) in access::first_roles() {
            let grants =
                serde_json::to_value(&grants).map_err(|e| gx_store::StoreError::Shape(e.to_string()))?;
            tx.execute(
                "INSERT INTO role (key, name, grants) VALUES ($1,$2,$3) ON CONFLICT DO NOTHING",
                &[key.into(), name.into(), grants.into()],
            )?;
        }
        if tx.first("SELECT id FROM source WHERE kind = 'staff' LIMIT 1", &[])?.is_none() {
            gx_ingest::sources::create(tx, store, "员工 Staff", "staff")?;
        }
        for (key, value) in
            [("workspace", "关系 Guanxi"), ("zone", "Asia/Shanghai"), ("currency", "CNY"), ("country", "CN")]
        {
            if settings::get::<String>(tx, key)?.is_none() {
                settings::put(tx, key, &value)?;
            }
        }
        gx_people::likeness::fill_if_needed(tx, store)
    })
}

/// Whether anybody could sign in.
pub fn has_users(store: &Store) -> Result<bool> {
    store.read(|tx| Ok(tx.first("SELECT id FROM staff LIMIT 1", &[])?.is_some()))
}

/// A source by name and kind, made if missing.
pub fn source(store: &Store, name: &str, kind: &str) -> Result<Id> {
    store.write(|tx| {
        if let Some(row) = tx.first(
            "SELECT id FROM source WHERE name = $1 AND kind = $2 AND deleted_at IS NULL",
            &[name.into(), kind.into()],
        )? {
            return row.id(0);
        }
        gx_ingest::sources::create(tx, store, name, kind)
    })
}

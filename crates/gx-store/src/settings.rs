//! Settings of the workspace: small JSON values by key, and its secret keys.

use serde::{Serialize, de::DeserializeOwned};

use crate::{Result, StoreError, Tx, Value};

/// Reads a setting.
pub fn get<T: DeserializeOwned>(tx: &mut Tx<'_>, key: &str) -> Result<Option<T>> {
    match tx.first("SELECT value FROM setting WHERE key = $1", &[key.into()])? {
        None => Ok(None),
        Some(row) => serde_json::from_str(row.text(0)?)
            .map(Some)
            .map_err(|e| StoreError::Shape(format!("setting {key}: {e}"))),
    }
}

/// Writes a setting.
pub fn put<T: Serialize>(tx: &mut Tx<'_>, key: &str, value: &T) -> Result<()> {
    let text = serde_json::to_string(value).map_err(|e| StoreError::Shape(format!("setting {key}: {e}")))?;
    tx.execute("INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", &[key.into(), text.into()])?;
    Ok(())
}

/// Makes whoever else wants this setting wait until the transaction has ended; `first` is kept if there is none yet.
pub fn hold<T: Serialize>(tx: &mut Tx<'_>, key: &str, first: &T) -> Result<()> {
    let text = serde_json::to_string(first).map_err(|e| StoreError::Shape(format!("setting {key}: {e}")))?;
    tx.execute(
        "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = setting.value",
        &[key.into(), text.into()],
    )?;
    Ok(())
}

/// The workspace's 48 secret bytes (16 for hashing ids, 32 for signing); `fresh` is kept if there are none yet.
pub(crate) fn workspace_key(tx: &mut Tx<'_>, fresh: [u8; 48]) -> Result<[u8; 48]> {
    tx.execute(
        "INSERT INTO secret (key, value) VALUES ('workspace', $1) ON CONFLICT DO NOTHING",
        &[Value::Blob(fresh.to_vec())],
    )?;
    let row = tx.one("SELECT value FROM secret WHERE key = 'workspace'", &[])?;
    row.blob(0)?.try_into().map_err(|_| StoreError::Shape("the workspace key has another length".into()))
}

/// The currency of the workspace.
pub fn currency(tx: &mut Tx<'_>) -> Result<String> {
    Ok(get(tx, "currency")?.unwrap_or_else(|| "CNY".into()))
}

//! Who was erased, as far as it is remembered: keyed hashes of ids and addresses, and the day.
//!
//! By them whoever comes again is told from a stranger, and a backup from before the erasure is erased again.

use std::collections::HashMap;

use gx_kernel::{Id, Micros};
use gx_store::{Result, Store, Tx, settings};
use serde::{Deserialize, Serialize};

/// Why an input is not taken.
pub const CODE: &str = "erased";
/// Where what is to be done is kept.
const SETTING: &str = "privacy_return";

/// What becomes of whoever was erased and comes again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Return {
    /// They are taken in as anybody new, and their page says that they once asked to be erased.
    #[default]
    Flag,
    /// Doors and files refuse them; a colleague may still make the record by hand.
    Refuse,
}

/// What the workspace does.
pub fn on_return(tx: &mut Tx<'_>) -> Result<Return> {
    Ok(settings::get(tx, SETTING)?.unwrap_or_default())
}

/// Says what is to be done.
pub fn set_on_return(tx: &mut Tx<'_>, to: Return) -> Result<()> {
    settings::put(tx, SETTING, &to)
}

/// The keyed hash by which the id of a node is remembered.
pub fn hash_of(store: &Store, node: Id) -> i64 {
    store.hash().of(&[b"erased person", &node.0.to_be_bytes()])
}

/// Which of these addresses belonged to people who asked to be erased, and when they did.
pub fn known(tx: &mut Tx<'_>, hashes: &[i64]) -> Result<HashMap<i64, Micros>> {
    let sql = "SELECT k.hash, e.at FROM erased_key k JOIN erasure e ON e.id = k.erasure_id WHERE k.kind = 'identity' AND k.hash IN";
    let mut out: HashMap<i64, Micros> = HashMap::new();
    for r in tx.query_in(sql, hashes)? {
        let at = out.entry(r.int(0)?).or_insert(r.micros(1)?);
        *at = (*at).max(r.micros(1)?);
    }
    Ok(out)
}

/// Like [`known`], where the workspace refuses those who come again; empty where it does not.
pub fn refused(tx: &mut Tx<'_>, hashes: &[i64]) -> Result<HashMap<i64, Micros>> {
    if on_return(tx)? == Return::Flag {
        return Ok(HashMap::new());
    }
    known(tx, hashes)
}

/// The sentence of a refusal.
pub fn sentence(at: Micros) -> String {
    let day: String = at.to_rfc3339().chars().take(10).collect();
    format!("this person asked on {day} to be erased")
}

//! Addresses that are the right to what they show: pages of customers, calendars for other programs.
//!
//! The token is the id and a keyed hash of it that nobody guesses (HMAC-SHA-256 under the workspace's secret, 128 bits).
//! Nothing is stored, so a backup of rows alone tells none.

use gx_kernel::{Id, IdKind, Problem};
use gx_store::Store;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The bytes of the hash in a token.
const BYTES: usize = 16;

fn mac(store: &Store, kind: IdKind, id: Id) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(store.secret()).ok()?;
    mac.update(b"guest page\0");
    mac.update(kind.prefix().as_bytes());
    mac.update(&id.0.to_be_bytes());
    Some(mac)
}

/// The token of an id.
pub fn of(store: &Store, kind: IdKind, id: Id) -> String {
    let shown = id.show(kind);
    let digits = shown.split_once('_').map_or("", |(_, digits)| digits);
    let hash = mac(store, kind, id).map(|m| m.finalize().into_bytes()).unwrap_or_default();
    let hex: String = hash.iter().take(BYTES).map(|b| format!("{b:02x}")).collect();
    format!("{digits}-{hex}")
}

/// The id that a token opens. Hashes are compared in constant time.
///
/// # Errors
///
/// Not found.
pub fn open(store: &Store, kind: IdKind, token: &str) -> Result<Id, Problem> {
    let missing = || Problem::not_found("The page");
    let (digits, hex) = token.split_once('-').ok_or_else(missing)?;
    let id = Id::read(kind, &format!("{}_{digits}", kind.prefix())).ok_or_else(missing)?;
    let bytes: Option<Vec<u8>> = (0..hex.len())
        .step_by(2)
        .map(|at| hex.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect();
    let bytes = bytes.filter(|bytes| bytes.len() == BYTES).ok_or_else(missing)?;
    let mac = mac(store, kind, id).ok_or_else(missing)?;
    mac.verify_truncated_left(&bytes).map_err(|_| missing())?;
    Ok(id)
}

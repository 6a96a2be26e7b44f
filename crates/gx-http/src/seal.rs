//! Secrets that the program must be able to read again, sealed before they are stored.
//!
//! XChaCha20-Poly1305 with a key that does not lie in the database: whoever steals a copy of the database has
//! ciphertext. What a secret is for and whose it is are sealed with it, so that one cannot be put in another's
//! place. A database remembers which key sealed it; under another key its secrets stay shut and everything else
//! works.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use gx_kernel::Problem;
use gx_store::{Result, Store, settings};

use crate::kit::random;

const VERSION: u8 = 1;
const NONCE: usize = 24;
const CHECK: &str = "seal_check";
const KNOWN: &[u8] = b"guanxi";

/// Seals and opens. Cheap to clone.
#[derive(Clone)]
pub struct Seal(Arc<Inner>);

struct Inner {
    cipher: XChaCha20Poly1305,
    /// Whether this database was sealed with this key.
    fits: AtomicBool,
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(…)")
    }
}

impl Seal {
    /// A seal with a key of 32 random bytes.
    pub fn new(key: &[u8; 32]) -> Self {
        let cipher = XChaCha20Poly1305::new(key.into());
        Self(Arc::new(Inner { cipher, fits: AtomicBool::new(true) }))
    }

    /// Whether this is the key that sealed a database's secrets; none where nothing was sealed yet.
    pub fn fits(&self, store: &Store) -> Result<Option<bool>> {
        let known = store.read(|tx| settings::get::<String>(tx, CHECK))?;
        Ok(known.map(|text| self.open(CHECK, 0, &STANDARD.decode(text).unwrap_or_default()).is_ok()))
    }

    /// Compares the key with the one that sealed this database, and is remembered by a database that has none yet.
    /// Under another key sealing and opening are refused from here on.
    pub fn try_on(&self, store: &Store) -> Result<bool> {
        let fits = match self.fits(store)? {
            Some(fits) => fits,
            None => {
                let sealed = STANDARD.encode(self.seal(CHECK, 0, KNOWN)?);
                store.write(|tx| settings::put(tx, CHECK, &sealed))?;
                true
            }
        };
        self.0.fits.store(fits, Ordering::Relaxed);
        Ok(fits)
    }

    /// Seals a secret for a purpose and whom it belongs to.
    pub fn seal(&self, purpose: &str, owner: i64, secret: &[u8]) -> std::result::Result<Vec<u8>, Problem> {
        self.ready()?;
        let nonce = random::<NONCE>()?;
        let aad = about(purpose, owner);
        let sealed = self
            .0
            .cipher
            .encrypt(&XNonce::from(nonce), Payload { msg: secret, aad: &aad })
            .map_err(|_| Problem::internal())?;
        Ok([&[VERSION][..], &nonce, &sealed].concat())
    }

    /// Opens what was sealed for the same purpose and owner with the same key.
    pub fn open(&self, purpose: &str, owner: i64, sealed: &[u8]) -> std::result::Result<Vec<u8>, Problem> {
        self.ready()?;
        let parted = sealed.split_first().and_then(|(v, rest)| Some((v, rest.split_first_chunk::<NONCE>()?)));
        let Some((&VERSION, (nonce, text))) = parted else { return Err(shut()) };
        let aad = about(purpose, owner);
        self.0.cipher.decrypt(&XNonce::from(*nonce), Payload { msg: text, aad: &aad }).map_err(|_| shut())
    }

    /// [`Self::seal`] as text.
    pub fn seal_text(&self, purpose: &str, owner: i64, secret: &str) -> std::result::Result<String, Problem> {
        Ok(STANDARD.encode(self.seal(purpose, owner, secret.as_bytes())?))
    }

    /// [`Self::open`] of text.
    pub fn open_text(&self, purpose: &str, owner: i64, sealed: &str) -> std::result::Result<String, Problem> {
        let plain = self.open(purpose, owner, &STANDARD.decode(sealed).map_err(|_| shut())?)?;
        String::from_utf8(plain).map_err(|_| shut())
    }

    fn ready(&self) -> std::result::Result<(), Problem> {
        if self.0.fits.load(Ordering::Relaxed) { Ok(()) } else { Err(shut()) }
    }
}

fn about(purpose: &str, owner: i64) -> Vec<u8> {
    [purpose.as_bytes(), b"\0", &owner.to_be_bytes()].concat()
}

fn shut() -> Problem {
    let message =
        "The key that seals this workspace's secrets is missing or another one; `guanxi doctor` says more.";
    Problem::new(503, "sealed", message)
}

#[cfg(test)]
mod tests {
    use super::Seal;

    #[test]
    fn a_secret_opens_with_its_key_purpose_and_owner_only() {
        let (seal, other) = (Seal::new(&[1; 32]), Seal::new(&[2; 32]));
        let sealed = seal.seal("totp", 7, b"secret").unwrap();
        assert_ne!(sealed, seal.seal("totp", 7, b"secret").unwrap(), "a fresh nonce each time");
        assert_eq!(seal.open("totp", 7, &sealed).unwrap(), b"secret");
        for refused in [
            seal.open("totp", 8, &sealed),
            seal.open("mail", 7, &sealed),
            other.open("totp", 7, &sealed),
            seal.open("totp", 7, &sealed[..20]),
            seal.open("totp", 7, b""),
        ] {
            assert_eq!(refused.unwrap_err().code, "sealed");
        }
        let mut bent = sealed.clone();
        bent[30] ^= 1;
        assert!(seal.open("totp", 7, &bent).is_err());
    }
}

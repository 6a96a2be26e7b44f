//! A key under a passphrase: what lies beside a backup, so that both can be kept in one place.
//!
//! Argon2id makes a key of the passphrase, XChaCha20-Poly1305 seals with it. The file is two lines of text: what it is,
//! and how it was made with what came of it.

use anyhow::{Context as _, Result, bail};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

const FIRST: &str = "A key of Guanxi under a passphrase. Open it with: guanxi restore BACKUP --with-key FILE";
const VERSION: &str = "guanxi-key-1";
/// 64 MiB, three passes: about a third of a second to try one passphrase.
const COST: Cost = Cost { memory: 64 * 1024, passes: 3 };
/// What a file may ask for, so that a made-up one does not eat the machine.
const MOST: Cost = Cost { memory: 1024 * 1024, passes: 20 };
/// Fewer characters are guessed.
const SHORTEST: usize = 12;

#[derive(Clone, Copy)]
struct Cost {
    /// KiB.
    memory: u32,
    passes: u32,
}

/// Reads a passphrase: the first line of a file.
pub fn passphrase(file: &std::path::Path) -> Result<String> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let line = text.lines().next().unwrap_or_default().trim_end_matches('\r');
    if line.chars().count() < SHORTEST {
        bail!("{}: its first line is the passphrase, of at least {SHORTEST} characters", file.display());
    }
    Ok(line.to_owned())
}

fn cipher(passphrase: &str, salt: &[u8], cost: Cost) -> Result<XChaCha20Poly1305> {
    let broken = |e: argon2::Error| anyhow::anyhow!("the passphrase cannot be used: {e}");
    let params = Params::new(cost.memory, cost.passes, 1, Some(32)).map_err(broken)?;
    let mut key = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut key)
        .map_err(broken)?;
    Ok(XChaCha20Poly1305::new(&key.into()))
}

/// Seals a key.
pub fn wrap(passphrase: &str, key: &[u8; 32]) -> Result<String> {
    let failed = |e: gx_kernel::Problem| anyhow::anyhow!(e.message);
    let (salt, nonce) =
        (gx_http::kit::random::<16>().map_err(failed)?, gx_http::kit::random::<24>().map_err(failed)?);
    let head = format!("{VERSION} {} {} {}", COST.memory, COST.passes, STANDARD.encode(salt));
    let sealed = cipher(passphrase, &salt, COST)?
        .encrypt(&XNonce::from(nonce), Payload { msg: key, aad: head.as_bytes() })
        .map_err(|_| anyhow::anyhow!("the key cannot be sealed"))?;
    Ok(format!("{FIRST}\n{head} {} {}\n", STANDARD.encode(nonce), STANDARD.encode(sealed)))
}

/// Opens what [`wrap`] made.
pub fn unwrap(passphrase: &str, text: &str) -> Result<[u8; 32]> {
    let torn = || anyhow::anyhow!("it is no key of Guanxi under a passphrase, or a part of it is missing");
    let line = text.lines().nth(1).ok_or_else(torn)?;
    let parts: Vec<&str> = line.split(' ').collect();
    let [VERSION, memory, passes, salt, nonce, sealed] = parts.as_slice() else { return Err(torn()) };
    let cost = Cost { memory: memory.parse()?, passes: passes.parse()? };
    if cost.memory > MOST.memory || cost.passes > MOST.passes {
        bail!("it asks for more memory or time than any key of ours");
    }
    let head = format!("{VERSION} {memory} {passes} {salt}");
    let salt = STANDARD.decode(salt)?;
    let nonce: [u8; 24] = STANDARD.decode(nonce)?.try_into().map_err(|_| torn())?;
    let plain = cipher(passphrase, &salt, cost)?
        .decrypt(&XNonce::from(nonce), Payload { msg: &STANDARD.decode(sealed)?, aad: head.as_bytes() })
        .map_err(|_| anyhow::anyhow!("the passphrase does not open it"))?;
    plain.try_into().map_err(|_| torn())
}

#[cfg(test)]
mod tests {
    use super::{unwrap, wrap};

    #[test]
    fn a_key_opens_with_its_passphrase_and_as_it_was_written_only() {
        let text = wrap("correct horse battery", &[7; 32]).unwrap();
        assert_eq!(unwrap("correct horse battery", &text).unwrap(), [7; 32]);
        assert_ne!(text, wrap("correct horse battery", &[7; 32]).unwrap());
        assert!(unwrap("correct horse batterz", &text).is_err());
        // What it was made with is sealed with it.
        assert!(unwrap("correct horse battery", &text.replace(" 65536 3 ", " 65536 4 ")).is_err());
        assert!(unwrap("correct horse battery", &text.replace(" 65536 3 ", " 99999999 3 ")).is_err());
        for torn in ["", "x", "a\nguanxi-key-1 1 1\n", text.lines().next().unwrap()] {
            assert!(unwrap("correct horse battery", torn).is_err());
        }
    }
}

//! Recovery codes: ten on paper for the day the phone is gone, each good once.
//!
//! A code has 80 random bits, so that its SHA-256 is all the database needs to keep.

use gx_http::kit::random;
use gx_http::second::hash;
use gx_kernel::{Id, Problem};
use gx_store::{Result, Store, Tx};

const CODES: usize = 10;
/// Letters and digits that nobody takes for another: no 0, 1, I, O. Thirty-two of them.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

fn code() -> std::result::Result<String, Problem> {
    let mut out = String::new();
    for (n, byte) in random::<16>()?.into_iter().enumerate() {
        if n > 0 && n % 4 == 0 {
            out.push('-');
        }
        let letter = LETTERS.get(usize::from(byte & 31)).copied().unwrap_or(b'2');
        out.push(char::from(letter));
    }
    Ok(out)
}

/// A code as it was typed: case, spaces and hyphens do not matter.
fn plain(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// Whether a text may be a recovery code rather than a code of an app.
pub(crate) fn looks_like(typed: &str) -> bool {
    plain(typed).len() == 16
}

/// Makes ten codes; those of before end.
pub(crate) fn make(tx: &mut Tx<'_>, user: Id) -> Result<Vec<String>> {
    tx.execute("DELETE FROM recovery_code WHERE staff_id = $1", &[user.into()])?;
    let mut codes = Vec::with_capacity(CODES);
    for _ in 0..CODES {
        let code = code()?;
        tx.execute(
            "INSERT INTO recovery_code (hash, staff_id, used_at) VALUES ($1,$2,NULL)",
            &[hash(&plain(&code)), user.into()],
        )?;
        codes.push(code);
    }
    Ok(codes)
}

/// Uses a code up; whether it was one.
pub(crate) fn take(tx: &mut Tx<'_>, store: &Store, user: Id, typed: &str) -> Result<bool> {
    let n = tx.execute(
        "UPDATE recovery_code SET used_at = $1 WHERE hash = $2 AND staff_id = $3 AND used_at IS NULL",
        &[store.now().into(), hash(&plain(typed)), user.into()],
    )?;
    Ok(n == 1)
}

/// How many are left.
pub(crate) fn left(tx: &mut Tx<'_>, user: Id) -> Result<i64> {
    tx.one("SELECT COUNT(*) FROM recovery_code WHERE staff_id = $1 AND used_at IS NULL", &[user.into()])?
        .int(0)
}

#[cfg(test)]
mod tests {
    use super::{LETTERS, code, looks_like, plain};

    #[test]
    fn a_code_reads_however_it_is_typed() {
        let made = code().unwrap();
        assert_eq!(made.len(), 19);
        assert_eq!(plain(&made.to_lowercase().replace('-', " ")), plain(&made));
        assert!(looks_like(&made) && !looks_like("123 456"));
        assert!(plain(&made).bytes().all(|b| LETTERS.contains(&b)));
        assert_ne!(code().unwrap(), made);
    }
}

//! Codes of an authenticator app: RFC 6238 as every app knows it, SHA-1, six digits, thirty seconds.

use gx_kernel::{Micros, Problem};
use gx_store::{Result, Tx};
use totp_rs::{Builder, Secret, Totp};

/// What seals the secret of an app.
pub(crate) const PURPOSE: &str = "totp";

fn app(secret: &[u8]) -> std::result::Result<Totp, Problem> {
    Builder::new().with_secret(Secret::from(secret)).build().map_err(|_| Problem::internal())
}

/// The step whose code this is: of now, the one before or the one after, for clocks that differ.
pub(crate) fn step(secret: &[u8], code: &str, now: Micros) -> std::result::Result<Option<i64>, Problem> {
    let seconds = u64::try_from(now.0 / Micros::SECOND).map_err(|_| Problem::internal())?;
    Ok(app(secret)?.check(code, seconds).and_then(|step| i64::try_from(step).ok()))
}

/// The secret as people type it.
pub(crate) fn text(secret: &[u8]) -> String {
    Secret::from(secret).to_base32()
}

/// What an app reads from the QR code.
pub(crate) fn uri(secret: &[u8], workspace: &str, login: &str) -> String {
    let enc = |text: &str| {
        text.bytes()
            .map(|b| {
                if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
                    char::from(b).to_string()
                } else {
                    format!("%{b:02X}")
                }
            })
            .collect::<String>()
    };
    // A colon parts the issuer from the account, so neither may hold one.
    let issuer = enc(&workspace.replace(':', " "));
    let login = enc(&login.replace(':', " "));
    format!("otpauth://totp/{issuer}:{login}?secret={}&issuer={issuer}", text(secret))
}

/// Takes a step, unless it or a later one was taken before.
pub(crate) fn take(tx: &mut Tx<'_>, user: gx_kernel::Id, step: i64) -> Result<bool> {
    let n = tx.execute(
        "UPDATE second_factor SET last_step = $1 WHERE staff_id = $2 AND last_step < $1",
        &[step.into(), user.into()],
    )?;
    Ok(n == 1)
}

#[cfg(test)]
mod tests {
    use gx_kernel::Micros;

    use super::{step, text, uri};

    /// The vectors of RFC 6238, appendix B, cut to the six digits that apps show.
    #[test]
    fn the_codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            let at = |s: i64| step(secret, code, Micros(s * Micros::SECOND)).unwrap();
            assert_eq!(at(seconds), Some(seconds / 30), "{code}");
            assert_eq!(at(seconds + 30), Some(seconds / 30), "a slow clock");
            assert_eq!(at(seconds + 61), None);
        }
        assert_eq!(step(secret, "28708", Micros(59 * Micros::SECOND)).unwrap(), None);
        assert_eq!(text(secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn names_cannot_break_out_of_the_address() {
        let made = uri(b"12345678901234567890", "关系: a&b", "x@y.cn?secret=z");
        assert_eq!(
            made,
            "otpauth://totp/%E5%85%B3%E7%B3%BB%20%20a%26b:x%40y.cn%3Fsecret%3Dz?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E5%85%B3%E7%B3%BB%20%20a%26b"
        );
    }
}

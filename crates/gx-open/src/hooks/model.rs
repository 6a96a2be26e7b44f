//! The rules of webhooks: what can be told, how it is signed, and when it is tried again.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Micros, Problem};
use gx_store::feed::What;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

/// Everything that can be told of.
pub(crate) const EVENTS: &[&str] = &[
    "person.created",
    "person.updated",
    "person.deleted",
    "person.restored",
    "person.merged",
    "person.split",
    "company.created",
    "company.updated",
    "company.deleted",
    "company.restored",
    "order.created",
    "order.updated",
    "order.deleted",
    "interaction.created",
    "interaction.updated",
];

/// The event of a change; what is only derived (totals, the last visit) is none.
pub(crate) fn event(object: ObjectKind, what: What) -> Option<&'static str> {
    let verb = match what {
        What::Made => "created",
        What::Changed(_) => "updated",
        What::Gone => "deleted",
        What::Back => "restored",
        What::Merged => "merged",
        What::Split => "split",
        What::Touched => return None,
    };
    EVENTS.iter().copied().find(|e| e.split_once('.') == Some((object.as_text(), verb)))
}

/// How long to wait before an attempt, by how many failed: the schedule that Standard Webhooks recommends, two and a
/// half days in all.
const WAITS: [i64; 9] = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600];

/// When to try again after so many failed attempts; `None` when it is given up.
pub(crate) fn next_try(failed: i64, now: Micros) -> Option<Micros> {
    let wait = usize::try_from(failed - 1).ok().and_then(|n| WAITS.get(n))?;
    Some(now.plus(wait * Micros::SECOND))
}

/// An address that has not taken anything for so long is no longer told.
pub(crate) const PATIENCE: i64 = 5 * Micros::DAY;

/// A new secret as it is shown once: 24 random bytes.
pub(crate) fn secret_text(bytes: &[u8]) -> String {
    format!("whsec_{}", STANDARD.encode(bytes))
}

/// The header `webhook-signature` over id, time in seconds, and the body as sent (Standard Webhooks, symmetric `v1`).
pub(crate) fn sign(secret: &[u8], id: &str, seconds: i64, body: &str) -> Result<String, Problem> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).map_err(|_| Problem::internal())?;
    mac.update(format!("{id}.{seconds}.").as_bytes());
    mac.update(body.as_bytes());
    Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_that_of_the_standards_own_example() {
        // The vector of the reference libraries of Standard Webhooks.
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let body = r#"{"test": 2432232314}"#;
        let signed = sign(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body).unwrap();
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn attempts_end_and_every_wait_is_longer_than_the_one_before() {
        let start = Micros(0);
        let mut last = 0;
        for failed in 1..=9 {
            let wait = next_try(failed, start).unwrap().0;
            assert!(wait > last);
            last = wait;
        }
        assert_eq!(next_try(10, start), None);
        assert_eq!(next_try(0, start), None);
    }

    #[test]
    fn each_event_has_a_change_that_makes_it() {
        let whats = [
            What::Made,
            What::Changed(None),
            What::Gone,
            What::Back,
            What::Merged,
            What::Split,
            What::Touched,
        ];
        let mut made: Vec<&str> =
            ObjectKind::SHARED.iter().flat_map(|o| whats.iter().filter_map(|w| event(*o, *w))).collect();
        made.sort_unstable();
        let mut all = EVENTS.to_vec();
        all.sort_unstable();
        assert_eq!(made, all);
    }
}

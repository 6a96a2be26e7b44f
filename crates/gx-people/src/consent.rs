//! Consent: per channel and purpose, never widened by a merge.

use gx_kernel::{Id, Micros};
use gx_store::change::By;
use gx_store::{Result, Tx};
use serde::{Deserialize, Serialize};

/// Channels for which consent is kept.
pub const CHANNELS: &[&str] = &["email", "sms", "phone", "wechat", "post"];
/// What a message is for.
pub const PURPOSES: &[&str] = &["service", "marketing"];

/// A consent as somebody stated it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// One of [`CHANNELS`].
    pub channel: String,
    /// One of [`PURPOSES`].
    pub purpose: String,
    /// `granted` or `denied`.
    pub state: String,
    /// Who stated it.
    pub by: By,
    /// When.
    pub at: Micros,
}

/// Reads `email.marketing` and a state word; `None` if it is not a consent.
pub fn parse(key: &str, state: &serde_json::Value) -> Option<(String, String, String)> {
    let (channel, purpose) = key.split_once('.')?;
    if !CHANNELS.contains(&channel) || !PURPOSES.contains(&purpose) {
        return None;
    }
    let granted = match state {
        serde_json::Value::Bool(b) => *b,
        serde_json::Value::String(s) if s == "granted" => true,
        serde_json::Value::String(s) if s == "denied" => false,
        _ => return None,
    };
    Some((channel.into(), purpose.into(), if granted { "granted" } else { "denied" }.into()))
}

/// States a consent about a node; an older statement does not replace a newer one.
pub fn put(tx: &mut Tx<'_>, node: Id, c: &Consent) -> Result<()> {
    tx.execute(
        "INSERT INTO consent (person_id, channel, purpose, state, at, source_kind, source_id) VALUES ($1,$2,$3,$4,$5,$6,$7) \
         ON CONFLICT (person_id, channel, purpose) DO UPDATE SET state = excluded.state, at = excluded.at, source_kind = excluded.source_kind, \
         source_id = excluded.source_id WHERE consent.at <= excluded.at",
        &[node.into(), c.channel.clone().into(), c.purpose.clone().into(), c.state.clone().into(), c.at.into(), c.by.kind().into(), c.by.id().into()],
    )?;
    Ok(())
}

/// The consents that hold for a person made of several nodes: what was said after the last merge
/// holds as it was said; of what was said before, a refusal outweighs a grant.
pub fn of_members(tx: &mut Tx<'_>, members: &[Id], last_merge: Option<Micros>) -> Result<Vec<Consent>> {
    let keys: Vec<i64> = members.iter().map(|m| m.0).collect();
    let mut all: Vec<Consent> = Vec::new();
    for r in tx.query_in(
        "SELECT channel, purpose, state, at, source_kind, source_id FROM consent WHERE person_id IN",
        &keys,
    )? {
        all.push(Consent {
            channel: r.string(0)?,
            purpose: r.string(1)?,
            state: r.string(2)?,
            at: r.micros(3)?,
            by: By::read(r.text(4)?, r.opt_id(5)?),
        });
    }
    Ok(strictest(all, last_merge))
}

fn strictest(mut all: Vec<Consent>, last_merge: Option<Micros>) -> Vec<Consent> {
    let spoken_since = |c: &Consent| last_merge.is_some_and(|m| c.at > m);
    all.sort_by_key(|c| {
        (
            c.channel.clone(),
            c.purpose.clone(),
            !spoken_since(c),
            if spoken_since(c) { false } else { c.state != "denied" },
            std::cmp::Reverse(c.at),
        )
    });
    all.dedup_by(|b, a| a.channel == b.channel && a.purpose == b.purpose);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(state: &str, at: i64) -> Consent {
        Consent {
            channel: "email".into(),
            purpose: "marketing".into(),
            state: state.into(),
            by: By::System,
            at: Micros(at),
        }
    }

    #[test]
    fn a_merge_takes_the_stricter_side_until_the_person_says_otherwise() {
        let state = |list: Vec<Consent>, merge| strictest(list, merge).first().map(|c| c.state.clone());
        assert_eq!(
            state(vec![said("denied", 1), said("granted", 9)], Some(Micros(20))).as_deref(),
            Some("denied")
        );
        assert_eq!(
            state(vec![said("denied", 1), said("granted", 30)], Some(Micros(20))).as_deref(),
            Some("granted")
        );
        assert_eq!(
            state(vec![said("granted", 30), said("denied", 40)], Some(Micros(20))).as_deref(),
            Some("denied")
        );
        assert_eq!(state(vec![said("granted", 3)], None).as_deref(), Some("granted"));
    }
}

//! From an [`Incoming`] to a [`Prepared`]: checks and normal forms that need no database.

use gx_kernel::identity::{IdentityKind, IdentityValue};
use gx_kernel::interaction::Incoming;
use gx_kernel::{Id, Micros};
use gx_people::resolve::Keyed;
use gx_store::Store;
use serde_json::Value as Json;

use crate::model::{Prepared, Refusal, Step};

/// The longest message id, in bytes.
pub const MESSAGE_ID_MAX: usize = 255;
/// The largest single interaction, in bytes of JSON.
pub const INTERACTION_MAX: usize = 32 * 1024;
/// The most identities one interaction may carry.
pub const IDENTITIES_MAX: usize = 20;
/// How far ahead a sender's clock may run before its time is not believed.
const AHEAD: i64 = 10 * 60 * Micros::SECOND;
/// Nothing happened before 1900.
const EARLIEST: Micros = Micros(-2_208_988_800_000_000);

/// Checks and normalises one interaction; what is refused comes back with its reason.
///
/// `country` is the region that phones without a country code belong to (ISO 3166-1 alpha-2).
pub fn prepare(
    store: &Store,
    source: Id,
    mut incoming: Incoming,
    received_at: Micros,
    country: &str,
) -> Result<Prepared, Box<(Refusal, Incoming)>> {
    let (keys, to) = match check(store, &incoming, country) {
        Ok(checked) => checked,
        Err(refusal) => return Err(Box::new((refusal, incoming))),
    };
    incoming.to = None;
    let occurred_at = clock(&mut incoming, received_at);
    let source_text = source.0.to_be_bytes();
    let message_hash = store.hash().of(&[b"message", &source_text, incoming.message_id.as_bytes()]);
    let content_hash = content(store, &incoming);
    Ok(Prepared { incoming, occurred_at, keys, node: None, staff: None, to, message_hash, content_hash })
}

/// Who it is from, strongest identity first, and to whom, with the kind of edge.
type Ends = (Vec<Keyed>, Option<(Vec<Keyed>, String)>);

fn check(store: &Store, incoming: &Incoming, country: &str) -> Result<Ends, Refusal> {
    let verify = |reason, message: String| Refusal::new(Step::Verify, reason, message);
    if incoming.message_id.is_empty() || incoming.message_id.len() > MESSAGE_ID_MAX {
        return Err(verify(
            "message_id",
            format!("message_id has 1 to {MESSAGE_ID_MAX} bytes, got {}", incoming.message_id.len()),
        ));
    }
    if incoming.channel.is_empty() || incoming.channel.len() > 40 {
        return Err(verify("channel", format!("channel has 1 to 40 bytes, got {}", incoming.channel.len())));
    }
    if incoming.identities.len() > IDENTITIES_MAX {
        return Err(verify(
            "too_many_identities",
            format!("at most {IDENTITIES_MAX} identities, got {}", incoming.identities.len()),
        ));
    }
    if let Some(amount) = incoming.amount
        && gx_kernel::money::to_scaled(amount).is_none()
    {
        return Err(verify("amount", format!("the amount {amount} is out of range")));
    }
    if depth(&incoming.props) > 12 {
        return Err(verify("too_deep", "props is nested deeper than 12 levels".into()));
    }
    let keys = normalise(store, &incoming.identities, country)?;
    if keys.is_empty() {
        let given: Vec<String> = incoming.identities.iter().map(|i| i.kind.to_string()).collect();
        return Err(Refusal::new(
            Step::Normalise,
            "no_identity",
            if given.is_empty() {
                "at least one identity is needed".into()
            } else {
                format!(
                    "no usable identity among {}: placeholders such as \"null\" or \"0\" do not count",
                    given.join(", ")
                )
            },
        ));
    }
    let to = match &incoming.to {
        None => None,
        Some(to) => {
            let keys = normalise(store, &to.identities, country)?;
            if keys.is_empty() {
                return Err(Refusal::new(
                    Step::Normalise,
                    "no_identity",
                    "the other person (`to`) has no usable identity",
                ));
            }
            if to.edge.is_empty() || to.edge.len() > 40 {
                return Err(verify("edge", "to.edge has 1 to 40 bytes".into()));
            }
            Some((keys, to.edge.clone()))
        }
    };
    Ok((keys, to))
}

/// The instant to believe. A sender whose clock runs ahead is not refused: its claim is kept beside the time of arrival.
fn clock(incoming: &mut Incoming, received_at: Micros) -> Micros {
    match incoming.occurred_at {
        None => received_at,
        Some(at) if at.0 > received_at.0 + AHEAD || at < EARLIEST => {
            incoming.props.insert("claimed_at".into(), at.to_rfc3339().into());
            received_at
        }
        Some(at) => at.min(received_at),
    }
}

fn content(store: &Store, i: &Incoming) -> i64 {
    let props = serde_json::to_vec(&i.props).unwrap_or_default();
    let traits = serde_json::to_vec(&i.traits).unwrap_or_default();
    let identities = serde_json::to_vec(&i.identities).unwrap_or_default();
    let amount = i.amount.map(|a| a.normalize().to_string()).unwrap_or_default();
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    store.hash().of(&[
        i.kind.as_text().as_bytes(),
        &identities,
        &traits,
        text(&i.title).as_bytes(),
        text(&i.text).as_bytes(),
        text(&i.object_id).as_bytes(),
        amount.as_bytes(),
        &props,
    ])
}

/// Identities in normal form, strongest first, each once; blocked values are left out, malformed ones refuse the input.
fn normalise(store: &Store, identities: &[IdentityValue], country: &str) -> Result<Vec<Keyed>, Refusal> {
    let mut out: Vec<Keyed> = Vec::with_capacity(identities.len());
    for i in identities {
        if gx_text::is_blocked(&i.kind, &i.value) {
            continue;
        }
        let value = match gx_text::normalise(&i.kind, &i.value, Some(country)) {
            Ok(value) => value,
            // A wrong address beside a right id must not lose the interaction.
            Err(_)
                if identities.len() > 1
                    && matches!(i.kind, IdentityKind::Email | IdentityKind::Phone | IdentityKind::Handle) =>
            {
                continue;
            }
            Err(e) => {
                return Err(Refusal::new(Step::Normalise, "identity", format!("{}: {}", i.kind, e.message)));
            }
        };
        if gx_text::is_blocked(&i.kind, &value)
            || out.iter().any(|k| k.identity.kind == i.kind && k.identity.value == value)
        {
            continue;
        }
        out.push(Keyed::new(store, IdentityValue { kind: i.kind.clone(), value }));
    }
    out.sort_by_key(|k| std::cmp::Reverse(k.identity.kind.priority()));
    Ok(out)
}

fn depth(map: &serde_json::Map<String, Json>) -> usize {
    fn of(v: &Json) -> usize {
        match v {
            Json::Array(list) => 1 + list.iter().map(of).max().unwrap_or(0),
            Json::Object(map) => 1 + map.values().map(of).max().unwrap_or(0),
            _ => 0,
        }
    }
    map.values().map(of).max().unwrap_or(0)
}

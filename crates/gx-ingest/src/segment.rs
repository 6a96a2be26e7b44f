//! The Segment HTTP protocol: what its public clients send, as our interactions.
//!
//! Source: the "HTTP Tracking API" and e-commerce specifications of Segment.
//! Limits as documented there: 32 KB an event, 500 KB and 2,500 events a batch.

use gx_kernel::identity::{IdentityKind, IdentityValue};
use gx_kernel::interaction::{Direction, Incoming, Kind};
use gx_kernel::money::Currency;
use gx_kernel::{Micros, Problem};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value as Json};

use crate::model::{Refusal, Refused, Step};

/// Largest event in bytes.
pub const EVENT_MAX: usize = 32 * 1024;
/// Largest batch in bytes, unpacked.
pub const BATCH_BYTES_MAX: usize = 500 * 1024;
/// Most events in a batch.
pub const BATCH_EVENTS_MAX: usize = 2500;

/// A batch body, borrowed from the request.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    #[serde(borrow, default)]
    batch: Option<Vec<&'a RawValue>>,
    #[serde(default)]
    sent_at: Option<String>,
    #[serde(default)]
    write_key: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Event {
    r#type: Option<String>,
    message_id: Option<Json>,
    user_id: Option<Json>,
    anonymous_id: Option<Json>,
    previous_id: Option<Json>,
    group_id: Option<Json>,
    event: Option<String>,
    name: Option<String>,
    category: Option<String>,
    properties: Option<Map<String, Json>>,
    traits: Option<Map<String, Json>>,
    context: Option<Map<String, Json>>,
    timestamp: Option<Json>,
    original_timestamp: Option<Json>,
    sent_at: Option<String>,
}

/// The write key that a browser puts into the body, because a beacon cannot carry a header.
pub fn key_in_body(body: &[u8]) -> Option<String> {
    serde_json::from_slice::<Body<'_>>(body).ok()?.write_key
}

/// Cuts a request into events. `call` is the path's last part: `identify`, `track`, … or `batch`, `import`.
pub fn read(
    call: &str,
    body: &[u8],
    received_at: Micros,
    channel: &str,
    fresh_id: &dyn Fn() -> String,
) -> Result<Vec<Result<Incoming, Refused>>, Problem> {
    let is_batch = matches!(call, "batch" | "import");
    let most = if is_batch { BATCH_BYTES_MAX } else { EVENT_MAX };
    if body.len() > most {
        return Err(Problem::new(
            413,
            "too_large",
            format!("at most {most} bytes a request, got {}", body.len()),
        ));
    }
    let text = std::str::from_utf8(body).map_err(|e| {
        Problem::bad(
            "not_utf8",
            format!("the body is not UTF-8 from byte {} on; JSON is always UTF-8", e.valid_up_to()),
        )
        .with("at", e.valid_up_to() as u64)
    })?;
    let bad = |e: serde_json::Error| {
        Problem::bad("bad_json", format!("the body is not valid JSON: {e}"))
            .with("line", e.line() as u64)
            .with("column", e.column() as u64)
    };
    if !is_batch {
        let raw: &RawValue = serde_json::from_str(text).map_err(bad)?;
        return Ok(vec![event(call, raw.get(), None, received_at, channel, fresh_id)]);
    }
    let parsed: Body<'_> = serde_json::from_str(text).map_err(bad)?;
    let Some(list) = parsed.batch else {
        return Err(Problem::field("batch", "missing", "a batch request has a list named batch"));
    };
    if list.len() > BATCH_EVENTS_MAX {
        return Err(Problem::new(
            413,
            "too_many",
            format!("at most {BATCH_EVENTS_MAX} events a batch, got {}", list.len()),
        ));
    }
    Ok(list
        .into_iter()
        .map(|raw| event("", raw.get(), parsed.sent_at.as_deref(), received_at, channel, fresh_id))
        .collect())
}

fn event(
    call: &str,
    raw: &str,
    batch_sent_at: Option<&str>,
    received_at: Micros,
    channel: &str,
    fresh_id: &dyn Fn() -> String,
) -> Result<Incoming, Refused> {
    let refused = |step, reason, message: String, id: Option<String>| {
        (Refusal::new(step, reason, message), raw.chars().take(crate::raw::SAMPLE_MAX).collect(), id)
    };
    if raw.len() > EVENT_MAX {
        return Err(refused(
            Step::Receive,
            "too_large",
            format!("an event has at most {EVENT_MAX} bytes, got {}", raw.len()),
            None,
        ));
    }
    let e: Event = serde_json::from_str(raw)
        .map_err(|e| refused(Step::Verify, "bad_event", format!("not an event: {e}"), None))?;
    let message_id = plain(e.message_id.as_ref());
    let call = if call.is_empty() { e.r#type.as_deref().unwrap_or("") } else { call };
    convert(call, &e, batch_sent_at, received_at, channel, message_id.clone().unwrap_or_else(fresh_id))
        .map_err(|(reason, message)| refused(Step::Verify, reason, message, message_id))
}

type Reason = (&'static str, String);

fn convert(
    call: &str,
    e: &Event,
    batch_sent_at: Option<&str>,
    received_at: Micros,
    channel: &str,
    message_id: String,
) -> Result<Incoming, Reason> {
    let context = e.context.clone().unwrap_or_default();
    let properties = e.properties.clone().unwrap_or_default();
    let mut traits = Map::new();
    if let Some(Json::Object(t)) = context.get("traits") {
        traits.extend(t.clone());
    }
    if call == "identify" {
        traits.extend(e.traits.clone().unwrap_or_default());
    }
    let mut identities = Vec::new();
    let mut add = |kind: IdentityKind, value: Option<String>| {
        if let Some(value) = value {
            identities.push(IdentityValue { kind, value });
        }
    };
    add(IdentityKind::UserId, plain(e.user_id.as_ref()));
    add(IdentityKind::Device, plain(e.anonymous_id.as_ref()));
    if call == "alias" {
        add(IdentityKind::Device, plain(e.previous_id.as_ref()));
    }
    add(IdentityKind::Email, plain(traits.get("email")));
    add(IdentityKind::Phone, plain(traits.get("phone")));
    if let Some(Json::Array(list)) = context.get("externalIds") {
        for item in list {
            let kind = item.get("type").and_then(Json::as_str).unwrap_or_default().to_ascii_lowercase();
            let kind =
                IdentityKind::parse(&kind).or_else(|| IdentityKind::parse(&format!("external:{kind}")));
            if let Some(kind) = kind {
                add(kind, plain(item.get("id")));
            }
        }
    }
    if identities.is_empty() {
        return Err(("no_identity", "userId or anonymousId is needed".into()));
    }
    let mut props = properties.clone();
    let mut out = Incoming {
        message_id,
        kind: Kind::Event,
        direction: Direction::In,
        channel: properties
            .get("channel")
            .and_then(Json::as_str)
            .filter(|c| !c.is_empty() && c.len() <= 40)
            .unwrap_or(channel)
            .to_owned(),
        occurred_at: happened(e, batch_sent_at, received_at)?,
        identities,
        traits: Map::new(),
        title: None,
        text: None,
        object_kind: None,
        object_id: None,
        amount: None,
        currency: None,
        props: Map::new(),
        to: None,
    };
    let word = |key: &str| properties.get(key).and_then(Json::as_str).map(str::to_owned);
    match call {
        "identify" => {
            out.kind = Kind::SignIn;
            out.traits = person_traits(traits);
        }
        "track" => {
            let name = e
                .event
                .clone()
                .filter(|n| !n.trim().is_empty())
                .ok_or(("no_event", "a track call names its event".to_owned()))?;
            track(&mut out, &name, &properties, &mut props);
            out.traits = person_traits(traits);
        }
        "page" | "screen" => {
            out.kind = Kind::Page;
            if call == "screen" && out.channel == "server" {
                out.channel = "app".into();
            }
            out.title = word("title")
                .or_else(|| e.name.clone())
                .or_else(|| e.category.clone())
                .or_else(|| word("path"));
            out.object_kind = Some(if call == "page" { "page" } else { "screen" }.into());
            out.object_id = word("url").or_else(|| word("path")).or_else(|| e.name.clone());
        }
        "group" => {
            let group =
                plain(e.group_id.as_ref()).ok_or(("no_group", "a group call has a groupId".to_owned()))?;
            out.title = Some("group".into());
            out.object_kind = Some("company".into());
            out.object_id = Some(group.clone());
            let mut company = e.traits.clone().unwrap_or_default();
            company.insert("id".into(), group.into());
            out.traits.insert("company".into(), Json::Object(company));
        }
        "alias" => {
            out.kind = Kind::SignIn;
            out.title = Some("alias".into());
        }
        other => {
            return Err((
                "unknown_type",
                format!("type is identify, track, page, screen, group or alias, got {other:?}"),
            ));
        }
    }
    for key in ["page", "campaign", "library", "referrer"] {
        if let Some(part) = context.get(key).filter(|p| p.as_object().is_some_and(|o| !o.is_empty())) {
            props.insert(format!("context_{key}"), part.clone());
        }
    }
    // What our tracker adds: which visit it was, and whether a machine made it.
    for (key, name) in [("sessionId", "session"), ("sessionNumber", "session_number"), ("bot", "bot")] {
        if let Some(part) = context.get(key).filter(|p| p.is_string() || p.is_number() || p.is_boolean()) {
            props.insert(name.to_owned(), part.clone());
        }
    }
    out.props = props;
    Ok(out)
}

fn track(out: &mut Incoming, name: &str, properties: &Map<String, Json>, props: &mut Map<String, Json>) {
    let amount = |keys: &[&str]| keys.iter().find_map(|k| decimal(properties.get(*k)));
    out.title = Some(name.to_owned());
    let order = || ["order_id", "orderId", "checkout_id"].iter().find_map(|k| plain(properties.get(*k)));
    match name {
        "Order Completed" | "Completed Order" | "Order Placed" => {
            out.kind = Kind::Purchase;
            // Without an order number the message id is the only name it has.
            out.object_id = Some(order().unwrap_or_else(|| out.message_id.clone()));
            out.object_kind = Some("order".into());
            out.amount = amount(&["total", "revenue", "value", "subtotal"]);
            props.insert(
                "status".into(),
                properties.get("status").cloned().unwrap_or_else(|| "placed".into()),
            );
            if let Some(Json::Array(products)) = properties.get("products") {
                props.insert("lines".into(), products.iter().map(line).collect());
                props.shift_remove("products");
            }
        }
        "Order Updated" | "Order Shipped" | "Order Delivered" | "Order Refunded" | "Order Cancelled"
        | "Order Paid"
            if order().is_some() =>
        {
            out.kind = Kind::OrderUpdate;
            out.object_id = order();
            out.object_kind = Some("order".into());
            let status = match name {
                "Order Shipped" => Some("shipped"),
                "Order Delivered" => Some("delivered"),
                "Order Refunded" => Some("refunded"),
                "Order Cancelled" => Some("cancelled"),
                "Order Paid" => Some("paid"),
                _ => None,
            };
            if let Some(status) = status {
                props.insert("status".into(), status.into());
            }
        }
        "Product Viewed" | "Viewed Product" => {
            out.kind = Kind::ProductView;
            out.object_kind = Some("product".into());
            out.object_id = plain(properties.get("product_id")).or_else(|| plain(properties.get("sku")));
            out.title = properties
                .get("name")
                .and_then(Json::as_str)
                .map(str::to_owned)
                .or_else(|| Some(name.to_owned()));
            out.amount = amount(&["price"]);
        }
        "Form Submitted" => {
            out.kind = Kind::Form;
            out.title = plain(properties.get("form"))
                .or_else(|| plain(properties.get("name")))
                .or_else(|| Some(name.to_owned()));
        }
        "Clicked" | "Click" => {
            out.kind = Kind::Click;
            out.title = plain(properties.get("name"))
                .or_else(|| plain(properties.get("element")))
                .or_else(|| Some(name.to_owned()));
        }
        "Signed In" | "Signed Up" => out.kind = Kind::SignIn,
        _ => out.amount = amount(&["revenue"]),
    }
    if out.amount.is_some() {
        out.currency = properties.get("currency").and_then(Json::as_str).and_then(Currency::parse);
    }
}

/// A product of the e-commerce specification as a line of an order.
fn line(product: &Json) -> Json {
    let quantity = product.get("quantity").and_then(Json::as_f64).unwrap_or(1.0);
    let total = decimal(product.get("price")).and_then(|p| p.checked_mul(Decimal::try_from(quantity).ok()?));
    let name = plain(product.get("name"))
        .or_else(|| plain(product.get("sku")))
        .or_else(|| plain(product.get("product_id")));
    serde_json::json!({
        "name": name.unwrap_or_default(),
        "sku": plain(product.get("sku")).or_else(|| plain(product.get("product_id"))),
        "quantity": quantity,
        "amount": total.map(|t| t.normalize().to_string()),
    })
}

/// When it happened. A sender that tells when it sent is corrected for its clock, as Segment does:
/// received − (sent − stated).
fn happened(e: &Event, batch_sent_at: Option<&str>, received_at: Micros) -> Result<Option<Micros>, Reason> {
    let Some(stated) = e.timestamp.as_ref().or(e.original_timestamp.as_ref()).filter(|t| !t.is_null()) else {
        return Ok(None);
    };
    let at = match stated {
        Json::String(text) => Micros::parse(text),
        Json::Number(n) => n.as_i64().map(|n| {
            if n > 100_000_000_000 {
                Micros(n.saturating_mul(1000))
            } else {
                Micros(n.saturating_mul(Micros::SECOND))
            }
        }),
        _ => None,
    };
    let Some(at) = at else {
        return Err(("bad_timestamp", format!("timestamp is ISO 8601 text, got {stated}")));
    };
    let sent = e.sent_at.as_deref().or(batch_sent_at).and_then(Micros::parse);
    Ok(Some(match sent {
        Some(sent) if (sent.0 - received_at.0).abs() > 5 * Micros::SECOND => at.plus(received_at.0 - sent.0),
        _ => at,
    }))
}

fn plain(v: Option<&Json>) -> Option<String> {
    match v? {
        Json::String(s) if !s.trim().is_empty() => Some(s.trim().to_owned()),
        Json::Number(n) => Some(n.to_string()),
        _ => None,
    }
}

fn decimal(v: Option<&Json>) -> Option<Decimal> {
    match v? {
        Json::Number(n) => n.to_string().parse().ok(),
        Json::String(s) => gx_kernel::money::parse_amount(s).map(|(d, _)| d),
        _ => None,
    }
}

/// Traits under the names that Segment reserves, as our fields. What has no field becomes a custom one.
fn person_traits(traits: Map<String, Json>) -> Map<String, Json> {
    let mut out = Map::new();
    for (key, value) in traits {
        let name = match key.as_str() {
            "email" | "phone" | "avatar" | "id" => continue,
            "firstName" | "first_name" => "given_name",
            "lastName" | "last_name" => "family_name",
            "birthday" | "birthDate" | "birth_date" => "birth_date",
            "title" => "job_title",
            "locale" => "language",
            "postalCode" => "postcode",
            "state" => "region",
            "address" => {
                if let Json::Object(a) = &value {
                    for (from, to) in [
                        ("street", "address"),
                        ("city", "city"),
                        ("state", "region"),
                        ("postalCode", "postcode"),
                        ("country", "country"),
                        ("district", "district"),
                    ] {
                        if let Some(v) = a.get(from) {
                            out.insert(to.into(), v.clone());
                        }
                    }
                    continue;
                }
                "address"
            }
            other => other,
        };
        out.insert(name.to_owned(), value);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Micros = Micros(1_795_168_440_000_000);

    fn one(call: &str, body: &str) -> Result<Incoming, Refused> {
        read(call, body.as_bytes(), NOW, "web", &|| "fresh".into()).unwrap().remove(0)
    }

    #[test]
    fn an_order_becomes_a_purchase_with_lines() {
        let i = one(
            "track",
            r#"{"userId":"u1","messageId":"m","event":"Order Completed","properties":{"order_id":"A-1","total":168.5,"currency":"CNY","products":[{"name":"白毫银针","sku":"T1","price":84.25,"quantity":2}]}}"#,
        )
        .unwrap();
        assert_eq!(i.kind, Kind::Purchase);
        assert_eq!(i.amount.map(|a| a.to_string()), Some("168.5".into()));
        assert_eq!(i.props["lines"][0]["amount"], "168.5");
        assert_eq!(i.object_id.as_deref(), Some("A-1"));
    }

    #[test]
    fn a_clock_that_runs_ahead_is_corrected_by_sent_at() {
        let i = one("track", r#"{"anonymousId":"a","event":"x","timestamp":"2027-11-20T09:53:00Z","sentAt":"2027-11-20T09:54:00Z"}"#).unwrap();
        assert_eq!(i.occurred_at, Some(NOW.plus(-60 * Micros::SECOND)));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let reason = |call, body| one(call, body).unwrap_err().0.reason;
        assert_eq!(reason("track", r#"{"event":"x"}"#), "no_identity");
        assert_eq!(reason("track", r#"{"userId":"u"}"#), "no_event");
        assert_eq!(reason("track", r#"{"userId":"u","event":"x","timestamp":"soon"}"#), "bad_timestamp");
        assert_eq!(reason("group", r#"{"userId":"u"}"#), "no_group");
        let big = format!(r#"{{"userId":"u","event":"{}"}}"#, "x".repeat(40_000));
        assert_eq!(read("track", big.as_bytes(), NOW, "web", &String::new).unwrap_err().status, 413);
        assert_eq!(read("batch", b"{\"batch\":[{]}", NOW, "web", &String::new).unwrap_err().code, "bad_json");
        assert_eq!(read("batch", b"\xff\xfe{}", NOW, "web", &String::new).unwrap_err().code, "not_utf8");
        assert_eq!(read("batch", b"{}", NOW, "web", &String::new).unwrap_err().code, "invalid");
    }

    #[test]
    fn reserved_traits_find_their_fields() {
        let i = one("identify", r#"{"userId":1001,"traits":{"firstName":"Anna","address":{"city":"Graz","postalCode":"8010"},"email":"a@example.com","skin":"dry"}}"#).unwrap();
        assert_eq!(i.traits.keys().collect::<Vec<_>>(), ["given_name", "city", "postcode", "skin"]);
        assert_eq!(i.identities.len(), 2);
        assert_eq!(i.identities[0].value, "1001");
    }
}

//! The job that sends one notice to one device.

use std::time::Duration;

use gx_fetch::reqwest::blocking::Client;
use gx_fetch::reqwest::header::{self, HeaderMap};
use gx_fetch::{Guard, why};
use gx_http::auth;
use gx_http::seal::Seal;
use gx_kernel::{Id, IdKind, Locale, Micros, Problem};
use gx_record::notices::{self, PUSH_JOB};
use gx_store::job::Job;
use gx_store::{Result, Store, Tx, job, settings};
use jiff::Timestamp;
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};

use crate::device::{self, Device, PURPOSE, Subscription};
use crate::{message, vapid};

/// How long a push service keeps a message for a device that is switched off, and how long we try.
const LIVES: i64 = Micros::DAY;
/// Who was at work in the app within this time has it on the screen.
const HERE: i64 = 60 * Micros::SECOND;
/// Seconds to wait after so many failed tries; a push service that names a longer time is left alone for that.
const WAITS: [i64; 6] = [10, 60, 300, 1800, 3600, 4 * 3600];
/// How long a push service may take: others wait for the worker.
const PATIENCE: Duration = Duration::from_secs(8);

/// What goes out, and where.
struct Outgoing {
    endpoint: String,
    body: Vec<u8>,
    authorization: String,
    urgency: &'static str,
    topic: String,
    /// After this moment it tells nobody anything.
    until: Micros,
}

/// What came of a try.
#[derive(Debug, PartialEq, Eq)]
enum Tried {
    Taken,
    /// There is no such device any more.
    Gone,
    /// Another try may help, not before so many seconds.
    Later(String, i64),
    /// None will.
    Refused(String),
}

pub(crate) fn run(
    store: &Store,
    seal: &Seal,
    guard: &Guard,
    client: &Client,
    job: &Job,
) -> std::result::Result<(), String> {
    let number = |key: &str| job.payload[key].as_str().and_then(|t| t.parse().ok()).map(Id);
    let device = number("device").ok_or("the message has no device")?;
    let notice = number("notice");
    let outgoing = store.read(|tx| outgoing(tx, store.now(), seal, device, notice, job.id));
    let Some(outgoing) = outgoing.map_err(|e| e.to_string())? else { return Ok(()) };
    let tried = post(guard, client, &outgoing);
    let done = usize::try_from(job.payload["tries"].as_i64().unwrap_or(0)).unwrap_or(WAITS.len());
    store.write(|tx| ended(tx, store, device, notice, done, outgoing.until, tried)).map_err(|e| e.to_string())
}

/// The message, unless there is nobody to tell any more or they know already.
fn outgoing(
    tx: &mut Tx<'_>,
    now: Micros,
    seal: &Seal,
    id: Id,
    notice: Option<Id>,
    job: Id,
) -> Result<Option<Outgoing>> {
    let Some(device) = device::living(tx, now, id)? else { return Ok(None) };
    let Some(key) = vapid::secret(tx, seal)? else { return Ok(None) };
    let locale = device.locale.as_deref().and_then(Locale::from_tag).unwrap_or_default();
    let (told, urgency, until) = match notice {
        None => (words_of_test(locale), "high", job.made_at().plus(LIVES)),
        Some(notice) => match words_of(tx, now, &device, locale, notice)? {
            Some(told) => told,
            None => return Ok(None),
        },
    };
    if now > until {
        return Ok(None);
    }
    let plain = seal.open(PURPOSE, id.0, &device.sealed)?;
    let held: Option<Subscription> = serde_json::from_slice(&plain).ok();
    let (Some(held), Some(keys)) = (held.clone(), held.and_then(|h| h.keys())) else {
        return Err(Problem::internal().into());
    };
    let url = gx_fetch::reqwest::Url::parse(&held.endpoint).map_err(|_| Problem::internal())?;
    let workspace = settings::get::<String>(tx, "workspace")?.unwrap_or_default();
    let tag = told["tag"].as_str().unwrap_or_default();
    let topic = Sha256::digest(tag.as_bytes()).iter().take(16).map(|b| format!("{b:02x}")).collect();
    let mut told = told;
    told["title"] = workspace.chars().take(60).collect::<String>().into();
    told["lang"] = locale.tag().into();
    Ok(Some(Outgoing {
        authorization: vapid::header(&key, &url, &contact(tx)?, now)?,
        endpoint: held.endpoint,
        body: message::seal(&keys, told.to_string().as_bytes())?,
        urgency,
        topic,
        until,
    }))
}

/// Whom a push service may ask when messages make trouble.
fn contact(tx: &mut Tx<'_>) -> Result<String> {
    let address = gx_mail::address(tx)?.filter(|a| a.starts_with("https://"));
    Ok(match (address, gx_mail::sender(tx)?) {
        (Some(address), _) => address,
        (None, Some(sender)) => format!("mailto:{sender}"),
        (None, None) => "https://guanxi.invalid".to_owned(),
    })
}

fn words_of_test(locale: Locale) -> Json {
    let body = match locale {
        Locale::ZhCn => "这台设备收得到通知。",
        Locale::ZhTw => "這台裝置收得到通知。",
        Locale::En => "Notices reach this device.",
    };
    json!({"body": body, "tag": "test", "url": "/settings"})
}

type Told = (Json, &'static str, Micros);

/// A notice in the words and under the rights of who is told; none if they read it, or are at work in the app.
fn words_of(
    tx: &mut Tx<'_>,
    now: Micros,
    device: &Device,
    locale: Locale,
    notice: Id,
) -> Result<Option<Told>> {
    let Some(given) = notices::one(tx, device.staff, notice)? else { return Ok(None) };
    let here = device.here_at.is_some_and(|at| now.0 - at.0 < HERE);
    if given.read_at.is_some() || here {
        return Ok(None);
    }
    let Some(signed) = auth::rights_of(tx, device.staff)? else { return Ok(None) };
    let until = given.at.plus(LIVES);
    let urgency = match given.kind.as_str() {
        "follow" | "import" => "low",
        "hook" | "watch" | "connector" | "privacy" => "normal",
        _ => "high",
    };
    // Notices of one kind about one record replace each other on the device.
    let tag = format!("{}-{}", given.kind, given.row.unwrap_or(given.id));
    let url = url(&given);
    let line = gx_staff::letter_line(tx, &signed.access, given)?;
    let body = gx_mail::notice_words(locale, &line).chars().take(200).collect::<String>();
    Ok(Some((json!({"body": body, "tag": tag, "url": url}), urgency, until)))
}

/// Where a notice leads to.
fn url(given: &notices::Given) -> String {
    let talk = given.detail["thread"].is_string();
    match (given.kind.as_str(), given.object.as_deref(), given.row) {
        (_, Some("person"), Some(id)) if talk => {
            format!("/people/{}?tab=matters#talk", id.show(IdKind::Person))
        }
        (_, Some("company"), Some(id)) => format!("/companies/{}#talk", id.show(IdKind::Company)),
        ("watch", ..) => "/settings/audit".into(),
        ("connector", ..) => "/settings/connectors".into(),
        ("privacy", ..) => "/settings/privacy".into(),
        ("hook", ..) => "/settings/hooks".into(),
        (_, Some("person"), Some(id)) => format!("/people/{}", id.show(IdKind::Person)),
        (_, Some("lead"), Some(id)) => format!("/leads/{}", id.show(IdKind::Lead)),
        (_, Some("dispute"), Some(id)) => format!("/disputes/{}", id.show(IdKind::Dispute)),
        (_, Some("quote"), Some(id)) => format!("/quotes/{}", id.show(IdKind::Quote)),
        (_, Some("activity"), Some(id)) => format!("/activities/{}", id.show(IdKind::Activity)),
        ("activity", None, _) => "/activities".into(),
        (_, Some("agreement"), Some(_)) => "/agreements?due=30".into(),
        (_, Some("import"), Some(id)) => format!("/imports/{}", id.show(IdKind::Import)),
        _ => "/today".into(),
    }
}

fn post(guard: &Guard, client: &Client, out: &Outgoing) -> Tried {
    // What was permitted when the browser subscribed need not be so any more.
    let Ok(url) = gx_fetch::address(guard, &out.endpoint) else {
        return Tried::Refused("not_permitted".into());
    };
    let sent = client
        .post(url)
        .timeout(PATIENCE)
        .header("TTL", (LIVES / Micros::SECOND).to_string())
        .header("Urgency", out.urgency)
        .header("Topic", &out.topic)
        .header(header::CONTENT_ENCODING, "aes128gcm")
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .header(header::AUTHORIZATION, &out.authorization)
        .body(out.body.clone())
        .send();
    match sent {
        Ok(answer) => judged(answer.status().as_u16(), answer.headers()),
        Err(e) => match why(&e) {
            "not_permitted" => Tried::Refused("not_permitted".into()),
            reason => Tried::Later(reason.into(), 0),
        },
    }
}

fn judged(status: u16, headers: &HeaderMap) -> Tried {
    match status {
        200..300 => Tried::Taken,
        404 | 410 => Tried::Gone,
        408 | 429 | 500..600 => Tried::Later(status.to_string(), retry_after(headers)),
        _ => Tried::Refused(status.to_string()),
    }
}

/// Seconds that the header asks for, written as a number or as a date of the answer's own clock.
fn retry_after(headers: &HeaderMap) -> i64 {
    let text = |name| headers.get(name).and_then(|v| v.to_str().ok()).map(str::trim);
    let date = |t: &str| jiff::fmt::rfc2822::parse(t).ok().map(|z| z.timestamp());
    let Some(asked) = text(header::RETRY_AFTER) else { return 0 };
    let seconds = asked.parse::<i64>().ok().or_else(|| {
        let from = text(header::DATE).and_then(date).unwrap_or(Timestamp::UNIX_EPOCH);
        Some(date(asked)?.as_second() - from.as_second())
    });
    seconds.unwrap_or(0).clamp(0, LIVES / Micros::SECOND)
}

fn ended(
    tx: &mut Tx<'_>,
    store: &Store,
    id: Id,
    notice: Option<Id>,
    done: usize,
    until: Micros,
    tried: Tried,
) -> Result<()> {
    let now = store.now();
    match tried {
        Tried::Taken => device::sent(tx, now, id),
        Tried::Gone => device::gone(tx, id),
        Tried::Refused(answer) => device::missed(tx, id, &answer),
        Tried::Later(answer, asked) => {
            let at = WAITS.get(done).map(|wait| now.plus((*wait).max(asked) * Micros::SECOND));
            let Some(at) = at.filter(|at| *at <= until) else { return device::missed(tx, id, &answer) };
            let payload = json!({
                "device": id.0.to_string(), "notice": notice.map(|n| n.0.to_string()), "tries": done + 1,
            });
            job::enqueue(tx, store, PUSH_JOB, &payload, at, None)?;
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(&'static str, &'static str)]) -> HeaderMap {
        list.iter()
            .map(|(k, v)| (header::HeaderName::from_static(k), header::HeaderValue::from_static(v)))
            .collect()
    }

    #[test]
    fn what_a_push_service_answers_is_taken_at_its_word() {
        let none = headers(&[]);
        assert_eq!(judged(201, &none), Tried::Taken);
        assert_eq!((judged(404, &none), judged(410, &none)), (Tried::Gone, Tried::Gone));
        assert_eq!(judged(403, &none), Tried::Refused("403".into()));
        assert_eq!(judged(301, &none), Tried::Refused("301".into()), "nothing is followed");
        assert_eq!(judged(503, &none), Tried::Later("503".into(), 0));
        assert_eq!(judged(429, &headers(&[("retry-after", "120")])), Tried::Later("429".into(), 120));
        let date = headers(&[
            ("date", "Mon, 30 Nov 2026 01:00:00 GMT"),
            ("retry-after", "Mon, 30 Nov 2026 01:02:00 GMT"),
        ]);
        assert_eq!(judged(503, &date), Tried::Later("503".into(), 120));
        for odd in ["-5", "soon", "99999999999999999999"] {
            assert_eq!(judged(503, &headers(&[("retry-after", odd)])), Tried::Later("503".into(), 0));
        }
    }
}

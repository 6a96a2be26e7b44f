//! Sending deliveries, several at once, so that one slow address does not keep the others waiting.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use gx_fetch::reqwest::{Client, header};
use gx_fetch::{Guard, address, beginning, why};
use gx_http::kit::Kit;
use gx_kernel::{Id, IdKind, Micros};
use gx_record::notices::{self, Notice};
use gx_store::{Result, Store};
use serde_json::json;
use tokio::task::JoinSet;

use super::model;
use super::store::{self, Delivery, Hook};

/// Requests that are under way at once, in all and to one address.
const MOST: usize = 32;
const MOST_OF_ONE: usize = 4;
/// Bytes of an answer that are kept for the log.
const ANSWER: usize = 1000;

/// What came of an attempt.
struct Tried {
    delivery: Delivery,
    /// The HTTP status, or why there was none.
    outcome: std::result::Result<u16, &'static str>,
    answer: String,
    millis: i64,
}

/// Sends what is due.
pub(super) struct Postman {
    kit: Kit,
    client: Client,
    guard: Guard,
    under_way: JoinSet<Tried>,
    of_hook: HashMap<Id, usize>,
}

impl Postman {
    pub(super) fn new(kit: Kit, client: Client, guard: Guard) -> Self {
        Self { kit, client, guard, under_way: JoinSet::new(), of_hook: HashMap::new() }
    }

    /// Takes what is due and starts sending it.
    pub(super) async fn send_due(&mut self) {
        while let Some(tried) = self.under_way.try_join_next() {
            self.note(tried).await;
        }
        let room = MOST.saturating_sub(self.under_way.len());
        if room == 0 {
            return;
        }
        let busy: Vec<Id> =
            self.of_hook.iter().filter(|(_, n)| **n >= MOST_OF_ONE).map(|(id, _)| *id).collect();
        let taken = self.kit.run(move |s| take(s, &busy, room)).await;
        let Ok(taken) = taken else {
            tracing::error!("deliveries of webhooks cannot be read");
            return;
        };
        for (hook, delivery) in taken {
            *self.of_hook.entry(hook.id).or_default() += 1;
            let (client, guard, kit) = (self.client.clone(), self.guard.clone(), self.kit.clone());
            self.under_way.spawn(async move { try_once(&kit, &client, &guard, &hook, delivery).await });
        }
    }

    /// Waits a while, or until something that is under way has ended.
    pub(super) async fn rest(&mut self, rest: Duration) {
        if self.under_way.is_empty() {
            tokio::time::sleep(rest).await;
            return;
        }
        if let Ok(Some(tried)) = tokio::time::timeout(rest, self.under_way.join_next()).await {
            self.note(tried).await;
        }
    }

    /// Waits a little for what is under way; what does not end in time is sent again by the next process.
    pub(super) async fn finish(mut self) {
        let all = async {
            while let Some(tried) = self.under_way.join_next().await {
                self.note(tried).await;
            }
        };
        let _ = tokio::time::timeout(Duration::from_secs(3), all).await;
    }

    async fn note(&mut self, tried: std::result::Result<Tried, tokio::task::JoinError>) {
        let Ok(tried) = tried else {
            tracing::error!("sending a webhook ended badly; it is sent again when its lease has run out");
            return;
        };
        if let Some(n) = self.of_hook.get_mut(&tried.delivery.hook) {
            *n = n.saturating_sub(1);
        }
        if let Err(e) = self.kit.run(move |s| s.write(|tx| ended(tx, s, tried))).await {
            tracing::error!(error = %e.0, "the outcome of a webhook could not be written");
        }
    }
}

fn take(s: &Store, busy: &[Id], room: usize) -> Result<Vec<(Hook, Delivery)>> {
    let now = s.now();
    if !s.read(|tx| store::any_due(tx, now))? {
        return Ok(Vec::new());
    }
    s.write(|tx| {
        let mut of_one: HashMap<Id, usize> = HashMap::new();
        let mut out = Vec::new();
        for delivery in store::take(tx, now, busy, room)? {
            let n = of_one.entry(delivery.hook).or_default();
            *n += 1;
            if *n > MOST_OF_ONE {
                store::give_back(tx, delivery.id)?;
            } else {
                out.push((store::get(tx, delivery.hook)?, delivery));
            }
        }
        Ok(out)
    })
}

async fn try_once(kit: &Kit, client: &Client, guard: &Guard, hook: &Hook, delivery: Delivery) -> Tried {
    let begun = Instant::now();
    let (outcome, answer) = match request(kit, client, guard, hook, &delivery) {
        Err(reason) => (Err(reason), String::new()),
        Ok(request) => match request.send().await {
            Ok(response) => (Ok(response.status().as_u16()), beginning(response, ANSWER).await),
            Err(e) => (Err(why(&e)), String::new()),
        },
    };
    let millis = i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX);
    Tried { delivery, outcome, answer, millis }
}

fn request(
    kit: &Kit,
    client: &Client,
    guard: &Guard,
    hook: &Hook,
    delivery: &Delivery,
) -> std::result::Result<gx_fetch::reqwest::RequestBuilder, &'static str> {
    // What was permitted when it was typed in need not be so any more.
    let url = address(guard, &hook.url).map_err(|_| "not_permitted")?;
    let secret = kit.seal.open("hook", hook.id.0, &hook.secret).map_err(|_| "sealed")?;
    let id = delivery.id.show(IdKind::Delivery);
    let seconds = kit.store.now().0 / Micros::SECOND;
    let signature = model::sign(&secret, &id, seconds, &delivery.body).map_err(|_| "sealed")?;
    Ok(client
        .post(url)
        .header(header::CONTENT_TYPE, "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", seconds.to_string())
        .header("webhook-signature", signature)
        .body(delivery.body.clone()))
}

/// Writes what came of an attempt, and stops telling an address that has not taken anything for long.
fn ended(tx: &mut gx_store::Tx<'_>, s: &Store, tried: Tried) -> Result<()> {
    let now = s.now();
    let mut d = tried.delivery;
    d.attempts += 1;
    d.millis = Some(tried.millis);
    d.status = tried.outcome.ok().map(i64::from);
    let told = match tried.outcome {
        Ok(_) => tried.answer,
        Err(reason) => reason.to_owned(),
    };
    d.answer = (!told.is_empty()).then_some(told);
    let taken = matches!(tried.outcome, Ok(200..300));
    let gone = tried.outcome == Ok(410);
    let again = if taken || gone { None } else { model::next_try(d.attempts, now) };
    d.due_at = again;
    d.state = match (taken, again) {
        (true, _) => "done",
        (false, Some(_)) => "waiting",
        (false, None) => "failed",
    }
    .into();
    d.ended_at = again.is_none().then_some(now);
    store::ended(tx, &d)?;
    let Ok(mut hook) = store::get(tx, d.hook) else { return Ok(()) };
    let since = if taken { None } else { Some(hook.failing_since.unwrap_or(now)) };
    let stop = gone || since.is_some_and(|since| now.0 - since.0 > model::PATIENCE);
    if since != hook.failing_since {
        hook.failing_since = since;
        store::failing(tx, hook.id, since)?;
    }
    if stop && !hook.paused {
        let why = if gone { "gone" } else { "failing" };
        store::pause(tx, hook.id, why)?;
        let detail = json!({"name": hook.name, "why": why});
        let notice = Notice { kind: "hook", by: None, object: Some("hook"), row: Some(hook.id), detail };
        notices::give(tx, s, hook.staff, &notice)?;
    }
    Ok(())
}

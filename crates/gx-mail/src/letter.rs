//! A letter to a member of staff: put into the queue with what causes it, sent by the job.

use gx_http::seal::Seal;
use gx_kernel::{Id, Locale, Micros};
use gx_store::job::Job;
use gx_store::{Result, Store, Tx, job, settings};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::post::{self, Receiver, Undelivered};
use crate::words::{self, Words};
use crate::{SEND_JOB, server};

/// The setting that says how the last mail went.
pub(crate) const LAST: &str = "mail_last";

/// What is written to somebody.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Letter {
    /// An invitation, with the link and who invites.
    InvitationV1 {
        /// Where they choose a password.
        link: String,
        /// The name of who invites.
        by: String,
    },
    /// A link with which a forgotten password is replaced.
    ResetV1 {
        /// Where they choose a new one.
        link: String,
    },
    /// The password was replaced.
    ChangedV1,
    /// A quote, for a customer.
    QuoteV1 {
        /// The customer's page.
        link: String,
        /// Its number.
        number: String,
        /// What the customer is called.
        name: String,
        /// Who sells.
        seller: String,
    },
    /// What the receiver has not read.
    DigestV1 {
        /// Where they read it.
        link: String,
        /// The newest of it.
        lines: Vec<LetterLine>,
        /// How much there is altogether.
        unread: i64,
    },
    /// Figures that are sent regularly.
    ReportV1 {
        /// Where they open.
        link: String,
        /// What they are called.
        name: String,
        /// Each figure with its name; of a report with many none.
        lines: Vec<(String, String)>,
        /// The figures as a file.
        file: Option<Enclosed>,
    },
}

/// A file in a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosed {
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub media: String,
    /// What is in it, in base64.
    pub base64: String,
}

/// One notice in a digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterLine {
    /// The kind of the notice.
    pub kind: String,
    /// Who made it necessary.
    pub by: Option<String>,
    /// The record it is about, if the receiver may see it.
    pub of: Option<String>,
    /// How many, where it counts.
    pub n: i64,
}

/// How the last mail went, for the settings.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Last {
    pub(crate) at: Micros,
    pub(crate) ok: bool,
    pub(crate) reason: Option<String>,
    pub(crate) status: Option<u16>,
}

/// Puts a letter to somebody who is no colleague into the queue. Their address waits sealed with it.
pub fn enqueue_to(
    tx: &mut Tx<'_>,
    store: &Store,
    seal: &Seal,
    address: &str,
    locale: Locale,
    letter: &Letter,
) -> Result<()> {
    let text = serde_json::to_string(&json!({"to": address, "letter": letter}))
        .map_err(|e| gx_store::StoreError::Shape(e.to_string()))?;
    let sealed = seal.seal_text(SEND_JOB, 0, &text)?;
    let payload = json!({"to": "0", "speaks": locale.tag(), "outside": sealed});
    job::enqueue(tx, store, SEND_JOB, &payload, store.now(), None)?;
    Ok(())
}

/// Puts a letter into the queue; `speaks` is the language where the receiver has chosen none.
pub fn enqueue(
    tx: &mut Tx<'_>,
    store: &Store,
    seal: &Seal,
    to: Id,
    speaks: Option<&str>,
    letter: &Letter,
) -> Result<()> {
    let text = serde_json::to_string(letter).map_err(|e| gx_store::StoreError::Shape(e.to_string()))?;
    let sealed = seal.seal_text(SEND_JOB, to.0, &text)?;
    let payload = json!({"to": to.0.to_string(), "speaks": speaks, "letter": sealed});
    job::enqueue(tx, store, SEND_JOB, &payload, store.now(), None)?;
    Ok(())
}

/// A letter that can go out.
struct Ready {
    server: server::Server,
    receiver: Receiver,
    words: Words,
    link: Option<String>,
    file: Option<Enclosed>,
}

/// The letter of a job and whom it is for; none where whoever it is for left, or has no address any more, or no mail is
/// sent from here.
fn read(store: &Store, seal: &Seal, job: &Job) -> std::result::Result<Option<Ready>, String> {
    let told = |e: &dyn std::fmt::Display| format!("the letter cannot be read: {e}");
    let speaks = job.payload["speaks"].as_str().and_then(Locale::from_tag).unwrap_or_default();
    if let Some(sealed) = job.payload["outside"].as_str() {
        let text = seal.open_text(SEND_JOB, 0, sealed).map_err(|e| told(&e.code))?;
        let Outside { to, letter } = serde_json::from_str(&text).map_err(|_| told(&"another shape"))?;
        let found = store.read(|tx| {
            let Some(server) = server::read(tx)? else { return Ok(None) };
            let workspace = settings::get::<String>(tx, "workspace")?.unwrap_or_default();
            Ok(Some((server, workspace)))
        });
        let Some((server, workspace)) = found.map_err(|e: gx_store::StoreError| e.to_string())? else {
            return Ok(None);
        };
        let name = match &letter {
            Letter::QuoteV1 { name, .. } => name.clone(),
            _ => String::new(),
        };
        let (words, link) = say(&letter, speaks, &workspace, "");
        let receiver = Receiver { name, address: to, locale: speaks };
        return Ok(Some(Ready { server, receiver, words, link, file: None }));
    }
    let to = job.payload["to"]
        .as_str()
        .and_then(|t| t.parse().ok())
        .map(Id)
        .ok_or("the letter has no receiver")?;
    let sealed = job.payload["letter"].as_str().unwrap_or_default();
    let text = seal.open_text(SEND_JOB, to.0, sealed).map_err(|e| told(&e.code))?;
    let letter: Letter = serde_json::from_str(&text).map_err(|_| told(&"another shape"))?;
    let found = store.read(|tx| {
        let Some(server) = server::read(tx)? else { return Ok(None) };
        let row = tx.first(
            "SELECT login, name, email, locale FROM staff WHERE id = $1 AND disabled_at IS NULL AND email IS NOT NULL",
            &[to.into()],
        )?;
        let Some(row) = row else { return Ok(None) };
        let locale = row.opt_text(3)?.and_then(Locale::from_tag).unwrap_or(speaks);
        let receiver = Receiver { name: row.string(1)?, address: row.string(2)?, locale };
        let workspace = settings::get::<String>(tx, "workspace")?.unwrap_or_default();
        let (words, link) = say(&letter, locale, &workspace, row.text(0)?);
        Ok(Some((server, receiver, words, link)))
    });
    let file = match letter {
        Letter::ReportV1 { file, .. } => file,
        _ => None,
    };
    let ready = |(server, receiver, words, link)| Ready { server, receiver, words, link, file };
    found.map(|found| found.map(ready)).map_err(|e: gx_store::StoreError| e.to_string())
}

/// A letter to somebody who is no colleague, as it waits.
#[derive(Deserialize)]
struct Outside {
    to: String,
    letter: Letter,
}

/// Sends the letter of a job. Whoever left, or has no address any more, is not written to.
pub(crate) fn send(store: &Store, seal: &Seal, job: &Job) -> std::result::Result<(), String> {
    let Some(Ready { server, receiver, words, link, file }) = read(store, seal, job)? else { return Ok(()) };
    let said = post::Said { words: &words, link: link.as_deref(), file: file.as_ref() };
    let outcome = post::send(&server, seal, store.now(), &receiver, &said);
    store.write(|tx| remember(tx, store.now(), &outcome)).map_err(|e| e.to_string())?;
    match outcome {
        Ok(()) => Ok(()),
        Err(Undelivered { reason, status, for_good: true }) => {
            tracing::warn!(job = job.id.0, reason, status, "a mail was refused for good");
            Ok(())
        }
        Err(Undelivered { reason, status, .. }) => {
            Err(format!("the mail server: {reason}{}", status.map_or(String::new(), |s| format!(" {s}"))))
        }
    }
}

fn say(letter: &Letter, locale: Locale, workspace: &str, login: &str) -> (Words, Option<String>) {
    match letter {
        Letter::InvitationV1 { link, by } => (words::invitation(locale, workspace, by), Some(link.clone())),
        Letter::ResetV1 { link } => (words::reset(locale, workspace, login), Some(link.clone())),
        Letter::QuoteV1 { link, number, name, seller } => {
            (words::quote(locale, seller, name, number), Some(link.clone()))
        }
        Letter::ChangedV1 => (words::changed(locale, workspace, login), None),
        Letter::DigestV1 { link, lines, unread } => {
            (words::digest(locale, workspace, lines, *unread), Some(link.clone()))
        }
        Letter::ReportV1 { link, name, lines, .. } => {
            (words::report(locale, workspace, name, lines), Some(link.clone()))
        }
    }
}

/// Keeps how a mail went, for whoever looks at the settings.
pub(crate) fn remember(
    tx: &mut Tx<'_>,
    now: Micros,
    outcome: &std::result::Result<(), Undelivered>,
) -> Result<()> {
    let last = match outcome {
        Ok(()) => Last { at: now, ok: true, reason: None, status: None },
        Err(e) => Last { at: now, ok: false, reason: Some(e.reason.to_owned()), status: e.status },
    };
    settings::put(tx, LAST, &last)
}

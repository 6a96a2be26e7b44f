//! What colleagues do elsewhere in the program goes onto the timeline: through the commit that everything goes through.

use gx_kernel::interaction::{Direction, Incoming, Kind};
use gx_kernel::money::Currency;
use gx_kernel::{Id, Micros, Problem};
use gx_people::write::PersonFields;
use gx_store::change::By;
use gx_store::{Result, Store, Tx, settings};
use serde_json::{Map, Value as Json};

use crate::commit::{self, Done};
use crate::model::{Door, Outcome, Parcel, Prepared};

/// Something that goes onto a timeline.
#[derive(Debug)]
pub struct Said {
    /// What it is.
    pub kind: Kind,
    /// From whom.
    pub direction: Direction,
    /// On which channel.
    pub channel: &'static str,
    /// Its title.
    pub title: Option<String>,
    /// Its words.
    pub text: Option<String>,
    /// What it is about: kind and number.
    pub object: (&'static str, String),
    /// What it comes to: decimal text, and the currency.
    pub amount: Option<(String, String)>,
    /// When it happened; now unless it says otherwise.
    pub at: Option<Micros>,
    /// The rest.
    pub props: Map<String, Json>,
}

/// Puts something onto the timeline of a person, within the caller's transaction.
///
/// # Errors
///
/// `refused` where the timeline does not take it.
pub fn say(tx: &mut Tx<'_>, store: &Store, by: By, person: Id, said: Said) -> Result<Done> {
    let source = tx.one("SELECT id FROM source WHERE kind = 'staff' ORDER BY id LIMIT 1", &[])?.id(0)?;
    let now = store.now();
    let at = said.at.unwrap_or(now);
    let (amount, currency) = match &said.amount {
        Some((amount, currency)) => (amount.parse().ok(), Currency::parse(currency)),
        None => (None, None),
    };
    let incoming = Incoming {
        // No note of somebody's hand: what was done elsewhere is taken back there, and not struck out here.
        message_id: format!("deed-{}", store.id().0),
        kind: said.kind,
        direction: said.direction,
        channel: said.channel.into(),
        occurred_at: Some(at),
        identities: Vec::new(),
        traits: Map::new(),
        title: said.title,
        text: said.text,
        object_kind: Some(said.object.0.into()),
        object_id: Some(said.object.1),
        amount,
        currency,
        props: said.props,
        to: None,
    };
    onto(tx, store, (source, by), person, incoming)
}

/// Commits something that has its person already, within the caller's transaction.
///
/// # Errors
///
/// `refused` where the timeline does not take it.
pub fn onto(
    tx: &mut Tx<'_>,
    store: &Store,
    (source, by): (Id, By),
    person: Id,
    incoming: Incoming,
) -> Result<Done> {
    let now = store.now();
    let message_hash =
        store.hash().of(&[b"message", &source.0.to_be_bytes(), incoming.message_id.as_bytes()]);
    let mut parcel = Parcel::new(source, Door::Staff, by, now);
    parcel.inputs.push(Ok(Prepared {
        occurred_at: incoming.occurred_at.unwrap_or(now),
        incoming,
        keys: Vec::new(),
        node: Some(person),
        staff: if let By::User(id) = by { Some(id) } else { None },
        to: None,
        message_hash,
        content_hash: message_hash,
    }));
    let mut fields = PersonFields::load(tx)?;
    let home = settings::currency(tx)?;
    let done = commit::commit(tx, store, &mut fields, &home, &[parcel])?;
    match done.outcomes.first().and_then(|o| o.first()) {
        Some(Outcome::Refused(refusal)) => {
            Err(Problem::conflict("refused", format!("The timeline refused it: {}", refusal.message)).into())
        }
        _ => Ok(done),
    }
}

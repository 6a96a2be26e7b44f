//! What passes through the steps.

use gx_kernel::interaction::Incoming;
use gx_kernel::{Id, Micros};
use gx_people::resolve::Keyed;
use gx_store::change::By;

/// Through which door an input came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Door {
    /// The Segment protocol.
    Segment,
    /// `POST /api/interactions`.
    Native,
    /// A file.
    File,
    /// Staff, by hand.
    Staff,
    /// The demo.
    Demo,
}

impl Door {
    /// Stable text, as in SQL.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::Segment => "segment",
            Self::Native => "native",
            Self::File => "file",
            Self::Staff => "staff",
            Self::Demo => "demo",
        }
    }
}

/// The steps of ingest, in order. Each input passes them all or stops at one with a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Body read, unpacked and parsed; key checked.
    Receive,
    /// The shape is right and within limits.
    Verify,
    /// Identities brought to their normal form, blocked values left out.
    Normalise,
    /// Not seen before.
    Dedupe,
    /// Whose it is.
    Resolve,
    /// What it says of the person.
    Portrait,
    /// Orders and edges that follow from it.
    Derive,
    /// Committed.
    Store,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Self; 8] = [
        Self::Receive,
        Self::Verify,
        Self::Normalise,
        Self::Dedupe,
        Self::Resolve,
        Self::Portrait,
        Self::Derive,
        Self::Store,
    ];

    /// Stable text.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::Receive => "receive",
            Self::Verify => "verify",
            Self::Normalise => "normalise",
            Self::Dedupe => "dedupe",
            Self::Resolve => "resolve",
            Self::Portrait => "portrait",
            Self::Derive => "derive",
            Self::Store => "store",
        }
    }
}

/// Why an input was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where it stopped.
    pub step: Step,
    /// Stable word, for counting: `no_identity`, `bad_json`, `message_id_reused` …
    pub reason: &'static str,
    /// A sentence: what was expected, what was found.
    pub message: String,
}

impl Refusal {
    /// A refusal at a step.
    pub fn new(step: Step, reason: &'static str, message: impl Into<String>) -> Self {
        Self { step, reason, message: message.into() }
    }
}

/// An input that passed every step outside the transaction.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The interaction, cleaned.
    pub incoming: Incoming,
    /// When it happened, after clock correction.
    pub occurred_at: Micros,
    /// Its identities, strongest first.
    pub keys: Vec<Keyed>,
    /// The node itself, where the caller names the person (staff, by hand); then `keys` is empty.
    pub node: Option<Id>,
    /// The member of staff who took part, if one did.
    pub staff: Option<Id>,
    /// The other person's identities and the edge.
    pub to: Option<(Vec<Keyed>, String)>,
    /// Keyed hash of source and message id.
    pub message_hash: i64,
    /// Keyed hash of the content, without times.
    pub content_hash: i64,
}

/// An input that stopped before the transaction: why, a sample of it, its message id.
pub type Refused = (Refusal, String, Option<String>);

/// What became of one input.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Committed.
    Accepted {
        /// The interaction.
        id: Id,
        /// The node it belongs to.
        node: Id,
        /// The person it shows under.
        root: Id,
    },
    /// Already committed before; nothing was done.
    Duplicate,
    /// Not taken.
    Refused(Refusal),
}

/// A body as it was sent, packed before it waits for the writer, who has no time for that.
#[derive(Clone, Debug)]
pub struct Raw {
    /// Its length as sent.
    pub bytes: usize,
    /// The body, zstd.
    pub packed: Vec<u8>,
}

impl Raw {
    /// Packs a body.
    pub fn pack(body: &[u8]) -> Self {
        Self { bytes: body.len(), packed: zstd::bulk::compress(body, 1).unwrap_or_default() }
    }
}

/// Inputs of one request, which are committed together or with others, never torn apart.
#[derive(Debug)]
pub struct Parcel {
    /// The source.
    pub source: Id,
    /// The door.
    pub door: Door,
    /// Who says so.
    pub by: By,
    /// The import it belongs to.
    pub import: Option<Id>,
    /// Whether it is demo data.
    pub demo: bool,
    /// When it arrived.
    pub received_at: Micros,
    /// The body as sent, kept for a while.
    pub raw: Option<Raw>,
    /// The inputs in order, with those that were refused before the transaction.
    pub inputs: Vec<Result<Prepared, Refused>>,
}

impl Parcel {
    /// A parcel of one source through one door.
    pub fn new(source: Id, door: Door, by: By, received_at: Micros) -> Self {
        Self { source, door, by, import: None, demo: false, received_at, raw: None, inputs: Vec::new() }
    }

    /// About how much memory it holds.
    pub fn weight(&self) -> usize {
        self.raw.as_ref().map_or(0, |raw| raw.bytes) * 3 + self.inputs.len() * 700
    }
}

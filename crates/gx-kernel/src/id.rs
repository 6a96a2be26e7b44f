//! Ids: 64-bit integers ordered by time, shown outside as prefixed text.
//!
//! Layout, from the top: one zero bit (so the number stays positive in SQL),
//! 42 bits of milliseconds since 2020-01-01 (good until 2159), 8 bits of node,
//! 13 bits of sequence within the millisecond. Text is the kind's prefix and
//! the number in Crockford's base 32, most significant digit first, without
//! leading zeros: `per_1h2k3m4n5p6q7`.

use std::fmt;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::clock::Micros;

const EPOCH_MS: i64 = 1_577_836_800_000;
const SEQ_BITS: u32 = 13;
const NODE_BITS: u32 = 8;
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A 64-bit id of anything stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(pub i64);

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal,)*) => {
        /// What an id names; decides its prefix.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum IdKind { $($(#[$doc])* $name,)* }

        impl IdKind {
            /// The text before the underscore.
            pub fn prefix(self) -> &'static str {
                match self { $(Self::$name => $prefix,)* }
            }

            /// The kind whose prefix this is.
            pub fn from_prefix(prefix: &str) -> Option<Self> {
                match prefix { $($prefix => Some(Self::$name),)* _ => None }
            }
        }
    };
}

kinds! {
    /// A person.
    Person = "per",
    /// A company.
    Company = "com",
    /// An identity of a person.
    Identity = "idn",
    /// An interaction.
    Interaction = "int",
    /// An order.
    Order = "ord",
    /// An edge of the customer graph.
    Edge = "edg",
    /// A merge of two persons.
    Merge = "mrg",
    /// A proposal that two persons may be one.
    Proposal = "dup",
    /// A source of data, with its write keys.
    Source = "src",
    /// A write or API key.
    Key = "key",
    /// A staff user.
    User = "usr",
    /// A role.
    Role = "rol",
    /// A team.
    Team = "tea",
    /// A territory.
    Territory = "ter",
    /// An import of a file.
    Import = "imp",
    /// A change in the change log.
    Change = "chg",
    /// A batch of changes that is undone together.
    Batch = "bat",
    /// A job.
    Job = "job",
    /// A custom field.
    Field = "fld",
    /// A raw input.
    Raw = "raw",
    /// A saved view.
    View = "viw",
    /// A saved report.
    Report = "rep",
    /// A dashboard.
    Dashboard = "das",
    /// A report that is sent by mail.
    ReportMail = "rma",
    /// A goal.
    Goal = "goa",
    /// A webhook.
    Hook = "whk",
    /// What was told to a webhook: the id that its receiver sees.
    Delivery = "msg",
    /// A connector to another system.
    Connector = "cnn",
    /// One run of a connector.
    Run = "run",
    /// A file that people keep.
    File = "fil",
    /// A browser that is pushed to.
    Device = "dev",
    /// A thread of comments.
    Thread = "thr",
    /// What a customer may need.
    Need = "ned",
    /// A comment.
    Comment = "cmt",
    /// What a person asked about their data.
    Request = "req",
    /// An erasure.
    Erasure = "ers",
    /// A deal.
    Deal = "dea",
    /// A pipeline.
    Pipeline = "pip",
    /// A stage of a pipeline.
    Stage = "stg",
    /// A lead.
    Lead = "lea",
    /// A pool that leads wait in.
    Pool = "poo",
    /// What makes leads of interactions.
    Capture = "cap",
    /// A rule that gives leads to colleagues.
    AssignRule = "asr",
    /// A dispute about a lead.
    Dispute = "dsp",
    /// A registration of somebody who is about to be won.
    Registration = "reg",
    /// A product.
    Product = "prd",
    /// A variant of a product: what is ordered by one number.
    Variant = "var",
    /// A category of products.
    Category = "cat",
    /// A price list.
    PriceList = "prl",
    /// A version of a quote.
    Quote = "quo",
    /// Goods of an order on their way.
    Shipment = "shp",
    /// What was paid for an order.
    Payment = "pay",
    /// What came back of an order, or is not sent any more.
    Return = "ret",
    /// A subscription or a service contract.
    Agreement = "agr",
    /// A thing that a customer owns.
    Asset = "ast",
    /// A task, a call, a meeting, a visit.
    Activity = "act",
    /// A rule of revisits.
    Revisit = "rev",
}

impl Id {
    /// The id as prefixed text.
    pub fn show(self, kind: IdKind) -> String {
        let mut n = self.0 as u64;
        let mut out = Vec::with_capacity(13);
        loop {
            out.push(DIGITS[(n & 31) as usize]);
            n >>= 5;
            if n == 0 {
                break;
            }
        }
        let mut text = String::with_capacity(17);
        text.push_str(kind.prefix());
        text.push('_');
        text.extend(out.iter().rev().map(|b| char::from(*b)));
        text
    }

    /// Reads prefixed text of the given kind; `None` if the prefix or a digit is wrong.
    pub fn read(kind: IdKind, text: &str) -> Option<Self> {
        let (found, id) = Self::read_any(text)?;
        (found == kind).then_some(id)
    }

    /// Reads prefixed text of whichever kind it says.
    pub fn read_any(text: &str) -> Option<(IdKind, Self)> {
        let (prefix, digits) = text.split_once('_')?;
        let kind = IdKind::from_prefix(prefix)?;
        if digits.is_empty() || digits.len() > 13 {
            return None;
        }
        let mut n: u64 = 0;
        for b in digits.bytes() {
            let d = DIGITS.iter().position(|x| *x == b.to_ascii_lowercase())? as u64;
            n = n.checked_mul(32)?.checked_add(d)?;
        }
        i64::try_from(n).ok().map(|n| (kind, Self(n)))
    }

    /// The smallest id that can have been made at an instant or later.
    pub fn first_at(at: Micros) -> Self {
        Self((at.millis() - EPOCH_MS).max(0) << (NODE_BITS + SEQ_BITS))
    }

    /// The millisecond in which the id was made, as an instant.
    pub fn made_at(self) -> Micros {
        Micros(((self.0 >> (NODE_BITS + SEQ_BITS)) + EPOCH_MS) * 1000)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Makes ids, always larger than the last one it made, even if the clock steps back.
#[derive(Debug)]
pub struct IdGen {
    node: i64,
    last: Mutex<i64>,
}

impl IdGen {
    /// A generator for one process; `node` (0–255) must differ between processes on one database.
    pub fn new(node: u8) -> Self {
        Self { node: i64::from(node), last: Mutex::new(0) }
    }

    /// The next id at `now`.
    pub fn next(&self, now: Micros) -> Id {
        let fresh = ((now.millis() - EPOCH_MS).max(0) << (NODE_BITS + SEQ_BITS)) | (self.node << SEQ_BITS);
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let seq_mask = (1_i64 << SEQ_BITS) - 1;
        *last = if fresh > *last {
            fresh
        } else if *last & seq_mask < seq_mask {
            *last + 1
        } else {
            // The sequence is used up: borrow the next millisecond.
            (((*last >> (NODE_BITS + SEQ_BITS)) + 1) << (NODE_BITS + SEQ_BITS)) | (self.node << SEQ_BITS)
        };
        Id(*last)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_first_id_of_an_instant_is_before_all_made_then() {
        let at = Micros(1_790_000_000_123_000);
        let made = IdGen::new(0).next(at);
        assert!(Id::first_at(at) <= made && Id::first_at(at.plus(1_000)) > made);
        assert_eq!(Id::first_at(at).made_at(), at);
    }

    proptest! {
        #[test]
        fn text_reads_back(n in 0_i64..=i64::MAX) {
            let text = Id(n).show(IdKind::Person);
            prop_assert_eq!(Id::read(IdKind::Person, &text), Some(Id(n)));
            prop_assert_eq!(Id::read(IdKind::Company, &text), None);
        }
    }

    #[test]
    fn ids_grow_even_when_the_clock_steps_back() {
        let ids = IdGen::new(3);
        let mut last = ids.next(Micros(1_800_000_000_000_000));
        for step in 0..20_000 {
            let next = ids.next(Micros(1_800_000_000_000_000 - step));
            assert!(next > last);
            last = next;
        }
    }

    #[test]
    fn hostile_text_is_refused() {
        for text in ["", "per_", "per", "per_zzzzzzzzzzzzz", "per_u", "per_1é", "xxx_1", "per_11111111111111"]
        {
            assert_eq!(Id::read_any(text), None, "{text}");
        }
    }
}

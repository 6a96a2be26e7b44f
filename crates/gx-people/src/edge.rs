//! The edge table: every dated, evidenced tie between people and companies.

use std::collections::BTreeMap;

use gx_kernel::{Id, Micros};
use gx_store::change::By;
use gx_store::{Result, Store, Tx};

/// What an edge ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// A person's node.
    Person(Id),
    /// A company.
    Company(Id),
}

impl End {
    /// `person` or `company`.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Company(_) => "company",
        }
    }

    /// The row.
    pub fn id(self) -> Id {
        match self {
            Self::Person(id) | Self::Company(id) => id,
        }
    }
}

/// A tie as it is stated.
#[derive(Clone, Debug)]
pub struct Tie {
    /// For example `referred`, `household`, `replied_to`, `follows`, `works_at`.
    pub kind: String,
    /// From whom.
    pub from: End,
    /// To whom.
    pub to: End,
    /// A job title or other word on the tie. On a mutual tie the first line is what `from` is and the second what
    /// `to` is; see [`said`].
    pub title: Option<String>,
    /// When it was seen.
    pub at: Micros,
    /// The interaction that proves it.
    pub evidence: Option<Id>,
}

/// Kinds that mean the same in both directions; they are stored once, from the older row.
pub fn is_mutual(kind: &str) -> bool {
    matches!(kind, "household" | "spouse" | "sibling" | "friend" | "colleague")
}

/// The title of a mutual tie: what its ends are, a line each. `None` where nothing is said of either.
pub fn said([from, to]: [&str; 2]) -> Option<String> {
    if from.is_empty() && to.is_empty() { None } else { Some(format!("{from}\n{to}")) }
}

/// What the title of a mutual tie says of its ends; words of one line are said of both.
pub fn sides(title: Option<&str>) -> (Option<String>, Option<String>) {
    match title.map(|text| text.split_once('\n').unwrap_or((text, text))) {
        Some((from, to)) => (Some(from.trim().to_owned()), Some(to.trim().to_owned())),
        None => (None, None),
    }
}

/// Collects the ties of one batch, so that each edge is written once.
#[derive(Debug, Default)]
pub struct Ties(BTreeMap<(Id, String, Id), (Tie, i64)>);

impl Ties {
    /// Adds a tie; a tie of a row to itself is ignored.
    pub fn add(&mut self, mut tie: Tie) {
        if tie.from.id() == tie.to.id() {
            return;
        }
        if is_mutual(&tie.kind) && tie.to.id() < tie.from.id() {
            std::mem::swap(&mut tie.from, &mut tie.to);
            tie.title = tie.title.map(|title| match title.split_once('\n') {
                Some((from, to)) => format!("{to}\n{from}"),
                None => title,
            });
        }
        let key = (tie.from.id(), tie.kind.clone(), tie.to.id());
        match self.0.get_mut(&key) {
            Some((held, n)) => {
                *n += 1;
                if tie.at > held.at {
                    held.at = tie.at;
                    held.evidence = tie.evidence.or(held.evidence);
                    held.title = tie.title.or(held.title.take());
                }
            }
            None => {
                self.0.insert(key, (tie, 1));
            }
        }
    }

    /// Writes the edges: new ones are made, known ones count on.
    pub fn close(self, tx: &mut Tx<'_>, store: &Store, by: By, import: Option<Id>) -> Result<()> {
        for (tie, n) in self.0.into_values() {
            tx.execute(
                "INSERT INTO edge (id, kind, from_kind, from_id, to_kind, to_id, title, since, until, count, last_at, evidence, source_kind, source_id, import_id, deleted_at) \
                 VALUES ($1,$2,$3,$4,$5,$6,$7,$8,NULL,$9,$10,$11,$12,$13,$14,NULL) \
                 ON CONFLICT (from_id, kind, to_id) WHERE deleted_at IS NULL DO UPDATE SET count = edge.count + excluded.count, \
                 title = COALESCE(excluded.title, edge.title), \
                 last_at = CASE WHEN edge.last_at IS NULL OR edge.last_at < excluded.last_at THEN excluded.last_at ELSE edge.last_at END, \
                 evidence = COALESCE(excluded.evidence, edge.evidence)",
                &[
                    store.id().into(),
                    tie.kind.into(),
                    tie.from.kind().into(),
                    tie.from.id().into(),
                    tie.to.kind().into(),
                    tie.to.id().into(),
                    tie.title.into(),
                    tie.at.into(),
                    n.into(),
                    tie.at.into(),
                    tie.evidence.into(),
                    by.kind().into(),
                    by.id().into(),
                    import.into(),
                ],
            )?;
        }
        Ok(())
    }
}

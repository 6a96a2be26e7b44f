//! The same person by likeness: rows of a group against everyone who was there before the import.
//!
//! Persons made by this import are no candidates, so that the order of the rows never matters;
//! likenesses among the rows of one file are left to the review queue.

use gx_kernel::Id;
use gx_match::{Record, score_pair};
use gx_people::likeness::{self, Likeness};
use gx_people::merge::Evidence;
use gx_people::{duplicates, resolve::Keyed};
use gx_store::{Result, Tx};

use super::row::Parsed;

/// A person like the row.
#[derive(Clone, Debug)]
pub(crate) struct Alike {
    pub person: Id,
    pub why: Vec<Evidence>,
}

/// Finds persons like rows.
#[derive(Debug)]
pub(crate) struct Likes {
    likeness: Likeness,
    import: Id,
}

impl Likes {
    /// `None` if nobody was there before the import.
    pub fn open(tx: &mut Tx<'_>, import: Id) -> Result<Option<Self>> {
        let others = tx.first(
            "SELECT id FROM person WHERE merged_into IS NULL AND deleted_at IS NULL AND (import_id IS NULL OR import_id <> $1) LIMIT 1",
            &[import.into()],
        )?;
        others.map(|_| Ok(Self { likeness: Likeness::open(tx)?, import })).transpose()
    }

    /// For each row the best likeness above the model's threshold.
    pub fn find(&self, tx: &mut Tx<'_>, rows: &[&Parsed]) -> Result<Vec<Option<Alike>>> {
        let records: Vec<Record> = rows.iter().map(|row| of_row(row)).collect();
        let same = self.likeness.model().thresholds.same;
        let before = |_: usize, c: &likeness::Candidate| c.import != Some(self.import);
        let (mut likes, theirs) = self.likeness.find(tx, &records, same, &before)?;
        likes.sort_by(|a, b| a.of.cmp(&b.of).then(b.probability.total_cmp(&a.probability)));
        likes.dedup_by_key(|like| like.of);
        let mut out = vec![None; rows.len()];
        for like in likes {
            let (Some(row), Some(mine), Some(other), Some(place)) =
                (rows.get(like.of), records.get(like.of), theirs.get(&like.person), out.get_mut(like.of))
            else {
                continue;
            };
            if !contradicts(tx, like.person, &row.keys)? {
                let score = score_pair(self.likeness.model(), mine, other);
                *place = Some(Alike { person: like.person, why: duplicates::evidence(&score) });
            }
        }
        Ok(out)
    }
}

/// Ids of one kind that differ prove two records: such rows are never the same by likeness alone.
fn contradicts(tx: &mut Tx<'_>, person: Id, keys: &[Keyed]) -> Result<bool> {
    let held = tx.query(
        "SELECT i.kind, i.value FROM identity i JOIN person n ON n.id = i.person_id WHERE n.canonical_id = $1 AND i.deleted_at IS NULL AND i.shared = 0",
        &[person.into()],
    )?;
    for k in keys {
        let kind = k.identity.kind.as_text();
        if !k.identity.kind.is_unique_account() && !kind.starts_with("external:") {
            continue;
        }
        for r in &held {
            if r.text(0)? == kind && r.text(1)? != k.identity.value {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn of_row(row: &Parsed) -> Record {
    let of_kind = |kind: &str| {
        let found = row.keys.iter().find(|k| k.identity.kind.as_text() == kind);
        found.map(|k| k.identity.value.clone()).unwrap_or_default()
    };
    likeness::record(
        likeness::fields()
            .map(|key| match key {
                "email" | "phone" => of_kind(key),
                _ => row.text(key).unwrap_or_default().to_owned(),
            })
            .collect(),
    )
}

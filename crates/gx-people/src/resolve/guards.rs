//! What must not happen by itself: two accounts becoming one person, a shared device welding a family
//! together, one person collecting addresses without end.

use gx_kernel::identity::{IdentityKind, IdentityValue};
use gx_kernel::{Id, Micros};
use gx_store::change::By;
use gx_store::{Result, Tx};

use super::{Keyed, Known, Resolver, sharing};
use crate::merge::{self, Evidence};
use crate::portrait::Portrait;

impl Resolver<'_> {
    /// An account in the arrival that contradicts an account of this root.
    pub(super) fn against(
        &mut self,
        tx: &mut Tx<'_>,
        root: Id,
        arrival: &[&Keyed],
    ) -> Result<Option<Evidence>> {
        let unique: Vec<&IdentityValue> =
            arrival.iter().map(|k| &k.identity).filter(|i| i.kind.is_unique_account()).collect();
        if unique.is_empty() {
            return Ok(None);
        }
        self.flush_fresh(tx)?;
        let held = tx.query(
            "SELECT i.kind, i.value FROM identity i JOIN person n ON n.id = i.person_id WHERE n.canonical_id = $1 AND i.deleted_at IS NULL AND i.shared = 0",
            &[root.into()],
        )?;
        for row in &held {
            for mine in &unique {
                if row.text(0)? == mine.kind.as_text() && row.text(1)? != mine.value {
                    // The same arrival may carry an account that this root does have: then it is an alias, not a contradiction.
                    let also = held.iter().any(|r| matches!((r.text(0), r.text(1)), (Ok(k), Ok(v)) if k == mine.kind.as_text() && v == mine.value));
                    if !also {
                        return Ok(Some(Evidence {
                            field: mine.kind.as_text().into_owned(),
                            code: "two_accounts".into(),
                            weight: -20.0,
                            a: Some(mine.value.clone()),
                            b: Some(row.string(1)?),
                        }));
                    }
                }
            }
        }
        Ok(None)
    }

    pub(super) fn is_named(&mut self, tx: &mut Tx<'_>, root: Id) -> Result<bool> {
        self.flush_fresh(tx)?;
        let row = tx.one(
            "SELECT COUNT(*) FROM identity i JOIN person n ON n.id = i.person_id WHERE n.canonical_id = $1 AND i.deleted_at IS NULL AND i.kind <> 'device'",
            &[root.into()],
        )?;
        Ok(row.int(0)? > 0)
    }

    /// An address that proved to be used by two people stops deciding; a device gets an anonymous history of its own.
    pub(super) fn set_apart(&mut self, tx: &mut Tx<'_>, key: &Keyed, known: &Known) -> Result<()> {
        if key.identity.kind != IdentityKind::Device || known.shared != sharing::OWNED {
            return Ok(());
        }
        self.flush_fresh(tx)?;
        tx.execute(
            "UPDATE identity SET shared = $1 WHERE id = $2",
            &[sharing::SHARED.into(), known.id.into()],
        )?;
        for k in self.known.entry(key.hash).or_default() {
            if k.id == known.id {
                k.shared = sharing::SHARED;
            }
        }
        let node = self.new_node(Portrait::default());
        self.add_identity(key, node, sharing::COMMON, self.now, By::System);
        Ok(())
    }

    /// Draws the root of a known identity to the target by a merge edge.
    pub(super) fn draw(&mut self, tx: &mut Tx<'_>, into: Id, root: Id, key: &Keyed, by: By) -> Result<()> {
        self.flush_tallies(tx)?;
        let evidence = together(key);
        self.merges.push(merge::join(tx, self.store, into, root, by, true, &[evidence])?);
        for (id, head) in &mut self.heads {
            if *id == root {
                head.parent = Some(into);
            }
            if head.root == root {
                head.root = into;
            }
        }
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "one arrival's facts, used once")]
    pub(super) fn attach(
        &mut self,
        tx: &mut Tx<'_>,
        key: &Keyed,
        node: Id,
        root: Id,
        created: bool,
        at: Micros,
        by: By,
    ) -> Result<()> {
        let others_decide = self.decider(key.hash).is_some_and(|k| k.shared == sharing::OWNED);
        let mut shared = if others_decide { sharing::SHARED } else { sharing::OWNED };
        if key.identity.kind == IdentityKind::Device
            && self.known.get(&key.hash).is_some_and(|l| !l.is_empty())
        {
            // A device that already has a history of its own is not taken over.
            shared = sharing::SHARED;
        }
        if !created && shared == sharing::OWNED && self.over_cap(tx, root, &key.identity.kind)? {
            shared = sharing::SHARED;
        }
        self.add_identity(key, node, shared, at, by);
        Ok(())
    }

    pub(super) fn over_cap(&mut self, tx: &mut Tx<'_>, root: Id, kind: &IdentityKind) -> Result<bool> {
        self.flush_fresh(tx)?;
        let since = self.now.plus(-7 * Micros::DAY);
        let row = tx.one(
            "SELECT COUNT(*) FROM identity i JOIN person n ON n.id = i.person_id WHERE n.canonical_id = $1 AND i.kind = $2 AND i.deleted_at IS NULL \
             AND i.shared = 0 AND i.source_kind <> 'user' AND i.first_seen_at > $3",
            &[root.into(), kind.as_text().into_owned().into(), since.into()],
        )?;
        Ok(row.int(0)? as usize >= kind.weekly_cap())
    }
}

/// The reason that an address both sides were seen with gives.
pub(super) fn together(key: &Keyed) -> Evidence {
    Evidence {
        field: key.identity.kind.as_text().into_owned(),
        code: "seen_together".into(),
        weight: 20.0,
        a: Some(key.identity.value.clone()),
        b: None,
    }
}

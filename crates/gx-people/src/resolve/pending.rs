//! What a batch has made and added up, and how it is written: in groups, so that a thousand arrivals cost a few
//! statements.

use std::collections::{HashMap, HashSet};

use gx_kernel::identity::IdentityKind;
use gx_kernel::{Id, Micros};
use gx_store::change::By;
use gx_store::{Conflict, Result, Tx, Value};

use super::{Head, Keyed, Known, Resolver};
use crate::identity::{self, NewIdentity};
use crate::indexed;
use crate::merge;
use crate::node;
use crate::portrait::Portrait;
use crate::territory::Tree;

/// What a batch adds to a node's totals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Interactions.
    pub interactions: i64,
    /// Orders that are new.
    pub orders: i64,
    /// Change of the total, ten-thousandths.
    pub total: i64,
    /// Currency of the total.
    pub currency: Option<String>,
    /// Earliest instant.
    pub first: Option<i64>,
    /// Latest instant.
    pub last: Option<i64>,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.interactions += other.interactions;
        self.orders += other.orders;
        self.total += other.total;
        self.currency = self.currency.take().or_else(|| other.currency.clone());
        self.first = [self.first, other.first].into_iter().flatten().min();
        self.last = [self.last, other.last].into_iter().flatten().max();
    }

    /// A tally of something at an instant.
    pub fn at(occurred: Micros) -> Self {
        Self { first: Some(occurred.0), last: Some(occurred.0), ..Self::default() }
    }
}

impl Resolver<'_> {
    /// Makes a node; it is written with the batch.
    pub fn new_node(&mut self, portrait: Portrait) -> Id {
        let id = self.store.id();
        self.heads.insert(id, Head { root: id, parent: None });
        self.fresh_nodes.push((id, portrait));
        self.fresh_index.insert(id);
        id
    }

    pub(super) fn add_identity(&mut self, key: &Keyed, node: Id, shared: i64, at: Micros, by: By) {
        let id = self.store.id();
        self.known.entry(key.hash).or_default().push(Known { id, node, shared, last_seen: at });
        self.fresh_identities.push(NewIdentity { id, person: node, key: key.clone(), shared, at, by });
        if key.identity.kind != IdentityKind::Device {
            self.reindex.insert(node);
        }
        if matches!(
            key.identity.kind,
            IdentityKind::Email
                | IdentityKind::Phone
                | IdentityKind::MemberNo
                | IdentityKind::UserId
                | IdentityKind::Handle
                | IdentityKind::External(_)
        ) {
            self.addresses.insert(self.root_of(node));
        }
    }

    /// Adds to the totals of a node and of everything above it.
    pub fn tally(&mut self, node: Id, tally: &Tally) {
        let mut at = Some(node);
        while let Some(id) = at {
            self.tallies.entry(id).or_default().add(tally);
            at = self.heads.get(&id).and_then(|h| h.parent);
        }
    }

    /// Whether the node was made by this batch.
    pub fn is_fresh(&self, node: Id) -> bool {
        self.fresh_index.contains(&node)
    }

    /// The portrait of a node that this batch made and has not written yet.
    pub fn fresh_portrait(&mut self, node: Id) -> Option<&mut Portrait> {
        self.fresh_nodes.iter_mut().rev().find(|n| n.0 == node).map(|n| &mut n.1)
    }

    /// Asks for a node to be indexed again at the end of the batch.
    pub fn reindex(&mut self, node: Id) {
        self.reindex.insert(node);
    }

    /// Writes new nodes and identities, so that SQL sees them.
    pub fn flush_fresh(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        let mut columns = vec![
            "id",
            "canonical_id",
            "created_at",
            "updated_at",
            "import_id",
            "demo",
            "email",
            "phone",
            "member_no",
        ];
        columns.extend(node::SET.iter());
        let mut shown: HashMap<Id, [Option<String>; 3]> = HashMap::new();
        let mut names: HashMap<Id, String> = HashMap::new();
        for new in &self.fresh_identities {
            let (node, kind, value) = (new.person, &new.key.identity.kind, &new.key.identity.value);
            if *kind != IdentityKind::Device && (*kind == IdentityKind::Email || !names.contains_key(&node)) {
                names.insert(node, value.clone());
            }
            let slot = match kind {
                IdentityKind::Email => 0,
                IdentityKind::Phone => 1,
                IdentityKind::MemberNo => 2,
                _ => continue,
            };
            if let Some(first) = shown.entry(node).or_default().get_mut(slot)
                && first.is_none()
            {
                *first = Some(value.clone());
            }
        }
        let mut rows: Vec<Vec<Value>> = Vec::with_capacity(self.fresh_nodes.len());
        let tree = Tree::of(tx)?;
        for (id, portrait) in std::mem::take(&mut self.fresh_nodes) {
            let [email, phone, member] = shown.remove(&id).unwrap_or_default();
            let mut row: Vec<Value> = vec![
                id.into(),
                id.into(),
                self.now.into(),
                self.now.into(),
                self.import.into(),
                self.demo.into(),
                email.into(),
                phone.into(),
                member.into(),
            ];
            row.extend(node::new_row(id, &portrait, names.get(&id).map_or("", String::as_str), &tree));
            rows.push(row);
            // Its row shows its addresses from the start.
            self.addresses.remove(&id);
        }
        tx.insert_many("person", &columns, &rows, Conflict::Fail)?;
        identity::insert(tx, &std::mem::take(&mut self.fresh_identities), Conflict::Fail)
    }

    pub(super) fn flush_tallies(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        self.flush_fresh(tx)?;
        let mut rows: Vec<(Id, Tally)> = std::mem::take(&mut self.tallies).into_iter().collect();
        // One order for all processes: two writers never wait for each other in a circle.
        rows.sort_by_key(|(id, _)| *id);
        let seen = rows
            .iter()
            .map(|(id, t)| vec![t.interactions.into(), t.first.into(), t.last.into(), (*id).into()]);
        tx.execute_many(
            "UPDATE person SET interaction_count = interaction_count + $1, \
             first_seen_at = CASE WHEN CAST($2 AS BIGINT) IS NULL OR first_seen_at <= $2 THEN first_seen_at ELSE $2 END, \
             last_seen_at = CASE WHEN CAST($3 AS BIGINT) IS NULL OR last_seen_at >= $3 THEN last_seen_at ELSE $3 END WHERE id = $4",
            &seen.collect::<Vec<_>>(),
        )?;
        // Of their own, and only where there are any: a column that is set costs its index even if its value stays.
        let bought = rows.iter().filter(|(_, t)| t.orders != 0 || t.total != 0 || t.currency.is_some());
        let bought = bought
            .map(|(id, t)| vec![t.orders.into(), t.total.into(), t.currency.clone().into(), (*id).into()]);
        tx.execute_many(
            "UPDATE person SET order_count = order_count + $1, order_total = order_total + $2, currency = COALESCE(currency, $3) WHERE id = $4",
            &bought.collect::<Vec<_>>(),
        )?;
        Ok(())
    }

    /// Writes everything that is left. What changed: roots whose totals or values moved, and the merges made.
    pub fn close(mut self, tx: &mut Tx<'_>) -> Result<Vec<merge::Merge>> {
        self.flush_tallies(tx)?;
        let mut seen: Vec<(Id, Micros)> = std::mem::take(&mut self.seen).into_iter().collect();
        seen.sort_by_key(|(id, _)| *id);
        let rows: Vec<Vec<Value>> = seen.into_iter().map(|(id, at)| vec![at.into(), id.into()]).collect();
        tx.execute_many("UPDATE identity SET last_seen_at = $1 WHERE id = $2 AND last_seen_at < $1", &rows)?;
        let roots: HashSet<Id> = self.addresses.iter().map(|id| self.root_of(*id)).collect();
        let mut roots: Vec<Id> = roots.into_iter().collect();
        roots.sort_unstable();
        for root in roots {
            let members =
                if self.fresh_index.contains(&root) { vec![root] } else { node::members(tx, root)? };
            node::refresh_addresses(tx, root, &members)?;
        }
        let (fresh, old): (Vec<Id>, Vec<Id>) =
            self.reindex.iter().copied().partition(|id| self.fresh_index.contains(id));
        indexed::put(tx, self.store, &old, &fresh)?;
        Ok(self.merges)
    }
}

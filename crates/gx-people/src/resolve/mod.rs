//! Whose is it? Identities of a batch of arrivals become nodes.
//!
//! Deterministic rules, in order: the strongest known identity decides; other
//! known identities are drawn to it by a merge edge; unknown ones are attached.
//! Guards: blocked values never get here (ingest drops them); a kind's weekly cap
//! per person; two different accounts never merge by themselves; a device that
//! two accounts use belongs to neither from then on, so a shared tablet does not
//! weld a family together. What the rules refuse becomes a proposal for people.
//!
//! Reads and writes are grouped per batch, because the batch is the unit of commit.

use std::collections::{HashMap, HashSet};

use gx_kernel::identity::{IdentityKind, IdentityValue};
use gx_kernel::{Id, Micros};
use gx_store::change::By;
use gx_store::{Result, Store, Tx};

use crate::identity::NewIdentity;
use crate::merge::{self, Evidence};
use crate::portrait::Portrait;
use crate::proposal::propose;

mod guards;
mod pending;

use guards::together;
pub use pending::Tally;

/// Last-seen dates of identities are written at most this often, to spare writes on busy devices.
const SEEN_STEP: i64 = 6 * 3600 * Micros::SECOND;

/// How an identity row takes part in resolution.
mod sharing {
    /// Belongs to its person.
    pub(super) const OWNED: i64 = 0;
    /// Known to be used by several people: shown, but no longer decides or draws.
    pub(super) const SHARED: i64 = 1;
    /// A shared device's own anonymous history: decides for anonymous events, never draws.
    pub(super) const COMMON: i64 = 2;
}

/// An identity with its keyed hash.
#[derive(Clone, Debug)]
pub struct Keyed {
    /// Kind and normalised value.
    pub identity: IdentityValue,
    /// Keyed hash of both.
    pub hash: i64,
}

impl Keyed {
    /// Hashes a normalised identity.
    pub fn new(store: &Store, identity: IdentityValue) -> Self {
        let hash = store.hash().of(&[identity.kind.as_text().as_bytes(), identity.value.as_bytes()]);
        Self { identity, hash }
    }
}

#[derive(Clone, Debug)]
struct Known {
    id: Id,
    node: Id,
    shared: i64,
    last_seen: Micros,
}

#[derive(Clone, Debug)]
struct Head {
    root: Id,
    parent: Option<Id>,
}

/// What an arrival was resolved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The node it belongs to, for ever.
    pub node: Id,
    /// The person it shows under now.
    pub root: Id,
    /// Whether the person was made by this arrival.
    pub created: bool,
}

/// Resolves the arrivals of one batch inside one transaction.
#[derive(Debug)]
pub struct Resolver<'s> {
    store: &'s Store,
    now: Micros,
    known: HashMap<i64, Vec<Known>>,
    heads: HashMap<Id, Head>,
    fresh_nodes: Vec<(Id, Portrait)>,
    fresh_identities: Vec<NewIdentity>,
    seen: HashMap<Id, Micros>,
    tallies: HashMap<Id, Tally>,
    reindex: HashSet<Id>,
    fresh_index: HashSet<Id>,
    addresses: HashSet<Id>,
    merges: Vec<merge::Merge>,
    import: Option<Id>,
    demo: bool,
}

impl<'s> Resolver<'s> {
    /// Opens a batch and loads everything its identities name.
    pub fn open(tx: &mut Tx<'_>, store: &'s Store, hashes: &[i64]) -> Result<Self> {
        let mut r = Self {
            store,
            now: store.now(),
            known: HashMap::new(),
            heads: HashMap::new(),
            fresh_nodes: Vec::new(),
            fresh_identities: Vec::new(),
            seen: HashMap::new(),
            tallies: HashMap::new(),
            reindex: HashSet::new(),
            fresh_index: HashSet::new(),
            addresses: HashSet::new(),
            merges: Vec::new(),
            import: None,
            demo: false,
        };
        let mut nodes: Vec<i64> = Vec::new();
        for row in tx.query_in("SELECT hash, id, person_id, shared, last_seen_at FROM identity WHERE deleted_at IS NULL AND hash IN", hashes)? {
            let known = Known { id: row.id(1)?, node: row.id(2)?, shared: row.int(3)?, last_seen: row.micros(4)? };
            nodes.push(known.node.0);
            r.known.entry(row.int(0)?).or_default().push(known);
        }
        nodes.sort_unstable();
        nodes.dedup();
        let mut more = nodes;
        // Parents of parents, until the roots are known.
        while !more.is_empty() {
            let mut parents = Vec::new();
            for row in tx.query_in(
                "SELECT id, canonical_id, merged_into FROM person WHERE deleted_at IS NULL AND id IN",
                &more,
            )? {
                let head = Head { root: row.id(1)?, parent: row.opt_id(2)? };
                if let Some(parent) = head.parent
                    && !r.heads.contains_key(&parent)
                {
                    parents.push(parent.0);
                }
                r.heads.insert(row.id(0)?, head);
            }
            more = parents;
        }
        // Identities of deleted persons resolve to nobody.
        for list in r.known.values_mut() {
            list.retain(|k| r.heads.contains_key(&k.node));
            list.sort_by_key(|k| (k.shared != sharing::OWNED, k.id));
        }
        Ok(r)
    }

    /// Marks everything made by this batch as made by an import.
    pub fn for_import(&mut self, import: Id) {
        self.import = Some(import);
    }

    /// Marks everything made by this batch as demo data.
    pub fn for_demo(&mut self) {
        self.demo = true;
    }

    fn root_of(&self, node: Id) -> Id {
        self.heads.get(&node).map_or(node, |h| h.root)
    }

    /// Who decides for an identity, if it is known.
    fn decider(&self, hash: i64) -> Option<&Known> {
        self.known.get(&hash)?.iter().find(|k| k.shared != sharing::SHARED)
    }

    /// Whether an address is somebody's.
    pub fn knows(&self, hash: i64) -> bool {
        self.decider(hash).is_some()
    }

    /// Resolves one arrival. `identities` must not be empty.
    pub fn resolve(&mut self, tx: &mut Tx<'_>, identities: &[Keyed], at: Micros, by: By) -> Result<Resolved> {
        // The common case: everything known and of one person.
        if let Some(done) = self.quick(identities, at) {
            return Ok(done);
        }
        let mut order: Vec<&Keyed> = identities.iter().collect();
        order.sort_by_key(|k| std::cmp::Reverse(k.identity.kind.priority()));
        let mut target: Option<(Id, Id)> = None;
        let mut conflicts: Vec<(Id, Vec<Evidence>)> = Vec::new();
        for key in &order {
            let Some(known) = self.decider(key.hash).cloned() else { continue };
            let root = self.root_of(known.node);
            let Some((_, into)) = target else {
                match self.against(tx, root, &order)? {
                    None => target = Some((known.node, root)),
                    Some(reason) => {
                        self.set_apart(tx, key, &known)?;
                        conflicts.push((root, vec![together(key), reason]));
                    }
                }
                continue;
            };
            if root == into || known.shared == sharing::COMMON {
                continue;
            }
            self.flush_fresh(tx)?;
            let reasons = merge::contradictions(tx, into, root)?;
            if let Some(reason) = reasons.into_iter().next() {
                self.set_apart(tx, key, &known)?;
                conflicts.push((root, vec![together(key), reason]));
            } else if key.identity.kind.priority() < IdentityKind::Device.priority() + 1
                && self.is_named(tx, root)?
            {
                // A device alone does not prove that a person with a name and another one are the same.
                self.set_apart(tx, key, &known)?;
            } else {
                self.draw(tx, into, root, key, by)?;
            }
        }
        let (node, root, created) = match target {
            Some((node, root)) => (node, root, false),
            None => {
                let node = self.new_node(Portrait::default());
                (node, node, true)
            }
        };
        for key in &order {
            let held = self
                .known
                .get(&key.hash)
                .is_some_and(|list| list.iter().any(|k| self.root_of(k.node) == root));
            if !held {
                self.attach(tx, key, node, root, created, at, by)?;
            }
            self.note_seen(key.hash, root, at);
        }
        for (other, reasons) in conflicts {
            self.flush_fresh(tx)?;
            propose(tx, self.store, root, other, 0.5, &reasons, "conflict")?;
        }
        Ok(Resolved { node, root, created })
    }

    /// An arrival whose node the caller names.
    pub fn known_node(&mut self, tx: &mut Tx<'_>, node: Id) -> Result<Resolved> {
        let mut at = Some(node);
        while let Some(id) = at.filter(|id| !self.heads.contains_key(id)) {
            let Some(row) =
                tx.first("SELECT canonical_id, merged_into FROM person WHERE id = $1", &[id.into()])?
            else {
                break;
            };
            let head = Head { root: row.id(0)?, parent: row.opt_id(1)? };
            at = head.parent;
            self.heads.insert(id, head);
        }
        Ok(Resolved { node, root: self.root_of(node), created: false })
    }

    fn quick(&mut self, identities: &[Keyed], at: Micros) -> Option<Resolved> {
        let mut best: Option<(u8, Id)> = None;
        let mut root = None;
        for key in identities {
            let known = self.decider(key.hash)?;
            let its = self.root_of(known.node);
            if root.is_some_and(|r| r != its) {
                return None;
            }
            root = Some(its);
            let weight = key.identity.kind.priority();
            if best.is_none_or(|(w, _)| weight > w) {
                best = Some((weight, known.node));
            }
        }
        let (_, node) = best?;
        let root = root?;
        for key in identities {
            self.note_seen(key.hash, root, at);
        }
        Some(Resolved { node, root, created: false })
    }

    fn note_seen(&mut self, hash: i64, root: Id, at: Micros) {
        let heads = &self.heads;
        let Some(list) = self.known.get_mut(&hash) else { return };
        for known in list {
            if heads.get(&known.node).map_or(known.node, |h| h.root) == root
                && at.0 > known.last_seen.0 + SEEN_STEP
            {
                known.last_seen = at;
                self.seen.insert(known.id, at);
            }
        }
    }

    /// The person that a node shows under, after the merges of this batch.
    pub fn root(&self, node: Id) -> Id {
        self.root_of(node)
    }
}

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
use gx_store::{Conflict, Result, Store, Tx, Value};
use serde_json::json;

use crate::merge::{self, Evidence};
use crate::node;
use crate::portrait::Portrait;

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

/// Resolves the arrivals of one batch inside one transaction.
#[derive(Debug)]
pub struct Resolver<'s> {
    store: &'s Store,
    now: Micros,
    known: HashMap<i64, Vec<Known>>,
    heads: HashMap<Id, Head>,
    fresh_nodes: Vec<(Id, Portrait, By, Option<Id>, bool)>,
    fresh_identities: Vec<Vec<Value>>,
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
                let node = self.new_node(Portrait::default(), by);
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

    /// An account in the arrival that contradicts an account of this root.
    fn against(&mut self, tx: &mut Tx<'_>, root: Id, arrival: &[&Keyed]) -> Result<Option<Evidence>> {
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

    fn is_named(&mut self, tx: &mut Tx<'_>, root: Id) -> Result<bool> {
        self.flush_fresh(tx)?;
        let row = tx.one(
            "SELECT COUNT(*) FROM identity i JOIN person n ON n.id = i.person_id WHERE n.canonical_id = $1 AND i.deleted_at IS NULL AND i.kind <> 'device'",
            &[root.into()],
        )?;
        Ok(row.int(0)? > 0)
    }

    /// An address that proved to be used by two people stops deciding; a device gets an anonymous history of its own.
    fn set_apart(&mut self, tx: &mut Tx<'_>, key: &Keyed, known: &Known) -> Result<()> {
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
        let node = self.new_node(Portrait::default(), By::System);
        self.add_identity(key, node, sharing::COMMON, self.now, By::System);
        Ok(())
    }

    /// Draws the root of a known identity to the target by a merge edge.
    fn draw(&mut self, tx: &mut Tx<'_>, into: Id, root: Id, key: &Keyed, by: By) -> Result<()> {
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

    /// Makes a node; it is written with the batch.
    pub fn new_node(&mut self, portrait: Portrait, by: By) -> Id {
        let id = self.store.id();
        self.heads.insert(id, Head { root: id, parent: None });
        self.fresh_nodes.push((id, portrait, by, self.import, self.demo));
        self.fresh_index.insert(id);
        id
    }

    fn add_identity(&mut self, key: &Keyed, node: Id, shared: i64, at: Micros, by: By) {
        let id = self.store.id();
        self.known.entry(key.hash).or_default().push(Known { id, node, shared, last_seen: at });
        self.fresh_identities.push(vec![
            id.into(),
            key.hash.into(),
            node.into(),
            key.identity.kind.as_text().into_owned().into(),
            key.identity.value.clone().into(),
            shared.into(),
            0_i64.into(),
            at.into(),
            at.into(),
            by.kind().into(),
            by.id().into(),
        ]);
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

    #[expect(clippy::too_many_arguments, reason = "one arrival's facts, used once")]
    fn attach(
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

    fn over_cap(&mut self, tx: &mut Tx<'_>, root: Id, kind: &IdentityKind) -> Result<bool> {
        self.flush_fresh(tx)?;
        let since = self.now.plus(-7 * Micros::DAY);
        let row = tx.one(
            "SELECT COUNT(*) FROM identity i JOIN person n ON n.id = i.person_id WHERE n.canonical_id = $1 AND i.kind = $2 AND i.deleted_at IS NULL \
             AND i.shared = 0 AND i.source_kind <> 'user' AND i.first_seen_at > $3",
            &[root.into(), kind.as_text().into_owned().into(), since.into()],
        )?;
        Ok(row.int(0)? as usize >= kind.weekly_cap())
    }

    /// Adds to the totals of a node and of everything above it.
    pub fn tally(&mut self, node: Id, tally: &Tally) {
        let mut at = Some(node);
        while let Some(id) = at {
            self.tallies.entry(id).or_default().add(tally);
            at = self.heads.get(&id).and_then(|h| h.parent);
        }
    }

    /// The person that a node shows under, after the merges of this batch.
    pub fn root(&self, node: Id) -> Id {
        self.root_of(node)
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
        for row in &self.fresh_identities {
            let (Some(Value::Int(node)), Some(Value::Text(kind)), Some(Value::Text(value))) =
                (row.get(2), row.get(3), row.get(4))
            else {
                continue;
            };
            let node = Id(*node);
            if kind != "device" && (kind == "email" || !names.contains_key(&node)) {
                names.insert(node, value.clone());
            }
            let slot = match kind.as_str() {
                "email" => 0,
                "phone" => 1,
                "member_no" => 2,
                _ => continue,
            };
            if let Some(first) = shown.entry(node).or_default().get_mut(slot)
                && first.is_none()
            {
                *first = Some(value.clone());
            }
        }
        let mut rows: Vec<Vec<Value>> = Vec::with_capacity(self.fresh_nodes.len());
        for (id, portrait, _, import, demo) in std::mem::take(&mut self.fresh_nodes) {
            let [email, phone, member] = shown.remove(&id).unwrap_or_default();
            let mut row: Vec<Value> = vec![
                id.into(),
                id.into(),
                self.now.into(),
                self.now.into(),
                import.into(),
                demo.into(),
                email.into(),
                phone.into(),
                member.into(),
            ];
            row.extend(node::new_row(id, &portrait, names.get(&id).map_or("", String::as_str)));
            rows.push(row);
            // Its row shows its addresses from the start.
            self.addresses.remove(&id);
        }
        tx.insert_many("person", &columns, &rows, Conflict::Fail)?;
        let rows = std::mem::take(&mut self.fresh_identities);
        tx.insert_many(
            "identity",
            &[
                "id",
                "hash",
                "person_id",
                "kind",
                "value",
                "shared",
                "verified",
                "first_seen_at",
                "last_seen_at",
                "source_kind",
                "source_id",
            ],
            &rows,
            Conflict::Fail,
        )?;
        Ok(())
    }

    fn flush_tallies(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        self.flush_fresh(tx)?;
        let mut rows: Vec<(Id, Tally)> = std::mem::take(&mut self.tallies).into_iter().collect();
        // One order for all processes: two writers never wait for each other in a circle.
        rows.sort_by_key(|(id, _)| *id);
        let rows: Vec<Vec<Value>> = rows
            .into_iter()
            .map(|(id, t)| {
                vec![
                    t.interactions.into(),
                    t.orders.into(),
                    t.total.into(),
                    t.currency.into(),
                    t.first.into(),
                    t.last.into(),
                    id.into(),
                ]
            })
            .collect();
        tx.execute_many(
            "UPDATE person SET interaction_count = interaction_count + $1, order_count = order_count + $2, order_total = order_total + $3, \
             currency = COALESCE(currency, $4), \
             first_seen_at = CASE WHEN CAST($5 AS BIGINT) IS NULL OR first_seen_at <= $5 THEN first_seen_at ELSE $5 END, \
             last_seen_at = CASE WHEN CAST($6 AS BIGINT) IS NULL OR last_seen_at >= $6 THEN last_seen_at ELSE $6 END WHERE id = $7",
            &rows,
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
        node::index(tx, self.store, &old, &fresh)?;
        Ok(self.merges)
    }
}

/// The reason that an address both sides were seen with gives.
fn together(key: &Keyed) -> Evidence {
    Evidence {
        field: key.identity.kind.as_text().into_owned(),
        code: "seen_together".into(),
        weight: 20.0,
        a: Some(key.identity.value.clone()),
        b: None,
    }
}

/// Notes that two roots may be one person, for people to decide. Once per pair; a decided pair is not asked again.
pub fn propose(
    tx: &mut Tx<'_>,
    store: &Store,
    a: Id,
    b: Id,
    probability: f64,
    evidence: &[Evidence],
    origin: &str,
) -> Result<bool> {
    if a == b {
        return Ok(false);
    }
    let (a, b) = if a < b { (a, b) } else { (b, a) };
    let n = tx.execute(
        "INSERT INTO proposal (id, a_id, b_id, probability, evidence, state, origin, at, decided_at, decided_by) \
         VALUES ($1,$2,$3,$4,$5,'open',$6,$7,NULL,NULL) ON CONFLICT DO NOTHING",
        &[store.id().into(), a.into(), b.into(), probability.into(), json!(evidence).into(), origin.into(), store.now().into()],
    )?;
    Ok(n == 1)
}

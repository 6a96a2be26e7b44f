//! Everything that is held about one person, as ids: what the copy shows, the dry run counts and the erasure takes.

use std::collections::HashSet;

use gx_kernel::identity::IdentityKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_people::node;
use gx_store::{Result, Tx};

use crate::settings::Settings;
use crate::traces::Traces;

/// The ids.
#[derive(Clone, Debug)]
pub(crate) struct Holdings {
    pub(crate) root: Id,
    /// The nodes of the tree, the root first.
    pub(crate) nodes: Vec<i64>,
    pub(crate) identities: Vec<i64>,
    pub(crate) interactions: Vec<i64>,
    /// Orders that go.
    pub(crate) orders: Vec<i64>,
    /// Orders that stay without a name.
    pub(crate) kept_orders: Vec<i64>,
    /// Deals with the person that no company has.
    pub(crate) deals: Vec<i64>,
    /// Deals of a company with which the person is.
    pub(crate) company_deals: Vec<i64>,
    /// Leads of the person.
    pub(crate) leads: Vec<i64>,
    /// Versions of quotes for the person.
    pub(crate) quotes: Vec<i64>,
    /// What was sent of their orders, paid for them, and came back.
    pub(crate) shipments: Vec<i64>,
    pub(crate) payments: Vec<i64>,
    pub(crate) returns: Vec<i64>,
    /// What runs on for them, and what they own.
    pub(crate) activities: Vec<i64>,
    pub(crate) agreements: Vec<i64>,
    pub(crate) assets: Vec<i64>,
    pub(crate) edges: Vec<i64>,
    pub(crate) threads: Vec<i64>,
    pub(crate) comments: Vec<i64>,
    /// Files that nothing else holds.
    pub(crate) files: Vec<i64>,
    /// Files that something else holds too.
    pub(crate) shared_files: Vec<i64>,
    /// Entries of the change log.
    pub(crate) changes: Vec<i64>,
}

fn ids(tx: &mut Tx<'_>, sql: &str, keys: &[i64]) -> Result<Vec<i64>> {
    let mut out: Vec<i64> = tx.query_in(sql, keys)?.iter().map(|r| r.int(0)).collect::<Result<_>>()?;
    out.sort_unstable();
    out.dedup();
    Ok(out)
}

impl Holdings {
    /// Gathers them.
    pub(crate) fn of(tx: &mut Tx<'_>, root: Id, now: Micros, settings: &Settings) -> Result<Self> {
        let nodes: Vec<i64> = node::members(tx, root)?.iter().map(|id| id.0).collect();
        let mut h = Self {
            root,
            identities: ids(tx, "SELECT id FROM identity WHERE person_id IN", &nodes)?,
            interactions: ids(tx, "SELECT id FROM interaction WHERE person_id IN", &nodes)?,
            nodes: Vec::new(),
            orders: Vec::new(),
            kept_orders: Vec::new(),
            deals: ids(tx, "SELECT id FROM deal WHERE company_id IS NULL AND person_id IN", &nodes)?,
            company_deals: ids(
                tx,
                "SELECT id FROM deal WHERE company_id IS NOT NULL AND person_id IN",
                &nodes,
            )?,
            leads: ids(tx, "SELECT id FROM lead WHERE person_id IN", &nodes)?,
            quotes: ids(tx, "SELECT id FROM quote WHERE person_id IN", &nodes)?,
            shipments: Vec::new(),
            payments: Vec::new(),
            returns: Vec::new(),
            activities: ids(tx, "SELECT id FROM activity WHERE person_id IN", &nodes)?,
            agreements: ids(tx, "SELECT id FROM agreement WHERE person_id IN", &nodes)?,
            assets: ids(tx, "SELECT id FROM asset WHERE person_id IN", &nodes)?,
            edges: Vec::new(),
            threads: Vec::new(),
            comments: Vec::new(),
            files: Vec::new(),
            shared_files: Vec::new(),
            changes: Vec::new(),
        };
        // What was struck out is theirs as well.
        h.interactions.extend(ids(tx, "SELECT id FROM struck WHERE person_id IN", &nodes)?);
        let since = now.plus(-settings.order_years * 365 * Micros::DAY);
        for r in tx.query_in("SELECT id, placed_at, deleted_at FROM orders WHERE person_id IN", &nodes)? {
            let stays = settings.keep_orders && r.opt_int(2)?.is_none() && r.micros(1)? >= since;
            let list = if stays { &mut h.kept_orders } else { &mut h.orders };
            list.push(r.int(0)?);
        }
        let from = ids(tx, "SELECT id FROM edge WHERE from_kind = 'person' AND from_id IN", &nodes)?;
        h.edges = ids(tx, "SELECT id FROM edge WHERE to_kind = 'person' AND to_id IN", &nodes)?;
        h.edges.extend(from);
        h.edges.sort_unstable();
        h.edges.dedup();
        let orders: Vec<i64> = h.orders.iter().chain(&h.kept_orders).copied().collect();
        h.threads = ids(tx, "SELECT id FROM thread WHERE object = 'person' AND row_id IN", &nodes)?;
        h.threads.extend(ids(tx, "SELECT id FROM thread WHERE object = 'order' AND row_id IN", &orders)?);
        h.comments = ids(tx, "SELECT id FROM comment WHERE thread_id IN", &h.threads)?;
        h.shipments = ids(tx, "SELECT id FROM shipment WHERE order_id IN", &orders)?;
        h.payments = ids(tx, "SELECT id FROM payment WHERE order_id IN", &orders)?;
        h.returns = ids(tx, "SELECT id FROM order_return WHERE order_id IN", &orders)?;
        let handled =
            [&h.quotes, &h.shipments, &h.payments, &h.returns, &h.agreements, &h.assets, &h.activities];
        let sold = [&h.deals, &h.company_deals, &h.leads].into_iter().chain(handled);
        for list in [&nodes, &h.identities, &h.interactions, &orders, &h.edges].into_iter().chain(sold) {
            h.changes.extend(ids(tx, "SELECT id FROM change WHERE row_id IN", list)?);
        }
        h.nodes = nodes;
        h.find_files(tx)?;
        let sql = "SELECT id FROM file_link WHERE object = 'person' AND row_id IN";
        let hung = ids(tx, sql, &h.nodes)?;
        for list in [&hung, &h.files] {
            h.changes.extend(ids(tx, "SELECT id FROM change WHERE object = 'file' AND row_id IN", list)?);
        }
        Ok(h)
    }

    /// All orders.
    pub(crate) fn all_orders(&self) -> Vec<i64> {
        self.orders.iter().chain(&self.kept_orders).copied().collect()
    }

    fn find_files(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        let mut mine =
            ids(tx, "SELECT file_id FROM file_link WHERE object = 'person' AND row_id IN", &self.nodes)?;
        mine.extend(ids(
            tx,
            "SELECT file_id FROM file_link WHERE object = 'interaction' AND row_id IN",
            &self.interactions,
        )?);
        mine.sort_unstable();
        mine.dedup();
        let rows: HashSet<i64> = self.nodes.iter().chain(&self.interactions).copied().collect();
        let mut elsewhere: HashSet<i64> = HashSet::new();
        for r in tx.query_in(
            "SELECT file_id, object, row_id FROM file_link WHERE deleted_at IS NULL AND file_id IN",
            &mine,
        )? {
            if !rows.contains(&r.int(2)?) {
                elsewhere.insert(r.int(0)?);
            }
        }
        (self.shared_files, self.files) = mine.into_iter().partition(|id| elsewhere.contains(id));
        Ok(())
    }

    /// The words by which the rest is found.
    pub(crate) fn traces(&self, tx: &mut Tx<'_>) -> Result<Traces> {
        let mut t = Traces::default();
        for id in &self.nodes {
            t.id(&Id(*id).show(IdKind::Person));
        }
        for r in tx.query_in("SELECT kind, value FROM identity WHERE person_id IN", &self.nodes)? {
            t.address(r.text(0)?, r.text(1)?);
        }
        for n in node::tree(tx, self.root)? {
            for key in ["name", "address"] {
                let Some(held) = n.own.0.get(key) else { continue };
                for claim in std::iter::once(&held.claim).chain(&held.others) {
                    t.name(claim.value.as_str().unwrap_or_default());
                }
            }
        }
        // Names that were corrected or lost against others are in the change log.
        for r in tx.query_in(
            "SELECT before, after FROM change WHERE object IN ('person', 'identity') AND id IN",
            &self.changes,
        )? {
            for at in [0, 1] {
                let said: serde_json::Map<String, serde_json::Value> = r.json(at)?;
                for (key, value) in &said {
                    match (key.as_str(), value.as_str()) {
                        ("name" | "address", Some(text)) => t.name(text),
                        (kind, Some(text)) if IdentityKind::parse(kind).is_some() => {
                            t.address(kind, text);
                        }
                        _ => {}
                    }
                }
            }
        }
        t.raw =
            ids(tx, "SELECT raw_id FROM interaction WHERE raw_id IS NOT NULL AND id IN", &self.interactions)?;
        t.imports =
            ids(tx, "SELECT import_id FROM person WHERE import_id IS NOT NULL AND id IN", &self.nodes)?;
        for (table, list) in [("interaction", &self.interactions), ("orders", &self.all_orders())] {
            let sql = format!("SELECT DISTINCT import_id FROM {table} WHERE import_id IS NOT NULL AND id IN");
            t.imports.extend(ids(tx, &sql, list)?);
        }
        let sql = "SELECT DISTINCT b.by_id FROM change c JOIN batch b ON b.id = c.batch_id WHERE b.by_kind = 'import' AND c.id IN";
        t.imports.extend(ids(tx, sql, &self.changes)?);
        let sql = "SELECT DISTINCT source_id FROM identity WHERE source_kind = 'import' AND id IN";
        t.imports.extend(ids(tx, sql, &self.identities)?);
        t.imports.sort_unstable();
        t.imports.dedup();
        for r in tx.query_in("SELECT sha256 FROM file WHERE id IN", &self.files)? {
            t.blobs.push(r.string(0)?);
        }
        Ok(t)
    }
}

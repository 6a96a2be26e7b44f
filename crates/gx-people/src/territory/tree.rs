//! The tree, as it is kept and as people are held against it.

use std::borrow::Cow;

use gx_kernel::filter::{self, Catalogue, Cell, Context, Filter, Plan};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_record::filtering;
use gx_record::territory::DEEPEST;
use gx_store::{Dialect, Result, StoreError, Tx};
use serde_json::Value as Json;

use crate::portrait::{FIELDS, Portrait};

/// The key of the lock that lets no change of the tree pass writers who hold people against the old one.
const LOCK: i64 = 0x6765_6269;

/// One territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its id.
    pub id: Id,
    /// The one it lies in.
    pub parent: Option<Id>,
    /// What people call it.
    pub name: String,
    /// Who lies in it, in the form to keep.
    pub filter: String,
    /// Its place among those at its level.
    pub place: i64,
}

/// Why a filter serves no territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It cannot be read, for example because a field is gone.
    Unreadable(String),
    /// It asks for something that is not of the portrait.
    Unfit(&'static str),
}

/// All territories, ready to hold people against.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<(Node, Option<Plan>)>,
}

impl Tree {
    /// The tree, read once in a transaction. On PostgreSQL whoever changes it waits until this transaction has ended.
    pub fn of(tx: &mut Tx<'_>) -> Result<std::sync::Arc<Self>> {
        tx.once(|tx| {
            if tx.dialect() == Dialect::Postgres {
                tx.query("SELECT pg_advisory_xact_lock_shared($1)", &[LOCK.into()])?;
            }
            Self::read(tx)
        })
    }

    /// Waits for all who hold people against the tree as it was, and keeps others from doing so until the end.
    pub fn lock(tx: &mut Tx<'_>) -> Result<()> {
        if tx.dialect() == Dialect::Postgres {
            tx.query("SELECT pg_advisory_xact_lock($1)", &[LOCK.into()])?;
        }
        tx.forget::<Self>();
        Ok(())
    }

    fn read(tx: &mut Tx<'_>) -> Result<Self> {
        let nodes = nodes(tx)?;
        if nodes.is_empty() {
            return Ok(Self::default());
        }
        let known = filtering::catalogue(tx, ObjectKind::Person)?;
        let zone = filtering::zone(tx)?;
        // The moment does not matter: filters that ask for it are refused.
        let context = Context::new(Micros(0), zone);
        let plan = |node: &Node| {
            let filter = fit(&node.filter, &known).ok()?.0;
            filter::resolve(&filter, &known, &context).ok()
        };
        Ok(Self { nodes: nodes.into_iter().map(|n| (n.clone(), plan(&n))).collect() })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Where somebody who shows this lies: as deep as filters hold, at each level in the first by place.
    pub fn holds(&self, portrait: &Portrait) -> Option<Id> {
        let (mut at, mut depth) = (None, 0);
        while depth <= DEEPEST {
            let next = self.nodes.iter().find(|(node, plan)| {
                node.parent == at && plan.as_ref().is_some_and(|p| p.matches(&Shown(portrait)))
            });
            let Some((node, _)) = next else { break };
            at = Some(node.id);
            depth += 1;
        }
        at
    }

    /// The same as the column keeps it.
    pub(crate) fn column(&self, portrait: &Portrait) -> Option<String> {
        self.holds(portrait).map(|id| id.show(IdKind::Territory))
    }
}

/// All territories, each level in its order.
pub fn nodes(tx: &mut Tx<'_>) -> Result<Vec<Node>> {
    let sql = "SELECT id, parent_id, name, filter, place FROM territory WHERE deleted_at IS NULL ORDER BY place, id";
    tx.query(sql, &[])?
        .iter()
        .map(|r| {
            Ok(Node {
                id: r.id(0)?,
                parent: r.opt_id(1)?,
                name: r.string(2)?,
                filter: r.string(3)?,
                place: r.int(4)?,
            })
        })
        .collect()
}

/// A filter that serves a territory, with ids instead of names, and its text.
pub fn fit(text: &str, known: &Catalogue) -> std::result::Result<(Filter, String), Fault> {
    let unreadable = |e: &filter::FilterError| Fault::Unreadable(e.message.clone());
    let filter = filter::parse(text, known).map_err(|e| unreadable(&e))?;
    filter::check(&filter, known).map_err(|e| unreadable(&e))?;
    let touches = filter.touches(ObjectKind::Person);
    if touches.time {
        return Err(Fault::Unfit("time"));
    }
    if touches.asker {
        return Err(Fault::Unfit("asker"));
    }
    if touches.any_kind || !touches.kinds.is_empty() {
        return Err(Fault::Unfit("interactions"));
    }
    if !touches.edges.is_empty() {
        return Err(Fault::Unfit("relations"));
    }
    let of_portrait = |key: &str| {
        FIELDS.contains(&key) || known.fields(ObjectKind::Person).get(key).is_some_and(|f| f.custom)
    };
    if touches.fields.iter().any(|(object, key)| *object != ObjectKind::Person || !of_portrait(key)) {
        return Err(Fault::Unfit("field"));
    }
    let filter = filter.with_ids(known);
    let text = filter::print(&filter);
    Ok((filter, text))
}

impl Fault {
    /// The fault as the answer to a request.
    pub fn problem(&self) -> StoreError {
        match self {
            Self::Unreadable(message) => Problem::field("filter", "filter", message.clone()).into(),
            Self::Unfit(what) => Problem::field(
                "filter",
                "unfit",
                format!(
                    "a territory can be told by the values of a person only, which change with the person: not by {}",
                    match *what {
                        "time" => "dates that move with the day",
                        "asker" => "who asks",
                        "interactions" => "what a person did",
                        "relations" => "other records",
                        _ => "counts and sums",
                    }
                ),
            )
            .into(),
        }
    }
}

/// A portrait as filters see it.
struct Shown<'a>(&'a Portrait);

impl filter::Row for Shown<'_> {
    fn field(&self, key: &str) -> Cell<'_> {
        match self.0.value(key) {
            None | Some(Json::Null) => Cell::Null,
            Some(Json::String(text)) if key == "owner" => {
                Id::read(IdKind::User, text).map_or(Cell::Null, |id| Cell::Int(id.0))
            }
            Some(Json::String(text)) => Cell::Text(Cow::Borrowed(text)),
            Some(Json::Array(items)) => {
                Cell::List(Cow::Owned(items.iter().filter_map(|i| i.as_str().map(str::to_owned)).collect()))
            }
            Some(Json::Bool(b)) => Cell::Bool(*b),
            Some(Json::Number(n)) => n.as_f64().map_or(Cell::Null, Cell::Real),
            Some(Json::Object(_)) => Cell::Null,
        }
    }

    fn custom(&self, key: &str) -> Option<&Json> {
        self.0.value(key)
    }
}

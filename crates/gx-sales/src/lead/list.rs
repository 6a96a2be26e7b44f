//! Rows of leads, as lists show them.

use std::collections::{BTreeMap, HashMap, HashSet};

use gx_kernel::money::from_scaled;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_people::listing::LEADS;
use gx_people::names::Named;
use gx_people::own;
use gx_store::access::Access;
use gx_store::{Result, Row, Tx};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::record::State;
use crate::colleagues::Colleagues;
use crate::deal::list::{Clock, end_of_day};
use crate::pool::{self, Pool};

/// A lead as lists show it.
#[derive(Clone, Debug, Serialize)]
pub struct LeadRow {
    id: String,
    number: String,
    name: String,
    state: String,
    person: Option<Named>,
    phone: Option<String>,
    email: Option<String>,
    city: Option<String>,
    company: Option<String>,
    owner: Option<Named>,
    pool: Option<Named>,
    free: bool,
    interest: Option<String>,
    source: Option<String>,
    channel: Option<String>,
    amount: Option<String>,
    currency: String,
    next_step: Option<String>,
    next_at: Option<Micros>,
    clock: Clock,
    held_since: Option<Micros>,
    worked_at: Option<Micros>,
    returns_at: Option<Micros>,
    protected_until: Option<Micros>,
    locked: bool,
    disputed: bool,
    reason: Option<String>,
    deal: Option<Named>,
    created_at: Micros,
    updated_at: Micros,
    fields: Map<String, Json>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    linked: BTreeMap<String, String>,
}

/// What is told of the person of a lead.
#[derive(Clone)]
struct Who {
    person: Named,
    phone: Option<String>,
    email: Option<String>,
    city: Option<String>,
}

/// The people of some leads, as far as the caller sees them.
fn people(tx: &mut Tx<'_>, access: &Access, nodes: &[i64]) -> Result<HashMap<Id, Who>> {
    let sql = format!(
        "SELECT n.id, r.id, r.name, r.phone, r.email, r.city FROM person n JOIN person r ON r.id = n.canonical_id \
         WHERE r.deleted_at IS NULL AND {} AND n.id IN",
        access.see_person("r")
    );
    let mut out = HashMap::new();
    for r in tx.query_in(&sql, nodes)? {
        let name = r.string(2)?;
        let open = |at: usize, key: &str| if access.hides(key) { Ok(None) } else { r.opt_string(at) };
        let person =
            Named { id: r.id(1)?.show(IdKind::Person), initial: Some(gx_text::avatar_initial(&name)), name };
        out.insert(
            r.id(0)?,
            Who { person, phone: open(3, "phone")?, email: open(4, "email")?, city: open(5, "city")? },
        );
    }
    Ok(out)
}

/// What rows of one answer share.
struct Shared {
    people: HashMap<Id, Who>,
    deals: HashMap<Id, Named>,
    disputed: HashSet<Id>,
    colleagues: Colleagues,
    pools: Vec<Pool>,
    now: Micros,
    day_ends: Micros,
}

/// Rows of [`LEADS`] as they are shown.
pub fn rows(tx: &mut Tx<'_>, access: &Access, now: Micros, found: &[Row]) -> Result<Vec<LeadRow>> {
    let (mut ids, mut nodes, mut deals) = (Vec::new(), Vec::new(), Vec::new());
    for r in found {
        ids.push(r.id(0)?.0);
        nodes.extend(r.opt_int(4)?);
        deals.extend(r.opt_int(21)?);
    }
    let mut named = HashMap::new();
    let sql = format!(
        "SELECT d.id, d.name FROM deal d WHERE d.deleted_at IS NULL AND {} AND d.id IN",
        access.see(ObjectKind::Deal, "d")
    );
    for r in tx.query_in(&sql, &deals)? {
        let id = r.id(0)?;
        named.insert(id, Named { id: id.show(IdKind::Deal), name: r.string(1)?, initial: None });
    }
    let mut disputed = HashSet::new();
    for r in
        tx.query_in("SELECT lead_id FROM dispute WHERE state IN ('open', 'appealed') AND lead_id IN", &ids)?
    {
        disputed.insert(r.id(0)?);
    }
    let zone = gx_record::filtering::zone(tx)?;
    let shared = Shared {
        people: people(tx, access, &nodes)?,
        deals: named,
        disputed,
        colleagues: Colleagues::load(tx)?,
        pools: pool::load(tx)?,
        now,
        day_ends: end_of_day(now, &zone),
    };
    found.iter().map(|r| row(tx, access, &shared, r)).collect()
}

fn row(tx: &mut Tx<'_>, access: &Access, shared: &Shared, r: &Row) -> Result<LeadRow> {
    let hides = |key: &str| access.hides_of(ObjectKind::Lead, key);
    let open = |at: usize, key: &str| if hides(key) { Ok(None) } else { r.opt_string(at) };
    let fields = own::shown(access, ObjectKind::Lead, r.json(22)?);
    let linked = own::linked(tx, access, &fields)?;
    let who = r.opt_id(4)?.and_then(|id| shared.people.get(&id).cloned());
    let (person, phone, email, city) =
        who.map_or((None, None, None, None), |w| (Some(w.person), w.phone, w.email, w.city));
    let (owner, pool) = (r.opt_id(6)?, r.opt_text(7)?.and_then(|t| Id::read(IdKind::Pool, t)));
    let next_at = if hides("next_step") { None } else { r.opt_micros(14)? };
    let state = r.string(3)?;
    Ok(LeadRow {
        id: r.id(0)?.show(IdKind::Lead),
        number: r.string(1)?,
        name: r.string(2)?,
        free: owner.is_none() && pool.is_some() && State::read(&state).open(),
        state,
        person,
        phone,
        email,
        city,
        company: r.opt_string(5)?,
        owner: owner.map(|id| shared.colleagues.named(id)),
        pool: pool.and_then(|id| shared.pools.iter().find(|p| p.id == id)).map(Pool::named),
        interest: open(8, "interest")?,
        source: open(9, "source")?,
        channel: r.opt_string(10)?,
        amount: if hides("amount") {
            None
        } else {
            r.opt_int(11)?.map(|n| from_scaled(n).normalize().to_string())
        },
        currency: r.string(12)?,
        next_step: open(13, "next_step")?,
        next_at,
        clock: Clock::of(next_at, shared.now, shared.day_ends),
        held_since: r.opt_micros(15)?,
        worked_at: r.opt_micros(16)?,
        returns_at: r.opt_micros(17)?,
        protected_until: r.opt_micros(18)?,
        locked: r.int(19)? != 0,
        disputed: shared.disputed.contains(&r.id(0)?),
        reason: r.opt_string(20)?,
        deal: r.opt_id(21)?.and_then(|id| shared.deals.get(&id).cloned()),
        created_at: r.micros(23)?,
        updated_at: r.micros(24)?,
        fields,
        linked,
    })
}

/// One lead's row, deleted or not.
pub fn row_of(tx: &mut Tx<'_>, access: &Access, now: Micros, id: Id) -> Result<Option<LeadRow>> {
    let sql = format!("SELECT {} FROM {} WHERE l.id = $1", LEADS.columns, LEADS.from);
    let found = tx.query(&sql, &[id.into()])?;
    Ok(rows(tx, access, now, &found)?.pop())
}

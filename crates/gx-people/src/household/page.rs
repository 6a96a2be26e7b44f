//! The page of a household: everybody of it, what each is in it, what they bought together, and where they live.

use gx_kernel::{Id, Micros};
use gx_store::access::{Access, Verb};
use gx_store::{Result, Tx};
use serde::Serialize;

use super::named;
use super::walk::walk;
use crate::company::group::Sum;
use crate::names::Named;
use crate::people::{self, PersonRow};

/// Everything the page shows beside the story.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// After whom it is called.
    pub head: Named,
    /// Everybody of it, the head first, then as they were tied to it.
    pub people: Vec<Mate>,
    /// What all of them bought; nothing to whom the sums are hidden.
    pub bought: Vec<Sum>,
    /// Their orders.
    pub order_count: Option<i64>,
    /// Their interactions.
    pub interaction_count: Option<i64>,
    /// Where they live, the address that most of them have first.
    pub homes: Vec<Home>,
    /// Whether the caller may change the person that was asked for, and so who lives with them.
    pub may_edit: bool,
}

/// Somebody of it.
#[derive(Clone, Debug, Serialize)]
pub struct Mate {
    /// The person.
    pub person: PersonRow,
    /// What they are in the household, in the words of whoever wrote it.
    pub role: Option<String>,
    /// Whether they are somebody's wife or husband here.
    pub spouse: bool,
    /// Since when they are known to live here.
    pub since: Option<Micros>,
    /// Whether the caller may say what they are, and take them out.
    pub may_edit: bool,
}

/// An address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Home {
    /// ISO 3166 code, or what somebody wrote.
    pub country: Option<String>,
    /// Province or state.
    pub region: Option<String>,
    /// City.
    pub city: Option<String>,
    /// District.
    pub district: Option<String>,
    /// Street and number.
    pub address: String,
    /// Post code.
    pub postcode: Option<String>,
    /// Prefixed ids of who has it.
    pub people: Vec<String>,
}

const PLACE: [&str; 6] = ["country", "region", "city", "district", "address", "postcode"];

/// The household of a living root that the caller sees; of one, where nobody else lives with them.
pub fn page(tx: &mut Tx<'_>, access: &Access, root: Id) -> Result<Option<Page>> {
    let household = walk(tx, access, root)?;
    let Some(head) = household.head().cloned() else { return Ok(None) };
    let mut ids: Vec<Id> = household.people.iter().map(|one| one.id).collect();
    let since = |who: Id| household.ties_of(who).filter_map(|tie| tie.since).min();
    ids.sort_by_key(|id| (*id != head.id, since(*id), *id));
    let mut people = Vec::new();
    let mut may_edit = false;
    for (person, id) in people::rows_of(tx, access, &ids)?.into_iter().zip(&ids) {
        let may = match people::root(tx, access, *id)? {
            Some((id, holding)) => access.allows(Verb::Edit, id, holding),
            None => false,
        };
        may_edit |= may && *id == root;
        people.push(Mate {
            person,
            role: household.role(*id).map(str::to_owned),
            spouse: household.ties_of(*id).any(|tie| tie.kind == "spouse"),
            since: since(*id),
            may_edit: may,
        });
    }
    Ok(Some(Page {
        head: named(head.id, &head.name),
        bought: household.bought(),
        order_count: people.iter().map(|one| one.person.order_count).sum(),
        interaction_count: household.interactions(),
        homes: homes(tx, access, &ids)?,
        people,
        may_edit,
    }))
}

/// The addresses of these people as far as the caller's role sees them, equal ones once.
fn homes(tx: &mut Tx<'_>, access: &Access, ids: &[Id]) -> Result<Vec<Home>> {
    if access.hides("address") {
        return Ok(Vec::new());
    }
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let sql = format!("SELECT r.id, r.{} FROM person r WHERE r.id IN", PLACE.join(", r."));
    let rows = tx.query_in(&sql, &keys)?;
    let mut out: Vec<Home> = Vec::new();
    for id in ids {
        for r in &rows {
            if r.id(0)? != *id {
                continue;
            }
            let part = |key: &str| -> Result<Option<String>> {
                let at = PLACE.iter().position(|one| *one == key).unwrap_or_default();
                let text = if access.hides(key) { None } else { r.opt_string(at + 1)? };
                Ok(text.filter(|text| !text.trim().is_empty()))
            };
            let Some(address) = part("address")? else { continue };
            let found = Home {
                country: part("country")?,
                region: part("region")?,
                city: part("city")?,
                district: part("district")?,
                address,
                postcode: part("postcode")?,
                people: Vec::new(),
            };
            let who = id.show(gx_kernel::IdKind::Person);
            match out.iter_mut().find(|home| same(home, &found)) {
                Some(home) => home.people.push(who),
                None => out.push(Home { people: vec![who], ..found }),
            }
        }
    }
    out.sort_by_key(|home| std::cmp::Reverse(home.people.len()));
    Ok(out)
}

/// Whether two addresses are one: what the eye takes for the same in the line and in the city.
fn same(a: &Home, b: &Home) -> bool {
    let plain = |home: &Home| -> String {
        let line = gx_text::fold(&format!("{} {}", home.city.as_deref().unwrap_or(""), home.address));
        line.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    plain(a) == plain(b)
}

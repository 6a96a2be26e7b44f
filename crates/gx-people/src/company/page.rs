//! A company's page: its values with their sources, and its people.

use std::collections::BTreeMap;

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_record::fields;
use gx_record::list::ListSpec;
use gx_store::access::Access;
use gx_store::{Result, Row, Tx};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::edit;
use super::group::{self, Group};
use super::merge::{self, Merged};
use super::record::{COLUMNS, Company};
use crate::names::{Named, Names};
use crate::own;
use crate::page::{PortraitValue, in_words};
use crate::people::{self, PersonRow};

/// The most people that the page of a company lists; all are in the list of people.
const PEOPLE_MAX: usize = 200;

/// Living companies.
pub const SPEC: ListSpec<'static> = ListSpec {
    from: "company c",
    alias: "c",
    columns: "c.id, c.name, c.domain, c.industry, c.city, c.region, c.phone, c.size, c.owner, c.created_at, c.fields, c.country, c.address, c.postcode, c.tags",
    base: "c.deleted_at IS NULL",
};

/// A company as lists show it.
#[derive(Clone, Debug, Serialize)]
pub struct CompanyRow {
    /// Prefixed id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What an avatar shows.
    pub initial: String,
    /// Web domain.
    pub domain: Option<String>,
    /// Industry.
    pub industry: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Province or state.
    pub region: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Street and house.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Staff.
    pub size: Option<i64>,
    /// Who looks after it.
    pub owner: Option<Named>,
    /// Tags; none to whom the field is hidden.
    pub tags: Vec<String>,
    /// People of it whom the caller may see.
    pub people_count: i64,
    /// When the record was made.
    pub created_at: Micros,
    /// Custom fields.
    pub fields: Map<String, Json>,
    /// Names of the records that links in custom fields lead to.
    pub linked: BTreeMap<String, String>,
}

/// People of a company: each living root once, however many of its records are tied to it.
fn people_of(access: &Access) -> String {
    format!(
        "FROM edge e JOIN person n ON n.id = e.from_id JOIN person r ON r.id = n.canonical_id \
         WHERE e.to_id = $1 AND e.to_kind = 'company' AND e.from_kind = 'person' AND e.deleted_at IS NULL \
         AND r.deleted_at IS NULL AND {}",
        access.see_person("r")
    )
}

/// A row of [`SPEC`].
pub fn row(tx: &mut Tx<'_>, access: &Access, names: &mut Names, r: &Row) -> Result<CompanyRow> {
    let id = r.id(0)?;
    let hides = |key: &str| access.hides_of(ObjectKind::Company, key);
    let open = |at: usize, key: &str| if hides(key) { Ok(None) } else { r.opt_string(at) };
    let fields = own::shown(access, ObjectKind::Company, r.json(10)?);
    let owner = match r.opt_id(8)?.filter(|_| !hides("owner")) {
        Some(user) => Some(names.user(tx, user)?),
        None => None,
    };
    let counted = tx.one(&format!("SELECT COUNT(DISTINCT r.id) {}", people_of(access)), &[id.into()])?;
    Ok(CompanyRow {
        id: id.show(IdKind::Company),
        name: r.string(1)?,
        initial: gx_text::avatar_initial(r.text(1)?),
        domain: open(2, "domain")?,
        industry: open(3, "industry")?,
        city: open(4, "city")?,
        region: open(5, "region")?,
        country: open(11, "country")?,
        address: open(12, "address")?,
        postcode: open(13, "postcode")?,
        phone: open(6, "phone")?,
        size: if hides("size") { None } else { r.opt_int(7)? },
        owner,
        tags: if hides("tags") { Vec::new() } else { r.json(14)? },
        people_count: counted.int(0)?,
        created_at: r.micros(9)?,
        linked: own::linked(tx, access, &fields)?,
        fields,
    })
}

/// Rows of some companies, in the order asked for; those the caller may not see are left out.
pub fn rows_of(tx: &mut Tx<'_>, access: &Access, ids: &[Id]) -> Result<Vec<CompanyRow>> {
    let keys: Vec<i64> = ids.iter().map(|i| i.0).collect();
    let see = access.see(ObjectKind::Company, "c");
    let ListSpec { from, columns, base, .. } = SPEC;
    let found =
        tx.query_in(&format!("SELECT {columns} FROM {from} WHERE {base} AND {see} AND c.id IN"), &keys)?;
    let mut names = Names::default();
    let mut out = Vec::new();
    for id in ids {
        for r in &found {
            if r.id(0)? == *id {
                out.push(row(tx, access, &mut names, r)?);
            }
        }
    }
    Ok(out)
}

/// Somebody of a company.
#[derive(Clone, Debug, Serialize)]
pub struct Member {
    /// The tie, prefixed.
    pub edge: String,
    /// Who.
    pub person: PersonRow,
    /// As what.
    pub title: Option<String>,
    /// Since when.
    pub since: Option<Micros>,
}

/// Everything the page shows.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// The list row.
    pub row: CompanyRow,
    /// Every value with its source.
    pub portrait: Vec<PortraitValue>,
    /// Where it stands among companies that are parts of one another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<Group>,
    /// Its people, whom the caller may see.
    pub people: Vec<Member>,
    /// Companies that were merged into it, the newest merge first; their ids lead here.
    pub merges: Vec<Merged>,
    /// Whether the caller may change it.
    pub can_edit: bool,
}

/// People of a living company whom the caller may see, those seen last first.
///
/// # Errors
///
/// When the caller may not see the company, and from storage.
pub fn people_seen_last(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Vec<Id>> {
    let id = edit::seen(tx, access, id)?.id;
    let sql = format!(
        "SELECT r.id, MAX(r.last_seen_at) {} GROUP BY r.id ORDER BY COALESCE(MAX(r.last_seen_at), 0) DESC, r.id DESC LIMIT {PEOPLE_MAX}",
        people_of(access)
    );
    tx.query(&sql, &[id.into()])?.iter().map(|r| r.id(0)).collect()
}

/// The page of a living company.
pub fn load(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Page> {
    let company = edit::seen(tx, access, id)?;
    let id = company.id;
    let mut names = Names::default();
    let sql = format!("SELECT {} FROM {} WHERE c.id = $1", SPEC.columns, SPEC.from);
    let row = tx.one(&sql, &[id.into()])?;
    Ok(Page {
        row: self::row(tx, access, &mut names, &row)?,
        portrait: portrait(tx, access, &mut names, &company)?,
        group: group::load(tx, access, id)?,
        people: members(tx, access, id)?,
        merges: merge::merged(tx, &mut names, id)?,
        can_edit: edit::may_edit(access, &company),
    })
}

/// Every value of a company with its source.
pub(super) fn portrait(
    tx: &mut Tx<'_>,
    access: &Access,
    names: &mut Names,
    company: &Company,
) -> Result<Vec<PortraitValue>> {
    let known = fields::load(tx, ObjectKind::Company)?;
    let place = |key: &str| COLUMNS.iter().position(|c| *c == key).unwrap_or(COLUMNS.len());
    let shown = |key: &&String| !access.hides_of(ObjectKind::Company, key);
    let mut keys: Vec<&String> = company.values.keys().filter(shown).collect();
    keys.sort_by_key(|k| (place(k), (*k).clone()));
    let mut out = Vec::new();
    for key in keys {
        let (Some(value), Some(field)) = (company.values.get(key), known.get(key)) else { continue };
        let (by, at) = company.source(key);
        let text = in_words(tx, access, names, field, value)?;
        out.push(PortraitValue {
            key: key.clone(),
            ty: field.ty,
            value: value.clone(),
            display: text,
            custom: field.custom,
            label: field.label.clone(),
            source: names.of(tx, by)?,
            at,
            others: Vec::new(),
        });
    }
    Ok(out)
}

fn members(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Vec<Member>> {
    let sql = format!(
        "SELECT r.id, MIN(e.id), MAX(e.title), MIN(e.since) {} GROUP BY r.id ORDER BY MIN(e.id) LIMIT {PEOPLE_MAX}",
        people_of(access)
    );
    let ties = tx.query(&sql, &[id.into()])?;
    let ids = ties.iter().map(|t| t.id(0)).collect::<Result<Vec<Id>>>()?;
    let rows = people::rows_of(tx, access, &ids)?;
    let mut out = Vec::new();
    for (tie, person) in ties.iter().zip(rows) {
        out.push(Member {
            edge: tie.id(1)?.show(IdKind::Edge),
            person,
            title: tie.opt_string(2)?,
            since: tie.opt_micros(3)?,
        });
    }
    Ok(out)
}

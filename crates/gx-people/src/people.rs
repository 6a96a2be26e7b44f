//! Lists of people: rows, search, counts and export, always under the caller's rights.

use gx_kernel::money::from_scaled;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_record::filtering;
use gx_record::list::{self, Clause, ListSpec, Order};
use gx_store::access::Access;
use gx_store::{Result, Row, Tx};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::names::{Named, Names};

const COLUMNS: &str = "p.id, p.name, p.city, p.region, p.tier, p.lifecycle, p.owner, p.email, p.phone, p.member_no, p.tags, p.interaction_count, \
    p.order_count, p.order_total, p.currency, p.last_seen_at, p.first_seen_at, p.created_at, p.merged_count, p.fields, p.birth_date, p.gender";

/// Living roots.
pub const SPEC: ListSpec<'static> = ListSpec {
    from: "person p",
    alias: "p",
    columns: COLUMNS,
    base: "p.merged_into IS NULL AND p.deleted_at IS NULL",
};

/// A person as lists show them.
#[derive(Clone, Debug, Serialize)]
pub struct PersonRow {
    /// Prefixed id.
    pub id: String,
    /// Name, or the best address.
    pub name: String,
    /// What an avatar shows.
    pub initial: String,
    /// City.
    pub city: Option<String>,
    /// Province or state.
    pub region: Option<String>,
    /// Tier.
    pub tier: Option<String>,
    /// Lifecycle stage.
    pub lifecycle: Option<String>,
    /// Who looks after the person.
    pub owner: Option<Named>,
    /// First e-mail address.
    pub email: Option<String>,
    /// First phone number.
    pub phone: Option<String>,
    /// Member number.
    pub member_no: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Interactions.
    pub interaction_count: i64,
    /// Orders.
    pub order_count: i64,
    /// Sum of orders, decimal text.
    pub order_total: String,
    /// Currency of the sum.
    pub currency: String,
    /// Last interaction.
    pub last_seen_at: Option<Micros>,
    /// First interaction.
    pub first_seen_at: Option<Micros>,
    /// When the record was made.
    pub created_at: Micros,
    /// Records merged into this one.
    pub merged_count: i64,
    /// Custom fields.
    pub fields: Map<String, Json>,
}

/// Masks what the caller's role may not see.
fn shown(access: &Access, key: &str, value: Option<String>) -> Option<String> {
    if access.hides(key) { None } else { value }
}

/// A row of [`SPEC`].
pub fn row(tx: &mut Tx<'_>, access: &Access, names: &mut Names, r: &Row) -> Result<PersonRow> {
    let owner = match r.opt_id(6)? {
        Some(id) => Some(names.user(tx, id)?),
        None => None,
    };
    let name = r.string(1)?;
    let mut fields: Map<String, Json> = r.json(19)?;
    fields.retain(|k, _| !access.hides(k));
    Ok(PersonRow {
        id: r.id(0)?.show(IdKind::Person),
        initial: gx_text::avatar_initial(&name),
        name,
        city: shown(access, "city", r.opt_string(2)?),
        region: shown(access, "region", r.opt_string(3)?),
        tier: shown(access, "tier", r.opt_string(4)?),
        lifecycle: shown(access, "lifecycle", r.opt_string(5)?),
        owner,
        email: shown(access, "email", r.opt_string(7)?),
        phone: shown(access, "phone", r.opt_string(8)?),
        member_no: shown(access, "member_no", r.opt_string(9)?),
        tags: r.json(10)?,
        interaction_count: r.int(11)?,
        order_count: r.int(12)?,
        order_total: from_scaled(r.int(13)?).to_string(),
        currency: r.opt_string(14)?.unwrap_or_else(|| "CNY".into()),
        last_seen_at: r.opt_micros(15)?,
        first_seen_at: r.opt_micros(16)?,
        created_at: r.micros(17)?,
        merged_count: r.int(18)?,
        fields,
    })
}

/// What a list of people asks for.
#[derive(Clone, Debug, Default)]
pub struct PeopleQuery {
    /// A filter's text.
    pub filter: String,
    /// Search words.
    pub q: String,
    /// Field key, with `-` before it for largest first.
    pub sort: String,
    /// Rows a page.
    pub limit: usize,
    /// The cursor of the page before.
    pub cursor: Option<String>,
}

/// A page of people.
#[derive(Clone, Debug, Serialize)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// The cursor of the next page.
    pub next: Option<String>,
    /// How many there are, up to a bound.
    pub total: i64,
    /// Whether counting stopped at the bound.
    pub total_at_least: bool,
}

/// The column that a field sorts by, and the index that holds people in its order.
fn sort_column(key: &str) -> Option<(&'static str, Option<&'static str>)> {
    const COLUMNS: &[(&str, Option<&str>)] = &[
        ("city", Some("person_by_city")),
        ("region", None),
        ("tier", Some("person_by_tier")),
        ("lifecycle", None),
        ("life_stage", None),
        ("owner", Some("person_by_owner")),
        ("email", None),
        ("phone", None),
        ("member_no", None),
        ("interaction_count", Some("person_by_count")),
        ("order_count", Some("person_by_orders")),
        ("order_total", Some("person_by_total")),
        ("last_seen_at", Some("person_by_last_seen")),
        ("first_seen_at", None),
        ("created_at", Some("person_by_created")),
        ("id", None),
        ("district", None),
        ("updated_at", None),
        ("birth_date", None),
        ("gender", None),
        ("country", None),
        ("language", None),
        ("job_title", None),
        ("postcode", None),
    ];
    match key {
        "name" => Some(("name_key", Some("person_by_name"))),
        _ => COLUMNS.iter().copied().find(|(k, _)| *k == key),
    }
}

/// Filter and search words as one condition on `p`.
pub fn clause(tx: &mut Tx<'_>, access: &Access, now: Micros, filter: &str, q: &str) -> Result<Clause> {
    let mut out = Clause::default();
    let words = words(q);
    if !q.trim().is_empty() {
        match gx_store::search::subquery(tx.dialect(), ObjectKind::Person, &words, 1) {
            Some((sub, param)) => {
                out.sql = format!(
                    "p.id IN (SELECT m.canonical_id FROM person m WHERE m.id IN (SELECT * FROM ({sub} LIMIT 20000) hits))"
                );
                out.params.push(param);
            }
            None => out.sql = "1 = 0".into(),
        }
    }
    filtering::push(tx, &mut out, ObjectKind::Person, filter, access, "p", now)?;
    Ok(out)
}

/// Search words of a query as the store takes them.
pub fn words(q: &str) -> Vec<gx_store::search::Word> {
    gx_text::query_tokens(q)
        .into_iter()
        .map(|t| gx_store::search::Word { text: t.text, prefix: t.prefix })
        .collect()
}

/// One page of people.
pub fn page(tx: &mut Tx<'_>, access: &Access, now: Micros, query: &PeopleQuery) -> Result<Page<PersonRow>> {
    let clause = clause(tx, access, now, &query.filter, &query.q)?;
    let (key, descending) = match query.sort.strip_prefix('-') {
        Some(key) => (key, true),
        None => (query.sort.as_str(), false),
    };
    let (key, descending) = if key.is_empty() { ("last_seen_at", true) } else { (key, descending) };
    if access.hides(key) {
        return Err(gx_kernel::Problem::forbidden(format!("Your role may not see {key}.")).into());
    }
    let (column, index) = sort_column(key).ok_or_else(|| {
        gx_kernel::Problem::field("sort", "unknown", format!("people cannot be sorted by {key:?}"))
    })?;
    let see = access.see_person("p");
    let order = Order { column, index, descending, limit: query.limit, cursor: query.cursor.as_deref() };
    let found = list::page(tx, &SPEC, &see, &clause, &order)?;
    let (total, total_at_least) = found.total.unwrap_or_default();
    let mut names = Names::default();
    let rows = found.rows.iter().map(|r| row(tx, access, &mut names, r)).collect::<Result<_>>()?;
    Ok(Page { rows, next: found.next, total, total_at_least })
}

/// Rows of some roots, in the order asked for; those the caller may not see are left out.
pub fn rows_of(tx: &mut Tx<'_>, access: &Access, ids: &[Id]) -> Result<Vec<PersonRow>> {
    let keys: Vec<i64> = ids.iter().map(|i| i.0).collect();
    let see = access.see_person("p");
    let found = tx.query_in(&format!("SELECT {COLUMNS} FROM person p WHERE {see} AND p.id IN"), &keys)?;
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

/// The root behind any person id, if the caller may see it.
pub fn root(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Option<(Id, Option<Id>)>> {
    let sql = format!(
        "SELECT p.id, p.owner FROM person n JOIN person p ON p.id = n.canonical_id WHERE n.id = $1 AND {}",
        access.see_person("p")
    );
    tx.first(&sql, &[id.into()])?.map(|r| Ok((r.id(0)?, r.opt_id(1)?))).transpose()
}

/// Like [`root`], as an error when there is none, and refusing when the caller may not change it.
pub fn root_to_edit(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Id> {
    let (root, owner) = root(tx, access, id)?.ok_or_else(|| gx_kernel::Problem::not_found("The person"))?;
    if !access.may_edit(owner) {
        return Err(gx_kernel::Problem::forbidden("Your role may not change this person.").into());
    }
    Ok(root)
}

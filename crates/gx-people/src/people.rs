//! Lists of people: rows, search, counts and export, always under the caller's rights.

use std::collections::{BTreeMap, HashMap};

use gx_kernel::money::from_scaled;
use gx_kernel::object::{FieldType, ObjectKind};
use gx_kernel::{Id, IdKind, Micros};
use gx_record::list::{self, Clause, ListSpec, Order};
use gx_record::{fields, filtering, sorted};
use gx_store::access::{Access, Holding, Verb};
use gx_store::{Result, Row, Tx};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::names::{Named, Names};
use crate::{indexed, words};

const COLUMNS: &str = "p.id, p.name, p.city, p.region, p.tier, p.lifecycle, p.owner, p.email, p.phone, p.member_no, p.tags, p.interaction_count, \
    p.order_count, p.order_total, p.currency, p.last_seen_at, p.first_seen_at, p.created_at, p.merged_count, p.fields, p.birth_date, p.gender, p.territory, \
    p.worth_next, p.worth_active, p.worth_class, p.next_order_at, p.need_count, p.reviewed_on, p.review_on";

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
    /// In which territory the person lies: the id of an option of the field.
    pub territory: Option<String>,
    /// First e-mail address.
    pub email: Option<String>,
    /// First phone number.
    pub phone: Option<String>,
    /// Member number.
    pub member_no: Option<String>,
    /// Tags; none to whom the field is hidden.
    pub tags: Vec<String>,
    /// Interactions.
    pub interaction_count: Option<i64>,
    /// Orders.
    pub order_count: Option<i64>,
    /// Sum of orders, decimal text.
    pub order_total: Option<String>,
    /// What they are expected to buy within the months of the settings, decimal text.
    pub worth_next: Option<String>,
    /// The chance that they still buy, in percent.
    pub worth_active: Option<f64>,
    /// `A`, `B` or `C`, by what they bought within a year.
    pub worth_class: Option<String>,
    /// When the next order is expected.
    pub next_order_at: Option<Micros>,
    /// Needs that are open.
    pub need_count: Option<i64>,
    /// When somebody last went through the file, a date.
    pub reviewed_on: Option<String>,
    /// When that is due again, a date.
    pub review_on: Option<String>,
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
    /// Names of the records that links among the custom fields lead to, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub linked: BTreeMap<String, String>,
}

/// Masks what the caller's role may not see.
fn shown<T>(access: &Access, key: &str, value: Option<T>) -> Option<T> {
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
        owner: shown(access, "owner", owner),
        territory: shown(access, "territory", r.opt_string(22)?),
        email: shown(access, "email", r.opt_string(7)?),
        phone: shown(access, "phone", r.opt_string(8)?),
        member_no: shown(access, "member_no", r.opt_string(9)?),
        tags: if access.hides("tags") { Vec::new() } else { r.json(10)? },
        interaction_count: shown(access, "interaction_count", Some(r.int(11)?)),
        order_count: shown(access, "order_count", Some(r.int(12)?)),
        order_total: shown(access, "order_total", Some(from_scaled(r.int(13)?).to_string())),
        worth_next: shown(access, "worth_next", r.opt_int(23)?.map(|n| from_scaled(n).to_string())),
        worth_active: shown(access, "worth_active", r.opt_real(24)?),
        worth_class: shown(access, "worth_class", r.opt_string(25)?),
        next_order_at: shown(access, "next_order_at", r.opt_micros(26)?),
        need_count: shown(access, "need_count", Some(r.int(27)?)),
        reviewed_on: shown(access, "reviewed_on", r.opt_string(28)?),
        review_on: shown(access, "review_on", r.opt_string(29)?),
        currency: r.opt_string(14)?.unwrap_or_else(|| "CNY".into()),
        last_seen_at: shown(access, "last_seen_at", r.opt_micros(15)?),
        first_seen_at: shown(access, "first_seen_at", r.opt_micros(16)?),
        created_at: r.micros(17)?,
        merged_count: r.int(18)?,
        fields,
        linked: BTreeMap::new(),
    })
}

/// Names the records that custom fields of these rows lead to, as far as the caller may see them.
fn name_links(tx: &mut Tx<'_>, access: &Access, rows: &mut [PersonRow]) -> Result<()> {
    let links: Vec<String> = fields::load(tx, ObjectKind::Person)?
        .fields
        .into_iter()
        .filter(|f| f.custom && f.ty == FieldType::Link)
        .map(|f| f.key)
        .collect();
    if links.is_empty() {
        return Ok(());
    }
    let of = |row: &PersonRow| -> Vec<String> {
        links.iter().filter_map(|key| row.fields.get(key)?.as_str().map(str::to_owned)).collect()
    };
    let mut names: HashMap<String, String> = HashMap::new();
    for (kind, table, see) in [
        (IdKind::Person, "person", access.see_person("x")),
        (IdKind::Company, "company", access.see(ObjectKind::Company, "x")),
    ] {
        let ids: Vec<i64> =
            rows.iter().flat_map(of).filter_map(|t| Id::read(kind, &t)).map(|id| id.0).collect();
        let sql = format!("SELECT x.id, x.name FROM {table} x WHERE {see} AND x.id IN");
        for r in tx.query_in(&sql, &ids)? {
            names.insert(r.id(0)?.show(kind), r.string(1)?);
        }
    }
    for row in rows {
        row.linked =
            of(row).into_iter().filter_map(|id| Some((id.clone(), names.get(&id)?.clone()))).collect();
    }
    Ok(())
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

impl<T> Page<T> {
    /// The same page with every row made into something else.
    pub(crate) fn each<R>(self, shown: impl Fn(&T) -> R) -> Page<R> {
        let Self { rows, next, total, total_at_least } = self;
        Page { rows: rows.iter().map(shown).collect(), next, total, total_at_least }
    }
}

/// The order of names by strokes, as lists are asked for it.
pub const STROKES: &str = "name_strokes";

/// What a built-in field sorts by, and the index that holds people in its order.
pub(crate) fn sort_column(key: &str) -> Option<(&'static str, Option<&'static str>)> {
    Some(match key {
        "name" => ("p.name_key", Some("person_by_name")),
        STROKES => ("p.name_strokes", Some("person_by_strokes")),
        "city" => ("p.city", Some("person_by_city")),
        "tier" => ("p.tier", Some("person_by_tier")),
        "owner" => ("p.owner", Some("person_by_owner")),
        "interaction_count" => ("p.interaction_count", Some("person_by_count")),
        "order_count" => ("p.order_count", Some("person_by_orders")),
        "order_total" => ("p.order_total", Some("person_by_total")),
        "worth_next" => ("p.worth_next", Some("person_by_worth")),
        "next_order_at" => ("p.next_order_at", Some("person_by_next_order")),
        "worth_active" => ("p.worth_active", None),
        "worth_class" => ("p.worth_class", None),
        "need_count" => ("p.need_count", None),
        "last_seen_at" => ("p.last_seen_at", Some("person_by_last_seen")),
        "created_at" => ("p.created_at", Some("person_by_created")),
        "id" => ("p.id", None),
        "territory" => ("p.territory", None),
        "region" => ("p.region", None),
        "district" => ("p.district", None),
        "country" => ("p.country", None),
        "postcode" => ("p.postcode", None),
        "lifecycle" => ("p.lifecycle", None),
        "life_stage" => ("p.life_stage", None),
        "email" => ("p.email", None),
        "phone" => ("p.phone", None),
        "member_no" => ("p.member_no", None),
        "first_seen_at" => ("p.first_seen_at", None),
        "updated_at" => ("p.updated_at", None),
        "birth_date" => ("p.birth_date", None),
        "review_on" => ("p.review_on", Some("person_by_review")),
        "reviewed_on" => ("p.reviewed_on", None),
        "gender" => ("p.gender", None),
        "language" => ("p.language", None),
        "job_title" => ("p.job_title", None),
        _ => return None,
    })
}

/// Like [`sort_column`], custom fields included.
fn sorting(tx: &mut Tx<'_>, key: &str) -> Result<(String, Option<String>)> {
    if let Some((column, index)) = sort_column(key) {
        return Ok((column.to_owned(), index.map(str::to_owned)));
    }
    match fields::load(tx, ObjectKind::Person)?.get(key) {
        Some(field) if field.custom && field.sortable => {
            let index = sorted::index_of(tx, ObjectKind::Person, field)?;
            Ok((fields::sort_expression(tx.dialect(), "p", field), index))
        }
        _ => Err(gx_kernel::Problem::field("sort", "unknown", format!("people cannot be sorted by {key:?}"))
            .into()),
    }
}

/// Of so many who have the words, those are looked up whom a role that hides some of them may find.
pub(crate) const MOST_SIFTED: usize = 5_000;

/// Filter and search words as one condition on `p`.
pub fn clause(tx: &mut Tx<'_>, access: &Access, now: Micros, filter: &str, q: &str) -> Result<Clause> {
    let mut out = Clause::default();
    let words = words::meant(tx, ObjectKind::Person, q)?;
    if !q.trim().is_empty() && indexed::is_blind(access) {
        let nodes = gx_store::search::find(tx, ObjectKind::Person, &words, MOST_SIFTED)?;
        let open = indexed::found_by(tx, access, nodes, &words)?;
        let ids: Vec<String> = open.iter().map(|id| id.0.to_string()).collect();
        out.sql = if ids.is_empty() {
            "1 = 0".into()
        } else {
            format!("p.id IN (SELECT m.canonical_id FROM person m WHERE m.id IN ({}))", ids.join(","))
        };
    } else if !q.trim().is_empty() {
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
    gx_text::query_tokens(q).into_iter().map(|t| gx_store::search::Word::new(t.text, t.prefix)).collect()
}

/// One page of people.
pub fn page(tx: &mut Tx<'_>, access: &Access, now: Micros, query: &PeopleQuery) -> Result<Page<PersonRow>> {
    page_for(tx, access, now, query, Verb::See)
}

/// One page of those people to whom the caller may do something.
pub fn page_for(
    tx: &mut Tx<'_>,
    access: &Access,
    now: Micros,
    query: &PeopleQuery,
    verb: Verb,
) -> Result<Page<PersonRow>> {
    let clause = clause(tx, access, now, &query.filter, &query.q)?;
    let (key, descending) = match query.sort.strip_prefix('-') {
        Some(key) => (key, true),
        None => (query.sort.as_str(), false),
    };
    let (key, descending) = match key {
        // Whoever does not see when people came has them in the order in which they were made.
        "" if access.hides("last_seen_at") => ("created_at", true),
        "" => ("last_seen_at", true),
        key => (key, descending),
    };
    if access.hides(key) {
        return Err(gx_kernel::Problem::forbidden(format!("Your role may not see {key}.")).into());
    }
    let (column, index) = sorting(tx, key)?;
    let mut see = access.person(verb, "p");
    if verb == Verb::Export {
        see = format!("({see}) AND {}", crate::mark::unrestricted("p"));
    }
    let order = Order {
        column: &column,
        index: index.as_deref(),
        descending,
        limit: query.limit,
        cursor: query.cursor.as_deref(),
    };
    let found = list::page(tx, &SPEC, &see, &clause, &order)?;
    let (total, total_at_least) = found.total.unwrap_or_default();
    let mut names = Names::default();
    let mut rows = found.rows.iter().map(|r| row(tx, access, &mut names, r)).collect::<Result<Vec<_>>>()?;
    name_links(tx, access, &mut rows)?;
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

/// The root behind any person id, if it was not erased (only then has it no name), with what decides who reaches it, if the caller may see it.
pub fn root(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Option<(Id, Holding)>> {
    let sql = format!(
        "SELECT p.id, p.owner, p.territory FROM person n JOIN person p ON p.id = n.canonical_id WHERE n.id = $1 AND p.name <> '' AND {}",
        access.see_person("p")
    );
    tx.first(&sql, &[id.into()])?.map(|r| Ok((r.id(0)?, holding(&r, 1)?))).transpose()
}

/// The holding in two columns of a row, the owner and the territory, of which the owner is the one at `at`.
pub fn holding(r: &Row, at: usize) -> Result<Holding> {
    let territory = r.opt_text(at + 1)?.and_then(|text| Id::read(IdKind::Territory, text));
    Ok(Holding { owner: r.opt_id(at)?, territory, pool: None })
}

/// Like [`root`], as an error when there is none, and refusing when the caller may not change it.
pub fn root_to_edit(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Id> {
    root_for(tx, access, id, Verb::Edit)
}

/// Like [`root_to_edit`], for any verb.
pub fn root_for(tx: &mut Tx<'_>, access: &Access, id: Id, verb: Verb) -> Result<Id> {
    let (root, holding) = root(tx, access, id)?.ok_or_else(|| gx_kernel::Problem::not_found("The person"))?;
    if access.allows(verb, root, holding) {
        crate::mark::refuse_program(tx, access, root)?;
        return Ok(root);
    }
    let what = match verb {
        Verb::Delete => "take this person away",
        Verb::Share => "share this person",
        _ => "change this person",
    };
    Err(gx_kernel::Problem::forbidden(format!("Your role may not {what}.")).into())
}

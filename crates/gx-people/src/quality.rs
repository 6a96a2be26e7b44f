//! How good the customer file is: what is filled, what is fresh, what may be double, by field and by owner.
//!
//! Every figure is a count of people whom the caller sees, beside the filter that lists those to be mended. One
//! pass over the rows counts all of it; nothing is sampled.

mod companies;

use gx_kernel::object::{Field, ObjectKind};
use gx_kernel::{Id, Micros};
use gx_record::fields;
use gx_store::access::Access;
use gx_store::change::By;
use gx_store::filter_sql::nameless;
use gx_store::{Dialect, Result, Tx};
use serde::Serialize;

pub use self::companies::Companies;
use crate::names::{Named, Names, SourceRef};
use crate::people::SPEC;

/// The built-in fields whose gaps matter for knowing and reaching somebody.
const ASKED: &[&str] = &[
    "name",
    "phone",
    "email",
    "city",
    "region",
    "address",
    "gender",
    "birth_date",
    "tier",
    "lifecycle",
    "owner",
    "language",
    "job_title",
];
/// Custom fields that are counted, in their order; more would make the pass slow.
pub(crate) const MOST_CUSTOM: usize = 40;

/// How much of a field is filled.
#[derive(Clone, Debug, Serialize)]
pub struct Filled {
    /// The field.
    pub field: Field,
    /// People with a value.
    pub filled: i64,
    /// The filter of those without.
    pub missing: String,
}

/// A count with the filter that lists what it counts.
#[derive(Clone, Debug, Serialize)]
pub struct Counted {
    /// What is counted: `unreachable`, `unnamed`, `nobodys`, `silent` …
    pub what: &'static str,
    /// How many.
    pub count: i64,
    /// The filter that lists them.
    pub filter: String,
}

/// The people of one owner.
#[derive(Clone, Debug, Serialize)]
pub struct OfOwner {
    /// Who; none for people whom nobody looks after.
    pub owner: Option<Named>,
    /// Their people.
    pub count: i64,
    /// Of these, with a phone or a mail address.
    pub reachable: i64,
    /// Of these, with an interaction in the last 90 days.
    pub fresh: i64,
    /// The filter of the people.
    pub filter: String,
}

/// The whole of it.
#[derive(Clone, Debug, Serialize)]
pub struct Quality {
    /// When it was counted.
    pub at: Micros,
    /// People whom the caller sees.
    pub people: i64,
    /// By field, in the order of the form.
    pub fields: Vec<Filled>,
    /// What is to be mended, worst first where it matters most.
    pub mend: Vec<Counted>,
    /// When they were last heard of.
    pub freshness: Vec<Counted>,
    /// By owner, most people first.
    pub owners: Vec<OfOwner>,
    /// By where most of what is known of them comes from, most people first.
    pub sources: Vec<OfSource>,
    /// Pairs that wait in the review queue.
    pub duplicates: i64,
    /// How good the companies are.
    pub companies: Companies,
}

/// The people of whom most comes from one source.
#[derive(Clone, Debug, Serialize)]
pub struct OfSource {
    /// Which; none for people of whom nothing was said.
    pub source: Option<SourceRef>,
    /// How many.
    pub count: i64,
    /// Of these, with a phone or a mail address.
    pub reachable: i64,
    /// Of these, with a name.
    pub named: i64,
    /// Of these, with an interaction in the last 90 days.
    pub fresh: i64,
    /// The filter of the people; none where the role hides what it asks for.
    pub filter: Option<String>,
}

/// The expression that is NULL where a field of `alias` is empty.
pub(crate) fn present(dialect: Dialect, alias: &str, field: &Field) -> String {
    let key: String = field.key.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
    match (field.custom, dialect) {
        (false, _) if matches!(key.as_str(), "owner" | "size") => format!("{alias}.{key}"),
        (false, _) if key == "name" && alias == SPEC.alias => {
            format!("CASE WHEN NOT {} THEN 1 END", nameless("p"))
        }
        (false, _) => format!("NULLIF({alias}.{key}, '')"),
        (true, Dialect::Sqlite) => format!("json_extract({alias}.fields, '$.{key}')"),
        (true, Dialect::Postgres) => format!("{alias}.fields ->> '{key}'"),
    }
}

/// Counts it.
pub fn count(tx: &mut Tx<'_>, access: &Access, now: Micros) -> Result<Quality> {
    let known = fields::load(tx, ObjectKind::Person)?.fields;
    let asked: Vec<Field> = ASKED
        .iter()
        .filter_map(|key| known.iter().find(|f| f.key == *key && !f.custom))
        .chain(known.iter().filter(|f| f.custom).take(MOST_CUSTOM))
        .filter(|f| !access.hides(&f.key))
        .cloned()
        .collect();
    let days = |n: i64| now.plus(-n * Micros::DAY).0;
    let seen = |from: Option<i64>, to: Option<i64>| match (from, to) {
        (Some(from), Some(to)) => {
            format!("p.last_seen_at >= {} AND p.last_seen_at < {}", days(from), days(to))
        }
        (Some(from), None) => format!("p.last_seen_at >= {}", days(from)),
        (None, Some(to)) => format!("p.last_seen_at < {}", days(to)),
        (None, None) => "p.last_seen_at IS NULL".into(),
    };
    let mend = [
        (
            "unreachable",
            "p.phone IS NULL AND p.email IS NULL".to_owned(),
            "phone is empty and email is empty",
        ),
        ("unnamed", nameless("p"), "name is empty"),
        ("nobodys", "p.owner IS NULL".into(), "owner is empty"),
        ("no_city", "p.city IS NULL".into(), "city is empty"),
        (
            "buys_unreachable",
            "p.order_count > 0 AND p.phone IS NULL AND p.email IS NULL".into(),
            "order_count > 0 and phone is empty and email is empty",
        ),
    ];
    let fresh = [
        ("days_30", seen(Some(30), None), "last_seen_at in the last 30 days"),
        (
            "days_90",
            seen(Some(90), Some(30)),
            "last_seen_at in the last 90 days and not last_seen_at in the last 30 days",
        ),
        (
            "days_365",
            seen(Some(365), Some(90)),
            "last_seen_at in the last 365 days and not last_seen_at in the last 90 days",
        ),
        (
            "older",
            seen(None, Some(365)),
            "last_seen_at is not empty and not last_seen_at in the last 365 days",
        ),
        ("never", seen(None, None), "last_seen_at is empty"),
    ];
    let hidden = |filter: &str| access.grants().hidden.iter().any(|h| filter.contains(h.as_str()));
    let mend: Vec<_> = mend.into_iter().filter(|(_, _, f)| !hidden(f)).collect();
    let dialect = tx.dialect();
    let mut columns = vec!["COUNT(*)".to_owned()];
    columns.extend(asked.iter().map(|f| format!("COUNT({})", present(dialect, SPEC.alias, f))));
    let all = mend.iter().map(|(_, sql, _)| sql).chain(fresh.iter().map(|(_, sql, _)| sql));
    columns.extend(all.map(|sql| format!("COUNT(CASE WHEN {sql} THEN 1 END)")));
    let see = access.see_person("p");
    let row =
        tx.one(&format!("SELECT {} FROM person p WHERE {} AND {see}", columns.join(", "), SPEC.base), &[])?;
    let people = row.int(0)?;
    let mut at = 1;
    let mut next = || {
        let n = row.int(at);
        at += 1;
        n
    };
    let filled = asked
        .into_iter()
        .map(|field| Ok(Filled { missing: format!("{} is empty", field.key), filled: next()?, field }))
        .collect::<Result<Vec<_>>>()?;
    let mut counted = |list: &[(&'static str, String, &str)]| {
        list.iter()
            .map(|(what, _, filter)| Ok(Counted { what, count: next()?, filter: (*filter).to_owned() }))
            .collect::<Result<Vec<_>>>()
    };
    let (mend, freshness) = (counted(&mend)?, counted(&fresh)?);
    Ok(Quality {
        at: now,
        people,
        fields: filled,
        mend,
        freshness,
        owners: owners(tx, access, days(90))?,
        sources: sources(tx, access, days(90))?,
        companies: companies::count(tx, access)?,
        duplicates: tx.one("SELECT COUNT(*) FROM proposal WHERE state = 'open'", &[])?.int(0)?,
    })
}

/// Sources of one answer; the smallest are left out.
const MOST_SOURCES: usize = 50;

fn sources(tx: &mut Tx<'_>, access: &Access, since: i64) -> Result<Vec<OfSource>> {
    let known = fields::load(tx, ObjectKind::Person)?;
    let options = known.get("source").map(|f| f.options.as_slice()).unwrap_or_default();
    let sql = format!(
        "SELECT p.source, COUNT(*), COUNT(COALESCE(p.phone, p.email)), COUNT(CASE WHEN NOT {} THEN 1 END), \
         COUNT(CASE WHEN p.last_seen_at >= {since} THEN 1 END) FROM person p WHERE {} AND {} GROUP BY 1 ORDER BY 2 DESC LIMIT {MOST_SOURCES}",
        nameless("p"),
        SPEC.base,
        access.see_person("p")
    );
    let rows = tx.query(&sql, &[])?;
    let mut names = Names::default();
    let mut out: Vec<OfSource> = Vec::new();
    for r in &rows {
        let text = r.opt_text(0)?;
        let by = text.map(|text| {
            let (kind, id) = text.split_once(':').map_or((text, None), |(kind, id)| (kind, id.parse().ok()));
            By::read(kind, id.map(Id))
        });
        let source = by.map(|by| names.of(tx, by)).transpose()?;
        let filter = match text {
            _ if access.hides("source") => None,
            None => Some("source is empty".to_owned()),
            Some(text) => options.iter().any(|o| o.id == text).then(|| format!("source = \"{text}\"")),
        };
        let (reachable, named) = (r.int(2)?, r.int(3)?);
        out.push(OfSource { source, count: r.int(1)?, reachable, named, fresh: r.int(4)?, filter });
    }
    Ok(out)
}

fn owners(tx: &mut Tx<'_>, access: &Access, since: i64) -> Result<Vec<OfOwner>> {
    if access.hides("owner") {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT p.owner, COUNT(*), COUNT(COALESCE(p.phone, p.email)), COUNT(CASE WHEN p.last_seen_at >= {since} THEN 1 END) \
         FROM person p WHERE {} AND {} GROUP BY p.owner ORDER BY 2 DESC LIMIT 100",
        SPEC.base,
        access.see_person("p")
    );
    let rows = tx.query(&sql, &[])?;
    let mut names = Names::default();
    rows.iter()
        .map(|r| {
            let owner: Option<Id> = r.opt_id(0)?;
            let owner = owner.map(|id| names.user(tx, id)).transpose()?;
            let filter = owner
                .as_ref()
                .map_or_else(|| "owner is empty".to_owned(), |o| format!("owner = \"{}\"", o.id));
            Ok(OfOwner { owner, count: r.int(1)?, reachable: r.int(2)?, fresh: r.int(3)?, filter })
        })
        .collect()
}

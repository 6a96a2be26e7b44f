//! How good the file of companies is: what is filled, and what is to be mended, each with the filter that lists it.

use gx_kernel::Id;
use gx_kernel::object::{Field, ObjectKind};
use gx_record::fields;
use gx_store::access::Access;
use gx_store::{Result, Tx};
use serde::Serialize;

use super::{Counted, Filled, MOST_CUSTOM, present};
use crate::company::page::SPEC;
use crate::names::{Named, Names};

/// The built-in fields whose gaps matter for knowing and reaching a company.
const ASKED: &[&str] =
    &["domain", "phone", "industry", "country", "region", "city", "address", "postcode", "size", "owner"];

/// What is to be mended: its word, the condition, and the filter that says the same.
const MEND: &[(&str, &str, &str)] = &[
    (
        "unreachable",
        "NULLIF(c.phone, '') IS NULL AND NULLIF(c.domain, '') IS NULL",
        "phone is empty and domain is empty",
    ),
    ("nobodys", "c.owner IS NULL", "owner is empty"),
    ("no_city", "NULLIF(c.city, '') IS NULL", "city is empty"),
    ("no_industry", "NULLIF(c.industry, '') IS NULL", "industry is empty"),
];

/// The companies of one owner.
#[derive(Clone, Debug, Serialize)]
pub struct OfOwner {
    /// Who; none for companies that nobody looks after.
    pub owner: Option<Named>,
    /// Their companies.
    pub count: i64,
    /// The filter of the companies.
    pub filter: String,
}

/// The whole of it.
#[derive(Clone, Debug, Serialize)]
pub struct Companies {
    /// Companies that the caller sees.
    pub companies: i64,
    /// By field, in the order of the form.
    pub fields: Vec<Filled>,
    /// What is to be mended.
    pub mend: Vec<Counted>,
    /// By owner, most companies first.
    pub owners: Vec<OfOwner>,
}

/// Counts it, in one pass over the rows.
pub(super) fn count(tx: &mut Tx<'_>, access: &Access) -> Result<Companies> {
    let known = fields::load(tx, ObjectKind::Company)?.fields;
    let hides = |key: &str| access.hides_of(ObjectKind::Company, key);
    let asked: Vec<Field> = ASKED
        .iter()
        .filter_map(|key| known.iter().find(|f| f.key == *key && !f.custom))
        .chain(known.iter().filter(|f| f.custom).take(MOST_CUSTOM))
        .filter(|f| !hides(&f.key))
        .cloned()
        .collect();
    let hidden = |filter: &str| ASKED.iter().any(|key| hides(key) && filter.contains(key));
    let mend: Vec<_> = MEND.iter().filter(|(_, _, filter)| !hidden(filter)).collect();
    let (dialect, see) = (tx.dialect(), access.see(ObjectKind::Company, SPEC.alias));
    let mut columns = vec!["COUNT(*)".to_owned()];
    columns.extend(asked.iter().map(|f| format!("COUNT({})", present(dialect, SPEC.alias, f))));
    columns.extend(mend.iter().map(|(_, sql, _)| format!("COUNT(CASE WHEN {sql} THEN 1 END)")));
    let from = format!("FROM {} WHERE {} AND {see}", SPEC.from, SPEC.base);
    let row = tx.one(&format!("SELECT {} {from}", columns.join(", ")), &[])?;
    let first = 1 + asked.len();
    let fields = asked
        .into_iter()
        .enumerate()
        .map(|(n, field)| {
            Ok(Filled { missing: format!("{} is empty", field.key), filled: row.int(n + 1)?, field })
        })
        .collect::<Result<_>>()?;
    let mend = mend
        .iter()
        .enumerate()
        .map(|(n, (what, _, filter))| {
            Ok(Counted { what, count: row.int(first + n)?, filter: (*filter).to_owned() })
        })
        .collect::<Result<_>>()?;
    let owners = if hides("owner") { Vec::new() } else { owners(tx, &from)? };
    Ok(Companies { companies: row.int(0)?, fields, mend, owners })
}

fn owners(tx: &mut Tx<'_>, from: &str) -> Result<Vec<OfOwner>> {
    let sql = format!("SELECT c.owner, COUNT(*) {from} GROUP BY c.owner ORDER BY 2 DESC LIMIT 100");
    let mut names = Names::default();
    let mut out = Vec::new();
    for r in tx.query(&sql, &[])? {
        let owner: Option<Id> = r.opt_id(0)?;
        let owner = owner.map(|id| names.user(tx, id)).transpose()?;
        let filter =
            owner.as_ref().map_or_else(|| "owner is empty".to_owned(), |o| format!("owner = \"{}\"", o.id));
        out.push(OfOwner { owner, count: r.int(1)?, filter });
    }
    Ok(out)
}

//! A group of company rows in one transaction.

use std::collections::HashMap;

use gx_kernel::Id;
use gx_people::company::Company;
use gx_people::company::record::{self, domain};
use gx_people::merge::Evidence;
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Result, Tx};
use serde_json::{Map, Value as Json};

use super::files;
use super::people::Shared;
use super::plan::Update;
use super::row::Parsed;
use super::{Done, What};

/// A company as this group knows it.
#[derive(Debug)]
struct Held {
    company: Company,
    fresh: bool,
    before: Map<String, Json>,
    after: Map<String, Json>,
}

impl Held {
    fn known(company: Company) -> Self {
        Self { company, fresh: false, before: Map::new(), after: Map::new() }
    }
}

/// Writes the rows. A company is found again by its external id, then its domain, then its exact name.
pub(crate) fn write(tx: &mut Tx<'_>, shared: &mut Shared<'_>, rows: &[Parsed]) -> Result<Vec<Done>> {
    let (now, by) = (shared.store.now(), shared.by());
    let mut domains: Vec<String> = rows.iter().filter_map(|r| r.text("domain")).map(domain).collect();
    domains.sort_unstable();
    domains.dedup();
    let domains = record::by_domain(tx, &domains)?;
    let mut held: Vec<Held> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let mut values: Map<String, Json> = row.values.iter().cloned().collect();
        if let Some(text) = row.text("domain") {
            values.insert("domain".into(), domain(text).into());
        }
        let external = external(row);
        let names = names(row);
        let mut at = None;
        let mut why = Vec::new();
        for (key, v) in &names {
            let place = format!("{key}\n{v}");
            at = match places.get(&place) {
                Some(at) => Some(*at),
                None => find(tx, &domains, key, v)?.map(|h| {
                    let known = held.iter().position(|x| x.company.id == h.id);
                    known.unwrap_or_else(|| {
                        held.push(Held::known(h));
                        held.len() - 1
                    })
                }),
            };
            // Another external id is another company, whatever it is called.
            if let (Some(i), Some(mine)) = (at, &external)
                && held.get(i).and_then(|h| h.company.external.as_ref()).is_some_and(|theirs| theirs != mine)
            {
                at = None;
                continue;
            }
            if at.is_some() {
                let code = if *key == "external" { "same_identity" } else { "same_name" };
                why.push(Evidence {
                    field: (*key).into(),
                    code: code.into(),
                    weight: 20.0,
                    a: Some(v.clone()),
                    b: Some(v.clone()),
                });
                break;
            }
        }
        let i = at.unwrap_or_else(|| {
            let mut company = Company::new(shared.store.id(), by, now);
            company.external.clone_from(&external);
            held.push(Held { fresh: true, ..Held::known(company) });
            held.len() - 1
        });
        for (key, v) in names {
            places.entry(format!("{key}\n{v}")).or_insert(i);
        }
        let Some(h) = held.get_mut(i) else { continue };
        let mut changed = false;
        for (key, v) in values {
            let old = h.company.values.get(&key).cloned().unwrap_or_default();
            let (said_by, said_at) = h.company.source(&key);
            let over = match shared.update {
                Update::Fill => false,
                Update::Overwrite => true,
                Update::Replace => shared.may_replace(said_by, said_at),
            };
            if old == v || !(old.is_null() || over) {
                continue;
            }
            h.before.entry(key.clone()).or_insert(old);
            h.after.insert(key.clone(), v.clone());
            h.company.state(&key, v, by, now);
            changed = true;
        }
        if h.company.external.is_none() && external.is_some() && !h.fresh {
            h.company.external.clone_from(&external);
            h.before.insert("external".into(), Json::Null);
            h.after.insert("external".into(), external.into());
            changed = true;
        }
        let known = h.company.id;
        if changed {
            files::hang(tx, shared, "company", known, row)?;
        }
        out.push(match (at, changed) {
            (None, _) => Done::new(What::New),
            (Some(_), true) => Done { known: Some(known), why, ..Done::new(What::Update) },
            (Some(_), false) => Done { known: Some(known), why, ..Done::new(What::Same) },
        });
    }
    let mut log = Batch::resume(shared.batch, shared.by(), now);
    save(tx, shared, &mut log, held)?;
    log.flush(tx, shared.store)?;
    Ok(out)
}

/// The row's own number in its system.
fn external(row: &Parsed) -> Option<String> {
    let key = row.keys.first()?;
    let kind = key.identity.kind.as_text();
    Some(format!("{}:{}", kind.trim_start_matches("external:"), key.identity.value))
}

/// By what a row's company is found again, the surest first.
pub(crate) fn names(row: &Parsed) -> Vec<(&'static str, String)> {
    let text = |key: &str| row.text(key).map(str::to_owned);
    [("external", external(row)), ("domain", row.text("domain").map(domain)), ("name", text("name"))]
        .into_iter()
        .filter_map(|(key, v)| v.filter(|v| !v.is_empty()).map(|v| (key, v)))
        .collect()
}

pub(crate) fn find(
    tx: &mut Tx<'_>,
    domains: &HashMap<String, Id>,
    key: &str,
    v: &str,
) -> Result<Option<Company>> {
    match key {
        "name" => record::by_name(tx, v),
        "domain" => match domains.get(v) {
            Some(id) => record::get(tx, *id),
            None => Ok(None),
        },
        _ => record::by_external(tx, v),
    }
}

fn save(tx: &mut Tx<'_>, shared: &Shared<'_>, log: &mut Batch, held: Vec<Held>) -> Result<()> {
    let (mut fresh, mut changed) = (Vec::new(), Vec::new());
    for h in held {
        if !h.fresh && h.after.is_empty() {
            continue;
        }
        let (op, list) = if h.fresh { (Op::Create, &mut fresh) } else { (Op::Update, &mut changed) };
        log.log(Entry { object: "company", row: h.company.id, op, before: h.before, after: h.after });
        list.push(h.company);
    }
    record::insert(tx, &fresh, shared.store.now(), Some(shared.import), false)?;
    record::update(tx, &changed, shared.store.now())
}

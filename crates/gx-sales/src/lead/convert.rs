//! A lead becomes a customer: one person with their twins, a company, a deal. In one transaction, with one undo but for
//! the merge, which has its own.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_people::edge::{End, Tie, Ties};
use gx_people::likeness::{self, Likeness};
use gx_people::names::Named;
use gx_people::{company, duplicates, people};
use gx_store::access::Access;
use gx_store::change::Batch;
use gx_store::{Conflict, Result, Store, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::record::Lead;
use super::{LEAD, edit};
use crate::colleagues::Colleagues;
use crate::deal;
use crate::pipeline::{self, Kind};

/// From which likeness on somebody may be the same.
const LIKE: f64 = 0.3;
/// The most that are shown.
const MOST: usize = 5;

/// A person that may be the same one.
#[derive(Debug, Serialize)]
pub struct Twin {
    person: Named,
    phone: Option<String>,
    email: Option<String>,
    city: Option<String>,
    owner: Option<Named>,
    likeness: i64,
    reasons: Vec<String>,
    open_deals: i64,
}

/// A company that may be the one.
#[derive(Debug, Serialize)]
pub struct Found {
    company: Named,
    domain: Option<String>,
    city: Option<String>,
}

/// The deal that it could become.
#[derive(Debug, Serialize)]
pub struct Draft {
    name: String,
    pipeline: String,
    stage: String,
    amount: Option<String>,
    currency: String,
}

/// What a lead could become.
#[derive(Debug, Serialize)]
pub struct Conversion {
    twins: Vec<Twin>,
    companies: Vec<Found>,
    deal: Draft,
}

/// People like the person of a lead, as far as the caller sees them.
fn twins(tx: &mut Tx<'_>, access: &Access, lead: &Lead) -> Result<Vec<Twin>> {
    let Some(node) = lead.person else { return Ok(Vec::new()) };
    let Some((root, _)) = people::root(tx, access, node)? else { return Ok(Vec::new()) };
    let sql = format!("SELECT {} FROM person p WHERE p.id = $1", likeness::columns("p"));
    let Some(row) = tx.first(&sql, &[root.into()])? else { return Ok(Vec::new()) };
    let record = likeness::record_of(&row, 0)?;
    if !likeness::says_something(&record) {
        return Ok(Vec::new());
    }
    let (likes, _) =
        Likeness::open(tx)?.find(tx, std::slice::from_ref(&record), LIKE, &|_, c| c.person != root)?;
    let mut likes: Vec<(Id, f64)> = likes.into_iter().map(|l| (l.person, l.probability)).collect();
    likes.sort_by(|a, b| b.1.total_cmp(&a.1));
    likes.truncate(MOST * 4);
    let colleagues = Colleagues::load(tx)?;
    let mut out = Vec::new();
    for (person, probability) in likes {
        let sql = format!(
            "SELECT r.name, r.phone, r.email, r.city, r.owner FROM person r WHERE r.id = $1 AND r.deleted_at IS NULL AND {}",
            access.see_person("r")
        );
        let Some(r) = tx.first(&sql, &[person.into()])? else { continue };
        let (_, evidence) = duplicates::compare(tx, root, person)?;
        let reasons = duplicates::visible(access, evidence).into_iter().filter(|e| e.weight > 0.0);
        let open = |at: usize, key: &str| if access.hides(key) { Ok(None) } else { r.opt_string(at) };
        let deals = "SELECT COUNT(*) FROM deal d JOIN person n ON n.id = d.person_id WHERE n.canonical_id = $1 AND d.state = 'open' \
                     AND d.deleted_at IS NULL AND ";
        let deals = format!("{deals}{}", access.see(ObjectKind::Deal, "d"));
        let name = r.string(0)?;
        out.push(Twin {
            person: Named {
                id: person.show(IdKind::Person),
                initial: Some(gx_text::avatar_initial(&name)),
                name,
            },
            phone: open(1, "phone")?,
            email: open(2, "email")?,
            city: open(3, "city")?,
            owner: if access.hides("owner") { None } else { r.opt_id(4)?.map(|id| colleagues.named(id)) },
            likeness: (probability * 100.0).round() as i64,
            reasons: reasons.map(|e| e.code).collect(),
            open_deals: tx.one(&deals, &[person.into()])?.int(0)?,
        });
        if out.len() == MOST {
            break;
        }
    }
    Ok(out)
}

/// Companies of the name that was said, or near it, and those of the domain of a mail address.
fn companies(tx: &mut Tx<'_>, access: &Access, lead: &Lead) -> Result<Vec<Found>> {
    let mut ids: Vec<i64> = Vec::new();
    if let Some(name) = lead.text("company") {
        if let Some(exact) = company::record::by_name(tx, name)? {
            ids.push(exact.id.0);
        }
        let words = people::words(name);
        ids.extend(gx_store::search::find(tx, ObjectKind::Company, &words, MOST)?.iter().map(|id| id.0));
    }
    let mail = match lead.person {
        Some(node) => tx
            .first(
                "SELECT r.email FROM person n JOIN person r ON r.id = n.canonical_id WHERE n.id = $1",
                &[node.into()],
            )?
            .map(|r| r.opt_string(0))
            .transpose()?
            .flatten(),
        None => None,
    };
    if let Some(domain) =
        mail.as_deref().and_then(|mail| mail.split_once('@')).map(|(_, domain)| domain.to_owned())
    {
        ids.extend(company::record::by_domain(tx, &[domain])?.into_values().map(|id| id.0));
    }
    let mut out = Vec::new();
    let mut seen = Vec::new();
    for id in ids {
        if seen.contains(&id) || out.len() == MOST {
            continue;
        }
        seen.push(id);
        let sql = format!(
            "SELECT c.name, c.domain, c.city FROM company c WHERE c.id = $1 AND c.deleted_at IS NULL AND {}",
            access.see(ObjectKind::Company, "c")
        );
        if let Some(r) = tx.first(&sql, &[Id(id).into()])? {
            let company = Named { id: Id(id).show(IdKind::Company), name: r.string(0)?, initial: None };
            out.push(Found { company, domain: r.opt_string(1)?, city: r.opt_string(2)? });
        }
    }
    Ok(out)
}

/// What a lead could become.
pub fn look(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Conversion> {
    let lead = edit::seen(tx, access, id)?;
    let pipeline = pipeline::meant(tx, None)?;
    let stage = pipeline.stages.iter().find(|stage| stage.kind == Kind::Open);
    let hidden = |key: &str| access.hides_of(ObjectKind::Lead, key);
    Ok(Conversion {
        twins: twins(tx, access, &lead)?,
        companies: companies(tx, access, &lead)?,
        deal: Draft {
            name: lead.name().to_owned(),
            pipeline: pipeline.shown(),
            stage: stage.map(pipeline::Stage::shown).unwrap_or_default(),
            amount: if hidden("amount") { None } else { lead.text("amount").map(str::to_owned) },
            currency: lead.text("currency").unwrap_or_default().to_owned(),
        },
    })
}

/// Which company.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Which {
    id: Option<String>,
    name: Option<String>,
}

/// What a lead is to become.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    merge: Option<String>,
    company: Option<Which>,
    deal: Option<Map<String, Json>>,
}

/// The company that was meant, made where it is new.
fn firm(tx: &mut Tx<'_>, store: &Store, access: &Access, which: &Which) -> Result<Option<Id>> {
    if let Some(text) = which.id.as_deref().filter(|t| !t.is_empty()) {
        let unknown =
            || Problem::field("company.id", "unknown_record", format!("there is no record {text:?}"));
        let id = Id::read(IdKind::Company, text).ok_or_else(unknown)?;
        company::edit::seen(tx, access, id).map_err(|_| unknown())?;
        return Ok(Some(id));
    }
    let Some(name) = which.name.as_deref().map(str::trim).filter(|t| !t.is_empty()) else { return Ok(None) };
    let mut set = Map::from_iter([("name".to_owned(), Json::from(name))]);
    if let Some(me) = access.by().id() {
        set.insert("owner".into(), me.show(IdKind::User).into());
    }
    Ok(Some(company::edit::create(tx, store, access, &set, false)?.0))
}

/// Makes a lead what was wished. The deal, and the batch for undo.
///
/// # Errors
///
/// Those of merging, of making a company or a deal, at their fields; `closed` where it was converted or dropped already.
pub fn convert(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    role: &str,
    id: Id,
    wish: &Wish,
) -> Result<(Option<Id>, Id)> {
    let mut lead = edit::to_edit(tx, access, id)?;
    edit::still_open(&lead)?;
    if lead.owner.is_none() {
        return Err(Problem::conflict("free", "Nobody has this lead. Claim or assign it first.").into());
    }
    if let Some(text) = wish.merge.as_deref().filter(|t| !t.is_empty()) {
        let unknown = || Problem::field("merge", "unknown_record", format!("there is no record {text:?}"));
        let other = Id::read(IdKind::Person, text).ok_or_else(unknown)?;
        let mine = lead.person.ok_or_else(unknown)?;
        let (winner, _) = people::root(tx, access, mine)?.ok_or_else(unknown)?;
        let (other, _) = people::root(tx, access, other)?.ok_or_else(unknown)?;
        // Whom the workspace has known for longer lives on.
        let winner =
            if duplicates::better(tx, other, winner)? == other { (other, winner) } else { (winner, other) };
        duplicates::merge_by_hand(tx, store, access, winner.0, winner.1)?;
    }
    let person = match lead.person {
        Some(node) => people::root(tx, access, node)?.map(|(root, _)| root),
        None => None,
    };
    let firm = match &wish.company {
        Some(which) => firm(tx, store, access, which)?,
        None => None,
    };
    if let (Some(person), Some(firm)) = (person, firm) {
        let mut ties = Ties::default();
        ties.add(Tie {
            kind: "works_at".into(),
            from: End::Person(person),
            to: End::Company(firm),
            title: None,
            at: store.now(),
            evidence: None,
        });
        ties.close(tx, store, access.by(), None)?;
    }
    let deal = match &wish.deal {
        Some(said) => {
            let mut set = said.clone();
            if let Some(person) = person {
                set.entry("person").or_insert_with(|| person.show(IdKind::Person).into());
            }
            if let Some(firm) = firm {
                set.entry("company").or_insert_with(|| firm.show(IdKind::Company).into());
            }
            if let Some(owner) = lead.owner {
                set.entry("owner").or_insert_with(|| owner.show(IdKind::User).into());
            }
            if let Some(source) = lead.text("source").filter(|_| !access.locks_of(ObjectKind::Deal, "source"))
            {
                set.entry("source").or_insert_with(|| source.into());
            }
            let made = deal::edit::create(tx, store, access, role, &set);
            Some(made.map_err(|e| within(e, "deal"))?)
        }
        None => None,
    };
    let mut batch = match deal {
        Some((_, batch)) => Batch::resume(batch, access.by(), store.now()),
        None => Batch::open(tx, store, "edit", access.by(), None, None)?,
    };
    edit::converted(tx, store, &mut batch, &mut lead, deal.map(|(id, _)| id))?;
    batch.flush(tx, store)?;
    if let Some((deal, _)) = deal {
        // Who was promised a share of the lead has it of the deal.
        let sql = "SELECT staff_id, percent FROM credit WHERE object = $1 AND row_id = $2";
        let shares = tx.query(sql, &[LEAD.into(), lead.id.into()])?;
        let rows: Vec<_> = shares
            .iter()
            .map(|r| Ok(vec![deal::DEAL.into(), deal.into(), r.id(0)?.into(), r.int(1)?.into()]))
            .collect::<Result<_>>()?;
        tx.insert_many("credit", &["object", "row_id", "staff_id", "percent"], &rows, Conflict::Skip)?;
    }
    Ok((deal.map(|(id, _)| id), batch.id))
}

/// A problem at a field of a part of the request, named as the request names it.
fn within(e: gx_store::StoreError, part: &str) -> gx_store::StoreError {
    match e {
        gx_store::StoreError::Problem(mut problem) => {
            for field in &mut problem.fields {
                field.field = format!("{part}.{}", field.field);
            }
            (*problem).into()
        }
        other => other,
    }
}

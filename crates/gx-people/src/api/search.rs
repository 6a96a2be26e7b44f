//! Global search: the exact person first, then names, then everything that mentions the words.

mod orders;
mod similar;

use std::collections::HashSet;
use std::time::Instant;

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Asked, Kit, Signed, watch};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind};
use gx_store::access::Access;
use gx_store::{Effort, Result, Tx, search};
use serde::{Deserialize, Serialize};

use crate::company::record;
use crate::household::{self, Household};
use crate::indexed;
use crate::seen::seen;
use crate::{own, people, words};

#[derive(Debug, Deserialize)]
pub(crate) struct SearchParams {
    #[serde(default)]
    q: String,
    limit: Option<usize>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Found {
    hits: Vec<Hit>,
    /// The households of the people found first.
    households: Vec<Household>,
    took_ms: f64,
}

#[derive(Debug, Clone, Serialize)]
struct Hit {
    /// An object, or `comment`.
    kind: &'static str,
    id: String,
    person: Option<String>,
    /// The company that a comment is about.
    company: Option<String>,
    title: String,
    subtitle: String,
    marks: Vec<(usize, usize)>,
    why: &'static str,
    #[serde(skip)]
    weight: i64,
}

pub(crate) async fn search(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<SearchParams>,
) -> Answer<Json<Found>> {
    let start = Instant::now();
    let q: String = p.q.chars().take(200).collect();
    let limit = p.limit.unwrap_or(20).clamp(1, 50);
    let access = me.access.clone();
    let (hits, households) = kit
        .run(move |store| {
            store.read(|tx| {
                let hits = run(tx, &access, &q, limit)?;
                let households = households(tx, &access, &hits)?;
                Ok((hits, households))
            })
        })
        .await?;
    watch::saw(&kit, &me, hits.len()).await;
    Ok(Json(Found { hits, households, took_ms: (start.elapsed().as_secs_f64() * 10_000.0).round() / 10.0 }))
}

/// Of so many people found first the households are looked for, and so many households are told.
const HOMES_OF: usize = 8;
const HOMES: usize = 3;

/// The households of the people found first.
fn households(tx: &mut Tx<'_>, access: &Access, hits: &[Hit]) -> Result<Vec<Household>> {
    let people = hits.iter().filter(|hit| hit.kind == ObjectKind::Person.as_text()).take(HOMES_OF);
    let roots: Vec<Id> = people.filter_map(|hit| Id::read(IdKind::Person, &hit.id)).collect();
    household::of_several(tx, access, &roots, HOMES)
}

/// Persons that a search ranks.
const MOST_NODES: usize = 300;

/// Persons whose name begins so, in letters or in Chinese, along the index by name.
fn beginning(tx: &mut Tx<'_>, access: &Access, squeezed: &str) -> Result<Vec<Id>> {
    let key = gx_text::sort_key_zh(squeezed);
    if key.is_empty() || !key.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT p.id FROM person p WHERE p.merged_into IS NULL AND p.deleted_at IS NULL AND p.name_key >= $1 AND p.name_key < $2 \
         AND {} ORDER BY p.name_key, p.id LIMIT {MOST_NODES}",
        access.see_person("p")
    );
    // Keys are ASCII, so this stands behind all that begin with it.
    let end = format!("{key}\u{7f}");
    let (rows, _) = tx.query_within(&sql, &[key.into(), end.into()], Effort::UNNOTICED)?;
    rows.iter().map(|r| r.id(0)).collect()
}

fn run(tx: &mut Tx<'_>, access: &Access, q: &str, limit: usize) -> Result<Vec<Hit>> {
    let words = people::words(q);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let folded = gx_text::fold(q);
    let squeezed: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut hits = Vec::new();

    // The exact person: an equal whole name or address is one word of the index.
    let exact = [search::Word::new(squeezed.clone(), false)];
    let mut nodes =
        if squeezed.is_empty() { Vec::new() } else { search::find(tx, ObjectKind::Person, &exact, 100)? };
    let named = if words.len() == 1 { beginning(tx, access, &squeezed)? } else { Vec::new() };
    // Where names alone fill the answer, nothing else is asked: to answer a letter or a common family name, the
    // index of words gathers everybody who has it, a tenth of a second and more at a million people.
    if named.len() < MOST_NODES {
        nodes.extend(search::find(tx, ObjectKind::Person, &words, MOST_NODES)?);
    }
    // Who is called so stands before those of whom it was chosen from a list.
    let meant = words::meant(tx, ObjectKind::Person, q)?;
    if nodes.len() + named.len() < MOST_NODES && meant != words {
        nodes.extend(search::find(tx, ObjectKind::Person, &meant, MOST_NODES)?);
    }
    let mut nodes = indexed::found_by(tx, access, nodes, &meant)?;
    nodes.extend(named);
    let typed = Typed { folded: &folded, squeezed: &squeezed };
    persons(tx, access, &nodes, &typed, &mut hits)?;
    companies(tx, access, q, &folded, &mut hits)?;
    orders::orders(tx, access, q.trim(), &mut hits)?;
    sold(tx, access, &words, &folded, &mut hits)?;
    activities(tx, access, &words, &folded, &mut hits)?;
    interactions(tx, access, q, &folded, &mut hits)?;
    comments(tx, access, &words, &folded, &mut hits)?;
    similar::similar(tx, access, q, &words, &mut hits)?;
    hits.sort_by_key(|h| std::cmp::Reverse(h.weight));
    hits.truncate(limit);
    Ok(hits)
}

/// What was typed, in the forms that titles are held against.
struct Typed<'a> {
    /// Folded.
    folded: &'a str,
    /// Letters and digits alone.
    squeezed: &'a str,
}

/// The persons whom some nodes show under, as the caller sees them.
fn persons(
    tx: &mut Tx<'_>,
    access: &Access,
    nodes: &[Id],
    Typed { folded, squeezed }: &Typed<'_>,
    hits: &mut Vec<Hit>,
) -> Result<()> {
    let keys: Vec<i64> = nodes.iter().map(|i| i.0).collect();
    let mut seen = HashSet::new();
    let sql = format!(
        "SELECT r.id, r.name, r.city, r.tier, r.phone, r.email, r.member_no, r.interaction_count FROM person n JOIN person r ON r.id = n.canonical_id \
         WHERE r.deleted_at IS NULL AND {} AND n.id IN",
        access.see_person("r")
    );
    for r in tx.query_in(&sql, &keys)? {
        let id = r.id(0)?;
        if !seen.insert(id) {
            continue;
        }
        let name = r.string(1)?;
        let plain: String = gx_text::fold(&name).chars().filter(|c| c.is_alphanumeric()).collect();
        let open = |at: usize, key: &str| -> Result<Option<&str>> {
            Ok(if access.hides(key) { None } else { r.opt_text(at)? })
        };
        let address = |t: Option<&str>| {
            t.is_some_and(|t| {
                gx_text::fold(t)
                    .chars()
                    .filter(|c| c.is_alphanumeric())
                    .collect::<String>()
                    .ends_with(squeezed)
            })
        };
        let (phone, email, member) = (open(4, "phone")?, open(5, "email")?, open(6, "member_no")?);
        let (why, weight) = if plain == *squeezed {
            ("exact", 1_000_000)
        } else if address(phone) || address(email) || address(member) {
            ("identity", 500_000)
        } else if plain.starts_with(squeezed) {
            ("name", 300_000)
        } else if plain.contains(squeezed) {
            ("name", 200_000)
        } else {
            ("name", 100_000)
        };
        let shown = [open(2, "city")?, open(3, "tier")?, member, phone.or(email)];
        let subtitle: Vec<&str> = shown.into_iter().flatten().filter(|t| !t.is_empty()).collect();
        hits.push(Hit {
            kind: ObjectKind::Person.as_text(),
            company: None,
            id: id.show(IdKind::Person),
            person: None,
            marks: marks(&name, folded),
            title: name,
            subtitle: subtitle.join(" · "),
            why,
            // Among equals, the one who is about more.
            weight: weight + r.int(7)?.min(10_000),
        });
    }
    Ok(())
}

fn companies(tx: &mut Tx<'_>, access: &Access, q: &str, folded: &str, hits: &mut Vec<Hit>) -> Result<()> {
    let words = words::meant(tx, ObjectKind::Company, q)?;
    let found = search::find(tx, ObjectKind::Company, &words, 50)?;
    let ids: Vec<i64> = record::found_by(tx, access, found, &words)?.iter().map(|i| i.0).collect();
    companies_of(tx, access, &ids, folded, hits)
}

/// Some companies, as the caller sees them.
fn companies_of(
    tx: &mut Tx<'_>,
    access: &Access,
    ids: &[i64],
    folded: &str,
    hits: &mut Vec<Hit>,
) -> Result<()> {
    let sql = format!(
        "SELECT c.id, c.name, c.city, c.industry FROM company c WHERE c.deleted_at IS NULL AND {} AND c.id IN",
        access.see(ObjectKind::Company, "c")
    );
    for r in tx.query_in(&sql, ids)? {
        let name = r.string(1)?;
        let open = |at: usize, key: &str| {
            if access.hides_of(ObjectKind::Company, key) { Ok(None) } else { r.opt_text(at) }
        };
        let subtitle: Vec<&str> = [open(2, "city")?, open(3, "industry")?].into_iter().flatten().collect();
        hits.push(Hit {
            kind: ObjectKind::Company.as_text(),
            company: None,
            id: r.id(0)?.show(IdKind::Company),
            person: None,
            marks: marks(&name, folded),
            weight: if gx_text::fold(&name) == folded { 900_000 } else { 150_000 },
            title: name,
            subtitle: subtitle.join(" · "),
            why: "name",
        });
    }
    Ok(())
}

/// Deals and leads: by their names and numbers.
fn sold(
    tx: &mut Tx<'_>,
    access: &Access,
    words: &[search::Word],
    folded: &str,
    hits: &mut Vec<Hit>,
) -> Result<()> {
    for (object, kind, weight) in
        [(ObjectKind::Deal, IdKind::Deal, 120_000), (ObjectKind::Lead, IdKind::Lead, 110_000)]
    {
        let Some((sub, param)) = search::subquery(tx.dialect(), object, words, 1) else { return Ok(()) };
        let sql = format!(
            "SELECT x.id, x.name, x.number FROM {object} x WHERE x.id IN ({sub}) AND x.deleted_at IS NULL AND {} ORDER BY x.id DESC LIMIT 50",
            access.see(object, "x")
        );
        for r in tx.query(&sql, &[param])? {
            let name = r.string(1)?;
            hits.push(Hit {
                kind: object.as_text(),
                company: None,
                id: r.id(0)?.show(kind),
                person: None,
                marks: marks(&name, folded),
                weight: if gx_text::fold(r.text(2)?) == folded { 800_000 } else { weight },
                title: name,
                subtitle: r.string(2)?,
                why: "name",
            });
        }
    }
    Ok(())
}

/// Activities: by their titles, those that are to be done before those that were.
fn activities(
    tx: &mut Tx<'_>,
    access: &Access,
    words: &[search::Word],
    folded: &str,
    hits: &mut Vec<Hit>,
) -> Result<()> {
    let Some((sub, param)) = search::subquery(tx.dialect(), ObjectKind::Activity, words, 1) else {
        return Ok(());
    };
    // All that a rule plans is called the same: the newest that are called so are enough.
    let key = if tx.dialect() == gx_store::Dialect::Sqlite { "rowid" } else { "id" };
    let sub = format!("SELECT {key} FROM ({sub} ORDER BY 1 DESC LIMIT 2000) newest");
    let sql = format!(
        "SELECT x.id, x.title, x.state, x.at FROM activity x WHERE x.id IN ({sub}) AND x.deleted_at IS NULL AND {} \
         ORDER BY CASE WHEN x.state = 'open' THEN 0 ELSE 1 END, x.at DESC, x.id DESC LIMIT 50",
        access.see(ObjectKind::Activity, "x")
    );
    for r in tx.query(&sql, &[param])? {
        let name = r.string(1)?;
        let weight = if r.text(2)? == "open" { 100_000 } else { 40_000 };
        hits.push(Hit {
            kind: ObjectKind::Activity.as_text(),
            company: None,
            id: r.id(0)?.show(IdKind::Activity),
            person: None,
            marks: marks(&name, folded),
            weight,
            title: name,
            subtitle: r.opt_micros(3)?.map(gx_kernel::Micros::to_rfc3339).unwrap_or_default(),
            why: "name",
        });
    }
    Ok(())
}

fn interactions(tx: &mut Tx<'_>, access: &Access, q: &str, folded: &str, hits: &mut Vec<Hit>) -> Result<()> {
    let words = words::meant(tx, ObjectKind::Interaction, q)?;
    let found = search::find(tx, ObjectKind::Interaction, &words, 60)?;
    // What was said is found by its words, and whoever finds it by a hidden one has been told it.
    let ids = own::words::found_by(tx, access, own::INTERACTIONS, found, &words)?;
    let keys: Vec<i64> = ids.iter().map(|i| i.0).collect();
    let hides = |key: &str| access.hides_of(ObjectKind::Interaction, key);
    let sql = format!(
        "SELECT i.id, i.text, r.id, r.name, i.channel, i.title, i.kind FROM interaction i JOIN person n ON n.id = i.person_id JOIN person r ON r.id = n.canonical_id \
         WHERE r.deleted_at IS NULL AND {} AND i.id IN",
        access.see_person("r")
    );
    for r in tx.query_in(&sql, &keys)? {
        let said = r.opt_text(1)?.filter(|_| !hides("text"));
        let said = said.or(r.opt_text(5)?.filter(|_| !hides("title"))).unwrap_or(r.text(6)?);
        let text: String = said.chars().take(120).collect();
        hits.push(Hit {
            kind: ObjectKind::Interaction.as_text(),
            company: None,
            id: r.id(0)?.show(IdKind::Interaction),
            person: Some(r.id(2)?.show(IdKind::Person)),
            marks: marks(&text, folded),
            title: text,
            subtitle: format!("{} · {}", r.text(3)?, r.text(4)?),
            why: "text",
            weight: 10_000,
        });
    }
    Ok(())
}

/// What colleagues said of records that the caller may see.
fn comments(
    tx: &mut Tx<'_>,
    access: &Access,
    words: &[search::Word],
    folded: &str,
    hits: &mut Vec<Hit>,
) -> Result<()> {
    let ids: Vec<Id> = search::find(tx, search::Corpus::Comments, words, 60)?;
    let keys: Vec<i64> = ids.iter().map(|i| i.0).collect();
    let sql = "SELECT c.id, c.text, t.object, t.row_id, u.name FROM comment c JOIN thread t ON t.id = c.thread_id \
               JOIN staff u ON u.id = c.staff_id WHERE c.deleted_at IS NULL AND c.id IN";
    for r in tx.query_in(sql, &keys)? {
        let Some(object) = ObjectKind::ALL.iter().find(|o| Some(o.as_text()) == r.text(2).ok()) else {
            continue;
        };
        let Some(of) = seen(tx, access, *object, r.id(3)?)? else { continue };
        let text: String = r.text(1)?.chars().take(120).collect();
        hits.push(Hit {
            kind: "comment",
            id: r.id(0)?.show(IdKind::Comment),
            person: of.person.map(|id| id.show(IdKind::Person)),
            company: (*object == ObjectKind::Company).then(|| of.id.show(IdKind::Company)),
            marks: marks(&text, folded),
            title: text,
            subtitle: format!("{} · {}", of.name, r.text(4)?),
            why: "text",
            weight: 9_000,
        });
    }
    Ok(())
}

/// Where the words stand in a title, in UTF-16 units, as the screen counts.
fn marks(title: &str, folded: &str) -> Vec<(usize, usize)> {
    let mut plain: Vec<char> = Vec::new();
    let mut at: Vec<(usize, usize)> = Vec::new();
    let mut units = 0;
    for c in title.chars() {
        let end = units + c.len_utf16();
        for f in gx_text::fold(&c.to_string()).chars() {
            plain.push(f);
            at.push((units, end));
        }
        units = end;
    }
    let mut out: Vec<(usize, usize)> = Vec::new();
    for word in folded.split_whitespace() {
        let word: Vec<char> = word.chars().collect();
        if word.is_empty() || word.len() > plain.len() {
            continue;
        }
        for i in 0..=plain.len() - word.len() {
            if plain.get(i..i + word.len()) == Some(word.as_slice())
                && let (Some(first), Some(last)) = (at.get(i), at.get(i + word.len() - 1))
            {
                out.push((first.0, last.1));
                break;
            }
        }
    }
    out.sort_unstable();
    out
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn marks_count_as_the_screen_counts() {
        assert_eq!(marks("林曉梅", "晓梅"), [(1, 3)]);
        assert_eq!(marks("😀 Anna", "anna"), [(3, 7)]);
        assert_eq!(marks("Anna", "bob"), []);
    }
}

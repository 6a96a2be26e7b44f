//! The same person by likeness: candidates through search, decided by the matcher.
//!
//! Only persons who were there before the import are candidates, so that the order of the
//! rows never matters; likenesses among the rows of one file are left to the review queue.

use gx_kernel::Id;
use gx_kernel::object::ObjectKind;
use gx_match::{Model, Record, score_pair};
use gx_people::duplicates;
use gx_people::merge::Evidence;
use gx_people::resolve::Keyed;
use gx_store::search::{self, Word};
use gx_store::{Result, Tx};

use super::row::Parsed;

/// Candidates that one query may bring.
const MOST: usize = 40;
/// Candidates that are compared with one row.
const COMPARED: usize = 12;

/// The columns of [`duplicates::schema`], as person fields.
const FIELDS: [&str; 12] = [
    "given_name",
    "family_name",
    "name",
    "birth_date",
    "phone",
    "email",
    "address",
    "district",
    "city",
    "region",
    "postcode",
    "gender",
];

/// A person like the row.
#[derive(Clone, Debug)]
pub(crate) struct Alike {
    pub person: Id,
    pub why: Vec<Evidence>,
}

/// Finds persons like rows.
#[derive(Debug)]
pub(crate) struct Likeness {
    model: Model,
    import: Id,
}

impl Likeness {
    /// `None` if nobody was there before the import.
    pub fn open(tx: &mut Tx<'_>, import: Id) -> Result<Option<Self>> {
        let others = tx.first(
            "SELECT id FROM person WHERE merged_into IS NULL AND deleted_at IS NULL AND (import_id IS NULL OR import_id <> $1) LIMIT 1",
            &[import.into()],
        )?;
        Ok(others.is_some().then(|| Self { model: Model::usual(duplicates::schema()), import }))
    }

    /// The best likeness above the model's threshold.
    pub fn find(&self, tx: &mut Tx<'_>, row: &Parsed) -> Result<Option<Alike>> {
        let mine = of_row(row);
        let Some(queries) = queries(&mine) else { return Ok(None) };
        let mut found: Vec<i64> = Vec::new();
        for words in queries {
            for id in search::find(tx, ObjectKind::Person, &words, MOST)? {
                if !found.contains(&id.0) {
                    found.push(id.0);
                }
            }
            if found.len() >= COMPARED {
                break;
            }
        }
        if found.is_empty() {
            return Ok(None);
        }
        let record = Record::new(mine);
        let mut best: Option<(f64, Alike)> = None;
        let sql = "SELECT id, given_name, family_name, name, birth_date, phone, email, address, district, city, region, postcode, gender, import_id FROM person \
                   WHERE merged_into IS NULL AND deleted_at IS NULL AND id IN";
        let mut compared = 0;
        for r in tx.query_in(sql, &found)? {
            if r.opt_id(13)? == Some(self.import) || compared == COMPARED {
                continue;
            }
            compared += 1;
            let mut theirs: Vec<String> =
                (1..=12).map(|i| r.opt_string(i).map(Option::unwrap_or_default)).collect::<Result<_>>()?;
            parts(&mut theirs);
            let score = score_pair(&self.model, &record, &Record::new(theirs));
            if score.probability < self.model.thresholds.same
                || best.as_ref().is_some_and(|(p, _)| *p >= score.probability)
            {
                continue;
            }
            let text = |t: &str| (!t.is_empty()).then(|| t.to_owned());
            let why = score
                .evidence
                .iter()
                .map(|e| Evidence {
                    field: e.field.clone(),
                    code: e.code.clone(),
                    weight: f64::from((e.weight_log2 * 10.0).round() / 10.0),
                    a: text(&e.a),
                    b: text(&e.b),
                })
                .collect();
            best = Some((score.probability, Alike { person: r.id(0)?, why }));
        }
        let Some((_, alike)) = best else { return Ok(None) };
        Ok((!contradicts(tx, alike.person, &row.keys)?).then_some(alike))
    }
}

/// Ids of one kind that differ prove two records: such rows are never the same by likeness alone.
fn contradicts(tx: &mut Tx<'_>, person: Id, keys: &[Keyed]) -> Result<bool> {
    let held = tx.query(
        "SELECT i.kind, i.value FROM identity i JOIN person n ON n.id = i.person_id WHERE n.canonical_id = $1 AND i.deleted_at IS NULL AND i.shared = 0",
        &[person.into()],
    )?;
    for k in keys {
        let kind = k.identity.kind.as_text();
        if !k.identity.kind.is_unique_account() && !kind.starts_with("external:") {
            continue;
        }
        for r in &held {
            if r.text(0)? == kind && r.text(1)? != k.identity.value {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn of_row(row: &Parsed) -> Vec<String> {
    let of_kind = |kind: &str| {
        let found = row.keys.iter().find(|k| k.identity.kind.as_text() == kind);
        found.map(|k| k.identity.value.clone()).unwrap_or_default()
    };
    let mut out: Vec<String> = FIELDS
        .iter()
        .map(|key| match *key {
            "email" | "phone" => of_kind(key),
            _ => row.text(key).unwrap_or_default().to_owned(),
        })
        .collect();
    parts(&mut out);
    out
}

/// A full name is compared by its parts, and never beside them: the same evidence counts once.
fn parts(values: &mut [String]) {
    let [given, family, name, ..] = values else { return };
    if given.is_empty() && family.is_empty() && !name.is_empty() {
        let split = gx_text::split_name(name);
        *given = split.given;
        *family = split.family;
    }
    name.clear();
}

/// What is asked of the index: both names, then each with what else is known. `None` without a name.
fn queries(values: &[String]) -> Option<Vec<Vec<Word>>> {
    let at = |key: &str| {
        FIELDS.iter().position(|f| *f == key).and_then(|i| values.get(i)).map_or("", String::as_str)
    };
    let exact = |text: &str| Word { text: gx_text::tokens::whole(text), prefix: false };
    let (given, family) = (at("given_name"), at("family_name"));
    if given.is_empty() && family.is_empty() {
        return None;
    }
    let chinese = gx_text::names::is_chinese(given) || gx_text::names::is_chinese(family);
    let split = |text: &str| -> Vec<Word> {
        if chinese {
            vec![exact(text)]
        } else {
            text.split([' ', '-', '\'', '·', '.']).map(exact).filter(|w| !w.text.is_empty()).collect()
        }
    };
    let both: Vec<Word> =
        split(family).into_iter().chain(split(given)).filter(|w| !w.text.is_empty()).collect();
    let mut out = vec![both];
    // A name mistyped in one part is found by the other and the place.
    let place: Vec<Word> = [at("address"), at("district"), at("city")]
        .into_iter()
        .flat_map(|t| gx_text::query_tokens(t).into_iter().next_back())
        .map(|t| Word { text: t.text, prefix: false })
        .take(1)
        .collect();
    if !place.is_empty() {
        for part in [family, given] {
            if !part.is_empty() {
                out.push(split(part).into_iter().chain(place.iter().cloned()).collect());
            }
        }
    }
    Some(out)
}

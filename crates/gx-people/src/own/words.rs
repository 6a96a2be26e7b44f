//! What search knows of orders and interactions: what was said, and what stands in fields of one's own.

use gx_kernel::Id;
use gx_kernel::object::{Field, ObjectKind};
use gx_store::access::Access;
use gx_store::search::Word;
use gx_store::{Result, Tx};
use gx_text::{TextKind, index_tokens};
use serde_json::{Map, Value as Json};

use super::Kept;
use crate::words;

/// Whether what is said of such records may lie in what the caller's role hides.
pub fn is_blind(access: &Access, object: ObjectKind) -> bool {
    let said = |key: &str| key.starts_with("x_") || matches!(key, "title" | "text");
    let lead = format!("{object}.");
    access.grants().hidden.iter().any(|key| key.strip_prefix(lead.as_str()).is_some_and(said))
}

/// The words of some records, in ascending order of their ids; to a caller no more than their role shows.
fn docs(tx: &mut Tx<'_>, kept: Kept, ids: &[Id], reader: Option<&Access>) -> Result<Vec<(Id, Vec<String>)>> {
    let searched = words::searched(tx, kept.object)?;
    let hides = |key: &str| reader.is_some_and(|access| access.hides_of(kept.object, key));
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let said = if kept.object == ObjectKind::Interaction { ", x.kind, x.text, x.props" } else { "" };
    let Kept { table, living, .. } = kept;
    let mut out = Vec::new();
    for r in
        tx.query_in(&format!("SELECT x.id, x.fields{said} FROM {table} x WHERE {living} AND x.id IN"), &keys)?
    {
        let fields: Map<String, Json> = r.json(1)?;
        let mut words = words::of(&searched, &fields, |key| !hides(key));
        if !said.is_empty() && !hides("text") && is_told(r.text(2)?) {
            let props: Map<String, Json> = r.json(4)?;
            words.extend(said_in(r.opt_text(3)?, props.get("files")));
        }
        out.push((r.id(0)?, words));
    }
    out.sort_unstable_by_key(|(id, _)| *id);
    Ok(out)
}

/// Whether interactions of a kind say something in words.
pub fn is_told(kind: &str) -> bool {
    matches!(
        kind,
        "message" | "call" | "repair" | "survey" | "post" | "mention" | "comment" | "review" | "note"
    )
}

/// The words of what was said, and of the names of the files that came with it.
pub fn said_in(text: Option<&str>, files: Option<&Json>) -> Vec<String> {
    let named = files.and_then(Json::as_array).into_iter().flatten().filter_map(|f| f.get("name")?.as_str());
    let said: Vec<&str> = text.into_iter().chain(named).collect();
    if said.is_empty() { Vec::new() } else { index_tokens(TextKind::Body, &said.join("\n")) }
}

/// Puts records into the index in place of what stood there.
pub fn put(tx: &mut Tx<'_>, kept: Kept, ids: &[Id]) -> Result<()> {
    let docs = docs(tx, kept, ids, None)?;
    words::replace(tx, kept.object, docs)
}

/// What new records say in fields of one's own, before they are written.
pub fn fresh(searched: &[Field], fields: &Map<String, Json>) -> Vec<String> {
    words::of(searched, fields, |_| true)
}

/// Of some records those in which a caller finds all these words by what their role shows.
pub fn found_by(
    tx: &mut Tx<'_>,
    access: &Access,
    kept: Kept,
    found: Vec<Id>,
    asked: &[Word],
) -> Result<Vec<Id>> {
    if !is_blind(access, kept.object) {
        return Ok(found);
    }
    let docs = docs(tx, kept, &found, Some(access))?;
    Ok(docs.into_iter().filter(|(_, said)| words::say_all(said.clone(), asked)).map(|(id, _)| id).collect())
}

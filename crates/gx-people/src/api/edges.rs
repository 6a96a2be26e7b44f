//! Ties between people and companies, made and cut by hand.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Note, Signed};
use gx_kernel::{Id, IdKind, Problem};
use gx_store::access::Access;
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Result, Store, Tx};
use serde::Deserialize;
use serde_json::{Map, Value as Json_, json};

use crate::company;
use crate::edge::{End, Tie, Ties};
use crate::people;
use gx_http::id;

#[derive(Debug, Deserialize)]
pub(crate) struct EdgeBody {
    kind: String,
    from: String,
    to: String,
    title: Option<String>,
}

fn end(tx: &mut Tx<'_>, access: &Access, text: &str) -> Result<End> {
    match Id::read_any(text) {
        Some((IdKind::Person, id)) => Ok(End::Person(people::root_to_edit(tx, access, id)?)),
        Some((IdKind::Company, id)) => Ok(End::Company(company::edit::seen(tx, access, id)?.id)),
        _ => {
            Err(Problem::field("from", "not_an_id", format!("{text:?} is neither a person nor a company"))
                .into())
        }
    }
}

pub(crate) async fn add(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<EdgeBody>,
) -> Answer<Json<Json_>> {
    let fine = |c: char| c.is_ascii_lowercase() || c == '_';
    if body.kind.is_empty() || body.kind.len() > 40 || !body.kind.chars().all(fine) {
        return Err(Problem::field("kind", "not_a_word", "a kind is 1 to 40 of a-z and _").into());
    }
    let (ends, answer) = kit
        .run(move |store| {
            store.write(|tx| {
                let (from, to) = (end(tx, &me.access, &body.from)?, end(tx, &me.access, &body.to)?);
                if from == to {
                    return Err(Problem::bad("same_row", "A tie needs two ends.").into());
                }
                // A circle is said to be one before the tie the other way about is found to be there.
                let replaced = match (from, to) {
                    (End::Company(part), End::Company(whole)) => {
                        company::group::may_join(tx, &me.access, &body.kind, part, whole)?
                    }
                    _ => None,
                };
                let known = "SELECT id FROM edge WHERE kind = $1 AND ((from_id = $2 AND to_id = $3) OR (from_id = $3 AND to_id = $2)) AND deleted_at IS NULL";
                let tied = [body.kind.clone().into(), from.id().into(), to.id().into()];
                if tx.first(known, &tied)?.is_some() {
                    return Err(Problem::conflict("already_there", "This tie is already listed.").into());
                }
                let mut ties = Ties::default();
                ties.add(Tie { kind: body.kind.clone(), from, to, title: body.title, at: store.now(), evidence: None });
                ties.close(tx, store, me.access.by(), None)?;
                let row = tx.one(known, &tied)?;
                let mut batch = Batch::open(tx, store, "edge", me.access.by(), None, None)?;
                let named = Map::from_iter([("kind".to_owned(), Json_::from(body.kind))]);
                if let Some(old) = replaced {
                    cut(tx, store, &mut batch, old, named.clone())?;
                }
                batch.log(Entry { object: "edge", row: row.id(0)?, op: Op::Create, before: Map::new(), after: named });
                batch.flush(tx, store)?;
                let answer =
                    json!({"data": {"id": row.id(0)?.show(IdKind::Edge)}, "batch": batch.id.show(IdKind::Batch)});
                Ok(([from, to], answer))
            })
        })
        .await?;
    tell(&kit, ends);
    Ok(Json(answer))
}

/// Tells whoever has either end of a tie open.
fn tell(kit: &Kit, ends: [End; 2]) {
    for end in ends {
        kit.live.tell(match end {
            End::Person(root) => Note::Person(root),
            End::Company(company) => Note::Company(company),
        });
    }
}

/// Ends a tie, as part of a batch.
fn cut(
    tx: &mut Tx<'_>,
    store: &Store,
    batch: &mut Batch,
    edge: Id,
    before: Map<String, Json_>,
) -> Result<()> {
    tx.execute("UPDATE edge SET deleted_at = $1 WHERE id = $2", &[store.now().into(), edge.into()])?;
    batch.log(Entry { object: "edge", row: edge, op: Op::Delete, before, after: Map::new() });
    Ok(())
}

pub(crate) async fn remove(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    let edge = id(IdKind::Edge, &text)?;
    let (ends, answer) = kit
        .run(move |store| {
            store.write(|tx| {
                let row = tx
                    .first("SELECT from_id, to_id, kind, from_kind, to_kind FROM edge WHERE id = $1 AND deleted_at IS NULL AND (from_kind = 'person' OR to_kind = 'company')", &[edge.into()])?
                    .ok_or_else(|| Problem::not_found("The tie"))?;
                let from = if row.text(3)? == "person" {
                    End::Person(people::root_to_edit(tx, &me.access, row.id(0)?)?)
                } else {
                    company::edit::seen(tx, &me.access, row.id(0)?)?;
                    company::group::may_change(tx, &me.access, row.id(0)?)?;
                    End::Company(row.id(0)?)
                };
                let to = match row.text(4)? {
                    "person" => End::Person(row.id(1)?),
                    _ => End::Company(row.id(1)?),
                };
                let mut batch = Batch::open(tx, store, "edge", me.access.by(), None, None)?;
                let before = Map::from_iter([("kind".to_owned(), Json_::from(row.text(2)?))]);
                cut(tx, store, &mut batch, edge, before)?;
                batch.flush(tx, store)?;
                Ok(([from, to], json!({"data": null, "batch": batch.id.show(IdKind::Batch)})))
            })
        })
        .await?;
    tell(&kit, ends);
    Ok(Json(answer))
}

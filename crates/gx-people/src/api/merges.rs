//! Merging by hand, its preview, and taking it back.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Note, Signed};
use gx_kernel::{Id, IdKind, Problem};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json_;

use super::people::{Changed, load};
use crate::merge::{self, Evidence};
use crate::portrait::Portrait;
use crate::{duplicates, node, page, people};
use gx_http::id;

#[derive(Debug, Deserialize)]
pub(crate) struct Pair {
    winner: String,
    loser: String,
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Pair>,
) -> Answer<Json<Changed<page::Person>>> {
    let (winner, loser) = (id(IdKind::Person, &body.winner)?, id(IdKind::Person, &body.loser)?);
    let (root, changed) = kit
        .run(move |store| {
            store.write(|tx| {
                let (root, merge) = duplicates::merge_by_hand(tx, store, &me.access, winner, loser)?;
                Ok((root, Changed { data: load(tx, &me.access, root)?, batch: merge.show(IdKind::Merge) }))
            })
        })
        .await?;
    kit.live.tell(Note::Person(root));
    kit.live.tell(Note::People);
    Ok(Json(changed))
}

pub(crate) async fn undo(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<page::Person>>> {
    let merge = id(IdKind::Merge, &text)?;
    let (roots, changed) = kit
        .run(move |store| {
            store.write(|tx| {
                let roots = duplicates::split_by_hand(tx, store, &me.access, merge)?;
                Ok((
                    roots,
                    Changed { data: load(tx, &me.access, roots.0)?, batch: merge.show(IdKind::Merge) },
                ))
            })
        })
        .await?;
    kit.live.tell(Note::Person(roots.0));
    kit.live.tell(Note::Person(roots.1));
    kit.live.tell(Note::People);
    Ok(Json(changed))
}

#[derive(Debug, Deserialize)]
pub(crate) struct PreviewOf {
    a: String,
    b: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Preview {
    a: page::Person,
    b: page::Person,
    fields: Vec<FieldChoice>,
    evidence: Vec<Evidence>,
    probability: f64,
    blocked: Vec<Evidence>,
}

#[derive(Debug, Serialize)]
struct FieldChoice {
    key: String,
    a: Option<Json_>,
    b: Option<Json_>,
    result: Option<Json_>,
    from: &'static str,
}

pub(crate) async fn preview(
    State(kit): State<Kit>,
    me: Signed,
    Asked(of): Asked<PreviewOf>,
) -> Answer<Json<Preview>> {
    let (a, b) = (id(IdKind::Person, &of.a)?, id(IdKind::Person, &of.b)?);
    let preview = kit
        .run(move |store| {
            store.read(|tx| {
                let find = |tx: &mut gx_store::Tx<'_>, id: Id| -> gx_store::Result<Id> {
                    Ok(people::root(tx, &me.access, id)?.ok_or_else(|| Problem::not_found("The person"))?.0)
                };
                let (ra, rb) = (find(tx, a)?, find(tx, b)?);
                if ra == rb {
                    return Err(Problem::bad("same_person", "These are already one person.").into());
                }
                let of = |tx: &mut gx_store::Tx<'_>, root: Id| -> gx_store::Result<Portrait> {
                    let tree = node::tree(tx, root)?;
                    Ok(Portrait::survivors(&tree.iter().map(|n| &n.own).collect::<Vec<_>>()))
                };
                let (pa, pb) = (of(tx, ra)?, of(tx, rb)?);
                let both = Portrait::survivors(&[&pa, &pb]);
                let fields = both
                    .0
                    .keys()
                    .filter(|k| !me.access.hides(k))
                    .map(|key| {
                        let (va, vb, result) =
                            (pa.value(key).cloned(), pb.value(key).cloned(), both.value(key).cloned());
                        FieldChoice {
                            key: key.clone(),
                            from: if result == va { "a" } else { "b" },
                            a: va,
                            b: vb,
                            result,
                        }
                    })
                    .collect();
                let (probability, evidence) = duplicates::compare(tx, ra, rb)?;
                Ok(Preview {
                    a: load(tx, &me.access, ra)?,
                    b: load(tx, &me.access, rb)?,
                    fields,
                    evidence: duplicates::visible(&me.access, evidence),
                    probability,
                    blocked: merge::contradictions(tx, ra, rb)?,
                })
            })
        })
        .await?;
    Ok(Json(preview))
}

//! Handing over: everybody whom one colleague looks after goes to another, with one undo.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Note, Signed};
use gx_kernel::{Id, IdKind, Problem};
use gx_people::bulk::{self, Done, What, Who};
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Conflict, Store, Tx};
use serde::Deserialize;
use serde_json::{Map, json};

use crate::audit::note_account;
use gx_http::id;

#[derive(Debug, Deserialize)]
pub(crate) struct HandOver {
    /// To whom.
    to: String,
}

/// Hands over deals, or open leads, in the batch of the people where there is one; how many, and the batch.
fn hand_sold(
    tx: &mut Tx<'_>,
    store: &Store,
    me: &Signed,
    (object, batch): (&'static str, Option<Id>),
    (from, to): (Id, Id),
) -> gx_store::Result<(usize, Option<Id>)> {
    // What is closed stays the work of who closed it.
    let open = match object {
        "lead" => " AND state IN ('new', 'working')",
        // What is private goes to nobody.
        "activity" => " AND state = 'open' AND private = 0",
        _ => "",
    };
    let ids: Vec<Id> = tx
        .query(
            &format!("SELECT id FROM {object} WHERE owner = $1 AND deleted_at IS NULL{open} ORDER BY id"),
            &[from.into()],
        )?
        .iter()
        .map(|r| r.id(0))
        .collect::<gx_store::Result<_>>()?;
    if ids.is_empty() {
        return Ok((0, batch));
    }
    let mut batch = match batch {
        Some(id) => Batch::resume(id, me.access.by(), store.now()),
        None => Batch::open(tx, store, "edit", me.access.by(), None, None)?,
    };
    for row in &ids {
        let [before, after] =
            [from, to].map(|of| Map::from_iter([("owner".into(), of.show(IdKind::User).into())]));
        batch.log(Entry { object, row: *row, op: Op::Update, before, after });
    }
    if object == "lead" {
        let rows: Vec<_> = ids
            .iter()
            .map(|lead| {
                let (id, at, by) = (store.id(), store.now(), me.access.by().id());
                vec![
                    id.into(),
                    (*lead).into(),
                    at.into(),
                    "handover".into(),
                    from.into(),
                    to.into(),
                    by.into(),
                    batch.id.into(),
                ]
            })
            .collect();
        let columns = ["id", "lead_id", "at", "how", "from_id", "to_id", "by_id", "batch_id"];
        tx.insert_many("lead_move", &columns, &rows, Conflict::Fail)?;
        // Whoever takes over has as much time as who began.
        let sql = "UPDATE lead SET held_since = $1, reminded = NULL, returns_at = CASE WHEN returns_at IS NULL THEN NULL ELSE \
                   returns_at + ($2 - held_since) END WHERE owner = $3 AND deleted_at IS NULL AND held_since IS NOT NULL \
                   AND state IN ('new', 'working')";
        tx.execute(sql, &[store.now().into(), store.now().into(), from.into()])?;
    }
    // The embedded database binds parameters in the order in which they are first named.
    let sql = format!(
        "UPDATE {object} SET owner = $1, updated_at = $2 WHERE owner = $3 AND deleted_at IS NULL{open}"
    );
    tx.execute(&sql, &[to.into(), store.now().into(), from.into()])?;
    batch.flush(tx, store)?;
    Ok((ids.len(), Some(batch.id)))
}

/// At most as many as one bulk change takes; the answer says how many there were, so that it is called again.
pub(crate) async fn hand_over(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<HandOver>,
) -> Answer<Json<Done>> {
    me.access.need("users")?;
    let (from, to) = (id(IdKind::User, &text)?, id(IdKind::User, &body.to)?);
    if from == to {
        return Err(Problem::field("to", "same", "hand over to somebody else").into());
    }
    let done = kit
        .run(move |store| {
            store.write(|tx| {
                let sql = format!(
                    "SELECT id FROM person WHERE owner = $1 AND merged_into IS NULL AND deleted_at IS NULL ORDER BY id LIMIT {}",
                    bulk::MOST
                );
                let ids: Vec<String> = tx
                    .query(&sql, &[from.into()])?
                    .iter()
                    .map(|r| Ok(r.id(0)?.show(IdKind::Person)))
                    .collect::<gx_store::Result<_>>()?;
                let mut what = What::default();
                what.set.insert("owner".into(), to.show(IdKind::User).into());
                let mut done = bulk::change(tx, store, &me.access, &Who { ids, ..Who::default() }, &what)?;
                let batch = done.batch.as_deref().and_then(|text| Id::read(IdKind::Batch, text));
                let (deals, batch) = hand_sold(tx, store, &me, ("deal", batch), (from, to))?;
                let (leads, batch) = hand_sold(tx, store, &me, ("lead", batch), (from, to))?;
                let (activities, batch) = hand_sold(tx, store, &me, ("activity", batch), (from, to))?;
                // What was handed over is taken back at once, even where it was no people.
                done.batch = batch.map(|id| id.show(IdKind::Batch));
                let detail = json!({"did": "handed_over", "to": to.show(IdKind::User), "people": done.changed, "deals": deals, "leads": leads, "activities": activities});
                note_account(tx, store, me.user.id, from, detail)?;
                Ok(done)
            })
        })
        .await?;
    kit.live.tell(Note::People);
    kit.live.tell(Note::Notices(vec![to]));
    Ok(Json(done))
}

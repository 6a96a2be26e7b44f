//! Handing over: everybody whom one colleague looks after goes to another, with one undo.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Note, Signed};
use gx_kernel::{Id, IdKind, Problem};
use gx_people::bulk::{self, Done, What, Who};
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Store, Tx};
use serde::Deserialize;
use serde_json::{Map, json};

use crate::audit::note_account;
use gx_http::id;

#[derive(Debug, Deserialize)]
pub(crate) struct HandOver {
    /// To whom.
    to: String,
}

/// Hands over the deals too, in the batch of the people where there is one; how many.
fn hand_deals(
    tx: &mut Tx<'_>,
    store: &Store,
    me: &Signed,
    done: &Done,
    (from, to): (Id, Id),
) -> gx_store::Result<usize> {
    let ids: Vec<Id> = tx
        .query("SELECT id FROM deal WHERE owner = $1 AND deleted_at IS NULL ORDER BY id", &[from.into()])?
        .iter()
        .map(|r| r.id(0))
        .collect::<gx_store::Result<_>>()?;
    if ids.is_empty() {
        return Ok(0);
    }
    tx.execute(
        "UPDATE deal SET owner = $1, updated_at = $2 WHERE owner = $3 AND deleted_at IS NULL",
        &[to.into(), store.now().into(), from.into()],
    )?;
    let mut batch = match done.batch.as_deref().and_then(|text| Id::read(IdKind::Batch, text)) {
        Some(id) => Batch::resume(id, me.access.by(), store.now()),
        None => Batch::open(tx, store, "edit", me.access.by(), None, None)?,
    };
    for row in &ids {
        let [before, after] =
            [from, to].map(|of| Map::from_iter([("owner".into(), of.show(IdKind::User).into())]));
        batch.log(Entry { object: "deal", row: *row, op: Op::Update, before, after });
    }
    batch.flush(tx, store)?;
    Ok(ids.len())
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
                let done = bulk::change(tx, store, &me.access, &Who { ids, ..Who::default() }, &what)?;
                let deals = hand_deals(tx, store, &me, &done, (from, to))?;
                let detail =
                    json!({"did": "handed_over", "to": to.show(IdKind::User), "people": done.changed, "deals": deals});
                note_account(tx, store, me.user.id, from, detail)?;
                Ok(done)
            })
        })
        .await?;
    kit.live.tell(Note::People);
    kit.live.tell(Note::Notices(vec![to]));
    Ok(Json(done))
}

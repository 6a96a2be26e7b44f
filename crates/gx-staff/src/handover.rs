//! Handing over: everybody whom one colleague looks after goes to another, with one undo.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Note, Signed};
use gx_kernel::{IdKind, Problem};
use gx_people::bulk::{self, Done, What, Who};
use serde::Deserialize;
use serde_json::json;

use crate::audit::note_account;
use gx_http::id;

#[derive(Debug, Deserialize)]
pub(crate) struct HandOver {
    /// To whom.
    to: String,
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
                let detail = json!({"did": "handed_over", "to": to.show(IdKind::User), "people": done.changed});
                note_account(tx, store, me.user.id, from, detail)?;
                Ok(done)
            })
        })
        .await?;
    kit.live.tell(Note::People);
    kit.live.tell(Note::Notices(vec![to]));
    Ok(Json(done))
}

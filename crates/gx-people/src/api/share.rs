//! Why a person is seen, and with whom the person is shared.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Note, Signed};
use gx_kernel::IdKind;
use serde::Deserialize;

use crate::share::{self, Why};
use gx_http::id;

pub(crate) async fn why(State(kit): State<Kit>, me: Signed, Path(text): Path<String>) -> Answer<Json<Why>> {
    let person = id(IdKind::Person, &text)?;
    let why =
        kit.run(move |store| store.read(|tx| share::why(tx, &me.access, &me.user.role, person))).await?;
    Ok(Json(why))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ShareBody {
    edit: bool,
}

pub(crate) async fn put(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, user)): Path<(String, String)>,
    Body(body): Body<ShareBody>,
) -> Answer<Json<Why>> {
    set(kit, me, &text, &user, Some(body.edit)).await
}

pub(crate) async fn remove(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, user)): Path<(String, String)>,
) -> Answer<Json<Why>> {
    set(kit, me, &text, &user, None).await
}

async fn set(kit: Kit, me: Signed, text: &str, user: &str, edit: Option<bool>) -> Answer<Json<Why>> {
    let (person, user) = (id(IdKind::Person, text)?, id(IdKind::User, user)?);
    let live = kit.live.clone();
    let why = kit
        .run(move |store| {
            store.write(|tx| {
                share::set(tx, store, &me.access, person, user, edit)?;
                share::why(tx, &me.access, &me.user.role, person)
            })
        })
        .await?;
    live.tell(Note::Notices(vec![user]));
    Ok(Json(why))
}

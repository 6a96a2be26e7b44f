//! Sources and their write keys.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::{Extension, Json};
use gx_http::{Answer, Body, Kit, Signed, kit::secret};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_store::{Result, Tx};
use serde::Deserialize;
use serde_json::{Value as Json_, json};

use crate::pipeline::Pipeline;
use crate::sources;
use gx_http::id;

fn key_json(r: &gx_store::Row) -> Result<Json_> {
    Ok(
        json!({"id": r.id(0)?.show(IdKind::Key), "name": r.text(1)?, "hint": r.text(2)?, "created_at": r.micros(3)?, "last_used_at": r.opt_micros(4)?}),
    )
}

fn all(tx: &mut Tx<'_>, only: Option<Id>) -> Result<Vec<Json_>> {
    let rows = tx.query(
        "SELECT s.id, s.name, s.kind, s.paused, s.created_at, CAST(COALESCE(SUM(m.accepted), 0) AS BIGINT), CAST(COALESCE(SUM(m.refused), 0) AS BIGINT), MAX(m.minute) \
         FROM source s LEFT JOIN ingest_minute m ON m.source_id = s.id WHERE s.deleted_at IS NULL GROUP BY s.id, s.name, s.kind, s.paused, s.created_at ORDER BY s.id",
        &[],
    )?;
    let mut out = Vec::new();
    for r in &rows {
        let source = r.id(0)?;
        if only.is_some_and(|o| o != source) {
            continue;
        }
        let keys: Vec<Json_> = tx
            .query("SELECT id, name, hint, created_at, last_used_at FROM write_key WHERE source_id = $1 AND revoked_at IS NULL ORDER BY id", &[source.into()])?
            .iter()
            .map(key_json)
            .collect::<Result<_>>()?;
        out.push(json!({
            "id": source.show(IdKind::Source), "name": r.text(1)?, "kind": r.text(2)?, "paused": r.int(3)? == 1, "created_at": r.micros(4)?,
            "accepted": r.int(5)?, "refused": r.int(6)?, "last_at": r.opt_int(7)?.map(|m| Micros(m * 60 * Micros::SECOND)), "keys": keys,
        }));
    }
    Ok(out)
}

fn one(tx: &mut Tx<'_>, source: Id) -> Result<Json_> {
    Ok(all(tx, Some(source))?.into_iter().next().ok_or_else(|| Problem::not_found("The source"))?)
}

pub(crate) async fn list(State(kit): State<Kit>, me: Signed) -> Answer<Json<Json_>> {
    me.access.need("sources")?;
    Ok(Json(kit.run(|store| store.read(|tx| all(tx, None))).await?.into()))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Create {
    name: String,
    kind: String,
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Create>,
) -> Answer<Json<Json_>> {
    me.access.need("sources")?;
    if !["web", "server"].contains(&body.kind.as_str()) {
        return Err(Problem::field("kind", "unknown", "kind is web or server").into());
    }
    let made = kit
        .run(move |store| {
            store.write(|tx| {
                let source = sources::create(tx, store, &body.name, &body.kind)?;
                one(tx, source)
            })
        })
        .await?;
    Ok(Json(made))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Change {
    name: Option<String>,
    paused: Option<bool>,
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    Extension(pipeline): Extension<Arc<Pipeline>>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Change>,
) -> Answer<Json<Json_>> {
    me.access.need("sources")?;
    let source = id(IdKind::Source, &text)?;
    if body.name.as_ref().is_some_and(|n| n.trim().is_empty() || n.chars().count() > 80) {
        return Err(Problem::field("name", "length", "a name has 1 to 80 characters").into());
    }
    let changed = kit
        .run(move |store| {
            store.write(|tx| {
                tx.execute(
                    "UPDATE source SET name = COALESCE($1, name), paused = COALESCE($2, paused) WHERE id = $3 AND deleted_at IS NULL",
                    &[body.name.as_deref().map(str::trim).into(), body.paused.map(i64::from).into(), source.into()],
                )?;
                one(tx, source)
            })
        })
        .await?;
    pipeline.keys.forget();
    Ok(Json(changed))
}

#[derive(Debug, Deserialize)]
pub(crate) struct CreateKey {
    name: String,
}

pub(crate) async fn create_key(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<CreateKey>,
) -> Answer<Json<Json_>> {
    me.access.need("sources")?;
    let source = id(IdKind::Source, &text)?;
    let name = body.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 80 {
        return Err(Problem::field("name", "length", "a name has 1 to 80 characters").into());
    }
    let secret = secret("gxw")?;
    let shown = secret.clone();
    let key = kit
        .run(move |store| {
            store.write(|tx| {
                one(tx, source)?;
                let key = sources::create_key(tx, store, source, &name, &secret)?;
                key_json(&tx.one(
                    "SELECT id, name, hint, created_at, last_used_at FROM write_key WHERE id = $1",
                    &[key.into()],
                )?)
            })
        })
        .await?;
    Ok(Json(json!({"key": key, "secret": shown})))
}

pub(crate) async fn revoke(
    State(kit): State<Kit>,
    Extension(pipeline): Extension<Arc<Pipeline>>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    me.access.need("sources")?;
    let key = id(IdKind::Key, &text)?;
    let n = kit
        .run(move |store| {
            store.write(|tx| {
                tx.execute(
                    "UPDATE write_key SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL",
                    &[store.now().into(), key.into()],
                )
            })
        })
        .await?;
    pipeline.keys.forget();
    if n == 0 {
        return Err(Problem::not_found("The key").into());
    }
    Ok(Json(json!({})))
}

//! Whom one follows.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Kit, Signed, id};
use gx_kernel::{IdKind, Problem};
use gx_people::people;
use gx_store::{Result, Tx, feed, settings};
use serde::Serialize;

use super::teller::PLACE;

/// The most people whom one member of staff follows.
const MOST: i64 = 1000;

/// Whom the caller follows.
#[derive(Debug, Serialize)]
pub(crate) struct Followed {
    /// Ids of people whom the caller sees, those followed last first.
    people: Vec<String>,
}

fn mine(tx: &mut Tx<'_>, me: &Signed) -> Result<Followed> {
    let sql = format!(
        "SELECT r.id, MAX(f.since) FROM follow f JOIN person n ON n.id = f.person_id JOIN person r ON r.id = n.canonical_id \
         WHERE f.staff_id = $1 AND r.deleted_at IS NULL AND {} GROUP BY r.id ORDER BY MAX(f.since) DESC, r.id DESC LIMIT {MOST}",
        me.access.see_person("r")
    );
    let rows = tx.query(&sql, &[me.user.id.into()])?;
    let people = rows.iter().map(|r| Ok(r.id(0)?.show(IdKind::Person))).collect::<Result<_>>()?;
    Ok(Followed { people })
}

pub(crate) async fn list(State(kit): State<Kit>, me: Signed) -> Answer<Json<Followed>> {
    Ok(Json(kit.run(move |store| store.read(|tx| mine(tx, &me))).await?))
}

pub(crate) async fn follow(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Followed>> {
    set(kit, me, &text, true).await
}

pub(crate) async fn unfollow(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Followed>> {
    set(kit, me, &text, false).await
}

async fn set(kit: Kit, me: Signed, text: &str, on: bool) -> Answer<Json<Followed>> {
    if me.really.is_some() {
        return Err(Problem::forbidden("These are a colleague's.").into());
    }
    let person = id(IdKind::Person, text)?;
    let now = kit
        .run(move |store| {
            store.write(|tx| {
                let user = me.user.id;
                let (root, _) =
                    people::root(tx, &me.access, person)?.ok_or_else(|| Problem::not_found("The person"))?;
                if on {
                    let held = tx.one("SELECT COUNT(*) FROM follow WHERE staff_id = $1", &[user.into()])?;
                    if held.int(0)? >= MOST {
                        let message = format!("You follow {MOST} people already; let go of some first.");
                        return Err(Problem::conflict("too_many", message).into());
                    }
                    // Who is the first to follow anybody hears of what comes, not of what was.
                    if tx.first("SELECT 1 FROM follow LIMIT 1", &[])?.is_none() {
                        let end = feed::end(tx)?.to_string();
                        settings::put(tx, PLACE, &end)?;
                    }
                    tx.execute(
                        "INSERT INTO follow (staff_id, person_id, since) VALUES ($1,$2,$3) ON CONFLICT DO NOTHING",
                        &[user.into(), root.into(), store.id().into()],
                    )?;
                } else {
                    tx.execute(
                        "DELETE FROM follow WHERE staff_id = $1 AND person_id IN (SELECT id FROM person WHERE canonical_id = $2)",
                        &[user.into(), root.into()],
                    )?;
                }
                mine(tx, &me)
            })
        })
        .await?;
    Ok(Json(now))
}

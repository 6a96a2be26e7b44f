//! From the feed to deliveries: what each webhook is to be told.

use std::collections::HashMap;

use gx_http::auth;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_store::access::Access;
use gx_store::change::By;
use gx_store::feed::{self, Page, Touched, What};
use gx_store::{Result, Store, StoreError, Tx};
use serde_json::{Map, Value as Json, json};

use super::model;
use super::store::{self, Hook};
use crate::records::{Found, find, id_kind, withhold};

/// Changes that are looked at in one go.
const STEP: usize = 1000;

/// One step for each webhook that has something to read; whether there is more to do at once.
pub(super) fn pump(store: &Store) -> Result<bool> {
    let mut more = false;
    for hook in store.read(store::awake)? {
        if store.read(|tx| feed::moved(tx, hook.place))? {
            more |= step(store, &hook)?;
        }
    }
    Ok(more)
}

/// An event and its body.
type Told = (String, String);

fn step(store: &Store, hook: &Hook) -> Result<bool> {
    let mut wanted: Vec<ObjectKind> = ObjectKind::SHARED.to_vec();
    wanted.retain(|o| {
        hook.events.iter().any(|e| e.split_once('.').is_some_and(|(kind, _)| kind == o.as_text()))
    });
    let read = store.read(|tx| {
        let page = match feed::page(tx, hook.place, STEP, &wanted) {
            Err(StoreError::Problem(p)) if p.code == "cursor_expired" => {
                tracing::warn!(
                    hook = hook.id.0,
                    "a webhook stood where the feed goes back no more; it goes on from now"
                );
                Page { rows: Vec::new(), place: feed::end(tx)?, more: false }
            }
            page => page?,
        };
        // What was changed with an account that is closed by now belongs to nobody who may see it.
        let Some(maker) = auth::rights_of(tx, hook.staff)? else { return Ok(None) };
        let told = bodies(tx, store, &maker.access, hook, &page.rows)?;
        Ok(Some((page, told)))
    })?;
    let Some((page, told)) = read else {
        store.write(|tx| store::pause(tx, hook.id, "account_closed"))?;
        return Ok(false);
    };
    if page.place == hook.place {
        return Ok(false);
    }
    store.write(|tx| {
        if store::moved_on(tx, hook.id, hook.place, page.place)? {
            let new: Vec<(Id, String, String)> =
                told.into_iter().map(|(event, body)| (store.id(), event, body)).collect();
            store::add(tx, hook.id, store.now(), &new)?;
        }
        Ok(())
    })?;
    Ok(page.more)
}

/// What the change log says of a change.
struct Logged {
    at: Micros,
    batch: Id,
    by: By,
    fields: Json,
}

fn bodies(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    hook: &Hook,
    rows: &[Touched],
) -> Result<Vec<Told>> {
    let events: Vec<(&Touched, &'static str)> = rows
        .iter()
        .filter_map(|t| Some((t, model::event(t.object, t.what)?)))
        .filter(|(_, event)| hook.events.iter().any(|e| e == event))
        .collect();
    if events.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: HashMap<(ObjectKind, Id), Found> = HashMap::new();
    for object in ObjectKind::SHARED {
        let mut ids: Vec<Id> =
            events.iter().filter(|(t, _)| t.object == *object).map(|(t, _)| t.row).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut now = find(tx, store, access, *object, &ids)?;
        withhold(tx, *object, &mut now)?;
        for (id, state) in now {
            found.insert((*object, id), state);
        }
    }
    let changes: Vec<i64> = events
        .iter()
        .filter_map(|(t, _)| if let What::Changed(Some(change)) = t.what { Some(change.0) } else { None })
        .collect();
    let logged = changes_of(tx, access, &changes)?;
    let mut out = Vec::new();
    for (t, event) in events {
        // What the maker may not see does not exist for the webhook.
        let Some(state) = found.get(&(t.object, t.row)) else { continue };
        let change = if let What::Changed(Some(id)) = t.what { logged.get(&id) } else { None };
        out.push((event.to_owned(), body(t, event, state, change, store.now())));
    }
    Ok(out)
}

fn body(t: &Touched, event: &str, state: &Found, change: Option<&Logged>, now: Micros) -> String {
    let mut data = Map::new();
    data.insert("object".into(), t.object.as_text().into());
    data.insert("id".into(), t.row.show(id_kind(t.object)).into());
    match state {
        Found::Here(record) => data.insert("record".into(), record.clone()),
        Found::Gone => data.insert("record".into(), Json::Null),
        Found::MergedInto(root) => data.insert("merged_into".into(), root.show(id_kind(t.object)).into()),
    };
    if let Some(change) = change {
        data.insert("changes".into(), change.fields.clone());
        data.insert("batch".into(), change.batch.show(IdKind::Batch).into());
        data.insert("by".into(), json!(change.by.kind()));
    }
    json!({"type": event, "timestamp": change.map_or(now, |c| c.at), "data": data}).to_string()
}

/// Entries of the change log, without the fields that are hidden from the maker of the webhook.
fn changes_of(tx: &mut Tx<'_>, access: &Access, ids: &[i64]) -> Result<HashMap<Id, Logged>> {
    let sql = "SELECT c.id, c.at, c.batch_id, c.before, c.after, b.by_kind, b.by_id, c.object FROM change c JOIN batch b ON b.id = c.batch_id WHERE c.id IN";
    let mut out = HashMap::new();
    for r in tx.query_in(sql, ids)? {
        let (before, after): (Map<String, Json>, Map<String, Json>) = (r.json(3)?, r.json(4)?);
        let mut fields = Map::new();
        let object = if r.text(7)? == "interaction" { ObjectKind::Interaction } else { ObjectKind::Person };
        for key in before.keys().chain(after.keys()).filter(|key| !access.hides_of(object, key)) {
            let of = |side: &Map<String, Json>| side.get(key).cloned().unwrap_or_default();
            fields.insert(key.clone(), json!({"before": of(&before), "after": of(&after)}));
        }
        let logged = Logged {
            at: r.micros(1)?,
            batch: r.id(2)?,
            by: By::read(r.text(5)?, r.opt_id(6)?),
            fields: Json::Object(fields),
        };
        out.insert(r.id(0)?, logged);
    }
    Ok(out)
}

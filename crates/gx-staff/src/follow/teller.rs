//! From the feed to the notices of followers.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use gx_http::{Kit, Note, auth};
use gx_kernel::Id;
use gx_kernel::object::ObjectKind;
use gx_people::people;
use gx_record::notices::{self, Notice};
use gx_store::feed::{self, Page, Place, Touched, What};
use gx_store::{Result, Store, StoreError, Tx, settings};
use serde_json::{Map, Value as Json, json};

/// The setting that says how far the feed has been told.
pub(super) const PLACE: &str = "follow_place";
/// Changes looked at in one transaction.
const STEP: usize = 500;
/// How long the teller rests when there is nothing to tell.
const REST: Duration = Duration::from_millis(500);
/// Characters of what was said that a notice repeats.
const SAID: usize = 140;
/// What visitors of the site do says little each, and there is much of it: nobody is told of that.
const NO_NEWS: &str = "'page', 'product_view', 'click', 'form', 'sign_in', 'event'";

/// Starts the teller. It ends when `stop` is set.
pub fn start(kit: Kit, stop: Arc<AtomicBool>) -> Option<std::thread::JoinHandle<()>> {
    let run = move || {
        while !stop.load(Ordering::Relaxed) {
            match step(&kit.store) {
                Ok((told, more)) => {
                    if !told.is_empty() {
                        kit.live.tell(Note::Notices(told));
                    }
                    if more {
                        continue;
                    }
                }
                Err(error) => tracing::error!(%error, "followers cannot be told"),
            }
            std::thread::sleep(REST);
        }
    };
    std::thread::Builder::new().name("follow".into()).spawn(run).ok()
}

/// Tells of the next changes; who was told, and whether there is more.
fn step(store: &Store) -> Result<(Vec<Id>, bool)> {
    // Nobody follows anybody, or nothing has happened: a read tells, and nothing is written.
    let begin = store.read(|tx| {
        if tx.first("SELECT 1 FROM follow LIMIT 1", &[])?.is_none() {
            return Ok(None);
        }
        let place = settings::get::<String>(tx, PLACE)?.map_or_else(|| feed::end(tx), |t| Place::read(&t))?;
        Ok(feed::moved(tx, place)?.then_some(place))
    })?;
    let Some(begin) = begin else { return Ok((Vec::new(), false)) };
    store.write(|tx| {
        // Another process on the same database may have been quicker.
        settings::hold(tx, PLACE, &begin.to_string())?;
        let place = settings::get::<String>(tx, PLACE)?.map_or(Ok(begin), |t| Place::read(&t))?;
        if place != begin {
            return Ok((Vec::new(), true));
        }
        let page = match feed::page(tx, place, STEP, &[ObjectKind::Person, ObjectKind::Interaction]) {
            Err(StoreError::Problem(p)) if p.code == "cursor_expired" => {
                Page { rows: Vec::new(), place: feed::end(tx)?, more: false }
            }
            page => page?,
        };
        settings::put(tx, PLACE, &page.place.to_string())?;
        let news = news(tx, &page.rows)?;
        Ok((tell(tx, store, &news)?, page.more))
    })
}

/// Something that happened to a person.
#[derive(Clone, Debug)]
struct News {
    /// The interaction or the entry of the change log: ids stand in the order of time.
    id: Id,
    /// The member of staff who did it.
    by: Option<Id>,
    /// What was said or done, in short.
    text: Option<String>,
    /// The kind of interaction.
    did: Option<String>,
    /// Fields that were changed.
    fields: Vec<String>,
}

/// What happened, by root.
fn news(tx: &mut Tx<'_>, rows: &[Touched]) -> Result<BTreeMap<Id, Vec<News>>> {
    let mut out: BTreeMap<Id, Vec<News>> = BTreeMap::new();
    let (mut came, mut changed) = (Vec::new(), Vec::new());
    for row in rows {
        match (row.object, row.what) {
            (ObjectKind::Interaction, What::Made) => came.push(row.row.0),
            (ObjectKind::Person, What::Changed(Some(change))) => changed.push(change.0),
            _ => {}
        }
    }
    let sql = format!(
        "SELECT n.canonical_id, i.kind, i.staff_id, COALESCE(i.text, i.title), i.id FROM interaction i JOIN person n ON n.id = i.person_id \
         WHERE EXISTS (SELECT 1 FROM follow f JOIN person m ON m.id = f.person_id WHERE m.canonical_id = n.canonical_id) \
         AND i.kind NOT IN ({NO_NEWS}) AND i.id IN"
    );
    for r in tx.query_in(&sql, &came)? {
        let text = r.opt_text(3)?.map(|t| t.chars().take(SAID).collect());
        let one = News { id: r.id(4)?, by: r.opt_id(2)?, text, did: Some(r.string(1)?), fields: Vec::new() };
        out.entry(r.id(0)?).or_default().push(one);
    }
    let sql = "SELECT n.canonical_id, b.by_kind, b.by_id, c.before, c.after, c.id FROM change c JOIN batch b ON b.id = c.batch_id \
               JOIN person n ON n.id = c.row_id WHERE c.object = 'person' \
               AND EXISTS (SELECT 1 FROM follow f JOIN person m ON m.id = f.person_id WHERE m.canonical_id = n.canonical_id) AND c.id IN";
    for r in tx.query_in(sql, &changed)? {
        let (before, after): (Map<String, Json>, Map<String, Json>) = (r.json(3)?, r.json(4)?);
        let mut fields: Vec<String> = before.keys().chain(after.keys()).cloned().collect();
        fields.sort_unstable();
        fields.dedup();
        let by = if r.text(1)? == "user" { r.opt_id(2)? } else { None };
        out.entry(r.id(0)?).or_default().push(News { id: r.id(5)?, by, text: None, did: None, fields });
    }
    for one in out.values_mut() {
        one.sort_by_key(|n| n.id);
    }
    Ok(out)
}

fn tell(tx: &mut Tx<'_>, store: &Store, news: &BTreeMap<Id, Vec<News>>) -> Result<Vec<Id>> {
    let keys: Vec<i64> = news.keys().map(|id| id.0).collect();
    let mut followers: BTreeMap<(Id, Id), Id> = BTreeMap::new();
    let sql = "SELECT f.staff_id, n.canonical_id, f.since FROM follow f JOIN person n ON n.id = f.person_id WHERE n.canonical_id IN";
    for r in tx.query_in(sql, &keys)? {
        // Two records of one person may be followed since different days.
        let since = followers.entry((r.id(0)?, r.id(1)?)).or_insert(r.id(2)?);
        *since = (*since).min(r.id(2)?);
    }
    let mut rights = HashMap::new();
    let mut told = Vec::new();
    for ((staff, root), since) in followers {
        let known = match rights.get(&staff) {
            Some(known) => known,
            None => {
                let now = auth::rights_of(tx, staff)?;
                rights.entry(staff).or_insert(now)
            }
        };
        // Who left is told nothing, nor anybody of whom they do not see.
        let Some(signed) = known else { continue };
        if people::root(tx, &signed.access, root)?.is_none() {
            continue;
        }
        let mut of: Vec<News> = news
            .get(&root)
            .into_iter()
            .flatten()
            .filter(|n| n.by != Some(staff) && n.id > since)
            .cloned()
            .collect();
        for one in &mut of {
            one.fields.retain(|key| !signed.access.hides(key));
        }
        of.retain(|one| one.did.is_some() || !one.fields.is_empty());
        if !of.is_empty() && give(tx, store, staff, root, &of)? {
            told.push(staff);
        }
    }
    told.dedup();
    Ok(told)
}

/// Gives one notice of all there is; one that was not read yet is told anew with what has come since.
fn give(tx: &mut Tx<'_>, store: &Store, staff: Id, root: Id, news: &[News]) -> Result<bool> {
    let unread = "staff_id = $1 AND kind = 'follow' AND row_id = $2 AND read_at IS NULL";
    let key = [staff.into(), root.into()];
    let old = tx.first(&format!("SELECT detail FROM notice WHERE {unread}"), &key)?;
    let old: Json = old.map(|r| r.json(0)).transpose()?.unwrap_or_default();
    tx.execute(&format!("DELETE FROM notice WHERE {unread}"), &key)?;
    let mut fields: Vec<String> = serde_json::from_value(old["fields"].clone()).unwrap_or_default();
    for key in news.iter().flat_map(|n| &n.fields) {
        if !fields.contains(key) {
            fields.push(key.clone());
        }
    }
    let latest = news.iter().rev().find(|n| n.did.is_some());
    let detail = json!({
        "n": old["n"].as_i64().unwrap_or(0) + news.len() as i64,
        "fields": fields,
        "did": latest.and_then(|n| n.did.clone()).or(old["did"].as_str().map(str::to_owned)),
        "text": latest.map_or(old["text"].as_str().map(str::to_owned), |n| n.text.clone()),
    });
    let actors: Vec<Option<Id>> = news.iter().map(|n| n.by).collect();
    let by = match actors.as_slice() {
        [first, rest @ ..] if old.is_null() && rest.iter().all(|b| b == first) => *first,
        _ => None,
    };
    notices::give(
        tx,
        store,
        staff,
        &Notice { kind: "follow", by, object: Some("person"), row: Some(root), detail },
    )
}

//! Live push: server-sent events of what the caller asked for and may see.

use std::convert::Infallible;
use std::time::{Duration, Instant};

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt, stream};
use gx_http::{Asked, Kit, Note, Signed, auth};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind};
use gx_people::people;
use gx_people::seen::{id_kind, seen};
use gx_store::access::Verb;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use tokio::sync::broadcast::error::RecvError;

use crate::timeline;

/// Rights are read again when the last look is older than this.
const RECHECK: Duration = Duration::from_secs(1);

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    topics: String,
}

#[derive(Debug, Default, Clone)]
struct Topics {
    persons: Vec<Id>,
    /// Records whose talk is listened to; ids of one workspace are never the same.
    talks: Vec<Id>,
    people: bool,
    companies: bool,
    /// Companies whose pages are open.
    company: Vec<Id>,
    ingest: bool,
    imports: bool,
    duplicates: bool,
    notices: bool,
    deals: bool,
    leads: bool,
    activities: bool,
}

impl Topics {
    fn parse(text: &str) -> Self {
        let mut out = Self::default();
        for topic in text.split(',').take(50) {
            match topic.trim() {
                "people" => out.people = true,
                "companies" => out.companies = true,
                "ingest" => out.ingest = true,
                "imports" => out.imports = true,
                "duplicates" => out.duplicates = true,
                "notices" => out.notices = true,
                "deals" => out.deals = true,
                "leads" => out.leads = true,
                "activities" => out.activities = true,
                other => match other.split_once(':') {
                    Some(("person", id)) => out.persons.extend(Id::read(IdKind::Person, id)),
                    Some(("company", id)) => out.company.extend(Id::read(IdKind::Company, id)),
                    Some(("talk", id)) => out.talks.extend(Id::read_any(id).map(|(_, id)| id)),
                    _ => {}
                },
            }
        }
        out
    }
}

pub(crate) async fn live(
    State(kit): State<Kit>,
    me: Signed,
    headers: HeaderMap,
    Asked(p): Asked<Params>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let topics = Topics::parse(&p.topics);
    let receiver = kit.live.listen();
    let ready = stream::once(async { Ok(Event::default().data(json!({"type": "ready"}).to_string())) });
    let checked = Instant::now();
    let state = (receiver, kit, me, topics, headers, checked);
    let events =
        stream::unfold(state, |(mut receiver, kit, mut me, topics, headers, mut checked)| async move {
            loop {
                let note = receiver.recv().await;
                // Whoever lost a right, a session or an account stops hearing of it at once, not at the next page.
                if checked.elapsed() > RECHECK {
                    let asked = headers.clone();
                    me = kit.run(move |store| auth::again(store, &asked)).await.ok()??;
                    checked = Instant::now();
                }
                let shown = match note {
                    Ok(note) => show(&kit, &me, &topics, &note).await,
                    // The listener was too slow: what it missed it reads again, as after a stream that broke.
                    Err(RecvError::Lagged(_)) => Some(json!({"type": "ready"})),
                    Err(RecvError::Closed) => return None,
                };
                if let Some(data) = shown {
                    return Some((
                        Ok(Event::default().data(data.to_string())),
                        (receiver, kit, me, topics, headers, checked),
                    ));
                }
            }
        });
    Sse::new(ready.chain(events)).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
}

async fn show(kit: &Kit, me: &Signed, topics: &Topics, note: &Note) -> Option<Json> {
    match note {
        Note::Interaction { id, root } if topics.persons.contains(root) => {
            let (id, access) = (*id, me.access.clone());
            let item = kit
                .run(move |store| store.read(|tx| timeline::item(tx, store, &access, id)))
                .await
                .ok()??;
            Some(json!({"type": "interaction", "person": item.0.show(IdKind::Person), "item": item.1}))
        }
        Note::Interaction { .. } => None,
        Note::Person(root) if topics.people || topics.persons.contains(root) => {
            let (root, access) = (*root, me.access.clone());
            kit.run(move |store| store.read(|tx| people::root(tx, &access, root))).await.ok()??;
            Some(json!({"type": "person", "person": root.show(IdKind::Person)}))
        }
        Note::Talk { object, row } if topics.talks.contains(row) => {
            let (object, row, access) = (*object, *row, me.access.clone());
            kit.run(move |store| store.read(|tx| seen(tx, &access, object, row))).await.ok()??;
            Some(json!({"type": "talk", "record": row.show(id_kind(object))}))
        }
        Note::Sold(object)
            if (*object == ObjectKind::Deal && topics.deals)
                || (*object == ObjectKind::Lead && topics.leads)
                || (*object == ObjectKind::Activity && topics.activities) =>
        {
            me.access.can(Verb::See).then(|| json!({"type": "sold", "object": object}))
        }
        Note::People if topics.people => Some(json!({"type": "people"})),
        // A company that went is told too: whoever has it open is to see that it is gone. All companies are seen by
        // all who see anyone.
        Note::Company(id) if topics.companies || topics.company.contains(id) => {
            me.access.can(Verb::See).then(|| json!({"type": "company", "company": id.show(IdKind::Company)}))
        }
        Note::Companies if topics.companies || !topics.company.is_empty() => {
            me.access.can(Verb::See).then(|| json!({"type": "companies"}))
        }
        Note::Import { id, progress } if topics.imports => {
            Some(json!({"type": "import", "id": id.show(IdKind::Import), "progress": progress}))
        }
        Note::Scan(progress) if topics.duplicates => Some(json!({"type": "scan", "progress": progress})),
        Note::Ingest(accepted, refused) if topics.ingest => {
            Some(json!({"type": "ingest", "accepted": accepted, "refused": refused, "at": kit.store.now()}))
        }
        Note::Notices(users) if topics.notices && users.contains(&me.user.id) => {
            Some(json!({"type": "notices"}))
        }
        _ => None,
    }
}

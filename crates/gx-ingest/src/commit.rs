//! The transaction of ingest: parcels in, outcomes out, all or nothing.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use gx_kernel::interaction::{Direction, Kind};
use gx_kernel::money::to_scaled;
use gx_kernel::object::{Field, ObjectKind};
use gx_kernel::{Id, IdKind, Micros};
use gx_people::edge::{End, Tie, Ties};
use gx_people::file::{self, store::Hook};
use gx_people::resolve::{Resolver, Tally};
use gx_people::write::PersonFields;
use gx_people::{company, consent, erased, mark, merge, own, words, write};
use gx_store::change::Batch;
use gx_store::{Conflict, Result, Store, Tx, Value, feed};
use serde_json::{Map, Value as Json, json};

use crate::model::{Door, Outcome, Parcel, Prepared, Refusal, Step};
use crate::{orders, raw};

/// What a commit did besides its outcomes.
#[derive(Debug, Default)]
pub struct Done {
    /// One list per parcel, one outcome per input.
    pub outcomes: Vec<Vec<Outcome>>,
    /// Merges that identities brought about.
    pub merges: Vec<merge::Merge>,
    /// Time spent in the steps inside the transaction.
    pub spent: Vec<(Step, Duration)>,
}

/// Commits parcels that share `by`, `import` and `demo` of the first; the pipeline groups them so.
pub fn commit(
    tx: &mut Tx<'_>,
    store: &Store,
    fields: &mut PersonFields,
    currency: &str,
    parcels: &[Parcel],
) -> Result<Done> {
    let Some(first) = parcels.first() else { return Ok(Done::default()) };
    let mut watch = Watch::new();
    let seen = seen_before(tx, parcels)?;
    watch.lap(Step::Dedupe);

    let all = || parcels.iter().flat_map(|p| p.inputs.iter().filter_map(|i| i.as_ref().ok()));
    let mut hashes: Vec<i64> =
        all().flat_map(|p| p.keys.iter().chain(p.to.iter().flat_map(|t| &t.0)).map(|k| k.hash)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let mut resolver = Resolver::open(tx, store, &hashes)?;
    if let Some(import) = first.import {
        resolver.for_import(import);
    }
    if first.demo {
        resolver.for_demo();
    }
    let mut order_hashes: Vec<i64> = all().filter_map(|p| orders::hash_of(store, p)).collect();
    order_hashes.sort_unstable();
    order_hashes.dedup();
    let mut orders = orders::Orders::open(tx, &order_hashes, currency, first.by, first.import)?;
    let mut batch = Writer {
        first: None,
        last: None,
        rows: Vec::new(),
        docs: Vec::new(),
        ties: Ties::default(),
        log: None,
        this_batch: HashMap::new(),
        files: Vec::new(),
        own: if first.import.is_some() { own::known(tx, ObjectKind::Interaction)? } else { Vec::new() },
        searched: if first.import.is_some() {
            words::searched(tx, ObjectKind::Interaction)?
        } else {
            Vec::new()
        },
    };
    let mut done = Done::default();
    let mut spent_portrait = Duration::ZERO;
    let mut spent_derive = Duration::ZERO;

    let shut = shut_out(tx, &resolver, parcels, &hashes)?;
    for parcel in parcels {
        let forgotten = |i: &Result_| i.as_ref().is_ok_and(|p| shut.contains_key(&p.message_hash));
        let raw_id = if !shut.is_empty() && parcel.inputs.iter().any(forgotten) {
            None
        } else {
            raw::keep(tx, store, parcel)?
        };
        let mut outcomes = Vec::with_capacity(parcel.inputs.len());
        for input in &parcel.inputs {
            let p = match input {
                Ok(p) => p,
                Err((refusal, sample, message_id)) => {
                    raw::refuse(tx, store, parcel, refusal, sample, message_id.as_deref(), raw_id)?;
                    outcomes.push(Outcome::Refused(refusal.clone()));
                    continue;
                }
            };
            let before = seen.get(&p.message_hash).or_else(|| batch.this_batch.get(&p.message_hash));
            if let Some(content) = before {
                if *content == p.content_hash {
                    outcomes.push(Outcome::Duplicate);
                } else {
                    let refusal = Refusal::new(
                        Step::Dedupe,
                        "message_id_reused",
                        format!(
                            "message id {:?} came before with different content; the first one stands",
                            p.incoming.message_id
                        ),
                    );
                    let sample = serde_json::to_string(&p.incoming).unwrap_or_default();
                    raw::refuse(tx, store, parcel, &refusal, &sample, Some(&p.incoming.message_id), raw_id)?;
                    outcomes.push(Outcome::Refused(refusal));
                }
                continue;
            }
            if let Some(at) = shut.get(&p.message_hash) {
                let refusal = Refusal::new(Step::Resolve, erased::CODE, erased::sentence(*at));
                // Of whoever asked to be forgotten not even a sample is kept.
                raw::refuse(tx, store, parcel, &refusal, "", None, None)?;
                outcomes.push(Outcome::Refused(refusal));
                continue;
            }
            batch.this_batch.insert(p.message_hash, p.content_hash);
            let who = match p.node {
                Some(node) => resolver.known_node(tx, node)?,
                None => resolver.resolve(tx, &p.keys, p.occurred_at, parcel.by)?,
            };
            let id = store.id();

            let t = Instant::now();
            let mut rejected = Json::Null;
            if !p.incoming.traits.is_empty() {
                rejected = portrait(tx, store, fields, &mut resolver, &mut batch, parcel, p, who.node, id)?;
            }
            spent_portrait += t.elapsed();

            let t = Instant::now();
            let other = match &p.to {
                None => None,
                Some((keys, edge)) => {
                    let other = resolver.resolve(tx, keys, p.occurred_at, parcel.by)?;
                    batch.ties.add(Tie {
                        kind: edge.clone(),
                        from: End::Person(who.node),
                        to: End::Person(other.node),
                        title: None,
                        at: p.occurred_at,
                        evidence: Some(id),
                    });
                    Some(other.node)
                }
            };
            if let Some(hash) = orders::hash_of(store, p) {
                orders.apply(store, &mut resolver, p, hash, who.node);
            }
            resolver.tally(who.node, &Tally { interactions: 1, ..Tally::at(p.occurred_at) });
            spent_derive += t.elapsed();
            batch.push(parcel, p, id, who.node, other, raw_id, &rejected);
            outcomes.push(Outcome::Accepted { id, node: who.node, root: who.root });
        }
        done.outcomes.push(outcomes);
    }
    watch.lap_less(Step::Resolve, spent_portrait + spent_derive);
    watch.add(Step::Portrait, spent_portrait);

    resolver.flush_fresh(tx)?;
    batch.ties.close(tx, store, first.by, first.import)?;
    orders.close(tx, store, store.now())?;
    watch.lap(Step::Derive);
    watch.add(Step::Derive, spent_derive);
    tx.insert_many("interaction", own::COLUMNS, &batch.rows, Conflict::Fail)?;
    if let (Some(first), Some(last)) = (batch.first, batch.last) {
        feed::interactions(tx, first, last)?;
    }
    gx_store::search::index(tx, ObjectKind::Interaction, &batch.docs, false)?;
    for (note, staff, files) in &batch.files {
        let hook = Hook { object: "interaction", row: *note, field: "" };
        let hooks: Vec<_> = files.iter().map(|id| (*id, hook)).collect();
        file::store::hang(tx, store, *staff, &hooks)?;
    }
    if let Some(log) = &mut batch.log {
        log.flush(tx, store)?;
    }
    // Roots may have moved by merges later in the batch.
    for outcome in done.outcomes.iter_mut().flatten() {
        if let Outcome::Accepted { node, root, .. } = outcome {
            *root = resolver.root(*node);
        }
    }
    done.merges = resolver.close(tx)?;
    raw::count(tx, parcels, &done.outcomes)?;
    watch.lap(Step::Store);
    done.spent = watch.spent;
    Ok(done)
}

type Result_ = std::result::Result<Prepared, crate::model::Refused>;

/// The inputs, by the hash of their message, that name nobody but people who asked to be erased, and when those did;
/// none where the workspace lets them come again.
fn shut_out(
    tx: &mut Tx<'_>,
    resolver: &Resolver<'_>,
    parcels: &[Parcel],
    hashes: &[i64],
) -> Result<HashMap<i64, Micros>> {
    let erased = erased::refused(tx, hashes)?;
    let mut out = HashMap::new();
    if erased.is_empty() {
        return Ok(out);
    }
    for p in parcels.iter().flat_map(|p| p.inputs.iter().filter_map(|i| i.as_ref().ok())) {
        let known = p.node.is_some() || p.keys.iter().any(|k| resolver.knows(k.hash));
        if let Some(at) = p.keys.iter().find_map(|k| erased.get(&k.hash)).filter(|_| !known) {
            out.insert(p.message_hash, *at);
        }
    }
    Ok(out)
}

fn seen_before(tx: &mut Tx<'_>, parcels: &[Parcel]) -> Result<HashMap<i64, i64>> {
    let hashes: Vec<i64> = parcels
        .iter()
        .flat_map(|p| p.inputs.iter().filter_map(|i| i.as_ref().ok().map(|i| i.message_hash)))
        .collect();
    tx.query_in("SELECT message_hash, content_hash FROM interaction WHERE message_hash IN", &hashes)?
        .iter()
        .map(|r| Ok((r.int(0)?, r.int(1)?)))
        .collect()
}

struct Writer {
    first: Option<Id>,
    last: Option<Id>,
    rows: Vec<Vec<Value>>,
    docs: Vec<(Id, Vec<String>)>,
    ties: Ties,
    log: Option<Batch>,
    this_batch: HashMap<i64, i64>,
    /// What staff attached: the interaction, who, the files.
    files: Vec<(Id, Option<Id>, Vec<Id>)>,
    /// The fields of one's own of interactions, for rows of files; and those that are searched.
    own: Vec<Field>,
    searched: Vec<Field>,
}

impl Writer {
    #[expect(clippy::too_many_arguments, reason = "the columns of one row")]
    fn push(
        &mut self,
        parcel: &Parcel,
        p: &Prepared,
        id: Id,
        node: Id,
        other: Option<Id>,
        raw_id: Option<Id>,
        rejected: &Json,
    ) {
        let i = &p.incoming;
        let mut props = i.props.clone();
        if i.kind == Kind::SignIn && !i.traits.is_empty() {
            props.insert("traits".into(), Json::Object(i.traits.clone()));
        }
        if !rejected.is_null() {
            props.insert("traits_refused".into(), rejected.clone());
        }
        // Only the door of staff asked whether its caller may attach them.
        let attached = props.get("files").filter(|_| parcel.door == Door::Staff).cloned().unwrap_or_default();
        let files = file::ids_in(&attached);
        if !files.is_empty() {
            self.files.push((id, p.staff, files));
        }
        let cut = |t: &Option<String>, n: usize| t.as_ref().map(|t| t.chars().take(n).collect::<String>());
        let mut said = Vec::new();
        if own::words::is_told(i.kind.as_text()) {
            said = own::words::said_in(i.text.as_deref(), Some(&attached));
        }
        // A file may fill what staff note beside interactions; rows of orders fill the fields of their order.
        let noted = if parcel.import.is_some() && i.object_kind.as_deref() != Some("order") {
            own::said(&self.own, &i.props, true, parcel.received_at)
        } else {
            Map::new()
        };
        said.extend(own::words::fresh(&self.searched, &noted));
        if !said.is_empty() {
            self.docs.push((id, said));
        }
        self.first.get_or_insert(id);
        self.last = Some(id);
        self.rows.push(vec![
            id.into(),
            node.into(),
            p.occurred_at.into(),
            // The demo tells a past that arrived when it happened.
            if parcel.door == Door::Demo { p.occurred_at } else { parcel.received_at }.into(),
            i.kind.as_text().into(),
            i.direction.as_text().into(),
            i.channel.clone().into(),
            cut(&i.title, 500).into(),
            i.text.clone().into(),
            i.object_kind.clone().into(),
            cut(&i.object_id, 500).into(),
            i.amount.and_then(to_scaled).into(),
            i.currency.map(|c| c.code().to_owned()).into(),
            (!props.is_empty()).then(|| Json::Object(props).to_string()).into(),
            other.into(),
            p.staff.into(),
            parcel.by.kind().into(),
            parcel.by.id().into(),
            p.message_hash.into(),
            p.content_hash.into(),
            i.message_id.clone().into(),
            raw_id.into(),
            parcel.import.into(),
            (!noted.is_empty()).then(|| Json::Object(noted).to_string()).into(),
        ]);
    }
}

/// What the input says of the person. Values that cannot be used are kept with the interaction and named.
#[expect(clippy::too_many_arguments, reason = "one input's facts")]
fn portrait(
    tx: &mut Tx<'_>,
    store: &Store,
    fields: &mut PersonFields,
    resolver: &mut Resolver<'_>,
    batch: &mut Writer,
    parcel: &Parcel,
    p: &Prepared,
    node: Id,
    interaction: Id,
) -> Result<Json> {
    // Whose record is only to be kept is told nothing new about; that it was said stays with the interaction.
    if mark::Restricted::once(tx)?.0.contains(&resolver.root(node)) {
        return Ok(json!([{"field": "*", "code": "restricted", "message": "the record is only to be kept"}]));
    }
    let mut traits: Map<String, Json> = p.incoming.traits.clone();
    if let Some(Json::Object(consents)) = traits.shift_remove("consents") {
        resolver.flush_fresh(tx)?;
        for (key, state) in &consents {
            if let Some((channel, purpose, state)) = consent::parse(key, state) {
                consent::put(
                    tx,
                    node,
                    &consent::Consent { channel, purpose, state, by: parcel.by, at: p.occurred_at },
                )?;
            }
        }
    }
    if let Some(company) = traits.shift_remove("company") {
        let (external, name, values) = match company {
            Json::String(name) => (None, name, Map::new()),
            Json::Object(map) => {
                let text = |k: &str| map.get(k).and_then(Json::as_str).map(str::to_owned);
                (text("id"), text("name").unwrap_or_default(), map)
            }
            _ => (None, String::new(), Map::new()),
        };
        if !name.trim().is_empty() || external.is_some() {
            resolver.flush_fresh(tx)?;
            let id = company::ensure(
                tx,
                store,
                external.as_deref(),
                &name,
                &values,
                parcel.by,
                parcel.import,
                parcel.demo,
            )?;
            let title = traits.get("job_title").and_then(Json::as_str).map(str::to_owned);
            batch.ties.add(Tie {
                kind: "works_at".into(),
                from: End::Person(node),
                to: End::Company(id),
                title,
                at: p.occurred_at,
                evidence: (p.incoming.direction == Direction::In).then_some(interaction),
            });
        }
    }
    let (good, bad) = write::clean_traits(tx, store, fields, &traits, store.now())?;
    write::state(tx, store, resolver, &mut batch.log, node, &good, parcel.by, p.occurred_at)?;
    Ok(if bad.is_empty() { Json::Null } else { json!(bad) })
}

/// Laps of one watch, per step.
struct Watch {
    last: Instant,
    spent: Vec<(Step, Duration)>,
}

impl Watch {
    fn new() -> Self {
        Self { last: Instant::now(), spent: Vec::new() }
    }

    fn lap(&mut self, step: Step) {
        self.lap_less(step, Duration::ZERO);
    }

    fn lap_less(&mut self, step: Step, less: Duration) {
        let now = Instant::now();
        self.spent.push((step, (now - self.last).saturating_sub(less)));
        self.last = now;
    }

    fn add(&mut self, step: Step, d: Duration) {
        self.spent.push((step, d));
    }
}

/// A prefixed id, for answers.
pub fn shown(id: Id) -> String {
    id.show(IdKind::Interaction)
}

//! Orders and interactions: rows become inputs of the same transaction that every door ends in.
//!
//! A row's message id is made of its own id or its content, and of how many equal rows came
//! before it in the file; so a file that is read again, or sent again, says nothing new, and
//! two equal purchases of one day stay two.

use std::collections::{HashMap, HashSet};

use gx_kernel::interaction::{Direction, Incoming, Kind};
use gx_kernel::money::to_scaled;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros};
use gx_people::write::PersonFields;
use gx_people::{node, own};
use gx_store::access::Access;
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Result, Tx};
use serde_json::{Map, Value as Json};

use super::people::Shared;
use super::plan::{Ready, Update};
use super::row::{Parsed, day};
use super::{Done, RowProblem, What};
use crate::commit;
use crate::model::{Door, Outcome, Parcel, Prepared};

/// A row with the name under which it is known for ever.
#[derive(Clone, Debug)]
pub(crate) struct ThingRow {
    pub parsed: Parsed,
    message: String,
    content: i64,
    number: Option<String>,
}

/// Gives the rows of one file their message ids, in the order of the file.
#[derive(Debug, Default)]
pub(crate) struct Namer {
    equal: HashMap<i64, u32>,
    numbers: HashMap<i64, (u64, i64)>,
}

impl Namer {
    pub fn name(&mut self, shared: &Shared<'_>, ready: &Ready, mut p: Parsed) -> ThingRow {
        let hash = shared.store.hash();
        let person = match p.keys.first() {
            Some(k) => format!("{}:{}", k.identity.kind, k.identity.value),
            None => format!("name:{}", p.person_text("name").unwrap_or_default()),
        };
        let values = serde_json::to_string(&p.values).unwrap_or_default();
        let amount = p.amount.map(|a| a.to_string()).unwrap_or_default();
        let currency = p.currency.unwrap_or(ready.currency);
        let at = p.at.unwrap_or_default();
        let content = hash.of(&[
            ready.object.as_text().as_bytes(),
            person.as_bytes(),
            &at.0.to_be_bytes(),
            amount.as_bytes(),
            currency.code().as_bytes(),
            values.as_bytes(),
        ]);
        let order = ready.object == ObjectKind::Order;
        let own = p.text(if order { "number" } else { "id" }).map(str::trim).filter(|t| !t.is_empty());
        let (message, number) = match own {
            Some(own) => {
                let own = own.to_owned();
                let key = hash.of(&[own.as_bytes()]);
                match self.numbers.get(&key) {
                    Some((line, before)) if *before != content => {
                        let message = format!(
                            "{own:?} came before in line {line} with other content; the first one stands"
                        );
                        p.problems.push(RowProblem::new(None, "number_repeated", message));
                    }
                    Some(_) => {}
                    None => {
                        self.numbers.insert(key, (p.line, content));
                    }
                }
                (format!("{}:{own}", if order { "order" } else { "id" }), order.then_some(own))
            }
            None => {
                let nth = self.equal.entry(content).or_default();
                *nth += 1;
                let name = hash.of(&[b"row", &content.to_be_bytes(), &nth.to_be_bytes()]);
                let number = format!("{}-{:010x}", day(at, &ready.zone), name & 0xff_ffff_ffff);
                if order {
                    (format!("order:{number}"), Some(number))
                } else {
                    (format!("row:{name:016x}"), None)
                }
            }
        };
        ThingRow { parsed: p, message, content, number }
    }
}

/// What the groups of one import of orders or interactions share.
#[derive(Debug)]
pub(crate) struct Things {
    pub source: Id,
    pub fields: PersonFields,
}

/// Writes the rows. One answer per row, in order.
pub(crate) fn write(
    tx: &mut Tx<'_>,
    shared: &Shared<'_>,
    things: &mut Things,
    ready: &Ready,
    rows: &[ThingRow],
) -> Result<Vec<Done>> {
    let store = shared.store;
    let now = store.now();
    let mark = store.id();
    let named = by_name(tx, rows)?;
    let known = known_people(tx, rows)?;
    let orders = known_orders(tx, shared, rows)?;
    let mut done: Vec<Option<Done>> = vec![None; rows.len()];
    let mut sent: Vec<(usize, i64)> = Vec::new();
    let mut updates: Vec<(usize, Id, String, String)> = Vec::new();
    let mut fills: Vec<(usize, Id, Vec<(String, Json)>)> = Vec::new();
    let mut parcel = Parcel::new(things.source, Door::File, shared.by(), now);
    parcel.import = Some(shared.import);
    for (at, row) in rows.iter().enumerate() {
        let p = &row.parsed;
        let node = match (p.keys.is_empty(), p.person_text("name")) {
            (true, Some(name)) => match named.get(name).map(Vec::as_slice) {
                Some([one]) => Some(*one),
                Some([]) | None => {
                    let problem =
                        RowProblem::new(None, "person_unknown", format!("nobody is called {name:?}"));
                    put(&mut done, at, Done::refused(vec![problem]));
                    continue;
                }
                Some(many) => {
                    let message = format!(
                        "{} people are called {name:?}; an address or a number would tell them apart",
                        many.len()
                    );
                    put(
                        &mut done,
                        at,
                        Done::refused(vec![RowProblem::new(None, "person_ambiguous", message)]),
                    );
                    continue;
                }
            },
            _ => None,
        };
        let mut kind = kind_of(ready, p);
        let mut message = row.message.clone();
        if let Some(order) = row.number.as_ref().and_then(|n| orders.get(&order_hash(shared, n))) {
            let amount = p.amount.and_then(to_scaled).unwrap_or(0);
            let currency = p.currency.unwrap_or(ready.currency);
            let differs = p.amount.is_some() && (amount != order.amount || currency.code() != order.currency);
            if differs {
                let message = format!(
                    "this order is known with {} {}; the file says {} {}",
                    gx_kernel::money::from_scaled(order.amount),
                    order.currency,
                    gx_kernel::money::from_scaled(amount),
                    currency.code()
                );
                put(&mut done, at, Done::refused(vec![RowProblem::new(None, "order_differs", message)]));
                continue;
            }
            let own = order.differing(shared.update, &p.values);
            if !own.is_empty() {
                fills.push((at, order.id, own));
            }
            match p.text("status") {
                Some(status) if status != order.status && shared.update != Update::Fill => {
                    kind = Kind::OrderUpdate;
                    message = format!("{message}:{status}");
                    updates.push((at, order.id, order.status.clone(), status.to_owned()));
                }
                _ => {
                    let filled = fills.last().is_some_and(|(row, ..)| *row == at);
                    let what = if filled { What::Update } else { What::Same };
                    put(&mut done, at, Done { known: Some(order.root), ..Done::new(what) });
                    continue;
                }
            }
        }
        let message_hash = store.hash().of(&[b"message", &things.source.0.to_be_bytes(), message.as_bytes()]);
        sent.push((at, message_hash));
        let incoming = incoming(shared, ready, &known, row, kind, message);
        parcel.inputs.push(Ok(Prepared {
            occurred_at: p.at.unwrap_or(now).min(now),
            keys: if node.is_some() { Vec::new() } else { p.keys.clone() },
            node,
            to: None,
            message_hash,
            content_hash: row.content,
            staff: None,
            incoming,
        }));
    }
    let committed = commit::commit(tx, store, &mut things.fields, ready.currency.code(), &[parcel])?;
    let fills = fill(tx, shared, &fills)?;
    let made = book(tx, shared, mark, now, &updates, fills)?;
    let outcomes = committed.outcomes.into_iter().next().unwrap_or_default();
    let seen = people_of_messages(tx, &sent, &outcomes)?;
    for ((at, hash), outcome) in sent.iter().zip(outcomes) {
        let answer = match outcome {
            Outcome::Accepted { node, root, .. } => {
                let what = if updates.iter().any(|u| u.0 == *at) { What::Update } else { What::New };
                Done { known: (!made.contains(&node)).then_some(root), ..Done::new(what) }
            }
            Outcome::Duplicate => Done { known: seen.get(hash).copied(), ..Done::new(What::Same) },
            Outcome::Refused(r) => Done::refused(vec![RowProblem::new(None, r.reason, r.message)]),
        };
        put(&mut done, *at, answer);
    }
    Ok(done.into_iter().map(|d| d.unwrap_or_else(|| Done::new(What::Same))).collect())
}

fn put(done: &mut [Option<Done>], at: usize, answer: Done) {
    if let Some(slot) = done.get_mut(at) {
        *slot = Some(answer);
    }
}

fn kind_of(ready: &Ready, p: &Parsed) -> Kind {
    match ready.object {
        ObjectKind::Order => Kind::Purchase,
        _ => p.text("kind").and_then(Kind::parse).unwrap_or(Kind::Event),
    }
}

fn incoming(
    shared: &Shared<'_>,
    ready: &Ready,
    known: &HashMap<i64, HashSet<String>>,
    row: &ThingRow,
    kind: Kind,
    message_id: String,
) -> Incoming {
    let p = &row.parsed;
    let order = ready.object == ObjectKind::Order;
    let text = |key: &str| p.text(key).map(str::to_owned);
    let mut props = Map::new();
    for (key, v) in &p.values {
        if let Some(bare) = key.strip_prefix("x_") {
            props.insert(bare.to_owned(), v.clone());
        }
    }
    if let Some(n) =
        p.text("quantity").and_then(|q| q.parse::<f64>().ok()).and_then(serde_json::Number::from_f64)
    {
        props.insert("quantity".into(), Json::Number(n));
    }
    if let Some(status) = text("status") {
        props.insert("status".into(), status.into());
    }
    let mut traits: Map<String, Json> = p.person.iter().cloned().collect();
    if shared.update == Update::Fill {
        for k in &p.keys {
            if let Some(said) = known.get(&k.hash) {
                traits.retain(|key, _| !said.contains(key));
            }
        }
    }
    Incoming {
        message_id,
        kind,
        direction: p.text("direction").and_then(Direction::parse).unwrap_or(Direction::In),
        channel: text("channel").unwrap_or_else(|| "file".into()),
        occurred_at: p.at,
        identities: p.keys.iter().map(|k| k.identity.clone()).collect(),
        traits: if p.keys.is_empty() { Map::new() } else { traits },
        title: if order { text("number") } else { text("title") },
        text: text("text"),
        object_kind: if order { Some("order".into()) } else { text("object_kind") },
        object_id: if order { row.number.clone() } else { text("object_id") },
        amount: p.amount,
        currency: p.amount.is_some().then_some(p.currency.unwrap_or(ready.currency)),
        props,
        to: None,
    }
}

/// Living persons of the names that rows without any identity give.
fn by_name(tx: &mut Tx<'_>, rows: &[ThingRow]) -> Result<HashMap<String, Vec<Id>>> {
    let mut out: HashMap<String, Vec<Id>> = HashMap::new();
    for row in rows.iter().filter(|r| r.parsed.keys.is_empty()) {
        let Some(name) = row.parsed.person_text("name") else { continue };
        if !out.contains_key(name) {
            let found = tx.query(
                "SELECT id FROM person WHERE name_key = $1 AND name = $2 AND merged_into IS NULL AND deleted_at IS NULL LIMIT 50",
                &[gx_text::sort_key_zh(name).into(), name.into()],
            )?;
            out.insert(name.to_owned(), found.iter().map(|r| r.id(0)).collect::<Result<_>>()?);
        }
    }
    Ok(out)
}

/// What is said already of the persons behind identities, where rows say something too.
fn known_people(tx: &mut Tx<'_>, rows: &[ThingRow]) -> Result<HashMap<i64, HashSet<String>>> {
    let hashes: Vec<i64> = rows
        .iter()
        .filter(|r| !r.parsed.person.is_empty())
        .flat_map(|r| r.parsed.keys.iter().map(|k| k.hash))
        .collect();
    if hashes.is_empty() {
        return Ok(HashMap::new());
    }
    let held: Vec<(i64, Id)> = tx
        .query_in(
            "SELECT hash, person_id FROM identity WHERE deleted_at IS NULL AND shared = 0 AND hash IN",
            &hashes,
        )?
        .iter()
        .map(|r| Ok((r.int(0)?, r.id(1)?)))
        .collect::<Result<_>>()?;
    let ids: Vec<Id> = held.iter().map(|(_, id)| *id).collect();
    let said: HashMap<Id, HashSet<String>> =
        node::load(tx, &ids)?.into_iter().map(|n| (n.id, n.own.values().keys().cloned().collect())).collect();
    Ok(held.into_iter().filter_map(|(hash, id)| Some((hash, said.get(&id)?.clone()))).collect())
}

/// Fills fields of one's own of orders that were there before; the entries of the change log.
fn fill(
    tx: &mut Tx<'_>,
    shared: &Shared<'_>,
    fills: &[(usize, Id, Vec<(String, Json)>)],
) -> Result<Vec<Entry>> {
    let ids: Vec<Id> = fills.iter().map(|(_, id, _)| *id).collect();
    let mut held = own::held(tx, &Access::system(), own::ORDERS, &ids)?;
    let mut log = Vec::new();
    for (_, id, values) in fills {
        if let Some(one) = held.get_mut(id) {
            log.extend(own::write(tx, own::ORDERS, one, values.clone(), shared.store.now())?);
        }
    }
    Ok(log)
}

struct KnownOrder {
    fields: Map<String, Json>,
    /// Which of its fields staff wrote.
    by_staff: HashSet<String>,
    id: Id,
    root: Id,
    status: String,
    amount: i64,
    currency: String,
}

impl KnownOrder {
    /// The values of a row that are to be put into fields of one's own: what staff wrote stands unless the file is to
    /// replace everything.
    fn differing(&self, update: Update, values: &[(String, Json)]) -> Vec<(String, Json)> {
        let wanted = |(key, value): &&(String, Json)| {
            let held = self.fields.get(key);
            key.starts_with("x_")
                && held != Some(value)
                && match update {
                    Update::Fill => held.is_none() && !self.by_staff.contains(key),
                    Update::Overwrite => !self.by_staff.contains(key),
                    Update::Replace => true,
                }
        };
        values.iter().filter(wanted).cloned().collect()
    }
}

fn order_hash(shared: &Shared<'_>, number: &str) -> i64 {
    shared.store.hash().of(&[b"order", number.trim().as_bytes()])
}

/// Orders with the rows' numbers that this import did not make.
fn known_orders(tx: &mut Tx<'_>, shared: &Shared<'_>, rows: &[ThingRow]) -> Result<HashMap<i64, KnownOrder>> {
    let hashes: Vec<i64> =
        rows.iter().filter_map(|r| r.number.as_ref()).map(|n| order_hash(shared, n)).collect();
    let mut out = HashMap::new();
    let sql = "SELECT o.number_hash, o.id, n.canonical_id, o.status, o.amount, o.currency, o.import_id, o.fields FROM orders o JOIN person n ON n.id = o.person_id \
               WHERE o.deleted_at IS NULL AND o.number_hash IN";
    let known = tx.query_in(sql, &hashes)?;
    let ids = known.iter().map(|r| r.int(1)).collect::<Result<Vec<_>>>()?;
    let own = rows.iter().any(|r| r.parsed.values.iter().any(|(key, _)| key.starts_with("x_")));
    let staff = if own { own::by_staff(tx, own::ORDERS, &ids)? } else { HashSet::new() };
    for r in known {
        if r.opt_id(6)? != Some(shared.import) {
            let id = r.id(1)?;
            let order = KnownOrder {
                fields: r.json(7)?,
                by_staff: staff.iter().filter(|(row, _)| *row == id).map(|(_, key)| key.clone()).collect(),
                id,
                root: r.id(2)?,
                status: r.string(3)?,
                amount: r.int(4)?,
                currency: r.string(5)?,
            };
            out.insert(r.int(0)?, order);
        }
    }
    Ok(out)
}

/// Puts everything that the transaction wrote into the import's batch; the persons it made.
fn book(
    tx: &mut Tx<'_>,
    shared: &Shared<'_>,
    mark: Id,
    now: Micros,
    updates: &[(usize, Id, String, String)],
    fills: Vec<Entry>,
) -> Result<HashSet<Id>> {
    tx.execute(
        "UPDATE change SET batch_id = $1 WHERE batch_id IN (SELECT id FROM batch WHERE id > $2 AND by_kind = 'import' AND by_id = $3)",
        &[shared.batch.into(), mark.into(), shared.import.into()],
    )?;
    tx.execute(
        "DELETE FROM batch WHERE id > $1 AND by_kind = 'import' AND by_id = $2",
        &[mark.into(), shared.import.into()],
    )?;
    let mut log = Batch::resume(shared.batch, shared.by(), now);
    let mut made = HashSet::new();
    for r in tx.query(
        "SELECT id, name FROM person WHERE id > $1 AND import_id = $2",
        &[mark.into(), shared.import.into()],
    )? {
        made.insert(r.id(0)?);
        let after = Map::from_iter([("name".to_owned(), r.string(1)?.into())]);
        log.log(Entry { object: "person", row: r.id(0)?, op: Op::Create, before: Map::new(), after });
    }
    for (_, id, before, after) in updates {
        let status = |v: &String| Map::from_iter([("status".to_owned(), v.clone().into())]);
        log.log(Entry {
            object: "order",
            row: *id,
            op: Op::Update,
            before: status(before),
            after: status(after),
        });
    }
    for entry in fills {
        log.log(entry);
    }
    log.flush(tx, shared.store)?;
    Ok(made)
}

fn people_of_messages(
    tx: &mut Tx<'_>,
    sent: &[(usize, i64)],
    outcomes: &[Outcome],
) -> Result<HashMap<i64, Id>> {
    let hashes: Vec<i64> = sent
        .iter()
        .zip(outcomes)
        .filter(|(_, o)| matches!(o, Outcome::Duplicate))
        .map(|((_, hash), _)| *hash)
        .collect();
    tx.query_in(
        "SELECT i.message_hash, n.canonical_id FROM interaction i JOIN person n ON n.id = i.person_id WHERE i.message_hash IN",
        &hashes,
    )?
    .iter()
    .map(|r| Ok((r.int(0)?, r.id(1)?)))
    .collect()
}

//! A lead is made by hand or over the API: whose it is about, whether they are spoken for, and whom it goes to.

use gx_kernel::identity::IdentityValue;
use gx_kernel::{Id, IdKind, Problem};
use gx_people::resolve::Keyed;
use gx_people::{edit as file, people};
use gx_store::access::{Access, Verb};
use gx_store::change::Batch;
use gx_store::{Result, Store, Tx, settings};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use super::edit::{clean, made, may};
use super::hand::{self, Hand, How};
use super::record::{self, Lead};
use super::touch::{self, Touch};
use crate::colleagues::Colleagues;
use crate::{pool, registration};

/// Who a lead is about, and whom it goes to; the rest are its fields.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    person: Option<String>,
    identities: Vec<IdentityValue>,
    to: Option<String>,
    #[serde(flatten)]
    set: Map<String, Json>,
}

/// Refuses where the person is somebody else's, has an open lead, or was registered by a colleague.
fn alone(tx: &mut Tx<'_>, store: &Store, access: &Access, person: Id) -> Result<()> {
    record::lock_person(tx, person)?;
    let held = record::open_of(tx, person)?;
    let mine = |lead: &Lead| lead.owner.is_none() || lead.owner == access.by().id() || unbound(access);
    if let Some(lead) = &held
        && mine(lead)
        && may(tx, access, lead, Verb::See)?
    {
        let message = format!("{} is about this person already.", lead.number);
        return Err(Problem::conflict("open_lead", message).with("lead", lead.shown()).into());
    }
    let sql = "SELECT r.owner FROM person n JOIN person r ON r.id = n.canonical_id WHERE n.id = $1";
    let owner = match tx.first(sql, &[person.into()])? {
        Some(r) => r.opt_id(0)?,
        None => None,
    };
    let me = access.by().id();
    let holder = held.as_ref().and_then(|lead| lead.owner).or(owner).filter(|id| Some(*id) != me);
    let registered = registration::of_person(tx, store, person)?.filter(|id| Some(*id) != me);
    if holder.is_none() && registered.is_none() && held.is_none() {
        return Ok(());
    }
    if held.is_none() && unbound(access) {
        return Ok(());
    }
    Err(known(tx, store, access, holder, registered, held.as_ref())?.into())
}

/// Whether nobody's word stands in the way: of who shares leads out, and of a program, which brings what it is told.
fn unbound(access: &Access) -> bool {
    access.may(hand::SHARES_OUT) || access.is_program()
}

/// Tells that somebody is spoken for: by whom, and nothing else. With the ticket a dispute is opened about a lead that is
/// out of sight.
fn known(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    holder: Option<Id>,
    registered: Option<Id>,
    held: Option<&Lead>,
) -> Result<Problem> {
    let colleagues = Colleagues::load(tx)?;
    let disputed = held.filter(|lead| lead.owner.is_some() && lead.owner != access.by().id());
    let told = Problem::conflict("known", "A colleague looks after this person already.");
    Ok(told
        .with("holder", json!(holder.map(|id| colleagues.named(id))))
        .with("registered", json!(registered.map(|id| colleagues.named(id))))
        .with("lead", json!(disputed.map(Lead::shown)))
        .with("ticket", json!(disputed.map(|lead| ticket(store, access, lead.id)))))
}

/// What proves that somebody was told of a lead: theirs alone, and of this lead alone.
pub(crate) fn ticket(store: &Store, access: &Access, lead: Id) -> String {
    format!("{:016x}", proof(store, access, lead))
}

/// Whether a text is that ticket: numbers are compared, which takes as long whatever they are.
pub(crate) fn is_ticket(store: &Store, access: &Access, lead: Id, text: &str) -> bool {
    u64::from_str_radix(text, 16).is_ok_and(|said| said == proof(store, access, lead))
}

fn proof(store: &Store, access: &Access, lead: Id) -> u64 {
    let me = access.by().id().map_or(0, |id| id.0);
    store.hash().of(&[b"lead ticket", &lead.0.to_be_bytes(), &me.to_be_bytes()]).cast_unsigned()
}

/// The person whom some addresses name: found, or made; whether they were made.
fn person_of(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    wish: &Wish,
    name: Option<&str>,
) -> Result<Option<(Id, bool)>> {
    if let Some(text) = wish.person.as_deref().filter(|t| !t.is_empty()) {
        let unknown = || Problem::field("person", "unknown_record", format!("there is no record {text:?}"));
        let id = Id::read(IdKind::Person, text).ok_or_else(unknown)?;
        let (root, _) = people::root(tx, access, id)?.ok_or_else(unknown)?;
        alone(tx, store, access, root)?;
        return Ok(Some((root, false)));
    }
    let country = settings::get::<String>(tx, "country")?.unwrap_or_else(|| "CN".into());
    let keys: Vec<Keyed> =
        wish.identities.iter().map(|one| file::normal(store, one, &country)).collect::<Result<_>>()?;
    let mut found: Option<Id> = None;
    for key in &keys {
        let Some(id) = file::holder_of(tx, key)? else { continue };
        if found.is_some_and(|other| other != id) {
            let message = "These addresses belong to two persons. Leave one of them out.";
            return Err(Problem::conflict("ambiguous", message).into());
        }
        found = Some(id);
    }
    if let Some(id) = found {
        alone(tx, store, access, id)?;
        return Ok(Some((id, false)));
    }
    let company = wish.set.get("company").and_then(Json::as_str);
    let registered = registration::held_by(tx, store, &keys, company)?;
    if let Some(who) = registered.filter(|who| Some(*who) != access.by().id() && !unbound(access)) {
        return Err(known(tx, store, access, None, Some(who), None)?.into());
    }
    if keys.is_empty() && name.is_none() {
        return Ok(None);
    }
    let mut set = Map::new();
    if let Some(name) = name {
        set.insert("name".into(), name.into());
    }
    Ok(Some((file::create(tx, store, access, &set, &keys)?.0, true)))
}

/// Makes a lead by hand, or over the API.
///
/// # Errors
///
/// A problem at the field at fault; `open_lead` or `known` where the person is spoken for.
pub fn create(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<(Id, Id)> {
    access.need_verb(Verb::Create)?;
    let values = clean(tx, store, access, &wish.set)?;
    let said = |key: &str| {
        let found = values.iter().find(|(k, _)| k == key);
        found.and_then(|(_, v)| v.as_str()).filter(|t| !t.is_empty()).map(str::to_owned)
    };
    let (name, company) = (said("name"), said("company"));
    let pools = pool::load(tx)?;
    let me = access.by().id();
    let to = wish.to.as_deref().filter(|t| !t.is_empty()).unwrap_or("me");
    let colleagues = Colleagues::load(tx)?;
    let mut given = match to {
        "me" => Hand::new(How::Made, me, None),
        "rules" => Hand::new(How::Made, None, None),
        text => match pool::named(&pools, text) {
            Some(pool) => Hand::new(How::Made, None, Some(pool.id)),
            None => {
                Hand::new(How::Made, colleagues.read_users("to", &[text.to_owned()])?.first().copied(), None)
            }
        },
    };
    if given.to.is_some_and(|user| !access.may_create_for(Some(user))) {
        let message = "your role may not make leads for this colleague";
        return Err(Problem::field("to", "out_of_reach", message).into());
    }
    let person = person_of(tx, store, access, wish, name.as_deref())?;
    if person.is_none() && company.is_none() {
        return Err(Problem::field("name", "missing", "a lead needs a name, an address or a company").into());
    }
    let number = record::next_numbers(tx, 1)?.pop().unwrap_or_default();
    let mut lead = Lead::new(store.id(), number, store.now());
    for (key, value) in values {
        lead.put(&key, value);
    }
    lead.person = person.map(|(id, _)| id);
    if lead.text("name").is_none() {
        let called = match lead.person {
            Some(id) => tx
                .first(
                    "SELECT r.name FROM person n JOIN person r ON r.id = n.canonical_id WHERE n.id = $1",
                    &[id.into()],
                )?
                .map(|r| r.string(0))
                .transpose()?,
            None => None,
        };
        lead.put("name", called.or(company).unwrap_or_default().into());
    }
    if lead.text("currency").is_none() {
        lead.put("currency", settings::currency(tx)?.into());
    }
    record::insert(tx, std::slice::from_ref(&lead), false)?;
    let kind = if access.is_program() { "api" } else { "hand" };
    let touch = Touch {
        at: store.now(),
        kind: kind.into(),
        text: lead.text("interest").map(str::to_owned),
        staff: me,
        ..Touch::default()
    };
    touch::add(tx, store, vec![(lead.id, touch)])?;
    let decisions;
    if to == "rules" {
        decisions = crate::assign::run::decisions(tx, store, &[lead.id])?;
        if let Some(decision) = decisions.get(&lead.id) {
            given = decision.hand(None);
        }
    }
    let mut batch = Batch::open(tx, store, "create", access.by(), None, None)?;
    hand::settle(store.now(), &pools, &mut lead, &given);
    record::update(tx, store, &lead)?;
    hand::trace(tx, store, &lead, &given, None, (me, Some(batch.id)))?;
    // Whom a role makes is its own where it would lose sight of them; here they are whose the lead is.
    let from = person.and_then(|(_, fresh)| me.filter(|_| fresh));
    batch.log(made(&lead));
    hand::keep(tx, store, &mut batch, lead.person, (from, lead.owner))?;
    let mut news = hand::News::default();
    news.add(&lead, &given, None);
    news.tell(tx, store, me)?;
    registration::came(tx, store, &lead)?;
    batch.flush(tx, store)?;
    Ok((lead.id, batch.id))
}

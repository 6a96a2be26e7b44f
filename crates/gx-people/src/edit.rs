//! What staff do to a person: create, change, delete, addresses, consents, ties. All in the change log.

use gx_kernel::identity::IdentityValue;
use gx_kernel::object::{FieldSet, FieldType, ObjectKind};
use gx_kernel::{FieldError, Id, IdKind, Problem};
use gx_record::notices::{self, Notice};
use gx_record::{fields, value};
use gx_store::access::{Access, Holding, Verb};
use gx_store::change::{Batch, By, Entry, Op};
use gx_store::{Conflict, Result, Store, Tx};
use serde_json::{Map, Value as Json, json};

use crate::identity::{self, NewIdentity};
use crate::portrait::{Claim, Portrait};
use crate::resolve::{Keyed, Resolver};
use crate::{consent, file, indexed, node, page, people, rules, since};

/// Clean values for an object's fields, or every field at fault.
pub fn clean(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    object: ObjectKind,
    set: &Map<String, Json>,
) -> Result<Vec<(String, Json)>> {
    let known = fields::load(tx, object)?;
    let (good, bad) = sift(tx, store, access, (object, &known), set)?;
    if bad.is_empty() { Ok(good) } else { Err(Problem::invalid(bad).into()) }
}

/// The values of some fields in their clean form, and those at fault, each with what is wrong with it.
pub(crate) fn sift(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    (object, known): (ObjectKind, &FieldSet),
    set: &Map<String, Json>,
) -> Result<(Vec<(String, Json)>, Vec<FieldError>)> {
    let rules = gx_record::rules::load(tx, object)?;
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for (key, raw) in set {
        let refuse =
            |code: &str, message: String| FieldError { field: key.clone(), code: code.into(), message };
        match known.get(key) {
            None => bad.push(refuse("unknown_field", format!("there is no field {key:?}"))),
            Some(_) if access.locks_of(object, key) => {
                bad.push(refuse("hidden", "your role may not change this field".into()))
            }
            Some(f) if !f.editable => {
                bad.push(refuse("read_only", "this field follows from other data".into()))
            }
            Some(f) if f.ty == FieldType::File => {
                match file::reach::value(tx, access, key, raw)?.and_then(|v| rules.apply(f, v)) {
                    Ok(v) => good.push((key.clone(), v)),
                    Err(e) => bad.push(e),
                }
            }
            Some(f) => match value::clean(f, raw, store.now()).and_then(|v| rules.apply(f, v)) {
                Ok(v) if f.ty == FieldType::User && !v.is_null() && !user_exists(tx, &v)? => {
                    bad.push(refuse("unknown_user", format!("there is no user {v}")))
                }
                Ok(v) if f.ty == FieldType::Link && !v.is_null() && !linkable(tx, access, &v)? => {
                    bad.push(refuse("unknown_record", format!("there is no record {v}")))
                }
                Ok(v) => good.push((key.clone(), v)),
                Err(e) => bad.push(e),
            },
        }
    }
    Ok((good, bad))
}

fn user_exists(tx: &mut Tx<'_>, v: &Json) -> Result<bool> {
    let Some(id) = v.as_str().and_then(|t| Id::read(IdKind::User, t)) else { return Ok(false) };
    Ok(tx.first("SELECT id FROM staff WHERE id = $1", &[id.into()])?.is_some())
}

/// An identity as typed, in its normal form.
pub fn normal(store: &Store, identity: &IdentityValue, country: &str) -> Result<Keyed> {
    let refuse = |code: &str, message: String| Problem::field(&identity.kind.as_text(), code, message);
    let value = gx_text::normalise(&identity.kind, &identity.value, Some(country))
        .map_err(|e| refuse("not_valid", e.message.to_string()))?;
    if gx_text::is_blocked(&identity.kind, &value) {
        return Err(refuse("placeholder", format!("{value:?} is a placeholder, not an address")).into());
    }
    Ok(Keyed::new(store, IdentityValue { kind: identity.kind.clone(), value }))
}

/// The person who already has an address.
pub(crate) fn holder(tx: &mut Tx<'_>, key: &Keyed) -> Result<Option<(Id, String)>> {
    tx.first(
        "SELECT r.id, r.name FROM identity i JOIN person n ON n.id = i.person_id JOIN person r ON r.id = n.canonical_id \
         WHERE i.hash = $1 AND i.deleted_at IS NULL AND r.deleted_at IS NULL ORDER BY i.shared, i.id LIMIT 1",
        &[key.hash.into()],
    )?
    .map(|r| Ok((r.id(0)?, r.string(1)?)))
    .transpose()
}

/// The root that already has an address, whoever may see it.
pub fn holder_of(tx: &mut Tx<'_>, key: &Keyed) -> Result<Option<Id>> {
    Ok(holder(tx, key)?.map(|(id, _)| id))
}

/// An address is taken; by whom is told to those who may see them.
fn taken(access: &Access, tx: &mut Tx<'_>, key: &Keyed, id: Id, name: &str) -> Result<Problem> {
    let identity = json!({"kind": key.identity.kind.as_text(), "value": key.identity.value});
    let (kind, value) = (&key.identity.kind, &key.identity.value);
    if people::root(tx, access, id)?.is_none() {
        let message = format!("{kind} {value} already belongs to somebody whom your role does not see.");
        return Ok(Problem::conflict("duplicate", message).with("identity", identity));
    }
    Ok(Problem::conflict("duplicate", format!("{kind} {value} already belongs to {name}."))
        .with("person", json!({"id": id.show(IdKind::Person), "name": name}))
        .with("identity", identity))
}

/// Makes a person by hand.
pub fn create(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    set: &Map<String, Json>,
    identities: &[Keyed],
) -> Result<(Id, Id)> {
    for key in identities {
        if let Some((id, name)) = holder(tx, key)? {
            return Err(taken(access, tx, key, id, &name)?.into());
        }
    }
    let mut values = clean(tx, store, access, ObjectKind::Person, set)?;
    let owner =
        values.iter().find(|(k, _)| k == "owner").and_then(|(_, v)| Id::read(IdKind::User, v.as_str()?));
    if !access.may_create_for(owner) {
        return Err(
            Problem::field("owner", "out_of_reach", "your role may not make people for this owner").into()
        );
    }
    if let (None, Some(me), false) =
        (owner, access.by().id(), access.allows(Verb::See, Id(0), Holding::default()))
    {
        // Nobody makes a record that they lose sight of at once.
        values.push(("owner".into(), me.show(IdKind::User).into()));
    }
    if values.iter().all(|(_, v)| v.is_null()) && identities.is_empty() {
        return Err(Problem::field("name", "missing", "a person needs a name or an address").into());
    }
    rules::whole(tx, access, ObjectKind::Person, &values)?;
    let mut resolver = Resolver::open(tx, store, &[])?;
    let mut portrait = Portrait::default();
    for (key, v) in &values {
        portrait.state(key, Claim { value: v.clone(), by: access.by(), at: store.now() });
    }
    let after = portrait.values();
    let id = resolver.new_node(portrait);
    resolver.reindex(id);
    resolver.close(tx)?;
    let mut batch = Batch::open(tx, store, "create", access.by(), None, None)?;
    file::store::hang_values(tx, store, access.by().id(), "person", id, &after)?;
    batch.log(Entry { object: "person", row: id, op: Op::Create, before: Map::new(), after });
    for key in identities {
        attach(tx, store, access, &mut batch, id, key)?;
    }
    batch.flush(tx, store)?;
    node::refresh(tx, id, store.now())?;
    indexed::put(tx, store, &[id], &[])?;
    // A colleague who is given somebody new hears of it as of anybody who is handed over.
    if let Some((_, owner)) = values.iter().find(|(key, _)| key == "owner") {
        tell_owner(tx, store, access, owner, Some(id), 1)?;
    }
    Ok((id, batch.id))
}

/// The person who is known by these addresses and whom the caller may see. Two persons are one too many.
pub fn known_by(tx: &mut Tx<'_>, access: &Access, keys: &[Keyed]) -> Result<Option<Id>> {
    let mut found: Option<(Id, &Keyed)> = None;
    for key in keys {
        let Some((id, name)) = holder(tx, key)? else { continue };
        match found {
            Some((other, first)) if other != id => {
                let message = format!(
                    "{} {} and {} {} belong to two persons.",
                    first.identity.kind, first.identity.value, key.identity.kind, key.identity.value
                );
                return Err(Problem::conflict("ambiguous", message).into());
            }
            _ => found = Some((id, key)),
        }
        if people::root(tx, access, id)?.is_none() {
            return Err(taken(access, tx, key, id, &name)?.into());
        }
    }
    Ok(found.map(|(id, _)| id))
}

/// Changes values of a person and adds addresses, as one batch; none if nothing was to be changed.
pub fn change_with(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    root: Id,
    set: &Map<String, Json>,
    keys: &[Keyed],
) -> Result<Option<Id>> {
    rewrite(tx, store, access, root, set, (keys, &[]))
}

/// Changes values of a person, adds addresses and takes some of theirs away, as one batch; none if nothing was to be
/// changed.
pub fn rewrite(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    root: Id,
    set: &Map<String, Json>,
    (keys, gone): (&[Keyed], &[Id]),
) -> Result<Option<Id>> {
    let mut fresh = Vec::new();
    for key in keys {
        match holder(tx, key)? {
            Some((id, _)) if id == root => {}
            Some((id, name)) => return Err(taken(access, tx, key, id, &name)?.into()),
            None => fresh.push(key),
        }
    }
    let batch = change(tx, store, access, root, set)?;
    let mut log = Batch::resume(batch, access.by(), store.now());
    for key in &fresh {
        attach(tx, store, access, &mut log, root, key)?;
    }
    for identity in gone {
        detach(tx, store, &mut log, root, *identity)?;
    }
    let added = !log.is_empty();
    log.flush(tx, store)?;
    if added {
        touched(tx, store, root)?;
    }
    let changed =
        added || tx.first("SELECT id FROM change WHERE batch_id = $1 LIMIT 1", &[batch.into()])?.is_some();
    Ok(changed.then_some(batch))
}

/// Changes values of a person unless one of them is no longer what their author read. Returns the batch for undo.
pub fn change_since(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    set: &Map<String, Json>,
    was: &Map<String, Json>,
) -> Result<Id> {
    if !was.is_empty() {
        let root = people::root_to_edit(tx, access, id)?;
        let values = clean(tx, store, access, ObjectKind::Person, set)?;
        if let Some(person) = page::load(tx, access, root)? {
            since::unmoved(&person.portrait, &values, was)?;
        }
    }
    change(tx, store, access, id, set)
}

/// Changes values of a person. Returns the batch for undo.
pub fn change(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    set: &Map<String, Json>,
) -> Result<Id> {
    let root = people::root_to_edit(tx, access, id)?;
    let values = clean(tx, store, access, ObjectKind::Person, set)?;
    rules::unique(tx, access, ObjectKind::Person, &values, Some(root))?;
    let mut held = node::get(tx, root)?.ok_or_else(|| Problem::not_found("The person"))?;
    let (mut before, mut after) = (Map::new(), Map::new());
    for (key, v) in values {
        let old = held.own.value(&key).cloned().unwrap_or_default();
        if held.own.state(&key, Claim { value: v.clone(), by: access.by(), at: store.now() }) {
            before.insert(key.clone(), old);
            after.insert(key, v);
        }
    }
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    if !after.is_empty() {
        node::save_fields(tx, &held, after.keys(), store.now())?;
        if after.keys().any(|key| indexed::knows(key)) {
            indexed::put(tx, store, &[root], &[])?;
        }
        if let Some(owner) = after.get("owner") {
            tell_owner(tx, store, access, owner, Some(root), 1)?;
        }
        file::store::hang_values(tx, store, access.by().id(), "person", root, &after)?;
        batch.log(Entry { object: "person", row: root, op: Op::Update, before, after });
    }
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// Writes values of a person that follow from something else, such as who looks after them from whose lead they are.
/// They stand above what was said before as the word of a rule, and belong to the batch of what they follow from: its undo
/// takes them back too.
pub fn follow(
    tx: &mut Tx<'_>,
    store: &Store,
    batch: &mut Batch,
    root: Id,
    set: &Map<String, Json>,
) -> Result<()> {
    let mut held = node::get(tx, root)?.ok_or_else(|| Problem::not_found("The person"))?;
    let (mut before, mut after) = (Map::new(), Map::new());
    for (key, value) in set {
        let old = held.own.value(key).cloned().unwrap_or_default();
        if held.own.replace(key, Claim { value: value.clone(), by: By::Rule, at: store.now() }) {
            before.insert(key.clone(), old);
            after.insert(key.clone(), value.clone());
        }
    }
    if after.is_empty() {
        return Ok(());
    }
    node::save_fields(tx, &held, after.keys(), store.now())?;
    if after.keys().any(|key| indexed::knows(key)) {
        indexed::put(tx, store, &[root], &[])?;
    }
    batch.log(Entry { object: "person", row: root, op: Op::Update, before, after });
    Ok(())
}

/// Tells a colleague that they look after somebody from now on, or after so many.
pub(crate) fn tell_owner(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    owner: &Json,
    row: Option<Id>,
    people: u64,
) -> Result<()> {
    let Some(user) = owner.as_str().and_then(|t| Id::read(IdKind::User, t)) else { return Ok(()) };
    let (by, object) = (access.by().id(), row.map(|_| "person"));
    let notice = Notice { kind: "owner", by, object, row, detail: json!({"people": people}) };
    notices::give(tx, store, user, &notice).map(|_| ())
}

/// Takes persons away; undo brings them back.
pub fn delete(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Id> {
    let root = people::root_for(tx, access, id, Verb::Delete)?;
    let mut batch = Batch::open(tx, store, "delete", access.by(), None, None)?;
    for member in node::members(tx, root)? {
        take_away(tx, store, member)?;
        batch.log(Entry {
            object: "person",
            row: member,
            op: Op::Delete,
            before: Map::new(),
            after: Map::new(),
        });
    }
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// Takes a node away, with its words in the index.
pub(crate) fn take_away(tx: &mut Tx<'_>, store: &Store, id: Id) -> Result<()> {
    tx.execute(
        "UPDATE person SET deleted_at = $1, updated_at = $1 WHERE id = $2",
        &[store.now().into(), id.into()],
    )?;
    gx_store::search::remove(tx, ObjectKind::Person, &[id])
}

/// Whether a link's value names a living record that the caller may see.
fn linkable(tx: &mut Tx<'_>, access: &Access, v: &Json) -> Result<bool> {
    let Some((kind, id)) = v.as_str().and_then(Id::read_any) else { return Ok(false) };
    let (table, see) = match kind {
        IdKind::Person => ("person", access.see_person("x")),
        IdKind::Company => ("company", access.see(ObjectKind::Company, "x")),
        _ => return Ok(false),
    };
    let sql = format!("SELECT x.id FROM {table} x WHERE x.id = $1 AND x.deleted_at IS NULL AND {see}");
    Ok(tx.first(&sql, &[id.into()])?.is_some())
}

fn attach(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    batch: &mut Batch,
    node: Id,
    key: &Keyed,
) -> Result<Id> {
    let new = NewIdentity::owned(store, node, key.clone(), store.now(), access.by());
    let id = new.id;
    identity::insert(tx, &[new], Conflict::Fail)?;
    let mut after = Map::new();
    after.insert("person".into(), node.show(IdKind::Person).into());
    after.insert(key.identity.kind.as_text().into_owned(), key.identity.value.clone().into());
    batch.log(Entry { object: "identity", row: id, op: Op::Create, before: Map::new(), after });
    Ok(id)
}

/// Adds an address.
pub fn add_identity(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, key: &Keyed) -> Result<Id> {
    let root = people::root_to_edit(tx, access, id)?;
    if let Some((holder, name)) = holder(tx, key)? {
        return Err(if holder == root {
            Problem::conflict("already_there", format!("{} is already listed.", key.identity.value)).into()
        } else {
            taken(access, tx, key, holder, &name)?.into()
        });
    }
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    attach(tx, store, access, &mut batch, root, key)?;
    batch.flush(tx, store)?;
    touched(tx, store, root)?;
    Ok(batch.id)
}

/// Takes an address away.
pub fn remove_identity(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, identity: Id) -> Result<Id> {
    let root = people::root_to_edit(tx, access, id)?;
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    detach(tx, store, &mut batch, root, identity)?;
    batch.flush(tx, store)?;
    touched(tx, store, root)?;
    Ok(batch.id)
}

fn detach(tx: &mut Tx<'_>, store: &Store, batch: &mut Batch, root: Id, identity: Id) -> Result<()> {
    let row = tx
        .first(
            "SELECT i.kind, i.value, i.person_id FROM identity i JOIN person n ON n.id = i.person_id WHERE i.id = $1 AND n.canonical_id = $2 AND i.deleted_at IS NULL",
            &[identity.into(), root.into()],
        )?
        .ok_or_else(|| Problem::not_found("The identity"))?;
    let mut before = Map::new();
    before.insert("person".into(), row.id(2)?.show(IdKind::Person).into());
    before.insert(row.string(0)?, row.string(1)?.into());
    batch.log(Entry { object: "identity", row: identity, op: Op::Delete, before, after: Map::new() });
    tx.execute("UPDATE identity SET deleted_at = $1 WHERE id = $2", &[store.now().into(), identity.into()])?;
    Ok(())
}

/// Brings a root's shown addresses, name and index up to date after its identities changed.
pub(crate) fn touched(tx: &mut Tx<'_>, store: &Store, root: Id) -> Result<()> {
    node::refresh(tx, root, store.now())?;
    let members = node::members(tx, root)?;
    indexed::put(tx, store, &members, &[])
}

/// States a consent on behalf of the person.
pub fn set_consent(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    channel: &str,
    purpose: &str,
    state: &str,
) -> Result<Id> {
    let root = people::root_to_edit(tx, access, id)?;
    let Some((channel, purpose, state)) = consent::parse(&format!("{channel}.{purpose}"), &state.into())
    else {
        return Err(Problem::field(
            "state",
            "unknown",
            "state is granted or denied, for a known channel and purpose",
        )
        .into());
    };
    let old = consent::of_members(tx, &[root], None)?
        .into_iter()
        .find(|c| c.channel == channel && c.purpose == purpose)
        .map(|c| c.state);
    let mut batch = Batch::open(tx, store, "consent", access.by(), None, None)?;
    let entry = |v: Json| Map::from_iter([(format!("{channel}.{purpose}"), v)]);
    batch.log(Entry {
        object: "consent",
        row: root,
        op: Op::Update,
        before: entry(old.into()),
        after: entry(state.clone().into()),
    });
    batch.flush(tx, store)?;
    consent::put(tx, root, &consent::Consent { channel, purpose, state, by: access.by(), at: store.now() })?;
    Ok(batch.id)
}

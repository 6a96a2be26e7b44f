//! Values on their way into a portrait, from programs and from staff.

use gx_kernel::object::{FieldSet, FieldType, ObjectKind};
use gx_kernel::{FieldError, Id, Micros};
use gx_record::{fields, value};
use gx_store::change::{Batch, By, Entry, Op};
use gx_store::{Result, Store, Tx};
use serde_json::{Map, Value as Json};

use crate::node;
use crate::portrait::Claim;
use crate::resolve::Resolver;

/// The fields that traits are written to, custom ones included; grows as programs send new traits.
#[derive(Debug, Clone)]
pub struct PersonFields(pub FieldSet);

impl PersonFields {
    /// Reads the registry.
    pub fn load(tx: &mut Tx<'_>) -> Result<Self> {
        fields::load(tx, ObjectKind::Person).map(Self)
    }

    /// The key under which a trait is kept; a new scalar trait becomes a custom field.
    fn key_for(
        &mut self,
        tx: &mut Tx<'_>,
        store: &Store,
        name: &str,
        value: &Json,
    ) -> Result<Option<String>> {
        if let Some(field) = self.0.get(name) {
            return Ok(field.editable.then(|| name.to_owned()));
        }
        let Some(key) = fields::custom_key(name.strip_prefix("x_").unwrap_or(name)) else { return Ok(None) };
        if self.0.get(&key).is_some() {
            return Ok(Some(key));
        }
        let ty = match value {
            Json::Bool(_) => FieldType::Bool,
            Json::Number(_) => FieldType::Number,
            Json::String(s) if s.chars().count() > value::TEXT_MAX => FieldType::LongText,
            Json::String(_) => FieldType::Text,
            _ => return Ok(None),
        };
        if self.0.fields.iter().filter(|f| f.custom).count() >= fields::MOST_CUSTOM {
            return Ok(None);
        }
        fields::ensure(tx, store, ObjectKind::Person, &key, name, ty)?;
        *self = Self::load(tx)?;
        Ok(Some(key))
    }
}

/// Clean (key, value) pairs, and what could not be used.
pub type CleanTraits = (Vec<(String, Json)>, Vec<FieldError>);

/// Cleans traits into claims: (key, value) pairs and what could not be used.
pub fn clean_traits(
    tx: &mut Tx<'_>,
    store: &Store,
    known: &mut PersonFields,
    traits: &Map<String, Json>,
    now: Micros,
) -> Result<CleanTraits> {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for (name, raw) in traits {
        if raw.is_null() {
            continue;
        }
        let Some(key) = known.key_for(tx, store, name, raw)? else { continue };
        let Some(field) = known.0.get(&key) else { continue };
        match value::clean(field, raw, now) {
            Ok(Json::Null) => {}
            Ok(v) => good.push((key, v)),
            Err(e) => bad.push(e),
        }
    }
    Ok((good, bad))
}

/// States claims about a node as part of an ingest batch. What was new is logged, except for nodes that are themselves new.
#[expect(clippy::too_many_arguments, reason = "one statement's facts, used at the two doors of ingest")]
pub fn state(
    tx: &mut Tx<'_>,
    store: &Store,
    resolver: &mut Resolver<'_>,
    log: &mut Option<Batch>,
    node: Id,
    values: &[(String, Json)],
    by: By,
    at: Micros,
) -> Result<()> {
    if values.is_empty() {
        return Ok(());
    }
    if let Some(portrait) = resolver.fresh_portrait(node) {
        for (key, v) in values {
            portrait.state(key, Claim { value: v.clone(), by, at });
        }
        resolver.reindex(node);
        return Ok(());
    }
    resolver.flush_fresh(tx)?;
    let Some(mut held) = node::get(tx, node)? else { return Ok(()) };
    let (mut before, mut after) = (Map::new(), Map::new());
    for (key, v) in values {
        let old = held.own.value(key).cloned().unwrap_or_default();
        if held.own.state(key, Claim { value: v.clone(), by, at }) {
            before.insert(key.clone(), old);
            after.insert(key.clone(), v.clone());
        }
    }
    if after.is_empty() {
        return Ok(());
    }
    node::save(tx, &held, store.now())?;
    resolver.reindex(node);
    if log.is_none() {
        *log = Some(Batch::open(tx, store, "traits", by, None, None)?);
    }
    if let Some(batch) = log {
        batch.log(Entry { object: "person", row: node, op: Op::Update, before, after });
    }
    Ok(())
}

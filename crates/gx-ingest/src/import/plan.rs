//! The plan: what each column fills, and how; checked and made ready for rows.

use std::collections::BTreeMap;

use gx_files::detect::{ColumnGuess, TargetKey};
use gx_kernel::identity::IdentityKind;
use gx_kernel::money::Currency;
use gx_kernel::object::{Field, FieldSet, FieldType, ObjectKind};
use gx_kernel::{FieldError, Id, IdKind, Micros, Problem};
use gx_people::api::export::columns as export_columns;
use gx_record::rules::{self, Rules};
use gx_record::{fields, filtering};
use gx_store::{Result, Store, Tx, settings};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::links::Links;

/// What each column fills, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPlan {
    /// What the rows are.
    pub object: ObjectKind,
    /// What each column fills; an empty list takes what was detected.
    #[serde(default)]
    pub mapping: Vec<MapColumn>,
    /// How.
    #[serde(default)]
    pub options: PlanOptions,
}

impl Default for ImportPlan {
    fn default() -> Self {
        Self { object: ObjectKind::Person, mapping: Vec::new(), options: PlanOptions::default() }
    }
}

/// What one column fills.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapColumn {
    /// The column, from 0.
    pub column: usize,
    /// A field, an identity, `person.…`, `company`, `new:KEY`, or nothing.
    pub target: Option<String>,
}

/// How a person is found again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// By identities alone.
    Ids,
    /// By identities, else by likeness of name, address and dates.
    #[default]
    IdsAndLikeness,
}

/// What happens to values that are already there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Update {
    /// Only empty fields are filled.
    #[default]
    Fill,
    /// The file's value replaces older ones of files and programs; the word of staff stands.
    Overwrite,
    /// The file's value stands above everything that was said before `as_of`, by staff too: for connectors, which
    /// have settled before which of two values is to stand.
    Replace,
}

/// What happens to rows that are against a rule of quality.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnBreach {
    /// They are refused, with the reason.
    #[default]
    Refuse,
    /// They are taken, and stand with the breaches that the scan finds.
    Flag,
}

/// How rows are read and matched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanOptions {
    /// The name of where the file comes from; rows of one source are told apart across files.
    pub source: String,
    /// The country of phones without a code, two letters; empty refuses them.
    pub country: String,
    /// The currency of amounts without one.
    pub currency: String,
    /// Whether the day comes first in 1/2/2026; by default the column decides.
    pub day_first: Option<bool>,
    /// How a person is found again.
    #[serde(rename = "match")]
    pub matching: Match,
    /// What happens to values that are already there.
    pub update: Update,
    /// What happens to rows that are against a rule of quality.
    pub rules: OnBreach,
    /// The namespace of the file's own ids.
    pub external_ns: String,
    /// With `replace`: what people said after this moment stands all the same. Without it, the beginning of time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Micros>,
    /// Whether nobody is told of the end: for what runs many times a day and tells itself when something is wrong.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub quiet: bool,
}

/// What a column fills, ready to read cells with.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fill {
    /// A field of the object.
    Field(Field),
    /// An identity of the person.
    Identity(IdentityKind),
    /// A field of the person to whom an order or interaction belongs.
    Person(Field),
    /// The name of the person's company.
    Company,
}

/// Columns that fill one target together.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub key: String,
    pub columns: Vec<usize>,
    pub fill: Fill,
    /// A custom field that is still to be made, with its label.
    pub fresh: Option<String>,
}

/// A checked plan with everything that reading rows needs.
#[derive(Clone, Debug)]
pub(crate) struct Ready {
    pub object: ObjectKind,
    pub options: PlanOptions,
    pub slots: Vec<Slot>,
    /// The rules of quality of the object, and of the persons of orders and interactions.
    pub rules: Rules,
    pub of_person: Rules,
    pub zone: TimeZone,
    pub currency: Currency,
    pub now: Micros,
    /// Staff by id, login and name, for owners.
    pub staff: BTreeMap<String, Id>,
    /// Records that links name.
    pub links: Links,
}

/// The plan that detection suggests for an object.
pub(crate) fn suggest(
    known: &FieldSet,
    object: ObjectKind,
    guesses: &[ColumnGuess],
    mut options: PlanOptions,
) -> ImportPlan {
    let mut mapping = Vec::new();
    let headers: Vec<String> = guesses.iter().map(|g| g.header.clone()).collect();
    let ours = if exported_object(&headers) == Some(object) { export_columns(object) } else { &[] };
    for g in guesses {
        if let Some(key) = ours.get(g.column) {
            mapping.push(MapColumn { column: g.column, target: exported(known, object, key) });
            continue;
        }
        // A field of one's own is called by its label, in our own exports and by people; its key is nobody's business.
        if let Some(field) = called(known, &g.header) {
            mapping.push(MapColumn { column: g.column, target: Some(field.key.clone()) });
            continue;
        }
        let target = g.target.as_ref().map(|t| match t {
            TargetKey::Identity(kind) if !matches!(object, ObjectKind::Person | ObjectKind::Company) => {
                format!("person.{kind}")
            }
            TargetKey::Custom(key) if known.get(key).is_none() => {
                format!("new:{}", key.strip_prefix("x_").unwrap_or(key))
            }
            other => other.as_text(),
        });
        if let Some(TargetKey::Identity(IdentityKind::External(ns))) = &g.target
            && options.external_ns.is_empty()
        {
            options.external_ns.clone_from(ns);
        }
        mapping.push(MapColumn { column: g.column, target });
    }
    ImportPlan { object, mapping, options }
}

/// The custom field that a header names by its label, unless it is the key of a built-in field. Files are in no table.
fn called<'a>(known: &'a FieldSet, header: &str) -> Option<&'a Field> {
    if known.get(header.trim()).is_some_and(|f| !f.custom) {
        return None;
    }
    let folded = gx_text::fold(header);
    let named = |f: &&Field| f.label.as_deref().is_some_and(|label| gx_text::fold(label) == folded);
    known.fields.iter().filter(|f| f.custom && f.ty != FieldType::File).find(named)
}

/// Of which object a file with these headers is our own export, if it is one.
pub(crate) fn exported_object(headers: &[String]) -> Option<ObjectKind> {
    ObjectKind::SHARED.iter().copied().find(|object| {
        let columns = export_columns(*object);
        columns.len() <= headers.len() && columns.iter().zip(headers).all(|(column, header)| column == header)
    })
}

/// What a column of our own export fills when it is read again: nothing where it follows from other data.
fn exported(known: &FieldSet, object: ObjectKind, key: &str) -> Option<String> {
    let thing = matches!(object, ObjectKind::Order | ObjectKind::Interaction);
    match key {
        "person" | "who" if thing => Some("person.name".to_owned()),
        "id" => None,
        "email" | "phone" | "member_no" if object == ObjectKind::Person => Some(key.to_owned()),
        _ => known.get(key).filter(|f| f.editable || thing).map(|f| f.key.clone()),
    }
}

/// The options that a new import starts with.
pub(crate) fn first_options(tx: &mut Tx<'_>) -> Result<PlanOptions> {
    Ok(PlanOptions {
        country: settings::get::<String>(tx, "country")?.unwrap_or_else(|| "CN".into()),
        currency: settings::currency(tx)?,
        ..PlanOptions::default()
    })
}

/// Checks a plan against the object and the file's columns.
pub(crate) fn ready(tx: &mut Tx<'_>, store: &Store, plan: &ImportPlan, headers: &[String]) -> Result<Ready> {
    let known = fields::load(tx, plan.object)?;
    let people = fields::load(tx, ObjectKind::Person)?;
    let mut bad: Vec<FieldError> = Vec::new();
    let mut slots: Vec<Slot> = Vec::new();
    for m in &plan.mapping {
        let Some(text) = m.target.as_deref().map(str::trim).filter(|t| !t.is_empty()) else { continue };
        let place = format!("mapping.{}", m.column);
        let Some(header) = headers.get(m.column) else {
            bad.push(FieldError {
                field: place,
                code: "no_such_column".into(),
                message: format!("the file has {} columns", headers.len()),
            });
            continue;
        };
        if let Some(slot) = slots.iter_mut().find(|s| s.key == text) {
            slot.columns.push(m.column);
            continue;
        }
        match target(plan, &known, &people, text, header).and_then(without_files) {
            Ok((fill, fresh)) => {
                slots.push(Slot { key: text.to_owned(), columns: vec![m.column], fill, fresh })
            }
            Err((code, message)) => bad.push(FieldError { field: place, code: code.into(), message }),
        }
    }
    let has = |test: &dyn Fn(&Fill) -> bool| slots.iter().any(|s| test(&s.fill));
    let field = |key: &'static str| move |f: &Fill| matches!(f, Fill::Field(x) if x.key == key);
    let identity = |f: &Fill| matches!(f, Fill::Identity(_));
    let mut need = |ok: bool, code: &str, message: &str| {
        if !ok && bad.is_empty() {
            bad.push(FieldError { field: "mapping".into(), code: code.into(), message: message.into() });
        }
    };
    match plan.object {
        ObjectKind::Person => need(
            has(&identity) || has(&field("name")) || has(&field("given_name")) || has(&field("family_name")),
            "no_name",
            "people need a column with a name, an address or a number",
        ),
        ObjectKind::Company => need(
            has(&field("name")) || has(&field("domain")),
            "no_name",
            "companies need a column with a name or a domain",
        ),
        ObjectKind::Order | ObjectKind::Interaction => {
            let person = has(&identity) || has(&|f| matches!(f, Fill::Person(x) if x.key == "name"));
            need(
                person,
                "no_person",
                "rows need a column that names their person: person.email, person.phone, person.member_no, person.external:… or person.name",
            );
            let when = if plan.object == ObjectKind::Order { "placed_at" } else { "occurred_at" };
            need(has(&field(when)), "no_date", "rows need a column that says when it was");
        }
        ObjectKind::Deal | ObjectKind::Lead | ObjectKind::Activity => {
            need(false, "no_import", "deals and leads are made by hand and over the API, not from files")
        }
    }
    let country = plan.options.country.trim();
    let letters = country.bytes().all(|b| b.is_ascii_alphabetic());
    if !country.is_empty() && (country.len() != 2 || !letters) {
        bad.push(FieldError {
            field: "options.country".into(),
            code: "not_a_country".into(),
            message: format!("expected a country of two letters such as CN, got {country:?}"),
        });
    }
    let currency = if plan.options.currency.trim().is_empty() {
        settings::currency(tx)?
    } else {
        plan.options.currency.clone()
    };
    let currency = Currency::parse(&currency).unwrap_or_else(|| {
        bad.push(FieldError {
            field: "options.currency".into(),
            code: "not_a_currency".into(),
            message: format!("expected a currency such as CNY, got {currency:?}"),
        });
        Currency::CNY
    });
    if !bad.is_empty() {
        return Err(Problem::invalid(bad).into());
    }
    let mut staff = BTreeMap::new();
    if has(&|f| matches!(f, Fill::Field(x) if x.ty == FieldType::User)) {
        for r in tx.query("SELECT id, login, name FROM staff WHERE disabled_at IS NULL", &[])? {
            for text in [r.id(0)?.show(IdKind::User), r.string(1)?, r.string(2)?] {
                staff.insert(gx_text::fold(&text), r.id(0)?);
            }
        }
    }
    Ok(Ready {
        object: plan.object,
        options: plan.options.clone(),
        slots,
        rules: rules::load(tx, plan.object)?,
        of_person: rules::load(tx, ObjectKind::Person)?,
        zone: filtering::zone(tx)?,
        currency,
        now: store.now(),
        staff,
        links: Links(store.clone()),
    })
}

type Wrong = (&'static str, String);

/// What happens brings its person no files: they are imported with people and companies.
fn without_files(found: (Fill, Option<String>)) -> std::result::Result<(Fill, Option<String>), Wrong> {
    match &found.0 {
        Fill::Person(f) if f.ty == FieldType::File => {
            let message = format!("{:?} holds files, which come with people; leave the column out", f.key);
            Err(("file_by_id", message))
        }
        _ => Ok(found),
    }
}

fn target(
    plan: &ImportPlan,
    known: &FieldSet,
    people: &FieldSet,
    text: &str,
    header: &str,
) -> std::result::Result<(Fill, Option<String>), Wrong> {
    let object = plan.object;
    let wrong = |text: &str| Err(("unknown_target", format!("{object} has nothing called {text:?} to fill")));
    let thing = matches!(object, ObjectKind::Order | ObjectKind::Interaction);
    let (bare, of_person) = match text.strip_prefix("person.") {
        Some(bare) if thing => (bare, true),
        Some(_) => return wrong(text),
        None => (text, false),
    };
    if let Some(name) = text.strip_prefix("new:") {
        let key = fields::custom_key(name.strip_prefix("x_").unwrap_or(name))
            .ok_or_else(|| ("bad_key", format!("{name:?} cannot be the key of a field")))?;
        if let Some(field) = known.get(&key) {
            return Ok((Fill::Field(field.clone()), None));
        }
        let field = Field::custom(key, FieldType::Text, Some(header.to_owned()));
        return Ok((Fill::Field(field), Some(header.to_owned())));
    }
    let space = plan.options.external_ns.trim();
    let kind = match bare {
        "external" | "external:" => IdentityKind::parse(&format!("external:{space}")),
        _ => IdentityKind::parse(bare),
    };
    if let Some(kind) = kind {
        let takes = match object {
            ObjectKind::Company => matches!(kind, IdentityKind::External(_)),
            _ => true,
        };
        if takes {
            return Ok((Fill::Identity(kind), None));
        }
    }
    if of_person {
        return match people.get(bare) {
            Some(f) if f.editable => Ok((Fill::Person(f.clone()), None)),
            _ => wrong(text),
        };
    }
    if text == "company" && object == ObjectKind::Person {
        return Ok((Fill::Company, None));
    }
    match known.get(text) {
        Some(f) if f.editable || (thing && f.key != "received_at" && f.key != "updated_at") => {
            Ok((Fill::Field(f.clone()), None))
        }
        Some(_) => Err(("read_only", format!("{text:?} follows from other data and cannot be filled"))),
        // What detection calls a custom field may not be there yet.
        None if text.starts_with("x_") => {
            target(plan, known, people, &format!("new:{}", text.trim_start_matches("x_")), header)
        }
        None => wrong(text),
    }
}

//! Fields that people make themselves: made, renamed, reordered, given options, taken away and brought back.
//!
//! A field is a row of the registry; its values live in the records' one JSON column. So a new field costs the
//! same with ten records or with ten million, and a field taken away leaves its values where they are: bringing
//! it back brings them back.

use gx_kernel::object::{Field, FieldOption, FieldType, ObjectKind};
use gx_kernel::{Id, Problem};
use gx_store::change::{Batch, Entry, Logged, Op};
use gx_store::{Result, Store, Tx};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use crate::fields::{self, COLUMNS, custom_key, read, type_text};
use crate::help;

/// Options of one field, retired ones included.
pub const MOST_OPTIONS: usize = 300;
const LABEL_MAX: usize = 60;
const HELP_MAX: usize = 500;
const COLORS: &[&str] = &["plain", "jade", "amber", "cinnabar", "indigo"];

/// An option as people send it: without an id it is new.
#[derive(Clone, Debug, Deserialize)]
pub struct OptionInput {
    /// The id of an option that is there.
    #[serde(default)]
    pub id: Option<String>,
    /// What people read.
    pub label: String,
    /// Token colour.
    #[serde(default)]
    pub color: Option<String>,
    /// Not offered any more.
    #[serde(default)]
    pub retired: bool,
}

/// A field to be made.
#[derive(Clone, Debug, Deserialize)]
pub struct NewField {
    /// What people read.
    pub label: String,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: FieldType,
    /// Options of a choice.
    #[serde(default)]
    pub options: Vec<OptionInput>,
    /// What to write in it.
    #[serde(default)]
    pub help: Option<String>,
    /// Where a link leads.
    #[serde(default)]
    pub target: Option<ObjectKind>,
}

/// What changes about a field; what is not named stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct FieldChange {
    /// What people read.
    pub label: Option<String>,
    /// All options that shall be there, in their order. One left out is retired if it is in use by then, as records
    /// may hold it.
    pub options: Option<Vec<OptionInput>>,
    /// What to write in it; empty clears it.
    pub help: Option<String>,
    /// The key of the field that it shall stand before; empty puts it last.
    pub before: Option<String>,
}

fn wrong(field: &str, code: &str, message: impl Into<String>) -> Problem {
    Problem::field(field, code, message.into())
}

fn label(text: &str) -> Result<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let n = text.chars().count();
    if n == 0 || n > LABEL_MAX {
        return Err(
            wrong("label", "length", format!("a label has 1 to {LABEL_MAX} characters, got {n}")).into()
        );
    }
    Ok(text)
}

fn help(text: &str) -> Result<Option<String>> {
    let text = text.trim();
    if text.chars().count() > HELP_MAX {
        return Err(wrong("help", "too_long", format!("at most {HELP_MAX} characters")).into());
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// Options with ids: those that were there keep theirs, so that renaming one changes no record.
fn options(store: &Store, held: &[FieldOption], wished: &[OptionInput]) -> Result<Vec<FieldOption>> {
    let mut out: Vec<FieldOption> = Vec::new();
    for (n, input) in wished.iter().enumerate() {
        let at = format!("options.{n}");
        let label = input.label.trim();
        if label.is_empty() || label.chars().count() > LABEL_MAX {
            return Err(wrong(&at, "length", format!("an option has 1 to {LABEL_MAX} characters")).into());
        }
        if out.iter().any(|o| gx_text::fold(&o.label) == gx_text::fold(label)) {
            return Err(wrong(&at, "twice", format!("{label:?} is there twice")).into());
        }
        let color = input.color.as_deref().unwrap_or("plain");
        if !COLORS.contains(&color) {
            return Err(
                wrong(&at, "unknown_color", format!("a colour is one of {}", COLORS.join(", "))).into()
            );
        }
        let id = match &input.id {
            None => format!("o{}", store.id().0),
            Some(id) if held.iter().any(|o| o.id == *id) && !out.iter().any(|o| o.id == *id) => id.clone(),
            Some(id) => return Err(wrong(&at, "unknown_option", format!("there is no option {id:?}")).into()),
        };
        out.push(FieldOption {
            id,
            label: label.to_owned(),
            color: color.to_owned(),
            retired: input.retired,
        });
    }
    // What was left out stays for the records that hold it, and is not offered any more.
    for gone in held.iter().filter(|o| !out.iter().any(|n| n.id == o.id)).cloned().collect::<Vec<_>>() {
        if !out.iter().any(|o| gx_text::fold(&o.label) == gx_text::fold(&gone.label)) {
            out.push(FieldOption { retired: true, ..gone });
        }
    }
    if out.len() > MOST_OPTIONS {
        return Err(wrong(
            "options",
            "too_many",
            format!("at most {MOST_OPTIONS} options, got {}", out.len()),
        )
        .into());
    }
    Ok(out)
}

/// Whether another living field of the object has this label: two alike cannot be told apart in lists and files.
fn unique(tx: &mut Tx<'_>, object: ObjectKind, label: &str, but: Option<&str>) -> Result<()> {
    let known = fields::load(tx, object)?;
    let folded = gx_text::fold(label);
    match known.fields.iter().find(|f| {
        f.custom
            && but != Some(f.key.as_str())
            && f.label.as_deref().is_some_and(|l| gx_text::fold(l) == folded)
    }) {
        Some(f) => Err(wrong(
            "label",
            "duplicate",
            format!("there is a field {:?} already", f.label.as_deref().unwrap_or("")),
        )
        .into()),
        None => Ok(()),
    }
}

/// A key that no field of the object has or had: old values must not turn up in a new field.
fn free_key(tx: &mut Tx<'_>, object: ObjectKind, label: &str) -> Result<String> {
    let wished =
        custom_key(label).ok_or_else(|| wrong("label", "no_letters", "a label needs a letter or a digit"))?;
    let taken: Vec<String> = tx
        .query("SELECT key FROM field WHERE object = $1", &[object.as_text().into()])?
        .iter()
        .map(|r| r.string(0))
        .collect::<Result<_>>()?;
    let mut key = wished.clone();
    let mut n = 2;
    while taken.contains(&key) {
        key = format!("{wished}_{n}");
        n += 1;
    }
    Ok(key)
}

fn as_map(field: &Field) -> Map<String, Json> {
    let mut out = Map::new();
    out.insert("key".into(), field.key.as_str().into());
    out.insert("label".into(), field.label.clone().into());
    out.insert("type".into(), type_text(field.ty).into());
    if !field.options.is_empty() {
        out.insert("options".into(), json!(field.options));
    }
    if let Some(help) = &field.help {
        out.insert("help".into(), help.as_str().into());
    }
    out
}

/// Makes a field; its key, and the batch that takes it away again.
pub fn create(
    tx: &mut Tx<'_>,
    store: &Store,
    batch: &mut Batch,
    object: ObjectKind,
    new: &NewField,
) -> Result<Field> {
    if !FieldType::CUSTOM.contains(&new.ty) {
        return Err(wrong("type", "unknown_type", "a custom field cannot have this type").into());
    }
    if new.ty == FieldType::File && !matches!(object, ObjectKind::Person | ObjectKind::Company) {
        return Err(wrong("type", "unknown_type", "only people and companies have fields of files").into());
    }
    let label = label(&new.label)?;
    unique(tx, object, &label, None)?;
    let chosen = matches!(new.ty, FieldType::Choice | FieldType::MultiChoice);
    if new.ty == FieldType::Choice && new.options.is_empty() {
        return Err(wrong("options", "missing", "a choice needs options to choose from").into());
    }
    let target = match (new.ty, new.target) {
        (FieldType::Link, Some(target @ (ObjectKind::Person | ObjectKind::Company))) => Some(target),
        (FieldType::Link, _) => {
            return Err(wrong("target", "missing", "a link leads to person or company").into());
        }
        _ => None,
    };
    let field = Field {
        options: if chosen { options(store, &[], &new.options)? } else { Vec::new() },
        help: help(new.help.as_deref().unwrap_or_default())?,
        target,
        ..Field::custom(free_key(tx, object, &label)?, new.ty, Some(label))
    };
    let id = fields::insert(tx, store, object, &field)?;
    batch.log(Entry { object: "field", row: id, op: Op::Create, before: Map::new(), after: as_map(&field) });
    Ok(field)
}

/// A living custom field and its row.
fn held(tx: &mut Tx<'_>, object: ObjectKind, key: &str) -> Result<(Id, Field)> {
    let sql =
        format!("SELECT {COLUMNS}, id FROM field WHERE object = $1 AND key = $2 AND deleted_at IS NULL");
    let row = tx
        .first(&sql, &[object.as_text().into(), key.into()])?
        .ok_or_else(|| Problem::not_found("The field"))?;
    Ok((row.id(6)?, read(&row)?))
}

/// Changes a field.
pub fn change(
    tx: &mut Tx<'_>,
    store: &Store,
    batch: &mut Batch,
    object: ObjectKind,
    key: &str,
    wished: &FieldChange,
) -> Result<Field> {
    if let Some(field) = gx_kernel::object::built_in(object).get(key) {
        help::only(wished)?;
        let text = match &wished.help {
            Some(text) => help(text)?,
            None => return Err(wrong("help", "missing", "say what people should write").into()),
        };
        help::say(tx, store, batch, (object, key), text.clone())?;
        return Ok(Field { help: text, ..field.clone() });
    }
    let (id, mut field) = held(tx, object, key)?;
    let before = as_map(&field);
    if let Some(text) = &wished.label {
        let text = label(text)?;
        unique(tx, object, &text, Some(key))?;
        field.label = Some(text);
    }
    if let Some(text) = &wished.help {
        field.help = help(text)?;
    }
    if let Some(list) = &wished.options {
        if !matches!(field.ty, FieldType::Choice | FieldType::MultiChoice) {
            return Err(wrong("options", "no_options", "only a choice has options").into());
        }
        field.options = options(store, &field.options, list)?;
    }
    write(tx, id, &field)?;
    if let Some(next) = &wished.before {
        place_before(tx, object, key, next)?;
    }
    let after = as_map(&field);
    if before != after {
        batch.log(Entry { object: "field", row: id, op: Op::Update, before, after });
    }
    Ok(field)
}

fn write(tx: &mut Tx<'_>, id: Id, field: &Field) -> Result<()> {
    tx.execute(
        "UPDATE field SET label = $1, help = $2, options = $3 WHERE id = $4",
        &[
            field.label.clone().into(),
            field.help.clone().into(),
            serde_json::to_string(&field.options).unwrap_or_else(|_| "[]".into()).into(),
            id.into(),
        ],
    )?;
    Ok(())
}

fn place_before(tx: &mut Tx<'_>, object: ObjectKind, key: &str, next: &str) -> Result<()> {
    let known = fields::load(tx, object)?;
    let mut keys: Vec<String> =
        known.fields.into_iter().filter(|f| f.custom && f.key != key).map(|f| f.key).collect();
    let at = match next {
        "" => keys.len(),
        next => keys
            .iter()
            .position(|k| k == next)
            .ok_or_else(|| wrong("before", "unknown_field", format!("there is no field {next:?}")))?,
    };
    keys.insert(at, key.to_owned());
    let rows: Vec<Vec<gx_store::Value>> = (1_i64..)
        .zip(&keys)
        .map(|(n, k)| vec![n.into(), object.as_text().into(), k.as_str().into()])
        .collect();
    tx.execute_many(
        "UPDATE field SET place = $1 WHERE object = $2 AND key = $3 AND deleted_at IS NULL",
        &rows,
    )?;
    Ok(())
}

/// Takes a field away. Its values stay in the records and come back with it.
pub fn remove(
    tx: &mut Tx<'_>,
    store: &Store,
    batch: &mut Batch,
    object: ObjectKind,
    key: &str,
) -> Result<()> {
    let (id, field) = held(tx, object, key)?;
    tx.execute("UPDATE field SET deleted_at = $1 WHERE id = $2", &[store.now().into(), id.into()])?;
    batch.log(Entry { object: "field", row: id, op: Op::Delete, before: as_map(&field), after: Map::new() });
    Ok(())
}

/// Takes back one entry of a batch about a field.
pub fn take_back(tx: &mut Tx<'_>, store: &Store, batch: &mut Batch, e: &Logged) -> Result<()> {
    if help::take_back(tx, batch, e)? {
        return Ok(());
    }
    let sql = format!("SELECT {COLUMNS}, object FROM field WHERE id = $1");
    let row = tx.first(&sql, &[e.row.into()])?.ok_or_else(|| Problem::not_found("The field"))?;
    let (mut field, object) = (read(&row)?, ObjectKind::parse(row.text(6)?).unwrap_or(ObjectKind::Person));
    let op = match e.op.as_str() {
        "create" => {
            tx.execute(
                "UPDATE field SET deleted_at = $1 WHERE id = $2",
                &[store.now().into(), e.row.into()],
            )?;
            Op::Delete
        }
        "delete" => {
            unique(tx, object, field.label.as_deref().unwrap_or_default(), None)?;
            tx.execute("UPDATE field SET deleted_at = NULL WHERE id = $1", &[e.row.into()])?;
            Op::Restore
        }
        _ => {
            let text = |key: &str| e.before.get(key).and_then(Json::as_str).map(str::to_owned);
            field.label = text("label").or(field.label);
            field.help = text("help");
            let was: Vec<FieldOption> = e
                .before
                .get("options")
                .and_then(|o| serde_json::from_value(o.clone()).ok())
                .unwrap_or_default();
            // Options made by the change may be in use by now: they stay, retired.
            let newer: Vec<FieldOption> =
                field.options.iter().filter(|o| !was.iter().any(|w| w.id == o.id)).cloned().collect();
            field.options = was
                .into_iter()
                .chain(newer.into_iter().map(|o| FieldOption { retired: true, ..o }))
                .collect();
            write(tx, e.row, &field)?;
            Op::Update
        }
    };
    batch.log(Entry { object: "field", row: e.row, op, before: e.after.clone(), after: e.before.clone() });
    Ok(())
}

/// Fields that were taken away and can be brought back, newest first: the key, the label, and the batch to undo.
pub fn removed(tx: &mut Tx<'_>, object: ObjectKind) -> Result<Vec<(Field, Option<Id>)>> {
    let sql = format!(
        "SELECT {COLUMNS}, (SELECT MAX(c.batch_id) FROM change c JOIN batch b ON b.id = c.batch_id \
           WHERE c.row_id = field.id AND c.object = 'field' AND c.op = 'delete' AND b.undone_by IS NULL) \
         FROM field WHERE object = $1 AND deleted_at IS NOT NULL ORDER BY deleted_at DESC LIMIT 100"
    );
    tx.query(&sql, &[object.as_text().into()])?.iter().map(|r| Ok((read(r)?, r.opt_id(6)?))).collect()
}

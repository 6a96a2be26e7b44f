//! The registry: which fields an object has, custom ones included.

use gx_kernel::object::{Field, FieldOption, FieldSet, FieldType, ObjectKind, built_in};
use gx_kernel::{Id, Problem};
use gx_store::{Dialect, Result, Row, Store, Tx, Value};

use crate::{stages, territory};

/// No object may have more custom fields than this.
pub const MOST_CUSTOM: usize = 500;

/// All fields of an object: built-in ones first, then custom ones in the order people gave them.
pub fn load(tx: &mut Tx<'_>, object: ObjectKind) -> Result<FieldSet> {
    let mut set = built_in(object);
    if object == ObjectKind::Person
        && let Some(field) = set.fields.iter_mut().find(|f| f.key == "territory")
    {
        field.options = territory::options(tx)?;
    }
    if object == ObjectKind::Person
        && let Some(field) = set.fields.iter_mut().find(|f| f.key == "source")
    {
        field.options = origins(tx)?;
    }
    if object == ObjectKind::Deal {
        for field in &mut set.fields {
            match field.key.as_str() {
                "pipeline" => field.options = stages::pipelines(tx)?,
                "stage" => field.options = stages::stages(tx)?,
                _ => {}
            }
        }
    }
    if object == ObjectKind::Lead
        && let Some(field) = set.fields.iter_mut().find(|f| f.key == "pool")
    {
        field.options = stages::pools(tx)?;
    }
    let rows = tx.query(
        &format!("SELECT {COLUMNS} FROM field WHERE object = $1 AND deleted_at IS NULL ORDER BY place, id"),
        &[object.as_text().into()],
    )?;
    for row in &rows {
        set.fields.push(read(row)?);
    }
    Ok(set)
}

/// Files of which lists can ask who is known from them; older ones are asked for by nobody.
const MOST_IMPORTS: usize = 1_000;

/// Where people may be known from: colleagues, sources of data and files, by their names.
fn origins(tx: &mut Tx<'_>) -> Result<Vec<FieldOption>> {
    let sql = format!(
        "SELECT 'source:' || CAST(id AS TEXT), name FROM source UNION ALL SELECT 'user:' || CAST(id AS TEXT), name FROM staff \
         UNION ALL SELECT 'import:' || CAST(i.id AS TEXT), i.name FROM (SELECT id, name FROM import ORDER BY id DESC LIMIT {MOST_IMPORTS}) i"
    );
    let rows = tx.query(&sql, &[])?;
    let option = |id: String, label: String| FieldOption { id, label, color: "plain".into(), retired: false };
    let mut out: Vec<FieldOption> =
        rows.iter().map(|r| Ok(option(r.string(0)?, r.string(1)?))).collect::<Result<_>>()?;
    // What bears no name is asked for by its word.
    out.extend(["rule", "system"].map(|word| option(word.to_owned(), word.to_owned())));
    Ok(out)
}

/// What [`read`] reads.
pub(crate) const COLUMNS: &str = "key, type, label, options, help, target";

/// A custom field as its row says.
pub(crate) fn read(row: &Row) -> Result<Field> {
    let ty: FieldType = serde_json::from_value(row.text(1)?.into()).unwrap_or(FieldType::Text);
    Ok(Field {
        options: row.json(3)?,
        help: row.opt_string(4)?,
        target: row.opt_text(5)?.and_then(ObjectKind::parse),
        ..Field::custom(row.text(0)?, ty, Some(row.string(2)?))
    })
}

/// The expression that rows of `alias` sort by for a custom field: NULL where there is no value of its type.
/// Choices stand in the order of their options.
pub fn sort_expression(dialect: Dialect, alias: &str, field: &Field) -> String {
    // Keys are letters, digits and underscores, see `custom_key`; ids of options are made by us.
    let key: String = field.key.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
    let (ty, text, number) = match dialect {
        Dialect::Sqlite => (
            format!("json_type({alias}.fields, '$.{key}')"),
            format!("json_extract({alias}.fields, '$.{key}')"),
            format!("CAST(json_extract({alias}.fields, '$.{key}') AS REAL)"),
        ),
        Dialect::Postgres => (
            format!("jsonb_typeof({alias}.fields -> '{key}')"),
            format!("({alias}.fields ->> '{key}') COLLATE \"C\""),
            format!("({alias}.fields ->> '{key}')::float8"),
        ),
    };
    match field.ty {
        ty_ if ty_.is_number() => {
            format!("CASE WHEN {ty} IN ('integer', 'real', 'number') THEN {number} END")
        }
        FieldType::Bool => {
            let boolean = match dialect {
                Dialect::Sqlite => format!("{ty} = 'true'"),
                Dialect::Postgres => format!("({alias}.fields -> '{key}') = 'true'::jsonb"),
            };
            format!(
                "CASE WHEN {ty} IN ('true', 'false', 'boolean') THEN CASE WHEN {boolean} THEN 1.0 ELSE 0.0 END END"
            )
        }
        FieldType::Choice if !field.options.is_empty() => {
            let mut out = format!("CASE {text}");
            for (n, option) in field.options.iter().enumerate() {
                let id: String =
                    option.id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                out.push_str(&format!(" WHEN '{id}' THEN {n}.0"));
            }
            // PostgreSQL would make a numeric of it, which a cursor's float does not fit.
            match dialect {
                Dialect::Sqlite => out + " END",
                Dialect::Postgres => format!("({out} END)::float8"),
            }
        }
        _ => format!("CASE WHEN {ty} IN ('text', 'string') THEN {text} END"),
    }
}

/// The key of a custom field made from any heading or trait name: `x_` and at most 60 of `a-z 0-9 _` or CJK characters.
pub fn custom_key(name: &str) -> Option<String> {
    let mut key = String::from("x_");
    for c in gx_text::fold(name).chars() {
        if c.is_alphanumeric() {
            key.push(c);
        } else if !key.ends_with('_') {
            key.push('_');
        }
        if key.chars().count() >= 62 {
            break;
        }
    }
    let key = key.trim_end_matches('_').to_owned();
    (key.len() > 2).then_some(key)
}

/// Adds a custom field if it is not there; refuses beyond [`MOST_CUSTOM`].
pub fn ensure(
    tx: &mut Tx<'_>,
    store: &Store,
    object: ObjectKind,
    key: &str,
    label: &str,
    ty: FieldType,
) -> Result<()> {
    insert(tx, store, object, &Field::custom(key, ty, Some(label.to_owned())))?;
    Ok(())
}

/// Writes a new field, which stands last; its row, or the one of a living field that has the key.
pub(crate) fn insert(tx: &mut Tx<'_>, store: &Store, object: ObjectKind, field: &Field) -> Result<Id> {
    let row = tx.one(
        "SELECT COUNT(*), MAX(place) FROM field WHERE object = $1 AND deleted_at IS NULL",
        &[object.as_text().into()],
    )?;
    if row.int(0)? as usize >= MOST_CUSTOM {
        return Err(Problem::bad(
            "too_many_fields",
            format!("{object} already has {MOST_CUSTOM} custom fields"),
        )
        .into());
    }
    let (id, place) = (store.id(), row.opt_int(1)?.unwrap_or(0) + 1);
    tx.execute(
        "INSERT INTO field (id, object, key, type, label, options, help, target, place, created_at, deleted_at) \
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,NULL) ON CONFLICT DO NOTHING",
        &[
            id.into(),
            object.as_text().into(),
            field.key.as_str().into(),
            type_text(field.ty).into(),
            Value::from(field.label.clone().unwrap_or_default()),
            serde_json::to_string(&field.options).unwrap_or_else(|_| "[]".into()).into(),
            field.help.clone().into(),
            field.target.map(ObjectKind::as_text).into(),
            place.into(),
            store.now().into(),
        ],
    )?;
    Ok(id)
}

/// A type's stable text.
pub(crate) fn type_text(ty: FieldType) -> String {
    serde_json::to_value(ty).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

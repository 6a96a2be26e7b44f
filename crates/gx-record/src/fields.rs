//! The registry: which fields an object has, custom ones included.

use gx_kernel::Problem;
use gx_kernel::object::{Field, FieldOption, FieldSet, FieldType, ObjectKind, built_in};
use gx_store::{Result, Store, Tx, Value};

/// No object may have more custom fields than this.
pub const MOST_CUSTOM: usize = 500;

/// All fields of an object.
pub fn load(tx: &mut Tx<'_>, object: ObjectKind) -> Result<FieldSet> {
    let mut set = built_in(object);
    let rows = tx.query(
        "SELECT key, type, label, options FROM field WHERE object = $1 AND deleted_at IS NULL ORDER BY id",
        &[object.as_text().into()],
    )?;
    for row in rows {
        let ty: FieldType = serde_json::from_value(row.text(1)?.into()).unwrap_or(FieldType::Text);
        let options: Vec<FieldOption> = row.json(3)?;
        set.fields.push(Field {
            key: row.string(0)?,
            ty,
            label: Some(row.string(2)?),
            options,
            custom: true,
            editable: true,
            sortable: false,
        });
    }
    Ok(set)
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
    let count = tx
        .one(
            "SELECT COUNT(*) FROM field WHERE object = $1 AND deleted_at IS NULL",
            &[object.as_text().into()],
        )?
        .int(0)?;
    if count as usize >= MOST_CUSTOM {
        return Err(Problem::bad(
            "too_many_fields",
            format!("{object} already has {MOST_CUSTOM} custom fields"),
        )
        .into());
    }
    let ty = serde_json::to_value(ty).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    tx.execute(
        "INSERT INTO field (id, object, key, type, label, options, created_at, deleted_at) VALUES ($1,$2,$3,$4,$5,'[]',$6,NULL) ON CONFLICT DO NOTHING",
        &[store.id().into(), object.as_text().into(), key.into(), ty.into(), Value::from(label), store.now().into()],
    )?;
    Ok(())
}

//! Rules of data quality over records: whether a value is the only one, and the scan that finds what is against a rule.

use std::collections::HashSet;

use gx_kernel::hash::KeyedHash;
use gx_kernel::object::{Field, ObjectKind};
use gx_kernel::{FieldError, Id, IdKind, Micros, Problem};
use gx_record::fields;
use gx_record::rules::{self, Rule};
use gx_store::access::Access;
use gx_store::{Dialect, Result, Store, Tx};
use serde::Serialize;
use serde_json::Value as Json;

/// The job that looks through all records.
pub const SCAN_JOB: &str = "rules.scan";
/// Rows that the scan reads at once.
const STEP: usize = 5000;
/// Records that are kept for one kind of breach; beyond it the figure says "at least".
pub const MOST: usize = 100_000;

/// The table of an object that can have rules, its alias, and which of its rows are living records.
fn table(object: ObjectKind) -> Option<(&'static str, &'static str, &'static str)> {
    match object {
        ObjectKind::Person => Some(("person", "p", "p.merged_into IS NULL AND p.deleted_at IS NULL")),
        ObjectKind::Company => Some(("company", "c", "c.deleted_at IS NULL")),
        _ => None,
    }
}

fn id_kind(object: ObjectKind) -> IdKind {
    if object == ObjectKind::Company { IdKind::Company } else { IdKind::Person }
}

/// Refuses values that another living record has already where the rule says that there is one only.
///
/// # Errors
///
/// With the field and, where the caller may see it, the record in the way.
pub fn unique(
    tx: &mut Tx<'_>,
    access: &Access,
    object: ObjectKind,
    values: &[(String, Json)],
    but: Option<Id>,
) -> Result<()> {
    let bad = taken(tx, access, object, values, but)?;
    if bad.is_empty() { Ok(()) } else { Err(Problem::invalid(bad).into()) }
}

/// What [`unique`] refuses, field by field.
pub(crate) fn taken(
    tx: &mut Tx<'_>,
    access: &Access,
    object: ObjectKind,
    values: &[(String, Json)],
    but: Option<Id>,
) -> Result<Vec<FieldError>> {
    let rules = rules::load(tx, object)?;
    let Some((from, alias, living)) = table(object) else { return Ok(Vec::new()) };
    if !rules.all().any(|(_, rule)| rule.unique) {
        return Ok(Vec::new());
    }
    let known = fields::load(tx, object)?;
    let mut bad = Vec::new();
    for (key, value) in values.iter().filter(|(_, v)| !v.is_null()) {
        let Some(field) = known.get(key).filter(|_| rules.of(key).is_some_and(|r| r.unique)) else {
            continue;
        };
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        alone(tx, object, key, &text)?;
        let sql = format!(
            "SELECT {alias}.id, {alias}.name FROM {from} {alias} WHERE {} = $1 AND {living} AND {alias}.id <> $2 LIMIT 1",
            rules::expression(tx.dialect(), alias, field)
        );
        let Some(row) = tx.first(&sql, &[text.into(), but.map_or(0, |id| id.0).into()])? else { continue };
        let sql =
            format!("SELECT 1 FROM {from} {alias} WHERE {alias}.id = $1 AND {}", access.see(object, alias));
        let seen = tx.first(&sql, &[row.id(0)?.into()])?.is_some();
        let message = if seen {
            format!("{} has this value already ({})", row.text(1)?, row.id(0)?.show(id_kind(object)))
        } else {
            "a record that your role does not see has this value already".to_owned()
        };
        bad.push(FieldError { field: key.clone(), code: "not_unique".into(), message });
    }
    Ok(bad)
}

/// Refuses a new record that lacks what a rule needs, or has a value that another has already.
///
/// # Errors
///
/// With every field at fault.
pub fn whole(tx: &mut Tx<'_>, access: &Access, object: ObjectKind, values: &[(String, Json)]) -> Result<()> {
    // What the caller may not write cannot be asked of them.
    let mut missing = rules::load(tx, object)?.missing(values);
    missing.retain(|fault| !access.locks_of(object, &fault.field));
    if !missing.is_empty() {
        return Err(Problem::invalid(missing).into());
    }
    unique(tx, access, object, values, None)
}

/// Two who write the same value at once must see each other: the second waits until the first has committed. Many may
/// write different values of a field at once, but not while a file writes it.
fn alone(tx: &mut Tx<'_>, object: ObjectKind, key: &str, text: &str) -> Result<()> {
    if tx.dialect() == Dialect::Postgres {
        let (field, what) = (format!("{object}.{key}"), format!("{object}.{key}.{text}"));
        tx.query("SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))", &[field.into()])?;
        tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", &[what.into()])?;
    }
    Ok(())
}

/// Keeps everybody else from writing a field until this transaction, which writes many of its values, has committed.
///
/// # Errors
///
/// When the database fails.
pub fn alone_for_many(tx: &mut Tx<'_>, object: ObjectKind, key: &str) -> Result<()> {
    if tx.dialect() == Dialect::Postgres {
        let field = format!("{object}.{key}");
        tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", &[field.into()])?;
    }
    Ok(())
}

/// The living records that have one of some values in a field: each value with a record.
///
/// # Errors
///
/// When the database fails.
pub fn held_by(
    tx: &mut Tx<'_>,
    object: ObjectKind,
    field: &Field,
    texts: &[String],
) -> Result<Vec<(String, Id)>> {
    let Some((from, alias, living)) = table(object) else { return Ok(Vec::new()) };
    let value = rules::expression(tx.dialect(), alias, field);
    let mut out = Vec::new();
    for chunk in texts.chunks(500) {
        let places: Vec<String> = (1..=chunk.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "SELECT {value}, {alias}.id FROM {from} {alias} WHERE {value} IN ({}) AND {living}",
            places.join(", ")
        );
        let params: Vec<gx_store::Value> = chunk.iter().map(|t| t.clone().into()).collect();
        for r in tx.query(&sql, &params)? {
            out.push((r.string(0)?, r.id(1)?));
        }
    }
    Ok(out)
}

/// Those of some records that have a value in a field.
///
/// # Errors
///
/// When the database fails.
pub fn filled(tx: &mut Tx<'_>, object: ObjectKind, field: &Field, ids: &[Id]) -> Result<Vec<Id>> {
    let Some((from, alias, _)) = table(object) else { return Ok(Vec::new()) };
    let value = rules::expression(tx.dialect(), alias, field);
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let sql = format!("SELECT {alias}.id FROM {from} {alias} WHERE {value} IS NOT NULL AND {alias}.id IN");
    tx.query_in(&sql, &keys)?.iter().map(|r| r.id(0)).collect()
}

/// Values of one rule that a bulk change would give to many.
pub fn refuse_for_many(
    tx: &mut Tx<'_>,
    object: ObjectKind,
    set: &[(String, Json)],
    many: usize,
) -> Result<()> {
    let rules = rules::load(tx, object)?;
    let twice =
        set.iter().find(|(key, v)| many > 1 && !v.is_null() && rules.of(key).is_some_and(|r| r.unique));
    match twice {
        Some((key, _)) => {
            Err(Problem::field(key, "not_unique", "many records cannot have the one value").into())
        }
        None => Ok(()),
    }
}

/// Looks through all records for what is against the rules, one rule after the other.
pub fn scan(store: &Store, stopping: &dyn Fn() -> bool) -> Result<()> {
    drop_indexes(store)?;
    for object in [ObjectKind::Person, ObjectKind::Company] {
        let (rules, known) = store.read(|tx| Ok((rules::load(tx, object)?, fields::load(tx, object)?)))?;
        for (key, rule) in rules.all() {
            let Some(field) = known.get(key) else { continue };
            if rule.unique {
                index(store, object, field)?;
            }
            let found = against(store, object, field, rule, stopping)?;
            if stopping() {
                return Ok(());
            }
            store.write(|tx| keep(tx, object, key, rule, &found, store.now()))?;
        }
    }
    Ok(())
}

/// What the index of a unique field is called: letters of any script may be in a key, and none in a name here.
fn index_name(object: ObjectKind, key: &str) -> String {
    let hash = KeyedHash::new(*b"guanxi rule name").of(&[key.as_bytes()]);
    format!("rule_{object}_{:016x}", hash.cast_unsigned())
}

/// Makes the index by which [`unique`] finds a value without reading every record. On PostgreSQL writers go on
/// meanwhile; the embedded database has one writer, who waits: a quarter of a second of processor time with 300,000
/// people, see docs/BENCHMARKS.md. Until it is there a value is looked for among all records, which is slower and
/// finds the same.
fn index(store: &Store, object: ObjectKind, field: &Field) -> Result<()> {
    let Some((from, _, _)) = table(object) else { return Ok(()) };
    let value = rules::expression(store.dialect(), from, field).replace(&format!("{from}."), "");
    store.make_index(&index_name(object, &field.key), &format!("{from} ({value})"))
}

/// Takes the indexes of fields away that are not unique any more.
fn drop_indexes(store: &Store) -> Result<()> {
    let mut wanted = HashSet::new();
    for object in [ObjectKind::Person, ObjectKind::Company] {
        let rules = store.read(|tx| rules::load(tx, object))?;
        wanted.extend(rules.all().filter(|(_, rule)| rule.unique).map(|(key, _)| index_name(object, key)));
    }
    for prefix in ["rule_person_", "rule_company_"] {
        for name in store.indexes(prefix)?.into_iter().filter(|name| !wanted.contains(name)) {
            store.drop_index(&name)?;
        }
    }
    Ok(())
}

/// Records against one rule: what it is against, and which.
type Breach = (&'static str, Id);

fn against(
    store: &Store,
    object: ObjectKind,
    field: &Field,
    rule: &Rule,
    stopping: &dyn Fn() -> bool,
) -> Result<Vec<Breach>> {
    let Some((from, alias, living)) = table(object) else { return Ok(Vec::new()) };
    let value = store.read(|tx| Ok(rules::expression(tx.dialect(), alias, field)))?;
    let mut out: Vec<Breach> = Vec::new();
    if rule.required || rule.pattern.is_some() {
        let (mut after, mut needed, mut bent) = (0_i64, 0, 0);
        let sql = format!(
            "SELECT {alias}.id, {value} FROM {from} {alias} WHERE {living} AND {alias}.id > $1 ORDER BY {alias}.id LIMIT {STEP}"
        );
        loop {
            let rows = store.read(|tx| tx.query(&sql, &[after.into()]))?;
            for r in &rows {
                after = r.int(0)?;
                match r.opt_text(1)? {
                    None if rule.required && needed < MOST => {
                        needed += 1;
                        out.push(("required", Id(after)));
                    }
                    Some(text) if bent < MOST && rules::breaks_pattern(rule, text) => {
                        bent += 1;
                        out.push(("pattern", Id(after)));
                    }
                    _ => {}
                }
            }
            if rows.len() < STEP || stopping() {
                break;
            }
        }
    }
    if rule.unique {
        let sql = format!(
            "SELECT x.id FROM (SELECT {alias}.id AS id, COUNT(*) OVER (PARTITION BY {value}) AS n FROM {from} {alias} \
             WHERE {living} AND {value} IS NOT NULL) x WHERE x.n > 1 LIMIT {MOST}"
        );
        for r in store.read(|tx| tx.query(&sql, &[]))? {
            out.push(("unique", r.id(0)?));
        }
    }
    Ok(out)
}

/// Replaces what the scan before found, unless the rule has been changed meanwhile.
fn keep(
    tx: &mut Tx<'_>,
    object: ObjectKind,
    key: &str,
    rule: &Rule,
    found: &[Breach],
    now: Micros,
) -> Result<()> {
    if rules::load(tx, object)?.of(key) != Some(rule) {
        return Ok(());
    }
    let of = [object.as_text().into(), key.into()];
    tx.execute("DELETE FROM rule_breach WHERE object = $1 AND key = $2", &of)?;
    let rows: Vec<_> = found
        .iter()
        .collect::<HashSet<_>>()
        .into_iter()
        .map(|(kind, id)| vec![object.as_text().into(), key.into(), (*kind).into(), (*id).into()])
        .collect();
    tx.insert_many("rule_breach", &["object", "key", "kind", "row_id"], &rows, gx_store::Conflict::Skip)?;
    tx.execute(
        "UPDATE field_rule SET scanned_at = $1 WHERE object = $2 AND key = $3",
        &[now.into(), object.as_text().into(), key.into()],
    )?;
    Ok(())
}

/// A rule with what the last scan found against it, of the records that the caller sees.
#[derive(Clone, Debug, Serialize)]
pub struct Standing {
    /// Whose field.
    pub object: ObjectKind,
    /// The field.
    pub key: String,
    /// What it asks for.
    #[serde(flatten)]
    pub rule: Rule,
    /// When it was last scanned; not yet since it was changed where there is none.
    pub scanned_at: Option<Micros>,
    /// Records without a value.
    pub without: i64,
    /// Records whose value is against the pattern.
    pub bent: i64,
    /// Records that share their value.
    pub double: i64,
}

/// All rules of fields that the caller may see.
pub fn standing(tx: &mut Tx<'_>, access: &Access) -> Result<Vec<Standing>> {
    let rows =
        tx.query("SELECT object, key, body, scanned_at FROM field_rule ORDER BY object DESC, key", &[])?;
    let mut out = Vec::new();
    for r in &rows {
        let Some(object) = ObjectKind::parse(r.text(0)?) else { continue };
        let Some((from, alias, living)) = table(object) else { continue };
        let key = r.string(1)?;
        if access.hides_of(object, &key) {
            continue;
        }
        let sql = format!(
            "SELECT b.kind, COUNT(*) FROM rule_breach b JOIN {from} {alias} ON {alias}.id = b.row_id \
             WHERE b.object = $1 AND b.key = $2 AND {living} AND {} GROUP BY b.kind",
            access.see(object, alias)
        );
        let counts = tx.query(&sql, &[object.as_text().into(), key.clone().into()])?;
        let of = |kind: &str| {
            counts.iter().find(|c| c.text(0).is_ok_and(|k| k == kind)).map_or(Ok(0), |c| c.int(1))
        };
        out.push(Standing {
            object,
            rule: r.json(2)?,
            scanned_at: r.opt_micros(3)?,
            without: of("required")?,
            bent: of("pattern")?,
            double: of("unique")?,
            key,
        });
    }
    Ok(out)
}

/// A record against a rule.
#[derive(Clone, Debug, Serialize)]
pub struct Against {
    /// The record.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its value now.
    pub value: Option<String>,
}

/// The records that the last scan found against a rule, of those that the caller sees and that are still so.
pub fn breaches(
    tx: &mut Tx<'_>,
    access: &Access,
    (object, key): (ObjectKind, &str),
    kind: &str,
    after: Option<Id>,
    limit: usize,
) -> Result<(Vec<Against>, Option<Id>)> {
    let known = fields::load(tx, object)?;
    let field = known
        .get(key)
        .filter(|_| !access.hides_of(object, key))
        .ok_or_else(|| Problem::not_found("The field"))?;
    let Some((from, alias, living)) = table(object) else {
        return Err(Problem::not_found("The object").into());
    };
    let rule = rules::load(tx, object)?.of(key).cloned().ok_or_else(|| Problem::not_found("The rule"))?;
    // Records that share a value stand together.
    let value = rules::expression(tx.dialect(), alias, field);
    let sql = format!(
        "SELECT {alias}.id, {alias}.name, {value} FROM rule_breach b JOIN {from} {alias} ON {alias}.id = b.row_id \
         WHERE b.object = $1 AND b.key = $2 AND b.kind = $3 AND {living} AND {} AND {alias}.id > $4 ORDER BY {alias}.id LIMIT {}",
        access.see(object, alias),
        limit + 1
    );
    let after = after.map_or(0, |id| id.0);
    let rows = tx.query(&sql, &[object.as_text().into(), key.into(), kind.into(), after.into()])?;
    let more = rows.len() > limit;
    let (mut out, mut last) = (Vec::new(), None);
    for r in rows.iter().take(limit) {
        last = Some(r.id(0)?);
        let value = r.opt_string(2)?;
        let still = match kind {
            "required" => value.is_none(),
            "pattern" => value.as_deref().is_some_and(|v| rules::breaks_pattern(&rule, v)),
            _ => value.is_some(),
        };
        if still {
            out.push(Against { id: r.id(0)?.show(id_kind(object)), name: r.string(1)?, value });
        }
    }
    Ok((out, last.filter(|_| more)))
}

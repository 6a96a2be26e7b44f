//! Rules for values, by field, beyond what the type of a field checks: needed, alike in form, of one kind only once.
//!
//! A rule holds for what staff and programs write as staff do. What a customer did is never refused for it: the
//! scan finds it afterwards, and it stands in the list to be mended.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use gx_kernel::object::{Field, FieldType, ObjectKind};
use gx_kernel::{FieldError, Micros, Problem};
use gx_store::{Dialect, Result, Tx};
use parking_lot::Mutex;
use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// The longest pattern, in characters.
const PATTERN_MAX: usize = 500;
/// The longest explanation of a pattern.
const SAYS_MAX: usize = 200;
/// Bytes that a compiled pattern may take.
const COMPILED_MAX: usize = 1 << 20;

/// How text is brought into one form before it is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Full-width letters and digits become ordinary ones (Unicode NFKC).
    HalfWidth,
    /// Runs of white space become one space.
    OneSpace,
    /// White space is left out.
    NoSpaces,
    /// Capital letters.
    Upper,
    /// Small letters.
    Lower,
}

/// What the values of a field have to be like.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rule {
    /// A new record needs a value, and it cannot be cleared.
    pub required: bool,
    /// No two records have the same value.
    pub unique: bool,
    /// What the whole value matches: a regular expression.
    pub pattern: Option<String>,
    /// What people are told who write something else.
    pub says: Option<String>,
    /// Brought into form before it is checked, in this order.
    pub ways: Vec<Way>,
}

impl Rule {
    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        !self.required && !self.unique && self.pattern.is_none() && self.ways.is_empty()
    }
}

/// Whether the values of a type are text that can be brought into form.
fn is_text(ty: FieldType) -> bool {
    matches!(ty, FieldType::Text | FieldType::LongText | FieldType::Url | FieldType::Address)
}

/// Whether a pattern can be asked of a type, which keeps its own form.
fn is_word(ty: FieldType) -> bool {
    is_text(ty) || matches!(ty, FieldType::Phone | FieldType::Email)
}

/// Whether no two records may be asked to have the same value.
fn can_be_unique(ty: FieldType) -> bool {
    is_word(ty) && ty != FieldType::LongText || matches!(ty, FieldType::Integer | FieldType::Number)
}

fn wrong(field: &str, code: &str, message: impl Into<String>) -> Problem {
    Problem::field(field, code, message)
}

/// A pattern that the whole value must match.
fn whole(pattern: &str) -> std::result::Result<Regex, regex::Error> {
    // The same few patterns are asked again with every row.
    static KNOWN: LazyLock<Mutex<HashMap<String, Regex>>> = LazyLock::new(Mutex::default);
    if let Some(known) = KNOWN.lock().get(pattern) {
        return Ok(known.clone());
    }
    let made = RegexBuilder::new(&format!("^(?:{pattern})$")).size_limit(COMPILED_MAX).build()?;
    let mut known = KNOWN.lock();
    if known.len() > 200 {
        known.clear();
    }
    known.insert(pattern.to_owned(), made.clone());
    Ok(made)
}

/// A rule as it may be kept for a field, or what is wrong with it.
pub fn checked(field: &Field, mut rule: Rule) -> std::result::Result<Rule, Problem> {
    if !field.editable {
        return Err(wrong("key", "read_only", "this field follows from other data"));
    }
    let text = |t: Option<String>| t.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    rule.pattern = text(rule.pattern);
    rule.says = text(rule.says);
    if let Some(pattern) = &rule.pattern {
        if !is_word(field.ty) {
            return Err(wrong("pattern", "not_text", "only a field of text has a pattern"));
        }
        if pattern.chars().count() > PATTERN_MAX {
            return Err(wrong("pattern", "too_long", format!("at most {PATTERN_MAX} characters")));
        }
        whole(pattern).map_err(|e| wrong("pattern", "not_a_pattern", e.to_string()))?;
    }
    if rule.says.as_ref().is_some_and(|t| t.chars().count() > SAYS_MAX) {
        return Err(wrong("says", "too_long", format!("at most {SAYS_MAX} characters")));
    }
    if rule.unique && field.ty == FieldType::File {
        let message = "files are told apart by their content and may hang at many records: a field of files is not unique";
        return Err(wrong("unique", "not_comparable", message));
    }
    if rule.unique && !can_be_unique(field.ty) {
        return Err(wrong("unique", "not_comparable", "a field of this type cannot be unique"));
    }
    if !rule.ways.is_empty() && !is_text(field.ty) {
        return Err(wrong("ways", "not_text", "only a field of text is brought into form"));
    }
    Ok(rule)
}

/// Text in its form.
fn formed(ways: &[Way], text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    ways.iter().fold(text.to_owned(), |t, way| match way {
        Way::HalfWidth => t.nfkc().collect(),
        Way::OneSpace => t.split_whitespace().collect::<Vec<_>>().join(" "),
        Way::NoSpaces => t.chars().filter(|c| !c.is_whitespace()).collect(),
        Way::Upper => t.to_uppercase(),
        Way::Lower => t.to_lowercase(),
    })
}

/// The rules of an object.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    by_key: HashMap<String, Rule>,
    /// Fields whose values are added to a record that is there: files. A new one cannot have them yet, so that a rule
    /// that needs them keeps them from being cleared, and the scan finds who has none.
    later: HashSet<String>,
}

impl Rules {
    /// The rule of a field.
    pub fn of(&self, key: &str) -> Option<&Rule> {
        self.by_key.get(key)
    }

    /// A clean value in its form, or what is wrong with it. Whether it is the only one is for [`Rule::unique`] to ask.
    pub fn apply(&self, field: &Field, value: Json) -> std::result::Result<Json, FieldError> {
        let value = self.formed(field, value);
        match self.fault(field, &value) {
            Some(fault) => Err(fault),
            None => Ok(value),
        }
    }

    /// A clean value in its form; empty text is no value.
    pub fn formed(&self, field: &Field, value: Json) -> Json {
        match (self.of(&field.key), value) {
            (Some(rule), Json::String(text)) if is_text(field.ty) && !rule.ways.is_empty() => {
                let formed = formed(&rule.ways, &text);
                if formed.trim().is_empty() { Json::Null } else { formed.into() }
            }
            (_, other) => other,
        }
    }

    /// What is wrong with a value in its form.
    pub fn fault(&self, field: &Field, value: &Json) -> Option<FieldError> {
        let rule = self.of(&field.key)?;
        let err =
            |code: &str, message: String| FieldError { field: field.key.clone(), code: code.into(), message };
        if value.is_null() {
            return rule.required.then(|| err("required", "this field needs a value".into()));
        }
        // The workspace's own words need no translation.
        broken(rule, value).map(|message| err(if rule.says.is_some() { "says" } else { "pattern" }, message))
    }

    /// The fields that a new record lacks.
    pub fn missing(&self, given: &[(String, Json)]) -> Vec<FieldError> {
        let has = |key: &str| self.later.contains(key) || given.iter().any(|(k, v)| k == key && !v.is_null());
        let mut keys: Vec<&String> =
            self.by_key.iter().filter(|(key, rule)| rule.required && !has(key)).map(|(key, _)| key).collect();
        keys.sort_unstable();
        keys.into_iter()
            .map(|key| FieldError {
                field: key.clone(),
                code: "required".into(),
                message: "this field needs a value".into(),
            })
            .collect()
    }

    /// Every rule with its field's key.
    pub fn all(&self) -> impl Iterator<Item = (&String, &Rule)> {
        self.by_key.iter()
    }
}

/// What is said of a value that does not match the pattern of a rule.
fn broken(rule: &Rule, value: &Json) -> Option<String> {
    let pattern = rule.pattern.as_deref()?;
    let text = value.as_str()?;
    // A pattern that could be kept can be compiled; one that cannot asks for nothing.
    let matches = whole(pattern).map_or(true, |regex| regex.is_match(text));
    (!matches).then(|| rule.says.clone().unwrap_or_else(|| format!("expected to match {pattern}")))
}

/// Whether a stored value is against the pattern of a rule.
pub fn breaks_pattern(rule: &Rule, value: &str) -> bool {
    broken(rule, &Json::from(value)).is_some()
}

/// The rules of an object.
pub fn load(tx: &mut Tx<'_>, object: ObjectKind) -> Result<Rules> {
    let rows = tx.query("SELECT key, body FROM field_rule WHERE object = $1", &[object.as_text().into()])?;
    let by_key: HashMap<String, Rule> =
        rows.iter().map(|r| Ok((r.string(0)?, r.json(1)?))).collect::<Result<_>>()?;
    let mut later = HashSet::new();
    if by_key.values().any(|rule: &Rule| rule.required) {
        let sql = "SELECT key FROM field WHERE object = $1 AND type = 'file' AND deleted_at IS NULL";
        for r in tx.query(sql, &[object.as_text().into()])? {
            later.insert(r.string(0)?);
        }
    }
    Ok(Rules { by_key, later })
}

/// Keeps a rule, or none where it asks for nothing.
pub fn put(tx: &mut Tx<'_>, object: ObjectKind, key: &str, rule: &Rule, now: Micros) -> Result<()> {
    tx.execute(
        "DELETE FROM rule_breach WHERE object = $1 AND key = $2",
        &[object.as_text().into(), key.into()],
    )?;
    tx.execute(
        "DELETE FROM field_rule WHERE object = $1 AND key = $2",
        &[object.as_text().into(), key.into()],
    )?;
    if !rule.is_empty() {
        let body = serde_json::to_string(rule).unwrap_or_else(|_| "{}".into());
        tx.execute(
            "INSERT INTO field_rule (object, key, body, updated_at, scanned_at) VALUES ($1,$2,$3,$4,NULL)",
            &[object.as_text().into(), key.into(), body.into(), now.into()],
        )?;
    }
    Ok(())
}

/// The expression of a field's value as text in rows of `alias`; NULL where there is none.
pub fn expression(dialect: Dialect, alias: &str, field: &Field) -> String {
    let key: String = field.key.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
    match (field.custom, dialect) {
        (false, _) => format!("NULLIF(CAST({alias}.{key} AS TEXT), '')"),
        (true, Dialect::Sqlite) => format!("CAST(json_extract({alias}.fields, '$.{key}') AS TEXT)"),
        (true, Dialect::Postgres) => format!("({alias}.fields ->> '{key}')"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn field(ty: FieldType) -> Field {
        Field::custom("x_f", ty, None)
    }

    fn rules(rule: Rule) -> Rules {
        let by_key = HashMap::from([("x_f".to_owned(), checked(&field(FieldType::Text), rule).unwrap())]);
        Rules { by_key, later: HashSet::new() }
    }

    #[test]
    fn a_value_is_brought_into_form_and_then_checked() {
        let rule = Rule {
            pattern: Some("[A-Z]{2}-\\d{4}".into()),
            says: Some("如 AB-0001".into()),
            ways: vec![Way::HalfWidth, Way::NoSpaces, Way::Upper],
            ..Rule::default()
        };
        let rules = rules(rule);
        let apply = |v: Json| rules.apply(&field(FieldType::Text), v).map_err(|e| (e.code, e.message));
        assert_eq!(apply(json!("ａｂ－ 0001")), Ok(json!("AB-0001")));
        assert_eq!(apply(json!("AB-00011")), Err(("says".into(), "如 AB-0001".into())), "the whole value");
        assert_eq!(apply(json!("x\nAB-0001")), Err(("says".into(), "如 AB-0001".into())));
        assert_eq!(apply(Json::Null), Ok(Json::Null));
    }

    #[test]
    fn what_is_needed_cannot_be_cleared_or_left_out() {
        let rules = rules(Rule { required: true, ways: vec![Way::OneSpace], ..Rule::default() });
        assert_eq!(rules.apply(&field(FieldType::Text), Json::Null).unwrap_err().code, "required");
        assert_eq!(rules.apply(&field(FieldType::Text), json!(" \u{3000} ")).unwrap_err().code, "required");
        assert_eq!(rules.missing(&[]).len(), 1);
        assert_eq!(rules.missing(&[("x_f".into(), Json::Null)]).len(), 1);
        assert!(rules.missing(&[("x_f".into(), json!("v"))]).is_empty());
        let files = Rules { later: HashSet::from(["x_f".to_owned()]), ..rules };
        assert!(files.missing(&[]).is_empty(), "files are added to a record that is there");
        assert_eq!(files.fault(&field(FieldType::File), &Json::Null).unwrap().code, "required");
    }

    #[test]
    fn a_rule_that_cannot_hold_is_refused() {
        let bad = |ty, rule: Rule| checked(&field(ty), rule).unwrap_err().fields[0].field.clone();
        let pattern = |p: &str| Rule { pattern: Some(p.into()), ..Rule::default() };
        assert_eq!(bad(FieldType::Text, pattern("(")), "pattern");
        assert_eq!(bad(FieldType::Text, pattern("(?=a)")), "pattern");
        assert_eq!(bad(FieldType::Text, pattern("((a{900}){900}){9}")), "pattern");
        assert_eq!(bad(FieldType::Text, pattern(&"a".repeat(501))), "pattern");
        assert_eq!(bad(FieldType::Date, pattern("a")), "pattern");
        assert_eq!(bad(FieldType::MultiChoice, Rule { unique: true, ..Rule::default() }), "unique");
        assert_eq!(bad(FieldType::Number, Rule { ways: vec![Way::Upper], ..Rule::default() }), "ways");
        assert!(checked(&field(FieldType::Text), pattern("  ")).unwrap().is_empty());
    }
}

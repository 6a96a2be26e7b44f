//! Checks of values inside JSON: custom fields, list columns, properties of interactions.

use gx_kernel::filter::Check;
use gx_kernel::object::FieldType;

use super::{Emit, FALSE};
use crate::{Dialect, Value};

/// How to get at the type, the text and the number of one JSON value.
struct Reach {
    /// The name of its type in this database's words.
    ty: String,
    /// The text of a string.
    text: String,
    /// The number of a number, as a float; NULL if it is beyond what all evaluators read alike.
    real: String,
    /// The condition that it is a number.
    is_number: String,
    /// The condition that it is `true`.
    is_true: String,
    /// The condition that it is `true` or `false`.
    is_bool: String,
}

impl Emit<'_> {
    /// A custom field in the JSON column `fields`.
    pub(super) fn custom(&mut self, fields: &str, key: &str, ty: FieldType, check: &Check) -> String {
        // The registry gives keys of letters, digits and underscores; anything else finds nothing.
        let key: String =
            key.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '?' }).collect();
        let value = self.either(format!("{fields} -> '$.{key}'"), format!("({fields} -> '{key}')"));
        let reach = match self.dialect {
            Dialect::Sqlite => sqlite(
                &format!("json_type({fields}, '$.{key}')"),
                &format!("json_extract({fields}, '$.{key}')"),
            ),
            Dialect::Postgres => postgres(&value),
        };
        match check {
            Check::Empty => {
                let full = match ty {
                    ty if ty.is_number() => {
                        format!("{} AND {} IS NOT NULL", reach.is_number, reach.real)
                    }
                    FieldType::Bool => reach.is_bool,
                    FieldType::MultiChoice | FieldType::File => self.either(
                        format!("json_array_length({fields}, '$.{key}') > 0"),
                        format!("CASE WHEN jsonb_typeof({value}) = 'array' THEN jsonb_array_length({value}) > 0 END"),
                    ),
                    _ => format!("{} AND {} <> ''", self.is_text(&reach), reach.text),
                };
                format!("(({full}) IS NOT TRUE)")
            }
            Check::HasAny(_) | Check::HasAll(_) => self.list(&value, check),
            _ if ty == FieldType::File => self.named(&value, check),
            _ => self.one(&reach, check),
        }
    }

    /// Whether the name of one of the files in a list passes.
    fn named(&mut self, list: &str, check: &Check) -> String {
        let name = self.name('j');
        match self.dialect {
            Dialect::Sqlite => {
                let at = |function: &str| {
                    format!("CASE {name}.type WHEN 'object' THEN {function}({name}.value, '$.name') END")
                };
                let passes = self.one(&sqlite(&at("json_type"), &at("json_extract")), check);
                format!(
                    "EXISTS (SELECT 1 FROM json_each(CASE json_type({list}) WHEN 'array' THEN {list} END) {name} WHERE {passes})"
                )
            }
            Dialect::Postgres => {
                let passes = self.one(&postgres(&format!("({name}.v -> 'name')")), check);
                format!(
                    "EXISTS (SELECT 1 FROM jsonb_array_elements(CASE jsonb_typeof({list}) WHEN 'array' THEN {list} END) {name}(v) WHERE {passes})"
                )
            }
        }
    }

    /// A property of an interaction: whether any value that the path reaches passes.
    pub(super) fn props(&mut self, props: &str, path: &[String], check: &Check) -> String {
        if let ([step], true) = (path, *check != Check::Empty) {
            // Most properties are single values; opening each as a list would cost several times as much.
            let reach = self.member(props, step);
            let any = self.any_of(props, path, check);
            let single = self.one(&reach, check);
            return format!("(CASE {} WHEN 'array' THEN {any} ELSE {single} END)", reach.ty);
        }
        self.any_of(props, path, check)
    }

    /// A member of a JSON object, as it is.
    fn member(&mut self, object: &str, key: &str) -> Reach {
        match self.dialect {
            Dialect::Sqlite => {
                let at = self.put(Value::Text(format!("$.\"{key}\"")));
                sqlite(&format!("json_type({object}, {at})"), &format!("json_extract({object}, {at})"))
            }
            Dialect::Postgres => {
                let at = self.put(Value::Text(key.to_owned()));
                postgres(&format!("({object} -> {at})"))
            }
        }
    }

    fn any_of(&mut self, props: &str, path: &[String], check: &Check) -> String {
        let (from, value) = self.reached(props, path);
        let condition = match (check, self.dialect) {
            (Check::Empty, Dialect::Sqlite) => {
                format!("{value}.type <> 'null' AND NOT ({value}.type = 'text' AND {value}.value = '')")
            }
            (Check::Empty, Dialect::Postgres) => {
                format!("jsonb_typeof({value}.v) <> 'null' AND {value}.v <> '\"\"'::jsonb")
            }
            _ => {
                let reach = self.element(&value);
                self.one(&reach, check)
            }
        };
        let not = if *check == Check::Empty { "NOT " } else { "" };
        format!("{not}EXISTS (SELECT 1 FROM {from} WHERE {condition})")
    }

    /// The tables of everything that a path reaches, and the name of the last one: each step opens lists.
    pub(super) fn reached(&mut self, props: &str, path: &[String]) -> (String, String) {
        let mut tables = Vec::new();
        let mut inside = props.to_owned();
        let mut last = String::new();
        for step in path {
            let name = self.name('j');
            match self.dialect {
                Dialect::Sqlite => {
                    let at = self.put(Value::Text(format!("$.\"{step}\"")));
                    tables.push(format!(
                        "json_each(CASE json_type({inside}, {at}) WHEN 'array' THEN {inside} -> {at} ELSE '[' || ({inside} -> {at}) || ']' END) {name}"
                    ));
                    inside = format!("CASE {name}.type WHEN 'object' THEN {name}.value END");
                }
                Dialect::Postgres => {
                    let at = self.put(Value::Text(step.clone()));
                    let value = format!("({inside} -> {at})");
                    tables.push(format!(
                        "jsonb_array_elements(CASE jsonb_typeof({value}) WHEN 'array' THEN {value} ELSE jsonb_build_array({value}) END) {name}(v)"
                    ));
                    inside = format!("{name}.v");
                }
            }
            last = name;
        }
        (tables.join(", "), last)
    }

    /// The number of an element of [`Self::reached`]: the condition that it is one, and the float.
    pub(super) fn element_number(&self, element: &str) -> (String, String) {
        let reach = self.element(element);
        (reach.is_number, reach.real)
    }

    fn element(&self, element: &str) -> Reach {
        match self.dialect {
            Dialect::Sqlite => sqlite(&format!("{element}.type"), &format!("{element}.value")),
            Dialect::Postgres => postgres(&format!("{element}.v")),
        }
    }

    fn is_text(&self, reach: &Reach) -> String {
        format!("{} = {}", reach.ty, self.either("'text'", "'string'"))
    }

    fn one(&mut self, reach: &Reach, check: &Check) -> String {
        match check {
            Check::Bool(true) => reach.is_true.clone(),
            Check::Bool(false) => format!("({} AND NOT {})", reach.is_bool, reach.is_true),
            Check::NumIn(_) | Check::NumRange(_) => {
                format!("({} AND {})", reach.is_number, self.number(&reach.real, check))
            }
            Check::TextIn(_) | Check::TextLike(..) | Check::TextRange(_) | Check::MonthDay(_) => {
                format!("({} AND {})", self.is_text(reach), self.text(&reach.text, check))
            }
            _ => FALSE.to_owned(),
        }
    }

    /// A list of texts; anything but a list has none of them.
    pub(super) fn list(&mut self, list: &str, check: &Check) -> String {
        let (set, all) = match check {
            Check::HasAny(set) => (set, false),
            Check::HasAll(set) => (set, true),
            _ => return FALSE.to_owned(),
        };
        let values = |s: &mut Self, set: &[String]| {
            set.iter().map(|t| s.put(t.as_str().into())).collect::<Vec<_>>().join(", ")
        };
        match self.dialect {
            Dialect::Sqlite => {
                let name = self.name('j');
                let has = |s: &mut Self, set: &[String]| {
                    let values = values(s, set);
                    // Only lists are opened: json_each would open an object too.
                    format!(
                        "EXISTS (SELECT 1 FROM json_each(CASE json_type({list}) WHEN 'array' THEN {list} END) {name} \
                         WHERE {name}.type = 'text' AND {name}.value IN ({values}))"
                    )
                };
                if !all {
                    return has(self, set);
                }
                let each: Vec<String> = set.iter().map(|t| has(self, std::slice::from_ref(t))).collect();
                format!("({})", each.join(" AND "))
            }
            Dialect::Postgres => {
                // The functions behind `?|` and `?&`; a lone string would count as a list of one, hence the test.
                let function = if all { "jsonb_exists_all" } else { "jsonb_exists_any" };
                let values = values(self, set);
                format!("(jsonb_typeof({list}) = 'array' AND {function}({list}, ARRAY[{values}]))")
            }
        }
    }
}

fn sqlite(ty: &str, value: &str) -> Reach {
    let real = format!("CAST({value} AS REAL)");
    Reach {
        ty: ty.to_owned(),
        text: value.to_owned(),
        real: format!("(CASE WHEN {real} = 0 OR abs({real}) BETWEEN 1e-300 AND 1e300 THEN {real} END)"),
        is_number: format!("{ty} IN ('integer', 'real')"),
        is_true: format!("{ty} = 'true'"),
        is_bool: format!("{ty} IN ('true', 'false')"),
    }
}

fn postgres(value: &str) -> Reach {
    // CASE decides the order of evaluation, so that only numbers are cast, and only those a float can hold.
    let number = format!("({value})::numeric");
    Reach {
        ty: format!("jsonb_typeof({value})"),
        text: format!("({value} #>> '{{}}')"),
        real: format!(
            "(CASE WHEN jsonb_typeof({value}) = 'number' THEN CASE WHEN {number} = 0 OR abs({number}) BETWEEN 1e-300 AND 1e300 THEN {number}::float8 END END)"
        ),
        is_number: format!("jsonb_typeof({value}) = 'number'"),
        is_true: format!("{value} = 'true'::jsonb"),
        is_bool: format!("jsonb_typeof({value}) = 'boolean'"),
    }
}

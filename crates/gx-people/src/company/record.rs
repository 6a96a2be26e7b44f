//! The row of a company: its values, where each comes from, its words in the search index.
//!
//! Unlike a person a company keeps one value a field: what was filled first, or what staff or an import
//! that overwrites said last.

use std::collections::HashMap;

use gx_kernel::object::{Field, ObjectKind};
use gx_kernel::{Id, IdKind, Micros};
use gx_store::access::Access;
use gx_store::change::By;
use gx_store::{Conflict, Result, Row, Tx, Value, search};
use serde_json::{Map, Value as Json, json};

use crate::{near, words};

/// The columns of a company that people and files fill.
pub const COLUMNS: &[&str] = &[
    "name", "domain", "industry", "country", "region", "city", "address", "postcode", "phone", "size",
    "owner", "tags",
];

/// A company as stored.
#[derive(Clone, Debug)]
pub struct Company {
    /// The row.
    pub id: Id,
    /// Its values by field key, custom fields included.
    pub values: Map<String, Json>,
    /// What other programs call it: `NAMESPACE:VALUE`.
    pub external: Option<String>,
    /// By field key who said it and when; `*` stands for the fields not named.
    pub sources: Map<String, Json>,
    /// When it was deleted.
    pub deleted_at: Option<Micros>,
    /// The company that it was merged into, which its id leads to.
    pub merged_into: Option<Id>,
}

impl Company {
    /// Who looks after it.
    pub fn owner(&self) -> Option<Id> {
        self.text("owner").and_then(|t| Id::read(IdKind::User, t))
    }
}

/// A web address as the domain that companies are known by.
pub fn domain(text: &str) -> String {
    let bare = text.trim().to_lowercase();
    let bare = bare.split_once("://").map_or(bare.as_str(), |(_, rest)| rest);
    let bare = bare.split(['/', '?', '#', ':']).next().unwrap_or_default();
    bare.strip_prefix("www.").unwrap_or(bare).to_owned()
}

fn read(r: &Row) -> Result<Company> {
    let mut values: Map<String, Json> = r.json(2)?;
    for (i, column) in COLUMNS.iter().enumerate() {
        let v = match r.value(6 + i) {
            Value::Text(_) if *column == "tags" => r.json(6 + i)?,
            Value::Int(n) if *column == "owner" => Id(n).show(IdKind::User).into(),
            Value::Int(n) => n.into(),
            Value::Text(t) => t.into(),
            _ => continue,
        };
        values.insert((*column).into(), v);
    }
    Ok(Company {
        id: r.id(0)?,
        external: r.opt_string(1)?,
        values,
        sources: r.json(3)?,
        deleted_at: r.opt_micros(4)?,
        merged_into: r.opt_id(5)?,
    })
}

fn select(clause: &str) -> String {
    format!(
        "SELECT id, external, fields, sources, deleted_at, merged_into, {} FROM company WHERE {clause}",
        COLUMNS.join(", ")
    )
}

/// A company, deleted or not.
pub fn get(tx: &mut Tx<'_>, id: Id) -> Result<Option<Company>> {
    tx.first(&select("id = $1"), &[id.into()])?.map(|r| read(&r)).transpose()
}

/// The company that an id leads to: itself, or the one that it was merged into.
pub fn led_to(tx: &mut Tx<'_>, id: Id) -> Result<Option<Company>> {
    let mut found = get(tx, id)?;
    // Merges hang on each other as people make them: each is of two living ones, so there is no circle.
    while let Some(into) = found.as_ref().and_then(|c| c.merged_into) {
        found = get(tx, into)?;
    }
    Ok(found)
}

/// What a merged company that answers a clause leads to, where that is living.
fn merged(tx: &mut Tx<'_>, clause: &str, params: &[Value]) -> Result<Option<Company>> {
    let sql = select(&format!("{clause} AND merged_into IS NOT NULL ORDER BY id LIMIT 1"));
    let Some(r) = tx.first(&sql, params)? else { return Ok(None) };
    Ok(led_to(tx, r.id(0)?)?.filter(|c| c.deleted_at.is_none()))
}

/// Some companies, deleted or not, in ascending order of their ids.
pub fn of(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<Company>> {
    let mut found: Vec<Company> =
        tx.query_in(&select("id IN"), ids)?.iter().map(read).collect::<Result<_>>()?;
    found.sort_unstable_by_key(|company| company.id);
    Ok(found)
}

/// A living company by its external id, or by that of one that was merged into it.
pub fn by_external(tx: &mut Tx<'_>, external: &str) -> Result<Option<Company>> {
    let sql = select("external = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1");
    match tx.first(&sql, &[external.into()])? {
        Some(r) => Ok(Some(read(&r)?)),
        None => merged(tx, "external = $1", &[external.into()]),
    }
}

/// A living company of exactly this name, or the one that such a company was merged into.
pub fn by_name(tx: &mut Tx<'_>, name: &str) -> Result<Option<Company>> {
    let sql = select("name_key = $1 AND name = $2 AND deleted_at IS NULL ORDER BY id LIMIT 1");
    let params = [gx_text::sort_key_zh(name).into(), name.into()];
    match tx.first(&sql, &params)? {
        Some(r) => Ok(Some(read(&r)?)),
        None => merged(tx, "name_key = $1 AND name = $2", &params),
    }
}

/// Living companies by their domains, those of merged ones among them; the oldest where several have one.
pub fn by_domain(tx: &mut Tx<'_>, domains: &[String]) -> Result<HashMap<String, Id>> {
    let mut out = HashMap::new();
    for chunk in domains.chunks(500) {
        let marks: Vec<String> = (1..=chunk.len()).map(|i| format!("${i}")).collect();
        let sql = format!(
            "SELECT domain, id FROM company WHERE deleted_at IS NULL AND domain IN ({}) ORDER BY id DESC",
            marks.join(",")
        );
        let params: Vec<Value> = chunk.iter().map(Value::from).collect();
        for r in tx.query_once(&sql, &params)? {
            out.insert(r.string(0)?, r.id(1)?);
        }
    }
    let missing: Vec<&String> = domains.iter().filter(|domain| !out.contains_key(*domain)).collect();
    for chunk in missing.chunks(500) {
        let marks: Vec<String> = (1..=chunk.len()).map(|i| format!("${i}")).collect();
        let sql = format!(
            "SELECT domain, id FROM company WHERE merged_into IS NOT NULL AND domain IN ({}) ORDER BY id DESC",
            marks.join(",")
        );
        let params: Vec<Value> = chunk.iter().map(|domain| Value::from(*domain)).collect();
        for r in tx.query_once(&sql, &params)? {
            if let Some(company) = led_to(tx, r.id(1)?)?.filter(|c| c.deleted_at.is_none()) {
                out.insert(r.string(0)?, company.id);
            }
        }
    }
    Ok(out)
}

impl Company {
    /// A company that is not stored yet; what nobody else is named for comes from `by`.
    pub fn new(id: Id, by: By, at: Micros) -> Self {
        let sources = Map::from_iter([("*".to_owned(), json!({"b": by, "t": at.0}))]);
        Self { id, values: Map::new(), external: None, sources, deleted_at: None, merged_into: None }
    }

    /// The value of a field as text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.values.get(key).and_then(Json::as_str).filter(|t| !t.is_empty())
    }

    /// What a company is called: its name, else its domain or number.
    pub fn called(&self) -> String {
        self.text("name").or(self.text("domain")).or(self.external.as_deref()).unwrap_or_default().to_owned()
    }

    /// Writes a value and who said it; `Null` takes it away. Returns what stood there.
    pub fn state(&mut self, key: &str, value: Json, by: By, at: Micros) -> Json {
        if value.is_null() {
            self.sources.shift_remove(key);
            return self.values.shift_remove(key).unwrap_or_default();
        }
        self.sources.insert(key.to_owned(), json!({"b": by, "t": at.0}));
        self.values.insert(key.to_owned(), value).unwrap_or_default()
    }

    /// Who said the value of a field, and when.
    pub fn source(&self, key: &str) -> (By, Micros) {
        let said = self.sources.get(key).or_else(|| self.sources.get("*"));
        let by = said.and_then(|s| s.get("b")).and_then(|b| serde_json::from_value(b.clone()).ok());
        let at = said.and_then(|s| s.get("t")).and_then(Json::as_i64).map_or(Micros(0), Micros);
        (by.unwrap_or(By::System), at)
    }

    /// The words by which it is found, of those fields alone that are shown; `own` are the fields of one's own that
    /// are searched.
    fn words(&self, own: &[Field], shown: impl Fn(&str) -> bool) -> Vec<String> {
        let mut words = gx_text::index_tokens(gx_text::TextKind::Name, &self.called());
        for key in ["domain", "city", "industry"] {
            if let Some(text) = self.text(key).filter(|_| shown(key)) {
                words.extend(gx_text::index_tokens(gx_text::TextKind::Body, text));
            }
        }
        words.extend(words::of(own, &self.values, shown));
        words
    }

    /// The columns in the order of [`COLUMNS`], then custom fields, name key, external id and sources.
    fn columns(&self) -> Vec<Value> {
        let name = self.called();
        let mut out: Vec<Value> = COLUMNS
            .iter()
            .map(|c| match (*c, self.values.get(*c)) {
                ("name", _) => name.as_str().into(),
                ("tags", Some(tags)) => tags.is_array().then(|| tags.to_string()).into(),
                ("owner", Some(Json::String(t))) => Id::read(IdKind::User, t).into(),
                (_, Some(Json::String(t))) => t.into(),
                (_, Some(Json::Number(n))) => n.as_i64().into(),
                _ => Value::Null,
            })
            .collect();
        let custom: Map<String, Json> = self
            .values
            .iter()
            .filter(|(k, _)| k.starts_with("x_"))
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect();
        out.push((!custom.is_empty()).then(|| Json::Object(custom).to_string()).into());
        out.push(gx_text::sort_key_zh(&name).into());
        out.push(gx_text::strokes::sort_key_strokes(&name).into());
        out.push(self.external.clone().into());
        out.push(Json::Object(self.sources.clone()).to_string().into());
        out
    }
}

/// The names of what `Company::columns` gives.
fn column_names() -> Vec<&'static str> {
    [COLUMNS, &["fields", "name_key", "name_strokes", "external", "sources"]].concat()
}

/// Whether words of companies may lie in what the caller's role hides.
pub(crate) fn is_blind(access: &Access) -> bool {
    let said = |key: &str| matches!(key, "domain" | "city" | "industry") || key.starts_with("x_");
    access.grants().hidden.iter().any(|key| key.strip_prefix("company.").is_some_and(said))
}

/// Of some companies those in which a caller finds all these words by what their role shows, as with people.
pub(crate) fn found_by(
    tx: &mut Tx<'_>,
    access: &Access,
    found: Vec<Id>,
    asked: &[search::Word],
) -> Result<Vec<Id>> {
    if !is_blind(access) {
        return Ok(found);
    }
    let keys: Vec<i64> = found.iter().map(|id| id.0).collect();
    let own = words::searched(tx, ObjectKind::Company)?;
    let says = |company: &Company| {
        let said = company.words(&own, |key| !access.hides_of(ObjectKind::Company, key));
        words::say_all(said, asked)
    };
    Ok(of(tx, &keys)?.into_iter().filter(says).map(|company| company.id).collect())
}

/// Stores new companies and their words.
pub fn insert(
    tx: &mut Tx<'_>,
    companies: &[Company],
    now: Micros,
    import: Option<Id>,
    demo: bool,
) -> Result<()> {
    let rows: Vec<Vec<Value>> = companies
        .iter()
        .map(|c| {
            let mut row = c.columns();
            row.extend([c.id.into(), now.into(), now.into(), import.into(), demo.into()]);
            row
        })
        .collect();
    let mut columns = column_names();
    columns.extend(["id", "created_at", "updated_at", "import_id", "demo"]);
    tx.insert_many("company", &columns, &rows, Conflict::Fail)?;
    index(tx, companies, false)
}

/// Stores changed companies and their words.
pub fn update(tx: &mut Tx<'_>, companies: &[Company], now: Micros) -> Result<()> {
    let mut set = column_names();
    set.push("updated_at");
    let text: Vec<String> = set.iter().enumerate().map(|(i, c)| format!("{c} = ${}", i + 1)).collect();
    let sql = format!("UPDATE company SET {} WHERE id = ${}", text.join(", "), set.len() + 1);
    for c in companies {
        let mut values = c.columns();
        values.extend([now.into(), c.id.into()]);
        tx.execute(&sql, &values)?;
    }
    index(tx, companies, true)
}

/// Puts companies into the index by what they say, and notes the words of their names.
fn index(tx: &mut Tx<'_>, companies: &[Company], replace: bool) -> Result<()> {
    let names: Vec<String> = companies.iter().map(Company::called).collect();
    near::learn(tx, names.iter().map(String::as_str))?;
    let own = words::searched(tx, ObjectKind::Company)?;
    let docs: Vec<_> = companies.iter().map(|c| (c.id, c.words(&own, |_| true))).collect();
    search::index(tx, ObjectKind::Company, &docs, replace)
}

/// Puts companies into the index again.
pub(crate) fn index_again(tx: &mut Tx<'_>, ids: &[Id]) -> Result<()> {
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let living: Vec<Company> = of(tx, &keys)?.into_iter().filter(|c| c.deleted_at.is_none()).collect();
    index(tx, &living, true)
}

/// Takes a company away, or brings it back.
pub(crate) fn set_deleted(tx: &mut Tx<'_>, company: &Company, now: Micros, deleted: bool) -> Result<()> {
    let at = deleted.then_some(now);
    tx.execute(
        "UPDATE company SET deleted_at = $1, updated_at = $2 WHERE id = $3",
        &[at.into(), now.into(), company.id.into()],
    )?;
    if deleted {
        search::remove(tx, ObjectKind::Company, &[company.id])
    } else {
        index(tx, std::slice::from_ref(company), true)
    }
}

#[cfg(test)]
mod tests {
    use super::domain;

    #[test]
    fn a_web_address_is_its_domain() {
        for text in ["https://www.Muhe.cn/about?x=1", "muhe.cn:443", " MUHE.cn ", "www.muhe.cn#top"] {
            assert_eq!(domain(text), "muhe.cn");
        }
    }
}

//! What a connector is, and what is wrong with one that somebody describes. No I/O.

use gx_fetch::Guard;
use gx_ingest::import::{ImportPlan, MapColumn, Match, PlanOptions, Update};
use gx_kernel::identity::IdentityKind;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Micros, Problem};
use serde::{Deserialize, Serialize};

type Checked = Result<(), Problem>;

/// Runs that may fail one after the other before a connector stops by itself.
pub(crate) const PATIENCE: i64 = 5;
/// The shortest time between two runs, and the longest, in minutes.
pub(crate) const EVERY: std::ops::RangeInclusive<i64> = 5..=43_200;

/// Which way records go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Direction {
    /// From there to here.
    #[default]
    Pull,
    /// From here to there.
    Push,
}

/// Which of two values stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Rule {
    /// The other system's.
    Theirs,
    /// Ours where a person changed it since the last run; else the other system's.
    #[default]
    Ours,
    /// What is empty here is filled, and nothing else.
    Fill,
}

/// Where the other system is and how it is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Place {
    /// JSON over HTTP.
    Http(Http),
    /// Tables as files on an SSH server.
    Sftp(Sftp),
    /// A database.
    Sql(Sql),
}

/// JSON over HTTP.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Http {
    pub(crate) url: String,
    pub(crate) auth: Auth,
    /// Where the list of records lies in the answer, `data.items`; empty takes the answer or the first list in it.
    pub(crate) records: String,
    pub(crate) paging: Paging,
    /// How only what changed is asked for.
    pub(crate) since: Option<Since>,
}

/// How a request proves who asks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "snake_case")]
pub(crate) enum Auth {
    #[default]
    None,
    /// `Authorization: Bearer …`
    Bearer,
    /// A name and a password.
    Basic { user: String },
    /// A header of the other system's own.
    Header { name: String },
}

/// How an answer goes on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "style", rename_all = "snake_case")]
pub(crate) enum Paging {
    /// It does not.
    #[default]
    None,
    /// By the number of the page, until one is empty.
    Page {
        param: String,
        #[serde(default)]
        size_param: String,
        #[serde(default = "hundred")]
        size: u32,
        #[serde(default = "one")]
        first: u32,
    },
    /// By a cursor in the answer, until there is none.
    Cursor { param: String, path: String },
    /// By the header `Link` with `rel="next"` (RFC 8288).
    Link,
}

fn hundred() -> u32 {
    100
}

fn one() -> u32 {
    1
}

/// The parameter that asks for what changed since.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Since {
    pub(crate) param: String,
    #[serde(default)]
    pub(crate) format: SinceFormat,
}

/// How the parameter writes a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SinceFormat {
    /// `2026-11-20T09:54:00Z`
    #[default]
    Rfc3339,
    /// Seconds since 1970.
    Seconds,
    /// Milliseconds since 1970.
    Millis,
}

impl Since {
    /// The parameter's value; five minutes early, since clocks differ and reading again doubles nothing.
    pub(crate) fn value(&self, last: Micros) -> String {
        let at = last.plus(-300 * Micros::SECOND);
        match self.format {
            SinceFormat::Rfc3339 => format!("{:.0}", at.timestamp()),
            SinceFormat::Seconds => (at.0 / Micros::SECOND).to_string(),
            SinceFormat::Millis => at.millis().to_string(),
        }
    }
}

/// Tables as files on an SSH server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Sftp {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) user: String,
    /// Whether the secret is a private key; else it is a password.
    pub(crate) by_key: bool,
    pub(crate) folder: String,
    /// Names of files, with `*` and `?`; for sending, `*` is where the time goes.
    pub(crate) pattern: String,
    pub(crate) take: Take,
    /// The server's key as it was first seen.
    pub(crate) fingerprint: Option<String>,
}

impl Default for Sftp {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: 22,
            user: String::new(),
            by_key: false,
            folder: ".".into(),
            pattern: String::new(),
            take: Take::default(),
            fingerprint: None,
        }
    }
}

/// Which files are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Take {
    /// The newest: each file holds everything.
    #[default]
    Newest,
    /// Each that was not read yet, oldest first: a file holds what changed.
    Each,
}

/// A database.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Sql {
    pub(crate) engine: Engine,
    pub(crate) host: String,
    /// 0 takes the engine's own.
    pub(crate) port: u16,
    pub(crate) database: String,
    pub(crate) user: String,
    /// Whether the connection must be encrypted, by a certificate for this host.
    pub(crate) tls: bool,
    /// The one SELECT that is read.
    pub(crate) query: String,
    /// The column of its answer that only grows: read from its greatest value on.
    pub(crate) watermark: Option<String>,
    /// The table that is written to.
    pub(crate) table: String,
}

/// Which database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Engine {
    /// PostgreSQL.
    #[default]
    Postgres,
    /// MySQL and MariaDB.
    Mysql,
}

impl Sql {
    /// The port, or the engine's own.
    pub(crate) fn port(&self) -> u16 {
        match (self.port, self.engine) {
            (0, Engine::Postgres) => 5432,
            (0, Engine::Mysql) => 3306,
            (port, _) => port,
        }
    }
}

impl Place {
    /// Whether another server or another account is meant: a secret and a pinned key are not for it.
    pub(crate) fn is_elsewhere(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Http(a), Self::Http(b)) => {
                let origin = |h: &Http| {
                    let url = gx_fetch::reqwest::Url::parse(&h.url).ok()?;
                    Some((url.scheme().to_owned(), url.host_str()?.to_owned(), url.port_or_known_default()))
                };
                origin(a) != origin(b)
            }
            (Self::Sftp(a), Self::Sftp(b)) => (&a.host, a.port) != (&b.host, b.port),
            (Self::Sql(a), Self::Sql(b)) => (a.engine, &a.host, a.port()) != (b.engine, &b.host, b.port()),
            _ => true,
        }
    }

    /// What is wrong with it.
    pub(crate) fn check(&self, guard: &Guard, direction: Direction) -> Checked {
        match self {
            Self::Http(h) => http(guard, h),
            Self::Sftp(s) => sftp(guard, s, direction),
            Self::Sql(s) => sql(guard, s, direction),
        }
    }
}

fn need(field: &str, text: &str, message: &str) -> Checked {
    if text.trim().is_empty() {
        return Err(Problem::field(field, "missing", message));
    }
    if text.len() > 20_000 || text.contains('\0') {
        return Err(Problem::field(field, "too_long", "at most 20,000 characters"));
    }
    Ok(())
}

fn http(guard: &Guard, h: &Http) -> Checked {
    gx_fetch::address(guard, &h.url).map_err(|e| Problem::field("place.url", e.code, e.message))?;
    match &h.auth {
        Auth::Basic { user } => need("place.auth.user", user, "the name that goes with the password")?,
        Auth::Header { name } => {
            if gx_fetch::reqwest::header::HeaderName::from_bytes(name.as_bytes()).is_err() {
                return Err(Problem::field(
                    "place.auth.name",
                    "not_a_header",
                    "the name of a header, as X-Api-Key",
                ));
            }
        }
        Auth::None | Auth::Bearer => {}
    }
    match &h.paging {
        Paging::Page { param, size, .. } => {
            need("place.paging.param", param, "the parameter that carries the number of the page")?;
            if !(1..=10_000).contains(size) {
                return Err(Problem::field(
                    "place.paging.size",
                    "out_of_range",
                    "from 1 to 10,000 records a page",
                ));
            }
        }
        Paging::Cursor { param, path } => {
            need("place.paging.param", param, "the parameter that carries the cursor")?;
            need("place.paging.path", path, "where the cursor lies in the answer, as paging.next")?;
        }
        Paging::None | Paging::Link => {}
    }
    if let Some(since) = &h.since {
        need("place.since.param", &since.param, "the parameter that asks for what changed since")?;
    }
    Ok(())
}

fn server(guard: &Guard, text: &str) -> Checked {
    gx_fetch::host(guard, text).map(|_| ()).map_err(|e| Problem::field("place.host", e.code, e.message))
}

fn sftp(guard: &Guard, s: &Sftp, direction: Direction) -> Checked {
    server(guard, &s.host)?;
    need("place.user", &s.user, "the account on the server")?;
    need("place.pattern", &s.pattern, "the names of the files, as customers-*.csv")?;
    if s.pattern.contains('/') {
        return Err(Problem::field(
            "place.pattern",
            "not_a_name",
            "names only; the folder has a field of its own",
        ));
    }
    if direction == Direction::Push && (s.pattern.matches('*').count() != 1 || s.pattern.contains('?')) {
        return Err(Problem::field(
            "place.pattern",
            "no_place_for_time",
            "one * where the time of the file goes",
        ));
    }
    Ok(())
}

fn sql(guard: &Guard, s: &Sql, direction: Direction) -> Checked {
    server(guard, &s.host)?;
    need("place.database", &s.database, "the name of the database")?;
    need("place.user", &s.user, "the account of the database")?;
    if direction == Direction::Push {
        need("place.table", &s.table, "the table that is written to")?;
        let fine = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-' | ' ');
        if !s.table.chars().all(fine) || s.table.split('.').count() > 2 {
            return Err(Problem::field("place.table", "not_a_table", "a table, or SCHEMA.TABLE"));
        }
        return Ok(());
    }
    need("place.query", &s.query, "the SELECT that is read")?;
    one_select(&s.query)?;
    if let Some(column) = &s.watermark {
        need("place.watermark", column, "the column that only grows")?;
    }
    Ok(())
}

/// A query without its last semicolon; only one SELECT is taken. What a text can hide from this the database refuses:
/// the query is read within another, in a transaction that cannot write.
pub(crate) fn one_select(query: &str) -> Result<String, Problem> {
    let wrong = |message: &str| Err(Problem::field("place.query", "not_a_select", message));
    let text = query.trim().trim_end_matches(';').trim_end();
    let bare = without_quoted(text);
    let first: String = bare.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
    if !matches!(first.to_lowercase().as_str(), "select" | "with") {
        return wrong("one SELECT, or WITH … SELECT");
    }
    if bare.contains(';') {
        return wrong("one SELECT only, without another after a semicolon");
    }
    Ok(text.to_owned())
}

/// The text with quoted parts and comments left out.
fn without_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' | '"' | '`' => {
                for inner in chars.by_ref() {
                    if inner == c {
                        break;
                    }
                }
                out.push(' ');
            }
            '-' if chars.peek() == Some(&'-') => {
                for inner in chars.by_ref() {
                    if inner == '\n' {
                        break;
                    }
                }
            }
            '/' if chars.peek() == Some(&'*') => {
                let mut last = ' ';
                chars.next();
                for inner in chars.by_ref() {
                    if last == '*' && inner == '/' {
                        break;
                    }
                    last = inner;
                }
            }
            other => out.push(other),
        }
    }
    out
}

/// What one name of the other system fills, or is filled with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mapped {
    /// Their name.
    pub(crate) name: String,
    /// Ours: as in the plan of an import; nothing leaves it out.
    pub(crate) target: Option<String>,
}

/// How values are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Options {
    /// The country of phones without a code.
    pub(crate) country: String,
    /// The currency of amounts without one.
    pub(crate) currency: String,
    /// Whether the day comes first in 1/2/2026; none lets the column decide.
    pub(crate) day_first: Option<bool>,
    /// How a person is found who does not carry the key yet.
    #[serde(rename = "match")]
    pub(crate) matching: Option<Match>,
}

/// The mapping without what is left out; refused where the key is missing or cannot be one.
pub(crate) fn check_mapping(
    direction: Direction,
    object: ObjectKind,
    key: &str,
    mapping: &[Mapped],
) -> Checked {
    if mapping.len() > 200 {
        return Err(Problem::field("mapping", "too_many", "at most 200 names"));
    }
    for (i, m) in mapping.iter().enumerate() {
        if m.name.is_empty() || m.name.len() > 200 || m.name.contains('\0') {
            return Err(Problem::field(
                &format!("mapping.{i}"),
                "not_a_name",
                "a name of at most 200 characters",
            ));
        }
        if mapping.iter().take(i).any(|other| other.name == m.name) {
            let message = format!("{:?} is there twice", m.name);
            return Err(Problem::field(&format!("mapping.{i}"), "twice", message));
        }
    }
    if direction == Direction::Push {
        return check_push(object, key, mapping);
    }
    let expected = match object {
        ObjectKind::Person => "a name that fills user_id, member_no or external:…",
        ObjectKind::Company => "a name that fills external:…",
        ObjectKind::Order => "a name that fills number",
        ObjectKind::Interaction | ObjectKind::Deal | ObjectKind::Lead | ObjectKind::Activity => {
            let message = "people, companies or orders; interactions come through the doors and files";
            return Err(Problem::field("object", "not_connected", message));
        }
    };
    if key.is_empty() {
        return Err(Problem::field("key", "missing", expected));
    }
    let target = key_target(key, mapping).ok_or_else(|| Problem::field("key", "not_mapped", expected))?;
    let kind = IdentityKind::parse(target);
    let fits = match object {
        ObjectKind::Person => {
            matches!(kind, Some(IdentityKind::UserId | IdentityKind::MemberNo | IdentityKind::External(_)))
        }
        ObjectKind::Company => matches!(kind, Some(IdentityKind::External(_))),
        _ => target == "number",
    };
    if !fits || mapping.iter().filter(|m| m.target.as_deref() == Some(target)).count() != 1 {
        return Err(Problem::field("key", "not_a_key", format!("{expected}, once")));
    }
    Ok(())
}

fn check_push(object: ObjectKind, key: &str, mapping: &[Mapped]) -> Checked {
    if matches!(object, ObjectKind::Interaction | ObjectKind::Deal | ObjectKind::Lead | ObjectKind::Activity)
    {
        return Err(Problem::field("object", "not_connected", "people, companies or orders"));
    }
    let given = mapping.iter().filter(|m| m.target.as_deref().is_some_and(|t| !t.is_empty())).count();
    if given == 0 {
        return Err(Problem::field("mapping", "missing", "what is sent under which name"));
    }
    if key_target(key, mapping).is_none() {
        return Err(Problem::field("key", "not_mapped", "the name by which the other system knows a record"));
    }
    Ok(())
}

/// What the key's name is mapped to.
pub(crate) fn key_target<'m>(key: &str, mapping: &'m [Mapped]) -> Option<&'m str> {
    let found = mapping.iter().find(|m| m.name == key)?;
    found.target.as_deref().filter(|t| !t.is_empty())
}

/// The plan of an import over columns of the given names.
pub(crate) fn plan(
    object: ObjectKind,
    mapping: &[Mapped],
    names: &[String],
    options: &Options,
    source: &str,
) -> ImportPlan {
    let mapping = (0..)
        .zip(names)
        .filter_map(|(column, name)| {
            let target = mapping.iter().find(|m| m.name == *name)?.target.clone();
            target.filter(|t| !t.is_empty()).map(|t| MapColumn { column, target: Some(t) })
        })
        .collect();
    ImportPlan {
        object,
        mapping,
        options: PlanOptions {
            source: source.to_owned(),
            country: options.country.clone(),
            currency: options.currency.clone(),
            day_first: options.day_first,
            matching: options.matching.unwrap_or(Match::Ids),
            update: Update::Fill,
            ..PlanOptions::default()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_select_is_taken() {
        for good in [
            "SELECT * FROM customers",
            " select a from b where c = 'x;y' ; ",
            "WITH x AS (SELECT 1) SELECT * FROM x -- ; told",
            "/* all */ SELECT ';' FROM t",
        ] {
            assert!(one_select(good).is_ok(), "{good}");
        }
        for bad in ["", "DELETE FROM t", "SELECT 1; DROP TABLE t", "(SELECT 1)", "EXPLAIN SELECT 1", "-- x"] {
            assert_eq!(one_select(bad).unwrap_err().fields[0].code, "not_a_select", "{bad}");
        }
        assert_eq!(one_select("SELECT 1 ;; ").unwrap(), "SELECT 1");
    }

    #[test]
    fn a_mapping_needs_the_number_of_the_record() {
        let to = |name: &str, target: &str| Mapped { name: name.into(), target: Some(target.into()) };
        let good = [to("no", "external:erp"), to("name", "name")];
        let check = |object, key, mapping: &[Mapped]| check_mapping(Direction::Pull, object, key, mapping);
        check(ObjectKind::Person, "no", &good).unwrap();
        check(ObjectKind::Company, "no", &good).unwrap();
        let code = |r: Checked| r.unwrap_err().fields[0].code.clone();
        assert_eq!(code(check(ObjectKind::Order, "no", &good)), "not_a_key");
        assert_eq!(code(check(ObjectKind::Person, "", &good)), "missing");
        assert_eq!(code(check(ObjectKind::Person, "name", &good)), "not_a_key");
        assert_eq!(code(check(ObjectKind::Person, "other", &good)), "not_mapped");
        assert_eq!(code(check(ObjectKind::Interaction, "no", &good)), "not_connected");
        let twice = [to("no", "external:erp"), to("no2", "external:erp")];
        assert_eq!(code(check(ObjectKind::Person, "no", &twice)), "not_a_key");
        assert_eq!(code(check(ObjectKind::Person, "no", &[to("no", "x"), to("no", "y")])), "twice");
    }
}

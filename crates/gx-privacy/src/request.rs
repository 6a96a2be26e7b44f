//! Requests: what a person asks about their data, until when it is answered, and what was done.

use gx_http::{Signed, auth};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::{Named, Names};
use gx_people::people;
use gx_record::notices::{self, Notice};
use gx_store::access::Access;
use gx_store::{Result, Row, Store, Tx, Value};
use serde::Serialize;
use serde_json::json;

/// What can be asked.
pub(crate) const KINDS: &[&str] = &["access", "correction", "restriction", "objection", "erasure"];
/// How it can arrive.
pub(crate) const WAYS: &[&str] = &["email", "phone", "letter", "web", "in_person", "other"];
/// How long before its day colleagues are reminded.
const WARNED: i64 = 3 * Micros::DAY;
/// The longest text of a step.
const LONGEST: usize = 2000;

/// A request as it is shown.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Request {
    id: String,
    /// The person it turned out to be, if the asker may see them; none once they were erased.
    person: Option<Named>,
    /// What they called themselves; empty once they were erased.
    who: String,
    kind: String,
    came_by: String,
    came_at: Micros,
    /// How it was made sure that it is them.
    verified: Option<String>,
    due_at: Micros,
    overdue: bool,
    /// Why it takes longer; it can be put off once.
    extended: Option<String>,
    state: String,
    /// Why it was refused.
    reason: Option<String>,
    by: Option<Named>,
    created_at: Micros,
    closed_at: Option<Micros>,
    /// Whether the person was erased since.
    erased: bool,
}

impl Request {
    /// Its id.
    pub(crate) fn id(&self) -> Result<Id> {
        Ok(Id::read(IdKind::Request, &self.id).ok_or_else(Problem::internal)?)
    }
}

/// What was done about it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Step {
    id: String,
    at: Micros,
    by: Option<Named>,
    /// `made`, `verified`, `note`, `extended`, `done`, `refused`, `reopened`, `exported`, `erased`, `marked`, `unmarked`.
    kind: String,
    text: Option<String>,
}

const COLUMNS: &str = "q.id, q.person_id, q.who, q.kind, q.came_by, q.came_at, q.verified, q.due_at, q.extended, q.state, q.reason, \
    q.staff_id, q.created_at, q.closed_at, r.id, r.name";
const FROM: &str =
    "privacy_request q LEFT JOIN person n ON n.id = q.person_id LEFT JOIN person r ON r.id = n.canonical_id";

/// The clause over requests that the caller may see: those of people they may see, and those of nobody yet.
fn seen(access: &Access) -> String {
    format!("(q.person_id IS NULL OR r.name = '' OR {})", access.see_person("r"))
}

fn read(tx: &mut Tx<'_>, names: &mut Names, now: Micros, r: &Row) -> Result<Request> {
    let (due_at, state) = (r.micros(7)?, r.string(9)?);
    let name = r.opt_string(15)?;
    let erased = name.as_deref() == Some("");
    let person = match (r.opt_id(14)?, name) {
        (Some(id), Some(name)) if !erased => {
            let initial = Some(gx_text::avatar_initial(&name));
            Some(Named { id: id.show(IdKind::Person), name, initial })
        }
        _ => None,
    };
    Ok(Request {
        id: r.id(0)?.show(IdKind::Request),
        person,
        who: r.string(2)?,
        kind: r.string(3)?,
        came_by: r.string(4)?,
        came_at: r.micros(5)?,
        verified: r.opt_string(6)?,
        overdue: state == "open" && due_at < now,
        due_at,
        extended: r.opt_string(8)?,
        state,
        reason: r.opt_string(10)?,
        by: r.opt_id(11)?.map(|id| names.user(tx, id)).transpose()?,
        created_at: r.micros(12)?,
        closed_at: r.opt_micros(13)?,
        erased,
    })
}

/// Which requests are asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) state: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) person: Option<Id>,
}

/// Open ones first, what is due soonest before the others; then those that are closed, the newest first.
pub(crate) fn list(tx: &mut Tx<'_>, access: &Access, now: Micros, asked: &Asked) -> Result<Vec<Request>> {
    let mut params: Vec<Value> = Vec::new();
    let mut also = String::new();
    let mut want = |column: &str, value: Value| {
        params.push(value);
        also.push_str(&format!(" AND {column} ${}", params.len()));
    };
    match asked.state.as_deref() {
        Some("closed") => want("q.state <>", "open".into()),
        Some(state) => want("q.state =", state.into()),
        None => {}
    }
    if let Some(kind) = &asked.kind {
        want("q.kind =", kind.as_str().into());
    }
    if let Some(root) = asked.person {
        want("r.id =", root.into());
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE {}{also} ORDER BY CASE q.state WHEN 'open' THEN 0 ELSE 1 END, \
         CASE q.state WHEN 'open' THEN q.due_at ELSE -q.closed_at END, q.id LIMIT 500",
        seen(access)
    );
    let rows = tx.query(&sql, &params)?;
    let mut names = Names::default();
    rows.iter().map(|r| read(tx, &mut names, now, r)).collect()
}

/// One request, if the caller may see it.
pub(crate) fn one(tx: &mut Tx<'_>, access: &Access, now: Micros, id: Id) -> Result<Request> {
    let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE q.id = $1 AND {}", seen(access));
    let row = tx.first(&sql, &[id.into()])?.ok_or_else(|| Problem::not_found("The request"))?;
    read(tx, &mut Names::default(), now, &row)
}

/// What was done about a request, oldest first.
pub(crate) fn steps(tx: &mut Tx<'_>, id: Id) -> Result<Vec<Step>> {
    let sql = "SELECT id, at, staff_id, kind, text FROM privacy_step WHERE request_id = $1 ORDER BY id";
    let rows = tx.query(sql, &[id.into()])?;
    let mut names = Names::default();
    let read = |tx: &mut Tx<'_>, names: &mut Names, r: &Row| {
        Ok(Step {
            id: r.id(0)?.0.to_string(),
            at: r.micros(1)?,
            by: r.opt_id(2)?.map(|id| names.user(tx, id)).transpose()?,
            kind: r.string(3)?,
            text: r.opt_string(4)?,
        })
    };
    rows.iter().map(|r| read(tx, &mut names, r)).collect()
}

/// How many are open, and how many of them are late.
pub(crate) fn count(tx: &mut Tx<'_>, access: &Access, now: Micros) -> Result<(i64, i64)> {
    let sql = format!(
        "SELECT COUNT(*), COUNT(CASE WHEN q.due_at < $1 THEN 1 END) FROM {FROM} WHERE q.state = 'open' AND {}",
        seen(access)
    );
    let r = tx.one(&sql, &[now.into()])?;
    Ok((r.int(0)?, r.int(1)?))
}

/// Writes down what was done.
pub(crate) fn step(
    tx: &mut Tx<'_>,
    store: &Store,
    request: Id,
    by: Option<Id>,
    kind: &str,
    text: Option<&str>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO privacy_step (id, request_id, at, staff_id, kind, text) VALUES ($1,$2,$3,$4,$5,$6)",
        &[store.id().into(), request.into(), store.now().into(), by.into(), kind.into(), text.into()],
    )?;
    Ok(())
}

/// A text that must be there.
pub(crate) fn words(field: &str, text: &str, needed: bool) -> std::result::Result<String, Problem> {
    let text = text.trim();
    if needed && text.is_empty() {
        return Err(Problem::field(field, "missing", "say it in a few words"));
    }
    if text.chars().count() > LONGEST {
        return Err(Problem::field(field, "too_long", format!("at most {LONGEST} characters")));
    }
    Ok(text.to_owned())
}

/// What a new request says.
#[derive(Debug)]
pub(crate) struct New {
    pub(crate) person: Option<Id>,
    pub(crate) who: String,
    pub(crate) kind: String,
    pub(crate) came_by: String,
    pub(crate) came_at: Option<Micros>,
    pub(crate) verified: String,
    pub(crate) note: String,
}

/// Takes a request in and tells those who look after them; whom it told.
pub(crate) fn make(
    tx: &mut Tx<'_>,
    store: &Store,
    me: &Signed,
    new: New,
    days: i64,
) -> Result<(Id, Vec<Id>)> {
    let one_of = |field: &str, list: &[&str], value: &str| {
        if list.contains(&value) {
            return Ok(());
        }
        Err(Problem::field(field, "unknown", format!("one of {}", list.join(", "))))
    };
    one_of("kind", KINDS, &new.kind)?;
    one_of("came_by", WAYS, &new.came_by)?;
    let (now, id) = (store.now(), store.id());
    let person = match new.person {
        None => None,
        Some(id) => {
            Some(people::root(tx, &me.access, id)?.ok_or_else(|| Problem::not_found("The person"))?.0)
        }
    };
    let who = words("who", &new.who, person.is_none())?;
    let came_at = new.came_at.unwrap_or(now);
    if came_at > now {
        return Err(Problem::field("came_at", "future", "a request cannot have come after now").into());
    }
    let verified = Some(words("verified", &new.verified, false)?).filter(|t| !t.is_empty());
    let note = words("note", &new.note, false)?;
    tx.execute(
        "INSERT INTO privacy_request (id, person_id, who, kind, came_by, came_at, verified, due_at, extended, state, reason, staff_id, created_at, closed_at, warned_at) \
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,NULL,'open',NULL,$9,$10,NULL,NULL)",
        &[
            id.into(),
            person.into(),
            who.into(),
            new.kind.as_str().into(),
            new.came_by.as_str().into(),
            came_at.into(),
            verified.clone().into(),
            crate::days_on(came_at, days).into(),
            me.user.id.into(),
            now.into(),
        ],
    )?;
    step(tx, store, id, Some(me.user.id), "made", None)?;
    if let Some(how) = &verified {
        step(tx, store, id, Some(me.user.id), "verified", Some(how))?;
    }
    if !note.is_empty() {
        step(tx, store, id, Some(me.user.id), "note", Some(&note))?;
    }
    let told = tell(tx, store, Some(me.user.id), id, person, &json!({"did": "made", "kind": new.kind}))?;
    Ok((id, told))
}

/// Tells everybody who may look after requests, and may see the person.
fn tell(
    tx: &mut Tx<'_>,
    store: &Store,
    by: Option<Id>,
    request: Id,
    person: Option<Id>,
    what: &serde_json::Value,
) -> Result<Vec<Id>> {
    let mut told = Vec::new();
    let sql = "SELECT u.id, r.grants FROM staff u JOIN role r ON r.key = u.role WHERE u.disabled_at IS NULL";
    for r in tx.query(sql, &[])? {
        let grants: gx_store::access::Grants = r.json(1)?;
        if !grants.may.iter().any(|w| w == "privacy") {
            continue;
        }
        let user = r.id(0)?;
        let Some(signed) = auth::rights_of(tx, user)? else { continue };
        if let Some(root) = person
            && people::root(tx, &signed.access, root)?.is_none()
        {
            continue;
        }
        let mut detail = what.clone();
        detail["request"] = request.show(IdKind::Request).into();
        let notice = Notice { kind: "privacy", by, object: person.map(|_| "person"), row: person, detail };
        if notices::give(tx, store, user, &notice)? {
            told.push(user);
        }
    }
    Ok(told)
}

/// Reminds of requests that are due within three days, each once; whom it told.
pub(crate) fn warn(tx: &mut Tx<'_>, store: &Store) -> Result<Vec<Id>> {
    let now = store.now();
    let sql = "SELECT id, person_id, kind, due_at FROM privacy_request WHERE state = 'open' AND warned_at IS NULL AND due_at < $1";
    let mut told = Vec::new();
    for r in tx.query(sql, &[now.plus(WARNED).into()])? {
        let id = r.id(0)?;
        let what = json!({"did": "due", "kind": r.text(2)?, "due_at": r.micros(3)?});
        told.extend(tell(tx, store, None, id, r.opt_id(1)?, &what)?);
        tx.execute("UPDATE privacy_request SET warned_at = $1 WHERE id = $2", &[now.into(), id.into()])?;
    }
    Ok(told)
}

/// What is done to an open request.
#[derive(Debug)]
pub(crate) enum Act {
    /// Says which person it is.
    Person(Id),
    /// Says how it was made sure that it is them.
    Verify(String),
    /// Puts it off, once, and says why.
    Extend(String),
    /// Something to be remembered.
    Note(String),
    /// It was answered.
    Done(String),
    /// It is refused, and why.
    Refuse(String),
    /// It was closed too early.
    Reopen,
}

/// Does it.
pub(crate) fn act(
    tx: &mut Tx<'_>,
    store: &Store,
    me: &Signed,
    id: Id,
    act: Act,
    extension: i64,
) -> Result<()> {
    let row = tx.one("SELECT state, extended, due_at FROM privacy_request WHERE id = $1", &[id.into()])?;
    let open = row.text(0)? == "open";
    let closed = || Problem::conflict("closed", "This request is closed; open it again first.");
    let by = Some(me.user.id);
    match act {
        Act::Note(text) => step(tx, store, id, by, "note", Some(&words("note", &text, true)?)),
        Act::Reopen if open => Ok(()),
        Act::Reopen => {
            let sql =
                "UPDATE privacy_request SET state = 'open', reason = NULL, closed_at = NULL WHERE id = $1";
            tx.execute(sql, &[id.into()])?;
            step(tx, store, id, by, "reopened", None)
        }
        _ if !open => Err(closed().into()),
        Act::Person(person) => {
            let root =
                people::root(tx, &me.access, person)?.ok_or_else(|| Problem::not_found("The person"))?.0;
            tx.execute("UPDATE privacy_request SET person_id = $1 WHERE id = $2", &[root.into(), id.into()])?;
            step(tx, store, id, by, "person", None)
        }
        Act::Verify(how) => {
            let how = words("verified", &how, true)?;
            tx.execute(
                "UPDATE privacy_request SET verified = $1 WHERE id = $2",
                &[how.as_str().into(), id.into()],
            )?;
            step(tx, store, id, by, "verified", Some(&how))
        }
        Act::Extend(why) => {
            if row.opt_text(1)?.is_some() {
                return Err(Problem::conflict("extended", "A request can be put off once.").into());
            }
            let why = words("extended", &why, true)?;
            let due = crate::days_on(row.micros(2)?, extension);
            tx.execute(
                "UPDATE privacy_request SET extended = $1, due_at = $2, warned_at = NULL WHERE id = $3",
                &[why.as_str().into(), due.into(), id.into()],
            )?;
            step(tx, store, id, by, "extended", Some(&why))
        }
        Act::Done(text) => {
            close(tx, store, id, "done", None)?;
            let text = words("note", &text, false)?;
            step(tx, store, id, by, "done", Some(text.as_str()).filter(|t| !t.is_empty()))
        }
        Act::Refuse(why) => {
            let why = words("reason", &why, true)?;
            close(tx, store, id, "refused", Some(&why))?;
            step(tx, store, id, by, "refused", Some(&why))
        }
    }
}

/// Closes a request.
pub(crate) fn close(tx: &mut Tx<'_>, store: &Store, id: Id, state: &str, why: Option<&str>) -> Result<()> {
    tx.execute(
        "UPDATE privacy_request SET state = $1, reason = $2, closed_at = $3 WHERE id = $4",
        &[state.into(), why.into(), store.now().into(), id.into()],
    )?;
    Ok(())
}

//! Needs as they stand in the database.

use std::collections::HashMap;

use gx_kernel::{Id, IdKind, Micros};
use gx_store::{Result, Row, Store, Tx, Value};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// Why somebody may need something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// They buy it again and again, and it is time.
    Due,
    /// They asked for it.
    Asked,
    /// Others who bought the same bought it too.
    Together,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Due, Self::Asked, Self::Together];

    /// As it is stored.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Asked => "asked",
            Self::Together => "together",
        }
    }

    /// Reads [`Self::as_text`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_text() == text)
    }
}

/// What became of a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It stands.
    Open,
    /// They bought it.
    Met,
    /// A colleague said that it is none.
    Dismissed,
}

impl State {
    /// As it is stored.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Met => "met",
            Self::Dismissed => "dismissed",
        }
    }

    fn parse(text: &str) -> Self {
        match text {
            "met" => Self::Met,
            "dismissed" => Self::Dismissed,
            _ => Self::Open,
        }
    }
}

/// A need as it is found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) kind: Kind,
    /// The product, or the words.
    pub(crate) what: String,
    pub(crate) score: f64,
    pub(crate) due_at: Option<Micros>,
    pub(crate) evidence: Json,
}

/// A need as it stands.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) id: Id,
    /// The root it was found for.
    pub(crate) person: Id,
    pub(crate) found: Found,
    pub(crate) found_at: Micros,
    pub(crate) state: State,
    pub(crate) decided_at: Option<Micros>,
    pub(crate) decided_by: Option<Id>,
}

/// What [`read`] reads, of `d`.
pub(crate) const COLUMNS: &str = "d.id, d.person_id, d.kind, d.what, d.score, d.due_at, d.evidence, d.found_at, d.state, d.decided_at, d.decided_by";

/// A row of [`COLUMNS`].
pub(crate) fn read(r: &Row) -> Result<Held> {
    Ok(Held {
        id: r.id(0)?,
        person: r.id(1)?,
        found: Found {
            kind: Kind::parse(r.text(2)?).unwrap_or(Kind::Due),
            what: r.string(3)?,
            score: r.opt_real(4)?.unwrap_or(0.0),
            due_at: r.opt_micros(5)?,
            evidence: r.json(6)?,
        },
        found_at: r.micros(7)?,
        state: State::parse(r.text(8)?),
        decided_at: r.opt_micros(9)?,
        decided_by: r.opt_id(10)?,
    })
}

/// The needs of some people, by person. A need that was found before a merge hangs on the root by now.
pub(crate) fn of(tx: &mut Tx<'_>, roots: &[i64]) -> Result<HashMap<i64, Vec<Held>>> {
    let sql = format!(
        "SELECT {COLUMNS}, n.canonical_id FROM need d JOIN person n ON n.id = d.person_id WHERE n.canonical_id IN"
    );
    let mut out: HashMap<i64, Vec<Held>> = HashMap::new();
    for r in tx.query_in(&sql, roots)? {
        out.entry(r.int(11)?).or_default().push(read(&r)?);
    }
    for list in out.values_mut() {
        list.sort_by_key(|need| need.id);
    }
    Ok(out)
}

/// The interaction whose words are quoted, with which the need goes.
fn said(found: &Found) -> Option<i64> {
    Id::read(IdKind::Interaction, found.evidence["interaction"].as_str()?).map(|id| id.0)
}

/// Writes a need that was not there.
pub(crate) fn insert(tx: &mut Tx<'_>, store: &Store, person: i64, found: &Found) -> Result<()> {
    let row = vec![
        store.id().into(),
        Value::Int(person),
        found.kind.as_text().into(),
        found.what.as_str().into(),
        found.score.into(),
        found.due_at.into(),
        found.evidence.to_string().into(),
        store.now().into(),
        State::Open.as_text().into(),
        said(found).into(),
    ];
    tx.execute(
        "INSERT INTO need (id, person_id, kind, what, score, due_at, evidence, found_at, state, interaction_id) \
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10) \
         ON CONFLICT DO NOTHING",
        &row,
    )?;
    Ok(())
}

/// Says again what is known of a need.
pub(crate) fn update(tx: &mut Tx<'_>, id: Id, found: &Found, state: State) -> Result<()> {
    let open = state == State::Open;
    let decided = if open { "decided_at = NULL, decided_by = NULL, " } else { "" };
    tx.execute(
        &format!("UPDATE need SET {decided}score = $1, due_at = $2, evidence = $3, state = $4, interaction_id = $5 WHERE id = $6"),
        &[
            found.score.into(),
            found.due_at.into(),
            found.evidence.to_string().into(),
            state.as_text().into(),
            said(found).into(),
            id.into(),
        ],
    )?;
    Ok(())
}

/// Says what became of a need; `by` is none for the program.
pub(crate) fn decide(tx: &mut Tx<'_>, id: Id, state: State, at: Micros, by: Option<Id>) -> Result<()> {
    let (at, by) = if state == State::Open { (None, None) } else { (Some(at), by) };
    tx.execute(
        "UPDATE need SET state = $1, decided_at = $2, decided_by = $3 WHERE id = $4",
        &[state.as_text().into(), at.into(), by.into(), id.into()],
    )?;
    Ok(())
}

/// Forgets a need that is none any more.
pub(crate) fn forget(tx: &mut Tx<'_>, id: Id) -> Result<()> {
    tx.execute("DELETE FROM need WHERE id = $1", &[id.into()])?;
    Ok(())
}

/// Counts the open needs of people into their rows; how many rows said something else.
pub(crate) fn count(tx: &mut Tx<'_>, roots: &[i64]) -> Result<u64> {
    let open = "(SELECT COUNT(*) FROM need d JOIN person n ON n.id = d.person_id WHERE n.canonical_id = person.id AND d.state = 'open')";
    let mut n = 0;
    for chunk in roots.chunks(500) {
        let list: Vec<String> = chunk.iter().map(ToString::to_string).collect();
        n += tx.execute(
            &format!(
                "UPDATE person SET worth_turn = worth_turn + 1, need_count = {open} WHERE id IN ({}) AND need_count <> {open}",
                list.join(",")
            ),
            &[],
        )?;
    }
    Ok(n)
}

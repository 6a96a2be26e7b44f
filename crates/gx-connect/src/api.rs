//! Connectors as those who set the workspace up see them: looked at, made, changed, run, taken away.

use axum::Json;
use axum::extract::{Path, State as Held};
use gx_http::{Answer, Body, Kit, Signed, id};
use gx_ingest::import::{self, ImportColumn, ImportPreview};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_store::access::{Access, Verb};
use gx_store::audit::{self, Entry};
use gx_store::{Result, Store, Tx};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value as Json_, json};

use crate::fetch::{self, Ask, State};
use crate::jobs;
use crate::ledger::{RunInfo, run_info};
use crate::model::{self, Direction, EVERY, Mapped, Options, Place, Rule};
use crate::pull::{Rows, rows};
use crate::push;
use crate::store::{self, Connector};

/// Records of a look.
const LOOK: usize = 50;
/// Columns and rows of a preview that somebody sends.
const PREVIEW: usize = 200;

/// A connector as lists and pages show it.
#[derive(Debug, Serialize)]
pub(crate) struct ConnectorInfo {
    id: String,
    name: String,
    /// Under whose rights it runs.
    user: String,
    direction: Direction,
    object: ObjectKind,
    place: Place,
    key: String,
    mapping: Vec<Mapped>,
    options: Options,
    rule: Rule,
    every: Option<i64>,
    has_secret: bool,
    paused: bool,
    /// `failing` or `account_closed`, when it was not paused by hand.
    why_paused: Option<String>,
    failures: i64,
    last_run: Option<RunInfo>,
    last_ok_at: Option<Micros>,
    next_at: Option<Micros>,
    created_at: Micros,
}

fn info(tx: &mut Tx<'_>, c: &Connector) -> Result<ConnectorInfo> {
    let user = tx.first("SELECT name FROM staff WHERE id = $1", &[c.staff.into()])?;
    let last = store::runs(tx, c.id, None, 1)?.into_iter().next();
    Ok(ConnectorInfo {
        id: c.id.show(IdKind::Connector),
        name: c.name.clone(),
        user: user.map_or(Ok(String::new()), |r| r.string(0))?,
        direction: c.direction,
        object: c.object,
        place: c.place.clone(),
        key: c.key.clone(),
        mapping: c.mapping.clone(),
        options: c.options.clone(),
        rule: c.rule,
        every: c.every,
        has_secret: c.secret.is_some(),
        paused: c.paused,
        why_paused: c.why_paused.clone(),
        failures: c.failures,
        last_run: last.as_ref().map(run_info),
        last_ok_at: c.last_ok_at,
        next_at: c.next_at,
        created_at: c.created_at,
    })
}

/// What a connector needs of its maker, when it is made and whenever it runs: to set up doors, and to bring in or
/// take out.
pub(crate) fn may_run(access: &Access, direction: Direction) -> std::result::Result<(), Problem> {
    access.need("sources")?;
    match direction {
        Direction::Pull => access.need("import"),
        Direction::Push => access.need_verb(Verb::Export),
    }
}

/// Who may see connectors at all.
pub(crate) fn may(me: &Signed) -> std::result::Result<(), Problem> {
    me.access.need("sources")
}

/// A person, and not a key or somebody who looks as another: a connector acts with all of its maker's rights.
fn in_person(me: &Signed) -> std::result::Result<(), Problem> {
    if me.program || me.really.is_some() {
        return Err(Problem::forbidden("A connector is set up by a person who signed in."));
    }
    Ok(())
}

/// The caller's own, or anybody's for who sets users up.
pub(crate) fn own(tx: &mut Tx<'_>, me: &Signed, id: Id) -> Result<Connector> {
    let connector = store::get(tx, id)?;
    if connector.staff != me.user.id && !me.access.may("users") {
        return Err(Problem::not_found("The connector").into());
    }
    Ok(connector)
}

fn note(tx: &mut Tx<'_>, s: &Store, me: &Signed, row: Id, did: &str) -> Result<()> {
    let detail = json!({"did": did});
    let entry = Entry {
        staff: Some(me.user.id),
        kind: "connector",
        object: Some("connector"),
        row: Some(row),
        detail,
    };
    audit::note(tx, s, &entry)
}

pub(crate) async fn list(Held(kit): Held<Kit>, me: Signed) -> Answer<Json<Vec<ConnectorInfo>>> {
    may(&me)?;
    let list = kit
        .run(move |s| {
            s.read(|tx| {
                let of = (!me.access.may("users")).then_some(me.user.id);
                store::list(tx, of)?.iter().map(|c| info(tx, c)).collect::<Result<Vec<_>>>()
            })
        })
        .await?;
    Ok(Json(list))
}

pub(crate) async fn get(
    Held(kit): Held<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<ConnectorInfo>> {
    may(&me)?;
    let id = id(IdKind::Connector, &text)?;
    let found = kit
        .run(move |s| {
            s.read(|tx| {
                let c = own(tx, &me, id)?;
                info(tx, &c)
            })
        })
        .await?;
    Ok(Json(found))
}

/// What is there and null is told from what is not there.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(d: D) -> std::result::Result<Option<T>, D::Error> {
    T::deserialize(d).map(Some)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wish {
    name: Option<String>,
    direction: Option<Direction>,
    object: Option<ObjectKind>,
    place: Option<Place>,
    key: Option<String>,
    mapping: Option<Vec<Mapped>>,
    options: Option<Options>,
    rule: Option<Rule>,
    #[serde(deserialize_with = "given")]
    every: Option<Option<i64>>,
    /// A password, token or private key; empty takes it away.
    secret: Option<String>,
    paused: Option<bool>,
}

fn sealed(kit: &Kit, id: Id, secret: &str) -> std::result::Result<Option<Vec<u8>>, Problem> {
    if secret.len() > 20_000 {
        return Err(Problem::field("secret", "too_long", "at most 20,000 characters"));
    }
    if secret.is_empty() { Ok(None) } else { kit.seal.seal("connector", id.0, secret.as_bytes()).map(Some) }
}

/// Lays what is wished over a connector.
fn wish(kit: &Kit, c: &mut Connector, wish: &Wish) -> std::result::Result<(), Problem> {
    if let Some(name) = &wish.name {
        c.name = name.trim().chars().take(80).collect();
    }
    if c.name.is_empty() {
        return Err(Problem::field("name", "missing", "say which system it is"));
    }
    if let Some(place) = &wish.place {
        if c.place.is_elsewhere(place) {
            // A secret goes to the server that it was entered for, and how far another was read says nothing.
            c.secret = None;
            c.state = State::default();
        }
        c.place = place.clone();
    }
    c.place.check(&kit.guard, c.direction)?;
    if let Some(secret) = &wish.secret {
        c.secret = sealed(kit, c.id, secret)?;
    }
    let before = (c.object, c.key.clone(), c.mapping.clone());
    if let Some(object) = wish.object {
        c.object = object;
    }
    if let Some(key) = &wish.key {
        c.key.clone_from(key);
    }
    if let Some(mapping) = &wish.mapping {
        c.mapping.clone_from(mapping);
    }
    model::check_mapping(c.direction, c.object, &c.key, &c.mapping)?;
    if c.direction == Direction::Push {
        push::check_targets(c.object, &c.mapping)?;
    }
    if before != (c.object, c.key.clone(), c.mapping.clone()) {
        // What was read under another mapping is read again.
        c.state = State { files: Vec::new(), since: None, watermark: None, told: None };
    }
    if let Some(options) = &wish.options {
        c.options.clone_from(options);
    }
    if let Some(rule) = wish.rule {
        c.rule = rule;
    }
    if let Some(every) = wish.every {
        if every.is_some_and(|e| !EVERY.contains(&e)) {
            return Err(Problem::field("every", "out_of_range", "from 5 minutes to 30 days"));
        }
        c.every = every;
    }
    if let Some(paused) = wish.paused {
        c.paused = paused;
        c.why_paused = None;
        c.failures = 0;
    }
    c.next_at = if c.paused { None } else { jobs::next(c, kit.store.now()) };
    Ok(())
}

pub(crate) async fn create(
    Held(kit): Held<Kit>,
    me: Signed,
    Body(body): Body<Wish>,
) -> Answer<Json<ConnectorInfo>> {
    let direction = body.direction.unwrap_or_default();
    may_run(&me.access, direction)?;
    in_person(&me)?;
    let Some(place) = body.place.clone() else {
        return Err(Problem::field("place", "missing", "say where the other system is").into());
    };
    let shared = kit.clone();
    let made = kit
        .run(move |s| {
            let mut c = Connector {
                id: s.id(),
                staff: me.user.id,
                name: String::new(),
                direction,
                object: ObjectKind::Person,
                place,
                key: String::new(),
                mapping: Vec::new(),
                options: Options::default(),
                rule: Rule::default(),
                every: None,
                secret: None,
                state: State::default(),
                paused: false,
                why_paused: None,
                failures: 0,
                last_ok_at: None,
                next_at: None,
                created_at: s.now(),
            };
            wish(&shared, &mut c, &body)?;
            s.write(|tx| {
                store::insert(tx, &c)?;
                jobs::schedule(tx, s, c.id, c.next_at)?;
                note(tx, s, &me, c.id, "made")?;
                info(tx, &c)
            })
        })
        .await?;
    Ok(Json(made))
}

pub(crate) async fn change(
    Held(kit): Held<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Wish>,
) -> Answer<Json<ConnectorInfo>> {
    may(&me)?;
    in_person(&me)?;
    let id = id(IdKind::Connector, &text)?;
    let shared = kit.clone();
    let changed = kit
        .run(move |s| {
            s.write(|tx| {
                let mut c = own(tx, &me, id)?;
                // Whoever changes what runs with another's rights must have them.
                may_run(&me.access, c.direction)?;
                if body.direction.is_some_and(|d| d != c.direction) {
                    let message = "a connector keeps its direction; make another one";
                    return Err(Problem::field("direction", "fixed", message).into());
                }
                wish(&shared, &mut c, &body)?;
                store::update(tx, &c)?;
                jobs::schedule(tx, s, c.id, c.next_at)?;
                note(tx, s, &me, id, "changed")?;
                info(tx, &c)
            })
        })
        .await?;
    Ok(Json(changed))
}

pub(crate) async fn remove(
    Held(kit): Held<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    may(&me)?;
    let id = id(IdKind::Connector, &text)?;
    kit.run(move |s| {
        s.write(|tx| {
            own(tx, &me, id)?;
            store::remove(tx, id, s.now())?;
            note(tx, s, &me, id, "removed")
        })
    })
    .await?;
    Ok(Json(json!({})))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RunWish {
    /// Whether nothing is written.
    compare: bool,
}

pub(crate) async fn run(
    Held(kit): Held<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<RunWish>,
) -> Answer<Json<RunInfo>> {
    may(&me)?;
    let id = id(IdKind::Connector, &text)?;
    let started = kit
        .run(move |s| {
            s.write(|tx| {
                let c = own(tx, &me, id)?;
                may_run(&me.access, c.direction)?;
                let mode = match (c.direction, body.compare) {
                    (Direction::Pull, false) => "pull",
                    (Direction::Pull, true) => "compare",
                    (Direction::Push, false) => "push",
                    (Direction::Push, true) => {
                        let message = "only what is fetched is compared; a connector that sends is not";
                        return Err(Problem::field("compare", "not_compared", message).into());
                    }
                };
                let run = s.id();
                store::add_run(tx, run, id, mode, s.now())?;
                jobs::run_now(tx, s, id, run)?;
                note(tx, s, &me, id, "run")?;
                Ok(run_info(&store::run_of(tx, run)?))
            })
        })
        .await?;
    Ok(Json(started))
}

#[derive(Debug, Deserialize)]
pub(crate) struct LookWish {
    place: Place,
    #[serde(default)]
    object: Option<ObjectKind>,
    #[serde(default)]
    secret: Option<String>,
    /// The connector whose secret is taken where none is given.
    #[serde(default)]
    connector: Option<String>,
}

/// The first records of another system, with what its names are taken for.
#[derive(Debug, Serialize)]
pub(crate) struct Look {
    object: ObjectKind,
    columns: Vec<ImportColumn>,
    mapping: Vec<Mapped>,
    rows: Vec<Vec<String>>,
    /// The key of the SSH server.
    fingerprint: Option<String>,
}

pub(crate) async fn look(Held(kit): Held<Kit>, me: Signed, Body(body): Body<LookWish>) -> Answer<Json<Look>> {
    may_run(&me.access, Direction::Pull)?;
    in_person(&me)?;
    body.place.check(&kit.guard, Direction::Pull)?;
    let connector = body.connector.as_deref().map(|c| id(IdKind::Connector, c)).transpose()?;
    let shared = kit.clone();
    let look = kit
        .run(move |s| {
            let secret = match (&body.secret, connector) {
                (Some(secret), _) => secret.clone(),
                (None, Some(connector)) => {
                    let c = s.read(|tx| own(tx, &me, connector))?;
                    match c.secret.filter(|_| !c.place.is_elsewhere(&body.place)) {
                        Some(sealed) => String::from_utf8(shared.seal.open("connector", c.id.0, &sealed)?)
                            .unwrap_or_default(),
                        None => String::new(),
                    }
                }
                (None, None) => String::new(),
            };
            let ask = Ask {
                guard: &shared.guard,
                secret: &secret,
                state: &State::default(),
                whole: true,
                sample: Some(LOOK),
                alive: &|| Ok(()),
            };
            let fetched = fetch::read(&body.place, &ask)?;
            let mut found = rows(&fetched, &|_| true)?;
            found.cells.truncate(LOOK);
            if found.cells.is_empty() {
                return Err(
                    Problem::new(422, "nothing_there", "The other system answers, with no record.").into()
                );
            }
            let (object, columns, mapping) = guess(s, &me, &found, body.object)?;
            Ok(Look { object, columns, mapping, rows: found.cells, fingerprint: fetched.fingerprint })
        })
        .await?;
    Ok(Json(look))
}

type Guess = (ObjectKind, Vec<ImportColumn>, Vec<Mapped>);

/// What the names are taken for, by the same detection as for files.
fn guess(s: &Store, me: &Signed, rows: &Rows, object: Option<ObjectKind>) -> Result<Guess> {
    for_a_moment(s, me, rows, object, |id| {
        let info = s.read(|tx| import::info(tx, id))?;
        let mapping = rows
            .names
            .iter()
            .enumerate()
            .map(|(column, name)| Mapped {
                name: name.clone(),
                target: info.plan.mapping.iter().find(|m| m.column == column).and_then(|m| m.target.clone()),
            })
            .collect();
        Ok((info.object, info.columns, mapping))
    })
}

/// Lets the import engine look at rows, and leaves nothing behind.
fn for_a_moment<T>(
    s: &Store,
    me: &Signed,
    rows: &Rows,
    object: Option<ObjectKind>,
    act: impl FnOnce(Id) -> Result<T>,
) -> Result<T> {
    let id = import::create(s, "look.ndjson", rows.ndjson(&rows.cells)?, Some(me.user.id), object)?;
    let done = act(id);
    import::delete(s, id)?;
    done
}

#[derive(Debug, Deserialize)]
pub(crate) struct PreviewWish {
    object: ObjectKind,
    key: String,
    mapping: Vec<Mapped>,
    #[serde(default)]
    options: Options,
    /// Names of the columns, and cells, as the look answered.
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// What would become of the records of a look under a mapping. Nothing is kept.
pub(crate) async fn preview(
    Held(kit): Held<Kit>,
    me: Signed,
    Body(body): Body<PreviewWish>,
) -> Answer<Json<ImportPreview>> {
    may_run(&me.access, Direction::Pull)?;
    if body.rows.is_empty() || body.rows.len() > LOOK || body.columns.len() > PREVIEW {
        let message = format!("from 1 to {LOOK} rows of at most {PREVIEW} columns");
        return Err(Problem::field("rows", "out_of_range", message).into());
    }
    model::check_mapping(Direction::Pull, body.object, &body.key, &body.mapping)?;
    let answer = kit
        .run(move |s| {
            let width = body.columns.len();
            let cells = body
                .rows
                .into_iter()
                .map(|mut row| {
                    row.resize(width, String::new());
                    row
                })
                .collect();
            let plan = model::plan(body.object, &body.mapping, &body.columns, &body.options, "");
            let rows = Rows { names: body.columns, cells, broken: Vec::new() };
            for_a_moment(s, &me, &rows, Some(body.object), |id| import::preview(s, &me.access, id, plan))
        })
        .await?;
    Ok(Json(answer))
}

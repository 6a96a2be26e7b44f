//! The erasure: what it would do, and doing it.
//!
//! What is kept by person goes in one transaction, so that from one moment to the next nobody sees the person any
//! more. What lies in bodies and logs of many is looked through afterwards by a job ([`crate::sweep`]), which is put in
//! within the same transaction. The nodes stay as numbers without a word, so that programs that keep a copy are told
//! that the person is gone and no number is ever given twice.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::page::MarkInfo;
use gx_people::{erased, mark, node};
use gx_store::audit::{self, Entry};
use gx_store::search::Corpus;
use gx_store::{Conflict, Dialect, Result, Store, Tx, Value, job, search, settings};
use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use crate::holdings::Holdings;
use crate::settings::Settings;
use crate::traces::Traces;

/// The job that looks through what is not kept by person.
pub const SWEEP_JOB: &str = "privacy.sweep";
/// The nameless person to whom kept orders belong.
const STUB: &str = "privacy_stub";

/// Why somebody is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// They asked for it.
    Request,
    /// A rule of retention; whoever comes again is a stranger.
    Retention,
    /// A backup brought them back after they had been erased.
    Restored,
}

impl Cause {
    /// Stable text, as in SQL.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Retention => "retention",
            Self::Restored => "restored",
        }
    }
}

/// One line of the dry run: a kind of thing and how many.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Line {
    what: &'static str,
    n: i64,
}

/// One line of what stays, with the reason.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Stays {
    what: &'static str,
    n: i64,
    /// The names of what is meant, where there are some: views, webhooks, connectors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    names: Vec<String>,
}

/// What an erasure would do.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Plan {
    /// What is erased.
    erased: Vec<Line>,
    /// What stays, and the word for why.
    stays: Vec<Stays>,
    /// Which systems outside are told that the person is gone.
    told: Vec<String>,
    /// For how many years orders stay; none where they go as well.
    order_years: Option<i64>,
    /// What forbids it.
    hold: Option<MarkInfo>,
    /// What has to be typed.
    pub(crate) confirm: String,
}

fn count(tx: &mut Tx<'_>, sql: &str, keys: &[i64]) -> Result<i64> {
    tx.query_in(sql, keys)?.iter().map(|r| r.int(0)).sum()
}

/// Says what an erasure would do.
pub(crate) fn plan(tx: &mut Tx<'_>, store: &Store, root: Id, hold: Option<MarkInfo>) -> Result<Plan> {
    let settings = Settings::load(tx)?;
    let h = Holdings::of(tx, root, store.now(), &settings)?;
    let traces = h.traces(tx)?;
    let n = |list: &[i64]| list.len() as i64;
    let nodes = &h.nodes;
    let values: i64 = node::tree(tx, root)?.iter().map(|node| node.own.0.len() as i64).sum();
    let consents = count(tx, "SELECT COUNT(*) FROM consent WHERE person_id IN", nodes)?;
    let cards = count(tx, "SELECT COUNT(*) FROM dav_card WHERE person_id IN", nodes)?;
    let duplicates = count(tx, "SELECT COUNT(*) FROM proposal WHERE a_id IN", nodes)?
        + count(tx, "SELECT COUNT(*) FROM proposal WHERE b_id IN", nodes)?;
    let notices = count(tx, "SELECT COUNT(*) FROM notice WHERE object = 'person' AND row_id IN", nodes)?;
    let lines = [
        ("records", n(nodes)),
        ("values", values),
        ("identities", n(&h.identities)),
        ("consents", consents),
        ("interactions", n(&h.interactions)),
        ("orders", n(&h.orders)),
        ("files", n(&h.files)),
        ("comments", n(&h.comments)),
        ("relations", n(&h.edges)),
        ("changes", n(&h.changes)),
        ("duplicates", duplicates),
        ("notices", notices),
        ("cards", cards),
        ("raw", n(&traces.raw)),
        ("imports", n(&traces.imports)),
    ];
    let erased = lines.into_iter().filter(|(_, n)| *n > 0).map(|(what, n)| Line { what, n }).collect();
    let audit = count(tx, "SELECT COUNT(*) FROM audit WHERE object = 'person' AND row_id IN", nodes)?;
    let stay = |what, n| Stays { what, n, names: Vec::new() };
    let mut stays = vec![
        stay("orders", n(&h.kept_orders)),
        stay("files", n(&h.shared_files)),
        stay("audit", audit),
        stay("records", n(nodes)),
        stay("ledger", n(&h.identities)),
    ];
    let mut views = Vec::new();
    for r in tx.query("SELECT name, body FROM list_view WHERE deleted_at IS NULL", &[])? {
        if traces.in_text(r.text(1)?, true) {
            views.push(r.string(0)?);
        }
    }
    stays.push(Stays { what: "views", n: views.len() as i64, names: views });
    stays.retain(|s| s.n > 0);
    let mut told = Vec::new();
    for sql in [
        "SELECT name FROM hook WHERE deleted_at IS NULL AND paused = 0 ORDER BY name",
        "SELECT name FROM connector WHERE deleted_at IS NULL AND direction = 'push' AND object = 'person' ORDER BY name",
    ] {
        for r in tx.query(sql, &[])? {
            told.push(r.string(0)?);
        }
    }
    let shown = tx.one("SELECT name FROM person WHERE id = $1", &[root.into()])?.string(0)?;
    Ok(Plan {
        erased,
        stays,
        told,
        order_years: settings.keep_orders.then_some(settings.order_years),
        hold,
        confirm: shown,
    })
}

/// Runs a statement that ends where its list belongs, over all keys.
fn each(tx: &mut Tx<'_>, sql: &str, keys: &[i64]) -> Result<()> {
    tx.query_in(sql, keys).map(|_| ())
}

/// Everything that is kept by person: the table, and the column with its id.
const BY_NODE: &[&str] = &[
    "DELETE FROM identity WHERE person_id IN",
    "DELETE FROM consent WHERE person_id IN",
    "DELETE FROM need WHERE person_id IN",
    "DELETE FROM person_key WHERE person_id IN",
    "DELETE FROM match_due WHERE person_id IN",
    "DELETE FROM proposal WHERE a_id IN",
    "DELETE FROM proposal WHERE b_id IN",
    "UPDATE merge SET evidence = '[]' WHERE winner_id IN",
    "UPDATE merge SET evidence = '[]' WHERE loser_id IN",
    "DELETE FROM rule_breach WHERE object = 'person' AND row_id IN",
    "DELETE FROM dav_card WHERE person_id IN",
    "DELETE FROM follow WHERE person_id IN",
    "DELETE FROM record_share WHERE row_id IN",
    "DELETE FROM notice WHERE object = 'person' AND row_id IN",
    "DELETE FROM person_mark WHERE person_id IN",
    "DELETE FROM deal_part WHERE person_id IN",
    "DELETE FROM file_link WHERE object = 'person' AND row_id IN",
    "UPDATE privacy_request SET who = '', verified = NULL, extended = NULL, reason = NULL WHERE person_id IN",
    "UPDATE privacy_step SET text = NULL WHERE request_id IN (SELECT id FROM privacy_request WHERE person_id IN",
];

fn as_ids(list: &[i64]) -> Vec<Id> {
    list.iter().map(|id| Id(*id)).collect()
}

/// Of a lead nothing stays but that there was one, how it went from hand to hand, and what was decided about it.
fn leads(tx: &mut Tx<'_>, h: &Holdings, now: Micros) -> Result<()> {
    search::remove(tx, ObjectKind::Lead, &as_ids(&h.leads))?;
    each(
        tx,
        "UPDATE lead SET name = number, name_key = '', person_id = NULL, company = NULL, interest = NULL, next_step = NULL, \
         reason = NULL, source = NULL, channel = NULL, fields = NULL WHERE id IN",
        &h.leads,
    )?;
    // Nobody works on it any more.
    let close = format!(
        "UPDATE lead SET state = 'dropped', returns_at = NULL, closed_at = {} WHERE state IN ('new', 'working') AND id IN",
        now.0
    );
    each(tx, &close, &h.leads)?;
    each(tx, "DELETE FROM lead_touch WHERE lead_id IN", &h.leads)?;
    each(tx, "UPDATE lead_move SET reason = NULL WHERE lead_id IN", &h.leads)?;
    let disputes = tx.query_in("SELECT id FROM dispute WHERE lead_id IN", &h.leads)?;
    let disputes = disputes.iter().map(|r| r.int(0)).collect::<Result<Vec<_>>>()?;
    each(tx, "UPDATE dispute_word SET text = '' WHERE dispute_id IN", &disputes)?;
    each(tx, "DELETE FROM notice WHERE object = 'dispute' AND row_id IN", &disputes)?;
    each(tx, "DELETE FROM notice WHERE object = 'lead' AND row_id IN", &h.leads)?;
    let mut registered = tx.query_in("SELECT id FROM registration WHERE person_id IN", &h.nodes)?;
    let hashes = tx.query_in("SELECT hash FROM identity WHERE id IN", &h.identities)?;
    let hashes = hashes.iter().map(|r| r.int(0)).collect::<Result<Vec<_>>>()?;
    registered.extend(tx.query_in("SELECT registration_id FROM registration_key WHERE hash IN", &hashes)?);
    let registered = registered.iter().map(|r| r.int(0)).collect::<Result<Vec<_>>>()?;
    each(tx, "DELETE FROM registration_key WHERE registration_id IN", &registered)?;
    each(tx, "UPDATE registration SET name = '', text = NULL, person_id = NULL WHERE id IN", &registered)
}

/// Erases people, as one erasure. Refused where a hold stands on one of them.
pub(crate) fn erase(
    tx: &mut Tx<'_>,
    store: &Store,
    roots: &[Id],
    by: Option<Id>,
    request: Option<Id>,
    cause: Cause,
) -> Result<Id> {
    let (id, now) = (store.id(), store.now());
    let settings = Settings::load(tx)?;
    let mut traces = Traces::default();
    let mut sums = [0_usize; 8];
    for root in roots {
        // A backup knows nothing of holds that were put there since, and erases what had been erased.
        if cause != Cause::Restored && mark::has(tx, *root, mark::HOLD)? {
            let message = "A hold stands on this person: nothing of theirs may be erased until it is lifted.";
            return Err(Problem::conflict("held", message).into());
        }
        let h = Holdings::of(tx, *root, now, &settings)?;
        traces.add(h.traces(tx)?);
        remember(tx, store, &h, id, cause)?;
        take(tx, store, &h)?;
        let counted: [&[i64]; 8] = [
            &h.nodes,
            &h.identities,
            &h.interactions,
            &h.orders,
            &h.kept_orders,
            &h.files,
            &h.comments,
            &h.changes,
        ];
        for (sum, list) in sums.iter_mut().zip(counted) {
            *sum += list.len();
        }
    }
    let named =
        ["records", "identities", "interactions", "orders", "orders_kept", "files", "comments", "changes"];
    let counts: Map<String, Json> =
        named.iter().zip(sums).map(|(k, n)| ((*k).to_owned(), n.into())).collect();
    let words = serde_json::to_value(&traces).unwrap_or_default();
    tx.execute(
        "INSERT INTO erasure (id, at, staff_id, request_id, cause, state, counts, traces, done_at) VALUES ($1,$2,$3,$4,$5,'sweeping',$6,$7,NULL)",
        &[
            id.into(),
            now.into(),
            by.into(),
            request.into(),
            cause.as_text().into(),
            Json::Object(counts.clone()).into(),
            words.into(),
        ],
    )?;
    let key = format!("{SWEEP_JOB}.{}", id.0);
    job::enqueue(tx, store, SWEEP_JOB, &json!({"erasure": id.0}), now, Some(&key))?;
    for root in roots {
        let shown = id.show(IdKind::Erasure);
        let detail = json!({"did": "erased", "erasure": shown, "cause": cause.as_text(), "counts": counts});
        let entry = Entry { staff: by, kind: "privacy", object: Some("person"), row: Some(*root), detail };
        audit::note(tx, store, &entry)?;
    }
    Ok(id)
}

/// Writes the ledger.
fn remember(tx: &mut Tx<'_>, store: &Store, h: &Holdings, erasure: Id, cause: Cause) -> Result<()> {
    let mut rows: Vec<Vec<Value>> = h
        .nodes
        .iter()
        .map(|id| vec!["person".into(), erased::hash_of(store, Id(*id)).into(), erasure.into()])
        .collect();
    if cause == Cause::Request {
        // What several people share says of none of them that they come again.
        for r in
            tx.query_in("SELECT DISTINCT hash FROM identity WHERE shared = 0 AND person_id IN", &h.nodes)?
        {
            rows.push(vec!["identity".into(), r.int(0)?.into(), erasure.into()]);
        }
    }
    tx.insert_many("erased_key", &["kind", "hash", "erasure_id"], &rows, Conflict::Skip)?;
    Ok(())
}

/// Of what was done about orders that stay, quantities and amounts stay; about those that go, nothing.
fn handled(tx: &mut Tx<'_>, h: &Holdings) -> Result<()> {
    for table in ["shipment", "payment", "order_return", "order_origin"] {
        each(tx, &format!("DELETE FROM {table} WHERE order_id IN"), &h.orders)?;
    }
    each(tx, "UPDATE shipment SET tracking = '', note = '' WHERE order_id IN", &h.kept_orders)?;
    each(tx, "UPDATE payment SET reference = '', note = '' WHERE order_id IN", &h.kept_orders)?;
    each(tx, "UPDATE order_return SET reason = '', note = '' WHERE order_id IN", &h.kept_orders)
}

/// What was planned with somebody is theirs: nobody is to come back to whom nobody knows any more.
fn planned(tx: &mut Tx<'_>, h: &Holdings) -> Result<()> {
    each(tx, "DELETE FROM notice WHERE object = 'activity' AND row_id IN", &h.activities)?;
    for table in ["activity_turn", "activity_guest", "check_in", "dav_event"] {
        each(tx, &format!("DELETE FROM {table} WHERE activity_id IN"), &h.activities)?;
    }
    search::remove(tx, ObjectKind::Activity, &as_ids(&h.activities))?;
    each(tx, "DELETE FROM activity WHERE id IN", &h.activities)
}

/// What ran on for somebody, and what they owned, is theirs alone.
fn after_sale(tx: &mut Tx<'_>, h: &Holdings) -> Result<()> {
    each(tx, "DELETE FROM notice WHERE object = 'agreement' AND row_id IN", &h.agreements)?;
    each(tx, "DELETE FROM agreement_renewal WHERE agreement_id IN", &h.agreements)?;
    each(tx, "DELETE FROM agreement WHERE id IN", &h.agreements)?;
    each(tx, "DELETE FROM asset_record WHERE asset_id IN", &h.assets)?;
    each(tx, "DELETE FROM asset WHERE id IN", &h.assets)
}

/// Of a quote nothing stays but that there was one, and what it came to.
fn quotes(tx: &mut Tx<'_>, h: &Holdings) -> Result<()> {
    for r in tx.query_in("SELECT id, body FROM quote WHERE id IN", &h.quotes)? {
        let body: Json = r.json(1)?;
        let left = json!({"language": body.get("language"), "totals": body.get("totals")}).to_string();
        let sql = "UPDATE quote SET person_id = NULL, body = $1, asked = 0 WHERE id = $2";
        tx.execute(sql, &[left.into(), r.id(0)?.into()])?;
    }
    let roots = tx.query_in("SELECT root FROM quote WHERE id IN", &h.quotes)?;
    let roots = roots.iter().map(|r| r.int(0)).collect::<Result<Vec<_>>>()?;
    each(tx, "DELETE FROM quote_event WHERE root IN", &roots)?;
    each(tx, "DELETE FROM notice WHERE object = 'quote' AND row_id IN", &h.quotes)
}

/// Takes everything that is kept by person.
fn take(tx: &mut Tx<'_>, store: &Store, h: &Holdings) -> Result<()> {
    search::remove(tx, ObjectKind::Person, &as_ids(&h.nodes))?;
    search::remove(tx, ObjectKind::Interaction, &as_ids(&h.interactions))?;
    search::remove(tx, Corpus::Comments, &as_ids(&h.comments))?;
    search::remove(tx, ObjectKind::Order, &as_ids(&h.all_orders()))?;
    each(tx, "DELETE FROM change WHERE id IN", &h.changes)?;
    each(tx, "DELETE FROM comment_past WHERE comment_id IN", &h.comments)?;
    each(tx, "DELETE FROM comment_mention WHERE comment_id IN", &h.comments)?;
    each(tx, "DELETE FROM comment WHERE id IN", &h.comments)?;
    each(tx, "DELETE FROM thread WHERE id IN", &h.threads)?;
    each(tx, "DELETE FROM file_link WHERE object = 'interaction' AND row_id IN", &h.interactions)?;
    each(tx, "DELETE FROM file_link WHERE file_id IN", &h.files)?;
    each(tx, "DELETE FROM file WHERE id IN", &h.files)?;
    each(tx, "DELETE FROM interaction WHERE id IN", &h.interactions)?;
    each(tx, "DELETE FROM struck WHERE id IN", &h.interactions)?;
    each(tx, "DELETE FROM edge WHERE id IN", &h.edges)?;
    each(tx, "DELETE FROM rule_breach WHERE object = 'order' AND row_id IN", &h.all_orders())?;
    each(tx, "DELETE FROM notice WHERE object = 'order' AND row_id IN", &h.all_orders())?;
    handled(tx, h)?;
    each(tx, "DELETE FROM orders WHERE id IN", &h.orders)?;
    if !h.kept_orders.is_empty() {
        let (stub, now) = (stub(tx, store)?.0, store.now().0);
        let sql = format!(
            "UPDATE orders SET person_id = {stub}, fields = NULL, import_id = NULL, updated_at = {now} WHERE id IN"
        );
        each(tx, &sql, &h.kept_orders)?;
    }
    // Of a deal with a human nothing stays but that there was one, and what it came to; that of a company goes on.
    search::remove(tx, ObjectKind::Deal, &as_ids(&h.deals))?;
    each(
        tx,
        "UPDATE deal SET name = number, name_key = '', person_id = NULL, next_step = NULL, lost_reason = NULL, source = NULL, \
         competitors = NULL, lines = NULL, fields = NULL WHERE id IN",
        &h.deals,
    )?;
    for deals in [&h.deals, &h.company_deals] {
        each(tx, "UPDATE deal_stay SET note = NULL WHERE deal_id IN", deals)?;
    }
    each(tx, "UPDATE deal SET person_id = NULL, next_step = NULL WHERE id IN", &h.company_deals)?;
    quotes(tx, h)?;
    after_sale(tx, h)?;
    planned(tx, h)?;
    leads(tx, h, store.now())?;
    for sql in BY_NODE {
        match sql.strip_suffix("(SELECT id FROM privacy_request WHERE person_id IN") {
            Some(head) => {
                let requests = tx.query_in("SELECT id FROM privacy_request WHERE person_id IN", &h.nodes)?;
                let requests = requests.iter().map(|r| r.int(0)).collect::<Result<Vec<_>>>()?;
                each(tx, head.trim_end(), &requests)?;
            }
            None => each(tx, sql, &h.nodes)?,
        }
    }
    blank(tx, store, &h.nodes)
}

/// Leaves of each node its number, its place in the tree and who looked after it; nothing that the person said or is.
fn blank(tx: &mut Tx<'_>, store: &Store, nodes: &[i64]) -> Result<()> {
    let now = store.now().0;
    // Every column that there is, so that one added later is not forgotten.
    let kept =
        ["id", "canonical_id", "merged_into", "owner", "created_at", "demo", "merged_count", "worth_turn"];
    // The database reckons this one from another, which goes.
    let reckoned = ["source"];
    let zero = ["interaction_count", "order_count", "order_total", "need_count"];
    let mut set = Vec::new();
    for column in columns(tx, "person")? {
        let to = match column.as_str() {
            c if kept.contains(&c) || reckoned.contains(&c) => continue,
            "name" | "name_key" => "''".to_owned(),
            "updated_at" => now.to_string(),
            "deleted_at" => format!("COALESCE(deleted_at, {now})"),
            c if zero.contains(&c) => "0".to_owned(),
            _ => "NULL".to_owned(),
        };
        set.push(format!("{column} = {to}"));
    }
    each(tx, &format!("UPDATE person SET {} WHERE id IN", set.join(", ")), nodes)
}

/// The columns of a table.
pub(crate) fn columns(tx: &mut Tx<'_>, table: &str) -> Result<Vec<String>> {
    let sql = match tx.dialect() {
        Dialect::Sqlite => "SELECT name FROM pragma_table_info($1)",
        Dialect::Postgres => {
            "SELECT column_name::text FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1"
        }
    };
    tx.query(sql, &[table.into()])?.iter().map(|r| r.string(0)).collect()
}

/// The nameless person to whom all orders belong that bookkeeping keeps: one for all, so that not even which orders
/// were one person's can be told.
pub(crate) fn stub(tx: &mut Tx<'_>, store: &Store) -> Result<Id> {
    settings::hold(tx, STUB, &0_i64)?;
    let held: i64 = settings::get(tx, STUB)?.unwrap_or(0);
    if held != 0 {
        return Ok(Id(held));
    }
    let (id, now) = (store.id(), store.now());
    tx.execute(
        "INSERT INTO person (id, canonical_id, name, name_key, created_at, updated_at, deleted_at) VALUES ($1,$1,'','',$2,$2,$2)",
        &[id.into(), now.into()],
    )?;
    settings::put(tx, STUB, &id.0)?;
    Ok(id)
}

/// The stub, if there is one already.
pub(crate) fn known_stub(tx: &mut Tx<'_>) -> Result<Option<Id>> {
    Ok(settings::get::<i64>(tx, STUB)?.filter(|id| *id != 0).map(Id))
}

/// Puts the job in again of every erasure whose sweep was never ended.
pub(crate) fn resume(store: &Store) -> Result<()> {
    store.write(|tx| {
        for r in tx.query("SELECT id FROM erasure WHERE state = 'sweeping'", &[])? {
            let id = r.int(0)?;
            let key = format!("{SWEEP_JOB}.{id}");
            job::enqueue(tx, store, SWEEP_JOB, &json!({"erasure": id}), store.now(), Some(&key))?;
        }
        Ok(())
    })
}

/// What the sweep of an erasure looks for; none when it is through.
pub(crate) fn traces_of(tx: &mut Tx<'_>, erasure: i64) -> Result<Option<(Traces, Micros)>> {
    let sql = "SELECT traces, at FROM erasure WHERE id = $1 AND state = 'sweeping'";
    tx.first(sql, &[erasure.into()])?.map(|r| Ok((r.json(0)?, r.micros(1)?))).transpose()
}

/// Forgets the words, and adds what the sweep took to the counts.
pub(crate) fn ended(tx: &mut Tx<'_>, store: &Store, erasure: i64, swept: &Map<String, Json>) -> Result<()> {
    let Some(r) = tx.first("SELECT counts FROM erasure WHERE id = $1", &[erasure.into()])? else {
        return Ok(());
    };
    let mut counts: Map<String, Json> = r.json(0)?;
    counts.extend(swept.clone());
    tx.execute(
        "UPDATE erasure SET state = 'done', traces = NULL, counts = $1, done_at = $2 WHERE id = $3",
        &[Json::Object(counts).into(), store.now().into(), erasure.into()],
    )?;
    Ok(())
}

//! The register of processing (GDPR art. 30, PIPL art. 55 and 56): what is held, where it comes from, who sees it,
//! where it goes and how long it stays; read from the settings as they are.

use std::collections::HashMap;

use gx_kernel::object::{FieldType, ObjectKind};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::mark;
use gx_record::fields;
use gx_store::access::{Grants, Reach};
use gx_store::{Result, Tx, settings};
use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::retention::{self, Rules};
use crate::settings::Settings;

/// What a field can be in the eyes of the law.
pub(crate) const CLASSES: &[&str] = &["none", "personal", "sensitive"];

/// A field and what it is kept for.
#[derive(Clone, Debug, Serialize)]
struct FieldInfo {
    key: String,
    label: Option<String>,
    custom: bool,
    /// `none`, `personal` or `sensitive`.
    class: String,
    purpose: Option<String>,
    /// Roles from which it is hidden.
    hidden_from: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
struct ObjectInfo {
    object: ObjectKind,
    rows: i64,
    fields: Vec<FieldInfo>,
}

/// Somebody or something that data comes from, is seen by or goes to.
#[derive(Clone, Debug, Serialize)]
struct Party {
    kind: &'static str,
    name: String,
    /// The rest, by kind: an address, what is told, how far a role reaches.
    detail: Json,
}

/// The register.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Register {
    made_at: Micros,
    workspace: String,
    contact: String,
    objects: Vec<ObjectInfo>,
    /// Where data comes from.
    sources: Vec<Party>,
    /// Who may see people.
    roles: Vec<Party>,
    /// Where data goes.
    recipients: Vec<Party>,
    rules: Rules,
    order_years: Option<i64>,
    /// People with each mark.
    marks: HashMap<&'static str, usize>,
    /// Requests and erasures so far.
    requests: i64,
    erasures: i64,
}

/// What a built-in field is until somebody says otherwise; fields of one's own are taken for personal.
fn usual(object: ObjectKind, key: &str, ty: FieldType, custom: bool) -> &'static str {
    let about_a_human = matches!(object, ObjectKind::Person | ObjectKind::Interaction);
    match key {
        "birth_date" | "gender" => "sensitive",
        "id" | "interaction_count" | "created_at" | "updated_at" | "territory" | "owner" | "kind"
        | "direction" | "channel" | "received_at" | "currency" | "object_kind" => "none",
        _ if ty == FieldType::Geo => "sensitive",
        _ if about_a_human || custom && matches!(object, ObjectKind::Order | ObjectKind::Deal) => "personal",
        "number" if object == ObjectKind::Order => "personal",
        "name" | "next_step" if object == ObjectKind::Deal => "personal",
        _ => "none",
    }
}

/// What the workspace said of fields.
fn said(tx: &mut Tx<'_>) -> Result<HashMap<(String, String), (String, Option<String>)>> {
    tx.query("SELECT object, key, class, purpose FROM field_privacy", &[])?
        .iter()
        .map(|r| Ok(((r.string(0)?, r.string(1)?), (r.string(2)?, r.opt_string(3)?))))
        .collect()
}

/// Says what a field is and what it is kept for.
pub(crate) fn say(tx: &mut Tx<'_>, object: ObjectKind, key: &str, class: &str, purpose: &str) -> Result<()> {
    if fields::load(tx, object)?.get(key).is_none() {
        return Err(Problem::not_found("The field").into());
    }
    if !CLASSES.contains(&class) {
        return Err(Problem::field("class", "unknown", format!("one of {}", CLASSES.join(", "))).into());
    }
    let purpose = purpose.trim();
    if purpose.chars().count() > 300 {
        return Err(Problem::field("purpose", "too_long", "at most 300 characters").into());
    }
    tx.execute(
        "INSERT INTO field_privacy (object, key, class, purpose) VALUES ($1,$2,$3,$4) \
         ON CONFLICT (object, key) DO UPDATE SET class = excluded.class, purpose = excluded.purpose",
        &[object.as_text().into(), key.into(), class.into(), Some(purpose).filter(|p| !p.is_empty()).into()],
    )?;
    Ok(())
}

/// The host of an address, without what may be secret in it.
fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest.get(..end).unwrap_or_default();
    host.rsplit('@').next().unwrap_or_default().to_owned()
}

fn outgoing(tx: &mut Tx<'_>) -> Result<Vec<Party>> {
    let mut out = Vec::new();
    for r in
        tx.query("SELECT name, url, events, paused FROM hook WHERE deleted_at IS NULL ORDER BY name", &[])?
    {
        let (events, paused): (Json, bool) = (r.json(2)?, r.int(3)? == 1);
        let detail = json!({"to": host(r.text(1)?), "events": events, "paused": paused});
        out.push(Party { kind: "hook", name: r.string(0)?, detail });
    }
    let sql = "SELECT name, object, place, paused FROM connector WHERE deleted_at IS NULL AND direction = 'push' ORDER BY name";
    for r in tx.query(sql, &[])? {
        let (place, paused): (Json, bool) = (r.json(2)?, r.int(3)? == 1);
        let detail = json!({"object": r.text(1)?, "to": reached(&place), "paused": paused});
        out.push(Party { kind: "connector", name: r.string(0)?, detail });
    }
    let sql = "SELECT k.name, k.scopes, u.name, k.expires_at, k.last_used_at FROM api_key k JOIN staff u ON u.id = k.staff_id \
               WHERE k.revoked_at IS NULL ORDER BY k.name";
    for r in tx.query(sql, &[])? {
        let scopes: Json = r.json(1)?;
        let detail = json!({
            "scopes": scopes, "by": r.text(2)?, "expires_at": r.opt_micros(3)?, "last_used_at": r.opt_micros(4)?,
        });
        out.push(Party { kind: "key", name: r.string(0)?, detail });
    }
    Ok(out)
}

/// Who receives data without asking for it each time, as the copy for a person names them.
pub(crate) fn recipients(tx: &mut Tx<'_>) -> Result<Vec<Json>> {
    let all = outgoing(tx)?;
    Ok(all.into_iter().filter(|p| p.kind != "key").map(|p| json!({"kind": p.kind, "name": p.name})).collect())
}

/// How another system is reached, in one word: its host.
fn reached(place: &Json) -> String {
    for key in ["url", "host", "address"] {
        if let Some(text) = place[key].as_str() {
            return host(text);
        }
    }
    place["kind"].as_str().unwrap_or_default().to_owned()
}

fn incoming(tx: &mut Tx<'_>) -> Result<Vec<Party>> {
    let mut out = Vec::new();
    for r in tx.query("SELECT name, kind, paused FROM source WHERE deleted_at IS NULL ORDER BY name", &[])? {
        let detail = json!({"of": r.text(1)?, "paused": r.int(2)? == 1});
        out.push(Party { kind: "source", name: r.string(0)?, detail });
    }
    let sql = "SELECT name, object, place, paused FROM connector WHERE deleted_at IS NULL AND direction = 'pull' ORDER BY name";
    for r in tx.query(sql, &[])? {
        let (place, paused): (Json, bool) = (r.json(2)?, r.int(3)? == 1);
        let detail = json!({"object": r.text(1)?, "from": reached(&place), "paused": paused});
        out.push(Party { kind: "connector", name: r.string(0)?, detail });
    }
    let files = tx.one("SELECT COUNT(*), MAX(at) FROM import", &[])?;
    if files.int(0)? > 0 {
        let detail = json!({"count": files.int(0)?, "last_at": files.opt_micros(1)?});
        out.push(Party { kind: "import", name: String::new(), detail });
    }
    out.push(Party { kind: "staff", name: String::new(), detail: Json::Null });
    Ok(out)
}

/// Makes the register.
pub(crate) fn make(tx: &mut Tx<'_>, now: Micros) -> Result<Register> {
    let said = said(tx)?;
    let mut roles = Vec::new();
    let mut grants: Vec<(String, Grants)> = Vec::new();
    let sql = "SELECT r.name, r.grants, (SELECT COUNT(*) FROM staff u WHERE u.role = r.key AND u.disabled_at IS NULL) FROM role r ORDER BY r.key";
    for r in tx.query(sql, &[])? {
        let g: Grants = r.json(1)?;
        if g.see != Reach::None {
            let detail = json!({
                "see": g.see, "export": g.export, "people": r.int(2)?, "hidden": g.hidden.len(),
                "privacy": g.may.iter().any(|w| w == "privacy"),
            });
            roles.push(Party { kind: "role", name: r.string(0)?, detail });
        }
        grants.push((r.string(0)?, g));
    }
    let mut objects = Vec::new();
    for object in ObjectKind::ALL {
        let (table, living) = match object {
            ObjectKind::Person => ("person", "merged_into IS NULL AND deleted_at IS NULL"),
            ObjectKind::Company => ("company", "deleted_at IS NULL"),
            ObjectKind::Interaction => ("interaction", "1 = 1"),
            ObjectKind::Order => ("orders", "deleted_at IS NULL"),
            ObjectKind::Deal => ("deal", "deleted_at IS NULL"),
            ObjectKind::Lead => ("lead", "deleted_at IS NULL"),
            ObjectKind::Activity => ("activity", "deleted_at IS NULL"),
        };
        let rows = tx.one(&format!("SELECT COUNT(*) FROM {table} WHERE {living}"), &[])?.int(0)?;
        let mut list = Vec::new();
        for f in fields::load(tx, *object)?.fields {
            let named =
                if *object == ObjectKind::Person { f.key.clone() } else { format!("{object}.{}", f.key) };
            let hidden =
                grants.iter().filter(|(_, g)| g.hidden.contains(&named)).map(|(name, _)| name.clone());
            let known = said.get(&(object.as_text().to_owned(), f.key.clone()));
            list.push(FieldInfo {
                class: known
                    .map_or_else(|| usual(*object, &f.key, f.ty, f.custom).to_owned(), |(c, _)| c.clone()),
                purpose: known.and_then(|(_, purpose)| purpose.clone()),
                hidden_from: hidden.collect(),
                custom: f.custom,
                label: f.label,
                key: f.key,
            });
        }
        objects.push(ObjectInfo { object: *object, rows, fields: list });
    }
    let settings_ = Settings::load(tx)?;
    let mut marks = HashMap::new();
    for kind in mark::KINDS {
        marks.insert(*kind, mark::marked(tx, kind)?.len());
    }
    Ok(Register {
        made_at: now,
        workspace: settings::get(tx, "workspace")?.unwrap_or_default(),
        contact: settings_.contact.clone(),
        objects,
        sources: incoming(tx)?,
        roles,
        recipients: outgoing(tx)?,
        rules: Rules::load(tx)?,
        order_years: settings_.keep_orders.then_some(settings_.order_years),
        marks,
        requests: tx.one("SELECT COUNT(*) FROM privacy_request", &[])?.int(0)?,
        erasures: tx.one("SELECT COUNT(*) FROM erasure", &[])?.int(0)?,
    })
}

/// An erasure as the list shows it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ErasureInfo {
    id: String,
    at: Micros,
    by: Option<gx_people::names::Named>,
    cause: String,
    state: String,
    counts: Json,
    request: Option<String>,
}

/// The newest erasures, or one of them.
pub(crate) fn erasures(tx: &mut Tx<'_>, one: Option<Id>) -> Result<Vec<ErasureInfo>> {
    let which = one.map_or("1 = 1".to_owned(), |id| format!("id = {}", id.0));
    let sql = format!(
        "SELECT id, at, staff_id, cause, state, counts, request_id FROM erasure WHERE {which} ORDER BY id DESC LIMIT 200"
    );
    let mut names = gx_people::names::Names::default();
    let rows = tx.query(&sql, &[])?;
    let mut out = Vec::new();
    for r in &rows {
        out.push(ErasureInfo {
            id: r.id(0)?.show(IdKind::Erasure),
            at: r.micros(1)?,
            by: r.opt_id(2)?.map(|id| names.user(tx, id)).transpose()?,
            cause: r.string(3)?,
            state: r.string(4)?,
            counts: r.json(5)?,
            request: r.opt_id(6)?.map(|id| id.show(IdKind::Request)),
        });
    }
    Ok(out)
}

/// The rules, what they would remove now, and how they ran last.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Retained {
    rules: Rules,
    would: std::collections::BTreeMap<&'static str, i64>,
    last: std::collections::BTreeMap<String, retention::Ran>,
}

/// Reads them.
pub(crate) fn retained(tx: &mut Tx<'_>, now: Micros, wished: Option<Rules>) -> Result<Retained> {
    let rules = match wished {
        Some(rules) => rules,
        None => Rules::load(tx)?,
    };
    Ok(Retained { would: retention::preview(tx, now, &rules)?, last: retention::last(tx)?, rules })
}

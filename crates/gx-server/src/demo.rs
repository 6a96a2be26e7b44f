//! The demo's data in a workspace: loading it, letting it live, removing it.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::extract::State;
use axum::{Extension, Json};
use gx_demo::{Demo, DemoConfig, DemoPerson, LiveDemo};
use gx_http::{Answer, Body, Kit, Signed, auth};
use gx_ingest::model::{Door, Outcome, Parcel, Prepared};
use gx_ingest::pipeline::Pipeline;
use gx_ingest::prepare;
use gx_kernel::interaction::Incoming;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::edge::{End, Tie, Ties};
use gx_people::resolve::{Keyed, Resolver};
use gx_people::{company, consent, write};
use gx_store::change::By;
use gx_store::{Result, Store, Value, settings};
use serde::Deserialize;
use serde_json::{Map, Value as Json_, json};

use crate::workspace;

mod agenda;
mod deals;
mod leads;
mod reports;
mod trade;

/// The password of every demo account; the sign-in page shows it.
pub const PASSWORD: &str = "camellia";
/// The setting that says a filling is under way; it stays when the process dies.
pub const FILLING: &str = "demo_filling";
/// Used when no seed is given.
pub const SEED: u64 = 20_261_120;
const PEOPLE_CHUNK: usize = 1000;
const PARCEL: usize = 2500;

fn role(role: gx_demo::StaffRole) -> &'static str {
    match role.as_text() {
        "admin" => "admin",
        "manager" => "manager",
        "sales" => "sales",
        "marketer" => "marketing",
        "auditor" => "auditor",
        _ => "service",
    }
}

/// The accounts that the sign-in page offers.
pub fn accounts() -> Vec<Json_> {
    let demo = Demo::new(DemoConfig::new(SEED, Micros(0)));
    let list = demo.staff().iter();
    list.map(|s| json!({"login": s.login, "password": PASSWORD, "name": s.name, "role": role(s.role), "title": s.title})).collect()
}

/// What the loader tells while it works: a phase, how many done, of how many.
pub type Tell<'a> = &'a mut dyn FnMut(&str, u64, u64);

/// Fills an empty workspace with the demo company.
pub fn load(store: &Store, pipeline: &Pipeline, config: DemoConfig, tell: Tell<'_>) -> Result<()> {
    if store.read(|tx| tx.first("SELECT id FROM person LIMIT 1", &[]))?.is_some() {
        return Err(Problem::conflict(
            "not_empty",
            "The workspace already holds people; the demo needs an empty one.",
        )
        .into());
    }
    store.write(|tx| {
        settings::put(tx, "demo", &true)?;
        settings::put(tx, FILLING, &true)?;
        settings::put(tx, "demo_seed", &config.seed)?;
        settings::put(tx, "workspace", &"山茶 Camellia")
    })?;
    let demo = Demo::new(config);
    let staff = make_staff(store, &demo)?;
    let mut by_source = HashMap::new();
    for (key, name) in
        [("till", "门店收银"), ("store", "线上商城"), ("wechat", "微信小程序"), ("staff", "会员登记")]
    {
        by_source.insert(key, workspace::source(store, name, "demo")?);
    }
    let companies = make_companies(store, &demo, &by_source)?;
    let total = demo.people().len() as u64;
    let mut nodes: Vec<Id> = Vec::with_capacity(total as usize);
    let mut people = demo.people();
    loop {
        let chunk: Vec<DemoPerson> = people.by_ref().take(PEOPLE_CHUNK).collect();
        if chunk.is_empty() {
            break;
        }
        add_people(store, &chunk, &mut nodes, &staff, &by_source, &companies)?;
        tell("people", nodes.len() as u64, total);
    }
    deals::load(store, &demo, &staff, &companies)?;
    let names: HashMap<&str, Id> = demo.staff().iter().zip(&staff).map(|(s, id)| (s.name, *id)).collect();
    let channel_source = by_source.get("store").copied().unwrap_or(Id(0));
    let expected = (total as f64 * config.interactions_per_person) as u64;
    let mut sent = 0;
    let mut flow = demo.interactions();
    loop {
        let list: Vec<Incoming> = flow.by_ref().take(PARCEL).collect();
        if list.is_empty() {
            break;
        }
        sent += list.len() as u64;
        send(pipeline, parcel(store, channel_source, &names, list, true))?;
        tell("interactions", sent, expected.max(sent));
    }
    let list = demo.leads().iter().flat_map(|lead| demo.lead_story(lead)).collect();
    send(pipeline, parcel(store, channel_source, &names, list, true))?;
    leads::load(store, &demo, &staff, &nodes)?;
    trade::load(store)?;
    agenda::load(store, &staff)?;
    reports::load(store, &staff)?;
    store.write(|tx| settings::put(tx, FILLING, &false))
}

/// Sends what happened, of which nothing is to be refused.
fn send(pipeline: &Pipeline, parcel: Parcel) -> Result<()> {
    for outcome in pipeline.submit_and_wait(parcel)? {
        if let Outcome::Refused(r) = outcome {
            return Err(gx_store::StoreError::Shape(format!(
                "the demo made an input that ingest refuses: {} {}",
                r.reason, r.message
            )));
        }
    }
    Ok(())
}

/// The teams of the company, each after the one above it.
const TEAMS: [(&str, Option<&str>); 4] =
    [("山茶", None), ("销售", Some("山茶")), ("客户服务", Some("山茶")), ("品牌与会员", Some("山茶"))];

fn team(role: gx_demo::StaffRole) -> Option<&'static str> {
    Some(match role.as_text() {
        "sales" => "销售",
        "agent" => "客户服务",
        "marketer" => "品牌与会员",
        "auditor" => return None,
        _ => "山茶",
    })
}

fn make_staff(store: &Store, demo: &Demo) -> Result<Vec<Id>> {
    // One hash for all: they share the password that the sign-in page shows.
    let hash = auth::hash_password(PASSWORD)?;
    store.write(|tx| {
        let mut out = Vec::new();
        let mut teams: HashMap<&str, Id> = HashMap::new();
        for (name, above) in TEAMS {
            let team = store.id();
            let parent = above.and_then(|a| teams.get(a)).copied();
            tx.execute(
                "INSERT INTO team (id, name, parent_id, created_at, deleted_at) VALUES ($1,$2,$3,$4,NULL)",
                &[team.into(), name.into(), parent.into(), store.now().into()],
            )?;
            teams.insert(name, team);
        }
        for s in demo.staff() {
            let id = auth::create_user(tx, store, s.login, s.name, role(s.role), &hash, true)?;
            let team = team(s.role).and_then(|t| teams.get(t)).copied();
            tx.execute(
                "UPDATE staff SET title = $1, team_id = $2 WHERE id = $3",
                &[s.title.into(), team.into(), id.into()],
            )?;
            out.push(id);
        }
        Ok(out)
    })
}

fn make_companies(store: &Store, demo: &Demo, sources: &HashMap<&str, Id>) -> Result<Vec<Id>> {
    let by = By::Source(sources.get("staff").copied().unwrap_or(Id(0)));
    store.write(|tx| {
        demo.companies()
            .map(|c| {
                let values = json!({"domain": c.domain, "industry": c.industry, "country": c.country, "region": c.region, "city": c.city, "address": c.address, "postcode": c.postcode, "phone": c.phone, "size": c.size});
                let values: Map<String, Json_> = values.as_object().cloned().unwrap_or_default();
                company::ensure(tx, store, None, &c.name, &values, by, None, true)
            })
            .collect()
    })
}

fn add_people(
    store: &Store,
    chunk: &[DemoPerson],
    nodes: &mut Vec<Id>,
    staff: &[Id],
    sources: &HashMap<&str, Id>,
    companies: &[Id],
) -> Result<()> {
    store.write(|tx| {
        let keys: Vec<Vec<Keyed>> = chunk
            .iter()
            .map(|p| p.identities.iter().map(|i| Keyed::new(store, i.clone())).collect())
            .collect();
        let hashes: Vec<i64> = keys.iter().flatten().map(|k| k.hash).collect();
        let mut resolver = Resolver::open(tx, store, &hashes)?;
        resolver.for_demo();
        let mut log = None;
        let mut ties = Ties::default();
        let mut consents = Vec::new();
        let mut dates: Vec<Vec<Value>> = Vec::new();
        for (p, keys) in chunk.iter().zip(&keys) {
            let by = By::Source(sources.get(p.source).copied().unwrap_or(Id(0)));
            let node = if keys.is_empty() {
                resolver.new_node(Default::default())
            } else {
                resolver.resolve(tx, keys, p.created_at, by)?.node
            };
            nodes.push(node);
            let owner = p.owner.and_then(|o| staff.get(o)).map(|id| id.show(IdKind::User));
            let mut values: Vec<(String, Json_)> = Vec::new();
            let mut state = |key: &str, value: Json_| {
                if !value.is_null() && value.as_str() != Some("") {
                    values.push((key.to_owned(), value));
                }
            };
            state("name", p.name.clone().into());
            state("family_name", p.family_name.clone().into());
            state("given_name", p.given_name.clone().into());
            state("gender", p.gender.into());
            state("birth_date", p.birth_date.map(|d| d.to_string()).into());
            state("language", p.language.into());
            state("country", p.country.into());
            state("region", p.region.clone().into());
            state("city", p.city.clone().into());
            state("district", p.district.clone().into());
            state("address", p.address.clone().into());
            state("postcode", p.postcode.clone().into());
            state("job_title", p.job_title.clone().into());
            state("tier", p.tier.into());
            state("lifecycle", p.lifecycle.into());
            state("life_stage", p.life_stage.into());
            state("owner", owner.into());
            if !p.tags.is_empty() {
                state("tags", p.tags.clone().into());
            }
            for (key, value) in &p.traits {
                state(key, value.clone());
            }
            write::state(tx, store, &mut resolver, &mut log, node, &values, by, p.created_at)?;
            resolver.reindex(node);
            for e in &p.edges {
                if let Some(to) = nodes.get(e.to as usize) {
                    ties.add(Tie {
                        kind: e.kind.into(),
                        from: End::Person(node),
                        to: End::Person(*to),
                        title: None,
                        at: e.since,
                        evidence: None,
                    });
                }
            }
            if let Some(job) = &p.works_at
                && let Some(company) = companies.get(job.company as usize)
            {
                ties.add(Tie {
                    kind: "works_at".into(),
                    from: End::Person(node),
                    to: End::Company(*company),
                    title: Some(job.title.clone()),
                    at: job.since,
                    evidence: None,
                });
            }
            consents.extend(p.consents.iter().map(|c| (node, c, by)));
            dates.push(vec![p.created_at.into(), node.into()]);
        }
        resolver.flush_fresh(tx)?;
        ensure_fields(tx, store)?;
        tx.execute_many("UPDATE person SET created_at = $1 WHERE id = $2", &dates)?;
        for (node, c, by) in consents {
            let state = if c.granted { "granted" } else { "denied" };
            consent::put(
                tx,
                node,
                &consent::Consent {
                    channel: c.channel.into(),
                    purpose: c.purpose.into(),
                    state: state.into(),
                    by,
                    at: c.at,
                },
            )?;
        }
        ties.close(tx, store, By::System, None)?;
        if let Some(log) = &mut log {
            log.flush(tx, store)?;
        }
        resolver.close(tx)?;
        // A company that opens with a year behind it has its scan; nobody is new today.
        tx.execute("DELETE FROM match_due", &[])?;
        Ok(())
    })
}

fn ensure_fields(tx: &mut gx_store::Tx<'_>, store: &Store) -> Result<()> {
    use gx_kernel::object::{FieldType, ObjectKind};
    for (key, label, ty) in [
        ("x_skin", "肤质", FieldType::Text),
        ("x_shop", "首选门店", FieldType::Text),
        ("x_points", "积分", FieldType::Number),
        ("x_nick", "昵称", FieldType::Text),
    ] {
        gx_record::fields::ensure(tx, store, ObjectKind::Person, key, label, ty)?;
    }
    Ok(())
}

fn parcel(store: &Store, source: Id, staff: &HashMap<&str, Id>, list: Vec<Incoming>, demo: bool) -> Parcel {
    let now = store.now();
    let mut parcel = Parcel::new(source, Door::Demo, By::Source(source), now);
    parcel.demo = demo;
    parcel.inputs = list
        .into_iter()
        .map(|mut i| {
            let by = i.props.shift_remove("staff").and_then(|s| staff.get(s.as_str()?).copied());
            let sample = i.message_id.clone();
            prepare::prepare(store, source, i, now, "CN")
                .map(|p| Prepared { staff: by, ..p })
                .map_err(|refused| (refused.0, sample, None))
        })
        .collect();
    parcel
}

/// Whether customers of the demo act while you watch.
#[derive(Debug, Default)]
pub struct LiveSwitch(AtomicBool);

impl LiveSwitch {
    /// Switches it.
    pub fn set(&self, on: bool) {
        self.0.store(on, Ordering::SeqCst);
    }

    /// Whether it is on.
    pub fn is_on(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// The thread of the live mode; it sleeps while the switch is off.
pub(crate) fn run_live(
    store: Store,
    pipeline: Arc<Pipeline>,
    switch: Arc<LiveSwitch>,
    stop: Arc<AtomicBool>,
) -> Option<std::thread::JoinHandle<()>> {
    let run = move || {
        let mut live: Option<LiveDemo> = None;
        while !stop.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(400));
            if !switch.is_on() {
                live = None;
                continue;
            }
            let acts = match &mut live {
                Some(live) => live.next(store.now()),
                None => {
                    live = start_live(&store);
                    Vec::new()
                }
            };
            if acts.is_empty() {
                continue;
            }
            match workspace::source(&store, "线上商城", "demo") {
                Ok(source) => {
                    let _ = pipeline.submit_and_wait(parcel(&store, source, &HashMap::new(), acts, true));
                }
                Err(e) => tracing::error!(error = %e, "the live demo stumbled"),
            }
        }
    };
    std::thread::Builder::new().name("demo-live".into()).spawn(run).ok()
}

fn start_live(store: &Store) -> Option<LiveDemo> {
    let (seed, people) = store
        .read(|tx| {
            let people =
                tx.one("SELECT COUNT(*) FROM person WHERE demo = 1 AND name_key <> ''", &[])?.int(0)?;
            Ok((settings::get::<u64>(tx, "demo_seed")?.unwrap_or(SEED), people))
        })
        .ok()?;
    let mut config = DemoConfig::new(seed, store.now());
    config.people = u32::try_from(people.clamp(50, 2000)).unwrap_or(2000);
    Some(LiveDemo::new(config, 40.0))
}

pub(crate) async fn status(
    State(kit): State<Kit>,
    Extension(live): Extension<Arc<LiveSwitch>>,
    _me: Signed,
) -> Answer<Json<Json_>> {
    let (on, people) = kit
        .run(|store| {
            store.read(|tx| {
                let on = settings::get::<bool>(tx, "demo")?.unwrap_or(false);
                let people = tx
                    .one("SELECT COUNT(*) FROM person WHERE demo = 1 AND merged_into IS NULL", &[])?
                    .int(0)?;
                Ok((on, people))
            })
        })
        .await?;
    Ok(Json(json!({"on": on, "people": people, "live": live.is_on()})))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Switch {
    on: bool,
}

pub(crate) async fn switch(
    State(kit): State<Kit>,
    Extension(live): Extension<Arc<LiveSwitch>>,
    me: Signed,
    Body(body): Body<Switch>,
) -> Answer<Json<Json_>> {
    let demo = kit.run(|store| store.read(|tx| settings::get::<bool>(tx, "demo"))).await?.unwrap_or(false);
    if !demo {
        return Err(Problem::bad("no_demo", "This workspace is not the demo.").into());
    }
    live.set(body.on);
    status(State(kit), Extension(live), me).await
}

/// Removes everything the demo brought, people who were merged with demo people included only if they are demo themselves.
pub(crate) async fn remove_all(
    State(kit): State<Kit>,
    Extension(live): Extension<Arc<LiveSwitch>>,
    me: Signed,
) -> Answer<Json<Json_>> {
    me.access.need("users")?;
    live.set(false);
    let user = me.user.id;
    kit.run(move |store| {
        store.write(|tx| {
            let ours = "(SELECT id FROM person WHERE demo = 1)";
            let deals = "(SELECT id FROM deal WHERE demo = 1)";
            let leads = "(SELECT id FROM lead WHERE demo = 1)";
            let row = if tx.dialect() == gx_store::Dialect::Sqlite { "rowid" } else { "id" };
            for sql in [
                format!("DELETE FROM search_interaction WHERE {row} IN (SELECT id FROM interaction WHERE person_id IN {ours})"),
                format!("DELETE FROM search_person WHERE {row} IN {ours}"),
                format!("DELETE FROM search_company WHERE {row} IN (SELECT id FROM company WHERE demo = 1)"),
                format!("DELETE FROM search_lead WHERE {row} IN {leads}"),
                format!("DELETE FROM lead_touch WHERE lead_id IN {leads}"),
                format!("DELETE FROM lead_move WHERE lead_id IN {leads}"),
                format!("DELETE FROM dispute_word WHERE dispute_id IN (SELECT id FROM dispute WHERE lead_id IN {leads})"),
                format!("DELETE FROM dispute WHERE lead_id IN {leads}"),
                format!("DELETE FROM credit WHERE object = 'lead' AND row_id IN {leads}"),
                format!("DELETE FROM notice WHERE object = 'lead' AND row_id IN {leads}"),
                format!("DELETE FROM change WHERE object = 'lead' AND row_id IN {leads}"),
                "DELETE FROM lead WHERE demo = 1".into(),
                format!("UPDATE lead SET person_id = NULL WHERE person_id IN {ours}"),
                "DELETE FROM seat WHERE staff_id IN (SELECT id FROM staff WHERE demo = 1)".into(),
                "DELETE FROM notice WHERE object = 'dispute' AND row_id NOT IN (SELECT id FROM dispute)".into(),
                format!("DELETE FROM assign_rule WHERE name IN ({})", leads::names(leads::RULES)),
                "DELETE FROM assign_turn WHERE rule_id NOT IN (SELECT id FROM assign_rule)".into(),
                format!("DELETE FROM lead_capture WHERE name IN ({})", leads::names(leads::CAPTURES)),
                format!("DELETE FROM search_deal WHERE {row} IN {deals}"),
                format!("DELETE FROM deal_stay WHERE deal_id IN {deals}"),
                format!("DELETE FROM deal_part WHERE deal_id IN {deals} OR person_id IN {ours}"),
                format!("DELETE FROM change WHERE object = 'deal' AND row_id IN {deals}"),
                "DELETE FROM deal WHERE demo = 1".into(),
                format!("UPDATE deal SET person_id = NULL WHERE person_id IN {ours}"),
                "UPDATE deal SET company_id = NULL WHERE company_id IN (SELECT id FROM company WHERE demo = 1)".into(),
                "DELETE FROM target WHERE staff_id IN (SELECT id FROM staff WHERE demo = 1)".into(),
                format!("DELETE FROM thread WHERE row_id IN {ours} OR row_id IN (SELECT id FROM company WHERE demo = 1) OR row_id IN (SELECT id FROM orders WHERE person_id IN {ours})"),
                format!("DELETE FROM search_comment WHERE {row} IN (SELECT id FROM comment WHERE thread_id NOT IN (SELECT id FROM thread))"),
                "DELETE FROM comment WHERE thread_id NOT IN (SELECT id FROM thread)".into(),
                "DELETE FROM comment_past WHERE comment_id NOT IN (SELECT id FROM comment)".into(),
                "DELETE FROM comment_mention WHERE comment_id NOT IN (SELECT id FROM comment)".into(),
            ].into_iter().chain(trade::removal(ours)).chain(agenda::removal(ours, row)).chain(reports::removal()).chain([
                format!("DELETE FROM interaction WHERE person_id IN {ours}"),
                format!("DELETE FROM orders WHERE person_id IN {ours}"),
                format!("DELETE FROM identity WHERE person_id IN {ours}"),
                format!("DELETE FROM dav_card WHERE person_id IN {ours}"),
                format!("DELETE FROM person_key WHERE person_id IN {ours}"),
                format!("DELETE FROM match_due WHERE person_id IN {ours}"),
                format!("DELETE FROM consent WHERE person_id IN {ours}"),
                format!("DELETE FROM proposal WHERE a_id IN {ours} OR b_id IN {ours}"),
                format!("DELETE FROM edge WHERE from_id IN {ours} OR to_id IN {ours}"),
                format!("DELETE FROM change WHERE row_id IN {ours}"),
                format!("DELETE FROM merge WHERE loser_id IN {ours} OR winner_id IN {ours}"),
                format!("UPDATE person SET merged_into = NULL, canonical_id = id WHERE demo = 0 AND canonical_id IN {ours}"),
                "DELETE FROM person WHERE demo = 1".into(),
                "DELETE FROM company WHERE demo = 1".into(),
                "DELETE FROM ingest_minute WHERE source_id IN (SELECT id FROM source WHERE kind = 'demo')".into(),
                "DELETE FROM source WHERE kind = 'demo'".into(),
            ]) {
                tx.execute(&sql, &[])?;
            }
            // Who removes the demo stays, so that the workspace can be used on.
            tx.execute("DELETE FROM session WHERE staff_id IN (SELECT id FROM staff WHERE demo = 1 AND id <> $1)", &[user.into()])?;
            tx.execute("DELETE FROM staff WHERE demo = 1 AND id <> $1", &[user.into()])?;
            tx.execute("UPDATE staff SET demo = 0, team_id = NULL WHERE id = $1", &[user.into()])?;
            for (name, _) in TEAMS {
                tx.execute(
                    "DELETE FROM team WHERE name = $1 AND NOT EXISTS (SELECT 1 FROM staff u WHERE u.team_id = team.id)",
                    &[name.into()],
                )?;
            }
            settings::put(tx, "demo", &false)?;
            settings::put(tx, "workspace", &"关系 Guanxi")
        })
    })
    .await?;
    kit.live.tell(gx_http::Note::People);
    status(State(kit), Extension(live), me).await
}

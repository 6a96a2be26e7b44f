//! What has gone stale or silent: deals and leads on which nobody works, customers of whom nothing is heard; each with why.

use gx_kernel::money::from_scaled;
use gx_kernel::object::{FieldOption, ObjectKind};
use gx_kernel::{IdKind, Micros, Problem};
use gx_people::company::group::Sum;
use gx_people::names::{Named, Names};
use gx_people::people::Page;
use gx_people::{listing, page, seen};
use gx_record::list::{self, Clause, ListSpec, Order};
use gx_store::access::{Access, Verb};
use gx_store::{Result, Row, Store, Tx, settings};
use serde::{Deserialize, Serialize};

use super::Whose;
use crate::ask::span::start;

/// The setting with the rules.
const SETTING: &str = "stale";

/// From when on something is stale, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    deal_days: i64,
    lead_days: i64,
    person_days: i64,
}

impl Default for Rules {
    fn default() -> Self {
        Self { deal_days: 14, lead_days: 3, person_days: 90 }
    }
}

/// The rules of the workspace.
pub fn rules(tx: &mut Tx<'_>) -> Result<Rules> {
    Ok(settings::get(tx, SETTING)?.unwrap_or_default())
}

/// Sets them.
///
/// # Errors
///
/// A problem at what is not between 1 and 365 days; forbidden without the right to set the workspace up.
pub fn set_rules(tx: &mut Tx<'_>, access: &Access, rules: &Rules) -> Result<Rules> {
    access.need("users")?;
    for (field, days) in
        [("deal_days", rules.deal_days), ("lead_days", rules.lead_days), ("person_days", rules.person_days)]
    {
        if !(1..=365).contains(&days) {
            return Err(Problem::field(field, "out_of_range", "1 to 365 days").into());
        }
    }
    settings::put(tx, SETTING, rules)?;
    Ok(*rules)
}

/// What can be stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// Open deals.
    Deals,
    /// Leads that somebody holds.
    Leads,
    /// Customers who have bought.
    People,
}

impl Of {
    const ALL: [Self; 3] = [Self::Deals, Self::Leads, Self::People];

    fn object(self) -> ObjectKind {
        match self {
            Self::Deals => ObjectKind::Deal,
            Self::Leads => ObjectKind::Lead,
            Self::People => ObjectKind::Person,
        }
    }
}

/// How many of something are.
#[derive(Clone, Debug, Serialize)]
pub struct StaleFigure {
    of: Of,
    count: i64,
    more: bool,
}

/// Something that is, and why.
#[derive(Clone, Debug, Serialize)]
pub struct StaleRow {
    id: String,
    object: ObjectKind,
    name: String,
    owner: Option<Named>,
    person: Option<Named>,
    company: Option<Named>,
    reasons: Vec<&'static str>,
    since: Micros,
    days: i64,
    amount: Option<Sum>,
    stage: Option<String>,
}

/// A page as it is wished.
#[derive(Clone, Debug, Deserialize)]
pub struct Wish {
    of: Option<String>,
    whose: Option<String>,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// Why something is stale: the condition in SQL, and since when.
struct Reason {
    name: &'static str,
    holds: String,
    since: String,
}

/// The reasons for which an object is stale, and which of its rows are looked at.
fn reasons(tx: &mut Tx<'_>, store: &Store, of: Of) -> Result<(String, Vec<Reason>)> {
    let rules = rules(tx)?;
    let now = store.now();
    let zone = gx_record::filtering::zone(tx)?;
    let today = start(now.timestamp().to_zoned(zone.clone()).date(), &zone).0;
    let ago = |days: i64| now.0 - days * Micros::DAY;
    let reason = |name, holds: String, since: String| Reason { name, holds, since };
    Ok(match of {
        Of::Deals => {
            let mut ages = String::new();
            let sql = "SELECT id, age_days FROM stage WHERE age_days IS NOT NULL AND kind = 'open' AND deleted_at IS NULL";
            for r in tx.query(sql, &[])? {
                let (stage, age) = (r.id(0)?.show(IdKind::Stage), r.int(1)? * Micros::DAY);
                ages.push_str(&format!(" WHEN '{stage}' THEN {age}"));
            }
            let mut out = Vec::new();
            if !ages.is_empty() {
                let ends = format!("(d.stage_since + CASE d.stage{ages} END)");
                out.push(reason("stage_age", format!("COALESCE({ends} < {}, 1 = 0)", now.0), ends));
            }
            out.push(reason(
                "plan_missed",
                format!("COALESCE(d.next_at < {today}, 1 = 0)"),
                "d.next_at".into(),
            ));
            let idle = format!("d.next_at IS NULL AND d.updated_at < {}", ago(rules.deal_days));
            out.push(reason("no_plan", idle, "d.updated_at".into()));
            ("d.state = 'open'".into(), out)
        }
        Of::Leads => {
            let last = "COALESCE(l.worked_at, l.held_since, l.created_at)";
            let out = vec![
                reason("plan_missed", format!("COALESCE(l.next_at < {today}, 1 = 0)"), "l.next_at".into()),
                reason(
                    "untouched",
                    format!("l.next_at IS NULL AND {last} < {}", ago(rules.lead_days)),
                    last.into(),
                ),
            ];
            ("l.state IN ('new', 'working') AND l.owner IS NOT NULL".into(), out)
        }
        Of::People => {
            let out = vec![
                reason(
                    "order_missed",
                    format!("COALESCE(p.next_order_at < {today}, 1 = 0)"),
                    "p.next_order_at".into(),
                ),
                reason(
                    "silent",
                    format!("COALESCE(p.last_seen_at < {}, 1 = 0)", ago(rules.person_days)),
                    "p.last_seen_at".into(),
                ),
            ];
            ("p.order_count > 0".into(), out)
        }
    })
}

/// The field that a reason tells of.
fn rests_on(reason: &str) -> &'static str {
    match reason {
        "stage_age" => "stage",
        "plan_missed" | "no_plan" => "next_at",
        "order_missed" => "next_order_at",
        "silent" => "last_seen_at",
        _ => "worked_at",
    }
}

/// What a list reads: its own columns, since when by the first of the reasons, and each of them.
struct Asked {
    spec_columns: String,
    clause: Clause,
    access: String,
    since: String,
    names: Vec<&'static str>,
}

fn asked(tx: &mut Tx<'_>, store: &Store, access: &Access, (of, whose): (Of, Whose)) -> Result<Asked> {
    let (looked, mut reasons) = reasons(tx, store, of)?;
    let object = of.object();
    // A reason tells the value that it rests on.
    reasons.retain(|reason| !access.hides_of(object, rests_on(reason.name)));
    if of == Of::People && access.hides("order_count") {
        reasons.clear();
    }
    if reasons.is_empty() {
        reasons.push(Reason { name: "", holds: "1 = 0".into(), since: "0".into() });
    }
    let a = listing::spec(object).alias;
    let any: Vec<String> = reasons.iter().map(|r| format!("({})", r.holds)).collect();
    let mut sql = format!("{looked} AND ({})", any.join(" OR "));
    if let Some(owners) = whose.owners(access)? {
        let ids: Vec<String> = owners.iter().map(|id| id.0.to_string()).collect();
        sql.push_str(&format!(" AND {a}.owner IN ({})", ids.join(",")));
    }
    let first: String = reasons.iter().map(|r| format!(" WHEN {} THEN {}", r.holds, r.since)).collect();
    let flags: Vec<String> =
        reasons.iter().map(|r| format!("CASE WHEN {} THEN 1 ELSE 0 END", r.holds)).collect();
    let own = match of {
        Of::Deals => "d.id, d.name, d.owner, d.person_id, d.company_id, d.amount, d.currency, d.stage",
        Of::Leads => "l.id, l.name, l.owner, l.person_id, NULL, l.amount, l.currency, NULL",
        Of::People => "p.id, p.name, p.owner, NULL, NULL, p.order_total, p.currency, NULL",
    };
    Ok(Asked {
        spec_columns: format!("{own}, {}", flags.join(", ")),
        clause: Clause { sql, ..Clause::default() },
        access: access.see(object, a),
        since: format!("CASE{first} END"),
        names: reasons.iter().map(|r| r.name).collect(),
    })
}

/// How many of each kind somebody is shown.
pub fn figures(tx: &mut Tx<'_>, store: &Store, access: &Access, whose: Whose) -> Result<Vec<StaleFigure>> {
    let mut out = Vec::new();
    for of in Of::ALL {
        let asked = asked(tx, store, access, (of, whose))?;
        let (count, more) = list::count(tx, &listing::spec(of.object()), &asked.access, &asked.clause)?;
        out.push(StaleFigure { of, count, more });
    }
    Ok(out)
}

/// A page of what is stale: the longest first, customers by what they have bought.
///
/// # Errors
///
/// A problem at `of`, `whose` or the cursor.
pub fn page(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<Page<StaleRow>> {
    access.need_verb(Verb::See)?;
    let of = match wish.of.as_deref().unwrap_or_default() {
        "" | "deals" => Of::Deals,
        "leads" => Of::Leads,
        "people" => Of::People,
        other => {
            let message = format!("expected deals, leads or people, got {other:?}");
            return Err(Problem::field("of", "unknown", message).into());
        }
    };
    let whose = Whose::read(access, wish.whose.as_deref())?;
    let asked = asked(tx, store, access, (of, whose))?;
    let spec = listing::spec(of.object());
    let columns = format!("{}, {}", asked.spec_columns, asked.since);
    let spec = ListSpec { columns: &columns, ..spec };
    let (column, descending) = match of {
        // A cursor holds what it is ordered by.
        Of::People if !access.hides("order_total") => ("p.order_total", true),
        _ => (asked.since.as_str(), false),
    };
    let order = Order {
        column,
        index: None,
        descending,
        limit: wish.limit.unwrap_or(50),
        cursor: wish.cursor.as_deref(),
    };
    let found = list::page(tx, &spec, &asked.access, &asked.clause, &order)?;
    let stages = if of == Of::Deals { gx_record::stages::stages(tx)? } else { Vec::new() };
    let mut names = Names::default();
    let rows = found
        .rows
        .iter()
        .map(|r| row(tx, store, access, &mut names, (of, &asked.names, &stages), r))
        .collect::<Result<Vec<_>>>()?;
    let (total, total_at_least) = found.total.unwrap_or((0, true));
    Ok(Page { rows, next: found.next, total, total_at_least })
}

fn row(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    names: &mut Names,
    (of, reasons, stages): (Of, &[&'static str], &[FieldOption]),
    r: &Row,
) -> Result<StaleRow> {
    let object = of.object();
    let hides = |key: &str| access.hides_of(object, key);
    let owner = match r.opt_id(2)?.filter(|_| !hides("owner")) {
        Some(user) => Some(names.user(tx, user)?),
        None => None,
    };
    let person = match r.opt_id(3)? {
        Some(node) => crate::ask::rows::named_person(tx, access, node)?,
        None => None,
    };
    let company = match r.opt_id(4)? {
        Some(id) => {
            let id = id.show(IdKind::Company);
            page::linked(tx, access, &id)?.map(|name| Named { id, name, initial: None })
        }
        None => None,
    };
    let hidden = if of == Of::People { hides("order_total") } else { hides("amount") };
    let amount = match (r.opt_int(5)?, r.opt_string(6)?) {
        (Some(amount), Some(currency)) if !hidden && amount != 0 => {
            Some(Sum { currency, total: from_scaled(amount).to_string() })
        }
        _ => None,
    };
    let since = r.micros(8 + reasons.len())?;
    Ok(StaleRow {
        id: r.id(0)?.show(seen::id_kind(object)),
        object,
        name: r.string(1)?,
        owner,
        person,
        company,
        reasons: reasons
            .iter()
            .enumerate()
            .filter_map(|(n, name)| (r.int(8 + n).ok()? == 1).then_some(*name))
            .collect(),
        since,
        days: (store.now().0 - since.0).max(0) / Micros::DAY,
        amount,
        stage: r
            .opt_string(7)?
            .filter(|_| !hides("stage"))
            .and_then(|id| stages.iter().find(|stage| stage.id == id).map(|stage| stage.label.clone())),
    })
}

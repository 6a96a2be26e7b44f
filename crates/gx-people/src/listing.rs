//! The rows that a list finds, whatever it lists: for counting them by a value or by a day.

use gx_kernel::Problem;
use gx_kernel::filter::{FieldPath, Filter, Test, parse, print};
use gx_kernel::object::{Field, FieldSet, ObjectKind};
use gx_record::list::{Clause, ListSpec};
use gx_record::{fields, filtering};
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};

use crate::api::interactions::INTERACTIONS;
use crate::api::orders::ORDERS;
use crate::own::{self, Kept};
use crate::{company, people, words};

/// Living deals.
pub const DEALS: ListSpec<'static> = ListSpec {
    from: "deal d",
    alias: "d",
    columns: "d.id, d.number, d.name, d.pipeline, d.stage, d.state, d.person_id, d.company_id, d.owner, d.amount, d.currency, \
              d.probability, d.expected_on, d.next_at, d.next_step, d.stage_since, d.closed_at, d.lost_reason, d.competitors, \
              d.source, d.fields, d.created_at, d.updated_at",
    base: "d.deleted_at IS NULL",
};

/// Living leads.
pub const LEADS: ListSpec<'static> = ListSpec {
    from: "lead l",
    alias: "l",
    columns: "l.id, l.number, l.name, l.state, l.person_id, l.company, l.owner, l.pool, l.interest, l.source, l.channel, l.amount, \
              l.currency, l.next_step, l.next_at, l.held_since, l.worked_at, l.returns_at, l.protected_until, l.locked, l.reason, \
              l.deal_id, l.fields, l.created_at, l.updated_at",
    base: "l.deleted_at IS NULL",
};

/// Living activities.
pub const ACTIVITIES: ListSpec<'static> = ListSpec {
    from: "activity a",
    alias: "a",
    columns: "a.id, a.kind, a.title, a.state, a.owner, a.person_id, a.company_id, a.deal_id, a.lead_id, a.order_id, a.at, a.ends_at, \
              a.all_day, a.priority, a.place, a.repeats, a.private, a.outcome, a.done_at, a.rule_id, a.fields, a.created_at, a.updated_at",
    base: "a.deleted_at IS NULL",
};

/// Where the list of an object reads.
pub fn spec(object: ObjectKind) -> ListSpec<'static> {
    match object {
        ObjectKind::Person => people::SPEC,
        ObjectKind::Company => company::page::SPEC,
        ObjectKind::Order => ORDERS,
        ObjectKind::Deal => DEALS,
        ObjectKind::Lead => LEADS,
        ObjectKind::Activity => ACTIVITIES,
        ObjectKind::Interaction => INTERACTIONS,
    }
}

/// A list of one object under a filter, search words and the caller's rights.
pub struct Listing {
    /// What it lists.
    pub object: ObjectKind,
    /// Where it reads.
    pub spec: ListSpec<'static>,
    /// Its fields.
    pub known: FieldSet,
    see: String,
    clause: Clause,
    filter: Option<Filter>,
}

impl Listing {
    /// The list that a filter and search words make.
    pub fn of(
        tx: &mut Tx<'_>,
        store: &Store,
        access: &Access,
        object: ObjectKind,
        (filter, q): (&str, &str),
    ) -> Result<Self> {
        let now = store.now();
        let spec = spec(object);
        let clause = match object {
            ObjectKind::Person => people::clause(tx, access, now, filter, q)?,
            ObjectKind::Order => order_clause(tx, store, access, filter, q)?,
            _ => worded_clause(tx, store, access, (object, spec.alias), (filter, q))?,
        };
        let catalogue = filtering::catalogue(tx, object)?;
        let filter = match filter.trim() {
            "" => None,
            text => Some(parse(text, &catalogue).map_err(|e| filtering::problem(&e))?),
        };
        let (known, see) = (fields::load(tx, object)?, access.see(object, spec.alias));
        Ok(Self { object, spec, known, see, clause, filter })
    }

    /// The condition that its rows pass, and the parameters of it.
    pub fn condition(&self) -> (String, &[gx_store::Value]) {
        let lead = self.clause.leading();
        let also = if lead.is_empty() { String::new() } else { format!(" AND ({lead})") };
        (format!("{} AND {}{also}", self.spec.base, self.see), &self.clause.params)
    }

    /// The condition of its filter and search words.
    pub fn clause(&self) -> &Clause {
        &self.clause
    }

    /// Its own filter, if it has one.
    pub fn filter(&self) -> Option<&Filter> {
        self.filter.as_ref()
    }

    /// The filter that finds those of its rows whose field passes a test.
    pub fn part(&self, by: &str, test: Test) -> String {
        self.with(Filter::Field { field: FieldPath::field(by), test })
    }

    /// The filter that finds those of its rows which another finds too.
    pub fn with(&self, part: Filter) -> String {
        match &self.filter {
            Some(whole) => print(&whole.clone().and(part).tidy()),
            None => print(&part.tidy()),
        }
    }

    /// One of its fields, refused where the role hides it or where it does not do.
    pub fn field(&self, access: &Access, key: &str, does: impl Fn(&Field) -> bool) -> Result<&Field> {
        if access.hides_of(self.object, key) {
            return Err(Problem::forbidden(format!("Your role may not see {key}.")).into());
        }
        let message = || format!("this list cannot be counted by {key:?}");
        let found = self.known.get(key).filter(|f| does(f));
        Ok(found.ok_or_else(|| Problem::field("by", "unknown", message()))?)
    }
}

/// Filter and search words of a list of companies, or of interactions, in what was written or said; a condition on
/// `alias`.
pub(crate) fn worded_clause(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    (object, alias): (ObjectKind, &str),
    (filter, q): (&str, &str),
) -> Result<Clause> {
    let mut clause = Clause::default();
    if !q.trim().is_empty() {
        say_words(tx, access, (object, alias), q, &mut clause)?;
    }
    filtering::push(tx, &mut clause, object, filter, access, alias, store.now())?;
    Ok(clause)
}

/// The condition of search words, of which none may lie in what the caller's role hides.
fn say_words(
    tx: &mut Tx<'_>,
    access: &Access,
    (object, alias): (ObjectKind, &str),
    q: &str,
    clause: &mut Clause,
) -> Result<()> {
    let words = words::meant(tx, object, q)?;
    if let Some(kept) = Kept::of(object).filter(|_| own::words::is_blind(access, object)) {
        let found = gx_store::search::find(tx, object, &words, people::MOST_SIFTED)?;
        let open = own::words::found_by(tx, access, kept, found, &words)?;
        let ids: Vec<String> = open.iter().map(|id| id.0.to_string()).collect();
        let some = format!("{alias}.id IN ({})", ids.join(","));
        clause.sql = if ids.is_empty() { "1 = 0".into() } else { some };
        return Ok(());
    }
    if object == ObjectKind::Company && company::record::is_blind(access) {
        let found = gx_store::search::find(tx, object, &words, people::MOST_SIFTED)?;
        let open = company::record::found_by(tx, access, found, &words)?;
        let ids: Vec<String> = open.iter().map(|id| id.0.to_string()).collect();
        let some = format!("{alias}.id IN ({})", ids.join(","));
        clause.sql = if ids.is_empty() { "1 = 0".into() } else { some };
        return Ok(());
    }
    match gx_store::search::subquery(tx.dialect(), object, &words, 1) {
        Some((sub, param)) => {
            clause.sql = format!("{alias}.id IN ({sub})");
            clause.params.push(param);
        }
        None => clause.sql = "1 = 0".into(),
    }
    Ok(())
}

/// Filter and search words of a list of orders, as one condition on `o`: the whole number, or what stands in fields of
/// one's own.
pub(crate) fn order_clause(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    filter: &str,
    q: &str,
) -> Result<Clause> {
    let mut clause = Clause::default();
    if !q.trim().is_empty() {
        say_words(tx, access, (ObjectKind::Order, "o"), q, &mut clause)?;
        let number = store.hash().of(&[b"order", q.trim().as_bytes()]);
        clause.params.push(number.into());
        clause.sql = format!("({} OR o.number_hash = ${})", clause.sql, clause.params.len());
    }
    filtering::push(tx, &mut clause, ObjectKind::Order, filter, access, "o", store.now())?;
    Ok(clause)
}

//! Records one hop away.

use gx_kernel::filter::{Hop, Plan, Way};
use gx_kernel::object::ObjectKind;

use super::{Emit, FALSE};
use crate::Value;

/// The table of an object.
pub(super) fn table(object: ObjectKind) -> &'static str {
    match object {
        ObjectKind::Person => "person",
        ObjectKind::Company => "company",
        ObjectKind::Interaction => "interaction",
        ObjectKind::Order => "orders",
        ObjectKind::Deal => "deal",
        ObjectKind::Lead => "lead",
        ObjectKind::Activity => "activity",
    }
}

impl Emit<'_> {
    pub(super) fn related(&mut self, hop: &Hop, at_least: u32, plan: &Plan, row: &str) -> String {
        use ObjectKind::{Activity, Deal, Interaction, Lead, Order, Person};
        match (hop.from, hop.edge.object) {
            (Person, Order | Deal | Lead | Activity) => {
                let r = self.name('r');
                let from = self.nodes(table(hop.edge.object), &r, "person_id", "", row);
                let condition = self.plan(plan, &r);
                // A deal, a lead, an activity is its owner's; an order is seen with its person.
                let seen = match hop.edge.object {
                    Deal | Lead | Activity => self.seen(hop.edge.object, &r),
                    _ => String::new(),
                };
                let select =
                    format!("SELECT {r}.id FROM {from} AND {r}.deleted_at IS NULL{seen} AND {condition}");
                self.enough(&[select], at_least)
            }
            // Each has one person.
            (Order | Interaction | Deal | Lead | Activity, Person) if at_least > 1 => FALSE.to_owned(),
            (Order | Interaction | Deal | Lead | Activity, Person) => {
                let (m, r) = (self.name('m'), self.name('r'));
                let condition = self.plan(plan, &r);
                let seen = self.seen(Person, &r);
                format!(
                    "EXISTS (SELECT 1 FROM person {m} JOIN person {r} ON {r}.id = {m}.canonical_id \
                     WHERE {m}.id = {row}.person_id AND {r}.deleted_at IS NULL{seen} AND {condition})"
                )
            }
            _ => {
                let mut ways = Vec::new();
                if hop.edge.way != Way::From {
                    ways.push(self.over_edge(hop, plan, row, "from", "to"));
                }
                if hop.edge.way != Way::To {
                    ways.push(self.over_edge(hop, plan, row, "to", "from"));
                }
                self.enough(&ways, at_least)
            }
        }
    }

    /// Selects the ids of the records at the far end of edges whose near end is the row.
    fn over_edge(&mut self, hop: &Hop, plan: &Plan, row: &str, near_end: &str, far_end: &str) -> String {
        let (e, r) = (self.name('e'), self.name('r'));
        let object = hop.edge.object;
        // Edges hang on nodes: the row leads to the near one, the far one to its root.
        let far = if object == ObjectKind::Person {
            let m = self.name('m');
            format!(
                " JOIN person {m} ON {m}.id = {e}.{far_end}_id JOIN person {r} ON {r}.id = {m}.canonical_id"
            )
        } else {
            format!(" JOIN {} {r} ON {r}.id = {e}.{far_end}_id", table(object))
        };
        let from = if hop.from == ObjectKind::Person {
            self.nodes("edge", &e, &format!("{near_end}_id"), &far, row)
        } else {
            format!("edge {e}{far} WHERE {e}.{near_end}_id = {row}.id")
        };
        let mut text = format!(
            "SELECT {r}.id FROM {from} AND {e}.{near_end}_kind = '{}' AND {e}.{far_end}_kind = '{}' AND {e}.deleted_at IS NULL",
            hop.from.as_text(),
            object.as_text()
        );
        if let Some(kind) = &hop.edge.kind {
            let kind = self.put(kind.as_str().into());
            text.push_str(&format!(" AND {e}.kind = {kind}"));
        }
        let (since, until) = (self.put(Value::Int(hop.now)), self.put(Value::Int(hop.now)));
        text.push_str(&format!(
            " AND ({e}.since IS NULL OR {e}.since <= {since}) AND ({e}.until IS NULL OR {e}.until > {until}) AND {r}.deleted_at IS NULL"
        ));
        if hop.from == object {
            // After a merge both ends may be one.
            text.push_str(&format!(" AND {r}.id <> {row}.id"));
        }
        text.push_str(&self.seen(object, &r));
        let condition = self.plan(plan, &r);
        format!("{text} AND {condition}")
    }

    /// Whether the selects together give so many different ids.
    fn enough(&mut self, selects: &[String], at_least: u32) -> String {
        if at_least <= 1 {
            let exists: Vec<String> =
                selects.iter().map(|s| format!("EXISTS ({s}{})", self.either("", " OFFSET 0"))).collect();
            return if exists.len() == 1 { exists.concat() } else { format!("({})", exists.join(" OR ")) };
        }
        let (c, u) = (self.name('c'), self.name('u'));
        let all = selects.join(" UNION ");
        format!(
            "(SELECT count(*) FROM (SELECT DISTINCT {u}.id FROM ({all}) {u} LIMIT {at_least}) {c}) >= {at_least}"
        )
    }
}

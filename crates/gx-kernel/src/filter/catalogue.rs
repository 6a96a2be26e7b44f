//! What exists to be filtered by, and who asks when.

use jiff::tz::TimeZone;

use super::error::{Fault, Part};
use crate::clock::Micros;
use crate::id::{Id, IdKind};
use crate::object::{Field, FieldSet, ObjectKind, built_in};

/// The fields of every object, and which object a filter is about.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The object whose rows are filtered.
    pub object: ObjectKind,
    /// The fields of people, with custom fields.
    pub person: FieldSet,
    /// The fields of companies.
    pub company: FieldSet,
    /// The fields of interactions.
    pub interaction: FieldSet,
    /// The fields of orders.
    pub order: FieldSet,
    /// The fields of deals.
    pub deal: FieldSet,
    /// The fields of leads.
    pub lead: FieldSet,
    /// The fields of activities.
    pub activity: FieldSet,
    /// The kinds of edges there are; empty accepts any.
    pub edges: Vec<String>,
    /// Users by name, so that `owner = "周以宁"` works; ids as text always do.
    pub users: Vec<(Id, String)>,
}

impl Catalogue {
    /// The built-in fields, no custom field, any edge, no user names.
    pub fn built_in(object: ObjectKind) -> Self {
        Self {
            object,
            person: built_in(ObjectKind::Person),
            company: built_in(ObjectKind::Company),
            interaction: built_in(ObjectKind::Interaction),
            order: built_in(ObjectKind::Order),
            deal: built_in(ObjectKind::Deal),
            lead: built_in(ObjectKind::Lead),
            activity: built_in(ObjectKind::Activity),
            edges: Vec::new(),
            users: Vec::new(),
        }
    }

    /// The fields of an object.
    pub fn fields(&self, object: ObjectKind) -> &FieldSet {
        match object {
            ObjectKind::Person => &self.person,
            ObjectKind::Company => &self.company,
            ObjectKind::Interaction => &self.interaction,
            ObjectKind::Order => &self.order,
            ObjectKind::Deal => &self.deal,
            ObjectKind::Lead => &self.lead,
            ObjectKind::Activity => &self.activity,
        }
    }

    /// Replaces the fields of an object.
    #[must_use]
    pub fn with_fields(mut self, object: ObjectKind, fields: FieldSet) -> Self {
        match object {
            ObjectKind::Person => self.person = fields,
            ObjectKind::Company => self.company = fields,
            ObjectKind::Interaction => self.interaction = fields,
            ObjectKind::Order => self.order = fields,
            ObjectKind::Deal => self.deal = fields,
            ObjectKind::Lead => self.lead = fields,
            ObjectKind::Activity => self.activity = fields,
        }
        self
    }

    /// The field that people call by this key or label.
    pub(crate) fn named(&self, object: ObjectKind, name: &str) -> Option<&Field> {
        let fields = self.fields(object);
        fields.get(name).or_else(|| fields.fields.iter().find(|f| f.label.as_deref() == Some(name)))
    }

    /// The fault of a field that does not exist; `outer` is the object around a `where`.
    pub(crate) fn unknown_field(&self, object: ObjectKind, name: &str, outer: Option<ObjectKind>) -> Fault {
        let keys: Vec<&str> = self.fields(object).fields.iter().map(|f| f.key.as_str()).collect();
        if let Some(outer) = outer.filter(|o| self.named(*o, name).is_some()) {
            return Fault::new(
                Part::Subject,
                "field_of_outer",
                format!(
                    "`{name}` is a field of the {outer}, but this `where` runs on and speaks of the {object}. \
                     Put what belongs to the `where` in parentheses."
                ),
            )
            .expected(keys);
        }
        let near = nearest(name, keys.iter().copied()).map(str::to_owned);
        Fault::new(Part::Subject, "unknown_field", format!("There is no field `{name}` of {}.", a(object)))
            .expected(keys)
            .suggest(near)
    }

    /// The user of a name or an id as text.
    pub(crate) fn user(&self, text: &str) -> Option<Id> {
        Id::read(IdKind::User, text)
            .or_else(|| self.users.iter().find(|(_, name)| name == text).map(|(id, _)| *id))
    }
}

/// What a filter takes from the moment of its evaluation.
#[derive(Clone, Debug)]
pub struct Context {
    /// The present.
    pub now: Micros,
    /// In which days begin and dates mean instants.
    pub zone: TimeZone,
    /// Who asks; without, `me` is nobody.
    pub me: Option<Id>,
    /// The users of the asker's teams, including the asker.
    pub my_team: Vec<Id>,
}

impl Context {
    /// A context of nobody in particular.
    pub fn new(now: Micros, zone: TimeZone) -> Self {
        Self { now, zone, me: None, my_team: Vec::new() }
    }
}

/// The object with its article.
pub(crate) fn a(object: ObjectKind) -> &'static str {
    match object {
        ObjectKind::Person => "a person",
        ObjectKind::Company => "a company",
        ObjectKind::Interaction => "an interaction",
        ObjectKind::Order => "an order",
        ObjectKind::Deal => "a deal",
        ObjectKind::Lead => "a lead",
        ObjectKind::Activity => "an activity",
    }
}

/// The word nearest to `name`, if near enough to be a slip of the fingers.
pub(crate) fn nearest<'a>(name: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let chars: Vec<char> = name.chars().flat_map(char::to_lowercase).take(64).collect();
    let limit = (chars.len() / 3).max(1);
    words
        .into_iter()
        .map(|word| (distance(&chars, &word.chars().flat_map(char::to_lowercase).collect::<Vec<_>>()), word))
        .filter(|(d, _)| *d <= limit)
        .min_by_key(|(d, _)| *d)
        .map(|(_, word)| word)
}

/// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *y && *x == b[j - 1] {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let words = ["city", "tier", "birth_date", "order_total"];
        assert_eq!(nearest("ctiy", words), Some("city"));
        assert_eq!(nearest("birthdate", words), Some("birth_date"));
        assert_eq!(nearest("Tier", words), Some("tier"));
        assert_eq!(nearest("shoe", words), None);
        assert_eq!(nearest("城市", words), None);
    }
}

//! Options and users by name for people, by id for keeping: names change, ids do not.

use super::ast::{Edge, EndTest, Events, FieldPath, Filter, Test, Value};
use super::catalogue::Catalogue;
use crate::id::IdKind;
use crate::object::{FieldType, ObjectKind};

impl Filter {
    /// The filter with the ids of options and users instead of their names: the form to keep.
    #[must_use]
    pub fn with_ids(mut self, catalogue: &Catalogue) -> Self {
        self.translate(catalogue, catalogue.object, true);
        self
    }

    /// The filter with the names of options and users instead of their ids: the form to show.
    #[must_use]
    pub fn with_labels(mut self, catalogue: &Catalogue) -> Self {
        self.translate(catalogue, catalogue.object, false);
        self
    }

    fn translate(&mut self, catalogue: &Catalogue, object: ObjectKind, to_ids: bool) {
        let inside = |events: &mut Events| {
            if let Some(f) = &mut events.filter {
                f.translate(catalogue, ObjectKind::Interaction, to_ids);
            }
        };
        match self {
            Self::All { of } | Self::Any { of } => {
                of.iter_mut().for_each(|f| f.translate(catalogue, object, to_ids))
            }
            Self::Not { of } => of.translate(catalogue, object, to_ids),
            Self::Field { field, test } => each_text(test, |t| {
                if let Some(other) = other_name(catalogue, object, field, t, to_ids) {
                    *t = other;
                }
            }),
            Self::Did { events, .. } | Self::Measure { events, .. } => inside(events),
            Self::End { events, test, .. } => {
                inside(events);
                if let EndTest::Is(f) = test {
                    f.translate(catalogue, ObjectKind::Interaction, to_ids);
                }
            }
            Self::Related { edge: Edge { object, .. }, filter, .. } => {
                if let Some(f) = filter {
                    f.translate(catalogue, *object, to_ids);
                }
            }
        }
    }
}

fn each_text(test: &mut Test, mut change: impl FnMut(&mut String)) {
    let mut one = |v: &mut Value| {
        if let Value::Text(t) = v {
            change(t);
        }
    };
    match test {
        Test::Is(v) | Test::IsNot(v) => one(v),
        Test::In(v) | Test::NotIn(v) | Test::Has(_, v) => v.iter_mut().for_each(one),
        _ => {}
    }
}

fn other_name(
    catalogue: &Catalogue,
    object: ObjectKind,
    path: &FieldPath,
    text: &str,
    to_ids: bool,
) -> Option<String> {
    let field = catalogue.fields(object).get(&path.key)?;
    match field.ty {
        FieldType::User if to_ids => catalogue.user(text).map(|id| id.show(IdKind::User)),
        FieldType::User => {
            let id = catalogue.user(text)?;
            let name =
                catalogue.users.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone())?;
            // Of two users with one name, the id says more.
            (catalogue.user(&name) == Some(id)).then_some(name)
        }
        FieldType::Choice | FieldType::MultiChoice => {
            let option = field
                .options
                .iter()
                .find(|o| o.id == text)
                .or_else(|| field.options.iter().find(|o| o.label == text))?;
            if to_ids {
                return Some(option.id.clone());
            }
            // A label that is another option's id or label would be read as that other.
            let read = field
                .options
                .iter()
                .find(|o| o.id == option.label)
                .or_else(|| field.options.iter().find(|o| o.label == option.label));
            (read == Some(option)).then(|| option.label.clone())
        }
        _ => None,
    }
}

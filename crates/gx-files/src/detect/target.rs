//! What a column fills.

use gx_kernel::identity::IdentityKind;
use gx_kernel::object::{ObjectKind, built_in};
use serde::{Serialize, Serializer};

/// What a column fills. As text it is what an importer is given and a mapping is saved as.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TargetKey {
    /// A built-in field of the object: `family_name`, `placed_at`.
    Field(String),
    /// An identity of the person whom the row is about or belongs to: `email`, `external:till`.
    Identity(IdentityKind),
    /// A field of the person whom an order or interaction belongs to: `person.name`.
    Person(String),
    /// The name of the person's company: `company`.
    Company,
    /// A custom field: `x_shoe_size`.
    Custom(String),
}

impl TargetKey {
    /// The text form.
    pub fn as_text(&self) -> String {
        match self {
            Self::Field(key) | Self::Custom(key) => key.clone(),
            Self::Identity(kind) => kind.as_text().into_owned(),
            Self::Person(key) => format!("person.{key}"),
            Self::Company => "company".into(),
        }
    }

    /// Reads [`Self::as_text`] back for an object; `None` for what the object does not have.
    ///
    /// `email` and `phone` are identities of people; a company's phone is a field.
    pub fn parse(object: ObjectKind, text: &str) -> Option<Self> {
        let is_field = |object, key: &str| built_in(object).get(key).is_some();
        if let Some(key) = text.strip_prefix("person.") {
            let fits = object != ObjectKind::Person && is_field(ObjectKind::Person, key);
            return fits.then(|| Self::Person(key.to_owned()));
        }
        if let Some(custom) = text.strip_prefix("x_") {
            return (!custom.is_empty()).then(|| Self::Custom(text.to_owned()));
        }
        if object == ObjectKind::Company && is_field(object, text) {
            return Some(Self::Field(text.to_owned()));
        }
        if let Some(kind) = IdentityKind::parse(text) {
            return Some(Self::Identity(kind));
        }
        if text == "company" {
            return (object == ObjectKind::Person).then_some(Self::Company);
        }
        is_field(object, text).then(|| Self::Field(text.to_owned()))
    }
}

impl Serialize for TargetKey {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.as_text())
    }
}

//! Objects and their fields: what lists, filters, imports, exports and forms know of the data.
//!
//! Built-in fields live in typed columns, custom fields in one JSON column;
//! nothing outside the store crate can tell the difference.

use serde::{Deserialize, Serialize};

/// The type of a field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A decimal number, compared as a 64-bit float.
    Number,
    /// A whole number.
    Integer,
    /// An amount of money: an integer of ten-thousandths in SQL, a decimal string on the wire. In a custom
    /// field it is a decimal number of at most four places.
    Money,
    /// Yes or no.
    Bool,
    /// A date without time, `2026-11-20`.
    Date,
    /// An instant in UTC.
    DateTime,
    /// One of the field's options, by stable option id.
    Choice,
    /// Any number of the field's options.
    MultiChoice,
    /// A staff user.
    User,
    /// A link to a record of another object.
    Link,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A web address, `http` or `https`.
    Url,
    /// A share in percent: `12.5` is 12.5 %.
    Percent,
    /// One to five stars.
    Rating,
    /// A postal address, in as many lines as it needs.
    Address,
    /// A place on the earth, `LATITUDE,LONGITUDE` in degrees (WGS 84).
    Geo,
    /// One to ten files, each with its id, name, size and kind.
    File,
}

impl FieldType {
    /// The types that people may give to a field of their own.
    pub const CUSTOM: &'static [Self] = &[
        Self::Text,
        Self::LongText,
        Self::Number,
        Self::Integer,
        Self::Money,
        Self::Percent,
        Self::Bool,
        Self::Date,
        Self::DateTime,
        Self::Choice,
        Self::MultiChoice,
        Self::User,
        Self::Link,
        Self::Phone,
        Self::Email,
        Self::Url,
        Self::Address,
        Self::Geo,
        Self::Rating,
        Self::File,
    ];

    /// Whether a custom field of this type keeps a number.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Integer | Self::Money | Self::Percent | Self::Rating)
    }

    /// Whether lists can be put in the order of a custom field of this type.
    pub fn has_order(self) -> bool {
        !matches!(
            self,
            Self::MultiChoice
                | Self::LongText
                | Self::Address
                | Self::Geo
                | Self::Link
                | Self::User
                | Self::File
        )
    }
}

/// One option of a choice field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FieldOption {
    /// Stable id, never shown.
    pub id: String,
    /// What people read.
    pub label: String,
    /// Token colour: `jade`, `amber`, `cinnabar`, `indigo` or `plain`.
    pub color: String,
    /// Not offered any more; records that have it keep it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// One field of an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Field {
    /// The key in filters, JSON and files: `city`; a custom field's key starts with `x_`.
    pub key: String,
    /// The type.
    #[serde(rename = "type")]
    pub ty: FieldType,
    /// The label of a custom field; built-in fields are labelled by the app's phrases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Options of a choice field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<FieldOption>,
    /// What people should write here, in the words of whoever made the field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The object that a link leads to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<ObjectKind>,
    /// Whether it is a custom field.
    pub custom: bool,
    /// Whether people may change it by hand.
    pub editable: bool,
    /// Whether lists can sort by it.
    pub sortable: bool,
}

impl Field {
    /// A custom field without options, help or target.
    pub fn custom(key: impl Into<String>, ty: FieldType, label: Option<String>) -> Self {
        Self {
            key: key.into(),
            ty,
            label,
            options: Vec::new(),
            help: None,
            target: None,
            custom: true,
            editable: true,
            sortable: ty.has_order(),
        }
    }

    /// The option with this id or, failing that, this label.
    pub fn option(&self, text: &str) -> Option<&FieldOption> {
        self.options.iter().find(|o| o.id == text).or_else(|| self.options.iter().find(|o| o.label == text))
    }
}

/// The objects that lists, filters and permissions speak about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ObjectKind {
    /// People.
    Person,
    /// Companies.
    Company,
    /// Interactions.
    Interaction,
    /// Orders.
    Order,
    /// Deals.
    Deal,
    /// Leads.
    Lead,
    /// Tasks, calls, meetings, visits.
    Activity,
}

impl ObjectKind {
    /// Every object.
    pub const ALL: &'static [Self] = &[
        Self::Person,
        Self::Company,
        Self::Interaction,
        Self::Order,
        Self::Deal,
        Self::Lead,
        Self::Activity,
    ];

    /// Those that other programs bring and are told of: files, connectors, webhooks, the feed of changes.
    pub const SHARED: &'static [Self] = &[Self::Person, Self::Company, Self::Interaction, Self::Order];

    /// Stable text, as in SQL, JSON and the filter language.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Company => "company",
            Self::Interaction => "interaction",
            Self::Order => "order",
            Self::Deal => "deal",
            Self::Lead => "lead",
            Self::Activity => "activity",
        }
    }

    /// Reads [`Self::as_text`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|o| o.as_text() == text)
    }
}

impl std::fmt::Display for ObjectKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_text())
    }
}

/// The fields of an object.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FieldSet {
    /// Built-in fields first, then custom fields by key.
    pub fields: Vec<Field>,
}

impl FieldSet {
    /// The field with this key.
    pub fn get(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.key == key)
    }
}

/// The built-in fields of an object, as people filter, list, import and export them.
pub fn built_in(object: ObjectKind) -> FieldSet {
    use FieldType as T;
    let field = |key: &str, ty: FieldType, editable: bool| Field {
        key: key.into(),
        ty,
        label: None,
        options: Vec::new(),
        help: None,
        target: None,
        custom: false,
        editable,
        sortable: true,
    };
    let fields = match object {
        ObjectKind::Person => vec![
            field("id", T::Text, false),
            field("name", T::Text, true),
            field("given_name", T::Text, true),
            field("family_name", T::Text, true),
            field("gender", T::Text, true),
            field("birth_date", T::Date, true),
            field("language", T::Text, true),
            field("country", T::Text, true),
            field("region", T::Text, true),
            field("city", T::Text, true),
            field("district", T::Text, true),
            field("address", T::Text, true),
            field("postcode", T::Text, true),
            field("job_title", T::Text, true),
            field("tier", T::Text, true),
            field("lifecycle", T::Text, true),
            field("life_stage", T::Text, true),
            field("reviewed_on", T::Date, true),
            field("review_on", T::Date, true),
            field("owner", T::User, true),
            field("territory", T::Choice, false),
            field("email", T::Email, false),
            field("phone", T::Phone, false),
            field("member_no", T::Text, false),
            field("tags", T::MultiChoice, true),
            field("source", T::Choice, false),
            field("interaction_count", T::Integer, false),
            field("order_count", T::Integer, false),
            field("order_total", T::Money, false),
            field("worth_next", T::Money, false),
            field("worth_active", T::Percent, false),
            field("worth_class", T::Text, false),
            field("next_order_at", T::DateTime, false),
            field("need_count", T::Integer, false),
            field("first_seen_at", T::DateTime, false),
            field("last_seen_at", T::DateTime, false),
            field("created_at", T::DateTime, false),
            field("updated_at", T::DateTime, false),
        ],
        ObjectKind::Company => vec![
            field("id", T::Text, false),
            field("name", T::Text, true),
            field("domain", T::Text, true),
            field("industry", T::Text, true),
            field("country", T::Text, true),
            field("region", T::Text, true),
            field("city", T::Text, true),
            field("address", T::Text, true),
            field("postcode", T::Text, true),
            field("phone", T::Phone, true),
            field("size", T::Integer, true),
            field("owner", T::User, true),
            field("tags", T::MultiChoice, true),
            field("created_at", T::DateTime, false),
            field("updated_at", T::DateTime, false),
        ],
        ObjectKind::Interaction => vec![
            field("id", T::Text, false),
            field("kind", T::Text, false),
            field("direction", T::Text, false),
            field("channel", T::Text, false),
            field("title", T::Text, false),
            field("text", T::LongText, false),
            field("object_kind", T::Text, false),
            field("object_id", T::Text, false),
            field("amount", T::Money, false),
            field("currency", T::Text, false),
            field("occurred_at", T::DateTime, false),
            field("received_at", T::DateTime, false),
        ],
        ObjectKind::Order => vec![
            field("id", T::Text, false),
            field("number", T::Text, false),
            field("status", T::Text, false),
            field("channel", T::Text, false),
            field("amount", T::Money, false),
            field("currency", T::Text, false),
            field("quantity", T::Number, false),
            field("placed_at", T::DateTime, false),
            field("updated_at", T::DateTime, false),
        ],
        ObjectKind::Deal => vec![
            field("id", T::Text, false),
            field("number", T::Text, false),
            field("name", T::Text, true),
            field("pipeline", T::Choice, false),
            field("stage", T::Choice, false),
            field("state", T::Text, false),
            field("owner", T::User, true),
            field("amount", T::Money, true),
            field("currency", T::Text, true),
            field("probability", T::Percent, true),
            field("expected_on", T::Date, true),
            field("next_step", T::Text, true),
            field("next_at", T::DateTime, true),
            field("lost_reason", T::Text, true),
            field("source", T::Text, true),
            field("competitors", T::MultiChoice, true),
            field("stage_since", T::DateTime, false),
            field("closed_at", T::DateTime, false),
            field("created_at", T::DateTime, false),
            field("updated_at", T::DateTime, false),
        ],
        ObjectKind::Lead => vec![
            field("id", T::Text, false),
            field("number", T::Text, false),
            field("name", T::Text, true),
            field("state", T::Text, false),
            field("owner", T::User, false),
            field("pool", T::Choice, false),
            field("company", T::Text, true),
            field("interest", T::LongText, true),
            field("source", T::Text, true),
            field("channel", T::Text, false),
            field("amount", T::Money, true),
            field("currency", T::Text, true),
            field("next_step", T::Text, true),
            field("next_at", T::DateTime, true),
            field("reason", T::Text, false),
            field("held_since", T::DateTime, false),
            field("worked_at", T::DateTime, false),
            field("returns_at", T::DateTime, false),
            field("protected_until", T::DateTime, false),
            field("created_at", T::DateTime, false),
            field("updated_at", T::DateTime, false),
        ],
        ObjectKind::Activity => vec![
            field("id", T::Text, false),
            field("kind", T::Text, true),
            field("title", T::Text, true),
            field("state", T::Text, false),
            field("owner", T::User, true),
            field("at", T::DateTime, true),
            field("ends_at", T::DateTime, true),
            field("all_day", T::Bool, true),
            field("priority", T::Text, true),
            field("place", T::Text, true),
            field("private", T::Bool, true),
            field("outcome", T::LongText, false),
            field("done_at", T::DateTime, false),
            field("created_at", T::DateTime, false),
            field("updated_at", T::DateTime, false),
        ],
    };
    FieldSet { fields }
}

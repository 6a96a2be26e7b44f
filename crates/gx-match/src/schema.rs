//! What the columns of the records mean.

use serde::{Deserialize, Serialize};

/// The meaning of a column, which decides how two of its values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A given (first, middle) name.
    GivenName,
    /// A family name.
    FamilyName,
    /// A person's whole name in any order.
    FullName,
    /// The name of a company, school, shop …
    OrgName,
    /// A street or a whole address.
    Street,
    /// The number of a house in its street.
    HouseNumber,
    /// A suburb, district, city or town.
    City,
    /// A state, province or county.
    Region,
    /// A postal code.
    Postcode,
    /// A country.
    Country,
    /// A date of birth.
    BirthDate,
    /// Any other date.
    Date,
    /// A phone or fax number.
    Phone,
    /// An e-mail address.
    Email,
    /// Gender.
    Gender,
    /// A number given to one person or organisation: tax, insurance, identity card, licence.
    NationalId,
    /// Any other text of several words.
    FreeText,
    /// One of few words.
    Category,
    /// A number, such as a year or an age.
    Number,
    /// Not evidence: the id of the row, the label of another matching, an empty column.
    Ignored,
}

impl Kind {
    /// Every kind, for menus and for [`Kind::parse`].
    pub const ALL: &'static [Self] = &[
        Self::GivenName,
        Self::FamilyName,
        Self::FullName,
        Self::OrgName,
        Self::Street,
        Self::HouseNumber,
        Self::City,
        Self::Region,
        Self::Postcode,
        Self::Country,
        Self::BirthDate,
        Self::Date,
        Self::Phone,
        Self::Email,
        Self::Gender,
        Self::NationalId,
        Self::FreeText,
        Self::Category,
        Self::Number,
        Self::Ignored,
    ];

    /// Stable text, as in `--map` and JSON.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::GivenName => "given_name",
            Self::FamilyName => "family_name",
            Self::FullName => "full_name",
            Self::OrgName => "org_name",
            Self::Street => "street",
            Self::HouseNumber => "house_number",
            Self::City => "city",
            Self::Region => "region",
            Self::Postcode => "postcode",
            Self::Country => "country",
            Self::BirthDate => "birth_date",
            Self::Date => "date",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Gender => "gender",
            Self::NationalId => "national_id",
            Self::FreeText => "free_text",
            Self::Category => "category",
            Self::Number => "number",
            Self::Ignored => "ignored",
        }
    }

    /// Reads [`Self::as_text`] back; `name`, `address`, `suburb` and `state` are understood too.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase().replace('-', "_");
        Some(match text.as_str() {
            "name" => Self::FullName,
            "address" => Self::Street,
            "suburb" => Self::City,
            "state" | "province" => Self::Region,
            "ignore" | "id" => Self::Ignored,
            other => return Self::ALL.iter().copied().find(|k| k.as_text() == other),
        })
    }

    /// The word that evidence codes use for the kind: `same_name`, `different_phone` …
    pub fn thing(self) -> &'static str {
        match self {
            Self::FullName => "name",
            Self::Street => "address",
            Self::NationalId => "id_number",
            Self::FreeText => "text",
            other => other.as_text(),
        }
    }

    /// Kinds whose values people write into each other's columns; `None` compares alone.
    pub(crate) fn swap_group(self) -> Option<u8> {
        match self {
            Self::GivenName | Self::FamilyName => Some(0),
            Self::Street | Self::HouseNumber | Self::City | Self::Postcode => Some(1),
            Self::Phone => Some(2),
            _ => None,
        }
    }
}

/// A column: its name in the source, for people, and its meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The name, as in the header.
    pub name: String,
    /// The meaning.
    pub kind: Kind,
    /// Dates such as 03/04/1990 name the day first.
    #[serde(default)]
    pub day_first: bool,
}

impl Column {
    /// A column of that name and meaning; dates are read day first.
    pub fn new(name: impl Into<String>, kind: Kind) -> Self {
        Self { name: name.into(), kind, day_first: true }
    }
}

/// The columns of a set of records, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schema {
    /// The columns.
    pub columns: Vec<Column>,
}

impl Schema {
    /// A schema of these columns.
    pub fn new(columns: Vec<Column>) -> Self {
        Self { columns }
    }
}

/// One record: a value per column of the schema; a missing or empty value is no evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The values, in the order of the columns.
    pub values: Vec<Option<String>>,
}

impl Record {
    /// A record of these values; empty text counts as missing.
    pub fn new<S: Into<String>>(values: impl IntoIterator<Item = S>) -> Self {
        Self { values: values.into_iter().map(|v| Some(v.into())).collect() }
    }

    /// The value of the column at this place, if there is one.
    pub fn get(&self, column: usize) -> Option<&str> {
        self.values.get(column).and_then(|v| v.as_deref())
    }
}

//! What is asked.

use gx_kernel::Problem;
use gx_kernel::object::ObjectKind;
use gx_store::Result;
use serde::{Deserialize, Serialize};

/// The most figures of one answer.
pub const MEASURES: usize = 6;
/// The most fields that rows are parted by.
pub const AXES: usize = 3;
/// The longest text of a part.
const LONGEST: usize = 8_000;

/// What is made of the rows of a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// How many they are.
    #[default]
    Count,
    /// The sum of a field.
    Sum,
    /// The average of a field.
    Average,
    /// The smallest value of a field.
    Least,
    /// The largest.
    Most,
    /// How many different values.
    Distinct,
    /// The share of those that pass a filter, in percent.
    Share,
    /// The average of the days between two fields.
    Days,
}

/// Something added up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// What is made of the rows.
    pub of: MeasureKind,
    /// Of which field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Where days end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Only of rows that pass this.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub filter: String,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A unit of time, or a place in a cycle of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks from Monday.
    Week,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
    /// Monday to Sunday, 1 to 7.
    Weekday,
    /// 0 to 23.
    HourOfDay,
    /// 1 to 12.
    MonthOfYear,
}

impl Measure {
    /// How many rows there are.
    pub fn count() -> Self {
        Self::default()
    }

    /// Something made of a field.
    pub fn of(of: MeasureKind, field: &str) -> Self {
        Self { of, field: Some(field.to_owned()), ..Self::count() }
    }

    /// The same of the rows that pass a filter only.
    pub fn when(self, filter: &str) -> Self {
        Self { filter: filter.to_owned(), ..self }
    }
}

/// What rows are parted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// The field: `city`, `person.city`, `owner.team`.
    pub field: String,
    /// Of days and instants: by which unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
}

/// Which rows by when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The field.
    pub field: String,
    /// The span, see [`super::span::Span::read`].
    pub range: String,
}

/// What an answer is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// The span before.
    Before,
    /// The span a year before.
    Year,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Whose rows.
    pub object: ObjectKind,
    /// Which of them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub filter: String,
    /// Of when; none is of whenever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// What is added up.
    pub measures: Vec<Measure>,
    /// By what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Dimension>,
    /// Whether the last of those makes columns; how it is drawn and nothing else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub across: bool,
    /// What it is compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compare: Option<Compare>,
    /// What amounts are reckoned in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// People by when they first came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cohort: Option<Dimension>,
    /// The zone in which days begin, by its IANA name; none is the workspace's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

impl Default for Question {
    fn default() -> Self {
        Self::about(ObjectKind::Person)
    }
}

/// A problem at a part of a question.
pub fn wrong(at: impl AsRef<str>, code: &str, message: impl Into<String>) -> Problem {
    Problem::field(at.as_ref(), code, message)
}

impl Question {
    /// A question about all rows of an object, which asks for nothing yet.
    pub fn about(object: ObjectKind) -> Self {
        Self {
            object,
            filter: String::new(),
            period: None,
            measures: Vec::new(),
            by: Vec::new(),
            across: false,
            compare: None,
            currency: None,
            cohort: None,
            zone: None,
        }
    }

    /// Refuses what makes no sense whatever the fields are; those are looked at when it is answered.
    ///
    /// # Errors
    ///
    /// A problem at the part at fault, such as `measures.1.field`.
    pub fn check(&self) -> Result<()> {
        let said = self.filter.len()
            + self
                .measures
                .iter()
                .map(|m| m.filter.len() + m.name.as_deref().map_or(0, str::len))
                .sum::<usize>();
        if said > LONGEST {
            return Err(
                wrong("filter", "too_long", format!("at most {LONGEST} bytes of filters and names")).into()
            );
        }
        if self.measures.is_empty() || self.measures.len() > MEASURES {
            return Err(wrong("measures", "count", format!("1 to {MEASURES} figures")).into());
        }
        if self.by.len() > AXES {
            return Err(wrong("by", "too_many", format!("at most {AXES} fields to part rows by")).into());
        }
        for (n, one) in self.by.iter().enumerate() {
            if self.by.iter().take(n).any(|other| other == one) {
                return Err(wrong(format!("by.{n}.field"), "twice", "rows are parted by this already").into());
            }
        }
        for (n, measure) in self.measures.iter().enumerate() {
            self.check_measure(n, measure)?;
        }
        if self.compare.is_some() && self.period.is_none() {
            return Err(wrong("compare", "no_period", "only a period can be compared with another").into());
        }
        if self.cohort.is_some() && !self.by.is_empty() {
            return Err(
                wrong("by", "with_cohort", "a cohort is parted by its own time and nothing else").into()
            );
        }
        if self.cohort.is_some() && self.compare.is_some() {
            return Err(wrong("compare", "with_cohort", "a cohort is not compared with another span").into());
        }
        Ok(())
    }

    fn check_measure(&self, n: usize, measure: &Measure) -> Result<()> {
        use MeasureKind as M;
        let at = |key: &str| format!("measures.{n}.{key}");
        if measure.name.as_ref().is_some_and(|name| name.chars().count() > 60) {
            return Err(wrong(at("name"), "length", "a name has at most 60 characters").into());
        }
        let needs = !matches!(measure.of, M::Count | M::Share);
        if needs && measure.field.is_none() {
            return Err(wrong(at("field"), "missing", "this figure is made of a field").into());
        }
        if measure.of == M::Days && measure.until.is_none() {
            return Err(wrong(at("until"), "missing", "days end at a field, too").into());
        }
        if measure.of == M::Share && measure.filter.trim().is_empty() {
            return Err(wrong(at("filter"), "missing", "whose share is asked for?").into());
        }
        Ok(())
    }
}

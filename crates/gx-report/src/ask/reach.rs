//! The fields that a question may ask for: those of the object, and those of the person, the company and the owner one step
//! away, as far as the caller sees them.

use std::collections::BTreeMap;

use gx_kernel::Problem;
use gx_kernel::object::{Field, FieldOption, FieldSet, FieldType, ObjectKind};
use gx_people::listing;
use gx_record::list::ListSpec;
use gx_record::{fields, stages};
use gx_store::access::Access;
use gx_store::{Dialect, Result, Tx};
use serde::Serialize;

use super::question::{MeasureKind, wrong};

/// How a field is come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hop {
    /// It is the object's own.
    Own,
    /// By the person that it is of.
    Person,
    /// By the company.
    Company,
    /// By the owner: the team.
    Team,
    /// By the person's owner: the team.
    PersonTeam,
    /// The stages that a deal has been in.
    Reached,
    /// The lines of an order or a deal: what was bought.
    Line,
}

impl Hop {
    /// What stands before a field's key.
    fn prefix(self) -> &'static str {
        match self {
            Self::Own | Self::Reached => "",
            Self::Person => "person.",
            Self::Company => "company.",
            Self::Team => "owner.",
            Self::PersonTeam => "person.owner.",
            Self::Line => "line.",
        }
    }
}

/// A field within reach.
#[derive(Clone, Debug)]
pub struct Reached {
    /// The text by which it is asked for.
    pub key: String,
    /// How it is come to.
    pub hop: Hop,
    /// The object that it is of.
    pub object: ObjectKind,
    /// The field there.
    pub field: Field,
    /// The alias of the table that it is of.
    pub alias: &'static str,
}

/// The fields within reach of one object, and its table.
pub struct Reach {
    /// The object.
    pub object: ObjectKind,
    /// Its table.
    pub spec: ListSpec<'static>,
    sets: BTreeMap<Hop, FieldSet>,
}

const PERSON: &str = "hp";
const COMPANY: &str = "hc";
const STAFF: &str = "hs";
const STAYS: &str = "hy";
const LINE: &str = "hl";

/// What there is to ask of a line.
fn line_fields() -> FieldSet {
    use FieldType as T;
    let fields = [
        ("name", T::Text),
        ("code", T::Text),
        ("category", T::Text),
        ("quantity", T::Number),
        ("amount", T::Money),
    ];
    FieldSet { fields: fields.map(|(key, ty)| plain(key, ty)).into() }
}

/// The lines of a table's records, one row each, with the id of the record. What is no number counts as none.
fn line_table(dialect: Dialect, table: &str) -> String {
    let text = |key: &str| match dialect {
        Dialect::Sqlite => format!("json_extract(l.value, '$.{key}')"),
        Dialect::Postgres => format!("(l.value ->> '{key}')"),
    };
    let each = match dialect {
        Dialect::Sqlite => "JOIN json_each(lo.lines) l",
        Dialect::Postgres => {
            "CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(lo.lines) = 'array' THEN lo.lines END) l (value)"
        }
    };
    let number = |key: &str, as_: &str| match dialect {
        Dialect::Sqlite => format!("CAST({} AS REAL){as_}", text(key)),
        Dialect::Postgres => {
            format!(
                "CASE WHEN {0} ~ '^-?[0-9]+([.][0-9]+)?$' THEN CAST({0} AS DOUBLE PRECISION){as_} END",
                text(key)
            )
        }
    };
    // Amounts are ten-thousandths, as they are elsewhere.
    let amount = format!("CAST(ROUND({}) AS BIGINT)", number("amount", " * 10000"));
    // What it is called in the catalogue, in whatever language and size it was sold: else as it was written.
    let of_product = |column: &str, join: &str| {
        format!(
            "(SELECT {column} FROM variant v JOIN product p ON p.id = v.product_id{join} WHERE v.code_key = LOWER({}) AND v.deleted_at IS NULL LIMIT 1)",
            text("sku")
        )
    };
    let name = format!("COALESCE({}, {})", of_product("p.name", ""), text("name"));
    let category = of_product("c.name", " JOIN product_category c ON c.id = p.category_id");
    let (code, quantity) = (text("sku"), number("quantity", ""));
    format!(
        "(SELECT lo.id AS of_id, {name} AS name, {code} AS code, {category} AS category, {quantity} AS quantity, {amount} AS amount FROM {table} lo {each})"
    )
}

/// The team that somebody is in, as a field.
fn team(tx: &mut Tx<'_>) -> Result<FieldSet> {
    let mut field = plain("team", FieldType::Link);
    for r in tx.query("SELECT id, name FROM team ORDER BY name, id", &[])? {
        let id = r.id(0)?.show(gx_kernel::IdKind::Team);
        field.options.push(FieldOption { id, label: r.string(1)?, color: "plain".into(), retired: false });
    }
    Ok(FieldSet { fields: vec![field] })
}

fn plain(key: &str, ty: FieldType) -> Field {
    Field { custom: false, ..Field::custom(key, ty, None) }
}

impl Reach {
    /// What is within reach of an object.
    pub fn of(tx: &mut Tx<'_>, object: ObjectKind) -> Result<Self> {
        use ObjectKind as O;
        let mut sets = BTreeMap::from([(Hop::Own, fields::load(tx, object)?)]);
        if !matches!(object, O::Person | O::Company) {
            sets.insert(Hop::Person, fields::load(tx, O::Person)?);
        }
        if matches!(object, O::Deal | O::Activity) {
            sets.insert(Hop::Company, fields::load(tx, O::Company)?);
        }
        let teams = if matches!(object, O::Order | O::Interaction) { Hop::PersonTeam } else { Hop::Team };
        sets.insert(teams, team(tx)?);
        if matches!(object, O::Order | O::Deal) {
            sets.insert(Hop::Line, line_fields());
        }
        if object == O::Deal {
            let mut reached = plain("reached", FieldType::Choice);
            reached.options = stages::stages(tx)?;
            sets.insert(Hop::Reached, FieldSet { fields: vec![reached] });
        }
        Ok(Self { object, spec: listing::spec(object), sets })
    }

    /// The field that a text asks for.
    ///
    /// # Errors
    ///
    /// A problem at `at` where there is none, or it was removed; forbidden where the role hides it.
    pub fn field(&self, access: &Access, at: &str, key: &str) -> Result<Reached> {
        let found = self.sets.iter().rev().find_map(|(hop, set)| {
            let rest = key.strip_prefix(hop.prefix())?;
            set.get(rest).map(|field| self.reached(*hop, field))
        });
        let Some(found) = found else {
            let message = format!("there is no field {key:?} of a {}; it may have been removed", self.object);
            return Err(wrong(at, "unknown_field", message).into());
        };
        if hidden(access, &found) {
            return Err(Problem::forbidden(format!("Your role may not see {key}.")).into());
        }
        Ok(found)
    }

    fn reached(&self, hop: Hop, field: &Field) -> Reached {
        let (object, alias) = match hop {
            Hop::Own => (self.object, self.spec.alias),
            Hop::Person => (ObjectKind::Person, PERSON),
            Hop::Company => (ObjectKind::Company, COMPANY),
            Hop::Team => (self.object, STAFF),
            Hop::PersonTeam => (ObjectKind::Person, STAFF),
            Hop::Reached => (self.object, STAYS),
            Hop::Line => (self.object, LINE),
        };
        Reached { key: format!("{}{}", hop.prefix(), field.key), hop, object, field: field.clone(), alias }
    }

    /// The tables that fields are read from; those of records one step away hold no more than the caller sees.
    pub fn tables(&self, dialect: Dialect, access: &Access, hops: &[Hop]) -> String {
        let a = self.spec.alias;
        let mut out = self.spec.from.to_owned();
        let person = hops.iter().any(|hop| matches!(hop, Hop::Person | Hop::PersonTeam));
        if person {
            out.push_str(&format!(
                " LEFT JOIN person hn ON hn.id = {a}.person_id LEFT JOIN person {PERSON} ON {PERSON}.id = hn.canonical_id AND {PERSON}.deleted_at IS NULL AND {}",
                access.see(ObjectKind::Person, PERSON)
            ));
        }
        if hops.contains(&Hop::Company) {
            out.push_str(&format!(
                " LEFT JOIN company {COMPANY} ON {COMPANY}.id = {a}.company_id AND {COMPANY}.deleted_at IS NULL AND {}",
                access.see(ObjectKind::Company, COMPANY)
            ));
        }
        if hops.contains(&Hop::Team) {
            out.push_str(&format!(" LEFT JOIN staff {STAFF} ON {STAFF}.id = {a}.owner"));
        }
        if hops.contains(&Hop::PersonTeam) {
            out.push_str(&format!(" LEFT JOIN staff {STAFF} ON {STAFF}.id = {PERSON}.owner"));
        }
        if hops.contains(&Hop::Line) {
            // What has no lines has nothing to tell of them.
            let table = if self.object == ObjectKind::Deal { "deal" } else { "orders" };
            out.push_str(&format!(" JOIN {} {LINE} ON {LINE}.of_id = {a}.id", line_table(dialect, table)));
        }
        if hops.contains(&Hop::Reached) {
            out.push_str(&format!(
                " LEFT JOIN (SELECT DISTINCT deal_id, stage AS reached FROM deal_stay) {STAYS} ON {STAYS}.deal_id = {a}.id"
            ));
        }
        out
    }

    /// What can be asked, as the API tells it.
    pub fn about(&self, access: &Access) -> About {
        let mut out = Vec::new();
        for (hop, set) in &self.sets {
            for field in &set.fields {
                let reached = self.reached(*hop, field);
                if !hidden(access, &reached) {
                    out.extend(told(&reached));
                }
            }
        }
        About { object: self.object, fields: out }
    }
}

/// Whether the caller's role hides a field: of a person's team the owner of the person, of stages the stage.
fn hidden(access: &Access, reached: &Reached) -> bool {
    if reached.hop == Hop::Line {
        let amount = reached.field.key == "amount" && access.hides_of(reached.object, "amount");
        return amount || access.hides_of(reached.object, "lines");
    }
    let key = match reached.hop {
        Hop::Team | Hop::PersonTeam => "owner",
        Hop::Reached => "stage",
        _ => reached.field.key.as_str(),
    };
    access.hides_of(reached.object, key)
}

/// Whether rows are parted by a field: not by names and numbers of records, long texts, places and files, of which nearly every
/// record has its own.
pub fn groups(reached: &Reached) -> bool {
    let field = &reached.field;
    if reached.hop == Hop::Line {
        return field.ty == FieldType::Text;
    }
    let own = matches!(
        field.key.as_str(),
        "id" | "name"
            | "given_name"
            | "family_name"
            | "member_no"
            | "number"
            | "title"
            | "text"
            | "object_id"
            | "email"
            | "phone"
            | "address"
            | "postcode"
            | "domain"
            | "next_step"
            | "place"
    );
    if !field.custom && own {
        return false;
    }
    !matches!(field.ty, FieldType::LongText | FieldType::Geo | FieldType::File | FieldType::Address)
}

/// What can be made of a field's values.
pub fn measures(reached: &Reached) -> Vec<MeasureKind> {
    use MeasureKind as M;
    let field = &reached.field;
    if reached.hop == Hop::Line {
        return match field.ty {
            FieldType::Text => vec![M::Distinct],
            _ => vec![M::Sum, M::Average],
        };
    }
    if reached.hop != Hop::Own {
        return match field.key.as_str() {
            "id" => vec![M::Distinct],
            _ => Vec::new(),
        };
    }
    match field.ty {
        FieldType::Number | FieldType::Integer | FieldType::Money => {
            vec![M::Sum, M::Average, M::Least, M::Most]
        }
        FieldType::Percent | FieldType::Rating => vec![M::Average, M::Least, M::Most],
        FieldType::Date | FieldType::DateTime => vec![M::Least, M::Most, M::Days],
        FieldType::Text | FieldType::Choice | FieldType::User | FieldType::Link => vec![M::Distinct],
        _ => Vec::new(),
    }
}

/// What can be asked of an object.
#[derive(Clone, Debug, Serialize)]
pub struct About {
    object: ObjectKind,
    fields: Vec<AboutField>,
}

#[derive(Clone, Debug, Serialize)]
struct AboutField {
    key: String,
    #[serde(rename = "type")]
    ty: FieldType,
    object: &'static str,
    field: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<AboutOption>,
    groups: bool,
    measures: Vec<MeasureKind>,
    period: bool,
}

#[derive(Clone, Debug, Serialize)]
struct AboutOption {
    id: String,
    label: String,
    color: String,
}

fn told(reached: &Reached) -> Option<AboutField> {
    let (groups, measures) = (groups(reached), measures(reached));
    let period = reached.hop == Hop::Own
        && (reached.field.ty == FieldType::DateTime || reached.field.ty == FieldType::Date);
    if !groups && measures.is_empty() && !period {
        return None;
    }
    let object = match reached.hop {
        Hop::Team | Hop::PersonTeam => "staff",
        Hop::Line => "line",
        _ => reached.object.as_text(),
    };
    let options = reached.field.options.iter();
    Some(AboutField {
        key: reached.key.clone(),
        ty: reached.field.ty,
        object,
        field: reached.field.key.clone(),
        label: reached.field.label.clone(),
        options: options
            .map(|o| AboutOption { id: o.id.clone(), label: o.label.clone(), color: o.color.clone() })
            .collect(),
        groups,
        measures,
        period,
    })
}

//! The third class beside matches and strangers: relatives, different persons of one household, or
//! different organisations in one building.
//!
//! They share the address, often the family name and the phone, and in many files they outnumber
//! duplicates. With two classes they would have to be called matches or strangers, and pull the
//! weights of one or the other astray. A third latent class is common in record linkage; see
//! Winkler 1993, "Improved decision rules in the Fellegi–Sunter model of record linkage", on
//! households. What is a person's own (given name, date of birth, identity number) agrees among
//! relatives as rarely as among strangers; the rest is learned.

use crate::compare::{LEVELS, Level};
use crate::defaults::defaults;
use crate::model::ColumnModel;
use crate::schema::{Kind, Schema};

/// Whether the columns can tell them apart: something of one's own, something shared.
pub(crate) fn possible(schema: &Schema) -> bool {
    let has = |kinds: &[Kind]| schema.columns.iter().any(|c| kinds.contains(&c.kind));
    if of_organisations(schema) {
        return has(&[Kind::Street]) && has(&[Kind::Phone, Kind::Email, Kind::City, Kind::Postcode]);
    }
    if let Some(title) = name_instead(schema) {
        // Works of the same authors.
        return schema.columns[title + 1..].iter().any(|c| c.kind == Kind::FreeText);
    }
    has(&[Kind::GivenName, Kind::FullName]) && has(&[Kind::Street, Kind::Phone, Kind::Email])
}

/// Whether the records are of organisations: they share a building with others, not a phone.
pub(crate) fn of_organisations(schema: &Schema) -> bool {
    schema.columns.iter().any(|c| c.kind == Kind::OrgName)
}

/// Where no column is a name, the first longer text stands for it: the title of a book.
pub(crate) fn name_instead(schema: &Schema) -> Option<usize> {
    let name = |k: Kind| matches!(k, Kind::GivenName | Kind::FamilyName | Kind::FullName | Kind::OrgName);
    if schema.columns.iter().any(|c| name(c.kind)) {
        return None;
    }
    schema.columns.iter().position(|c| c.kind == Kind::FreeText)
}

/// For each column, whether relatives may agree in it more often than strangers do.
pub(crate) fn shared_columns(schema: &Schema) -> Vec<bool> {
    let (organisations, named) = (of_organisations(schema), name_instead(schema));
    schema
        .columns
        .iter()
        .enumerate()
        .map(|(at, c)| Some(at) != named && shared(c.kind, organisations))
        .collect()
}

/// Whether relatives may agree in a column of this kind more often than strangers do.
fn shared(kind: Kind, organisations: bool) -> bool {
    match kind {
        Kind::GivenName | Kind::BirthDate | Kind::NationalId => false,
        Kind::OrgName | Kind::Email => !organisations,
        _ => true,
    }
}

/// Whether the column is part of where someone lives, which changes all at once.
pub(crate) fn place(kind: Kind) -> bool {
    matches!(kind, Kind::Street | Kind::HouseNumber | Kind::City | Kind::Region | Kind::Postcode)
}

/// Whether matches may have moved: persons with several columns of a place and other evidence beside.
/// An organisation of the same name in another place is another branch more often than a move.
pub(crate) fn may_move(schema: &Schema) -> bool {
    let places = schema.columns.iter().filter(|c| place(c.kind)).count();
    let has = |kinds: &[Kind]| schema.columns.iter().any(|c| kinds.contains(&c.kind));
    // With names alone, someone who moved cannot be told from a namesake.
    let more = has(&[Kind::BirthDate, Kind::NationalId, Kind::Phone, Kind::Email]);
    places >= 2 && more && has(&[Kind::GivenName, Kind::FullName]) && !of_organisations(schema)
}

/// How relatives usually compare: in what they share as matches do, else as strangers.
pub(crate) fn usual(kind: Kind) -> [f32; LEVELS] {
    let (m, u, _) = defaults(kind);
    match kind {
        Kind::FreeText
        | Kind::FamilyName
        | Kind::Street
        | Kind::HouseNumber
        | Kind::City
        | Kind::Region
        | Kind::Postcode
        | Kind::Country
        | Kind::Phone => m,
        _ => u,
    }
}

/// Learns how relatives compare in a column from how likely each pair is one of relatives.
pub(crate) fn update(c: &mut ColumnModel, kind: Kind, counts: &[[f64; LEVELS]; 2]) {
    let usual = usual(kind);
    for (leaned, counts) in counts.iter().enumerate() {
        let sum: f64 = counts[1..].iter().sum();
        for l in 1..LEVELS {
            let share = (counts[l] + 20.0 * f64::from(usual[l])) / (sum + 20.0);
            c.h[leaned][l] = (share as f32).max(1e-6);
        }
        if kind == Kind::FullName {
            // Relatives have one part of the name in common, never the whole.
            for l in [Level::Same, Level::Reordered, Level::VerySimilar, Level::SamePinyin, Level::Initial] {
                c.h[leaned][l as usize] = c.u[leaned][l as usize];
            }
        }
    }
}

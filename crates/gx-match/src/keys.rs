//! Keys under which a database finds the records that may be the same as one at hand.
//!
//! Blocking by several passes (Christen 2012, "A survey of indexing techniques for scalable record
//! linkage and deduplication"), each of which survives an error in what the others rest on: a part of
//! the name with the date of birth, the whole name with the place, a part of the name with the street,
//! the phone, the mail address, the postcode with the date. None is a common value alone, so a key
//! names a handful of records even among millions.

use crate::prepare::Prepared;
use crate::schema::Kind;
use crate::text::{Value, hash_of};

/// The keys of every record, in the order of the records.
///
/// Two records that are the same nearly always share one; records that share one are compared in full.
pub fn index_keys(records: &Prepared) -> Vec<Vec<i64>> {
    (0..records.len()).map(|r| of_record(records, r)).collect()
}

fn of_record(p: &Prepared, record: usize) -> Vec<i64> {
    let mut names: Vec<u64> = Vec::new();
    let (mut date, mut place, mut postcode) = (0, 0, 0);
    let mut streets: Vec<u64> = Vec::new();
    let mut out: Vec<i64> = Vec::new();
    let mut put = |tag: u64, a: u64, b: u64| {
        if a != 0 && b != 0 {
            // The same bits, read as the signed integers that databases keep.
            out.push(i64::from_ne_bytes(hash_of(&(tag, a, b)).to_ne_bytes()));
        }
    };
    for (at, column) in p.columns.iter().enumerate() {
        let Some(v) = p.value(at, record) else { continue };
        match column.column.kind {
            Kind::GivenName | Kind::FamilyName => names.push(v.sound),
            Kind::FullName | Kind::OrgName => names.extend(parts(v)),
            Kind::BirthDate => date = v.key,
            // The last column of places is the widest, and the one most records have.
            Kind::City => place = v.sound,
            Kind::Postcode => postcode = v.key,
            Kind::Street => streets.push(v.key),
            Kind::Phone => put(1, v.sound, 1),
            Kind::Email => put(2, v.key, 1),
            Kind::NationalId => put(3, v.key, 1 + at as u64),
            _ => {}
        }
    }
    names.retain(|n| *n != 0);
    names.sort_unstable();
    names.dedup();
    let whole = if names.is_empty() { 0 } else { hash_of(&names) };
    let place = if place == 0 { postcode } else { place };
    put(4, whole, place);
    put(5, postcode, date);
    for name in &names {
        put(6, *name, date);
        for street in &streets {
            put(7, *name, *street);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The first words of a name that stands in one column, as they sound; a Chinese one is a word.
fn parts(v: &Value) -> Vec<u64> {
    let words: Vec<u64> = v.tokens.iter().filter(|t| t.len > 1).take(3).map(|t| t.sound).collect();
    if v.han || words.is_empty() { vec![v.sound] } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Column, Record, Schema};

    fn keys(rows: &[[&str; 5]]) -> Vec<Vec<i64>> {
        let schema = Schema::new(
            [
                ("family", Kind::FamilyName),
                ("given", Kind::GivenName),
                ("born", Kind::BirthDate),
                ("city", Kind::City),
                ("phone", Kind::Phone),
            ]
            .map(|(name, kind)| Column::new(name, kind))
            .to_vec(),
        );
        let records: Vec<Record> = rows.iter().map(|r| Record::new(r.iter().copied())).collect();
        index_keys(&Prepared::new(&records, &schema))
    }

    #[test]
    fn records_of_one_human_share_a_key_and_strangers_do_not() {
        let found = keys(&[
            ["张", "伟", "1990-03-07", "上海", ""],
            ["張", "偉", "", "上海", ""],
            ["Zhang", "Wei", "1990-03-07", "", ""],
            ["李", "伟", "1990-03-07", "北京", "13800138000"],
            ["Li", "Na", "1985-01-01", "北京", "+86 138 0013 8000"],
            ["王", "芳", "1971-12-30", "上海", "13911112222"],
            ["", "", "1990-03-07", "上海", ""],
        ]);
        let share = |a: usize, b: usize| found[a].iter().any(|k| found[b].contains(k));
        assert!(share(0, 1), "the same name in another script, the same city");
        assert!(share(0, 2), "pinyin, the same birthday");
        assert!(share(0, 3), "a family name mistyped");
        assert!(share(3, 4), "the same phone");
        assert!(!share(0, 5) && !share(1, 5) && !share(3, 5), "a city alone is no key");
        assert!(found[6].is_empty(), "a birthday and a city are no key without a name");
    }
}

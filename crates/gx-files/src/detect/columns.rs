//! Which column fills what.

use gx_kernel::identity::IdentityKind;
use gx_kernel::object::ObjectKind;
use gx_text::{fold, pinyin};

use super::profile::{Profile, profile};
use super::synonyms::{Named, lookup};
use super::{ColumnGuess, TargetKey};

/// Guesses what each column fills, by its header and then by its values.
///
/// `file_name` names the space of the file's own ids: `rec_id` in `febrl2.csv` is
/// `external:febrl`. `own` are the fields that the workspace has made itself, each with what it is called and its key:
/// a column that is called so fills it, whatever else the word may mean. A column that nothing is known of becomes a
/// custom field.
pub fn detect_columns(
    object: ObjectKind,
    headers: &[String],
    samples: &[Vec<String>],
    file_name: Option<&str>,
    own: &[(&str, &str)],
) -> Vec<ColumnGuess> {
    let mine = |header: &str| {
        let called = fold(header.trim());
        let (_, key) = own.iter().find(|(label, _)| !called.is_empty() && fold(label.trim()) == called)?;
        let why = format!("the workspace has a field that is called {header:?}");
        Some((Some(TargetKey::Custom((*key).to_owned())), 0.97, why))
    };
    let mut guesses: Vec<ColumnGuess> = headers
        .iter()
        .enumerate()
        .map(|(column, header)| {
            let values = profile(samples, column);
            let (target, confidence, because) =
                mine(header).unwrap_or_else(|| guess(object, header, &values, file_name));
            let date_order = values.date_order.filter(|_| target.as_ref().is_some_and(is_date_target));
            ColumnGuess { column, header: header.clone(), target, confidence, because, date_order }
        })
        .collect();
    settle(object, &mut guesses);
    guesses
}

type Guessed = (Option<TargetKey>, f32, String);

fn guess(object: ObjectKind, header: &str, values: &Profile, file_name: Option<&str>) -> Guessed {
    if let Some(hit) = lookup(object, header) {
        let named = format!("the name {header:?}");
        match hit.target {
            Named::Government => {
                let why = format!(
                    "{named} is a number that a government gives: kept as a custom field, never used to link"
                );
                return (Some(TargetKey::Custom(custom_key(header))), 0.9, why);
            }
            // The id of a post or an order is not its writer's.
            Named::OwnId if matches!(object, ObjectKind::Interaction | ObjectKind::Order) => {
                let key = if object == ObjectKind::Order { "number" } else { "id" };
                return (Some(TargetKey::Field(key.into())), 0.7, format!("{named} is the row's own id"));
            }
            Named::OwnId => {
                let space = namespace(file_name);
                let why =
                    format!("{named} is the file's own id; ids of {space:?} are kept apart from all others");
                let kind = IdentityKind::External(space);
                return (Some(TargetKey::Identity(kind)), if values.distinct > 0.9 { 0.9 } else { 0.5 }, why);
            }
            Named::Target(text) => {
                if let Some(target) = TargetKey::parse(object, text) {
                    return checked(target, hit.confidence, named, header, values);
                }
            }
        }
    }
    by_values(object, header, values)
}

/// A name that the values contradict is not believed.
fn checked(target: TargetKey, confidence: f32, named: String, header: &str, values: &Profile) -> Guessed {
    let expected = match target.as_text().as_str() {
        "email" => Some(("e-mail addresses", values.email)),
        "birth_date" | "placed_at" | "occurred_at" => Some(("dates", values.date.max(values.number))),
        "amount" | "quantity" | "size" => Some(("numbers", values.number)),
        _ => None,
    };
    match expected {
        Some((what, share)) if values.filled > 0 && share < 0.3 => {
            let why = format!("{named} promises {what}, but most values are none");
            (Some(TargetKey::Custom(custom_key(header))), 0.3, why)
        }
        Some((what, share)) if values.filled > 0 && share >= 0.8 => {
            (Some(target), (confidence + 0.04).min(0.99), format!("{named}, and the values are {what}"))
        }
        _ => (Some(target), confidence, named),
    }
}

fn by_values(object: ObjectKind, header: &str, values: &Profile) -> Guessed {
    if values.filled == 0 {
        return (None, 0.0, "the column is empty".into());
    }
    let person = object == ObjectKind::Person;
    let name = if object == ObjectKind::Company {
        ""
    } else if person {
        "name"
    } else {
        "person.name"
    };
    let time = match object {
        ObjectKind::Order => "placed_at",
        ObjectKind::Interaction => "occurred_at",
        _ => "",
    };
    let candidates = [
        ("email", values.email, "e-mail addresses"),
        ("phone", values.phone, "phone numbers"),
        (
            if person { "gender" } else { "" },
            values.gender * f32::from(u8::from(values.distinct < 0.5 || values.filled < 8)),
            "words for a gender",
        ),
        (name, values.han_name, "Chinese names"),
        (time, values.date, "dates"),
        (if object == ObjectKind::Order { "amount" } else { "" }, values.money, "amounts of money"),
        (if object == ObjectKind::Company { "domain" } else { "" }, values.url, "web addresses"),
        (
            if object == ObjectKind::Interaction && values.length >= 12.0 && values.distinct > 0.7 {
                "text"
            } else {
                ""
            },
            0.8,
            "long texts",
        ),
    ];
    for (text, share, what) in candidates {
        if share >= 0.7
            && let Some(target) = TargetKey::parse(object, text)
        {
            return (Some(target), share * 0.75, format!("{:.0} % of the values are {what}", share * 100.0));
        }
    }
    (Some(TargetKey::Custom(custom_key(header))), 0.2, "nothing is known of it: a custom field".into())
}

/// Fields that several columns may fill together, in their order.
fn joins(target: &TargetKey) -> bool {
    matches!(target, TargetKey::Field(key) | TargetKey::Person(key) if matches!(key.as_str(), "address" | "given_name" | "text" | "tags"))
        || matches!(target, TargetKey::Identity(_) | TargetKey::Custom(_))
}

/// Two columns for one field: the surer keeps it, the other is a custom field.
fn settle(object: ObjectKind, guesses: &mut [ColumnGuess]) {
    let taken = |guesses: &[ColumnGuess], text: &str| {
        guesses.iter().any(|g| g.target.as_ref().is_some_and(|t| t.as_text() == text))
    };
    // A suburb beside a city is a district of it.
    for at in 0..guesses.len() {
        let is_suburb = guesses.get(at).is_some_and(|g| fold(&g.header).contains("suburb"));
        let other_city = guesses
            .iter()
            .enumerate()
            .any(|(i, g)| i != at && g.target == Some(TargetKey::Field("city".into())));
        if object == ObjectKind::Person
            && is_suburb
            && other_city
            && !taken(guesses, "district")
            && let Some(guess) = guesses.get_mut(at)
        {
            guess.target = Some(TargetKey::Field("district".into()));
        }
    }
    for at in 0..guesses.len() {
        let Some(guess) = guesses.get(at) else { continue };
        let Some(target) = guess.target.clone() else { continue };
        let surer = guesses.iter().enumerate().any(|(i, other)| {
            i != at
                && other.target.as_ref() == Some(&target)
                && (other.confidence > guess.confidence || (other.confidence >= guess.confidence && i < at))
        });
        if surer
            && !joins(&target)
            && let Some(guess) = guesses.get_mut(at)
        {
            guess.because = format!("another column fills {} more surely: a custom field", target.as_text());
            guess.target = Some(TargetKey::Custom(custom_key(&guess.header)));
            guess.confidence = 0.3;
        }
    }
    let mut seen = std::collections::HashSet::new();
    for guess in guesses.iter_mut() {
        let Some(TargetKey::Custom(key)) = &guess.target else { continue };
        let mut fresh = key.clone();
        let mut n = 2;
        while !seen.insert(fresh.clone()) {
            fresh = format!("{key}_{n}");
            n += 1;
        }
        guess.target = Some(TargetKey::Custom(fresh));
    }
}

fn is_date_target(target: &TargetKey) -> bool {
    matches!(
        target.as_text().as_str(),
        "birth_date" | "placed_at" | "occurred_at" | "first_seen_at" | "last_seen_at"
    ) || matches!(target, TargetKey::Custom(_))
}

/// `x_` and the header in letters: `Shoe size` is `x_shoe_size`, `爱好` is `x_ai_hao`.
fn custom_key(header: &str) -> String {
    format!("x_{}", slug(header, 40))
}

/// Words joined by `_`, Chinese by its pinyin; `column` where nothing can be said.
fn slug(text: &str, most: usize) -> String {
    let mut out = String::new();
    let mut gap = false;
    for c in fold(text).chars() {
        let said = if c.is_ascii_alphanumeric() {
            c.to_string()
        } else if let Some(said) = pinyin::readings(c).into_iter().next() {
            gap = !out.is_empty();
            said
        } else {
            gap = !out.is_empty();
            continue;
        };
        if out.len() + said.len() + 1 > most {
            break;
        }
        if std::mem::take(&mut gap) && !out.ends_with('_') {
            out.push('_');
        }
        out.push_str(&said);
        gap = !c.is_ascii();
    }
    if out.is_empty() { "column".into() } else { out }
}

/// The space of a file's own ids, from its name without counters, dates and words that say nothing.
fn namespace(file_name: Option<&str>) -> String {
    let stem = file_name.unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.split('.').next().unwrap_or_default();
    let words = slug(stem, 40);
    let empty = [
        "sample", "export", "data", "copy", "final", "new", "list", "full", "test", "v", "column", "the",
        "of",
    ];
    let kept: Vec<&str> = words
        .split('_')
        .map(|w| w.trim_end_matches(|c: char| c.is_ascii_digit()))
        .filter(|w| !w.is_empty() && !empty.contains(w))
        .collect();
    if kept.is_empty() { "file".into() } else { kept.join("_") }
}

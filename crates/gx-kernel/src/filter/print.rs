//! The text form, written. `parse(print(f))` is `f` again, if `f` is tidy.

use super::ast::{
    Ahead, Base, Edge, End, EndTest, Events, FieldPath, Filter, HasMode, Measured, Relative, Test, Times,
    Unit, Value, Way, Window,
};
use crate::interaction::Kind;
use crate::object::ObjectKind;

/// Writes a filter as text on one line. The filter that always holds is empty text.
pub fn print(filter: &Filter) -> String {
    match filter {
        Filter::All { of } if of.is_empty() => String::new(),
        // A group of one is its part; text has no other way to say it.
        Filter::All { of } | Filter::Any { of } if of.len() == 1 => of.first().map(print).unwrap_or_default(),
        _ => clause(filter, Place::Top),
    }
}

/// Where a clause stands: decides whether it needs parentheses.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Top,
    InAny,
    InAll,
    InNot,
}

fn clause(filter: &Filter, place: Place) -> String {
    match filter {
        Filter::All { of } | Filter::Any { of } if of.len() == 1 => {
            of.iter().map(|f| clause(f, place)).collect()
        }
        Filter::All { of } if of.is_empty() => "always".into(),
        Filter::Any { of } if of.is_empty() => "never".into(),
        Filter::All { of } => {
            let text = of.iter().map(|f| clause(f, Place::InAll)).collect::<Vec<_>>().join(" and ");
            if matches!(place, Place::Top | Place::InAny) { text } else { format!("({text})") }
        }
        Filter::Any { of } => {
            let text = of.iter().map(|f| clause(f, Place::InAny)).collect::<Vec<_>>().join(" or ");
            if place == Place::Top { text } else { format!("({text})") }
        }
        Filter::Not { of } => format!("not {}", clause(of, Place::InNot)),
        Filter::Field { field, test: Test::Anniversary(w) }
            if field.key == "birth_date" && field.path.is_empty() =>
        {
            format!("birthday {}", window(w))
        }
        Filter::Field { field, test: Test::Anniversary(w) } => {
            format!("anniversary of {} {}", path(field), window(w))
        }
        Filter::Field { field, test: t } => format!("{} {}", path(field), test(t)),
        Filter::Did { events: e, times } => format!("did {}", events(e, &often(*times))),
        Filter::Measure { what, events: e, test: t } => {
            let what = match what {
                Measured::Count => "count".into(),
                Measured::Sum(p) => format!("sum of {}", path(p)),
                Measured::Average(p) => format!("average of {}", path(p)),
                Measured::Min(p) => format!("min of {}", path(p)),
                Measured::Max(p) => format!("max of {}", path(p)),
            };
            format!("{what} of {} {}", events(e, ""), test(t))
        }
        Filter::End { end, events: e, test: t } => {
            let end = if *end == End::First { "first" } else { "last" };
            let t = match t {
                EndTest::When(t) => when(t),
                EndTest::Is(f) => format!("is ({})", clause(f, Place::Top)),
            };
            format!("{end} {} {t}", events(e, ""))
        }
        Filter::Related { edge: e, at_least, filter } => {
            let mut text = format!("related {}", edge(e));
            if *at_least != 1 {
                text.push_str(&format!(" at least {at_least}"));
            }
            if let Some(f) = filter {
                text.push_str(&format!(" where ({})", clause(f, Place::Top)));
            }
            text
        }
    }
}

fn path(p: &FieldPath) -> String {
    let step = |s: &str| if is_word(s) { s.to_owned() } else { quoted(s) };
    let mut text = p.key.clone();
    for s in &p.path {
        text.push('.');
        text.push_str(&step(s));
    }
    text
}

/// Whether the text is a word by itself.
fn is_word(s: &str) -> bool {
    s.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && s.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn events(e: &Events, times: &str) -> String {
    let mut text = match e.kinds.as_slice() {
        [] => "any".to_owned(),
        [kind] => kind.as_text().to_owned(),
        kinds => format!("({})", kinds.iter().map(|k: &Kind| k.as_text()).collect::<Vec<_>>().join(", ")),
    };
    if let Some(title) = &e.title {
        text.push_str(&format!(" {}", quoted(title)));
    }
    let short = e.filter.as_deref().and_then(of_property);
    if let Some(short) = &short {
        text.push_str(&format!(" of {short}"));
    }
    text.push_str(times);
    if let Some(t) = &e.when {
        text.push_str(&format!(" {}", when(t)));
    }
    if let (None, Some(f)) = (short, &e.filter) {
        text.push_str(&format!(" where ({})", clause(f, Place::Top)));
    }
    text
}

/// `category in (…)` for a single test of a property whose name is no field of interactions.
fn of_property(f: &Filter) -> Option<String> {
    let Filter::Field { field, test: t } = f else { return None };
    let first = field.path.first().filter(|s| field.key == "props" && is_word(s) && *s != "props")?;
    // A label might be the same word; labels belong to a catalogue, so only plain ASCII words are safe.
    let plain = first.is_ascii() && crate::object::built_in(ObjectKind::Interaction).get(first).is_none();
    plain.then(|| {
        format!("{} {}", path(&FieldPath { key: first.clone(), path: field.path[1..].to_vec() }), test(t))
    })
}

fn often(times: Times) -> String {
    let unit = |n: u32| if n == 1 { "time" } else { "times" };
    match times {
        Times::AtLeast(1) => String::new(),
        Times::AtLeast(n) => format!(" at least {n} {}", unit(n)),
        Times::AtMost(n) => format!(" at most {n} {}", unit(n)),
        Times::Exactly(n) => format!(" exactly {n} {}", unit(n)),
        Times::Between(a, b) => format!(" between {a} and {b} times"),
    }
}

fn edge(e: &Edge) -> String {
    let mut text = String::new();
    if let Some(kind) = &e.kind {
        let plain = is_word(kind) && !["to", "from"].contains(&kind.to_ascii_lowercase().as_str());
        text.push_str(&if plain { kind.clone() } else { quoted(kind) });
        text.push(' ');
    }
    text.push_str(match e.way {
        Way::Either => "",
        Way::To => "to ",
        Way::From => "from ",
    });
    text.push_str(e.object.as_text());
    text
}

fn test(t: &Test) -> String {
    match t {
        Test::Is(v) => format!("= {}", value(v)),
        Test::IsNot(v) => format!("!= {}", value(v)),
        Test::In(v) => format!("in {}", list(v)),
        Test::NotIn(v) => format!("not in {}", list(v)),
        Test::Below(v) => format!("< {}", value(v)),
        Test::AtMost(v) => format!("<= {}", value(v)),
        Test::Above(v) => format!("> {}", value(v)),
        Test::AtLeast(v) => format!(">= {}", value(v)),
        Test::Between(a, b) => format!("between {} and {}", value(a), value(b)),
        Test::Contains(s) => format!("contains {}", quoted(s)),
        Test::StartsWith(s) => format!("starts with {}", quoted(s)),
        Test::EndsWith(s) => format!("ends with {}", quoted(s)),
        Test::Empty => "is empty".into(),
        Test::NotEmpty => "is not empty".into(),
        Test::Has(HasMode::Any, v) if v.len() == 1 => {
            format!("has {}", v.iter().map(value).collect::<String>())
        }
        Test::Has(HasMode::Any, v) => format!("has any of {}", list(v)),
        Test::Has(HasMode::All, v) => format!("has all of {}", list(v)),
        Test::Has(HasMode::None, v) => format!("has none of {}", list(v)),
        Test::Within(w) => window(w),
        Test::Anniversary(w) => window(w),
    }
}

/// A test of time in words.
fn when(t: &Test) -> String {
    match t {
        Test::Is(v) => format!("on {}", value(v)),
        Test::Below(v) => format!("before {}", value(v)),
        Test::AtMost(v) => format!("until {}", value(v)),
        Test::Above(v) => format!("after {}", value(v)),
        Test::AtLeast(v) => format!("since {}", value(v)),
        other => test(other),
    }
}

fn window(w: &Window) -> String {
    let side = if w.ahead == Ahead::Last { "last" } else { "next" };
    format!("in the {side} {}", amount(u64::from(w.amount), w.unit))
}

fn amount(n: u64, unit: Unit) -> String {
    format!("{n} {}{}", unit.word(), if n == 1 { "" } else { "s" })
}

fn list(values: &[Value]) -> String {
    format!("({})", values.iter().map(value).collect::<Vec<_>>().join(", "))
}

fn value(v: &Value) -> String {
    match v {
        Value::Text(t) => quoted(t),
        Value::Number(n) => n.to_string(),
        Value::Bool(b) => b.to_string(),
        Value::Date(d) => d.to_string(),
        Value::DateTime(d) => d.to_string(),
        Value::Instant(t) => t.timestamp().to_string(),
        Value::Relative(Relative { base, shift, unit }) => {
            let base = if *base == Base::Today { "today" } else { "now" };
            let sign = if *shift < 0 { '-' } else { '+' };
            match (*shift, *unit) {
                (0, Unit::Day) => base.to_owned(),
                _ => format!("{base} {sign} {}", amount(u64::from(shift.unsigned_abs()), *unit)),
            }
        }
        Value::Me => "me".into(),
        Value::MyTeam => "my_team".into(),
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Characters that show nothing, or turn the direction of a line, are spelt out.
            c if c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}') =>
            {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

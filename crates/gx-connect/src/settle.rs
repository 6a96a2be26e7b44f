//! Which of two values is to stand. Pure rules.

use gx_ingest::import::Pair;
use gx_kernel::Micros;
use gx_store::change::By;
use serde_json::Value as Json;

use crate::model::Rule;

/// Whose value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stood {
    /// The other system's.
    Theirs,
    /// Ours.
    Ours,
}

impl Stood {
    pub(crate) fn as_text(self) -> &'static str {
        match self {
            Self::Theirs => "theirs",
            Self::Ours => "ours",
        }
    }
}

/// What was true when the connector last ran well.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Last<'a> {
    /// What they said then, if they said anything of this value.
    pub(crate) said: Option<&'a Json>,
    /// When that run began; none before the first.
    pub(crate) at: Option<Micros>,
}

/// Whose value stands where both differ. An address is put beside those that are there, so it is never in the way.
pub(crate) fn settle(rule: Rule, pair: &Pair, last: Last<'_>) -> Stood {
    if pair.fixed {
        return Stood::Ours;
    }
    if pair.adds {
        return Stood::Theirs;
    }
    if pair.ours.is_null() {
        // What they said before and is here no more was taken away by somebody here.
        let taken_away = rule == Rule::Ours && last.said == Some(&pair.theirs);
        return if taken_away { Stood::Ours } else { Stood::Theirs };
    }
    match rule {
        Rule::Theirs => Stood::Theirs,
        Rule::Fill => Stood::Ours,
        // What a program or a file said is not in the way. What a person said stands if they said it since the last
        // run, or if the other system has said nothing new since.
        Rule::Ours => match (pair.by, last.at) {
            (Some(By::User(_)), Some(at)) if pair.at < at => match last.said {
                Some(before) if *before != pair.theirs => Stood::Theirs,
                _ => Stood::Ours,
            },
            (Some(By::User(_)), _) => Stood::Ours,
            _ => Stood::Theirs,
        },
    }
}

#[cfg(test)]
mod tests {
    use gx_kernel::Id;
    use serde_json::json;

    use super::*;

    fn pair(ours: Json, by: Option<By>, at: i64) -> Pair {
        Pair {
            field: "city".into(),
            columns: vec![1],
            theirs: json!("上海"),
            ours,
            by,
            at: Micros(at),
            adds: false,
            fixed: false,
        }
    }

    #[test]
    fn each_rule_says_whose_value_stands() {
        let person = Some(By::User(Id(7)));
        let file = Some(By::Import(Id(8)));
        let never = Last { said: None, at: None };
        let (old, new) = (json!("上海"), json!("北京"));
        let same_since = Last { said: Some(&old), at: Some(Micros(100)) };
        let changed_since = Last { said: Some(&new), at: Some(Micros(100)) };
        let cases = [
            // Empty here: filled, whatever the rule.
            (Rule::Theirs, Json::Null, None, 0, never, Stood::Theirs),
            (Rule::Ours, Json::Null, None, 0, never, Stood::Theirs),
            (Rule::Fill, Json::Null, None, 0, never, Stood::Theirs),
            // A value by a file.
            (Rule::Theirs, json!("x"), file, 50, same_since, Stood::Theirs),
            (Rule::Ours, json!("x"), file, 500, same_since, Stood::Theirs),
            (Rule::Fill, json!("x"), file, 50, changed_since, Stood::Ours),
            // A value by a person.
            (Rule::Theirs, json!("x"), person, 500, same_since, Stood::Theirs),
            (Rule::Ours, json!("x"), person, 50, never, Stood::Ours),
            (Rule::Ours, json!("x"), person, 500, changed_since, Stood::Ours),
            (Rule::Ours, json!("x"), person, 50, changed_since, Stood::Theirs),
            (Rule::Ours, json!("x"), person, 50, same_since, Stood::Ours),
            (Rule::Fill, json!("x"), person, 50, changed_since, Stood::Ours),
            // Here once, and taken away.
            (Rule::Theirs, Json::Null, None, 0, same_since, Stood::Theirs),
            (Rule::Ours, Json::Null, None, 0, same_since, Stood::Ours),
            (Rule::Ours, Json::Null, None, 0, changed_since, Stood::Theirs),
            (Rule::Fill, Json::Null, None, 0, same_since, Stood::Theirs),
        ];
        for (n, (rule, ours, by, at, last, expected)) in cases.into_iter().enumerate() {
            assert_eq!(settle(rule, &pair(ours, by, at), last), expected, "case {n}");
        }
        let fixed = Pair { fixed: true, ..pair(json!("x"), None, 0) };
        assert_eq!(settle(Rule::Theirs, &fixed, never), Stood::Ours);
        let adds = Pair { adds: true, ..pair(json!(["x"]), None, 0) };
        assert_eq!(settle(Rule::Fill, &adds, never), Stood::Theirs);
    }
}

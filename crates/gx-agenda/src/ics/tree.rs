//! Components: lines between BEGIN and END, with components in them.

use gx_files::lines::{Line, first};

/// How deep components lie in each other: an alarm in an event in a calendar, and room for two more.
const MOST_DEPTH: usize = 5;

/// A component.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Component {
    /// In capitals.
    pub(super) name: String,
    /// The line at which it begins.
    pub(super) at: usize,
    /// Its lines, each with its number.
    pub(super) lines: Vec<(usize, Line)>,
    pub(super) inside: Vec<Component>,
}

impl Component {
    /// The first line of this name.
    pub(super) fn line(&self, name: &str) -> Option<&(usize, Line)> {
        self.lines.iter().find(|(_, line)| line.name == name)
    }

    /// All lines of this name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a (usize, Line)> {
        self.lines.iter().filter(move |(_, line)| line.name == name)
    }

    /// It as it was written.
    pub(super) fn raw(&self, out: &mut Vec<String>) {
        out.push(format!("BEGIN:{}", self.name));
        out.extend(self.lines.iter().map(|(_, line)| line.raw.clone()));
        self.inside.iter().for_each(|one| one.raw(out));
        out.push(format!("END:{}", self.name));
    }
}

/// Reads unfolded lines into what lies outermost: a component without a name of its own.
///
/// # Errors
///
/// With a sentence for people: which line, and what was expected.
pub(super) fn read(lines: &[(usize, String)]) -> Result<Component, String> {
    let mut open = vec![Component::default()];
    for (at, text) in lines {
        if text.trim().is_empty() {
            continue;
        }
        let line = Line::read(text)
            .ok_or_else(|| format!("line {at}: expected NAME:VALUE, got {:?}", first(text)))?;
        let value = line.value.trim().to_ascii_uppercase();
        match line.name.as_str() {
            "BEGIN" if open.len() > MOST_DEPTH => {
                return Err(format!("line {at}: components lie at most {MOST_DEPTH} deep in each other"));
            }
            "BEGIN" => open.push(Component { name: value, at: *at, ..Component::default() }),
            "END" => {
                let done = open.pop().filter(|c| c.name == value && !c.name.is_empty());
                let done = done.ok_or_else(|| format!("line {at}: END:{} ends nothing", first(&value)))?;
                match open.last_mut() {
                    Some(around) => around.inside.push(done),
                    None => return Err(format!("line {at}: END:{} ends nothing", first(&value))),
                }
            }
            _ => {
                if let Some(around) = open.last_mut() {
                    around.lines.push((*at, line));
                }
            }
        }
    }
    match (open.pop(), open.pop()) {
        (Some(root), None) => Ok(root),
        (Some(one), Some(_)) => {
            Err(format!("line {}: {} has no END:{}", one.at, first(&one.name), first(&one.name)))
        }
        _ => Err("there is nothing here".to_owned()),
    }
}

/// Reads lines that were kept.
pub(super) fn again(lines: &[String]) -> Component {
    let numbered: Vec<(usize, String)> = lines.iter().cloned().enumerate().collect();
    read(&numbered).unwrap_or_default()
}

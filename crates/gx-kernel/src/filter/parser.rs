//! The text form, read: logic, parentheses and the way to fields, behaviour and relations.

use super::ast::Filter;
use super::catalogue::{Catalogue, Context};
use super::error::{Fault, FilterError, MAX_DEPTH, MAX_NODES, MAX_TEXT, MAX_VALUES, Part};
use super::lexer::{Spanned, Token, lex};
use super::resolve::{Scope, neutral, too_deep, too_many_clauses, too_many_values};

/// Reads a filter. Words of the language are in any case; empty text is the filter that always holds.
///
/// ```text
/// filter    = and { "or" and }
/// and       = not { "and" not }
/// not       = "not" not | "(" filter ")" | "always" | "never" | clause
/// clause    = field test
///           | "did" events [times] [when] ["where" filter]
///           | "count of" events [when] ["where" filter] compare
///           | ("sum"|"average"|"min"|"max") "of" value "of" events [when] ["where" filter] compare
///           | ("first"|"last") events ["where" filter] (when | "is" "(" filter ")")
///           | "related" [edge] ["to"|"from"] object ["at least" n] ["where" filter]
///           | ("birthday" | "anniversary of" field) ("today" | window)
/// field     = key | label | "props." name { "." name }
/// test      = ("=" | "is") value | ("!=" | "is not") value | ("<"|"<="|">"|">=") value
///           | ["not"] "in" list | ["not"] "between" value "and" value | "is" ["not"] "empty"
///           | ["not"] ("contains" | "starts with" | "ends with") text
///           | "has" ["any of"|"all of"|"none of"] (value | list) | when
/// when      = window | ("before"|"after"|"since"|"until"|"on") value | "between" value "and" value
/// window    = ("in the last" | "in the next" | "within") [n] unit
/// events    = ("any" | kind | "(" kind { "," kind } ")") [text] ["of" property test]
/// times     = "at least" n ["times"] | "at most" n | "exactly" n | "between" n "and" n "times"
/// value     = text | number | date | time | "true" | "false" | "me" | "my_team"
///           | ("today" | "yesterday" | "tomorrow" | "now") [("+"|"-") n unit]
/// ```
///
/// A `where` is the group in parentheses that follows it; without parentheses it runs on as far as
/// it can. `of category in (…)` after events is short for `where props.category in (…)` and takes
/// one test.
///
/// # Errors
/// The first thing that does not fit, with its place, what would have fitted, and for misspelt
/// names the nearest name.
pub fn parse(text: &str, catalogue: &Catalogue) -> Result<Filter, FilterError> {
    if text.len() > MAX_TEXT {
        let fault = Fault::new(Part::Subject, "too_long", format!("A filter has at most {MAX_TEXT} bytes."));
        return Err(fault.place(MAX_TEXT, text.len() - MAX_TEXT));
    }
    let mut parser =
        Parser { tokens: lex(text)?, pos: 0, catalogue, context: neutral(), clauses: 0, values: 0 };
    if parser.peek() == &Token::End {
        return Ok(Filter::always());
    }
    let filter = parser.any(Scope::root(catalogue.object), 0)?;
    match parser.peek() {
        Token::End => Ok(filter),
        _ => Err(parser.unexpected(&["and", "or"])),
    }
}

/// A stretch of the text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Span {
    pub(crate) at: usize,
    pub(crate) len: usize,
}

impl Span {
    /// From the beginning of this to the end of another.
    pub(crate) fn to(self, end: Self) -> Self {
        Self { at: self.at, len: (end.at + end.len).saturating_sub(self.at) }
    }
}

pub(crate) struct Parser<'a> {
    tokens: Vec<Spanned>,
    pos: usize,
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) context: Context,
    clauses: usize,
    values: usize,
}

impl Parser<'_> {
    pub(crate) fn any(&mut self, scope: Scope, depth: usize) -> Result<Filter, FilterError> {
        let mut parts = vec![self.all(scope, depth)?];
        while self.take("or") {
            parts.push(self.all(scope, depth)?);
        }
        Ok(group(parts, |of| Filter::Any { of }))
    }

    /// What follows `where`: a group in parentheses, or everything up to the next closing one.
    pub(crate) fn condition(&mut self, scope: Scope, depth: usize) -> Result<Filter, FilterError> {
        if !self.take_sign("(") {
            return self.any(scope, depth + 1);
        }
        let inside = self.any(scope, depth + 1)?;
        self.close()?;
        Ok(inside)
    }

    fn all(&mut self, scope: Scope, depth: usize) -> Result<Filter, FilterError> {
        let mut parts = vec![self.unary(scope, depth)?];
        while self.take("and") {
            parts.push(self.unary(scope, depth)?);
        }
        Ok(group(parts, |of| Filter::All { of }))
    }

    fn unary(&mut self, scope: Scope, depth: usize) -> Result<Filter, FilterError> {
        if depth > MAX_DEPTH {
            return Err(self.fail(self.span(), too_deep()));
        }
        self.clauses += 1;
        if self.clauses > MAX_NODES {
            return Err(self.fail(self.span(), too_many_clauses()));
        }
        if self.take("not") {
            return Ok(Filter::Not { of: Box::new(self.unary(scope, depth + 1)?) });
        }
        if self.take_sign("(") {
            let inside = self.any(scope, depth + 1)?;
            self.close()?;
            return Ok(inside);
        }
        self.clause(scope, depth)
    }

    fn clause(&mut self, scope: Scope, depth: usize) -> Result<Filter, FilterError> {
        let of = matches!(self.ahead(1), Token::Word(w) if w.eq_ignore_ascii_case("of"));
        let starts = matches!(self.ahead(1), Token::Word(_)) || matches!(self.ahead(1), Token::Sign("("));
        let word = match self.peek() {
            Token::Word(w) => w.to_ascii_lowercase(),
            _ => return Err(self.unexpected(&["a field", "did", "not", "("])),
        };
        match word.as_str() {
            "always" | "never" => {
                self.pos += 1;
                Ok(if word == "always" { Filter::always() } else { Filter::never() })
            }
            "did" => self.did(scope, depth),
            "count" | "sum" | "average" | "min" | "max" if of => self.measure(scope, depth, &word),
            "first" | "last" if starts => self.end(scope, depth),
            "related" => self.related(scope, depth),
            "birthday" => self.anniversary(scope),
            "anniversary" if of => self.anniversary(scope),
            _ => self.field(scope),
        }
    }

    pub(crate) fn peek(&self) -> &Token {
        self.ahead(0)
    }

    pub(crate) fn ahead(&self, n: usize) -> &Token {
        self.tokens.get(self.pos + n).map_or(&Token::End, |s| &s.token)
    }

    /// The place of the next token.
    pub(crate) fn span(&self) -> Span {
        self.tokens
            .get(self.pos)
            .or(self.tokens.last())
            .map_or(Span::default(), |s| Span { at: s.at, len: s.len })
    }

    /// The place of the token before.
    pub(crate) fn last(&self) -> Span {
        let before = self.pos.checked_sub(1).and_then(|i| self.tokens.get(i));
        before.map_or(Span::default(), |s| Span { at: s.at, len: s.len })
    }

    pub(crate) fn skip(&mut self) {
        self.pos += 1;
    }

    pub(crate) fn is(&self, word: &str) -> bool {
        self.ahead_is(0, word)
    }

    pub(crate) fn ahead_is(&self, n: usize, word: &str) -> bool {
        matches!(self.ahead(n), Token::Word(w) if w.eq_ignore_ascii_case(word))
    }

    pub(crate) fn take(&mut self, word: &str) -> bool {
        let found = self.is(word);
        self.pos += usize::from(found);
        found
    }

    pub(crate) fn take_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Token::Sign(s) if *s == sign);
        self.pos += usize::from(found);
        found
    }

    pub(crate) fn expect(&mut self, word: &str) -> Result<(), FilterError> {
        if self.take(word) { Ok(()) } else { Err(self.unexpected(&[word])) }
    }

    pub(crate) fn open(&mut self) -> Result<(), FilterError> {
        if self.take_sign("(") { Ok(()) } else { Err(self.unexpected(&["("])) }
    }

    pub(crate) fn close(&mut self) -> Result<(), FilterError> {
        if self.take_sign(")") { Ok(()) } else { Err(self.unexpected(&[")", "and", "or"])) }
    }

    /// Counts the values of a test against the limit of the filter.
    pub(crate) fn count_values(&mut self, n: usize, span: Span) -> Result<(), FilterError> {
        self.values += n;
        if self.values > MAX_VALUES { Err(self.fail(span, too_many_values())) } else { Ok(()) }
    }

    pub(crate) fn fail(&self, span: Span, fault: Fault) -> FilterError {
        fault.place(span.at, span.len)
    }

    /// The error of a token that nothing here begins with.
    pub(crate) fn unexpected(&self, expected: &[&str]) -> FilterError {
        let found = match self.peek() {
            Token::End => "the end".to_owned(),
            Token::Word(w) => format!("`{w}`"),
            Token::Text(_) => "a text in quotes".to_owned(),
            Token::Number(n) => format!("the number {n}"),
            Token::Date(_) | Token::DateTime(_) | Token::Instant(_) => "a date".to_owned(),
            Token::Sign(s) => format!("`{s}`"),
        };
        let show = |w: &&str| {
            if w.starts_with("a ") || w.starts_with("text ") { (*w).to_owned() } else { format!("`{w}`") }
        };
        let wanted = expected.iter().take(12).map(show).collect::<Vec<_>>().join(", ");
        let code = if self.peek() == &Token::End { "unexpected_end" } else { "unexpected" };
        let mut fault = Fault::new(Part::Subject, code, format!("Expected {wanted}; found {found}."))
            .expected(expected.iter().copied());
        if let Token::Word(w) = self.peek() {
            fault = fault.suggest(super::catalogue::nearest(w, expected.iter().copied()));
        }
        self.fail(self.span(), fault)
    }
}

fn group(mut parts: Vec<Filter>, of: fn(Vec<Filter>) -> Filter) -> Filter {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            of(parts)
        }
        None => of(parts),
    }
}

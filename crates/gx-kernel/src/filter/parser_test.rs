//! The text form, read: fields, tests, values and times.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::ast::{Ahead, Base, FieldPath, Filter, HasMode, Relative, Test, Unit, Value, Window};
use super::catalogue::nearest;
use super::error::{Fault, FilterError, Part};
use super::lexer::Token;
use super::parser::{Parser, Span};
use super::resolve::{Scope, count_values};
use super::resolve_field::leaf;
use crate::object::ObjectKind;

/// A test and the places of its parts.
pub(crate) struct Read {
    pub(crate) test: Test,
    /// Whether a `not` stood before the test word that the test itself cannot say.
    pub(crate) denied: bool,
    pub(crate) word: Span,
    pub(crate) values: Vec<Span>,
}

impl Read {
    /// The place of a part, given the place of the subject.
    pub(crate) fn place(&self, part: Part, subject: Span) -> Span {
        match part {
            Part::Subject => subject,
            Part::Test => self.word,
            Part::Value(i) => self.values.get(i).copied().unwrap_or(self.word),
        }
    }
}

const TESTS: &[&str] = &[
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "in",
    "not in",
    "contains",
    "starts with",
    "ends with",
    "is empty",
    "between",
    "has",
    "before",
    "after",
    "in the last",
];

impl Parser<'_> {
    /// A field and its test.
    pub(crate) fn field(&mut self, scope: Scope) -> Result<Filter, FilterError> {
        let (path, subject) = self.path(scope, false)?;
        let read = self.test()?;
        self.finish(scope, path, subject, read)
    }

    /// Checks a test of a field and makes the clause.
    pub(crate) fn finish(
        &mut self,
        scope: Scope,
        field: FieldPath,
        subject: Span,
        read: Read,
    ) -> Result<Filter, FilterError> {
        self.count_values(count_values(&read.test), read.word)?;
        leaf(self.catalogue, &self.context, scope, &field, &read.test)
            .map_err(|f| self.fail(read.place(f.part, subject), f))?;
        let clause = Filter::Field { field, test: read.test };
        Ok(if read.denied { Filter::Not { of: Box::new(clause) } } else { clause })
    }

    /// A field's name, or a path into `props`; with `loose`, unknown names are properties.
    pub(crate) fn path(&mut self, scope: Scope, loose: bool) -> Result<(FieldPath, Span), FilterError> {
        let start = self.span();
        let Token::Word(first) = self.peek().clone() else {
            return Err(self.unexpected(&["a field"]));
        };
        self.skip();
        let mut steps = Vec::new();
        while self.take_sign(".") {
            match self.peek().clone() {
                Token::Word(w) | Token::Text(w) => steps.push(w),
                Token::Number(n) => steps.push(n.to_string()),
                _ => return Err(self.unexpected(&["a name"])),
            }
            self.skip();
        }
        let span = start.to(self.last());
        if scope.object == ObjectKind::Interaction && first == "props" {
            return Ok((FieldPath { key: first, path: steps }, span));
        }
        match self.catalogue.named(scope.object, &first) {
            Some(field) => Ok((FieldPath { key: field.key.clone(), path: steps }, span)),
            None if loose => {
                steps.insert(0, first);
                Ok((FieldPath { key: "props".into(), path: steps }, span))
            }
            None => Err(self.fail(span, self.catalogue.unknown_field(scope.object, &first, scope.outer))),
        }
    }

    /// A test with its values.
    pub(crate) fn test(&mut self) -> Result<Read, FilterError> {
        let word = self.span();
        if self.is("not") {
            self.skip();
            let mut read = self.test_after(word)?;
            read.word = word.to(read.word);
            match read.test {
                Test::In(v) => read.test = Test::NotIn(v),
                Test::Contains(_)
                | Test::StartsWith(_)
                | Test::EndsWith(_)
                | Test::Between(..)
                | Test::Within(_) => read.denied = true,
                _ => {
                    let fault = Fault::new(Part::Test, "unexpected", "Put `not` before the whole clause.")
                        .expected(["not in", "not contains"]);
                    return Err(self.fail(word, fault));
                }
            }
            return Ok(read);
        }
        self.test_after(word)
    }

    fn test_after(&mut self, word: Span) -> Result<Read, FilterError> {
        let compare = match self.peek() {
            Token::Sign(s @ ("=" | "!=" | "<" | "<=" | ">" | ">=")) => Some(*s),
            _ => None,
        };
        if let Some(sign) = compare {
            self.skip();
            return self.single(self.last(), |v| compared(sign, v));
        }
        if self.take("is") {
            let not = self.take("not");
            if self.take("empty") {
                let test = if not { Test::NotEmpty } else { Test::Empty };
                return Ok(Read { test, denied: false, word: word.to(self.last()), values: Vec::new() });
            }
            let word = word.to(self.last());
            return self.single(word, if not { Test::IsNot } else { Test::Is });
        }
        for (name, make) in [
            ("contains", Test::Contains as fn(String) -> Test),
            ("starts", Test::StartsWith),
            ("ends", Test::EndsWith),
        ] {
            if self.take(name) {
                if name != "contains" {
                    self.expect("with")?;
                }
                let word = word.to(self.last());
                let at = self.span();
                let Token::Text(text) = self.peek().clone() else {
                    return Err(self.unexpected(&["a text in quotes"]));
                };
                self.skip();
                return Ok(Read { test: make(text), denied: false, word, values: vec![at] });
            }
        }
        if self.take("has") {
            return self.has(word);
        }
        if self.is("in") && !self.ahead_is(1, "the") {
            self.skip();
            let (values, spans) = self.list()?;
            return Ok(Read { test: Test::In(values), denied: false, word, values: spans });
        }
        match self.when()? {
            Some(read) => Ok(read),
            None => Err(self.unexpected(TESTS)),
        }
    }

    fn has(&mut self, word: Span) -> Result<Read, FilterError> {
        let mode = match () {
            () if self.is("any") && self.ahead_is(1, "of") => Some(HasMode::Any),
            () if self.is("all") && self.ahead_is(1, "of") => Some(HasMode::All),
            () if self.is("none") && self.ahead_is(1, "of") => Some(HasMode::None),
            () => None,
        };
        if mode.is_some() {
            self.skip();
            self.skip();
        }
        let word = word.to(self.last());
        let (values, spans) = if self.peek() == &Token::Sign("(") {
            self.list()?
        } else {
            let at = self.span();
            (vec![self.value()?], vec![at.to(self.last())])
        };
        Ok(Read { test: Test::Has(mode.unwrap_or(HasMode::Any), values), denied: false, word, values: spans })
    }

    /// A test of time, if one begins here.
    pub(crate) fn when(&mut self) -> Result<Option<Read>, FilterError> {
        let word = self.span();
        for (name, make) in [
            ("before", Test::Below as fn(Value) -> Test),
            ("until", Test::AtMost),
            ("after", Test::Above),
            ("since", Test::AtLeast),
            ("on", Test::Is),
        ] {
            if self.take(name) {
                return self.single(word, make).map(Some);
            }
        }
        if self.take("between") {
            let (a, first) = self.spanned()?;
            self.expect("and")?;
            let (b, second) = self.spanned()?;
            return Ok(Some(Read {
                test: Test::Between(a, b),
                denied: false,
                word,
                values: vec![first, second],
            }));
        }
        match self.window()? {
            Some(window) => Ok(Some(Read {
                test: Test::Within(window),
                denied: false,
                word: word.to(self.last()),
                values: Vec::new(),
            })),
            None => Ok(None),
        }
    }

    /// `in the last 90 days`, `in the next month`, `within 30 days`.
    pub(crate) fn window(&mut self) -> Result<Option<Window>, FilterError> {
        let ahead = if self.take("within") {
            Ahead::Last
        } else if self.is("in") && self.ahead_is(1, "the") {
            self.skip();
            self.skip();
            if self.take("last") {
                Ahead::Last
            } else if self.take("next") {
                Ahead::Next
            } else {
                return Err(self.unexpected(&["last", "next"]));
            }
        } else {
            return Ok(None);
        };
        let amount = if matches!(self.peek(), Token::Number(_)) { self.count()? } else { 1 };
        Ok(Some(Window { ahead, amount, unit: self.unit()? }))
    }

    /// A whole number that is not negative.
    pub(crate) fn count(&mut self) -> Result<u32, FilterError> {
        let Token::Number(n) = *self.peek() else {
            return Err(self.unexpected(&["a number"]));
        };
        let whole = if n.is_integer() { n.to_u32() } else { None };
        let fault = || {
            Fault::new(Part::Subject, "not_whole", format!("{n} is not a whole number up to {}.", u32::MAX))
        };
        let count = whole.ok_or_else(|| self.fail(self.span(), fault()))?;
        self.skip();
        Ok(count)
    }

    fn unit(&mut self) -> Result<Unit, FilterError> {
        let words = ["minutes", "hours", "days", "weeks", "months", "years"];
        if let Token::Word(w) = self.peek() {
            let word = w.to_ascii_lowercase();
            let found =
                Unit::ALL.iter().find(|u| word == u.word() || word.strip_suffix('s') == Some(u.word()));
            if let Some(unit) = found.copied() {
                self.skip();
                return Ok(unit);
            }
        }
        Err(self.unexpected(&words))
    }

    fn single(&mut self, word: Span, make: impl Fn(Value) -> Test) -> Result<Read, FilterError> {
        let (value, span) = self.spanned()?;
        Ok(Read { test: make(value), denied: false, word, values: vec![span] })
    }

    fn spanned(&mut self) -> Result<(Value, Span), FilterError> {
        let at = self.span();
        let value = self.value()?;
        Ok((value, at.to(self.last())))
    }

    /// Values in parentheses, or `my_team`.
    fn list(&mut self) -> Result<(Vec<Value>, Vec<Span>), FilterError> {
        if self.is("my_team") {
            let (value, span) = self.spanned()?;
            return Ok((vec![value], vec![span]));
        }
        self.open()?;
        let (mut values, mut spans) = (Vec::new(), Vec::new());
        loop {
            let (value, span) = self.spanned()?;
            values.push(value);
            spans.push(span);
            if self.take_sign(")") {
                return Ok((values, spans));
            }
            if !self.take_sign(",") {
                return Err(self.unexpected(&[",", ")"]));
            }
        }
    }

    fn value(&mut self) -> Result<Value, FilterError> {
        let value = match self.peek().clone() {
            Token::Text(t) => Value::Text(t),
            Token::Number(n) => Value::Number(n),
            Token::Date(d) => Value::Date(d),
            Token::DateTime(d) => Value::DateTime(d),
            Token::Instant(t) => Value::Instant(t),
            Token::Sign("-") => {
                self.skip();
                let Token::Number(n) = *self.peek() else { return Err(self.unexpected(&["a number"])) };
                Value::Number(if n.is_zero() { Decimal::ZERO } else { -n })
            }
            Token::Word(w) => match w.to_ascii_lowercase().as_str() {
                "true" | "yes" => Value::Bool(true),
                "false" | "no" => Value::Bool(false),
                "me" => Value::Me,
                "my_team" => Value::MyTeam,
                "today" => return self.relative(Base::Today, 0),
                "yesterday" => return self.relative(Base::Today, -1),
                "tomorrow" => return self.relative(Base::Today, 1),
                "now" => return self.relative(Base::Now, 0),
                "and" | "or" | "not" | "where" => return Err(self.unexpected(&["a value"])),
                // A bare word is text: `gender = female`.
                _ => Value::Text(w),
            },
            Token::Sign(_) | Token::End => return Err(self.unexpected(&["a value"])),
        };
        self.skip();
        Ok(value)
    }

    fn relative(&mut self, base: Base, shift: i32) -> Result<Value, FilterError> {
        self.skip();
        let sign = match self.peek() {
            Token::Sign("+") => 1,
            Token::Sign("-") => -1,
            _ => return Ok(Value::Relative(Relative { base, shift, unit: Unit::Day })),
        };
        if shift != 0 {
            let suggestion = nearest("today", ["today"]);
            let fault = Fault::new(Part::Subject, "unexpected", "Count from `today`.").suggest(suggestion);
            return Err(self.fail(self.last(), fault));
        }
        self.skip();
        let at = self.span();
        let amount = self.count()?;
        let shift = i32::try_from(amount).map_err(|_| {
            self.fail(at, Fault::new(Part::Subject, "number_too_large", format!("{amount} is too far away.")))
        })?;
        Ok(Value::Relative(Relative { base, shift: sign * shift, unit: self.unit()? }))
    }
}

/// The test of a comparison sign.
pub(crate) fn compared(sign: &str, value: Value) -> Test {
    match sign {
        "!=" => Test::IsNot(value),
        "<" => Test::Below(value),
        "<=" => Test::AtMost(value),
        ">" => Test::Above(value),
        ">=" => Test::AtLeast(value),
        _ => Test::Is(value),
    }
}

//! The text form, read: what people did, numbers over it, relations, birthdays.

use super::ast::{
    Ahead, Edge, End, EndTest, Events, FieldPath, Filter, Measured, Test, Times, Unit, Way, Window,
};
use super::error::{Fault, FilterError, Part};
use super::lexer::Token;
use super::parser::Parser;
use super::parser_test::Read;
use super::resolve::Scope;
use super::resolve_behaviour::{behaves, edge, happened, kind, measure, when};
use crate::object::ObjectKind;

impl Parser<'_> {
    pub(crate) fn did(&mut self, scope: Scope, depth: usize) -> Result<Filter, FilterError> {
        self.begin(scope)?;
        let mut events = self.events(scope, depth)?;
        let times = self.times()?;
        self.happened(&mut events)?;
        self.narrowed(scope, depth, &mut events)?;
        Ok(Filter::Did { events, times: times.unwrap_or_default() })
    }

    pub(crate) fn measure(&mut self, scope: Scope, depth: usize, word: &str) -> Result<Filter, FilterError> {
        self.begin(scope)?;
        self.skip();
        let mut subject = self.last();
        let what = if word == "count" {
            Measured::Count
        } else {
            let (path, span) = self.path(scope.inside(ObjectKind::Interaction), true)?;
            subject = span;
            self.expect("of")?;
            match word {
                "sum" => Measured::Sum(path),
                "average" => Measured::Average(path),
                "min" => Measured::Min(path),
                _ => Measured::Max(path),
            }
        };
        let mut events = self.events(scope, depth)?;
        if !self.between_numbers() {
            self.happened(&mut events)?;
        }
        self.narrowed(scope, depth, &mut events)?;
        let read = match self.peek() {
            Token::Sign("=" | "!=" | "<" | "<=" | ">" | ">=") => self.test()?,
            Token::Word(w) if w.eq_ignore_ascii_case("between") => self.test()?,
            _ => return Err(self.unexpected(&["=", "!=", "<", "<=", ">", ">=", "between"])),
        };
        measure(&what, &read.test).map_err(|f| self.fail(read.place(f.part, subject), f))?;
        self.count_values(2, read.word)?;
        Ok(Filter::Measure { what, events, test: read.test })
    }

    pub(crate) fn end(&mut self, scope: Scope, depth: usize) -> Result<Filter, FilterError> {
        let end = if self.is("first") { End::First } else { End::Last };
        self.begin(scope)?;
        let mut events = self.events(scope, depth)?;
        self.narrowed(scope, depth, &mut events)?;
        if self.is("is") && self.ahead(1) == &Token::Sign("(") {
            self.skip();
            self.skip();
            let inside = self.any(scope.inside(ObjectKind::Interaction), depth + 1)?;
            self.close()?;
            return Ok(Filter::End { end, events, test: EndTest::Is(Box::new(inside)) });
        }
        let words = ["before", "after", "since", "until", "on", "between", "within", "in the last", "is ("];
        let compare = matches!(self.peek(), Token::Sign("=" | "!=" | "<" | "<=" | ">" | ">="));
        let read = if compare { Some(self.test()?) } else { self.when()? };
        let Some(read) = read else { return Err(self.unexpected(&words)) };
        when(&read.test, &self.context).map_err(|f| self.fail(read.place(f.part, read.word), f))?;
        Ok(Filter::End { end, events, test: EndTest::When(read.test) })
    }

    pub(crate) fn related(&mut self, scope: Scope, depth: usize) -> Result<Filter, FilterError> {
        let start = self.span();
        self.skip();
        let mut kind = None;
        if matches!(self.peek(), Token::Text(_)) || self.object().is_none() || self.names_edge() {
            kind = match self.peek().clone() {
                Token::Word(w) if !["to", "from"].contains(&w.to_ascii_lowercase().as_str()) => Some(w),
                Token::Text(w) => Some(w),
                _ => None,
            };
            if kind.is_some() {
                self.skip();
            }
        }
        let way = if self.take("to") {
            Way::To
        } else if self.take("from") {
            Way::From
        } else {
            Way::Either
        };
        let Some(object) = self.object() else {
            return Err(self.unexpected(&["person", "company", "order"]));
        };
        self.skip();
        let span = start.to(self.last());
        let to = Edge { kind, way, object };
        edge(self.catalogue, scope, &to).map_err(|f| self.fail(span, f))?;
        let mut at_least = 1;
        if self.take("at") {
            self.expect("least")?;
            let at = self.span();
            at_least = self.count()?;
            if at_least == 0 {
                let fault = Fault::new(
                    Part::Value(0),
                    "at_least_zero",
                    "At least 0 always holds; say at least 1, or deny the clause with `not`.",
                );
                return Err(self.fail(at, fault));
            }
        }
        let filter = if self.take("where") {
            Some(Box::new(self.condition(scope.inside(object), depth)?))
        } else {
            None
        };
        Ok(Filter::Related { edge: to, at_least, filter })
    }

    /// `birthday in the next 7 days`, `anniversary of x_wedding today`.
    pub(crate) fn anniversary(&mut self, scope: Scope) -> Result<Filter, FilterError> {
        let start = self.span();
        let (path, subject) = if self.take("birthday") {
            (FieldPath::field("birth_date"), start)
        } else {
            self.skip();
            self.skip();
            self.path(scope, false)?
        };
        let word = self.span();
        let window = if self.take("today") {
            Window { ahead: Ahead::Next, amount: 0, unit: Unit::Day }
        } else {
            match self.window()? {
                Some(window) => window,
                None => return Err(self.unexpected(&["in the next", "in the last", "today"])),
            }
        };
        let word = word.to(self.last());
        let read = Read { test: Test::Anniversary(window), denied: false, word, values: Vec::new() };
        self.finish(scope, path, subject, read)
    }

    /// Steps over the first word of a clause about behaviour, if the object has behaviour.
    fn begin(&mut self, scope: Scope) -> Result<(), FilterError> {
        behaves(scope).map_err(|f| self.fail(self.span(), f))?;
        self.skip();
        Ok(())
    }

    fn events(&mut self, scope: Scope, depth: usize) -> Result<Events, FilterError> {
        let mut events = Events::default();
        if self.take_sign("(") {
            loop {
                events.kinds.push(self.kind()?);
                if self.take_sign(")") {
                    break;
                }
                if !self.take_sign(",") {
                    return Err(self.unexpected(&[",", ")"]));
                }
            }
        } else if !self.take("any") {
            events.kinds.push(self.kind()?);
        }
        if let Token::Text(title) = self.peek().clone() {
            super::resolve_value::clean(&title, 0).map_err(|f| self.fail(self.span(), f))?;
            self.skip();
            events.title = Some(title);
        }
        if self.take("of") {
            if depth >= super::error::MAX_DEPTH {
                return Err(self.fail(self.last(), super::resolve::too_deep()));
            }
            let inner = scope.inside(ObjectKind::Interaction);
            let (path, subject) = self.path(inner, true)?;
            let read = self.test()?;
            events.filter = Some(Box::new(self.finish(inner, path, subject, read)?));
        }
        Ok(events)
    }

    fn kind(&mut self) -> Result<crate::interaction::Kind, FilterError> {
        let Token::Word(word) = self.peek().clone() else {
            return Err(self.unexpected(&["any", "a kind of interaction"]));
        };
        let found = kind(&word).map_err(|f| self.fail(self.span(), f))?;
        self.skip();
        Ok(found)
    }

    fn times(&mut self) -> Result<Option<Times>, FilterError> {
        let times = if self.take("at") {
            if self.take("least") {
                Times::AtLeast(self.count()?)
            } else if self.take("most") {
                Times::AtMost(self.count()?)
            } else {
                return Err(self.unexpected(&["least", "most"]));
            }
        } else if self.take("exactly") {
            Times::Exactly(self.count()?)
        } else if self.between_numbers() {
            self.skip();
            let low = self.count()?;
            self.expect("and")?;
            let at = self.span();
            let high = self.count()?;
            if low > high {
                let fault = Fault::new(
                    Part::Value(1),
                    "range_backwards",
                    "The second number of `between` is smaller than the first.",
                );
                return Err(self.fail(at, fault));
            }
            Times::Between(low, high)
        } else {
            return Ok(None);
        };
        if !self.take("times") {
            self.take("time");
        }
        Ok(Some(times))
    }

    /// Whether `between` here is about numbers, not times.
    fn between_numbers(&self) -> bool {
        self.is("between") && matches!(self.ahead(1), Token::Number(_) | Token::Sign("-"))
    }

    fn happened(&mut self, events: &mut Events) -> Result<(), FilterError> {
        if let Some(read) = self.when()? {
            happened(&read.test, &self.context).map_err(|f| self.fail(read.place(f.part, read.word), f))?;
            events.when = Some(read.test);
        }
        Ok(())
    }

    fn narrowed(&mut self, scope: Scope, depth: usize, events: &mut Events) -> Result<(), FilterError> {
        if self.take("where") {
            let more = self.condition(scope.inside(ObjectKind::Interaction), depth)?;
            let filter = match events.filter.take() {
                Some(of) => Filter::All { of: vec![*of, more] },
                None => more,
            };
            events.filter = Some(Box::new(filter));
        }
        Ok(())
    }

    /// The object whose word stands here.
    fn object(&self) -> Option<ObjectKind> {
        match self.peek() {
            Token::Word(w) => ObjectKind::parse(&w.to_ascii_lowercase()),
            _ => None,
        }
    }

    /// Whether the word here, though an object's, is the kind of an edge because an object follows.
    fn names_edge(&self) -> bool {
        let next =
            if self.ahead_is(1, "to") || self.ahead_is(1, "from") { self.ahead(2) } else { self.ahead(1) };
        matches!(next, Token::Word(w) if ObjectKind::parse(&w.to_ascii_lowercase()).is_some())
    }
}

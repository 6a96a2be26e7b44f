//! What was found, as it becomes an answer: keys in their order with what they are called, cells by their keys.

use std::collections::{BTreeMap, HashMap};

use gx_kernel::object::FieldType;
use gx_kernel::{Id, IdKind};
use gx_people::grouping::Order;
use gx_people::names::Names;
use gx_people::page;
use gx_store::access::Access;
use gx_store::{Result, Tx, Value};
use rust_decimal::Decimal;

use super::answer::Ready;
use super::axis::{Axis, Key};
use super::figure::Grown;
use super::question::wrong;
use super::reach::Hop;
use super::run::{Found, Money};
use super::span::Span;
use super::told::{Answer, AxisKey, AxisRange, AxisTold, Cell};

/// Keys of an axis by how many axes there are: what can be read.
const KEYS: [usize; 4] = [0, 500, 100, 40];
/// The most cells of an answer.
const CELLS: usize = 60_000;

/// The keys of an axis as they are met.
struct Keys {
    keys: Vec<(Option<Key>, Value)>,
    places: HashMap<String, usize>,
    fixed: usize,
}

impl Keys {
    fn new(axis: &Axis) -> Self {
        let mut out = Self { keys: Vec::new(), places: HashMap::new(), fixed: 0 };
        for key in axis.all() {
            out.add(Some(key), Value::Null);
        }
        out.fixed = out.keys.len();
        out
    }

    fn add(&mut self, key: Option<Key>, value: Value) -> usize {
        let text = key.as_ref().map_or_else(|| "null".to_owned(), |k| k.value.to_string());
        *self.places.entry(text).or_insert_with(|| {
            self.keys.push((key, value));
            self.keys.len() - 1
        })
    }

    /// The place of a value. Units of time of another span stand where they do in it.
    fn place(&mut self, axis: &Axis, value: Value, shifted: bool) -> Option<usize> {
        if shifted && let Some(place) = axis.place(&value) {
            return (place < self.fixed).then_some(place);
        }
        let key = axis.key(&value);
        Some(self.add(key, value))
    }
}

type Both = (Option<Vec<Grown>>, Option<Vec<Grown>>);

/// What was found, as it becomes an answer.
pub struct Telling<'a> {
    axes: &'a [Axis],
    keys: Vec<Keys>,
    cells: BTreeMap<Vec<Option<usize>>, Both>,
    width: usize,
}

impl<'a> Telling<'a> {
    /// Nothing yet, of some axes and so many figures.
    pub fn new(axes: &'a [Axis], width: usize) -> Self {
        Self { axes, keys: axes.iter().map(Keys::new).collect(), cells: BTreeMap::new(), width }
    }

    /// Takes what was found in the span, or in the one that it is compared with.
    pub fn take(&mut self, found: Vec<Found>, before: bool) {
        for Found { by, grown } in found {
            let mut at = Vec::with_capacity(by.len());
            for ((axis, keys), value) in self.axes.iter().zip(&mut self.keys).zip(by) {
                let place = match value {
                    None => Some(None),
                    Some(value) => keys.place(axis, value, before).map(Some),
                };
                at.extend(place);
            }
            if at.len() < self.axes.len() {
                continue;
            }
            // Two values of the database may be one key.
            let (now, then) = self.cells.entry(at).or_default();
            let held = if before { then } else { now };
            match held {
                Some(held) => held.iter_mut().zip(&grown).for_each(|(held, more)| held.join(more)),
                None => *held = Some(grown),
            }
        }
    }

    /// The order of an axis's keys, and those that are told.
    fn order(&self, n: usize, axis: &Axis, keys: &Keys) -> Vec<usize> {
        let mut order: Vec<usize> = (0..keys.keys.len()).collect();
        let size = |key: usize| {
            let at: Vec<Option<usize>> = (0..self.axes.len()).map(|m| (m == n).then_some(key)).collect();
            let both = self.cells.get(&at);
            both.and_then(|(now, then)| now.as_ref().or(then.as_ref())?.first())
                .map(Grown::size)
                .unwrap_or_default()
        };
        let options = &axis.reached.field.options;
        let text = |key: usize| match keys.keys.get(key) {
            Some((Some(key), _)) => match &key.range {
                Some((from, _)) => from.clone(),
                None => key.value.as_str().map_or_else(|| key.value.to_string(), str::to_owned),
            },
            _ => String::new(),
        };
        let lacks = |key: &usize| keys.keys.get(*key).is_none_or(|(key, _)| key.is_none());
        if !options.is_empty() && axis.reached.field.ty == FieldType::Choice {
            order.sort_by_cached_key(|key| {
                let text = text(*key);
                (lacks(key), options.iter().position(|o| o.id == text).unwrap_or(usize::MAX))
            });
        } else if axis.order() == Order::Size {
            order.sort_by_cached_key(|key| (std::cmp::Reverse(size(*key)), lacks(key), text(*key)));
        } else if keys.fixed == 0 {
            let number = |key: usize| text(key).parse::<Decimal>().unwrap_or_default();
            order.sort_by_cached_key(|key| (lacks(key), number(*key), text(*key)));
        }
        let most = if keys.fixed > 0 { usize::MAX } else { KEYS.get(self.axes.len()).copied().unwrap_or(40) };
        if order.len() > most {
            // The smallest are left out, whatever the order; never the rows without a value.
            let mut largest = order.clone();
            largest.sort_by_cached_key(|key| (!lacks(key), std::cmp::Reverse(size(*key))));
            largest.truncate(most);
            order.retain(|key| largest.contains(key));
        }
        order
    }

    /// The answer; `before` is the span that it is compared with.
    ///
    /// # Errors
    ///
    /// A problem at `by` where it has more figures than can be told.
    pub fn answer(
        self,
        tx: &mut Tx<'_>,
        access: &Access,
        ready: &Ready,
        money: Money,
        before: Option<Span>,
    ) -> Result<Answer> {
        let orders: Vec<Vec<usize>> = self
            .axes
            .iter()
            .zip(&self.keys)
            .enumerate()
            .map(|(n, (axis, keys))| self.order(n, axis, keys))
            .collect();
        let mut axes = Vec::new();
        for ((axis, keys), order) in self.axes.iter().zip(&self.keys).zip(&orders) {
            let mut told = Vec::new();
            for (key, _) in order.iter().filter_map(|place| keys.keys.get(*place)) {
                told.push(named(tx, access, axis, key.as_ref())?);
            }
            axes.push(AxisTold {
                field: axis.reached.key.clone(),
                unit: axis.unit,
                of: axis.kind(),
                ty: axis.reached.field.ty,
                object: axis.reached.object,
                label: axis.reached.field.label.clone(),
                keys: told,
                more: keys.keys.len() - order.len(),
            });
        }
        let places: Vec<HashMap<usize, usize>> = orders
            .iter()
            .map(|order| order.iter().enumerate().map(|(to, from)| (*from, to)).collect())
            .collect();
        let width = self.width;
        let none = vec![Grown::default(); width];
        let mut found = self.cells;
        // What everything comes to is told where there is nothing, too.
        found.entry(vec![None; self.axes.len()]).or_default();
        let mut cells = Vec::new();
        for (at, (now, then)) in found {
            let moved: Option<Vec<Option<usize>>> = at
                .iter()
                .zip(&places)
                .map(|(place, places)| match place {
                    None => Some(None),
                    Some(place) => places.get(place).map(|to| Some(*to)),
                })
                .collect();
            let Some(at) = moved else { continue };
            let told = |grown: &[Grown]| ready.made.iter().zip(grown).map(|(m, g)| m.told(g)).collect();
            cells.push(Cell {
                at,
                values: told(now.as_deref().unwrap_or(&none)),
                before: before.map(|_| told(then.as_deref().unwrap_or(&none))),
            });
            if cells.len() > CELLS {
                let message =
                    format!("more than {CELLS} figures: part the rows by less, or by longer units of time");
                return Err(wrong("by", "too_many", message).into());
            }
        }
        cells.sort_by(|a, b| a.at.cmp(&b.at));
        Ok(ready.told(axes, cells, before, money.missed()))
    }
}

/// A key with what it is called.
fn named(tx: &mut Tx<'_>, access: &Access, axis: &Axis, key: Option<&Key>) -> Result<AxisKey> {
    let Some(key) = key else { return Ok(AxisKey::default()) };
    let mut told = AxisKey {
        value: key.value.clone(),
        range: key.range.clone().map(|(from, to)| AxisRange { from, to }),
        ..AxisKey::default()
    };
    let Some(text) = key.value.as_str() else { return Ok(told) };
    let field = &axis.reached.field;
    if let Some(option) = field.options.iter().find(|o| o.id == text) {
        told.label = Some(option.label.clone());
        told.color = Some(option.color.clone());
        return Ok(told);
    }
    told.label = match (axis.reached.hop, field.ty) {
        (Hop::Team | Hop::PersonTeam, _) => None,
        (_, FieldType::User) => match Id::read(IdKind::User, text) {
            Some(id) => Some(Names::default().user(tx, id)?.name).filter(|name| !name.is_empty()),
            None => None,
        },
        (_, FieldType::Link) => page::linked(tx, access, text)?,
        _ => None,
    };
    Ok(told)
}

//! The products of the workspace: whatever stands on the lines of orders, by name.

use std::collections::{BTreeMap, HashMap};

use aho_corasick::{AhoCorasick, MatchKind};
use gx_store::Result;
use serde_json::Value as Json;

/// Products that are known by name; of more, those that are sold most.
const MOST: usize = 5_000;
/// A word that stands in the names of more products than this names none of them.
const COMMON: usize = 5;

/// One product by its number in [`Products`].
pub(crate) type Product = u32;

/// The most names of one product: it is called otherwise in another language, or before it was renamed.
const NAMES: usize = 4;

/// The products on the lines of an order: what each is known by, its number in the shop or else its name, and its name.
pub(crate) fn on_lines(lines: &Json) -> impl Iterator<Item = (String, &str)> {
    lines.as_array().into_iter().flatten().filter_map(|line| {
        let text = |key: &str| line[key].as_str().map(str::trim).filter(|s| !s.is_empty());
        let name = text("name").or(text("sku"))?;
        Some((gx_text::fold(text("sku").unwrap_or(name)), name))
    })
}

/// The products, numbered.
#[derive(Debug, Default)]
pub(crate) struct Products {
    /// The names of each, the first one seen first.
    names: Vec<Vec<String>>,
    /// What each is known by.
    keys: Vec<String>,
    by_key: HashMap<String, Product>,
    /// How often each was sold to those that were looked at.
    sold: Vec<u32>,
}

/// Finds products in what people write.
pub(crate) struct Finder {
    search: Option<AhoCorasick>,
    /// What each pattern stands for, and whether it is a whole name.
    shown: Vec<(String, bool)>,
}

impl Products {
    /// The number of a product, made if it is new.
    pub(crate) fn number(&mut self, key: &str, name: &str) -> Product {
        let n = *self.by_key.entry(key.to_owned()).or_insert_with(|| {
            self.names.push(Vec::new());
            self.keys.push(key.to_owned());
            self.sold.push(0);
            (self.names.len() - 1) as Product
        });
        if let (Some(sold), Some(names)) = (self.sold.get_mut(n as usize), self.names.get_mut(n as usize)) {
            *sold += 1;
            if names.len() < NAMES && !names.iter().any(|known| known == name) {
                names.push(name.chars().take(200).collect());
            }
        }
        n
    }

    /// The number of a product that is known.
    pub(crate) fn known(&self, key: &str) -> Option<Product> {
        self.by_key.get(key).copied()
    }

    /// What it is known by.
    pub(crate) fn key(&self, product: Product) -> &str {
        self.keys.get(product as usize).map_or("", String::as_str)
    }

    /// What people call it.
    pub(crate) fn name(&self, product: Product) -> &str {
        self.names.get(product as usize).and_then(|names| names.first()).map_or("", String::as_str)
    }

    /// Finds them in texts: by their names, and by the words that stand in the names of few.
    pub(crate) fn finder(&self) -> Result<Finder> {
        let mut best: Vec<Product> = (0..self.names.len() as Product).collect();
        best.sort_by_key(|n| std::cmp::Reverse(self.sold.get(*n as usize).copied()));
        best.truncate(MOST);
        let mut patterns: BTreeMap<String, (String, bool)> = BTreeMap::new();
        let mut words: BTreeMap<String, Vec<(Product, &str)>> = BTreeMap::new();
        for product in &best {
            for name in self.names.get(*product as usize).into_iter().flatten() {
                let folded = gx_text::fold(name);
                for word in gx_text::words::words(&folded) {
                    if telling(word) {
                        let of = words.entry(word.to_owned()).or_default();
                        if of.iter().all(|(other, _)| other != product) {
                            of.push((*product, name));
                        }
                    }
                }
                if telling(&folded) {
                    patterns.insert(folded, (name.clone(), true));
                }
            }
        }
        let common = COMMON.min(best.len() / 3).max(1);
        for (word, of) in words {
            if of.len() <= common && !patterns.contains_key(&word) {
                let shown = match of.as_slice() {
                    [(_, name)] => (*name).to_owned(),
                    _ => word.clone(),
                };
                patterns.insert(word, (shown, false));
            }
        }
        let (keys, shown): (Vec<String>, Vec<(String, bool)>) = patterns.into_iter().unzip();
        let search = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&keys).ok();
        Ok(Finder { search: search.filter(|_| !keys.is_empty()), shown })
    }
}

/// Whether a word can name a product: two Chinese characters or four letters, and no number.
fn telling(word: &str) -> bool {
    let word = word.trim();
    let dense = word.chars().filter(|c| gx_text::fold::is_dense(*c)).count();
    let letters = word.chars().filter(|c| c.is_alphabetic() && !gx_text::fold::is_dense(*c)).count();
    dense >= 2 || (dense == 0 && letters >= 4)
}

impl Finder {
    /// The longest product in a folded text: what it is called, and whether its whole name stands there.
    pub(crate) fn find(&self, folded: &str) -> Option<(&str, bool)> {
        let found = self.search.as_ref()?.find_iter(folded).max_by_key(|m| m.len())?;
        self.shown.get(found.pattern().as_usize()).map(|(name, whole)| (name.as_str(), *whole))
    }
}

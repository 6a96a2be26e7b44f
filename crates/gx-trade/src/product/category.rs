//! Categories of products: a tree.

use std::collections::HashMap;

use gx_kernel::{Id, IdKind, Problem};
use gx_people::names::Named;
use gx_store::{Conflict, Result, Store, Tx, settings};
use serde::{Deserialize, Serialize};

/// The most categories.
const MOST: usize = 1000;
/// The most levels.
const DEEP: usize = 6;

/// A category.
#[derive(Clone, Debug)]
struct Category {
    id: Id,
    name: String,
    parent: Option<Id>,
}

/// A category as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct CategoryInfo {
    id: String,
    name: String,
    parent: Option<String>,
    products: i64,
}

/// What is wished of one; what is not named stays. Null as the parent puts it on top.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    name: Option<String>,
    #[serde(deserialize_with = "crate::said")]
    parent: Option<Option<String>>,
    before: Option<String>,
}

/// Categories by their place.
#[derive(Clone, Debug, Default)]
pub struct Categories(Vec<Category>);

impl Categories {
    /// All of them in their order.
    pub fn load(tx: &mut Tx<'_>) -> Result<Self> {
        let sql =
            "SELECT id, name, parent_id FROM product_category WHERE deleted_at IS NULL ORDER BY place, id";
        let rows = tx.query(sql, &[])?;
        let read =
            rows.iter().map(|r| Ok(Category { id: r.id(0)?, name: r.string(1)?, parent: r.opt_id(2)? }));
        Ok(Self(read.collect::<Result<_>>()?))
    }

    fn get(&self, id: Id) -> Option<&Category> {
        self.0.iter().find(|c| c.id == id)
    }

    /// A category as products name it; none that is gone.
    pub fn named(&self, id: Option<Id>) -> Option<Named> {
        let found = self.get(id?)?;
        Some(Named { id: found.id.show(IdKind::Category), name: found.name.clone(), initial: None })
    }

    /// The category that a text names.
    ///
    /// # Errors
    ///
    /// A problem at the field where there is none.
    pub fn read(&self, field: &str, text: &str) -> std::result::Result<Id, Problem> {
        let id = Id::read(IdKind::Category, text).filter(|id| self.get(*id).is_some());
        id.ok_or_else(|| Problem::field(field, "unknown", format!("there is no category {text:?}")))
    }

    /// A category and all below it.
    pub fn below(&self, id: Id) -> Vec<Id> {
        let mut out = vec![id];
        let mut at = 0;
        while let Some(top) = out.get(at).copied() {
            out.extend(self.0.iter().filter(|c| c.parent == Some(top)).map(|c| c.id));
            at += 1;
        }
        out
    }

    /// How many stand above one.
    fn depth(&self, mut at: Option<Id>) -> usize {
        let mut steps = 0;
        while let Some(category) = at.and_then(|id| self.get(id)) {
            steps += 1;
            // Nobody makes a circle; one ends here.
            at = category.parent.filter(|_| steps <= MOST);
        }
        steps
    }
}

/// As the API tells them.
pub fn told(tx: &mut Tx<'_>) -> Result<Vec<CategoryInfo>> {
    let all = Categories::load(tx)?;
    let sql = "SELECT category_id, COUNT(*) FROM product WHERE deleted_at IS NULL AND category_id IS NOT NULL GROUP BY category_id";
    let counts: HashMap<Id, i64> =
        tx.query(sql, &[])?.iter().map(|r| Ok((r.id(0)?, r.int(1)?))).collect::<Result<_>>()?;
    let of = |c: &Category| all.below(c.id).iter().filter_map(|id| counts.get(id)).sum();
    Ok(all
        .0
        .iter()
        .map(|c| CategoryInfo {
            id: c.id.show(IdKind::Category),
            name: c.name.clone(),
            parent: c.parent.map(|id| id.show(IdKind::Category)),
            products: of(c),
        })
        .collect())
}

fn wished(all: &Categories, at: &mut Category, wish: &Wish) -> Result<()> {
    if let Some(name) = &wish.name {
        at.name = crate::words("name", name, 1, 60)?;
    }
    if at.name.is_empty() {
        return Err(Problem::field("name", "missing", "a category needs a name").into());
    }
    if let Some(parent) = &wish.parent {
        at.parent = parent.as_deref().map(|text| all.read("parent", text)).transpose()?;
    }
    let below = all.below(at.id);
    if at.parent.is_some_and(|parent| below.contains(&parent)) {
        return Err(Problem::field("parent", "circle", "a category does not lie below itself").into());
    }
    let lowest = below.iter().map(|id| all.depth(Some(*id))).max().unwrap_or_default();
    let under = lowest.saturating_sub(all.depth(Some(at.id)));
    if all.depth(at.parent) + 1 + under > DEEP {
        return Err(Problem::field("parent", "too_deep", format!("at most {DEEP} levels")).into());
    }
    let same = |c: &&Category| c.id != at.id && c.parent == at.parent && c.name == at.name;
    if all.0.iter().any(|c| same(&c)) {
        return Err(Problem::field("name", "not_unique", "there is another category of this name").into());
    }
    Ok(())
}

/// Writes names, parents and places.
fn write(tx: &mut Tx<'_>, all: &Categories) -> Result<()> {
    for (place, c) in all.0.iter().enumerate() {
        let sql = "UPDATE product_category SET name = $1, parent_id = $2, place = $3 WHERE id = $4";
        tx.execute(sql, &[c.name.as_str().into(), c.parent.into(), (place as i64).into(), c.id.into()])?;
    }
    Ok(())
}

/// Those who change the tree wait for each other.
fn hold(tx: &mut Tx<'_>) -> Result<Categories> {
    settings::hold(tx, "product_categories", &0)?;
    Categories::load(tx)
}

/// Makes a category.
///
/// # Errors
///
/// A problem at the field at fault.
pub fn create(tx: &mut Tx<'_>, store: &Store, wish: &Wish) -> Result<()> {
    let all = hold(tx)?;
    if all.0.len() >= MOST {
        return Err(Problem::field("name", "too_many", format!("at most {MOST} categories")).into());
    }
    let mut new = Category { id: store.id(), name: String::new(), parent: None };
    wished(&all, &mut new, wish)?;
    let row = vec![new.id.into(), new.name.as_str().into(), new.parent.into(), (all.0.len() as i64).into()];
    tx.insert_many("product_category", &["id", "name", "parent_id", "place"], &[row], Conflict::Fail)?;
    Ok(())
}

/// Renames a category, or puts it elsewhere.
///
/// # Errors
///
/// As [`create`]; not found.
pub fn change(tx: &mut Tx<'_>, id: Id, wish: &Wish) -> Result<()> {
    let mut all = hold(tx)?;
    let missing = || Problem::not_found("The category");
    let mut at = all.get(id).cloned().ok_or_else(missing)?;
    wished(&all, &mut at, wish)?;
    let place = all.0.iter().position(|c| c.id == id).ok_or_else(missing)?;
    match &wish.before {
        None => all.0.splice(place..=place, [at]).for_each(drop),
        Some(before) => {
            all.0.remove(place);
            let to = match before.as_str() {
                "" => all.0.len(),
                text => {
                    let before = all.read("before", text)?;
                    all.0.iter().position(|c| c.id == before).unwrap_or(all.0.len())
                }
            };
            all.0.insert(to, at);
        }
    }
    write(tx, &all)
}

/// Takes a category away; what was in it and below goes up.
///
/// # Errors
///
/// Not found.
pub fn remove(tx: &mut Tx<'_>, store: &Store, id: Id) -> Result<()> {
    let mut all = hold(tx)?;
    let gone = all.get(id).cloned().ok_or_else(|| Problem::not_found("The category"))?;
    for c in all.0.iter_mut().filter(|c| c.parent == Some(id)) {
        c.parent = gone.parent;
    }
    all.0.retain(|c| c.id != id);
    write(tx, &all)?;
    tx.execute(
        "UPDATE product_category SET deleted_at = $1 WHERE id = $2",
        &[store.now().into(), id.into()],
    )?;
    tx.execute(
        "UPDATE product SET category_id = $1 WHERE category_id = $2",
        &[gone.parent.into(), id.into()],
    )?;
    Ok(())
}

//! The row of a product with its variants.

use std::collections::BTreeMap;

use gx_kernel::{Id, IdKind, Micros};
use gx_store::{Conflict, Dialect, Result, Row, Store, Tx, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use crate::money::{scaled, text};

/// What a product is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Something that is sent or handed over.
    #[default]
    Goods,
    /// Something that is done.
    Service,
    /// Something that runs on from period to period.
    Subscription,
}

impl Kind {
    /// As the database says it.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::Goods => "goods",
            Self::Service => "service",
            Self::Subscription => "subscription",
        }
    }

    fn read(text: &str) -> Self {
        match text {
            "service" => Self::Service,
            "subscription" => Self::Subscription,
            _ => Self::Goods,
        }
    }
}

/// In what variants of a product differ: size, with 30 ml and 50 ml.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What it is called.
    pub name: String,
    /// What there is to choose from.
    pub values: Vec<String>,
}

/// What is ordered by one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The row.
    pub id: Id,
    /// The number, as people write it.
    pub code: String,
    /// What it is of each choice.
    pub choice: BTreeMap<String, String>,
    /// Its price in ten-thousandths of the product's currency; none on request.
    pub price: Option<i64>,
    /// What it costs the company, likewise.
    pub cost: Option<i64>,
    /// Whether it is sold still.
    pub live: bool,
}

impl Variant {
    /// Its choices in the order of the product's, as they stand behind its name: `50 ml, 红`.
    pub fn label(&self, choices: &[Choice]) -> String {
        let said = choices.iter().filter_map(|choice| self.choice.get(&choice.name));
        said.cloned().collect::<Vec<_>>().join(", ")
    }

    fn to_json(&self) -> Json {
        json!({
            "id": self.id.show(IdKind::Variant), "code": self.code, "choice": self.choice,
            "price": self.price.map(text), "cost": self.cost.map(text), "live": self.live,
        })
    }

    fn from_json(value: &Json) -> Option<Self> {
        let amount = |key: &str| value.get(key).and_then(Json::as_str).and_then(scaled);
        Some(Self {
            id: Id::read(IdKind::Variant, value.get("id")?.as_str()?)?,
            code: value.get("code")?.as_str()?.to_owned(),
            choice: serde_json::from_value(value.get("choice")?.clone()).ok()?,
            price: amount("price"),
            cost: amount("cost"),
            live: value.get("live")?.as_bool()?,
        })
    }
}

/// A product as stored.
#[derive(Clone, Debug)]
pub struct Product {
    /// The row.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// What it is called in other languages.
    pub names: BTreeMap<String, String>,
    /// What it is.
    pub kind: Kind,
    /// The category that it is of.
    pub category: Option<Id>,
    /// In what it is counted.
    pub unit: String,
    /// The currency of its prices.
    pub currency: String,
    /// What there is to say.
    pub description: String,
    /// Its tax in percent, where it is not the workspace's.
    pub tax: Option<String>,
    /// How many months a period lasts, where it runs on.
    pub months: Option<i64>,
    /// In what its variants differ.
    pub choices: Vec<Choice>,
    /// Its variants in order; at least one.
    pub variants: Vec<Variant>,
    /// Whether it is sold still.
    pub live: bool,
    /// When it was made.
    pub created_at: Micros,
    /// When it last changed.
    pub updated_at: Micros,
    /// When it was taken away.
    pub deleted_at: Option<Micros>,
}

impl Product {
    /// Its id as text.
    pub fn shown(&self) -> String {
        self.id.show(IdKind::Product)
    }

    /// What it is called with a variant of it, in a language.
    pub fn called(&self, variant: &Variant, language: &str) -> String {
        let name = self.names.get(language).unwrap_or(&self.name);
        let label = variant.label(&self.choices);
        if label.is_empty() { name.clone() } else { format!("{name} {label}") }
    }

    /// Everything that is said of it, by the names that the change log has for them.
    pub fn values(&self) -> Map<String, Json> {
        let said = json!({
            "name": self.name, "names": self.names, "kind": self.kind,
            "category": self.category.map(|id| id.show(IdKind::Category)), "unit": self.unit,
            "currency": self.currency, "description": self.description, "tax": self.tax, "months": self.months,
            "choices": self.choices, "live": self.live,
            "variants": self.variants.iter().map(Variant::to_json).collect::<Vec<_>>(),
        });
        match said {
            Json::Object(map) => map,
            _ => Map::new(),
        }
    }

    /// Puts one of them back as it was.
    pub fn put(&mut self, key: &str, value: &Json) {
        fn read<T: serde::de::DeserializeOwned>(value: &Json, to: &mut T) {
            if let Ok(value) = serde_json::from_value(value.clone()) {
                *to = value;
            }
        }
        match key {
            "name" => read(value, &mut self.name),
            "names" => read(value, &mut self.names),
            "kind" => read(value, &mut self.kind),
            "category" => self.category = value.as_str().and_then(|t| Id::read(IdKind::Category, t)),
            "unit" => read(value, &mut self.unit),
            "currency" => read(value, &mut self.currency),
            "description" => read(value, &mut self.description),
            "tax" => read(value, &mut self.tax),
            "months" => read(value, &mut self.months),
            "choices" => read(value, &mut self.choices),
            "live" => read(value, &mut self.live),
            "variants" => {
                let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
                self.variants = list.iter().filter_map(Variant::from_json).collect();
            }
            _ => {}
        }
    }

    /// By what it is found: names and numbers, folded.
    fn words(&self) -> String {
        let names = std::iter::once(&self.name).chain(self.names.values());
        let codes = self.variants.iter().map(|v| &v.code);
        names.chain(codes).map(|t| gx_text::fold(t)).collect::<Vec<_>>().join("\n")
    }

    fn columns(&self) -> Vec<Value> {
        let json = |value: Json| Value::from(value.to_string());
        vec![
            self.name.as_str().into(),
            gx_text::sort_key_zh(&self.name).into(),
            json(json!(self.names)),
            self.kind.as_text().into(),
            self.category.into(),
            self.unit.as_str().into(),
            self.currency.as_str().into(),
            self.description.as_str().into(),
            self.tax.as_deref().into(),
            self.months.into(),
            json(json!(self.choices)),
            i64::from(self.live).into(),
            self.words().into(),
            self.updated_at.into(),
            self.deleted_at.into(),
        ]
    }
}

/// What [`Product::columns`] gives.
const COLUMNS: &[&str] = &[
    "name",
    "name_key",
    "names",
    "kind",
    "category_id",
    "unit",
    "currency",
    "description",
    "tax",
    "months",
    "choices",
    "live",
    "words",
    "updated_at",
    "deleted_at",
];

/// How numbers are compared: folded.
pub fn code_key(code: &str) -> String {
    gx_text::fold(code).trim().to_owned()
}

fn read(r: &Row) -> Result<Product> {
    Ok(Product {
        id: r.id(0)?,
        name: r.string(1)?,
        names: r.json(2)?,
        kind: Kind::read(r.text(3)?),
        category: r.opt_id(4)?,
        unit: r.string(5)?,
        currency: r.string(6)?,
        description: r.string(7)?,
        tax: r.opt_string(8)?,
        months: r.opt_int(9)?,
        choices: r.json(10)?,
        live: r.int(11)? != 0,
        updated_at: r.micros(12)?,
        deleted_at: r.opt_micros(13)?,
        created_at: r.micros(14)?,
        variants: Vec::new(),
    })
}

/// Some products by id, with their variants, in no order.
pub fn many(tx: &mut Tx<'_>, ids: &[Id]) -> Result<Vec<Product>> {
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let sql = "SELECT id, name, names, kind, category_id, unit, currency, description, tax, months, choices, live, updated_at, \
               deleted_at, created_at FROM product WHERE id IN";
    let mut out: Vec<Product> = tx.query_in(sql, &keys)?.iter().map(read).collect::<Result<_>>()?;
    let at: std::collections::HashMap<Id, usize> = out.iter().enumerate().map(|(i, p)| (p.id, i)).collect();
    let sql = "SELECT id, product_id, code, choice, price, cost, live, place FROM variant WHERE deleted_at IS NULL AND product_id IN";
    let mut variants: Vec<(i64, Id, Variant)> = Vec::new();
    for r in tx.query_in(sql, &keys)? {
        let variant = Variant {
            id: r.id(0)?,
            code: r.string(2)?,
            choice: r.json(3)?,
            price: r.opt_int(4)?,
            cost: r.opt_int(5)?,
            live: r.int(6)? != 0,
        };
        variants.push((r.int(7)?, r.id(1)?, variant));
    }
    variants.sort_by_key(|(place, _, v)| (*place, v.id));
    for (_, product, variant) in variants {
        if let Some(product) = at.get(&product).and_then(|i| out.get_mut(*i)) {
            product.variants.push(variant);
        }
    }
    Ok(out)
}

/// A product, taken away or not.
pub fn get(tx: &mut Tx<'_>, id: Id) -> Result<Option<Product>> {
    Ok(many(tx, &[id])?.pop())
}

/// The products of some variants, taken away or not, by variant.
pub fn of_variants(tx: &mut Tx<'_>, variants: &[Id]) -> Result<std::collections::HashMap<Id, Product>> {
    let keys: Vec<i64> = variants.iter().map(|id| id.0).collect();
    let rows = tx.query_in("SELECT id, product_id FROM variant WHERE id IN", &keys)?;
    let pairs: Vec<(Id, Id)> = rows.iter().map(|r| Ok((r.id(0)?, r.id(1)?))).collect::<Result<_>>()?;
    let mut products: Vec<Id> = pairs.iter().map(|(_, product)| *product).collect();
    products.sort_unstable();
    products.dedup();
    let found = many(tx, &products)?;
    let of = |product: Id| found.iter().find(|p| p.id == product).cloned();
    Ok(pairs.into_iter().filter_map(|(variant, product)| Some((variant, of(product)?))).collect())
}

/// The variants that a product had when it was taken away.
pub fn last_variants(tx: &mut Tx<'_>, product: Id) -> Result<Vec<Variant>> {
    let sql = "SELECT id, code, choice, price, cost, live FROM variant WHERE product_id = $1 AND deleted_at = \
               (SELECT MAX(deleted_at) FROM variant WHERE product_id = $1) ORDER BY place, id";
    let read = |r: &Row| {
        Ok(Variant {
            id: r.id(0)?,
            code: r.string(1)?,
            choice: r.json(2)?,
            price: r.opt_int(3)?,
            cost: r.opt_int(4)?,
            live: r.int(5)? != 0,
        })
    };
    tx.query(sql, &[product.into()])?.iter().map(read).collect()
}

/// Makes whoever else changes the product wait until the transaction has ended.
pub fn lock(tx: &mut Tx<'_>, id: Id) -> Result<()> {
    if tx.dialect() == Dialect::Postgres {
        tx.query("SELECT id FROM product WHERE id = $1 FOR UPDATE", &[id.into()])?;
    }
    Ok(())
}

/// Stores a new product.
pub fn insert(tx: &mut Tx<'_>, product: &Product, demo: bool) -> Result<()> {
    let columns = [&["id", "created_at", "demo"], COLUMNS].concat();
    let mut row: Vec<Value> = vec![product.id.into(), product.created_at.into(), i64::from(demo).into()];
    row.extend(product.columns());
    tx.insert_many("product", &columns, &[row], Conflict::Fail)?;
    put_variants(tx, product)
}

/// Stores a changed product.
pub fn update(tx: &mut Tx<'_>, store: &Store, product: &mut Product) -> Result<()> {
    product.updated_at = store.now();
    let set: Vec<String> = COLUMNS.iter().enumerate().map(|(i, c)| format!("{c} = ${}", i + 1)).collect();
    let sql = format!("UPDATE product SET {} WHERE id = ${}", set.join(", "), COLUMNS.len() + 1);
    let mut values = product.columns();
    values.push(product.id.into());
    tx.execute(&sql, &values)?;
    let away = product.deleted_at;
    let sql = "UPDATE variant SET deleted_at = $1 WHERE product_id = $2 AND deleted_at IS NULL";
    tx.execute(sql, &[store.now().into(), product.id.into()])?;
    if away.is_none() { put_variants(tx, product) } else { Ok(()) }
}

/// Writes the variants that a product has now; those that it has no more were taken away before.
fn put_variants(tx: &mut Tx<'_>, product: &Product) -> Result<()> {
    for (place, v) in product.variants.iter().enumerate() {
        tx.execute(
            "INSERT INTO variant (id, product_id, code, code_key, choice, price, cost, live, place, deleted_at) \
             VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,NULL) ON CONFLICT (id) DO UPDATE SET code = excluded.code, \
             code_key = excluded.code_key, choice = excluded.choice, price = excluded.price, cost = excluded.cost, \
             live = excluded.live, place = excluded.place, deleted_at = NULL",
            &[
                v.id.into(),
                product.id.into(),
                v.code.as_str().into(),
                code_key(&v.code).into(),
                json!(v.choice).to_string().into(),
                v.price.into(),
                v.cost.into(),
                i64::from(v.live).into(),
                (place as i64).into(),
            ],
        )?;
    }
    Ok(())
}

/// The living product that has a number, other than one.
pub fn with_code(tx: &mut Tx<'_>, code: &str, but: Id) -> Result<Option<(Id, String)>> {
    let sql = "SELECT p.id, p.name FROM variant v JOIN product p ON p.id = v.product_id \
               WHERE v.deleted_at IS NULL AND v.code_key = $1 AND p.id <> $2";
    tx.first(sql, &[code_key(code).into(), but.into()])?.map(|r| Ok((r.id(0)?, r.string(1)?))).transpose()
}

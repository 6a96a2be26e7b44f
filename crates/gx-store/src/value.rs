//! Values and rows as they cross the border to a database.

use gx_kernel::{Id, Micros};
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::{Result, StoreError};

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// The embedded database.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// One value. Booleans are 0 and 1, instants microseconds, dates `YYYY-MM-DD`, money ten-thousandths, JSON text.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Null,
    /// A 64-bit integer.
    Int(i64),
    /// A 64-bit float.
    Real(f64),
    /// Text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

impl Value {
    /// The order in which both databases sort: numbers before text, text by bytes; nothing comes first.
    pub fn sorted(&self, other: &Self) -> std::cmp::Ordering {
        let rank = |v: &Self| match v {
            Self::Null => 0,
            Self::Int(_) | Self::Real(_) => 1,
            Self::Text(_) => 2,
            Self::Blob(_) => 3,
        };
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => a.cmp(b),
            (Self::Real(a), Self::Real(b)) => a.total_cmp(b),
            (Self::Int(a), Self::Real(b)) => (*a as f64).total_cmp(b),
            (Self::Real(a), Self::Int(b)) => a.total_cmp(&(*b as f64)),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Blob(a), Self::Blob(b)) => a.cmp(b),
            (a, b) => rank(a).cmp(&rank(b)),
        }
    }
}

macro_rules! from {
    ($($t:ty => |$x:ident| $e:expr;)*) => { $(impl From<$t> for Value { fn from($x: $t) -> Self { $e } })* };
}
from! {
    i64 => |x| Self::Int(x);
    Id => |x| Self::Int(x.0);
    Micros => |x| Self::Int(x.0);
    bool => |x| Self::Int(i64::from(x));
    f64 => |x| Self::Real(x);
    &str => |x| Self::Text(x.to_owned());
    String => |x| Self::Text(x);
    &String => |x| Self::Text(x.clone());
    Vec<u8> => |x| Self::Blob(x);
    serde_json::Value => |x| Self::Text(x.to_string());
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(x: Option<T>) -> Self {
        x.map_or(Self::Null, Into::into)
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(n) => ValueRef::Integer(*n),
            Self::Real(x) => ValueRef::Real(*x),
            Self::Text(t) => ValueRef::Text(t.as_bytes()),
            Self::Blob(b) => ValueRef::Blob(b),
        }))
    }
}

impl From<rusqlite::types::ValueRef<'_>> for Value {
    fn from(v: rusqlite::types::ValueRef<'_>) -> Self {
        use rusqlite::types::ValueRef as V;
        match v {
            V::Null => Self::Null,
            V::Integer(n) => Self::Int(n),
            V::Real(x) => Self::Real(x),
            V::Text(t) => Self::Text(String::from_utf8_lossy(t).into_owned()),
            V::Blob(b) => Self::Blob(b.to_vec()),
        }
    }
}

/// PostgreSQL takes text without NUL only; everywhere else NUL is legal, so it becomes the replacement character here.
fn clean(t: &str) -> std::borrow::Cow<'_, str> {
    if t.contains('\0') { t.replace('\0', "\u{fffd}").into() } else { t.into() }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self, ty) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(n), &Type::INT4) => i32::try_from(*n)?.to_sql(ty, out),
            (Self::Int(n), &Type::FLOAT8) => (*n as f64).to_sql(ty, out),
            (Self::Int(n), &Type::TEXT) => n.to_string().to_sql(ty, out),
            (Self::Int(n), _) => n.to_sql(&Type::INT8, out),
            (Self::Real(x), &Type::INT8) => (*x as i64).to_sql(ty, out),
            (Self::Real(x), _) => x.to_sql(&Type::FLOAT8, out),
            (Self::Text(t), &Type::JSONB) => {
                out.extend_from_slice(&[1]);
                // JSON writes NUL as an escape that jsonb refuses.
                out.extend_from_slice(t.replace("\\u0000", "\\ufffd").as_bytes());
                Ok(IsNull::No)
            }
            (Self::Text(t), _) => clean(t).as_ref().to_sql(&Type::TEXT, out),
            (Self::Blob(b), _) => b.to_sql(&Type::BYTEA, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(
        ty: &Type,
        raw: &'a [u8],
    ) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(match *ty {
            Type::INT8 => Self::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Self::Int(i16::from_sql(ty, raw)?.into()),
            Type::BOOL => Self::Int(bool::from_sql(ty, raw)?.into()),
            Type::FLOAT8 => Self::Real(f64::from_sql(ty, raw)?),
            Type::FLOAT4 => Self::Real(f32::from_sql(ty, raw)?.into()),
            Type::BYTEA => Self::Blob(raw.to_vec()),
            Type::JSONB => Self::Text(std::str::from_utf8(raw.get(1..).unwrap_or_default())?.to_owned()),
            // count() and sum() over BIGINT come back as NUMERIC in PostgreSQL; queries cast them to BIGINT.
            _ => Self::Text(std::str::from_utf8(raw)?.to_owned()),
        })
    }

    fn from_sql_null(_: &Type) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// One row of an answer, read by position.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row(pub Vec<Value>);

impl Row {
    fn at(&self, i: usize) -> Result<&Value> {
        self.0.get(i).ok_or_else(|| StoreError::Shape(format!("column {i} of {}", self.0.len())))
    }

    /// A value that may be missing or null.
    pub fn value(&self, i: usize) -> Value {
        self.0.get(i).cloned().unwrap_or_default()
    }

    /// A whole number or null.
    pub fn opt_int(&self, i: usize) -> Result<Option<i64>> {
        match self.at(i)? {
            Value::Null => Ok(None),
            Value::Int(n) => Ok(Some(*n)),
            other => Err(StoreError::Shape(format!("column {i}: integer expected, got {other:?}"))),
        }
    }

    /// A whole number.
    pub fn int(&self, i: usize) -> Result<i64> {
        self.opt_int(i)?.ok_or_else(|| StoreError::Shape(format!("column {i} is null")))
    }

    /// An id.
    pub fn id(&self, i: usize) -> Result<Id> {
        self.int(i).map(Id)
    }

    /// An id or null.
    pub fn opt_id(&self, i: usize) -> Result<Option<Id>> {
        Ok(self.opt_int(i)?.map(Id))
    }

    /// An instant.
    pub fn micros(&self, i: usize) -> Result<Micros> {
        self.int(i).map(Micros)
    }

    /// An instant or null.
    pub fn opt_micros(&self, i: usize) -> Result<Option<Micros>> {
        Ok(self.opt_int(i)?.map(Micros))
    }

    /// A float or null; integers are widened.
    pub fn opt_real(&self, i: usize) -> Result<Option<f64>> {
        match self.at(i)? {
            Value::Null => Ok(None),
            Value::Real(x) => Ok(Some(*x)),
            Value::Int(n) => Ok(Some(*n as f64)),
            other => Err(StoreError::Shape(format!("column {i}: number expected, got {other:?}"))),
        }
    }

    /// Text or null.
    pub fn opt_text(&self, i: usize) -> Result<Option<&str>> {
        match self.at(i)? {
            Value::Null => Ok(None),
            Value::Text(t) => Ok(Some(t)),
            other => Err(StoreError::Shape(format!("column {i}: text expected, got {other:?}"))),
        }
    }

    /// Text.
    pub fn text(&self, i: usize) -> Result<&str> {
        self.opt_text(i)?.ok_or_else(|| StoreError::Shape(format!("column {i} is null")))
    }

    /// Owned text or null.
    pub fn opt_string(&self, i: usize) -> Result<Option<String>> {
        Ok(self.opt_text(i)?.map(str::to_owned))
    }

    /// Owned text.
    pub fn string(&self, i: usize) -> Result<String> {
        Ok(self.text(i)?.to_owned())
    }

    /// Bytes.
    pub fn blob(&self, i: usize) -> Result<&[u8]> {
        match self.at(i)? {
            Value::Blob(b) => Ok(b),
            other => Err(StoreError::Shape(format!("column {i}: bytes expected, got {other:?}"))),
        }
    }

    /// JSON; null and empty text are the JSON null.
    pub fn json<T: serde::de::DeserializeOwned + Default>(&self, i: usize) -> Result<T> {
        match self.opt_text(i)? {
            None | Some("") => Ok(T::default()),
            Some(t) => serde_json::from_str(t).map_err(|e| StoreError::Shape(format!("column {i}: {e}"))),
        }
    }
}

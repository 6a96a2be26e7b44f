//! What a request says, read so that a mistake in it is answered as every other: with a [`Problem`].

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use gx_kernel::{FieldError, Id, IdKind, Problem};
use serde::de::DeserializeOwned;

use crate::ApiError;

/// Reads a prefixed id of a path; one of another kind is no such thing.
///
/// # Errors
///
/// 404, with the prefix that was expected.
pub fn id(kind: IdKind, text: &str) -> Result<Id, ApiError> {
    Id::read(kind, text).ok_or_else(|| {
        let message = format!("{text:?} is not an id of this kind ({}_…)", kind.prefix());
        ApiError(Problem::new(404, "not_found", message))
    })
}

/// A JSON body, whatever its content type says; an empty one is `{}`.
#[derive(Clone, Copy, Debug)]
pub struct Body<T>(pub T);

/// The query of the address.
#[derive(Clone, Copy, Debug)]
pub struct Asked<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let bytes = Bytes::from_request(request, state).await.map_err(|e: BytesRejection| {
            Problem::new(
                e.status().as_u16(),
                "body",
                format!("The body could not be read: {}.", e.body_text()),
            )
        })?;
        Ok(Self(read(&bytes)?))
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Query(asked) = Query::from_request_parts(parts, state).await.map_err(|e| {
            Problem::bad("query", format!("The address asks for something wrong: {}.", e.body_text()))
        })?;
        Ok(Self(asked))
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let text: &[u8] = if bytes.iter().all(u8::is_ascii_whitespace) { b"{}" } else { bytes };
    let mut json = serde_json::Deserializer::from_slice(text);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|e| {
        let field = e.path().to_string();
        let e = e.into_inner();
        match e.classify() {
            serde_json::error::Category::Data => {
                let field = if field == "." { "body".to_owned() } else { field };
                Problem::invalid(vec![FieldError {
                    field,
                    code: "wrong_shape".into(),
                    message: e.to_string(),
                }])
            }
            _ => broken(&e),
        }
    })?;
    json.end().map_err(|e| broken(&e))?;
    Ok(value)
}

/// JSON that ends too early, or is none: with the place.
fn broken(e: &serde_json::Error) -> Problem {
    Problem::bad("json", format!("The body is no JSON: {e}."))
        .with("line", e.line())
        .with("column", e.column())
}

/// Tells "null" from "not said" in what is wished of a record: `#[serde(default, deserialize_with = "gx_http::said")]`.
///
/// # Errors
///
/// As the type that is read.
pub fn said<'de, D: serde::Deserializer<'de>, T: serde::Deserialize<'de>>(
    d: D,
) -> Result<Option<Option<T>>, D::Error> {
    <Option<T> as serde::Deserialize>::deserialize(d).map(Some)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::read;

    #[derive(Debug, Default, Deserialize, PartialEq)]
    struct Wish {
        #[serde(default)]
        n: u8,
    }

    #[test]
    fn a_body_is_read_or_refused_with_the_place() {
        assert_eq!(read::<Wish>(b"").unwrap(), Wish { n: 0 });
        assert_eq!(read::<Wish>(b" {\"n\": 3} ").unwrap(), Wish { n: 3 });
        let torn = read::<Wish>(b"{\"n\": ").unwrap_err();
        assert_eq!((torn.status, torn.code.as_str(), &torn.detail["line"]), (400, "json", &1.into()));
        assert_eq!(read::<Wish>(b"{} {}").unwrap_err().code, "json");
        assert_eq!(read::<Wish>(b"\xff").unwrap_err().code, "json");
        let wrong = read::<Wish>(b"{\"n\": \"x\"}").unwrap_err();
        assert_eq!((wrong.status, wrong.fields[0].field.as_str()), (422, "n"));
        assert_eq!(read::<Wish>(b"[[1]]").unwrap_err().status, 422);
    }
}

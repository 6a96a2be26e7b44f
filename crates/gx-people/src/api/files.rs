//! Files: sent, read, and filed with a record.

use axum::body::Body as Bytes_;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use futures_util::StreamExt as _;
use gx_blob::{Blobs, Fault, media, name};
use gx_http::{Answer, ApiError, Asked, Body, Kit, Note, Signed, id, watch};
use gx_kernel::{Id, IdKind, Problem};
use gx_store::audit::{self, Entry};
use gx_store::{Store, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::people::Changed;
use crate::file::at_record::{self, KeptFiles, Of};
use crate::file::store::NewFile;
use crate::file::{FileInfo, categories, reach, store};
use crate::people;

/// What an answer with stored bytes carries, so that nothing packs them again.
#[derive(Clone, Copy, Debug)]
pub struct StoredBytes;

/// Bytes that are still read, and dropped, of a body that is too large: a browser reads no answer before it has sent
/// all, and takes a closed connection for a lost one.
const DRAINED: u64 = 200 << 20;

/// What may be sent.
#[derive(Debug, Serialize)]
pub(crate) struct Limits {
    /// Bytes of one file.
    max_bytes: u64,
    /// Files of one field or note.
    max_files: usize,
    /// What files filed with a record can be.
    categories: Vec<String>,
}

pub(crate) async fn limits(
    State(kit): State<Kit>,
    _: Signed,
    Extension(blobs): Extension<Blobs>,
) -> Answer<Json<Limits>> {
    let categories = kit.run(|s| s.read(categories::load)).await?;
    Ok(Json(Limits { max_bytes: blobs.rules().most, max_files: crate::file::MOST, categories }))
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Categories {
    categories: Vec<String>,
}

pub(crate) async fn set_categories(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Categories>,
) -> Answer<Json<Categories>> {
    me.access.need("users")?;
    let set = move |s: &Store| {
        s.write(|tx| {
            let categories = categories::put(tx, &wish.categories)?;
            let detail = json!({"did": "changed", "file_categories": categories});
            let entry = Entry { staff: Some(me.user.id), kind: "setting", detail, ..Entry::default() };
            audit::note(tx, s, &entry)?;
            Ok(categories)
        })
    };
    Ok(Json(Categories { categories: kit.run(set).await? }))
}

fn problem(fault: Fault) -> ApiError {
    ApiError(match fault {
        Fault::Empty => Problem::new(422, "empty_file", "The file is empty."),
        Fault::TooLarge(most) => {
            Problem::new(413, "file_too_large", format!("A file has at most {} MB.", most >> 20))
                .with("max_bytes", most)
        }
        Fault::NoRoom => {
            tracing::error!("there is no room for another file");
            Problem::new(507, "no_room", "The server has no room for another file.")
        }
        Fault::Broken(why) => Problem::bad("broken_upload", format!("The file did not arrive whole: {why}.")),
        Fault::Missing | Fault::Damaged => {
            tracing::error!("bytes of a file are missing or damaged; see `guanxi doctor`");
            Problem::new(500, "internal", "")
        }
        Fault::Store(error) => {
            tracing::error!(%error, "the store of files failed");
            Problem::internal()
        }
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Sent {
    name: String,
}

/// Takes a file in: the body is its bytes, the address says its name. It is nobody else's until something holds it.
pub(crate) async fn upload(
    State(kit): State<Kit>,
    Extension(blobs): Extension<Blobs>,
    me: Signed,
    Asked(sent): Asked<Sent>,
    headers: HeaderMap,
    body: Bytes_,
) -> Answer<Json<FileInfo>> {
    if !reach::may_send(&me.access) {
        return Err(Problem::forbidden("Your role may not send files.").into());
    }
    let most = blobs.rules().most;
    let told = headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<u64>().ok());
    let mut pieces = body.into_data_stream();
    let staged = if told.is_some_and(|n| n > most) {
        Err(Fault::TooLarge(most))
    } else {
        blobs.stage(&mut pieces).await
    };
    if matches!(staged, Err(Fault::TooLarge(_))) {
        let mut dropped = 0;
        while let Some(Ok(piece)) = pieces.next().await {
            dropped += piece.len() as u64;
            if dropped > DRAINED {
                break;
            }
        }
    }
    let mut staged = staged.map_err(problem)?;
    let new = NewFile {
        sha256: staged.sha256.clone(),
        size: staged.size,
        head: std::mem::take(&mut staged.head),
        called: sent.name,
    };
    let claimed =
        kit.run(move |s: &Store| s.write(|tx| store::claim(tx, s, &staged)).map(|()| staged)).await?;
    blobs.place(claimed).await.map_err(problem)?;
    let staff = me.access.by().id();
    Ok(Json(kit.run(move |s| s.write(|tx| store::insert(tx, s, &new, staff))).await?))
}

pub(crate) async fn get(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<FileInfo>> {
    let file = id(IdKind::File, &text)?;
    Ok(Json(kit.run(move |s| s.read(|tx| reach::readable(tx, &me.access, file))).await?.info))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    /// Saves also what could be shown.
    download: bool,
}

/// The bytes. Only pictures and PDF are shown, in a box without scripts; everything else is saved.
pub(crate) async fn content(
    State(kit): State<Kit>,
    Extension(blobs): Extension<Blobs>,
    me: Signed,
    Path(text): Path<String>,
    Asked(wanted): Asked<Wanted>,
    asked: HeaderMap,
) -> Answer<Response> {
    let file = id(IdKind::File, &text)?;
    let access = me.access.clone();
    let file = kit.run(move |s| s.read(|tx| reach::readable(tx, &access, file))).await?;
    watch::saw(&kit, &me, 1).await;
    let inline = !wanted.download && media::is_inline(&file.info.media);
    // Readers of PDF in browsers refuse a sandbox, and are one themselves.
    let policy = if file.info.media == "application/pdf" {
        "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    } else {
        "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    };
    let tag = format!("\"{}\"", file.info.id);
    let mut head = HeaderMap::new();
    let mut put = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            head.insert(name, value);
        }
    };
    put(header::CONTENT_TYPE, &file.info.media);
    put(header::CONTENT_DISPOSITION, &name::disposition(&file.info.name, inline));
    put(header::CONTENT_SECURITY_POLICY, policy);
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Kept by the browser, shown again only after the rights were asked again.
    put(header::CACHE_CONTROL, "private, no-cache");
    put(header::ETAG, &tag);
    put(header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    let known = asked.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok());
    if known.is_some_and(|list| list.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)) {
        return Ok((StatusCode::NOT_MODIFIED, head, Extension(StoredBytes)).into_response());
    }
    let (size, bytes) = blobs.read(&file.sha256).await.map_err(problem)?;
    head.insert(header::CONTENT_LENGTH, size.into());
    Ok((head, Extension(StoredBytes), Bytes_::from_stream(bytes)).into_response())
}

/// The record of an address.
fn of(kind: IdKind, text: &str) -> Answer<Of> {
    let row = id(kind, text)?;
    Ok(if kind == IdKind::Company { Of::Company(row) } else { Of::Person(row) })
}

async fn list(kit: Kit, me: Signed, of: Of) -> Answer<Json<KeptFiles>> {
    Ok(Json(kit.run(move |s| s.read(|tx| at_record::list(tx, &me.access, of))).await?))
}

/// Changes the files of a record, and answers with them.
async fn changing(
    kit: Kit,
    me: Signed,
    of: Of,
    act: impl FnOnce(&mut Tx<'_>, &Store, &Signed) -> gx_store::Result<Id> + Send + 'static,
) -> Answer<Json<Changed<KeptFiles>>> {
    let (changed, root) = kit
        .run(move |s| {
            s.write(|tx| {
                let batch = act(tx, s, &me)?;
                let data = at_record::list(tx, &me.access, of)?;
                let root = match of {
                    Of::Person(id) => people::root(tx, &me.access, id)?.map(|(root, _)| root),
                    Of::Company(_) => None,
                };
                Ok((Changed { data, batch: batch.show(IdKind::Batch) }, root))
            })
        })
        .await?;
    match (of, root) {
        (Of::Company(id), _) => kit.live.tell(Note::Company(id)),
        (Of::Person(_), Some(root)) => kit.live.tell(Note::Person(root)),
        (Of::Person(_), None) => {}
    }
    Ok(Json(changed))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filed {
    file: String,
    #[serde(default)]
    category: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Said {
    category: Option<String>,
}

async fn add(kit: Kit, me: Signed, of: Of, body: Filed) -> Answer<Json<Changed<KeptFiles>>> {
    let Some(file) = Id::read(IdKind::File, &body.file) else {
        return Err(Problem::field("file", "not_a_file", "expected the id of a file such as fil_…").into());
    };
    let add = move |tx: &mut Tx<'_>, s: &Store, me: &Signed| {
        at_record::add(tx, s, &me.access, of, (file, body.category.as_deref()))
    };
    changing(kit, me, of, add).await
}

async fn say(kit: Kit, me: Signed, of: Of, file: &str, body: Said) -> Answer<Json<Changed<KeptFiles>>> {
    let file = id(IdKind::File, file)?;
    let say = move |tx: &mut Tx<'_>, s: &Store, me: &Signed| {
        at_record::say(tx, s, &me.access, of, (file, body.category.as_deref()))
    };
    changing(kit, me, of, say).await
}

async fn remove(kit: Kit, me: Signed, of: Of, file: &str) -> Answer<Json<Changed<KeptFiles>>> {
    let file = id(IdKind::File, file)?;
    changing(kit, me, of, move |tx, s, me| at_record::remove(tx, s, &me.access, of, file)).await
}

pub(crate) async fn of_person(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<KeptFiles>> {
    list(kit, me, of(IdKind::Person, &text)?).await
}

pub(crate) async fn add_to_person(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Filed>,
) -> Answer<Json<Changed<KeptFiles>>> {
    add(kit, me, of(IdKind::Person, &text)?, body).await
}

pub(crate) async fn say_of_person(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, file)): Path<(String, String)>,
    Body(body): Body<Said>,
) -> Answer<Json<Changed<KeptFiles>>> {
    say(kit, me, of(IdKind::Person, &text)?, &file, body).await
}

pub(crate) async fn remove_from_person(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, file)): Path<(String, String)>,
) -> Answer<Json<Changed<KeptFiles>>> {
    remove(kit, me, of(IdKind::Person, &text)?, &file).await
}

pub(crate) async fn of_company(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<KeptFiles>> {
    list(kit, me, of(IdKind::Company, &text)?).await
}

pub(crate) async fn add_to_company(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Filed>,
) -> Answer<Json<Changed<KeptFiles>>> {
    add(kit, me, of(IdKind::Company, &text)?, body).await
}

pub(crate) async fn say_of_company(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, file)): Path<(String, String)>,
    Body(body): Body<Said>,
) -> Answer<Json<Changed<KeptFiles>>> {
    say(kit, me, of(IdKind::Company, &text)?, &file, body).await
}

pub(crate) async fn remove_from_company(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, file)): Path<(String, String)>,
) -> Answer<Json<Changed<KeptFiles>>> {
    remove(kit, me, of(IdKind::Company, &text)?, &file).await
}

//! Answers that took long to reckon, kept for a moment, so that a dashboard that is opened again, or by the same colleague
//! in two windows, is not reckoned anew each time.
//!
//! An answer is kept for twenty times as long as it took, a minute at most, and not at all where it was quick: what is
//! asked for again and again takes a twentieth of one processor, and small workspaces always see the present moment. It is
//! of one caller under the rights that they had. Whoever changes a record sees it in the next answer; what others changed
//! may be as old as the answer says it is. `Cache-Control: no-cache` asks anew.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::FromRequestParts;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use gx_kernel::Problem;
use gx_store::access::Access;
use gx_store::{Result, Store};
use parking_lot::Mutex;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::{Answer, Kit};

/// What took less is not kept.
const QUICK: Duration = Duration::from_millis(300);
/// For how many times as long as it took an answer is kept.
const TIMES: u32 = 20;
/// No answer is kept longer.
const LONGEST: Duration = Duration::from_secs(60);
/// A change is seen by others when it is committed, a little after it was noted who made it.
const COMMIT: Duration = Duration::from_secs(1);
/// How many answers are kept at once, and how many bytes of them.
const MOST: usize = 1_000;
const ROOM: usize = 64 << 20;

/// Whether the caller wants no answer that was kept.
#[derive(Clone, Copy, Debug)]
pub struct Fresh(pub bool);

impl<S: Send + Sync> FromRequestParts<S> for Fresh {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> std::result::Result<Self, Self::Rejection> {
        let asked = parts.headers.get(CACHE_CONTROL).and_then(|v| v.to_str().ok());
        Ok(Self(asked.is_some_and(|v| v.split(',').any(|one| matches!(one.trim(), "no-cache" | "no-store")))))
    }
}

#[derive(Debug)]
struct Held {
    began: Instant,
    until: Instant,
    bytes: Bytes,
}

/// A question: who asks it while it is being answered waits here.
type Slot = Arc<tokio::sync::Mutex<Option<Held>>>;

/// What is kept.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<HashMap<[u8; 32], Slot>>);

impl Kept {
    fn slot(&self, key: [u8; 32]) -> Slot {
        let mut slots = self.0.lock();
        if slots.len() >= MOST && !slots.contains_key(&key) {
            slots.clear();
        }
        slots.entry(key).or_default().clone()
    }

    /// Forgets what is over, and everything where it became too much.
    fn tidy(&self, now: Instant) {
        let mut slots = self.0.lock();
        let mut room = 0;
        slots.retain(|_, slot| match slot.try_lock() {
            Ok(held) => match &*held {
                Some(held) if held.until > now => {
                    room += held.bytes.len();
                    true
                }
                // Somebody who waits has it in hand.
                _ => Arc::strong_count(slot) > 1,
            },
            Err(_) => true,
        });
        if room > ROOM {
            slots.clear();
        }
    }
}

impl Kit {
    /// [`Self::count`], whose answer is kept for a moment. `question` tells apart what is asked.
    pub async fn count_kept<T: Serialize>(
        &self,
        access: &Access,
        question: &impl Serialize,
        Fresh(fresh): Fresh,
        f: impl FnOnce(&Store) -> Result<T> + Send + 'static,
    ) -> Answer<Response> {
        let broken = |_: serde_json::Error| Problem::internal();
        let mut key = Sha256::new();
        key.update(serde_json::to_vec(question).map_err(broken)?);
        key.update([0]);
        // Everything that decides what the caller sees.
        key.update(format!("{access:?}"));
        let slot = self.kept.slot(key.finalize().into());
        let mut held = slot.lock().await;
        if let Some(one) = held.as_ref().filter(|_| !fresh)
            && one.until > Instant::now()
            && access.by().id().and_then(|me| self.store.touched(me)).is_none_or(|at| at + COMMIT < one.began)
        {
            return Ok(told(one.bytes.clone()));
        }
        let (began, bytes) = self
            .count(move |store| {
                let began = Instant::now();
                let bytes = serde_json::to_vec(&f(store)?)
                    .map_err(|e| gx_store::StoreError::Other(format!("an answer is no JSON: {e}")))?;
                Ok((began, Bytes::from(bytes)))
            })
            .await?;
        let now = Instant::now();
        *held = lasts(now - began).map(|long| Held { began, until: now + long, bytes: bytes.clone() });
        drop(held);
        drop(slot);
        self.kept.tidy(now);
        Ok(told(bytes))
    }
}

/// For how long an answer is kept that took so long; a quick one is not.
fn lasts(took: Duration) -> Option<Duration> {
    (took >= QUICK).then(|| (took * TIMES).min(LONGEST))
}

fn told(bytes: Bytes) -> Response {
    ([(CONTENT_TYPE, "application/json")], bytes).into_response()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use gx_kernel::Id;
    use gx_store::access::Grants;
    use gx_store::change::{Batch, By};

    use super::*;
    use crate::seal::Seal;

    #[test]
    fn an_answer_is_kept_by_what_it_cost() {
        let millis = Duration::from_millis;
        assert_eq!(lasts(millis(299)), None);
        assert_eq!(lasts(millis(1_000)), Some(Duration::from_secs(20)));
        assert_eq!(lasts(millis(30_000)), Some(Duration::from_secs(60)));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn it_is_of_one_caller_and_one_question_and_gone_when_they_change_something() {
        let t = gx_testkit::sqlite();
        let kit = Kit::new(t.store.clone(), false, Seal::new(&[1; 32]), gx_fetch::Guard::default());
        let reckoned = Arc::new(AtomicUsize::new(0));
        let ask = async |access: &Access, question: &str, fresh: bool| {
            let count = reckoned.clone();
            let slow = move |_: &Store| {
                std::thread::sleep(QUICK);
                Ok(count.fetch_add(1, Ordering::SeqCst) + 1)
            };
            let answer = kit.count_kept(access, &question, Fresh(fresh), slow).await.unwrap();
            let bytes = axum::body::to_bytes(answer.into_body(), 1_000).await.unwrap();
            String::from_utf8(bytes.to_vec()).unwrap()
        };
        let user = |id: i64| Access::user(Id(id), Grants::all());
        let (me, she) = (user(7), user(8));
        // Two at once are answered by one.
        let both = tokio::join!(ask(&me, "won", false), ask(&me, "won", false));
        assert_eq!(both, ("1".into(), "1".into()));
        assert_eq!(ask(&me, "won", false).await, "1");
        assert_eq!(ask(&me, "lost", false).await, "2", "another question");
        assert_eq!(ask(&she, "won", false).await, "3", "another caller");
        let less = Access::user(Id(7), Grants { hidden: vec!["amount".into()], ..Grants::all() });
        assert_eq!(ask(&less, "won", false).await, "4", "other rights");
        assert_eq!(ask(&me, "won", true).await, "5", "asked anew");
        assert_eq!(ask(&me, "won", false).await, "5");
        let change = |tx: &mut gx_store::Tx<'_>| {
            let mut batch = Batch::open(tx, &t.store, "edit", By::User(Id(7)), None, None)?;
            batch.flush(tx, &t.store)
        };
        t.store.write(change).unwrap();
        assert_eq!(ask(&me, "won", false).await, "6", "what they changed counts");
        assert_eq!(ask(&she, "won", false).await, "3", "hers may be as old as it says");
    }
}

//! What every handler can reach.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock};

use gx_fetch::Guard;
use gx_kernel::Problem;
use gx_store::Store;
use rayon::ThreadPool;
use tokio::sync::{Semaphore, oneshot};

use crate::auth::Throttle;
use crate::calm::{self, Calm};
use crate::error::ApiError;
use crate::kept::Kept;
use crate::live::Live;
use crate::program::Limits;
use crate::seal::Seal;
use crate::watch::Watch;

/// Calls of [`Kit::count`] at once: a third of the readers of the embedded database.
const COUNTING: usize = 2;

/// How many count, and where.
#[derive(Debug)]
struct Counting {
    lane: Semaphore,
    /// Made when the first one counts; none where the system gives none.
    threads: OnceLock<Option<ThreadPool>>,
}

/// The shared state of the HTTP layer. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Kit {
    /// The database.
    pub store: Store,
    /// Live push.
    pub live: Live,
    /// Whether cookies are sent over TLS only.
    pub secure: bool,
    /// What seals secrets before they are stored.
    pub seal: Seal,
    /// Which addresses outside may be called.
    pub guard: Guard,
    /// Who reads how much.
    pub watch: Watch,
    /// Failed sign-ins of late.
    pub throttle: Arc<Throttle>,
    /// What keys of programs may still ask.
    pub limits: Arc<Limits>,
    /// The lane of [`Self::count`].
    counting: Arc<Counting>,
    /// The answers of [`Self::count_kept`].
    pub(crate) kept: Arc<Kept>,
}

impl Kit {
    /// State around a store.
    pub fn new(store: Store, secure: bool, seal: Seal, guard: Guard) -> Self {
        Self {
            store,
            live: Live::default(),
            secure,
            seal,
            guard,
            watch: Watch::default(),
            throttle: Arc::default(),
            limits: Arc::default(),
            counting: Arc::new(Counting { lane: Semaphore::new(COUNTING), threads: OnceLock::new() }),
            kept: Arc::default(),
        }
    }

    /// Like [`Self::run`], for what may read every record to count it: groups, calendars, maps, figures of quality.
    /// Only so many run at once, the others wait here and not in front of the database, whose readers are few; and on
    /// threads that let others go first: what needs a millisecond is not to stand behind what needs a second.
    pub async fn count<T: Send + 'static>(
        &self,
        f: impl FnOnce(&Store) -> gx_store::Result<T> + Send + 'static,
    ) -> Result<T, ApiError> {
        let _lane = self.counting.lane.acquire().await.map_err(|_| ApiError(Problem::internal()))?;
        let threads = self.counting.threads.get_or_init(|| {
            calm::threads(Calm::Counting, COUNTING)
                .inspect_err(
                    |error| tracing::warn!(%error, "what counts takes the processor from what is quick"),
                )
                .ok()
        });
        let Some(threads) = threads else { return self.run(f).await };
        let (store, span) = (self.store.clone(), tracing::Span::current());
        let (tell, told) = oneshot::channel();
        threads.spawn(move || {
            // Nobody waits any more where the receiver is gone. A panic must not take the program with it.
            let done = catch_unwind(AssertUnwindSafe(|| span.in_scope(|| f(&store))));
            let _ = tell.send(done);
        });
        match told.await {
            Ok(Ok(result)) => Ok(result?),
            _ => {
                tracing::error!("a call that counts ended badly");
                Err(ApiError(Problem::internal()))
            }
        }
    }

    /// Runs a call of the store where it may block.
    pub async fn run<T: Send + 'static>(
        &self,
        f: impl FnOnce(&Store) -> gx_store::Result<T> + Send + 'static,
    ) -> Result<T, ApiError> {
        let store = self.store.clone();
        let span = tracing::Span::current();
        match tokio::task::spawn_blocking(move || span.in_scope(|| f(&store))).await {
            Ok(result) => Ok(result?),
            Err(e) => {
                tracing::error!(error = %e, "a blocking call ended badly");
                Err(ApiError(Problem::internal()))
            }
        }
    }
}

/// `n` random bytes from the operating system.
pub fn random<const N: usize>() -> Result<[u8; N], Problem> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|e| {
        tracing::error!(error = %e, "the operating system gave no randomness");
        Problem::internal()
    })?;
    Ok(bytes)
}

/// A random secret of 160 bits as URL-safe text with a prefix that secret scanners recognise.
pub fn secret(prefix: &str) -> Result<String, Problem> {
    use base64::Engine as _;
    Ok(format!("{prefix}_{}", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(random::<20>()?)))
}

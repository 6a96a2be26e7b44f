//! Computing that may take its time: on threads of its own that take what of the processor nobody else wants, so that
//! whoever opens a page meanwhile does not wait for it. Never around a transaction: a thread that is kept waiting would
//! keep the writer's lock.

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// How willingly threads let others go first, as `nice` counts it.
#[derive(Clone, Copy, Debug)]
pub enum Calm {
    /// Somebody waits for the answer: a count of a million records, beside lists that need a millisecond.
    Counting = 10,
    /// Nobody waits: scans, models.
    Nobody = 15,
}

/// Threads that let others go first; as many as there are processors, unless it is said how many.
///
/// # Errors
///
/// When the system gives no threads.
pub fn threads(calm: Calm, n: usize) -> Result<ThreadPool, ThreadPoolBuildError> {
    let pool =
        ThreadPoolBuilder::new().num_threads(n).thread_name(move |n| format!("calm-{}-{n}", calm as i32));
    pool.start_handler(move |_| {
        // On Linux the priority is the calling thread's; elsewhere it would be that of the whole process.
        #[cfg(target_os = "linux")]
        if let Err(error) = rustix::process::setpriority_process(None, calm as i32) {
            tracing::debug!(%error, "a thread keeps its usual priority");
        }
    })
    .build()
}

/// Runs a computation, and what it does in parallel, on threads of its own for which nobody waits.
pub fn calmly<T: Send>(compute: impl FnOnce() -> T + Send) -> T {
    match threads(Calm::Nobody, 0) {
        Ok(pool) => pool.install(compute),
        Err(error) => {
            tracing::warn!(%error, "no threads of lower priority");
            compute()
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rayon::prelude::*;

    use super::*;

    #[test]
    fn what_is_computed_calmly_lets_others_go_first_and_changes_nobody_else() {
        let mine = rustix::process::getpriority_process(None).unwrap();
        let theirs: Vec<i32> = calmly(|| {
            (0..64).into_par_iter().map(|_| rustix::process::getpriority_process(None).unwrap()).collect()
        });
        assert!(theirs.iter().all(|nice| *nice == Calm::Nobody as i32), "{theirs:?}");
        assert_eq!(rustix::process::getpriority_process(None).unwrap(), mine);
    }
}

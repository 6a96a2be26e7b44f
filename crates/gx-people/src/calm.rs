//! Computing that may take its time: on threads of its own that take what of the processor nobody else wants, so that
//! whoever opens a page meanwhile does not wait for it. Never around a transaction: a thread that is kept waiting would
//! keep the writer's lock.

/// How willingly the threads let others go first, as `nice` counts it.
#[cfg(target_os = "linux")]
const NICE: i32 = 15;

/// Runs a computation, and what it does in parallel, on such threads.
pub fn calmly<T: Send>(compute: impl FnOnce() -> T + Send) -> T {
    let threads = rayon::ThreadPoolBuilder::new().thread_name(|n| format!("calm-{n}")).start_handler(|_| {
        // On Linux the priority is the calling thread's; elsewhere it would be that of the whole process.
        #[cfg(target_os = "linux")]
        if let Err(error) = rustix::process::setpriority_process(None, NICE) {
            tracing::debug!(%error, "a thread keeps its usual priority");
        }
    });
    match threads.build() {
        Ok(threads) => threads.install(compute),
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
        assert!(theirs.iter().all(|nice| *nice == NICE), "{theirs:?}");
        assert_eq!(rustix::process::getpriority_process(None).unwrap(), mine);
    }
}

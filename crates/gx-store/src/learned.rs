//! What queries taught about the data, good enough for a minute.

use std::collections::HashMap;
use std::sync::Arc;

use gx_kernel::{Clock, Micros};
use parking_lot::Mutex;

/// How long something stays good enough.
const FOR: i64 = 60_000_000;

/// Things kept at once; when there are more, what is old goes, and if that is nothing, everything.
const MOST: usize = 4096;

/// Numbers by what was asked, of one database and shared by all transactions on it: how many rows a question found
/// when they were many. Never what anybody may see, and never what must be right.
pub struct Learned {
    clock: Arc<dyn Clock>,
    held: Mutex<HashMap<String, (Micros, i64)>>,
}

impl Learned {
    /// Nothing learned yet.
    pub fn new(clock: Arc<dyn Clock>) -> Arc<Self> {
        Arc::new(Self { clock, held: Mutex::default() })
    }

    /// What was learned of a question within the last minute.
    pub fn get(&self, question: &str) -> Option<i64> {
        let (at, n) = *self.held.lock().get(question)?;
        (self.clock.now().0 - at.0 < FOR).then_some(n)
    }

    /// Keeps an answer.
    pub fn put(&self, question: String, n: i64) {
        let now = self.clock.now();
        let mut held = self.held.lock();
        if held.len() >= MOST {
            held.retain(|_, (at, _)| now.0 - at.0 < FOR);
        }
        if held.len() >= MOST {
            held.clear();
        }
        held.insert(question, (now, n));
    }

    /// Forgets what turned out to be wrong.
    pub fn forget(&self, question: &str) {
        self.held.lock().remove(question);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    #[derive(Debug)]
    struct Hand(AtomicI64);

    impl Clock for Hand {
        fn now(&self) -> Micros {
            Micros(self.0.load(Ordering::Relaxed))
        }
    }

    #[test]
    fn what_was_learned_is_forgotten_after_a_minute_and_never_grows_without_end() {
        let clock = Arc::new(Hand(AtomicI64::new(0)));
        let learned = Learned::new(clock.clone());
        learned.put("many?".into(), 10_000);
        assert_eq!(learned.get("many?"), Some(10_000));
        assert_eq!(learned.get("others?"), None);
        clock.0.store(FOR, Ordering::Relaxed);
        assert_eq!(learned.get("many?"), None);
        for n in 0..3 * MOST {
            learned.put(format!("{n}"), 1);
            assert!(learned.held.lock().len() <= MOST);
        }
        learned.put("last".into(), 2);
        learned.forget("last");
        assert_eq!(learned.get("last"), None);
    }
}

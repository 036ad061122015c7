//! Limits of time: a future against timers of the transport. Without a clock, so that it works wherever the transport does.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Mutex;
use std::task::{Context, Poll};
use std::time::Duration;

use super::BoxFuture;
use super::transport::Transport;

/// A timer of the transport.
///
/// The lock makes it `Sync`; it is never taken, since polling needs the timer to oneself.
pub(crate) struct Timer(Mutex<BoxFuture<'static, ()>>);

impl Timer {
    pub(crate) fn start(transport: &dyn Transport, limit: Duration) -> Self {
        Self(Mutex::new(transport.limit(limit)))
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        match self.0.get_mut() {
            Ok(timer) => timer.as_mut().poll(context),
            Err(_) => Poll::Pending,
        }
    }
}

/// What came first.
pub(crate) enum First<T> {
    Done(T),
    /// Nothing happened for too long.
    Silence,
    /// The time of the whole call is over.
    Over,
}

/// A future, a timer for the whole call, and a limit for this wait, whose timer starts when the future first has to wait.
pub(crate) async fn first<F: Future>(
    transport: &dyn Transport,
    whole: &mut Option<Timer>,
    silence: Option<Duration>,
    future: F,
) -> First<F::Output> {
    let mut future = pin!(future);
    let mut timer = None;
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(First::Done(output));
        }
        if let Some(whole) = whole
            && whole.poll(context).is_ready()
        {
            return Poll::Ready(First::Over);
        }
        let Some(silence) = silence else {
            return Poll::Pending;
        };
        let timer = timer.get_or_insert_with(|| Timer::start(transport, silence));
        timer.poll(context).map(|()| First::Silence)
    })
    .await
}

//! Stands between a connection and tokio-modbus: lets whole and sound frames through, and no client wait for ever.

use std::io::{self, ErrorKind};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, Sleep, sleep};

use super::frame::{HEADER, LONGEST_TCP, is_sound, tcp_length};

/// A connection. What is wrong with it ends in an error, upon which it is closed.
pub struct Guarded {
    stream: TcpStream,
    /// What has arrived, and how many bytes of the frame at its beginning have been passed on, if that is whole.
    arrived: Vec<u8>,
    whole: Option<usize>,
    passed: usize,
    idle: Duration,
    /// Runs out when no whole frame has come, or no answer could be sent, for the idle time.
    closes: Pin<Box<Sleep>>,
    /// Its place among the connections.
    _place: OwnedSemaphorePermit,
}

impl Guarded {
    pub fn new(stream: TcpStream, idle: Duration, place: OwnedSemaphorePermit) -> Guarded {
        let closes = Box::pin(sleep(idle));
        let arrived = Vec::with_capacity(LONGEST_TCP);
        Guarded { stream, arrived, whole: None, passed: 0, idle, closes, _place: place }
    }

    /// Looks whether the frame is whole and sound.
    fn look(&mut self) -> io::Result<()> {
        let wrong = |why| io::Error::new(ErrorKind::InvalidData, why);
        let Some(length) = tcp_length(&self.arrived).map_err(wrong)? else { return Ok(()) };
        let Some(frame) = self.arrived.get(..length) else { return Ok(()) };
        if !is_sound(frame.get(HEADER..).unwrap_or_default()) {
            return Err(wrong("quantity, byte count and length do not go together"));
        }
        (self.whole, self.passed) = (Some(length), 0);
        self.closes.as_mut().reset(Instant::now() + self.idle);
        Ok(())
    }

    /// Passes on what there is of a whole frame; whether there was one.
    fn pass(&mut self, out: &mut ReadBuf<'_>) -> bool {
        let Some(length) = self.whole else { return false };
        let frame = self.arrived.get(self.passed..length).unwrap_or_default();
        let some = frame.get(..frame.len().min(out.remaining())).unwrap_or_default();
        out.put_slice(some);
        self.passed += some.len();
        if self.passed >= length {
            self.arrived.drain(..length.min(self.arrived.len()));
            self.whole = None;
        }
        true
    }

    fn is_late(&mut self, context: &mut Context<'_>) -> io::Result<()> {
        match self.closes.as_mut().poll(context) {
            Poll::Ready(()) => Err(io::Error::new(ErrorKind::TimedOut, "nothing came for too long")),
            Poll::Pending => Ok(()),
        }
    }
}

impl AsyncRead for Guarded {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        out: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        loop {
            if self.whole.is_none() {
                self.look()?;
            }
            if self.pass(out) {
                return Poll::Ready(Ok(()));
            }
            self.is_late(context)?;
            let mut bytes = [0; LONGEST_TCP];
            let free = LONGEST_TCP.saturating_sub(self.arrived.len());
            let mut more = ReadBuf::new(bytes.get_mut(..free).unwrap_or_default());
            ready!(Pin::new(&mut self.stream).poll_read(context, &mut more))?;
            if more.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
            self.arrived.extend_from_slice(more.filled());
        }
    }
}

impl AsyncWrite for Guarded {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.is_late(context)?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

//! Where the content of an upload comes from: memory, a file, anything that can be read from any place.

use std::io::{self, Read, Seek, SeekFrom};

use bytes::Bytes;

use crate::client::BoxFuture;

/// Content that can be read from any place, since a piece may have to be sent again.
pub trait UploadSource: Send {
    /// The number of bytes.
    fn length(&self) -> u64;

    /// Reads so many bytes from this offset on; both lie within the length.
    fn read(&mut self, offset: u64, length: usize) -> BoxFuture<'_, io::Result<Bytes>>;
}

impl UploadSource for Bytes {
    fn length(&self) -> u64 {
        self.len() as u64
    }

    fn read(&mut self, offset: u64, length: usize) -> BoxFuture<'_, io::Result<Bytes>> {
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let range = start..start.saturating_add(length);
        let piece = if range.end <= self.len() {
            Ok(self.slice(range))
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        };
        Box::pin(std::future::ready(piece))
    }
}

macro_rules! in_memory {
    ($($type:ty),*) => {
        $(impl UploadSource for $type {
            fn length(&self) -> u64 {
                self.len() as u64
            }

            fn read(&mut self, offset: u64, length: usize) -> BoxFuture<'_, io::Result<Bytes>> {
                let start = usize::try_from(offset).unwrap_or(usize::MAX);
                let piece = self.get(start..start.saturating_add(length));
                let piece = piece.map(Bytes::copy_from_slice);
                let piece = piece.ok_or_else(|| io::ErrorKind::UnexpectedEof.into());
                Box::pin(std::future::ready(piece))
            }
        })*
    };
}

in_memory!(Vec<u8>, &[u8]);

/// A reader that can seek, such as a [`std::fs::File`].
///
/// Reading blocks the thread for the time that one piece takes. Where that is too long, implement [`UploadSource`] over what the
/// program's runtime offers.
#[derive(Debug)]
pub struct Seekable<R> {
    reader: R,
    length: u64,
}

impl<R: Read + Seek + Send> Seekable<R> {
    /// Fails when the end cannot be found.
    pub fn new(mut reader: R) -> io::Result<Self> {
        let length = reader.seek(SeekFrom::End(0))?;
        Ok(Self { reader, length })
    }

    fn piece(&mut self, offset: u64, length: usize) -> io::Result<Bytes> {
        self.reader.seek(SeekFrom::Start(offset))?;
        let mut piece = vec![0; length];
        self.reader.read_exact(&mut piece)?;
        Ok(piece.into())
    }
}

impl<R: Read + Seek + Send> UploadSource for Seekable<R> {
    fn length(&self) -> u64 {
        self.length
    }

    fn read(&mut self, offset: u64, length: usize) -> BoxFuture<'_, io::Result<Bytes>> {
        Box::pin(std::future::ready(self.piece(offset, length)))
    }
}
